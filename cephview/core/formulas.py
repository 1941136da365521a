"""The kinds of formula that analyses are written in: angles, distances, ratios, and sums of them.

They read points from a `Frame`, in which the face looks to the right. A formula divides by zero where its points
coincide; `measurements.measure` says so in words.
"""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from cephview.core.frame import Frame, Line

Unit = Literal["°", "mm", "%"]


class Formula(Protocol):
    """A kind of formula: the unit of its value, the marks that it needs, and the value in a frame."""

    @property
    def unit(self) -> Unit:
        """The unit of the value; mm needs a calibration, the others do not."""

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks that have to be known."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that it measures by, as a tracing shows them."""

    def value(self, frame: Frame) -> float:
        """The value in `unit`. Raises ZeroDivisionError where points coincide."""


@dataclass(frozen=True)
class Angle:
    """The angle, 0-180°, at the second of three marks."""

    points: tuple[str, str, str]
    unit: ClassVar[Unit] = "°"

    @property
    def marks(self) -> tuple[str, ...]:
        """The three marks."""
        return self.points

    @property
    def lines(self) -> tuple[Line, ...]:
        """The two legs."""
        first, vertex, second = self.points
        return (first, vertex), (vertex, second)

    def value(self, frame: Frame) -> float:
        """Between the rays from the vertex to the other two."""
        first, vertex, second = self.points
        return abs(_turn(frame.along((vertex, first)), frame.along((vertex, second))))


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

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of both lines."""
        return (*self.first, *self.second)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Both lines."""
        return self.first, self.second

    def value(self, frame: Frame) -> float:
        """The turn from the first direction to the second."""
        turn = _turn(frame.along(self.first), frame.along(self.second))
        return (turn if self.signed else abs(turn)) - self.less


@dataclass(frozen=True)
class Distance:
    """The distance, mm, between two marks."""

    points: Line
    unit: ClassVar[Unit] = "mm"

    @property
    def marks(self) -> tuple[str, ...]:
        """The two marks."""
        return self.points

    @property
    def lines(self) -> tuple[Line, ...]:
        """The way between the two."""
        return (self.points,)

    def value(self, frame: Frame) -> float:
        """Never negative."""
        return abs(frame.at(self.points[1]) - frame.at(self.points[0]))


@dataclass(frozen=True)
class ToLine:
    """The distance, mm, of a mark to a line: positive in front of one that runs down, above one that runs forwards."""

    point: str
    line: Line
    unit: ClassVar[Unit] = "mm"

    @property
    def marks(self) -> tuple[str, ...]:
        """The mark and those of the line."""
        return (self.point, *self.line)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The line alone."""
        return (self.line,)

    def value(self, frame: Frame) -> float:
        """The part of the way from the line to the mark that is perpendicular to the line."""
        way = frame.at(self.point) - frame.at(self.line[0])
        return -(way * frame.along(self.line).conjugate()).imag


@dataclass(frozen=True)
class Projected:
    """How far, mm, the second of two marks lies ahead of the first along a line: Wits, or a perpendicular to it."""

    points: Line
    line: Line
    unit: ClassVar[Unit] = "mm"

    @property
    def marks(self) -> tuple[str, ...]:
        """The two marks and those of the line."""
        return (*self.points, *self.line)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The line, and the way between the two marks."""
        return self.line, self.points

    def value(self, frame: Frame) -> float:
        """Positive where the second mark is further along the line."""
        way = frame.at(self.points[1]) - frame.at(self.points[0])
        return (way * frame.along(self.line).conjugate()).real


@dataclass(frozen=True)
class SignedDistance(Projected):
    """The full distance, mm, between two marks with the sign of its projection on a line: ISBI's overjet MW."""

    def value(self, frame: Frame) -> float:
        """Positive where the second mark is further along the line."""
        return math.copysign(Distance(self.points).value(frame), super().value(frame))


@dataclass(frozen=True)
class Ratio:
    """The distance between two marks in % of the distance between two others."""

    first: Line
    second: Line
    unit: ClassVar[Unit] = "%"

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of both distances."""
        return (*self.first, *self.second)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Both distances."""
        return self.first, self.second

    def value(self, frame: Frame) -> float:
        """100 where both are equal."""
        return 100 * Distance(self.first).value(frame) / Distance(self.second).value(frame)


@dataclass(frozen=True)
class Sum:
    """The sum of other formulas of one unit; those of `less` are taken away. Raises ValueError for mixed units."""

    of: tuple[Formula, ...]
    less: tuple[Formula, ...] = ()

    def __post_init__(self) -> None:
        if len({part.unit for part in (*self.of, *self.less)}) != 1:
            raise ValueError("a sum of different units")

    @property
    def unit(self) -> Unit:
        """The unit of the parts."""
        return self.of[0].unit

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of all parts."""
        return tuple(mark for part in (*self.of, *self.less) for mark in part.marks)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all parts."""
        return tuple(line for part in (*self.of, *self.less) for line in part.lines)

    def value(self, frame: Frame) -> float:
        """The parts of `of`, less those of `less`."""
        return sum(part.value(frame) for part in self.of) - sum(part.value(frame) for part in self.less)


def _turn(first: complex, second: complex) -> float:
    # From one unit vector to the other in degrees, clockwise on the screen positive because y points down.
    return math.degrees(cmath.phase(second * first.conjugate()))
