"""The frame in which formulas are reckoned: the landmarks of a film in mm, the face to the right.

A point is a complex number x + iy with y down. A *mark* is a landmark's symbol, or several joined by `+` for the point
in their middle (`UMT+LMT`). A line runs from its first mark to its second.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from cephview.core.calibration import Calibration
from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme

Line = tuple[str, str]

# Landmarks that lie clearly at the back or at the front of every head. Those between them say nothing about facing.
_BACK = frozenset("S Po Ar Co Go R Ba Bolton".split())
_FRONT = frozenset("N Or A ANS B Pog Gn Me U1 L1 UIA LIA Ls Li Sn Pn Cm Gl N′ Pog′ Gn′ Me′ UL′ LL′".split())


def facing(known: Mapping[str, complex]) -> int:
    """1 where the face looks to the right, -1 to the left, by vote of every pair of back and front landmark.

    A vote, so that one slip of a landmark cannot turn the head. Right, the convention, where nothing can be said.
    """
    back = [point.real for symbol, point in known.items() if symbol in _BACK]
    front = [point.real for symbol, point in known.items() if symbol in _FRONT]
    votes = sum((f > b) - (f < b) for f in front for b in back)
    return -1 if votes < 0 else 1


@dataclass(frozen=True)
class Frame:
    """The known landmarks of a film that formulas read: in mm, or in px where no calibration is; facing right."""

    points: Mapping[str, complex]
    calibrated: bool

    @classmethod
    def of(cls, points: Points, scheme: Scheme, calibration: Calibration | None) -> Frame:
        """From film px (n, 2) in the order of `scheme`. Without a calibration pixels are taken to be square."""
        placed = points if calibration is None else calibration.to_mm(points)
        rows = zip(scheme.symbols, placed.tolist(), strict=True)
        known = {symbol: complex(x, y) for symbol, (x, y) in rows if math.isfinite(x) and math.isfinite(y)}
        side = facing(known)
        return cls({s: complex(side * p.real, p.imag) for s, p in known.items()}, calibration is not None)

    def at(self, mark: str) -> complex:
        """The point of a mark; the middle of its landmarks where it names several."""
        symbols = mark.split("+")
        return sum(self.points[symbol] for symbol in symbols) / len(symbols)

    def along(self, line: Line) -> complex:
        """The unit vector from a line's first mark to its second."""
        vector = self.at(line[1]) - self.at(line[0])
        return vector / abs(vector)
