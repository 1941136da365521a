"""What lies over the film at a landmark: its marker, the reference's cross, and the line between the two.

All of them ignore the view's scale, so that they have one size on the screen at any zoom; their origin is the hot spot.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cephview.app.canvas import theme
from cephview.core.case import Point, Status

_REACH = theme.HALO_RADIUS + 3.0
_BOUNDS = QRectF(-_REACH, -_REACH, 2 * _REACH, 2 * _REACH).adjusted(-1, -1, 1, 1)
_RING_WIDTH, _CROSS_WIDTH, _LINE_WIDTH = 1.8, 1.6, 1.5
_CROSS_WIDTH_ABOVE = 1.1
_OUTLINE = 1.2
# The open middle of the solid disc and of the cross: the bone right at the point stays visible.
_DISC_HOLE, _CROSS_HOLE = 2.1, 1.6
_DASHES = (1.6, 1.9)  # in widths of the pen: eight dashes about a ring that may well be wrong
_DOTS = (0.7, 1.4)  # many small ones about a ring that nobody and no model placed
_DISC_RADIUS = 6.2
_TICK = ((-12.4, -8.6), (-10.0, -6.2), (-6.0, -11.8))
# What a tick takes besides the ring, for labels to keep off: left, top, right, bottom.
TICK_BOX = (-14.0, -13.5, -4.5, -4.5)


_stamps: dict[Hashable, QImage] = {}


class ScreenItem(QGraphicsItem):
    """An item of constant size on the screen that stands at a film point."""

    def __init__(self, level: float) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(level)

    def stand_at(self, film: Point) -> None:
        """Put the hot spot on a film point; the scene counts from the corner of the first pixel."""
        self.setPos(film[0] + 0.5, film[1] + 0.5)

    def boundingRect(self) -> QRectF:
        """What may be painted, in logical screen px about the hot spot."""
        return _BOUNDS


class MarkerItem(ScreenItem):
    """The current point: hollow ring, predicted; solid disc, corrected or placed; ring with a tick, confirmed; dotted
    ring, estimated; square, constructed.
    """

    def __init__(self) -> None:
        super().__init__(30.0)
        self._look = (Status.MISSING, False, False, False)

    def show_as(self, status: Status, *, selected: bool, hovered: bool, doubtful: bool = False) -> None:
        """Take another look; a predicted point is `doubtful` where it may well be wrong."""
        look = (status, selected, hovered, doubtful)
        if look != self._look:
            self._look = look
            self.setZValue(32.0 if selected else 30.0)
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the marker about its hot spot."""
        status, selected, hovered, doubtful = self._look

        def draw(canvas: QPainter) -> None:
            if selected or hovered:
                _draw_halo(canvas, selected)
            draw_marker(canvas, status, doubtful=doubtful)

        stamp(painter, self._look, draw)


