"""Where a landmark is to be expected from where the others are: a mean lateral face, fitted by similarity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]

# Mean of 150 adult lateral films (ISBI 2015, training part) in mm, centred, x towards the nose, y down.
MEAN_SHAPE_MM: dict[str, Point] = {
    "S": (-42.9, -54.7),
    "N": (15.5, -61.6),
    "Or": (4.4, -36.6),
    "Po": (-63.6, -37.3),
    "A": (14.9, -7.1),
    "B": (12.3, 26.8),
    "Pog": (11.7, 39.8),
    "Me": (5.7, 45.8),
    "Gn": (9.9, 43.9),
    "Go": (-50.3, 15.1),
    "L1": (18.6, 10.6),
    "U1": (20.3, 11.8),
    "Ls": (32.2, 2.5),
    "Li": (29.9, 22.7),
    "Sn": (26.3, -9.4),
    "Pog′": (21.1, 42.9),
    "PNS": (-26.1, -15.6),
    "ANS": (16.7, -13.9),
    "Ar": (-56.6, -25.8),
}
_NEAR_MM = 20.0
_MIN_KNOWN = 4


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
    others = [name for name in known if name in MEAN_SHAPE_MM and name != symbol]
    if symbol not in MEAN_SHAPE_MM or len(others) < _MIN_KNOWN:
        return None
    shape = np.array([complex(*MEAN_SHAPE_MM[name]) for name in others])
    film = np.array([complex(*known[name]) for name in others])
    target = complex(*MEAN_SHAPE_MM[symbol])
    # A face to the left is the mirror image: whichever way round fits better over the whole face.
    even = np.ones(len(others))
    if _fit(shape.conj(), film, even)[2] < _fit(shape, film, even)[2]:
        shape, target = shape.conj(), target.conjugate()
    # Neighbours know best: a jaw may be open, a reading far away a slip.
    scale, offset, _ = _fit(shape, film, 1 / (np.abs(shape - target) ** 2 + _NEAR_MM**2))
    if not (np.isfinite(abs(scale)) and np.isfinite(abs(offset))) or abs(scale) < 1e-6:
        return None
    place = scale * target + offset
    return Expectation(place.real, place.imag, abs(scale))


def _fit(
    shape: NDArray[np.complex128], film: NDArray[np.complex128], weights: NDArray[np.float64]
) -> tuple[complex, complex, float]:
    """Weighted least squares film ≈ scale · shape + offset, with the weighted squared residual."""
    weights = weights / weights.sum()
    from_mean, to_mean = complex(weights @ shape), complex(weights @ film)
    centred, target = shape - from_mean, film - to_mean
    scale = complex(weights @ (centred.conj() * target)) / float(weights @ np.abs(centred) ** 2)
    residual = float(weights @ np.abs(target - scale * centred) ** 2)
    return scale, to_mean - scale * from_mean, residual
