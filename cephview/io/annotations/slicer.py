"""3D Slicer markups (`.mrk.json`): control points in mm from the centre of the first pixel.

As Slicer lays a picture: x along the row and y down the column are the L and P of LPS, z is 0.
"""

from __future__ import annotations

import json
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, FiniteFloat, PositiveFloat

from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.reference import Reference
from cephview.io.annotations.document import Document, known_points
from cephview.io.annotations.marks import Mark
from cephview.io.annotations.slicer_scale import from_mm

TITLE = "3D Slicer markups"
SUFFIX = ".mrk.json"
_SCHEMA = (
    "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/Resources/Schema/"
    "markups-schema-v1.0.3.json#"
)


class _ControlPoint(BaseModel):
    model_config = ConfigDict(extra="ignore")
    label: str = ""
    position: tuple[FiniteFloat, FiniteFloat, FiniteFloat] | None = None
    positionStatus: str = "defined"


class _Markup(BaseModel):
    model_config = ConfigDict(extra="ignore")
    type: str = "Fiducial"
    coordinateSystem: Literal["LPS", "RAS", "0", "1", 0, 1] = "LPS"
    coordinateUnits: Literal["mm", "um"] = "mm"
    controlPoints: list[_ControlPoint] = []


class _Film(BaseModel):
    model_config = ConfigDict(extra="ignore")
    mm_per_px: tuple[PositiveFloat, PositiveFloat]


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")
    markups: list[_Markup]
    cephview: _Film | None = None


def recognises(document: Document) -> bool:
    """Whether the JSON is 3D Slicer's."""
    return "markups" in document.members()


def read(document: Document) -> Reference:
    """The points in film px; what is not `defined` is missing. Raises CephViewError where mm per px is not known.

    A file of CephView says how many mm a pixel was; for others the film's own calibration holds.
    """
    file = document.validated(_File, TITLE)
    marks = [
        Mark(point.label, *_in_lps_mm(markup, point.position))
        for markup in file.markups
        if markup.type == "Fiducial"
        for point in markup.controlPoints
        if point.positionStatus == "defined" and point.position is not None
    ]
    return from_mm(document, marks, file.cephview.mm_per_px if file.cephview else None)


def encode(case: Case) -> str:
    """The file of a case. Raises CephViewError without a calibration, since it holds millimetres alone."""
    known = case.calibration
    if known is None:
        raise CephViewError("{title} hold millimetres: calibrate {name} first.", title=TITLE, name=case.radiograph.name)
    known_points(case)
    in_mm = known.to_mm(case.points)
    points = [
        {
            "id": str(number),
            "label": landmark.symbol,
            "description": landmark.name,
            "associatedNodeID": "",
            "position": [float(x), float(y), 0.0],
            "orientation": [-1.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0, 0.0, 1.0],
            "selected": True,
            "locked": False,
            "visibility": True,
            "positionStatus": "defined",
        }
        if np.isfinite(x)
        else {"id": str(number), "label": landmark.symbol, "description": landmark.name, "positionStatus": "undefined"}
        for number, (landmark, (x, y)) in enumerate(zip(case.scheme.landmarks, in_mm, strict=True), start=1)
    ]
    markup = {
        "type": "Fiducial",
        "coordinateSystem": "LPS",
        "coordinateUnits": "mm",
        "locked": False,
        "labelFormat": "%N-%d",
        "controlPoints": points,
    }
    film = {"image": case.radiograph.name, "mm_per_px": [known.mm_per_px_x, known.mm_per_px_y]}
    return json.dumps({"@schema": _SCHEMA, "markups": [markup], "cephview": film}, ensure_ascii=False, indent=2)


def _in_lps_mm(markup: _Markup, position: tuple[float, float, float]) -> tuple[float, float]:
    sign = -1.0 if markup.coordinateSystem in ("RAS", "0", 0) else 1.0
    scale = sign * (0.001 if markup.coordinateUnits == "um" else 1.0)
    return position[0] * scale, position[1] * scale
