"""Plain JSON: `{"S": [x, y]}`, `{"landmarks": {"S": {"x": …}}}`, `[{"label": "S", "x": …}]`, or by film,
`{"151": [[x, y], …]}`.
"""

from __future__ import annotations

import math
from typing import Any

from cephview.core.reference import Reference
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import Mark, StatedFilm, numbered, reading, stated_size

TITLE = "JSON of points"
_INNER = ("landmarks", "points", "keypoints", "coordinates")
# What a point in a list calls its landmark.
_NAMES = ("label", "name", "landmark", "symbol", "title", "id", "class")
_NAN = float("nan")


def recognises(document: Document) -> bool:
    """Whether it holds points by label, or points by film."""
    content = document.json
    if isinstance(content, list):
        return _row(content) is not None
    return isinstance(content, dict) and (_marks(_inner(content)) is not None or bool(_films(content)))


def read(document: Document) -> Reference:
    """The points of `document.film`, or of the only film, in film px. Raises CephViewError where there is no such."""
    content: Any = document.json
    content = {_INNER[0]: content} if isinstance(content, list) else content
    marks = _marks(_inner(content))
    name = ""
    if marks is None:
        films = _films(content)
        key = document.only_film(films) or ""
        name = "" if key in _INNER else key
        found = films[key]
        marks = numbered(document, found) if isinstance(found, tuple) else found
    size = content.get("image_size") or content.get("size")
    stated = size if isinstance(size, list) and len(size) == 2 and all(map(_is_number, size)) else (None, None)
    film = name or next((content[key] for key in ("image", "film", "file_name") if content.get(key)), "")
    return reading(document, marks, StatedFilm(film if isinstance(film, str) else "", stated_size(*stated)))


def _inner(content: dict[str, Any]) -> Any:
    return next((content[key] for key in _INNER if isinstance(content.get(key), dict)), content)


def _marks(content: Any) -> list[Mark] | None:
    """The points by label; None where it is anything else."""
    if not isinstance(content, dict) or not content:
        return None
    points = {label: _point(value) for label, value in content.items()}
    if any(point is None for point in points.values()):
        return None
    return [Mark(label, *point) for label, point in points.items() if point is not None]


def _films(content: dict[str, Any]) -> dict[str, list[Mark] | tuple[tuple[float, float], ...]]:
    """The films with their points, in a row or by label."""
    films: dict[str, list[Mark] | tuple[tuple[float, float], ...]] = {}
    for film, value in content.items():
        if isinstance(value, list) and (row := _row(value)) is not None:
            films[film] = row
        elif (marks := _marks(value)) is not None:
            films[film] = marks
    return films


def _row(value: list[Any]) -> list[Mark] | tuple[tuple[float, float], ...] | None:
    """The points of a list, by their labels where each has one, else in their order; None of any other list."""
    points = [_point(each) for each in value]
    known = [point for point in points if point is not None]
    if not known or len(known) < len(points):
        return None
    if not any(isinstance(each, dict) for each in value):
        return tuple(known)
    key = next((name for name in _NAMES if all(isinstance(each, dict) and name in each for each in value)), None)
    if key is None:
        return tuple(known) if not any(set(_NAMES) & each.keys() for each in value if isinstance(each, dict)) else None
    return [Mark(str(each[key]), *point) for each, point in zip(value, known, strict=True)]


def _point(value: Any) -> tuple[float, float] | None:
    if value is None:
        return _NAN, _NAN
    pair = [value.get("x"), value.get("y")] if isinstance(value, dict) else value
    if not isinstance(pair, list) or len(pair) not in (2, 3) or not all(map(_is_number, pair)):
        return None
    return float(pair[0]), float(pair[1])


def _is_number(value: Any) -> bool:
    return (
        isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e12 and math.isfinite(value)
    )
