"""The networks that can be trained: what is to be built, how many landmarks it finds, how large its maps are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import torch
from torch import nn

from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.model.families.aariz import AarizHRNet, AarizLayout
from cephview.model.families.aariz_resnet import AarizResNet
from cephview.model.families.hrnet import Architecture, HRNet
from cephview.model.families.loading import Checkpoint
from cephview.model.families.resnet import CAFFE, BaselineLayout, SimpleBaseline


@dataclass(frozen=True)
class Blueprint:
    """A network of a kind, as `HRNet` and the others take their layout; `name` is for people."""

    kind: type[HRNet | SimpleBaseline | AarizResNet | AarizHRNet]
    layout: Architecture | BaselineLayout | AarizLayout
    name: str

    @property
    def joints(self) -> int:
        """How many landmarks it finds."""
        return self.layout.joints

    @property
    def in_channels(self) -> int:
        """How many channels its input has."""
        return self.layout.in_channels

    def of_joints(self, count: int) -> Blueprint:
        """The same with a head for another number of landmarks."""
        return replace(self, layout=replace(self.layout, joints=count))

    def build(self) -> nn.Module:
        """The network, its weights drawn anew."""
        network: nn.Module = self.kind(self.layout)  # type: ignore[arg-type]
        return network

    def map_size(self, size: Size) -> Size:
        """The size (width, height) of its maps for an input of `size` px."""
        return _map_size(self, size)

    def head_names(self) -> frozenset[str]:
        """The names of the tensors that have a row for each landmark."""
        with torch.device("meta"):
            one, other = self.build().state_dict(), self.of_joints(self.joints + 1).build().state_dict()
        return frozenset(name for name, tensor in one.items() if tensor.shape != other[name].shape)

    def to_config(self) -> dict[str, Any]:
        """The MODEL section of a checkpoint's config."""
        if isinstance(self.layout, Architecture):
            return self.layout.to_config()
        caffe = {"STYLE": CAFFE} if isinstance(self.layout, BaselineLayout) and self.layout.caffe else {}
        return {"NAME": self.kind.__name__, "NUM_JOINTS": self.joints, **caffe}


@cache
def _map_size(blueprint: Blueprint, size: Size) -> Size:
    # Once a run, though each of its checkpoints asks. On the device "meta" nothing is computed, and yet the first pass
    # takes over a second. No number of the run's own dice is used up.
    with torch.random.fork_rng(devices=()), torch.inference_mode():
        maps = blueprint.build().eval()(torch.zeros(1, blueprint.in_channels, size[1], size[0]))
    return int(maps.shape[-1]), int(maps.shape[-2])


def hrnet(architecture: Architecture) -> Blueprint:
    """An HRNet as the settings of a run describe it."""
    return Blueprint(HRNet, architecture, architecture.name)


def blueprint_of(source: Checkpoint) -> Blueprint:
    """The network of a checkpoint. Raises CephViewError where it is of a kind that is not trained further."""
    network = source.network
    if isinstance(network, HRNet):
        return hrnet(network.architecture)
    if isinstance(network, SimpleBaseline | AarizResNet | AarizHRNet):
        return Blueprint(type(network), network.layout, source.architecture)
    raise CephViewError(
        "{name} is a {architecture}, which is not trained further: begin with the model that CephView "
        "brings (embedded), or from nothing.",
        name=source.path.name,
        architecture=source.architecture,
    )
