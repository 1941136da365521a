"""Hypotheses about the frame of the readings that are fitted: resolution, shift, tilt, the input of another network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.common_points import Common, FilmPoints, on_a_line, through_origin
from cephview.review.diagnosis.hypotheses import Hypothesis
from cephview.review.diagnosis.setup import Setup, turned_back
from cephview.review.diagnosis.written_frames import frame, spread_ratios

# What a fitted transformation has to gain beyond a written one, mm: a known scale, a fitted one, a fit of more numbers.
_KNOWN_MM, _SCALE_MM, _FITTED_MM = 0.03, 0.04, 0.1
# A fitted scale nearer to 1 is the readers' habits; below this the readers' differences tell it by nothing.
_LEAST_SCALE, _LEAST_SPREAD = 0.01, 0.03
# Scales further from 1 make all points one place, or are of other units; those of width and height go together.
_MOST_SCALE, _MOST_STRETCH = 200.0, 0.4
_MOST_CROPPED = 10.0
# How far the points of a head spread, in mm (19 and 29 landmarks of the mean head), and up to how many times.
_HEAD_MM, _HEAD_TIMES = 43.0, 1.5
# So many standard errors from what it would be anyhow; a film's points share the habits of the reader besides.
_ERRORS, _HABITS = 3.0, 0.002
_SPREAD_HABITS = 0.005
# A scale without a shift is one where a shift besides would leave hardly less; px are nothing below so many.
_NO_SHIFT, _ROUNDING_PX = 1.2, 0.05
# Readings turned by less, in degrees, are not told from habits.
_LEAST_TILT = 1.0
# Full ISBI films against those reduced to 1280 rows, and other reductions by whole numbers.
KNOWN_SCALES = (2400 / 1280, 2.0, 3.0, 4.0, 8.0, 16.0, 1.5)
# Of a fit by weights.
_STEPS = 5
_OTHERWISE = marked("the readings belong to films of {factor:.4g} times the resolution of these")
_MULTIPLY = marked("multiply the readings by {scale:.4g}, or take the films that they belong to")


def fitted_frames(bench: Bench, setup: Setup, indices: Sequence[int], films: Common) -> list[Hypothesis]:
    """Resolution, stretch, shift and tilt by their `films`' points; by how far these spread where the order is wrong.

    A scale, once there, is not fitted again beside itself.
    """
    labels = setup.labels
    if labels.scale != 1.0 or labels.tilt or labels.shifts:
        return []
    if not on_a_line(films):
        return resolution_hypotheses(bench, setup, indices)
    read, found = (np.concatenate(points) for points in zip(*((f.read, f.found) for f in films), strict=True))
    one, error = _with_error([through_origin(f.read, f.found) for f in films], read, found)
    both = np.array([_nearest(read[:, [k]], found[:, [k]]) for k in (0, 1)])
    centred = through_origin(read - read.mean(axis=0), found - found.mean(axis=0))
    limit = _NO_SHIFT * _left(centred * (read - read.mean(axis=0)), found - found.mean(axis=0)) + _ROUNDING_PX
    hypotheses = []
    if _is_scale(one, error) and _left(one * read, found) < limit:
        hypotheses += _scaled(one, _ERRORS * error + _HABITS)
    if (
        _is_scale(both[0] / both[1], error)
        and abs(both[0] / both[1] - 1) < _MOST_STRETCH
        and 1 / _MOST_CROPPED < min(both) <= max(both) < _MOST_CROPPED
        and _left(both * read, found) < limit
    ):
        hypotheses.append(_stretched(float(both[0]), float(both[1])))
    far = 1 / _MOST_CROPPED < centred < _MOST_CROPPED and _is_head(bench, films)
    if _is_scale(centred, error) and (far or abs(centred - 1) < _MOST_STRETCH):
        x, y = (float(value) for value in np.median(found - centred * read, axis=0))
        words = marked("the readings are of films of {factor:.4g} times the resolution of these, cropped otherwise")
        text = Sentence(words, factor=1 / centred)
        words = marked("multiply the readings by {scale:.4g} and add ({x:.1f}, {y:.1f}) px")
        advice = Sentence(words, scale=centred, x=x, y=y)
        hypotheses.append(frame("resolution", text, advice, 3 * _FITTED_MM, scale=centred, shift=(x, y)))
    return hypotheses + _tilted(films)


def _is_head(bench: Bench, films: Common) -> bool:
    """Whether predictions are as large as a head's at the median film: those drawn together are like any readings."""
    usual = float(np.median([bench.mm_per_px(i) for i in range(len(bench.films))]))
    spread = usual * float(np.median([f.found.var(axis=0).sum() ** 0.5 for f in films]))
    return _HEAD_MM / _HEAD_TIMES < spread < _HEAD_MM * _HEAD_TIMES


def _scaled(scale: float, near: float) -> list[Hypothesis]:
    """A scale of all points, and any known one that is as near to it as the fit can tell."""
    known = [s for each in KNOWN_SCALES for s in (each, 1 / each) if abs(s / scale - 1) < near]
    options = [*((s, _KNOWN_MM) for s in known), (scale, _SCALE_MM)]
    return [
        frame(
            "resolution",
            Sentence(_OTHERWISE, factor=1 / s),
            Sentence(_MULTIPLY, scale=s),
            prior,
            scale=s,
            shift=(0.0, 0.0),
        )
        for s, prior in options
    ]


