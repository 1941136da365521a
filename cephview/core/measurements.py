"""Cephalometric measurements: a formula with its norms, and what it says of a case. The figures come in as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from cephview.core.calibration import Calibration
from cephview.core.constructions import Line, Part, leaves
from cephview.core.formulas import Formula, Unit
from cephview.core.frame import Frame
from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEEDS_CALIBRATION = "needs a calibration"
NO_CLASS = "no class"
# Within so many SDs lie 95 % of a normal distribution.
_REACH = 1.96


@dataclass(frozen=True)
class Norm:
    """A published norm: mean with its SD (where given), or a range, for a group of people (`adult women`), cited.

    Raises ValueError unless it is either a mean or a range.
    """

    unit: Unit
    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None
    group: str = ""
    citation: str = ""

    def __post_init__(self) -> None:
        is_range = self.low is not None and self.high is not None and self.low < self.high
        if (self.mean is None) != is_range or (self.sd is not None and (is_range or self.sd <= 0)):
            raise ValueError("a norm is a mean, a mean with a positive SD, or a range from low to high")

    @property
    def centre(self) -> float:
        """The mean, or the middle of the range."""
        if self.mean is not None:
            return self.mean
        assert self.low is not None and self.high is not None
        return (self.low + self.high) / 2

    @property
    def spread(self) -> float | None:
        """The SD, or half the range; None where only the mean was published."""
        if self.low is not None and self.high is not None:
            return (self.high - self.low) / 2
        return self.sd

    def deviation(self, value: float) -> float | None:
        """How many SD (or halves of the range) a value lies above the centre; None where only a mean is known."""
        return None if self.spread is None else (value - self.centre) / self.spread

    def distance(self, value: float) -> tuple[float, str, str]:
        """How far a value lies from the norm, in what unit, and from what: SDs from the mean, or the value's own unit
        from a mean without SD, or from the nearer end of a range (0 within): half a range is no SD.
        """
        if self.low is not None and self.high is not None:
            return value - min(max(value, self.low), self.high), self.unit, "range"
        return (value - self.centre) / (self.sd or 1.0), "SD" if self.sd else self.unit, "mean"

    def describe(self) -> str:
        """`82 ± 2`, `62–65` or `25`, without the unit."""
        if self.low is not None and self.high is not None:
            joint = " to " if self.low < 0 else "–"
            return f"{number(self.low)}{joint}{number(self.high)}"
        return number(self.centre) + (f" ± {number(self.sd)}" if self.sd is not None else "")


@dataclass(frozen=True)
class ValueClass:
    """A word for values from `low` to `high`, both included; None is without end."""

    word: str
    low: float | None = None
    high: float | None = None

    def holds(self, value: float) -> bool:
        """Whether the value belongs to this class."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Measurement:
    """A row of an analysis. Of its `classes`, the first that holds a value names it."""

    name: str
    formula: Formula
    definition: str = ""
    norms: tuple[Norm, ...] = ()
    classes: tuple[ValueClass, ...] = ()
    citation: str = ""
    note: str = ""
    rule: str = ""  # whose the classes are

    @property
    def unit(self) -> Unit:
        """The unit of the value."""
        return self.formula.unit

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The marks and lines that have to be known."""
        return self.formula.parts

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """The landmarks that may be read, each once: those that stand in for others included."""
        return tuple(dict.fromkeys(symbol for part in self.parts for symbol in leaves(part)))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that it measures by, each once, whichever way it runs."""
        return _once(self.formula.lines)

    def class_of(self, value: float, spread: float | None = None) -> str:
        """The class of a value; of one that is known to ± `spread` (an SD) all that 1.96 of these reach to.

        `class I or II`, or `normal or no class`; empty where it certainly is none that the rule names.
        """
        if not self.classes:
            return ""
        reach = _REACH * (spread or 0.0)
        low, high = value - reach, value + reach
        limits = {limit for each in self.classes for limit in (each.low, each.high) if limit is not None}
        # Between two limits the class is one; beside a limit another than on it.
        inside = sorted({low, high, *(limit for limit in limits if low < limit < high)})
        probes = {*inside, *((a + b) / 2 for a, b in pairwise(inside))}
        found = {self._class_at(probe) for probe in (probes if reach else (value,))}
        if found == {NO_CLASS}:
            return ""
        return _either([word for word in (*dict.fromkeys(c.word for c in self.classes), NO_CLASS) if word in found])

    def _class_at(self, value: float) -> str:
        return next((each.word for each in self.classes if each.holds(value)), NO_CLASS)

    def norm(self, group: str = "") -> Norm | None:
        """The norm for a group of people; else the one for everybody; None where neither is published."""
        return next((n for n in self.norms if n.group == group), next((n for n in self.norms if not n.group), None))


