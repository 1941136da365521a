"""The tour of the first start: four sentences, each beside what it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cephview.app.canvas import theme
from cephview.app.words import tr

_VEIL = QColor(6, 8, 11, 165)
_CARD_WIDTH, _GAP, _MARGIN, _ROUND, _BORDER = 340, 14, 12, 8, 1


@dataclass(frozen=True)
class Stop:
    """One sentence and the widget that it speaks of."""

    sentence: str
    target: QWidget


def four_stops(opener: QWidget, film: QWidget, landmarks: QWidget, export: QWidget) -> tuple[Stop, ...]:
    """What a newcomer has to know, each sentence beside the part of the window that it is about."""
    return (
        Stop(tr("Open a film, or drop one on the window: the model finds the landmarks by itself."), opener),
        Stop(tr("Drag what is wrong; Tab goes to the next landmark, the least certain first."), film),
        Stop(tr("Here stands how sure the model is, and how far a point lies from the reference."), landmarks),
        Stop(tr("Export writes the points as CSV; your edits are kept on disk all the while."), export),
    )


class Tour(QWidget):
    """Lies over the window, lets one widget shine through and says its sentence; Esc or Skip ends it."""

    ended = Signal()

    def __init__(self, window: QWidget, stops: Sequence[Stop]) -> None:
        super().__init__(window)
        self._window, self._stops, self.step = window, tuple(stops), 0
        self._application = cast(QApplication, QApplication.instance())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._card = QFrame(self)
        self._card.setObjectName("card")
        self._card.setStyleSheet(
            f"#card {{ background: {theme.PANEL.name()}; border: {_BORDER}px solid {theme.ACCENT.name()};"
            f" border-radius: {_ROUND}px; }} #card QLabel {{ background: transparent; }}"
        )
        self.sentence, self._count = QLabel(), QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setFont(theme.font(14))
        self._count.setObjectName("quiet")
        self.skip, self.next = QPushButton(tr("Skip")), QPushButton(tr("Next"))
        self.next.setDefault(True)
        self.skip.clicked.connect(self.end)
        self.next.clicked.connect(self.advance)
        self._layout = layout = QVBoxLayout(self._card)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.sentence)
        row = QHBoxLayout()
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        layout.addLayout(row)
        window.installEventFilter(self)

    def begin(self) -> None:
        """Show the first sentence."""
        self.resize(self._window.size())
        self.show()
        self.raise_()
        self._say(0)
        self.setFocus()
        self._application.focusChanged.connect(self._keep_focus)

    def advance(self) -> None:
        """Go on to the next sentence, or end after the last."""
        if self.step + 1 < len(self._stops):
            self._say(self.step + 1)
        else:
            self.end()

    def end(self) -> None:
        """Take it away."""
        if self.isVisible():
            self._application.focusChanged.disconnect(self._keep_focus)
            self.hide()
            self.ended.emit()
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window at any size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.resize(self._window.size())
            self._place()
        return super().eventFilter(watched, event)

    def _keep_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        # A film that arrives, or Tab behind the last button, would hand the keys to what lies beneath.
        if now is not None and now.window() is self._window and not (now is self or self.isAncestorOf(now)):
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends it; Enter, Space and Right go on. No key reaches the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Right):
            self.advance()

    def event(self, event: QEvent) -> bool:
        """Take every key before a shortcut does."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card goes on; none reaches the window."""
        self.advance()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil with a hole."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil, hole = QPainterPath(), QPainterPath()
        veil.addRect(QRectF(self.rect()))
        hole.addRoundedRect(QRectF(self._shining()), _ROUND, _ROUND)
        painter.fillPath(veil.subtracted(hole), _VEIL)
        painter.setPen(QPen(theme.ACCENT, 2))
        painter.drawPath(hole)

    def _say(self, step: int) -> None:
        self.step = step
        self.sentence.setText(self._stops[step].sentence)
        self._count.setText(tr("{step} of {count}", step=step + 1, count=len(self._stops)))
        last = step + 1 == len(self._stops)
        self.next.setText(tr("Start") if last else tr("Next"))
        self.skip.setVisible(not last)
        self.setAccessibleName(self._stops[step].sentence)
        self._place()
        self.update()

    def _shining(self) -> QRect:
        target = self._stops[self.step].target
        if not target.isVisible():
            return QRect()
        return QRect(target.mapTo(self._window, QPoint()), target.size()).adjusted(-3, -3, 3, 3) & self.rect()

    def _place(self) -> None:
        """The card stands below its target, else beside it, else in its middle; wholly within the window."""
        room, hole = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), self._shining()
        width = min(_CARD_WIDTH, room.width())
        self._card.resize(width, self._layout.heightForWidth(width - 2 * _BORDER) + 2 * _BORDER)
        card = self._card.rect()
        below = min(hole.left(), room.right() - card.width())
        corners = (
            QPoint(max(below, room.left()), hole.bottom() + _GAP),
            QPoint(hole.left() - _GAP - card.width(), hole.top() + 40),
            QPoint(hole.right() + _GAP, hole.top() + 40),
        )
        middle = (hole if hole.isValid() else room).center() - card.center()
        fitting = (at for at in corners if hole.isValid() and room.contains(card.translated(at)))
        self._card.move(next(fitting, middle))
