"""The verbs of the open case: the only thing that changes a Case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, QTimer

from cephview.app.editing import commands
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.commands import EditLandmark, NudgeLandmark, SetLayer
from cephview.app.editing.shown_case import ShownCase
from cephview.app.words import said, tr
from cephview.core.calibration import Calibration
from cephview.core.case import NO_EDIT, Edit, Point, Status
from cephview.core.catalogue import LANDMARKS
from cephview.core.history import LandmarksAdded, PatientSet
from cephview.core.patient import Patient
from cephview.core.prediction import Prediction
from cephview.core.reference import Reference
from cephview.core.review_status import closing_edits, review_order
from cephview.core.sentences import Sentence, kept
from cephview.core.turn import Turn

# A tilt is a step of the history once the wheel or the slider has rested for this long.
_TILT_REST_MS = 400


class CaseDocument(ShownCase):
    """The open case with the verbs that views call; each is a step of its history, or what is under way to one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tilted: Turn | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TILT_REST_MS)
        self._rest.timeout.connect(self.settle_turn)

    @property
    def turn(self) -> Turn:
        """How the film is looked at now; a tilt under way counts already."""
        return self._tilted or super().turn

    def activate(self, state: CaseState | None) -> None:
        """Show another case (or none); the former one keeps its history."""
        self.settle_turn()
        super().activate(state)

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

    def set_references(self, references: tuple[Reference, ...]) -> None:
        """These readings in place of those there were, since they were read anew; the first is chosen."""
        if self._state:
            first = references[0] if references else None
            self._state.case = replace(self._state.case, references=references, reference=first)
            self.references_changed.emit()

    def choose_reference(self, name: str) -> None:
        """Compare with the reference of this name, or with none for an empty name."""
        if self._state:
            chosen = next((r for r in self._state.case.references if r.name == name), None)
            self._state.case = replace(self._state.case, reference=chosen)
            self.references_changed.emit()

    def drag(self, symbol: str, point: Point) -> None:
        """A drag is under way: show the landmark at `point`, film px, without an undo step."""
        if self._state is None or self._state.read_only or self._refuses(symbol):
            return
        self._put_in_hand((symbol, self._clamp(point)))
        self.landmark_changed.emit(symbol)

    def finish_drag(self) -> None:
        """The drag is done: its last point becomes one step of the history."""
        if self._dragged:
            symbol, point = self._dragged
            self._put_in_hand(None)
            self.move_landmark(symbol, point)

    def cancel_drag(self) -> None:
        """Put the dragged landmark back."""
        if self._dragged:
            symbol = self._dragged[0]
            self._put_in_hand(None)
            self._on_edited(symbol)

    def move_landmark(self, symbol: str, point: Point) -> None:
        """Move or place a landmark at `point`, film px; it stays within the film."""
        kind = "place" if self._status(symbol) in (Status.MISSING, Status.NOT_VISIBLE) else "move"
        self._push(EditLandmark, symbol, Edit(point=self._clamp(point)), kind)

    def nudge(self, symbol: str, dx: float, dy: float) -> None:
        """Move a landmark by (dx, dy) film px; nothing where it has no point."""
        if self.case is None or symbol not in self.case.scheme.symbols:
            return
        x, y = self.case.points[self.case.scheme.index(symbol)]
        if np.isfinite(x):
            self._push(NudgeLandmark, symbol, Edit(point=self._clamp((x + dx, y + dy))), "nudge")

    def confirm(self, symbol: str) -> None:
        """Agree with the prediction or the estimate of a landmark; `reset` takes it back."""
        shown = self.shown
        if shown is None:
            return
        if shown.status(symbol) is Status.PREDICTED:
            self._push(EditLandmark, symbol, shown.agreement(symbol), "confirm")
        elif shown.status(symbol) is Status.ESTIMATED:
            self._push(EditLandmark, symbol, Edit(shown.edit(symbol).point, confirmed=True), "confirm")

    def mark_done(self) -> None:
        """Agree with every prediction that is left, and say of what has no point that it is not visible; one step."""
        state = self._state
        edits = closing_edits(state.case) if state and not state.read_only else {}
        if state and edits:
            state.stack.beginMacro(said(kept("done")))
            for symbol, edit in edits.items():
                self._push(EditLandmark, symbol, edit, "confirm" if edit.confirmed else "hide")
            state.stack.endMacro()

    def toggle_visible(self, symbol: str) -> None:
        """Say that a landmark cannot be seen on this film; a second time takes it back to the prediction."""
        if self.case and self._is_known(symbol):
            hidden = self._status(symbol) is Status.NOT_VISIBLE
            self._push(EditLandmark, symbol, *((NO_EDIT, "show") if hidden else (Edit(visible=False), "hide")))

    def reset(self, symbol: str) -> None:
        """Take a landmark back to the prediction."""
        self._push(EditLandmark, symbol, NO_EDIT, "reset")

    def reset_all(self) -> None:
        """Take all landmarks that are not locked back to the prediction, as one step."""
        state = self._state
        symbols = [symbol for symbol in state.case.edits if symbol not in state.case.locked] if state else []
        if state and symbols and not state.read_only:
            state.stack.beginMacro(said(kept("reset-all")))
            for symbol in symbols:
                self.reset(symbol)
            state.stack.endMacro()

    def set_landmarks(self, added: tuple[str, ...], words: Sentence) -> None:
        """Let the case have these landmarks besides its model's; those that were touched stay all the same."""
        state = self._state
        known = tuple(dict.fromkeys(symbol for symbol in added if self._is_known(symbol)))
        if state and not state.read_only and known != state.case.added:
            state.stack.push(SetLayer(state, LandmarksAdded(known), words))

    def say_of(self, edits: Mapping[str, Edit], words: Sentence) -> None:
        """Several edits as one step: estimates taken over, constructions begun."""
        state = self._state
        if state and not state.read_only and edits:
            state.stack.beginMacro(said(words))
            for symbol, edit in edits.items():
                each = kept("of", step=words, symbol=symbol) if len(edits) > 1 else words
                self._push(EditLandmark, symbol, edit, each)
            state.stack.endMacro()

    def is_locked(self, symbol: str) -> bool:
        """Whether a landmark of the open case is locked."""
        return self.case is not None and symbol in self.case.locked

    def toggle_lock(self, symbol: str) -> None:
        """Lock a landmark against every edit but an undo, or unlock it."""
        if self.case and symbol in self.case.scheme.symbols:
            self._lock(self.case.locked ^ {symbol})

    def lock_all(self, locked: bool) -> None:
        """Lock all landmarks, or unlock all."""
        if self.case:
            self._lock(frozenset(self.case.scheme.symbols if locked else ()))

    def set_turn(self, turn: Turn) -> None:
        """Turn or mirror the film as it is seen, as one step; points and pixels stay as they are.

        A case that is read-only is turned for the eye, and forgets it.
        """
        self._tilted = None
        self._rest.stop()
        if self._state is None or turn == self._state.case.turn:
            self.turn_changed.emit(self.turn)
        elif self._state.read_only:
            self._state.case = replace(self._state.case, turn=turn)
            self._on_turned()
        else:
            self._state.stack.push(commands.turn(self._state, turn))

    def tilt(self, degrees: float) -> None:
        """Tilt the film; what comes in a row is one step, once it rests."""
        if self._state is not None:
            self._tilted = self.turn.tilted(degrees)
            self._rest.start()
            self.turn_changed.emit(self._tilted)

    def settle_turn(self) -> None:
        """A tilt under way is done."""
        if self._tilted is not None:
            self.set_turn(self._tilted)

    def set_calibration(self, calibration: Calibration | None) -> None:
        """Set mm per pixel, or forget it."""
        if self._state and not self._state.read_only and calibration != self._state.case.calibration:
            self._state.stack.push(commands.calibrate(self._state, calibration))

    def set_patient(self, patient: Patient) -> None:
        """Say what norms depend on, or take it back."""
        if self._state and not self._state.read_only and patient != self._state.case.patient:
            self._state.stack.push(SetLayer(self._state, PatientSet(patient), kept("patient")))

    def undo(self) -> None:
        """Take the last step of the open case back; a drag under way is put back first."""
        self._come_to_rest()
        if self._state:
            self._state.stack.undo()

    def redo(self) -> None:
        """Do the step that was taken back."""
        self._come_to_rest()
        if self._state:
            self._state.stack.redo()

    def go_to(self, index: int) -> None:
        """Bring the case to where it was after `index` steps of this session, by undoing or redoing."""
        self._come_to_rest()
        if self._state:
            self._state.stack.setIndex(index)

    def review_order(self) -> list[str]:
        """The symbols, what is missing first, then the most doubtful."""
        return review_order(self.case) if self.case else []

    def _status(self, symbol: str) -> Status | None:
        return self.case.status(symbol) if self.case and self._is_known(symbol) else None

    def _push(self, kind: type[EditLandmark], symbol: str, edit: Edit, what: str | Sentence) -> None:
        state = self._state
        if state is None or state.read_only or not self._is_known(symbol) or self._refuses(symbol):
            return
        if state.case.edit(symbol) != edit:
            words = what if isinstance(what, Sentence) else kept(what, symbol=symbol)
            state.stack.push(kind(state, symbol, edit, words))

    def _is_known(self, symbol: str) -> bool:
        """Whether the open case may have this landmark: its own, or any of the catalogue."""
        return self.case is not None and (symbol in self.case.scheme or symbol in LANDMARKS)

    def _lock(self, locked: frozenset[str]) -> None:
        state = self._state
        if state and not state.read_only and locked != state.case.locked:
            state.stack.push(commands.lock(state, locked))

    def _come_to_rest(self) -> None:
        self.cancel_drag()
        self.settle_turn()

    def _refuses(self, symbol: str) -> bool:
        locked = self.is_locked(symbol)
        if locked:
            self.refused.emit(tr("{symbol} is locked: press K to unlock it.", symbol=symbol))
        return locked

    def _clamp(self, point: Point) -> Point:
        assert self.case is not None
        width, height = self.case.radiograph.size
        x, y = (float(v) for v in point)
        return min(max(x, 0.0), width - 1.0), min(max(y, 0.0), height - 1.0)
