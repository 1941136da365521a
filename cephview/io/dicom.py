"""Films from DICOM files: decoded, greys in their polarity, upright, with the calibration that the file gives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cephview.core.calibration import Calibration
from cephview.io.dicom_calibration import dicom_calibration
from cephview.io.dicom_greys import Window, grey_table
from cephview.io.dicom_header import DicomHeader, read_dicom_header
from cephview.io.dicom_orientation import upright
from cephview.io.dicom_pixels import decode_pixels
from cephview.io.dicom_values import word
from cephview.io.image_header import DAMAGED, HeaderError

Pixels = NDArray[np.uint8] | NDArray[np.uint16]
INVERTED = "Stored as a negative (MONOCHROME1): shown, and given to the model, with bone bright."
_RAW = "Stored for processing, not for looking at: its greys may need the window."
_DARK = "The window that the file gives lies beyond its greys and was not used."


@dataclass(frozen=True, eq=False)
class DicomFilm:
    """What Radiograph takes of a DICOM film."""

    pixels: Pixels
    window: Window | None
    calibration: Calibration | None
    notes: tuple[str, ...]


def read_dicom(data: bytes) -> DicomFilm:
    """The film in a DICOM file's bytes. Raises HeaderError for whatever is no single radiograph."""
    header = read_dicom_header(data)
    raw = decode_pixels(header, data)
    notes: list[str] = []
    pixels, window = _grey(header, raw, notes) if raw.ndim == 2 else _colour(raw)
    calibration = dicom_calibration(header.dataset)
    turned = upright(pixels, calibration, header.dataset)
    if word(header.dataset, "PresentationIntentType") == "FOR PROCESSING":
        notes.append(_RAW)
    return DicomFilm(turned.pixels, window, turned.calibration, (*notes, *turned.notes))


def _colour(raw: NDArray[np.generic]) -> tuple[Pixels, Window | None]:
    # Most films are grey and were only saved as colour.
    grey = all(np.array_equal(raw[..., 0], raw[..., i]) for i in (1, 2))
    colours = np.ascontiguousarray(raw[..., 0] if grey else raw)
    if colours.itemsize == 1:
        return colours.astype(np.uint8, copy=False), None
    # Colours were chosen by someone; stretching would change them.
    return colours.astype(np.uint16, copy=False), (0.0, 65535.0)


def _grey(header: DicomHeader, raw: NDArray[np.generic], notes: list[str]) -> tuple[Pixels, Window | None]:
    container = 8 * raw.itemsize
    # A decoder gives back what its stream holds, in the lower bits; only what was not compressed may lie higher.
    high = header.stored - 1 if header.syntax.is_encapsulated else header.high
    if max(header.stored, high + 1) > container:
        raise HeaderError(DAMAGED)
    try:
        table = grey_table(
            header.dataset,
            container=container,
            stored=header.stored,
            high=high,
            signed=header.signed,
            little=bool(header.syntax.is_little_endian),
        )
    except (TypeError, ValueError, OverflowError):
        raise HeaderError(DAMAGED) from None
    places = raw.view(np.uint8 if container == 8 else np.uint16)
    pixels: Pixels = table.greys[places]
    window = table.window
    if window is not None and not (pixels.max() > window[0] and pixels.min() < window[1]):
        window = None
        notes.append(_DARK)
    if header.photometric == "MONOCHROME1":
        notes.append(INVERTED)
    return pixels, window
