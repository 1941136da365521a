from __future__ import annotations

from pathlib import Path

import pytest
from io_helpers import Writer


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """A function that writes a file into the test's folder (making folders) and gives its path."""

    def write_file(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return write_file
