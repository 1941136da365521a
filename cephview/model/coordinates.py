"""Networks that give the points themselves: how their numbers become points in the input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cephview.core.geometry import Points, Size
from cephview.model.specification import Decoding

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Not a heatmap's decoding.
COORDINATES = "coordinates"
UNITS = ("px", "0-1", "-1-1")


def points_of(output: NDArray[Any], unit: str, input_size: Size) -> tuple[Points, NDArray[np.float64]]:
    """A network's numbers (n, 2), (n, 3) with a score, or in one row (2n,), to input px (n, 2) and confidence (n,).

    `unit` is one of `UNITS`: px of the input, or shares of its sides (width, height). Without scores confidence is NaN.
    """
    numbers = np.asarray(output, np.float64)
    numbers = numbers.reshape(-1, 2) if numbers.ndim == 1 else numbers
    points, size = numbers[:, :2], np.array(input_size, np.float64)
    match unit:
        case "0-1":
            points = points * size
        case "-1-1":
            points = (points + 1) / 2 * size
    confidence = np.clip(numbers[:, 2], 0, 1) if numbers.shape[1] == 3 else np.full(len(points), np.nan)
    return points, confidence


def unit_for(output: NDArray[Any]) -> tuple[Decoding, str]:
    """The unit that a network's numbers for a head look to be in, and why: a head's points as px span many."""
    numbers = np.asarray(output, np.float64)
    numbers = numbers[:, :2] if numbers.ndim == 2 else numbers
    lowest, highest = float(numbers.min()), float(numbers.max())
    if highest > 1.5 or lowest < -1.5:
        return Decoding(COORDINATES), "its numbers go beyond 1"
    unit = "-1-1" if lowest < -0.2 else "0-1"
    return Decoding(COORDINATES, unit=unit), f"its numbers lie between {lowest:.2g} and {highest:.2g}"
