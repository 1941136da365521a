"""A radiograph: the pixels at their full depth, the calibration, and where they came from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cephview.core.calibration import Calibration
from cephview.core.geometry import Size

# Share of pixels that may saturate when a deep film is brought to 8 bit: hot pixels and lead letters, no anatomy.
_CLIP_PERCENT = 0.1


@dataclass(frozen=True, eq=False)
class Radiograph:
    """A film as it was read: (h, w) grey or (h, w, 3) RGB, uint8 or uint16, film frame.

    `window` are the grey values (low, high) that the file wants shown as black and white, where it says so; they may
    lie beyond the pixels. `notes` are sentences for the user about how the film was read; no patient is in them.
    Raises ValueError for any other array, and for a window that is none.
    """

    pixels: NDArray[np.uint8] | NDArray[np.uint16]
    path: Path | None = None
    calibration: Calibration | None = None
    window: tuple[float, float] | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        shape, kind = self.pixels.shape, self.pixels.dtype
        if kind not in (np.uint8, np.uint16) or not (len(shape) == 2 or (len(shape) == 3 and shape[2] == 3)):
            raise ValueError(f"a radiograph is grey or RGB of 8 or 16 bit, not {kind} of shape {shape}")
        if 0 in shape:
            raise ValueError("a radiograph without pixels is none")
        if self.window is not None and not (np.isfinite(self.window).all() and self.window[0] < self.window[1]):
            raise ValueError(f"{self.window} is no window from black to white")
        self.pixels.setflags(write=False)

    @property
    def size(self) -> Size:
        """(width, height) in film px."""
        return int(self.pixels.shape[1]), int(self.pixels.shape[0])

    @property
    def name(self) -> str:
        """The file's name, or `film` for one that has no file."""
        return self.path.name if self.path else "film"

    @property
    def is_deep(self) -> bool:
        """Whether the film has more than 8 bit a channel."""
        return self.pixels.dtype == np.uint16

    def grey_range(self) -> tuple[float, float]:
        """The grey values (low, high) between which the film's anatomy lies: what is shown, and fed to the model.

        The file's own window comes first. Other 8-bit films were windowed when they were made and keep 0-255, as in
        training. Deeper ones use what they use of their container (12 bit in 16, say), less 0.1 % at either end.
        """
        return self._grey_range

    @cached_property
    def _grey_range(self) -> tuple[float, float]:
        if self.window is not None:
            return self.window
        if not self.is_deep:
            return 0, 255
        sample = self.pixels[::4, ::4]
        low, high = np.percentile(sample, [_CLIP_PERCENT, 100 - _CLIP_PERCENT])
        return int(low), max(int(np.ceil(high)), int(low) + 1)

    def to_8bit(self) -> NDArray[np.uint8]:
        """The film in 8 bit as in training, same shape: `grey_range` stretched linearly to 0-255."""
        low, high = self.grey_range()
        if not self.is_deep and (low, high) == (0, 255):
            return self.pixels.astype(np.uint8, copy=False)
        values = np.arange(65536 if self.is_deep else 256, dtype=np.float64)
        table = np.clip((values - low) * (255.0 / (high - low)), 0, 255)
        return np.round(table).astype(np.uint8)[self.pixels]
