"""The same weights in a network that joins its branches in another way: an experiment of the diagnosis."""

from __future__ import annotations

from dataclasses import replace

from cephview.model.families.hrnet import HRNet
from cephview.model.families.loading import Checkpoint
from cephview.model.model_file import ModelFile
from cephview.model.runtimes.torch_runtime import TorchRuntime
from cephview.model.specification import Fusion


def fused_by(model: ModelFile, fusion: Fusion) -> TorchRuntime | None:
    """A model's weights with this fusion; None where its network knows one way alone."""
    if not isinstance(model, Checkpoint) or not isinstance(model.network, HRNet):
        return None
    network = HRNet(replace(model.network.architecture, fusion=fusion))
    network.load_state_dict(model.network.state_dict())
    return TorchRuntime(network)
