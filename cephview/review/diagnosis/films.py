"""The films of a diagnosis with the readings that it judges by."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from cephview.core.calibration import Calibration
from cephview.core.errors import CephViewError, sentence_of_unforeseen
from cephview.core.geometry import Size
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.core.sentences import Sentence
from cephview.io.annotations import ANNOTATION_SUFFIXES, read_annotation
from cephview.io.annotations.references import find_references, note_of
from cephview.io.films.images import read_film
from cephview.io.films.names import name_of
from cephview.io.reading import is_file
from cephview.review.diagnosis.setup import JudgedFilm, ReadFile

# Enough to tell a tenth of a mm from chance, and few enough for a minute's work.
FILMS = 20
# Whose readings a film may have got where files are counted otherwise than films: so many on either side of it.
_NEAR = 3


def spread(paths: Sequence[Path], count: int) -> list[Path]:
    """Up to `count` of some films, evenly over their order: neighbours are often of one device and one day."""
    if len(paths) <= count:
        return list(paths)
    return [paths[int(i)] for i in np.linspace(0, len(paths) - 1, count).round()]


def read_films(
    paths: Sequence[Path], reader: str | None = None, *, among: Sequence[Path] = ()
) -> tuple[list[JudgedFilm], list[str], list[str]]:
    """The films with the readings that were asked for, a sentence about each that cannot be read, and notes on others.

    `reader` is a reader's name, or a folder of readings named as the films; None takes all readers. `among` are the
    films that these were chosen from, in their order: the readings of their neighbours come along. Raises CephViewError
    where no film has such a reading.
    """
    chosen, order = set(paths), {path: place for place, path in enumerate(among)}
    films: list[JudgedFilm] = []
    problems: list[str] = []
    notes: list[str] = []
    beside: list[tuple[Reference, ...]] = []
    for path in paths:
        try:
            film = read_film(path)
            search = find_references(path, film.size, film.calibration)
            problems += [_of(path, text) for text in search.problems]
            notes += [_of(path, text) for text in search.notes]
            beside.append(search.references)
            references = asked_for(reader, path, film.size, film.calibration, search.references)
            others = (each for each in references if each not in search.references)
            notes += [_of(path, note_of(each)) for each in others if each.notes]
        except Exception as error:  # one film must not cost the others  # noqa: BLE001
            problems.append(sentence_of_unforeseen(path.name, error))
        else:
            place = order.get(path, 0)
            near = [other for other in among[max(0, place - _NEAR) : place + _NEAR + 1] if other not in chosen]
            files = (_neighbour(other, film, reader) for other in near)
            films.append(JudgedFilm(path.name, film, references, tuple(file for file in files if file is not None)))
    check_reader(reader, [film.references for film in films], beside)
    return films, problems, notes


def _of(path: Path, text: str) -> Sentence:
    return Sentence("{name}: {problem}", name=path.name, problem=text)


def _neighbour(path: Path, film: Radiograph, reader: str | None) -> ReadFile | None:
    """The readings of a film that is not judged, as if they were of `film` beside it; None where it has none.

    Its own faults are nobody's here, and it is not opened.
    """
    with suppress(CephViewError):
        beside = find_references(path, film.size, film.calibration).references
        references = asked_for(reader, path, film.size, film.calibration, beside)
        return ReadFile(path.name, references) if references else None
    return None


def asked_for(
    reader: str | None, path: Path, size: Size, calibration: Calibration | None, beside: tuple[Reference, ...]
) -> tuple[Reference, ...]:
    """Of the readings `beside` a film of `size` (width, height) px those of a reader; those in a folder, if it is one.

    All of them where nobody was asked for.
    """
    if reader is None:
        return beside
    if not Path(reader).is_dir():
        return tuple(reference for reference in beside if reader in (reference.observer, reference.name))
    for suffix in ANNOTATION_SUFFIXES:
        file = Path(reader) / f"{path.stem}{suffix}"
        if is_file(file):
            reading = read_annotation(file, film=path, film_size=size, calibration=calibration)
            return (replace(reading, observer=name_of(Path(reader))),)
    return ()


def check_reader(
    reader: str | None, found: Sequence[tuple[Reference, ...]], beside: Sequence[tuple[Reference, ...]]
) -> None:
    """Raise CephViewError where a reader was asked for and no film has a reading of theirs."""
    if reader is None or any(found):
        return
    names = sorted({reference.observer for references in beside for reference in references})
    known = Sentence("the readers of these films are {names}", names=tuple(names))
    if not names:
        known = Sentence("these films have no reader")
    raise CephViewError(
        "--reference {reader} is neither a folder of readings nor a reader; {known}.", reader=reader, known=known
    )
