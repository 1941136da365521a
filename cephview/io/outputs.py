"""Where something leaves CephView: no film, model, reading or case is ever replaced; what else exists is asked for.

What CephView wrote itself, and nobody changed since, may be written again: it is known by a list of hashes, and tables
of predictions alone by what they hold.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from cephview.core.case import Status
from cephview.core.errors import CephViewError
from cephview.io.atomic import remove_leftovers, sentence_of, write_atomically
from cephview.io.cases.paths import own_folder
from cephview.io.films.image_header import is_dicom, is_image

MODEL_SUFFIXES = (".pth", ".pt", ".ckpt", ".bin", ".tar", ".safetensors", ".onnx")
_CASE_NAME = re.compile(r"\.ceph(-\d)?\.(json|journal|lock)$", re.IGNORECASE)
_CASE_HEAD = re.compile(rb'\s*\{\s*"schema":\s*\d+,\s*"checksum":')
_TORCH = (b"PK\x03\x04", b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19")
_TABLES_BESIDE_FILMS = ("images.csv", "cephalogram_machine_mappings.csv")
_HEAD_BYTES = 4096
_KNOWN_OUTPUTS = 20_000


class Lies(StrEnum):
    """What lies where an output is to go."""

    FILM = "a film"
    MODEL = "a model"
    READING = "a reading"
    CASE = "a case with your work"
    OWN = "an output of CephView"
    CORRECTIONS = "with corrected points in it"
    OTHER = "not written by CephView, or changed since"


_NEVER = (Lies.FILM, Lies.MODEL, Lies.READING, Lies.CASE)


def is_stream(path: Path) -> bool:
    """Whether a name means a stream, a pipe or a device, which is written into and never replaced."""
    if str(path) == "-" or re.fullmatch(r"/dev/(stdout|stderr|fd/\d+)|/proc/self/fd/\d+", str(path)):
        return True
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def what_lies_at(path: Path) -> Lies | None:
    """What a file is, by its content first; None where there is none. Raises OSError where it cannot be looked at."""
    if not path.exists() or path.is_dir():
        return None
    if _CASE_NAME.search(path.name):
        return Lies.CASE
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if _CASE_HEAD.match(head):
        return Lies.CASE
    if _is_model(path, head):
        return Lies.MODEL
    mine = is_own_output(path)
    if not mine and _is_film(path, head):
        return Lies.FILM
    if path.name.casefold() in _TABLES_BESIDE_FILMS:
        return Lies.READING
    if (statuses := _statuses(path)) is not None:
        return _of_table(path, statuses, mine)
    if not mine and _is_reading(path):
        return Lies.READING
    return Lies.OWN if mine else Lies.OTHER


def check_output(path: Path, *, asked: bool, inputs: Iterable[Path] = ()) -> None:
    """Pass a file that may be written to. `asked`: the user agreed that what is nobody's work is replaced.

    Raises CephViewError where a film, a model, a reading, a case or one of `inputs` lies there, and for all else that
    CephView did not write where nobody was asked.
    """
    if is_stream(path):
        return
    try:
        there = what_lies_at(path)
        if there is not None and path.is_symlink():  # a name of its own, and what is replaced is what it points at
            meant = what_lies_at(Path(os.path.realpath(path)))
            there = meant if meant in _NEVER else there
        is_input = there is not None and any(each.exists() and path.samefile(each) for each in inputs)
    except ValueError:
        return  # no possible name: whoever writes says so
    except OSError as error:
        if error.errno in (errno.ENAMETOOLONG, errno.ENOTDIR):
            return
        raise CephViewError(
            "{name} cannot be looked at ({strerror}): choose another name.", name=path.name, strerror=error.strerror
        ) from None
    if there in _NEVER or is_input:
        what = "what is to be read" if there not in _NEVER else there
        raise CephViewError("{name} is {what} and is never replaced: choose another name.", name=path.name, what=what)
    if there in (Lies.OTHER, Lies.CORRECTIONS) and not asked:
        raise CephViewError(
            "{name} is there already, {there}: choose another name; on the command line --force replaces it.",
            name=path.name,
            there=there,
        )


def check_settings(path: Path) -> None:
    """Pass a file that settings may be kept in: none yet, an empty one, or one with sections in brackets.

    Raises CephViewError for anything else: it would be replaced when the program ends.
    """
    check_output(path, asked=True)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).lstrip(b"\xef\xbb\xbf \t\r\n")
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise CephViewError("{name} cannot be used for settings: choose another name.", name=path.name) from error
    if head and not head.startswith((b"[", b";", b"#")):
        raise CephViewError("{name} holds no settings of CephView: choose another name.", name=path.name)


def write_output(path: Path, data: bytes, *, asked: bool = True) -> None:
    """Put an output at `path`, wholly or not at all; into a stream as it is.

    `asked` as in `check_output`: a file dialog has asked. Raises CephViewError as that, and where it cannot be written.
    """
    if is_stream(path):
        with output_stream(path) as stream:
            stream.write(data)
        return
    check_output(path, asked=asked)
    remove_leftovers(path.parent)
    write_atomically(path, data)
    remember_output(data)


class output_stream:
    """A stream, pipe or device, open for bytes. OSErrors of writing and closing become a CephViewError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def __enter__(self) -> output_stream:
        try:
            if str(self._path) in ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
                sys.stdout.flush()
                self._descriptor = os.dup(sys.stdout.fileno())
            else:
                self._descriptor = os.open(self._path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        except (OSError, ValueError) as error:
            raise self._error(error) from error
        return self

    def write(self, data: bytes) -> None:
        """Write all of it."""
        assert self._descriptor is not None
        try:
            while data:
                data = data[os.write(self._descriptor, data) :]
        except BrokenPipeError:
            raise  # `-o - | head`: nobody reads on, which `main` knows
        except OSError as error:
            raise self._error(error) from error

    def __exit__(self, *raised: object) -> None:
        try:
            if self._descriptor is not None:
                os.close(self._descriptor)
        except OSError as error:
            if raised[0] is None:
                raise self._error(error) from error

    def _error(self, error: Exception) -> CephViewError:
        known = error if isinstance(error, OSError) else OSError(errno.EBADF, "it is closed")
        return CephViewError(sentence_of(self._path, known))


def remember_output(data: bytes) -> None:
    """Know this content as CephView's own from now on; where that cannot be kept, it will be asked for."""
    remember_hash(hashlib.sha256(data))


def remember_hash(content: hashlib._Hash) -> None:
    """As `remember_output`, for the content of this SHA-256."""
    with suppress(OSError):
        known = _register()
        known.parent.mkdir(parents=True, exist_ok=True)
        line = _short(content) + "\n"
        with known.open("a", encoding="ascii") as file:
            file.write(line)
        if known.stat().st_size > 2 * _KNOWN_OUTPUTS * len(line):
            lines = known.read_text(encoding="ascii").splitlines()[-_KNOWN_OUTPUTS:]
            with suppress(CephViewError):
                write_atomically(known, ("\n".join(lines) + "\n").encode())


def _register() -> Path:
    # Hashes alone: the list names no file.
    return own_folder() / "outputs.sha256"


def _short(content: hashlib._Hash) -> str:
    return content.hexdigest()[:32]


def is_own_output(path: Path) -> bool:
    """Whether CephView wrote a file, and nobody changed it since."""
    try:
        with path.open("rb") as file:
            digest = _short(hashlib.file_digest(file, "sha256"))
        return digest in _register().read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return False


def _is_model(path: Path, head: bytes) -> bool:
    name = path.name.lower()
    if name.endswith((*MODEL_SUFFIXES, ".preprocessing.toml")):
        return True
    return head.startswith(_TORCH) and (b"data.pkl" in head or not head.startswith(b"PK"))


def _is_film(path: Path, head: bytes) -> bool:
    from cephview.io.films.images import FILM_SUFFIXES  # which needs OpenCV

    return path.suffix.lower() in FILM_SUFFIXES or is_image(head) or is_dicom(head)


def _statuses(path: Path) -> set[Status] | None:
    """What the points of a CSV of CephView's are; None where it is none."""
    from cephview.io.tables.export_reader import read_csv

    if path.suffix.lower() not in (".csv", ".txt"):
        return None
    try:
        return {status for case in read_csv(path).values() for status in case.statuses}
    except CephViewError:
        return None


def _of_table(path: Path, statuses: set[Status], mine: bool) -> Lies:
    if statuses <= {Status.PREDICTED, Status.MISSING}:
        return Lies.OWN
    if not mine and _has_film_of_its_name(path):
        return Lies.READING
    return Lies.CORRECTIONS


def _has_film_of_its_name(path: Path) -> bool:
    from cephview.io.films.images import FILM_SUFFIXES

    with suppress(OSError):
        return any(path.with_suffix(suffix).is_file() for suffix in FILM_SUFFIXES)
    return False


def _is_reading(path: Path) -> bool:
    from cephview.io.annotations import ANNOTATION_SUFFIXES, read_annotation

    if not path.name.lower().endswith(ANNOTATION_SUFFIXES):
        return False
    if _has_film_of_its_name(path):
        return True
    with suppress(CephViewError):
        read_annotation(path)
        return True
    return False


def fitting_name(stem: str, ending: str) -> str:
    """A file name that file systems take: a stem too long for its ending is cut, with a hash of the whole of it."""
    limit = 255 - len(ending.encode())
    raw = os.fsencode(stem)
    if len(raw) <= limit:
        return f"{stem}{ending}"
    cut = raw[: limit - 9].decode("utf-8", errors="ignore")
    return f"{cut}~{hashlib.sha256(raw).hexdigest()[:8]}{ending}"
