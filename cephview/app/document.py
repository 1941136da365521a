"""The open case as Qt sees it: the only thing that changes a Case, and the source of all signals that views obey."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from cephview.app.commands import EditLandmark, NudgeLandmark, SetCalibration
from cephview.core.calibration import Calibration
from cephview.core.case import NO_EDIT, Case, Edit, Point, Prediction, Reference, Status
from cephview.core.history import CalibrationSet, Change, Entry, LandmarkSet, Step
from cephview.core.standing import closing_edits
from cephview.core.turn import UPRIGHT


class CaseState(QObject):
    """One film's case with its history. It lives on while another is open: switching loses nothing."""

    edited = Signal(str)
    calibrated = Signal()
    stepped = Signal(object)  # Step: each change with what it left behind, for the keeper
    saved = Signal()  # what is on disk has changed

    def __init__(self, case: Case, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.case = case
        self.stack = QUndoStack(self)
        self.export_path: Path | None = None
        self.read_only = ""  # why nothing can be changed, where that is so
        self.is_kept = False  # whether every step up to now is on disk
        self.locked: frozenset[str] = frozenset()  # landmarks that nothing but an undo changes; lasts while it is open
        self.former: tuple[Entry, ...] = ()  # the steps of former sessions
        self.turn = UPRIGHT  # how it is looked at; neither an edit nor part of what is exported

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

    def apply_edit(self, symbol: str, edit: Edit, text: str) -> None:
        """Set one landmark's edit; called by commands alone."""
        self.case = self.case.with_edit(symbol, edit)
        self.edited.emit(symbol)
        self._step(LandmarkSet(symbol, edit), text)

    def apply_calibration(self, calibration: Calibration | None, text: str) -> None:
        """Set the calibration; called by commands alone."""
        self.case = replace(self.case, calibration=calibration)
        self.calibrated.emit()
        self._step(CalibrationSet(calibration), text)

    def _step(self, change: Change, text: str) -> None:
        self.stepped.emit(Step(datetime.now(UTC), text, change))


def is_at_risk(state: CaseState) -> bool:
    """Whether closing the program now would lose edits: neither exported nor kept in the case's own file."""
    return not state.stack.isClean() and not state.is_kept


class CaseDocument(QObject):
    """The open case. Views read `shown` and `selected`, call the verbs below, and obey the signals."""

    opened = Signal()  # another case, or none: read everything anew
    prediction_changed = Signal()
    references_changed = Signal()  # the list or the choice
    landmark_changed = Signal(str)  # the current point or status of one landmark
    calibration_changed = Signal()
    selection_changed = Signal(str)  # "" where none
    dirty_changed = Signal(bool)
    refused = Signal(str)  # a sentence: why a verb did nothing

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state: CaseState | None = None
        self._selected = ""
        self._dragged: tuple[str, Point] | None = None

    @property
    def state(self) -> CaseState | None:
        """The open case with its history, or None."""
        return self._state

    @property
    def case(self) -> Case | None:
        """The open case, without a drag under way."""
        return self._state.case if self._state else None

    @property
    def shown(self) -> Case | None:
        """The case as it is to be shown: a drag under way counts already."""
        if self._state is None or self._dragged is None:
            return self.case
        symbol, point = self._dragged
        return self._state.case.with_edit(symbol, Edit(point=point))

    @property
    def dragged(self) -> str:
        """The symbol of the landmark that is being dragged, or an empty string."""
        return self._dragged[0] if self._dragged else ""

    @property
    def selected(self) -> str:
        """The symbol of the selected landmark, or an empty string."""
        return self._selected

    @property
    def is_dirty(self) -> bool:
        """Whether there are edits that no file holds."""
        return self._state is not None and is_at_risk(self._state)

    def activate(self, state: CaseState | None) -> None:
        """Show another case (or none); the former one keeps its history."""
        if self._state is not None:
            self._state.edited.disconnect(self.landmark_changed)
            self._state.calibrated.disconnect(self.calibration_changed)
            self._state.stack.cleanChanged.disconnect(self._on_saved_or_not)
            self._state.saved.disconnect(self._on_saved_or_not)
        self._state, self._selected, self._dragged = state, "", None
        if state is not None:
            state.edited.connect(self.landmark_changed)
            state.calibrated.connect(self.calibration_changed)
            state.stack.cleanChanged.connect(self._on_saved_or_not)
            state.saved.connect(self._on_saved_or_not)
        self.opened.emit()
        self.selection_changed.emit("")
        self.dirty_changed.emit(self.is_dirty)

    def set_prediction(self, state: CaseState, prediction: Prediction) -> None:
        """Put a prediction beneath the edits of `state`, which need not be the open case. No undo step."""
        state.case = state.case.with_prediction(prediction)
        if state is self._state:
            self.prediction_changed.emit()

    def add_reference(self, reference: Reference) -> None:
        """Offer one more reference and choose it; one of the same name is replaced."""
        if self._state:
            others = tuple(r for r in self._state.case.references if r.name != reference.name)
            self._state.case = replace(self._state.case, references=(*others, reference), reference=reference)
            self.references_changed.emit()

    def choose_reference(self, name: str) -> None:
        """Compare with the reference of this name, or with none for an empty name."""
        if self._state:
            chosen = next((r for r in self._state.case.references if r.name == name), None)
            self._state.case = replace(self._state.case, reference=chosen)
            self.references_changed.emit()

    def select(self, symbol: str) -> None:
        """Select a landmark, or none for an empty symbol."""
        if symbol != self._selected and (not symbol or (self.case and symbol in self.case.scheme.symbols)):
            self._selected = symbol
            self.selection_changed.emit(symbol)

    def drag(self, symbol: str, point: Point) -> None:
        """A drag is under way: show the landmark at `point`, film px, without an undo step."""
        if self._state is None or self._state.read_only or self._refuses(symbol):
            return
        self._dragged = (symbol, self._clamp(point))
        self.landmark_changed.emit(symbol)

    def finish_drag(self) -> None:
        """The drag is done: its last point becomes one step of the history."""
        if self._dragged:
            symbol, point = self._dragged
            self._dragged = None
            self.move_landmark(symbol, point)

    def cancel_drag(self) -> None:
        """Put the dragged landmark back."""
        if self._dragged:
            symbol, self._dragged = self._dragged[0], None
            self.landmark_changed.emit(symbol)

    def move_landmark(self, symbol: str, point: Point) -> None:
        """Move or place a landmark at `point`, film px; it stays within the film."""
        verb = "Place" if self._status(symbol) in (Status.MISSING, Status.NOT_VISIBLE) else "Move"
        self._push(EditLandmark, symbol, Edit(point=self._clamp(point)), f"{verb} {symbol}")

    def nudge(self, symbol: str, dx: float, dy: float) -> None:
        """Move a landmark by (dx, dy) film px; nothing where it has no point."""
        if self.case is None or symbol not in self.case.scheme.symbols:
            return
        x, y = self.case.points[self.case.scheme.index(symbol)]
        if np.isfinite(x):
            self._push(NudgeLandmark, symbol, Edit(point=self._clamp((x + dx, y + dy))), f"Nudge {symbol}")

    def confirm(self, symbol: str) -> None:
        """Agree with the prediction of a landmark; `reset` takes it back."""
        if self.case and self._status(symbol) is Status.PREDICTED:
            self._push(EditLandmark, symbol, self.case.agreement(symbol), f"Confirm {symbol}")

    def mark_done(self) -> None:
        """Agree with every prediction that is left, and say of what has no point that it is not visible; one step."""
        state = self._state
        edits = closing_edits(state.case) if state and not state.read_only else {}
        if state and edits:
            state.stack.beginMacro("Mark as done")
            for symbol, edit in edits.items():
                self._push(EditLandmark, symbol, edit, f"{'Confirm' if edit.confirmed else 'Not visible:'} {symbol}")
            state.stack.endMacro()

    def toggle_visible(self, symbol: str) -> None:
        """Say that a landmark cannot be seen on this film; a second time takes it back to the prediction."""
        if self.case and symbol in self.case.scheme.symbols:
            hidden = self._status(symbol) is Status.NOT_VISIBLE
            text = f"{symbol} visible again" if hidden else f"{symbol} not visible"
            self._push(EditLandmark, symbol, NO_EDIT if hidden else Edit(visible=False), text)

    def reset(self, symbol: str) -> None:
        """Take a landmark back to the prediction."""
        self._push(EditLandmark, symbol, NO_EDIT, f"Reset {symbol}")

    def reset_all(self) -> None:
        """Take all landmarks that are not locked back to the prediction, as one step."""
        state = self._state
        symbols = [symbol for symbol in state.case.edits if symbol not in state.locked] if state else []
        if state and symbols and not state.read_only:
            state.stack.beginMacro("Reset all")
            for symbol in symbols:
                self.reset(symbol)
            state.stack.endMacro()

    def is_locked(self, symbol: str) -> bool:
        """Whether a landmark of the open case is locked."""
        return self._state is not None and symbol in self._state.locked

    def toggle_lock(self, symbol: str) -> None:
        """Lock a landmark against every edit, or unlock it. Not an edit itself: no undo step."""
        if self._state and self.case and symbol in self.case.scheme.symbols:
            self._state.locked ^= {symbol}
            self.landmark_changed.emit(symbol)

    def lock_all(self, locked: bool) -> None:
        """Lock all landmarks, or unlock all."""
        if self._state and self.case:
            former, self._state.locked = self._state.locked, frozenset(self.case.scheme.symbols if locked else ())
            for symbol in former ^ self._state.locked:
                self.landmark_changed.emit(symbol)

    def set_calibration(self, calibration: Calibration | None) -> None:
        """Set mm per pixel, or forget it."""
        if self._state and not self._state.read_only and calibration != self._state.case.calibration:
            self._state.stack.push(SetCalibration(self._state, calibration))

    def undo(self) -> None:
        """Take the last step of the open case back; a drag under way is put back first."""
        self.cancel_drag()
        if self._state:
            self._state.stack.undo()

    def redo(self) -> None:
        """Do the step that was taken back."""
        self.cancel_drag()
        if self._state:
            self._state.stack.redo()

    def go_to(self, index: int) -> None:
        """Bring the case to where it was after `index` steps of this session, by undoing or redoing."""
        self.cancel_drag()
        if self._state:
            self._state.stack.setIndex(index)

    def review_order(self) -> list[str]:
        """The symbols, what is missing first, then the most doubtful."""
        if self.case is None:
            return []
        case = self.case
        unknown = np.nanmax(case.doubt, initial=0.0) + 1.0  # a point of hand without a prediction: after the missing
        doubt = np.where(np.isfinite(case.points).all(axis=1), np.nan_to_num(case.doubt, nan=unknown), np.inf)
        return [case.scheme.symbols[i] for i in np.argsort(-doubt, kind="stable")]

    def _status(self, symbol: str) -> Status | None:
        return self.case.status(symbol) if self.case and symbol in self.case.scheme.symbols else None

    def _push(self, kind: type[EditLandmark], symbol: str, edit: Edit, text: str) -> None:
        state = self._state
        if state is None or state.read_only or symbol not in state.case.scheme.symbols or self._refuses(symbol):
            return
        if state.case.edit(symbol) != edit:
            state.stack.push(kind(state, symbol, edit, text))

    def _refuses(self, symbol: str) -> bool:
        locked = self.is_locked(symbol)
        if locked:
            self.refused.emit(f"{symbol} is locked: press K to unlock it.")
        return locked

    def _clamp(self, point: Point) -> Point:
        assert self.case is not None
        width, height = self.case.radiograph.size
        x, y = (float(v) for v in point)
        return min(max(x, 0.0), width - 1.0), min(max(y, 0.0), height - 1.0)

    def _on_saved_or_not(self, _: bool = False) -> None:
        self.dirty_changed.emit(self.is_dirty)
