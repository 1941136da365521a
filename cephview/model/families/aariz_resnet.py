"""The ResNet of the Aariz code: torchvision's layers in one sequence, deconvolutions in another.

Both are sequences whose numbers leave no way of joining them open, so names and shapes say all of the network. No
specimen with that code's own points was at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from torch import Tensor, nn

from cephview.model.config_values import ConfigReader
from cephview.model.families.aariz import declared
from cephview.model.families.recognised import Recognised, count_of, filled, landmarks_in, shape_of
from cephview.model.families.resnet import BaselineLayout, deconvolutions, stage
from cephview.model.families.wrappers import WeightsFile
from cephview.model.specification_reader import read_specification

_WHAT = "a ResNet of the Aariz code"


class AarizResNet(nn.Module):
    """Image (b, in_channels, H, W) to maps (b, joints, H/32 * 2^d, W/32 * 2^d) with d deconvolutions."""

    def __init__(self, layout: BaselineLayout) -> None:
        super().__init__()
        self.layout = layout
        first = nn.Conv2d(layout.in_channels, layout.stem, 7, 2, 3, bias=False)
        layers: list[nn.Module] = [first, nn.BatchNorm2d(layout.stem), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
        width = layout.stem
        for number in range(len(layout.blocks)):
            made, width = stage(width, number, layout)
            layers.append(made)
        self.encoder = nn.Sequential(*layers)
        enlarging, width = deconvolutions(width, layout)
        self.decoder = nn.Sequential(*enlarging, nn.Conv2d(width, layout.joints, layout.head_kernel))

    def forward(self, x: Tensor) -> Tensor:
        """Maps before the sigmoid."""
        maps: Tensor = self.decoder(self.encoder(x))
        return maps


def recognise(weights: WeightsFile, _: Mapping[str, Any]) -> Recognised | None:
    """A checkpoint of the Aariz code's ResNet; None for any other."""
    state, file = weights.state, weights.file
    if "encoder.4.0.conv1.weight" not in state or "decoder.0.weight" not in state:
        return None
    enlarging = _deconvolutions(weights)
    last = state.get(f"decoder.{3 * len(enlarging)}.weight")
    if not 1 <= len(enlarging) <= 5 or last is None or tuple(last.shape[2:]) != (1, 1):
        return None
    stem, channels = shape_of(state, "encoder.0.weight", file, _WHAT)[:2]
    layout = BaselineLayout(
        tuple(count_of(state, f"encoder.{number}.") for number in range(4, 8)),
        tuple(shape_of(state, f"encoder.{number}.0.conv1.weight", file, _WHAT)[0] for number in range(4, 8)),
        "encoder.4.0.conv3.weight" in state,
        enlarging,
        landmarks_in(int(last.shape[0]), file),
        stem,
        channels,
        deconvolution_bias="decoder.0.bias" in state,
    )
    base = read_specification(ConfigReader({}, file), joints=layout.joints, in_channels=channels)
    return Recognised(
        layout.name.replace("SimpleBaseline, ", "") + " of the Aariz code",
        layout.joints,
        declared(base, weights, 32 // 2 ** len(enlarging)),
        lambda _: filled(lambda: AarizResNet(layout), state, file, _WHAT),
        notes=("its network was built by the names of its tensors; it was never compared with its own code's points",),
    )


def _deconvolutions(weights: WeightsFile) -> tuple[tuple[int, int], ...]:
    """(channels, kernel) of the deconvolutions of 4 cells; the last layer's number is three times as many."""
    found: list[tuple[int, int]] = []
    while (layer := weights.state.get(f"decoder.{3 * len(found)}.weight")) is not None and layer.shape[2:] == (4, 4):
        found.append((int(layer.shape[1]), 4))
    return tuple(found)
