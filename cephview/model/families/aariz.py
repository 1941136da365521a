"""The clinic's second family: a light HRNet with a head on each branch, the four maps enlarged and summed.

What the names and shapes do not tell was settled by the points that the family's own code gives on drawn films: which
blocks end in a ReLU, how maps are enlarged, where.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cephview.core.landmarks import AARIZ_29, AARIZ_31
from cephview.model.config_values import ConfigReader, list_of, whole
from cephview.model.families.declare import inferred
from cephview.model.families.recognised import Recognised, count_of, filled, landmarks_in, shape_of
from cephview.model.families.wrappers import WeightsFile
from cephview.model.fields import heatmap_size_of
from cephview.model.specification import Decoding, Origin, Specification, Stated
from cephview.model.specification_reader import read_specification

_WHAT = "an HRNet of the Aariz code"
_WHY = "the Aariz training code does so"


@dataclass(frozen=True)
class AarizLayout:
    """All that decides the network's tensors: widths of the branches, modules of stages 1-4, heads, landmarks."""

    widths: tuple[int, ...]
    modules: tuple[int, ...]
    hidden: tuple[int, ...]
    joints: int
    stem: int = 64
    in_channels: int = 3


def _conv_bn(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> list[nn.Module]:
    return [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs)]


class _Module(nn.Module):
    """Branches of two convolutions each, then every branch gets the sum of all."""

    def __init__(self, inputs: tuple[int, ...], widths: tuple[int, ...]) -> None:
        super().__init__()
        self.branches = nn.ModuleList(
            nn.Sequential(*_conv_bn(before, width), nn.ReLU(), *_conv_bn(width, width), nn.ReLU())
            for before, width in zip(inputs, widths, strict=True)
        )
        targets = range(len(widths)) if len(widths) > 1 else range(0)
        self.fuse_layers = nn.ModuleList(
            nn.ModuleList(self._path(widths, target, source) for source in range(len(widths))) for target in targets
        )

    @staticmethod
    def _path(widths: tuple[int, ...], target: int, source: int) -> nn.Module:
        if source == target:
            return nn.Identity()
        if source > target:
            return nn.Sequential(*_conv_bn(widths[source], widths[target], 1))
        return nn.Sequential(*_conv_bn(widths[source], widths[target], 3, 2 ** (target - source)))

    def forward(self, xs: list[Tensor]) -> list[Tensor]:
        xs = [branch(x) for branch, x in zip(self.branches, xs, strict=True)]
        return [self._fused(xs, target) for target in range(len(xs))] if len(xs) > 1 else xs

    def _fused(self, xs: list[Tensor], target: int) -> Tensor:
        paths = self.fuse_layers[target]
        assert isinstance(paths, nn.ModuleList)
        total = torch.zeros_like(xs[target])
        for path, x in zip(paths, xs, strict=True):
            total = total + enlarged(path(x), xs[target])
        return F.relu(total)


def enlarged(x: Tensor, like: Tensor) -> Tensor:
    """A map bilinearly at the size of another."""
    if x.shape[-2:] == like.shape[-2:]:
        return x
    return F.interpolate(x, size=like.shape[-2:], mode="bilinear", align_corners=False)


class AarizHRNet(nn.Module):
    """Image (b, 3, H, W) to maps (b, joints, H, W), before the sigmoid."""

    def __init__(self, layout: AarizLayout) -> None:
        super().__init__()
        self.layout = layout
        first, second = _conv_bn(layout.in_channels, layout.stem, 3, 2), _conv_bn(layout.stem, layout.stem, 3, 2)
        self.stem = nn.Sequential(*first, nn.ReLU(), *second, nn.ReLU())
        for stage in range(1, 5):
            widths = layout.widths[:stage]
            entering = (layout.stem,) if stage == 1 else widths
            modules = [_Module(entering, widths)]
            modules += [_Module(widths, widths) for _ in range(layout.modules[stage - 1] - 1)]
            self.add_module(f"stage{stage}", nn.Sequential(*modules))
            if stage > 1:
                step = nn.Sequential(*_conv_bn(layout.widths[stage - 2], layout.widths[stage - 1], 3, 2), nn.ReLU())
                # The family keeps a place for each branch; the ones that stay as they are have no tensors.
                self.add_module(f"transition{stage - 1}", nn.ModuleList([*[nn.Identity()] * (stage - 1), step]))
        self.final_layers = nn.ModuleList(
            self._head(number, width, hidden, layout.joints)
            for number, (width, hidden) in enumerate(zip(layout.widths, layout.hidden, strict=True))
        )

    @staticmethod
    def _head(number: int, width: int, hidden: int, joints: int) -> nn.Module:
        last = nn.Conv2d(hidden, joints, 1)
        if number == 0:
            return nn.Sequential(*_conv_bn(width, hidden), nn.ReLU(), last)
        enlarging = nn.Upsample(scale_factor=2**number, mode="bilinear", align_corners=False)
        return nn.Sequential(*_conv_bn(width, hidden), nn.ReLU(), enlarging, last)

    def forward(self, x: Tensor) -> Tensor:
        """The four heads' maps, each enlarged to the finest, summed, and enlarged to the input."""
        xs = [self.stem(x)]
        for stage in range(1, 5):
            if stage > 1:
                step = self.get_submodule(f"transition{stage - 1}.{stage - 1}")
                xs = [*xs, step(xs[-1])]
            for module in self.get_submodule(f"stage{stage}").children():
                xs = module(xs)
        maps = [head(y) for head, y in zip(self.final_layers, xs, strict=True)]
        total = maps[0]
        for each in maps[1:]:
            total = total + enlarged(each, total)
        return enlarged(total, x)


