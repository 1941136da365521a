"""HRNet (Sun et al., CVPR 2019; arXiv 1902.09212), built from the STAGE1-4 config that a checkpoint carries.

Module names are those of the original pose code, so its state dicts load unchanged. Written here because timm needs
torchvision, which has no CPU build for the pinned torch, and fuses with nearest-neighbour only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import torch.nn.functional as F
from torch import Tensor, nn

from cephview.model.families.joining import Joined, summed
from cephview.model.specification import Fusion

Head = Literal["highres", "concat"]


@dataclass(frozen=True)
class Stage:
    """One stage: how many modules, and for each branch its blocks and channels."""

    modules: int
    blocks: tuple[int, ...]
    channels: tuple[int, ...]
    bottleneck: bool

    @property
    def widths(self) -> tuple[int, ...]:
        """Output channels of each branch."""
        return tuple(c * (4 if self.bottleneck else 1) for c in self.channels)


@dataclass(frozen=True)
class Architecture:
    """All that decides the network's tensors and how it fuses its branches.

    `head_channels` are those of a hidden layer in the head, 0 where it has none; `enlarged` the planes of the
    bottleneck that timm's features put on the finest branch, 0 where there is none.
    """

    stages: tuple[Stage, Stage, Stage, Stage]
    joints: int
    head: Head = "highres"
    fusion: Fusion = "bilinear"
    head_channels: int = 0
    stem: int = 64
    in_channels: int = 3
    head_kernel: int = 1
    enlarged: int = 0

    @property
    def name(self) -> str:
        """`HRNet-W32`: the width of the finest branch."""
        return f"HRNet-W{self.stages[3].channels[0]}"

    def to_config(self) -> dict[str, Any]:
        """The MODEL section of the clinic's layout."""
        config: dict[str, Any] = {
            "NAME": f"hrnet_w{self.stages[3].channels[0]}",
            "NUM_JOINTS": self.joints,
            "HEAD": self.head,
            "HEAD_CHANNELS": self.head_channels,
            "FUSE_INTERPOLATION": self.fusion,
        }
        for number, stage in enumerate(self.stages, 1):
            config[f"STAGE{number}"] = {
                "NUM_MODULES": stage.modules,
                "NUM_BRANCHES": len(stage.channels),
                "NUM_BLOCKS": list(stage.blocks),
                "NUM_CHANNELS": list(stage.channels),
                "BLOCK": "BOTTLENECK" if stage.bottleneck else "BASIC",
            }
        return config


def w18_small(joints: int, *, fusion: Fusion = "nearest", width: int = 16) -> Architecture:
    """The small layout that is embedded: one module a stage, two blocks a branch, all branches joined in the head."""
    stages = tuple(Stage(1, (2,) * n, tuple(width * 2**i for i in range(n)), False) for n in (2, 3, 4))
    first = Stage(1, (1,), (32,), True)
    return Architecture((first, *stages), joints, head="concat", fusion=fusion, head_channels=64)  # type: ignore[arg-type]


def w32(joints: int, *, fusion: Fusion = "bilinear", width: int = 32) -> Architecture:
    """The clinic's layout: HRNet-W32 of the pose code (W18 and W48 with another `width`)."""
    stages = tuple(
        Stage(modules, (4,) * n, tuple(width * 2**i for i in range(n)), False)
        for modules, n in ((1, 2), (4, 3), (3, 4))
    )
    return Architecture((Stage(1, (4,), (64,), True), *stages), joints, fusion=fusion)  # type: ignore[arg-type]


def _conv_bn(inputs: int, outputs: int, *, kernel: int = 3, stride: int = 1, relu: bool = False) -> list[nn.Module]:
    layers: list[nn.Module] = [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
    ]
    return [*layers, nn.ReLU(inplace=True)] if relu else layers


