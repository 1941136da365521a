"""The frame in which formulas are reckoned: the landmarks of a film in mm, the face to the right; at any angle.

A point is a complex number x + iy with y down. What marks and lines are, `core.constructions` says.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from cephview.core.calibration import Calibration
from cephview.core.constructions import FirstOf, Line, Mark, Part, Tangent, spelled
from cephview.core.dual import Dual
from cephview.core.error_shape import ErrorShape, readers_sd_mm
from cephview.core.geometry import Points
from cephview.core.head_shape import lie
from cephview.core.landmarks import Scheme
from cephview.core.plus_minus import MEAN_RADIUS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cephview.core.case import Case

# Of the head's extent: how far a constructed line is drawn from where it begins.
_DRAWN = 0.6


class Needs(NamedTuple):
    """The landmarks that a mark or line reads in a frame, and those that it lacks there."""

    read: tuple[str, ...]
    lacking: tuple[str, ...]
    of: object = None


@lru_cache(maxsize=16)
def _needs_where(_: frozenset[str]) -> dict[object, Needs]:
    # What is read and lacking depends on nothing but which landmarks are there: a drag asks once.
    return {}


# Measurements and tracing ask for the same one at each frame of a drag; it goes with its case.
_frames: WeakKeyDictionary[Case, Frame] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Frame:
    """The known landmarks of a film that formulas read: in mm, or in px where no calibration is; facing right.

    `spreads` are the SDs along either axis, in the same unit, of the points that may be off: the model's where nobody
    has looked, a reader's own for `read` ones. `shape` is how the model's errors lie. `down` is the film's edge that
    runs down the head. `unit` (x, y) is what a film px is in the frame, negative x where the film was mirrored.
    """

    points: Mapping[str, complex]
    calibrated: bool = True
    spreads: Mapping[str, float] = field(default_factory=dict)
    down: complex = 1j
    unit: tuple[float, float] = (1.0, 1.0)
    shape: ErrorShape | None = None
    read: frozenset[str] = frozenset()
    kept: dict[object, Dual] = field(default_factory=dict, repr=False)  # what was reckoned already

    @cached_property
    def _needed(self) -> dict[object, Needs]:
        return _needs_where(frozenset(self.points))

    @classmethod
    def of(
        cls,
        points: Points,
        scheme: Scheme,
        calibration: Calibration | None,
        expected_errors: NDArray[np.float64] | None = None,
        *,
        shape: ErrorShape | None = None,
        read: frozenset[str] = frozenset(),
    ) -> Frame:
        """From film px (n, 2) in the order of `scheme`. Without a calibration pixels are taken to be square.

        `expected_errors` (n,) are how far off each point is expected to be, film px; NaN where somebody looked at it.
        Those of `read` have a reader's spread, which is in mm, and so is unknown without a calibration.
        """
        placed = points if calibration is None else calibration.to_mm(points)
        rows = zip(scheme.symbols, placed.tolist(), strict=True)
        known = {symbol: complex(x, y) for symbol, (x, y) in rows if math.isfinite(x) and math.isfinite(y)}
        turn = lie(known)
        side = -1.0 if turn.mirrored else 1.0
        x, y = turn.coarse.to_film((0.0, 1.0))
        px = (calibration.mm_per_px_x, calibration.mm_per_px_y) if calibration else (1.0, 1.0)
        errors = {} if expected_errors is None else dict(zip(scheme.symbols, expected_errors.tolist(), strict=True))
        spreads = {s: sum(px) / 2 * error / MEAN_RADIUS for s, error in errors.items() if s in known and error > 0}
        if calibration is not None:
            spreads |= {s: readers_sd_mm(s) for s in read if s in known}
        turned = {s: complex(side * p.real, p.imag) for s, p in known.items()}
        unit, down = (side * px[0], px[1]), complex(side * x, y)
        return cls(turned, calibration is not None, spreads, down, unit, shape, read)

    @classmethod
    def of_case(cls, case: Case) -> Frame:
        """The current points of a case, with what is known of their errors; made once a case."""
        if case not in _frames:
            _frames[case] = cls._of_case(case)
        return _frames[case]

    @classmethod
    def _of_case(cls, case: Case) -> Frame:
        shape = case.prediction.error_shape if case.prediction else None
        points, errors = case.points, case.unsettled_errors_px
        return cls.of(points, case.scheme, case.calibration, errors, shape=shape, read=case.read_by_somebody)

    def changed_since(self, former: Frame) -> frozenset[str] | None:
        """The landmarks that are not as in a former frame; None where all is to be reckoned anew."""
        same = (self.unit, self.down, self.calibrated) == (former.unit, former.down, former.calibrated)
        if not same or self.shape is not former.shape:
            return None
        return frozenset(
            symbol
            for symbol in self.points.keys() | former.points.keys()
            if self.points.get(symbol) != former.points.get(symbol)
            or self.spreads.get(symbol) != former.spreads.get(symbol)
            or (symbol in self.read) != (symbol in former.read)
        )

    def at(self, mark: Mark) -> Dual:
        """The point of a mark; the middle of its landmarks where it names several. Raises KeyError where one lacks."""
        found = self.kept.get(mark)
        if found is None:
            found = self.kept[mark] = self._middle(mark) if isinstance(mark, str) else mark.place(self)
        return found

    def _middle(self, mark: str) -> Dual:
        parts = spelled(mark)
        symbols = [next((s for s in each if s in self.points), each[0]) for each in parts]
        share = 1 / len(symbols)
        slopes: dict[str, tuple[complex, complex]] = {}
        for symbol in symbols:
            if symbol in self.spreads:
                x, y = slopes.get(symbol, (0.0, 0.0))
                slopes[symbol] = (x + share, y + share * 1j)
        return Dual(sum(self.points[symbol] for symbol in symbols) * share, slopes)

    def origin(self, line: Line) -> Dual:
        """A point that a line goes through: its first mark."""
        return self.at(line[0]) if isinstance(line, tuple) else line.origin(self)

    def along(self, line: Line) -> Dual:
        """The unit vector from a line's first mark to its second. Raises ZeroDivisionError where they coincide."""
        found = self.kept.get(line)
        if found is None:
            if isinstance(line, tuple):
                vector = self.at(line[1]) - self.at(line[0])
                found = vector / vector.length()
            else:
                found = line.along(self)
            self.kept[line] = found
        return found

    def needs(self, part: Part) -> Needs:
        """Which landmarks a mark or line reads here, each once, and which of them are not there."""
        found = self._needed.get(part)
        if found is None:
            found = self._needed[part] = self._needs(part)
        return found

    def needs_all(self, parts: tuple[Part, ...]) -> Needs:
        """What several marks and lines need together; told at once where the same tuple was asked about before."""
        found = self._needed.get(id(parts))
        if found is None or found.of is not parts:
            found = self._needed[id(parts)] = joined(map(self.needs, parts))._replace(of=parts)
        return found

    def _needs(self, part: Part) -> Needs:
        if isinstance(part, str):
            chosen = [(next((s for s in each if s in self.points), ""), each) for each in spelled(part)]
            lacking = tuple("/".join(each) for symbol, each in chosen if not symbol)
            return Needs(tuple(symbol or each[0] for symbol, each in chosen), lacking)
        if isinstance(part, FirstOf):
            every = [self.needs(option) for option in part.options]
            return next((each for each in every if not each.lacking), every[0])
        if isinstance(part, Tangent):
            touched = [each for each in map(self.needs, part.marks) if not each.lacking] or [self.needs(part.marks[0])]
            return joined((self.needs(part.origin), *touched))
        return joined(map(self.needs, part if isinstance(part, tuple) else part.parts))

    def spread(self, value: Dual) -> float | None:
        """The SD of a real value from the spreads of its points, to the first order; None where none may be off.

        Readers err independently; a model's points go astray together, as far as `shape` says.
        """
        if not value.slopes:
            return None
        blocks = self.shape.blocks if self.shape is not None else {}
        upright = (self.down / 1j).conjugate()
        variance = 0.0
        together: list[tuple[str, float, float]] = []
        for symbol, (x, y) in value.gradient().items():
            sd = self.spreads[symbol]
            if symbol in self.read or (symbol, symbol) not in blocks:
                variance += sd * sd * (x * x + y * y)
            else:
                way = complex(x, y) * upright * sd
                together.append((symbol, way.real, way.imag))
        for i, (a, ax, ay) in enumerate(together):
            for b, bx, by in together[i:]:
                xx, xy, yx, yy = blocks[a, b]
                product = ax * (xx * bx + xy * by) + ay * (yx * bx + yy * by)
                variance += product if a == b else 2 * product
        return math.sqrt(max(variance, 0.0)) or None

    def ends(self, line: Line) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """Both ends of a line in film px, as a tracing draws it; None where a landmark is missing, or there is none.

        A constructed line is drawn to either side of where it begins.
        """
        if self.needs(line).lacking:
            return None
        try:
            if isinstance(line, tuple):
                return self.on_film(self.at(line[0]).value), self.on_film(self.at(line[1]).value)
            reach = _DRAWN * self._extent
            start, along = self.origin(line).value, self.along(line).value
            return self.on_film(start - reach / 3 * along), self.on_film(start + reach * along)
        except ZeroDivisionError:
            return None

    @cached_property
    def _extent(self) -> float:
        """How large the head is: the diagonal of the box about all landmarks."""
        xs, ys = [p.real for p in self.points.values()], [p.imag for p in self.points.values()]
        return math.hypot(max(xs) - min(xs), max(ys) - min(ys))

    def on_film(self, point: complex) -> tuple[float, float]:
        """A point of the frame in film px."""
        return point.real / self.unit[0], point.imag / self.unit[1]


def joined(needs: Iterable[Needs]) -> Needs:
    """What several parts need together, each landmark once."""
    every = list(needs)
    return Needs(
        tuple(dict.fromkeys(symbol for each in every for symbol in each.read)),
        tuple(dict.fromkeys(symbol for each in every for symbol in each.lacking)),
    )
