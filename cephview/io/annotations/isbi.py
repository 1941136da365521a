"""ISBI 2015 text: a line `x,y` a landmark, in film px; lines of class codes may follow."""

from __future__ import annotations

import re

from cephview.core.case import Case
from cephview.core.reference import Reference
from cephview.io.annotations.document import Document, all_points
from cephview.io.annotations.marks import numbered, reading

TITLE = "ISBI 2015 text"
NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_POINT = re.compile(rf"\s*({NUMBER})(?:\s*[,;]\s*|\s+)({NUMBER})\s*[,;]?\s*", re.ASCII)
# `123,4;567,8`, as programs of half the world write it.
_DECIMAL_COMMA = re.compile(r"\s*([+-]?\d+,\d+)(?:\s*;\s*|\s+)([+-]?\d+,\d+)\s*;?\s*", re.ASCII)
_MISSING = re.compile(r"\s*(?:nan|na|n/a)(?:\s*[,;]\s*|\s+)(?:nan|na|n/a)\s*", re.IGNORECASE)
_CLASS = re.compile(r"\s*\d{0,2}\s*", re.ASCII)
# DOS ended texts with this letter, and some programs still do.
_DOS_END = "\x1a"


def recognises(document: Document) -> bool:
    """Whether the first line is `x,y`."""
    first = document.text.lstrip().partition("\n")[0]
    return bool(_POINT.fullmatch(first) or _DECIMAL_COMMA.fullmatch(first))


def read(document: Document) -> Reference:
    """The points of 19, 29 or 38 lines `x,y` (comma, semicolon, blanks). Raises CephViewError for other text."""
    rows: list[tuple[float, float]] = []
    classes = False
    for number, line in enumerate(document.text.rstrip(_DOS_END + " \r\n\t").splitlines(), start=1):
        if not line.strip():
            continue
        found = None if classes else _POINT.fullmatch(line)
        if found is not None:
            rows.append((float(found[1]), float(found[2])))
        elif not classes and (found := _DECIMAL_COMMA.fullmatch(line)):
            rows.append((float(found[1].replace(",", ".")), float(found[2].replace(",", "."))))
        elif not classes and _MISSING.fullmatch(line):
            rows.append((float("nan"), float("nan")))
        elif _CLASS.fullmatch(line):
            classes = True
        else:
            document.fail(
                "cannot be read at line {number}, which is not `x,y` in pixels: export it again", number=number
            )
    if any(abs(value) == float("inf") for row in rows for value in row):
        document.fail("holds an infinite coordinate: export it again")
    return reading(document, numbered(document, rows))


def encode(case: Case) -> str:
    """A line `x,y` a landmark. Raises CephViewError where one is missing."""
    return "".join(f"{x!r},{y!r}\n" for _, x, y in all_points(case, TITLE))
