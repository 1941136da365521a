"""CL-Detection 2023 JSON: numbered points in film px, all films in one file, told apart by their number."""

from __future__ import annotations

import json
import re
from pathlib import PurePath

from pydantic import BaseModel, ConfigDict, FiniteFloat

from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.landmarks import CL_DETECTION_38
from cephview.core.reference import Reference
from cephview.io.annotations.document import Document, known_points
from cephview.io.annotations.marks import Mark, reading

TITLE = "CL-Detection JSON"


class _Point(BaseModel):
    model_config = ConfigDict(extra="ignore")
    name: int
    # x, y and, where one file holds many films, the number of the film.
    point: tuple[FiniteFloat, FiniteFloat] | tuple[FiniteFloat, FiniteFloat, FiniteFloat]


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")
    points: list[_Point]


def recognises(document: Document) -> bool:
    """Whether the JSON is CL-Detection's."""
    return "points" in document.members()


def read(document: Document) -> Reference:
    """The points of `document.film`. Raises CephViewError where it is not clear which film's they are."""
    file = document.validated(_File, TITLE)
    films = {point.point[2] for point in file.points if len(point.point) == 3}
    chosen = _film(document, films) if len(films) > 1 else None
    marks = [
        Mark(str(entry.name), *entry.point[:2])
        for entry in file.points
        if chosen is None or (len(entry.point) == 3 and entry.point[2] == chosen)
    ]
    return reading(document, marks, scheme=CL_DETECTION_38)


def encode(case: Case) -> str:
    """The file of a case: numbers of CL-Detection's own order, the film numbered 1, `scale` where mm per px is known.

    Raises CephViewError where a point is of a landmark that has no number there, and for unequal spacing.
    """
    known = known_points(case)
    strange = [symbol for symbol, _, _ in known if symbol not in CL_DETECTION_38.symbols]
    if strange:
        raise CephViewError(
            "{title} has no number for {strange}: choose another format.", title=TITLE, strange=", ".join(strange[:4])
        )
    scale: dict[str, str] = {}
    if case.calibration is not None:
        if not case.calibration.isotropic:
            raise CephViewError("{title} knows one scale, this film has two: choose another format.", title=TITLE)
        scale = {"scale": repr(case.calibration.mm_per_px_x)}
    rows = [{"name": str(CL_DETECTION_38.index(symbol) + 1), "point": [x, y, 1], **scale} for symbol, x, y in known]
    return json.dumps({"name": "Orthodontic landmarks", "type": "Multiple points", "points": rows}, indent=1)


def _film(document: Document, films: set[float]) -> float:
    """The number of the film that is meant: the last number in its file name."""
    name = document.film_name
    found = re.findall(r"[0-9]+", PurePath(name).stem) if name else []
    if not name:
        document.fail("holds the points of {count} films: open the film first, then this file", count=len(films))
    if not found or float(found[-1]) not in films:
        document.fail(
            "holds the points of {count} films, but none numbered as {name}: rename the film",
            count=len(films),
            name=name,
        )
    return float(found[-1])
