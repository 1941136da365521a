"""TPS (morphometrics): `LM=n` and n lines `x y`, y counted from the bottom row of the film; `NA` is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import numpy as np

from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.reference import Reference
from cephview.io.annotations.document import Document, known_points
from cephview.io.annotations.marks import StatedFilm, numbered, reading

TITLE = "TPS"
_FIELD = re.compile(r"\s*([A-Za-z0-9_]+)\s*=\s*(.*?)\s*")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


@dataclass
class _Specimen:
    count: int
    rows: list[tuple[float, float]] = field(default_factory=list)
    image: str = ""


def read(document: Document) -> Reference:
    """The points of `document.film`, or of the only film. Raises CephViewError where the film's height is unknown."""
    specimen = _chosen(document, _specimens(document))
    if document.film_size is None:
        document.fail("counts from the bottom of the film: open the film first, then this file")
    if any(abs(value) == float("inf") for row in specimen.rows for value in row):
        document.fail("holds an infinite coordinate: export it again")
    # Pixel centres are whole numbers, so the bottom row is 0 there and height - 1 here. 0 0 and -1 -1 stay missing.
    bottom = document.film_size[1] - 1
    rows = [(x, y) if x == y <= 0 else (x, bottom - y) for x, y in specimen.rows]
    return reading(document, numbered(document, rows), StatedFilm(specimen.image))


def encode(case: Case) -> str:
    """The file of a case; SCALE is mm per px. Raises CephViewError for unequal spacing, of which TPS knows nothing."""
    known_points(case)
    film, bottom = case.radiograph.name, case.radiograph.size[1] - 1
    rows = [f"{x!r} {bottom - y!r}" if np.isfinite(x) else "NA NA" for x, y in case.points.tolist()]
    lines = [f"LM={len(rows)}", *rows, f"IMAGE={film}", f"ID={PurePosixPath(film).stem}"]
    if case.calibration is not None:
        if not case.calibration.isotropic:
            raise CephViewError("{title} knows one scale, this film has two: choose another format.", title=TITLE)
        lines.append(f"SCALE={case.calibration.mm_per_px_x!r}")
    return "\n".join(lines) + "\n"


def _specimens(document: Document) -> list[_Specimen]:
    specimens: list[_Specimen] = []
    open_rows = 0
    for number, line in enumerate(document.text.splitlines(), start=1):
        found = _FIELD.fullmatch(line)
        key = found[1].upper() if found else ""
        if key == "LM" and found and found[2].isdecimal() and len(found[2]) < 6:
            specimens.append(_Specimen(int(found[2])))
            open_rows = specimens[-1].count
        elif open_rows:
            specimens[-1].rows.append(_point(document, number, line))
            open_rows -= 1
        elif key == "IMAGE" and found and specimens:
            specimens[-1].image = found[2]
        elif key in ("LM", "LM3"):
            document.fail("cannot be read at line {number}: only flat landmarks, `LM=19`, are known", number=number)
    if open_rows:
        document.fail("ends {open_rows} points too early: export it again", open_rows=open_rows)
    return specimens


def _point(document: Document, number: int, line: str) -> tuple[float, float]:
    words = line.split()
    if len(words) == 2 and all(word == "NA" or _NUMBER.fullmatch(word) for word in words):
        x, y = (np.nan if word == "NA" else float(word) for word in words)
        return x, y
    document.fail("cannot be read at line {number}, which is not `x y`: export it again", number=number)


def _chosen(document: Document, specimens: list[_Specimen]) -> _Specimen:
    if len(specimens) > 1:
        name = document.only_film(specimen.image for specimen in specimens)
        specimens = [specimen for specimen in specimens if specimen.image == name]
    if len(specimens) != 1:
        document.fail(
            "holds {count} sets of points of this film instead of one: choose another file", count=len(specimens)
        )
    return specimens[0]
