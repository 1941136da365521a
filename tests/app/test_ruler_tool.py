"""The ruler tool through the window: drag along the ruler of a drawn film, look, accept, undo, export."""

from __future__ import annotations

import csv
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.ruler import RulerMarks
from cephview.io.tables.export import export_csv
from cephview.phantom import Phantom, PhantomSpec, draw_phantom

MM = 0.127


@pytest.fixture(scope="module")
def phantom() -> Phantom:
    return draw_phantom(PhantomSpec(seed=4, width=1340, height=1671, mm_per_px=MM))


@pytest.fixture
def window(qtbot, tmp_path: Path, phantom: Phantom, own_settings: Path) -> Iterator[MainWindow]:
    """A window with the phantom open, uncalibrated; no model is loaded."""
    film = tmp_path / "film.png"
    cv2.imwrite(str(film), phantom.radiograph.pixels)
    window = MainWindow(Settings.at(own_settings))
    qtbot.addWidget(window)
    window.prediction.is_wanted = lambda state: False  # type: ignore[method-assign]
    window.resize(1280, 800)
    window.show()
    window.session.open([film])
    qtbot.waitUntil(lambda: window.document.case is not None, timeout=120_000)
    window.document.set_calibration(None)
    yield window
    if window.document.state:
        window.document.state.stack.setClean()
    window.close()


def ruler_of(phantom: Phantom) -> tuple[tuple[float, float], tuple[float, float]]:
    """The right edge of the drawn ruler, film px: the column in the upper film with the strongest change every mm."""
    grey = phantom.radiograph.pixels[150:350].astype(np.float64)
    change = np.abs(np.diff(grey, axis=0)).mean(axis=0)
    column = float(np.argmax(np.convolve(change, np.ones(5) / 5, mode="same")))
    return (column, 150.0), (column, 350.0)


def at(window: MainWindow, film: tuple[float, float]) -> QPoint:
    return window.view.view_at(film).toPoint()


def drag(qtbot, window: MainWindow, start: QPoint, end: QPoint) -> None:
    port = window.view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for step in (0.3, 0.7, 1.0):
        qtbot.mouseMove(port, (QPointF(start) + QPointF(end - start) * step).toPoint())
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


@pytest.mark.slow
def test_drag_accept_undo_redo_and_export(qtbot, window: MainWindow, phantom: Phantom, tmp_path: Path) -> None:
    document, bar, tool = window.document, window.ruler, window.view.ruler
    assert document.case is not None and document.case.calibration is None
    assert not bar.isVisible()
    window.actions_by_id["ruler"].trigger()
    assert bar.isVisible() and not bar.accept_button.isEnabled()
    start, end = ruler_of(phantom)
    drag(qtbot, window, at(window, start), at(window, end))
    assert tool.marks is not None and abs(tool.marks.pitch_px - 1 / MM) < 0.02
    assert tool.item.isVisible() and tool.item.ticks == tool.marks.count
    assert f"{tool.marks.count} marks, 7.8" in bar.found.text()
    assert bar.meaning.currentData() == 1 and "0.12" in bar.result.text()
    # What one pitch is can be said otherwise.
    bar.meaning.setCurrentIndex(bar.meaning.findData(5))
    assert "0.63" in bar.result.text()
    bar.meaning.setCurrentIndex(bar.meaning.findData(1))
    count = tool.marks.count
    qtbot.mouseClick(bar.accept_button, Qt.MouseButton.LeftButton)
    found = document.case.calibration
    assert found is not None and found.source is CalibrationSource.RULER
    assert found.mm_per_px_x == pytest.approx(MM, rel=0.003) and found.isotropic
    assert found.detail == f"{count} marks, 1 mm apart"
    assert not tool.active and not bar.isVisible() and not tool.item.isVisible()
    text = window.status.calibration.text()
    assert "measured on the film" in text and found.detail in text and "not reliable" not in text
    window.actions_by_id["undo"].trigger()
    assert document.case.calibration is None
    window.actions_by_id["redo"].trigger()
    assert document.case.calibration == found
    export_csv(tmp_path / "out.csv", [document.case])
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["calibration_source"] == "ruler" and row["calibration_detail"] == found.detail
    assert row["calibration_reliable"] == "true" and float(row["mm_per_px_x"]) == pytest.approx(
        found.mm_per_px_x, abs=1e-9
    )


