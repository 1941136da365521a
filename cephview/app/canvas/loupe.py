"""The loupe: the film at four times the zoom, beside the cursor, while a landmark is dragged or placed."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cephview.app.canvas import theme
from cephview.app.canvas.camera import Camera
from cephview.app.canvas.display import Display
from cephview.app.canvas.film_item import to_image
from cephview.app.canvas.pyramid import Pyramid
from cephview.core.case import Point
from cephview.core.turn import UPRIGHT, Turn

MAGNIFICATION, LEAST_ZOOM = 4.0, 4.0
# Beyond this a circle of 180 px shows a dozen film px, and no anatomy to go by.
MOST_ZOOM = 16.0
# In the loupe the eye follows an outline; whole pixels would break it up sooner than they help.
_SMOOTH_UP_TO = 12.0
_RIM, _GAP, _LINE, _MARGIN = 3.0, 34.0, 16.0, 6.0
_CROSS_FROM, _CROSS_TO = 9.0, 30.0


def loupe_zoom(zoom: float) -> float:
    """Device px a film px in the loupe, for a view at `zoom`: four times as much, within 4-16, never less than it."""
    return max(zoom, min(max(MAGNIFICATION * zoom, LEAST_ZOOM), MOST_ZOOM))


class Loupe(QWidget):
    """A round window on the film with an open crosshair and a caption; it never takes the mouse."""

    def __init__(self, display: Display, parent: QWidget) -> None:
        super().__init__(parent)
        self._viewport = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._display = display
        self._pyramid: Pyramid | None = None
        self._film: Point = (0.0, 0.0)
        self._zoom = LEAST_ZOOM
        self._turn = UPRIGHT
        self._caption: tuple[str, ...] = ()
        self._side = (1, -1)
        self.hide()

    def show_at(self, pyramid: Pyramid, film: Point, zoom: float, cursor: QPointF, caption: tuple[str, ...]) -> None:
        """Show the film about `film` (film px) beside the cursor; `zoom` is the view's, device px a film px."""
        self._pyramid, self._film, self._caption = pyramid, film, caption
        self._zoom = loupe_zoom(zoom)
        self._place(cursor)
        self.show()
        self.raise_()
        self.update()

    def set_turn(self, turn: Turn) -> None:
        """Turn the film in the loupe as in the view, so that it moves with the hand; the caption stays upright."""
        self._turn = turn

    def _place(self, cursor: QPointF) -> None:
        width = theme.LOUPE_DIAMETER + 2 * _RIM
        height = width + (_LINE * len(self._caption) + 2 * _MARGIN if self._caption else 0)
        self.resize(math.ceil(width), math.ceil(height))
        area = self._viewport.rect().adjusted(4, 4, -4, -4)
        # It stays on its side of the cursor until it does not fit there; jumping about would tire the eye.
        for side in (self._side, (-self._side[0], self._side[1]), (self._side[0], -self._side[1])):
            place = self._corner(cursor, side)
            if area.contains(place):
                break
        else:
            side = (-self._side[0], -self._side[1])
            place = self._corner(cursor, side)
        self._side = side
        # In a very small view there is no room on any side: rather by the edge than cut.
        x = min(max(place.x(), area.left()), max(area.left(), area.right() - self.width() + 1))
        y = min(max(place.y(), area.top()), max(area.top(), area.bottom() - self.height() + 1))
        self.move(x, y)

    def _corner(self, cursor: QPointF, side: tuple[int, int]) -> QRect:
        place = self.rect()
        x = cursor.x() + _GAP if side[0] > 0 else cursor.x() - _GAP - self.width()
        y = cursor.y() + _GAP if side[1] > 0 else cursor.y() - _GAP - self.height()
        place.moveTo(round(x), round(y))
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw film, rim, crosshair and caption."""
        if self._pyramid is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(_RIM, _RIM, theme.LOUPE_DIAMETER, theme.LOUPE_DIAMETER)
        self._draw_film(painter, circle)
        painter.drawImage(QPointF(), _frame(self.devicePixelRatioF()))
        self._draw_caption(painter, circle)

    def _draw_film(self, painter: QPainter, circle: QRectF) -> None:
        assert self._pyramid is not None
        ratio = self.devicePixelRatioF()
        side = math.ceil(circle.width() * ratio)
        # The middle of the circle is the film point, exactly.
        camera = Camera(self._zoom, turn=self._turn).centred(self._film, (side, side))
        shift = camera.shift_x, camera.shift_y
        width, height = self._pyramid.radiograph.size
        corners = [camera.to_view((x, y)) for x in (-0.5, width - 0.5) for y in (-0.5, height - 0.5)]
        left, top = (max(0, math.ceil(min(c[i] for c in corners) - 0.5)) for i in (0, 1))
        right, bottom = (min(side, math.ceil(max(c[i] for c in corners) - 0.5)) for i in (0, 1))
        disc = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        disc.fill(theme.SURROUND)
        canvas = QPainter(disc)
        if right > left and bottom > top:
            canvas.drawImage(left, top, self._sampled(shift, (left, top, right - left, bottom - top)))
        canvas.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        canvas.drawImage(0, 0, _mask(side))
        canvas.end()
        disc.setDevicePixelRatio(ratio)
        painter.drawImage(circle.topLeft(), disc)

    def _sampled(self, shift: tuple[float, float], box: tuple[int, int, int, int]) -> QImage:
        assert self._pyramid is not None
        raw = self._pyramid.sample(
            self._zoom, shift, box, turn=self._turn, smooth_up_to=_SMOOTH_UP_TO, look=self._display.look
        )
        return to_image(raw, self._display)

    def _draw_caption(self, painter: QPainter, circle: QRectF) -> None:
        if not self._caption:
            return
        fonts = [theme.font(12, bold=i == 0) for i in range(len(self._caption))]
        widths = [QFontMetricsF(f).horizontalAdvance(t) for f, t in zip(fonts, self._caption, strict=True)]
        width = min(max(widths) + 20, float(self.width()))
        top = circle.bottom() + _RIM + 2
        box = QRectF((self.width() - width) / 2, top, width, _LINE * len(self._caption) + _MARGIN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.TAG_GROUND)
        painter.drawRoundedRect(box, 5, 5)
        for i, (font, text) in enumerate(zip(fonts, self._caption, strict=True)):
            line = QRectF(box.left() + 8, box.top() + _MARGIN / 2 + i * _LINE, box.width() - 16, _LINE)
            painter.setFont(font)
            painter.setPen(theme.FILM_TEXT if i == 0 else theme.FILM_QUIET.lighter(115))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width() + 1)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)


@lru_cache(maxsize=4)
def _mask(side: int) -> QImage:
    """A disc of `side` device px: cutting by a picture costs a tenth of cutting by a path, at each frame of a drag."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawEllipse(QRectF(0, 0, side, side))
    painter.end()
    return image


@lru_cache(maxsize=4)
def _frame(ratio: float) -> QImage:
    """Rim and crosshair, at this many device px a logical one."""
    side = math.ceil((theme.LOUPE_DIAMETER + 2 * _RIM) * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QRectF(_RIM, _RIM, theme.LOUPE_DIAMETER, theme.LOUPE_DIAMETER)
    for colour, width in ((theme.OUTLINE, 5.0), (theme.ACCENT, 1.8)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(circle)
    for colour, width in ((theme.OUTLINE, 3.4), (theme.WARNING, 1.3)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            direction = QPointF(x, y)
            painter.drawLine(circle.center() + direction * _CROSS_FROM, circle.center() + direction * _CROSS_TO)
    painter.end()
    return image
