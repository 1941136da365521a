"""YOLO pose text: a line `class cx cy w h x y [v] x y [v] …` a head, all in shares of the film; v = 0 means missing.

v is a flag in what people labelled, and the confidence in what a model wrote; behind all of them a model may write its
confidence in the head (Ultralytics' `save_conf`).
"""

from __future__ import annotations

import numpy as np

from cephview.core.head_shape import Point
from cephview.core.landmarks import scheme_of_count
from cephview.core.reference import Reference
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import StatedFilm, by_symbol, numbered, reading
from cephview.io.annotations.shape import misfit_mm
from cephview.io.tables.foreign import number_of

TITLE = "YOLO pose text"
_BOX = 5
_FEWEST = 4
# Points may lie a little beside the film; flags go up to 2.
_LARGEST = 2.0


def recognises(document: Document) -> bool:
    """Whether each line is a class, a box and points."""
    rows = [line.split() for line in document.text.splitlines() if line.strip()]
    return bool(rows) and all(_points_of(row) for row in rows)


def read(document: Document) -> Reference:
    """The points of the only head, in film px. Raises CephViewError for several, and without the film's size."""
    rows = [line.split() for line in document.text.splitlines() if line.strip()]
    if len(rows) > 1:
        document.fail("marks {count} heads on one film: keep one of them", count=len(rows))
    ways = _points_of(rows[0])
    # As many numbers may be 19 points with a confidence each and one more, or 29 without: a face tells them apart.
    known = [points for points in ways if scheme_of_count(len(points))] or ways
    points = min(known, key=lambda each: _strangeness(document, each)) if len(known) > 1 else known[0]
    return reading(document, numbered(document, points), StatedFilm(share=1.0))


def _points_of(words: list[str]) -> list[list[Point]]:
    """The points of a line, x and y in shares of the film, in each way that it can be read; none of another line."""
    values = [number_of(word) for word in words]
    numbers = [value for value in values if value is not None and value >= -1]
    if len(numbers) < len(words) or len(words) < _BOX + 2 * _FEWEST:
        return []
    rest = numbers[_BOX:]
    if numbers[0] != int(numbers[0]) or max(numbers[1:_BOX]) > 1 or max(rest) > _LARGEST:
        return []
    ways = []
    for step, behind in ((3, 0), (3, 1), (2, 0), (2, 1)):
        count, left = divmod(len(rest) - behind, step)
        body = [rest[i : i + step] for i in range(0, count * step, step)]
        flags = [one[2] for one in body] if step == 3 else []
        if not left and _are_flags(flags) and _are_flags(rest[count * step :]):
            nowhere = (float("nan"), float("nan"))
            ways.append([nowhere if step == 3 and one[2] == 0 else (one[0], one[1]) for one in body])
    return ways


def _are_flags(values: list[float]) -> bool:
    """Whether numbers say how visible points are: 0, 1, 2 of a hand, or a model's confidence."""
    return all(value in (0, 1, 2) for value in values) or all(0 <= value <= 1 for value in values)


def _strangeness(document: Document, points: list[Point]) -> float:
    """How unlike a face points in shares of the film are, in the order of their count's scheme."""
    scheme = scheme_of_count(len(points))
    size = document.film_size or (1, 1)
    if scheme is None:
        return float("inf")
    misfit = misfit_mm(by_symbol(scheme, np.array(points) * size))
    return misfit if misfit == misfit else float("inf")
