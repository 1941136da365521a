from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from case_helpers import mounted, step_number, steps
from hypothesis import given, settings
from hypothesis import strategies as st

from cephview.core.case import Edit
from cephview.core.errors import CephViewError
from cephview.core.history import LandmarkSet, LocksSet, Step
from cephview.io.cases.journal import SCHEMA, Journal, JournalHead, recover

HEAD = JournalHead(film="ab" * 32, base="")


def _journal(path: Path, count: int = 0) -> tuple[Journal, list[Step]]:
    journal = Journal(path, HEAD)
    taken = [step_number(number) for number in range(count)]
    for step in taken:
        journal.append(step)
    return journal, taken


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, min_size=1, max_size=6))
def test_steps_read_back_to_the_last_bit(tmp_path_factory: pytest.TempPathFactory, taken: list[Step]) -> None:
    path = tmp_path_factory.mktemp("journal") / "a.journal"
    journal = Journal(path, HEAD)
    for step in taken:
        journal.append(step)
    found = recover(path)  # while it is still open: what a kill would leave
    assert (found.head, found.problem) == (HEAD, None)
    assert found.steps == tuple(taken)
    # repr tells -0.0 from 0.0; of sets it tells an order that there is none of.
    assert [repr(s) for s in found.steps if not isinstance(s.change, LocksSet)] == [
        repr(s) for s in taken if not isinstance(s.change, LocksSet)
    ]
    journal.close()


def test_no_step_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    journal, _ = _journal(path)
    journal.write(sync=True)
    journal.close()
    journal.discard()
    assert list(tmp_path.iterdir()) == []
    assert recover(path).head is None


def test_cut_off_at_every_byte_it_is_a_prefix(tmp_path: Path) -> None:
    journal, taken = _journal(tmp_path / "a.journal", 6)
    journal.close()
    data = (tmp_path / "a.journal").read_bytes()
    ends = [place for place, byte in enumerate(data) if byte == ord("\n")]
    cut = tmp_path / "cut.journal"
    for length in range(len(data) + 1):
        cut.unlink(missing_ok=True)  # a file that is written over would be flushed to the disk each time
        cut.write_bytes(data[:length])
        found = recover(cut)
        whole = sum(end <= length for end in ends) - 1  # the newline itself may be missing, and the head is no step
        assert found.problem is None
        assert found.steps == tuple(taken[: max(whole, 0)])


def test_each_flipped_bit_leaves_a_prefix_and_is_told(tmp_path: Path) -> None:
    journal, taken = _journal(tmp_path / "a.journal", 4)
    journal.close()
    data = (tmp_path / "a.journal").read_bytes()
    last_line = data.rindex(b"\n", 0, -1)
    broken = tmp_path / "broken.journal"
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1 << place % 8
        broken.unlink(missing_ok=True)
        broken.write_bytes(flipped)
        found = recover(broken)
        assert found.steps == tuple(taken[: len(found.steps)])
        assert len(found.steps) < len(taken)
        # The last line, flipped in its newline, looks like one that was cut off.
        assert found.problem is not None or place > last_line, place


@pytest.mark.parametrize(
    ("spoil", "left"),
    [
        (lambda lines: [*lines[:3], b"garbage\0\xff", *lines[3:]], 2),
        (lambda lines: [*lines[:3], b"", *lines[3:]], 2),
        (lambda lines: [*lines[:3], *lines[4:]], 2),  # one missing
        (lambda lines: [*lines[:4], lines[3], *lines[4:]], 3),  # one twice
        (lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]], 1),  # two in each other's place
        (lambda lines: lines[1:], 0),  # no head
        (lambda lines: [b"\0" * 4096], 0),
    ],
)
def test_garbage_in_the_middle_ends_it_and_is_told(
    tmp_path: Path, spoil: Callable[[list[bytes]], list[bytes]], left: int
) -> None:
    path = tmp_path / "a.journal"
    journal, taken = _journal(path, 6)
    journal.close()
    path.write_bytes(b"\n".join(spoil(path.read_bytes().splitlines())) + b"\n")
    spoiled = path.read_bytes()
    found = recover(path)
    assert found.steps == tuple(taken[:left])
    assert found.problem == f"a.journal is damaged after {left} edits: what came later cannot be restored."
    assert path.read_bytes() == spoiled


