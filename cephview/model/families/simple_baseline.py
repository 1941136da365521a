"""SimpleBaseline: a ResNet with deconvolutions, as the official pose code and mmpose save it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from torch import nn

from cephview.core.errors import CephViewError
from cephview.model.config_values import ConfigReader
from cephview.model.families.declare import inferred, official_pose
from cephview.model.families.hrnets import names_joints
from cephview.model.families.recognised import EXPORT, Recognised, count_of, filled, landmarks_in, shape_of
from cephview.model.families.resnet import CAFFE, BaselineLayout, SimpleBaseline
from cephview.model.families.stored_tensors import Weight
from cephview.model.families.wrappers import WeightsFile
from cephview.model.specification import Specification
from cephview.model.specification_reader import read_specification

_WHAT = "a SimpleBaseline"


@dataclass(frozen=True, eq=False)
class FoundBaseline:
    """A SimpleBaseline in a file: its architecture and its weights under our names."""

    architecture: BaselineLayout
    state: Mapping[str, Weight]
    file: str
    notes: tuple[str, ...] = ()

    def build(self, specification: Specification) -> nn.Module:
        """The network with its weights."""
        return filled(lambda: SimpleBaseline(self.architecture), self.state, self.file, _WHAT)


def is_resnet(weights: WeightsFile) -> bool:
    """Whether the tensors' names are a ResNet's."""
    return "layer4.0.conv1.weight" in weights.state and not any(k.startswith("stage2.") for k in weights.state)


def find_baseline(weights: WeightsFile, *, caffe: bool = False) -> FoundBaseline:
    """The SimpleBaseline that the names and shapes spell. Raises CephViewError where it is none, or not whole."""
    file = weights.file
    state = dict(weights.state)
    for key, value in weights.beside.items():
        state.setdefault(key.removeprefix("head."), value)
    if "deconv_layers.0.weight" not in state:
        raise CephViewError(
            "{file} is a ResNet without the deconvolutions of a pose network; {export}.", file=file, export=EXPORT
        )
    stem, in_channels = shape_of(state, "conv1.weight", file, _WHAT)[:2]
    blocks = tuple(count_of(state, f"layer{n}.") for n in range(1, 5))
    planes = tuple(shape_of(state, f"layer{n}.0.conv1.weight", file, _WHAT)[0] for n in range(1, 5))
    enlarging: list[tuple[int, int]] = []
    while (name := f"deconv_layers.{3 * len(enlarging)}.weight") in state:
        _, channels, kernel, _ = shape_of(state, name, file, _WHAT)
        if kernel not in (2, 3, 4):
            raise CephViewError(
                "{file}: its deconvolution of {kernel} cells is none that CephView knows.", file=file, kernel=kernel
            )
        enlarging.append((channels, kernel))
    joints, _, kernel, _ = shape_of(state, "final_layer.weight", file, _WHAT)
    layout = BaselineLayout(
        blocks,
        planes,
        "layer1.0.conv3.weight" in state,
        tuple(enlarging),
        landmarks_in(joints, file),
        stem,
        in_channels,
        kernel,
        "deconv_layers.0.bias" in state,
        caffe,
    )
    # An ImageNet classifier that training began with is no part of it.
    return FoundBaseline(layout, {k: v for k, v in state.items() if not k.startswith("fc.")}, file)


def recognise(weights: WeightsFile, config: Mapping[str, Any]) -> Recognised | None:
    """The official pose code's SimpleBaseline, its yaml beside it or not."""
    if not is_resnet(weights):
        return None
    own = weights.content.get("config")
    found = find_baseline(
        weights, caffe=isinstance(own, Mapping) and ConfigReader(own, weights.file).get("MODEL", "STYLE") == CAFFE
    )
    network = found.architecture
    base = read_specification(ConfigReader({}, weights.file), joints=network.joints, in_channels=network.in_channels)
    specification = official_pose(base, config, weights.file) if config else base
    specification = inferred(specification, "it has no branches", fusion="nearest")
    return Recognised(
        *(network.name, network.joints, specification, found.build, not config, found.notes),
        describes=lambda config: names_joints(config, network.joints),
    )
