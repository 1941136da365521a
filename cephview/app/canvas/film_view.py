"""The film view: the film, the landmarks over it, and the way they are looked at and moved."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cephview.app.canvas.captions import describe
from cephview.app.canvas.display import Display
from cephview.app.canvas.film_item import FilmItem
from cephview.app.canvas.hud import Hud
from cephview.app.canvas.interaction import Interaction
from cephview.app.canvas.interactive_view import InteractiveView
from cephview.app.canvas.overlay import Overlay
from cephview.app.canvas.ruler_tool import RulerTool
from cephview.app.canvas.tracing import TracingItem
from cephview.app.editing.document import CaseDocument
from cephview.app.words import tr
from cephview.core.radiograph import Radiograph
from cephview.core.turn import Turn

_REST_MS = 150


class FilmView(InteractiveView):
    """Shows the document's case, and turns mouse and keys into its verbs."""

    turn_changed = Signal(object)  # Turn
    placing_ended = Signal(str)  # the landmark that a click was to place: it has its point, or it was given up

    def __init__(self, document: CaseDocument, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self.display = document, display
        self.keep_view = False
        self.loupe_enabled = True
        self._overlay_held = False
        self._selected = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(tr("Film"))
        self._film = FilmItem(display)
        self.scene().addItem(self._film)
        self.tracing = TracingItem()
        self.scene().addItem(self.tracing)
        self.overlay = Overlay(document, self.scene())
        self.hud = Hud(self.viewport(), display)
        self.interaction = Interaction(self)
        self.ruler = RulerTool(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        display.changed.connect(self._on_display_changed)
        document.opened.connect(self._on_opened)
        document.turn_changed.connect(self._on_turned)
        for signal in (document.prediction_changed, document.references_changed, document.calibration_changed):
            signal.connect(self._on_layers_changed)
        document.landmark_changed.connect(self._on_landmark_changed)
        document.selection_changed.connect(self._on_selection_changed)
        self._on_opened()

    def centre_on(self, symbol: str, min_zoom: float | None = None) -> None:
        """Bring a landmark to the middle, at least at this zoom; nothing where it has no point."""
        items = self.overlay.items.get(symbol)
        if items and items.point:
            self.centre(items.point, min_zoom)

    def camera_moved(self) -> None:
        """Let everything over the film follow."""
        self._film.set_moving(True)
        self._rest.start()
        self._film.set_turn(self.camera.turn)
        self.hud.loupe.set_turn(self.camera.turn)
        self.overlay.set_camera(self.camera, self.room)
        self.ruler.item.follow(self.camera)
        self._refresh_loupe()

    # -- what is shown over it -----------------------------------------------------------------------------------

    def hold_overlay(self, hidden: bool) -> None:
        """Hide all that lies over the film while a key is held."""
        if hidden != self._overlay_held:
            self._overlay_held = hidden
            self._show_layers()

    def set_labels_visible(self, visible: bool) -> None:
        """Show or hide the symbols."""
        self.overlay.layers.labels = visible
        self._show_layers()

    def set_references_visible(self, visible: bool) -> None:
        """Show or hide the reference, with the lines to it."""
        self.overlay.layers.references = visible
        self._show_layers()

    def set_errors_visible(self, visible: bool) -> None:
        """Show or hide lines and distances to the reference."""
        self.overlay.layers.errors = visible
        self._show_layers()

    def set_loupe_enabled(self, enabled: bool) -> None:
        """Show the loupe while a landmark is moved, or not."""
        self.loupe_enabled = enabled
        self.refresh_cursor()

    def start_placing(self, symbol: str) -> None:
        """The next click places this landmark, of the case or the catalogue; Esc ends it."""
        if self.document.case and symbol:
            self.interaction.cancel()
            self.ruler.stop()
            self.interaction.start_placing(symbol)
            self.setFocus()

    def stop_placing(self) -> None:
        """No click places anything."""
        self.interaction.stop_placing()

    def set_card(self, heading: str, definition: str, keys: str, symbol: str) -> None:
        """Say beside the cursor what is being placed; an empty heading ends it."""
        self.hud.card.say(heading, definition, keys, symbol)
        self.refresh_cursor()  # the hint, whose place the card takes, goes at once

    def refresh_cursor(self) -> None:
        """Cursor, hint and loupe follow what is under way."""
        self.viewport().setCursor(self.interaction.cursor())
        placing = self.interaction.placing
        told = placing and self.hud.card.isHidden()
        self.hud.set_hint(tr("Click where {placing} lies · Esc ends", placing=placing) if told else "")
        self._refresh_loupe()
        self._refresh_card()

    # -- the document speaks ---------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        case = self.document.case
        self.interaction.forget()
        self._selected = self.document.selected
        self._film.set_film(case.radiograph if case else None)
        if case:
            self.display.adopt(case.radiograph)
        turn = self.document.turn
        self.show_film(case.radiograph.size if case else None, keep=self.keep_view, turn=turn)
        self.turn_changed.emit(turn)
        self._on_layers_changed()

    def _on_turned(self, turn: Turn) -> None:
        self.interaction.cancel()
        self.turn_film(turn)
        self.turn_changed.emit(turn)

    def _on_layers_changed(self) -> None:
        self.overlay.rebuild()
        self.tracing.follow(self.document.shown)
        self.hud.explain(self.overlay, self.document.case)

    def _on_landmark_changed(self, symbol: str) -> None:
        self.overlay.refresh(symbol)
        self.tracing.follow(self.document.shown)
        self.hud.explain(self.overlay, self.document.case)
        self._refresh_loupe()

    def _on_selection_changed(self, symbol: str) -> None:
        former, self._selected = self._selected, symbol
        self.overlay.look_again(former, symbol)

    def _on_display_changed(self) -> None:
        self._film.refresh()
        self.hud.loupe.update()

    # -- inner workings --------------------------------------------------------------------------------------------

    def _on_rest(self) -> None:
        self._film.set_moving(False)
        self.overlay.arrange_labels()

    def _show_layers(self) -> None:
        self.overlay.layers.overlay = not self._overlay_held
        self.overlay.show_layers()
        self.tracing.set_overlay(self.overlay.layers.overlay)
        self.hud.explain(self.overlay, self.document.case)

    def _refresh_card(self) -> None:
        cursor = self.interaction.cursor_at
        self.hud.card.stand_by(cursor.toPoint() if cursor is not None else None, self.hud.loupe)

    def _refresh_loupe(self) -> None:
        symbol = self.interaction.moving or self.interaction.placing
        case, pyramid, cursor = self.document.shown, self._film.pyramid, self.interaction.cursor_at
        if not (symbol and self.loupe_enabled and case and pyramid and cursor is not None):
            self.hud.loupe.hide()
            return
        held = self.overlay.items.get(symbol) if self.interaction.moving else None
        point = held.point if held else self.film_at(cursor)
        if point:
            self.hud.show_loupe(pyramid, point, self.zoom, cursor, case, symbol)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the film in view and the signs at their edges."""
        super().resizeEvent(event)
        self.hud.lay_out()

    def report_cursor(self, view: QPointF) -> None:
        """Tell the status bar where the cursor is, and the film's own grey there."""
        if self.document.case:
            x, y = self.film_at(view)
            self.cursor_moved.emit(x, y, grey_at(self.document.case.radiograph, x, y))

    def tooltip_at(self, view: QPointF) -> str:
        """The landmark there, in words."""
        symbol, case = self.overlay.hit((view.x(), view.y())), self.document.shown
        return describe(case, symbol) if case and symbol else ""


def grey_at(radiograph: Radiograph, x: float, y: float) -> int | tuple[int, ...] | None:
    """The film's own value at the pixel whose area holds (x, y) film px; RGB as a tuple, None outside."""
    column, row = int(np.floor(x + 0.5)), int(np.floor(y + 0.5))
    width, height = radiograph.size
    if not (0 <= column < width and 0 <= row < height):
        return None
    value = radiograph.pixels[row, column]
    return int(value) if radiograph.pixels.ndim == 2 else tuple(int(v) for v in value)
