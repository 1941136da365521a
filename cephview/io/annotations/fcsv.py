"""3D Slicer's older fiducials (`.fcsv`), a table headed by comments, in mm, RAS unless they say LPS; and its CSV."""

from __future__ import annotations

import csv
import re

from cephview.core.reference import Reference
from cephview.core.sentences import Sentence
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import Mark
from cephview.io.annotations.slicer_scale import from_mm
from cephview.io.tables.foreign import number_of, parse_table

TITLE = "3D Slicer fiducials"
TITLE_TABLE = Sentence("3D Slicer's table of control points")
_SYSTEM = re.compile(r"#\s*CoordinateSystem\s*=\s*(\S+)", re.IGNORECASE)
_COLUMNS = re.compile(r"#\s*columns\s*=\s*(.+)", re.IGNORECASE)
_USUAL = "id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID"
_NOT_PLACED = (["0"], ["1"], ["3"])  # undefined, followed by the mouse, missing


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
                document.fail("has no x and y in {value!r}: export it again", value=",".join(cells)[:30])
            # Since Slicer 5 two numbers stand behind the columns that are named; the first says whether it was placed.
            if cells[len(names) : len(names) + 1] not in _NOT_PLACED:
                marks.append(Mark(row.get("label", ""), sign * x, sign * y))
    except csv.Error:
        document.fail("is no table of comma-separated values: export it again")
    return from_mm(document, marks, None)


def recognises_table(document: Document) -> bool:
    """Whether the headings are those of Slicer's export of control points: label and r, a, s, or l, p, s."""
    headings = {cell.strip().lower() for cell in re.split("[,;\t]", document.text.partition("\n")[0])}
    return "label" in headings and (set("ras") <= headings or set("lps") <= headings)


def read_table(document: Document) -> Reference:
    """As `read`, of the table of control points that Slicer exports."""
    table = parse_table(document.text, document.path.name, dict.fromkeys(("label", "defined", *"raslp"), ()))
    sign, across, down = (1.0, "l", "p") if "l" in table.columns else (-1.0, "r", "a")
    marks = []
    for row in table.rows:
        x, y = number_of(row.cells.get(across, "")), number_of(row.cells.get(down, ""))
        if row.cells.get("defined") == "0":
            continue
        if x is None or y is None:
            document.fail(
                "has no {across} and {down} at line {line}: export it again", across=across, down=down, line=row.line
            )
        marks.append(Mark(row.cells.get("label", ""), sign * x, sign * y))
    return from_mm(document, marks, None)
