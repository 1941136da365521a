"""VGG Image Annotator (VIA 2) JSON: regions of the shape `point`, labelled by the first of their attributes."""

from __future__ import annotations

from typing import Any

from cephview.core.case import Reference
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import Mark, Stated, reading

TITLE = "VIA JSON"


def recognises(document: Document) -> bool:
    """Whether the JSON is VIA's: an export, or a whole project."""
    return bool(_films(document))


def read(document: Document) -> Reference:
    """The points of `document.film`, or of the only film, in film px. Raises CephViewError where there is no such."""
    films = {str(entry["filename"]): entry for entry in _films(document) if entry.get("regions")}
    name = document.only_film(films)
    if name is None:
        document.fail("holds no regions: mark the film first, or choose another file")
    regions = films[name]["regions"]
    marks = []
    for region in regions.values() if isinstance(regions, dict) else regions:
        shape = region.get("shape_attributes") if isinstance(region, dict) else None
        if not isinstance(shape, dict) or shape.get("name") not in ("point", "circle", "ellipse"):
            continue
        x, y = shape.get("cx"), shape.get("cy")
        if not isinstance(x, (int, float)) or not isinstance(y, (int, float)):
            document.fail("has a point without cx and cy: export it again")
        marks.append(Mark(_label(region.get("region_attributes")), float(x), float(y)))
    return reading(document, marks, Stated(name))


def _films(document: Document) -> list[dict[str, Any]]:
    content = document.json
    if isinstance(content, dict):
        content = content.get("_via_img_metadata", content)
    entries = list(content.values()) if isinstance(content, dict) else []
    return [entry for entry in entries if isinstance(entry, dict) and {"filename", "regions"} <= entry.keys()]


def _label(attributes: object) -> str:
    if not isinstance(attributes, dict):
        return ""
    for value in attributes.values():
        if isinstance(value, (str, int)) and str(value).strip():
            return str(value)
        if isinstance(value, dict) and value:  # a checkbox: {"S": true}
            return str(next(iter(value)))
    return ""
