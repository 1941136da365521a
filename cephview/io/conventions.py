"""Conventions by name, from `resources/conventions.toml`, or one's own from a file of that form."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from cephview.core.catalogue import LANDMARKS
from cephview.core.conventions import Convention
from cephview.core.errors import CephViewError
from cephview.core.resources import resource
from cephview.io.toml import read_toml

FILE = "conventions.toml"


class _Convention(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    about: str = ""
    readers: dict[str, str] = Field(default_factory=dict)
    offsets: dict[str, list[FiniteFloat]] = Field(default_factory=dict)


def read_conventions(path: Path | None = None) -> dict[str, Convention]:
    """The conventions of a file, by name; of CephView's own for None. Raises CephViewError for what is none."""
    path = path or resource(FILE)
    return {name: _of(path, name, value) for name, value in read_toml(path).items()}


def find_convention(asked: str) -> Convention:
    """The convention of a name, or the single one of a file. Raises CephViewError where there is none."""
    known = read_conventions()
    if asked in known:
        return known[asked]
    if not asked.lower().endswith(".toml"):
        raise CephViewError(
            "There is no convention {asked}; there are {known}, or a TOML of your own.",
            asked=asked,
            known=", ".join(known),
        )
    own = list(read_conventions(Path(asked)).values())
    if len(own) != 1:
        raise CephViewError(
            "{name} holds {count} conventions: keep the one to compare by.", name=Path(asked).name, count=len(own)
        )
    return own[0]


def _of(path: Path, name: str, value: object) -> Convention:
    try:
        told = _Convention.model_validate(value)
        if any(len(way) != 2 for way in told.offsets.values()):
            raise ValueError
    except (ValidationError, ValueError):
        raise CephViewError(
            "{name}: [{name2}] takes about, readers = {{ SYMBOL = reader }} and offsets = {{ SYMBOL = [x, y] }}.",
            name=path.name,
            name2=name,
        ) from None
    named = {symbol.replace("'", "′") for symbol in (*told.readers, *told.offsets)}
    if unknown := named - LANDMARKS.keys():
        raise CephViewError(
            "{name}: [{name2}] names {sorted}, which is no landmark.",
            name=path.name,
            name2=name,
            sorted=", ".join(sorted(unknown)),
        )
    readers = {symbol.replace("'", "′"): reader for symbol, reader in told.readers.items()}
    offsets = {symbol.replace("'", "′"): (way[0], way[1]) for symbol, way in told.offsets.items()}
    return Convention(name, told.about, readers, offsets)
