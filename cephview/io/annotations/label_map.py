"""What the user has said that labels mean: `labels.toml` beside the readings, for all of its folder and those below."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cephview.core.catalogue import LANDMARKS
from cephview.core.errors import CephViewError
from cephview.core.landmarks import landmark_key
from cephview.io.atomic import write_atomically
from cephview.io.toml import quoted, read_toml

NAME = "labels.toml"
_FOLDERS = 3


def find_label_map(file: Path) -> dict[str, str]:
    """Symbols by label for a file of readings, "" for what is to be left out; of the nearest `labels.toml` above it.

    Raises CephViewError where that cannot be read, since the readings cannot be understood without it.
    """
    folder = file.absolute().parent
    for place in (folder, *folder.parents)[:_FOLDERS]:
        path = place / NAME
        if path.is_file():
            return _read(path)
    return {}


def keep_label_map(file: Path, labels: Mapping[str, str]) -> Path:
    """Write what labels mean beside a file of readings, over what stood there of the same labels. Atomically.

    Raises CephViewError where it cannot be written.
    """
    path = file.absolute().parent / NAME
    known = _read(path) if path.is_file() else {}
    lines = ["# Which landmark a label means, in this folder and those below; an empty text leaves it out.", "[labels]"]
    for label, symbol in sorted({**known, **labels}.items()):
        lines.append(f"{quoted(label)} = {quoted(symbol)}")
    write_atomically(path, ("\n".join(lines) + "\n").encode("utf-8", errors="replace"))
    return path


def _read(path: Path) -> dict[str, str]:
    table = read_toml(path, ": mend it or remove it").get("labels")
    if not isinstance(table, dict):
        raise CephViewError("{name} has no part [labels]: mend it or remove it.", name=path.name)
    symbols = {landmark_key(symbol): symbol for symbol in LANDMARKS}
    found: dict[str, str] = {}
    for label, symbol in table.items():
        known = symbols.get(landmark_key(symbol)) if isinstance(symbol, str) else None
        if symbol != "" and known is None:
            raise CephViewError(
                "{name} says that {label} is {symbol!r}, no landmark: mend it.",
                name=path.name,
                label=label[:40],
                symbol=str(symbol)[:40],
            )
        found[label.strip()] = known or ""
    return found
