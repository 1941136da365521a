"""The journal: every step since the case file was saved, on disk as soon as it is made.

One JSON line each, `["CRC-32","step or head"]` with the CRC chained over the lines before it, so that a line that is
missing, doubled or altered ends what is believed. The first line says which case file the steps come after.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import cephview
from cephview.core.errors import CephViewError
from cephview.core.history import Step
from cephview.core.sentences import Sentence
from cephview.io.atomic import sentence_of, write_atomically, write_new
from cephview.io.cases.schema import Hash, Stored, Text
from cephview.io.cases.steps import StoredStep
from cephview.io.patience import is_held, when_free
from cephview.io.reading import read_bytes

# 2 added steps of the film's turn and of locks; 3 the hash of the pixels, and what was passed over;
# 5 kinds of steps with their fields in place of sentences.
SCHEMA = 5
_LIMIT = 200 << 20
# Between two syncs of the disk; `flush` syncs what came in between. A kill of the program loses nothing even so.
_SYNC_SECONDS = 0.25


class JournalHead(Stored):
    """The film's SHA-256, and that of the case file that the steps come after (empty where there was none)."""

    journal: int = SCHEMA
    program: Text = cephview.__version__
    film: Hash
    pixels: Hash | None = None
    base: Text
    passed_over: tuple[Hash, ...] = ()  # as in the case file


@dataclass(frozen=True)
class Recovered:
    """What a journal holds: its head (None where there is no journal), its steps, what is wrong with it, and the
    SHA-256 of the whole file (empty where there is none).
    """

    head: JournalHead | None = None
    steps: tuple[Step, ...] = ()
    problem: str | None = None
    sha256: str = ""


class WrittenByAnother(CephViewError):
    """Where a journal or a case file is to go lies what another window, program or computer wrote meanwhile."""


class Journal:
    """A journal that is being written. The file is made with the first step.

    All lines stay in memory until the case file holds them: when writing fails (a full disk, a drive that went away),
    the next attempt puts the whole file in place anew. Not thread-safe.

    A lock can be deleted, and some network drives know none: so nothing is replaced or deleted but what this journal
    wrote itself, and the file of SHA-256 `former` that it was read from.
    """

    def __init__(self, path: Path, head: JournalHead, steps: Iterable[Step] = (), former: str = "") -> None:
        self.path, self.head, self._former = path, head, former
        self.count = 0
        self._lines: list[bytes] = []
        self._crc = 0
        self._descriptor: int | None = None
        self._written = self._synced = self._size = 0
        self._sync_time = 0.0
        self._add_line(head.model_dump_json())
        for step in steps:
            self.add(step)

    @property
    def is_durable(self) -> bool:
        """Whether every step is on the disk."""
        return self.count == 0 or self._synced == len(self._lines)

    def add(self, step: Step) -> None:
        """Take a step in, in memory alone; `write` brings it to the disk."""
        self._add_line(StoredStep.of(step).model_dump_json())
        self.count += 1

    def append(self, step: Step) -> None:
        """Add a step and write it. Raises CephViewError as `write` does; the step is kept for the next attempt."""
        self.add(step)
        self.write()

    def write(self, *, sync: bool = False) -> None:
        """Hand all steps to the system, and to the disk where `sync` or the last time is 0.25 s ago.

        Raises WrittenByAnother where something else lies there by now, CephViewError where it cannot be written for
        another reason; nothing is lost from memory.
        """
        if self.count == 0:
            return
        try:
            if self._descriptor is None or not self._is_whole(self._descriptor):
                self._put_in_place()
                return
            pending = b"".join(self._lines[self._written :])
            while pending:
                count = os.write(self._descriptor, pending)
                self._size += count
                pending = pending[count:]
            self._written = len(self._lines)
            if not self.is_durable and (sync or time.monotonic() - self._sync_time >= _SYNC_SECONDS):
                os.fsync(self._descriptor)
                self._synced, self._sync_time = self._written, time.monotonic()
        except OSError as error:
            self.close()  # how much of a line got there is unknown
            raise CephViewError(sentence_of(self.path, error)) from error

    def close(self) -> None:
        """Close the file as it is; a later `write` makes it anew."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
        self._descriptor, self._written, self._synced = None, 0, 0

    def discard(self) -> None:
        """Delete the file: the case file holds its steps now. One that cannot be deleted, or is another's, stays."""
        self.close()
        with suppress(OSError):
            if self._is_ours():
                when_free(self.path.unlink, is_held)

    def what_lies_there(self) -> str:
        """The SHA-256 of the file that a journal which comes after this one may replace; empty where there is none."""
        try:
            data = self.path.read_bytes()
        except OSError:
            return ""
        return hashlib.sha256(data).hexdigest() if self._wrote(data) else ""

    def _is_whole(self, descriptor: int) -> bool:
        # A file that somebody deleted or replaced takes writes that nobody will find.
        try:
            own, there = os.fstat(descriptor), self.path.stat()
        except FileNotFoundError:
            return False
        return os.path.samestat(own, there) and own.st_size == self._size

    def _is_ours(self) -> bool:
        return self._wrote(self.path.read_bytes())

    def _wrote(self, data: bytes) -> bool:
        # A write that failed may have got a part of its line there.
        return b"".join(self._lines).startswith(data) or hashlib.sha256(data).hexdigest() == self._former

    def _put_in_place(self) -> None:
        self.close()
        whole = b"".join(self._lines)
        try:
            there = self._is_ours()
        except FileNotFoundError:
            there = False
        else:
            if not there:
                raise WrittenByAnother(
                    "{name} was written by another window or program meanwhile.", name=self.path.name
                )
        if there:
            write_atomically(self.path, whole)
        else:
            try:
                write_new(self.path, whole)
            except FileExistsError:
                raise WrittenByAnother("{name} was written by another window meanwhile.", name=self.path.name) from None
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
        # A virus scanner looks at each new file.
        self._descriptor = when_free(lambda: os.open(self.path, flags))
        self._written = self._synced = len(self._lines)
        self._size, self._sync_time = len(whole), time.monotonic()

    def _add_line(self, body: str) -> None:
        self._crc = zlib.crc32(body.encode(), self._crc)
        self._lines.append(f'["{self._crc:08x}",{body}]\n'.encode())


