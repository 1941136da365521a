"""What the mouse does while a button is held: pan, window/level, move a landmark. One gesture at a time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cephview.app.canvas import theme
from cephview.app.canvas.display import Display
from cephview.core.case import Point

if TYPE_CHECKING:
    from cephview.app.canvas.film_view import FilmView

# Logical px of a right-drag that go through the whole range of the film's greys.
_WINDOW_TRAVEL = 500.0


class Gesture:
    """From the press of `button` to its release, or to `cancel`."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, button: Qt.MouseButton, start: QPointF) -> None:
        self.button, self.start = button, start

    def move(self, to: QPointF) -> None:
        """The cursor is at `to`, logical px of the viewport."""

    def release(self) -> None:
        """The button is up: what was done counts."""

    def cancel(self) -> None:
        """Esc, or the mouse was taken away: as if it had not been."""


class Pan(Gesture):
    """Move the film under the view."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, button: Qt.MouseButton, start: QPointF, view: FilmView) -> None:
        super().__init__(button, start)
        self._view, self._last = view, start

    def move(self, to: QPointF) -> None:
        """Follow the cursor."""
        self._view.pan_by(to.x() - self._last.x(), to.y() - self._last.y())
        self._last = to


class WindowLevel(Gesture):
    """Right and left: width of the grey window; up and down: its centre. Up is brighter."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, button: Qt.MouseButton, start: QPointF, display: Display) -> None:
        super().__init__(button, start)
        self._display, self._former = display, (display.low, display.high)

    def move(self, to: QPointF) -> None:
        """Set the window from the whole way since the press."""
        low, high = self._former
        film_low, film_high = self._display.film_range
        a_px = (film_high - film_low) / _WINDOW_TRAVEL
        centre = (low + high) / 2 + (to.y() - self.start.y()) * a_px
        width = max(high - low + (to.x() - self.start.x()) * a_px, 0.0)
        self._display.set_window(centre - width / 2, centre + width / 2)

    def cancel(self) -> None:
        """Back to the window of before."""
        self._display.set_window(*self._former)


class MoveLandmark(Gesture):
    """Drag a landmark, once the mouse has moved far enough; the way between cursor and hot spot is kept."""

    def __init__(self, button: Qt.MouseButton, start: QPointF, view: FilmView, symbol: str, point: Point) -> None:
        super().__init__(button, start)
        self._view, self.symbol = view, symbol
        x, y = view.film_at(start)
        self._offset = point[0] - x, point[1] - y
        self.started = False

    def begin(self) -> None:
        """Drag from now on, without waiting for the threshold: a landmark is being placed."""
        self.started = True
        self._follow(self.start)

    def move(self, to: QPointF) -> None:
        """Follow the cursor; not before it has left the press by the threshold."""
        way = to - self.start
        if self.started or math.hypot(way.x(), way.y()) >= theme.DRAG_THRESHOLD:
            self.started = True
            self._follow(to)

    def release(self) -> None:
        """One step of the history."""
        if self.started:
            self._view.document.finish_drag()

    def cancel(self) -> None:
        """The landmark goes back."""
        self._view.document.cancel_drag()

    def _follow(self, to: QPointF) -> None:
        x, y = self._view.film_at(to)
        self._view.document.drag(self.symbol, (x + self._offset[0], y + self._offset[1]))
