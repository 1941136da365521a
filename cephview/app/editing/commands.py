"""One QUndoCommand a kind of edit. A command holds before and after, and hands them to the document."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from cephview.app.words import said
from cephview.core.calibration import Calibration
from cephview.core.case import Edit
from cephview.core.history import (
    CalibrationSet,
    Change,
    LandmarkSet,
    LocksSet,
    TurnSet,
    before,
)
from cephview.core.sentences import Sentence, kept
from cephview.core.turn import Turn

if TYPE_CHECKING:
    from cephview.app.editing.case_state import CaseState

# Nudges of one landmark that follow one another faster than this are one step of the history.
_NUDGE_RUN_SECONDS = 1.0
_NUDGE_ID = 1


class EditLandmark(QUndoCommand):
    """Replace the edit of one landmark: move, place, confirm, hide or reset it."""

    def __init__(self, state: CaseState, symbol: str, after: Edit, words: Sentence) -> None:
        super().__init__(said(words))
        self._words = words
        self._state, self.symbol, self.after = state, symbol, after
        self._before = state.case.edit(symbol)
        self.at = datetime.now(UTC)

    def redo(self) -> None:
        """Apply the edit."""
        self._state.apply(LandmarkSet(self.symbol, self.after), self._words)

    def undo(self) -> None:
        """Bring back what was before."""
        self._state.apply(LandmarkSet(self.symbol, self._before), kept("undo", step=self._words))


class NudgeLandmark(EditLandmark):
    """A move by an arrow key; quick ones in a row are one step."""

    def __init__(self, state: CaseState, symbol: str, after: Edit, words: Sentence) -> None:
        super().__init__(state, symbol, after, words)
        self._time = time.monotonic()

    def id(self) -> int:
        """Commands of the same id are offered to one another for merging."""
        return _NUDGE_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a following nudge of the same landmark in, where it came at once."""
        if not isinstance(other, NudgeLandmark) or other.symbol != self.symbol:
            return False
        if other._time - self._time > _NUDGE_RUN_SECONDS:
            return False
        self.after, self._time = other.after, other._time
        return True


class SetLayer(QUndoCommand):
    """Replace a layer of the case as a whole."""

    def __init__(self, state: CaseState, after: Change, words: Sentence) -> None:
        super().__init__(said(words))
        self._words = words
        self._state, self._before, self._after = state, before(state.case, after), after
        self.at = datetime.now(UTC)

    def redo(self) -> None:
        """Apply it."""
        self._state.apply(self._after, self._words)

    def undo(self) -> None:
        """Bring back the former one."""
        self._state.apply(self._before, kept("undo", step=self._words))


def calibrate(state: CaseState, calibration: Calibration | None) -> SetLayer:
    """Set mm per pixel, or forget it."""
    words = kept("calibrate" if calibration else "uncalibrate")
    return SetLayer(state, CalibrationSet(calibration), words)


def turn(state: CaseState, wanted: Turn) -> SetLayer:
    """Look at the film another way."""
    words = kept("turn", turn=wanted.describe()) if wanted.describe() else kept("as-stored")
    return SetLayer(state, TurnSet(wanted), words)


def lock(state: CaseState, locked: frozenset[str]) -> SetLayer:
    """Lock these landmarks and no others; the text names the one that changes."""
    changed, former = locked ^ state.case.locked, state.case.locked
    verb = "lock" if len(locked) > len(former) else "unlock"
    words = kept(verb, symbol=next(iter(changed))) if len(changed) == 1 else kept(f"{verb}-all")
    return SetLayer(state, LocksSet(locked), words)
