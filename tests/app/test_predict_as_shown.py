"""A film whose window clips it: what the model is given, and that it can be given the screen instead (Ctrl+F5)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_helpers import OpenWindow, save_dicom

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.phantom import Phantom, PhantomSpec, draw_phantom

Open = Callable[[tuple[float, float]], MainWindow]


@pytest.fixture(scope="module")
def drawn() -> Phantom:
    return draw_phantom(PhantomSpec(seed=15, width=645, height=800, mm_per_px=0.3, bit_depth=12))


@pytest.fixture
def opened(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, drawn: Phantom) -> Open:
    """Open the film with a window (low, high) of its header, and predict it."""

    def open_it(greys: tuple[float, float]) -> MainWindow:
        film = tmp_path / "film.dcm"
        low, high = greys
        save_dicom(film, drawn.radiograph.pixels, WindowCenter=(low + high) / 2, WindowWidth=high - low)
        window = open_window(Keeping(folder=tmp_path / "cases"))
        window.prediction.load_model(None)
        window.session.open([film])
        qtbot.waitUntil(lambda: window.document.case is not None, timeout=120_000)
        qtbot.waitUntil(lambda: window.document.case.prediction is not None, timeout=120_000)
        return window

    return open_it


def median_error(window: MainWindow, drawn: Phantom) -> float:
    """In film px, over the landmarks of the model."""
    case = window.document.case
    known = [symbol for symbol in drawn.landmarks if symbol in case.prediction.scheme.symbols]
    points = [case.predicted_points[case.scheme.index(symbol)] for symbol in known]
    return float(np.median(np.hypot(*(np.array(points) - [drawn.landmarks[symbol] for symbol in known]).T)))


def said(window: MainWindow) -> str:
    return " ".join(notice.text for notice in window.notices.all)


def greys(drawn: Phantom, low: float, high: float) -> tuple[float, float]:
    """The grey values below which so many per cent of the film lie."""
    found = np.percentile(drawn.radiograph.pixels, (low, high))
    return float(found[0]), float(found[1])


@pytest.mark.slow
@pytest.mark.parametrize("shares", [(1, 30), (5, 50), (60, 80)])
def test_a_window_that_clips_the_film_is_left_out_and_that_is_said(opened: Open, drawn: Phantom, shares) -> None:
    window = opened(greys(drawn, *shares))
    assert "of the film black or white: it was not used" in said(window)
    assert median_error(window, drawn) < 2.0
    low, high = window.display.low, window.display.high
    most = greys(drawn, 2, 98)
    assert low < most[0] and high > most[1], "the screen shows the whole film, too"


@pytest.mark.slow
def test_the_window_on_the_screen_is_given_to_the_model_on_request(opened: Open, qtbot, drawn: Phantom) -> None:
    window = opened(greys(drawn, 0.1, 99.9))
    good = median_error(window, drawn)

    def predict(key: Qt.KeyboardModifier) -> None:
        with qtbot.waitSignal(window.prediction.predicted, timeout=120_000):
            qtbot.keyClick(window.view, Qt.Key.Key_F5, key)

    window.display.set_window(*greys(drawn, 1, 30))
    predict(Qt.KeyboardModifier.NoModifier)
    assert median_error(window, drawn) == good, "F5 takes the film as it was stored"
    assert "as it was shown" not in said(window)
    predict(Qt.KeyboardModifier.ControlModifier)
    assert median_error(window, drawn) > 10 * good, "most of it is white now"
    low, high = greys(drawn, 1, 30)
    assert f"The model was given the film as it was shown: greys {low:.0f} to {high:.0f}" in said(window)
    window.display.set_window(*greys(drawn, 0.1, 99.9))
    predict(Qt.KeyboardModifier.ControlModifier)
    assert median_error(window, drawn) == pytest.approx(good, abs=0.3)
