"""Where a landmark is to be expected that no model found: a regression out of the points that are known.

The landmarks of a head are jointly Gaussian about their mean in the frame of the mean head. Where, how large and at
which angle a head lies on its film is taken to be unknown, as are four coefficients of universal kriging (Matheron
1969); what is left, the shape, gives the wanted points from the known ones by the conditional Gaussian.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.head_shape import facing, fit_similarity

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Fewer points than these tell shape from place, size and angle so badly that nothing is said.
FEWEST_KNOWN = 5
# How far from the mean head, mm, a landmark begins to count for less when the head is found on the film.
_USUAL_MM = 3.0
# What is not known of a head's place (mm), and of its size and angle (share of it): as good as nothing is.
_ANYWHERE_MM, _ANY_SIZE_AND_ANGLE = 100.0, 1.0
# A known point further off than this, in SDs (Mahalanobis) of what the others say of it, counts for less the further
# off it is: of points that err as they should 1 in 460 is. At most so many are taken so. On Aariz, leave-out, 3 to 5
# cost nothing and gain 0.1 mm over none.
_FAR_OFF, _MOST_FAR_OFF = 3.5, 3
# Share of the film by which points differ that are one point but for rounding.
_COINCIDE = 1e-9


@dataclass(frozen=True, eq=False)
class HeadModel:
    """How the landmarks of heads lie, jointly Gaussian, in mm of the mean head: x towards the nose, y down, upright.

    `mean` (n, 2); `covariance` (2n, 2n) of x₀, y₀, x₁, y₁, … in mm². `by_hand` are symbols that help to estimate
    others, and are themselves left to the hand.
    """

    symbols: tuple[str, ...]
    mean: NDArray[np.float64]
    covariance: NDArray[np.float64]
    by_hand: frozenset[str] = field(default=frozenset())

    def __post_init__(self) -> None:
        n = len(self.symbols)
        if self.mean.shape != (n, 2) or self.covariance.shape != (2 * n, 2 * n):
            raise ValueError("mean and covariance do not fit the symbols")


@dataclass(frozen=True, eq=False)
class Estimate:
    """Where a landmark is expected, x + iy in film px, y down.

    `spread` is the mean radial error to be expected, film px: the mean distance of where a reader would place it, if
    that is Gaussian about `point` with `covariance` (2, 2) in px². Where that is round, half of all readings lie nearer
    than 0.94 of it, and 95 in 100 nearer than 1.95.
    """

    point: complex
    spread: float
    covariance: NDArray[np.float64]


def estimate(
    model: HeadModel,
    known: Mapping[str, complex],
    wanted: Iterable[str],
    *,
    errors: Mapping[str, float] | None = None,
    by_hand: bool = False,
) -> dict[str, Estimate]:
    """The wanted landmarks of a film from its known ones (x + iy, film px, y down), however the film lies.

    `errors` are the mean radial errors, film px, that known points have beyond a reader's own (0 where not said): those
    of a model. Left out are landmarks that are known, that the model of heads was not taught, or that it leaves to the
    hand; with `by_hand` the last are there as well: so one knows where to look for them, and no more. Empty where fewer
    than five known points are of the model, or all of them coincide. One known point that lies anywhere moves little.
    """
    known = {symbol: point for symbol, point in known.items() if math.isfinite(abs(point))}
    given = tuple(symbol for symbol in model.symbols if symbol in known)
    missing = set(wanted) - known.keys() - (frozenset() if by_hand else model.by_hand)
    sought = tuple(symbol for symbol in model.symbols if symbol in missing)
    if len(given) < FEWEST_KNOWN or not sought:
        return {}
    film = np.array([known[symbol] for symbol in given])
    block = _block(model, given, sought)
    mirrored = facing(known) < 0
    lying = _place(block.mean_given, film, mirrored)
    if lying is None:
        return {}
    scale, offset = lying
    size = abs(scale)
    head = (film - offset) / scale
    off = (-head.conj() if mirrored else head) - block.mean_given
    # A mean radial error m is that of a round Gaussian whose variance along each axis is 2 m² / π.
    said = np.array([(errors or {}).get(symbol, 0.0) for symbol in given]) / size
    noise = np.where(np.isfinite(said), 2 / math.pi * said**2, 0.0)
    weights = _weights(block, off, noise)
    moved = weights @ off.view(np.float64)
    left = block.of_sought - weights @ block.between.T
    shape = block.mean_sought + moved.view(np.complex128)
    points = scale * (-shape.conj() if mirrored else shape) + offset
    # Ways of the mean head (x, y) to ways of the film.
    turn = np.array([[scale.real, -scale.imag], [scale.imag, scale.real]]) * ((-1 if mirrored else 1), 1)
    found = {}
    for k, symbol in enumerate(sought):
        covariance = turn @ left[2 * k : 2 * k + 2, 2 * k : 2 * k + 2] @ turn.T
        found[symbol] = Estimate(complex(points[k]), mean_radial_error(covariance), covariance)
    return found


def mean_radial_error(covariance: NDArray[np.float64]) -> float:
    """The mean length of a way that is Gaussian about 0 with this covariance (2, 2), in the root of its unit.

    That is 1/√(8π) of the circumference of the ellipse with the two SDs for half axes; by Ramanujan's formula (1914),
    0.4 % off at most.
    """
    (xx, xy), (_, yy) = covariance.tolist()
    half, apart = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    a, b = math.sqrt(max(half + apart, 0.0)), math.sqrt(max(half - apart, 0.0))
    return math.pi * (3 * (a + b) - math.sqrt((3 * a + b) * (a + 3 * b))) / math.sqrt(8 * math.pi)


@dataclass(frozen=True, eq=False)
class _Block:
    """What of a model concerns some known (k) and sought (m) landmarks, with what is not known of a head's lie."""

    mean_given: NDArray[np.complex128]
    mean_sought: NDArray[np.complex128]
    of_given: NDArray[np.float64]
    between: NDArray[np.float64]
    of_sought: NDArray[np.float64]


