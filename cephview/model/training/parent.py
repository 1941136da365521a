"""What a model that was trained further says of the one it began with, and of the machine that trained it."""

from __future__ import annotations

import platform

import torch

from cephview import __version__
from cephview.model.config_values import shown
from cephview.model.families.loading import Checkpoint

# What is told of a run when it begins, and stays on the cards of all that it writes, also when it is gone on with.
OF_THE_BEGINNING = (
    *("name", "data", "licence", "split", "held_out", "target", "command", "intended_use", "cross_validation"),
    *("parent", "parent_sha256", "parent_data", "parent_licence"),
)


def facts_of_parent(source: Checkpoint) -> dict[str, str]:
    """For the card: the model that a run began with, by its own name and SHA-256, never by the name of its file."""
    card = {key: source.card.get(key) for key in ("name", "data", "licence")}
    told = {key: shown(value, 200) if isinstance(value, str) else "" for key, value in card.items()}
    return {
        "parent": told["name"] or source.architecture,
        "parent_sha256": source.sha256,
        "parent_data": told["data"],
        "parent_licence": told["licence"],
    }


def environment(device: torch.device) -> str:
    """The programs and the kind of machine of a run: neither its name nor its user's."""
    kind = torch.cuda.get_device_name(device) if device.type == "cuda" else f"{platform.machine()}, {device.type}"
    return (
        f"CephView {__version__}, PyTorch {torch.__version__}, Python {platform.python_version()}, "
        f"{platform.system()}, {kind}"
    )
