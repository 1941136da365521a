"""Shared by all tests: no screen is needed, and nobody's settings are touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of this test alone."""
    path = tmp_path / "settings.ini"
    monkeypatch.setenv("CEPHVIEW_SETTINGS", str(path))
    monkeypatch.setenv("CEPHVIEW_CASES", str(tmp_path / "cases"))
    return path


@pytest.fixture(scope="session")
def data() -> Path:
    """The real films with their readings."""
    if not DATA.is_dir():
        pytest.skip(f"the real films are not there: {DATA}")
    return DATA
