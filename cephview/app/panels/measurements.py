"""The panel of measurements: one analysis of the shown case against its norms, live during a drag."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cephview.app.canvas import theme
from cephview.app.editing.document import CaseDocument
from cephview.app.panels.measurement_menu import MINE, Picks, ViewButton, furthest_first, in_words
from cephview.app.panels.measurement_table import (
    DEVIATION,
    VALUE,
    MeasurementTable,
)
from cephview.app.panels.measurement_view import CELL_PADDING, choice_box, fit_columns, table_view
from cephview.app.panels.to_place import ToPlace
from cephview.app.panels.wigglegram import Wigglegram
from cephview.app.words import said, tr
from cephview.core.constructions import Line
from cephview.core.frame import Frame
from cephview.core.measurements import Analysis, Measurement, Result, measure_all
from cephview.core.nonsense import nonsense
from cephview.core.patient import NOBODY, Patient
from cephview.core.summary import sayings


class MeasurementsPanel(QWidget):
    """A choice of analysis, and of whom the film is, above its measurements."""

    chosen = Signal(str)  # the analysis as the header names it, for the settings to remember
    lines_changed = Signal(object)  # tuple[Line, ...]: what the shown analysis measures by
    patient_asked = Signal()  # whom the film is of is to be said
    pointed = Signal(object)  # tuple[Line, ...]: those of the measurement under the cursor
    place_requested = Signal(object)  # tuple[str, ...]: what the row that was clicked lacks, or the analysis

    def __init__(self, document: CaseDocument, analyses: Sequence[Analysis], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._former: tuple[tuple[Measurement, ...], Patient, Frame, tuple[Result, ...]] | None = None
        self._analyses: tuple[Analysis, ...] = ()
        self._offered: tuple[Analysis, ...] = ()
        self._rows: tuple[Measurement, ...] = ()  # of the shown analysis, in the order in which they are shown
        self._doubt = ""
        self.picks = Picks(self)
        self.how = ViewButton()
        self.wigglegram = Wigglegram()
        self.words = QTextBrowser()
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.table = MeasurementTable(self)
        self.choice = choice_box()
        self.patient = QToolButton()
        self.patient.setAutoRaise(True)
        self.patient.setAccessibleName(tr("Patient"))
        self.patient.clicked.connect(self.patient_asked)
        self.view = table_view(self.table)
        self.caution = QLabel()
        self.caution.setWordWrap(True)
        self.caution.setContentsMargins(CELL_PADDING, 2, 8, 2)
        self.caution.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._header())
        self.to_place = ToPlace(document, self)
        self.to_place.clicked.connect(lambda: self.place_requested.emit(self.to_place.missing()))
        layout.addWidget(self.to_place)
        layout.addWidget(self.caution)
        self.pages = QStackedWidget()
        scroll = QScrollArea()
        scroll.setWidget(self.wigglegram)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        for page in (self.view, scroll, self.words):
            self.pages.addWidget(page)
        layout.addWidget(self.pages)
        self.set_analyses(analyses)
        self.choice.currentIndexChanged.connect(self._on_choice)
        self.view.clicked.connect(lambda index: self._ask_for(self.to_place.missing(self._rows[index.row()])))
        self.how.changed.connect(self._on_view)
        self.picks.changed.connect(lambda: self.set_analyses(self._offered))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._offer_pick)
        self.view.entered.connect(lambda index: self._point_at(index.row()))
        self.view.viewportEntered.connect(lambda: self._point_at(-1))
        self.view.left.connect(lambda: self._point_at(-1))
        document.opened.connect(self.refresh)
        document.prediction_changed.connect(self.refresh)
        document.landmark_changed.connect(self.refresh)
        document.calibration_changed.connect(self.refresh)
        document.patient_changed.connect(self.refresh)
        document.opened.connect(lambda: self._warn())
        document.calibration_changed.connect(lambda: self._warn())
        document.opened.connect(self._show_patient)
        document.patient_changed.connect(self._show_patient)
        self._warn()
        self._show_patient()

    @property
    def analyses(self) -> tuple[Analysis, ...]:
        """All that are offered, but for the user's own choice of rows."""
        return self._offered

    @property
    def shown(self) -> Analysis:
        """The analysis that is shown; one without rows where there is none."""
        return self._analyses[self.choice.currentIndex()] if self._analyses else Analysis("", ())

    def set_analyses(self, analyses: Sequence[Analysis]) -> None:
        """Offer other analyses; the choice stays where it is still offered."""
        former, self._former = self.choice.currentData(), None
        self._offered = tuple(analyses)
        self._analyses = self.picks.with_mine(self._offered)
        self.choice.blockSignals(True)
        self.choice.clear()
        for analysis in self._analyses:
            self.choice.addItem(tr(analysis.name), analysis.name)
        self.choice.setCurrentIndex(max(self.choice.findData(former), 0))
        self.choice.blockSignals(False)
        self._show_choice()

    def choose(self, name: str) -> None:
        """Show the analysis that the header calls so; nothing where it is not offered."""
        index = self.choice.findData(name)
        if index >= 0:
            self.choice.setCurrentIndex(index)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the shown analysis measures by."""
        return self.shown.lines

    def refresh(self) -> None:
        """Measure the shown case anew; a drag under way counts already."""
        if self.table.rowCount():
            self.table.set_results(self._measure())
            self._span_reasons()
            self._show_page()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "caution"):
            self._warn()
        super().changeEvent(event)

    def _warn(self, doubt: str | None = None) -> None:
        self._doubt = self._doubt if doubt is None else doubt
        case = self._document.case
        doubtful = case.calibration if case and case.calibration and not case.calibration.source.reliable else None
        scale = tr("Millimetres {label}: not reliable", label=doubtful.source.label) if doubtful else ""
        text = "\n".join(filter(None, (said(self._doubt), scale)))
        self.caution.setVisible(bool(text))
        if text != self.caution.text():
            self.caution.setText(text)
            self.caution.setToolTip(said(doubtful.source.warning) if doubtful else "")
            sheet = f"color: {theme.on_panel(theme.WARNING, 4.5).name()};"
            if sheet != self.caution.styleSheet():  # dear, and a drag comes here with each frame
                self.caution.setStyleSheet(sheet)

    def _show_patient(self) -> None:
        case = self._document.case
        known = case.patient if case else NOBODY
        signs = {"female": "♀", "male": "♂", "": ""}[known.sex], "" if known.age is None else f"{known.age:g} y"
        self.patient.setText(" ".join(filter(None, signs)) or (tr("Patient") if known.population else tr("Patient?")))
        told = (
            tr("Norms for: {patient}", patient=known.describe())
            if known.is_known
            else tr("Nobody has said whose film this is")
        )
        self.patient.setToolTip(tr("{said}. Norms depend on sex, age and population: click to say them.", said=told))
        self.patient.setEnabled(case is not None)

    def _on_choice(self) -> None:
        self._show_choice()
        self.chosen.emit(self.choice.currentData())

    def _show_choice(self) -> None:
        analysis = self.shown
        self.lines_changed.emit(analysis.lines)
        self.to_place.set_rows(tr(analysis.name), analysis.measurements)
        self.view.clearSpans()
        self._rows = analysis.measurements
        results = self._measure()
        if self.how.by_deviation.isChecked():
            self._rows = furthest_first(self._rows, results)
            results = self._measure()
        self.table.set_rows(self._rows, results)
        self.choice.setToolTip(f"<p>{html.escape(tr(analysis.note))}</p>" if analysis.note else "")
        self._span_reasons()
        fit_columns(self.view, self.table, self._rows, self.width())
        self._show_page()

    def _on_view(self) -> None:
        self.pages.setCurrentIndex(self.how.view)
        self._show_choice()

    def _show_page(self) -> None:
        """The page that is seen, and what of the values no head has."""
        case, doubt = self._document.shown, ""
        if case is not None and self._former is not None:
            doubt = nonsense(self._rows, self.table.results, self._former[2])
        self._warn(doubt)
        if self.how.view == 1:
            self.wigglegram.show_rows(self._rows, self.table.results, self.table.estimated)
        elif self.how.view == 2:
            known = sayings(self._offered, Frame.of_case(case), case.patient, self.table.estimated) if case else ()
            self.words.setHtml(in_words(known, doubt))

    def _offer_pick(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        if index.isValid():
            key = self.picks.key_in(self.shown, self._rows[index.row()])
            menu = QMenu(self)
            picked = key in self.picks.keys
            action = menu.addAction(
                tr("Leave out of {mine}", mine=tr(MINE)) if picked else tr("Add to {mine}", mine=tr(MINE))
            )
            action.triggered.connect(lambda: self.picks.toggle(key))
            menu.popup(self.view.viewport().mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns anew."""
        super().resizeEvent(event)
        fit_columns(self.view, self.table, self._rows, self.width())

    def _ask_for(self, missing: tuple[str, ...]) -> None:
        if missing:
            self.place_requested.emit(missing)

    def _point_at(self, row: int) -> None:
        self.pointed.emit(self.table.measurements[row].lines if 0 <= row < self.table.rowCount() else ())

    def _measure(self) -> tuple[Result, ...]:
        case = self._document.shown
        if case is None:
            self._former = None
            return tuple(Result(None, "", row.norm()) for row in self._rows)
        self.table.estimated = frozenset(s for s, edit in case.edits.items() if edit.estimated is not None)
        frame, last = Frame.of_case(case), self._former
        # A drag costs the rows that the landmark is part of.
        former = last[2:] if last and last[0] is self._rows and last[1] == case.patient else None
        results = measure_all(self._rows, frame, case.patient, former)
        self._former = (self._rows, case.patient, frame, results)
        return results

    def _span_reasons(self) -> None:
        # A reason ("needs UMT, LMT, UPM, LPM") is longer than a value: it takes the rest of its row.
        for row, result in enumerate(self.table.results):
            wanted = DEVIATION - VALUE + 1 if result.reason else 1
            if self.view.columnSpan(row, VALUE) != wanted:
                self.view.setSpan(row, VALUE, 1, wanted)

    def _header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setContentsMargins(CELL_PADDING, 6, 8, 0)
        header.addWidget(self.choice, 1)
        header.addWidget(self.patient)
        header.addWidget(self.how)
        return header
