"""The tracing: the lines that an analysis measures by, drawn through the landmarks over the film."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cephview.app.canvas import theme
from cephview.core.case import Case
from cephview.core.constructions import Line
from cephview.core.frame import Frame

# Below every mark, above the film.
_LEVEL = 5.0
_WIDTH, _WIDTH_POINTED, _OUTLINE = 1.1, 2.0, 1.6
# Wholly opaque, and with flat ends: Qt draws such lines 25 times faster than round ones that let the film through.
_COLOUR = QColor(168, 182, 228)


_Drawn = list[tuple[QLineF, bool]]


class TracingItem(QGraphicsItem):
    """Lines in film px; their width is the same at any zoom, since the film is what is looked at.

    Lines that stand still while a point is dragged are in a layer of their own, so that the film about them does.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.setZValue(_LEVEL)
        self._case: Case | None = None
        self._lines: Sequence[Line] = ()
        self._pointed: Sequence[Line] = ()
        self._wanted = False
        self._overlay = True
        self._drawn: _Drawn = []
        self._moving: frozenset[int] = frozenset()  # places in `_drawn`
        self._still, self._moved = _Layer(self), _Layer(self)

    @property
    def drawn(self) -> _Drawn:
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
        """Its layers draw; it has nothing of its own."""
        return QRectF()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Nothing: its layers draw."""

    def _lay_out(self) -> None:
        former, self._drawn = self._drawn, self._laid_out()
        changed = frozenset(i for i, line in enumerate(self._drawn) if i >= len(former) or line != former[i])
        self.setVisible(bool(self._drawn))
        if len(former) == len(self._drawn) and changed <= self._moving:
            if changed:
                self._moved.show_lines([self._drawn[i] for i in sorted(self._moving)])
            return
        # Most of them have changed: it is no drag, and none of them stands still for long.
        self._moving = changed if len(former) == len(self._drawn) and 2 * len(changed) < len(former) else frozenset()
        self._still.show_lines([line for i, line in enumerate(self._drawn) if i not in self._moving])
        self._moved.show_lines([self._drawn[i] for i in sorted(self._moving)])

    def _laid_out(self) -> _Drawn:
        if self._case is None or not self._overlay or not (self._wanted or self._pointed):
            return []
        frame = Frame.of_case(self._case)
        wanted = [(line, False) for line in self._lines if line not in self._pointed] if self._wanted else []
        return [
            (QLineF(*(QPointF(x + 0.5, y + 0.5) for x, y in ends)), pointed)
            for line, pointed in (*wanted, *((line, True) for line in self._pointed))
            if (ends := frame.ends(line))
        ]


class _Layer(QGraphicsItem):
    """Some lines of a tracing."""

    def __init__(self, tracing: QGraphicsItem) -> None:
        super().__init__(tracing)
        self._lines: _Drawn = []
        self._bounds = QRectF()

    def show_lines(self, lines: _Drawn) -> None:
        """Draw these, in scene px."""
        self.prepareGeometryChange()
        self._lines, self._bounds = lines, QRectF()
        for line, _ in lines:
            self._bounds |= QRectF(line.p1(), line.p2()).normalized().adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        self.update()

    def boundingRect(self) -> QRectF:
        """All lines, in scene px, with room for the pen at any zoom that a film is looked at."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw each line with a dark outline, so that it is seen on bone and on soft tissue."""
        ratio = painter.device().devicePixelRatioF()  # cosmetic pens count the device's own px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for pointed, width, colour in ((False, _WIDTH, _COLOUR), (True, _WIDTH_POINTED, theme.SELECTED)):
            lines = [line for line, is_pointed in self._lines if is_pointed == pointed]
            for pen in (QPen(theme.SHADOW, (width + _OUTLINE) * ratio), QPen(colour, width * ratio)) if lines else ():
                pen.setCosmetic(True)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(pen)
                painter.drawLines(lines)


# Film px: a pen of 4 screen px at the smallest zoom, where a film of 6000 px is shown at a tenth.
_ROOM = 24.0
