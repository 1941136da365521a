"""The log says what went wrong and where, and nothing that could name a patient."""

from __future__ import annotations

from pathlib import Path

import pytest

from cephview.core.errors import CephViewError
from cephview.io.films.images import read_film
from cephview.io.log import LOG, harmless_trace, start_log, stop_log


@pytest.fixture
def log(tmp_path: Path):
    file = tmp_path / "logs" / "cephview.log"
    start_log(file)
    yield file
    stop_log()


def _error_of(path: Path) -> CephViewError:
    with pytest.raises(CephViewError) as caught:
        read_film(path)
    return caught.value


def test_a_trace_names_kinds_and_places_but_no_file_of_the_user(tmp_path: Path) -> None:
    path = tmp_path / "Muster, Erika 1987.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\nErika")
    trace = harmless_trace(_error_of(path))
    assert "CephViewError" in trace and "cephview/io/films/images.py:" in trace
    assert "Erika" not in trace and str(tmp_path) not in trace and "Muster" not in trace


def test_a_trace_holds_what_it_came_of_and_stands_a_circle() -> None:
    try:
        try:
            {}["Erika"]
        except KeyError as error:
            raise ValueError("Erika") from error
    except ValueError as error:
        wrapped = error
    trace = harmless_trace(wrapped)
    assert trace.index("KeyError") < trace.index("ValueError") and "Erika" not in trace
    wrapped.__cause__.__context__ = wrapped  # type: ignore[union-attr]
    assert harmless_trace(wrapped).count("ValueError") == 1


def test_the_log_is_kept_small(log: Path) -> None:
    for _ in range(30):
        LOG.info("x" * 40_000)
    files = sorted(log.parent.iterdir())
    assert [file.name for file in files] == ["cephview.log", "cephview.log.1", "cephview.log.2"]
    assert all(file.stat().st_size <= 200_000 for file in files)


def test_a_folder_that_cannot_be_written_costs_the_log_alone(tmp_path: Path) -> None:
    blocker = tmp_path / "logs"
    blocker.write_text("a file, no folder")
    start_log(blocker / "cephview.log")
    LOG.error("heard by nobody")
    assert blocker.read_text() == "a file, no folder"
