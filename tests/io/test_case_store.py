from __future__ import annotations

import errno
import json
import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from case_helpers import case_after, empty_case, mounted, new_film, same_work, step_number
from kill_sessions import kill_rounds

from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.io import atomic
from cephview.io.cases import journal
from cephview.io.cases.file import SCHEMA, StoredExport, encode_case, load_case
from cephview.io.cases.lock import CaseLock
from cephview.io.cases.paths import default_work_folder
from cephview.io.cases.schema import StoredFilm
from cephview.io.cases.store import CaseStore, OpenedCase


class Desk:
    """A film with a work folder, and sessions of numbered steps on it."""

    def __init__(self, folder: Path, name: str = "151.jpg", content: bytes = b"a film") -> None:
        self.folder, self.work = folder, folder.parent / "work"
        self.path, self.film = new_film(folder, name, content)

    def open(self) -> OpenedCase:
        return CaseStore.open(self.path, self.film, self.work)

    def again(self) -> OpenedCase:
        """What a start after a crash would find."""
        kept = CaseStore.peek(self.path, self.film, self.work)
        history = [entry.core() for entry in kept.stored.history] if kept.stored else []
        store = SimpleNamespace(history=[*history, *(step.entry for step in kept.steps)])
        return OpenedCase(kept.stored, kept.steps, store, None, None)

    def edit(self, count: int, *, save: bool = False, opened: OpenedCase | None = None) -> OpenedCase:
        """Go on with so many steps."""
        opened = opened or self.open()
        for _ in range(count):
            opened.store.record(step_number(len(opened.store.history)))
        if save:
            opened.store.save(self.expected(len(opened.store.history)))
        return opened

    def expected(self, count: int) -> Case:
        return case_after(count, self.path)

    def holds(self, opened: OpenedCase, count: int) -> bool:
        """Whether the state is that after so many steps, the history told."""
        history = [entry.text for entry in opened.store.history] == [f"step {number}" for number in range(count)]
        return history and same_work(opened.restore(empty_case(self.path)), self.expected(count))

    def names(self, folder: Path | None = None) -> list[str]:
        return sorted(path.name for path in (folder or self.folder).iterdir())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "films"
    folder.mkdir()
    return Desk(folder)


def _fail(number: int) -> Callable[..., None]:
    def raiser(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return raiser


def test_a_film_that_was_only_looked_at_leaves_nothing(desk: Desk) -> None:
    opened = desk.open()
    assert (opened.stored, opened.steps, opened.read_only_because, opened.problem) == (None, (), None, None)
    opened.store.flush()
    opened.store.close()
    opened.store.close()
    assert desk.names() == ["151.jpg"]


def test_steps_come_back_saved_or_not(desk: Desk) -> None:
    desk.edit(5).store.close()
    assert desk.names() == ["151.jpg", "151.jpg.ceph.journal"]
    opened = desk.open()
    assert len(opened.steps) == 5 and desk.holds(opened, 5)
    desk.edit(3, save=True, opened=opened)
    assert desk.names() == ["151.jpg", "151.jpg.ceph.json", "151.jpg.ceph.lock"]
    desk.edit(2, opened=opened).store.close()
    opened = desk.open()
    assert len(opened.steps) == 2 and desk.holds(opened, 10)
    desk.edit(0, save=True, opened=opened).store.close()
    opened = desk.open()
    assert opened.steps == () and desk.holds(opened, 10)
    opened.store.close()
    assert desk.names() == ["151.jpg", "151.jpg.ceph.json"]


def test_two_films_of_one_stem_have_a_case_each(desk: Desk) -> None:
    other = Desk(desk.folder, "151.bmp")
    desk.edit(3, save=True).store.close()
    assert other.open().stored is None


def test_saving_what_is_saved_writes_nothing(desk: Desk) -> None:
    opened = desk.edit(3, save=True)
    before = opened.store.path.read_bytes()
    desk.edit(0, save=True, opened=opened)
    assert opened.store.path.read_bytes() == before
    opened.store.save(desk.expected(3), StoredExport(path="a.csv", clean=True))
    assert load_case(opened.store.path).exported == StoredExport(path="a.csv", clean=True)
    desk.edit(1, save=True, opened=opened)
    assert load_case(opened.store.path).exported == StoredExport(path="a.csv", clean=False)
    opened.store.close()


def test_a_second_window_is_read_only_and_knows_by_whom(desk: Desk) -> None:
    first = desk.edit(4)
    second = desk.open()
    assert second.read_only_because is not None
    assert "151.jpg is open in another window (on this computer since " in second.read_only_because
    assert desk.holds(second, 4) and second.store.path is None
    for verb in (lambda: second.store.record(step_number(4)), lambda: second.store.save(desk.expected(4))):
        with pytest.raises(CephViewError, match="only shown"):
            verb()
    second.store.flush()
    second.store.close()
    desk.edit(1, opened=first).store.close()
    third = desk.open()
    assert third.read_only_because is None and desk.holds(third, 5)
    third.store.close()


def test_the_lock_of_a_dead_process_is_taken_over(desk: Desk) -> None:
    code = f"""
import os, sys; from pathlib import Path; from cephview.io.cases.lock import CaseLock
lock = CaseLock(Path({str(desk.folder / "151.jpg.ceph.lock")!r})); print(lock.acquire(), os.getpid(), flush=True)
sys.stdin.read()
"""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], **pipes) as other:
        assert other.stdout.readline() == f"True {other.pid}\n"
        assert f", process {other.pid})" in (desk.open().read_only_because or "")
        other.kill()
        other.wait()
    assert desk.folder.joinpath("151.jpg.ceph.lock").exists()
    opened = desk.open()
    assert opened.read_only_because is None
    assert CaseLock(desk.folder / "151.jpg.ceph.lock").holder().pid == os.getpid()
    opened.store.close()


