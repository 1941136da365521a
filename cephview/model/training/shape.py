"""Where a landmark of a film should lie, judged by the film's other landmarks and the shape that the films share."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points

# A similarity has four unknowns; a few landmarks more, and one wrong one shows.
_FEWEST = 6
_ROUNDS = 5


@dataclass(frozen=True, eq=False)
class MeanShape:
    """Median shape (n, 2) of aligned films, NaN where unknown, and the usual residual (n,) of a landmark, in mm."""

    points: Points
    spread: NDArray[np.float64]

    def expected(self, points: Points) -> Points | None:
        """Where the landmarks (n, 2) of a film should lie, in the frame of `points` (mm); None with too few known."""
        return _fitted(self.points, points)


def mean_shape(films: Sequence[Points]) -> MeanShape | None:
    """The shape of films (n, 2) in mm, NaN where unread; None where no film has enough landmarks.

    Generalised Procrustes (Gower 1975) with medians for means, so that wrong points do not bend the shape. A film that
    faces left is mirrored by the fit itself.
    """
    usable = [points for points in films if _known(points).sum() >= _FEWEST]
    if not usable:
        return None
    shape = max(usable, key=lambda points: int(_known(points).sum()))
    for _ in range(_ROUNDS):
        aligned = [fitted for points in usable if (fitted := _fitted(points, shape)) is not None]
        shape = _median(np.stack(aligned))
    residuals = []
    for points in usable:
        expected = _fitted(shape, points)
        if expected is not None:
            residuals.append(np.linalg.norm(points - expected, axis=1))
    # Residuals are radial: of a Gaussian in the plane the median is 1.1774 SD.
    spread = _median(np.stack(residuals)) / 1.1774 if residuals else np.full(len(shape), np.nan)
    return MeanShape(shape, spread)


def _fitted(source: Points, target: Points) -> Points | None:
    """`source` (n, 2) moved onto `target` by the best similarity, fitted again without the landmarks far off."""
    use = _known(source) & _known(target)
    fitted = None
    for _ in range(3):
        if use.sum() < _FEWEST:
            return fitted
        fitted = _similar(source, target, use)
        off = np.linalg.norm(fitted - target, axis=1)
        use = _known(source) & _known(target) & (off <= 3 * float(np.median(off[use])) + 1e-9)
    return fitted


def _similar(source: Points, target: Points, use: NDArray[np.bool_]) -> Points:
    # Umeyama (PAMI 1991), but for the sign: a mirrored head is a head.
    from_, to = source[use].mean(axis=0), target[use].mean(axis=0)
    a, b = source[use] - from_, target[use] - to
    u, s, vt = np.linalg.svd(b.T @ a)
    scale = s.sum() / max(float((a**2).sum()), 1e-12)
    return np.asarray(scale * (source - from_) @ (u @ vt).T + to)


def _known(points: Points) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(points).all(axis=1))


def _median(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Median over the first axis of what is known; NaN where nothing is."""
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # of columns with nothing known
        return np.asarray(np.nanmedian(values, axis=0), dtype=np.float64)
