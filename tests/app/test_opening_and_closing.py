"""What was open lately, where dialogs begin, and leaving all films, in the real window."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.core.case import Status


@pytest.fixture
def films(tmp_path: Path) -> list[Path]:
    made = []
    for folder, grey in (("autumn", 60), ("spring", 90)):
        (tmp_path / folder).mkdir()
        made.append(tmp_path / folder / "ceph & co.png")
        cv2.imwrite(str(made[-1]), np.full((400, 300), grey, np.uint8))
    return made


@pytest.fixture
def window(open_window: OpenWindow, qtbot, tmp_path: Path) -> MainWindow:
    made = open_window(Keeping(folder=tmp_path / "cases"))
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def opened(window: MainWindow, qtbot, film: Path) -> None:
    window.session.open([film])
    qtbot.waitUntil(lambda: window.document.case is not None and window.document.case.radiograph.path == film)


def recent_menu(window: MainWindow) -> QMenu:
    menu = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "Open recent")
    menu.aboutToShow.emit()
    return menu


def test_recent_films_are_in_the_menu_and_told_apart_by_their_folder(window, qtbot, films) -> None:
    assert recent_menu(window).actions()[0].text() == "No film yet"
    for film in films:
        opened(window, qtbot, film)
    first, second = recent_menu(window).actions()[:2]
    assert [first.text(), second.text()] == ["spring/ceph && co.png", "autumn/ceph && co.png"]
    second.trigger()
    qtbot.waitUntil(lambda: window.document.case.radiograph.path == films[0])
    window.actions_by_id["forget_recent"].trigger()
    assert recent_menu(window).actions()[0].text() == "No film yet"


def test_dialogs_begin_in_the_folder_of_the_film(window, qtbot, films, monkeypatch) -> None:
    asked: list[str] = []

    def answer(_parent, _title, folder, *_more):
        asked.append(folder)
        return ("", "")

    def answer_many(_parent, _title, folder, *_more):
        asked.append(folder)
        return ([], "")

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer_many)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *each: answer(*each)[0])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    for film in films:
        opened(window, qtbot, film)
        asked.clear()
        for action in ("open", "open_folder", "open_reference", "open_model"):
            window.actions_by_id[action].trigger()
        assert asked == [str(film.parent)] * 4
        for action in ("export", "export_all", "export_for_others", "save_picture", "export_measurements"):
            asked.clear()
            window.actions_by_id[action].trigger()
            assert [Path(name).parent for name in asked] == [film.parent], action


def test_close_leaves_all_films_and_keeps_their_edits(window, qtbot, films) -> None:
    for film in films:
        opened(window, qtbot, film)
    window.document.move_landmark("S", (50.0, 60.0))
    qtbot.waitUntil(lambda: window.document.state.is_kept)
    qtbot.keyClick(window.view, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.document.case is None and window.empty.isVisible() and window.session.entries == []
    assert window.windowTitle() == "CephView" and window.cases.order.rowCount() == 0
    assert not window.actions_by_id["close"].isEnabled() and not window.actions_by_id["export"].isEnabled()
    assert window.empty.recent_buttons[0].text() == "spring/ceph && co.png"
    opened(window, qtbot, films[1])  # at once: its case is only just being given free
    assert not window.document.state.read_only
    assert window.document.case.status("S") in (Status.PLACED, Status.CORRECTED)


def test_films_that_are_closed_while_they_are_read_do_not_come_back(window, qtbot, films) -> None:
    opened(window, qtbot, films[0])
    window.session.open([films[1]])
    qtbot.waitUntil(lambda: len(window.session.entries) == 2)
    window.actions_by_id["close"].trigger()
    qtbot.wait(300)
    assert window.session.entries == [] and window.document.case is None
    opened(window, qtbot, films[1])
    assert not window.document.state.read_only
