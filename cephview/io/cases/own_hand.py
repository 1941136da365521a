"""The user's hand that a model follows: one small file a model, by its hash, in CephView's own folder.

It is never in the model's file: that is others', too.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from cephview.core.errors import CephViewError
from cephview.core.own_hand import OwnHand
from cephview.io.atomic import write_atomically
from cephview.io.cases.paths import own_folder
from cephview.io.reading import read_bytes

_LIMIT = 1 << 20
_MOST_MM = 30.0


class _Hand(BaseModel):
    model_config = ConfigDict(extra="ignore")
    model: str
    films: int = Field(ge=1)
    offsets: dict[str, tuple[FiniteFloat, FiniteFloat]]
    level: float = Field(1.0, ge=0.1, le=10)
    day: str = ""


def hand_path(model: str) -> Path:
    """Where the hand lies that the model of this SHA-256 follows; it need not exist."""
    return own_folder() / "hands" / f"{model[:40]}.json"


def find_hand(model: str) -> OwnHand | None:
    """The hand that the model of this SHA-256 follows; None where it follows none, or its file is damaged."""
    try:
        told = _Hand.model_validate_json(read_bytes(hand_path(model), _LIMIT))
    except (CephViewError, OSError, ValidationError, ValueError):
        return None
    sane = all(max(map(abs, way)) <= _MOST_MM for way in told.offsets.values())
    hand = OwnHand(told.model, told.films, told.offsets, told.level, told.day)
    return hand if sane and told.model == model else None


def keep_hand(hand: OwnHand) -> None:
    """Let its model follow this hand from now on. Raises CephViewError where the disk refuses."""
    path = hand_path(hand.model)
    told = _Hand(model=hand.model, films=hand.films, offsets=dict(hand.offsets), level=hand.level, day=hand.day)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CephViewError(
            "{parent} cannot be made ({strerror}), so nothing was kept.", parent=path.parent, strerror=error.strerror
        ) from None
    write_atomically(path, told.model_dump_json(indent=1).encode())


def forget_hand(model: str) -> None:
    """Let the model of this SHA-256 follow nobody."""
    with suppress(OSError):
        hand_path(model).unlink(missing_ok=True)
