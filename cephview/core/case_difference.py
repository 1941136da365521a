"""Where two works on one film differ, landmark by landmark."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cephview.core.case import Case, Point, Status

_SAME_PX = 0.005  # what no export writes


@dataclass(frozen=True)
class Difference:
    """One landmark: its point (film px; None where it has none) and status in either work, and how far apart in px."""

    symbol: str
    here: Point | None
    there: Point | None
    status_here: Status
    status_there: Status

    @property
    def apart_px(self) -> float | None:
        """The distance of both points, film px; None where one of them is missing."""
        if self.here is None or self.there is None:
            return None
        return float(np.hypot(self.here[0] - self.there[0], self.here[1] - self.there[1]))


def differences(here: Case, there: Case) -> tuple[Difference, ...]:
    """The landmarks whose point or status is not the same, those that only one work has first, then the farthest."""
    found = []
    for symbol in dict.fromkeys((*here.scheme.symbols, *there.scheme.symbols)):
        each = Difference(
            symbol, _point(here, symbol), _point(there, symbol), _status(here, symbol), _status(there, symbol)
        )
        apart = each.apart_px
        if each.status_here != each.status_there or (apart is not None and apart > _SAME_PX):
            found.append(each)
    return tuple(sorted(found, key=lambda each: -np.inf if each.apart_px is None else -each.apart_px))


def _point(case: Case, symbol: str) -> Point | None:
    if symbol not in case.scheme.symbols:
        return None
    x, y = case.points[case.scheme.index(symbol)].tolist()
    return (x, y) if np.isfinite(x) and np.isfinite(y) else None


def _status(case: Case, symbol: str) -> Status:
    return case.status(symbol) if symbol in case.scheme.symbols else Status.MISSING
