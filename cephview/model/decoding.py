"""Heatmap codecs in numpy: one class an encoding, `encode` and `decode` exact inverses of one another.

Points are (…, n, 2) in input px; heatmaps (…, n, h, w).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import numpy as np

from cephview.core.geometry import Points
from cephview.model.coordinates import COORDINATES, points_of
from cephview.model.grid import Grid
from cephview.model.specification import Decoding, Specification
from cephview.model.taylor import pose_step, two_cell_step, udp_step

if TYPE_CHECKING:
    from numpy.typing import NDArray

Heatmaps: TypeAlias = "NDArray[np.float32]"
_Array: TypeAlias = "NDArray[Any]"


ARGMAX = Decoding("argmax")


@dataclass(frozen=True)
class Codec:
    """What all codecs share: the grid, and the Gaussian of `sigma` heatmap px that stands for a point."""

    grid: Grid
    sigma: float = 2.0
    how: Decoding = ARGMAX
    method: ClassVar[str]

    def _squared_distances(self, points: Points) -> NDArray[np.float64]:
        width, height = self.grid.heatmap_size
        centre = self.grid.to_heatmap(points)
        x = np.arange(width) - centre[..., 0, None]
        y = np.arange(height) - centre[..., 1, None]
        return np.asarray(y[..., :, None] ** 2 + x[..., None, :] ** 2)

    def encode(self, points: Points) -> NDArray[np.float64]:
        """Input px (…, n, 2) to Gaussian heatmaps (…, n, h, w) with peak 1."""
        return np.asarray(np.exp(-self._squared_distances(points) / (2 * self.sigma**2)))

    def decode(self, heatmaps: _Array) -> tuple[Points, NDArray[np.float64]]:
        """Heatmaps (…, n, h, w) to input px (…, n, 2) and confidence (…, n) in 0-1."""
        peak, height = _argmax(heatmaps)
        return self.grid.to_input(self._refine(heatmaps, peak)), np.clip(height.astype(np.float64), 0, 1)

    def _refine(self, heatmaps: _Array, peak: NDArray[np.int64]) -> Points:
        return peak.astype(np.float64)


@dataclass(frozen=True)
class Argmax(Codec):
    """The highest cell, unrefined."""

    method = "argmax"


# Where the quarter offset is taken, in distances of the peak from the first and last cell (x alone, x for y, …): the
# official pose code wants both coordinates two cells inside, the facial one both inside, mmpose each for itself.
BOUNDS = ("pose", "face", "mmpose")


@dataclass(frozen=True)
class QuarterOffset(Codec):
    """The highest cell, moved a quarter cell towards its higher neighbour (the original pose code)."""

    method = "quarter"

    def _refine(self, heatmaps: _Array, peak: NDArray[np.int64]) -> Points:
        patch = _patches(heatmaps, peak, 1)
        step = np.stack([patch[..., 1, 2] - patch[..., 1, 0], patch[..., 2, 1] - patch[..., 0, 1]], axis=-1)
        last = np.array(self.grid.heatmap_size) - 1
        inside, well_inside = (peak > 0) & (peak < last), (peak > 1) & (peak < last)
        match self.how.bounds:
            case "face":
                taken = np.repeat(inside.all(axis=-1, keepdims=True), 2, axis=-1)
            case "mmpose":
                taken = well_inside & (peak[..., ::-1] > 0)
            case _:
                taken = np.repeat(well_inside.all(axis=-1, keepdims=True), 2, axis=-1)
        return np.asarray(peak + 0.25 * np.sign(step) * taken, np.float64)


@dataclass(frozen=True)
class Dark(Codec):
    """Second-order Taylor expansion of the log of the smoothed heatmap.

    Smoothed by the targets' own sigma; with `radius` by the 2 * radius + 1 cells of the pose codes, and as they do it.
    """

    method = "dark"

    def _refine(self, heatmaps: _Array, peak: NDArray[np.int64]) -> Points:
        if self.how.radius is not None:
            return _each(pose_step, heatmaps, peak, self.how.radius)
        # Only 5x5 cells of the smoothed map enter; smoothing a patch with margin spares smoothing the whole map.
        margin = math.ceil(2.5 * self.sigma)
        patch = _patches(heatmaps, peak, margin + 2).astype(np.float64)
        shift, solvable = two_cell_step(
            np.log(np.clip(_blur(np.clip(patch, 0, None), self.sigma, margin), 1e-10, None))
        )
        # A map that is no Gaussian can throw the expansion far off; the peak itself is then the better answer.
        usable = solvable[..., None] & (np.abs(shift) <= 2).all(axis=-1, keepdims=True)
        return np.asarray(peak + np.where(usable, shift, 0.0))


@dataclass(frozen=True)
class DarkUdp(Codec):
    """DARK as mmpose's UDP codec does it; smoothed over 2 * `radius` + 1 cells, 11 if not said."""

    method = "dark-udp"

    def _refine(self, heatmaps: _Array, peak: NDArray[np.int64]) -> Points:
        return _each(udp_step, heatmaps, peak, self.how.radius or 5)