def test_an_end_can_be_dragged_again_and_esc_leaves_without_a_trace(
    qtbot, window: MainWindow, phantom: Phantom
) -> None:
    tool, port = window.view.ruler, window.view.viewport()
    steps = window.document.state.stack.count()
    window.actions_by_id["ruler"].trigger()
    start, end = ruler_of(phantom)
    drag(qtbot, window, at(window, start), at(window, (end[0], 250.0)))
    few = tool.marks.count
    former = tool.line
    drag(qtbot, window, at(window, tool.line[1]), at(window, end))
    assert tool.line[0] == former[0] and tool.marks.count > few
    # Esc in the middle of a drag puts the line back; the next one leaves.
    kept = tool.line
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=at(window, kept[1]))
    qtbot.mouseMove(port, at(window, kept[1]) + QPoint(60, 60))
    assert tool.line != kept
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert tool.active and tool.line == kept and tool.marks.count > few
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at(window, kept[1]) + QPoint(60, 60))
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert not tool.active and not window.ruler.isVisible() and not tool.item.isVisible()
    assert window.document.state.stack.count() == steps and window.document.case.calibration is None


def test_no_landmark_moves_while_the_tool_is_active(qtbot, window: MainWindow, phantom: Phantom) -> None:
    document = window.document
    symbol = document.case.scheme.symbols[0]
    document.move_landmark(symbol, (600.0, 700.0))
    document.select(symbol)
    edits = document.case.edits
    window.actions_by_id["ruler"].trigger()
    place = at(window, (600.0, 700.0))
    drag(qtbot, window, place, place + QPoint(80, 40))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Delete, Qt.Key.Key_V):
        qtbot.keyClick(window.view, key)
    assert document.case.edits == edits
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    drag(qtbot, window, place, place + QPoint(80, 40))
    assert document.case.edits != edits


@pytest.mark.slow
def test_two_clicks_and_a_typed_length_where_there_are_no_marks(qtbot, window: MainWindow) -> None:
    bar, tool, port = window.ruler, window.view.ruler, window.view.viewport()
    window.actions_by_id["ruler"].trigger()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=at(window, (1200.0, 1200.0)))
    assert tool.first is not None and "other end" in bar.found.text()
    # Sent by hand: a move without a button goes to whatever window lies topmost there, which may be another test's.
    place, none = QPointF(at(window, (1210.0, 1400.0))), Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, place, port.mapToGlobal(place), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(port, move)
    assert tool.item.isVisible()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=at(window, (1200.0, 1400.0)))
    assert tool.marks is None and tool.line is not None and "No regular marks" in bar.found.text()
    bar.length.set_value(20.0)
    way = np.subtract(*tool.line)
    qtbot.keyClick(bar.length, Qt.Key.Key_Return)
    found = window.document.case.calibration
    assert found is not None and found.source is CalibrationSource.RULER
    assert found.mm_per_px_x == pytest.approx(20.0 / float(np.hypot(*way)))
    assert "20 mm" in found.detail and not tool.active


def test_a_length_that_no_film_has_and_a_face_that_no_head_has_are_said_before_accepting(
    qtbot, window: MainWindow, phantom: Phantom
) -> None:
    bar, document = window.ruler, window.document
    case = document.case
    truth = phantom.points_in(case.scheme) if hasattr(phantom, "points_in") else phantom.points
    document.move_landmark("N", tuple(truth[case.scheme.index("N")]))
    document.move_landmark("Me", tuple(truth[case.scheme.index("Me")]))
    window.actions_by_id["ruler"].trigger()
    start, end = ruler_of(phantom)
    drag(qtbot, window, at(window, start), at(window, end))
    assert "Nasion" not in bar.note.text()
    bar.meaning.setCurrentIndex(bar.meaning.findData(10))
    assert "Nasion and Menton lie" in bar.note.text() and bar.accept_button.isEnabled()
    bar.meaning.setCurrentIndex(bar.meaning.findData("typed"))
    bar.length.set_value(1000.0)
    assert "cannot be right" in bar.note.text() and not bar.accept_button.isEnabled()
    bar.accept()
    assert document.case.calibration is None and window.view.ruler.active


def test_the_ruler_is_found_by_the_button_off_the_gui_thread(qtbot, window: MainWindow) -> None:
    bar, tool = window.ruler, window.view.ruler
    window.actions_by_id["ruler"].trigger()
    qtbot.mouseClick(bar.find_button, Qt.MouseButton.LeftButton)
    assert not bar.find_button.isEnabled()
    qtbot.waitUntil(lambda: tool.marks is not None, timeout=120_000)
    assert abs(tool.marks.pitch_px - 1 / MM) < 0.02 and bar.find_button.isEnabled()