@lru_cache(maxsize=64)
def _block(model: HeadModel, given: tuple[str, ...], sought: tuple[str, ...]) -> _Block:
    # The same landmarks are asked for at each step of a drag.
    places = [model.symbols.index(symbol) for symbol in (*given, *sought)]
    mean = model.mean[places]
    centred = mean - mean[: len(given)].mean(axis=0)
    one, nought = np.ones(len(mean)), np.zeros(len(mean))
    free = np.stack(
        [
            np.column_stack([one, nought]).ravel() * _ANYWHERE_MM,
            np.column_stack([nought, one]).ravel() * _ANYWHERE_MM,
            centred.ravel() * _ANY_SIZE_AND_ANGLE,
            (centred[:, ::-1] * (-1, 1)).ravel() * _ANY_SIZE_AND_ANGLE,
        ]
    )
    coordinates = np.ravel([(2 * place, 2 * place + 1) for place in places])
    whole = model.covariance[np.ix_(coordinates, coordinates)] + free.T @ free
    k = 2 * len(given)
    as_complex = np.ascontiguousarray(mean).view(np.complex128)[:, 0]
    return _Block(as_complex[: len(given)], as_complex[len(given) :], whole[:k, :k], whole[k:, :k], whole[k:, k:])


def _place(
    mean: NDArray[np.complex128], film: NDArray[np.complex128], mirrored: bool
) -> tuple[complex, complex] | None:
    """Scale and offset that lay the mean head on the film, or None; one point that lies anywhere has no part in it."""
    shape = -mean.conj() if mirrored else mean
    # Each left out in turn: one of these fits is blind to the one point that may be far off.
    scales, offsets = fit_similarity(shape, film, np.vstack([np.ones(len(shape)), 1 - np.eye(len(shape))]))
    usable = np.isfinite(scales) & (np.abs(scales) > _COINCIDE * np.abs(film).max())
    if not usable.any():
        return None
    scales, offsets = scales[usable, None], offsets[usable, None]
    off = (np.abs(film - scales * shape - offsets) / (np.abs(scales) * _USUAL_MM)) ** 2
    weights = 1 / (1 + off[np.log1p(off).sum(axis=1).argmin()])
    scale, offset = fit_similarity(shape, film, weights[None])
    return complex(scale[0]), complex(offset[0])


def _weights(block: _Block, off: NDArray[np.complex128], noise: NDArray[np.float64]) -> NDArray[np.float64]:
    """By how much (2m, 2k) each sought coordinate follows each known one.

    `off` (k,) is where the known points lie, from the mean head; `noise` (k,) the variance that each has besides, mm².
    """
    total = block.of_given + np.diag(np.repeat(noise, 2))
    coordinates = off.view(np.float64)
    for _ in range(_MOST_FAR_OFF):
        inverse = np.linalg.inv(total)
        # What all others say of a point differs from it by own⁻¹ · pulled, with own⁻¹ for its covariance.
        own = inverse.reshape(len(off), 2, len(off), 2)[range(len(off)), :, range(len(off)), :]
        pulled = (inverse @ coordinates).reshape(-1, 2)
        spread = np.linalg.inv(own)
        distance = np.einsum("ka,kab,kb->k", pulled, spread, pulled)
        worst = int(distance.argmax())
        beyond = distance[worst] / _FAR_OFF**2
        if beyond <= 1:
            break
        # Grows from nothing, so that an estimate does not jump while a point is dragged away.
        here = slice(2 * worst, 2 * worst + 2)
        total[here, here] += spread[worst] * (beyond**2 - 1)
    else:
        inverse = np.linalg.inv(total)
    return np.asarray(block.between @ inverse)
