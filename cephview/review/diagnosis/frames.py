"""Hypotheses about the frame of the readings: their unit, the corner they count from, what they write for missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.hypotheses import Hypothesis
from cephview.review.diagnosis.setup import Setup

# A fitted scale nearer to 1 is the readers' habits, one further off makes all points one; films of one scale are alike.
_LEAST_SCALE, _MOST_SCALE, _SAME_SCALE = 0.01, 0.4, 0.01
# Readings in the right order lie on a line with the predictions in x and in y; others are not scaled, but otherwise.
_ON_A_LINE = 0.95
# A scale without a shift is one where a shift besides would leave hardly less.
_NO_SHIFT = 1.2
# What a fitted transformation has to gain beyond a written one, mm; each number more of it so much again.
_FITTED_MM = 0.1


def written_frames(bench: Bench, setup: Setup) -> list[Hypothesis]:
    """Frames that need no fit: mm instead of px, 0 to 1, x counted from the right."""
    found = [
        _frame(
            "axes",
            "the readings count x from the right edge of the film",
            "take x of the readings from the film's width",
            leftward=not setup.labels.leftward,
        )
    ]
    if not setup.labels.shares:
        found.append(
            _frame(
                "unit",
                "the readings are shares of the film's width and height, from 0 to 1",
                "multiply x by the film's width and y by its height",
                shares=True,
            )
        )
    scales = [bench.mm_per_px(i) for i in range(len(bench.films))]
    usual = float(np.median(scales))
    if setup.labels.scale == 1.0 and max(abs(scale / usual - 1) for scale in scales) < _SAME_SCALE:
        title = f"the readings are in mm, not in px ({usual:.4g} mm per px)"
        found.append(_frame("unit", title, "divide the readings by the mm per px of their film", scale=1 / usual))
    return found


def fitted_frames(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Hypothesis]:
    """Scales with and without a shift, by least squares over all points of some films; in width and height apart, too.

    They hold for readings in the order that the set-up says. None where the readings have a scale already.
    """
    if setup.labels.scale != 1.0 or setup.labels.shift != (0.0, 0.0):
        return []
    read = np.concatenate([bench.reference(setup, i) for i in indices])
    found = np.concatenate([bench.predict(setup, i)[0] for i in indices])
    known = np.isfinite(read + found).all(axis=1)
    read, found = read[known], found[known]
    if len(read) < 10 or min(np.corrcoef(read[:, k], found[:, k])[0, 1] for k in (0, 1)) < _ON_A_LINE:
        return []
    one, both = _through_origin(read, found), np.array([_through_origin(read[:, [k]], found[:, [k]]) for k in (0, 1)])
    centred = _through_origin(read - read.mean(axis=0), found - found.mean(axis=0))
    left = _left(centred * (read - read.mean(axis=0)), found - found.mean(axis=0))
    hypotheses = []
    if _is_scale(one) and _left(one * read, found) < _NO_SHIFT * left:
        text = f"the readings are of films of {1 / one:.4g} times the resolution of these"
        hypotheses.append(_frame("resolution", text, f"multiply the readings by {one:.4g}", _FITTED_MM, scale=one))
    if (
        _is_scale(both[0] / both[1])
        and all(abs(each - 1) < _MOST_SCALE for each in both)
        and (_left(both * read, found) < _NO_SHIFT * left)
    ):
        text = f"the readings are stretched: {1 / both[0]:.4g} times in width, {1 / both[1]:.4g} times in height"
        advice = f"multiply x of the readings by {both[0]:.4g} and y by {both[1]:.4g}"
        scale = (float(both[0]), float(both[1]))
        hypotheses.append(_frame("resolution", text, advice, 2 * _FITTED_MM, scale=scale))
    if _is_scale(centred):
        x, y = (float(value) for value in np.median(found - centred * read, axis=0))
        text = f"the readings are of films of {1 / centred:.4g} times the resolution of these, cropped otherwise"
        advice = f"multiply the readings by {centred:.4g} and add ({x:.1f}, {y:.1f}) px"
        hypotheses.append(_frame("resolution", text, advice, 3 * _FITTED_MM, scale=centred, shift=(x, y)))
    return hypotheses


def unread_points(bench: Bench, setup: Setup) -> Hypothesis | None:
    """Points that readings write as (−1, −1) or (0, 0), where no landmark lies; None where there is none."""
    clean = setup.labelled(unread=True)
    places: dict[str, int] = {}
    symbols = setup.specification.scheme.value.symbols
    for i in range(len(bench.films)):
        before, after = np.isfinite(bench.reference(setup, i)), np.isfinite(bench.reference(clean, i))
        for k in np.flatnonzero((before & ~after).any(axis=1)):
            places[symbols[k]] = places.get(symbols[k], 0) + 1
    if not places:
        return None
    named = ", ".join(f"{symbol} on {count} film{'s' if count > 1 else ''}" for symbol, count in places.items())
    return Hypothesis(
        "not read",
        f"points that were not read count as read: {named}",
        "leave them empty in the readings: −1, −1 and 0, 0 are no points of a film",
        lambda given: given.labelled(unread=True),
        passes=False,
        certain=True,
    )


def _frame(cause: str, title: str, advice: str, prior: float = 0.0, **values: object) -> Hypothesis:
    return Hypothesis(cause, title, advice, lambda setup: setup.labelled(**values), passes=False, prior=prior)


def _through_origin(read: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """The scale of least squares from readings to predictions (points, axes), about the origin."""
    return float((read * found).sum() / max(float((read**2).sum()), 1e-9))


def _left(moved: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """How far moved readings lie from the predictions, at the median, in px."""
    return float(np.median(np.linalg.norm(moved - found, axis=1)))


def _is_scale(scale: float) -> bool:
    return _LEAST_SCALE < abs(scale - 1) < _MOST_SCALE
