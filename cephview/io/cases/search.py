"""Work on a film that lies under another name, in another folder, or beside a copy: found by the film's hashes.

Of every case file and journal in a folder the first bytes are read, once: they say which film it is of. Where a film's
case was last saved is noted in the work folder, so that a film that was moved without its case file finds it again.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.io.atomic import write_atomically
from cephview.io.cases.finding import Found, look
from cephview.io.cases.paths import Slot
from cephview.io.cases.schema import Stored, StoredFilm, Text
from cephview.io.reading import read_bytes

_CASE_FILE = re.compile(r"(?P<film>.+)\.ceph(-[2-9])?\.(json|journal)")
_FILM = re.compile(rb'"sha256": ?"(?P<sha256>[0-9a-f]{64})"(,\s*"pixels": ?"(?P<pixels>[0-9a-f]{64})")?')
_JOURNAL = re.compile(rb'"film": ?"(?P<sha256>[0-9a-f]{64})"(, ?"pixels": ?"(?P<pixels>[0-9a-f]{64})")?')
# The film stands near the beginning of what CephView writes.
_HEAD_BYTES = 4096
_TICK_NS = 2_500_000_000
_NOTES_LIMIT = 1 << 16
_MOST_PLACES = 8


@dataclass(frozen=True)
class Elsewhere:
    """Work on the same film in a slot that is not its own. `is_copy`: the film that it is of is still there."""

    found: Found
    is_copy: bool

    @property
    def film(self) -> str:
        """What the film was called there."""
        stored = self.found.stored
        return stored.film.name if stored else film_of(self.found.slot.case)


def film_of(case_file: Path) -> str:
    """The name of the film that a case file or a journal is named after; empty for any other name."""
    match = _CASE_FILE.fullmatch(case_file.name)
    return match["film"] if match else ""


def names_a_film(path: Path) -> bool:
    """Whether a file begins as case files and journals do."""
    try:
        status = path.stat()
    except OSError:
        return False
    return bool(_hashes(path, status.st_mtime_ns, status.st_size))


def search(
    film_path: Path, film: StoredFilm, work_folder: Path, own: Iterable[Slot], folders: Iterable[Path]
) -> list[Elsewhere]:
    """All work on this film in the folders but that in its `own` slots. Raises nothing for what it finds."""
    taken, found = set(own), []
    for folder in dict.fromkeys(folders):
        for slot in _slots(folder, film):
            each = look(slot, film) if slot not in taken else None
            taken.add(slot)
            if each is not None and each.holds_work:
                found.append(Elsewhere(each, _is_copy(each, film_path, work_folder)))
    return found


def _is_copy(found: Found, film_path: Path, work_folder: Path) -> bool:
    """Whether the film that the work is of is still where it was, beside the one that is opened."""
    case, stored = found.slot.case, found.stored
    if case.parent != work_folder:
        return _is_other(case.parent / (stored.film.name if stored else film_of(case)), film_path)
    of = stored.film if stored else None
    sha256 = of.sha256 if of else film_of(case)
    return any(_is_other(place, film_path) for place in noted_films(work_folder, sha256))


def _is_other(there: Path, film_path: Path) -> bool:
    with suppress(OSError):
        return there.is_file() and not (film_path.exists() and there.samefile(film_path))
    return False


def _slots(folder: Path, film: StoredFilm) -> list[Slot]:
    try:
        written = folder.stat().st_mtime_ns
        # What changes within one tick of a file system's clock is not seen by its time; FAT's tick is 2 s.
        fresh = abs(time.time_ns() - written) < _TICK_NS
        index = _index.__wrapped__(folder, written) if fresh else _index(folder, written)
    except OSError:
        return []
    return [slot for key in (film.sha256, film.pixels) if key for slot in index.get(key, ())]


@lru_cache(maxsize=16)
def _index(folder: Path, _written: int) -> dict[str, list[Slot]]:
    """The slots of a folder by either hash of their films."""
    with os.scandir(folder) as entries:
        files = [
            (entry.name, entry.stat()) for entry in entries if _CASE_FILE.fullmatch(entry.name) and entry.is_file()
        ]
    index: dict[str, list[Slot]] = {}
    for name, status in sorted(files):
        stem = folder / name.rsplit(".", 1)[0]
        for key in _hashes(folder / name, status.st_mtime_ns, status.st_size):
            index.setdefault(key, []).append(Slot(Path(f"{stem}.json"), Path(f"{stem}.journal")))
    return index


@lru_cache(maxsize=20_000)
def _hashes(path: Path, _written: int, _size: int) -> tuple[str, ...]:
    """The hashes of the film that a case file or journal is of: of the file, and of the pixels where that says so."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return ()
    match = (_JOURNAL if path.suffix == ".journal" else _FILM).search(head)
    return tuple(match[name].decode() for name in ("sha256", "pixels") if match[name]) if match else ()


class _Notes(Stored):
    """Where a film lay and where its cases were saved, the latest first."""

    films: tuple[Text, ...] = ()
    cases: tuple[Text, ...] = ()


def remember_place(work_folder: Path, film: StoredFilm, film_path: Path, case_file: Path) -> None:
    """Note where a film lies and where its case was saved.

    It only helps to find the work again: what cannot be noted is passed over in silence.
    """
    for key in filter(None, (film.sha256, film.pixels)):
        former = _noted(work_folder, key)
        notes = _Notes(films=_first(film_path, former.films), cases=_first(case_file, former.cases))
        if notes != former:
            file = _notes_file(work_folder, key)
            with suppress(OSError, CephViewError):
                file.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(file, notes.model_dump_json().encode())


def remembered_folders(work_folder: Path, film: StoredFilm) -> list[Path]:
    """The folders where cases of this film were saved, the latest first; some may be gone."""
    keys = filter(None, (film.sha256, film.pixels))
    return [Path(place).parent for key in keys for place in _noted(work_folder, key).cases]


def noted_films(work_folder: Path, key: str) -> list[Path]:
    """Where a film lay, of which `key` is the hash of file or pixels, the latest first; some may be gone."""
    return [Path(place) for place in _noted(work_folder, key).films]


def _first(path: Path, places: tuple[str, ...]) -> tuple[str, ...]:
    text = str(path.absolute()).encode("utf-8", "replace").decode()
    return (text, *(place for place in places if place != text))[:_MOST_PLACES]


def _notes_file(work_folder: Path, key: str) -> Path:
    return work_folder / "places" / f"{key}.json"


def _noted(work_folder: Path, key: str) -> _Notes:
    file = _notes_file(work_folder, key)
    with suppress(OSError, CephViewError, ValueError):
        if file.exists():
            return _Notes.model_validate_json(read_bytes(file, _NOTES_LIMIT))
    return _Notes()
