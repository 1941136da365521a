"""Bytes of a file that somebody else wrote, with the sentences for those that cannot be had."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.io.patience import is_held, when_free

_MIB = 1 << 20
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def is_file(path: Path) -> bool:
    """Whether a file is there and can be looked at: a name too long for the disk, or a drive that failed, is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """As `is_file`, for a folder."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def file_hash(path: Path) -> str:
    """SHA-256, in hex, of a file, whatever it is called. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a file of at most `limit` bytes. Raises CephViewError naming the file and what is wrong."""
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise CephViewError("{name} is a folder: choose a file in it.", name=name)
        if not stat.S_ISREG(status.st_mode):
            raise CephViewError("{name} is not an ordinary file: choose another.", name=name)
        if status.st_size > limit:
            size = status.st_size / _MIB
            raise CephViewError(
                "{name} has {size:.0f} MB, more than the {limit} MB that such a file may have.",
                name=name,
                size=size,
                limit=limit // _MIB,
            )
        data = when_free(path.read_bytes, is_held)
    except FileNotFoundError:
        raise CephViewError("{name} is not there: it may have been moved or renamed.", name=name) from None
    except PermissionError as error:
        if is_held(error):
            raise CephViewError(
                "{name} cannot be read, another program has it open: close it there.", name=name
            ) from None
        raise CephViewError("{name} cannot be read: you have no permission for it.", name=name) from None
    except OSError as error:
        raise CephViewError(
            "{name} cannot be read ({strerror}): check the disk or the network.", name=name, strerror=error.strerror
        ) from error
    except ValueError:
        raise CephViewError("{name!r} is no possible file name: choose another file.", name=name) from None
    if not data:
        raise CephViewError("{name} is empty: copy it again from where it came.", name=name)
    return data


def read_text(path: Path, limit: int, *, western: bool = False) -> str:
    """The text of a file, less a byte order mark: UTF-8, or the UTF-16 that Excel and Notepad call Unicode.

    `western`: what is neither is taken as the letters of western Windows, as spreadsheets there save them. Raises
    CephViewError as `read_bytes`, and for other text.
    """
    data = read_bytes(path, limit)
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError:
        if not western:
            raise CephViewError("{name} is not UTF-8 text: save it again as UTF-8.", name=path.name) from None
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise CephViewError("{name} is no text: save it again as UTF-8.", name=path.name)
    return text


def _encoding(data: bytes) -> str:
    if data.startswith(_UTF16):
        return "utf-16"
    # Without a mark the text must tell: what programs write begins with ASCII, whose other byte is zero.
    if data[1:8:2] == bytes(4) and all(data[:8:2]):
        return "utf-16-le"
    if data[:8:2] == bytes(4) and all(data[1:8:2]):
        return "utf-16-be"
    return "utf-8-sig"
