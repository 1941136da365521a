"""labelme JSON: points with labels l1…l19, numbers, symbols or names; a label twice is a slip that is sorted out."""

from __future__ import annotations

import json

import numpy as np
from pydantic import BaseModel, ConfigDict, FiniteFloat

from cephview.core.case import Case, Reference
from cephview.core.head_shape import Point
from cephview.core.landmarks import Scheme
from cephview.io.annotations.document import Document, known_points
from cephview.io.annotations.labels import resolve_labels
from cephview.io.annotations.shape import expect

TITLE = "labelme JSON"
# A second point counts as the missing neighbour where it lies this near to it, and that much nearer than to its own.
_CLEAR_MM, _CLEAR_RATIO = 8.0, 3.0


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)
    label: str
    points: list[tuple[FiniteFloat, FiniteFloat]]
    shape_type: str = "point"


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")
    shapes: list[_Shape]
    imageWidth: int | None = None
    imageHeight: int | None = None


def recognises(document: Document) -> bool:
    """Whether the JSON is labelme's."""
    return "shapes" in document.members()


def read(document: Document) -> Reference:
    """The labelled points. Raises CephViewError where none is a landmark."""
    file = document.validated(_File, TITLE)
    marked = [(shape.label, shape.points[0]) for shape in file.shapes if shape.shape_type == "point" and shape.points]
    scheme, symbols = resolve_labels([label for label, _ in marked], document.scheme)
    notes: list[str] = []
    unknown = sorted({label for (label, _), symbol in zip(marked, symbols, strict=True) if symbol is None})
    if unknown:
        notes.append(f"left out {', '.join(unknown)[:80]}: no landmark of {scheme.title}")
    found: dict[str, list[Point]] = {}
    for (_, point), symbol in zip(marked, symbols, strict=True):
        if symbol is not None and point not in found.setdefault(symbol, []):
            found[symbol].append(point)
    size = (file.imageWidth, file.imageHeight)
    if document.film_size is not None and None not in size and size != document.film_size:
        notes.append(
            f"read on a film of {size[0]} × {size[1]} px, this one has {document.film_size[0]} × "
            f"{document.film_size[1]}"
        )
    kept = _without_duplicates(found, scheme, notes)
    points = np.array([kept.get(symbol, (np.nan, np.nan)) for symbol in scheme.symbols], dtype=np.float64)
    return document.reference(scheme, points, tuple(notes))


def encode(case: Case) -> str:
    """The file of a case: a shape of one point a landmark that has one, labelled by its symbol."""
    shapes: list[dict[str, object]] = [
        {"label": symbol, "points": [[x, y]], "group_id": None, "shape_type": "point", "flags": {}}
        for symbol, x, y in known_points(case)
    ]
    width, height = case.radiograph.size
    film = {"imagePath": case.radiograph.name, "imageData": None, "imageHeight": height, "imageWidth": width}
    return json.dumps({"version": "5.0.1", "flags": {}, "shapes": shapes, **film}, ensure_ascii=False, indent=2)


def _without_duplicates(found: dict[str, list[Point]], scheme: Scheme, notes: list[str]) -> dict[str, Point]:
    """One point a landmark: of several the one where the others expect it."""
    kept = {symbol: points[0] for symbol, points in found.items() if len(points) == 1}
    single = dict(kept)
    spare: list[tuple[str, Point]] = []
    for symbol, points in found.items():
        if len(points) == 1:
            continue
        expected = expect(symbol, single)
        ranked = sorted(points, key=expected.distance_mm) if expected else points
        kept[symbol] = ranked[0]
        spare += [(symbol, point) for point in ranked[1:]]
        apart = max(np.hypot(p[0] - ranked[0][0], p[1] - ranked[0][1]) for p in ranked[1:])
        why = "the one nearer to where the others expect it" if expected else "the first"
        notes.append(f"{symbol} was marked {len(points)} times, {apart:.0f} px apart: kept {why}")
    missing = [symbol for symbol in scheme.symbols if symbol not in found]
    if len(missing) == 1 and len(spare) == 1:
        _take_for_missing(missing[0], *spare[0], kept, single, notes)
    return kept


def _take_for_missing(
    missing: str, label: str, point: Point, kept: dict[str, Point], single: dict[str, Point], notes: list[str]
) -> None:
    """Give the spare point of `label` to the only missing landmark, where it clearly lies there."""
    there, here = expect(missing, single), expect(label, single)
    if there is None or here is None:
        return
    if there.distance_mm(point) <= min(_CLEAR_MM, here.distance_mm(point) / _CLEAR_RATIO):
        kept[missing] = point
        notes.append(f"{missing} was missing: took the second point marked {label}, which lies where it belongs")
    else:
        notes.append(f"{missing} is missing, perhaps the second point marked {label}: left out")
