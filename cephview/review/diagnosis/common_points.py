"""What readings and predictions have in common: their points film by film, how alike these run, and their scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points, Size
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.setup import Setup
from cephview.review.diagnosis.written_frames import unordered

# Readings in the right order lie on a line with the predictions in x and in y; others are not scaled, but otherwise.
_ON_A_LINE = 0.95
# With fewer points, or such as are one place, nothing lies on a line.
_FEWEST_POINTS, A_PLACE = 10, 1e-6


@dataclass(frozen=True, eq=False)
class FilmPoints:
    """Points that one film has in both: `read` before scale, shift and edges, and where they should lie then."""

    read: Points
    found: Points
    size: Size

    @property
    def middle(self) -> NDArray[np.float64]:
        """The film's middle (2,) in px."""
        return np.asarray((np.array(self.size) - 1) / 2)


Common = Sequence[FilmPoints]


def _unedged(setup: Setup, points: Points, size: Size) -> Points:
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
        read, found = bench.reference(plain, i), _unedged(setup, bench.predict(setup, i)[0], size)
        known = np.isfinite(read + found).all(axis=1)
        if known.any():
            films.append(FilmPoints(read[known], found[known], size))
    return films


def in_any_order(bench: Bench, setup: Setup, index: int) -> FilmPoints:
    """The same of one film, all points of either in the order in which they are."""
    plain = setup.labelled(scale=1.0, shift=(0.0, 0.0), tilt=0.0, leftward=False, upward=False)
    size = bench.films[index].radiograph.size
    read, found = unordered(bench, plain, index), _unedged(setup, bench.predict(setup, index)[0], size)
    return FilmPoints(read[np.isfinite(read).all(axis=1)], found[np.isfinite(found).all(axis=1)], size)


def axes_alike(films: Common) -> NDArray[np.float64] | None:
    """Correlation (2, 2) of x and y of readings with x and y of predictions, each film by itself; None of too few."""
    if sum(len(f.read) for f in films) < _FEWEST_POINTS:
        return None
    read = np.concatenate([f.read - f.read.mean(axis=0) for f in films])
    found = np.concatenate([f.found - f.found.mean(axis=0) for f in films])
    spread = np.outer(np.sqrt((read**2).sum(axis=0)), np.sqrt((found**2).sum(axis=0)))
    if min(read.std(axis=0).min(), found.std(axis=0).min()) < A_PLACE:
        return None
    return np.asarray(read.T @ found / spread)


def on_a_line(films: Common) -> bool:
    """Whether readings run as predictions do in x and in y: their order is right then."""
    alike = axes_alike(films)
    return alike is not None and float(np.diag(alike).min()) > _ON_A_LINE


def through_origin(read: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """The scale of least squares from readings to predictions (points, axes), about the origin."""
    return float((read * found).sum() / max(float((read**2).sum()), 1e-9))
