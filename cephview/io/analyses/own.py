"""The user's own rows, as the editor of rows writes them: one analysis file of their own, `own-rows.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cephview.core.errors import CephViewError
from cephview.core.measurements import Measurement
from cephview.io.analyses import analysis_of, read_analysis
from cephview.io.atomic import write_atomically
from cephview.io.toml import read_toml, toml_of

FILE, NAME = "own-rows.toml", "My rows"
_HEAD = {"name": NAME, "order": 200, "citation": "Rows of one's own."}

Row = dict[str, Any]


def own_row(row: Row, others: Sequence[Row] = ()) -> Measurement:
    """The measurement that a row's table describes, which may be made of `others` by name.

    Raises CephViewError, one sentence, where it is none.
    """
    earlier = [each for each in others if each["name"] != row["name"]]
    table = {**_HEAD, "measurement": [*earlier, _with_unit(row, earlier)]}
    return analysis_of(table, Path("The row")).measurements[-1]


def _with_unit(row: Row, others: Sequence[Row]) -> Row:
    """A row that does not say its unit has that of the first row which it is made of."""
    if row["unit"]:
        return row
    formula = row["formula"]
    parts = [formula.get("first"), *formula.get("of", ()), *(name for _, name in formula.get("terms", ()))]
    unit = next((str(each["unit"]) for part in parts for each in others if each["name"] == part), "°")
    return {**row, "unit": unit, "formula": {**formula, "unit": unit} if formula["kind"] == "weighted" else formula}


def own_rows(folder: Path) -> list[Row]:
    """The rows of the user's own file, as it has them; none without one.

    Raises CephViewError for a broken file, and for one that holds more than rows, which writing them would lose.
    """
    path = folder / FILE
    if not path.exists():
        return []
    read_analysis(path)
    content = read_toml(path)
    if more := sorted(content.keys() - {*_HEAD, "measurement"}):
        raise CephViewError(
            "{name} holds {more} besides rows, which would be lost: add the row to it by hand.",
            name=path.name,
            more=", ".join(more),
        )
    rows: list[Row] = content["measurement"]
    return rows


def save_own_row(folder: Path, row: Row) -> Path:
    """Put a row into the user's own file, in place of one of its name; the file that was written.

    Raises CephViewError where the row or the file that is there cannot be used, and where it cannot be written: what is
    broken is left as it is.
    """
    path, rows = folder / FILE, own_rows(folder)
    row = _with_unit(row, [each for each in rows if each["name"] != row["name"]])
    own_row(row, rows)
    # In its place: rows may be made of those above them.
    named = [each["name"] for each in rows]
    rows = [row if each["name"] == row["name"] else each for each in rows] + [row] * (row["name"] not in named)
    analysis_of({**_HEAD, "measurement": rows}, path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CephViewError(
            "{name} cannot be made ({strerror}): the row was not saved.", name=folder.name, strerror=error.strerror
        ) from error
    write_atomically(path, _toml({**_HEAD}, rows).encode())
    return path


def _toml(head: Mapping[str, Any], rows: list[Row]) -> str:
    lines = [f"{key} = {toml_of(value)}" for key, value in head.items()]
    for row in rows:
        lines += ["", "[[measurement]]", *(f"{key} = {toml_of(value)}" for key, value in row.items())]
    return "\n".join(lines) + "\n"
