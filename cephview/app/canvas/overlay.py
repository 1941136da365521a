"""The landmarks over the film: one set of items for each, which follow the document."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QGraphicsScene

from cephview.app.canvas import theme
from cephview.app.canvas.camera import Camera
from cephview.app.canvas.captions import distance, known
from cephview.app.canvas.label_layout import LabelLayout, LandmarkItems, Layers, middle
from cephview.app.editing.document import CaseDocument
from cephview.core.case import Case, Point, Status
from cephview.core.review_status import is_doubtful


class Overlay:
    """Keeps the items of a scene in step with the document's case."""

    def __init__(self, document: CaseDocument, scene: QGraphicsScene) -> None:
        self.layers = Layers()
        self.items: dict[str, LandmarkItems] = {}
        self._document, self._scene = document, scene
        self._camera = Camera()
        self._view = (1.0, 1.0)
        self._hovered = ""
        self._group: frozenset[str] | None = None

    @property
    def hovered(self) -> str:
        """The landmark at the cursor, or an empty string."""
        return self._hovered

    def rebuild(self) -> None:
        """Read the whole case anew; items of landmarks that are still there stay."""
        case = self._document.shown
        symbols = case.scheme.symbols if case else ()
        for symbol in [s for s in self.items if s not in symbols]:
            for item in self.items.pop(symbol).all():
                self._scene.removeItem(item)
        for symbol in symbols:
            if symbol not in self.items:
                self.items[symbol] = LandmarkItems()
                for item in self.items[symbol].all():
                    self._scene.addItem(item)
        if case:
            self._read(case, tuple(symbols))
        self.arrange_labels()

    def refresh(self, symbol: str) -> None:
        """Read one landmark anew. While it is dragged, every other thing stands still, the labels too."""
        case = self._document.shown
        if case is not None and (self.items.keys() ^ case.scheme.symbols):
            self.rebuild()  # a step brought a landmark that the model in use lacks, or took one away
            return
        if case is None or symbol not in self.items:
            return
        self._read(case, (symbol, *(s for s, edit in case.edits.items() if edit.follows and s != symbol)))
        self.arrange_labels(symbol if self._document.dragged == symbol else "")

    def set_camera(self, camera: Camera, view: tuple[float, float]) -> None:
        """The film lies elsewhere in the view, of `view` logical px; its labels move with it.

        After a pan some may be cut by the view's edge: call `arrange_labels` when the film rests.
        """
        rescaled = (camera.scale, camera.turn) != (self._camera.scale, self._camera.turn)
        self._camera, self._view = camera, view
        if rescaled:
            for items in self.items.values():
                self._stretch(items)
            self.arrange_labels()

    def hover(self, symbol: str) -> None:
        """The cursor is at this landmark, or at none."""
        if symbol != self._hovered:
            former, self._hovered = self._hovered, symbol
            self.look_again(former, symbol)

    def look_again(self, *symbols: str) -> None:
        """Selection or hovering has changed for these."""
        case = self._document.shown
        if case:
            present = tuple(s for s in symbols if s in self.items and s in case.scheme)
            self._read(case, present)
            for symbol in present:
                self.arrange_labels(symbol)

    def hit(self, view: Point) -> str:
        """The landmark nearest to a place in the viewport, within the hit radius; else an empty string."""
        if not self.layers.overlay:
            return ""
        nearest, within = "", theme.HIT_RADIUS
        for symbol, items in self.items.items():
            if items.point is not None and self._is_shown(symbol):
                x, y = self._camera.to_view(items.point)
                if (away := math.hypot(x - view[0], y - view[1])) <= within:
                    nearest, within = symbol, away
        return nearest

    def show_layers(self) -> None:
        """Obey `layers`."""
        for symbol, items in self.items.items():
            self._show(symbol, items)
        self.arrange_labels()

    def show_group(self, symbols: frozenset[str] | None) -> None:
        """Show the marks of these landmarks alone, and of what is selected or dragged; None: all."""
        self._group = symbols
        self.show_layers()

    def arrange_labels(self, only: str = "") -> None:
        """Find a place for every label and tag, or for those of one landmark while the others stay."""
        if not self.items:
            return
        document = self._document
        active = frozenset((document.selected, document.dragged, self._hovered))
        shown = {symbol: items for symbol, items in self.items.items() if self._is_shown(symbol)}
        if only and only not in shown:
            return
        LabelLayout(shown, self.layers, active, self._camera, self._view).arrange(only)

    def _read(self, case: Case, symbols: tuple[str, ...]) -> None:
        points, references = case.points, case.reference_points
        errors_px, errors_mm = case.errors_px(), case.errors_mm()
        for symbol in symbols:
            items, i = self.items[symbol], case.scheme.index(symbol)
            items.point, items.reference = known(points[i]), known(references[i])
            active = symbol in (self._document.selected, self._document.dragged)
            hovered = symbol == self._hovered
            colour = theme.SELECTED if active else theme.FILM_TEXT
            items.status = case.status(symbol)
            items.doubtful = items.status is Status.PREDICTED and is_doubtful(case, symbol)
            items.marker.show_as(items.status, selected=active, hovered=hovered, doubtful=items.doubtful)
            items.label.write(symbol, colour)
            for at, group in (
                (items.point, (items.marker, items.label, items.line)),
                (items.reference, (items.cross, items.cross_above)),
            ):
                if at is not None:
                    for item in group:
                        item.stand_at(at)
            if items.point and items.reference:
                mm = items.error_mm = float(errors_mm[i]) if errors_mm is not None else None
                px = float(errors_px[i])
                items.tag.write(distance(px, mm), theme.error_colour(mm))
                items.tag.stand_at(middle(items.point, items.reference))
                large = px > theme.TAG_ABOVE_SHARE * case.radiograph.size[1] if mm is None else mm > theme.TAG_ABOVE_MM
                items.wants_tag = active or hovered or large
                self._stretch(items)
            self._show(symbol, items)

    def _stretch(self, items: LandmarkItems) -> None:
        if items.point and items.reference:
            way = items.reference[0] - items.point[0], items.reference[1] - items.point[1]
            items.line.reach_to(*self._camera.way_to_view(way), theme.error_colour(items.error_mm))

    def _is_shown(self, symbol: str) -> bool:
        active = (self._document.selected, self._document.dragged)
        return self._group is None or symbol in self._group or symbol in active

    def _show(self, symbol: str, items: LandmarkItems) -> None:
        layers = self.layers
        overlay = layers.overlay and self._is_shown(symbol)
        referenced = overlay and layers.references and items.reference is not None
        both = referenced and layers.errors and items.point is not None
        items.marker.setVisible(overlay and items.point is not None)
        items.cross.setVisible(referenced)
        items.cross_above.setVisible(referenced)
        items.line.setVisible(both)
        items.label.setVisible(overlay and layers.labels and items.point is not None)
        items.tag.setVisible(both and items.wants_tag)
