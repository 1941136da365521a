"""The readings that belong to a film: a file of the same name beside it, or the folders of the known data sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cephview.core.calibration import Calibration
from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.core.reference import BESIDE, Reference, mean_reference
from cephview.core.sentences import Sentence, together
from cephview.io.annotations import ANNOTATION_SUFFIXES, read_annotation
from cephview.io.annotations.cephview_csv import NoReadingError
from cephview.io.annotations.labels import LabelsUnclearError
from cephview.io.films.names import spellings
from cephview.io.reading import is_file, is_folder
from cephview.io.tables.calibration import AARIZ_TABLE, IMAGES_TABLE

# Folder beside the film's folder (or one further up), suffixes of the file in it, and who read it.
_ANY = ANNOTATION_SUFFIXES
_LAYOUTS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("AnnotationsByMD/400_senior", (".txt",), "senior"),
    ("AnnotationsByMD/400_junior", (".txt",), "junior"),
    ("Cephalometric Landmarks/Senior Orthodontists", (".json",), "senior"),
    ("Cephalometric Landmarks/Junior Orthodontists", (".json",), "junior"),
    ("Annotations/Cephalometric Landmarks/Senior Orthodontists", (".json",), "senior"),
    ("Annotations/Cephalometric Landmarks/Junior Orthodontists", (".json",), "junior"),
    *((f"{who}_{number}", _ANY, f"{who} {number}") for who in ("observer", "reader") for number in range(1, 7)),
)
# Where tools keep the one reading of each film, apart from the films.
_ONE_EACH = ("labels", "annotations", "landmarks", "readings", "points")


@dataclass(frozen=True)
class ReferenceSearch:
    """The readings that were found, and one sentence about each file that could not be read.

    `unclear` are the files, read or not, whose labels may be asked for, each with what was said of them in `problems`
    or `notes`.
    """

    references: tuple[Reference, ...] = ()
    problems: tuple[str, ...] = ()
    unclear: Mapping[Path, str] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of the readings that were found, one sentence for each, with its name."""
        return tuple(note_of(reading) for reading in self.references if reading.notes)


def find_references(film: Path, size: Size, calibration: Calibration | None = None) -> ReferenceSearch:
    """The readings of a film of `size` (width, height) px. A broken file becomes a problem and raises nothing."""
    references: list[Reference] = []
    problems: list[str] = []
    unclear: dict[Path, str] = {}
    for path, observer in _candidates(film.absolute()):
        try:
            reference = read_annotation(path, film=film.absolute(), film_size=size, calibration=calibration)
        except NoReadingError:
            continue  # what a model said of this film, not what anybody read
        except CephViewError as error:
            problems.append(error.sentence)
            if isinstance(error, LabelsUnclearError):
                unclear[path] = error.sentence
        else:
            references.append(replace(reference, observer=observer))
            if reference.unclear:
                unclear[path] = note_of(references[-1])
    return ReferenceSearch(tuple(references), tuple(problems), unclear)


def note_of(reading: Reference) -> str:
    """What is to be said of a reading, one sentence with its name."""
    return Sentence("{name}: {notes}", name=reading.name, notes=together(reading.notes, "; "))


def with_mean(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The readings with their mean before them, where there are two or more."""
    return (mean_reference(references), *references) if len(references) > 1 else references


def _candidates(film: Path) -> Iterator[tuple[Path, str]]:
    lone = [path for suffix in ANNOTATION_SUFFIXES if (path := _beside(film, suffix))]
    found = bool(lone)
    # Several beside one film cannot be one observer.
    yield from ((path, BESIDE if len(lone) == 1 else f"{BESIDE} ({_ending(path, film)})") for path in lone)
    for folder, suffixes, reader in _LAYOUTS:
        read = next(_in_folders(film, folder, suffixes), None)
        if read is not None:
            found = True
            yield read, reader
    if not found:
        single = next((path for folder in _ONE_EACH for path in _in_folders(film, folder, _ANY)), None)
        if single is not None:
            yield single, BESIDE


def _in_folders(film: Path, folder: str, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for base in (film.parent, *film.parents[1:3]):
        place = base / folder
        if is_folder(place):
            yield from (path for suffix in suffixes if (path := _as_spelled(place / f"{film.stem}{suffix}")))


def _beside(film: Path, suffix: str) -> Path | None:
    path = _as_spelled(film.with_suffix(suffix))
    return path if path and path != film and path.name not in (IMAGES_TABLE, AARIZ_TABLE) else None


def _ending(path: Path, film: Path) -> str:
    return path.name[len(film.stem) :]


def _as_spelled(path: Path) -> Path | None:
    """The file of this name that is there; a film and its reading may have come from different systems."""
    return next(filter(is_file, spellings(path)), None)
