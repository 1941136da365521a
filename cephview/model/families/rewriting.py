"""A checkpoint of CephView's layout with more in it: a card's facts, the errors to expect. Its weights stay."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from cephview.core.errors import CephViewError
from cephview.io.outputs import check_output
from cephview.model.families.loading import load_checkpoint, save_checkpoint
from cephview.model.reliability import KEY, Reliability


def store_on_card(source: Path, target: Path, facts: Mapping[str, Any]) -> None:
    """Write the checkpoint `source` with more facts on its card to `target`, all else unchanged.

    Raises CephViewError where `source` is no checkpoint of CephView's layout or the disk refuses.
    """
    _store(source, target, {"card": facts}, "a card")


def store_reliability(source: Path, target: Path, reliability: Reliability, told: str) -> None:
    """Write the checkpoint `source` with these errors to expect in its config to `target`, all else unchanged.

    `told` says on the card, in words, what they were taken from: what was said there of others no longer holds.

    Raises CephViewError where `source` is no checkpoint of CephView's layout or the disk refuses.
    """
    _store(
        source,
        target,
        {"config": {KEY: reliability.to_config()}, "card": {"expected_errors": told}},
        "a calibration",
    )


def read_content(source: Path, lacking: str) -> dict[str, Any]:
    """All that a checkpoint of CephView's layout holds; `lacking` is what is to come into it, for the sentence.

    Raises CephViewError where it is none.
    """
    load_checkpoint(source)  # one place says in one sentence what is wrong with a file
    with torch.serialization.safe_globals(_numpy_scalars()):
        content = torch.load(source, map_location="cpu", weights_only=True)
    if not isinstance(content.get("config"), Mapping):
        raise CephViewError(
            "{name} holds weights without a config; there is no place for {lacking} in it.",
            name=source.name,
            lacking=lacking,
        )
    return dict(content)


def _store(source: Path, target: Path, changes: Mapping[str, Mapping[str, Any]], lacking: str) -> None:
    content = read_content(source, lacking)
    former = {key: told if isinstance(told := content.get(key), Mapping) else {} for key in changes}
    check_output(target, asked=True)
    save_checkpoint(target, content | {key: {**former[key], **facts} for key, facts in changes.items()})


def _numpy_scalars() -> list[Any]:
    # Losses are often numpy floats; their pickles name this function (under its old and new path) and the dtype.
    scalar = np._core.multiarray.scalar  # type: ignore[attr-defined]
    kinds = [type(np.dtype(kind)) for kind in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?")]
    return [scalar, (scalar, "numpy.core.multiarray.scalar"), np.dtype, *kinds]
