"""The film's grey values at any scale: a pyramid of halves, made as it is needed, and one exact resampling."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from cephview.core.radiograph import Radiograph

Pixels = NDArray[Any]

# Up to this many screen px a film px is smooth; beyond, who looks wants to see the pixels themselves.
SMOOTH_UP_TO = 4.0


class Pyramid:
    """The raw pixels of a film at 1, 1/2, 1/4, …; (h, w) or (h, w, 3), dtype of the film."""

    def __init__(self, radiograph: Radiograph) -> None:
        self.radiograph = radiograph
        self._levels: list[Pixels] = [radiograph.pixels]

    def level(self, index: int) -> Pixels:
        """The film at 1 / 2^index, or at the smallest there is."""
        while len(self._levels) <= index and min(self._levels[-1].shape[:2]) > 16:
            height, width = self._levels[-1].shape[:2]
            half = ((width + 1) // 2, (height + 1) // 2)
            self._levels.append(cv2.resize(self._levels[-1], half, interpolation=cv2.INTER_AREA))
        return self._levels[min(index, len(self._levels) - 1)]

    def sample(
        self,
        scale: float,
        shift: tuple[float, float],
        box: tuple[int, int, int, int],
        *,
        fine: bool = True,
        smooth_up_to: float = SMOOTH_UP_TO,
    ) -> Pixels:
        """Raw greys of the screen px `box` (x, y, width, height), where screen = scene * scale + shift.

        Each is taken at its centre; outside the film the edge goes on. `fine` averages four samples a px where the
        film is reduced, so that grain does not beat against the screen's pixels.
        """
        if scale > smooth_up_to:
            return self._nearest(scale, shift, box)
        x, y, width, height = box
        # The level that is still reduced by one to two, so that a bilinear sample misses no pixel.
        pixels = self.level(max(0, int(np.floor(np.log2(1.0 / scale) + 1e-9))) if scale < 1 else 0)
        film_width, film_height = self.radiograph.size
        ratio_x, ratio_y = pixels.shape[1] / film_width, pixels.shape[0] / film_height
        over = 2 if fine and scale < 1 else 1
        step_x, step_y = ratio_x / (scale * over), ratio_y / (scale * over)
        start_x = ((x - shift[0]) / scale) * ratio_x + 0.5 * step_x - 0.5
        start_y = ((y - shift[1]) / scale) * ratio_y + 0.5 * step_y - 0.5
        # cv2 counts source px in 16 bit and interpolates in 1/32 px: cut the part out that is needed.
        left, right = _span(start_x, step_x * width * over, pixels.shape[1])
        top, bottom = _span(start_y, step_y * height * over, pixels.shape[0])
        sampled = cv2.warpAffine(
            pixels[top:bottom, left:right],
            np.array([[step_x, 0.0, start_x - left], [0.0, step_y, start_y - top]]),
            (width * over, height * over),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return sampled if over == 1 else cv2.resize(sampled, (width, height), interpolation=cv2.INTER_AREA)

    def _nearest(self, scale: float, shift: tuple[float, float], box: tuple[int, int, int, int]) -> Pixels:
        x, y, width, height = box
        film_width, film_height = self.radiograph.size
        columns = np.floor((np.arange(x, x + width) + 0.5 - shift[0]) / scale).astype(np.intp)
        rows = np.floor((np.arange(y, y + height) + 0.5 - shift[1]) / scale).astype(np.intp)
        columns, rows = columns.clip(0, film_width - 1), rows.clip(0, film_height - 1)
        # The few columns first, then whole rows: copying a row is cheap.
        part = self.radiograph.pixels[rows.min() : rows.max() + 1]
        return np.asarray(part.take(columns, axis=1).take(rows - rows.min(), axis=0))


def _span(start: float, length: float, size: int) -> tuple[int, int]:
    """The source px [first, last) that samples from `start` over `length` touch, within 0-size and never empty."""
    first = min(max(int(np.floor(start)) - 1, 0), size - 1)
    return first, min(max(int(np.ceil(start + length)) + 2, first + 1), size)


def to_screen(raw: Pixels, table: NDArray[np.uint8], target: NDArray[np.uint8]) -> None:
    """Raw greys (h, w) or (h, w, 3) RGB through a display table into `target`, (h, w, 4) BGRA."""
    shown = cv2.LUT(raw, table)
    cv2.cvtColor(shown, cv2.COLOR_GRAY2BGRA if shown.ndim == 2 else cv2.COLOR_RGB2BGRA, dst=target)
