"""What a model says of a film, and in the order of a case's landmarks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.error_shape import ErrorShape
from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class ModelIdentity:
    """Which model spoke: name, SHA-256 of its file, and what about its preprocessing had to be assumed."""

    name: str
    sha256: str
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Prediction:
    """Points (n, 2) in film px and confidence (n,) in 0-1, in the order of `scheme`; missing is NaN.

    `expected_error` (n,) is how far off each point is expected to be, in film px; None where the model has no
    calibration of it. `notes` are sentences for the user about this film. `error_shape` is how the errors lie, where
    the model knows.
    """

    scheme: Scheme
    points: Points
    confidence: NDArray[np.float64]
    model: ModelIdentity
    seconds: float = 0.0
    expected_error: NDArray[np.float64] | None = None
    notes: tuple[str, ...] = ()
    error_shape: ErrorShape | None = None


@dataclass(frozen=True, eq=False)
class PredictedIn:
    """A prediction in the order of a case's scheme."""

    points: Points
    confidence: NDArray[np.float64]
    expected_error: NDArray[np.float64]
    known: tuple[bool, ...]


@lru_cache(maxsize=16)
def predicted_in(scheme: Scheme, prediction: Prediction | None) -> PredictedIn:
    """The prediction as a case of this scheme has it; kept, since a drag makes a case a frame with one prediction."""
    points, nothing = np.full((len(scheme), 2), np.nan), np.full(len(scheme), np.nan)
    if prediction is None:
        return PredictedIn(points, nothing, nothing, (False,) * len(scheme))
    points, errors = scheme.take(prediction.points, prediction.scheme), prediction.expected_error
    return PredictedIn(
        points,
        scheme.take(prediction.confidence, prediction.scheme),
        nothing if errors is None else scheme.take(errors, prediction.scheme),
        tuple(math.isfinite(x + y) for x, y in points.tolist()),
    )
