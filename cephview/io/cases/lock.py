"""One window at a time may change a case; the others learn who does."""

from __future__ import annotations

import os
import platform
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from cephview.core.sentences import Sentence
from cephview.io.atomic import FULL, is_dead
from cephview.io.cases.schema import Stored, Text, Time
from cephview.io.patience import is_held, when_free


class Holder(Stored):
    """Who has a case open: process, computer, and since when (UTC)."""

    pid: int
    host: Text
    since: Time

    @property
    def words(self) -> Sentence:
        """Where, since when, and which process: for people."""
        since = self.since.astimezone().strftime("%d %b, %H:%M")
        where = Sentence("this computer") if self.host == platform.node() else self.host
        return Sentence("on {where} since {since}, process {pid}", where=where, since=since, pid=self.pid)


class CaseLock:
    """A lock of the operating system on a file of its own: it ends with its process, however that ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.left_by: Holder | None = None  # on another computer, whose lock was there still when it was taken
        # Not thread-local: a case may be opened by one thread and closed by another.
        self._lock = FileLock(path, thread_local=False, on_acquired=_sign)

    def acquire(self) -> bool:
        """Take the lock without waiting; False where another window has it.

        Raises OSError where the folder cannot hold it: read-only, full, or a drive that knows no locks.
        """
        there = self.holder()
        # First as anybody writes: where that is forbidden, filelock asks Windows 250 times, half a second a film.
        os.close(when_free(lambda: os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666), is_held))
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        # Some network drives keep the locks of each computer apart.
        self.left_by = there if there and there.host != platform.node() else None
        return True

    def holder(self) -> Holder | None:
        """Who has the lock; None where that cannot be read."""
        try:
            with self.path.open("rb", buffering=0) as file:
                file.seek(1)
                return Holder.model_validate_json(file.read(4096))
        except (OSError, ValidationError):
            return None

    def release(self) -> None:
        """Give the lock back and delete its file."""
        # Unlinked while it is held, or another's might be: filelock takes no lock on a file without a name.
        # Windows deletes no file that is open, and so none that another holds.
        if sys.platform == "win32":
            with suppress(OSError):
                self._lock.release()
            with suppress(OSError):
                self.path.unlink()
        else:
            with suppress(OSError):
                self.path.unlink()
            with suppress(OSError):  # a network drive may fail at closing what nobody needs any more
                self._lock.release()


def _sign(descriptor: int) -> None:
    holder = Holder(pid=os.getpid(), host=platform.node(), since=datetime.now(UTC))
    # The lock may still hold what a process that was killed wrote. Windows locks the first byte against reading.
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, b"\n" + holder.model_dump_json().encode())
    except OSError as error:
        # A full disk takes no case either, and another place is looked for. Else it is locked all the same, only
        # nobody learns by whom.
        if error.errno in FULL:
            raise


def remove_dead_locks(folder: Path) -> None:
    """Delete the lock files in a folder that programs of this computer left which were killed."""
    with suppress(OSError):
        for path in folder.glob("*.ceph.lock"):
            lock = CaseLock(path)
            holder = lock.holder()
            if holder and holder.host == platform.node() and is_dead(holder.pid) and lock.acquire():
                lock.release()
