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

from cephview.io.dicom_values import number, value, values, word
from cephview.io.image_header import DAMAGED, HeaderError

Window = tuple[float, float]
GREY_TAGS: tuple[str, ...] = (
    *("PhotometricInterpretation", "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation"),
    *("RescaleSlope", "RescaleIntercept", "ModalityLUTSequence"),
    *("WindowCenter", "WindowWidth", "VOILUTFunction", "VOILUTSequence"),
)


@dataclass(frozen=True, eq=False)
class GreyTable:
    """Grey by raw pixel value, uint8 or uint16, and the window (low, high) in these greys that the file declares."""

    greys: NDArray[np.uint8] | NDArray[np.uint16]
    window: Window | None


def grey_table(dataset: Dataset, *, container: int, stored: int, high: int, signed: bool, little: bool) -> GreyTable:
    """The table over all raw values of `container` (8 or 16) bit, of which `stored` bit up to bit `high` count.

    `little` is the byte order of tables. Raises HeaderError for a table that cannot be read.
    """
    pixels = (np.arange(1 << container, dtype=np.int64) >> (high + 1 - stored)) & ((1 << stored) - 1)
    least = -(1 << (stored - 1)) if signed else 0
    top = (1 << stored) - 1
    if signed:
        pixels = np.where(pixels > top >> 1, pixels - top - 1, pixels)
    slope, intercept = number(dataset, "RescaleSlope") or 1.0, number(dataset, "RescaleIntercept") or 0.0
    modality, voi = _item(dataset, "ModalityLUTSequence"), _item(dataset, "VOILUTSequence")
    if modality is not None:
        looked_up, top = _look_up(modality, pixels, little)
        least, slope, intercept, pixels = 0, 1.0, 0.0, looked_up
    window = _window(dataset)
    shown: Window | None
    if voi is not None:
        greys, top = _look_up(voi, np.rint(pixels * slope + intercept).astype(np.int64), little)
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
    return GreyTable(greys.astype(np.uint8) if top <= 255 else greys.astype(np.uint16), shown)


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


def _item(dataset: Dataset, keyword: str) -> Dataset | None:
    items = values(dataset, keyword)
    return items[0] if items and isinstance(items[0], Dataset) else None


def _look_up(item: Dataset, pixels: NDArray[np.int64], little: bool) -> tuple[NDArray[np.int64], int]:
    """The item's table at `pixels`, below and above it its ends; and the greatest value that it can hold.

    pydicom's own (`apply_voi`) wraps round where a table of 8-bit values has more than 256 entries.
    """
    descriptor = [int(entry) for entry in values(item, "LUTDescriptor")]
    if len(descriptor) != 3 or not 8 <= descriptor[2] <= 16:
        raise HeaderError(DAMAGED)
    count, first, bits = descriptor[0] or 65536, descriptor[1], descriptor[2]
    data = value(item, "LUTData")
    if isinstance(data, bytes):
        kind = "u1" if count <= len(data) <= count + 1 else f"{'<' if little else '>'}u2"
        table = np.frombuffer(data[: len(data) // 2 * 2 if kind != "u1" else None], kind).astype(np.int64)
    else:
        table = np.array([int(entry) for entry in values(item, "LUTData")], dtype=np.int64)
    if not 1 <= count <= table.size:
        raise HeaderError(DAMAGED)
    top = (1 << bits) - 1
    return np.clip(table[np.clip(pixels - first, 0, count - 1)], 0, top), top
