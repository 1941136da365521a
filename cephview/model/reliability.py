"""How far off each point is expected to be, and whether what was found is a head at all.

The expected radial error of a landmark is exp(a_l + w·f): a_l of the landmark, f of what its heatmap looks like. It is
fitted on films with readings that the model was not trained on, and kept in the checkpoint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points
from cephview.core.plus_minus import MEAN_RADIUS
from cephview.model.specification import Decoding

# The entropy of the heatmap as a distribution, and how low its highest cell is: both in nats.
FEATURES = ("entropy", "peak")
KEY = "RELIABILITY"


def features_of(heatmaps: NDArray[Any], decoding: Decoding) -> NDArray[np.float64]:
    """FEATURES (n, 2) of raw heatmaps (n, h, w), each read as a distribution over its cells."""
    flat = heatmaps.reshape(len(heatmaps), -1).astype(np.float64)
    if decoding.method == "softargmax":
        scaled = flat / decoding.temperature
        scaled -= scaled.max(axis=1, keepdims=True)
        logs = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
    else:  # regressed Gaussians: what is not positive is noise
        positive = np.clip(flat, 0, None) + 1e-12
        logs = np.log(positive / positive.sum(axis=1, keepdims=True))
    entropy = -(np.exp(logs) * logs).sum(axis=1)
    return np.stack([entropy, -logs.max(axis=1)], axis=-1)


def shape_distance(points: Points, shape: Points) -> float:
    """How unlike `shape` (n, 2) the `points` (n, 2) are, 0-1, whatever their place, size and turn; not mirrored.

    The full Procrustes distance (Dryden and Mardia, Statistical Shape Analysis, 1998, eq. 4.13). NaN counts nowhere.
    """
    known = np.isfinite(points).all(axis=1) & np.isfinite(shape).all(axis=1)
    if known.sum() < 3:
        return 1.0
    z, w = (p[known, 0] + 1j * p[known, 1] for p in (points, shape))
    z, w = z - z.mean(), w - w.mean()
    size = float(np.linalg.norm(z) * np.linalg.norm(w))
    return float(np.sqrt(max(0.0, 1.0 - (abs(np.vdot(w, z)) / size) ** 2))) if size > 0 else 1.0


@dataclass(frozen=True, eq=False)
class Reliability:
    """What a model knows of its own errors, in px of its input.

    `intercepts` (n,) of the landmarks, `weights` (2,) of FEATURES; `shape` (n, 2) is the mean head, NaN for what is no
    part of it (points of the ruler, landmarks that too few films had). A film is doubted where its points are further
    than `shape_limit` from that, or expected to be off by more than `error_limit` px.
    """

    intercepts: NDArray[np.float64]
    weights: NDArray[np.float64]
    shape: Points
    shape_limit: float
    error_limit: float
    radius: float = float("nan")
    """Nine of ten points lie within so many times their expected error of the reading; NaN where nobody measured it."""
    products: NDArray[np.float64] | None = None
    """How the errors lie, see `core.error_shape`; None where nobody measured it, and they count as independent."""

    def expected_error(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Expected radial errors (…, n) in input px for `features` (…, n, 2)."""
        return np.asarray(np.exp(np.clip(self.intercepts + features @ self.weights, -_MOST, _MOST)))

    def is_doubtful(self, points: Points, expected: NDArray[np.float64]) -> bool:
        """Whether a film's points (n, 2), in any frame, and expected errors (n,) in input px look like no head's."""
        strange = shape_distance(points, self.shape) > self.shape_limit
        return strange or float(_mean_of_head(expected, self.shape)) > self.error_limit

    def to_config(self) -> dict[str, Any]:
        """For the checkpoint's config: numbers and lists alone."""
        return {
            "FEATURES": list(FEATURES),
            "INTERCEPTS": self.intercepts.tolist(),
            "WEIGHTS": self.weights.tolist(),
            "SHAPE": self.shape.tolist(),
            "SHAPE_LIMIT": self.shape_limit,
            "ERROR_LIMIT": self.error_limit,
            **({"RADIUS_90": self.radius} if np.isfinite(self.radius) else {}),
            **({"ERROR_PRODUCTS": np.round(self.products, 4).tolist()} if self.products is not None else {}),
        }

    @classmethod
    def from_config(cls, config: Mapping[str, Any], landmarks: int) -> Reliability | None:
        """What a checkpoint's config says; None where it says nothing, or nothing that can be used."""
        told = config.get(KEY)
        if not isinstance(told, Mapping) or told.get("FEATURES") != list(FEATURES):
            return None
        try:
            found = cls(
                np.array(told["INTERCEPTS"], dtype=np.float64),
                np.array(told["WEIGHTS"], dtype=np.float64),
                np.array(told["SHAPE"], dtype=np.float64),
                float(told["SHAPE_LIMIT"]),
                float(told["ERROR_LIMIT"]),
                float(told.get("RADIUS_90", "nan")),
                _products(told.get("ERROR_PRODUCTS"), landmarks),
            )
        except (KeyError, TypeError, ValueError, OverflowError):
            return None
        shapes = (found.intercepts.shape, found.weights.shape, found.shape.shape)
        numbers = (found.intercepts, found.weights, found.shape_limit, found.error_limit)
        usable = shapes == ((landmarks,), (len(FEATURES),), (landmarks, 2)) and all(
            bool(np.isfinite(value).all()) for value in numbers
        )
        return found if usable and _is_shape(found.shape) else None


