"""An error that nobody foresaw: the points are on disk before it is told, and the report names nobody."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox
from window_helpers import OpenWindow, open_drawn_film

from cephview.app.application import saved
from cephview.app.main_window import MainWindow
from cephview.app.window.crash import CrashGuard


def _fail(what: str) -> None:
    raise RuntimeError(f"{what} Muster, Erika")


Guarded = Callable[[], AbstractContextManager[tuple[MainWindow, CrashGuard, list[Any]]]]


@pytest.fixture
def guarded(open_window: OpenWindow, qtbot, tmp_path: Path, monkeypatch) -> Guarded:
    """A window with a film under guard. Entered within the test: pytest-qt puts its own hook there for each phase."""

    @contextmanager
    def guard_it() -> Iterator[tuple[MainWindow, CrashGuard, list[Any]]]:
        window = open_drawn_film(open_window, qtbot, tmp_path)
        guard = CrashGuard(window, lambda: saved(window))
        heard: list[Any] = []
        # Those of pytest would fail the test.
        monkeypatch.setattr(sys, "excepthook", lambda *error: heard.append(error))
        monkeypatch.setattr(threading, "excepthook", heard.append)
        guard.watch()
        yield window, guard, heard
        guard.stop()

    return guard_it


def _journals(folder: Path) -> str:
    return "".join(path.read_text() for path in folder.rglob("*.ceph.journal"))


def test_points_are_saved_before_the_error_is_told(guarded: Guarded, qtbot, tmp_path: Path) -> None:
    with guarded() as (window, guard, heard):
        window.document.move_landmark("S", (123.25, 88.5))
        QTimer.singleShot(0, lambda: _fail("first"))
        qtbot.waitUntil(lambda: guard.dialog is not None and guard.dialog.isVisible(), timeout=5000)
        assert "123.25" in _journals(tmp_path)
        assert "Your points are saved" in guard.dialog.message
        report = guard.dialog.report.toPlainText()
        assert "RuntimeError" in report and "Erika" not in report and str(tmp_path) not in report
        assert len(heard) == 1  # who listened before hears it still


def test_the_same_error_is_told_once_and_another_joins_it(guarded: Guarded, qtbot) -> None:
    with guarded() as (_, guard, heard):
        for _ in range(3):
            QTimer.singleShot(0, lambda: _fail("again"))
        QTimer.singleShot(0, lambda: [][1])
        qtbot.waitUntil(lambda: len(heard) == 4 and guard.dialog is not None, timeout=5000)
        qtbot.waitUntil(lambda: "IndexError" in guard.dialog.report.toPlainText(), timeout=5000)
        assert guard.dialog.report.toPlainText().count("RuntimeError") == 1


def test_an_error_in_a_thread_is_told_as_well(guarded: Guarded, qtbot) -> None:
    with guarded() as (_, guard, _):
        thread = threading.Thread(target=_fail, args=("thread",))
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: guard.dialog is not None and guard.dialog.isVisible(), timeout=5000)


def test_what_could_not_be_saved_is_named(guarded: Guarded, qtbot) -> None:
    with guarded() as (window, guard, _):
        window.document.move_landmark("S", (1.0, 2.0))
        window.session.autosave.settle()
        window.document.state.mark_kept(False)  # as a full disk leaves it
        QTimer.singleShot(0, lambda: _fail("full"))
        qtbot.waitUntil(lambda: guard.dialog is not None and guard.dialog.isVisible(), timeout=5000)
        assert "The points of 1.png could not be saved" in guard.dialog.message
        window.document.state.mark_kept(True)  # else the window asks as it closes


def test_the_report_goes_to_the_clipboard(guarded: Guarded, qtbot) -> None:
    with guarded() as (window, guard, _):
        QTimer.singleShot(0, lambda: _fail("copy"))
        qtbot.waitUntil(lambda: guard.dialog is not None and guard.dialog.isVisible(), timeout=5000)
        box = guard.dialog.findChild(QDialogButtonBox)
        copy = next(button for button in box.buttons() if button.text() == "Copy the report")
        copy.click()
        assert QGuiApplication.clipboard().text() == guard.dialog.report.toPlainText()
        assert isinstance(window, MainWindow) and guard.dialog.isVisible()
