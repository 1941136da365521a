"""Hypotheses about the frame of the readings that are fitted: resolution, shift, tilt, the input of another network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Padding, Points, Size
from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.hypotheses import Hypothesis
from cephview.review.diagnosis.setup import Setup, turned_back
from cephview.review.diagnosis.written_frames import IN_INPUT, frame, spread_ratios, unordered

# What a fitted transformation has to gain beyond a written one, mm: a known scale, a fitted one, a fit of more numbers.
_KNOWN_MM, _SCALE_MM, _FITTED_MM = 0.03, 0.04, 0.1
# A fitted scale nearer to 1 is the readers' habits; below this the readers' differences tell it by nothing.
_LEAST_SCALE, _LEAST_SPREAD = 0.01, 0.03
# Scales further from 1 make all points one place, or are of other units; those of width and height go together.
_MOST_SCALE, _MOST_STRETCH = 200.0, 0.4
_MOST_CROPPED = 10.0
# A scale nearer to 1 may be another grid of the heatmaps as well.
_A_GRIDS = 0.05
# So many standard errors from what it would be anyhow; a film's points share the habits of the reader besides.
_ERRORS, _HABITS = 3.0, 0.002
_SPREAD_HABITS = 0.005
# Readings in the right order lie on a line with the predictions in x and in y; others are not scaled, but otherwise.
_ON_A_LINE = 0.95
_FEWEST_POINTS, _A_PLACE = 10, 1e-6
# A scale without a shift is one where a shift besides would leave hardly less.
_NO_SHIFT = 1.2
# Readings turned by less, in degrees, are not told from habits.
_LEAST_TILT = 1.0
# Full ISBI films against those reduced to 1280 rows, and other reductions by whole numbers.
KNOWN_SCALES = (2400 / 1280, 2.0, 3.0, 4.0, 8.0, 16.0, 1.5)
# Sides of inputs are multiples of so many px, and a fitted side is one where it is so near.
_SIDES, _SAME_SIDE = (16, 100), 0.006
_SMALLER, _INPUT_MM = 0.9, 0.02
_STEPS = 5
_OTHERWISE = marked("the readings belong to films of {factor:.4g} times the resolution of these")
_MULTIPLY = marked("multiply the readings by {scale:.4g}, or take the films that they belong to")


@dataclass(frozen=True, eq=False)
class _Film:
    """Points that one film has in both: `read` before scale, shift and edges, and where they should lie then."""

    read: Points
    found: Points
    size: Size

    @property
    def middle(self) -> NDArray[np.float64]:
        return np.asarray((np.array(self.size) - 1) / 2)


Common = Sequence[_Film]


def fitted_frames(bench: Bench, setup: Setup, indices: Sequence[int], films: Common) -> list[Hypothesis]:
    """Resolution, stretch, shift and tilt by their `films`' points; by how far these spread where the order is wrong.

    A scale, once there, is not fitted again beside itself.
    """
    labels = setup.labels
    if labels.scale != 1.0 or labels.tilt or labels.shifts:
        return []
    if not _on_a_line(films):
        return resolution_hypotheses(bench, setup, indices)
    read, found = (np.concatenate(points) for points in zip(*((f.read, f.found) for f in films), strict=True))
    one, error = _with_error([_through_origin(f.read, f.found) for f in films], read, found)
    both = np.array([_nearest(read[:, [k]], found[:, [k]]) for k in (0, 1)])
    centred = _through_origin(read - read.mean(axis=0), found - found.mean(axis=0))
    left = _left(centred * (read - read.mean(axis=0)), found - found.mean(axis=0))
    hypotheses = []
    if _is_scale(one, error) and _left(one * read, found) < _NO_SHIFT * left:
        hypotheses += _scaled(one, _ERRORS * error + _HABITS)
    if (
        _is_scale(both[0] / both[1], error)
        and abs(both[0] / both[1] - 1) < _MOST_STRETCH
        and 1 / _MOST_CROPPED < min(both) <= max(both) < _MOST_CROPPED
        and _left(both * read, found) < _NO_SHIFT * left
    ):
        hypotheses.append(_stretched(float(both[0]), float(both[1])))
    if _is_scale(centred, error) and 1 / _MOST_CROPPED < centred < _MOST_CROPPED:
        x, y = (float(value) for value in np.median(found - centred * read, axis=0))
        words = marked("the readings are of films of {factor:.4g} times the resolution of these, cropped otherwise")
        text = Sentence(words, factor=1 / centred)
        words = marked("multiply the readings by {scale:.4g} and add ({x:.1f}, {y:.1f}) px")
        advice = Sentence(words, scale=centred, x=x, y=y)
        hypotheses.append(frame("resolution", text, advice, 3 * _FITTED_MM, scale=centred, shift=(x, y)))
    return hypotheses + _tilted(films)


def _scaled(scale: float, near: float) -> list[Hypothesis]:
    """A scale of all points, and any known one that is as near to it as the fit can tell."""
    known = [s for each in KNOWN_SCALES for s in (each, 1 / each) if abs(s / scale - 1) < near]
    options = [*((s, _KNOWN_MM) for s in known), (scale, _SCALE_MM if abs(scale - 1) > _A_GRIDS else _FITTED_MM)]
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


def input_frames(bench: Bench, setup: Setup, indices: Sequence[int], films: Common) -> list[Hypothesis]:
    """Px of the input of another network, whose size is a usual one and would explain where the points lie."""
    labels = setup.labels
    if labels.network or labels.boxed or labels.shares or labels.unit_mm or labels.scale != 1.0:
        return []
    own = setup.specification.image_size.value if bench.has_network else None
    return [_of_input(*shape) for shape in _inputs(bench, setup, indices, films) if shape[1] != own]


def _inputs(bench: Bench, setup: Setup, indices: Sequence[int], films: Common) -> list[tuple[Padding, Size]]:
    """Padding and size (width, height) px of the inputs that would explain where the points lie."""
    ordered = _on_a_line(films)
    films = films if ordered else [_in_any_order(bench, setup, i) for i in indices]
    films = [f for f in films if min(len(f.read), len(f.found)) > 3 and f.read.std(axis=0).min() > _A_PLACE]
    films = [f for f in films if f.found.std(axis=0).min() > _A_PLACE]
    if not films:
        return []
    fits = np.array([_scales(f, ordered) for f in films])
    scales, axes = fits[:, [0]], fits[:, 1:]
    sizes = np.array([f.size for f in films], float)
    shifts = np.array([f.read.mean(axis=0) for f in films]) - scales * np.array([f.found.mean(axis=0) for f in films])
    ways: list[tuple[Padding, NDArray[np.float64]]] = [("centre", np.median(sizes * scales + 2 * shifts, axis=0))]
    stretched = np.median(sizes * axes, axis=0)
    if abs(float(np.median(axes[:, 0] / axes[:, 1])) - 1) > _SAME_SIDE:
        ways.append(("stretch", stretched))
    if float(np.ptp(sizes, axis=0).max()) > 0:  # films of one size in a corner are those of another resolution
        ways.append(("corner", float(np.median(sizes.max(axis=1) * scales[:, 0])) * np.ones(2)))
    found = []
    for padding, size in ways:
        width, height = (_usual_side(float(side)) for side in size)
        if width and height and max(width, height) < _SMALLER * sizes.max():
            found.append((padding, (width, height)))
    return found


def _usual_side(side: float) -> int:
    """The side of an input that is nearest to a fitted one, px; 0 where none is near."""
    nearest = min((round(side / step) * step for step in _SIDES), key=lambda whole: abs(whole - side))
    return nearest if nearest > 0 and abs(nearest / side - 1) < _SAME_SIDE else 0


def _scales(film: _Film, ordered: bool) -> tuple[float, float, float]:
    """Scale from predictions to readings, and those of x and y: by least squares, or by how far both spread."""
    read, found = film.read - film.read.mean(axis=0), film.found - film.found.mean(axis=0)
    if ordered:
        x, y = (_through_origin(found[:, [k]], read[:, [k]]) for k in (0, 1))
        return _through_origin(found, read), x, y
    x, y = (float(read[:, k].std() / found[:, k].std()) for k in (0, 1))
    return float(np.sqrt(read.var(axis=0).sum() / found.var(axis=0).sum())), x, y


def _of_input(padding: Padding, size: Size) -> Hypothesis:
    words = {
        "centre": marked("{title} ({width} × {height} px, the film in the middle between bars)"),
        "corner": marked("{title} ({width} × {height} px, the film in the upper left corner)"),
        "stretch": marked("{title} ({width} × {height} px, the film stretched to it)"),
    }
    title = Sentence(words[padding], title=Sentence(IN_INPUT), width=size[0], height=size[1])
    return frame(
        "network frame", title, marked("take the readings back to px of the film"), _INPUT_MM, boxed=(padding, size)
    )


def unedged(setup: Setup, points: Points, size: Size) -> Points:
    """Points (n, 2) of a film of `size` px as they lie before x and y are counted from the other edges."""
    moved = np.array(points, float)
    for axis, turned in enumerate((setup.labels.leftward, setup.labels.upward)):
        if turned:
            moved[:, axis] = size[axis] - 1 - moved[:, axis]
    return moved


def points_in_common(bench: Bench, setup: Setup, indices: Sequence[int]) -> Common:
    """Points that readings and predictions have in common, before scale, shift and edges, of the films with any."""
    plain = setup.labelled(scale=1.0, shift=(0.0, 0.0), tilt=0.0, leftward=False, upward=False)
    films = []
    for i in indices:
        size = bench.films[i].radiograph.size
        read, found = bench.reference(plain, i), unedged(setup, bench.predict(setup, i)[0], size)
        known = np.isfinite(read + found).all(axis=1)
        if known.any():
            films.append(_Film(read[known], found[known], size))
    return films


def _in_any_order(bench: Bench, setup: Setup, index: int) -> _Film:
    plain = setup.labelled(scale=1.0, shift=(0.0, 0.0), tilt=0.0, leftward=False, upward=False)
    size = bench.films[index].radiograph.size
    read, found = unordered(bench, plain, index), unedged(setup, bench.predict(setup, index)[0], size)
    return _Film(read[np.isfinite(read).all(axis=1)], found[np.isfinite(found).all(axis=1)], size)


def axes_alike(films: Common) -> NDArray[np.float64] | None:
    """Correlation (2, 2) of x and y of readings with x and y of predictions, each film by itself; None of too few."""
    if sum(len(f.read) for f in films) < _FEWEST_POINTS:
        return None
    read = np.concatenate([f.read - f.read.mean(axis=0) for f in films])
    found = np.concatenate([f.found - f.found.mean(axis=0) for f in films])
    spread = np.outer(np.sqrt((read**2).sum(axis=0)), np.sqrt((found**2).sum(axis=0)))
    if min(read.std(axis=0).min(), found.std(axis=0).min()) < _A_PLACE:
        return None
    return np.asarray(read.T @ found / spread)


def _on_a_line(films: Common) -> bool:
    alike = axes_alike(films)
    return alike is not None and float(np.diag(alike).min()) > _ON_A_LINE


def _turn(film: _Film) -> complex:
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


def _through_origin(read: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """The scale of least squares from readings to predictions (points, axes), about the origin."""
    return float((read * found).sum() / max(float((read**2).sum()), 1e-9))


def _nearest(read: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """The scale about the origin that brings readings (points, axes) nearest to predictions: least mean distance.

    By weights (Weiszfeld), so that landmarks with a shift of their own count by its length and not by its square.
    """
    scale = _through_origin(read, found)
    for _ in range(_STEPS):
        away = np.linalg.norm(scale * read - found, axis=1)
        weights = 1 / np.sqrt(away + 0.1 * float(np.median(away)) + 1e-9)[:, None]
        scale = _through_origin(weights * read, weights * found)
    return scale


def _left(moved: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """How far moved readings lie from the predictions, at the median, in px."""
    return float(np.median(np.linalg.norm(moved - found, axis=1)))


def _is_scale(scale: float, error: float) -> bool:
    """Whether a scale is none of 1, and none that makes all points one place."""
    return abs(scale - 1) > _LEAST_SCALE + _ERRORS * error and 1 / _MOST_SCALE < scale < _MOST_SCALE
