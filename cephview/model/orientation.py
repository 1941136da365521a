"""A film laid another way round for the model: mirrored, or turned by quarters; its points come back to the film."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from cephview.core.geometry import Points, Size
from cephview.core.radiograph import Radiograph
from cephview.core.sentences import kept
from cephview.core.turn import UPRIGHT, Turn

if TYPE_CHECKING:
    from numpy.typing import NDArray

# As it is, as a left-facing film, and then what a scanner makes of either; the likelier first.
WAYS = (
    *(UPRIGHT, Turn(mirrored=True), Turn(1), Turn(3), Turn(2)),
    *(Turn(1, mirrored=True), Turn(3, mirrored=True), Turn(2, mirrored=True)),
)


def laid(radiograph: Radiograph, turn: Turn) -> Radiograph:
    """The film as it looks after `turn`, which is of whole quarters: first mirrored, then turned clockwise."""
    if turn.is_upright:
        return radiograph
    pixels: NDArray[Any] = radiograph.pixels[:, ::-1] if turn.mirrored else radiograph.pixels
    turned: NDArray[Any] = np.ascontiguousarray(np.rot90(pixels, -turn.quarters))
    calibration = radiograph.calibration
    if calibration and turn.quarters % 2:
        x, y = calibration.mm_per_px_x, calibration.mm_per_px_y
        calibration = replace(calibration, mm_per_px_x=y, mm_per_px_y=x)
    return replace(radiograph, pixels=turned, calibration=calibration)


def back(points: Points, turn: Turn, size: Size) -> Points:
    """Points (n, 2) in px of the turned film to film px; `size` is the film's own (width, height)."""
    matrix = np.array(turn.matrix).reshape(2, 2)
    middle = (np.array(size) - 1) / 2
    turned_middle = middle[::-1] if turn.quarters % 2 else middle
    return np.asarray((points - turned_middle) @ matrix + middle)


def there(points: Points, turn: Turn, size: Size) -> Points:
    """Film px (n, 2) to px of the turned film; the inverse of `back`."""
    matrix = np.array(turn.matrix).reshape(2, 2)
    middle = (np.array(size) - 1) / 2
    turned_middle = middle[::-1] if turn.quarters % 2 else middle
    return np.asarray((points - middle) @ matrix.T + turned_middle)


def note(turn: Turn) -> str:
    """What the user is told of it; empty for a film as it is."""
    if turn.is_upright:
        return ""
    return kept("read-left") if turn == Turn(mirrored=True) else kept("read-turned", turn=turn.describe())