def test_a_newer_journal_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    journal = Journal(path, HEAD.model_copy(update={"journal": SCHEMA + 1}))
    journal.append(step_number(0))
    journal.close()
    found = recover(path)
    assert (found.head, found.steps) == (None, ())
    assert found.problem is not None and "newer version" in found.problem


def test_a_journal_of_the_first_schema_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    path.write_bytes(
        b'["afae2bdd",{"journal":1,"program":"0.1.0","film":"' + b"ab" * 32 + b'","base":""}]\n'
        b'["ddbbab28",{"at":"2026-11-23T00:00:00Z","text":"Move S","who":"","change":{"kind":"landmark","symbol":"S",'
        b'"edit":{"point":[3.0,4.0],"confirmed":false,"visible":true}}}]\n'
    )
    found = recover(path)
    assert [step.change for step in found.steps] == [LandmarkSet("S", Edit(point=(3.0, 4.0)))]
    assert found.problem is None


def _fail(number: int) -> Callable[..., None]:
    def raiser(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return raiser


@pytest.mark.parametrize(("call", "before"), [("open", 0), ("fsync", 0), ("write", 3), ("fsync", 3), ("fstat", 3)])
def test_what_could_not_be_written_is_written_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, before: int
) -> None:
    path = tmp_path / "a.journal"
    journal, taken = _journal(path, before)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, _fail(errno.ENOSPC))
        journal.add(step_number(before))
        with pytest.raises(CephViewError, match="the disk is full"):
            journal.write(sync=True)
    assert recover(path).steps[:before] == tuple(taken)
    assert not journal.is_durable
    journal.append(step_number(before + 1))
    assert [step.text for step in recover(path).steps] == [f"step {number}" for number in range(before + 2)]
    assert journal.is_durable
    assert list(tmp_path.iterdir()) == [path]


def test_a_line_of_which_half_was_written_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.journal"
    journal, taken = _journal(path, 2)
    real = os.write

    def half(descriptor: int, data: bytes) -> int:
        if len(data) < 20:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data[: len(data) // 2])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(CephViewError):
            journal.append(step_number(2))
    assert recover(path).steps == tuple(taken)
    journal.append(step_number(3))
    assert [step.text for step in recover(path).steps] == [f"step {number}" for number in range(4)]


def test_a_file_that_somebody_deleted_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    journal, _ = _journal(path, 3)
    path.unlink()
    journal.append(step_number(3))
    assert len(recover(path).steps) == 4


def test_a_small_disk_that_runs_full(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=64k") as done:
        if not done:
            pytest.skip("no tmpfs can be mounted here")
        path = tmp_path / "small" / "a.journal"
        journal = Journal(path, HEAD)
        told = 0
        with pytest.raises(CephViewError, match="the disk is full"):  # noqa: PT012
            for told in range(10_000):
                journal.append(step_number(told))
        assert told > 50
        assert [step.text for step in recover(path).steps] == [f"step {number}" for number in range(told)]
        with pytest.raises(CephViewError, match="the disk is full"):
            journal.append(step_number(told + 1))
        journal.close()


def test_sync_waits_for_a_moment_or_for_being_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, _ = _journal(tmp_path / "a.journal", 1)
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    for number in range(5):
        journal.append(step_number(number))
    assert not synced and not journal.is_durable
    journal.write(sync=True)
    assert len(synced) == 1 and journal.is_durable
    journal.write(sync=True)
    assert len(synced) == 1
    journal._sync_time -= 1
    journal.append(step_number(9))
    assert len(synced) == 2
