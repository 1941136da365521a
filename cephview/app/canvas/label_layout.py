"""Finds a place for the texts of a whole case: symbols and distances, off the marks and off one another."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cephview.app.canvas.camera import Camera
from cephview.app.canvas.labels import Boxes, TextItem, Wish, arrange
from cephview.app.canvas.markers import TICK_BOX, ErrorLineItem, MarkerItem, ReferenceItem, ScreenItem
from cephview.core.case import Point, Status

_MARKER_ROOM, _HALO_ROOM, _CROSS_ROOM, _LINE_ROOM = 8.0, 11.0, 6.0, 2.0
# No text stands further from its landmark, and none is longer, logical px.
_REACH = 240.0
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
    doubtful: bool = False
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


@dataclass
class LabelLayout:
    """One arrangement: which landmarks there are, what is shown of them, and which have a halo."""

    items: Mapping[str, LandmarkItems]
    layers: Layers
    active: frozenset[str]
    camera: Camera
    view: tuple[float, float]

    def arrange(self, only: str = "") -> None:
        """Find a place for every label and tag, or for those of one landmark while the others stay."""
        if only and self.items[only].point is not None:
            self.items = self._near(only)
        wanted = [pair for symbol in ([only] if only else self._order()) for pair in self._wishes(symbol)]
        # What has a halo comes first, then every symbol before any distance: a symbol is missed more.
        wanted.sort(key=lambda pair: (not pair[1].must, pair[0].is_tag))
        others = self._texts_but(only) if only else np.empty((0, 4))
        places = arrange([wish for _, wish in wanted], self._marks(), others, self.view)
        for (item, wish), place in zip(wanted, places, strict=True):
            item.put(place, wish.anchor)

    def _near(self, symbol: str) -> dict[str, LandmarkItems]:
        """What may be in the way of one landmark's texts: a drag asks at each frame, and all else is far off."""
        ends = [end for end in (self.items[symbol].point, self.items[symbol].reference) if end is not None]
        here = [self.camera.to_view(end) for end in ends]
        left, right = min(x for x, _ in here) - _REACH, max(x for x, _ in here) + _REACH
        top, bottom = min(y for _, y in here) - _REACH, max(y for _, y in here) + _REACH

        def is_near(items: LandmarkItems) -> bool:
            places = [self.camera.to_view(end) for end in (items.point, items.reference) if end is not None]
            return bool(places) and (
                max(x for x, _ in places) > left
                and min(x for x, _ in places) < right
                and max(y for _, y in places) > top
                and min(y for _, y in places) < bottom
            )

        return {other: items for other, items in self.items.items() if other == symbol or is_near(items)}

    def _order(self) -> list[str]:
        """The symbols, the most crowded first: who has most neighbours chooses first."""
        here = {s: self.camera.to_view(items.point) for s, items in self.items.items() if items.point}
        if not here:
            return []
        places = np.array(list(here.values()))
        crowd = (np.abs(places[:, None] - places[None, :]).max(axis=2) < 60).sum(axis=1)
        rank = {symbol: -int(n) for symbol, n in zip(here, crowd, strict=True)}
        return sorted(here, key=lambda s: rank[s])

    def _wishes(self, symbol: str) -> list[tuple[TextItem, Wish]]:
        items, result = self.items[symbol], []
        active = symbol in self.active
        if items.point is None:
            return []
        if self.layers.overlay and self.layers.labels:
            room = _HALO_CLEARANCE if active else _LABEL_CLEARANCE
            anchor, label = self.camera.to_view(items.point), items.label
            result.append((label, Wish(anchor, label.size, room, label.place, must=active)))
        if (
            self.layers.overlay
            and self.layers.errors
            and self.layers.references
            and items.wants_tag
            and items.reference
        ):
            anchor, tag = self.camera.to_view(middle(items.point, items.reference)), items.tag
            result.append((tag, Wish(anchor, tag.size, _TAG_CLEARANCE, tag.place, must=active)))
        return result

    def _marks(self) -> Boxes:
        """What texts should not cover: markers, crosses and lines."""
        boxes: list[tuple[float, float, float, float]] = []
        for symbol, items in self.items.items():
            if items.point is not None:
                x, y = self.camera.to_view(items.point)
                boxes.append(_box((x, y), _HALO_ROOM if (symbol in self.active) else _MARKER_ROOM))
                if items.status is Status.CONFIRMED:
                    left, top, right, bottom = TICK_BOX
                    boxes.append((x + left, y + top, x + right, y + bottom))
            if items.reference is not None and self.layers.references:
                end = self.camera.to_view(items.reference)
                boxes.append(_box(end, _CROSS_ROOM))
                if items.point is not None and self.layers.errors:
                    boxes += _beads(self.camera.to_view(items.point), end)
        return np.array(boxes).reshape(-1, 4)

    def _texts_but(self, symbol: str) -> Boxes:
        """The texts of all landmarks but one, where they stand."""
        boxes = [
            text.box_about(self.camera.to_view(at))
            for other, items in self.items.items()
            if other != symbol and items.point is not None
            for text, at in ((items.label, items.point), (items.tag, middle(items.point, items.reference)))
            if text.isVisible()
        ]
        return np.array(boxes).reshape(-1, 4)


def middle(a: Point, b: Point | None) -> Point:
    """Half way between two points; the first where there is no second."""
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
