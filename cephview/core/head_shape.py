"""The mean lateral head, and which way round a head lies on its film.

Handedness is told by the shape of all points: whichever of the mean head and its mirror image fits them better, at any
angle. Left and right on the film alone say nothing of a film that lies on its side or on its head.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme
from cephview.core.turn import UPRIGHT, Turn

if TYPE_CHECKING:
    from numpy.typing import NDArray

Point = tuple[float, float]

# In mm, x towards the nose, y down. ISBI's 19 landmarks are the mean of 150 adult films (ISBI 2015, training part);
# Pn to LIA are the medians of 255 films (Aariz, Khalid et al. 2022, CC BY 4.0), laid on them by the landmarks of both;
# the others are those of the drawn head.
MEAN_HEAD_MM: dict[str, Point] = {
    **{"S": (-42.9, -54.7), "N": (15.5, -61.6), "Or": (4.4, -36.6), "Po": (-63.6, -37.3), "A": (14.9, -7.1)},
    **{"B": (12.3, 26.8), "Pog": (11.7, 39.8), "Me": (5.7, 45.8), "Gn": (9.9, 43.9), "Go": (-50.3, 15.1)},
    **{"L1": (18.6, 10.6), "U1": (20.3, 11.8), "Ls": (32.2, 2.5), "Li": (29.9, 22.7), "Sn": (26.3, -9.4)},
    **{"Pog′": (21.1, 42.9), "PNS": (-26.1, -15.6), "ANS": (16.7, -13.9), "Ar": (-56.6, -25.8)},
    **{"Pn": (45.4, -18.8), "R": (-54.3, -7.0), "Co": (-54.8, -34.5), "LPM": (-1.4, 9.0), "LMT": (-7.6, 7.9)},
    **{"UPM": (-1.7, 8.0), "UIA": (11.6, -8.6), "UMT": (-7.9, 6.6), "LIA": (3.6, 26.6)},
    **{"N′": (23.3, -56.9), "Gl": (25.7, -76.4), "Cm": (36.8, -11.8), "UL′": (24.1, 11.8), "LL′": (24.1, 12.6)},
    **{"UVB": (31.2, -0.9), "LVB": (28.6, 26.1)},
    **{"Gn′": (17.8, 49.6), "Me′": (5.2, 53.4), "C": (-37.4, 51.6), "D": (5.8, 33.2), "Ba": (-67.5, -19.1)},
    **{"Bolton": (-77.5, -19.1), "Ptm": (-21.7, -17.1), "PT": (-24.0, -45.4), "U6": (-7.9, 6.6), "L6": (-7.6, 7.9)},
}

# Chosen on 565 real readings (Aariz, ISBI, Hamedan), mirrored and turned at random, of which any 5 landmarks were left:
# how far from the mean head, mm, a landmark begins to count for less, and what a head upside down costs at most.
_USUAL_MM, _UPSIDE_DOWN = 2.0, 1.0
# With fewer no point can be left out, for what is left of three fits either way round.
_LEAST_TO_LEAVE_ONE_OUT = 4
# Of 310 real readings (ISBI, Hamedan) no head is tilted by more than 13.3° from the mean one: what lies further off its
# quarter was turned by somebody.
_TILTED_BY_ITSELF = 20.0
# So many landmarks tell how a head lies, one of them a slip; and so many, some of them slips.
_FEWEST_TO_TELL, _ENOUGH = 5, 8
# Share of the film by which points differ that are one point but for rounding.
_COINCIDE = 1e-9


def fit_similarity(
    shape: NDArray[np.complex128], film: NDArray[np.complex128], weights: NDArray[np.float64]
) -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """Least squares film ≈ scale · shape + offset: (k,) scales and offsets for (k, n) weights of the n points.

    Points are complex, x + iy; `scale` turns as well. It is NaN where all points that count coincide.
    """
    share = weights / weights.sum(axis=1, keepdims=True)
    from_mean, to_mean = share @ shape, share @ film
    centred = shape - from_mean[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = (share * centred.conj()) @ film / (share * np.abs(centred) ** 2).sum(axis=1)
    return scale, to_mean - scale * from_mean


def facing(known: Mapping[str, complex]) -> int:
    """1 where the face looks to the right once its head is upright, -1 where it looks to the left; at any angle.

    `known` are the landmarks of a film, x + iy with y down, in px or mm. One of them may lie anywhere: it turns no
    head. Right, the convention, where nothing can be said.
    """
    right, left = _fits(known)
    return -1 if left[0] < right[0] else 1


def lie(known: Mapping[str, complex]) -> Turn:
    """How the film is to be turned for its head to be upright and face to the right.

    By whole quarters, so that a head that was held a little up or down stays so; by the exact angle where the film lies
    further off its quarter than a head can.
    """
    right, left = _fits(known)
    mirrored = left[0] < right[0]
    angle = left[1] if mirrored else right[1]
    # A mirrored film turns the other way round.
    back = math.degrees(angle if mirrored else -angle)
    quarters = round(back / 90)
    rest = back - 90 * quarters
    return Turn(quarters % 4, rest if abs(rest) > _TILTED_BY_ITSELF else 0.0, mirrored)


def lie_of(points: Points, scheme: Scheme, otherwise: Points | None = None) -> Turn:
    """As `lie`, of points (n, 2) in the order of `scheme`, in px or mm of square pixels; missing is NaN.

    Where fewer than eight are known, the others are taken from `otherwise` (n, 2), a prediction of the same film. With
    fewer than five the head is taken to be upright, facing right.
    """
    if otherwise is not None and np.isfinite(points).all(axis=1).sum() < _ENOUGH:
        points = np.where(np.isfinite(points), points, otherwise)
    pairs = zip(scheme.symbols, points.tolist(), strict=True)
    known = {symbol: complex(x, y) for symbol, (x, y) in pairs if symbol in MEAN_HEAD_MM and math.isfinite(x + y)}
    return lie(known) if len(known) >= _FEWEST_TO_TELL else UPRIGHT


def to_upright(points: Points, turn: Turn) -> Points:
    """Points or ways (…, 2) of a film as they lie once it is turned so, about the film's origin."""
    return np.asarray(points @ np.array(turn.matrix).reshape(2, 2).T)


