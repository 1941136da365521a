"""How the landmark table's cells are painted: marks, bars, doubt."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from cephview.app.canvas import theme
from cephview.app.panels.landmark_model import (
    DOUBTFUL_ROLE,
    ERROR_MM_ROLE,
    LOCKED_ROLE,
    STATUS_ROLE,
    STATUS_WORDS,
    Column,
)
from cephview.app.words import tr
from cephview.core.case import Status

ROW_HEIGHT = 25
_BAR_FULL_MM = 5.0
_LOCK_ROOM = 20


class LandmarkDelegate(QStyledItemDelegate):
    """Draws the status mark before the symbol and the bar behind the error; figures are right-aligned."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        # Imported where it is used: its many enumerations take a while to make, and the first frame has no rows.
        from PySide6.QtWidgets import QStyle

        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        rect = QRectF(option.rect)
        column = Column(index.column())
        # Qt hands a str enum back as a str, which is no member of it.
        status = Status(index.data(STATUS_ROLE))
        painter.setFont(theme.font(13, bold=column is Column.SYMBOL))
        quiet = status in (Status.NOT_VISIBLE, Status.MISSING) or column is Column.MOVED
        painter.setPen(theme.TEXT_QUIET if quiet else theme.TEXT)
        text = str(index.data() or "")
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if column is Column.SYMBOL:
            draw_status(painter, rect.left() + 12, rect.center().y(), status)
            painter.setPen(theme.TEXT)
            painter.drawText(rect.adjusted(24, 0, 0, 0), left, text)
        elif column is Column.NAME:
            locked = bool(index.data(LOCKED_ROLE))
            room = int(rect.width()) - (_LOCK_ROOM if locked else 6)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(rect.adjusted(2, 0, 0, 0), left, shown)
            if locked:
                draw_lock(painter, rect.right() - _LOCK_ROOM / 2, rect.center().y())
        elif column is Column.ERROR:
            painter.drawText(QRectF(rect.left(), rect.top(), 36, rect.height()), right, text)
            self._bar(painter, rect.adjusted(44, 0, -4, 0), index.data(ERROR_MM_ROLE))
        else:
            if column is Column.CONFIDENCE and index.data(DOUBTFUL_ROLE):
                painter.setFont(theme.font(13, bold=True))
                painter.setPen(theme.on_panel(theme.WARNING, 4.5))
                draw_doubt(painter, rect.left() + 8, rect.center().y())
            elif column is Column.CONFIDENCE and text in map(tr, STATUS_WORDS.values()):
                painter.setFont(theme.font(11))
            painter.drawText(rect.adjusted(0, 0, -10, 0), right, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows of one height."""
        return QSize(40, ROW_HEIGHT)

    @staticmethod
    def _bar(painter: QPainter, rect: QRectF, mm: float) -> None:
        if mm is None or math.isnan(mm):
            return
        groove = QRectF(rect.left(), rect.center().y() - 3, rect.width(), 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.RAISED)
        painter.drawRoundedRect(groove, 3, 3)
        groove.setWidth(max(6.0, groove.width() * min(1.0, mm / _BAR_FULL_MM)))
        painter.setBrush(theme.on_panel(theme.error_colour(mm)))
        painter.drawRoundedRect(groove, 3, 3)


def draw_status(painter: QPainter, x: float, y: float, status: Status) -> None:
    """The mark of a status around (x, y): ring, disc, tick, dotted ring; each is known without its colour."""
    colour = theme.on_panel(theme.status_colour(status))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if status is Status.CONFIRMED:
        # Without the film's ring: at this size ring and tick would be one blot, and look like a ring.
        painter.setPen(QPen(colour, 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline([QPointF(x - 5, y + 0.5), QPointF(x - 1.5, y + 4), QPointF(x + 5, y - 4.5)])
        return
    pen = QPen(colour, 1.6)
    if status is Status.CONSTRUCTED:
        painter.setPen(pen)
        painter.drawRect(QRectF(x - 3.5, y - 3.5, 7, 7))
        return
    if status in (Status.MISSING, Status.NOT_VISIBLE, Status.ESTIMATED):
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    if status in (Status.CORRECTED, Status.PLACED):
        painter.setBrush(QBrush(colour))
    painter.drawEllipse(QRectF(x - 4, y - 4, 8, 8))


def draw_doubt(painter: QPainter, x: float, y: float) -> None:
    """A small warning triangle around (x, y), in the painter's colour."""
    painter.save()
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon([QPointF(x - 4.5, y + 4), QPointF(x + 4.5, y + 4), QPointF(x, y - 4.5)])
    painter.restore()


def draw_lock(painter: QPainter, x: float, y: float) -> None:
    """A closed padlock around (x, y)."""
    painter.setPen(QPen(theme.TEXT_QUIET, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(x - 3, y - 6, 6, 8), 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.TEXT_QUIET)
    painter.drawRoundedRect(QRectF(x - 4.5, y - 2, 9, 7), 1.5, 1.5)