class ReferenceItem(ScreenItem):
    """The reference's point: a cross. Of the two a landmark has, one lies below the marker with its outline.

    The other lies above and is thin and bare: where a small error puts the cross under a ring, both can still be read.
    """

    def __init__(self, *, above: bool) -> None:
        super().__init__(35.0 if above else 20.0)
        self._above = above

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the cross about its hot spot."""
        if self._above:
            stamp(painter, "cross above", lambda p: p.strokePath(_cross(), QPen(theme.REFERENCE, _CROSS_WIDTH_ABOVE)))
        else:
            stamp(painter, "cross", draw_cross)


class ErrorLineItem(ScreenItem):
    """The line from a landmark to its reference; its length on the screen is set with the zoom."""

    def __init__(self) -> None:
        super().__init__(10.0)
        self._line = QLineF()
        self._colour = theme.UNKNOWN_ERROR

    def reach_to(self, dx: float, dy: float, colour: QColor) -> None:
        """Draw to (dx, dy) logical screen px from the landmark."""
        self.prepareGeometryChange()
        self._line, self._colour = QLineF(0, 0, dx, dy), colour
        self.update()

    def boundingRect(self) -> QRectF:
        """The line with its outline."""
        return QRectF(self._line.p1(), self._line.p2()).normalized().adjusted(-4, -4, 4, 4)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the line from the marker's rim to the cross's middle."""
        length = self._line.length()
        if length <= theme.MARKER_RADIUS + 1:
            return
        start = self._line.pointAt(theme.MARKER_RADIUS / length)
        line = QLineF(start, self._line.pointAt(max(1.0 - _CROSS_HOLE / length, 0.0)))
        for colour, width in ((theme.SHADOW, _LINE_WIDTH + 2 * _OUTLINE), (self._colour, _LINE_WIDTH)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(line)


def stamp(painter: QPainter, key: Hashable, draw: Callable[[QPainter], object]) -> None:
    """Draw something small about the painter's origin; from the second time on by copying it.

    It is kept for each quarter of a device pixel that the origin may lie off the grid: the hot spot stays exact.
    """
    device = painter.deviceTransform()
    ratio, x, y = device.m11(), round(device.dx() * 4), round(device.dy() * 4)
    image = _stamps.get((key, ratio, x % 4, y % 4))
    middle = math.ceil(_REACH * ratio) + 1
    if image is None:
        image = QImage(2 * middle + 1, 2 * middle + 1, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        canvas = QPainter(image)
        canvas.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas.translate(middle + x % 4 / 4, middle + y % 4 / 4)
        canvas.scale(ratio, ratio)
        draw(canvas)
        canvas.end()
        image.setDevicePixelRatio(ratio)
        _stamps[key, ratio, x % 4, y % 4] = image
    corner = QPointF(x // 4 - middle - device.dx(), y // 4 - middle - device.dy())
    painter.drawImage(corner / ratio, image)


def draw_marker(painter: QPainter, status: Status, *, doubtful: bool = False) -> None:
    """A landmark's marker about (0, 0); the legend and the panels draw it too. A `doubtful` one is a broken ring."""
    colour, radius = theme.status_colour(status), theme.MARKER_RADIUS
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if status in (Status.CORRECTED, Status.PLACED):
        disc = QPainterPath()
        disc.addEllipse(QPointF(), _DISC_RADIUS, _DISC_RADIUS)
        disc.addEllipse(QPointF(), _DISC_HOLE, _DISC_HOLE)  # odd-even: a hole
        painter.setPen(QPen(theme.OUTLINE, 2 * _OUTLINE))
        painter.drawPath(disc)
        painter.fillPath(disc, colour)
        return
    shape = QPainterPath()
    shape.addEllipse(QPointF(), radius, radius)
    if status is Status.CONFIRMED:
        # Clear of the ring, or the two together would read as an arrow.
        # On the left, for labels like the right.
        for i, (x, y) in enumerate(_TICK):
            shape.lineTo(x, y) if i else shape.moveTo(x, y)
    dashes = _DASHES if doubtful else _DOTS if status is Status.ESTIMATED else ()
    if status is Status.CONSTRUCTED:
        # A square: it stands where the others put it, and cannot be right or wrong by itself.
        shape = QPainterPath()
        shape.addRect(QRectF(-radius + 1, -radius + 1, 2 * radius - 2, 2 * radius - 2))
    _stroke(painter, shape, colour, _RING_WIDTH, dashes=dashes)
    if status in (Status.PREDICTED, Status.CONSTRUCTED):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.OUTLINE)
        painter.drawEllipse(QPointF(), 1.9, 1.9)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(), 1.0, 1.0)


def draw_cross(painter: QPainter) -> None:
    """The reference's cross about (0, 0), open in the middle."""
    _stroke(painter, _cross(), theme.REFERENCE, _CROSS_WIDTH)


def _cross() -> QPainterPath:
    cross = QPainterPath()
    for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        cross.moveTo(x * _CROSS_HOLE, y * _CROSS_HOLE)
        cross.lineTo(x * theme.CROSS_ARM, y * theme.CROSS_ARM)
    return cross


def _draw_halo(painter: QPainter, selected: bool) -> None:
    halo = QPainterPath()
    halo.addEllipse(QPointF(), theme.HALO_RADIUS, theme.HALO_RADIUS)
    if selected:
        _stroke(painter, halo, theme.SELECTED, 1.6)
    else:
        quiet = QColor(theme.SELECTED)
        quiet.setAlpha(150)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(quiet, 1.2))
        painter.drawPath(halo)


def _stroke(
    painter: QPainter, path: QPainterPath, colour: QColor, width: float, *, dashes: tuple[float, ...] = ()
) -> None:
    """A line with a thin dark outline: readable on bright bone and on dark air."""
    join = Qt.PenJoinStyle.RoundJoin
    for shade, breadth in ((theme.OUTLINE, width + 2 * _OUTLINE), (colour, width)):
        pen = QPen(shade, breadth, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, join)
        if dashes and shade is colour:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(dashes)
        painter.strokePath(path, pen)
