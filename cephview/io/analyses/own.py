"""The user's own rows, as the editor of rows writes them: one analysis file of their own, `own-rows.toml`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cephview.core.errors import CephViewError
from cephview.core.measurements import Measurement
from cephview.io.analyses import analysis_of, read_analysis
from cephview.io.atomic import write_atomically
from cephview.io.toml import read_toml

FILE, NAME = "own-rows.toml", "My rows"
_HEAD = {"name": NAME, "order": 200, "citation": "Rows of one's own."}

Row = dict[str, Any]


def own_row(row: Row) -> Measurement:
    """The measurement that a row's table describes. Raises CephViewError, one sentence, where it is none."""
    return analysis_of({**_HEAD, "measurement": [row]}, Path("The row")).measurements[0]


def save_own_row(folder: Path, row: Row) -> Path:
    """Put a row into the user's own file, in place of one of its name; the file that was written.

    Raises CephViewError where the row or the file that is there cannot be used, and where it cannot be written: what is
    broken is left as it is.
    """
    own_row(row)
    path = folder / FILE
    rows: list[Row] = []
    if path.exists():
        read_analysis(path)
        rows = read_toml(path)["measurement"]
    kept = [each for each in rows if each.get("name") != row["name"]]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CephViewError(
            "{name} cannot be made ({strerror}): the row was not saved.", name=folder.name, strerror=error.strerror
        ) from error
    write_atomically(path, _toml({**_HEAD}, [*kept, row]).encode())
    return path


def _toml(head: Mapping[str, Any], rows: list[Row]) -> str:
    lines = [f"{key} = {_value(value)}" for key, value in head.items()]
    for row in rows:
        lines += ["", "[[measurement]]", *(f"{key} = {_value(value)}" for key, value in row.items())]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else repr(value)
