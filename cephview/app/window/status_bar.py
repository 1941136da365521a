"""The status bar: mm per pixel and its source, the cursor, the grey value, the zoom; the model and what is saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from cephview.app.canvas import theme
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.window.elided_label import ElidedLabel
from cephview.app.words import marked, said, said_all, tr
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.model_card import ModelCard
from cephview.core.turn import Turn

_MESSAGE_MS = 6000
# What always stays, in a narrow window, too.
_LEAST_CALIBRATION, _LEAST_CURSOR = "0.12345 mm / px · meas…", "x 1234.5  y 1234.5 px"
_LEAST_ZOOM, _LEAST = "100 %", "cep…"

_DECLARED = marked(
    "The model says itself how films are to be prepared for it (preprocessing declared): nothing is assumed."
)


class StatusBar(QStatusBar):
    """Reads the document; the window forwards cursor, zoom and model."""

    def __init__(self, document: CaseDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._card: ModelCard | None = None
        self._zoom = self._turned = ""
        self.setSizeGripEnabled(False)
        self.calibration, self.cursor_text = ElidedLabel(_LEAST_CALIBRATION), ElidedLabel(_LEAST_CURSOR)
        self.zoom = ElidedLabel(_LEAST_ZOOM)
        for label in (self.calibration, self.cursor_text, self.zoom):
            self.addWidget(label)
        self.message, self.model = ElidedLabel(_LEAST), ElidedLabel(_LEAST)
        self.saved = QLabel()
        for each in (self.message, self.model, self.saved):
            self.addPermanentWidget(each)
        self.message.setObjectName("message")
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.timeout.connect(self.message.clear)
        document.opened.connect(self._refresh)
        document.calibration_changed.connect(self._refresh)
        document.prediction_changed.connect(self._refresh)
        document.dirty_changed.connect(lambda _: self._refresh())
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_fade"):
            self._refresh()
        super().changeEvent(event)

    def say(self, text: str) -> None:
        """Show a message for some seconds, beside what always stands here."""
        self.message.setText(said(text))
        self._fade.start(_MESSAGE_MS)

    def show_cursor(self, x: float, y: float, grey: object) -> None:
        """The film px under the cursor, in mm too where that is known, and the grey value there."""
        case = self._document.case
        text = tr("x {x:.1f}  y {y:.1f} px", x=x, y=y)
        if case and case.calibration:
            mm_x, mm_y = x * case.calibration.mm_per_px_x, y * case.calibration.mm_per_px_y
            text += tr("     {mm_x:.1f}  {mm_y:.1f} mm", mm_x=mm_x, mm_y=mm_y)
        if grey is not None:
            text += tr("     grey {grey}", grey=grey)
        self.cursor_text.setText(text)

    def clear_cursor(self) -> None:
        """The cursor has left the film."""
        self.cursor_text.clear()

    def show_zoom(self, factor: float) -> None:
        """Screen px per film px."""
        self._zoom = f"{factor * 100:.0f} %"
        self._show_view()

    def show_turn(self, turn: Turn) -> None:
        """How the film is turned: who looks at a mirrored film must know."""
        self._turned = said(turn.describe())
        self._show_view()

    def show_model(self, card: ModelCard) -> None:
        """The model in use."""
        self._card = card
        self._refresh()

    def _show_view(self) -> None:
        self.zoom.setText("     ".join(filter(None, (self._zoom, self._turned))) if self._document.case else "")

    def _refresh(self) -> None:
        case = self._document.case
        if case is None:
            self.calibration.clear()
            self.zoom.clear()
        elif case.calibration is None:
            self.calibration.setText(tr("mm per pixel unknown: errors in px"))
        else:
            self.calibration.setText(calibration_text(case.calibration))
            self.calibration.setToolTip(said(case.calibration.source.warning or case.calibration.detail))
        warn = case is not None and not (case.calibration and case.calibration.source.reliable)
        self.calibration.setStyleSheet(f"color: {theme.on_panel(theme.WARNING, 4.5).name()};" if warn else "")
        parts = []
        if self._card:
            count = len(self._card.assumptions)
            parts = [
                self._card.name,
                (
                    tr("{count} settings assumed", count=count)
                    if count > 1
                    else tr("{count} setting assumed", count=count)
                )
                if count
                else tr("all settings known"),
            ]
            self.model.setToolTip(said_all(self._card.assumptions) or tr(_DECLARED))
        if case and case.prediction:
            parts.append(tr("predicted in {seconds:.2f} s", seconds=case.prediction.seconds))
        self.model.setText("  ·  ".join(parts))
        self.saved.setText(saved_text(self._document.state))
        self.saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def calibration_text(calibration: Calibration) -> str:
    """Millimetres per pixel, where they come from, and whether they can be relied on."""
    text = said(calibration.describe())
    if calibration.source in (CalibrationSource.RULER, CalibrationSource.RULER_POINTS) and calibration.detail:
        text += f" ({said(calibration.detail)})"
    return text if calibration.source.reliable else tr("{spacing} · not reliable", spacing=text)


def saved_text(state: CaseState | None) -> str:
    """What is on disk of the open case."""
    if state is None:
        return ""
    if state.read_only:
        return tr("read-only")
    if state.stack.isClean():
        return tr("exported") if state.export_path else tr("no new edits")
    return tr("saved, not exported") if state.is_kept else tr("● not saved yet")
