"""The way from a path to a model, whatever family wrote it."""

from __future__ import annotations

import re
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.io.outputs import MODEL_SUFFIXES
from cephview.model.model_file import ModelFile
from cephview.model.sidecar import Sidecar
from cephview.model.torch_import import torch_problem

# What trainers leave beside the weights to go on from.
_OF_TRAINING = re.compile(r"(optimizer|scheduler|scaler|random_states|rng_state|training_args)[._\d]", re.IGNORECASE)


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
    found = [p for p in found if not _OF_TRAINING.match(p.name)] or found
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
