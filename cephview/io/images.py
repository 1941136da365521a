"""Films from image files: PNG, JPEG, BMP, TIFF; at full depth, the right way up, grey where they are grey."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from cephview.core.errors import CephViewError
from cephview.core.radiograph import Radiograph
from cephview.io.calibration_table import find_calibration
from cephview.io.image_header import DAMAGED, HeaderError, ImageHeader, read_header
from cephview.io.reading import read_bytes

FILM_SUFFIXES: tuple[str, ...] = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff")
MAX_PIXELS = 120_000_000
# 120 megapixel of 16-bit RGBA, uncompressed, and something for the rest.
_MAX_BYTES = 1 << 30
Pixels = NDArray[np.uint8] | NDArray[np.uint16]

# OpenCV tells what it dislikes on standard error; here every failure becomes a sentence for the user.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


def read_film(path: Path) -> Radiograph:
    """The film in a file, with the calibration of a table beside it. Raises CephViewError saying what is wrong."""
    pixels = decode_film(read_bytes(path, _MAX_BYTES), path.name)
    size = (int(pixels.shape[1]), int(pixels.shape[0]))
    return Radiograph(pixels, path, find_calibration(path, size))


def decode_film(data: bytes, name: str) -> Pixels:
    """Pixels (h, w) or (h, w, 3) RGB, uint8 or uint16, of an image file's bytes; `name` is for the message.

    Raises CephViewError for whatever is no such image.
    """
    try:
        header = read_header(data)
        if header.width < 1 or header.height < 1:
            raise HeaderError(DAMAGED)
        if header.width * header.height > MAX_PIXELS:
            millions = header.width * header.height / 1e6
            raise HeaderError(
                f"has {millions:.0f} megapixels, more than the {MAX_PIXELS // 10**6} that a film may have"
            )
        return _grey_or_rgb(_decode(header), header)
    except HeaderError as error:
        raise CephViewError(f"{name} {error}.") from None


def _decode(header: ImageHeader) -> Pixels:
    buffer = np.frombuffer(header.payload, dtype=np.uint8)
    # These flags turn the film as EXIF says, but drop alpha; only IMREAD_UNCHANGED keeps it.
    flags = cv2.IMREAD_UNCHANGED if header.has_alpha else cv2.IMREAD_ANYDEPTH | cv2.IMREAD_ANYCOLOR
    try:
        pixels = cv2.imdecode(buffer, flags)
    except (cv2.error, MemoryError):
        pixels = None
    if pixels is None or {*pixels.shape[:2]} != {header.width, header.height}:
        raise HeaderError(DAMAGED)
    if pixels.dtype == np.uint8:
        return pixels.astype(np.uint8, copy=False)
    if pixels.dtype == np.uint16:
        return pixels.astype(np.uint16, copy=False)
    raise HeaderError(f"has grey values of an unusual kind ({pixels.dtype}): save the film with 8 or 16 bit")


def _grey_or_rgb(pixels: Pixels, header: ImageHeader) -> Pixels:
    if header.negative:
        pixels = np.iinfo(pixels.dtype).max - pixels
    if pixels.ndim == 3 and pixels.shape[2] == 4:
        pixels = _over_black(pixels)
    if pixels.ndim == 3:
        # Most films are grey and were only saved as colour.
        first = pixels[..., :1]
        grey = pixels.shape[2] == 1 or all(np.array_equal(first[..., 0], pixels[..., i]) for i in (1, 2))
        pixels = first[..., 0] if grey else pixels[..., ::-1]
    return pixels if pixels.flags.c_contiguous else pixels.copy()


def _over_black(pixels: Pixels) -> Pixels:
    """BGRA (h, w, 4) to BGR: what is see-through becomes black, as the unexposed rim of a film is shown."""
    colour, alpha = pixels[..., :3], pixels[..., 3:]
    top = int(np.iinfo(pixels.dtype).max)
    if int(alpha.min()) == top:
        return colour
    # 65535² + 32767 still fits 32 bit.
    rounded = (colour.astype(np.uint32) * alpha + top // 2) // top
    return rounded.astype(np.uint8) if top == 255 else rounded.astype(np.uint16)
