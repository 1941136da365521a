"""ISBI 2015 text: a line `x,y` a landmark, in film px; lines of class codes may follow."""

from __future__ import annotations

import re

import numpy as np

from cephview.core.case import Case, Reference
from cephview.core.landmarks import SCHEMES, scheme_of_count
from cephview.io.annotations.document import Document, all_points

TITLE = "ISBI 2015 text"
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_POINT = re.compile(rf"\s*({_NUMBER})(?:\s*[,;]\s*|\s+)({_NUMBER})\s*[,;]?\s*", re.ASCII)
_CLASS = re.compile(r"\s*\d{0,2}\s*", re.ASCII)


def read(document: Document) -> Reference:
    """The points of 19, 29 or 38 lines `x,y` (comma, semicolon, blanks). Raises CephViewError for other text."""
    rows: list[tuple[float, float]] = []
    lines = document.text.strip().splitlines()
    for line in lines:
        found = _POINT.fullmatch(line)
        if found is None:
            break
        rows.append((float(found[1]), float(found[2])))
    rest = lines[len(rows) :]
    unread = next((i for i, line in enumerate(rest) if not _CLASS.fullmatch(line)), None)
    if unread is not None:
        document.fail(f"cannot be read at line {len(rows) + unread + 1}, which is not `x,y` in pixels: export it again")
    scheme = scheme_of_count(len(rows))
    if document.scheme is not None and len(document.scheme) == len(rows):
        scheme = document.scheme
    if scheme is None:
        known = ", ".join(str(len(scheme)) for scheme in SCHEMES.values())
        document.fail(f"holds {len(rows)} points instead of {known}: choose another file")
    points = np.array(rows, dtype=np.float64)
    if not np.isfinite(points).all():
        document.fail("holds an infinite coordinate: export it again")
    return document.reference(scheme, points)


def encode(case: Case) -> str:
    """A line `x,y` a landmark. Raises CephViewError where one is missing."""
    return "".join(f"{x!r},{y!r}\n" for _, x, y in all_points(case, TITLE))
