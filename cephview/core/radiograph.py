"""A radiograph: the pixels at their full depth, the calibration, and where they came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.calibration import Calibration
from cephview.core.geometry import Size
from cephview.core.grey_range import GreyRange, own_range, screen_table
from cephview.core.sentences import kept

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Radiograph:
    """A film as it was read: (h, w) grey or (h, w, 3) RGB, uint8 or uint16, film frame.

    `window` are the grey values (low, high) that the file wants shown as black and white, where it says so; they may
    lie beyond the pixels. `notes` are sentences for the user about how the film was read; no patient is in them. Of
    these `warnings` may cost accuracy, and have to be seen.
    Raises ValueError for any other array, and for a window that is none.
    """

    pixels: NDArray[np.uint8] | NDArray[np.uint16]
    path: Path | None = None
    calibration: Calibration | None = None
    window: tuple[float, float] | None = None
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    title: str = ""

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
        """What it is called among others: its `title` where its file's name is not enough, or `film` without a file."""
        return self.title or (self.path.name if self.path else "film")

    @property
    def is_deep(self) -> bool:
        """Whether the film has more than 8 bit a channel."""
        return self.pixels.dtype == np.uint16

    def grey_range(self) -> tuple[float, float]:
        """The grey values (low, high) between which the film's anatomy lies: what is shown, and fed to the model.

        The file's own window comes first, then what the film's greys are (`core.grey_range.own_range`).
        """
        return self.window or (self._own_range.low, self._own_range.high)

    @property
    def grey_note(self) -> str:
        """What the user should know of how the range of greys was chosen; empty where nothing."""
        return "" if self.window else self._own_range.note

    @cached_property
    def _own_range(self) -> GreyRange:
        return own_range(self.pixels)

    def as_shown(self, low: float, high: float, *, gamma: float = 1.0, inverted: bool = False) -> Radiograph:
        """The film in 8 bit through a window, for a model that is to be given the screen; its last note says so."""
        table = screen_table(self.is_deep, low, high, gamma=gamma, inverted=inverted)
        note = kept("as-shown-inverted" if inverted else "as-shown", low=low, high=high, gamma=gamma)
        return replace(self, pixels=table[self.pixels], window=(0.0, 255.0), notes=(*self.notes, note))

    def in_8bit(self) -> Radiograph:
        """The film of its pixels `to_8bit`, which are its own 8 bit: what is cheap to lay another way round."""
        return replace(self, pixels=self.to_8bit(), window=(0.0, 255.0))

    def to_8bit(self) -> NDArray[np.uint8]:
        """The film in 8 bit as in training, same shape: `grey_range` stretched linearly to 0-255."""
        low, high = self.grey_range()
        if not self.is_deep and (low, high) == (0, 255):
            return self.pixels.astype(np.uint8, copy=False)
        values = np.arange(65536 if self.is_deep else 256, dtype=np.float64)
        table = np.clip((values - low) * (255.0 / (high - low)), 0, 255)
        return np.round(table).astype(np.uint8)[self.pixels]
