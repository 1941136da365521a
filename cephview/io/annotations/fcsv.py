"""3D Slicer's older fiducials (`.fcsv`): a table headed by comments, in mm; RAS unless they say LPS."""

from __future__ import annotations

import csv
import re

from cephview.core.case import Reference
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import Mark
from cephview.io.annotations.slicer_scale import from_mm
from cephview.io.tables.foreign import number_of

TITLE = "3D Slicer fiducials"
_SYSTEM = re.compile(r"#\s*CoordinateSystem\s*=\s*(\S+)", re.IGNORECASE)
_COLUMNS = re.compile(r"#\s*columns\s*=\s*(.+)", re.IGNORECASE)
_USUAL = "id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label"


def read(document: Document) -> Reference:
    """The points in film px. Raises CephViewError where a line has no position, or mm per px is not known."""
    system = _SYSTEM.search(document.text)
    sign = 1.0 if system and system[1].upper() in ("LPS", "1") else -1.0
    headed = _COLUMNS.search(document.text)
    names = [name.strip().lower() for name in (headed[1] if headed else _USUAL).split(",")]
    lines = [line for line in document.text.splitlines() if line.strip() and not line.startswith("#")]
    marks = []
    try:
        for cells in csv.reader(lines):
            row = dict(zip(names, cells, strict=False))
            x, y = number_of(row.get("x", "")), number_of(row.get("y", ""))
            if x is None or y is None:
                document.fail(f"has no x and y in {','.join(cells)[:30]!r}: export it again")
            marks.append(Mark(row.get("label", ""), sign * x, sign * y))
    except csv.Error:
        document.fail("is no table of comma-separated values: export it again")
    return from_mm(document, marks, None)
