"""What stands in the view but not on the film: the busy sign, the banner and the legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from cephview.app.canvas import theme
from cephview.app.canvas.markers import draw_cross, draw_marker
from cephview.app.words import tr
from cephview.core.case import Status

_PILL_HEIGHT, _SPINNER, _FRAME_MS = 28, 14.0, 60
_LEGEND_ROW = 26


def css(colour: QColor) -> str:
    """A colour with its alpha, for a style sheet."""
    return f"rgba({colour.red()},{colour.green()},{colour.blue()},{colour.alpha()})"


class Pill(QWidget):
    """A small rounded sign with a text; with `spinning` an endless circle shows that something is at work."""

    def __init__(self, parent: QWidget, *, spinning: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text, self._spinning, self._turn = "", spinning, 0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._advance)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text

    def say(self, text: str) -> None:
        """Show a text; an empty one hides the sign."""
        if text == self._text:
            return
        self._text = text
        width = QFontMetricsF(theme.font(12)).horizontalAdvance(text) + 26 + (_SPINNER + 8 if self._spinning else 0)
        self.resize(round(width), _PILL_HEIGHT)
        self.setVisible(bool(text))
        self.setAccessibleName(text)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to turn."""
        if self._spinning:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Turn no more: a hidden sign costs nothing."""
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, spinner and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(theme.TAG_GROUND)
        painter.setPen(QPen(theme.FILM_LINE, 1))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = 13.0
        if self._spinning:
            circle = QRectF(left - 2, box.center().y() - _SPINNER / 2, _SPINNER, _SPINNER)
            painter.setPen(QPen(theme.FILM_LINE, 2))
            painter.drawEllipse(circle)
            painter.setPen(QPen(theme.ACCENT, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(circle, -self._turn * 24 * 16, 100 * 16)
            left += _SPINNER + 6
        painter.setFont(theme.font(12))
        painter.setPen(theme.FILM_TEXT)
        painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)

    def _advance(self) -> None:
        self._turn = (self._turn + 1) % 15
        self.update()


class Banner(QWidget):
    """An amber line over the film, with a link where something can be done about it; it stays until dismissed."""

    dismissed = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        amber = css(theme.WARNING)
        self.setStyleSheet(
            f"#banner {{ background: {css(theme.WARNING_GROUND)}; border: 1px solid rgba(245,196,105,110);"
            f" border-radius: 6px; }} QLabel {{ color: {amber}; background: transparent; }}"
            f" QToolButton {{ color: {amber}; background: transparent; border: none; padding: 3px 6px;"
            f" border-radius: 4px; }} QToolButton:hover, QToolButton:focus {{ background: rgba(245,196,105,45); }}"
            f" #action {{ text-decoration: underline; }}"
        )
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.action_button = QToolButton(self)
        self.action_button.setObjectName("action")
        self.close_button = QToolButton(self)
        self.close_button.setText("✕")
        self.close_button.setToolTip(tr("Dismiss"))
        self.close_button.setAccessibleName(tr("Dismiss"))
        for button in (self.action_button, self.close_button):
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            # A click on the banner must not take the keyboard from the film.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for widget in (self._label, self.action_button, self.close_button):
            widget.setFont(theme.font(13))
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 6, 4)
        layout.setSpacing(6)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.action_button)
        layout.addWidget(self.close_button)
        self._callback: Callable[[], object] | None = None
        self.action_button.clicked.connect(self._act)
        self.close_button.clicked.connect(self._dismiss)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._label.text()

    def say(self, text: str, action_text: str = "", callback: Callable[[], object] | None = None) -> None:
        """Show a text with an optional link; an empty text hides the banner."""
        self._label.setText(text)
        self.action_button.setText(action_text)
        self.action_button.setVisible(bool(action_text))
        self._callback = callback
        self.setVisible(bool(text))
        self.resized.emit()

    def fit_into(self, width: int) -> None:
        """Take the text's width where there is room, else wrap it."""
        buttons = self.close_button.sizeHint().width() + 40
        if self.action_button.text():
            buttons += self.action_button.sizeHint().width() + 6
        wanted = self._label.fontMetrics().horizontalAdvance(self._label.text()) + buttons
        chosen = max(min(wanted, width), 160)
        self.resize(chosen, max(self._row.heightForWidth(chosen), 36))

    def _act(self) -> None:
        if self._callback:
            self._callback()

    def _dismiss(self) -> None:
        self.say("")
        self.dismissed.emit()


# What a legend explains: a status, a predicted point in doubt, or None for the reference.
Mark = Status | Literal["doubtful"] | None
DOUBTFUL: Literal["doubtful"] = "doubtful"


def _draw(painter: QPainter, mark: Mark) -> None:
    if mark is None:
        draw_cross(painter)
    elif isinstance(mark, Status):
        draw_marker(painter, mark)
    else:
        draw_marker(painter, Status.PREDICTED, doubtful=True)


class Legend(QWidget):
    """What the markers mean: small, quiet, at the bottom; only the kinds that are there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._entries: tuple[tuple[Mark, str], ...] = ()
        self._rows: list[list[tuple[Mark, str, float]]] = []
        self._room = 10_000
        self.hide()

    @property
    def entries(self) -> tuple[tuple[Mark, str], ...]:
        """Mark (None: the reference) and text of each entry."""
        return self._entries

    def explain(self, entries: Sequence[tuple[Mark, str]]) -> None:
        """Show these entries: a mark, or None for the reference, and its text."""
        self._entries = tuple(entries)
        self.fit_into(self._room)

    def fit_into(self, width: int) -> None:
        """Take one row where there is room, else as many as it needs."""
        self._room = width
        metrics = QFontMetricsF(theme.font(11))
        rows: list[list[tuple[Mark, str, float]]] = [[]]
        for mark, text in self._entries:
            needed = metrics.horizontalAdvance(text) + 40
            if rows[-1] and sum(each[2] for each in rows[-1]) + needed + 8 > width:
                rows.append([])
            rows[-1].append((mark, text, needed))
        self._rows = rows
        widest = max(sum(each[2] for each in row) for row in rows) + 8
        self.resize(min(round(widest), width), _LEGEND_ROW * len(rows))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and entries."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.TAG_GROUND)
        painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        font = theme.font(11)
        for number, row in enumerate(self._rows):
            left, top = 18.0, float(number * _LEGEND_ROW)
            for mark, text, needed in row:
                painter.save()
                painter.translate(QPointF(left, top + _LEGEND_ROW / 2))
                painter.scale(0.85, 0.85)
                _draw(painter, mark)
                painter.restore()
                painter.setFont(font)
                painter.setPen(theme.FILM_QUIET.lighter(115))
                painter.drawText(QRectF(left + 13, top, needed - 38, _LEGEND_ROW), Qt.AlignmentFlag.AlignVCenter, text)
                left += needed
