"""Millimetres per pixel from a data set's own table: `images.csv`, or Aariz's machine mappings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cephview.core.calibration import MAX_MM_PER_PX, MIN_MM_PER_PX, Calibration, CalibrationSource
from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.core.sentences import Sentence
from cephview.io.films.names import ListedFilms
from cephview.io.reading import is_file, read_text
from cephview.io.tables.foreign import Row, number_of, parse_table

IMAGES_TABLE = "images.csv"
AARIZ_TABLE = "cephalogram_machine_mappings.csv"
_LIMIT = 50 << 20
# What people head the columns with, beside the name that comes first.
_FILM = "film"
_SPACING = ("mm_per_pixel", "mm_per_pixel_x", "mm_per_pixel_y")
_FOR_X, _FOR_Y = (_SPACING[1], _SPACING[0], _SPACING[2]), (_SPACING[2], _SPACING[0], _SPACING[1])
_COLUMNS = {
    _FILM: ("file", "file_name", "image", "image_name", "image_file", "image_path", "path", "name", "cephalogram_id",
            "id", "ceph_id", "Datei", "Bild", "Aufnahme", "fichier"),
    "mm_per_pixel": ("mm_per_px", "mm/pixel", "mm/px", "pixel_size", "pixel_size_mm", "pixel_spacing",
                     "pixel_spacing_mm", "spacing", "spacing_mm", "scale", "resolution_mm", "mm pro Pixel"),
    "mm_per_pixel_x": ("mm_per_px_x", "pixel_size_x", "spacing_x", "pixel_spacing_x"),
    "mm_per_pixel_y": ("mm_per_px_y", "pixel_size_y", "spacing_y", "pixel_spacing_y"),
    "width": ("w", "image_width", "width_px", "columns", "Breite"),
    "height": ("h", "image_height", "height_px", "rows", "Höhe", "Hoehe"),
}  # fmt: skip


@dataclass(frozen=True)
class CalibrationSearch:
    """The calibration that a table gives a film, one sentence about each table that could not be used, and about each
    that is understood and does not list the film.
    """

    calibration: Calibration | None = None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def find_calibration(film: Path, size: Size) -> Calibration | None:
    """The calibration of a film of `size` (width, height) px from a table beside or above it, or None."""
    return search_calibration(film, size).calibration


def search_calibration(film: Path, size: Size) -> CalibrationSearch:
    """As `find_calibration`, with the reasons why a table was passed over. Raises nothing for bad tables."""
    problems: list[str] = []
    notes: list[str] = []
    for path in _tables(film):
        try:
            table = _table(path)
            row = table.row(film)
            if row is not None:
                return CalibrationSearch(_calibration(row, path.name, film, size), tuple(problems), tuple(notes))
            if path.name == IMAGES_TABLE:
                notes.append(
                    Sentence(
                        "{name} lists {count} films and not {name2}: no mm from there.",
                        name=path.name,
                        count=len(table.rows),
                        name2=film.name,
                    )
                )
        except CephViewError as error:
            problems.append(error.sentence)
        except ValueError as error:
            problems.append(
                Sentence("{name} was not used for {name2}: {error}.", name=path.name, name2=film.name, error=error)
            )
    return CalibrationSearch(None, tuple(problems), tuple(notes))


def coverage(films: Iterable[Path], *, gaps_only: bool = False) -> tuple[str, ...]:
    """A sentence for each table that lies by these films: how many of them it gives their mm per pixel.

    With `gaps_only` nothing of a table that gives it to all.
    """
    counts: dict[Path, list[int]] = {}
    tables: dict[Path, list[Path]] = {}  # asking the disk once a folder: there may be thousands of films
    for film in films:
        if film.parent not in tables:
            tables[film.parent] = list(_tables(film))
        for path in tables[film.parent]:
            given = False
            try:
                row = _table(path).row(film)
                given = row is not None and any(_may_be_scale(row.cells.get(name, "")) for name in _SPACING)
            except CephViewError:
                pass  # said with the film
            if given or path.name == IMAGES_TABLE:
                counts.setdefault(path, []).append(given)
            if given:
                break
    told = {path: c for path, c in counts.items() if not (gaps_only and all(c))}
    return tuple(
        Sentence("{name}: mm per pixel for {found} of {count} films.", name=path.name, found=sum(c), count=len(c))
        for path, c in told.items()
    )


def _may_be_scale(text: str) -> bool:
    number = number_of(text)
    return number is not None and MIN_MM_PER_PX <= number <= MAX_MM_PER_PX


def _tables(film: Path) -> Iterator[Path]:
    folders = [film.absolute().parent, *film.absolute().parents[1:4]]
    candidates = [folder / IMAGES_TABLE for folder in folders[:2]] + [folder / AARIZ_TABLE for folder in folders]
    return (path for path in candidates if is_file(path))


@dataclass(frozen=True)
class _Table:
    name: str
    rows: Mapping[str, Row]
    films: ListedFilms

    def row(self, film: Path) -> Row | None:
        """The row about a film, None for none. Raises CephViewError where several may be meant."""
        found = self.films.find(film, any_ending=False)
        if len(found) > 1:
            lines = " and ".join(str(self.rows[name].line) for name in found[:4])
            raise CephViewError(
                "{name} was not used for {name2}: lines {lines} may both mean it; give the folder or ending.",
                name=self.name,
                name2=film.name,
                lines=lines,
            )
        return self.rows[found[0]] if found else None


def _table(path: Path) -> _Table:
    """A table, read once and again when it changes: it is asked for each of its films."""
    try:
        status = path.stat()
        stamp: tuple[int, int] | None = (status.st_mtime_ns, status.st_size)
    except OSError:
        stamp = None
    found = _read(path, stamp)
    if isinstance(found, str):
        raise CephViewError(found)
    return found


@lru_cache(maxsize=8)
def _read(path: Path, stamp: tuple[int, int] | None) -> _Table | str:
    """The table, or the sentence why it is none."""
    try:
        table = parse_table(read_text(path, _LIMIT, western=True), path.name, _COLUMNS)
    except CephViewError as error:
        return error.sentence
    rows: dict[str, Row] = {}
    for row in table.rows:
        rows.setdefault(row.cells.get(_FILM, ""), row)
    for columns, what in (
        ((_FILM,), Sentence("the films (file)")),
        (_SPACING, Sentence("the millimetres (mm_per_pixel)")),
    ):
        if not table.columns.intersection(columns):
            heads = ", ".join(table.headings)[:80]
            heads = " ".join(heads.split())[:80]  # a lone quote makes one cell of all lines
            return Sentence(
                "{name}, line 1, has no column for {what}, only {heads}: name it so, then open the film again.",
                name=path.name,
                what=what,
                heads=heads,
            )
    rows.pop("", None)
    if not rows:
        return Sentence("{name} lists no film below its headings: fill it in, or remove it.", name=path.name)
    return _Table(path.name, rows, ListedFilms(rows))


def _calibration(row: Row, table: str, film: Path, size: Size) -> Calibration:
    """The calibration of a row. Raises CephViewError naming its line where it cannot be meant, ValueError too."""

    def number(column: str) -> float | None:
        cell = row.cells.get(column, "")
        if not cell:
            return None
        value = number_of(cell)
        if value is None or (column in ("width", "height") and (value < 1 or not value.is_integer())):
            raise CephViewError(
                "{table} was not used for {name}: line {line} has {cell!r} as {column}, which is no number: "
                "mend it there.",
                table=table,
                name=film.name,
                line=row.line,
                cell=cell[:20],
                column=column,
            )
        return value

    listed = (number("width") or size[0], number("height") or size[1])
    if listed != size:
        raise CephViewError(
            "{table} was not used for {name}: line {line} lists {listed:g} × {listed2:g} px, the film has "
            "{size} × {size2}.",
            table=table,
            name=film.name,
            line=row.line,
            listed=listed[0],
            listed2=listed[1],
            size=size[0],
            size2=size[1],
        )
    known = {name: value for name in _SPACING if (value := number(name)) is not None}
    x, y = (next((known[name] for name in names if name in known), None) for names in (_FOR_X, _FOR_Y))
    if x is None or y is None:
        raise CephViewError(
            "{table} was not used for {name}: line {line} has no mm_per_pixel: fill it in.",
            table=table,
            name=film.name,
            line=row.line,
        )
    return Calibration(x, y, CalibrationSource.TABLE, table)
