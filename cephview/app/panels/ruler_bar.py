"""The ruler tool's bar over the film: what was counted, what one pitch means, and what a pixel would be."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cephview.app.background.tasks import Task, Worker
from cephview.app.canvas import theme
from cephview.app.canvas.film_view import FilmView
from cephview.app.editing.document import CaseDocument
from cephview.app.panels.ruler_words import BY_THE_FACE, NONE_FITS, found_text, hint
from cephview.app.window.number_field import NumberField
from cephview.app.words import said, tr
from cephview.core.calibration import Calibration, nasion_menton_warning
from cephview.core.errors import CephViewError
from cephview.core.ruler import TICKS_MM, calibration_from, is_borne_out, likely_mm
from cephview.core.ruler.search import find_ruler
from cephview.core.sentences import kept

_WIDTH, _MARGIN, _FIELD = 700, 12, 90
_NARROW = 560  # below, everything stands one below the other
# What the choice offers: a pitch in mm, or one that is typed, or the length of the whole line.
_TYPED, _WHOLE = "typed", "whole"
_MOST_MM = 1000.0


class RulerBar(QWidget):
    """Stands at the bottom of the film view while its ruler tool is active; `accepted` calibrates the case."""

    accepted = Signal()

    def __init__(self, document: CaseDocument, view: FilmView) -> None:
        super().__init__(view.viewport())
        self._document, self._view, self._tool = document, view, view.ruler
        self.worker = Worker("ruler", self, urgent=True)
        self._task: Task | None = None
        self._said = ""
        self._is_chosen = False  # the user has said what one mark is
        self.setObjectName("ruler_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.found, self.result, self.note = QLabel(), QLabel(), QLabel()
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.meaning = QComboBox()
        self.meaning.setPlaceholderText(tr("One mark is…"))
        self.meaning.setAccessibleName(tr("What is that in millimetres"))
        self.length = NumberField(0.01, _MOST_MM, unit="mm", name=tr("Length in mm"))
        self.length.setMaximumWidth(_FIELD)
        self.length.set_value(10.0)
        self.find_button = QPushButton(tr("Find the ruler"))
        self.find_button.setToolTip(tr("Look for the marks of a ruler all over the film"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.accept_button = QPushButton(tr("Use for this film"))
        self.accept_button.setObjectName("accept")
        self._lay_out_widgets()
        self.meaning.activated.connect(self._choose)
        self.meaning.currentIndexChanged.connect(self._refresh)
        self.length.changed.connect(self._refresh)
        self.length.returnPressed.connect(self.accept)
        self.find_button.clicked.connect(self.find_it)
        self.cancel_button.clicked.connect(self._tool.stop)
        self.accept_button.clicked.connect(self.accept)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._tool.stop)
        self._tool.changed.connect(self._on_tool_changed)
        self._tool.accept_requested.connect(self.accept)
        document.landmark_changed.connect(self._refresh)
        document.prediction_changed.connect(self._refresh)
        view.viewport().installEventFilter(self)
        self.hide()

    def proposal(self) -> Calibration | None:
        """The calibration that is proposed, or None. Raises CephViewError where it cannot be that of a film."""
        case, tool = self._document.case, self._tool
        if case is None or tool.line is None or not self.meaning.count():
            return None
        former, kind, typed = case.calibration, self.meaning.currentData(), self.length.value
        if kind in (_WHOLE, _TYPED) and typed is None:
            raise CephViewError(self.length.problem or tr("Type how long that is, in mm."))
        if kind == _WHOLE and typed is not None:
            (x0, y0), (x1, y1) = tool.line
            step, mm = (x1 - x0, y1 - y0), typed
            return calibration_from(step, mm, former, kept("line", px=math.hypot(*step), mm=mm))
        if tool.marks is None or kind is None:
            return None
        mm = typed if kind == _TYPED and typed is not None else float(kind)
        return calibration_from(tool.marks.step, mm, former, kept("marks", count=tool.marks.count, mm=mm))

    def accept(self) -> None:
        """Calibrate the case with the proposal, as one step that can be undone, and leave the tool."""
        try:
            proposal = self.proposal()
        except CephViewError:
            return
        if proposal is not None and self._tool.active and not self._locked():
            self._document.set_calibration(proposal)
            self._tool.stop()
            self.accepted.emit()

    def find_it(self) -> None:
        """Look for the ruler, off the GUI thread."""
        case, state = self._document.case, self._document.state
        if case is None or self._task is not None:
            return
        pixels = case.radiograph.pixels

        def done(marks: object) -> None:
            self._task = None
            if self._document.state is state and self._tool.active:
                self._said = (
                    "" if marks else tr("No ruler was found: drag along it, or click the two ends of a known length.")
                )
                if marks:
                    self._tool.show_marks(marks)  # type: ignore[arg-type]
            self._refresh()

        def failed(sentence: str) -> None:
            self._task, self._said = None, sentence
            self._refresh()

        self._said = ""
        self._task = self.worker.submit(lambda task: find_ruler(pixels, lambda: task.go_on(0)), done, failed)
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the viewport."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    # -- inner workings --------------------------------------------------------------------------------------------

    def _lay_out_widgets(self) -> None:
        self._upper, self._lower, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        upper, lower = self._upper, self._lower
        for widget in (self.found, self.meaning, self.length):
            upper.addWidget(widget)
        upper.addStretch(1)
        upper.addWidget(self.result)
        lower.addWidget(self.note, 1)
        for button in (self.find_button, self.cancel_button, self.accept_button):
            buttons.addWidget(button)
        lower.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(upper)
        layout.addLayout(lower)

    def _on_tool_changed(self) -> None:
        tool = self._tool
        if not tool.active:
            if self._task is not None:
                self._task.cancel()
                self._task = None
            self._said = ""
            self.setVisible(False)
            return
        if not self.isVisible():
            self._dress()
        self._said = "" if tool.line else self._said
        self._offer()
        self._refresh()
        self.setVisible(True)
        self._place()
        self.raise_()

    def _dress(self) -> None:
        self.setStyleSheet(
            f"#ruler_bar {{ background: {theme.PANEL.name()}; border: 1px solid {theme.LINE.name()};"
            f" border-radius: 8px; }} QLabel {{ background: transparent; }}"
            f" #accept {{ background: {theme.ACCENT.name()}; color: #0b1622; font-weight: bold; }}"
            f' #accept[doubtful="true"] {{ background: {theme.RAISED.name()}; color: {theme.TEXT.name()};'
            " font-weight: normal; }"
            f" #accept:disabled {{ background: {theme.RAISED.name()}; color: {theme.DISABLED.name()}; }}"
        )

    def _choose(self) -> None:
        self._is_chosen = True
        self._refresh()

    def _offer(self) -> None:
        """The choices that fit what was found, with the likeliest chosen."""
        marks, case = self._tool.marks, self._document.case
        self._is_chosen = False
        self.meaning.blockSignals(True)
        self.meaning.clear()
        if marks is not None and case is not None:
            likely = likely_mm(marks, case.radiograph.size[1], case.points, case.scheme)
            for mm in TICKS_MM:
                self.meaning.addItem(tr("that is {mm:g} mm", mm=mm), mm)
            self.meaning.addItem(tr("that is, in mm:"), _TYPED)
            # Where none fits none is chosen: whoever knows the ruler says what it is.
            self.meaning.setCurrentIndex(-1 if likely is None else self.meaning.findData(likely))
        if self._tool.line is not None:
            self.meaning.addItem(tr("the line is long, in mm:"), _WHOLE)
            if marks is None:
                self.meaning.setCurrentIndex(0)
        self.meaning.blockSignals(False)

    def _refresh(self, _: object = None) -> None:
        tool = self._tool
        self.found.setText(found_text(tool))
        self.meaning.setVisible(self.meaning.count() > 1)
        self.length.setVisible(self.meaning.count() > 0 and self.meaning.currentData() in (_TYPED, _WHOLE))
        result, note, warns = "", hint(tool, self._said), bool(tool.problem or self._said)
        proposal: Calibration | None = None
        try:
            proposal = self.proposal()
        except CephViewError as error:
            note, warns = said(error), True
        if proposal is not None:
            result = f"{proposal.mm_per_px_x:.5f}"
            if not proposal.isotropic:
                result += f" × {proposal.mm_per_px_y:.5f}"
            result += tr(" mm per px")
            case = self._document.case
            warning = nasion_menton_warning(case.points, case.scheme, proposal) if case else None
            kind, marks = self.meaning.currentData(), tool.marks
            if marks and not self._is_chosen and isinstance(kind, float) and not is_borne_out(marks, kind):
                warning = warning or tr(BY_THE_FACE, mm=kind)
            note, warns = (warning, True) if warning else (note, warns)
        if tool.marks is not None and self.meaning.currentIndex() < 0:
            note, warns = tr(NONE_FITS), True
        if self._locked():
            note, warns = tr("This case is read-only: {locked}", locked=self._locked()), True
        self.result.setText(f"<b>{result}</b>" if result else "")
        self.note.setText(note)
        colour = theme.on_panel(theme.WARNING) if warns else theme.TEXT_QUIET
        if (sheet := f"color: {colour.name()};") != self.note.styleSheet():  # dear, and a drag comes here
            self.note.setStyleSheet(sheet)
        self._dim(doubtful=warns)
        self.accept_button.setEnabled(proposal is not None and not self._locked())
        self.find_button.setEnabled(self._task is None)
        self.find_button.setText(tr("Looking…") if self._task else tr("Find the ruler"))
        self._place()

    def _dim(self, *, doubtful: bool) -> None:
        """What there is a warning about is not the button to press."""
        if self.accept_button.property("doubtful") != doubtful:
            self.accept_button.setProperty("doubtful", doubtful)
            self.accept_button.style().unpolish(self.accept_button)
            self.accept_button.style().polish(self.accept_button)

    def _locked(self) -> str:
        return self._document.state.read_only if self._document.state else ""

    def _place(self) -> None:
        room = self._view.viewport().size()
        width = min(_WIDTH, room.width() - 2 * _MARGIN)
        narrow = width < _NARROW
        kind = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        self._upper.setDirection(kind)
        self._lower.setDirection(kind)
        self.accept_button.setText(tr("Use") if narrow else tr("Use for this film"))
        if self._task is None:
            self.find_button.setText(tr("Find it") if narrow else tr("Find the ruler"))
        layout = self.layout()
        height = max(layout.heightForWidth(width), layout.sizeHint().height()) if layout else 0
        self.resize(width, height)
        legend = self._view.hud.legend
        below = _MARGIN
        if legend.isVisible() and legend.x() < (room.width() + width) // 2:
            below += legend.height() + 8
        self.move((room.width() - width) // 2, room.height() - height - below)
