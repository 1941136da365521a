"""The tables of an analysis file as pydantic checks them, and the core's formulas that they build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, FiniteFloat

from cephview.core.formulas import (
    Angle,
    Distance,
    Formula,
    LineAngle,
    Projected,
    Ratio,
    SignedDistance,
    ToLine,
    Unit,
    Weighted,
    ratio_of,
    sum_of,
)
from cephview.core.norms import Norm
from cephview.core.patient import Sex
from cephview.io.analyses.names import LineEntry, Names, Pair, Table, Text
from cephview.io.analyses.sources import where_read


class _Angle(Table):
    """Angle at the second of three marks."""

    kind: Literal["angle"]
    points: Annotated[list[Text], Field(min_length=3, max_length=3)]

    def build(self, names: Names) -> Formula:
        """The formula."""
        first, vertex, second = map(names.mark, self.points)
        return Angle((first, vertex, second))


class _Lines(Table):
    """Angle between two lines."""

    kind: Literal["lines"]
    first: LineEntry
    second: LineEntry
    signed: bool = False
    less: FiniteFloat = 0.0

    def build(self, names: Names) -> Formula:
        """The formula."""
        return LineAngle(names.line(self.first), names.line(self.second), self.signed, self.less)


class _Distance(Table):
    """Distance of two marks."""

    kind: Literal["distance"]
    points: Pair

    def build(self, names: Names) -> Formula:
        """The formula."""
        return Distance(names.pair(self.points))


class _ToLine(Table):
    """Signed distance of a mark to a line."""

    kind: Literal["to_line"]
    point: Text
    line: LineEntry

    def build(self, names: Names) -> Formula:
        """The formula."""
        return ToLine(names.mark(self.point), names.line(self.line))


class _Along(Table):
    """Distance of two marks projected on a line, or with the sign of that."""

    kind: Literal["projected", "signed_distance"]
    points: Pair
    line: LineEntry

    def build(self, names: Names) -> Formula:
        """The formula."""
        kind = Projected if self.kind == "projected" else SignedDistance
        return kind(names.pair(self.points), names.line(self.line))


class _Ratio(Table):
    """One distance in % of another."""

    kind: Literal["ratio"]
    first: Pair
    second: Pair

    def build(self, names: Names) -> Formula:
        """The formula."""
        return ratio_of(names.pair(self.first), names.pair(self.second))


class _Sum(Table):
    """Sum of parts and earlier rows, by name."""

    kind: Literal["sum"]
    of: Annotated[list[str], Field(min_length=1)]

    def build(self, names: Names) -> Formula:
        """The formula. Raises KeyError for a name that is not known."""
        return sum_of(tuple(names.formulas[name] for name in self.of))


class _Difference(Table):
    """Difference of two parts or earlier rows, by name."""

    kind: Literal["difference"]
    first: str
    second: str

    def build(self, names: Names) -> Formula:
        """The formula. Raises KeyError for a name that is not known."""
        return sum_of((names.formulas[self.first],), less=(names.formulas[self.second],))


class _Quotient(Table):
    """One part or earlier row in % of another, by name."""

    kind: Literal["quotient"]
    first: str
    second: str

    def build(self, names: Names) -> Formula:
        """The formula. Raises KeyError for a name that is not known."""
        return Ratio(names.formulas[self.first], names.formulas[self.second])


class _Weighted(Table):
    """A sum of parts and earlier rows with a coefficient each, and a constant."""

    kind: Literal["weighted"]
    terms: Annotated[list[Annotated[tuple[FiniteFloat, str], Field(strict=False)]], Field(min_length=1)]
    plus: FiniteFloat = 0.0
    unit: Unit = "°"

    def build(self, names: Names) -> Formula:
        """The formula. Raises KeyError for a name that is not known."""
        return Weighted(tuple((factor, names.formulas[name]) for factor, name in self.terms), self.unit, self.plus)


FormulaTable = Annotated[
    _Angle | _Lines | _Distance | _ToLine | _Along | _Ratio | _Sum | _Difference | _Quotient | _Weighted,
    Field(discriminator="kind"),
]


class NormTable(Table):
    """A norm of a row."""

    mean: FiniteFloat | None = None
    sd: FiniteFloat | None = None
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None
    by_age: list[Annotated[tuple[FiniteFloat, FiniteFloat, FiniteFloat], Field(strict=False)]] = Field(
        default_factory=list
    )
    sex: Sex = ""
    ages: Annotated[tuple[FiniteFloat, FiniteFloat], Field(strict=False)] | None = None
    population: str | None = None
    enlarged: FiniteFloat = 0.0
    citation: str = ""
    seen: list[str] = Field(default_factory=list)  # where its figures were read: names of norm-sources.toml

    def build(self, unit: Unit, citation: str, population: str, seen: Sequence[str] = ()) -> Norm:
        """The norm; what it does not say itself is the row's or the file's.

        Raises ValueError where it is none, or names a source that is not known.
        """
        read, checked = where_read(self.seen or seen)
        return Norm(
            unit,
            self.mean,
            self.sd,
            self.low,
            self.high,
            self.sex,
            self.ages,
            population if self.population is None else self.population,
            " ".join(filter(None, (self.citation or citation, read))),
            self.enlarged,
            tuple(self.by_age),
            checked,
        )


class ClassTable(Table):
    """A class of a row."""

    word: Text
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None


class RowTable(Table):
    """A measurement."""

    name: Text
    definition: str = ""
    unit: Unit
    formula: FormulaTable
    norm: list[NormTable] = Field(default_factory=list)
    classes: list[ClassTable] = Field(default_factory=list)
    citation: str = ""
    note: str = ""
    no_norm: str = ""


class PartTable(Table):
    """A formula that rows are made of and that is not shown itself."""

    formula: FormulaTable


class FileTable(Table):
    """A file; its rows are checked one by one, so that a message can name the row."""

    name: Text
    order: int = 100
    citation: Text
    note: str = ""
    population: str = ""  # of every norm that names none of its own
    seen: list[str] = Field(default_factory=list)  # of every norm that names none of its own
    construction: list[object] = Field(default_factory=list)
    parts: dict[str, object] = Field(default_factory=dict)
    measurement: Annotated[list[dict[str, object]], Field(min_length=1)]
