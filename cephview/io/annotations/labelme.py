"""labelme JSON: points with labels l1…l19, numbers, symbols or names; a label twice is a slip that is sorted out."""

from __future__ import annotations

import json

from pydantic import BaseModel, ConfigDict, FiniteFloat

from cephview.core.case import Case
from cephview.core.reference import Reference
from cephview.io.annotations.document import Document, known_points
from cephview.io.annotations.marks import Mark, StatedFilm, reading, stated_size

TITLE = "labelme JSON"


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
    imagePath: str | None = None


def recognises(document: Document) -> bool:
    """Whether the JSON is labelme's."""
    return "shapes" in document.members()


def read(document: Document) -> Reference:
    """The labelled points, and the centres of circles. Raises CephViewError where none is a landmark."""
    file = document.validated(_File, TITLE)
    marks = [
        Mark(shape.label, *shape.points[0])
        for shape in file.shapes
        if shape.shape_type in ("point", "circle") and shape.points
    ]
    return reading(document, marks, StatedFilm(file.imagePath or "", stated_size(file.imageWidth, file.imageHeight)))


def encode(case: Case) -> str:
    """The file of a case: a shape of one point a landmark that has one, labelled by its symbol."""
    shapes: list[dict[str, object]] = [
        {"label": symbol, "points": [[x, y]], "group_id": None, "shape_type": "point", "flags": {}}
        for symbol, x, y in known_points(case)
    ]
    width, height = case.radiograph.size
    film = {"imagePath": case.radiograph.name, "imageData": None, "imageHeight": height, "imageWidth": width}
    return json.dumps({"version": "5.0.1", "flags": {}, "shapes": shapes, **film}, ensure_ascii=False, indent=2)
