"""YOLO pose text: a line `class cx cy w h x y [v] x y [v] …` a head, all in shares of the film; v = 0 means missing.

v is a flag in what people labelled, and the confidence in what a model wrote.
"""

from __future__ import annotations

from cephview.core.case import Reference
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import Stated, numbered, reading
from cephview.io.tables.foreign import number_of

TITLE = "YOLO pose text"
_BOX = 5
_FEWEST = 4


def recognises(document: Document) -> bool:
    """Whether each line is a class, a box and points."""
    rows = [line.split() for line in document.text.splitlines() if line.strip()]
    return bool(rows) and all(_step(row) for row in rows)


def read(document: Document) -> Reference:
    """The points of the only head, in film px. Raises CephViewError for several, and without the film's size."""
    rows = [line.split() for line in document.text.splitlines() if line.strip()]
    if len(rows) > 1:
        document.fail(f"marks {len(rows)} heads on one film: keep one of them")
    step = _step(rows[0])
    values = [number_of(word) or 0.0 for word in rows[0][_BOX:]]
    nan = float("nan")
    points = [
        (nan, nan) if step == 3 and values[i + 2] == 0 else (values[i], values[i + 1])
        for i in range(0, len(values), step)
    ]
    return reading(document, numbered(document, points), Stated(share=1.0))


def _step(words: list[str]) -> int:
    """How many numbers each point has, 3 or 2; 0 where it is no such line."""
    values = [number_of(word) for word in words]
    rest = values[_BOX:]
    if len(rest) < 2 * _FEWEST or any(value is None or not -1 <= value <= 2 for value in rest):
        return 0
    if values[0] is None or values[0] != int(values[0]) or any(value is None or value > 1 for value in values[1:_BOX]):
        return 0
    # A model's own output has its confidence for v, which alone tells it where pairs do not fit.
    flags = all(value in (0, 1, 2) for value in rest[2::3])
    if len(rest) % 3 == 0 and (flags or (len(rest) % 2 and all(0 <= (value or 0) <= 1 for value in rest[2::3]))):
        return 3
    return 2 if len(rest) % 2 == 0 else 0