def recognise(weights: WeightsFile, _: Mapping[str, Any]) -> Recognised | None:
    """A checkpoint of the Aariz code's HRNet; None for any other."""
    state, file = weights.state, weights.file
    if "stage1.0.branches.0.0.weight" not in state or "stem.0.weight" not in state:
        return None
    widths = tuple(shape_of(state, f"stage4.0.branches.{b}.0.weight", file, _WHAT)[0] for b in range(4))
    heads = [shape_of(state, f"final_layers.{b}.{3 if b == 0 else 4}.weight", file, _WHAT) for b in range(4)]
    stem, channels = shape_of(state, "stem.0.weight", file, _WHAT)[:2]
    joints = landmarks_in(heads[0][0], file)
    modules = tuple(count_of(state, f"stage{stage}.") for stage in range(1, 5))
    layout = AarizLayout(widths, modules, tuple(head[1] for head in heads), joints, stem, channels)
    base = read_specification(ConfigReader({}, file), joints=joints, in_channels=channels)
    specification = declared(base, weights)
    return Recognised(
        f"HRNet of the Aariz code, width {widths[0]}",
        joints,
        specification,
        lambda _: filled(lambda: AarizHRNet(layout), state, file, _WHAT),
    )


def declared(specification: Specification, weights: WeightsFile, stride: int = 1) -> Specification:
    """A stretched square, mean and std 0.5, the sigmoid, the heat²-weighted mean: the code has no other way.

    `stride` is how many input px a cell of the network's maps is wide.
    """
    channels = len(specification.mean.value)
    specification = inferred(
        specification,
        _WHY,
        mean=(0.5,) * channels,
        std=(0.5,) * channels,
        padding="stretch",
        resize="antialias",
        sampling="resize",
        point_rule="scale",
        heatmap_rule="x/4",
        activation="sigmoid",
        decoding=Decoding("power", exponent=2.0, threshold=0.3),
        fusion="bilinear",
        colour="rgb" if channels == 3 else "gray",
    )
    size = _size(weights)
    if size is not None:
        specification = replace(specification, image_size=size)
    why = "as large as the input" if stride == 1 else f"1/{stride} of the input"
    cells = heatmap_size_of(specification.image_size.value, stride)
    specification = replace(specification, heatmap_size=Stated(cells, Origin.INFERRED, why))
    known = {29: AARIZ_29, 31: AARIZ_31}.get(len(specification.scheme.value))
    return inferred(specification, _WHY, scheme=known) if known else specification


def _size(weights: WeightsFile) -> Stated[tuple[int, int]] | None:
    """The input's size from `args` (a dict or what argparse made) or from the wrapper itself; (height, width) there."""
    content = weights.content
    for place, told in (("args.", content.get("args")), ("", content), ("config.", content.get("config"))):
        if isinstance(told, Mapping) and told.get("image_size") is not None:
            size = ConfigReader({"image_size": told["image_size"]}, weights.file).read("image_size", _sides)
            return Stated(size, Origin.DECLARED, f"{place}image_size") if size else None
    return None


def _sides(value: Any) -> tuple[int, int]:
    """(width, height); the maps are as large as the input, so any size will do."""
    height, width = (whole(side) for side in (list_of(value) if not isinstance(value, int) else (value, value)))
    if not (8 <= width <= 4096 and 8 <= height <= 4096):
        raise ValueError("a side between 8 and 4096 is needed")
    return width, height
