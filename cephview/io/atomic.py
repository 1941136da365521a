"""Saving so that a failure leaves the former file as it was."""

from __future__ import annotations

import errno
import functools
import os
import platform
import secrets
import stat
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.core.sentences import Sentence
from cephview.io.films.names import is_no_name_of_windows
from cephview.io.patience import is_held, when_free

FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_PREFIX = ".cephview-"
# Another computer that saves into the same folder needs its temporary file for less than this.
_IN_USE_SECONDS = 60.0


@functools.cache
def _host() -> str:
    """Whose temporary files are, without naming the computer to whoever looks into the folder."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`, wholly or not at all; an existing file keeps its permissions.

    Raises CephViewError for a full disk, a read-only or missing folder, and a path that is a folder.
    """
    try:
        _check_name(path)
        # A link stays a link: what it points at is replaced.
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise CephViewError("{value} is a folder: choose a file name in it.", value=path.name or path)
        if target.exists() and not target.is_file():
            raise CephViewError("{name} is not an ordinary file: choose another name.", name=path.name)
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if mode is not None and not os.access(target, os.W_OK):
            raise CephViewError("{name} is write-protected: choose another name or folder.", name=path.name)
        _replace(target, data, mode)
    except OSError as error:
        raise CephViewError(sentence_of(path, error)) from error
    except ValueError:
        raise CephViewError("{name!r} is no possible file name: choose another.", name=path.name) from None


def write_new(path: Path, data: bytes) -> None:
    """Put `data` at `path`, wholly or not at all, where nothing lies: what another put there is never replaced.

    Raises FileExistsError where something lies there, and CephViewError as `write_atomically`.
    """
    _check_name(path)
    try:
        temporary = _temporary(path.parent, data)
        try:
            _name_first(temporary, path)
        except BaseException:
            _remove(temporary)
            raise
        _sync_folder(path.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise CephViewError(sentence_of(path, error)) from error


def _check_name(path: Path) -> None:
    if sys.platform == "win32" and is_no_name_of_windows(path.name):
        raise CephViewError("{name!r} is a name that Windows keeps for itself: choose another.", name=path.name)


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    temporary = _temporary(target.parent, data)
    try:
        if mode is not None:
            temporary.chmod(mode)
        when_free(lambda: temporary.replace(target))
    except BaseException:
        _remove(temporary)
        raise
    _sync_folder(target.parent)


def _temporary(folder: Path, data: bytes) -> Path:
    """A new file that holds `data`, on the disk."""
    # In the same folder, since only a rename within one file system is atomic; a short name fits where a long one did.
    temporary = folder / f"{_PREFIX}{_host()}-{os.getpid()}-{secrets.token_hex(4)}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _name_first(temporary: Path, path: Path) -> None:
    """Give a file its name. Raises FileExistsError where there is a file of that name."""
    if sys.platform == "win32":
        when_free(lambda: temporary.rename(path))  # replaces nothing there
    else:
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: exFAT, some network drives
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
            when_free(lambda: temporary.replace(path))
        else:
            _remove(temporary)


def _remove(path: Path) -> None:
    with suppress(OSError):
        when_free(path.unlink, is_held)


def _sync_folder(folder: Path) -> None:
    # The new file is in place by now. Windows and some network drives cannot sync a folder: nothing to report.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_leftovers(folder: Path) -> None:
    """Delete what a program that was killed in the middle of saving left in a folder.

    Where that cannot be known (another computer's), what is older than a minute.
    """
    with suppress(OSError):
        for leftover in folder.glob(f"{_PREFIX}*.tmp"):
            if _is_left(leftover):
                _remove(leftover)


def _is_left(temporary: Path) -> bool:
    of = temporary.name.removeprefix(_PREFIX).split("-")
    if len(of) == 3 and of[0] == _host() and of[1].isdecimal() and is_dead(int(of[1])):
        return True
    try:
        return time.time() - temporary.stat().st_mtime > _IN_USE_SECONDS
    except OSError:
        return False


def is_dead(process: int) -> bool:
    """Whether no process of this computer has that number; False where that cannot be asked."""
    if sys.platform != "win32":  # where signal 0 would end the process
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            pass
    return False


def sentence_of(path: Path, error: OSError) -> str:
    """What a failure to write `path` means to the user, and what to do."""
    name, folder = path.name or str(path), path.parent
    if error.errno in FULL:
        return Sentence("{name} was not saved, the disk is full: free some space or choose another disk.", name=name)
    if is_held(error):
        return Sentence(
            "{name} was not saved, another program has it open: close it there, or choose another name.", name=name
        )
    if error.errno in _FORBIDDEN:
        return Sentence(
            "{name} was not saved, {folder} is read-only or the file is open elsewhere: choose another folder.",
            name=name,
            folder=folder,
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Sentence(
            "{name} was not saved, the folder {folder} does not exist: choose another.", name=name, folder=folder
        )
    if error.errno == errno.ENAMETOOLONG:
        return Sentence("The file was not saved, its name is too long: choose a shorter one.")
    return Sentence("{name} was not saved ({value}): choose another folder.", name=name, value=error.strerror or error)
