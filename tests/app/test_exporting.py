"""A checkpoint opened in the window: torch finds the points, then its export takes over, or the card says why not."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from window_helpers import OpenWindow

from cephview.app.background.exporting import Exporting
from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.window.dialogs import model_card_text
from cephview.model.families.hrnet import HRNet, w18_small
from cephview.model.sidecar import sidecar_path
from cephview.phantom import PhantomSpec, draw_phantom


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    """A network of few weights in the clinic's layout."""
    torch.manual_seed(3)
    config = {"INPUT": {"IMAGE_SIZE": [96, 96]}, "MODEL": {"FUSE_INTERPOLATION": "nearest"}}
    content = {"model_state_dict": HRNet(w18_small(19, width=4)).state_dict(), "config": config, "epoch": 7}
    torch.save(content, tmp_path / "small.pth")
    return tmp_path / "small.pth"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.png"
    cv2.imwrite(str(path), draw_phantom(PhantomSpec(width=290, height=360, mm_per_px=2 / 3)).radiograph.to_8bit())
    return path


def opened(open_window: OpenWindow, qtbot, film: Path, checkpoint: Path) -> tuple[MainWindow, Exporting]:
    """A window that shows the film with the points that torch found, its export under way."""
    window = open_window(Keeping(enabled=False))
    exporting = Exporting(window.prediction, window)
    window.prediction.load_model(checkpoint)
    window.session.open([film])
    qtbot.waitUntil(lambda: window.document.case is not None, timeout=120_000)
    qtbot.waitUntil(lambda: window.document.case.prediction is not None, timeout=120_000)
    assert runs_on(window).startswith("torch")
    assert exporting.is_running
    return window, exporting


def runs_on(window: MainWindow) -> str:
    assert window.prediction.card is not None
    return dict(window.prediction.card.facts)["runs on"]


@pytest.mark.slow
def test_points_appear_then_the_export_takes_over(open_window: OpenWindow, qtbot, film: Path, checkpoint: Path) -> None:
    window, exporting = opened(open_window, qtbot, film, checkpoint)
    first = window.document.case.prediction
    window.folder.cancel()
    with qtbot.waitSignal(window.prediction.card_changed, timeout=120_000):
        pass
    assert runs_on(window).startswith("ONNX Runtime") and "ONNX Runtime" in model_card_text(window.prediction.card)
    assert window.document.case.prediction is first, "the points that are there stay"
    window.actions_by_id["predict"].trigger()
    qtbot.waitUntil(lambda: window.document.case.prediction is not first, timeout=120_000)
    again = window.document.case.prediction
    np.testing.assert_allclose(again.points, first.points, atol=0.05)
    assert again.model.sha256 == first.model.sha256
    assert not exporting.is_running and window.prediction.exportable is None
    # A sidecar makes another model of the file: that is exported as well.
    sidecar_path(checkpoint).write_text("context = 1.25\n")
    window.prediction.load_model(checkpoint)
    qtbot.waitUntil(lambda: exporting.is_running, timeout=120_000)
    with qtbot.waitSignal(window.prediction.card_changed, timeout=120_000):
        pass
    assert runs_on(window).startswith("ONNX Runtime")


@pytest.mark.slow
def test_why_it_failed_stands_on_the_card(
    open_window: OpenWindow, qtbot, film: Path, checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CEPHVIEW_CASES", str(tmp_path / "work"))
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "models").write_text("a file where the folder of exports should be")
    window, exporting = opened(open_window, qtbot, film, checkpoint)
    first = window.document.case.prediction
    with qtbot.waitSignal(window.prediction.card_changed, timeout=120_000):
        pass
    assert runs_on(window).startswith("torch")
    text = model_card_text(window.prediction.card)
    assert "small.pth cannot be exported" in text and "so torch runs it" in text
    assert window.notices.current is None or "exported" not in window.notices.current.text, "the card alone says it"
    window.actions_by_id["predict"].trigger()
    qtbot.waitUntil(lambda: window.document.case.prediction is not first, timeout=120_000)
    assert not exporting.is_running, "it is not tried again"


@pytest.mark.slow
def test_another_model_meanwhile_is_left_alone(open_window: OpenWindow, qtbot, film: Path, checkpoint: Path) -> None:
    window, exporting = opened(open_window, qtbot, film, checkpoint)
    with qtbot.waitSignal(window.prediction.model_changed, timeout=120_000):
        window.prediction.load_model(None)
    card = window.prediction.card
    qtbot.waitUntil(lambda: not exporting.is_running, timeout=120_000)
    done: list[int] = []
    window.prediction.run(lambda *_: 1, done.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(done), timeout=120_000)
    assert window.prediction.card is card


@pytest.mark.slow
def test_the_window_closes_while_it_exports(
    open_window: OpenWindow, qtbot, film: Path, checkpoint: Path, tmp_path: Path
) -> None:
    _, exporting = opened(open_window, qtbot, film, checkpoint)
    exporting.close()
    assert not exporting.is_running
    assert not list((tmp_path / "cases").rglob("*.onnx")), "an export is written whole or not at all"
