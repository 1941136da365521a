"""The tracing: the lines that an analysis measures by, drawn through the landmarks over the film."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cephview.app.canvas import theme
from cephview.core.case import Case
from cephview.core.constructions import Line
from cephview.core.frame import Frame

# Below every mark, above the film.
_LEVEL = 5.0
_WIDTH, _WIDTH_POINTED, _OUTLINE = 1.1, 2.0, 1.6


class TracingItem(QGraphicsItem):
    """Lines in film px; their width is the same at any zoom, since the film is what is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(_LEVEL)
        self._case: Case | None = None
        self._lines: Sequence[Line] = ()
        self._pointed: Sequence[Line] = ()
        self._wanted = False
        self._overlay = True
        self._drawn: list[tuple[QLineF, bool]] = []
        self._bounds = QRectF()

    @property
    def drawn(self) -> list[tuple[QLineF, bool]]:
        """What is drawn: each line in scene px, and whether it is pointed out."""
        return self._drawn if self.isVisible() else []

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Draw the lines of another analysis."""
        self._lines, self._pointed = lines, ()
        self._lay_out()

    def point_out(self, lines: Sequence[Line]) -> None:
        """Draw these brightly, whether the tracing is wanted or not: the measurement under the cursor."""
        self._pointed = lines
        self._lay_out()

    def set_wanted(self, wanted: bool) -> None:
        """Show the tracing, or the lines that are pointed out alone."""
        self._wanted = wanted
        self._lay_out()

    def look_like(self, other: TracingItem) -> None:
        """Show what another view's tracing shows, but for what is pointed out there."""
        self._lines, self._wanted = other._lines, other._wanted
        self._lay_out()

    def set_overlay(self, visible: bool) -> None:
        """Hide and show with all that lies over the film."""
        self._overlay = visible
        self._lay_out()

    def follow(self, case: Case | None) -> None:
        """The case has changed, or a point of it is being dragged."""
        self._case = case
        self._lay_out()

    def boundingRect(self) -> QRectF:
        """All lines, in scene px, with room for the pen at any zoom that a film is looked at."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw each line with a dark outline, so that it is seen on bone and on soft tissue."""
        ratio = painter.device().devicePixelRatioF()  # cosmetic pens count the device's own px
        for line, pointed in self._drawn:
            width, colour = (_WIDTH_POINTED, theme.SELECTED) if pointed else (_WIDTH, theme.TRACING)
            for pen in (QPen(theme.OUTLINE, (width + _OUTLINE) * ratio), QPen(colour, width * ratio)):
                pen.setCosmetic(True)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawLine(line)

    def _lay_out(self) -> None:
        self.prepareGeometryChange()
        self._drawn = []
        self._bounds = QRectF()
        if self._case is not None and self._overlay and (self._wanted or self._pointed):
            frame = Frame.of(self._case.points, self._case.scheme, self._case.calibration)
            wanted = [(line, False) for line in self._lines if line not in self._pointed] if self._wanted else []
            self._drawn = [
                (QLineF(*(QPointF(x + 0.5, y + 0.5) for x, y in ends)), pointed)
                for line, pointed in (*wanted, *((line, True) for line in self._pointed))
                if (ends := frame.ends(line))
            ]
            for line, _ in self._drawn:
                self._bounds |= QRectF(line.p1(), line.p2()).normalized().adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        self.setVisible(bool(self._drawn))
        self.update()


# Film px: a pen of 4 screen px at the smallest zoom, where a film of 6000 px is shown at a tenth.
_ROOM = 24.0
