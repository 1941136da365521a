"""How a prediction is kept, and how a model's errors lie together."""

from __future__ import annotations

import math
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import FiniteFloat
from pydantic import model_validator as validator

from cephview.core.error_shape import ErrorShape
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.io.cases.kept_words import Words
from cephview.io.cases.schema import Stored, StoredScheme, Text


class StoredErrorShape(Stored):
    """How a model's errors lie together: the products' upper triangle, row by row."""

    symbols: tuple[Text, ...]
    upper: tuple[FiniteFloat, ...]

    @classmethod
    def of(cls, shape: ErrorShape | None) -> StoredErrorShape | None:
        """From the core; none stays None."""
        if shape is None:
            return None
        upper = shape.products[np.triu_indices(len(shape.products))]
        return cls(symbols=shape.symbols, upper=tuple(np.round(upper, 4).tolist()))

    @validator(mode="after")
    def _one_a_pair(self) -> Self:
        size = 2 * len(self.symbols)
        if len(self.upper) != size * (size + 1) // 2:
            raise ValueError("errors have a product for each two of their parts")
        return self

    def core(self) -> ErrorShape:
        """To the core."""
        size = 2 * len(self.symbols)
        products = np.zeros((size, size))
        products[np.triu_indices(size)] = self.upper
        return ErrorShape(self.symbols, products + np.triu(products, 1).T)


class StoredPrediction(Stored):
    """A prediction: points in film px and confidence in 0-1 in the order of the scheme; missing is None."""

    scheme: StoredScheme
    points: tuple[tuple[FiniteFloat | None, FiniteFloat | None], ...]
    confidence: tuple[FiniteFloat | None, ...]
    expected_error: tuple[FiniteFloat | None, ...] | None = None
    notes: tuple[Words, ...] = ()
    seconds: FiniteFloat
    model: Words
    model_sha256: Text
    assumptions: tuple[Words, ...]
    error_shape: StoredErrorShape | None = None

    @classmethod
    def of(cls, prediction: Prediction | None) -> StoredPrediction | None:
        """From the core; none stays None."""
        if prediction is None:
            return None
        return cls(
            scheme=StoredScheme.of(prediction.scheme),
            points=tuple((_number(x), _number(y)) for x, y in prediction.points.tolist()),
            confidence=tuple(_number(value) for value in prediction.confidence.tolist()),
            expected_error=_numbers(prediction.expected_error),
            notes=prediction.notes,
            seconds=prediction.seconds,
            model=prediction.model.name,
            model_sha256=prediction.model.sha256,
            assumptions=prediction.model.assumptions,
            error_shape=StoredErrorShape.of(prediction.error_shape),
        )

    @validator(mode="after")
    def _one_a_symbol(self) -> Self:
        if not len(self.points) == len(self.confidence) == len(self.scheme.symbols):
            raise ValueError("a prediction has one point and one confidence a landmark")
        if self.expected_error is not None and len(self.expected_error) != len(self.points):
            raise ValueError("a prediction has one expected error a landmark, or none")
        return self

    def core(self) -> Prediction:
        """To the core."""
        points = _floats(self.points).reshape(-1, 2)
        model = ModelIdentity(self.model, self.model_sha256, self.assumptions)
        expected = None if self.expected_error is None else _floats(self.expected_error)
        shape = self.error_shape.core() if self.error_shape else None
        return Prediction(
            self.scheme.core(), points, _floats(self.confidence), model, self.seconds, expected, self.notes, shape
        )


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _numbers(values: NDArray[np.float64] | None) -> tuple[float | None, ...] | None:
    return None if values is None else tuple(_number(value) for value in values.tolist())


def _floats(values: Any) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)
