"""A model as its file gives it, whatever family wrote it and whatever runs it; and the way from a path to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cephview.model.config_values import shown
from cephview.model.runtimes import Runtime
from cephview.model.specification import Specification

# What the card calls the network of an ONNX file.
ONNX = "ONNX"
# Places among the resources: the checkpoint that CephView brings along; its export lies beside it.
EMBEDDED_MODEL = ("models", "cephview-w18s.pth")


@dataclass(frozen=True, eq=False)
class ModelFile:
    """A model that was read and found whole, and all that its file says of itself.

    `sha256` is the file's, or that of the file and of what beside it says how it is read: another answer is another
    model, and no prediction of the one is kept for the other. `network_sha256` leaves out what only says how films are
    prepared and heatmaps read: networks with the same one answer the same to the same input.
    `notes` are sentences about what was left out or chosen while it was read. `decoding_open`: its heatmaps have to be
    looked at before it is certain how they are decoded.
    """

    path: Path
    sha256: str
    specification: Specification
    architecture: str
    landmarks: int
    parameters: int
    config: Mapping[str, Any]
    card: Mapping[str, Any]
    reported: Mapping[str, float]
    notes: tuple[str, ...]
    decoding_open: bool
    runtime: Callable[[], Runtime]
    network_sha256: str = ""
    configs: tuple[str, ...] = ()
    """The training code's configs beside it, where several fit and nobody has chosen: none of them was read."""

    @property
    def is_onnx(self) -> bool:
        """Whether it is an ONNX file of somebody's, whose network is a part of it."""
        return self.architecture == ONNX

    @property
    def name(self) -> str:
        """The card's name, or the file's stem."""
        name = self.card.get("name")
        return shown(name) if isinstance(name, str) and name.strip() else self.path.stem


def identity_of(digest: str, *beside: Mapping[str, Any]) -> str:
    """The SHA-256 of a file together with what was read beside it; the file's own where that is nothing."""
    told = [part for part in beside if part]
    return hashlib.sha256(f"{digest}{told!r}".encode()).hexdigest() if told else digest
