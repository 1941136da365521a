"""The ruler on a film: the marks along a line, how far apart they are, and what that says of mm per pixel.

The line need not be exact: a band about it is read, and within it the straight way on which the grey values repeat most
regularly. The pitch comes from their autocorrelation, then from a robust line through the places of the single marks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cephview.core.calibration import MAX_MM_PER_PX, MIN_MM_PER_PX, Calibration, CalibrationSource
from cephview.core.errors import CephViewError
from cephview.core.geometry import Points

Values = NDArray[np.float64]
Place = tuple[float, float]

# Fewer marks, or marks nearer than this, could be grain as well.
MIN_MARKS, MIN_PITCH = 5, 3.0
MIN_LENGTH = MIN_MARKS * MIN_PITCH
_STEP = 0.5  # film px between two samples along the line
# Half width of the band that is read, film px: a hand's slip, and the length of a mark.
_REACH, _ROW = 12, 2
# Share of a pitch within which a mark is looked for, and the scatter beyond which marks are not those of a ruler.
_CATCH, _MOST_SCATTER = 0.3, 0.1
# Least autocorrelation of the grey values over one pitch, and least contrast of the marks, share of the film's range.
_LEAST_REGULARITY, _LEAST_CONTRAST = 0.35, 0.006
# Grain repeats a little over a few pitches: the fewer the marks, the more alike they have to be.
_LEAST_EVIDENCE = 1.9
# A peak of the autocorrelation that reaches this share of the highest one counts as much as it; the shortest wins.
_AS_GOOD = 0.8
_MOST_LEAN = 0.12  # by which marks may lean against the way: both are known to some degrees
_LONGER = 0.15  # share by which a long mark is longer
_MOST_UNSEEN = 2  # marks in a row that may be missing


@dataclass(frozen=True, eq=False)
class RulerMarks:
    """The marks that were counted along a line.

    `places` (n, 2), film px, on the fitted line; `numbers` (n,) count them from 0, with a gap where a mark could not be
    seen. `pitch_px` is the distance of neighbours in film px, `standard_error_px` that of the fit. `long_every` says
    that each 5th or 10th mark is longer, as on a metric ruler, and `long` (n,) which ones; None where that is not seen.
    `regularity` is the autocorrelation over one pitch, 0-1.
    """

    places: Points
    numbers: NDArray[np.intp]
    pitch_px: float
    standard_error_px: float
    long_every: int | None
    long: NDArray[np.bool_]
    regularity: float

    @property
    def count(self) -> int:
        """How many marks were seen."""
        return len(self.places)

    @property
    def step(self) -> Place:
        """The way from one mark to the next, (x, y) film px."""
        along = self.places[-1] - self.places[0]
        x, y = along / np.hypot(*along) * self.pitch_px
        return float(x), float(y)

    def span(self) -> str:
        """`24 marks, 7.88 px apart`."""
        return f"{self.count} marks, {self.pitch_px:.2f} px apart"


def measure_marks(
    pixels: NDArray[np.uint8] | NDArray[np.uint16], start: Place, end: Place, about_px: float | None = None
) -> RulerMarks | None:
    """The regular marks along the line from `start` to `end`, film px; None where there are none.

    `pixels` is the film, (h, w) or (h, w, 3). Where the pitch is known to be `about_px`, no other is looked for.
    Raises CephViewError for a line too short to hold marks.
    """
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    if length < MIN_LENGTH:
        raise CephViewError(f"The line is {length:.0f} px long, too short to hold marks: draw it along the ruler.")
    band = _band(pixels, start, end)
    found = _steadiest_way(band, about_px)
    if found is None:
        return None
    way, pitch, regularity = found
    profile = _along(band, way)
    contrast = np.abs(profile - running_mean(profile, round(1.5 * pitch)))
    if np.percentile(contrast, 90) < _LEAST_CONTRAST * _full_range(pixels):
        return None
    fit = _fit_marks(profile, pitch)
    if fit is None:
        return None
    positions, numbers, fitted, error = fit
    if regularity * math.sqrt(len(positions)) < _LEAST_EVIDENCE:
        return None
    rise = (way[1] - way[0]) / length
    lean = _lean(band, way, fitted)
    t = positions * _STEP / length
    sideways = way[0] + (way[1] - way[0]) * t
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    x = start[0] + (end[0] - start[0]) * t - uy * sideways
    y = start[1] + (end[1] - start[1]) * t + ux * sideways
    places = np.stack([x, y], axis=1)
    # Neither the line nor the way need be square to the marks; their distance is.
    scale = _STEP * (1 - lean * rise) / math.hypot(1.0, lean)
    every, long = _longer_ones(_mark_lengths(pixels, places, fitted * scale), numbers)
    return RulerMarks(places, numbers, fitted * scale, error * scale, every, long, regularity)


def calibration_from(step: Place, mm: float, former: Calibration | None, detail: str) -> Calibration:
    """The calibration in which the way `step`, (x, y) film px, is `mm` long.

    Pixels are taken to be square, unless `former` knows otherwise: one line says nothing of the other direction.
    Raises CephViewError where no film can have that scale.
    """
    x, y = (former.mm_per_px_x, former.mm_per_px_y) if former else (1.0, 1.0)
    now = math.hypot(step[0] * x, step[1] * y)
    factor = mm / now if now > 0 else math.inf
    if not all(MIN_MM_PER_PX <= value * factor <= MAX_MM_PER_PX for value in (x, y)):
        raise CephViewError(f"{mm:g} mm for {math.hypot(*step):.1f} px cannot be right: check the line and the length.")
    if former is None or former.isotropic:
        return Calibration(factor * x, factor * x, CalibrationSource.RULER, detail)
    return Calibration(factor * x, factor * y, CalibrationSource.RULER, detail)


def likely_mm(marks: RulerMarks, film_height_px: int) -> float:
    """What one pitch is most likely to be: 1, 5 or 10 mm.

    Longer marks at each 5th or 10th speak for millimetres; else it is the one in which the film is nearest to the
    240 mm of a lateral film. It is a proposal; the user decides.
    """
    if marks.long_every in (5, 10):
        return 1.0
    return min((1.0, 5.0, 10.0), key=lambda mm: abs(math.log(film_height_px / marks.pitch_px * mm / 240.0)))


# -- reading the film ------------------------------------------------------------------------------------------------


def _full_range(pixels: NDArray[np.uint8] | NDArray[np.uint16]) -> float:
    if pixels.dtype == np.uint8:
        return 255.0
    sample = pixels[::8, ::8]
    return max(float(np.ptp(sample)), 1.0)


def _band(pixels: NDArray[np.uint8] | NDArray[np.uint16], start: Place, end: Place, reach: int = _REACH) -> Values:
    """Grey values (2 * reach + 1, n) about a line: rows 1 px apart sideways, columns _STEP apart, bilinear.

    Beyond the film its edge goes on.
    """
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    t = np.arange(0, length, _STEP) / length
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


def _along(band: Values, way: Place) -> Values:
    """The profile along a way from offset way[0] sideways at the start to way[1] at the end, mean over +-_ROW px."""
    n = band.shape[1]
    middle = np.linspace(way[0], way[1], n) + _REACH
    total = np.zeros(n)
    for shift in range(-_ROW, _ROW + 1):
        rows = np.clip(np.round(middle + shift).astype(np.intp), 0, band.shape[0] - 1)
        total += band[rows, np.arange(n)]
    return total / (2 * _ROW + 1)


# -- the pitch -------------------------------------------------------------------------------------------------------


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
        pitch = about_px / _STEP
        return [(round(1.5 * pitch), math.floor(0.9 * pitch), min(math.ceil(1.1 * pitch), most))]
    found, width = [], 12
    while width <= n:
        found.append((width, max(round(MIN_PITCH / _STEP), width // 4), min(round(width / 1.5), most)))
        width = round(width * 1.5)
    return found


def _steadiest_way(band: Values, about_px: float | None) -> tuple[Place, float, float] | None:
    """The way (sideways offsets at start and end, px) that repeats best, its pitch in samples and the regularity."""
    n = band.shape[1]
    if about_px is None:
        # Few ways with every pitch, then every way with the one that was found.
        coarse = _best_of(band, range(-8, 9, 4), _searches(n, None))
        if coarse is None:
            return None
        about_px = coarse[1] * _STEP
    return _best_of(band, range(_ROW - _REACH, _REACH - _ROW + 1, 2), _searches(n, about_px))


def _best_of(band: Values, offsets: range, searches: list[tuple[int, int, int]]) -> tuple[Place, float, float] | None:
    """The best of the ways between these offsets at either end, with its pitch in samples and its regularity."""
    n = band.shape[1]
    ways = [(float(a), float(b)) for a in offsets for b in offsets]
    profiles = np.stack([_along(band, way) for way in ways])
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


# -- the marks -------------------------------------------------------------------------------------------------------


def _fit_marks(profile: Values, pitch: float) -> tuple[Values, NDArray[np.intp], float, float] | None:
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


def _lean(band: Values, way: Place, pitch: float) -> float:
    """How the marks lean: px along the line for each px sideways, from the phase of the pitch in rows side by side."""
    n = band.shape[1]
    wave = np.exp(-2j * np.pi * np.arange(n) / pitch)
    shifts = np.arange(-4, 5)
    middle = np.linspace(way[0], way[1], n) + _REACH
    amplitudes = []
    for shift in shifts:
        rows = np.clip(np.round(middle + shift).astype(np.intp), 0, band.shape[0] - 1)
        row = band[rows, np.arange(n)]
        amplitudes.append(np.sum(levelled(row, round(1.5 * pitch), 0.5) * wave))
    phases, weights = np.unwrap(np.angle(amplitudes)), np.abs(amplitudes)
    rise = float((way[1] - way[0]) / (n * _STEP))
    keep = weights > 0.3 * weights.max()
    if keep.sum() < 3:
        return -rise
    slope = float(np.polyfit(shifts[keep], phases[keep], 1, w=weights[keep])[0])
    along = -slope / (2 * np.pi) * pitch * _STEP
    # Seen along the way the rows are shifted by `rise`; what is sought is the lean against the line itself.
    lean = float(along / (1 + along * rise))
    # Marks are square to their ruler. Where they seem not to be, the phase was that of something else.
    return lean if abs(lean + rise) <= _MOST_LEAN else -rise


def _mark_lengths(pixels: NDArray[np.uint8] | NDArray[np.uint16], places: Points, pitch: float) -> NDArray[np.float64]:
    """How far each mark reaches, px: as long as it stands out against what lies half a pitch beside it."""
    (x0, y0), (x1, y1) = places[0].tolist(), places[-1].tolist()
    reach = max(_REACH, min(round(3 * pitch), 60))
    band = _band(pixels, (x0, y0), (x1, y1), reach)
    n = band.shape[1]
    distance = np.hypot(*(places - places[0]).T)
    at = np.clip(np.round(distance / _STEP).astype(np.intp), 0, n - 1)
    half = max(1, round(pitch / 2 / _STEP))
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


def _longer_ones(lengths: Values, numbers: NDArray[np.intp]) -> tuple[int | None, NDArray[np.bool_]]:
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
