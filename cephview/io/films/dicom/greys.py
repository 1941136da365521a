"""Stored values of a grey DICOM film to the greys of a Radiograph: rescale, then VOI LUT or window, then polarity.

All of it is one table over the values that a pixel can have. What is linear stays out of the table: a rescale only
moves the window, so that the film keeps the depth that was stored, and the window can be opened again on the screen.
What is not linear (modality LUT, VOI LUT, sigmoid) is in the table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from cephview.core.sentences import Sentence
from cephview.io.films.dicom.values import number, value, values, word

Window = tuple[float, float]
_NO_TABLE = Sentence("A table of greys in the file is empty or unreadable and was not used.")
GREY_TAGS: tuple[str, ...] = (
    *("PhotometricInterpretation", "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation"),
    *("RescaleSlope", "RescaleIntercept", "ModalityLUTSequence"),
    *("WindowCenter", "WindowWidth", "VOILUTFunction", "VOILUTSequence"),
    *("PresentationLUTShape", "PresentationLUTSequence", "PixelPaddingValue", "PixelPaddingRangeLimit"),
)


@dataclass(frozen=True, eq=False)
class GreyTable:
    """Grey by raw pixel value, uint8 or uint16; the window (low, high) in these greys that the file declares; notes."""

    greys: NDArray[np.uint8] | NDArray[np.uint16]
    window: Window | None
    notes: tuple[str, ...] = ()


def grey_table(dataset: Dataset, *, container: int, stored: int, high: int, signed: bool, little: bool) -> GreyTable:
    """The table over all raw values of `container` (8 or 16) bit, of which `stored` bit up to bit `high` count.

    `little` is the byte order of tables. Of a sequence of tables the first one that can be read counts.
    """
    pixels = (np.arange(1 << container, dtype=np.int64) >> (high + 1 - stored)) & ((1 << stored) - 1)
    least = -(1 << (stored - 1)) if signed else 0
    top = (1 << stored) - 1
    if signed:
        pixels = np.where(pixels > top >> 1, pixels - top - 1, pixels)
    slope, intercept = number(dataset, "RescaleSlope") or 1.0, number(dataset, "RescaleIntercept") or 0.0
    notes: list[str] = []
    modality = _table(dataset, "ModalityLUTSequence", little, notes)
    voi = _table(dataset, "VOILUTSequence", little, notes)
    if modality is not None:
        least, slope, intercept, pixels, top = 0, 1.0, 0.0, modality.at(pixels), modality.top
    window = _window(dataset)
    shown: Window | None
    if voi is not None:
        greys, top = voi.at(np.rint(pixels * slope + intercept).astype(np.int64)), voi.top
        shown = (0.0, float(top))
    elif window is not None and word(dataset, "VOILUTFunction") == "SIGMOID":
        greys, top = _sigmoid(pixels * slope + intercept, window), 65535
        shown = (0.0, 65535.0)
    else:
        # A falling rescale turns the order of the greys round, the window with it.
        zero = least if slope > 0 else least + top
        greys = np.abs(pixels - zero)
        shown = (0.0, float(top)) if top < 255 else None
        if window is not None:
            shown = _in_greys(_edges(dataset, window), slope, intercept, zero)
    if word(dataset, "PhotometricInterpretation") == "MONOCHROME1":
        greys = top - greys
        shown = shown and (top - shown[1], top - shown[0])
    return GreyTable(greys.astype(np.uint8) if top <= 255 else greys.astype(np.uint16), shown, tuple(notes))


def _in_greys(window: Window, slope: float, intercept: float, zero: int) -> Window:
    low, high = ((edge - intercept) / slope - zero for edge in window)
    return (low, high) if slope > 0 else (-low, -high)


def _window(dataset: Dataset) -> tuple[float, float] | None:
    """Centre and width of the first window, in rescaled values; None where there is none that can be meant."""
    centre, width = number(dataset, "WindowCenter"), number(dataset, "WindowWidth")
    least = 0.0 if word(dataset, "VOILUTFunction") in ("SIGMOID", "LINEAR_EXACT") else 1.0
    return None if centre is None or width is None or width < least or width == 0 else (centre, width)


def _edges(dataset: Dataset, window: tuple[float, float]) -> Window:
    """Black and white, in rescaled values (PS3.3 C.11.2.1.2 and C.11.2.1.3.2)."""
    centre, width = window
    if word(dataset, "VOILUTFunction") != "LINEAR_EXACT":
        # A width of 1 is a threshold: all but no way from black to white.
        centre, width = centre - 0.5, max(width - 1, 1e-3)
    return centre - width / 2, centre + width / 2


def _sigmoid(rescaled: NDArray[np.floating], window: tuple[float, float]) -> NDArray[np.int64]:
    centre, width = window
    steepness = np.clip(-4 * (rescaled - centre) / width, -500, 500)
    return np.asarray(np.rint(65535 / (1 + np.exp(steepness))), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class _Table:
    """A table of greys by value, from `first` on; `top` is the greatest grey that it is made for."""

    greys: NDArray[np.int64]
    first: int
    top: int

    def at(self, pixels: NDArray[np.int64]) -> NDArray[np.int64]:
        """The greys of values; below and above the table its ends."""
        return self.greys[np.clip(pixels - self.first, 0, len(self.greys) - 1)]


def _table(dataset: Dataset, keyword: str, little: bool, notes: list[str]) -> _Table | None:
    """The first table of a sequence that can be read; what cannot be is passed over, and told."""
    try:
        items = values(dataset, keyword)
        for item in items:
            table = _readable(item, little) if isinstance(item, Dataset) else None
            if table is not None:
                return table
        if items or keyword in dataset:
            notes.append(_NO_TABLE)
    except (TypeError, ValueError, OverflowError):
        notes.append(_NO_TABLE)
    return None


def _readable(item: Dataset, little: bool) -> _Table | None:
    """An item's table; None where it is empty or makes no sense.

    pydicom's own (`apply_voi`) wraps round where a table of 8-bit values has more than 256 entries.
    """
    descriptor = [int(entry) for entry in values(item, "LUTDescriptor")]
    if len(descriptor) != 3 or not 8 <= descriptor[2] <= 16:
        return None
    count, first, bits = descriptor[0] or 65536, descriptor[1], descriptor[2]
    data = value(item, "LUTData")
    if isinstance(data, bytes):
        kind = "u1" if count <= len(data) <= count + 1 else f"{'<' if little else '>'}u2"
        table = np.frombuffer(data[: len(data) // 2 * 2 if kind != "u1" else None], kind).astype(np.int64)
    else:
        table = np.array([int(entry) for entry in values(item, "LUTData")], dtype=np.int64)
    if not 1 <= count <= table.size or np.ptp(table[:count]) == 0:
        return None
    # Where no entry uses the upper bits, the greys are those of a shallower table, whatever its label.
    used = max(8, int(table[:count].max()).bit_length())
    top = (1 << min(bits, used)) - 1
    return _Table(np.clip(table[:count], 0, top), first, top)
