"""Through a film's landmarks and on to the next film, by keys: what is asked, what is said, where it goes."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.panels.landmark_model import STATUS_ROLE, Column
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Status
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.review_status import ReviewStatus, doubtful, review_status, unchecked

WIDTH, HEIGHT = 300, 400
MM = Calibration(0.1, 0.1, CalibrationSource.TYPED)


def prediction(expected_px: dict[str, float] | None = None, confidence: float = 0.9) -> Prediction:
    points = np.stack([np.linspace(40, 260, 19), np.linspace(50, 350, 19)], axis=1)
    expected = np.full(19, 2.0) if expected_px is not None else None
    for symbol, error in (expected_px or {}).items():
        expected[ISBI_19.index(symbol)] = error
    model = ModelIdentity("drawn", "0" * 64)
    return Prediction(ISBI_19, points, np.full(19, confidence), model, expected_error=expected)


@pytest.fixture
def window(open_window: OpenWindow, qtbot, tmp_path: Path) -> MainWindow:
    """Films 1, 2 and 10, of which the first is shown, with a prediction that the model trusts."""
    films = tmp_path / "films"
    films.mkdir()
    for name in ("10", "2", "1"):  # each of its own grey: equal films have one case
        cv2.imwrite(str(films / f"{name}.png"), np.full((HEIGHT, WIDTH), 90 + int(name), np.uint8))
    made = open_window(Keeping(folder=tmp_path / "cases"))
    made.session.open([films])
    qtbot.waitUntil(lambda: made.session.current >= 0, timeout=120_000)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    predict(made, {})
    made.document.set_calibration(MM)
    return made


def predict(window: MainWindow, expected_px: dict[str, float] | None, confidence: float = 0.9) -> None:
    window.document.set_prediction(window.document.state, prediction(expected_px, confidence))


def press(window: MainWindow, qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.view, key, modifier)


def close_film(window: MainWindow, qtbot) -> QMessageBox | None:
    press(window, qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    return window.review.box


def shown_film(window: MainWindow) -> str:
    return window.document.case.radiograph.name


def test_a_film_without_doubt_is_closed_at_once_and_the_next_is_named(window, qtbot) -> None:
    assert close_film(window, qtbot) is None
    assert review_status(window.document.case) is ReviewStatus.DONE
    told = window.view.hud.told.text
    assert "1.png is done" in told and "2.png" in told and "10.png" not in told


def test_what_is_doubtful_is_named_before_anything_is_confirmed(window, qtbot) -> None:
    predict(window, {"Po": 31.0, "Go": 24.0, "S": 19.0})
    box = close_film(window, qtbot)
    assert box is not None and box.isVisible()
    assert "Po ± 3.7 mm, Go ± 2.9 mm." in box.informativeText() and "S ±" not in box.informativeText()
    assert review_status(window.document.case) is ReviewStatus.PREDICTED, "it was confirmed before the answer"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert review_status(window.document.case) is ReviewStatus.PREDICTED
    assert window.document.selected == "Po", "the most doubtful is not looked at first"
    qtbot.waitUntil(lambda: window.review.box is None)
    press(window, qtbot, Qt.Key.Key_Return)
    box = close_film(window, qtbot)
    assert "Po" not in box.informativeText() and "Go ± 2.9 mm" in box.informativeText()
    accept = next(b for b in box.buttons() if box.buttonRole(b) == QMessageBox.ButtonRole.AcceptRole)
    qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert review_status(window.document.case) is ReviewStatus.DONE


@pytest.mark.parametrize(
    ("expected", "confidence", "calibration", "said"),
    [
        ({}, 0.9, None, "no millimetres"),
        ({"Po": 3.5}, 0.9, None, "Po ± 4 px"),
        (None, 0.5, MM, "50 % sure"),
    ],
)
def test_each_kind_of_doubt_is_said(window, qtbot, expected, confidence, calibration, said) -> None:
    predict(window, expected, confidence)
    window.document.set_calibration(calibration)
    box = close_film(window, qtbot)
    assert box is not None and said in box.informativeText()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert review_status(window.document.case) is ReviewStatus.PREDICTED


def test_missing_points_are_named_before_they_are_called_invisible(window, qtbot) -> None:
    drawn = prediction({})
    points = drawn.points.copy()
    points[ISBI_19.index("ANS")] = np.nan
    whole = Prediction(ISBI_19, points, drawn.confidence, drawn.model, expected_error=drawn.expected_error)
    window.document.set_prediction(window.document.state, whole)
    box = close_film(window, qtbot)
    assert "not visible: ANS" in box.informativeText()
    qtbot.keyClick(box, Qt.Key.Key_Escape)


def test_a_question_about_a_film_goes_with_it(window, qtbot) -> None:
    predict(window, {"Po": 31.0})
    box = close_film(window, qtbot)
    assert box is not None
    window.session.step(1)
    qtbot.waitUntil(lambda: shown_film(window) == "2.png", timeout=120_000)
    qtbot.waitUntil(lambda: window.review.box is None)
    assert not window.document.case.edits


def test_enter_goes_through_the_film_and_on_to_the_next_that_is_not_done(window, qtbot) -> None:
    press(window, qtbot, Qt.Key.Key_Tab)
    seen = []
    while shown_film(window) == "1.png" and len(seen) < 19:
        seen.append(window.document.selected)
        press(window, qtbot, Qt.Key.Key_Return)
    assert sorted(seen) == sorted(ISBI_19.symbols), "not every landmark once"
    qtbot.waitUntil(lambda: shown_film(window) == "2.png", timeout=120_000)
    assert "1.png is done · next: 2.png" in window.view.hud.told.text


def test_after_the_last_film_the_first_that_is_not_done_comes(window, qtbot) -> None:
    window.session.step(1)
    qtbot.waitUntil(lambda: shown_film(window) == "2.png", timeout=120_000)
    window.session.step(1)
    qtbot.waitUntil(lambda: shown_film(window) == "10.png", timeout=120_000)
    predict(window, {})
    for _ in range(20):
        press(window, qtbot, Qt.Key.Key_Tab if not window.document.selected else Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown_film(window) == "1.png", timeout=120_000)


def test_the_counter_says_where_one_is_and_what_is_checked(window, qtbot) -> None:
    counter = window.landmarks.counter
    assert counter.isVisible() and counter.text() == "0 of 19 checked"
    press(window, qtbot, Qt.Key.Key_Tab)
    assert counter.text() == "1 of 19 · 0 checked"
    for _ in range(6):
        press(window, qtbot, Qt.Key.Key_Return)
    assert counter.text() == "7 of 19 · 6 checked"
    window.document.undo()
    assert counter.text().endswith("5 checked")


def cell(window: MainWindow, symbol: str, column: Column) -> str:
    return window.landmarks.model.index(ISBI_19.index(symbol), column).data()


def test_the_models_doubt_leaves_a_point_that_the_user_placed(window, qtbot) -> None:
    predict(window, {"Po": 31.0})
    assert cell(window, "Po", Column.CONFIDENCE) == "3.7"
    window.document.move_landmark("Po", (77.0, 88.0))
    assert cell(window, "Po", Column.CONFIDENCE) == "0.6", "a reader's own spread"
    assert doubtful(window.document.case) == [] and "Po" not in unchecked(window.document.case)
    window.document.undo()
    assert cell(window, "Po", Column.CONFIDENCE) == "3.7"


def test_confirmed_and_predicted_differ_by_more_than_colour(window, qtbot) -> None:
    table = window.landmarks.table

    def mark(symbol: str) -> np.ndarray:
        """Whether a pixel of the status mark is drawn at all, whatever its colour."""
        source = window.landmarks.model.index(ISBI_19.index(symbol), Column.SYMBOL)
        rect = table.visualRect(window.landmarks.order.mapFromSource(source)).adjusted(2, 2, 0, -2)
        rect.setWidth(20)
        image = table.viewport().grab(rect).toImage()
        ground = image.pixelColor(0, 0)
        shades = [[image.pixelColor(x, y) for x in range(image.width())] for y in range(image.height())]
        return np.asarray([[abs(c.lightness() - ground.lightness()) > 25 for c in row] for row in shades])

    before = mark("S")
    window.document.confirm("S")
    window.document.select("")
    assert window.landmarks.model.index(ISBI_19.index("S"), 0).data(STATUS_ROLE) == Status.CONFIRMED
    after = mark("S")
    assert before.any() and after.any()
    assert (before ^ after).sum() > 0.5 * before.sum(), "the marks have nearly one shape"


def test_films_are_sorted_naturally(window) -> None:
    assert [entry.path.name for entry in window.cases.order.entries()] == ["1.png", "2.png", "10.png"]