@pytest.mark.parametrize("kind", ["newer", "damaged", "changed", "unreadable"])
def test_a_file_that_cannot_be_used_is_left_and_the_next_name_taken(desk: Desk, kind: str) -> None:
    desk.edit(4, save=True).store.close()
    file = desk.folder / "151.jpg.ceph.json"
    if kind == "newer":
        file.write_text(json.dumps({**json.loads(file.read_text()), "schema": SCHEMA + 1}))
    elif kind == "damaged":
        file.write_bytes(file.read_bytes()[:-20])
    elif kind == "changed":
        desk = Desk(desk.folder, content=b"another film")
    else:
        file.unlink()
        file.mkdir()
    before = file.read_bytes() if file.is_file() else b""
    opened = desk.open()
    assert opened.problem is not None
    assert ("is a folder" if kind == "unreadable" else "left as it is") in opened.problem
    assert opened.stored is None and opened.read_only_because is None
    desk.edit(2, opened=opened).store.close()
    opened = desk.open()
    assert desk.holds(opened, 2) and opened.problem is None  # told once
    desk.edit(1, save=True, opened=opened).store.close()
    assert (file.read_bytes() if file.is_file() else b"") == before
    assert "151.jpg.ceph-2.json" in desk.names()
    if kind == "changed":  # the film as it was has its case still
        again = Desk(desk.folder)
        assert again.holds(again.open(), 4)


def test_a_newer_file_that_was_written_on_later_is_told_again(desk: Desk) -> None:
    file = desk.folder / "151.jpg.ceph.json"
    file.write_text(json.dumps({"schema": SCHEMA + 1}))
    desk.edit(2, save=True).store.close()
    assert desk.open().problem is None
    file.write_text(json.dumps({"schema": SCHEMA + 1, "more": 1}))
    opened = desk.open()
    assert desk.holds(opened, 2) and "newer version" in (opened.problem or "")
    opened.store.close()


def test_the_journal_of_a_damaged_case_file_is_restored(desk: Desk) -> None:
    desk.edit(3, save=True).store.close()
    desk.edit(2).store.close()
    file = desk.folder / "151.jpg.ceph.json"
    file.write_bytes(b"garbage")
    opened = desk.open()
    assert [step.text for step in opened.steps] == ["step 3", "step 4"]
    assert opened.problem is not None and "2 edits made after it was saved are restored" in opened.problem
    opened.store.close()
    again = desk.open()
    assert [step.text for step in again.steps] == ["step 3", "step 4"] and again.problem is None
    again.store.close()
    assert file.read_bytes() == b"garbage"


def test_a_damaged_journal_stays_and_its_prefix_goes_on_elsewhere(desk: Desk) -> None:
    desk.edit(3, save=True).store.close()
    desk.edit(5).store.close()
    file = desk.folder / "151.jpg.ceph.journal"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    opened = desk.open()
    kept = len(opened.steps)
    assert 0 < kept < 5 and f"damaged after {kept} edits" in (opened.problem or "")
    assert desk.holds(opened, 3 + kept)
    desk.edit(2, opened=opened).store.close()
    opened = desk.open()
    assert desk.holds(opened, 5 + kept) and opened.problem is None
    opened.store.close()
    assert file.read_bytes() == data


