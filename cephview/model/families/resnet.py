"""ResNet (He et al., CVPR 2016) with the deconvolution head of SimpleBaseline (Xiao et al., ECCV 2018)."""

from __future__ import annotations

from dataclasses import dataclass

import torch.nn.functional as F
from torch import Tensor, nn

# What a config calls the variant whose stride lies in the first convolution.
CAFFE = "caffe"


@dataclass(frozen=True)
class BaselineLayout:
    """All that decides the network's tensors.

    `blocks` a stage, `planes` of the first block of each; `deconvolutions` are (channels, kernel) each; `caffe` puts
    the stride into the first convolution of a bottleneck.
    """

    blocks: tuple[int, ...]
    planes: tuple[int, ...]
    bottleneck: bool
    deconvolutions: tuple[tuple[int, int], ...]
    joints: int
    stem: int = 64
    in_channels: int = 3
    head_kernel: int = 1
    deconvolution_bias: bool = False
    caffe: bool = False

    @property
    def name(self) -> str:
        """`SimpleBaseline, ResNet-50`: by the layers that are counted."""
        return f"SimpleBaseline, ResNet-{2 + sum(self.blocks) * (3 if self.bottleneck else 2)}"


class _Block(nn.Module):
    def __init__(self, inputs: int, planes: int, stride: int, layout: BaselineLayout) -> None:
        super().__init__()
        outputs = planes * (4 if layout.bottleneck else 1)
        if layout.bottleneck:
            first, second = (stride, 1) if layout.caffe else (1, stride)
            self.conv1 = nn.Conv2d(inputs, planes, 1, first, bias=False)
            self.conv2 = nn.Conv2d(planes, planes, 3, second, 1, bias=False)
        else:
            self.conv1 = nn.Conv2d(inputs, planes, 3, stride, 1, bias=False)
            self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(planes), nn.BatchNorm2d(planes)
        self.bottleneck = layout.bottleneck
        if layout.bottleneck:
            self.conv3, self.bn3 = nn.Conv2d(planes, outputs, 1, bias=False), nn.BatchNorm2d(outputs)
        same = inputs == outputs and stride == 1
        shortcut = (nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))
        self.downsample = None if same else nn.Sequential(*shortcut)

    def forward(self, x: Tensor) -> Tensor:
        shortcut = x if self.downsample is None else self.downsample(x)
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        x = self.bn2(self.conv2(x))
        if self.bottleneck:
            x = self.bn3(self.conv3(F.relu(x, inplace=True)))
        return F.relu(x + shortcut, inplace=True)


class SimpleBaseline(nn.Module):
    """Image (b, in_channels, H, W) to heatmaps (b, joints, H/32 * 2^d, W/32 * 2^d) with d deconvolutions."""

    def __init__(self, layout: BaselineLayout) -> None:
        super().__init__()
        self.layout = layout
        self.conv1 = nn.Conv2d(layout.in_channels, layout.stem, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(layout.stem)
        width = layout.stem
        for number in range(len(layout.blocks)):
            layer, width = stage(width, number, layout)
            self.add_module(f"layer{number + 1}", layer)
        enlarging, width = deconvolutions(width, layout)
        self.deconv_layers = nn.Sequential(*enlarging)
        self.final_layer = nn.Conv2d(width, layout.joints, layout.head_kernel, padding=layout.head_kernel // 2)

    def forward(self, x: Tensor) -> Tensor:
        """Raw heatmaps."""
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        x = F.max_pool2d(x, 3, 2, 1)
        for number in range(1, len(self.layout.blocks) + 1):
            x = self.get_submodule(f"layer{number}")(x)
        heatmaps: Tensor = self.final_layer(self.deconv_layers(x))
        return heatmaps


def stage(inputs: int, number: int, layout: BaselineLayout) -> tuple[nn.Sequential, int]:
    """Stage `number` (from 0) of a ResNet for so many input channels, and how many it gives."""
    planes = layout.planes[number]
    outputs = planes * (4 if layout.bottleneck else 1)
    layers = [_Block(inputs, planes, 1 if number == 0 else 2, layout)]
    layers += [_Block(outputs, planes, 1, layout) for _ in range(layout.blocks[number] - 1)]
    return nn.Sequential(*layers), outputs


def deconvolutions(inputs: int, layout: BaselineLayout) -> tuple[list[nn.Module], int]:
    """Deconvolutions, each with its norm and ReLU, for so many input channels, and how many they give."""
    enlarging: list[nn.Module] = []
    for channels, kernel in layout.deconvolutions:
        enlarging += [_enlarge(inputs, channels, kernel, layout.deconvolution_bias), nn.BatchNorm2d(channels)]
        enlarging.append(nn.ReLU(inplace=True))
        inputs = channels
    return enlarging, inputs


def _enlarge(inputs: int, outputs: int, kernel: int, bias: bool) -> nn.Module:
    # Kernels of 4, 3 and 2 double the size, each with its own padding.
    padding, more = {4: (1, 0), 3: (1, 1), 2: (0, 0)}[kernel]
    return nn.ConvTranspose2d(inputs, outputs, kernel, 2, padding, more, bias=bias)