def _stretched(x: float, y: float) -> Hypothesis:
    words = marked("the readings are stretched: {x:.4g} times in width, {y:.4g} times in height")
    text = Sentence(words, x=1 / x, y=1 / y)
    advice = Sentence("multiply x of the readings by {x:.4g} and y by {y:.4g}", x=x, y=y)
    return frame("resolution", text, advice, 2 * _FITTED_MM, scale=(x, y), shift=(0.0, 0.0))


def _tilted(films: Common) -> list[Hypothesis]:
    """Readings turned by some degrees about the film's middle: alone, or moved besides, with another scale or none."""
    fits = [_turn(film) for film in films]
    angles = -np.degrees(np.angle(fits))  # clockwise, by which the readings are turned
    angle, error = float(np.median(angles)), _error(angles)
    if not _LEAST_TILT + _ERRORS * error < abs(angle) < 45:
        return []
    scale = float(np.abs(np.mean(fits)))
    hypotheses = []
    for times, moved in ((1.0, False), (1.0, True), (scale, True)):
        # The film's middle stays where it is; the shift is taken before the turn.
        away = [(f.found - f.middle) @ turned_back(-angle) + f.middle - times * f.read for f in films]
        x, y = np.median(np.concatenate(away), axis=0).tolist() if moved else (0.0, 0.0)
        if times != 1.0 and not _is_scale(times, 0.0):
            continue
        found = {
            (True, False): marked("the readings are turned by {angle:.1f}° clockwise"),
            (False, False): marked("the readings are turned by {angle:.1f}° anticlockwise"),
            (True, True): marked("the readings are turned by {angle:.1f}° clockwise, and cropped otherwise"),
            (False, True): marked("the readings are turned by {angle:.1f}° anticlockwise, and cropped otherwise"),
        }
        title = Sentence(found[angle > 0, moved], angle=abs(angle))
        advice = marked("read these films anew, or take the films that lie as they did when they were read")
        prior = _FITTED_MM * (1 + moved + (times != 1.0))
        hypotheses.append(frame("rotated", title, advice, prior, tilt=angle, shift=(x, y), scale=times))
    return hypotheses


def resolution_hypotheses(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Hypothesis]:
    """Other resolutions of the readings: the scale by which they spread as the predictions do, in whatever order."""
    ratios, former = spread_ratios(bench, setup, indices), setup.labels.scale
    fitted = float(np.median(ratios)) if ratios else 1.0
    if abs(fitted - 1) < _LEAST_SPREAD or not 1 / _MOST_SCALE < fitted < _MOST_SCALE or isinstance(former, tuple):
        return []
    near = min(_ERRORS * _error(ratios) + _SPREAD_HABITS, _LEAST_SPREAD)
    known = [s for scale in KNOWN_SCALES for s in (scale, 1 / scale) if abs(s / fitted - 1) < near]
    # A film of another resolution is one of a whole width: the scale is known better than it can be measured.
    return [
        frame(
            "resolution",
            Sentence(_OTHERWISE, factor=1 / scale),
            Sentence(_MULTIPLY, scale=scale),
            _KNOWN_MM if scale in known else _FITTED_MM,
            scale=former * scale,
        )
        for scale in dict.fromkeys([*known, fitted])
    ]


def _turn(film: FilmPoints) -> complex:
    """The similarity of least squares from readings to predictions about their middles, x + iy: scale and turn."""
    read, found = (points - points.mean(axis=0) for points in (film.read, film.found))
    x, y = read @ [1, 1j], found @ [1, 1j]
    return complex(np.vdot(x, y) / max(float(np.vdot(x, x).real), 1e-9))


def _with_error(scales: Sequence[float], read: NDArray[np.float64], found: NDArray[np.float64]) -> tuple[float, float]:
    """The scale of all points through the origin, and its standard error: over the films, or of the points of a few."""
    scale = _nearest(read, found)
    points = float((scale * read - found).std()) / max(float((read**2).sum()), 1e-9) ** 0.5
    return scale, max(points, _error(scales)) if len(scales) > 2 else points


def _error(values: Sequence[float] | NDArray[np.float64]) -> float:
    """Standard error of the mean of some values; 0 of a single one."""
    return float(np.std(values, ddof=1)) / len(values) ** 0.5 if len(values) > 1 else 0.0


def _nearest(read: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """The scale about the origin that brings readings (points, axes) nearest to predictions: least mean distance.

    By weights (Weiszfeld), so that landmarks with a shift of their own count by its length and not by its square.
    """
    scale = through_origin(read, found)
    for _ in range(_STEPS):
        away = np.linalg.norm(scale * read - found, axis=1)
        weights = 1 / np.sqrt(away + 0.1 * float(np.median(away)) + 1e-9)[:, None]
        scale = through_origin(weights * read, weights * found)
    return scale


def _left(moved: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """How far moved readings lie from the predictions, at the median, in px."""
    return float(np.median(np.linalg.norm(moved - found, axis=1)))


def _is_scale(scale: float, error: float) -> bool:
    """Whether a scale is none of 1, and none that makes all points one place."""
    return abs(scale - 1) > _LEAST_SCALE + _ERRORS * error and 1 / _MOST_SCALE < scale < _MOST_SCALE
