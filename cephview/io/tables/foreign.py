"""Tables that others wrote: any separator, decimal comma, capital headings, a spreadsheet's encodings."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cephview.core.errors import CephViewError

_SEPARATORS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Row:
    """A row with the number of its line, and its cells by what their heading means."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class ForeignTable:
    """The rows of a table, its headings, and which of the wanted columns it has."""

    rows: tuple[Row, ...]
    headings: tuple[str, ...]
    columns: frozenset[str]


def parse_table(text: str, name: str, wanted: Mapping[str, Sequence[str]]) -> ForeignTable:
    """The rows of a table whose first line is headings; `wanted` are columns with what people call them.

    Headings are compared without capitals, blanks and marks. Raises CephViewError where it is no table.
    """
    lines = text.splitlines(keepends=True)
    # `sep=;` leads where Excel is to be told so.
    hint = re.fullmatch(r"\s*sep=(.)\s*", lines[0], re.IGNORECASE) if lines else None
    first = 1 if hint else next((i for i, line in enumerate(lines) if line.strip()), 0)
    if not lines[first:]:
        raise CephViewError("{name} is empty: save it again as CSV.", name=name)
    separator = hint[1] if hint else max(_SEPARATORS, key=lines[first].count)
    reader = csv.reader(io.StringIO("".join(lines[first:]), newline=""), delimiter=separator)
    rows: list[Row] = []
    try:
        headings = tuple(cell.strip() for cell in next(reader))
        columns = _columns([plain_heading(cell) for cell in headings], wanted)
        for cells in reader:
            found = {column: cells[i].strip() for column, i in columns.items() if i < len(cells)}
            if any(cells):
                rows.append(Row(first + reader.line_num, found))
    except (csv.Error, StopIteration):
        raise CephViewError(
            "{name}, line {first}, is no row of a table: save it as CSV.", name=name, first=first + reader.line_num
        ) from None
    return ForeignTable(tuple(rows), headings, frozenset(columns))


def _columns(headings: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each wanted column stands; of several headings that would do, the one that is named first."""
    places: dict[str, int] = {}
    for column, words in wanted.items():
        found = [plain_heading(word) for word in (column, *words) if plain_heading(word) in headings]
        if found:
            places[column] = headings.index(found[0])
    return places


def plain_heading(text: str) -> str:
    """A heading without capitals, blanks and marks: `mm per Pixel` and `mm_per_pixel` are one."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def number_of(cell: str) -> float | None:
    """A number as any country writes it, with one decimal mark and nothing between thousands; None for other text."""
    digits = "".join(str(unicodedata.decimal(c, c)) for c in cell.strip().strip("'\""))
    plain = re.sub("[,٫]", ".", digits).replace("−", "-")
    return float(plain) if re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", plain, re.ASCII) else None
