"""Tables of points: `name,x,y`, wide ones (`S_x,S_y,…`, a row a film), DeepLabCut's and napari's CSV."""

from __future__ import annotations

import csv
import re

from cephview.core.reference import Reference
from cephview.core.sentences import Sentence
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import Mark, StatedFilm, numbered, reading, stated_size
from cephview.io.tables.export_reader import is_export
from cephview.io.tables.foreign import number_of, parse_table

TITLE = Sentence("a table of points")
_WIDE = re.compile(r"(?:(.+?)[ _.\-]*\(?([xy])\)?|([xy])(?:[ _.\-]+(.+)|(\d+)))", re.IGNORECASE)
_NAPARI = re.compile(r"\s*index\s*[,;\t]\s*axis-0", re.IGNORECASE)
_NAN = float("nan")
_DEEPLABCUT = ("scorer", "individuals", "bodyparts", "coords")
_POINTS = {
    "label": ("landmark", "name", "symbol", "point", "bodypart", "landmark_name", "title", "id"),
    "x": ("x_px", "x_pixel", "px_x", "pos_x", "x_coordinate"),
    "y": ("y_px", "y_pixel", "px_y", "pos_y", "y_coordinate"),
    "film": ("image", "file", "file_name", "image_name", "image_path", "film", "path"),
    "width": ("image_width",),
    "height": ("image_height",),
}


def recognises(document: Document) -> bool:
    """Whether the first line is a heading of such a table, or the lines are `name,x,y` themselves."""
    first = document.text.lstrip("\ufeff \r\n").partition("\n")[0]
    cells = [cell.strip().strip('"') for cell in re.split("[,;\t]", first)]
    if cells[0].casefold() == "scorer" or _NAPARI.match(first):
        return True
    names = {cell.casefold() for cell in cells}
    if names & {"x", *_POINTS["x"]} and names & {"y", *_POINTS["y"]}:
        return True
    return len(_wide_columns(cells)) >= 2 or _is_bare(cells)


def recognises_alone(document: Document) -> bool:
    """As `recognises`, where the table is not CephView's own."""
    return not is_export(document.text) and recognises(document)


def read(document: Document) -> Reference:
    """The points of `document.film`, or of the only film, in film px. Raises CephViewError where there is no such."""
    text = document.text.lstrip("\ufeff")
    first = text.lstrip().partition("\n")[0]
    if first.casefold().startswith("scorer"):
        return _deeplabcut(document)
    if _NAPARI.match(first):
        return _napari(document)
    cells = [cell.strip().strip('"') for cell in re.split("[,;\t]", first)]
    if _is_bare(cells):
        text = "label,x,y\n".replace(",", _separator(first)) + text
    elif len(_wide_columns(cells)) >= 2:
        return _wide(document)
    table = parse_table(text, document.path.name, _POINTS)
    name = document.only_film(row.cells.get("film", "") for row in table.rows)
    rows = [row for row in table.rows if row.cells.get("film", "") == (name or "")]
    marks = []
    for place, row in enumerate(rows, start=1):
        x, y = _cell(document, row.line, row.cells.get("x", "")), _cell(document, row.line, row.cells.get("y", ""))
        marks.append(Mark(row.cells.get("label") or str(place), x, y))
    size = stated_size(*(number_of(rows[0].cells.get(side, "")) for side in ("width", "height"))) if rows else None
    return reading(document, marks, StatedFilm(name or "", size))


def _wide(document: Document) -> Reference:
    rows = _rows(document)
    columns = _wide_columns(rows[0])
    films = {row[0]: row for row in rows[1:] if len(row) == len(rows[0])}
    if not films:
        document.fail("has no row of points below its headings: export it again")
    named = 0 not in {place for pair in columns.values() for place in pair.values()}
    name = document.only_film(films) if named or len(films) > 1 else next(iter(films))
    row = films[name or ""]
    marks = [
        Mark(label, *(_cell(document, 2, row[pair[axis]]) for axis in "xy"))
        for label, pair in columns.items()
        if len(pair) == 2
    ]
    return reading(document, marks, StatedFilm(name if named and name else ""))