class BasicBlock(nn.Module):
    """Two 3x3 convolutions and a shortcut."""

    expansion = 1

    def __init__(self, inputs: int, planes: int) -> None:
        super().__init__()
        self.conv1, self.bn1 = _conv_bn(inputs, planes)
        self.conv2, self.bn2 = _conv_bn(planes, planes)
        self.downsample = nn.Sequential(*_conv_bn(inputs, planes, kernel=1)) if inputs != planes else None

    def forward(self, x: Tensor) -> Tensor:
        """(b, inputs, h, w) to (b, planes, h, w)."""
        shortcut = x if self.downsample is None else self.downsample(x)
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        return F.relu(self.bn2(self.conv2(x)) + shortcut, inplace=True)


class Bottleneck(nn.Module):
    """1x1, 3x3, 1x1 convolutions and a shortcut; four times `planes` channels come out."""

    expansion = 4

    def __init__(self, inputs: int, planes: int) -> None:
        super().__init__()
        outputs = planes * self.expansion
        self.conv1, self.bn1 = _conv_bn(inputs, planes, kernel=1)
        self.conv2, self.bn2 = _conv_bn(planes, planes)
        self.conv3, self.bn3 = _conv_bn(planes, outputs, kernel=1)
        self.downsample = nn.Sequential(*_conv_bn(inputs, outputs, kernel=1)) if inputs != outputs else None

    def forward(self, x: Tensor) -> Tensor:
        """(b, inputs, h, w) to (b, 4 planes, h, w)."""
        shortcut = x if self.downsample is None else self.downsample(x)
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        x = F.relu(self.bn2(self.conv2(x)), inplace=True)
        return F.relu(self.bn3(self.conv3(x)) + shortcut, inplace=True)


def _chain(inputs: int, planes: int, blocks: int, bottleneck: bool) -> nn.Sequential:
    block = Bottleneck if bottleneck else BasicBlock
    layers: list[nn.Module] = [block(inputs, planes)]
    layers += [block(planes * block.expansion, planes) for _ in range(blocks - 1)]
    return nn.Sequential(*layers)


class HighResolutionModule(nn.Module):
    """Parallel branches of halving resolution, then each output fuses all of them."""

    def __init__(self, stage: Stage, inputs: tuple[int, ...], fusion: Fusion, *, all_outputs: bool) -> None:
        super().__init__()
        self.fusion = fusion
        widths = stage.widths
        self.branches = nn.ModuleList(
            _chain(i, planes, blocks, stage.bottleneck)
            for i, planes, blocks in zip(inputs, stage.channels, stage.blocks, strict=True)
        )
        outputs = len(widths) if all_outputs else 1
        self.fuse_layers = nn.ModuleList(
            nn.ModuleList(self._path(widths, source=j, target=i) for j in range(len(widths))) for i in range(outputs)
        )

    @staticmethod
    def _path(widths: tuple[int, ...], *, source: int, target: int) -> nn.Module:
        if source == target:
            return nn.Identity()
        if source > target:
            return nn.Sequential(*_conv_bn(widths[source], widths[target], kernel=1))
        steps = []
        for step in range(target - source):
            last = step == target - source - 1
            out = widths[target] if last else widths[source]
            steps.append(nn.Sequential(*_conv_bn(widths[source], out, stride=2, relu=not last)))
        return nn.Sequential(*steps)

    def forward(self, xs: list[Tensor]) -> list[Tensor]:
        """One tensor a branch in, one a fused branch out."""
        xs = [branch(x) for branch, x in zip(self.branches, xs, strict=True)]
        fused = []
        for i, paths in enumerate(self.fuse_layers):
            assert isinstance(paths, nn.ModuleList)
            parts = [path(x) for path, x in zip(paths, xs, strict=True)]
            same = parts[0]
            for y in parts[1 : i + 1]:
                same = same + y
            total = summed([same, *parts[i + 1 :]], self.fusion)
            fused.append(F.relu(total, inplace=True) if len(xs) > 1 else total)
        return fused


