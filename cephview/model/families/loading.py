"""A file of weights to a model that torch runs, and back: reading, recognising, filling from a sidecar, building."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from cephview.io.atomic import write_atomically
from cephview.model.config_values import UNUSABLE, number
from cephview.model.families.registry import recognise
from cephview.model.families.training_config import ConfigBeside, config_beside, says_of_network
from cephview.model.families.wrappers import read_weights
from cephview.model.model_file import ModelFile, identity_of
from cephview.model.sidecar import Sidecar, read_sidecar
from cephview.model.specification import SETTLED


@dataclass(frozen=True, eq=False, kw_only=True)
class Checkpoint(ModelFile):
    """A model file of torch, with its network in evaluation mode."""

    network: nn.Module


def load_checkpoint(path: Path, sidecar: Sidecar | None = None) -> Checkpoint:
    """Read a checkpoint of any family, with the sidecar beside it or another one.

    Raises CephViewError, one sentence, for what is none, or not whole.
    """
    weights = read_weights(path)
    sidecar = read_sidecar(path) if sidecar is None else sidecar
    found = recognise(weights, {})
    told = says_of_network(weights.content.get("config"))
    beside = ConfigBeside() if told else config_beside(path, sidecar.config, found.describes)
    config = beside.told
    if config:
        found = recognise(weights, config)
    specification = sidecar.apply(found.specification)
    network = found.build(specification)
    card = weights.content.get("card")
    own = weights.content.get("config")
    settled = specification.decoding.origin in SETTLED

    def runtime() -> Any:
        from cephview.model.runtimes.torch_runtime import TorchRuntime

        return TorchRuntime(network)

    return Checkpoint(
        path=path,
        sha256=identity_of(weights.sha256, sidecar.values, config),
        network_sha256=identity_of(weights.sha256, config),
        specification=specification,
        architecture=found.architecture,
        landmarks=found.landmarks,
        parameters=sum(parameter.numel() for parameter in network.parameters()),
        config=own if isinstance(own, Mapping) else {},
        card=card if isinstance(card, Mapping) else {},
        reported=_reported(weights.content),
        notes=(*beside.notes, *weights.notes, *found.notes),
        decoding_open=found.decoding_open and not settled,
        runtime=runtime,
        configs=beside.undecided,
        network=network,
    )


def save_checkpoint(path: Path, content: Mapping[str, Any]) -> None:
    """Write a checkpoint whole or not at all. Raises CephViewError where the disk refuses."""
    write_atomically(path, encode_checkpoint(content))


def encode_checkpoint(content: Mapping[str, Any]) -> bytes:
    """The bytes of a checkpoint's file."""
    buffer = io.BytesIO()
    torch.save(dict(content), buffer)
    return buffer.getvalue()


def _reported(content: Mapping[str, Any]) -> dict[str, float]:
    """Figures that the checkpoint itself gives: shown as reported, never as measured."""
    found = {}
    for key in ("epoch", "best_val_loss", "best_val_mre"):
        with contextlib.suppress(*UNUSABLE):
            found[key] = number(content.get(key))
    return found
