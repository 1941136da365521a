"""Films for the plants: real ones that the embedded model never learnt, drawn ones for the models of others."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.landmarks import AARIZ_29, ISBI_19
from cephview.core.reference import Reference
from cephview.io.annotations.references import find_references
from cephview.io.datasets import find_films
from cephview.io.films.images import read_film
from cephview.phantom import PhantomSpec, draw_phantom
from cephview.review.diagnosis import JudgedFilm

SHARED = Path(__file__).resolve().parents[4] / "shared"
DATA, MODELS = SHARED / "data", SHARED / "cases" / "models"
# The training's films end at seed 1029.
_FIRST_SEED, _DRAWN = 2000, 40


@dataclass(frozen=True)
class Source:
    """Films by name; `read` gives one of them. The first `chosen` are those with which the search was built.

    `reader` is the one whose definitions the model follows.
    """

    name: str
    films: tuple[str, ...]
    read: Callable[[str], JudgedFilm]
    chosen: int = 0
    reader: int = 0


def isbi() -> Source:
    """ISBI 151–200, two readers; the search was built with 151–170."""
    paths = {path.name: path for path in find_films(DATA / "isbi2015" / "validation")}
    return Source("isbi", tuple(paths), lambda name: _real(paths[name]), 20, 1)


def hamedan() -> Source:
    """The 19 Hamedan films that no training of the embedded model saw."""
    paths = {path.name: path for path in find_films(DATA / "hamedan" / "images")[::6]}
    return Source("hamedan", tuple(paths), lambda name: _real(paths[name]))


def full_size() -> Source:
    """The ISBI films at full size that the embedded model did not learn."""
    folder = DATA / "isbi2015" / "fullsize"
    paths = {path.name: path for path in find_films(folder) if int(path.stem) > 150}
    return Source("full size", tuple(paths), lambda name: _real(paths[name]))


@cache
def drawn(folder: Path) -> Source:
    """Drawn films with two readers that have habits of their own; the search was built with the first 20."""
    names = tuple(f"{_FIRST_SEED + i}.png" for i in range(_DRAWN))
    return Source("drawn", names, lambda name: _drawn(name, folder), 20)


def truth_of(folder: Path) -> Callable[[str], dict[str, tuple[float, float]]]:
    """All 29 landmarks of a drawn film, by its name."""
    return lambda name: _phantom(name, folder)[1]


@cache
def _real(path: Path) -> JudgedFilm:
    film = read_film(path)
    return JudgedFilm(path.name, film, find_references(path, film.size).references)


def _phantom(name: str, folder: Path) -> tuple[object, dict[str, tuple[float, float]]]:
    kept = folder / f"phantom-{name}.pickle"
    if not kept.exists():
        phantom = draw_phantom(PhantomSpec(int(Path(name).stem), 774, 960, 0.25))
        points = phantom.points_in(AARIZ_29)
        named = {s: tuple(p) for s, p in zip(AARIZ_29.symbols, points.tolist(), strict=True)}
        kept.write_bytes(pickle.dumps((phantom.radiograph, named)))
    return pickle.loads(kept.read_bytes())


@cache
def _drawn(name: str, folder: Path) -> JudgedFilm:
    radiograph, truth = _phantom(name, folder)
    points = np.array([truth[symbol] for symbol in ISBI_19.symbols])
    readings = []
    for number, reader in enumerate(("first", "second")):
        habits = np.random.default_rng(number).normal(0, 0.4 / 0.25, points.shape)
        noise = np.random.default_rng([number, int(Path(name).stem)]).normal(0, 0.5 / 0.25, points.shape)
        readings.append(Reference(reader, ISBI_19, points + habits + noise))
    return JudgedFilm(name, radiograph, tuple(readings))


def habit_of(films: list[JudgedFilm]) -> str:
    """The landmark that a reader of real films reads by another definition: to tell it is right, whatever is planted.

    ISBI's senior has Pog′ 5.5 mm lower than the junior, whom the embedded model follows.
    """
    return "Pog′" if any(reading.observer == "senior" for film in films for reading in film.references) else ""


def only(film: JudgedFilm, reader: int | None) -> JudgedFilm:
    """A film with the readings of one reader alone."""
    return film if reader is None else replace(film, references=film.references[reader : reader + 1])


def at_half(film: JudgedFilm) -> JudgedFilm:
    """The film and its readings at half size."""
    return _resized(film, 1 / 2, cv2.INTER_AREA)


def at_full(film: JudgedFilm) -> JudgedFilm:
    """A film of ISBI's reduced set and its readings at the size of the full ones, 2400 rows for 1280."""
    return _resized(film, 2400 / 1280, cv2.INTER_LINEAR)


def _resized(film: JudgedFilm, factor: float, way: int) -> JudgedFilm:
    width, height = (int(side * factor) for side in film.radiograph.size)
    pixels = cv2.resize(film.radiograph.pixels, (width, height), interpolation=way)
    exact = np.array([width, height]) / film.radiograph.size
    scale = film.radiograph.calibration.mm_per_px_x / exact[0]
    radiograph = replace(film.radiograph, pixels=pixels, calibration=_table(scale))
    readings = tuple(replace(r, points=(r.points + 0.5) * exact - 0.5) for r in film.references)
    return replace(film, radiograph=radiograph, references=readings)


def as_jpeg(film: JudgedFilm) -> JudgedFilm:
    """The film saved once more as JPEG of quality 70."""
    data = cv2.imencode(".jpg", film.radiograph.pixels, [cv2.IMWRITE_JPEG_QUALITY, 70])[1]
    pixels = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    return replace(film, radiograph=replace(film.radiograph, pixels=pixels))


def as_dicom(film: JudgedFilm, folder: Path) -> JudgedFilm:
    """The film written as a DICOM of 12 bits and read again; its calibration stays that of the table."""
    import pydicom
    from pydicom.dataset import Dataset, FileMetaDataset

    grey = film.radiograph.pixels if film.radiograph.pixels.ndim == 2 else film.radiograph.pixels[..., 0]
    file = Dataset()
    file.file_meta = FileMetaDataset()
    file.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    file.SOPClassUID = file.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    file.SOPInstanceUID = file.file_meta.MediaStorageSOPInstanceUID = "1.2.3.4"
    file.Rows, file.Columns, file.SamplesPerPixel = *grey.shape, 1
    file.BitsAllocated, file.BitsStored, file.HighBit, file.PixelRepresentation = 16, 12, 11, 0
    file.PhotometricInterpretation = "MONOCHROME2"
    file.PixelData = (grey.astype(np.uint16) * 16).tobytes()
    path = folder / f"{hashlib.sha1(film.name.encode() + grey.tobytes()).hexdigest()[:16]}.dcm"
    if not path.exists():
        file.save_as(path, enforce_file_format=True)
    radiograph = replace(read_film(path), calibration=film.radiograph.calibration)
    return replace(film, radiograph=radiograph)


def _table(scale: float) -> Calibration:
    return Calibration(scale, scale, CalibrationSource.TABLE)