class HRNet(nn.Module):
    """Image (b, in_channels, H, W) to heatmaps (b, joints, H/4, W/4)."""

    def __init__(self, architecture: Architecture) -> None:
        super().__init__()
        a = self.architecture = architecture
        self.conv1, self.bn1 = _conv_bn(a.in_channels, a.stem, stride=2)
        self.conv2, self.bn2 = _conv_bn(a.stem, a.stem, stride=2)
        first = a.stages[0]
        self.layer1 = _chain(a.stem, first.channels[0], first.blocks[0], first.bottleneck)
        widths: tuple[int, ...] = first.widths
        for number, stage in enumerate(a.stages[1:], 2):
            self.add_module(f"transition{number - 1}", self._transition(widths, stage.widths))
            self.add_module(f"stage{number}", self._stage(stage, a, last=number == 4))
            widths = stage.widths
        self.join: nn.Module | None = Joined(a.fusion) if a.head == "concat" else None
        inputs = sum(widths) if a.head == "concat" else widths[0]
        if a.enlarged:
            self.incre_modules = nn.ModuleList([nn.Sequential(Bottleneck(inputs, a.enlarged))])
            inputs = a.enlarged * Bottleneck.expansion
        last = nn.Conv2d(a.head_channels or inputs, a.joints, a.head_kernel, padding=a.head_kernel // 2)
        self.final_layer: nn.Module = last
        if a.head_channels:
            hidden = (nn.Conv2d(inputs, a.head_channels, 1), nn.BatchNorm2d(a.head_channels), nn.ReLU(inplace=True))
            self.final_layer = nn.Sequential(*hidden, last)

    @staticmethod
    def _transition(before: tuple[int, ...], after: tuple[int, ...]) -> nn.ModuleList:
        layers: list[nn.Module] = []
        for i, width in enumerate(after):
            if i < len(before):
                same = before[i] == width
                layers.append(nn.Identity() if same else nn.Sequential(*_conv_bn(before[i], width, relu=True)))
            else:
                steps = i + 1 - len(before)
                outs = [before[-1]] * (steps - 1) + [width]
                halvings = [nn.Sequential(*_conv_bn(before[-1], out, stride=2, relu=True)) for out in outs]
                layers.append(nn.Sequential(*halvings))
        return nn.ModuleList(layers)

    @staticmethod
    def _stage(stage: Stage, a: Architecture, *, last: bool) -> nn.Sequential:
        modules = []
        for m in range(stage.modules):
            # The pose head reads the finest branch alone, so its code leaves the other fusions of the last module out.
            all_outputs = not (last and m == stage.modules - 1 and a.head == "highres")
            modules.append(HighResolutionModule(stage, stage.widths, a.fusion, all_outputs=all_outputs))
        return nn.Sequential(*modules)

    def forward(self, x: Tensor) -> Tensor:
        """Raw heatmaps; what they mean is the decoding's affair."""
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        x = F.relu(self.bn2(self.conv2(x)), inplace=True)
        xs = [self.layer1(x)]
        for number in (2, 3, 4):
            transition = self.get_submodule(f"transition{number - 1}")
            assert isinstance(transition, nn.ModuleList)
            xs = [t(xs[min(i, len(xs) - 1)]) for i, t in enumerate(transition)]
            for module in self.get_submodule(f"stage{number}").children():
                xs = module(xs)
        features: Tensor = self.join(xs) if self.join else xs[0]
        if self.architecture.enlarged:
            features = self.get_submodule("incre_modules.0")(features)
        heatmaps: Tensor = self.final_layer(features)
        return heatmaps


def stage_from_config(section: Mapping[str, Any]) -> Stage:
    """One STAGE section of a config. Raises KeyError, TypeError or ValueError where it is not one."""
    branches = int(section["NUM_BRANCHES"])
    blocks, channels = (tuple(int(v) for v in section[key]) for key in ("NUM_BLOCKS", "NUM_CHANNELS"))
    if not len(blocks) == len(channels) == branches or min(*blocks, *channels, int(section["NUM_MODULES"])) < 1:
        raise ValueError("NUM_BRANCHES, NUM_BLOCKS and NUM_CHANNELS do not agree")
    return Stage(int(section["NUM_MODULES"]), blocks, channels, str(section["BLOCK"]).upper() == "BOTTLENECK")
