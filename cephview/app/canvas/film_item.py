"""The film as a graphics item: painted from the raw pixels, once for each look and place, then only copied."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cephview.app.canvas.display import Display
from cephview.app.canvas.enhance import Pixels
from cephview.app.canvas.pyramid import Pyramid, to_screen
from cephview.core.radiograph import Radiograph
from cephview.core.turn import UPRIGHT, Turn

# More screen px than this are sampled coarsely while the film moves, and finely (a quarter of the speed) once it rests.
_COARSE_ABOVE = 300_000


def to_image(raw: Pixels, display: Display) -> QImage:
    """Raw greys as the display shows them."""
    height, width = raw.shape[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    # Written straight into Qt's memory: an image over numpy's would outlive it.
    target = np.ndarray((height, width, 4), dtype=np.uint8, buffer=image.bits())
    to_screen(raw, display.table(raw.dtype.itemsize == 2), target)
    return image


class FilmItem(QGraphicsItem):
    """Paints the film at full depth; (0, 0) of the scene is the corner of the top left pixel."""

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display = display
        self._pyramid: Pyramid | None = None
        self._moving = False
        self._turn = UPRIGHT
        self._raw_key: tuple[object, ...] = ()
        self._raw: Pixels | None = None
        self._image: QImage | None = None

    @property
    def pyramid(self) -> Pyramid | None:
        """The pixels that are shown, or None."""
        return self._pyramid

    def set_film(self, radiograph: Radiograph | None) -> None:
        """Show another film, or none."""
        self.prepareGeometryChange()
        self._pyramid = Pyramid(radiograph) if radiograph else None
        self._raw_key, self._raw, self._image = (), None, None
        self.update()

    def set_moving(self, moving: bool) -> None:
        """Say that zoom or pan is under way: a large screen is then painted more coarsely."""
        if moving != self._moving:
            self._moving = moving
            if not moving:
                self.update()

    def set_turn(self, turn: Turn) -> None:
        """Say how the view is turned; its transform says the same, but rounded."""
        self._turn = turn

    def refresh(self) -> None:
        """The display has changed: keep the sampled greys, look at them anew."""
        self._image = None
        self.update()

    def boundingRect(self) -> QRectF:
        """The film's rectangle in the scene."""
        width, height = self._pyramid.radiograph.size if self._pyramid else (0, 0)
        return QRectF(0, 0, width, height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Copy the part in view; sample it first where it is not the one of the last time."""
        if self._pyramid is None:
            return
        film = painter.deviceTransform()
        painter.save()
        painter.resetTransform()
        device = painter.deviceTransform()
        view = QRectF(widget.rect()) if widget else QRectF(painter.window())
        seen = film.mapRect(self.boundingRect()).intersected(device.mapRect(view))
        # A device pixel belongs to the film if its centre does.
        left, top = math.ceil(seen.left() - 0.5), math.ceil(seen.top() - 0.5)
        width, height = math.ceil(seen.right() - 0.5) - left, math.ceil(seen.bottom() - 0.5) - top
        if width > 0 and height > 0:
            image = self._rendered(film, (left, top, width, height))
            image.setDevicePixelRatio(device.m11())
            if self._turn.degrees:
                outline = QPainterPath()
                outline.addPolygon(device.inverted()[0].map(film.map(QPolygonF(self.boundingRect()))))
                painter.setClipPath(outline)
            painter.drawImage(device.inverted()[0].map(QPointF(left, top)), image)
        painter.restore()

    def _rendered(self, film: QTransform, box: tuple[int, int, int, int]) -> QImage:
        assert self._pyramid is not None
        coarse = self._moving and box[2] * box[3] > _COARSE_ABOVE
        scale, shift, look = math.hypot(film.m11(), film.m12()), (film.dx(), film.dy()), self._display.look
        key = (scale, shift, box, coarse, self._turn, look)
        if self._raw is None or key != self._raw_key:
            self._raw = self._pyramid.sample(scale, shift, box, turn=self._turn, fine=not coarse, look=look)
            self._raw_key, self._image = key, None
        if self._image is None:
            self._image = to_image(self._raw, self._display)
        return self._image
