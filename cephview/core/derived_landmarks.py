"""Landmarks that follow from others, as the catalogue says: midpoints, intersections, feet of perpendiculars."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from cephview.core.catalogue import LANDMARKS
from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme

# Two lines that cross at less than this angle have no point that anybody could mark (its sine).
_LEAST_SINE = 0.02


def construct(points: Points, scheme: Scheme, symbols: Iterable[str], aspect: float = 1.0) -> Points:
    """`points` (n, 2) in film px, in the order of `scheme`, with these landmarks where the others put them.

    One whose parents are missing, or whose lines hardly cross, is NaN. `aspect` is how much taller than wide a pixel
    is, for perpendiculars.
    """
    known = {
        symbol: complex(x, y * aspect)
        for symbol, (x, y) in zip(scheme.symbols, points.tolist(), strict=True)
        if math.isfinite(x + y)
    }
    left = [symbol for symbol in symbols if symbol in scheme]
    for symbol in left:
        known.pop(symbol, None)
    # What is constructed from something constructed waits for it.
    for _ in range(len(left)):
        for symbol in left:
            if symbol not in known and (found := constructed(symbol, known)) is not None:
                known[symbol] = found
    result = points.copy()
    for symbol in left:
        found = known.get(symbol)
        result[scheme.index(symbol)] = (np.nan, np.nan) if found is None else (found.real, found.imag / aspect)
    return result


def constructed(symbol: str, known: dict[str, complex]) -> complex | None:
    """Where a landmark lies by its construction, in the frame (x + iy) of the `known` ones; None where it cannot be."""
    rule = LANDMARKS[symbol].construct.split() if symbol in LANDMARKS else []
    if not rule or not all(parent in known for parent in rule[1:]):
        return None
    at = [known[parent] for parent in rule[1:]]
    match rule[0]:
        case "midpoint":
            return (at[0] + at[1]) / 2
        case "foot":
            return _foot(*at)
        case _:
            return _intersection(*at)


def _foot(point: complex, start: complex, end: complex) -> complex | None:
    way = end - start
    if not abs(way):
        return None
    return start + way * ((point - start) * way.conjugate()).real / abs(way) ** 2


def _intersection(a: complex, b: complex, c: complex, d: complex) -> complex | None:
    first, second = b - a, d - c
    cross = (first.conjugate() * second).imag
    if abs(cross) <= _LEAST_SINE * abs(first) * abs(second):
        return None
    return a + first * ((c - a).conjugate() * second).imag / cross
