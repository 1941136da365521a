"""The frame in which formulas are reckoned: the landmarks of a film in mm, the face to the right; at any angle.

A point is a complex number x + iy with y down. A *mark* is a landmark's symbol, or several joined by `+` for the point
in their middle (`UMT+LMT`). A line runs from its first mark to its second.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.calibration import Calibration
from cephview.core.geometry import Points
from cephview.core.head_shape import facing
from cephview.core.landmarks import Scheme

if TYPE_CHECKING:
    from numpy.typing import NDArray

Line = tuple[str, str]

# The mean length of a vector whose two components have SD 1 (Rayleigh's distribution): sqrt(pi / 2).
_MEAN_RADIUS = math.sqrt(math.pi / 2)


@dataclass(frozen=True)
class Frame:
    """The known landmarks of a film that formulas read: in mm, or in px where no calibration is; facing right.

    `spreads` are the SDs along either axis, in the same unit, of the points that may still be off.
    """

    points: Mapping[str, complex]
    calibrated: bool
    spreads: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        points: Points,
        scheme: Scheme,
        calibration: Calibration | None,
        expected_errors: NDArray[np.float64] | None = None,
    ) -> Frame:
        """From film px (n, 2) in the order of `scheme`. Without a calibration pixels are taken to be square.

        `expected_errors` (n,) are how far off each point is expected to be, film px; NaN where it is settled.
        """
        placed = points if calibration is None else calibration.to_mm(points)
        rows = zip(scheme.symbols, placed.tolist(), strict=True)
        known = {symbol: complex(x, y) for symbol, (x, y) in rows if math.isfinite(x) and math.isfinite(y)}
        side = facing(known)
        mm = (calibration.mm_per_px_x + calibration.mm_per_px_y) / 2 if calibration else 1.0
        errors = {} if expected_errors is None else dict(zip(scheme.symbols, expected_errors.tolist(), strict=True))
        spreads = {s: mm * error / _MEAN_RADIUS for s, error in errors.items() if s in known and error > 0}
        turned = {s: complex(side * p.real, p.imag) for s, p in known.items()}
        return cls(turned, calibration is not None, spreads)

    def moved(self, symbol: str, by: complex) -> Frame:
        """The frame with one landmark moved."""
        return replace(self, points={**self.points, symbol: self.points[symbol] + by})

    def at(self, mark: str) -> complex:
        """The point of a mark; the middle of its landmarks where it names several."""
        symbols = mark.split("+")
        return sum(self.points[symbol] for symbol in symbols) / len(symbols)

    def along(self, line: Line) -> complex:
        """The unit vector from a line's first mark to its second."""
        vector = self.at(line[1]) - self.at(line[0])
        return vector / abs(vector)


def middles(line: Line, points: Points, scheme: Scheme) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Both ends of a line in film px, of points (n, 2) in the order of `scheme`; None where a landmark is missing."""
    ends = []
    for mark in line:
        symbols = mark.split("+")
        if not all(symbol in scheme.symbols for symbol in symbols):
            return None
        x, y = points[[scheme.index(symbol) for symbol in symbols]].mean(axis=0).tolist()
        if not (math.isfinite(x) and math.isfinite(y)):
            return None
        ends.append((x, y))
    return ends[0], ends[1]
