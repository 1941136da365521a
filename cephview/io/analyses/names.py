"""Points, lines and formulas that analysis files call by name, and the constructions that they build."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat

from cephview.core.catalogue import LANDMARKS
from cephview.core.constructions import (
    Crossing,
    FirstOf,
    Foot,
    Line,
    Mark,
    Middle,
    Part,
    Point,
    Side,
    Tangent,
    Turned,
    Vertical,
)
from cephview.core.formulas import Formula

Text = Annotated[str, Field(min_length=1)]
# TOML has lists, which strict checking would not take for a pair.
Pair = Annotated[tuple[Text, Text], Field(strict=False)]
# A line is two marks, or the name of one.
LineEntry = Pair | Text


def is_landmark(symbol: str) -> bool:
    """Whether a name is a landmark's."""
    return symbol in LANDMARKS


class Table(BaseModel):
    """A table of the file; a field that is not known is a slip of the pen, not an extension."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)


@dataclass(frozen=True)
class Names:
    """What a file may refer to, by name: CephView's own points and lines, and what stands above in the file."""

    points: dict[str, Point] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    formulas: dict[str, Formula] = field(default_factory=dict)

    def own(self) -> Names:
        """For one more file, whose names no other sees."""
        return Names(dict(self.points), dict(self.lines))

    def mark(self, text: str) -> Mark:
        """The mark that a text means: landmarks alone stay as they are written.

        A landmark that somebody placed comes before the construction of the same name.
        """
        if not any(symbol in self.points for part in text.split("+") for symbol in part.split("|")):
            return text
        middle = tuple(self._first(part) for part in text.split("+"))
        return middle[0] if len(middle) == 1 else Middle(middle)

    def _first(self, part: str) -> Mark:
        options: list[Mark] = []
        for name in part.split("|"):
            if name not in self.points or is_landmark(name):
                options.append(name)
            if name in self.points:
                options.append(self.points[name])
        return options[0] if len(options) == 1 else FirstOf(tuple(options))

    def pair(self, marks: tuple[str, str]) -> tuple[Mark, Mark]:
        """The two marks that two texts mean."""
        return self.mark(marks[0]), self.mark(marks[1])

    def line(self, entry: str | tuple[str, str]) -> Line:
        """The line that an entry means. Raises KeyError for a name that is not known."""
        return self.lines[entry] if isinstance(entry, str) else self.pair(entry)


class _Pair(Table):
    """A line through two marks."""

    kind: Literal["line"]
    name: Text
    marks: Pair

    def build(self, names: Names) -> Line:
        """The line."""
        return names.pair(self.marks)


class _Turned(Table):
    """A line turned by degrees, a perpendicular, or a parallel."""

    kind: Literal["turned", "perpendicular", "parallel"]
    name: Text
    line: LineEntry
    through: Text | None = None
    degrees: FiniteFloat = 0.0

    def build(self, names: Names) -> Line:
        """The line. Raises ValueError for a perpendicular or parallel that is given degrees, or no mark."""
        if self.kind != "turned" and (self.degrees or self.through is None):
            raise ValueError(f"a {self.kind} without the mark that it goes through, or with degrees")
        through = names.mark(self.through) if self.through is not None else None
        return Turned(names.line(self.line), 90.0 if self.kind == "perpendicular" else self.degrees, through)


class _Vertical(Table):
    """True vertical or horizontal, by the film's edge."""

    kind: Literal["vertical", "horizontal"]
    name: Text
    through: Text

    def build(self, names: Names) -> Line:
        """The line."""
        return Vertical(names.mark(self.through), 0.0 if self.kind == "vertical" else -90.0)


class _Crossing(Table):
    """Where two lines meet."""

    kind: Literal["crossing"]
    name: Text
    first: LineEntry
    second: LineEntry

    def build(self, names: Names) -> Point:
        """The point."""
        return Crossing(names.line(self.first), names.line(self.second))


class _Foot(Table):
    """The foot of a perpendicular."""

    kind: Literal["foot"]
    name: Text
    point: Text
    line: LineEntry

    def build(self, names: Names) -> Point:
        """The point."""
        return Foot(names.mark(self.point), names.line(self.line))


class _Tangent(Table):
    """The mark that a tangent from a point touches."""

    kind: Literal["tangent"]
    name: Text
    point: Text
    marks: Annotated[list[Text], Field(min_length=2)]
    side: Side

    def build(self, names: Names) -> Point:
        """The point."""
        return Tangent(names.mark(self.point), tuple(map(names.mark, self.marks)), self.side)


class _Middle(Table):
    """The point in the middle of several."""

    kind: Literal["middle"]
    name: Text
    marks: Annotated[list[Text], Field(min_length=2)]

    def build(self, names: Names) -> Point:
        """The point."""
        return Middle(tuple(map(names.mark, self.marks)))


LineTable = _Pair | _Turned | _Vertical
PointTable = _Crossing | _Foot | _Tangent | _Middle


class ConstructionTable(Table):
    """A point or line that is constructed, with its name."""

    construction: Annotated[LineTable | PointTable, Field(discriminator="kind")]

    def add_to(self, names: Names) -> tuple[Part, ...]:
        """Give it its name, and hand it back.

        Raises KeyError for a name that is not known, ValueError for what makes no construction.
        """
        table = self.construction
        if isinstance(table, LineTable):
            line = names.lines[table.name] = table.build(names)
            return (line,)
        point = names.points[table.name] = table.build(names)
        return (point,)


class ConstructionsTable(Table):
    """The file of what every analysis may name; each made of those before it."""

    construction: list[object]
