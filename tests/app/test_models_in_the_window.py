"""Models in the window: what a checkpoint does not say stands over the film, and a bad one changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtWidgets import QApplication

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.dialogs import model_card_text
from cephview.app.window.style import apply_style
from cephview.core.resources import resource

SAMPLE = resource("sample", "phantom.png")
MODEL = resource("models", "cephview-w18s.pth")


@pytest.fixture
def window(qtbot, own_settings) -> Iterator[MainWindow]:
    """A window with the sample film predicted."""
    apply_style(QApplication.instance())
    window = MainWindow(Settings.at(own_settings), Keeping(enabled=False))
    qtbot.addWidget(window)
    window.show()
    window.prediction.load_model(None)
    window.session.open([SAMPLE])
    qtbot.waitUntil(lambda: window.document.case is not None, timeout=120_000)
    qtbot.waitUntil(lambda: window.document.case.prediction is not None, timeout=120_000)
    yield window
    window.close()


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """The embedded weights as a bare state dict: the file says nothing about preprocessing."""
    path = tmp_path / "silent.pth"
    torch.save(torch.load(MODEL, weights_only=True)["model_state_dict"], path)
    return path


@pytest.mark.slow
def test_assumptions_stand_over_the_film_until_dismissed(window: MainWindow, qtbot, silent: Path) -> None:
    assert window.notices.current is None, "the embedded model declares everything"
    first = window.document.case.prediction
    window.prediction.load_model(silent)
    qtbot.waitUntil(lambda: window.document.case.prediction is not first, timeout=120_000)
    banner = window.view.hud.banner
    assert not banner.isHidden() and "mean 0.485" in banner.text
    assert "assumed" in window.document.case.prediction.model.assumptions[0]
    banner.close_button.click()
    assert banner.isHidden()
    window.session.show(0)
    assert banner.isHidden(), "dismissed for this model"


@pytest.mark.slow
def test_the_card_marks_what_was_assumed(window: MainWindow, qtbot, silent: Path) -> None:
    card = window.prediction.card
    assert "declared" in model_card_text(card) and "assumed" not in model_card_text(card)
    window.prediction.load_model(silent)
    qtbot.waitUntil(lambda: window.prediction.card is not card, timeout=120_000)
    assert "! assumed" in model_card_text(window.prediction.card)


def test_a_bad_model_is_told_and_the_one_in_use_stays(window: MainWindow, qtbot, tmp_path: Path) -> None:
    card, prediction = window.prediction.card, window.document.case.prediction
    broken = tmp_path / "broken.pth"
    broken.write_bytes(MODEL.read_bytes()[:100_000])
    with qtbot.waitSignal(window.prediction.model_failed, timeout=120_000) as signal:
        window.prediction.load_model(broken)
    assert "broken.pth" in signal.args[0]
    assert window.notices.current.text == signal.args[0]
    assert window.prediction.card is card and window.document.case.prediction is prediction
    window.prediction.request_open()
    qtbot.waitUntil(lambda: window.document.case.prediction is not prediction, timeout=120_000)


def test_a_cancelled_prediction_never_arrives(window: MainWindow, qtbot) -> None:
    before = window.document.case.prediction
    window.prediction.request_open()
    assert window.prediction.is_busy
    window.prediction.cancel()
    assert not window.prediction.is_busy and window.view.hud.busy.isHidden()
    # The worker works in order, so what is submitted after it ends after it.
    done: list[int] = []
    window.prediction._worker.submit(lambda _: 1, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=120_000)
    assert window.document.case.prediction is before


def test_a_prediction_that_comes_late_is_not_put_on_another_film(window: MainWindow, qtbot, tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    other.write_bytes(SAMPLE.read_bytes())
    first = window.session.entries[0].state
    points = first.case.predicted_points
    window.prediction.request_open()
    window.session.open([other])
    qtbot.waitUntil(lambda: window.session.current == 1, timeout=120_000)
    qtbot.waitUntil(lambda: window.document.case.prediction is not None, timeout=120_000)
    # What had begun lands in its own case; what had not is dropped.
    assert first.case.prediction is not window.document.case.prediction
    np.testing.assert_array_equal(first.case.predicted_points, points)


@pytest.mark.slow
def test_films_that_cannot_be_read_leave_the_open_one(window: MainWindow, qtbot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"nothing")
    with qtbot.waitSignal(window.session.failed, timeout=120_000) as signal:
        window.session.open([broken])
    assert "broken.png" in signal.args[0]
    assert window.document.case.radiograph.name == SAMPLE.name
    assert window.notices.current.text == signal.args[0]
    assert window.session.entries[1].problem == signal.args[0]
