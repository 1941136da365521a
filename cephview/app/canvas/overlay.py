"""The landmarks over the film: one set of items for each, which follow the document."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtWidgets import QGraphicsScene

from cephview.app.canvas import theme
from cephview.app.canvas.camera import Camera
from cephview.app.canvas.labels import Boxes, TextItem, Wish, arrange
from cephview.app.canvas.markers import TICK_BOX, ErrorLineItem, MarkerItem, ReferenceItem, ScreenItem
from cephview.app.document import CaseDocument
from cephview.core.accuracy import radial_errors_mm, radial_errors_px
from cephview.core.case import Case, Point, Status
from cephview.core.geometry import Points

_MARKER_ROOM, _HALO_ROOM, _CROSS_ROOM, _LINE_ROOM = 8.0, 11.0, 6.0, 2.0
_LABEL_CLEARANCE, _HALO_CLEARANCE, _TAG_CLEARANCE = 9.0, 14.0, 10.0


@dataclass
class LandmarkItems:
    """All that is drawn of one landmark, and the points it is drawn at (None: there is none)."""

    marker: MarkerItem = field(default_factory=MarkerItem)
    cross: ReferenceItem = field(default_factory=lambda: ReferenceItem(above=False))
    cross_above: ReferenceItem = field(default_factory=lambda: ReferenceItem(above=True))
    line: ErrorLineItem = field(default_factory=ErrorLineItem)
    label: TextItem = field(default_factory=lambda: TextItem(tag=False))
    tag: TextItem = field(default_factory=lambda: TextItem(tag=True))
    point: Point | None = None
    reference: Point | None = None
    status: Status = Status.MISSING
    error_mm: float | None = None
    wants_tag: bool = False

    def all(self) -> tuple[ScreenItem, ...]:
        """Every item."""
        return self.marker, self.cross, self.cross_above, self.line, self.label, self.tag


@dataclass
class Layers:
    """What the user wants to see."""

    overlay: bool = True
    labels: bool = True
    references: bool = True
    errors: bool = True


class Overlay:
    """Keeps the items of a scene in step with the document's case."""

    def __init__(self, document: CaseDocument, scene: QGraphicsScene) -> None:
        self.layers = Layers()
        self.items: dict[str, LandmarkItems] = {}
        self._document, self._scene = document, scene
        self._camera = Camera()
        self._view = (1.0, 1.0)
        self._hovered = ""

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
        if case is None or symbol not in self.items:
            return
        self._read(case, (symbol,))
        self.arrange_labels(symbol if self._document.dragged == symbol else "")

    def set_camera(self, camera: Camera, view: tuple[float, float]) -> None:
        """The film lies elsewhere in the view, of `view` logical px; its labels move with it.

        After a pan some may be cut by the view's edge: call `arrange_labels` when the film rests.
        """
        rescaled = camera.scale != self._camera.scale
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
            known = tuple(s for s in symbols if s in self.items)
            self._read(case, known)
            for symbol in known:
                self.arrange_labels(symbol)

    def hit(self, view: Point) -> str:
        """The landmark nearest to a place in the viewport, within the hit radius; else an empty string."""
        if not self.layers.overlay:
            return ""
        nearest, distance = "", theme.HIT_RADIUS
        for symbol, items in self.items.items():
            if items.point is not None:
                x, y = self._camera.to_view(items.point)
                if (away := math.hypot(x - view[0], y - view[1])) <= distance:
                    nearest, distance = symbol, away
        return nearest

    def show_layers(self) -> None:
        """Obey `layers`."""
        for items in self.items.values():
            self._show(items)
        self.arrange_labels()

    def arrange_labels(self, only: str = "") -> None:
        """Find a place for every label and tag, or for those of one landmark while the others stay."""
        wanted = [pair for symbol in ([only] if only else self._order()) for pair in self._wishes(symbol)]
        # What has a halo comes first, then every symbol before any distance: a symbol is missed more.
        wanted.sort(key=lambda pair: (not pair[1].must, pair[0].is_tag))
        others = self._texts_but(only) if only else np.empty((0, 4))
        places = arrange([wish for _, wish in wanted], self._marks(), others, self._view)
        for (item, wish), place in zip(wanted, places, strict=True):
            item.put(place, wish.anchor)

    def _read(self, case: Case, symbols: tuple[str, ...]) -> None:
        points, references = case.points, case.reference_points
        errors_px, errors_mm = case.errors_px(), case.errors_mm()
        for symbol in symbols:
            items, i = self.items[symbol], case.scheme.index(symbol)
            items.point, items.reference = _known(points[i]), _known(references[i])
            active = symbol in (self._document.selected, self._document.dragged)
            hovered = symbol == self._hovered
            colour = theme.SELECTED if active else theme.TEXT
            items.status = case.status(symbol)
            items.marker.show_as(items.status, selected=active, hovered=hovered)
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
                items.tag.write(_distance(px, mm), theme.error_colour(mm))
                items.tag.stand_at(_middle(items.point, items.reference))
                large = px > theme.TAG_ABOVE_SHARE * case.radiograph.size[1] if mm is None else mm > theme.TAG_ABOVE_MM
                items.wants_tag = active or hovered or large
                self._stretch(items)
            self._show(items)

    def _stretch(self, items: LandmarkItems) -> None:
        if items.point and items.reference:
            dx, dy = items.reference[0] - items.point[0], items.reference[1] - items.point[1]
            scale = self._camera.scale
            items.line.reach_to(dx * scale, dy * scale, theme.error_colour(items.error_mm))

    def _show(self, items: LandmarkItems) -> None:
        layers = self.layers
        referenced = layers.overlay and layers.references and items.reference is not None
        both = referenced and layers.errors and items.point is not None
        items.marker.setVisible(layers.overlay and items.point is not None)
        items.cross.setVisible(referenced)
        items.cross_above.setVisible(referenced)
        items.line.setVisible(both)
        items.label.setVisible(layers.overlay and layers.labels and items.point is not None)
        items.tag.setVisible(both and items.wants_tag)

    def _order(self) -> list[str]:
        """The symbols, the most crowded first: who has most neighbours chooses first."""
        here = {s: self._camera.to_view(items.point) for s, items in self.items.items() if items.point}
        if not here:
            return []
        places = np.array(list(here.values()))
        crowd = (np.abs(places[:, None] - places[None, :]).max(axis=2) < 60).sum(axis=1)
        rank = {symbol: -int(n) for symbol, n in zip(here, crowd, strict=True)}
        return sorted(here, key=lambda s: rank[s])

    def _wishes(self, symbol: str) -> list[tuple[TextItem, Wish]]:
        items, result = self.items[symbol], []
        active = self._is_active(symbol)
        if items.point is None:
            return []
        if self.layers.overlay and self.layers.labels:
            room = _HALO_CLEARANCE if active else _LABEL_CLEARANCE
            anchor, label = self._camera.to_view(items.point), items.label
            result.append((label, Wish(anchor, label.size, room, label.place, must=active)))
        if (
            self.layers.overlay
            and self.layers.errors
            and self.layers.references
            and items.wants_tag
            and items.reference
        ):
            anchor, tag = self._camera.to_view(_middle(items.point, items.reference)), items.tag
            result.append((tag, Wish(anchor, tag.size, _TAG_CLEARANCE, tag.place, must=active)))
        return result

    def _is_active(self, symbol: str) -> bool:
        """Whether a landmark has a halo: it is selected, dragged or at the cursor."""
        return symbol in (self._document.selected, self._document.dragged, self._hovered)

    def _marks(self) -> Boxes:
        """What texts should not cover: markers, crosses and lines."""
        boxes: list[tuple[float, float, float, float]] = []
        for symbol, items in self.items.items():
            if items.point is not None:
                x, y = self._camera.to_view(items.point)
                boxes.append(_box((x, y), _HALO_ROOM if self._is_active(symbol) else _MARKER_ROOM))
                if items.status is Status.CONFIRMED:
                    left, top, right, bottom = TICK_BOX
                    boxes.append((x + left, y + top, x + right, y + bottom))
            if items.reference is not None and self.layers.references:
                end = self._camera.to_view(items.reference)
                boxes.append(_box(end, _CROSS_ROOM))
                if items.point is not None and self.layers.errors:
                    boxes += _beads(self._camera.to_view(items.point), end)
        return np.array(boxes).reshape(-1, 4)

    def _texts_but(self, symbol: str) -> Boxes:
        """The texts of all landmarks but one, where they stand."""
        boxes = [
            text.box_about(self._camera.to_view(at))
            for other, items in self.items.items()
            if other != symbol and items.point is not None
            for text, at in ((items.label, items.point), (items.tag, _middle(items.point, items.reference)))
            if text.isVisible()
        ]
        return np.array(boxes).reshape(-1, 4)


