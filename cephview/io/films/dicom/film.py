"""Films from DICOM files: decoded, greys in their polarity, upright, with the calibration that the file gives."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from pydicom.uid import JPEGLossless, JPEGLosslessSV1

from cephview.core.calibration import Calibration
from cephview.core.sentences import Sentence
from cephview.io.films.bands import bands
from cephview.io.films.dicom.calibration import dicom_calibration, pixel_aspect
from cephview.io.films.dicom.greys import Window, grey_table
from cephview.io.films.dicom.header import DicomHeader, read_dicom_header
from cephview.io.films.dicom.orientation import upright
from cephview.io.films.dicom.pixels import GREY_RGB, GREY_YBR, decode_pixels, raw_values
from cephview.io.films.dicom.values import number, values, word
from cephview.io.films.image_header import DAMAGED, HeaderError, check_size
from cephview.io.films.streak_check import is_streaked

Pixels = NDArray[np.uint8] | NDArray[np.uint16]
INVERTED = Sentence("Stored as a negative (MONOCHROME1): shown, and given to the model, with bone bright.")
_RAW = Sentence("Stored for processing, not for looking at: its greys may need the window.")
_CONTRARY = Sentence(
    "The file contradicts itself on whether bone is bright: if the film is a negative, invert it (I) "
    "and predict it as it is shown."
)
_PRESENTATION = Sentence("The file has a table of greys for one kind of screen; it was not used.")
_STREAKED = Sentence(
    "From one line on its rows jump in brightness, as of a file in which a byte is wrong: compare it "
    "with the original, or copy it again from where it came."
)
_LOSSLESS_JPEG = (JPEGLossless, JPEGLosslessSV1)
_PADDED = Sentence("What the file calls padding was made black.")
# What was done to the film as it has to be done: nothing to be looked after.
_HARMLESS = frozenset({INVERTED, _PRESENTATION, _PADDED, GREY_RGB, GREY_YBR})


@dataclass(frozen=True, eq=False)
class DicomFilm:
    """What Radiograph takes of a DICOM film."""

    pixels: Pixels
    window: Window | None
    calibration: Calibration | None
    notes: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def read_dicom(data: bytes) -> DicomFilm:
    """The film in a DICOM file's bytes. Raises HeaderError for whatever is no single radiograph."""
    header = read_dicom_header(data)
    header, raw = decode_pixels(header, data)
    notes = list(header.notes)
    if header.syntax in _LOSSLESS_JPEG and raw.ndim == 2 and is_streaked(raw):
        notes.append(_STREAKED)
    pixels, window = _grey(header, raw, notes) if raw.ndim == 2 else _colour(raw)
    calibration = dicom_calibration(header.dataset)
    if calibration is None and (aspect := pixel_aspect(header.dataset)):
        pixels = _made_square(pixels, aspect, notes)
    warnings = tuple(note for note in notes if note not in _HARMLESS)
    turned = upright(pixels, calibration, header.dataset)
    if word(header.dataset, "PresentationIntentType") == "FOR PROCESSING":
        notes.append(_RAW)
    return DicomFilm(turned.pixels, window, turned.calibration, (*notes, *turned.notes), warnings)


def _made_square(pixels: Pixels, aspect: float, notes: list[str]) -> Pixels:
    """The film with square pixels where they are `aspect` times as high as wide: angles are wrong without."""
    height, width = pixels.shape[:2]
    size = (width, round(height * aspect)) if aspect > 1 else (round(width / aspect), height)
    check_size(*size)
    notes.append(
        Sentence(
            "Its pixels are not square ({aspect:.3g} times as high as wide): it was stretched to {size} × {size2} px.",
            aspect=aspect,
            size=size[0],
            size2=size[1],
        )
    )
    square = cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR)
    return square.astype(np.uint8, copy=False) if pixels.itemsize == 1 else square.astype(np.uint16, copy=False)


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
    if max(header.stored, header.high + 1) > container:
        raise HeaderError(DAMAGED)
    try:
        table = grey_table(
            header.dataset,
            container=container,
            stored=header.stored,
            high=header.high,
            signed=header.signed,
            little=bool(header.syntax.is_little_endian),
        )
    except (TypeError, ValueError, OverflowError):
        raise HeaderError(DAMAGED) from None
    places = raw.view(np.uint8 if container == 8 else np.uint16)
    notes.extend(table.notes)
    pixels: Pixels = np.empty(places.shape, table.greys.dtype)
    for rows in bands(len(places)):
        pixels[rows] = table.greys[places[rows]]
    if header.photometric == "MONOCHROME1":
        notes.append(INVERTED)
    # Where it is said at all, MONOCHROME1 goes with INVERSE and MONOCHROME2 with IDENTITY (PS3.3 C.11.6.1).
    shape = word(header.dataset, "PresentationLUTShape")
    contrary = {"MONOCHROME1": "IDENTITY", "MONOCHROME2": "INVERSE"}.get(header.photometric)
    if shape and shape == contrary:
        notes.append(_CONTRARY)
    if values(header.dataset, "PresentationLUTSequence"):
        notes.append(_PRESENTATION)
    return _unpadded(header, raw, pixels, notes), table.window


def _unpadded(header: DicomHeader, raw: NDArray[np.generic], pixels: Pixels, notes: list[str]) -> Pixels:
    """The film (h, w) with black for what its file calls padding, where that reaches the film's edge."""
    padding = number(header.dataset, "PixelPaddingValue")
    if padding is None:
        return pixels
    other = number(header.dataset, "PixelPaddingRangeLimit")
    ends = np.array([int(padding), int(padding if other is None else other)])
    # As it is stored in so many bits: 65535 in 12 bit is 4095, or -1.
    least, count = (-(1 << (header.stored - 1)) if header.signed else 0), 1 << header.stored
    low, high = sorted(((ends - least) % count + least).tolist())
    padded = np.empty(raw.shape, np.uint8)
    for rows in bands(len(raw)):
        values_of = raw_values(raw[rows], header)
        padded[rows] = (values_of >= low) & (values_of <= high)
    if not padded.any():
        return pixels
    _, labels = cv2.connectedComponents(padded, connectivity=4)
    edge = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    rim = np.isin(labels, edge[edge > 0])
    if not rim.any() or rim.all() or int(pixels[rim].max()) == 0:
        return pixels
    notes.append(_PADDED)
    return np.where(rim, pixels.dtype.type(0), pixels)
