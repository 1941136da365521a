"""The form of a model's preprocessing in the real window: mouse and keys, the film live, the sidecar at Save alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
import yaml
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QMessageBox, QPushButton
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.preprocessing.dialog import PreprocessingDialog
from cephview.app.preprocessing.editors import ChoiceEditor, Line, Section
from cephview.app.window.dialogs import TextDialog
from cephview.model import sidecar as sidecar_module
from cephview.model.families.hrnet import HRNet, w18_small
from cephview.model.fields import FIELDS, Field
from cephview.model.sidecar import key_of, read_sidecar, sidecar_path
from cephview.model.specification import Origin
from cephview.phantom import PhantomSpec, draw_phantom

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """A network of few weights that says nothing of its preprocessing."""
    torch.manual_seed(3)
    small = replace(w18_small(19, width=4), stem=8, head_channels=8)  # its films become 768 × 768, as nothing is said
    torch.save(HRNet(small).state_dict(), tmp_path / "silent.pth")
    return tmp_path / "silent.pth"


@pytest.fixture(scope="module")
def drawn() -> bytes:
    """A drawn film as a PNG file."""
    greys = draw_phantom(PhantomSpec(width=290, height=360, mm_per_px=2 / 3)).radiograph.to_8bit()
    return cv2.imencode(".png", greys)[1].tobytes()


@pytest.fixture
def use(open_window: OpenWindow, qtbot, tmp_path: Path, drawn: bytes) -> Callable[[Path], MainWindow]:
    """A window with a drawn film, predicted by a model."""
    film = tmp_path / "film.png"
    film.write_bytes(drawn)

    def opened(model: Path) -> MainWindow:
        window = open_window(Keeping(enabled=False))
        window.resize(1280, 800)
        window.prediction.load_model(model)
        window.session.open([film])
        qtbot.waitUntil(lambda: window.document.case is not None, timeout=120_000)
        qtbot.waitUntil(lambda: window.document.case.prediction is not None, timeout=120_000)
        return window

    return opened


def form_of(window: MainWindow, qtbot) -> PreprocessingDialog:
    window.actions_by_id["preprocessing"].trigger()
    dialog = window.preprocessings.dialog
    assert dialog is not None
    settle(dialog, qtbot)
    return dialog


def settle(dialog: PreprocessingDialog, qtbot) -> None:
    qtbot.waitUntil(lambda: not dialog.job.is_busy, timeout=120_000)


def retype(dialog: PreprocessingDialog, qtbot, key: str, text: str) -> None:
    editor = dialog.form.rows[key].editor
    assert isinstance(editor, Line)
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def choose(editor: ChoiceEditor, qtbot, word: str) -> None:
    """With the keys, as in any list."""
    editor.setFocus()
    steps = editor.findText(word) - editor.currentIndex()
    for _ in range(abs(steps)):
        qtbot.keyClick(editor, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def press(tick: QCheckBox, qtbot) -> None:
    qtbot.mouseClick(tick, LEFT, pos=QPoint(8, tick.height() // 2))


@pytest.mark.slow
def test_every_field_of_the_table_stands_in_it_with_its_origin(use, qtbot, silent: Path) -> None:
    dialog = form_of(use(silent), qtbot)
    assert list(dialog.form.rows) and set(dialog.form.rows) == {key_of(f) for f in FIELDS if not f.of_onnx}
    texts = {key: row.origin.text() for key, row in dialog.form.rows.items()}
    assert texts["mean"].startswith("! assumed") and texts["sampling"].startswith("≈ inferred")
    assert isinstance(dialog.form.rows["decoding"].editor, Section)
    assert not any(row.is_said for row in dialog.form.rows.values())
    assert dialog.preview.film_size == (290, 360) and "19 landmarks" in dialog.summary.text()


@pytest.mark.slow
def test_a_new_field_appears_by_itself(use, qtbot, silent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Field("heatmap_size", ("NEW",), lambda value, _: value, "a field of tomorrow")
    monkeypatch.setattr(sidecar_module, "TABLE", (*sidecar_module.TABLE, new))
    row = form_of(use(silent), qtbot).form.rows["heatmap_size"]
    assert row.about.text() == "a field of tomorrow" and row.editor.raw() == [192, 192]


@pytest.mark.slow
def test_what_is_typed_shows_at_once_and_is_written_at_save_alone(use, qtbot, silent: Path) -> None:
    window = use(silent)
    dialog = form_of(window, qtbot)
    retype(dialog, qtbot, "image_size", "96 × 128")
    assert dialog.form.rows["image_size"].is_said and dialog.job.is_busy
    settle(dialog, qtbot)
    assert "moved by" in dialog.summary.text()
    assert dialog.form.rows["image_size"].origin.text().startswith("✎ by you; alone it is 768, 768 (assumed)")
    choose(dialog.form.rows["padding"].editor, qtbot, "stretch")
    section = dialog.form.rows["decoding"].editor
    choose(section.first, qtbot, "softargmax")
    assert section.parts["temperature"][1].isVisible() and not section.parts["bounds"][1].isVisible()
    qtbot.keyClicks(section.parts["temperature"][1], "2")
    settle(dialog, qtbot)
    assert not sidecar_path(silent).exists(), "nothing before Save"
    before, checkpoint = window.document.case.prediction, silent.read_bytes()
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert read_sidecar(silent).values == {
        "image_size": [96, 128],
        "padding": "stretch",
        "decoding": {"method": "softargmax", "temperature": 2},
    }
    assert silent.read_bytes() == checkpoint
    qtbot.waitUntil(lambda: window.document.case.prediction is not before, timeout=120_000)
    rows = {row.field: row for row in window.prediction.card.preprocessing}
    assert rows["input size"].value == "96 × 128" and rows["input size"].origin == Origin.SIDECAR.value
    assert not any("input size" in text for text in window.prediction.card.assumptions)
    qtbot.mouseClick(dialog.close_button, LEFT)
    assert form_of(window, qtbot).form.rows["image_size"].editor.text() == "96, 128"


@pytest.mark.slow
def test_an_error_stands_at_its_field_and_nothing_can_be_saved(use, qtbot, silent: Path) -> None:
    dialog = form_of(use(silent), qtbot)
    for text, words in (("97, 128", "multiple of 4"), ("abc", "list is needed"), ("", "a value is needed")):
        editor = dialog.form.rows["image_size"].editor
        editor.selectAll()
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
        qtbot.keyClicks(editor, text)
        settle(dialog, qtbot)
        assert words.casefold() in dialog.form.rows["image_size"].origin.text().casefold()
        assert not dialog.save_button.isEnabled()
    retype(dialog, qtbot, "image_size", "96, 128")
    settle(dialog, qtbot)
    assert dialog.save_button.isEnabled()
    retype(dialog, qtbot, "mean", "0.5, 0.5")
    settle(dialog, qtbot)
    assert "3 are needed" in dialog.form.rows["mean"].origin.text()


@pytest.mark.slow
def test_reset_and_untick_go_back_to_the_file(use, qtbot, silent: Path) -> None:
    sidecar_path(silent).write_text('image_size = [96, 128]\npadding = "corner"\n')
    dialog = form_of(use(silent), qtbot)
    rows = dialog.form.rows
    assert rows["image_size"].is_said and rows["image_size"].editor.text() == "96, 128"
    press(rows["padding"].tick, qtbot)
    assert rows["padding"].editor.currentText() == "centre" and not rows["padding"].is_said
    qtbot.mouseClick(dialog.reset_button, LEFT)
    assert not any(row.is_said for row in rows.values()) and rows["image_size"].editor.text() == "768, 768"
    settle(dialog, qtbot)
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert read_sidecar(silent).values == {}


@pytest.mark.slow
def test_it_can_be_stopped_and_what_comes_late_is_dropped(use, qtbot, silent: Path) -> None:
    dialog = form_of(use(silent), qtbot)
    told: list[object] = []
    dialog.job.tried.connect(lambda *found: told.append(found))
    retype(dialog, qtbot, "image_size", "96, 128")
    assert dialog.stop_button.isVisible()
    qtbot.mouseClick(dialog.stop_button, LEFT)
    assert not dialog.job.is_busy and not dialog.stop_button.isVisible()
    assert not dialog.save_button.isEnabled() and dialog.message.text().startswith("Stopped")
    # Changes in quick succession give one answer, that of the last.
    for side in ("64, 64", "96, 96", "64, 96"):
        retype(dialog, qtbot, "image_size", side)
    settle(dialog, qtbot)
    assert len(told) == 1
    assert told[0][0].predictor.specification.image_size.value == (64, 96)


@pytest.mark.slow
def test_what_the_file_declares_stays(use, qtbot, tmp_path: Path) -> None:
    torch.manual_seed(3)
    state = HRNet(w18_small(19, width=4)).state_dict()
    config = {"INPUT": {"IMAGE_SIZE": [96, 96], "MEAN": [0.5] * 3, "STD": [0.5] * 3}, "MODEL": {}}
    torch.save({"model_state_dict": state, "config": config}, tmp_path / "told.pth")
    dialog = form_of(use(tmp_path / "told.pth"), qtbot)
    row = dialog.form.rows["mean"]
    assert not row.tick.isEnabled() and not row.editor.isEnabled() and row.origin.text() == "✓ declared"
    press(row.tick, qtbot)
    assert not row.is_said


@pytest.mark.slow
def test_of_several_configs_the_window_lets_the_user_choose(use, qtbot, silent: Path) -> None:
    for name, side in (("a.yaml", 64), ("b.yaml", 96)):
        told = {"MODEL": {"IMAGE_SIZE": [side, side], "HEATMAP_SIZE": [side // 4] * 2}}
        (silent.parent / name).write_text(yaml.safe_dump(told))
    window = use(silent)
    notice = next(each for each in window.notices.all if "Several configs" in each.text)
    assert "a.yaml, b.yaml" in notice.text and notice.action_text == "Choose…"
    while window.notices.current is not notice:
        qtbot.mouseClick(window.view.hud.banner.close_button, LEFT)
    qtbot.mouseClick(window.view.hud.banner.action_button, LEFT)
    dialog = window.preprocessings.dialog
    settle(dialog, qtbot)
    row = dialog.form.rows["config"]
    assert row.origin.text().startswith("! assumed") and not row.is_said
    choose(row.editor, qtbot, "b.yaml")
    settle(dialog, qtbot)
    assert dialog.form.rows["image_size"].editor.text() == "96, 96"
    assert dialog.form.rows["image_size"].origin.text() == "✓ declared"
    before = window.prediction.card
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert read_sidecar(silent).values == {"config": "b.yaml"}
    qtbot.waitUntil(lambda: window.prediction.card is not before, timeout=120_000)
    assert window.prediction.card.configs == ()
    assert any("b.yaml" in text for _, text in window.prediction.card.facts)


@pytest.mark.slow
def test_a_sidecar_that_somebody_changed_meanwhile_is_not_lost(use, qtbot, silent: Path) -> None:
    dialog = form_of(use(silent), qtbot)
    retype(dialog, qtbot, "image_size", "96, 128")
    settle(dialog, qtbot)
    sidecar_path(silent).write_text('padding = "corner"\n')
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert "changed by somebody else" in dialog.message.text()
    assert sidecar_path(silent).read_text() == 'padding = "corner"\n'


@pytest.mark.slow
def test_the_embedded_model_says_all_itself_and_the_card_leads_to_the_form(use, qtbot, silent: Path) -> None:
    window = use(silent)

    def press() -> None:
        card = QApplication.activeModalWidget()
        if not isinstance(card, TextDialog):
            QTimer.singleShot(20, press)
            return
        button = next(each for each in card.findChildren(QPushButton) if each.text() == "Preprocessing…")
        qtbot.mouseClick(button, LEFT)

    QTimer.singleShot(20, press)
    window.actions_by_id["model"].trigger()
    assert window.preprocessings.dialog is not None and window.preprocessings.dialog.isVisible()
    settle(window.preprocessings.dialog, qtbot)
    window.preprocessings.close()
    with qtbot.waitSignal(window.prediction.model_changed, timeout=120_000):
        window.prediction.load_model(None)
    window.actions_by_id["preprocessing"].trigger()
    assert window.preprocessings.dialog is None
    assert "says all of its preprocessing itself" in window.status.currentMessage() + window.status.message.text()


@pytest.mark.slow
def test_the_film_follows_the_window(use, qtbot, silent: Path, tmp_path: Path) -> None:
    window = use(silent)
    dialog = form_of(window, qtbot)
    cv2.imwrite(str(tmp_path / "other.png"), np.full((100, 80), 90, np.uint8))
    window.session.open([tmp_path / "other.png"])
    qtbot.waitUntil(lambda: dialog.preview.film_size == (80, 100), timeout=120_000)
    settle(dialog, qtbot)
    assert "19 landmarks" in dialog.summary.text()


BAD = {
    "no TOML": ("mean = [0.5\n", "is not TOML"),
    "no such field": ('padding = "corner"\nmeans = [0.5]\n', "names means"),
    "no value of it": ('padding = "left"\n', "padding"),
    "a config that is not there": ('config = "exp.yaml"\npadding = "corner"\n', "exp.yaml"),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("film_is_open", [True, False])
def test_a_model_that_its_sidecar_keeps_from_loading_opens_the_form(
    open_window: OpenWindow, use, qtbot, silent: Path, kind: str, film_is_open: bool
) -> None:
    """That is when the form is needed: the refusal leads to it, and what is saved there opens the model."""
    text, says = BAD[kind]
    window = use(silent) if film_is_open else open_window(Keeping(enabled=False))
    sidecar_path(silent).write_text(text)
    refused: list[str] = []
    window.prediction.model_failed.connect(refused.append)
    window.model.use(silent)
    qtbot.waitUntil(lambda: bool(refused), timeout=120_000)
    assert says in refused[0]
    if film_is_open:
        notice = window.notices.current
        assert notice is not None and notice.text == refused[0] and notice.action is not None
        notice.action()
    else:
        box = window.findChild(QMessageBox)
        assert refused[0] in box.text()
        next(b for b in box.buttons() if b.text() == "Preprocessing…").click()
    dialog = window.preprocessings.dialog
    assert dialog is not None and dialog.path == silent
    settle(dialog, qtbot)
    rows = dialog.form.rows
    assert len(rows) > 15 and sidecar_path(silent).read_text() == text
    assert says in dialog.message.text() or "centre, corner, stretch" in rows["padding"].origin.text()
    if kind in ("no such field", "a config that is not there"):
        assert rows["padding"].is_said and rows["padding"].raw() == "corner"
    if kind == "no value of it":
        assert not dialog.save_button.isEnabled()
        qtbot.mouseClick(rows["padding"].tick, LEFT, pos=QPoint(8, rows["padding"].tick.height() // 2))
        settle(dialog, qtbot)
    with qtbot.waitSignal(window.prediction.model_changed, timeout=120_000):
        qtbot.mouseClick(dialog.save_button, LEFT)
    assert window.prediction.model_path == silent and window.prediction.refused is None