@dataclass(frozen=True)
class Centroid(Codec):
    """The centroid of the positive cells within `radius` (1 if not said) of the highest."""

    method = "centroid"

    def _refine(self, heatmaps: _Array, peak: NDArray[np.int64]) -> Points:
        radius = self.how.radius or 1
        near = np.clip(_patches(heatmaps, peak, radius).astype(np.float64), 0, None)
        mean = _mean_cell(near) - radius
        return np.asarray(peak + np.where(near.sum(axis=(-2, -1))[..., None] > 0, mean, 0.0))


@dataclass(frozen=True)
class PowerMean(Codec):
    """The mean of all cells, each weighted by its height to a power; the highest cell where that is below a threshold.

    The clinic's second family reads its heatmaps so, with the square and 0.3.
    """

    method = "power"

    def _refine(self, heatmaps: _Array, peak: NDArray[np.int64]) -> Points:
        weights = np.clip(heatmaps.astype(np.float64), 0, None) ** self.how.exponent
        usable = (_height(heatmaps, peak) >= self.how.threshold) & (weights.sum(axis=(-2, -1)) > 0)
        return np.asarray(np.where(usable[..., None], _mean_cell(weights), peak))


@dataclass(frozen=True)
class SoftArgmax(Codec):
    """The mean of the softmax over raw outputs; `radius` cells around the peak, or the whole map where None.

    Its heatmaps are logits: `encode` gives the log of the Gaussian, which training compares as a distribution.
    """

    method = "softargmax"

    def encode(self, points: Points) -> NDArray[np.float64]:
        """Input px (…, n, 2) to logits (…, n, h, w) whose softmax is the Gaussian."""
        return np.asarray(-self._squared_distances(points) / (2 * self.sigma**2) * self.how.temperature)

    def decode(self, heatmaps: _Array) -> tuple[Points, NDArray[np.float64]]:
        """Logits (…, n, h, w) to input px (…, n, 2) and confidence (…, n): the probability near the point."""
        probability = _softmax(heatmaps, self.how.temperature)
        peak, _ = _argmax(probability)
        radius = self.how.radius
        near = _patches(probability, peak, _NEAR if radius is None else radius)
        confidence = np.clip(near.sum(axis=(-2, -1), dtype=np.float64), 0, 1)
        if radius is None:
            return self.grid.to_input(_mean_cell(probability)), confidence
        return self.grid.to_input(_mean_cell(near) + peak - radius), confidence


_CLASSES: tuple[type[Codec], ...] = (Argmax, QuarterOffset, Dark, DarkUdp, Centroid, PowerMean, SoftArgmax)
CODECS: dict[str, type[Codec]] = {codec.method: codec for codec in _CLASSES}
# How many cells around the peak count as near it, for the confidence of a soft-argmax over the whole map.
_NEAR = 6


def codec_for(specification: Specification, heatmap_size: tuple[int, int]) -> Codec:
    """The codec that a specification asks for, on heatmaps of `heatmap_size` (width, height)."""
    grid = Grid(specification.image_size.value, heatmap_size, specification.heatmap_rule.value)
    how = specification.decoding.value
    return CODECS[how.method](grid, specification.sigma.value, how)


def decoded(output: _Array, specification: Specification) -> tuple[Points, NDArray[np.float64]]:
    """A network's output to points (n, 2) in input px and confidence (n,) in 0-1, NaN where it tells none.

    The output is raw heatmaps (n, h, w), or coordinates as `points_of` takes them.
    """
    if specification.decoding.value.method == COORDINATES:
        return points_of(output, specification.decoding.value.unit, specification.image_size.value)
    return codec_for(specification, (output.shape[-1], output.shape[-2])).decode(activated(output, specification))


