"""Symbols and distances over the film, and where they are put so that none lies on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cephview.app.canvas import theme
from cephview.app.canvas.markers import ScreenItem
from cephview.core.case import Point

if TYPE_CHECKING:
    from numpy.typing import NDArray

Boxes: TypeAlias = "NDArray[np.float64]"  # (n, 4): left, top, right, bottom in logical screen px

# Eight directions, the best first: beside and above reads as belonging to the point.
_DIRECTIONS = ((1, -1), (1, 1), (-1, -1), (-1, 1), (1, 0), (-1, 0), (0, -1), (0, 1))
# Where all eight are taken, the same further out.
_RINGS = (1.0, 1.9, 3.0)
# On a diagonal the corner of the box, not its side, is next to the point.
_DIAGONAL_REACH = 0.66
# Costs of a place, in shares of the box: outside the view, on a text, on a marker or line; of each step down the order;
# and of leaving the place of the last time, so that labels do not dance about.
_OUTSIDE_COST, _TEXT_COST, _MARK_COST, _ORDER_COST, _MOVE_COST = 12.0, 20.0, 3.0, 0.015, 0.1
# What would cover more than this is left out; zooming in, or the cursor at the landmark, brings it back.
_TEXT_LIMIT, _MARK_LIMIT = 0.005, 0.35


@dataclass(frozen=True)
class Wish:
    """A box of `size` that wants to stand near `anchor`, no nearer than `clearance`; `last` is its former place."""

    anchor: Point
    size: tuple[float, float]
    clearance: float
    last: int = -1
    must: bool = False


@dataclass(frozen=True)
class LabelPlace:
    """Where a box stands: the number of the candidate (-1: nowhere) and the box."""

    index: int
    box: tuple[float, float, float, float]


@cache  # not at import: the first frame shows no label, and so waits for no numpy
def _steps_and_shifts() -> tuple[Boxes, Boxes]:
    """Of the 24 candidates (24, 2): steps from the anchor in clearances, and shifts in sizes of the box."""
    directions = np.array(_DIRECTIONS, dtype=np.float64)
    reach = np.where(np.all(directions != 0, axis=1, keepdims=True), _DIAGONAL_REACH, 1.0)
    steps = np.concatenate([directions * reach * ring for ring in _RINGS])
    return steps, np.tile((directions - 1.0) / 2.0, (len(_RINGS), 1))


def candidates(wish: Wish) -> Boxes:
    """The boxes (24, 4) where a wish may be met, the best first."""
    size = np.array(wish.size)
    steps, shifts = _steps_and_shifts()
    left_top = np.array(wish.anchor) + steps * wish.clearance + shifts * size
    return np.hstack([left_top, left_top + size])


def overlaps(boxes: Boxes, others: Boxes) -> NDArray[np.float64]:
    """Areas (n, m) that each of `boxes` (n, 4) shares with each of `others` (m, 4)."""
    width = np.minimum(boxes[:, None, 2], others[None, :, 2]) - np.maximum(boxes[:, None, 0], others[None, :, 0])
    height = np.minimum(boxes[:, None, 3], others[None, :, 3]) - np.maximum(boxes[:, None, 1], others[None, :, 1])
    return np.asarray(np.maximum(width, 0.0) * np.maximum(height, 0.0))


def arrange(wishes: Sequence[Wish], marks: Boxes, texts: Boxes, view: tuple[float, float]) -> list[LabelPlace]:
    """Place for each wish, in turn, greedily: off other texts (n, 4), off marks (m, 4), within the view's size."""
    taken = np.concatenate([marks, texts, np.zeros((len(wishes), 4))])
    count, first = len(marks) + len(texts), len(marks)
    inside = np.array([[0.0, 0.0, view[0], view[1]]])
    places = []
    for wish in wishes:
        boxes = candidates(wish)
        area = wish.size[0] * wish.size[1]
        shared = overlaps(boxes, taken[:count]) / area
        on_marks, on_texts = shared[:, :first].sum(axis=1), shared[:, first:].sum(axis=1)
        cost = _MARK_COST * on_marks + _TEXT_COST * on_texts + _ORDER_COST * np.arange(len(boxes))
        cost += _OUTSIDE_COST * (1.0 - overlaps(boxes, inside)[:, 0] / area)
        if 0 <= wish.last < len(boxes):
            cost[np.arange(len(boxes)) != wish.last] += _MOVE_COST
        best = int(np.argmin(cost))
        if (on_texts[best] > _TEXT_LIMIT or on_marks[best] > _MARK_LIMIT) and not wish.must:
            places.append(LabelPlace(-1, (0.0, 0.0, 0.0, 0.0)))
            continue
        taken[count] = boxes[best]
        count += 1
        left, top, right, bottom = boxes[best]
        places.append(LabelPlace(best, (float(left), float(top), float(right), float(bottom))))
    return places


