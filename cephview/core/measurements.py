"""Cephalometric measurements: a formula with its norms, and what it says of a case. The figures come in as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from cephview.core.calibration import Calibration
from cephview.core.constructions import Line, Part, leaves
from cephview.core.frame import Frame
from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme
from cephview.core.norms import NO_CHOICE, Norm, NormChoice, choose
from cephview.core.patient import NOBODY, Patient
from cephview.core.sentences import Sentence, marked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cephview.core.formulas import Formula, Unit

NEEDS_CALIBRATION = marked("needs a calibration")
NO_CLASS = marked("no class")
# Within so many SDs lie 95 % of a normal distribution.
_REACH = 1.96


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
    no_norm: str = ""  # why it has none, where there is more to say than that none was found

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

    def norm(self, patient: Patient = NOBODY) -> NormChoice:
        """The norm that fits a patient, or why there is none."""
        return choose(self.norms, patient) if self.norms or not self.no_norm else NormChoice(reason=self.no_norm)


@dataclass(frozen=True)
class Result:
    """What a measurement says: a value in its unit, or None and the reason; the norm that fits the patient; the class.

    `spread` is the SD, in the same unit, that the value has from the errors of its points: the model's where nobody has
    looked, a reader's own where somebody has; None where nothing is known of them. `read` are the landmarks that it
    goes by, those that stood in for others among them.
    """

    value: float | None
    reason: str = ""
    choice: NormChoice = NO_CHOICE
    word: str = ""
    spread: float | None = None
    read: tuple[str, ...] = ()

    @property
    def norm(self) -> Norm | None:
        """The norm, life size; None where there is none for this patient."""
        return self.choice.norm

    @property
    def deviation(self) -> float | None:
        """How many SD the value lies above the mean; None where no SD is known."""
        return None if self.value is None or self.norm is None else self.norm.deviation(self.value)


@dataclass(frozen=True)
class Analysis:
    """Measurements that are read together, as their author named them."""

    name: str
    measurements: tuple[Measurement, ...]
    note: str = ""
    order: int = 100

    @cached_property
    def populations(self) -> tuple[str, ...]:
        """Whom it has norms of."""
        return tuple(dict.fromkeys(n.population for row in self.measurements for n in row.norms if n.population))

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
        patient: Patient = NOBODY,
        expected_errors: NDArray[np.float64] | None = None,
    ) -> tuple[Result, ...]:
        """The results, row by row, of film px (n, 2) in the order of `scheme`; a missing point is NaN.

        `expected_errors` (n,) in film px of the points that are the model's still; NaN for the others.
        """
        return measure_all(self.measurements, Frame.of(points, scheme, calibration, expected_errors), patient)


def evaluate(
    measurement: Measurement,
    points: Points,
    scheme: Scheme,
    calibration: Calibration | None,
    *,
    patient: Patient = NOBODY,
) -> Result:
    """One measurement of film px (n, 2) in the order of `scheme`; a missing point is NaN."""
    return measure(measurement, Frame.of(points, scheme, calibration), patient)


def measure_all(
    rows: Sequence[Measurement],
    frame: Frame,
    patient: Patient = NOBODY,
    former: tuple[Frame, Sequence[Result]] | None = None,
) -> tuple[Result, ...]:
    """All measurements in a frame. Of the `former` frame and its results, row by row, those stand that no landmark
    which has changed since is part of: a drag costs the rows that it moves.
    """
    changed = frame.changed_since(former[0]) if former else None
    if former is None or changed is None or len(former[1]) != len(rows):
        return tuple(measure(row, frame, patient) for row in rows)
    pairs = zip(rows, former[1], strict=True)
    return tuple(result if changed.isdisjoint(row.symbols) else measure(row, frame, patient) for row, result in pairs)


def measure(measurement: Measurement, frame: Frame, patient: Patient = NOBODY) -> Result:
    """One measurement in a frame. Distances are withheld without a calibration: px are no mm."""
    choice = measurement.norm(patient)
    needs = frame.needs_all(measurement.parts)
    if needs.lacking:
        return Result(None, Sentence("needs {symbols}", symbols=tuple(needs.lacking)), choice, read=needs.read)
    if measurement.formula.in_mm and not frame.calibrated:
        return Result(None, NEEDS_CALIBRATION, choice, read=needs.read)
    try:
        found = measurement.formula.value(frame)
    except ZeroDivisionError:
        return Result(None, Sentence("its points coincide"), choice, read=needs.read)
    value, spread = found.real, frame.spread(found)
    word = measurement.class_of(value, spread) if measurement.classes else ""
    return Result(value, "", choice, word, spread, needs.read)


def _once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each line once, whichever way it runs."""
    found: dict[object, Line] = {}
    for line in lines:
        found.setdefault(frozenset(line) if isinstance(line, tuple) else line, line)
    return tuple(found.values())


def _either(words: Sequence[str]) -> str:
    """`class I or II`, `normal or deep bite`, `class I, II or III`: what the words share is said once."""
    if len(words) == 1:
        return words[0]
    first = words[0].partition(" ")[0]
    if len(words) > 1 and all(word.startswith(f"{first} ") for word in words):
        words = (words[0], *(word.removeprefix(f"{first} ") for word in words[1:]))
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def with_unit(figure: str, unit: Unit) -> str:
    """`81.2°`, `3.4 mm`, `63 %`."""
    return figure + unit if unit == "°" else f"{figure} {unit}"
