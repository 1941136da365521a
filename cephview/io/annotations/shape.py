"""Where a landmark is to be expected from where the others are: a mean lateral face, fitted by similarity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cephview.core.head_shape import MEAN_HEAD_MM, Point, facing, fit_similarity

_NEAR_MM = 20.0
_MIN_KNOWN = 4
_FEWEST_FOR_MISFIT = 8


@dataclass(frozen=True)
class Expectation:
    """Where (x, y) film px a landmark is expected, and how many film px a mm of the mean face is there."""

    x: float
    y: float
    px_per_mm: float

    def distance_mm(self, point: Point) -> float:
        """How far a point in film px lies from the expectation, in mm of the mean face."""
        return float(np.hypot(point[0] - self.x, point[1] - self.y)) / self.px_per_mm


def expect(symbol: str, known: Mapping[str, Point]) -> Expectation | None:
    """Where `symbol` is expected from `known` landmarks in film px; None where too few of them are in the mean face."""
    others = [name for name in known if name in MEAN_HEAD_MM and name != symbol]
    if symbol not in MEAN_HEAD_MM or len(others) < _MIN_KNOWN:
        return None
    shape = np.array([complex(*MEAN_HEAD_MM[name]) for name in others])
    film = np.array([complex(*known[name]) for name in others])
    target = complex(*MEAN_HEAD_MM[symbol])
    if facing({name: complex(*known[name]) for name in others}) < 0:
        shape, target = -shape.conj(), -target.conjugate()
    # Neighbours know best: a jaw may be open, a reading far away a slip.
    nearness = 1 / (np.abs(shape - target) ** 2 + _NEAR_MM**2)
    scale, offset = (complex(found[0]) for found in fit_similarity(shape, film, nearness[None]))
    if not (np.isfinite(abs(scale)) and np.isfinite(abs(offset))) or abs(scale) < 1e-6:
        return None
    place = scale * target + offset
    return Expectation(place.real, place.imag, abs(scale))


def misfit_mm(known: Mapping[str, Point]) -> float:
    """How far landmarks (any frame) lie from the mean face laid on them, as a root mean square in its mm; NaN for few.

    The face is fitted by a similarity, so a picture that was stretched one way alone fits it worse.
    """
    symbols = [name for name in known if name in MEAN_HEAD_MM]
    if len(symbols) < _FEWEST_FOR_MISFIT:
        return float("nan")
    shape = np.array([complex(*MEAN_HEAD_MM[name]) for name in symbols])
    film = np.array([complex(*known[name]) for name in symbols])
    if facing({name: complex(*known[name]) for name in symbols}) < 0:
        shape = -shape.conj()
    scale, offset = fit_similarity(shape, film, np.ones((1, len(symbols))))
    off = np.abs(film - scale[0] * shape - offset[0]) / np.abs(scale[0])
    return float(np.sqrt(np.mean(off**2)))