class TextItem(ScreenItem):
    """A symbol with a dark outline, or a distance on a dark rounded tag."""

    def __init__(self, *, tag: bool) -> None:
        super().__init__(41.0 if tag else 40.0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemSendsGeometryChanges, False)
        self.place = -1
        self.is_tag = tag
        self._text, self._colour = "", QColor()
        self._size, self._offset = QSizeF(), QPointF()
        self._image: QImage | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in logical screen px."""
        return self._size.width(), self._size.height()

    @property
    def text(self) -> str:
        """What is written."""
        return self._text

    def write(self, text: str, colour: QColor) -> None:
        """Write another text."""
        if (text, colour) != (self._text, self._colour):
            self.prepareGeometryChange()
            self._text, self._colour, self._image = text, QColor(colour), None
            metrics = QFontMetricsF(self._font)
            padding = (10.0, 5.0) if self.is_tag else (3.0, 2.0)
            height = metrics.ascent() if self.is_tag else metrics.capHeight() + metrics.descent() + 1.0
            self._size = QSizeF(
                float(round(metrics.horizontalAdvance(text) + padding[0])), float(round(height + padding[1]))
            )
            self.update()

    def put(self, place: LabelPlace, anchor: Point) -> None:
        """Stand at a place found for the anchor, both in viewport px; the item itself stands at the anchor."""
        self.place = place.index
        offset = QPointF(place.box[0] - anchor[0], place.box[1] - anchor[1])
        if offset != self._offset:
            self.prepareGeometryChange()
            self._offset = offset
        self.setVisible(place.index >= 0)

    def box_about(self, anchor: Point) -> tuple[float, float, float, float]:
        """The box that is taken, in viewport px, where the anchor is."""
        left, top = anchor[0] + self._offset.x(), anchor[1] + self._offset.y()
        return left, top, left + self._size.width(), top + self._size.height()

    def boundingRect(self) -> QRectF:
        """The text's box, and the pixel by which it may be shifted to stay sharp."""
        return QRectF(self._offset, self._size).adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Copy the text, drawn once for each text, colour and screen."""
        ratio = painter.deviceTransform().m11()
        if self._image is None or self._image.devicePixelRatio() != ratio:
            self._image = self._drawn(ratio)
        painter.drawImage(self._offset, self._image)

    @property
    def _font(self) -> QFont:
        return theme.font(theme.TAG_PX if self.is_tag else theme.LABEL_PX, bold=True)

    def _drawn(self, ratio: float) -> QImage:
        image = QImage((self._size * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self._font)
        box = QRectF(QPointF(), self._size)
        baseline = round(box.center().y() + metrics.capHeight() / 2 if self.is_tag else 2.0 + metrics.capHeight())
        if self.is_tag:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.TAG_GROUND)
            painter.drawRoundedRect(box, 4, 4)
            painter.setFont(self._font)
            painter.setPen(self._colour)
            painter.drawText(QPointF(5.0, baseline), self._text)
        else:
            path = QPainterPath()
            path.addText(1.5, baseline, self._font, self._text)
            pen = QPen(theme.OUTLINE, 3.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
            painter.fillPath(path, self._colour)
        painter.end()
        return image
