"""One film's case with its history, as Qt sees it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from cephview.core.case import Case
from cephview.core.history import (
    CalibrationSet,
    Change,
    HistoryEntry,
    LandmarksAdded,
    LandmarkSet,
    LocksSet,
    PatientSet,
    Step,
    TurnSet,
    after,
)
from cephview.core.sentences import Sentence

if TYPE_CHECKING:
    from cephview.io.cases.schema import StoredFilm


class CaseState(QObject):
    """One film's case with its history. It lives on while another is open: switching loses nothing."""

    edited = Signal(str)
    calibrated = Signal()
    turned = Signal()
    patient_set = Signal()
    stepped = Signal(object)  # Step: each change with what it left behind, for the autosave
    saved = Signal()  # what is on disk has changed

    def __init__(self, case: Case, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.case = case
        self.stack = QUndoStack(self)
        self.export_path: Path | None = None
        self.read_only = ""  # why nothing can be changed, where that is so
        self.is_shown = False  # whether it is the open case
        self.is_kept = False  # whether every step up to now is on disk
        self.film: StoredFilm | None = None  # which film, where anything of it is kept
        self.former: tuple[HistoryEntry, ...] = ()  # the steps of former sessions

    def mark_exported(self, path: Path | None) -> None:
        """All edits up to now are on disk, in the file `path` where it holds this film alone."""
        self.export_path = path or self.export_path
        self.stack.setClean()
        self.saved.emit()

    def mark_kept(self, kept: bool) -> None:
        """Say whether every step up to now is on disk in the case's own file."""
        if kept != self.is_kept:
            self.is_kept = kept
            self.saved.emit()

    def apply(self, change: Change, words: Sentence) -> None:
        """Make one change, and tell of it; called by commands alone."""
        former, self.case = self.case, after(self.case, change)
        match change:
            case LandmarkSet(symbol):
                self.edited.emit(symbol)
            case CalibrationSet():
                self.calibrated.emit()
            case TurnSet():
                self.turned.emit()
            case PatientSet():
                self.patient_set.emit()
            case LocksSet(locked):
                for symbol in sorted(locked ^ former.locked):
                    self.edited.emit(symbol)
            case LandmarksAdded(added):
                for symbol in (*added, *former.added):
                    if (symbol in added) != (symbol in former.added):
                        self.edited.emit(symbol)
        self.stepped.emit(Step(datetime.now(UTC), words, change))


def is_at_risk(state: CaseState) -> bool:
    """Whether closing the program now would lose edits: neither exported nor kept in the case's own file."""
    return not state.stack.isClean() and not state.is_kept
