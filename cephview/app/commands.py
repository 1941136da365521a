"""One QUndoCommand a kind of edit. A command holds before and after, and hands them to the document."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from cephview.core.calibration import Calibration
from cephview.core.case import Edit

if TYPE_CHECKING:
    from cephview.app.document import CaseState

# Nudges of one landmark that follow one another faster than this are one step of the history.
_NUDGE_RUN_SECONDS = 1.0
_NUDGE_ID = 1


class EditLandmark(QUndoCommand):
    """Replace the edit of one landmark: move, place, confirm, hide or reset it."""

    def __init__(self, state: CaseState, symbol: str, after: Edit, text: str) -> None:
        super().__init__(text)
        self._state, self.symbol, self.after = state, symbol, after
        self._before = state.case.edit(symbol)
        self.at = datetime.now(UTC)

    def redo(self) -> None:
        """Apply the edit."""
        self._state.apply_edit(self.symbol, self.after, self.text())

    def undo(self) -> None:
        """Bring back what was before."""
        self._state.apply_edit(self.symbol, self._before, f"Undo {self.text()}")


class NudgeLandmark(EditLandmark):
    """A move by an arrow key; quick ones in a row are one step."""

    def __init__(self, state: CaseState, symbol: str, after: Edit, text: str) -> None:
        super().__init__(state, symbol, after, text)
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


class SetCalibration(QUndoCommand):
    """Replace the calibration of the case."""

    def __init__(self, state: CaseState, after: Calibration | None) -> None:
        super().__init__("Set calibration" if after else "Remove calibration")
        self._state, self._after = state, after
        self._before = state.case.calibration
        self.at = datetime.now(UTC)

    def redo(self) -> None:
        """Apply the calibration."""
        self._state.apply_calibration(self._after, self.text())

    def undo(self) -> None:
        """Bring back the former one."""
        self._state.apply_calibration(self._before, f"Undo {self.text()}")
