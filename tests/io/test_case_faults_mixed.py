"""Faults of every kind in one session after the other, drawn at random: every step that counted as kept is found."""

from __future__ import annotations

import errno
import os
import random
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from case_helpers import empty_case, new_film, step_number

from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.history import after
from cephview.io.cases.lineage import entries
from cephview.io.cases.store import CaseStore, OpenedCase
from cephview.io.cases.survey import take_work

_FAULTS = ("lock gone", "killed", "folder moved", "torn journal", "other film beside", "copied back", "disk full")


class Window:
    """One window on the film: what it shows, and the steps of which it was told that they are kept."""

    def __init__(self, opened: OpenedCase, path: Path) -> None:
        self.opened = opened
        self.case: Case = opened.restore(empty_case(path))


class Days:
    """Two windows on one film, and what befalls them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.dice, self.root = random.Random(seed), folder
        self.folder, self.work = folder / "films 0", folder / "work"
        self.folder.mkdir()
        self.path, self.film = new_film(self.folder)
        self.windows: list[Window] = []
        self.kept: list[str] = []
        self.number = self.moves = 0
        self.faults: list[str] = []
        self.disk_is_full = False

    def open(self) -> None:
        """Another window; one that may not write is shut again."""
        opened = CaseStore.open(self.path, self.film, self.work)
        if opened.read_only_because:
            opened.store.close()
        else:
            self.windows.append(Window(opened, self.path))

    def edit(self, window: Window) -> None:
        """A step, of which is noted whether it counts as kept; the clock goes as it likes."""
        step = step_number(self.number, 7)
        at = step.at + timedelta(days=self.dice.choice((0, 0, 0, -400, 30)))
        step = replace(step, at=at, text=f"step {self.number}")
        self.number += 1
        window.case = after(window.case, step.change)
        try:
            window.opened.store.record(step)
            if self.dice.random() < 0.3:
                window.opened.store.save(window.case)
        except CephViewError:
            return
        self.kept.append(step.text)

    def leave(self, window: Window) -> None:
        """As the window does when another film is shown."""
        self.windows.remove(window)
        try:
            if window.opened.store.history:
                window.opened.store.save(window.case)
            window.opened.store.leave()
        except CephViewError:
            with suppress(CephViewError):  # a full disk, which is told
                window.opened.store.close()

    def locks_gone(self) -> None:
        """As after somebody tidied up, or between two computers."""
        for lock in [*self.folder.glob("*.lock"), *self.work.glob("*.lock")]:
            lock.unlink()

    def befall(self) -> None:
        """One fault."""
        fault = self.dice.choice(_FAULTS)
        self.faults.append(fault)
        if fault == "disk full":
            self.disk_is_full = True
        elif fault == "lock gone":
            self.locks_gone()
        elif fault == "killed" and self.windows:
            # It does nothing more, and its lock is a dead one.
            self.windows.pop(self.dice.randrange(len(self.windows)))
            self.locks_gone()
        elif fault == "folder moved" and not self.windows:
            self.moves += 1
            self.folder = self.folder.rename(self.root / f"films {self.moves}")
            self.path = self.folder / self.path.name
        elif fault == "torn journal" and not self.windows:
            for journal in self.folder.glob("*.journal"):
                journal.write_bytes(journal.read_bytes() + b'{"at": "20')
        elif fault == "other film beside":
            new_film(self.folder, "152.jpg", b"another")
        elif fault == "copied back" and not self.windows:
            # Somebody's copy of the whole folder, put back at once.
            copy = self.root / "copy"
            shutil.copytree(self.folder, copy)
            shutil.rmtree(self.folder)
            shutil.copytree(copy, self.folder)
            shutil.rmtree(copy)

    def go_on(self) -> None:
        """One thing that happens."""
        self.disk_is_full = self.disk_is_full and self.dice.random() < 0.3  # somebody makes room
        if not self.windows or (len(self.windows) == 1 and self.dice.random() < 0.1):
            self.open()
        for window in list(self.windows):
            if self.dice.random() < 0.6:
                self.edit(window)
        if self.windows and self.dice.random() < 0.2:
            self.leave(self.dice.choice(self.windows))
        if self.dice.random() < 0.3:
            self.befall()

    def found(self) -> set[str]:
        """Every step that the next opening shows or that lies in a case file of the film."""
        self.disk_is_full = False
        for window in list(self.windows):
            self.leave(window)
        opened = CaseStore.open(self.path, self.film, self.work)
        texts = {entry.text for entry in opened.store.history}
        opened.store.close()
        for folder in (self.folder, self.work):
            for file in folder.glob("*.ceph*.json"):
                texts |= {entry.text for entry in entries(take_work(file, self.film))}
            for file in folder.glob("*.journal"):
                if not file.with_suffix(".json").exists():
                    texts |= {entry.text for entry in entries(take_work(file.with_suffix(".json"), self.film))}
        return texts


@pytest.mark.parametrize("seed", range(16))
def test_every_step_that_counted_as_kept_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    days, sync = Days(tmp_path, seed), os.fsync

    def fsync(descriptor: int) -> None:
        if days.disk_is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    for _ in range(25):
        days.go_on()
    lost = [text for text in days.kept if text not in days.found()]
    assert lost == [], days.faults
    assert len(days.kept) > 10