def error_text(case: Case, symbol: str, point: Point) -> str:
    """How far a film point lies from a landmark's reference, in mm, or in px without a calibration; else empty."""
    reference = _known(case.reference_points[case.scheme.index(symbol)])
    if reference is None:
        return ""
    here, there = np.array([point]), np.array([reference])
    mm = float(radial_errors_mm(here, there, case.calibration)[0]) if case.calibration else None
    return _distance(float(radial_errors_px(here, there)[0]), mm)


def describe(case: Case, symbol: str) -> str:
    """`Gonion · predicted · 3.7 mm to mean of 2 readers`: what a tooltip says of a landmark."""
    i = case.scheme.index(symbol)
    words = [case.scheme.landmarks[i].name, case.status(symbol).replace("_", " ")]
    point = _known(case.points[i])
    if point and case.reference and (error := error_text(case, symbol, point)):
        words.append(f"{error} to {case.reference.name}")
    return " · ".join(words)


def _distance(px: float, mm: float | None) -> str:
    return f"{px:.0f} px" if mm is None else f"{mm:.1f} mm"


def _known(point: Points) -> Point | None:
    return (float(point[0]), float(point[1])) if np.isfinite(point).all() else None


def _middle(a: Point, b: Point | None) -> Point:
    b = b or a
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _box(at: Point, room: float) -> tuple[float, float, float, float]:
    return at[0] - room, at[1] - room, at[0] + room, at[1] + room


def _beads(a: Point, b: Point) -> list[tuple[float, float, float, float]]:
    """Small boxes along a line on the screen, one every 8 px; a long one has no more than 40."""
    count = min(int(math.hypot(b[0] - a[0], b[1] - a[1]) / 8.0), 40)
    return [
        _box((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t), _LINE_ROOM)
        for t in (i / count for i in range(1, count))
    ]
