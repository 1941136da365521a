"""Mouse and keys over the film: which gesture a press begins, and what a key does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from cephview.app.canvas.gestures import Gesture, MoveLandmark, Pan, WindowLevel
from cephview.core.case import Point

if TYPE_CHECKING:
    from cephview.app.canvas.film_view import FilmView

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ZOOM_A_NOTCH, _NOTCH = 1.2, 120.0
_TILT_A_NOTCH = 0.5  # degrees
_NUDGE, _NUDGE_LARGE, _NUDGE_SMALL = 1.0, 10.0, 0.1


class Interaction:
    """Turns the events of one film view into verbs of the view and the document."""

    def __init__(self, view: FilmView) -> None:
        self._view = view
        self.gesture: Gesture | None = None
        self.placing = ""
        self.cursor_at: QPointF | None = None
        self._space = False

    @property
    def moving(self) -> str:
        """The landmark that follows the cursor, or an empty string."""
        gesture = self.gesture
        return gesture.symbol if isinstance(gesture, MoveLandmark) and gesture.started else ""

    def start_placing(self, symbol: str) -> None:
        """The next click places this landmark."""
        self.placing = symbol
        self._view.refresh_cursor()

    def stop_placing(self) -> None:
        """No click places anything any more."""
        self.placing = ""
        self._view.refresh_cursor()

    def press(self, event: QMouseEvent) -> None:
        """Begin a gesture, unless one is under way: its button decides."""
        self.cursor_at = event.position()
        if self.gesture is None and self._view.document.case is not None:
            self.gesture = self._begin(event.button(), event.position())
            if self.placing and isinstance(self.gesture, MoveLandmark):
                self.gesture.begin()
                self._view.document.select(self.placing)
            self._view.refresh_cursor()

    def move(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or hover."""
        self.cursor_at = event.position()
        if self.gesture is not None and not event.buttons() & self.gesture.button:
            # The release went elsewhere (a dialog, another window): what is not finished did not happen.
            self.cancel()
        if self.gesture is not None:
            self.gesture.move(event.position())
        elif self._view.ruler.active:
            self._view.ruler.hover(event.position())
        else:
            self._view.overlay.hover("" if self.placing else self._hit(event.position()))
        self._view.refresh_cursor()

    def release(self, event: QMouseEvent) -> None:
        """End the gesture, if it is its button."""
        if self.gesture is not None and event.button() == self.gesture.button:
            done, self.gesture = self.gesture, None
            placed = self.placing if isinstance(done, MoveLandmark) else ""
            if placed:
                self.placing = ""
            done.release()
            self._view.refresh_cursor()
            if placed:
                self._view.placing_ended.emit(placed)

    def double_click(self, event: QMouseEvent) -> None:
        """On empty film: left fits, right resets the greys. On a landmark it is a press like any other."""
        left, right = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
        case = self._view.document.case
        if event.button() == right and case:
            self._view.display.reset(case.radiograph)
        elif event.button() == left and not (
            self.placing or self._space or self._view.ruler.active or self._hit(event.position())
        ):
            self._view.fit()
        else:
            self.press(event)

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom about the cursor; a trackpad's small steps are small zooms."""
        # With Alt, Qt takes a wheel to be turned sideways.
        if event.modifiers() == Qt.KeyboardModifier.AltModifier:
            tilt = event.angleDelta().x() or event.angleDelta().y()
            self._view.document.tilt(self._view.document.turn.degrees + _TILT_A_NOTCH * tilt / _NOTCH)
            event.accept()
            return
        turn = event.angleDelta().y() or event.pixelDelta().y() * 2
        if turn:
            self.cursor_at = event.position()
            self._view.zoom_about(_ZOOM_A_NOTCH ** (turn / _NOTCH), event.position())
        event.accept()

    def leave(self) -> None:
        """The cursor is gone."""
        if self.gesture is None:
            self.cursor_at = None
            self._view.overlay.hover("")
            self._view.refresh_cursor()

    def cancel(self) -> bool:
        """Undo the gesture under way; False where there is none."""
        if self.gesture is None:
            return False
        former, self.gesture = self.gesture, None
        former.cancel()
        self._view.refresh_cursor()
        return True

    def forget(self) -> None:
        """Another case: there is nothing to go back to."""
        self.gesture, self.placing = None, ""
        self._view.ruler.stop()
        self._view.refresh_cursor()

    def focus_lost(self) -> None:
        """The keys may be let go without being heard of, and so may the mouse."""
        self.cancel()
        self._space = False
        self._view.hold_overlay(False)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether this key is the view's, before any shortcut of the window."""
        if event.key() == Qt.Key.Key_Escape:
            return self.gesture is not None or bool(self.placing) or self._view.ruler.active
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_H):
            return plain
        if event.key() in _ENTER:
            return self._view.ruler.active
        return self._nudge_of(event) is not None

    def key_press(self, event: QKeyEvent) -> bool:
        """Do what the key says; False where it is not the view's."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() == Qt.Key.Key_Space and self.wants(event):
            self._space = True
            self._view.refresh_cursor()
        elif event.key() == Qt.Key.Key_H and self.wants(event):
            self._view.hold_overlay(True)
        elif event.key() in _ENTER and self._view.ruler.active:
            self._view.ruler.accept_requested.emit()
        elif (way := self._nudge_of(event)) is not None:
            if self.gesture is None:
                self._view.document.nudge(self._view.document.selected, *way)
        else:
            return False
        return True

    def key_release(self, event: QKeyEvent) -> bool:
        """Let the held keys go."""
        if event.key() not in (Qt.Key.Key_Space, Qt.Key.Key_H):
            return False
        if not event.isAutoRepeat():
            if event.key() == Qt.Key.Key_Space:
                self._space = False
                self._view.refresh_cursor()
            else:
                self._view.hold_overlay(False)
        return True

    def cursor(self) -> Qt.CursorShape:
        """The cursor for what is under way."""
        if self.moving:
            # The loupe shows where the point is; an arrow would lie on the bone.
            return Qt.CursorShape.BlankCursor if self._view.loupe_enabled else Qt.CursorShape.CrossCursor
        if self.gesture is not None and not isinstance(self.gesture, MoveLandmark):
            return self.gesture.cursor
        if self._space:
            return Qt.CursorShape.OpenHandCursor
        if self.placing or self._view.ruler.active:
            return Qt.CursorShape.CrossCursor
        return Qt.CursorShape.PointingHandCursor if self._view.overlay.hovered else Qt.CursorShape.ArrowCursor

    def _begin(self, button: Qt.MouseButton, at: QPointF) -> Gesture | None:
        left = button == Qt.MouseButton.LeftButton
        if button == Qt.MouseButton.MiddleButton or (left and self._space):
            return Pan(button, at, self._view)
        if button == Qt.MouseButton.RightButton:
            return WindowLevel(button, at, self._view.display)
        if not left:
            return None
        if self._view.ruler.active:
            return self._view.ruler.begin(button, at)
        if self.placing:
            return MoveLandmark(button, at, self._view, self.placing, self._view.film_at(at))
        symbol = self._hit(at)
        self._view.document.select(symbol)
        if symbol and self._view.document.is_locked(symbol):
            return None
        point = self._view.overlay.items[symbol].point if symbol else None
        return MoveLandmark(button, at, self._view, symbol, point) if point else None

    def _hit(self, at: QPointF) -> str:
        return self._view.overlay.hit((at.x(), at.y()))

    def _escape(self) -> None:
        placing, self.placing = self.placing, ""
        cancelled = self.cancel()
        if placing:
            self._view.placing_ended.emit(placing)
        elif not cancelled:
            if self._view.ruler.active:
                self._view.ruler.stop()
            else:
                self._view.cancel_requested.emit()
        self._view.refresh_cursor()

    def _nudge_of(self, event: QKeyEvent) -> Point | None:
        way = _ARROWS.get(Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        steps = {
            Qt.KeyboardModifier.NoModifier: _NUDGE,
            Qt.KeyboardModifier.ShiftModifier: _NUDGE_LARGE,
            Qt.KeyboardModifier.AltModifier: _NUDGE_SMALL,
        }
        if way is None or modifiers not in steps or not self._view.document.selected or self._view.ruler.active:
            return None
        # Right is to the right on the screen, however the film is turned.
        x, y = self._view.camera.turn.coarse.to_film(way)
        return x * steps[modifiers], y * steps[modifiers]
