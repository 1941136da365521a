"""The single marks of a ruler along a profile: where they are, how they lean, and which are longer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.geometry import Points
from cephview.core.ruler.profile import MIN_MARKS, REACH, STEP, Place, Values, band_about, levelled, running_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Share of a pitch within which a mark is looked for, and the scatter beyond which marks are not those of a ruler.
_CATCH, _MOST_SCATTER = 0.3, 0.1
_MOST_LEAN = 0.12  # by which marks may lean against the way: both are known to some degrees
_LONGER = 0.15  # share by which a long mark is longer
_MOST_UNSEEN = 2  # marks in a row that may be missing


def fit_marks(profile: Values, pitch: float) -> tuple[Values, NDArray[np.intp], float, float] | None:
    """Positions of the marks (samples), their numbers, the pitch of the line through them and its standard error."""
    smooth = profile
    for _ in range(3):  # three running means are nearly a Gaussian, as wide as a mark
        smooth = running_mean(smooth, max(1, round(pitch / 6)))
    flat = levelled(smooth, round(1.5 * pitch), 0.15 * float(np.std(smooth - running_mean(smooth, round(1.5 * pitch)))))
    sign = 1.0 if np.mean(flat**3) >= 0 else -1.0  # marks are narrower than what lies between them
    peaks, heights = _peaks(sign * flat)
    if len(peaks) < MIN_MARKS:
        return None
    runs = (_walk(peaks, heights, pitch, seed) for seed in np.argsort(heights)[::-1][: 2 * MIN_MARKS])
    chosen, numbers = max(runs, key=lambda run: len(run[0]))
    if len(chosen) < MIN_MARKS:
        return None
    positions = peaks[chosen]
    keep = np.ones(len(positions), dtype=bool)
    # Theil-Sen first (the median of the slopes of all pairs): a bent ruler's other arm must not turn the line.
    i, j = np.triu_indices(len(numbers), 1)
    slope = float(np.median((positions[j] - positions[i]) / (numbers[j] - numbers[i])))
    start = float(np.median(positions - slope * numbers))
    for turn in range(6):
        if turn:
            slope, start = np.polyfit(numbers[keep], positions[keep], 1)
        away = np.abs(positions - start - slope * numbers)
        limit = max(3 * 1.4826 * float(np.median(away[keep])), 0.04 * pitch)
        if (keep == (away <= limit)).all():
            break
        keep = away <= limit
        if keep.sum() < MIN_MARKS:
            return None
    positions, numbers = positions[keep], numbers[keep]
    slope, start = np.polyfit(numbers, positions, 1)
    away = positions - start - slope * numbers
    scatter = math.sqrt(float(np.sum(away**2)) / (len(away) - 2))
    seen = len(numbers) / (numbers[-1] - numbers[0] + 1)
    if scatter > _MOST_SCATTER * slope or seen < 0.6:
        return None
    error = scatter / math.sqrt(float(np.sum((numbers - numbers.mean()) ** 2)))
    return positions, (numbers - numbers[0]).astype(np.intp), float(slope), error


def _peaks(signal: Values) -> tuple[Values, Values]:
    """Positions of the local maxima above 0, to a fraction of a sample by a parabola, and their heights."""
    inner = signal[1:-1]
    at = np.flatnonzero((inner >= signal[:-2]) & (inner > signal[2:]) & (inner > 0.2)) + 1
    before, here, after = signal[at - 1], signal[at], signal[at + 1]
    bend = before - 2 * here + after
    shift = np.where(np.abs(bend) > 1e-12, 0.5 * (before - after) / np.where(bend == 0, 1, bend), 0.0)
    return at + np.clip(shift, -0.5, 0.5), here


def _walk(peaks: Values, heights: Values, pitch: float, seed: int) -> tuple[NDArray[np.intp], Values]:
    """From one peak to both sides, a pitch at a time: the peaks met, in order, and their numbers."""
    met = {0: int(seed)}
    for way in (1, -1):
        number, last, step, unseen = 0, float(peaks[seed]), pitch, 0
        while unseen <= _MOST_UNSEEN:
            number += way
            expected = last + way * step * (unseen + 1)
            near = np.flatnonzero(np.abs(peaks - expected) <= _CATCH * pitch)
            if len(near) == 0:
                unseen += 1
                continue
            nearest = int(near[np.argmax(heights[near] - 2 * np.abs(peaks[near] - expected) / pitch)])
            step += 0.2 * (abs(float(peaks[nearest]) - last) / (unseen + 1) - step)
            met[number], last, unseen = nearest, float(peaks[nearest]), 0
    numbers = sorted(met)
    return np.array([met[k] for k in numbers], dtype=np.intp), np.array(numbers, dtype=np.float64)


def lean_of(band: Values, way: Place, pitch: float) -> float:
    """How the marks lean: px along the line for each px sideways, from the phase of the pitch in rows side by side."""
    n = band.shape[1]
    wave = np.exp(-2j * np.pi * np.arange(n) / pitch)
    shifts = np.arange(-4, 5)
    middle = np.linspace(way[0], way[1], n) + REACH
    amplitudes = []
    for shift in shifts:
        rows = np.clip(np.round(middle + shift).astype(np.intp), 0, band.shape[0] - 1)
        row = band[rows, np.arange(n)]
        amplitudes.append(np.sum(levelled(row, round(1.5 * pitch), 0.5) * wave))
    phases, weights = np.unwrap(np.angle(amplitudes)), np.abs(amplitudes)
    rise = float((way[1] - way[0]) / (n * STEP))
    keep = weights > 0.3 * weights.max()
    if keep.sum() < 3:
        return -rise
    slope = float(np.polyfit(shifts[keep], phases[keep], 1, w=weights[keep])[0])
    along = -slope / (2 * np.pi) * pitch * STEP
    # Seen along the way the rows are shifted by `rise`; what is sought is the lean against the line itself.
    lean = float(along / (1 + along * rise))
    # Marks are square to their ruler. Where they seem not to be, the phase was that of something else.
    return lean if abs(lean + rise) <= _MOST_LEAN else -rise


def mark_lengths(pixels: NDArray[np.uint8] | NDArray[np.uint16], places: Points, pitch: float) -> NDArray[np.float64]:
    """How far each mark reaches, px: as long as it stands out against what lies half a pitch beside it."""
    (x0, y0), (x1, y1) = places[0].tolist(), places[-1].tolist()
    reach = max(REACH, min(round(3 * pitch), 60))
    band = band_about(pixels, (x0, y0), (x1, y1), reach)
    n = band.shape[1]
    distance = np.hypot(*(places - places[0]).T)
    at = np.clip(np.round(distance / STEP).astype(np.intp), 0, n - 1)
    half = max(1, round(pitch / 2 / STEP))
    left, right = np.clip(at - half, 0, n - 1), np.clip(at + half, 0, n - 1)
    about = np.stack([band[:, np.clip(at + k, 0, n - 1)] for k in (-1, 0, 1)]).mean(axis=0)
    contrast = (band[:, left] + band[:, right]) / 2 - about  # (sideways, marks)
    contrast *= np.sign(np.median(contrast[reach - 1 : reach + 2])) or 1.0
    lengths = np.zeros(len(at))
    for i, column in enumerate(contrast.T):
        strong = column > 0.4 * max(float(np.median(column[reach - 2 : reach + 3])), 1e-6)
        for side in (strong[reach:], strong[reach::-1]):
            lengths[i] += len(side) if side.all() else int(np.argmin(side))
    return lengths


def longer_ones(lengths: Values, numbers: NDArray[np.intp]) -> tuple[int | None, NDArray[np.bool_]]:
    """Whether each 10th or each 5th mark is longer than the others, and which ones are."""
    none = np.zeros(len(numbers), dtype=bool)
    fifths = [numbers % 5 == phase for phase in range(5)]

    def usual_length(some: NDArray[np.bool_]) -> float:
        return float(np.median(lengths[some])) if some.any() else 0.0

    long = max((some for some in fifths if some.sum() >= 2), key=usual_length, default=none)
    rest = lengths[~long]
    if long.sum() < 2 or len(rest) < 4:
        return None, none
    usual = float(np.median(rest))
    scatter = float(np.median(np.abs(rest - usual)))
    if np.median(lengths[long]) - usual < max(_LONGER * usual, 2 * scatter, 2.0):
        return None, none
    # Of the fives every other one may be a ten, and longer still.
    halves = [long & (numbers % 10 // 5 == half) for half in (0, 1)]
    short, tall = sorted(halves, key=usual_length)
    if short.any() and lengths[tall].min() - lengths[short].max() >= max(0.5 * _LONGER * usual, 1.0):
        return 10, tall
    return 5, long
