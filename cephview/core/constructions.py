"""Points and lines that are constructed, as analyses draw them: crossings, perpendiculars, tangents, true vertical.

A *mark* is a place that a formula reads: a landmark's symbol; several joined by `+` for the point in their middle; with
`|` what stands in where a landmark is not there (`UMT|U6+LMT|L6`); or one of the constructions below. A *line* runs
from a first mark to a second, or is one of the constructions below. All is reckoned in a `Frame`, the face to the right
and y down.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Protocol, Union

from cephview.core.dual import Dual

if TYPE_CHECKING:
    from cephview.core.frame import Frame

Side = Literal["front", "back", "above", "below"]
_TOWARDS: dict[Side, complex] = {"front": 1, "back": -1, "above": -1j, "below": 1j}


class Point(Protocol):
    """A constructed point."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The marks and lines that it is made of."""

    def place(self, frame: Frame) -> Dual:
        """Where it lies. Raises ZeroDivisionError where there is no such point."""


class Direction(Protocol):
    """A constructed line: a point that it goes through, and which way it runs."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The marks and lines that it is made of."""

    def origin(self, frame: Frame) -> Dual:
        """A point on it."""

    def along(self, frame: Frame) -> Dual:
        """The unit vector along it."""


Mark = Union[str, Point]  # noqa: UP007 (names below are not there yet)
Line = Union[tuple[Mark, Mark], Direction]  # noqa: UP007
Part = Union[Mark, Line]  # noqa: UP007


@dataclass(frozen=True)
class Crossing:
    """Where two lines meet, however far off."""

    first: Line
    second: Line

    @property
    def parts(self) -> tuple[Part, ...]:
        """Both lines."""
        return self.first, self.second

    def place(self, frame: Frame) -> Dual:
        """Raises ZeroDivisionError for parallel lines."""
        start, along, across = frame.origin(self.first), frame.along(self.first), frame.along(self.second)
        way = frame.origin(self.second) - start
        reach = (way * across.conjugate()).imaginary_part() / (along * across.conjugate()).imaginary_part()
        return start + along * reach


@dataclass(frozen=True)
class Foot:
    """The foot of the perpendicular from a mark on a line."""

    point: Mark
    line: Line

    @property
    def parts(self) -> tuple[Part, ...]:
        """The mark and the line."""
        return self.point, self.line

    def place(self, frame: Frame) -> Dual:
        """The projection of the mark."""
        start, along = frame.origin(self.line), frame.along(self.line)
        return start + along * ((frame.at(self.point) - start) * along.conjugate()).real_part()


@dataclass(frozen=True)
class Tangent:
    """Of several marks the one that a tangent from a point touches, so that no other lies beyond it on that side.

    From Pog′ in front of both lips it is the more protrusive one. Marks that are not there are left out.
    """

    origin: Mark
    marks: tuple[Mark, ...]
    side: Side

    @property
    def parts(self) -> tuple[Part, ...]:
        """The point and all marks that may be touched."""
        return self.origin, *self.marks

    def place(self, frame: Frame) -> Dual:
        """The mark that is touched."""
        start = frame.at(self.origin)
        known = [frame.at(mark) for mark in self.marks if not frame.needs(mark).lacking]
        towards = _TOWARDS[self.side] * frame.down / 1j
        return min(known, key=lambda mark: _beyond(mark.value - start.value, towards, start, known))


def _beyond(way: complex, towards: complex, start: Dual, known: list[Dual]) -> float:
    """How far the farthest mark lies beyond the line that runs this way, on this side of it."""
    normal = 1j * way / abs(way)
    if (normal * towards.conjugate()).real < 0:
        normal = -normal
    return max(((mark.value - start.value) * normal.conjugate()).real for mark in known)


@dataclass(frozen=True)
class FirstOf:
    """The first of several marks for which all is there."""

    options: tuple[Mark, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """All that may be taken."""
        return self.options

    def place(self, frame: Frame) -> Dual:
        """The one that is taken."""
        return frame.at(next((each for each in self.options if not frame.needs(each).lacking), self.options[0]))


@dataclass(frozen=True)
class Middle:
    """The point in the middle of several, constructed ones among them."""

    marks: tuple[Mark, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of them."""
        return self.marks

    def place(self, frame: Frame) -> Dual:
        """Their mean."""
        first, *others = (frame.at(mark) for mark in self.marks)
        for other in others:
            first = first + other
        return first.times(1 / len(self.marks))


@dataclass(frozen=True)
class Turned:
    """A line, turned clockwise by degrees (its front end down) and laid through a mark, or through its own first one.

    SN turned by 7° is the constructed horizontal (Burstone); FH turned by 90° through N the nasion perpendicular, which
    runs down; by 0° through a mark the parallel.
    """

    line: Line
    degrees: float = 0.0
    through: Mark | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The line and the mark."""
        return (self.line,) if self.through is None else (self.line, self.through)

    def origin(self, frame: Frame) -> Dual:
        """The mark that it goes through."""
        return frame.origin(self.line) if self.through is None else frame.at(self.through)

    def along(self, frame: Frame) -> Dual:
        """The line's own way, turned."""
        return frame.along(self.line).times(turn_by(self.degrees))


@dataclass(frozen=True)
class Vertical:
    """The true vertical through a mark, running down, turned clockwise by degrees: -90 is the true horizontal.

    It is the edge of the film next to the head's own: true where the film was taken in natural head position and lies
    straight in its file.
    """

    through: Mark
    degrees: float = 0.0

    @property
    def parts(self) -> tuple[Part, ...]:
        """The mark alone."""
        return (self.through,)

    def origin(self, frame: Frame) -> Dual:
        """The mark."""
        return frame.at(self.through)

    def along(self, frame: Frame) -> Dual:
        """No landmark moves it."""
        return Dual(frame.down * turn_by(self.degrees))


def turn_by(degrees: float) -> complex:
    """What turns a vector clockwise on the screen."""
    quarters, rest = divmod(degrees, 90.0)
    exact = (1, 1j, -1, -1j)[int(quarters) % 4]
    return exact * cmath.rect(1.0, math.radians(rest)) if rest else exact


@lru_cache(maxsize=4096)
def spelled(mark: str) -> tuple[tuple[str, ...], ...]:
    """The landmarks whose middle a mark is, each with those that stand in for it: `UMT|U6+LMT` → UMT, U6; LMT."""
    return tuple(tuple(part.split("|")) for part in mark.split("+"))


def leaves(part: Part) -> Iterator[str]:
    """Every landmark that a mark or line may read, those that stand in included."""
    if isinstance(part, str):
        for symbols in spelled(part):
            yield from symbols
    else:
        for inner in part if isinstance(part, tuple) else part.parts:
            yield from leaves(inner)
