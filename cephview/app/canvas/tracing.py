"""The tracing: the planes and lines that cephalometrists draw, between the landmarks as they are now."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cephview.app.canvas import theme
from cephview.core.case import Case

# From one landmark to another; each goes on beyond its ends by a share of its length.
PLANES: tuple[tuple[str, str, str], ...] = (
    ("Sella–Nasion", "S", "N"),
    ("Frankfort horizontal", "Po", "Or"),
    ("palatal plane", "PNS", "ANS"),
    ("mandibular plane", "Go", "Me"),
    ("Nasion–A", "N", "A"),
    ("Nasion–B", "N", "B"),
    ("facial line", "N", "Pog"),
    ("posterior cranial base", "S", "Ar"),
    ("ramus line", "Ar", "Go"),
    ("upper incisor", "UIA", "U1"),
    ("lower incisor", "LIA", "L1"),
    ("E-line", "Pn", "Pog′"),
)
_BEYOND = 0.08
_Z = 0.5  # above the film, beneath every mark
_WIDTH, _OUTLINE_WIDTH = 1.2, 3.0


class TracingItem(QGraphicsItem):
    """All lines whose two landmarks have a point, in the film frame; their width is one of the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(_Z)
        self._path = QPainterPath()
        self.setVisible(False)

    def follow(self, case: Case | None) -> None:
        """Draw the lines of a case as it is shown."""
        self.prepareGeometryChange()
        self._path = path_of(case) if case else QPainterPath()
        self.update()

    def boundingRect(self) -> QRectF:
        """The lines, with room for the pen at the smallest zoom."""
        return self._path.boundingRect().adjusted(-40, -40, 40, 40)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Each line with a dark edge, to be seen on bone and on air."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ratio = painter.device().devicePixelRatioF()  # cosmetic pens count the device's own px
        for colour, width in ((theme.OUTLINE, _OUTLINE_WIDTH), (theme.TRACING, _WIDTH)):
            pen = QPen(colour, width * ratio)
            pen.setCosmetic(True)
            painter.strokePath(self._path, pen)


def path_of(case: Case) -> QPainterPath:
    """The lines of a case as a path in the scene, whose px begin half a px before their centres."""
    path = QPainterPath()
    symbols, points = case.scheme.symbols, case.points + 0.5
    for _, one, other in PLANES:
        if one in symbols and other in symbols:
            start, end = points[symbols.index(one)], points[symbols.index(other)]
            if np.isfinite([start, end]).all():
                way = (end - start) * _BEYOND
                path.moveTo(QPointF(*(start - way)))
                path.lineTo(QPointF(*(end + way)))
    return path
