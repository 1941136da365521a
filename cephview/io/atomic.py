"""Saving so that a failure leaves the former file as it was."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.io.patience import is_held, when_free

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_PREFIX = ".cephview-"
# Another program that saves into the same folder needs its temporary file for less than this.
_IN_USE_SECONDS = 60.0


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`, wholly or not at all; an existing file keeps its permissions.

    Raises CephViewError for a full disk, a read-only or missing folder, and a path that is a folder.
    """
    try:
        # A link stays a link: what it points at is replaced.
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise CephViewError(f"{path.name or path} is a folder: choose a file name in it.")
        if target.exists() and not target.is_file():
            raise CephViewError(f"{path.name} is not an ordinary file: choose another name.")
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if mode is not None and not os.access(target, os.W_OK):
            raise CephViewError(f"{path.name} is write-protected: choose another name or folder.")
        _replace(target, data, mode)
    except OSError as error:
        raise CephViewError(sentence_of(path, error)) from error
    except ValueError:
        raise CephViewError(f"{path.name!r} is no possible file name: choose another.") from None


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    # In the same folder, since only a rename within one file system is atomic; a short name fits where a long one did.
    temporary = target.parent / f"{_PREFIX}{secrets.token_hex(8)}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        when_free(lambda: temporary.replace(target))
    except BaseException:
        with suppress(OSError):
            when_free(temporary.unlink, is_held)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # The new file is in place by now. Windows and some network drives cannot sync a folder: nothing to report.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_leftovers(folder: Path) -> None:
    """Delete what a program that was killed in the middle of saving left in a folder, older than a minute."""
    with suppress(OSError):
        for leftover in folder.glob(f"{_PREFIX}*.tmp"):
            if time.time() - leftover.stat().st_mtime > _IN_USE_SECONDS:
                leftover.unlink()


def sentence_of(path: Path, error: OSError) -> str:
    """What a failure to write `path` means to the user, and what to do."""
    name, folder = path.name or str(path), path.parent
    if error.errno in _FULL:
        return f"{name} was not saved, the disk is full: free some space or choose another disk."
    if is_held(error):
        return f"{name} was not saved, another program has it open: close it there, or choose another name."
    if error.errno in _FORBIDDEN:
        return f"{name} was not saved, {folder} is read-only or the file is open elsewhere: choose another folder."
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"{name} was not saved, the folder {folder} does not exist: choose another."
    if error.errno == errno.ENAMETOOLONG:
        return "The file was not saved, its name is too long: choose a shorter one."
    return f"{name} was not saved ({error.strerror or error}): choose another folder."