def from_upright(points: Points, turn: Turn) -> Points:
    """The inverse of `to_upright`."""
    return np.asarray(points @ np.array(turn.matrix).reshape(2, 2))


def _fits(known: Mapping[str, complex]) -> tuple[tuple[float, float], tuple[float, float]]:
    """(misfit, angle by which the head is turned clockwise) of the mean head, and of its mirror image."""
    symbols = [symbol for symbol in known if symbol in MEAN_HEAD_MM]
    shape = np.array([complex(*MEAN_HEAD_MM[symbol]) for symbol in symbols])
    film = np.array([known[symbol] for symbol in symbols])
    if len(symbols) < 2:
        return (0.0, 0.0), (0.0, 0.0)
    weights = np.ones((1, len(symbols)))
    if len(symbols) >= _LEAST_TO_LEAVE_ONE_OUT:
        # Each left out in turn: one of these fits is blind to the one point that may be far off.
        weights = np.vstack([weights, 1 - np.eye(len(symbols))])
    return _best(shape, film, weights), _best(-shape.conj(), film, weights)


def _best(
    shape: NDArray[np.complex128], film: NDArray[np.complex128], weights: NDArray[np.float64]
) -> tuple[float, float]:
    """The least misfit over the rows of `weights`, and the turn that goes with it.

    The logarithm of a Cauchy distribution, in which a point that is far off costs little more than one that is off;
    and a little for a head that is not upright, which decides where the shape says nothing (two points, or a profile).
    """
    scale, offset = fit_similarity(shape, film, weights)
    size = np.abs(scale)
    usable = np.isfinite(size) & (size > _COINCIDE * np.abs(film).max())
    if not usable.any():
        return 0.0, 0.0
    scale, offset, size = scale[usable], offset[usable], size[usable]
    off = np.abs(film - scale[:, None] * shape - offset[:, None]) / (size[:, None] * _USUAL_MM)
    misfit = np.log1p(off**2).sum(axis=1) + _UPSIDE_DOWN * (1 - scale.real / size) / 2
    best = int(np.argmin(misfit))
    return float(misfit[best]), cmath.phase(scale[best])
