"""Where the film lies in the view: scale and shift, as pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

from cephview.core.case import Point
from cephview.core.geometry import Size


@dataclass(frozen=True)
class Camera:
    """view = (film + 0.5) * scale + shift; view in logical px of the viewport, film px from pixel centre to centre.

    The scene of Qt is film + 0.5: its whole numbers are the corners of the film's pixels.
    """

    scale: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0

    def to_view(self, film: Point) -> Point:
        """Film px to viewport px."""
        return (film[0] + 0.5) * self.scale + self.shift_x, (film[1] + 0.5) * self.scale + self.shift_y

    def to_film(self, view: Point) -> Point:
        """Viewport px to film px; the inverse of `to_view`."""
        return (view[0] - self.shift_x) / self.scale - 0.5, (view[1] - self.shift_y) / self.scale - 0.5

    def panned(self, dx: float, dy: float) -> Camera:
        """The film moved by (dx, dy) viewport px."""
        return Camera(self.scale, self.shift_x + dx, self.shift_y + dy)

    def scaled(self, scale: float, about: Point) -> Camera:
        """Another scale, with the film point under `about` (viewport px) staying where it is."""
        ratio = scale / self.scale
        return Camera(scale, about[0] - (about[0] - self.shift_x) * ratio, about[1] - (about[1] - self.shift_y) * ratio)

    def centred(self, film: Point, view_size: tuple[float, float]) -> Camera:
        """The film point in the middle of a view of `view_size` logical px."""
        x, y = self.to_view(film)
        return self.panned(view_size[0] / 2 - x, view_size[1] / 2 - y)

    def snapped(self, pixel_ratio: float) -> Camera:
        """The corner of the film on a corner of a device pixel, so that 1:1 shows each film pixel as it is."""
        return Camera(
            self.scale, round(self.shift_x * pixel_ratio) / pixel_ratio, round(self.shift_y * pixel_ratio) / pixel_ratio
        )

    @classmethod
    def fitting(cls, film: Size, view_size: tuple[float, float], margin: float) -> Camera:
        """The whole film in the middle of a view, with a margin in logical px."""
        room = max(view_size[0] - 2 * margin, 1.0), max(view_size[1] - 2 * margin, 1.0)
        scale = min(room[0] / film[0], room[1] / film[1])
        return cls(scale, (view_size[0] - film[0] * scale) / 2, (view_size[1] - film[1] * scale) / 2)

    def carried(self, old: Size, new: Size, view_size: tuple[float, float]) -> Camera:
        """The same part of another film: as it is for one of the same size, else by share of the film's width."""
        if old == new:
            return self
        centre = self.to_film((view_size[0] / 2, view_size[1] / 2))
        moved = (centre[0] + 0.5) / old[0] * new[0] - 0.5, (centre[1] + 0.5) / old[1] * new[1] - 0.5
        return Camera(self.scale * old[0] / new[0], self.shift_x, self.shift_y).centred(moved, view_size)
