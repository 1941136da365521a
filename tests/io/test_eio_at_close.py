"""A network drive that says only at the closing of a file that it is not there: what CephView writes then."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from case_helpers import empty_case, new_film, step_number

from cephview.core.errors import CephViewError
from cephview.core.history import after
from cephview.io.atomic import write_atomically
from cephview.io.cases.store import CaseStore
from cephview.io.outputs import write_output


class _Lost(io.BufferedWriter):
    """A file of which the disk takes everything, and says at its end that nothing of it is kept."""

    def close(self) -> None:
        """Close, and fail once."""
        if not self.closed:
            super().close()
            raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.fixture
def disk_is_lost(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def lose() -> None:
        monkeypatch.setattr(os, "fdopen", lambda descriptor, *_: _Lost(io.FileIO(descriptor, "wb")))

    return lose


@pytest.mark.parametrize("write", [write_atomically, write_output])
def test_the_former_file_stays_and_nothing_half_lies_beside_it(tmp_path: Path, disk_is_lost, write) -> None:
    target = tmp_path / "points.csv"
    write(target, b"former")
    disk_is_lost()
    with pytest.raises(CephViewError, match="Input/output error"):
        write(target, b"new")
    assert target.read_bytes() == b"former" and not list(tmp_path.rglob("*.tmp"))


def test_a_case_that_cannot_be_saved_keeps_its_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "films"
    folder.mkdir()
    path, film = new_film(folder)
    opened = CaseStore.open(path, film, tmp_path / "work")
    step = step_number(0, 7)
    case = after(opened.restore(empty_case(path)), step.change)
    opened.store.record(step)
    with monkeypatch.context() as lost:
        lost.setattr(os, "fdopen", lambda descriptor, *_: _Lost(io.FileIO(descriptor, "wb")))
        with pytest.raises(CephViewError, match="Input/output error"):
            opened.store.save(case)
    opened.store.close()
    again = CaseStore.open(path, film, tmp_path / "work")
    assert again.restore(empty_case(path)).edits == case.edits
    again.store.close()
    assert not list(folder.rglob("*.tmp"))
