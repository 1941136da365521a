"""Grey values along a line over a film, and the pitch at which they repeat."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Values: TypeAlias = "NDArray[np.float64]"
Place = tuple[float, float]

# Fewer marks, or marks nearer than this, could be grain as well.
MIN_MARKS, MIN_PITCH = 5, 3.0
STEP = 0.5  # film px between two samples along the line
# Half width of the band that is read, film px: a hand's slip, and the length of a mark.
REACH, ROW = 12, 2
# Least autocorrelation of the grey values over one pitch.
_LEAST_REGULARITY = 0.35
# A peak of the autocorrelation that reaches this share of the highest one counts as much as it; the shortest wins.
_AS_GOOD = 0.8


def full_range(pixels: NDArray[np.uint8] | NDArray[np.uint16]) -> float:
    """How far apart the darkest and the brightest grey values of a film are; 255 for one of 8 bit."""
    if pixels.dtype == np.uint8:
        return 255.0
    sample = pixels[::8, ::8]
    return max(float(np.ptp(sample)), 1.0)


def band_about(pixels: NDArray[np.uint8] | NDArray[np.uint16], start: Place, end: Place, reach: int = REACH) -> Values:
    """Grey values (2 * reach + 1, n) about a line: rows 1 px apart sideways, columns STEP apart, bilinear.

    Beyond the film its edge goes on.
    """
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    t = np.arange(0, length, STEP) / length
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    sideways = np.arange(-reach, reach + 1, dtype=np.float64)[:, None]
    x = start[0] + (end[0] - start[0]) * t[None, :] - uy * sideways
    y = start[1] + (end[1] - start[1]) * t[None, :] + ux * sideways
    height, width = pixels.shape[:2]
    x, y = np.clip(x, 0, width - 1), np.clip(y, 0, height - 1)
    left, top = np.floor(x).astype(np.intp), np.floor(y).astype(np.intp)
    right, bottom = np.minimum(left + 1, width - 1), np.minimum(top + 1, height - 1)

    def at(rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Values:
        values = pixels[rows, columns].astype(np.float64)
        return values.mean(axis=2) if values.ndim == 3 else values

    fx, fy = x - left, y - top
    upper = at(top, left) * (1 - fx) + at(top, right) * fx
    lower = at(bottom, left) * (1 - fx) + at(bottom, right) * fx
    return np.asarray(upper * (1 - fy) + lower * fy)


def profile_along(band: Values, way: Place) -> Values:
    """The profile along a way from offset way[0] sideways at the start to way[1] at the end, mean over +-ROW px."""
    n = band.shape[1]
    middle = np.linspace(way[0], way[1], n) + REACH
    total = np.zeros(n)
    for shift in range(-ROW, ROW + 1):
        rows = np.clip(np.round(middle + shift).astype(np.intp), 0, band.shape[0] - 1)
        total += band[rows, np.arange(n)]
    return total / (2 * ROW + 1)


def running_mean(profiles: Values, width: int) -> Values:
    """The mean (…, n) over `width` samples about each sample of (…, n); at the ends over those that are there."""
    n = profiles.shape[-1]
    half = width // 2
    total = np.concatenate([np.zeros((*profiles.shape[:-1], 1)), np.cumsum(profiles, axis=-1)], axis=-1)
    at = np.arange(n)
    low, high = np.maximum(at - half, 0), np.minimum(at + half + 1, n)
    return np.asarray((total[..., high] - total[..., low]) / (high - low))


def levelled(profiles: Values, width: int, floor: float) -> Values:
    """Profiles (…, n) without their trend over `width` samples, and with the same strength all along.

    `floor` is the deviation below which there is nothing to be strengthened.
    """
    flat = profiles - running_mean(profiles, width)
    strength = np.sqrt(running_mean(flat**2, 2 * width))
    return np.asarray(flat / np.maximum(strength, floor))


def autocorrelation(profiles: Values) -> Values:
    """The autocorrelation (…, n) of profiles (…, n) at lags of 0 to n - 1 samples; 1 where they repeat exactly."""
    n = profiles.shape[-1]
    size = 1 << (2 * n - 1).bit_length()
    product = np.fft.irfft(np.abs(np.fft.rfft(profiles, size)) ** 2, size)[..., :n]
    power = np.cumsum(profiles**2, axis=-1)
    lags = np.arange(n)
    head = power[..., n - 1 - lags]
    tail = power[..., -1:] - np.where(lags > 0, power[..., lags - 1], 0.0)
    return np.asarray(product / np.maximum(np.sqrt(head * np.maximum(tail, 0)), 1e-9))


def first_peak(correlation: Values, low: int, high: int) -> tuple[int, float]:
    """The shortest lag in low…high, samples, whose peak is about as high as any, and its height; 0 where none."""
    high = min(high, len(correlation) - 2)
    if high <= low:
        return 0, 0.0
    lags = np.arange(low, high + 1)
    here = correlation[lags]
    peaks = lags[(here >= correlation[lags - 1]) & (here > correlation[lags + 1])]
    if len(peaks) == 0:
        return 0, 0.0
    heights = correlation[peaks]
    best = int(np.argmax(heights >= _AS_GOOD * heights.max()))
    return int(peaks[best]), float(heights[best])


def _searches(n: int, about_px: float | None) -> list[tuple[int, int, int]]:
    """Widths of the trend to be taken away, samples, each with the least and the largest pitch that it can show."""
    most = n // MIN_MARKS + 1
    if about_px is not None:
        pitch = about_px / STEP
        return [(round(1.5 * pitch), math.floor(0.9 * pitch), min(math.ceil(1.1 * pitch), most))]
    found, width = [], 12
    while width <= n:
        found.append((width, max(round(MIN_PITCH / STEP), width // 4), min(round(width / 1.5), most)))
        width = round(width * 1.5)
    return found


def steadiest_way(band: Values, about_px: float | None) -> tuple[Place, float, float] | None:
    """The way (sideways offsets at start and end, px) that repeats best, its pitch in samples and the regularity."""
    n = band.shape[1]
    if about_px is None:
        # Few ways with every pitch, then every way with the one that was found.
        coarse = _best_of(band, range(-8, 9, 4), _searches(n, None))
        if coarse is None:
            return None
        about_px = coarse[1] * STEP
    return _best_of(band, range(ROW - REACH, REACH - ROW + 1, 2), _searches(n, about_px))


def _best_of(band: Values, offsets: range, searches: list[tuple[int, int, int]]) -> tuple[Place, float, float] | None:
    """The best of the ways between these offsets at either end, with its pitch in samples and its regularity."""
    n = band.shape[1]
    ways = [(float(a), float(b)) for a in offsets for b in offsets]
    profiles = np.stack([profile_along(band, way) for way in ways])
    floor = 0.25 * float(np.median(np.abs(profiles - running_mean(profiles, 16)))) + 0.05
    best: tuple[float, int, int, float] | None = None
    for width, low, high in searches:
        correlations = autocorrelation(levelled(profiles, width, floor))
        for i, correlation in enumerate(correlations):
            lag, height = first_peak(correlation, low, high)
            if height < _LEAST_REGULARITY:
                continue
            # Many marks that repeat say more than few; a straight way down the middle comes first among equals.
            askew = abs(ways[i][0]) + abs(ways[i][1]) + abs(ways[i][0] - ways[i][1])
            score = height * math.sqrt(min(n / lag, 30)) - 0.004 * askew
            if best is None or score > best[0]:
                best = (score, i, lag, height)
    return (ways[best[1]], float(best[2]), best[3]) if best else None
