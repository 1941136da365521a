"""Case files that the user opens by hand: whether a file is one, of which film, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.history import HistoryEntry, replay
from cephview.io.cases.file import identify_film, load_case
from cephview.io.cases.journal import recover
from cephview.io.cases.paths import default_work_folder
from cephview.io.cases.schema import StoredFilm
from cephview.io.cases.search import film_of, names_a_film, noted_films
from cephview.io.cases.survey import Offer, opened_offer, take_work
from cephview.io.datasets import find_films

_MOST_HASHED = 300  # films of a folder that are read to find the one that was renamed


def is_case_file(path: Path) -> bool:
    """Whether that is a case file or a journal, by its name or, where the user has renamed it, by its beginning."""
    if path.suffix.lower() not in (".json", ".journal"):
        return False
    return bool(film_of(path)) or names_a_film(path)


def case_file_of(path: Path) -> Path:
    """The case file that a journal comes after, which need not be there; any other path is its own."""
    return path.with_suffix(".json") if path.suffix.lower() == ".journal" else path


def find_film_of(case_file: Path, work_folder: Path | None = None) -> Path | None:
    """The film of a case file: beside it, or where it last lay; the one of the same bytes before one of the same name.

    None where there is none. Raises CephViewError where the case file cannot be read.
    """
    name, sha256, pixels = _film_named_in(case_file)
    folder, work = case_file.absolute().parent, work_folder or default_work_folder()
    beside = [folder / each for each in dict.fromkeys((Path(name).name, film_of(case_file))) if each]
    known = [*beside, *(place for key in (sha256, pixels) if key for place in noted_films(work, key))]
    there = [path for path in known if path.is_file()]
    return (
        next((path for path in there if _has_bytes(path, sha256)), None)
        or _renamed(folder, sha256)
        or next(iter(there), None)
    )


def offer_by_hand(case_file: Path, film: StoredFilm, history: Sequence[HistoryEntry]) -> Offer | None:
    """A case file that the user opened, as an offer beside the open case of `film`; None where it holds the same steps.

    Raises CephViewError where it cannot be read, or its points are of a picture of another size.
    """
    return opened_offer(take_work(case_file, film), case_file, film, history)


def work_in(case_file: Path, film: StoredFilm, case: Case) -> Case:
    """`case` as the work of a case file has it. Raises CephViewError as `offer_by_hand`."""
    found = take_work(case_file, film)
    fresh = replace(case, edits={}, locked=frozenset(), calibration=case.radiograph.calibration)
    return replay(found.stored.apply_to(fresh) if found.stored else fresh, found.steps)


def _film_named_in(case_file: Path) -> tuple[str, str, str | None]:
    """Name, and hashes of file and pixels."""
    if not case_file.exists():
        journal = case_file.with_suffix(".journal")
        if not journal.exists():
            raise CephViewError("{name} is not there: choose another file.", name=case_file.name)
        head = recover(journal).head
        if head is None:
            raise CephViewError(
                "{name} cannot be read: open the case file (.ceph.json) beside it.", name=case_file.name
            )
        return film_of(case_file), head.film, head.pixels
    film = load_case(case_file).film
    return film.name, film.sha256, film.pixels


def _renamed(folder: Path, sha256: str) -> Path | None:
    with suppress(CephViewError):
        films = find_films(folder)
        return next((film for film in films if _has_bytes(film, sha256)), None) if len(films) <= _MOST_HASHED else None
    return None


def _has_bytes(film: Path, sha256: str) -> bool:
    with suppress(CephViewError):
        return identify_film(film, (1, 1)).sha256 == sha256
    return False
