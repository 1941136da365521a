"""Films from image files: PNG, JPEG, BMP, TIFF, DICOM; at full depth, the right way up, grey where they are grey."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import cv2
import numpy as np

from cephview.core.errors import CephViewError
from cephview.core.grey_range import misfit
from cephview.core.radiograph import Radiograph
from cephview.core.sentences import Sentence
from cephview.io.films.bands import bands
from cephview.io.films.blank_check import blank_note
from cephview.io.films.file_tags import read_tags
from cephview.io.films.image_header import DAMAGED, HeaderError, ImageHeader, check_size, is_dicom, read_header
from cephview.io.films.jpeg_check import check_jpeg
from cephview.io.films.tiff_check import check_tiff
from cephview.io.reading import read_bytes
from cephview.io.tables.calibration import search_calibration

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILM_SUFFIXES: tuple[str, ...] = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".dcm", ".dicom")
# 120 megapixel of 16-bit RGBA, uncompressed, and something for the rest.
_MAX_BYTES = 1 << 30
_TIFF = (b"II", b"MM")
_LARGE, _large = 64 << 20, threading.Lock()
Pixels: TypeAlias = "NDArray[np.uint8] | NDArray[np.uint16]"


def read_film(path: Path) -> Radiograph:
    """The film in a file, with the calibration that the file gives (DICOM), or else a table beside it, and notes.

    Raises CephViewError saying what is wrong.
    """
    data = read_bytes(path, _MAX_BYTES)
    film = _read(data, path.name)
    if film.calibration is None:
        height, width = film.pixels.shape[:2]
        search = search_calibration(path, (width, height))
        film = replace(
            film,
            calibration=search.calibration,
            notes=(*film.notes, *search.problems, *search.notes),
            warnings=(*film.warnings, *search.problems),
        )
    return replace(_with_fitting_greys(film), path=path)


def _with_fitting_greys(film: Radiograph) -> Radiograph:
    """The film without a window that does not fit it, and with what is to be said of its greys."""
    unfit = misfit(film.pixels, film.window) if film.window else ""
    if unfit:
        film = replace(film, window=None)
    said = tuple(filter(None, (unfit, film.grey_note, blank_note(film.pixels))))
    return replace(film, notes=(*film.notes, *said), warnings=(*film.warnings, *said))


def decode_film(data: bytes, name: str) -> Pixels:
    """Pixels (h, w) or (h, w, 3) RGB, uint8 or uint16, of an image file's bytes; `name` is for the message.

    Raises CephViewError for whatever is no such image.
    """
    return _read(data, name).pixels


def _read(data: bytes, name: str) -> Radiograph:
    try:
        return _read_dicom(data) if is_dicom(data) else _read_image(data)
    except HeaderError as error:
        raise CephViewError("{name} {error}.", name=name, error=error) from None


def _read_dicom(data: bytes) -> Radiograph:
    # pydicom and its decoders take most of a second to import, and most films are none of theirs.
    from cephview.io.films.dicom.film import read_dicom

    with _alone(len(data)):
        film = read_dicom(data)
    return Radiograph(
        film.pixels, calibration=film.calibration, window=film.window, notes=film.notes, warnings=film.warnings
    )


def _read_image(data: bytes) -> Radiograph:
    # OpenCV tells what it dislikes on standard error; here every failure becomes a sentence for the user.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    header = read_header(data)
    check_size(header.width, header.height, header.bytes_per_pixel)
    if data.startswith(b"\xff\xd8"):
        check_jpeg(data)
    elif data.startswith(_TIFF):
        check_tiff(data)
    turned = (Sentence("Turned as the file says (EXIF orientation)."),) if read_tags(data).orientation > 1 else ()
    with _alone(header.width * header.height * header.bytes_per_pixel):
        return Radiograph(_grey_or_rgb(_decode(header), header), notes=turned)


@contextmanager
def _alone(size: int) -> Iterator[None]:
    """Let large films, of `size` bytes, be decoded one after the other: each takes twice its memory meanwhile."""
    with _large if size > _LARGE else nullcontext():
        yield


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
    raise HeaderError(
        "has grey values of an unusual kind ({dtype}): save the film with 8 or 16 bit", dtype=pixels.dtype
    )


def _grey_or_rgb(pixels: Pixels, header: ImageHeader) -> Pixels:
    """Grey (h, w) or RGB (h, w, 3) of decoded pixels, which are given up: band by band, in their own memory."""
    if pixels.ndim == 2 and not header.negative:
        return pixels if pixels.flags.c_contiguous else pixels.copy()
    height, width = pixels.shape[:2]
    memory: NDArray[Any] = np.ascontiguousarray(pixels).reshape(-1)
    given: Pixels = memory.reshape(height, width, -1)
    channels = 1 if given.shape[2] == 1 else 3
    grey = True
    for rows in bands(height):
        band: Pixels = given[rows].copy()
        if header.negative:
            band = np.iinfo(band.dtype).max - band
        if band.shape[2] == 4:
            band = _over_black(band)
        if channels == 3:
            # Most films are grey and were only saved as colour.
            grey = grey and all(np.array_equal(band[..., 0], band[..., i]) for i in (1, 2))
            band = band[..., ::-1]
        # Never behind where the next band is read.
        memory[rows.start * width * channels : rows.stop * width * channels] = band.reshape(-1)
    whole: Pixels = memory[: height * width * channels].reshape(height, width, channels)
    if grey:
        for rows in bands(height):
            memory[rows.start * width : rows.stop * width] = whole[rows, :, 0].reshape(-1)
        whole = memory[: height * width].reshape(height, width)
    return whole if whole.nbytes == memory.nbytes else whole.copy()


def _over_black(pixels: Pixels) -> Pixels:
    """BGRA (h, w, 4) to BGR: what is see-through becomes black, as the unexposed rim of a film is shown."""
    colour, alpha = pixels[..., :3], pixels[..., 3:]
    top = int(np.iinfo(pixels.dtype).max)
    if int(alpha.min()) == top:
        return colour
    # 65535² + 32767 still fits 32 bit.
    rounded = (colour.astype(np.uint32) * alpha + top // 2) // top
    return rounded.astype(np.uint8) if top == 255 else rounded.astype(np.uint16)
