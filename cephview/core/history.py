"""The steps by which a case came to be what it is: when, what, by whom, and what each left behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from cephview.core.calibration import Calibration
from cephview.core.case import Case, Edit
from cephview.core.patient import Patient
from cephview.core.turn import Turn


@dataclass(frozen=True)
class LandmarkSet:
    """A landmark's edit became `edit`; an empty one where it went back to the prediction."""

    symbol: str
    edit: Edit


@dataclass(frozen=True)
class CalibrationSet:
    """The calibration became this, or unknown."""

    calibration: Calibration | None


@dataclass(frozen=True)
class TurnSet:
    """The film is looked at in this way."""

    turn: Turn


@dataclass(frozen=True)
class LocksSet:
    """These landmarks are locked, and no others."""

    locked: frozenset[str]


@dataclass(frozen=True)
class PatientSet:
    """The patient is known to be this, as far as norms depend on it."""

    patient: Patient


@dataclass(frozen=True)
class LandmarksAdded:
    """The case has these landmarks besides those of its model, touched or not."""

    added: tuple[str, ...]


Change = LandmarkSet | CalibrationSet | TurnSet | LocksSet | PatientSet | LandmarksAdded


@dataclass(frozen=True)
class HistoryEntry:
    """One line of the history: when (with time zone), what, and by whom (empty where no name is set).

    `text` is a sentence of a kind that files keep; a plain one where a former version wrote what is not known.
    """

    at: datetime
    text: str
    who: str = ""


@dataclass(frozen=True)
class Step:
    """An entry with the state that it left behind; an undo or redo is a step as any other."""

    at: datetime
    text: str
    change: Change
    who: str = ""

    @property
    def entry(self) -> HistoryEntry:
        """The step without its change."""
        return HistoryEntry(self.at, self.text, self.who)


def replay(case: Case, steps: Iterable[Step]) -> Case:
    """The case after the steps. They hold results, not differences: steps that the case holds already do no harm."""
    for step in steps:
        case = after(case, step.change)
    return case


def after(case: Case, change: Change) -> Case:
    """The case with one change."""
    if isinstance(change, LandmarkSet):
        return case.with_edit(change.symbol, change.edit)
    return replace(case, **vars(change))  # each other kind has one field, named as the layer that it replaces


def before(case: Case, change: Change) -> Change:
    """The change that brings back what the case has where `change` would put something else."""
    if isinstance(change, LandmarkSet):
        return LandmarkSet(change.symbol, case.edit(change.symbol))
    return type(change)(**{layer: getattr(case, layer) for layer in vars(change)})
