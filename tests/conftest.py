"""Shared by all tests: no screen is needed, and nobody's settings are touched."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

# Where the packages whose lines the coverage counts are tested; measuring makes a test half as slow again.
_COVERED = ("cli", "core", "io", "model", "review")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Coverage rests while other tests run."""
    for item in items:
        if item.path.relative_to(Path(__file__).parent).parts[0] not in _COVERED:
            item.add_marker("no_cover")


def pytest_collection_finish() -> None:
    """What is imported stays: no test's garbage is looked for in it."""
    gc.freeze()


@pytest.fixture(autouse=True)
def windows_go(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No window outlives its test: it takes 10 MB, and a change of the theme would polish them all.

    A window that starts keeps for good what is in memory, and puts off looking for garbage; not here.
    """
    for name in ("freeze", "disable"):
        monkeypatch.setattr(gc, name, lambda: None)
    yield
    if "cephview.app.main_window" in sys.modules:  # else this is no reason to import Qt
        from PySide6.QtCore import QEvent
        from PySide6.QtWidgets import QApplication

        from cephview.app.main_window import MainWindow

        for window in filter(lambda widget: isinstance(widget, MainWindow), QApplication.topLevelWidgets()):
            window.deleteLater()
            QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and a work folder of this test alone: a film of another test is no copy of this one's."""
    path = tmp_path / "settings.ini"
    monkeypatch.setenv("CEPHVIEW_SETTINGS", str(path))
    monkeypatch.setenv("CEPHVIEW_CASES", str(tmp_path / "cases"))
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "user"))
    return path


@pytest.fixture
def forget_own_landmarks() -> Iterator[Callable[[], None]]:
    """Know CephView's own landmarks alone again, as a new process does; at the end of the test in any case."""
    from cephview.core.catalogue import LANDMARKS

    def forget() -> None:
        generation = LANDMARKS.generation
        LANDMARKS.__init__()  # type: ignore[misc]
        LANDMARKS.generation = generation + 1

    yield forget
    forget()


@pytest.fixture(scope="session")
def data() -> Path:
    """The real films with their readings."""
    if not DATA.is_dir():
        pytest.skip(f"the real films are not there: {DATA}")
    return DATA
