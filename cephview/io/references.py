"""The readings that belong to a film: a file of the same name beside it, or the folders of the known data sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cephview.core.calibration import Calibration
from cephview.core.case import Reference, mean_reference
from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.io.annotations import ANNOTATION_SUFFIXES, read_annotation
from cephview.io.calibration_table import AARIZ_TABLE, IMAGES_TABLE
from cephview.io.film_names import spellings
from cephview.io.reading import is_file

# Folder beside the film's folder (or one further up), suffix of the file in it, and who read it.
_LAYOUTS: tuple[tuple[str, str, str], ...] = (
    ("AnnotationsByMD/400_senior", ".txt", "senior"),
    ("AnnotationsByMD/400_junior", ".txt", "junior"),
    ("observer_1", ".json", "observer 1"),
    ("observer_2", ".json", "observer 2"),
    ("Cephalometric Landmarks/Senior Orthodontists", ".json", "senior"),
    ("Cephalometric Landmarks/Junior Orthodontists", ".json", "junior"),
    ("Annotations/Cephalometric Landmarks/Senior Orthodontists", ".json", "senior"),
    ("Annotations/Cephalometric Landmarks/Junior Orthodontists", ".json", "junior"),
)


@dataclass(frozen=True)
class ReferenceSearch:
    """The readings that were found, and one sentence about each file that could not be read."""

    references: tuple[Reference, ...] = ()
    problems: tuple[str, ...] = ()


def find_references(film: Path, size: Size, calibration: Calibration | None = None) -> ReferenceSearch:
    """The readings of a film of `size` (width, height) px. A broken file becomes a problem and raises nothing."""
    references: list[Reference] = []
    problems: list[str] = []
    for path, reader in _candidates(film.absolute()):
        try:
            reference = read_annotation(path, film=film.name, film_size=size, calibration=calibration)
        except CephViewError as error:
            problems.append(str(error))
        else:
            references.append(replace(reference, name=reader))
    return ReferenceSearch(tuple(references), tuple(problems))


def with_mean(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The readings with their mean before them, where there are two or more."""
    return (mean_reference(references), *references) if len(references) > 1 else references


def _candidates(film: Path) -> Iterator[tuple[Path, str]]:
    for suffix in ANNOTATION_SUFFIXES:
        path = _as_spelled(film.with_suffix(suffix))
        if path and path.name not in (IMAGES_TABLE, AARIZ_TABLE):
            yield path, f"file {path.name}"
    for folder, suffix, reader in _LAYOUTS:
        for base in (film.parent, *film.parents[1:3]):
            if path := _as_spelled(base / folder / f"{film.stem}{suffix}"):
                yield path, reader
                break


def _as_spelled(path: Path) -> Path | None:
    """The file of this name that is there; a film and its reading may have come from different systems."""
    return next(filter(is_file, spellings(path)), None)
