"""Where the film lies in the view: scale, turn and shift, as pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cephview.core.case import Point
from cephview.core.geometry import Size
from cephview.core.turn import UPRIGHT, Turn


@dataclass(frozen=True)
class Camera:
    """view = turn(film + 0.5) * scale + shift; view in logical px of the viewport, film px from centre to centre.

    The scene of Qt is film + 0.5: its whole numbers are the corners of the film's pixels.
    """

    scale: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0
    turn: Turn = UPRIGHT

    def to_view(self, film: Point) -> Point:
        """Film px to viewport px."""
        x, y = self.turn.to_view((film[0] + 0.5, film[1] + 0.5))
        return x * self.scale + self.shift_x, y * self.scale + self.shift_y

    def to_film(self, view: Point) -> Point:
        """Viewport px to film px; the inverse of `to_view`."""
        x, y = self.turn.to_film(((view[0] - self.shift_x) / self.scale, (view[1] - self.shift_y) / self.scale))
        return x - 0.5, y - 0.5

    def way_to_view(self, film: Point) -> Point:
        """A way in film px, in viewport px."""
        x, y = self.turn.to_view(film)
        return x * self.scale, y * self.scale

    def panned(self, dx: float, dy: float) -> Camera:
        """The film moved by (dx, dy) viewport px."""
        return replace(self, shift_x=self.shift_x + dx, shift_y=self.shift_y + dy)

    def scaled(self, scale: float, about: Point) -> Camera:
        """Another scale, with the film point under `about` (viewport px) staying where it is."""
        ratio = scale / self.scale
        x, y = about[0] - (about[0] - self.shift_x) * ratio, about[1] - (about[1] - self.shift_y) * ratio
        return Camera(scale, x, y, self.turn)

    def turned(self, turn: Turn, view_size: tuple[float, float]) -> Camera:
        """Another turn, with the film point in the middle of the view staying there."""
        middle = self.to_film((view_size[0] / 2, view_size[1] / 2))
        return replace(self, turn=turn).centred(middle, view_size)

    def centred(self, film: Point, view_size: tuple[float, float]) -> Camera:
        """The film point in the middle of a view of `view_size` logical px."""
        x, y = self.to_view(film)
        return self.panned(view_size[0] / 2 - x, view_size[1] / 2 - y)

    def snapped(self, pixel_ratio: float) -> Camera:
        """The corner of the film on a corner of a device pixel, so that 1:1 shows each film pixel as it is."""
        x, y = round(self.shift_x * pixel_ratio) / pixel_ratio, round(self.shift_y * pixel_ratio) / pixel_ratio
        return replace(self, shift_x=x, shift_y=y)

    @classmethod
    def fitting(cls, film: Size, view_size: tuple[float, float], margin: float, turn: Turn = UPRIGHT) -> Camera:
        """The whole film in the middle of a view, with a margin in logical px."""
        a, b, c, d = (abs(value) for value in turn.matrix)
        width, height = a * film[0] + b * film[1], c * film[0] + d * film[1]
        room = max(view_size[0] - 2 * margin, 1.0), max(view_size[1] - 2 * margin, 1.0)
        scale = min(room[0] / width, room[1] / height)
        return cls(scale, turn=turn).centred((film[0] / 2 - 0.5, film[1] / 2 - 0.5), view_size)

    def carried(self, old: Size, new: Size, view_size: tuple[float, float]) -> Camera:
        """The same part of another film: as it is for one of the same size, else by share of the film's width."""
        if old == new:
            return self
        centre = self.to_film((view_size[0] / 2, view_size[1] / 2))
        moved = (centre[0] + 0.5) / old[0] * new[0] - 0.5, (centre[1] + 0.5) / old[1] * new[1] - 0.5
        return replace(self, scale=self.scale * old[0] / new[0]).centred(moved, view_size)