@dataclass(frozen=True)
class Result:
    """What a measurement says: a value in its unit, or None and the reason; the norm, the deviation, the class.

    `spread` is the SD, in the same unit, that the value has from points which nobody has looked at yet; None where all
    of its points are settled, or nothing is known of their errors. `read` are the landmarks that it goes by, those that
    stood in for others among them.
    """

    value: float | None
    reason: str = ""
    norm: Norm | None = None
    deviation: float | None = None
    word: str = ""
    spread: float | None = None
    read: tuple[str, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """Measurements that are read together, as their author named them."""

    name: str
    measurements: tuple[Measurement, ...]
    note: str = ""
    order: int = 100

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of people that it has norms of their own for; empty where there is but one norm a row."""
        return tuple(dict.fromkeys(n.group for row in self.measurements for n in row.norms if n.group))

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all measurements, each once, whichever way it runs."""
        return _once(line for row in self.measurements for line in row.lines)

    def evaluate(
        self,
        points: Points,
        scheme: Scheme,
        calibration: Calibration | None,
        *,
        group: str = "",
        expected_errors: NDArray[np.float64] | None = None,
    ) -> tuple[Result, ...]:
        """The results, row by row, of film px (n, 2) in the order of `scheme`; a missing point is NaN.

        `expected_errors` (n,) in film px of the points that are the model's still; NaN for the others.
        """
        return measure_all(self.measurements, Frame.of(points, scheme, calibration, expected_errors), group)


def evaluate(
    measurement: Measurement, points: Points, scheme: Scheme, calibration: Calibration | None, *, group: str = ""
) -> Result:
    """One measurement of film px (n, 2) in the order of `scheme`; a missing point is NaN."""
    return measure(measurement, Frame.of(points, scheme, calibration), group)


def measure_all(
    rows: Sequence[Measurement], frame: Frame, group: str = "", former: tuple[Frame, Sequence[Result]] | None = None
) -> tuple[Result, ...]:
    """All measurements in a frame. Of the `former` frame and its results, row by row, those stand that no landmark
    which has changed since is part of: a drag costs the rows that it moves.
    """
    changed = frame.changed_since(former[0]) if former else None
    if former is None or changed is None or len(former[1]) != len(rows):
        return tuple(measure(row, frame, group) for row in rows)
    pairs = zip(rows, former[1], strict=True)
    return tuple(result if changed.isdisjoint(row.symbols) else measure(row, frame, group) for row, result in pairs)


def measure(measurement: Measurement, frame: Frame, group: str = "") -> Result:
    """One measurement in a frame. Distances are withheld without a calibration: px are no mm."""
    norm = measurement.norm(group)
    needs = frame.needs_all(measurement.parts)
    if needs.lacking:
        return Result(None, f"needs {', '.join(needs.lacking)}", norm, read=needs.read)
    if measurement.formula.in_mm and not frame.calibrated:
        return Result(None, NEEDS_CALIBRATION, norm, read=needs.read)
    try:
        found = measurement.formula.value(frame)
    except ZeroDivisionError:
        return Result(None, "its points coincide", norm, read=needs.read)
    value, spread = found.real, frame.spread(found)
    word = measurement.class_of(value, spread) if measurement.classes else ""
    return Result(value, "", norm, norm.deviation(value) if norm else None, word, spread, needs.read)


def _once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each line once, whichever way it runs."""
    found: dict[object, Line] = {}
    for line in lines:
        found.setdefault(frozenset(line) if isinstance(line, tuple) else line, line)
    return tuple(found.values())


def _either(words: Sequence[str]) -> str:
    """`class I or II`, `normal or deep bite`, `class I, II or III`: what the words share is said once."""
    first = words[0].partition(" ")[0]
    if len(words) > 1 and all(word.startswith(f"{first} ") for word in words):
        words = (words[0], *(word.removeprefix(f"{first} ") for word in words[1:]))
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def number(value: float, digits: int | None = None, *, sign: bool = False) -> str:
    """A figure with a true minus sign: `digits` decimals, or as few as it has; never `−0.0`."""
    text = f"{value:g}" if digits is None else f"{round(value, digits) + 0.0:.{digits}f}"
    return ("+" if sign and float(text) > 0 else "") + text.replace("-", "−")


def with_unit(figure: str, unit: Unit) -> str:
    """`81.2°`, `3.4 mm`, `63 %`."""
    return figure + unit if unit == "°" else f"{figure} {unit}"
