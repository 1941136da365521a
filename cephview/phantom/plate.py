"""The plate: attenuation summed along the ray, body by body, in millimetres of soft tissue or bone."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points

Grey = NDArray[np.float32]
Thickness = Callable[[Grey], Grey]

# Finest raster of the anatomy: a screen-film system and a focal spot of 0.6 mm resolve no more.
FINEST_MM = 0.17
SHIFT = 4  # fractional bits of cv2's polygon coordinates


def body(depth_mm: float, amount: float) -> Thickness:
    """Thickness of a rounded body: a half ellipse that reaches `amount` at `depth_mm` inside the outline."""

    def thickness(d: Grey) -> Grey:
        inward = np.minimum(d / np.float32(depth_mm), 1)
        return np.asarray(np.sqrt(inward * (2 - inward)) * np.float32(amount), dtype=np.float32)

    return thickness


def wedge(depth_mm: float, amount: float) -> Thickness:
    """Thickness of what grows evenly inward, as from nose to cheek, up to `amount` at `depth_mm`."""

    def thickness(d: Grey) -> Grey:
        inward = np.minimum(d * np.float32(np.pi / 2 / depth_mm), np.float32(np.pi / 2))
        return np.asarray(np.sin(inward) * np.float32(amount), dtype=np.float32)

    return thickness


def shell(radius_mm: float, amount: float, layers: tuple[tuple[float, float], ...]) -> Thickness:
    """Thickness of a hollow round body seen from the side, bright where the ray is tangential to its wall.

    `layers` are (depth in mm, density) from outside in; the last density goes on to the middle.
    """
    edges = np.array([0.0, *[depth for depth, _ in layers]])
    density = [value for _, value in layers]
    lengths = np.linspace(0, radius_mm, 2048)
    path = np.zeros_like(lengths)
    for i, value in enumerate(density):
        outer, inner = radius_mm - edges[i], radius_mm - edges[i + 1]
        from_middle = radius_mm - lengths
        chord = np.sqrt(np.maximum(outer**2 - from_middle**2, 0)) - np.sqrt(np.maximum(inner**2 - from_middle**2, 0))
        path += 2 * value * chord
    table = (amount * path).astype(np.float32)

    def thickness(d: Grey) -> Grey:
        index = np.minimum(d * np.float32(2047 / radius_mm), 2047).astype(np.int32)
        return np.asarray(table[index])

    return thickness


class Plate:
    """Attenuation (h, w) that is summed part by part; outlines come in film mm, from the film's upper left corner."""

    def __init__(self, size: tuple[int, int], mm_per_px: float, rng: np.random.Generator) -> None:
        self.mm = mm_per_px
        self.attenuation: Grey = np.zeros((size[1], size[0]), dtype=np.float32)
        self.rng = rng
        self._noise = rng.standard_normal((512, 512), dtype=np.float32)

    def _pixels(self, curve: Points) -> NDArray[np.float64]:
        return curve / self.mm - 0.5

    def _window(self, curve: Points, margin_mm: float) -> tuple[int, int, int, int]:
        pixels = self._pixels(curve)
        margin = int(np.ceil(margin_mm / self.mm)) + 3
        left, top = np.floor(pixels.min(axis=0)).astype(int) - margin
        right, bottom = np.ceil(pixels.max(axis=0)).astype(int) + margin + 1
        return int(left), int(top), int(right), int(bottom)

    def _mask(self, curve: Points, window: tuple[int, int, int, int]) -> NDArray[np.uint8]:
        left, top, right, bottom = window
        mask = np.zeros((bottom - top, right - left), dtype=np.uint8)
        corners = np.round((self._pixels(curve) - [left, top]) * 2**SHIFT).astype(np.int32)
        cv2.fillPoly(mask, [corners], 255, cv2.LINE_AA, SHIFT)
        return mask

    def _add(self, window: tuple[int, int, int, int], amount: Grey) -> None:
        left, top, right, bottom = window
        height, width = self.attenuation.shape
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
        if x0 < x1 and y0 < y1:
            self.attenuation[y0:y1, x0:x1] += amount[y0 - top : y1 - top, x0 - left : x1 - left]

    def _blur(self, image: Grey, sigma_mm: float) -> Grey:
        sigma = sigma_mm / self.mm
        return image if sigma < 0.25 else np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), dtype=np.float32)

    def texture(self, shape: tuple[int, int], grain_mm: float, ridged: bool) -> Grey:
        """Random field (h, w) of mean 0, cells of about `grain_mm`: smooth, or a net of thin walls (`ridged`)."""
        height, width = shape
        step = grain_mm / 2.2
        rows, columns = int(height * self.mm / step) + 4, int(width * self.mm / step) + 4
        y, x = self.rng.integers(0, 512, 2)
        small = self._noise[np.ix_((np.arange(rows) - y) % 512, (np.arange(columns) - x) % 512)]
        smooth = cv2.GaussianBlur(small, (0, 0), 0.9)
        field: Grey = (
            np.asarray(cv2.resize(smooth, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.float32) * 3
        )
        if ridged:
            return np.asarray(np.exp(-np.abs(field) * 2.2) * 2 - 0.75, dtype=np.float32)
        return np.asarray(field, dtype=np.float32)

    def solid(
        self,
        outline: Points,
        thickness: Thickness,
        *,
        soft: float = 0.0,
        within: Points | None = None,
        within_soft: float = 1.5,
        texture: tuple[float, float, bool] | None = None,
        uneven: tuple[float, float] | None = None,
    ) -> None:
        """Add a body with the given thickness by depth below its outline.

        `soft` blurs it (mm); `within` fades it out beyond another outline over `within_soft` mm; `texture` is
        (cell size in mm, depth 0-1, walls?); `uneven` (cell size in mm, share) makes its layers thicker and thinner.
        """
        window = self._window(outline, 3 * soft + 0.5)
        mask = self._mask(outline, window)
        # The distance counts from pixel to pixel; the half that is lacking lies between the edge and the first centre.
        distance = cv2.distanceTransform((mask > 127).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
        inside = np.maximum(distance - np.float32(0.5), 0) * np.float32(self.mm)
        if uneven is not None:
            waves = 1 + np.float32(uneven[1]) * self.texture((mask.shape[0], mask.shape[1]), uneven[0], False)
            inside = np.maximum(inside * waves, np.float32(0))
        cover = mask.astype(np.float32) * np.float32(1 / 255)
        amount = np.asarray(np.multiply(thickness(inside), cover), dtype=np.float32)
        amount = self._blur(amount, max(soft, 0.12))
        if texture is not None:
            size, depth, ridged = texture
            pattern = 1 + np.float32(depth) * self.texture((mask.shape[0], mask.shape[1]), size, ridged)
            amount = np.asarray(np.multiply(amount, pattern), dtype=np.float32)
        if within is not None:
            limit = np.asarray(self._mask(within, window) * np.float32(1 / 255), dtype=np.float32)
            amount = np.asarray(np.multiply(amount, self._blur(limit, within_soft)), dtype=np.float32)
        self._add(window, amount)

    def line(
        self, curve: Points, width_mm: float, amount: float, *, soft: float = 0.0, even: bool = False, halo: float = 0.0
    ) -> None:
        """Add a thin plate seen edge on: a line of `width_mm`, whose brightness varies and fades at its ends.

        `even` keeps one brightness throughout; `halo` is the share of a soft rim, where the plate curves away.
        """
        window = self._window(curve, width_mm + 3 * soft + (3.0 if halo else 0.5))
        left, top, right, bottom = window
        mask = np.zeros((bottom - top, right - left), dtype=np.uint8)
        corners = np.round((self._pixels(curve) - [left, top]) * 2**SHIFT).astype(np.int32)
        thick = max(1, round(width_mm / self.mm))
        if even or len(curve) < 13:
            cv2.polylines(mask, [corners], False, 255, thick, cv2.LINE_AA, SHIFT)
        else:
            pieces = min(16, len(curve) // 4)
            cuts = np.linspace(0, len(curve) - 1, pieces + 1).astype(int)
            wave = 0.74 + 0.26 * np.sin(self.rng.uniform(0, 6.28) + np.arange(pieces) * self.rng.uniform(0.6, 1.2))
            ends = np.minimum(np.minimum(np.arange(pieces), np.arange(pieces)[::-1]) * 0.3 + 0.3, 1)
            for i in np.argsort(wave * ends):
                piece = corners[cuts[i] : cuts[i + 1] + 1]
                cv2.polylines(mask, [piece], False, float(255 * wave[i] * ends[i]), thick, cv2.LINE_AA, SHIFT)
        # A line cannot be thinner than a pixel: what it is too wide it is too faint.
        share = min(1.0, width_mm / (thick * self.mm))
        drawn = mask.astype(np.float32) * np.float32(amount * share / 255)
        image = self._blur(drawn, max(soft, 0.08))
        if halo:
            image = image + self._blur(drawn, 1.0) * np.float32(halo * 2.5 / max(width_mm, 0.5))
        self._add(window, image)

    def roughen(self, curve: Points, amount_mm: float) -> Points:
        """The curve (n, 2) with small irregular waves across it: bone is never as smooth as a spline."""
        along = np.linspace(0, 1, len(curve))
        step = np.gradient(curve, axis=0)
        normal = np.column_stack([-step[:, 1], step[:, 0]]) / np.maximum(np.hypot(*step.T), 1e-6)[:, None]
        away = np.zeros(len(curve))
        for waves in (9, 21, 47):
            away += self.rng.uniform(0.4, 1.0) * np.sin(self.rng.uniform(0, 6.28) + along * waves)
        return np.asarray(curve + normal * (away * amount_mm)[:, None])

    def strands(self, curve: Points, width_mm: float, amount: float, *, spread: float, count: int) -> None:
        """Add the faint lines that run along an edge, `spread` mm around it: folds, the other side, what overlies."""
        along = np.linspace(0, 1, len(curve))
        step = np.gradient(curve, axis=0)
        normal = np.column_stack([-step[:, 1], step[:, 0]]) / np.maximum(np.hypot(*step.T), 1e-6)[:, None]
        for _ in range(count):
            first, last = np.sort(self.rng.uniform(0, 1, 2) * [0.45, 0.45] + [0.0, 0.55])
            away = np.full(len(curve), self.rng.normal(0, spread))
            for waves in (4, 9, 23, 51):  # bone is never as smooth as a spline
                phase, share = self.rng.uniform(0, 6.28), self.rng.uniform(0.4, 1.0)
                away += spread * share * 1.6 / waves**0.8 * np.sin(phase + along * waves)
            use = (along >= first) & (along <= last)
            if use.sum() > 3:
                strand = (curve + normal * away[:, None])[use]
                self.line(strand, width_mm * self.rng.uniform(0.6, 1.3), amount * self.rng.uniform(0.4, 1.0))
