"""What a model says of itself, in words: shown in the window and printed by `cephview model info`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CardRow:
    """One field: its name, its value, `declared`, `inferred` or `assumed`, and why where it was not declared."""

    field: str
    value: str
    origin: str
    why: str = ""


@dataclass(frozen=True)
class ModelCard:
    """A model for people: preprocessing row by row, what had to be assumed, and further facts as (name, text)."""

    name: str
    file: str
    sha256: str
    architecture: str
    landmarks: int
    preprocessing: tuple[CardRow, ...]
    assumptions: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    configs: tuple[str, ...] = ()
    """Configs of the training code that lie beside its file, where somebody has to say which is its own."""
