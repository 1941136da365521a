"""`Steiner: 4 landmarks to place`: what an analysis lacks of the open film, and the way to placing it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from cephview.app.editing.document import CaseDocument
from cephview.app.words import tr
from cephview.core.case import Case, Status
from cephview.core.frame import Frame
from cephview.core.measurements import Measurement


class ToPlace(QToolButton):
    """How many landmarks the shown analysis lacks, as a link; hidden where it lacks none."""

    needs_changed = Signal(object)  # tuple[str, ...]: all that the analysis reads of this film

    def __init__(self, document: CaseDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("to_place")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._document = document
        self._name, self._rows = "", ()  # type: tuple[str, tuple[Measurement, ...]]
        self._needed: tuple[str, ...] = ()
        self._asked: object = None  # what was there when it was last asked what is needed
        for signal in (document.opened, document.prediction_changed, document.landmark_changed):
            signal.connect(self._look)
        self._look()

    def set_rows(self, name: str, rows: Sequence[Measurement]) -> None:
        """Another analysis is shown."""
        self._name, self._rows, self._asked = name, tuple(rows), None
        self._look()

    def missing(self, row: Measurement | None = None) -> tuple[str, ...]:
        """What the analysis, or one row of it, reads and the film lacks; an estimate is no point."""
        case = self._document.case
        if case is None:
            return ()
        needed = self._needed if row is None else _needs(case, [row])
        return tuple(symbol for symbol in needed if case.status(symbol) is Status.MISSING)

    def _look(self, _: object = None) -> None:
        case = self._document.case
        if case is None:
            self.hide()
            return
        if self._document.dragged:
            return  # what there is changes when it is let go
        there = (case.scheme, tuple(case.status(symbol) for symbol in case.scheme.symbols))
        if there != self._asked:
            self._asked = there
            self._needed = _needs(case, self._rows)
            self._say(case)
            self.needs_changed.emit(self._needed)

    def _say(self, case: Case) -> None:
        missing = self.missing()
        # Before a prediction everything is missing, and nothing is to be placed by hand.
        self.setVisible(bool(missing) and (case.prediction is not None or bool(case.edits)))
        self.setText(
            tr("{name}: {count} landmarks to place", name=self._name, count=len(missing))
            if len(missing) > 1
            else tr("{name}: {count} landmark to place", name=self._name, count=len(missing))
        )
        self.setToolTip(
            tr("Place {missing} one after the other, each where it is expected (P)", missing=", ".join(missing))
        )


def _needs(case: Case, rows: Sequence[Measurement]) -> tuple[str, ...]:
    frame = Frame.of_case(case)
    return tuple(dict.fromkeys(symbol for row in rows for symbol in frame.needs_all(row.parts).read))