def recover(path: Path) -> Recovered:
    """The steps of a journal up to the first line that is not as it was written; changes nothing on disk.

    A last line that was cut off is dropped; anything else that is wrong is told in `problem`.
    """
    name = path.name
    try:
        if not path.exists() or path.stat().st_size == 0:
            return Recovered()
        data = read_bytes(path, _LIMIT)
    except OSError as error:
        return Recovered(
            problem=Sentence("{name} cannot be read ({strerror}): check the disk.", name=name, strerror=error.strerror)
        )
    except CephViewError as error:
        return Recovered(problem=error.sentence)
    return replace(_recovered(data.split(b"\n"), name), sha256=hashlib.sha256(data).hexdigest())


def _recovered(lines: list[bytes], name: str) -> Recovered:
    head: JournalHead | None = None
    steps: list[Step] = []
    crc = 0
    for number, line in enumerate(lines, start=1):
        checked = _checked(line, crc)
        try:
            if checked is None:
                raise ValueError("the checksum does not fit")
            body, crc = checked
            if head is None:
                if json.loads(body)["journal"] > SCHEMA:
                    return Recovered(
                        problem=Sentence("{name} is of a newer version of CephView: update CephView.", name=name)
                    )
                head = JournalHead.model_validate_json(body)
            else:
                steps.append(StoredStep.model_validate_json(body).core())
        except (ValueError, KeyError, TypeError):
            if number == len(lines):
                break
            problem = Sentence(
                "{name} is damaged after {count} edits: what came later cannot be restored.",
                name=name,
                count=len(steps),
            )
            return Recovered(head, tuple(steps), problem)
    return Recovered(head, tuple(steps))


def _checked(line: bytes, previous: int) -> tuple[bytes, int] | None:
    """The body of a line and its CRC, or None where they do not fit."""
    body = line[12:-1]
    crc = zlib.crc32(body, previous)
    return (body, crc) if line == b'["%08x",%b]' % (crc, body) else None
