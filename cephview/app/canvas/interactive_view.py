"""Qt's events of the film view: each goes to the interaction, none to QGraphicsView, which would scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from cephview.app.canvas.camera_view import CameraView
from cephview.app.canvas.empty_state import dropped_files
from cephview.app.canvas.interaction import Interaction


class InteractiveView(CameraView):
    """A camera view whose mouse, wheel, keys and drops do something; a subclass sets `interaction`."""

    cursor_moved = Signal(float, float, object)  # film px, grey value (int, RGB tuple, or None outside the film)
    cursor_left = Signal()
    files_dropped = Signal(list)  # list[Path]
    cancel_requested = Signal()  # Esc when nothing is under way

    interaction: Interaction

    def report_cursor(self, view: QPointF) -> None:
        """The cursor is at `view`, viewport px: for subclasses."""

    def tooltip_at(self, view: QPointF) -> str:
        """What a tooltip says there: for subclasses."""
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.interaction.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it, or hover."""
        self.interaction.move(event)
        self.report_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        self.interaction.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit, or reset the greys."""
        self.interaction.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the cursor."""
        self.interaction.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nudge, hide, pan, give up; all other keys are the window's."""
        event.setAccepted(self.interaction.key_press(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go."""
        event.setAccepted(self.interaction.key_release(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A drag does not outlive the focus."""
        self.interaction.focus_lost()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nor the view's being seen."""
        self.interaction.focus_lost()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Ask for the keys of the film before a shortcut of the window takes them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(self.interaction.wants(event))
            return True
        if event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.UngrabMouse):
            self.interaction.focus_lost()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Leaving, tooltips, and the loss of the mouse come to the viewport."""
        if event.type() == QEvent.Type.Leave:
            self.interaction.leave()
            self.cursor_left.emit()
        elif event.type() == QEvent.Type.UngrabMouse:
            self.interaction.cancel()
        elif isinstance(event, QHelpEvent):
            text = self.tooltip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        event.setAccepted(bool(dropped_files(event.mimeData())))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand them on."""
        event.acceptProposedAction()
        self.files_dropped.emit(dropped_files(event.mimeData()))
