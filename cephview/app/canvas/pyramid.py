"""The film's grey values at any scale: a pyramid of halves, made as it is needed, and one exact resampling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from cephview.app.canvas.enhance import PLAIN, SHARP_MARGIN, Look, Pixels, contrast_gain, sharpened, with_gain
from cephview.core.radiograph import Radiograph
from cephview.core.turn import UPRIGHT, Turn

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Up to this many screen px a film px is smooth; beyond, who looks wants to see the pixels themselves.
SMOOTH_UP_TO = 4.0

# Local contrast is worked out on a level no larger than this (px), and interpolated on the finer ones.
_GAIN_SIDE = 2048


class Pyramid:
    """The raw pixels of a film at 1, 1/2, 1/4, …; (h, w) or (h, w, 3), dtype of the film."""

    def __init__(self, radiograph: Radiograph) -> None:
        self.radiograph = radiograph
        self._levels: list[Pixels] = [radiograph.pixels]
        self._gain_base = 0
        self._gains: list[NDArray[np.float32]] = []

    def level(self, index: int) -> Pixels:
        """The film at 1 / 2^index, or at the smallest there is."""
        while len(self._levels) <= index and min(self._levels[-1].shape[:2]) > 16:
            self._levels.append(_halved(self._levels[-1]))
        return self._levels[min(index, len(self._levels) - 1)]

    def gain(self, index: int) -> NDArray[np.float32]:
        """What local contrast adds to the greys at 1 / 2^index, or at the nearest level there is; (h, w)."""
        if not self._gains:
            while max(self.level(self._gain_base).shape[:2]) > _GAIN_SIDE:
                self._gain_base += 1
            self._gains.append(contrast_gain(self.level(self._gain_base), self.radiograph))
        index = max(index - self._gain_base, 0)
        while len(self._gains) <= index and min(self._gains[-1].shape[:2]) > 16:
            self._gains.append(_halved(self._gains[-1]))
        return self._gains[min(index, len(self._gains) - 1)]

    def sample(
        self,
        scale: float,
        shift: tuple[float, float],
        box: tuple[int, int, int, int],
        *,
        turn: Turn = UPRIGHT,
        fine: bool = True,
        smooth_up_to: float = SMOOTH_UP_TO,
        look: Look = PLAIN,
    ) -> Pixels:
        """Raw greys of the screen px `box` (x, y, width, height), where screen = turn(scene) * scale + shift.

        Each is taken at its centre; outside the film the edge goes on. `fine` averages four samples a px where the
        film is reduced, so that grain does not beat against the screen's pixels.
        """
        smooth = scale <= smooth_up_to
        # The level that is still reduced by one to two, so that a bilinear sample misses no pixel.
        index = max(0, int(np.floor(np.log2(1.0 / scale) + 1e-9))) if scale < 1 else 0
        over = 2 if fine and scale < 1 else 1
        grid = _Grid(self.radiograph.size, scale, shift, box, turn, over)
        if smooth:
            raw = grid.sample(self.level(index), sharp=look.sharpened)
        elif turn.is_upright and not look.sharpened:
            raw = self._nearest(scale, shift, box)
        else:
            raw = grid.sample(self.level(index), sharp=look.sharpened, interpolation=cv2.INTER_NEAREST)
        return with_gain(raw, grid.sample(self.gain(index))) if look.local_contrast else raw

    def _nearest(self, scale: float, shift: tuple[float, float], box: tuple[int, int, int, int]) -> Pixels:
        x, y, width, height = box
        film_width, film_height = self.radiograph.size
        columns = np.floor((np.arange(x, x + width) + 0.5 - shift[0]) / scale).astype(np.intp)
        rows = np.floor((np.arange(y, y + height) + 0.5 - shift[1]) / scale).astype(np.intp)
        columns, rows = columns.clip(0, film_width - 1), rows.clip(0, film_height - 1)
        # The few columns first, then whole rows: copying a row is cheap.
        part = self.radiograph.pixels[rows.min() : rows.max() + 1]
        return np.asarray(part.take(columns, axis=1).take(rows - rows.min(), axis=0))


class _Grid:
    """Where the samples of a part of the screen lie in the film, at any level of a pyramid."""

    def __init__(
        self,
        film_size: tuple[int, int],
        scale: float,
        shift: tuple[float, float],
        box: tuple[int, int, int, int],
        turn: Turn,
        over: int,
    ) -> None:
        x, y, width, height = box
        self._film_size, self._over = film_size, over
        self._size, self._counts = (width, height), (width * over, height * over)
        # Scene of the first sample, and of one to the right and one below it: the turn's transpose turns back.
        a, b, c, d = turn.matrix
        back = np.array([[a, c], [b, d]]) / scale
        self._steps = back / over
        self._start = back @ (np.array([x, y]) + 0.5 / over - np.array(shift))

    def sample(self, pixels: Pixels, *, sharp: bool = False, interpolation: int | None = None) -> Pixels:
        """The greys of one level (h, w) or (h, w, 3) at the samples, averaged to one a screen px."""
        height, width = pixels.shape[:2]
        ratio = np.array([width, height]) / np.array(self._film_size)
        steps, start = self._steps * ratio[:, None], self._start * ratio - 0.5
        # cv2 counts source px in 16 bit and interpolates in 1/32 px: cut the part out that is needed.
        reach = steps * np.array(self._counts)
        low, high = start + np.minimum(reach, 0).sum(axis=1), start + np.maximum(reach, 0).sum(axis=1)
        margin = SHARP_MARGIN if sharp else 0
        left, right = _span(low[0], high[0], width, margin)
        top, bottom = _span(low[1], high[1], height, margin)
        part = pixels[top:bottom, left:right]
        sampled = cv2.warpAffine(
            sharpened(part) if sharp else part,
            np.hstack([steps, (start - (left, top))[:, None]]),
            self._counts,
            flags=(cv2.INTER_LINEAR if interpolation is None else interpolation) | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return sampled if self._over == 1 else cv2.resize(sampled, self._size, interpolation=cv2.INTER_AREA)


def _halved(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    return cv2.resize(pixels, ((width + 1) // 2, (height + 1) // 2), interpolation=cv2.INTER_AREA)


def _span(low: float, high: float, size: int, margin: int) -> tuple[int, int]:
    """The source px [first, last) that samples from `low` to `high` touch, within 0-size and never empty."""
    first = min(max(int(np.floor(low)) - 1 - margin, 0), size - 1)
    return first, min(max(int(np.ceil(high)) + 2 + margin, first + 1), size)


def to_screen(raw: Pixels, table: NDArray[np.uint8], target: NDArray[np.uint8]) -> None:
    """Raw greys (h, w) or (h, w, 3) RGB through a display table into `target`, (h, w, 4) BGRA."""
    shown = cv2.LUT(raw, table)
    cv2.cvtColor(shown, cv2.COLOR_GRAY2BGRA if shown.ndim == 2 else cv2.COLOR_RGB2BGRA, dst=target)
