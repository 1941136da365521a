"""Millimetres per pixel from a data set's own table: `images.csv`, or Aariz's machine mappings."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.io.reading import read_text

IMAGES_TABLE = "images.csv"
AARIZ_TABLE = "cephalogram_machine_mappings.csv"
_LIMIT = 50 << 20
_Row = TypeVar("_Row", bound=BaseModel)


class _ImageRow(BaseModel):
    """A row of `images.csv`."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)
    file: str
    mm_per_pixel: FiniteFloat
    width: int | None = Field(default=None, ge=1)
    height: int | None = Field(default=None, ge=1)


class _AarizRow(BaseModel):
    """A row of Aariz's table."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)
    cephalogram_id: str
    pixel_size: FiniteFloat


@dataclass(frozen=True)
class CalibrationSearch:
    """The calibration that a table gives a film, and one sentence about each table that could not be used."""

    calibration: Calibration | None = None
    problems: tuple[str, ...] = ()


def find_calibration(film: Path, size: Size) -> Calibration | None:
    """The calibration of a film of `size` (width, height) px from a table beside or above it, or None."""
    return search_calibration(film, size).calibration


def search_calibration(film: Path, size: Size) -> CalibrationSearch:
    """As `find_calibration`, with the reasons why a table was passed over. Raises nothing for bad tables."""
    problems: list[str] = []
    for table in _tables(film):
        try:
            spacing = _aariz(table, film) if table.name == AARIZ_TABLE else _images(table, film, size)
            if spacing is not None:
                found = Calibration(spacing, spacing, CalibrationSource.TABLE, table.name)
                return CalibrationSearch(found, tuple(problems))
        except CephViewError as error:
            problems.append(str(error))
        except ValueError as error:
            problems.append(f"{table.name} was not used for {film.name}: {error}.")
    return CalibrationSearch(None, tuple(problems))


def _tables(film: Path) -> Iterator[Path]:
    folders = [film.absolute().parent, *film.absolute().parents[1:4]]
    candidates = [folder / IMAGES_TABLE for folder in folders[:2]] + [folder / AARIZ_TABLE for folder in folders]
    return (path for path in candidates if path.is_file())


def _images(table: Path, film: Path, size: Size) -> float | None:
    row = _row(table, "file", film.name)
    if row is None:
        return None
    entry = _checked(_ImageRow, row, table, film)
    if (entry.width or size[0], entry.height or size[1]) != size:
        raise CephViewError(
            f"{table.name} was not used for {film.name}: it lists {entry.width} × {entry.height} px, "
            f"the film has {size[0]} × {size[1]}."
        )
    return entry.mm_per_pixel


def _aariz(table: Path, film: Path) -> float | None:
    row = _row(table, "cephalogram_id", film.stem)
    return None if row is None else _checked(_AarizRow, row, table, film).pixel_size


def _row(table: Path, column: str, film: str) -> dict[str, str | None] | None:
    """The first row of a table that is about a film, or None."""
    try:
        stamp = table.stat()
    except OSError:
        stamp = None
    rows = _read(table, column, (stamp.st_mtime_ns, stamp.st_size) if stamp else None)
    return rows.get(_key(film))


@lru_cache(maxsize=8)
def _read(table: Path, column: str, stamp: tuple[int, int] | None) -> dict[str, dict[str, str | None]]:
    """The rows by film. A table is asked for each of its films: it is read once, and again when its `stamp` changes."""
    rows: dict[str, dict[str, str | None]] = {}
    try:
        for row in csv.DictReader(io.StringIO(read_text(table, _LIMIT), newline="")):
            # The table may give paths, of Windows too.
            listed = PurePosixPath((row.get(column) or "").strip().replace("\\", "/")).name
            rows.setdefault(_key(listed), row)
    except csv.Error:
        raise CephViewError(f"{table.name} is not a table of comma-separated values: save it again as CSV.") from None
    return rows


def _checked(kind: type[_Row], row: dict[str, str | None], table: Path, film: Path) -> _Row:
    try:
        return kind.model_validate({key: value or None for key, value in row.items() if key})
    except ValidationError as error:
        column = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise CephViewError(f"{table.name} was not used for {film.name}: its {column} cannot be read.") from None


def _key(name: str) -> str:
    # macOS decomposes accents in file names, tables usually do not.
    return unicodedata.normalize("NFC", name).casefold()
