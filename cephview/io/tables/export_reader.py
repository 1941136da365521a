"""Reading CephView's CSV back, also after a spreadsheet has saved it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, FiniteFloat, ValidationError

from cephview.core.calibration import Calibration, CalibrationSource, calibration_source
from cephview.core.case import Status
from cephview.core.errors import CephViewError
from cephview.core.geometry import Points
from cephview.core.landmarks import SCHEMES, Scheme
from cephview.io.reading import read_text
from cephview.io.tables.csv_cells import plain

_LIMIT = 50 << 20
_NEEDED = ("image", "scheme", "symbol", "x_px", "y_px", "status")


@dataclass(frozen=True, eq=False)
class ExportedCase:
    """A film's rows of the CSV: points (n, 2) film px in the order of `scheme`, unknown is NaN; statuses likewise."""

    image: str
    scheme: Scheme
    points: Points
    statuses: tuple[Status, ...]
    predicted_points: Points
    confidence: NDArray[np.float64]
    reference: str
    reference_points: Points
    calibration: Calibration | None


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore")
    image: str
    scheme: str
    symbol: str
    status: Status
    x_px: FiniteFloat | None
    y_px: FiniteFloat | None
    predicted_x_px: FiniteFloat | None = None
    predicted_y_px: FiniteFloat | None = None
    confidence: FiniteFloat | None = None
    reference: str = ""
    reference_x_px: FiniteFloat | None = None
    reference_y_px: FiniteFloat | None = None
    mm_per_px_x: FiniteFloat | None = None
    mm_per_px_y: FiniteFloat | None = None
    calibration_source: str = ""


def read_csv(path: Path) -> dict[str, ExportedCase]:
    """The cases of an export by image name; a second film of one name is `NAME (2)`.

    Raises CephViewError where it is no such table.
    """
    return parse_csv(read_text(path, _LIMIT), path.name)


def parse_csv(text: str, name: str) -> dict[str, ExportedCase]:
    """As `read_csv`, from the text of a file called `name`."""
    groups: list[dict[str, _Row]] = []
    for row in _rows(text, name):
        # Films of one name from several folders follow one another: a symbol that comes again begins the next.
        if not groups or next(iter(groups[-1].values())).image != row.image or row.symbol in groups[-1]:
            groups.append({})
        groups[-1][row.symbol] = row
    cases: dict[str, ExportedCase] = {}
    for group in groups:
        case = _case(list(group.values()), name)
        key, number = case.image, 2
        while key in cases:
            key, number = f"{case.image} ({number})", number + 1
        cases[key] = case
    if not cases:
        raise CephViewError("{name} holds no landmark: export it again.", name=name)
    return cases


def is_export(text: str) -> bool:
    """Whether the first line of a table has the columns of CephView's own."""
    header = text.partition("\n")[0].casefold()
    return all(column in header for column in _NEEDED)


def _rows(text: str, name: str) -> list[_Row]:
    header = text.partition("\n")[0]
    # Spreadsheets of some countries save semicolons, and other signs than a point in the numbers.
    delimiter = max((",", ";", "\t"), key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[_Row] = []
    try:
        missing = [column for column in _NEEDED if column not in (reader.fieldnames or ())]
        if missing:
            raise CephViewError(
                "{name} is no CSV of CephView (no column {missing}): choose another file.",
                name=name,
                missing=missing[0],
            )
        rows.extend(_Row.model_validate(_cells(raw, delimiter)) for raw in reader)
    except csv.Error as error:
        raise CephViewError(
            "{name} cannot be read at line {line_num} ({error}): export it again.",
            name=name,
            line_num=reader.line_num,
            error=error,
        ) from None
    except ValidationError as error:
        column = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise CephViewError(
            "{name} cannot be read at line {line_num} ({column}): export it again.",
            name=name,
            line_num=reader.line_num,
            column=column,
        ) from None
    return rows


def _cells(raw: dict[str, str | None], delimiter: str) -> dict[str, str | None]:
    cells: dict[str, str | None] = {}
    for column, field in _Row.model_fields.items():
        cell = raw.get(column)
        if field.annotation in (str, Status):
            cells[column] = plain(cell or "")
        else:
            cells[column] = (re.sub("[,/٫]", ".", cell) if cell and delimiter != "," else cell) or None
    return cells


def _case(rows: list[_Row], name: str) -> ExportedCase:
    symbols = tuple(row.symbol for row in rows)
    scheme = SCHEMES.get(rows[0].scheme)
    if scheme is None or not set(symbols) <= set(scheme.symbols):
        scheme = Scheme(rows[0].scheme, rows[0].scheme, symbols)
    by_symbol = {row.symbol: row for row in rows}
    ordered = [by_symbol.get(symbol) for symbol in scheme.symbols]

    def column(get: str) -> NDArray[np.float64]:
        return np.array([getattr(row, get, None) for row in ordered], dtype=np.float64)

    def points(prefix: str) -> Points:
        pair = np.stack([column(f"{prefix}x_px"), column(f"{prefix}y_px")], axis=1)
        if (np.isfinite(pair[:, 0]) != np.isfinite(pair[:, 1])).any():
            raise CephViewError("{name} gives a point without x or y: export it again.", name=name)
        return pair

    return ExportedCase(
        rows[0].image,
        scheme,
        points(""),
        tuple(row.status if row else Status.MISSING for row in ordered),
        points("predicted_"),
        column("confidence"),
        rows[0].reference,
        points("reference_"),
        _calibration(rows[0], name),
    )


def _calibration(row: _Row, name: str) -> Calibration | None:
    if row.mm_per_px_x is None or row.mm_per_px_y is None:
        return None
    try:
        source = calibration_source(row.calibration_source) or CalibrationSource.TYPED
        return Calibration(row.mm_per_px_x, row.mm_per_px_y, source, name)
    except ValueError as error:
        raise CephViewError("{name} cannot be used: {error}.", name=name, error=error) from None
