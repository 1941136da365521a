"""How the steps of a case's history are kept: a kind of change each, with what it left behind."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from cephview.core import history
from cephview.io.cases.kept_words import Words
from cephview.io.cases.schema import (
    Alike,
    StoredCalibration,
    StoredEdit,
    StoredPatient,
    StoredTurn,
    Symbols,
    Text,
    Time,
    core_class,
)


class StoredEntry(Alike[history.HistoryEntry]):
    """One line of the history; time in UTC, `who` empty where no name was set."""

    at: Time
    text: Words
    who: Text = ""


class StoredLandmarkSet(Alike[history.LandmarkSet]):
    """A landmark's edit became this, or none."""

    kind: Literal["landmark"] = "landmark"
    symbol: Text
    edit: StoredEdit


class StoredCalibrationSet(Alike[history.CalibrationSet]):
    """The calibration became this, or unknown."""

    kind: Literal["calibration"] = "calibration"
    calibration: StoredCalibration | None


class StoredTurnSet(Alike[history.TurnSet]):
    """The film was turned."""

    kind: Literal["turn"] = "turn"
    turn: StoredTurn


class StoredLocksSet(Alike[history.LocksSet]):
    """These landmarks are locked, and no others."""

    kind: Literal["locks"] = "locks"
    locked: Symbols

    def core(self) -> history.LocksSet:
        """To the core."""
        return history.LocksSet(frozenset(self.locked))


class StoredPatientSet(Alike[history.PatientSet]):
    """The patient is known to be this."""

    kind: Literal["patient"] = "patient"
    patient: StoredPatient


class StoredLandmarksAdded(Alike[history.LandmarksAdded]):
    """The case has these landmarks besides its model's."""

    kind: Literal["added"] = "added"
    added: tuple[Text, ...]


StoredChange = (
    StoredLandmarkSet | StoredCalibrationSet | StoredTurnSet | StoredLocksSet | StoredPatientSet | StoredLandmarksAdded
)
_KINDS = {core_class(kind): kind for kind in get_args(StoredChange)}


def layer_of(change: history.Change) -> dict[str, Any]:
    """What a change replaces in a stored case, by the name of the layer; not for an edit, which replaces none."""
    return {name: value for name, value in _stored(change) if name != "kind"}


def _stored(change: Any) -> Any:
    kind = _KINDS.get(type(change))
    return kind.of(change) if kind else change


class StoredStep(Alike[history.Step]):
    """A step of the journal: an entry with the state that it left behind."""

    at: Time
    text: Words
    who: Text = ""
    change: Annotated[StoredChange, Field(discriminator="kind"), BeforeValidator(_stored)]