def _products(told: object, landmarks: int) -> NDArray[np.float64] | None:
    """The products that a config holds; None where it holds none, or what cannot be any."""
    if not isinstance(told, list):
        return None
    products = np.array(told, dtype=np.float64)
    sound = products.shape == (2 * landmarks, 2 * landmarks) and np.isfinite(products).all()
    if not sound or not np.allclose(products, products.T, atol=1e-3):
        return None
    return products if float(np.linalg.eigvalsh(products).min()) > _LEAST_EIGENVALUE else None


def error_products(points: Points, readings: Points, expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean products (2n, 2n) of the errors in their SDs, of points and readings (f, n, 2) in px of an upright head that
    faces right; `expected` (f, n) mean radial errors in the same px, of a fit that the films had no part in.

    What two landmarks share is drawn towards nothing, since so few films tell it; of a pair never read together, and of
    a landmark never read, it is that of independent round errors.
    """
    parts = ((points - readings) / (expected / MEAN_RADIUS)[:, :, None]).reshape(len(points), -1)
    known = np.isfinite(parts)
    counts = known.T.astype(np.float64) @ known
    filled = np.where(known, parts, 0.0)
    products = np.where(counts > 0, filled.T @ filled / np.maximum(counts, 1.0), np.eye(parts.shape[1]))
    own = np.kron(np.eye(points.shape[1]), np.ones((2, 2)))
    shrunk = products * (own + (1.0 - _SHARED_SHRINK) * (1.0 - own))
    # Pairs that are counted over different films can give what no errors have.
    values, vectors = np.linalg.eigh(shrunk)
    return np.asarray((vectors * np.maximum(values, _FLOOR)) @ vectors.T)


def _is_shape(shape: Points) -> bool:
    """Whether places are those of a head: of a landmark that nobody read none, of all others both numbers."""
    known = np.isfinite(shape)
    return bool((known[:, 0] == known[:, 1]).all() and known[:, 0].any())


def fit_reliability(
    features: NDArray[np.float64],
    errors: NDArray[np.float64],
    points: Points,
    readings: Points,
    of_head: NDArray[np.bool_] | None = None,
) -> Reliability:
    """Fit to films the model was not trained on.

    features (f, n, 2); errors (f, n) in input px, NaN where unread; points and readings (f, n, 2) in the same px,
    the head upright and facing right.
    `of_head` (n,) are the landmarks of the head: a ruler lies elsewhere on each film, and is missing on some.
    A gamma regression with log link, which needs only that the mean is right; the landmarks' intercepts are drawn
    towards one another, since a landmark has few films. From five films on the level and the radius are then taken from
    films that had no part in the fit, ten folds by film: on its own films a fit expects too little.
    """
    fitted = _fitted(features, errors, points, readings, of_head)
    films = len(errors)
    if films < _FEWEST_TO_CROSS:
        return fitted
    crossed = np.full(errors.shape, np.nan)
    for fold in range(min(_FOLDS, films)):
        out = np.arange(films) % _FOLDS == fold
        others = _fitted(features[~out], errors[~out], points[~out], readings[~out], of_head)
        crossed[out] = others.expected_error(features[out])
    known = np.isfinite(errors)
    if not errors[known].sum() > 0:
        return fitted
    level = float(errors[known].sum() / crossed[known].sum())
    radius = float(np.quantile(errors[known] / (level * crossed[known]), _WITHIN))
    limit = fitted.error_limit * level
    products = error_products(points, readings, level * crossed)
    intercepts = fitted.intercepts + np.log(level)
    return replace(fitted, intercepts=intercepts, error_limit=limit, radius=radius, products=products)


def _fitted(
    features: NDArray[np.float64],
    errors: NDArray[np.float64],
    points: Points,
    readings: Points,
    of_head: NDArray[np.bool_] | None,
) -> Reliability:
    from scipy.optimize import minimize  # half a second at the start of a window that fits nothing

    known = np.isfinite(errors)
    count = errors.shape[1]
    targets = np.where(known, errors, 0.0)

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        common, own, weights = parameters[0], parameters[1 : 1 + count], parameters[1 + count :]
        eta = np.clip(common + own + features @ weights, -20, 20)
        ratio = targets * np.exp(-eta)
        slope = np.where(known, 1.0 - ratio, 0.0)
        value = float(np.where(known, eta + ratio, 0.0).sum() + _SHRINK * (own @ own))
        gradient = [slope.sum(), *(slope.sum(axis=0) + 2 * _SHRINK * own), *np.einsum("fn,fnk->k", slope, features)]
        return value, np.array(gradient)

    found = minimize(loss, np.zeros(1 + count + len(FEATURES)), jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    shape = common_shape(readings if of_head is None else np.where(of_head[:, None], readings, np.nan))
    model = Reliability(found.x[0] + found.x[1 : 1 + count], found.x[1 + count :], shape, 1.0, 1.0)
    distances = [shape_distance(film, shape) for film in points]
    expected = _mean_of_head(model.expected_error(features), shape)
    return Reliability(
        model.intercepts, model.weights, shape, _MARGIN * float(max(distances)), _MARGIN * float(max(expected))
    )


# Of ISBI 151-200 and the held-out Hamedan films, ten folds: 0.2 to 0.6 cover alike.
_SHARED_SHRINK = 0.4
_FLOOR, _LEAST_EIGENVALUE = 1e-3, -1e-2
# The logarithm of 200 input px: a quarter of a film, where "nowhere near" says it all.
_MOST = 5.3
_FOLDS, _FEWEST_TO_CROSS, _WITHIN = 10, 5, 0.9
# Found by ten-fold cross-validation on ISBI 151-200 and the held-out Hamedan films; 1 to 10 make no difference.
_SHRINK = 3.0
# A film may be this much stranger than the strangest of the fitted ones before it is doubted.
_MARGIN = 1.5


# Of a landmark that fewer of the films have nobody knows where it lies on a head.
_LEAST_SHARE = 0.5
_FEWEST_POINTS, _ROUNDS = 2, 5


def common_shape(readings: Points) -> Points:
    """The mean (n, 2) of readings (f, n, 2), each laid on the others by place, size and turn; centred, of size 1.

    A landmark that is missing on a film counts on the others; NaN are those that most of the films lack.
    """
    shape = np.full(readings.shape[1:], np.nan)
    known: NDArray[np.bool_] = np.asarray(np.isfinite(readings).all(axis=2))
    read = np.asarray(known.any(axis=1))
    if not read.any():
        return shape
    used = known[read].mean(axis=0) >= _LEAST_SHARE
    films = readings[read][:, used]
    z = np.where(np.isfinite(films).all(axis=2), films[..., 0] + 1j * films[..., 1], np.nan)
    z = z[np.isfinite(z).sum(axis=1) >= _FEWEST_POINTS]
    if not len(z):
        return shape
    mean = _normed(z[np.argmax(np.isfinite(z).sum(axis=1))])
    for _ in range(_ROUNDS):
        laid = np.array([_laid_on(mean, film) for film in z])
        counts = np.isfinite(laid).sum(axis=0)
        mean = _normed(np.where(counts > 0, np.nansum(laid, axis=0) / np.maximum(counts, 1), np.nan))
    shape[used] = np.stack([mean.real, mean.imag], axis=-1)
    return shape


def _normed(z: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """Points (n,) about their middle, of size 1."""
    z = z - np.nanmean(z)
    return np.asarray(z / np.sqrt(np.nansum(np.abs(z) ** 2)))


def _laid_on(mean: NDArray[np.complex128], film: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """A film's points (n,) on the mean, by what both have; NaN where they share too little."""
    shared = np.isfinite(mean) & np.isfinite(film)
    m, f = mean[shared], film[shared]
    if len(f) < _FEWEST_POINTS or not np.ptp(f.real) + np.ptp(f.imag):
        return np.full_like(film, np.nan)
    middle, m, f = f.mean(), m - m.mean(), f - f.mean()
    turn = np.exp(-1j * np.angle(np.vdot(m, f)))
    scale = np.linalg.norm(m) / np.linalg.norm(f)
    return np.asarray((film - middle) * turn * scale + mean[shared].mean())


def _mean_of_head(expected: NDArray[np.float64], shape: Points) -> NDArray[np.float64]:
    """The mean of expected errors (…, n), NaN counts nowhere, over the landmarks of the mean head; over all without."""
    head = np.isfinite(shape).all(axis=1)
    counted = np.isfinite(expected) & (head if head.any() else True)
    return np.asarray(np.where(counted, expected, 0.0).sum(axis=-1) / np.maximum(counted.sum(axis=-1), 1))
