"""The kinds of formula that analyses are written in: angles, distances, ratios, and sums of them.

They read points from a `Frame`, in which the face looks to the right; what marks and lines are, `core.constructions`
says. A formula divides by zero where its points coincide; `measurements.measure` says so in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from cephview.core.constructions import Line, Mark, Part
from cephview.core.dual import Dual
from cephview.core.frame import Frame

Unit = Literal["°", "mm", "%"]


class Formula(Protocol):
    """A kind of formula: the unit of its value, what it is made of, and the value in a frame."""

    @property
    def unit(self) -> Unit:
        """The unit of the value."""

    @property
    def in_mm(self) -> bool:
        """Whether lengths are in it that no other one divides: those need a calibration."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The marks and lines that have to be known."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that it measures by, as a tracing shows them."""

    def value(self, frame: Frame) -> Dual:
        """The value in `unit`. Raises ZeroDivisionError where points coincide."""


@dataclass(frozen=True)
class Angle:
    """The angle, 0-180°, at the second of three marks."""

    points: tuple[Mark, Mark, Mark]
    unit: ClassVar[Unit] = "°"
    in_mm: ClassVar[bool] = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """The three marks."""
        return self.points

    @property
    def lines(self) -> tuple[Line, ...]:
        """The two legs."""
        first, vertex, second = self.points
        return (first, vertex), (vertex, second)

    def value(self, frame: Frame) -> Dual:
        """Between the rays from the vertex to the other two."""
        first, vertex, second = self.points
        return _turn(frame.along((vertex, first)), frame.along((vertex, second))).positive()


@dataclass(frozen=True)
class LineAngle:
    """The angle between the directions of two lines, less a constant.

    Unsigned 0-180°. Signed ±180°: positive where the second line is turned clockwise against the first, which is its
    front end down for lines that run forwards, its lower end back for lines that run down.
    """

    first: Line
    second: Line
    signed: bool = False
    less: float = 0.0
    unit: ClassVar[Unit] = "°"
    in_mm: ClassVar[bool] = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """Both lines."""
        return self.first, self.second

    @property
    def lines(self) -> tuple[Line, ...]:
        """Both lines."""
        return self.first, self.second

    def value(self, frame: Frame) -> Dual:
        """The turn from the first direction to the second."""
        turn = _turn(frame.along(self.first), frame.along(self.second))
        return (turn if self.signed else turn.positive()).plus(-self.less)


@dataclass(frozen=True)
class Distance:
    """The distance, mm, between two marks."""

    points: tuple[Mark, Mark]
    unit: ClassVar[Unit] = "mm"
    in_mm: ClassVar[bool] = True

    @property
    def parts(self) -> tuple[Part, ...]:
        """The two marks."""
        return self.points

    @property
    def lines(self) -> tuple[Line, ...]:
        """The way between the two."""
        return (self.points,)

    def value(self, frame: Frame) -> Dual:
        """Never negative."""
        return (frame.at(self.points[1]) - frame.at(self.points[0])).length()


@dataclass(frozen=True)
class ToLine:
    """The distance, mm, of a mark to a line: positive in front of one that runs down, above one that runs forwards."""

    point: Mark
    line: Line
    unit: ClassVar[Unit] = "mm"
    in_mm: ClassVar[bool] = True

    @property
    def parts(self) -> tuple[Part, ...]:
        """The mark and the line."""
        return self.point, self.line

    @property
    def lines(self) -> tuple[Line, ...]:
        """The line alone."""
        return (self.line,)

    def value(self, frame: Frame) -> Dual:
        """The part of the way from the line to the mark that is perpendicular to the line."""
        way = frame.at(self.point) - frame.origin(self.line)
        return -(way * frame.along(self.line).conjugate()).imaginary_part()


@dataclass(frozen=True)
class Projected:
    """How far, mm, the second of two marks lies ahead of the first along a line: Wits, or a perpendicular to it."""

    points: tuple[Mark, Mark]
    line: Line
    unit: ClassVar[Unit] = "mm"
    in_mm: ClassVar[bool] = True

    @property
    def parts(self) -> tuple[Part, ...]:
        """The two marks and the line."""
        return *self.points, self.line

    @property
    def lines(self) -> tuple[Line, ...]:
        """The line, and the way between the two marks."""
        return self.line, self.points

    def value(self, frame: Frame) -> Dual:
        """Positive where the second mark is further along the line."""
        way = frame.at(self.points[1]) - frame.at(self.points[0])
        return (way * frame.along(self.line).conjugate()).real_part()


@dataclass(frozen=True)
class SignedDistance(Projected):
    """The full distance, mm, between two marks with the sign of its projection on a line: ISBI's overjet MW."""

    def value(self, frame: Frame) -> Dual:
        """Positive where the second mark is further along the line."""
        full = Distance(self.points).value(frame)
        return -full if super().value(frame).real < 0 else full


@dataclass(frozen=True)
class Ratio:
    """One formula in % of another: the height of the lower face in that of the whole one."""

    first: Formula
    second: Formula
    unit: ClassVar[Unit] = "%"

    @property
    def in_mm(self) -> bool:
        """Lengths cancel one another."""
        return self.first.in_mm != self.second.in_mm

    @property
    def parts(self) -> tuple[Part, ...]:
        """The marks and lines of both."""
        return *self.first.parts, *self.second.parts

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of both."""
        return *self.first.lines, *self.second.lines

    def value(self, frame: Frame) -> Dual:
        """100 where both are equal."""
        return (self.first.value(frame) / self.second.value(frame)).times(100.0)


@dataclass(frozen=True)
class Weighted:
    """A sum of formulas, each with a coefficient, and a constant: a regression; or a sum or difference of rows.

    `unit` is that of the value; `sum_of` takes that of the parts.
    """

    terms: tuple[tuple[float, Formula], ...]
    unit: Unit
    plus: float = 0.0

    @property
    def in_mm(self) -> bool:
        """Whether one of the parts is."""
        return any(part.in_mm for _, part in self.terms)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The marks and lines of all parts."""
        return tuple(mark for _, part in self.terms for mark in part.parts)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all parts."""
        return tuple(line for _, part in self.terms for line in part.lines)

    def value(self, frame: Frame) -> Dual:
        """The constant and all parts, each times its coefficient."""
        total = Dual(self.plus)
        for factor, part in self.terms:
            value = part.value(frame)
            total = total + (value if factor == 1.0 else value.times(factor))
        return total


def sum_of(of: tuple[Formula, ...], less: tuple[Formula, ...] = ()) -> Weighted:
    """The sum of formulas of one unit; those of `less` are taken away. Raises ValueError for mixed units."""
    units = {part.unit for part in (*of, *less)}
    if len(units) != 1:
        raise ValueError("a sum of different units")
    return Weighted((*((1.0, part) for part in of), *((-1.0, part) for part in less)), units.pop())


def ratio_of(first: tuple[Mark, Mark], second: tuple[Mark, Mark]) -> Ratio:
    """One distance in % of another."""
    return Ratio(Distance(first), Distance(second))


def _turn(first: Dual, second: Dual) -> Dual:
    # From one unit vector to the other in degrees, clockwise on the screen positive because y points down.
    return (second * first.conjugate()).angle()
