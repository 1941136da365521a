"""A model that finds two points of the ruler offers a calibration over the film; nothing is set unless asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.editing.ruler_offer import RulerPointsDialog
from cephview.app.main_window import MainWindow
from cephview.core.calibration import CalibrationSource
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import AARIZ_29, AARIZ_31
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.phantom import PhantomSpec, draw_phantom

MM_PER_PX = 0.5


@pytest.fixture
def window(open_window: OpenWindow, qtbot, tmp_path: Path) -> MainWindow:
    """A window with a drawn film of unknown scale, and the points of a model of 31 on it."""
    import cv2

    film = tmp_path / "film.png"
    cv2.imwrite(str(film), draw_phantom(PhantomSpec(width=480, height=560, mm_per_px=MM_PER_PX)).radiograph.to_8bit())
    window = open_window(Keeping(enabled=False))
    window.resize(1280, 800)
    window.session.open([film])
    qtbot.waitUntil(lambda: window.document.case is not None, timeout=120_000)
    points = [np.array(MEAN_HEAD_MM[s]) / MM_PER_PX + (240, 280) for s in AARIZ_29.symbols]
    points += [np.array((450.0, 60.0)), np.array((450.0, 260.0))]
    model = ModelIdentity("clinic31", "0" * 64)
    window.document.set_prediction(
        window.document.state, Prediction(AARIZ_31, np.array(points), np.full(31, 0.9), model)
    )
    return window


def answer(qtbot, typed: str, press: str) -> list[RulerPointsDialog]:
    """When the dialog opens: type a length, look, and press a button."""
    seen: list[RulerPointsDialog] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RulerPointsDialog):
            QTimer.singleShot(20, act)
            return
        seen.append(dialog)
        if typed:
            dialog.length.selectAll()
            qtbot.keyClicks(dialog.length, typed)
        dialog.told = (dialog.scale.text(), dialog.face.text(), dialog.use_button.isEnabled())  # type: ignore[attr-defined]
        if press == "use":
            qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(20, act)
    return seen


def press_banner(window: MainWindow, qtbot) -> None:
    qtbot.mouseClick(window.view.hud.banner.action_button, Qt.MouseButton.LeftButton)


def test_it_is_offered_shown_with_the_face_and_set_when_asked(window: MainWindow, qtbot) -> None:
    assert "two points of the ruler" in window.notices.current.text and "200.0 px" in window.notices.current.text
    assert window.document.case.calibration is None, "never by itself"
    assert window.actions_by_id["ruler_points"].isEnabled()
    seen = answer(qtbot, "100", "use")
    press_banner(window, qtbot)
    scale, face, enabled = seen[0].told
    assert "0.50000 mm per px" in scale and face.startswith("The face agrees: Sella–Nasion 59 mm") and enabled
    calibration = window.document.case.calibration
    assert calibration.mm_per_px_x == pytest.approx(MM_PER_PX) and calibration.source is CalibrationSource.RULER_POINTS
    assert "by the model's ruler points" in window.status.calibration.text()
    assert window.notices.current is None or "ruler" not in window.notices.current.text
    window.document.undo()
    assert window.document.case.calibration is None
    assert "two points of the ruler" in window.notices.current.text, "offered again"
    # The last answer stands there the next time.
    seen = answer(qtbot, "", "leave")
    window.actions_by_id["ruler_points"].trigger()
    assert seen[0].length.value == 100.0 and window.document.case.calibration is None


@pytest.mark.parametrize(
    ("typed", "words", "enabled"),
    [
        ("20", "No face measures so: Sella–Nasion 12 mm", True),
        ("12,5", "No face measures so", True),
        ("ten", "", False),
        ("0.00001", "", False),
    ],
)
def test_a_length_that_no_face_bears_is_told(window: MainWindow, qtbot, typed: str, words: str, enabled: bool) -> None:
    seen = answer(qtbot, typed, "leave")
    press_banner(window, qtbot)
    scale, face, can_be_used = seen[0].told
    assert words in face and can_be_used is enabled
    assert scale, "the scale, or why there is none"
    assert window.document.case.calibration is None


def test_dismissed_it_stays_away_and_other_models_offer_none(window: MainWindow, qtbot) -> None:
    qtbot.mouseClick(window.view.hud.banner.close_button, Qt.MouseButton.LeftButton)
    window.document.calibration_changed.emit()
    assert window.notices.current is None or "ruler" not in window.notices.current.text
    of_29 = window.document.case.prediction
    points = of_29.points[:29]
    model = ModelIdentity("clinic29", "1" * 64)
    window.document.set_prediction(window.document.state, Prediction(AARIZ_29, points, np.full(29, 0.9), model))
    window.document.select("S")
    assert not window.actions_by_id["ruler_points"].isEnabled()
