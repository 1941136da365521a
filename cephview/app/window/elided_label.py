"""A label that gives way: what does not fit ends in an ellipsis, and the whole text is in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyleOption, QWidget


class ElidedLabel(QLabel):
    """One line of plain text, never narrower than the text `least`, whatever it says."""

    def __init__(self, least: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """Room for `least`, or for the text where that is shorter."""
        whole = super().sizeHint()
        spare = whole.width() - self.fontMetrics().horizontalAdvance(self.text())
        least = self.fontMetrics().horizontalAdvance(self._least) + spare
        return QSize(min(whole.width(), least), whole.height())

    def event(self, event: QEvent) -> bool:
        """Say the whole text in the tooltip where it does not fit."""
        if event.type() == QEvent.Type.ToolTip:
            tip = self.toolTip()
            if self.is_cut and self.text() not in tip:
                self.setToolTip("\n".join(filter(None, (self.text(), tip))))
        return super().event(event)

    @property
    def is_cut(self) -> bool:
        """Whether the text does not fit."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        if not self.text():
            return
        # Imported where it is used: its many enumerations take a while to make, and the first frame says nothing.
        from PySide6.QtWidgets import QStyle

        option, painter = QStyleOption(), QPainter(self)
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        rect = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(rect, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), text)
