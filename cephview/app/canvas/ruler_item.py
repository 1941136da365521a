"""The ruler's line over the film, with a tick at each mark that was found; of one width on the screen at any zoom."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from cephview.app.canvas import theme
from cephview.app.canvas.camera import Camera
from cephview.app.canvas.markers import ScreenItem
from cephview.core.case import Point

_LEVEL = 40.0
_HANDLE, _TICK, _LONG_TICK = 5.0, 7.0, 13.0
# Ticks nearer together than this on the screen are a smear: then only the long ones and the ends are drawn.
_LEAST_APART = 3.0


class RulerItem(ScreenItem):
    """A line between two handles, and the marks beside it."""

    def __init__(self) -> None:
        super().__init__(_LEVEL)
        self._line: tuple[Point, Point] | None = None
        self._marks: Sequence[tuple[Point, bool]] = ()
        self._camera = Camera()
        self._ends = QLineF()
        self._ticks: list[QLineF] = []
        self.hide()

    @property
    def ticks(self) -> int:
        """How many ticks are drawn."""
        return len(self._ticks)

    def show_line(self, line: tuple[Point, Point] | None, marks: Sequence[tuple[Point, bool]] = ()) -> None:
        """Draw a line, film px, with marks (place, whether it is a long one); None hides it."""
        self._line, self._marks = line, marks
        self.setVisible(line is not None)
        self._lay_out()

    def follow(self, camera: Camera) -> None:
        """The view looks at the film otherwise."""
        moved = (camera.scale, camera.turn) != (self._camera.scale, self._camera.turn)
        self._camera = camera
        if moved:
            self._lay_out()

    def boundingRect(self) -> QRectF:
        """Line, handles and ticks with their outline."""
        around = _LONG_TICK + 6
        return QRectF(self._ends.p1(), self._ends.p2()).normalized().adjusted(-around, -around, around, around)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw line, ticks and handles, each with a dark outline."""
        shape = QPainterPath()
        start, end = self._ends.p1(), self._ends.p2()
        length = self._ends.length()
        if length > 2 * _HANDLE:
            shape.moveTo(self._ends.pointAt(_HANDLE / length))
            shape.lineTo(self._ends.pointAt(1 - _HANDLE / length))
        for at in (start, end):
            shape.addEllipse(at, _HANDLE, _HANDLE)
        for tick in self._ticks:
            shape.moveTo(tick.p1())
            shape.lineTo(tick.p2())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        cap = Qt.PenCapStyle.FlatCap
        for colour, width in ((theme.OUTLINE, 3.2), (theme.ACCENT, 1.3)):
            painter.strokePath(shape, QPen(colour, width, Qt.PenStyle.SolidLine, cap))

    def _lay_out(self) -> None:
        self.prepareGeometryChange()
        self._ticks = []
        if self._line is None:
            self._ends = QLineF()
            return
        origin, other = self._line
        self.stand_at(origin)
        self._ends = QLineF(QPointF(), self._seen_from(origin, other))
        if len(self._marks) >= 2:
            places = [self._seen_from(origin, place) for place, _ in self._marks]
            way = QLineF(places[0], places[-1])
            length = max(way.length(), 1e-6)
            across = QPointF(-way.dy() / length, way.dx() / length)
            crowded = length / (len(places) - 1) < _LEAST_APART
            for place, (_, long) in zip(places, self._marks, strict=True):
                if long or not crowded:
                    reach = across * (_LONG_TICK if long else _TICK)
                    self._ticks.append(QLineF(place, place + reach))
        self.update()

    def _seen_from(self, origin: Point, place: Point) -> QPointF:
        return QPointF(*self._camera.way_to_view((place[0] - origin[0], place[1] - origin[1])))


def near(a: QPointF, b: QPointF) -> bool:
    """Whether two places of the viewport are within the reach of a click."""
    return math.hypot(a.x() - b.x(), a.y() - b.y()) <= theme.HIT_RADIUS