def test_the_journal_cut_off_at_every_byte_gives_a_prefix(desk: Desk) -> None:
    desk.edit(2, save=True).store.close()
    desk.edit(4).store.close()
    file = desk.folder / "151.jpg.ceph.journal"
    data = file.read_bytes()
    counts = []
    for length in (*range(0, len(data), 7), len(data)):
        file.unlink()  # a file that is written over would be flushed to the disk each time
        file.write_bytes(data[:length])
        opened = desk.open()
        count = len(opened.store.history)
        assert opened.problem is None and desk.holds(opened, count)
        counts.append(count)
        opened.store._locks.pop().release()
    assert counts == sorted(counts) and set(counts) == {2, 3, 4, 5, 6}


def test_the_journal_of_a_film_that_changed_is_left(desk: Desk) -> None:
    desk.edit(3).store.close()
    before = (desk.folder / "151.jpg.ceph.journal").read_bytes()
    other = Desk(desk.folder, content=b"another film")
    opened = other.open()
    assert opened.steps == () and "151.jpg has changed since" in (opened.problem or "")
    other.edit(2, opened=opened).store.close()
    assert other.holds(other.open(), 2)
    assert (desk.folder / "151.jpg.ceph.journal").read_bytes() == before


def test_a_case_file_that_was_deleted_is_told(desk: Desk) -> None:
    desk.edit(3, save=True).store.close()
    desk.edit(2).store.close()
    (desk.folder / "151.jpg.ceph.json").unlink()
    opened = desk.open()
    assert len(opened.steps) == 2 and "is gone: only the 2 edits" in (opened.problem or "")
    opened.store.save(opened.restore(empty_case(desk.path)))
    opened.store.close()
    assert desk.open().problem is None


def test_a_journal_of_another_version_of_the_case_is_not_mixed_in(desk: Desk) -> None:
    desk.edit(3, save=True).store.close()
    backup = (desk.folder / "151.jpg.ceph.json").read_bytes()
    desk.edit(2, save=True).store.close()
    desk.edit(1).store.close()
    (desk.folder / "151.jpg.ceph.json").write_bytes(backup)
    before = (desk.folder / "151.jpg.ceph.journal").read_bytes()
    opened = desk.open()
    assert desk.holds(opened, 3) and "belongs to another version" in (opened.problem or "")
    desk.edit(1, save=True, opened=opened).store.close()
    assert (desk.folder / "151.jpg.ceph.journal").read_bytes() == before
    assert (desk.folder / "151.jpg.ceph.json").read_bytes() == backup


def test_killed_between_the_case_file_and_the_end_of_its_journal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = desk.edit(4)
    monkeypatch.setattr(journal.Journal, "discard", journal.Journal.close)
    desk.edit(2, save=True, opened=opened).store.close()
    assert "151.jpg.ceph.journal" in desk.names()
    opened = desk.open()
    assert opened.problem is None and opened.steps == () and desk.holds(opened, 6)
    opened.store.close()


def test_a_case_file_that_came_from_elsewhere_meanwhile_is_not_written_over(desk: Desk) -> None:
    opened = desk.edit(3, save=True)
    file = desk.folder / "151.jpg.ceph.json"
    file.write_bytes(b"from the cloud")
    desk.edit(1, save=True, opened=opened)
    assert file.read_bytes() == b"from the cloud"
    assert opened.store.path == desk.folder / "151.jpg.ceph-2.json"
    opened.store.close()
    assert desk.holds(desk.open(), 4)


@pytest.mark.parametrize(
    ("call", "number", "says"),
    [
        ("open", errno.ENOSPC, "the disk is full"),
        ("fsync", errno.ENOSPC, "the disk is full"),
        ("open", errno.EROFS, "is read-only"),
    ],
)
def test_a_disk_that_is_full_or_turns_read_only_meanwhile_loses_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, call: str, number: int, says: str
) -> None:
    opened = desk.edit(3, save=True)
    file = opened.store.path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, call, _fail(number))
        for step in range(3, 6):
            with pytest.raises(CephViewError, match=says):
                opened.store.record(step_number(step))
        with pytest.raises(CephViewError, match=says):
            opened.store.save(desk.expected(6))
    assert opened.store.path.read_bytes() == file
    opened.store.flush()
    second = desk.open()
    assert desk.holds(second, 6)
    desk.edit(1, save=True, opened=opened).store.close()
    assert desk.holds(desk.open(), 7)


