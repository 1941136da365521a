"""Shared by all tests: no screen is needed, and nobody's settings are touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


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
