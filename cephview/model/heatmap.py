"""Heatmap codecs: one class an encoding, `encode` and `decode` exact inverses of one another.

Points are (…, n, 2) in input px; heatmaps (…, n, h, w). Where a heatmap cell lies in the input is the codec's rule:

- "x/4": cell h is input stride*h (the clinic's lineage),
- "centre": cell h is the centre of its stride*stride input pixels,
- "udp": first and last cell centres are first and last input pixel centres (Huang et al., CVPR 2020).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Literal

import torch
import torch.nn.functional as F
from torch import Tensor

HeatmapRule = Literal["x/4", "centre", "udp"]
Method = Literal["argmax", "quarter", "dark", "softargmax"]


@dataclass(frozen=True)
class Grid:
    """The heatmap's cells in the network's input; sizes are (width, height)."""

    input_size: tuple[int, int]
    heatmap_size: tuple[int, int]
    rule: HeatmapRule

    def _affine(self, like: Tensor) -> tuple[Tensor, Tensor]:
        whole = like.new_tensor(self.input_size)
        cells = like.new_tensor(self.heatmap_size)
        if self.rule == "udp":
            return (whole - 1) / (cells - 1), torch.zeros_like(whole)
        stride = whole / cells
        return stride, torch.zeros_like(stride) if self.rule == "x/4" else (stride - 1) / 2

    def to_heatmap(self, points: Tensor) -> Tensor:
        """Input px (…, 2) to heatmap px (…, 2)."""
        stride, offset = self._affine(points)
        return (points - offset) / stride

    def to_input(self, points: Tensor) -> Tensor:
        """Heatmap px (…, 2) to input px (…, 2)."""
        stride, offset = self._affine(points)
        return points * stride + offset


@dataclass(frozen=True)
class Codec:
    """What all codecs share: the grid, and the Gaussian of `sigma` heatmap px that stands for a point."""

    grid: Grid
    sigma: float = 2.0
    method: ClassVar[Method]

    def _squared_distances(self, points: Tensor) -> Tensor:
        width, height = self.grid.heatmap_size
        centre = self.grid.to_heatmap(points)
        x = torch.arange(width, dtype=points.dtype, device=points.device) - centre[..., 0, None]
        y = torch.arange(height, dtype=points.dtype, device=points.device) - centre[..., 1, None]
        return y[..., :, None] ** 2 + x[..., None, :] ** 2

    def encode(self, points: Tensor) -> Tensor:
        """Input px (…, n, 2) to Gaussian heatmaps (…, n, h, w) with peak 1."""
        return torch.exp(-self._squared_distances(points) / (2 * self.sigma**2))

    def decode(self, heatmaps: Tensor) -> tuple[Tensor, Tensor]:
        """Heatmaps (…, n, h, w) to input px (…, n, 2) and confidence (…, n) in 0-1."""
        peak, height = _argmax(heatmaps)
        return self.grid.to_input(self._refine(heatmaps, peak)), height.clamp(0, 1)

    def _refine(self, heatmaps: Tensor, peak: Tensor) -> Tensor:
        return peak.to(heatmaps.dtype)


@dataclass(frozen=True)
class Argmax(Codec):
    """The highest cell, unrefined."""

    method = "argmax"


@dataclass(frozen=True)
class QuarterOffset(Codec):
    """The highest cell, moved a quarter cell towards its higher neighbour (the original pose code)."""

    method = "quarter"

    def _refine(self, heatmaps: Tensor, peak: Tensor) -> Tensor:
        patch = _patches(heatmaps, peak, 1)
        step = torch.stack([patch[..., 1, 2] - patch[..., 1, 0], patch[..., 2, 1] - patch[..., 0, 1]], dim=-1)
        # A peak on the border has no neighbour beyond it to lean towards.
        size = peak.new_tensor(self.grid.heatmap_size)
        inside = (peak > 0) & (peak < size - 1)
        return peak.to(heatmaps.dtype) + 0.25 * torch.sign(step) * inside


@dataclass(frozen=True)
class Dark(Codec):
    """Second-order Taylor expansion of the log of the smoothed heatmap (Zhang et al., CVPR 2020, eq. 9)."""

    method = "dark"

    def _refine(self, heatmaps: Tensor, peak: Tensor) -> Tensor:
        # Only 5x5 cells of the smoothed map enter; smoothing a patch with margin spares smoothing the whole map.
        margin = math.ceil(2.5 * self.sigma)
        patch = _patches(heatmaps, peak, margin + 2).double()
        smooth = _blur(patch.clamp_min(0), self.sigma, margin)
        log = torch.log(smooth.clamp_min(1e-10))
        c = log[..., 2, 2]
        dx, dy = (log[..., 2, 3] - log[..., 2, 1]) / 2, (log[..., 3, 2] - log[..., 1, 2]) / 2
        dxx = (log[..., 2, 4] - 2 * c + log[..., 2, 0]) / 4
        dyy = (log[..., 4, 2] - 2 * c + log[..., 0, 2]) / 4
        dxy = (log[..., 3, 3] - log[..., 1, 3] - log[..., 3, 1] + log[..., 1, 1]) / 4
        determinant = dxx * dyy - dxy**2
        solvable = determinant.abs() > 1e-12
        safe = torch.where(solvable, determinant, torch.ones_like(determinant))
        shift = torch.stack([-(dyy * dx - dxy * dy) / safe, -(dxx * dy - dxy * dx) / safe], dim=-1)
        # A map that is no Gaussian can throw the expansion far off; the peak itself is then the better answer.
        usable = solvable[..., None] & (shift.abs() <= 2).all(dim=-1, keepdim=True)
        return peak.to(heatmaps.dtype) + torch.where(usable, shift, torch.zeros_like(shift)).to(heatmaps.dtype)


@dataclass(frozen=True)
class SoftArgmax(Codec):
    """The mean of the softmax over raw outputs; `radius` cells around the peak, or the whole map where None.

    Its heatmaps are logits: `encode` gives the log of the Gaussian, which training compares as a distribution.
    """

    temperature: float = 1.0
    radius: int | None = None
    method = "softargmax"

    def encode(self, points: Tensor) -> Tensor:
        """Input px (…, n, 2) to logits (…, n, h, w) whose softmax is the Gaussian."""
        return -self._squared_distances(points) / (2 * self.sigma**2) * self.temperature

    def decode(self, heatmaps: Tensor) -> tuple[Tensor, Tensor]:
        """Logits (…, n, h, w) to input px (…, n, 2) and confidence (…, n): the probability near the point."""
        flat = torch.softmax(heatmaps.float().flatten(-2) / self.temperature, dim=-1)
        probability = flat.reshape(heatmaps.shape)
        peak, _ = _argmax(probability)
        near = _patches(probability, peak, _NEAR if self.radius is None else self.radius)
        confidence = near.sum(dim=(-2, -1)).clamp(0, 1)
        if self.radius is None:
            weights, origin = probability, torch.zeros_like(peak)
        else:
            weights, origin = near, peak - self.radius
        total = weights.sum(dim=(-2, -1)).clamp_min(1e-12)
        x = (weights.sum(dim=-2) * torch.arange(weights.shape[-1], device=peak.device)).sum(-1) / total
        y = (weights.sum(dim=-1) * torch.arange(weights.shape[-2], device=peak.device)).sum(-1) / total
        return self.grid.to_input(torch.stack([x, y], dim=-1) + origin), confidence


CODECS: dict[str, type[Codec]] = {codec.method: codec for codec in (Argmax, QuarterOffset, Dark, SoftArgmax)}


# How many cells around the peak count as near it, for the confidence of a soft-argmax over the whole map.
_NEAR = 6


def _argmax(heatmaps: Tensor) -> tuple[Tensor, Tensor]:
    """The highest cell (…, n, 2) as (x, y), and its height (…, n)."""
    height, index = heatmaps.flatten(-2).max(dim=-1)
    width = heatmaps.shape[-1]
    return torch.stack([index % width, index // width], dim=-1), height


def _patches(heatmaps: Tensor, centre: Tensor, radius: int) -> Tensor:
    """Square patches (…, n, 2r+1, 2r+1) around `centre` (…, n, 2); zero beyond the border."""
    padded = F.pad(heatmaps, (radius, radius, radius, radius))
    offsets = torch.arange(2 * radius + 1, device=heatmaps.device)
    rows = centre[..., 1, None, None] + offsets[:, None]
    columns = centre[..., 0, None, None] + offsets[None, :]
    flat = (rows * padded.shape[-1] + columns).flatten(-2)
    return padded.flatten(-2).gather(-1, flat).reshape(rows.shape[:-1] + columns.shape[-1:])


def _blur(patches: Tensor, sigma: float, margin: int) -> Tensor:
    """Gaussian smoothing of (…, k, k) patches, less the margin on each side."""
    offsets = torch.arange(-margin, margin + 1, dtype=patches.dtype, device=patches.device)
    kernel = torch.exp(-(offsets**2) / (2 * sigma**2))
    kernel = kernel / kernel.sum()
    flat = patches.reshape(-1, 1, *patches.shape[-2:])
    flat = F.conv2d(F.conv2d(flat, kernel[None, None, :, None]), kernel[None, None, None, :])
    return flat.reshape(*patches.shape[:-2], *flat.shape[-2:])
