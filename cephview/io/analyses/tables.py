"""The tables of an analysis file as pydantic checks them, and the core's formulas that they build."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat

from cephview.core.formulas import (
    Angle,
    Distance,
    Formula,
    LineAngle,
    Projected,
    Ratio,
    SignedDistance,
    Sum,
    ToLine,
    Unit,
)

_Text = Annotated[str, Field(min_length=1)]
# TOML has lists, which strict checking would not take for a pair.
_Pair = Annotated[tuple[_Text, _Text], Field(strict=False)]
Named = Mapping[str, Formula]


class Table(BaseModel):
    """A table of the file; a field that is not known is a slip of the pen, not an extension."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)


class _Angle(Table):
    """Angle at the second of three marks."""

    kind: Literal["angle"]
    points: Annotated[list[_Text], Field(min_length=3, max_length=3)]

    def build(self, _: Named) -> Formula:
        """The formula."""
        first, vertex, second = self.points
        return Angle((first, vertex, second))


class _Lines(Table):
    """Angle between two lines."""

    kind: Literal["lines"]
    first: _Pair
    second: _Pair
    signed: bool = False
    less: FiniteFloat = 0.0

    def build(self, _: Named) -> Formula:
        """The formula."""
        return LineAngle(self.first, self.second, self.signed, self.less)


class _Distance(Table):
    """Distance of two marks."""

    kind: Literal["distance"]
    points: _Pair

    def build(self, _: Named) -> Formula:
        """The formula."""
        return Distance(self.points)


class _ToLine(Table):
    """Signed distance of a mark to a line."""

    kind: Literal["to_line"]
    point: _Text
    line: _Pair

    def build(self, _: Named) -> Formula:
        """The formula."""
        return ToLine(self.point, self.line)


class _Along(Table):
    """Distance of two marks projected on a line, or with the sign of that."""

    kind: Literal["projected", "signed_distance"]
    points: _Pair
    line: _Pair

    def build(self, _: Named) -> Formula:
        """The formula."""
        return (Projected if self.kind == "projected" else SignedDistance)(self.points, self.line)


class _Ratio(Table):
    """One distance in % of another."""

    kind: Literal["ratio"]
    first: _Pair
    second: _Pair

    def build(self, _: Named) -> Formula:
        """The formula."""
        return Ratio(self.first, self.second)


class _Sum(Table):
    """Sum of parts and earlier rows, by name."""

    kind: Literal["sum"]
    of: Annotated[list[str], Field(min_length=1)]

    def build(self, named: Named) -> Formula:
        """The formula. Raises KeyError for a name that is not known."""
        return Sum(tuple(named[name] for name in self.of))


class _Difference(Table):
    """Difference of two parts or earlier rows, by name."""

    kind: Literal["difference"]
    first: str
    second: str

    def build(self, named: Named) -> Formula:
        """The formula. Raises KeyError for a name that is not known."""
        return Sum((named[self.first],), less=(named[self.second],))


FormulaTable = Annotated[
    _Angle | _Lines | _Distance | _ToLine | _Along | _Ratio | _Sum | _Difference, Field(discriminator="kind")
]


class NormTable(Table):
    """A norm of a row."""

    group: str = ""
    mean: FiniteFloat | None = None
    sd: FiniteFloat | None = None
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None
    citation: str = ""


class ClassTable(Table):
    """A class of a row."""

    word: _Text
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None


class RowTable(Table):
    """A measurement."""

    name: _Text
    definition: str = ""
    unit: Unit
    formula: FormulaTable
    norm: list[NormTable] = []
    classes: list[ClassTable] = []
    citation: str = ""
    note: str = ""


class PartTable(Table):
    """A formula that rows are made of and that is not shown itself."""

    formula: FormulaTable


class FileTable(Table):
    """A file; its rows are checked one by one, so that a message can name the row."""

    name: _Text
    order: int = 100
    citation: _Text
    note: str = ""
    parts: dict[str, object] = {}
    measurement: Annotated[list[dict[str, object]], Field(min_length=1)]