def _deeplabcut(document: Document) -> Reference:
    rows = _rows(document)
    heads = {row[0].casefold(): row for row in rows[:4] if row[0].casefold() in _DEEPLABCUT}
    if not {"bodyparts", "coords"} <= heads.keys():
        document.fail("is headed as DeepLabCut's, but has no bodyparts and coords: export it again")
    begin = next(i for i, cell in enumerate(heads["coords"]) if cell.casefold() in ("x", "y"))
    films = {"/".join(row[:begin]): row for row in rows[len(heads) :] if len(row) == len(rows[0])}
    if not films:
        document.fail("has no row of points below its headings: export it again")
    name = document.only_film(films) or ""
    places: dict[tuple[str, str], dict[str, int]] = {}
    columns = (heads.get("individuals", heads["coords"]), heads["bodyparts"], heads["coords"])
    for i, (one, part, axis) in enumerate(zip(*columns, strict=True)):
        if axis.casefold() in ("x", "y") and i >= begin:
            places.setdefault((one if "individuals" in heads else "", part), {})[axis.casefold()] = i
    marks: dict[str, Mark] = {}
    for (_, part), pair in places.items():
        x, y = (_cell(document, 4, films[name][pair[axis]]) if axis in pair else _NAN for axis in "xy")
        former = marks.setdefault(part, Mark(part, x, y))
        if x == x and former.x == former.x and (x, y) != (former.x, former.y):
            document.fail("marks {part} of several individuals on one film: keep one of them", part=part)
        if x == x:
            marks[part] = Mark(part, x, y)
    return reading(document, list(marks.values()), StatedFilm(name))


def _napari(document: Document) -> Reference:
    """Rows are numbered from 0; the last two axes are y and x."""
    rows = _rows(document)
    axes = [i for i, cell in enumerate(rows[0]) if cell.casefold().startswith("axis-")]
    label = next((i for i, cell in enumerate(rows[0]) if cell.casefold() in ("label", "name", "landmark")), None)
    if len(axes) < 2:
        document.fail("is headed as napari's, but has not two axes: export it again")
    points = [
        (_cell(document, n, row[axes[-1]]), _cell(document, n, row[axes[-2]]))
        for n, row in enumerate(rows[1:], start=2)
        if len(row) > axes[-1]
    ]
    if label is None:
        return reading(document, numbered(document, points))
    labels = [row[label] for row in rows[1:] if len(row) > axes[-1]]
    return reading(document, [Mark(text, *point) for text, point in zip(labels, points, strict=True)])


def _rows(document: Document) -> list[list[str]]:
    text = document.text.lstrip("\ufeff \r\n")
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=_separator(text.partition("\n")[0])))
    except csv.Error:
        document.fail("is no table of separated values: export it again")
    return [[cell.strip() for cell in row] for row in rows if any(row)]


def _separator(line: str) -> str:
    return max((",", ";", "\t"), key=line.count)


def _wide_columns(cells: list[str]) -> dict[str, dict[str, int]]:
    """The columns of x and y by the label before or behind it; empty where a label lacks one."""
    places: dict[str, dict[str, int]] = {}
    for i, cell in enumerate(cells):
        found = _WIDE.fullmatch(cell)
        if found and cell.casefold() not in ("x", "y"):
            label, axis = (found[1], found[2]) if found[1] else (found[4] or found[5], found[3])
            places.setdefault(label.strip(), {})[axis.casefold()] = i
    return {label: pair for label, pair in places.items() if len(pair) == 2}


def _is_bare(cells: list[str]) -> bool:
    is_number = [number_of(cell) is not None for cell in cells]
    return len(cells) == 3 and is_number == [False, True, True] and bool(cells[0])


def _cell(document: Document, line: int, cell: str) -> float:
    if cell.casefold() in ("", "na", "nan", "n/a", "null", "none"):
        return _NAN
    value = number_of(cell)
    if value is None:
        document.fail("has {cell!r} for a number at line {line}: export it again", cell=cell[:20], line=line)
    return value
