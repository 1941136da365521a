"""Shared by the tests of the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings


@pytest.fixture
def open_window(qtbot, tmp_path: Path) -> Iterator[OpenWindow]:
    """Open a window of this test's own settings; all are closed at the end, and none asks about unsaved edits."""
    windows = []

    def open_one(keeping: Keeping) -> MainWindow:
        window = MainWindow(Settings.at(tmp_path / "settings.ini"), keeping)
        qtbot.addWidget(window)
        window.show()
        windows.append(window)
        return window

    yield open_one
    for window in windows:
        for entry in window.session.entries:
            if entry.state:
                entry.state.stack.setClean()
        window.close()