def _fill(ballast: Path) -> None:
    with pytest.raises(OSError, match="No space"), ballast.open("ab", buffering=0) as file:  # noqa: PT012
        while True:
            file.write(b"x" * 512)


def test_a_disk_that_is_full_already_sends_the_case_to_the_work_folder(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=128k") as done:
        if not done:
            pytest.skip("no tmpfs can be mounted here")
        desk = Desk(tmp_path / "small")
        desk.edit(5, save=True).store.close()
        opened = desk.edit(1)
        ballast = desk.folder / "ballast"
        _fill(ballast)
        before = len(opened.store.history)
        with pytest.raises(CephViewError, match="the disk is full"):
            desk.edit(500, opened=opened)
        told = len(opened.store.history) - before - 1
        with pytest.raises(CephViewError, match="the disk is full"):
            opened.store.save(desk.expected(7 + told))
        assert not [name for name in desk.names() if name.startswith(".cephview")]
        assert load_case(desk.folder / "151.jpg.ceph.json", desk.film)
        assert desk.holds(desk.open(), 6 + told)
        with pytest.raises(CephViewError, match="the disk is full"):
            opened.store.close()
        _fill(ballast)
        opened = desk.open()
        assert desk.holds(opened, 6 + told) and opened.read_only_because is None
        desk.edit(2, save=True, opened=opened)
        assert opened.store.path == desk.work / f"{desk.film.sha256}.ceph.json"
        opened.store.close()
        ballast.unlink()
        opened = desk.open()
        assert desk.holds(opened, 8 + told)
        desk.edit(1, save=True, opened=opened).store.close()
        assert desk.holds(desk.open(), 9 + told)


def test_a_read_only_folder_sends_the_case_to_the_work_folder(tmp_path: Path) -> None:
    with mounted(tmp_path / "disc", "size=128k") as done:
        if not done:
            pytest.skip("no tmpfs can be mounted here")
        desk = Desk(tmp_path / "disc")
        desk.edit(3, save=True).store.close()
        desk.edit(1).store.close()
        subprocess.run(["mount", "-o", "remount,ro", str(desk.folder)], check=True)
        opened = desk.open()
        assert opened.read_only_because is None and desk.holds(opened, 4)
        desk.edit(2, opened=opened)
        assert "is open in another window" in (desk.open().read_only_because or "")
        opened.store.close()
        opened = desk.open()
        assert desk.holds(opened, 6)
        desk.edit(1, save=True, opened=opened).store.close()
        assert desk.names(desk.work) == [f"{desk.film.sha256}.ceph.json", "places"]
        subprocess.run(["mount", "-o", "remount,rw", str(desk.folder)], check=True)
        opened = desk.open()
        assert desk.holds(opened, 7)
        desk.edit(1, save=True, opened=opened).store.close()
        # The state before is still there under its name.
        assert load_case(desk.folder / "151.jpg.ceph.json").history[-1].text == "step 2"
        assert desk.holds(desk.open(), 8)


def test_where_nothing_can_be_written_it_is_shown_and_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.edit(3).store.close()
    monkeypatch.setattr(CaseLock, "acquire", _fail(errno.EROFS))
    opened = desk.open()
    assert "can be written" in (opened.read_only_because or "") and desk.holds(opened, 3)
    opened.store.close()


def test_the_film_and_its_folder_deleted_meanwhile(desk: Desk) -> None:
    opened = desk.edit(3)
    desk.path.unlink()
    desk.edit(1, save=True, opened=opened)
    assert desk.holds(OpenedCase(load_case(opened.store.path), (), opened.store, None, None), 4)
    for file in desk.folder.iterdir():
        file.unlink()
    desk.folder.rmdir()
    # The disk that counts is another one now, and what was saved before is there as well.
    desk.edit(1, opened=opened)
    assert "is not there any more" in opened.store.take_notice() and opened.store.take_notice() == ""
    assert opened.store.path == desk.work / f"{desk.film.sha256}.ceph.json"
    assert desk.holds(desk.again(), 5)
    desk.edit(1, save=True, opened=opened).store.close()
    assert load_case(desk.work / f"{desk.film.sha256}.ceph.json", desk.film).history[-1].text == "step 5"


def test_a_drive_that_is_unmounted_under_the_program_takes_no_edit_along(tmp_path: Path) -> None:
    with mounted(tmp_path / "stick", "size=1m") as done:
        if not done:
            pytest.skip("no tmpfs can be mounted here")
        desk = Desk(tmp_path / "stick")
        opened = desk.edit(3, save=True)
        desk.edit(2, opened=opened)
    # Its journal is open still, on a disk that nobody can reach any more.
    desk.edit(2, opened=opened)
    opened.store.flush()
    assert "is not there any more" in opened.store.take_notice() and desk.names() == []
    assert desk.holds(desk.again(), 7)
    desk.edit(1, save=True, opened=opened).store.close()
    assert desk.holds(desk.open(), 8) and f"{desk.film.sha256}.ceph.json" in desk.names(desk.work)


def test_where_folder_and_work_folder_are_gone_nothing_counts_as_kept(desk: Desk) -> None:
    opened = desk.edit(2)
    for file in desk.folder.iterdir():
        file.unlink()
    desk.folder.rmdir()
    desk.work.write_bytes(b"no folder")
    for step in (2, 3):
        with pytest.raises(CephViewError):
            opened.store.record(step_number(step))
    desk.work.unlink()
    opened.store.flush()
    assert desk.holds(desk.again(), 4)
    opened.store.close()


def locks_gone(desk: Desk) -> None:
    (desk.folder / "151.jpg.ceph.lock").unlink()


@pytest.mark.parametrize("saved", [False, True])
def test_without_its_lock_two_windows_replace_nothing_of_each_other(desk: Desk, saved: bool) -> None:
    if saved:
        desk.edit(3, save=True).store.close()
    base = 3 * saved
    one = desk.edit(2)
    locks_gone(desk)
    two = desk.open()
    assert two.read_only_because is None and desk.holds(two, base + 2)
    for count in range(3):  # each in turn, as people do
        desk.edit(1, opened=one)
        desk.edit(1, opened=two, save=count == 1)
    assert "by another window" in one.store.take_notice() + two.store.take_notice()
    for opened in (one, two):
        desk.edit(0, save=True, opened=opened).store.close()
    # Both are there, whole, in files of their own.
    files = [load_case(path) for path in sorted(desk.folder.glob("*.ceph*.json"))]
    assert sorted(len(file.history) for file in files)[-2:] == [base + 5, base + 5]


def test_a_window_that_only_looked_deletes_nothing_of_the_other(desk: Desk) -> None:
    looking = desk.open()
    locks_gone(desk)
    other = desk.edit(4)
    looking.store.close()
    assert desk.holds(desk.again(), 4)
    other.store.close()
    assert desk.holds(desk.open(), 4)


def test_a_case_file_that_another_made_first_is_not_replaced(desk: Desk) -> None:
    opened = desk.edit(2)
    file = desk.folder / "151.jpg.ceph.json"
    file.write_bytes(b"the other's")
    opened.store.save(desk.expected(2))
    assert file.read_bytes() == b"the other's" and opened.store.path.name == "151.jpg.ceph-2.json"
    opened.store.close()
    assert desk.holds(desk.open(), 2)


def test_a_journal_that_was_cut_or_replaced_under_the_program_is_whole_again(desk: Desk) -> None:
    opened = desk.edit(3)
    journal_file = desk.folder / "151.jpg.ceph.journal"
    os.truncate(journal_file, 0)
    desk.edit(1, opened=opened)
    assert desk.holds(desk.again(), 4)
    journal_file.unlink()
    journal_file.write_bytes(b"another program's")
    desk.edit(1, opened=opened)
    assert desk.holds(desk.again(), 5) and journal_file.read_bytes() == b"another program's"
    opened.store.close()


def test_the_lock_of_another_computer_is_told(desk: Desk) -> None:
    lock = desk.folder / "151.jpg.ceph.lock"
    lock.write_bytes(b'\n{"pid":12,"host":"reception","since":"2026-01-02T08:00:00Z"}')
    opened = desk.open()
    assert opened.read_only_because is None and "another computer (on reception since" in (opened.problem or "")
    opened.store.close()
    assert not lock.exists()


def test_a_case_is_left_only_when_all_is_on_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = desk.edit(2)
    with monkeypatch.context() as patch:
        opened.store.record(step_number(2))
        patch.setattr(os, "fsync", _fail(errno.ENOSPC))
        with pytest.raises(CephViewError, match="the disk is full"):
            opened.store.leave()
        assert opened.store.is_open
    desk.edit(1, opened=opened)
    opened.store.leave()
    assert not opened.store.is_open and desk.names() == ["151.jpg", "151.jpg.ceph.journal"]
    assert desk.holds(desk.open(), 4)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="counts descriptors as Linux and macOS do")
