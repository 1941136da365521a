"""Films that can hardly be seen, or lie another way: they are shown fit, it is said, and one click goes back."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.turn import UPRIGHT, Turn
from cephview.model import orientation

GREYS = np.clip(np.random.default_rng(0).normal(110, 45, (400, 300)), 1, 254)
DARK = 255 * (GREYS / 255) ** 4
HEAD = np.array([MEAN_HEAD_MM[symbol] for symbol in ISBI_19.symbols]) * 1.6 + (165.0, 190.0)


@pytest.fixture
def show(open_window: OpenWindow, qtbot, tmp_path: Path):
    window = open_window(Keeping(enabled=False))

    def open_film(name: str, greys: np.ndarray) -> MainWindow:
        cv2.imwrite(str(tmp_path / name), greys.astype(np.uint8))
        before = window.session.current
        window.session.open([tmp_path / name])
        qtbot.waitUntil(lambda: window.session.current not in (before, -1), timeout=120_000)
        return window

    return open_film


def _texts(window: MainWindow) -> str:
    notice = window.notices.current
    return notice.text if notice else ""


def _press(window: MainWindow, qtbot) -> None:
    qtbot.mouseClick(window.view.hud.banner.action_button, Qt.MouseButton.LeftButton)


def test_a_dark_film_is_shown_fit_and_one_click_goes_back(show, qtbot) -> None:
    window = show("dark.png", DARK)
    display = window.display
    assert "very dark" in _texts(window) and display.gamma > 1.5
    assert np.median(window.document.case.radiograph.pixels) < 30  # the data stay as they are
    _press(window, qtbot)
    assert (display.low, display.high, display.gamma) == (*window.document.case.radiograph.grey_range(), 1.0)
    assert "very dark" not in _texts(window)


def test_what_was_stretched_for_the_model_too_can_be_seen_as_stored(show, qtbot) -> None:
    window = show("narrow.png", GREYS * 0.25)
    assert "were stretched" in _texts(window) and window.display.high < 80
    _press(window, qtbot)
    assert (window.display.low, window.display.high) == (0.0, 255.0) and "stretched" not in _texts(window)


def test_the_next_film_is_shown_as_it_is(show) -> None:
    show("dark.png", DARK)
    window = show("plain.png", GREYS)
    assert (window.display.low, window.display.high, window.display.gamma) == (0.0, 255.0, 1.0)
    assert window.display.fitted == "" and "very" not in _texts(window)


def test_a_window_that_is_kept_is_the_users(show) -> None:
    window = show("plain.png", GREYS)
    window.display.keep = True
    window.display.set_window(20, 200)
    show("dark.png", DARK)
    assert (window.display.low, window.display.high) == (20, 200) and window.display.fitted == ""


@pytest.mark.parametrize("way", [Turn(mirrored=True), Turn(1), Turn(2), Turn(3), Turn(1, mirrored=True)])
def test_a_film_that_lies_another_way_can_be_shown_upright_at_once(show, qtbot, way: Turn) -> None:
    window = show("turned.png", GREYS)
    points = orientation.back(HEAD, way, (300, 400))
    prediction = Prediction(
        ISBI_19, points, np.full(19, 0.8), ModelIdentity("drawn", "0" * 64), notes=(orientation.note(way),)
    )
    window.document.set_prediction(window.document.state, prediction)
    while window.notices.current and "points were brought back" not in _texts(window):
        window.view.hud.banner.close_button.click()
    assert window.view.hud.banner.action_button.text() == "Show it upright"
    _press(window, qtbot)
    assert window.document.turn == way and "brought back" not in _texts(window)
    window.document.undo()
    assert window.document.turn == UPRIGHT
