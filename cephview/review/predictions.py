"""Predictions that were made elsewhere: one file of many films, or a folder with a file a film."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from cephview.core.errors import CephViewError
from cephview.core.geometry import Points, Size
from cephview.core.landmarks import SCHEMES, Scheme, scheme_of_count
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.reference import Reference
from cephview.io.annotations import ANNOTATION_SUFFIXES, cephview_csv, coco, format_of, read_annotation
from cephview.io.annotations.document import Document
from cephview.io.films.names import ListedFilms, file_name, film_key, name_of
from cephview.io.tables.calibration import find_calibration
from cephview.io.tables.export_reader import read_csv

FORMATS = "CSV of CephView, JSON {film: [[x, y], …]}, any format of landmarks that is read, or a folder of such files"


@dataclass(frozen=True)
class Predictions:
    """Predictions by film: where they come from, and the one of a film."""

    name: str
    _read: Callable[[Path, Size], Prediction | None]

    def of(self, film: Path, size: Size) -> Prediction:
        """The prediction of a film of `size` (width, height) px, points in film px. Raises CephViewError for none."""
        prediction = self._read(film, size)
        if prediction is None:
            raise CephViewError(
                "{name} holds no prediction of {name2}, which was left out.", name=self.name, name2=film.name
            )
        return prediction


def read_predictions(path: Path, *, any_count: bool = False) -> Predictions:
    """Predictions in film px of a file or a folder; films are matched by their names without suffix.

    With `any_count` points without names may be of any count, and are landmarks 1, 2, … then. Raises CephViewError
    where it is none of FORMATS.
    """
    if path.is_dir():
        return _from_folder(path)
    if path.suffix.lower() not in ANNOTATION_SUFFIXES:
        raise CephViewError(
            "{name} is no file of predictions ({formats}): choose another.", name=path.name, formats=FORMATS
        )
    document = Document.open(path, None, None, None)
    if path.suffix.lower() == ".csv" and cephview_csv.recognises(document):
        return _from_csv(path)
    if path.suffix.lower() == ".json" and coco.recognises(document):
        return _from_coco(path, document)
    content = document.json if path.suffix.lower() == ".json" else None
    if isinstance(content, dict) and content and all(isinstance(rows, list) for rows in content.values()):
        return _from_mapping(path, content, any_count)
    row = format_of(document)
    identity = _identity(path)

    def read(film: Path, size: Size) -> Prediction | None:
        return _prediction(row.read(document.of_film(film, size, find_calibration(film, size))), identity)

    return Predictions(path.name, read)


def _from_folder(folder: Path) -> Predictions:
    files = {
        film_key(path.name): path for path in sorted(folder.iterdir()) if path.suffix.lower() in ANNOTATION_SUFFIXES
    }
    if not files:
        raise CephViewError(
            "The folder {folder} holds no predictions ({formats}): choose another.",
            folder=name_of(folder),
            formats=FORMATS,
        )
    identity = ModelIdentity(name_of(folder), "")

    def read(film: Path, size: Size) -> Prediction | None:
        file = files.get(film_key(film.name))
        if file is None:
            return None
        known = find_calibration(film, size)
        return _prediction(read_annotation(file, film=film, film_size=size, calibration=known), identity)

    return Predictions(name_of(folder), read)


def _from_csv(path: Path) -> Predictions:
    cases = read_csv(path)
    listed = ListedFilms(cases)
    identity = _identity(path)

    def read(film: Path, _: Size) -> Prediction | None:
        found = listed.find(film)
        if len(found) != 1:
            return None
        case = cases[found[0]]
        # What the model said, not what a reader made of it; a table of bare points has only those.
        predicted = np.isfinite(case.predicted_points).any()
        points = case.predicted_points if predicted else case.points
        return Prediction(case.scheme, points, case.confidence, identity)

    return Predictions(path.name, read)


def _from_coco(path: Path, document: Document) -> Predictions:
    content: Any = document.json
    try:
        listed = {str(image["id"]): image for image in content.get("images", [])}
        images = {file_name(image["file_name"]): image for image in listed.values()}
        entries = {
            file_name(listed[str(row["image_id"])]["file_name"]): row
            for row in content["annotations"]
            if row.get("keypoints")
        }
    except (KeyError, TypeError, AttributeError):
        raise CephViewError("{name} names no image for an annotation: export it again.", name=path.name) from None
    by_stem = {film_key(name): (name, row) for name, row in entries.items()}
    identity = _identity(path)

    def read(film: Path, size: Size) -> Prediction | None:
        if film_key(film.name) not in by_stem:
            return None
        name, row = by_stem[film_key(film.name)]
        # One film at a time: the reader of annotations checks whatever it is handed, and all films take long.
        part = {"images": [images[name]], "categories": content["categories"], "annotations": [row]}
        return _prediction(coco.read(Document(path, json.dumps(part), name, size)), identity)

    return Predictions(path.name, read)


def _from_mapping(path: Path, content: dict[str, Any], any_count: bool) -> Predictions:
    points = {film_key(film): _points(path, film, rows, any_count) for film, rows in content.items()}
    identity = _identity(path)

    def read(film: Path, _: Size) -> Prediction | None:
        found = points.get(film_key(film.name))
        return None if found is None else Prediction(found[0], found[1], np.full(len(found[1]), np.nan), identity)

    return Predictions(path.name, read)


def _points(path: Path, film: str, rows: Any, any_count: bool) -> tuple[Scheme, Points]:
    """Scheme and points (n, 2) film px of one film; null is a missing landmark."""
    try:
        pairs = [(np.nan, np.nan) if row is None else (row[0], row[1]) for row in rows]
        points = np.array(pairs, dtype=np.float64).reshape(len(rows), 2)
        if np.isinf(points).any():
            raise ValueError("no place on a film")
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        raise CephViewError(
            "{name} gives no list of [x, y] for film {film}: export it again.", name=path.name, film=film[:40]
        ) from None
    scheme = scheme_of_count(len(points))
    if scheme is None and any_count and len(points):
        symbols = tuple(str(number) for number in range(1, len(points) + 1))
        scheme = Scheme(f"own-{len(points)}", f"{len(points)} landmarks of its own", symbols)
    if scheme is None:
        known = ", ".join(str(len(scheme)) for scheme in SCHEMES.values())
        raise CephViewError(
            "{name} gives {count} points for film {film}, known are {known}.",
            name=path.name,
            count=len(points),
            film=film[:40],
            known=known,
        )
    return scheme, points


def _prediction(reference: Reference, identity: ModelIdentity) -> Prediction:
    unknown = np.full(len(reference.scheme), np.nan)
    return Prediction(reference.scheme, reference.points, unknown, identity, notes=reference.notes)


def _identity(path: Path) -> ModelIdentity:
    return ModelIdentity(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
