"""The wigglegram: how far each row lies from its norm, in SD, joined to a polygon. Rows without an SD are not in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cephview.app.canvas import theme
from cephview.app.panels.deviation_bar import colour_of, draw_mark
from cephview.app.panels.plus_minus import MEANING
from cephview.app.words import tr
from cephview.core.measurements import Measurement, Result
from cephview.core.norms import number

_ROW, _TOP, _NAME, _FIGURE, _SHOWN_SD = 24, 26, 124, 46, 4.0


class Wigglegram(QWidget):
    """Rows with an SD from top to bottom; a whisker is the ±, the band the norm ± 1 SD."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[Measurement, Result]] = []
        self._left_out = 0
        self._estimated: frozenset[str] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Wigglegram"))
        words = tr("The band is the norm ± 1 SD, the whisker the value ±.")
        self.setToolTip(f"<p>{words} {tr(MEANING)}.</p>")

    def show_rows(
        self, measurements: Sequence[Measurement], results: Sequence[Result], estimated: frozenset[str] = frozenset()
    ) -> None:
        """Draw these, quiet those of estimated landmarks; those that have no deviation in SD are counted beneath."""
        self._estimated = estimated
        pairs = list(zip(measurements, results, strict=True))
        self.rows = [(row, result) for row, result in pairs if result.deviation is not None]
        self._left_out = len(pairs) - len(self.rows)
        self.setFixedHeight(self.sizeHint().height())
        said = (
            tr("{name} {number} SD", name=row.name, number=number(result.deviation or 0.0, 1, sign=True))
            for row, result in self.rows
        )
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(300, _TOP + _ROW * len(self.rows) + 30)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw scale, bands, polygon and marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.PANEL)
        left, right = float(_NAME), float(self.width() - _FIGURE)
        middle, scale = (left + right) / 2, (right - left) / 2 / _SHOWN_SD
        bottom = float(_TOP + _ROW * len(self.rows))
        painter.fillRect(QRectF(middle - scale, _TOP, 2 * scale, bottom - _TOP), theme.BAND)
        for sd in range(-int(_SHOWN_SD), int(_SHOWN_SD) + 1):
            x = middle + sd * scale
            painter.setPen(QPen(theme.LINE, 1))
            painter.drawLine(QPointF(x, _TOP), QPointF(x, bottom))
            painter.setPen(theme.TEXT_QUIET)
            label = QRectF(x - 20, 4, 40, _TOP - 8)
            if sd % 2 == 0:
                painter.drawText(label, Qt.AlignmentFlag.AlignCenter, number(sd, 0, sign=True) if sd else "norm")
        points = [self._point(i, result, middle, scale) for i, (_, result) in enumerate(self.rows)]
        painter.setPen(QPen(theme.TEXT_QUIET, 1.2))
        painter.drawPolyline(points)
        for (row, result), point in zip(self.rows, points, strict=True):
            self._draw_row(painter, row, result, point, scale)
        painter.setPen(theme.TEXT_QUIET)
        told = (
            tr("{left_out} rows without a value or an SD are not drawn", left_out=self._left_out)
            if self._left_out
            else ""
        )
        painter.drawText(QRectF(6, bottom + 4, self.width() - 12, 22), Qt.AlignmentFlag.AlignLeft, told)

    def _point(self, index: int, result: Result, middle: float, scale: float) -> QPointF:
        deviation = min(max(result.deviation or 0.0, -_SHOWN_SD), _SHOWN_SD)
        return QPointF(middle + deviation * scale, _TOP + _ROW * (index + 0.5))

    def _draw_row(self, painter: QPainter, row: Measurement, result: Result, at: QPointF, scale: float) -> None:
        deviation = result.deviation or 0.0
        name = QRectF(6, at.y() - _ROW / 2, _NAME - 12, _ROW)
        figure = QRectF(self.width() - _FIGURE, at.y() - _ROW / 2, _FIGURE - 6, _ROW)
        painter.setPen(theme.TEXT)
        # As in the table: a norm of other people than the patient has a ! and no colour, an estimated value is quiet.
        called = row.name + (" !" if result.choice.misfits else "")
        if self._estimated.intersection(result.read):
            called = tr("est. {value}", value=called)
            painter.setPen(theme.TEXT_QUIET)
        text = painter.fontMetrics().elidedText(called, Qt.TextElideMode.ElideRight, int(name.width()))
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(figure, side, number(deviation, 1, sign=True))
        if result.spread and result.norm and result.norm.sd:
            reach = min(result.spread / result.norm.sd, 2 * _SHOWN_SD) * scale
            painter.setPen(QPen(theme.TEXT_QUIET, 1.4))
            ends = (max(at.x() - reach, _NAME), min(at.x() + reach, self.width() - _FIGURE))
            painter.drawLine(QPointF(ends[0], at.y()), QPointF(ends[1], at.y()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour_of(result))
        draw_mark(painter, at, deviation)