def test_films_one_after_the_other_with_64_descriptors(tmp_path: Path) -> None:
    # 5,000 of them are part of the soak.
    script = Path(__file__).parents[1] / "soak" / "many_films.py"
    done = subprocess.run([sys.executable, str(script), "--films", "300"], capture_output=True, text=True, timeout=100)
    assert done.returncode == 0 and done.stdout.startswith("300 films"), done.stdout + done.stderr


def test_nine_unusable_files_are_enough(desk: Desk) -> None:
    for mark in ("", *(f"-{number}" for number in range(2, 10))):
        (desk.folder / f"151.jpg.ceph{mark}.json").write_bytes(b"garbage")
    opened = desk.open()
    assert "holds nine cases" in (opened.read_only_because or "")
    assert not (desk.folder / "151.jpg.ceph.lock").exists()


def test_a_name_too_long_for_a_neighbour_goes_to_the_work_folder(tmp_path: Path) -> None:
    (tmp_path / "films").mkdir()
    desk = Desk(tmp_path / "films", "a" * 250 + ".png")
    opened = desk.edit(2, save=True)
    assert opened.store.path == desk.work / f"{desk.film.sha256}.ceph.json"
    opened.store.close()
    assert desk.holds(desk.open(), 2)


def test_what_kills_left_beside_films_is_cleared_away_at_the_next_opening(desk: Desk) -> None:
    desk.edit(2).store.close()
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        dead.wait()
    old, new = desk.folder / ".cephview-1.tmp", desk.folder / ".cephview-2.tmp"
    killed = desk.folder / f".cephview-{atomic._host()}-{dead.pid}-ab.tmp"
    alive = desk.folder / f".cephview-{atomic._host()}-{os.getpid()}-ab.tmp"
    for file in (old, new, killed, alive):
        file.write_bytes(b"half")
    past = time.time() - atomic._IN_USE_SECONDS - 1
    os.utime(old, (past, past))
    locks = {name: desk.folder / f"{name}.jpg.ceph.lock" for name in ("dead", "here", "elsewhere")}
    for name, pid, host in (("dead", dead.pid, platform.node()), ("here", 1, platform.node()), ("elsewhere", 1, "x")):
        locks[name].write_text(f'\n{{"pid":{pid},"host":"{host}","since":"2026-01-02T08:00:00Z"}}')
    desk.open().store.close()
    assert [file.exists() for file in (old, new, killed, alive)] == [False, True, False, True]
    assert [lock.exists() for lock in locks.values()] == [False, True, True]


