"""The ruler tool of the film view: a line is drawn along the ruler, its marks are counted, nothing else moves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from cephview.app.canvas import theme
from cephview.app.canvas.gestures import Gesture
from cephview.app.canvas.ruler_item import RulerItem, near
from cephview.app.words import said
from cephview.core.case import Point
from cephview.core.errors import CephViewError
from cephview.core.ruler import RulerMarks, measure_marks

if TYPE_CHECKING:
    from cephview.app.canvas.film_view import FilmView

Line = tuple[Point, Point]


class RulerTool(QObject):
    """While it is active the left button draws the line; `line` and `marks` say what it has found, film px."""

    changed = Signal()  # whether it is active, the line or the marks
    accept_requested = Signal()  # Enter over the film

    def __init__(self, view: FilmView) -> None:
        super().__init__(view)
        self._view = view
        self.item = RulerItem()
        view.scene().addItem(self.item)
        self.active = False
        self.line: Line | None = None
        self.marks: RulerMarks | None = None
        self.problem = ""  # why a line could not be measured
        self.first: Point | None = None  # the first of two clicks

    def start(self) -> None:
        """Take the left button; the landmark in hand is let go, so that no key can move it."""
        if self._view.document.case is None or self.active:
            return
        self._view.interaction.cancel()
        self._view.interaction.placing = ""
        self._view.document.select("")
        self.active = True
        self._view.overlay.hover("")
        self._tell()
        self._view.setFocus()

    def stop(self) -> None:
        """Give the left button back, and forget the line."""
        if self.active:
            self.active = False
            self.line = self.marks = self.first = None
            self.problem = ""
            self._tell()

    def show_marks(self, marks: RulerMarks) -> None:
        """Show marks that were found without a line."""
        (x0, y0), (x1, y1) = marks.places[0].tolist(), marks.places[-1].tolist()
        self.line, self.marks, self.first, self.problem = ((x0, y0), (x1, y1)), marks, None, ""
        self._tell()

    def begin(self, button: Qt.MouseButton, at: QPointF) -> Gesture:
        """A press of the left button: on an end of the line it takes that end, elsewhere it begins a new line."""
        here = self._view.film_at(at)
        if self.line and self.first is None:  # the second of two clicks is on the line's end by itself
            for fixed, end in (self.line, self.line[::-1]):
                if near(self._view.view_at(end), at):
                    return DrawLine(button, at, self, self._view, fixed, end)
        return DrawLine(button, at, self, self._view, here, here)

    def hover(self, at: QPointF) -> None:
        """After the first of two clicks the line follows the cursor."""
        if self.first is not None:
            self.stretch(self.first, self._view.film_at(at))

    def click(self, at: Point) -> None:
        """The first or the second of two clicks, film px."""
        if self.first is None:
            self.first, self.line, self.marks, self.problem = self._within(at), None, None, ""
            self._tell()
        else:
            self.measure(self.first, at)

    def stretch(self, start: Point, end: Point) -> None:
        """Show a line that is not finished."""
        self.line, self.marks, self.problem = (self._within(start), self._within(end)), None, ""
        self.item.show_line(self.line)

    def measure(self, start: Point, end: Point) -> None:
        """A line is finished: count the marks along it."""
        case = self._view.document.case
        self.first, self.marks, self.problem = None, None, ""
        self.line = self._within(start), self._within(end)
        if case is not None:
            try:
                self.marks = measure_marks(case.radiograph.pixels, *self.line)
            except CephViewError as error:
                self.problem, self.line = said(error), None
        self._tell()

    def restore(self, line: Line | None, marks: RulerMarks | None) -> None:
        """Back to a former line."""
        self.line, self.marks = line, marks
        self._tell()

    def _within(self, point: Point) -> Point:
        case = self._view.document.case
        width, height = case.radiograph.size if case else (1, 1)
        return min(max(point[0], 0.0), width - 1.0), min(max(point[1], 0.0), height - 1.0)

    def _tell(self) -> None:
        marks = self.marks
        ticks = (
            [((x, y), bool(long)) for (x, y), long in zip(marks.places.tolist(), marks.long, strict=True)]
            if marks
            else []
        )
        self.item.show_line(self.line if self.active else None, ticks)
        self._view.refresh_cursor()
        self.changed.emit()


class DrawLine(Gesture):
    """Draw the ruler's line from `fixed`; a press without a way is one of two clicks."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(
        self, button: Qt.MouseButton, start: QPointF, tool: RulerTool, view: FilmView, fixed: Point, end: Point
    ) -> None:
        super().__init__(button, start)
        self._tool, self._view, self._fixed = tool, view, fixed
        x, y = view.film_at(start)
        self._offset = end[0] - x, end[1] - y
        self._anew = fixed == end
        self._former = tool.line, tool.marks
        self._end: Point | None = None

    def move(self, to: QPointF) -> None:
        """The end follows the cursor, once it has left the press by the threshold."""
        way = to - self.start
        if self._end is None and math.hypot(way.x(), way.y()) < theme.DRAG_THRESHOLD:
            return
        x, y = self._view.film_at(to)
        self._end = x + self._offset[0], y + self._offset[1]
        if self._anew:
            self._tool.first = None
        self._tool.stretch(self._fixed, self._end)

    def release(self) -> None:
        """Measure the line; what was a click on the film begins or ends one."""
        if self._end is not None:
            self._tool.measure(self._fixed, self._end)
        elif self._anew:
            self._tool.click(self._view.film_at(self.start))

    def cancel(self) -> None:
        """As if it had not been."""
        self._tool.restore(*self._former)
