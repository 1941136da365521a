"""How a film is turned to be looked at. Points and pixels stay in the film frame; only the view is turned."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from cephview.core.sentences import kept

Way = tuple[float, float]
Matrix = tuple[float, float, float, float]  # (a, b, c, d): x' = a x + b y, y' = c x + d y

MAX_DEGREES = 45.0
_QUARTERS = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))  # cosine and sine, without rounding


@dataclass(frozen=True)
class Turn:
    """First mirrored (left to right), then turned clockwise by `quarters` of 90° and by `degrees` within ±45."""

    quarters: int = 0
    degrees: float = 0.0
    mirrored: bool = False

    @cached_property
    def matrix(self) -> Matrix:
        """The turn as a matrix; its transpose turns back."""
        angle = math.radians(self.degrees)
        quarter_cos, quarter_sin = _QUARTERS[self.quarters % 4]
        cos = quarter_cos * math.cos(angle) - quarter_sin * math.sin(angle)
        sin = quarter_sin * math.cos(angle) + quarter_cos * math.sin(angle)
        side = -1.0 if self.mirrored else 1.0
        return side * cos, -sin, side * sin, cos

    @property
    def is_upright(self) -> bool:
        """Whether the film is seen as it was stored."""
        return self == UPRIGHT

    def to_view(self, way: Way) -> Way:
        """A way in the film frame, as it lies on the screen (without scale)."""
        a, b, c, d = self.matrix
        return a * way[0] + b * way[1], c * way[0] + d * way[1]

    def to_film(self, way: Way) -> Way:
        """A way on the screen, as it lies in the film frame; the inverse of `to_view`."""
        a, b, c, d = self.matrix
        return a * way[0] + c * way[1], b * way[0] + d * way[1]

    def turned(self, quarters: int) -> Turn:
        """Turned on by quarters, clockwise as it is seen."""
        return replace(self, quarters=(self.quarters + quarters) % 4)

    def tilted(self, degrees: float) -> Turn:
        """With another fine angle, within ±45."""
        return replace(self, degrees=min(max(round(degrees, 2), -MAX_DEGREES), MAX_DEGREES) + 0.0)

    def flipped(self) -> Turn:
        """Mirrored left to right as it is seen: a film that was turned clockwise is turned the other way then."""
        return Turn(-self.quarters % 4, -self.degrees + 0.0, not self.mirrored)

    @property
    def coarse(self) -> Turn:
        """Without the fine angle."""
        return replace(self, degrees=0.0)

    def describe(self) -> str:
        """`mirrored, turned by 90°`; empty for a film as it was stored."""
        angle = self.quarters % 4 * 90 + self.degrees
        angle = angle - 360 if angle > 180 else angle
        if angle:
            return kept("mirrored-turned" if self.mirrored else "turned", angle=angle)
        return kept("mirrored") if self.mirrored else ""


UPRIGHT = Turn()
