"""The panel of measurements: one analysis of the shown case against its norms, live during a drag."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cephview.app.canvas import theme
from cephview.app.editing.document import CaseDocument
from cephview.app.panels.deviation_bar import DeviationBar
from cephview.app.panels.measurement_table import DEVIATION, HEADERS, VALUE, MeasurementTable, widest_texts
from cephview.core.constructions import Line
from cephview.core.frame import Frame
from cephview.core.measurements import Analysis, Result, measure_all
from cephview.core.patient import NOBODY, Patient

ROW_HEIGHT = 26
# Qt leaves 3 px at either side of a cell's text; headers are told to do the same, so that they stand over their cells.
_CELL_PADDING = 3
_BAR_WIDTH = 76
_LEAST_NAME = 92


class MeasurementsPanel(QWidget):
    """A choice of analysis, and of whom the film is, above its measurements."""

    chosen = Signal(str)  # the analysis as the header names it, for the settings to remember
    lines_changed = Signal(object)  # tuple[Line, ...]: what the shown analysis measures by
    patient_asked = Signal()  # whom the film is of is to be said
    pointed = Signal(object)  # tuple[Line, ...]: those of the measurement under the cursor

    def __init__(self, document: CaseDocument, analyses: Sequence[Analysis], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._former: tuple[Analysis, Patient, Frame, tuple[Result, ...]] | None = None
        self._analyses: tuple[Analysis, ...] = ()
        self.table = MeasurementTable(self)
        self.choice = _choice_box()
        self.patient = QToolButton()
        self.patient.setAutoRaise(True)
        self.patient.setAccessibleName("Patient")
        self.patient.clicked.connect(self.patient_asked)
        self.view = _table_view(self.table)
        self.caution = QLabel()
        self.caution.setWordWrap(True)
        self.caution.setContentsMargins(_CELL_PADDING, 2, 8, 2)
        self.caution.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._header())
        layout.addWidget(self.caution)
        layout.addWidget(self.view)
        self.set_analyses(analyses)
        self.choice.currentIndexChanged.connect(self._on_choice)
        self.view.entered.connect(lambda index: self._point_at(index.row()))
        self.view.viewportEntered.connect(lambda: self._point_at(-1))
        self.view.viewport().installEventFilter(self)
        document.opened.connect(self.refresh)
        document.prediction_changed.connect(self.refresh)
        document.landmark_changed.connect(self.refresh)
        document.calibration_changed.connect(self.refresh)
        document.patient_changed.connect(self.refresh)
        document.opened.connect(self._warn)
        document.calibration_changed.connect(self._warn)
        document.opened.connect(self._show_patient)
        document.patient_changed.connect(self._show_patient)
        self._warn()
        self._show_patient()

    @property
    def analyses(self) -> tuple[Analysis, ...]:
        """All that are offered."""
        return self._analyses

    @property
    def shown(self) -> Analysis:
        """The analysis that is shown; one without rows where there is none."""
        return self._analyses[self.choice.currentIndex()] if self._analyses else Analysis("", ())

    def set_analyses(self, analyses: Sequence[Analysis]) -> None:
        """Offer other analyses; the choice stays where it is still offered."""
        former, self._former = self.choice.currentText(), None
        self._analyses = tuple(analyses)
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems([analysis.name for analysis in self._analyses])
        self.choice.setCurrentIndex(max(self.choice.findText(former), 0))
        self.choice.blockSignals(False)
        self._show_choice()

    def choose(self, name: str) -> None:
        """Show the analysis that the header calls so; nothing where it is not offered."""
        index = self.choice.findText(name)
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

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "caution"):
            self._warn()
        super().changeEvent(event)

    def _warn(self) -> None:
        case = self._document.case
        doubtful = case.calibration if case and case.calibration and not case.calibration.source.reliable else None
        self.caution.setVisible(doubtful is not None)
        if doubtful is not None:
            self.caution.setText(f"Millimetres {doubtful.source.label}: not reliable")
            self.caution.setToolTip(doubtful.source.warning)
            self.caution.setStyleSheet(f"color: {theme.on_panel(theme.WARNING, 4.5).name()};")

    def _show_patient(self) -> None:
        case = self._document.case
        known = case.patient if case else NOBODY
        signs = {"female": "♀", "male": "♂", "": ""}[known.sex], "" if known.age is None else f"{known.age:g} y"
        self.patient.setText(" ".join(filter(None, signs)) or ("Patient" if known.population else "Patient?"))
        said = f"Norms for: {known.describe()}" if known.is_known else "Nobody has said whose film this is"
        self.patient.setToolTip(f"{said}. Norms depend on sex, age and population: click to say them.")
        self.patient.setEnabled(case is not None)

    def _on_choice(self) -> None:
        self._show_choice()
        self.chosen.emit(self.choice.currentText())

    def _show_choice(self) -> None:
        analysis = self.shown
        self.lines_changed.emit(analysis.lines)
        self.view.clearSpans()
        self.table.set_rows(analysis.measurements, self._measure())
        self.choice.setToolTip(f"<p>{escape(analysis.note)}</p>" if analysis.note else "")
        self._span_reasons()
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns anew."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        # From the texts that may come, not from those that are shown: columns must not jump during a drag.
        room = self.width() - self.view.verticalScrollBar().sizeHint().width() - _BAR_WIDTH
        widths = self._widest(spreads=True)
        # Where the panel is narrow, `± 0.8` gives way, and the tooltip alone has it.
        self.table.show_spreads(sum(widths) <= room)
        if not self.table.spreads:
            widths = self._widest(spreads=False)
        # A name that is too long is cut, and the tooltip has it.
        widths[0] = max(min(widths[0], room - sum(widths[1:])), _LEAST_NAME)
        header, spare = self.view.horizontalHeader(), room - sum(widths)
        for column, width in enumerate(widths):
            header.resizeSection(column, width + min(max(spare // len(widths), 0), 12))

    def _point_at(self, row: int) -> None:
        self.pointed.emit(self.table.measurements[row].lines if 0 <= row < self.table.rowCount() else ())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The cursor has left the table: nothing is pointed at."""
        if event.type() == QEvent.Type.Leave:
            self._point_at(-1)
        return super().eventFilter(watched, event)

    def _widest(self, *, spreads: bool) -> list[int]:
        cells, header = self.view.fontMetrics(), self.view.horizontalHeader()
        texts = widest_texts(self.shown.measurements, spreads=spreads)
        widths = [max(cells.horizontalAdvance(text) for text in (*column, "")) for column in texts]
        titles = [header.fontMetrics().horizontalAdvance(HEADERS[column]) for column in range(len(widths))]
        return [max(pair) + 2 * _CELL_PADDING for pair in zip(widths, titles, strict=True)]

    def _measure(self) -> tuple[Result, ...]:
        analysis, case = self.shown, self._document.shown
        if case is None:
            self._former = None
            return tuple(Result(None, "", row.norm()) for row in analysis.measurements)
        frame, last = Frame.of_case(case), self._former
        # A drag costs the rows that the landmark is part of.
        former = last[2:] if last and last[0] is analysis and last[1] == case.patient else None
        results = measure_all(analysis.measurements, frame, case.patient, former)
        self._former = (analysis, case.patient, frame, results)
        return results

    def _span_reasons(self) -> None:
        # A reason ("needs UMT, LMT, UPM, LPM") is longer than a value: it takes the rest of its row.
        for row, result in enumerate(self.table.results):
            wanted = DEVIATION - VALUE + 1 if result.reason else 1
            if self.view.columnSpan(row, VALUE) != wanted:
                self.view.setSpan(row, VALUE, 1, wanted)

    def _header(self) -> QHBoxLayout:
        title = QLabel("Analysis")
        title.setObjectName("quiet")
        header = QHBoxLayout()
        header.setContentsMargins(_CELL_PADDING, 6, 8, 0)
        header.addWidget(title)
        header.addWidget(self.choice, 1)
        header.addWidget(self.patient)
        return header


def _choice_box() -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setAccessibleName("Analysis")
    return box


def _table_view(table: MeasurementTable) -> QTableView:
    view = QTableView()
    view.setModel(table)
    view.setMouseTracking(True)
    view.setItemDelegateForColumn(DEVIATION, DeviationBar(view))
    view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    header = view.horizontalHeader()
    header.setStyleSheet(f"QHeaderView::section {{ padding: 5px {_CELL_PADDING}px; }}")
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setMinimumSectionSize(40)
    font = header.font()
    font.setPixelSize(11)
    font.setBold(True)
    header.setFont(font)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(DEVIATION, QHeaderView.ResizeMode.Stretch)
    return view
