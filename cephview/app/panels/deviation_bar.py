"""The small bar that shows how far a measurement lies from its norm. Shape says the same as colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from cephview.app.canvas import theme
from cephview.app.words import tr
from cephview.core.measurements import Result, with_unit
from cephview.core.norms import number

RESULT_ROLE = int(Qt.ItemDataRole.UserRole)

_MARGIN = 5
_WIDEST = 220.0
_SHOWN_SD = 3.0
_TRACK = theme.LINE
_BAND = theme.BAND
# (|deviation| at or below, colour): a circle, a diamond, a triangle that points away from the norm.
_BANDS = ((1.0, theme.ERROR_BANDS[0][1]), (2.0, theme.ERROR_BANDS[2][1]), (float("inf"), theme.ERROR_BANDS[4][1]))


class DeviationBar(QStyledItemDelegate):
    """Draws a `Result`: the norm ±1 SD as a band, and the value on it; their difference where the norm has no SD."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell."""
        result = index.data(RESULT_ROLE)
        if not isinstance(result, Result) or result.value is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(option.rect).adjusted(_MARGIN, 0, -_MARGIN, 0)
        bar.setWidth(min(bar.width(), _WIDEST))
        if result.deviation is not None:
            _draw_bar(painter, bar, result)
        elif result.norm is not None:
            painter.setPen(theme.TEXT_QUIET)
            painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, difference(result))
        painter.restore()


def difference(result: Result) -> str:
    """`+3.2°` from a mean without SD or from the nearer end of a range, `within` it: what is left to say without SD."""
    if result.value is None or result.norm is None:
        return ""
    away, _, of = result.norm.distance(result.value)
    if of == "range" and not away:
        return "within"
    return with_unit(number(away, 1, sign=True), result.norm.unit)


def deviation_words(result: Result) -> str:
    """`1.3 SD above the norm`, for a tooltip and a screen reader; empty where there is nothing to compare."""
    if result.value is None or result.norm is None:
        return ""
    if result.norm.mean is None:
        away, _, _ = result.norm.distance(result.value)
        if not away:
            return tr("within the norm")
        return _beside_the_norm(away, with_unit(number(abs(away), 1), result.norm.unit))
    if result.deviation is None:
        return tr("{difference} from the norm, whose spread is not published", difference=difference(result))
    return _beside_the_norm(result.deviation, tr("{deviation:.1f} SD", deviation=abs(result.deviation)))


def _beside_the_norm(away: float, how_far: str) -> str:
    text = tr("{how_far} above the norm") if away > 0 else tr("{how_far} below the norm")
    return text.format(how_far=how_far)


def _draw_bar(painter: QPainter, bar: QRectF, result: Result) -> None:
    deviation = result.deviation or 0.0
    middle, scale = bar.center(), (bar.width() / 2 - 5) / _SHOWN_SD
    painter.setPen(QPen(_TRACK, 2))
    painter.drawLine(QPointF(bar.left(), middle.y()), QPointF(bar.right(), middle.y()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_BAND)
    painter.drawRoundedRect(QRectF(middle.x() - scale, middle.y() - 6, 2 * scale, 12), 2, 2)
    painter.setBrush(colour_of(result))
    shown = min(max(deviation, -_SHOWN_SD), _SHOWN_SD)
    draw_mark(painter, QPointF(middle.x() + shown * scale, middle.y()), deviation)


def colour_of(result: Result) -> QColor:
    """The colour of a deviation on a panel; none of the bands where the norm is of other people than the patient."""
    deviation = result.deviation or 0.0
    if result.choice.misfits:
        return theme.TEXT_QUIET
    return theme.on_panel(next(colour for limit, colour in _BANDS if abs(deviation) <= limit))


def draw_mark(painter: QPainter, at: QPointF, deviation: float) -> None:
    """A circle within 1 SD, a diamond within 2, a triangle that points away from the norm beyond."""
    if abs(deviation) <= _BANDS[0][0]:
        painter.drawEllipse(at, 4.0, 4.0)
        return
    out = 5.0 if deviation > 0 else -5.0
    corners = [(out, 0.0), (0.0, 5.0), (-out, 0.0), (0.0, -5.0)]
    if abs(deviation) > _BANDS[1][0]:
        corners = [(out, 0.0), (-out * 0.7, 5.0), (-out * 0.7, -5.0)]
    painter.drawPolygon(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in corners]))
