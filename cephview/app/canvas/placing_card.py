"""The card beside the cursor while a landmark is placed: its name, where it lies, and a drawing of the place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cephview.app.canvas import theme
from cephview.app.canvas.widgets import css

_SIDE, _SHOWN_MM = 116, 62.0
_WIDTH, _GAP, _MARGIN = 380, 34, 8


class PlacingCard(QWidget):
    """Name, definition, keys and a small drawing of the landmark that is being placed; it takes no click."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._viewport = parent
        self.setObjectName("placing_card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(
            f"#placing_card {{ background: {css(theme.TAG_GROUND)}; border: 1px solid {css(theme.FILM_LINE)};"
            f" border-radius: 8px; }} QLabel {{ background: transparent; color: {css(theme.FILM_TEXT)}; }}"
        )
        self._heading, self._definition, self._keys = QLabel(), QLabel(), QLabel()
        self._heading.setFont(theme.font(13, bold=True))
        for label, size in ((self._definition, 12), (self._keys, 11)):
            label.setFont(theme.font(size))
        for label in (self._heading, self._definition, self._keys):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.drawing = AtlasDrawing()
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (self._heading, self._definition):
            words.addWidget(label)
        words.addStretch(1)
        words.addWidget(self._keys)
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 8, 8)
        layout.addLayout(words, 1)
        layout.addWidget(self.drawing)
        self.hide()

    def say(self, heading: str, definition: str, keys: str, symbol: str) -> None:
        """Speak of a landmark; an empty heading hides the card."""
        self.setVisible(bool(heading))
        if not heading:
            return
        self._heading.setText(heading)
        self._definition.setText(definition)
        self._definition.setVisible(bool(definition))
        self._keys.setText(keys)
        self.drawing.show_landmark(symbol)
        self.resize(_WIDTH if not self.drawing.isHidden() else _WIDTH - _SIDE, 0)
        self._layout.activate()
        self.resize(self.width(), max(self.sizeHint().height(), self.heightForWidth(self.width())))
        self.setAccessibleName(f"{heading}. {definition}")

    def stand_by(self, cursor: QPoint | None, loupe: QWidget) -> None:
        """Beside the cursor where there is room, never under it nor the loupe; in the corner without a cursor."""
        room = self._viewport.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        if cursor is None:
            self.move(room.topLeft())
            return
        right = cursor.x() + _GAP + self.width() <= room.right()
        below = cursor.y() + _GAP + self.height() <= room.bottom()
        x = cursor.x() + (_GAP if right else -_GAP - self.width())
        y = cursor.y() + (_GAP if below else -_GAP - self.height())
        place = QPoint(max(x, room.left()), max(y, room.top()))
        if not loupe.isHidden():
            # The loupe is what is looked at: the card stands at the top then, in the corner that is free.
            corners = (place, room.topLeft(), QPoint(room.right() - self.width(), room.top()))
            taken = loupe.geometry()
            place = next((at for at in corners if not taken.intersects(self.rect().translated(at))), corners[1])
        self.move(place)


class AtlasDrawing(QWidget):
    """The mean head about one landmark, as a tracing, facing right as films are read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(_SIDE, _SIDE)
        self._symbol = ""

    def show_landmark(self, symbol: str) -> None:
        """Draw the place of this landmark; hidden where the drawn head has none."""
        from cephview.phantom.atlas import atlas

        self._symbol = symbol if symbol in atlas().landmarks else ""
        self.setVisible(bool(self._symbol))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outlines and the landmark in their middle."""
        from cephview.phantom.atlas import atlas

        if not self._symbol:
            return
        x, y = atlas().landmarks[self._symbol].tolist()
        scale = _SIDE / _SHOWN_MM
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.TRACING, 1.1))
        for outline in atlas().outlines:
            line = [QPointF((px - x) * scale + _SIDE / 2, (py - y) * scale + _SIDE / 2) for px, py in outline.tolist()]
            painter.drawPolyline(QPolygonF(line))
        painter.setPen(QPen(theme.OUTLINE, 2.4))
        painter.setBrush(theme.SELECTED)
        painter.drawEllipse(QRectF(_SIDE / 2 - 4.5, _SIDE / 2 - 4.5, 9, 9))
