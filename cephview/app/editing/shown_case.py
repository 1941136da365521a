"""The open case as views see it: what is shown, selected and dragged, and all signals that they obey."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance

from cephview.app.editing.case_state import CaseState, is_at_risk
from cephview.core.case import Case, Edit, Point
from cephview.core.turn import UPRIGHT, Turn


class ShownCase(QObject):
    """The case that is open, or none. Views read `shown` and `selected`, and obey the signals."""

    opened = Signal()  # another case, or none: read everything anew
    prediction_changed = Signal()
    references_changed = Signal()  # the list or the choice
    landmark_changed = Signal(str)  # the current point or status of one landmark
    calibration_changed = Signal()
    turn_changed = Signal(object)  # Turn
    patient_changed = Signal()
    selection_changed = Signal(str)  # "" where none
    dirty_changed = Signal(bool)
    refused = Signal(str)  # a sentence: why a verb did nothing

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state: CaseState | None = None
        self._selected = ""
        self._dragged: tuple[str, Point] | None = None
        self._seen: tuple[Case, Case] | None = None  # a case, and that case with what is expected in it
        self.expect: Callable[[Case], Mapping[str, Edit]] = lambda case: {}

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
        """The case as it is to be shown: a drag under way counts already, and so does what `expect` expects.

        What is expected is in no case that is kept.
        """
        if self._state is None:
            return None
        if self._seen is None or self._seen[0] is not self._state.case:
            case = self._state.case
            if self._dragged:
                case = case.with_edit(self._dragged[0], Edit(point=self._dragged[1]))
            expected = self.expect(case)
            seen = replace(case, edits={**case.edits, **expected}) if expected else case
            self._seen = self._state.case, seen
        return self._seen[1]

    def look_again(self) -> None:
        """What is expected, or what is dragged, has changed: `shown` is another."""
        self._seen = None
        if self.case is not None and self._dragged is None:
            self.prediction_changed.emit()

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

    @property
    def turn(self) -> Turn:
        """How the film is looked at."""
        return self.case.turn if self.case else UPRIGHT

    def activate(self, state: CaseState | None) -> None:
        """Show another case (or none); the former one keeps its history."""
        if self._state is not None:
            self._state.is_shown = False
            for signal, slot in self._links(self._state):
                signal.disconnect(slot)
        self._state, self._selected = state, ""
        self._put_in_hand(None)
        if state is not None:
            state.is_shown = True
            for signal, slot in self._links(state):
                signal.connect(slot)
        self.opened.emit()
        self.selection_changed.emit("")
        self.dirty_changed.emit(self.is_dirty)

    def select(self, symbol: str) -> None:
        """Select a landmark, or none for an empty symbol."""
        if symbol != self._selected and (not symbol or (self.shown and symbol in self.shown.scheme)):
            self._selected = symbol
            self.selection_changed.emit(symbol)

    def _links(self, state: CaseState) -> tuple[tuple[SignalInstance, Any], ...]:
        """What is heard of the open case."""
        return (
            (state.edited, self._on_edited),
            (state.calibrated, self.calibration_changed),
            (state.turned, self._on_turned),
            (state.patient_set, self.patient_changed),
            (state.stack.cleanChanged, self._on_saved_or_not),
            (state.saved, self._on_saved_or_not),
        )

    def _put_in_hand(self, dragged: tuple[str, Point] | None) -> None:
        self._dragged, self._seen = dragged, None

    def _on_edited(self, symbol: str) -> None:
        self.landmark_changed.emit(symbol)
        if self._selected and self.shown and self._selected not in self.shown.scheme:
            self.select("")  # an undo took it out of the case

    def _on_turned(self) -> None:
        self.turn_changed.emit(self.turn)

    def _on_saved_or_not(self, _: bool = False) -> None:
        self.dirty_changed.emit(self.is_dirty)