def test_the_latest_of_several_is_taken(desk: Desk) -> None:
    opened = desk.edit(3, save=True)
    stored = load_case(opened.store.path)
    opened.store.close()
    later = stored.with_steps([step_number(3)]).model_copy(update={"saved": stored.saved + timedelta(seconds=1)})
    (desk.folder / "151.jpg.ceph-3.json").write_bytes(encode_case(later))
    opened = desk.open()
    assert desk.holds(opened, 4) and opened.store.path.name == "151.jpg.ceph-3.json"
    opened.store.close()


def test_threads_may_share_a_store(desk: Desk) -> None:
    opened = desk.open()
    threads = [
        threading.Thread(target=lambda: [opened.store.record(step_number(7)) for _ in range(20)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    closer = threading.Thread(target=opened.store.close)
    closer.start()
    closer.join()
    assert len(desk.open().steps) == 80


def test_the_work_folder_follows_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    for system, folder in (
        ("linux", ".local/share"),
        ("darwin", "Library/Application Support"),
        ("win32", "AppData/Local"),
    ):
        monkeypatch.setattr(sys, "platform", system)
        assert default_work_folder() == tmp_path / folder / "CephView" / "cases"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_thirty_sessions_killed_at_random_moments(tmp_path: Path) -> None:
    tally = kill_rounds(tmp_path, 30, seed=int.from_bytes(os.urandom(3)))
    assert tally.problems == (), str(tally)
    assert tally.edits > 100


@pytest.mark.slow
def test_the_kill_test_sees_what_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal.Journal, "write", lambda self, sync=False: None)
    assert kill_rounds(tmp_path, 8).problems


def test_the_identity_of_a_film_is_exact(desk: Desk) -> None:
    desk.edit(2, save=True).store.close()
    other = StoredFilm(name=desk.film.name, size=(9, 8), sha256=desk.film.sha256)
    assert "has changed" in (CaseStore.open(desk.path, other, desk.work).problem or "")