def activated(heatmaps: _Array, specification: Specification) -> _Array:
    """Raw heatmaps (…, h, w) after the activation that the specification asks for."""
    if specification.activation.value == "sigmoid":
        return np.asarray(1 / (1 + np.exp(-np.clip(heatmaps, -80, 80))))
    return heatmaps


def decoding_for(heatmaps: _Array) -> tuple[Decoding, str]:
    """The decoding that raw heatmaps (n, h, w) look made for, and why.

    Heatmaps that were regressed stay near 0-1; their softmax is flat, and its mean the middle of the map. Logits range
    over many units.
    """
    spread = float(np.median(heatmaps.max(axis=(-2, -1)) - heatmaps.min(axis=(-2, -1))))
    if spread > 4:
        return Decoding("softargmax"), "the heatmaps look like logits"
    return Decoding("dark"), "the heatmaps look like Gaussians, too flat for a soft-argmax"


def _each(step: Callable[..., _Array], heatmaps: _Array, peak: NDArray[np.int64], radius: int) -> Points:
    """Peaks (…, n, 2), each moved by the `step` that its own heatmap of (…, n, h, w) gives."""
    flat = np.asarray(heatmaps, np.float32).reshape(-1, *heatmaps.shape[-2:])
    shift = np.stack([step(each, at, radius) for each, at in zip(flat, peak.reshape(-1, 2), strict=True)])
    return np.asarray(peak + shift.reshape(peak.shape))


def _softmax(heatmaps: _Array, temperature: float) -> NDArray[np.float32]:
    scaled = np.asarray(heatmaps, np.float32) / np.float32(temperature)
    scaled = np.exp(scaled - scaled.max(axis=(-2, -1), keepdims=True))
    return np.asarray(scaled / scaled.sum(axis=(-2, -1), keepdims=True))


def _argmax(heatmaps: _Array) -> tuple[NDArray[np.int64], _Array]:
    """The highest cell (…, n, 2) as (x, y), the first in rows among equals, and its height (…, n)."""
    flat = heatmaps.reshape(*heatmaps.shape[:-2], -1)
    index = flat.argmax(axis=-1)
    width = heatmaps.shape[-1]
    return np.stack([index % width, index // width], axis=-1), np.take_along_axis(flat, index[..., None], -1)[..., 0]


def _height(heatmaps: _Array, peak: NDArray[np.int64]) -> _Array:
    return _patches(heatmaps, peak, 0)[..., 0, 0]


def _mean_cell(weights: _Array) -> NDArray[np.float64]:
    """The mean cell (…, n, 2) as (x, y) of weights (…, n, h, w) that are not negative; the first where all are 0."""
    total = np.maximum(weights.sum(axis=(-2, -1), dtype=np.float64), 1e-12)
    x = weights.sum(axis=-2, dtype=np.float64) @ np.arange(weights.shape[-1])
    y = weights.sum(axis=-1, dtype=np.float64) @ np.arange(weights.shape[-2])
    return np.stack([x / total, y / total], axis=-1)


def _patches(heatmaps: _Array, centre: NDArray[np.int64], radius: int) -> _Array:
    """Square patches (…, n, 2r+1, 2r+1) around `centre` (…, n, 2); zero beyond the border."""
    height, width = heatmaps.shape[-2:]
    offsets = np.arange(-radius, radius + 1)
    rows = centre[..., 1, None, None] + offsets[:, None]
    columns = centre[..., 0, None, None] + offsets[None, :]
    inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    index = np.clip(rows, 0, height - 1) * width + np.clip(columns, 0, width - 1)
    flat = heatmaps.reshape(*heatmaps.shape[:-2], -1)
    found = np.take_along_axis(flat, index.reshape(*index.shape[:-2], -1), -1).reshape(index.shape)
    return np.where(inside, found, 0)


def _blur(patches: _Array, sigma: float, margin: int) -> NDArray[np.float64]:
    """Gaussian smoothing of (…, k, k) patches, less the margin on each side."""
    offsets = np.arange(-margin, margin + 1)
    kernel = np.exp(-(offsets**2) / (2 * sigma**2))
    kernel /= kernel.sum()
    rows = np.lib.stride_tricks.sliding_window_view(patches, len(kernel), axis=-2) @ kernel
    return np.asarray(np.lib.stride_tricks.sliding_window_view(rows, len(kernel), axis=-1) @ kernel)
