"""Films that trained the model which is judged on them: its error there is smaller than on any other film."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.core.sentences import Sentence
from cephview.model.lineage import Lineage


def told_of_seen(films: Sequence[Path], lineage: Lineage) -> str:
    """A sentence on those of the films that trained a model; empty where none did, as far as it says."""
    count = len(lineage.trained_by(films))
    if not count:
        return ""
    return Sentence(
        "{count} of the {count2} films trained this model, so it is better on them than on others",
        count=count,
        count2=len(films),
    )


def unseen(films: Sequence[Path], lineage: Lineage) -> tuple[list[Path], str]:
    """The films that did not train a model, and a sentence on how many did. Raises CephViewError where all did."""
    seen = set(lineage.trained_by(films))
    if not seen:
        return [*films], ""
    if left := [path for path in films if path not in seen]:
        return left, Sentence(
            "{count} of the {count2} films trained this model and were left out", count=len(seen), count2=len(films)
        )
    raise CephViewError(
        "All of the {count} films trained this model, so they cannot tell how good it is: give others, or "
        "keep some for validation when it is trained.",
        count=len(films),
    )