def test_a_search_can_be_given_up_and_begun_again(qtbot, window, monkeypatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def endless(pixels, go_on):
        begun.set()
        try:
            while True:
                go_on()
                time.sleep(0.005)
        finally:
            ended.set()

    bar, tool = window.ruler, window.view.ruler
    tool.start()
    with monkeypatch.context() as patched:
        patched.setattr("cephview.app.panels.ruler_bar.find_ruler", endless)
        qtbot.mouseClick(bar.find_button, Qt.MouseButton.LeftButton)
        assert begun.wait(10)
        qtbot.mouseClick(bar.cancel_button, Qt.MouseButton.LeftButton)
        assert ended.wait(10) and not bar.isVisible()
    tool.start()
    assert bar.find_button.isEnabled() and bar.find_button.text() == "Find the ruler"
    qtbot.mouseClick(bar.find_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tool.marks is not None, timeout=120_000)


def test_another_film_ends_the_tool_and_oblong_pixels_stay_oblong(
    qtbot, window: MainWindow, phantom: Phantom, tmp_path: Path
) -> None:
    bar, tool, document = window.ruler, window.view.ruler, window.document
    document.set_calibration(Calibration(0.1, 0.2, CalibrationSource.UNCERTAIN))
    assert "not reliable" in window.status.calibration.text()
    window.actions_by_id["ruler"].trigger()
    start, end = ruler_of(phantom)
    drag(qtbot, window, at(window, start), at(window, end))
    assert " × " in bar.result.text()
    proposal = bar.proposal()
    assert proposal.mm_per_px_y == pytest.approx(MM, rel=0.003)
    assert proposal.mm_per_px_x == pytest.approx(MM / 2, rel=0.003)
    other = tmp_path / "other.png"
    cv2.imwrite(str(other), phantom.radiograph.pixels[:400, :400])
    window.session.open([other])
    qtbot.waitUntil(lambda: document.case is not None and document.case.radiograph.name == "other.png", timeout=120_000)
    assert not tool.active and not bar.isVisible() and tool.line is None
    window.document.activate(None)
    window.actions_by_id["ruler"].trigger()
    assert not tool.active


def test_marks_that_fit_no_face_are_not_the_bright_button(window: MainWindow, phantom: Phantom) -> None:
    """Marks 1 mm apart under the drawn face, then under one of next to no size: no tick fits, nothing is chosen."""
    document, bar, tool = window.document, window.ruler, window.view.ruler
    window.actions_by_id["ruler"].trigger()
    down = 100 + np.arange(24) / MM
    places = np.stack([np.full(24, 100.0), down], axis=1)
    marks = RulerMarks(places, np.arange(24), 1 / MM, 0.01, 10, np.arange(24) % 10 == 0, 0.9)
    for symbol in ("S", "N", "Me"):
        document.move_landmark(symbol, phantom.landmarks[symbol])
    tool.show_marks(marks)
    assert bar.meaning.currentData() == 1 and bar.accept_button.property("doubtful") is False
    x, y = phantom.landmarks["N"]
    document.move_landmark("Me", (x, y + 3.0))
    document.move_landmark("S", (x + 3.0, y))
    tool.show_marks(marks)
    assert bar.meaning.currentIndex() == -1 and bar.proposal() is None and not bar.accept_button.isEnabled()
    assert "None of 1, 2, 5 or 10 mm" in bar.note.text() and bar.accept_button.property("doubtful") is True
    bar.meaning.setCurrentIndex(0)  # the user knows better: it can be used, but is not what is proposed
    assert bar.accept_button.isEnabled() and bar.accept_button.property("doubtful") is True


@pytest.mark.parametrize(("tick", "long_every"), [(2.0, 10), (1.0, None), (5.0, 5)])
def test_what_the_face_alone_says_is_not_the_bright_button_until_the_user_agrees(
    qtbot, window: MainWindow, phantom: Phantom, tick: float, long_every: int | None
) -> None:
    """On ISBI's films the face makes 2 mm of marks that are no 2 mm apart, and no face can tell by 8 %."""
    bar, tool = window.ruler, window.view.ruler
    window.actions_by_id["ruler"].trigger()
    places = np.stack([np.full(24, 100.0), 100 + np.arange(24) * tick / MM], axis=1)
    for symbol in ("S", "N", "Me"):
        window.document.move_landmark(symbol, phantom.landmarks[symbol])
    tool.show_marks(RulerMarks(places, np.arange(24), tick / MM, 0.01, long_every, np.zeros(24, bool), 0.9))
    assert bar.meaning.currentData() == tick and bar.accept_button.isEnabled()
    assert f"one mark is {tick:g} mm, but" in bar.note.text() and bar.accept_button.property("doubtful") is True
    bar.meaning.setFocus()
    qtbot.keyClick(bar.meaning, Qt.Key.Key_End)  # another by hand, and back
    bar.meaning.setCurrentIndex(bar.meaning.findData(tick))
    assert "By the size" not in bar.note.text() and bar.accept_button.property("doubtful") is False
