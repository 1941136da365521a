"""Which films a model has seen, and which only judged it, from one round of training to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cephview.io.reading import file_hash

LINEAGE = "lineage"


@dataclass(frozen=True)
class Lineage:
    """The films, by the hash of their files, that trained a model and those before it, and that only judged them."""

    trained: frozenset[str] = frozenset()
    held_out: frozenset[str] = frozenset()

    @classmethod
    def of(cls, card: Mapping[str, Any]) -> Lineage:
        """That of a model's card; empty where it says nothing of it."""
        told = card.get(LINEAGE)
        parts = told if isinstance(told, Mapping) else {}
        known = (parts.get(name) for name in ("trained", "held_out"))
        return cls(*(frozenset(map(str, part)) if isinstance(part, list | tuple) else frozenset() for part in known))

    def after(self, trained: Iterable[str], held_out: Iterable[str]) -> Lineage:
        """That of a model that was trained further."""
        now = self.trained | frozenset(trained)
        return Lineage(now, (self.held_out | frozenset(held_out)) - now)

    def to_card(self) -> dict[str, list[str]]:
        """For the card: hashes alone, in an order that tells nothing."""
        return {"trained": sorted(self.trained), "held_out": sorted(self.held_out)}

    def trained_by(self, paths: Sequence[Path]) -> tuple[Path, ...]:
        """Those of these films that trained the model, or one before it; what cannot be read did not."""
        return tuple(path for path in paths if self.trained and _hash(path) in self.trained)


def _hash(path: Path) -> str:
    try:
        return file_hash(path)
    except OSError:
        return ""
