"""VGG Image Annotator (VIA 2 and 3), JSON and CSV: regions of shape `point`, labelled by their first attribute."""

from __future__ import annotations

import csv
import json
from typing import Any

from cephview.core.reference import Reference
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import Mark, StatedFilm, reading

TITLE = "VIA JSON"
TITLE_CSV = "VIA CSV"
_ROUND = (1, 3, 4)  # VIA 3's point, circle and ellipse
_COLUMNS = ("filename", "region_shape_attributes", "region_attributes")


def recognises(document: Document) -> bool:
    """Whether the JSON is VIA's: an export, or a whole project."""
    return bool(_films(document))


def recognises_csv(document: Document) -> bool:
    """Whether the table has VIA's columns."""
    headings = document.text.lstrip("\ufeff \r\n#").partition("\n")[0]
    return all(column in headings for column in _COLUMNS)


def read_csv(document: Document) -> Reference:
    """As `read`, of the table with a row a region, whose attributes are JSON in a cell."""
    films: dict[str, dict[str, Any]] = {}
    try:
        for row in csv.DictReader(document.text.lstrip("\ufeff \r\n#").splitlines()):
            shape, label = (json.loads(row[column] or "{}") for column in _COLUMNS[1:])
            film = films.setdefault(str(row["filename"]), {"regions": []})
            film["regions"].append({"shape_attributes": shape, "region_attributes": label})
    except (csv.Error, KeyError, TypeError, ValueError, RecursionError):
        document.fail("has a row that is not as VIA writes it: export it again")
    return _reading(document, films)


def read(document: Document) -> Reference:
    """The points of `document.film`, or of the only film, in film px. Raises CephViewError where there is no such."""
    films = {str(entry["filename"]): entry for entry in _films(document) if entry.get("regions")}
    return _reading(document, films)


def _reading(document: Document, films: dict[str, dict[str, Any]]) -> Reference:
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
    return reading(document, marks, StatedFilm(name))


def _films(document: Document) -> list[dict[str, Any]]:
    content = document.json
    if isinstance(content, dict) and {"file", "metadata", "view"} <= content.keys():
        return _films_of_via_3(document, content)
    if isinstance(content, dict):
        content = content.get("_via_img_metadata", content)
    entries = list(content.values()) if isinstance(content, dict) else []
    return [entry for entry in entries if isinstance(entry, dict) and {"filename", "regions"} <= entry.keys()]


def _films_of_via_3(document: Document, content: dict[str, Any]) -> list[dict[str, Any]]:
    """The films of a project of VIA 3 as VIA 2 has them: its regions are lists that begin with the shape's number."""
    films: dict[str, dict[str, Any]] = {}
    try:
        for view, shown in content["view"].items():
            name = content["file"][str(shown["fid_list"][0])]["fname"]
            films[view] = {"filename": name, "regions": []}
        for region in content["metadata"].values():
            if region["xy"] and region["xy"][0] in _ROUND:
                shape = {"name": "point", "cx": region["xy"][1], "cy": region["xy"][2]}
                films[region["vid"]]["regions"].append({"shape_attributes": shape, "region_attributes": region["av"]})
    except (AttributeError, IndexError, KeyError, TypeError):
        document.fail("is a project of VIA 3 that is not whole: save it again")
    return list(films.values())


def _label(attributes: object) -> str:
    if not isinstance(attributes, dict):
        return ""
    for value in attributes.values():
        if isinstance(value, (str, int)) and str(value).strip():
            return str(value)
        if isinstance(value, dict) and value:  # a checkbox: {"S": true}
            return str(next(iter(value)))
    return ""
