"""The film beside the form: the points as they are tried, where they were, and the reading where there is one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QWidget

from cephview.app.canvas import theme
from cephview.app.canvas.camera_view import CameraView
from cephview.app.canvas.display import Display
from cephview.app.canvas.film_item import FilmItem
from cephview.app.canvas.markers import ErrorLineItem, MarkerItem, ReferenceItem
from cephview.app.canvas.widgets import Pill
from cephview.app.words import tr
from cephview.core.case import Case, Status
from cephview.core.prediction import Prediction

_STEP = 1.0015  # of zoom for each unit of the wheel
_SHOWN_PX = 1.5  # a shorter way on the screen is no line


class Preview(CameraView):
    """Shows a film and points; the wheel zooms, dragging moves the film, a double click shows all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Film"))
        self._display = Display(self)
        self._film = FilmItem(self._display)
        self.scene().addItem(self._film)
        self._items: list[QGraphicsItem] = []
        self._lines: list[tuple[ErrorLineItem, tuple[float, float], tuple[float, float]]] = []
        self._dragged: QPointF | None = None
        self._pill = Pill(self, spinning=True)

    def show_case(self, case: Case) -> None:
        """Show another film, without points."""
        self._clear()
        self._display.reset(case.radiograph)
        self._film.set_film(case.radiograph)
        self._film.set_turn(case.turn)
        self.show_film(case.radiograph.size, keep=False, turn=case.turn)

    def show_points(self, case: Case, found: Prediction, former: Prediction | None) -> None:
        """Show what was found, with lines from where the `former` points are, and the case's reference."""
        self._clear()
        before = found.scheme.take(former.points, former.scheme) if former else None
        read = found.scheme.take(case.reference.points, case.reference.scheme) if case.reference else None
        for number, (x, y) in enumerate(found.points.tolist()):
            marker = MarkerItem()
            marker.show_as(Status.PREDICTED, selected=False, hovered=False)
            marker.setToolTip(found.scheme.symbols[number])
            self._put(marker, (x, y))
            if before is not None:
                line = ErrorLineItem()
                self._put(line, (x, y))
                self._lines.append((line, (x, y), tuple(before[number].tolist())))
            if read is not None:
                self._put(ReferenceItem(above=False), tuple(read[number].tolist()))
        self._stretch()

    def be_busy(self, text: str) -> None:
        """Say what is being done; nothing where the text is empty."""
        self._pill.say(text)
        self._pill.move(12, 12)

    def camera_moved(self) -> None:
        """Lines have a length on the screen."""
        self._stretch()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the cursor."""
        self.zoom_about(_STEP ** event.angleDelta().y(), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the film."""
        self._dragged = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        if self._dragged is not None:
            way = event.position() - self._dragged
            self._dragged = event.position()
            self.pan_by(way.x(), way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        self._dragged = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all of it."""
        self.fit()

    def _put(self, item: MarkerItem | ReferenceItem | ErrorLineItem, place: tuple[float, float]) -> None:
        if place[0] == place[0]:  # one that is missing is NaN
            item.stand_at(place)
            self.scene().addItem(item)
            self._items.append(item)

    def _clear(self) -> None:
        for item in self._items:
            self.scene().removeItem(item)
        self._items, self._lines = [], []

    def _stretch(self) -> None:
        for line, here, there in getattr(self, "_lines", ()):
            way = self.view_at(there) - self.view_at(here)
            long = way.x() == way.x() and way.manhattanLength() > _SHOWN_PX
            line.reach_to(*((way.x(), way.y()) if long else (0.0, 0.0)), theme.UNKNOWN_ERROR)
