"""A model as its file gives it, whatever family wrote it and whatever runs it; and the way from a path to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cephview.core.errors import CephViewError
from cephview.io.outputs import MODEL_SUFFIXES
from cephview.model.config_values import shown
from cephview.model.runtimes import Runtime
from cephview.model.sidecar import Sidecar
from cephview.model.specification import Specification
from cephview.model.torch_import import torch_problem

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


def open_model(path: Path, sidecar: Sidecar | None = None) -> ModelFile:
    """Read a model of any kind, with the sidecar beside it or, to try it, with another one.

    Raises CephViewError, one sentence, for anything that is none or not whole.
    """
    path = weights_in(path) if path.is_dir() else path
    if path.suffix.lower() == ".onnx":
        from cephview.model.onnx_file import open_onnx

        return open_onnx(path, sidecar)
    try:
        from cephview.model.families.loading import load_checkpoint
    except Exception as error:  # a DLL that is missing raises an OSError, half an installation anything
        if problem := torch_problem(error):
            raise CephViewError(
                "{value} needs PyTorch. {problem} The model that CephView brings along and ONNX files work without it.",
                value=path.name or path,
                problem=problem,
            ) from error
        raise
    return load_checkpoint(path, sidecar)


def weights_in(folder: Path) -> Path:
    """The one file of weights in a folder (one with a config beside it, as hubs have them). Raises CephViewError."""
    found = sorted(p for p in folder.iterdir() if p.suffix.lower() in MODEL_SUFFIXES and p.is_file())
    if len(found) > 1:  # the same weights in a safer format: no pickle
        found = [p for p in found if p.suffix.lower() == ".safetensors"] or found
    if len(found) == 1:
        return found[0]
    name = folder.name or str(folder)
    if not found:
        raise CephViewError(
            "{name} is a folder without a model file in it; choose a model file (.pth, .onnx, …).", name=name
        )
    raise CephViewError("{name} is a folder with {count} model files; choose one of them.", name=name, count=len(found))
