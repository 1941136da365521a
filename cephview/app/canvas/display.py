"""How the film is looked at: window, gamma, inversion, what is brought out. It never touches data, export or model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from cephview.app.canvas.enhance import PLAIN, Look
from cephview.core.grey_range import fitting_look, screen_table
from cephview.core.radiograph import Radiograph

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIN_GAMMA, MAX_GAMMA = 0.1, 10.0


class Display(QObject):
    """The grey window (film's own grey values), gamma and inversion of the film that is shown."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.low, self.high = 0.0, 255.0
        self.gamma = 1.0
        self.inverted = False
        self.look = PLAIN
        self.keep = False
        self.fitted = ""  # why this film is shown otherwise than it was stored, where it is so by itself
        self._range = (0.0, 255.0)
        self._deep: bool | None = None
        self._tables: dict[bool, NDArray[np.uint8]] = {}

    @property
    def film_range(self) -> tuple[float, float]:
        """The grey values (low, high) of the film's anatomy: what `reset` goes back to, and the measure of a drag."""
        return self._range

    def reset(self, radiograph: Radiograph) -> None:
        """Show the film as it is: its own range, gamma 1, not inverted, nothing brought out."""
        self._note_film(radiograph)
        self._show_as_stored()
        self._announce()

    def show_all(self, radiograph: Radiograph) -> None:
        """Show every grey value that the file can hold, or a deep film has: nothing is stretched."""
        self.set_window(0.0, float(radiograph.pixels.max()) if radiograph.is_deep else 255.0)

    def adopt(self, radiograph: Radiograph) -> None:
        """Another film is shown: reset, or keep the look where the user says so (`keep`).

        One that could hardly be seen as it was stored gets a look that fits it, and `fitted` says so.
        """
        if not self.keep or self._deep is None:
            self._note_film(radiograph)
            self._show_as_stored()
            if look := fitting_look(radiograph.pixels, self._range):
                self.low, self.high, self.gamma, self.fitted = look.low, look.high, look.gamma, look.why
            self._announce()
            return
        self.fitted = ""
        (old_low, old_high), was_deep = self._range, self._deep
        self._note_film(radiograph)
        if was_deep != radiograph.is_deep:
            # Grey values of 8 and 16 bit have nothing to do with one another; their place in the range has.
            scale = (self._range[1] - self._range[0]) / (old_high - old_low)
            self.low = self._range[0] + (self.low - old_low) * scale
            self.high = self._range[0] + (self.high - old_low) * scale
        self._announce()

    def set_window(self, low: float, high: float) -> None:
        """Show grey values from `low` (black) to `high` (white); at least a 500th of the film's range lies between."""
        least = max((self._range[1] - self._range[0]) / 500.0, 1e-6)
        if high - low < least:
            centre = (low + high) / 2
            low, high = centre - least / 2, centre + least / 2
        if (low, high) != (self.low, self.high):
            self.low, self.high = float(low), float(high)
            self._announce()

    def set_gamma(self, gamma: float) -> None:
        """Brighten (above 1) or darken (below 1) the middle greys."""
        gamma = min(max(float(gamma), MIN_GAMMA), MAX_GAMMA)
        if gamma != self.gamma:
            self.gamma = gamma
            self._announce()

    def set_inverted(self, inverted: bool) -> None:
        """Show bone dark and air bright, or as it was exposed."""
        if inverted != self.inverted:
            self.inverted = inverted
            self._announce()

    def set_local_contrast(self, on: bool) -> None:
        """Bring out what lies in dark and bright parts alike (CLAHE), or not."""
        self._set_look(replace(self.look, local_contrast=on))

    def set_sharpened(self, on: bool) -> None:
        """Bring out edges (unsharp mask), or not."""
        self._set_look(replace(self.look, sharpened=on))

    def table(self, deep: bool) -> NDArray[np.uint8]:
        """Grey value of the film to grey of the screen: 65536 entries for a deep film, else 256."""
        if deep not in self._tables:
            self._tables[deep] = screen_table(deep, self.low, self.high, gamma=self.gamma, inverted=self.inverted)
        return self._tables[deep]

    def _set_look(self, look: Look) -> None:
        if look != self.look:
            self.look = look
            self._announce()

    def _show_as_stored(self) -> None:
        self.low, self.high = self._range
        self.gamma, self.inverted, self.look, self.fitted = 1.0, False, PLAIN, ""

    def _note_film(self, radiograph: Radiograph) -> None:
        low, high = radiograph.grey_range()
        self._range, self._deep = (float(low), float(high)), radiograph.is_deep

    def _announce(self) -> None:
        self._tables.clear()
        self.changed.emit()
