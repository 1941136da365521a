"""The job that CephView exists for, through the real `main()`, with a real mouse, film and model."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.panels.landmark_model import SYMBOL_ROLE, Column
from cephview.app.settings import Settings
from cephview.cli import main
from cephview.core.case import Status
from cephview.core.errors import CephViewError
from cephview.core.resources import resource
from cephview.io.cases.store import CaseStore
from cephview.io.tables.export_reader import read_csv

SAMPLE = resource("sample", "phantom.png")


def the_window() -> MainWindow:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())


@pytest.fixture
def in_main(qtbot) -> Iterator[Callable[[list[str], Callable[[MainWindow], None]], int]]:
    """Run `main(arguments)` and, once a prediction is there, a script with the window; failures reach the test."""

    def run(arguments: list[str], script: Callable[[MainWindow], None]) -> int:
        failures: list[BaseException] = []

        def begin() -> None:
            window = the_window()
            try:
                qtbot.waitUntil(lambda: window.document.case is not None, timeout=120_000)
                qtbot.waitUntil(lambda: window.document.case.prediction is not None, timeout=120_000)
                script(window)
            except BaseException as error:  # noqa: BLE001
                failures.append(error)
            finally:
                for entry in window.session.entries:
                    if entry.state:
                        entry.state.stack.setClean()
                window.close()
                QApplication.exit(0)

        QTimer.singleShot(0, begin)
        status = main(arguments)
        if failures:
            raise failures[0]
        return status

    return run


def screen_position(window: MainWindow, symbol: str) -> QPoint:
    case = window.document.case
    x, y = case.points[case.scheme.index(symbol)]
    return window.view.mapFromScene(QPointF(x + 0.5, y + 0.5))


def table_cell(window: MainWindow, symbol: str, column: Column) -> str:
    order = window.landmarks.order
    row = next(r for r in range(order.rowCount()) if order.index(r, 0).data(SYMBOL_ROLE) == symbol)
    return str(order.index(row, column).data())


def drag(qtbot, window: MainWindow, start: QPoint, by: QPoint) -> None:
    port = window.view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for step in (0.25, 0.5, 0.75, 1.0):
        qtbot.mouseMove(port, start + QPoint(round(by.x() * step), round(by.y() * step)))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + by)


@pytest.mark.slow
def test_open_predict_drag_undo_export_and_read_back(in_main, qtbot, monkeypatch, tmp_path: Path) -> None:
    target = tmp_path / "points.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(target), ""))

    def script(window: MainWindow) -> None:
        document = window.document
        before = document.case.points.copy()
        index = document.case.scheme.index("Go")
        error, mre = table_cell(window, "Go", Column.ERROR), window.landmarks.figures.mre.value.text()
        zoom = window.view.transform().m11()

        drag(qtbot, window, screen_position(window, "Go"), QPoint(60, -40))
        moved = document.case.points
        assert document.case.status("Go") is Status.CORRECTED
        np.testing.assert_allclose(moved[index] - before[index], np.array([60, -40]) / zoom, atol=1.01 / zoom)
        others = np.arange(len(before)) != index
        np.testing.assert_array_equal(moved[others], before[others])
        assert table_cell(window, "Go", Column.ERROR) != error
        assert window.landmarks.figures.mre.value.text() != mre
        assert table_cell(window, "Go", Column.MOVED) != "–"
        line = window.view.overlay.items["Go"].line
        assert line.isVisible()
        assert not document.state.stack.isClean()

        window.actions_by_id["undo"].trigger()
        np.testing.assert_array_equal(document.case.points, before)
        assert table_cell(window, "Go", Column.ERROR) == error
        assert window.landmarks.figures.mre.value.text() == mre
        window.actions_by_id["redo"].trigger()
        np.testing.assert_array_equal(document.case.points, moved)

        window.actions_by_id["export"].trigger()
        assert document.state.stack.isClean() and window.status.saved.text() == "exported"
        read = read_csv(target)[SAMPLE.name]
        np.testing.assert_allclose(read.points, moved, rtol=0, atol=0.0005)  # three decimals
        assert read.statuses[index] is Status.CORRECTED

    assert in_main(["--sample"], script) == 0
    rows = list(csv.DictReader(target.open(encoding="utf-8", newline="")))
    assert len(rows) == 19 and {row["image"] for row in rows} == {SAMPLE.name}
    assert all(row["error_mm"] for row in rows)


@pytest.mark.slow
def test_keys_confirm_nudge_reset_and_hide(in_main, qtbot) -> None:
    def script(window: MainWindow) -> None:
        document, view = window.document, window.view
        view.setFocus()
        order = document.review_order()
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        assert document.selected == order[0]
        symbol, index = order[0], document.case.scheme.index(order[0])
        start = document.case.points[index].copy()
        for modifier, step in (
            (Qt.KeyboardModifier.NoModifier, 1.0),
            (Qt.KeyboardModifier.ShiftModifier, 10.0),
            (Qt.KeyboardModifier.AltModifier, 0.1),
        ):
            here = document.case.points[index].copy()
            qtbot.keyClick(view, Qt.Key.Key_Right, modifier)
            np.testing.assert_allclose(document.case.points[index] - here, [step, 0], atol=1e-9)
        qtbot.keyClick(view, Qt.Key.Key_Delete)
        np.testing.assert_array_equal(document.case.points[index], start)
        qtbot.keyClick(view, Qt.Key.Key_V)
        assert document.case.status(symbol) is Status.NOT_VISIBLE
        qtbot.keyClick(view, Qt.Key.Key_V)
        qtbot.keyClick(view, Qt.Key.Key_Return)
        assert document.case.status(symbol) is Status.CONFIRMED
        assert document.selected == order[1]

    assert in_main(["--sample"], script) == 0


@pytest.mark.slow
def test_a_new_prediction_never_touches_a_corrected_point(in_main, qtbot) -> None:
    def script(window: MainWindow) -> None:
        document = window.document
        document.move_landmark("S", (100.25, 200.5))
        steps = document.state.stack.count()
        first = document.case.prediction
        window.actions_by_id["predict"].trigger()
        qtbot.waitUntil(lambda: document.case.prediction is not first, timeout=120_000)
        assert tuple(document.case.points[document.case.scheme.index("S")]) == (100.25, 200.5)
        assert document.state.stack.count() == steps

    assert in_main(["--sample"], script) == 0


@pytest.mark.slow
def test_switching_films_keeps_each_ones_edits(in_main, qtbot, tmp_path: Path) -> None:
    second = tmp_path / "second.png"
    film = cv2.imread(str(SAMPLE), cv2.IMREAD_GRAYSCALE)
    film[:9, :9] = 255  # another film, whose case is its own
    cv2.imwrite(str(second), film)

    def script(window: MainWindow) -> None:
        document, session = window.document, window.session
        document.move_landmark("S", (100.0, 200.0))
        session.show(1)
        qtbot.waitUntil(lambda: session.current == 1, timeout=120_000)
        assert document.case.calibration is None and document.case.errors_mm() is None
        assert "unknown" in window.status.calibration.text()
        assert all(tile.isHidden() for tile in window.landmarks.figures.sdr.values())
        assert not document.state.stack.canUndo()
        session.show(0)
        qtbot.waitUntil(lambda: session.current == 0, timeout=120_000)
        assert document.state.stack.canUndo()
        assert tuple(document.case.points[0]) == (100.0, 200.0)

    assert in_main([str(SAMPLE), str(second)], script) == 0


@pytest.mark.slow
def test_closing_asks_before_edits_are_lost(in_main, qtbot, monkeypatch) -> None:
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        return QMessageBox.StandardButton.Cancel.value

    def full_disk(*_: object) -> None:
        raise CephViewError("The disk is full: free some space.")

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(CaseStore, "record", full_disk)

    def script(window: MainWindow) -> None:
        window.document.move_landmark("S", (100.0, 200.0))
        qtbot.waitUntil(lambda: window.notices.current is not None, timeout=5000)
        assert "disk is full" in window.notices.current.text
        assert window.document.is_dirty and "not saved" in window.status.saved.text()
        window.close()
        assert window.isVisible()
        assert asked and SAMPLE.name in asked[0]

    assert in_main(["--sample"], script) == 0


@pytest.mark.slow
def test_edits_are_kept_without_being_asked_and_come_back(in_main, qtbot) -> None:
    def edit(window: MainWindow) -> None:
        document = window.document
        document.move_landmark("S", (100.125, 200.0))
        document.confirm("N")
        document.toggle_visible("Po")
        qtbot.waitUntil(lambda: document.state.is_kept, timeout=5000)
        assert not document.is_dirty and window.status.saved.text() == "saved, not exported"
        document.move_landmark("A", (90.0, 80.5))
        window.close()  # at once: what is under way to the disk is waited for, and nothing is asked
        assert not window.isVisible()

    def look(window: MainWindow) -> None:
        case = window.document.case
        assert tuple(case.points[0]) == (100.125, 200.0)
        assert tuple(case.points[case.scheme.index("A")]) == (90.0, 80.5)
        assert case.status("N") is Status.CONFIRMED and case.status("Po") is Status.NOT_VISIBLE
        assert window.notices.current is None

    assert in_main(["--sample"], edit) == 0
    assert in_main(["--sample"], look) == 0


@pytest.mark.slow
def test_a_second_window_on_a_film_only_looks(in_main, qtbot) -> None:
    def script(window: MainWindow) -> None:
        second = MainWindow(Settings.at(None), Keeping(folder=window.session.keeping.folder))
        qtbot.addWidget(second)
        second.session.open([SAMPLE])
        qtbot.waitUntil(lambda: second.document.case is not None, timeout=120_000)
        assert "another window" in second.notices.current.text
        assert second.status.saved.text() == "read-only"
        second.document.drag("S", (5.0, 5.0))
        second.document.finish_drag()
        second.document.move_landmark("S", (5.0, 5.0))
        assert not second.document.case.edits
        second.close()

    assert in_main(["--sample"], script) == 0


@pytest.mark.slow
def test_the_job_without_a_person(qtbot, tmp_path: Path) -> None:
    picture, table = tmp_path / "window.png", tmp_path / "points.csv"
    assert main(["--sample", "--screenshot", str(picture), "--export", str(table), "--size", "1280x800"]) == 0
    assert picture.stat().st_size > 50_000
    rows = list(csv.DictReader(table.open(encoding="utf-8", newline="")))
    errors = [float(row["error_mm"]) for row in rows]
    assert len(errors) == 19 and np.mean(errors) < 4.0


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n broken"])
def test_a_broken_film_without_a_person_is_one_sentence_and_2(qtbot, tmp_path: Path, capsys, content: bytes) -> None:
    film, table = tmp_path / "broken.png", tmp_path / "points.csv"
    film.write_bytes(content)
    assert main([str(film), "--export", str(table)]) == 2
    error = capsys.readouterr().err
    assert "broken.png" in error and "Traceback" not in error
    assert not table.exists()
