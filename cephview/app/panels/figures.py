"""The figures of a case in large: its MRE and SDRs against the chosen reference."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cephview.app.canvas import theme
from cephview.app.editing.document import CaseDocument
from cephview.app.words import tr
from cephview.core.accuracy import SDR_THRESHOLDS_MM, summarise


class Figures(QWidget):
    """MRE and SDR 2 / 2.5 / 3 / 4 as tiles; px and no SDR without a calibration, hidden without a reference."""

    def __init__(self, document: CaseDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.mre = _Tile(tr("mean error (MRE)"), layout, 4, large=True)
        self.mre.setToolTip(tr("Mean radial error: how far the points lie from the reference, on average"))
        self.sdr = {
            limit: _Tile(
                (tr("within {limit:g} mm", limit=limit) if i == 0 else tr("{limit:g} mm", limit=limit)),
                layout,
                3 if i == 0 else 2,
            )
            for i, limit in enumerate(SDR_THRESHOLDS_MM)
        }
        for signal in (
            document.opened,
            document.prediction_changed,
            document.references_changed,
            document.landmark_changed,
            document.calibration_changed,
        ):
            signal.connect(self._refresh)
        self._refresh()

    def _refresh(self, _: object = None) -> None:
        case = self._document.shown
        # Empty tiles would only take the room of the measurements.
        self.setVisible(case is not None and case.reference is not None)
        errors = case.errors_mm() if case else None
        accuracy = summarise(errors) if errors is not None else None
        pixels = summarise(case.errors_px()) if case and errors is None else None
        if accuracy:
            self.mre.show_value(tr("{mre:.2f} mm", mre=accuracy.mre), theme.error_colour(accuracy.mre))
        else:
            self.mre.show_value(tr("{mre:.1f} px", mre=pixels.mre) if pixels else "–", theme.TEXT)
        for limit, tile in self.sdr.items():
            # Without a calibration no mm is shown anywhere, thresholds included.
            tile.setVisible(case is None or case.calibration is not None)
            tile.show_value(f"{accuracy.sdr[limit]:.0f} %" if accuracy else "–", theme.TEXT)
            tile.setToolTip(
                tr("SDR {limit:g} mm: share of the landmarks within {limit:g} mm of the reference", limit=limit)
            )


class _Tile(QFrame):
    def __init__(self, caption: str, layout: QHBoxLayout, stretch: int, *, large: bool = False) -> None:
        super().__init__()
        self.setObjectName("tile")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(9, 6, 6, 6)
        inner.setSpacing(1)
        self._colour = QColor()  # none yet
        self.value = QLabel("–")
        self.value.setFont(theme.font(16 if large else 14, bold=True))
        label = QLabel(caption)
        label.setFont(theme.font(11))
        label.setObjectName("quiet")
        inner.addWidget(self.value)
        inner.addWidget(label)
        layout.addWidget(self, stretch)

    def show_value(self, text: str, colour: QColor) -> None:
        """Show a figure."""
        self.value.setText(text)
        if colour != self._colour:  # a style sheet is dear, and a drag comes here with each frame
            self._colour = colour
            self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        self.value.setStyleSheet(f"color: {theme.on_panel(self._colour, 4.5).name()};")
