"""The films of a diagnosis with the readings that it judges by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from cephview.core.case import Reference
from cephview.core.errors import CephViewError, sentence_of_unforeseen
from cephview.core.radiograph import Radiograph
from cephview.io.annotations import ANNOTATION_SUFFIXES, read_annotation
from cephview.io.annotations.references import find_references
from cephview.io.films.images import read_film
from cephview.io.films.names import name_of
from cephview.io.reading import is_file
from cephview.review.diagnosis.setup import JudgedFilm

# Enough to tell a tenth of a mm from chance, and few enough for a minute's work.
FILMS = 20


def spread(paths: Sequence[Path], count: int) -> list[Path]:
    """Up to `count` of some films, evenly over their order: neighbours are often of one device and one day."""
    if len(paths) <= count:
        return list(paths)
    return [paths[int(i)] for i in np.linspace(0, len(paths) - 1, count).round()]


def read_films(paths: Sequence[Path], reader: str | None = None) -> tuple[list[JudgedFilm], list[str]]:
    """The films with the readings that were asked for, and a sentence about each that cannot be read.

    `reader` is a reader's name, or a folder of readings named as the films; None takes all readers. Raises
    CephViewError where no film has such a reading.
    """
    films: list[JudgedFilm] = []
    problems: list[str] = []
    names: set[str] = set()
    for path in paths:
        try:
            film = read_film(path)
            search = find_references(path, film.size, film.calibration)
            problems += [f"{path.name}: {text}" for text in (*search.problems, *search.notes)]
            references = search.references
            names.update(reference.observer for reference in references)
            if reader is not None and Path(reader).is_dir():
                references = _readings_in(Path(reader), path, film)
            elif reader is not None:
                references = tuple(r for r in references if reader in (r.observer, r.name))
        except Exception as error:  # one film must not cost the others  # noqa: BLE001
            problems.append(sentence_of_unforeseen(path.name, error))
        else:
            films.append(JudgedFilm(path.name, film, references))
    if reader is not None and not any(film.references for film in films):
        known = f"the readers of these films are {', '.join(sorted(names))}" if names else "these films have no reader"
        raise CephViewError(f"--reference {reader} is neither a folder of readings nor a reader; {known}.")
    return films, problems


def _readings_in(folder: Path, path: Path, film: Radiograph) -> tuple[Reference, ...]:
    for suffix in ANNOTATION_SUFFIXES:
        file = folder / f"{path.stem}{suffix}"
        if is_file(file):
            reading = read_annotation(file, film=path, film_size=film.size, calibration=film.calibration)
            return (replace(reading, observer=name_of(folder)),)
    return ()
