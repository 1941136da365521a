"""What an image file says beside its pixels: how it is to be turned, and how many pixels make an inch."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from cephview.core.calibration import MAX_MM_PER_PX, MIN_MM_PER_PX
from cephview.core.errors import CephViewError
from cephview.io.films.tiff_header import tiff_pages
from cephview.io.reading import read_bytes

_ORIENTATION, _X_RESOLUTION, _Y_RESOLUTION, _UNIT = 274, 282, 283, 296
_MM_PER_INCH = 25.4
# What programs write that know nothing of the film: the screen's.
_SCREENS = (72.0, 96.0)
_MAX_BYTES = 1 << 30


@dataclass(frozen=True)
class FileTags:
    """EXIF orientation (1 is upright) and the pixels an inch in x and y, None where the file does not say."""

    orientation: int = 1
    dpi: tuple[float, float] | None = None


def suggest_from_dpi(path: Path) -> float | None:
    """Millimetres a pixel by the file's resolution, to be suggested and never applied; None where none is of use.

    A resolution is of use where x and y agree and it is not a screen's. Raises nothing.
    """
    try:
        tags = read_tags(read_bytes(path, _MAX_BYTES))
    except CephViewError:
        return None
    if tags.dpi is None or abs(tags.dpi[0] - tags.dpi[1]) > 0.01 * max(tags.dpi):
        return None
    dpi = tags.dpi[0]
    if dpi <= 0 or any(abs(dpi - screen) < 0.5 for screen in _SCREENS):
        return None
    spacing = _MM_PER_INCH / dpi
    return spacing if MIN_MM_PER_PX <= spacing <= MAX_MM_PER_PX else None


def read_tags(data: bytes) -> FileTags:
    """The tags of a PNG, JPEG or TIFF file; the defaults for any other and for damaged ones."""
    try:
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        if data.startswith(b"\x89PNG"):
            return _png(data)
        if data[:4] in (b"II+\0", b"MM\0+"):
            orientation = tiff_pages(data)[0].orientation
            return FileTags(orientation if 1 <= orientation <= 8 else 1)
        return _tiff(data) if data[:4] in (b"II*\0", b"MM\0*") else FileTags()
    except (struct.error, IndexError, ZeroDivisionError):
        return FileTags()


def _jpeg(data: bytes) -> FileTags:
    position, jfif, exif = 2, FileTags(), None
    while data[position] == 0xFF and data[position + 1] != 0xDA:
        (length,) = struct.unpack_from(">H", data, position + 2)
        marker, segment = data[position + 1], data[position + 4 : position + 2 + length]
        if marker == 0xE0 and segment.startswith(b"JFIF\0"):
            unit, x, y = struct.unpack_from(">BHH", segment, 7)
            factor = {1: 1.0, 2: 2.54}.get(unit)
            jfif = FileTags(dpi=(x * factor, y * factor) if factor and x and y else None)
        elif marker == 0xE1 and segment.startswith(b"Exif\0\0") and exif is None:
            exif = _tiff(segment[6:])
        position += 2 + length
    # JFIF comes first: it is what programs keep up to date.
    return FileTags(exif.orientation, jfif.dpi or exif.dpi) if exif else jfif


def _png(data: bytes) -> FileTags:
    position, orientation, dpi = 8, 1, None
    while position + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        if kind == b"pHYs":
            x, y, unit = struct.unpack_from(">IIB", data, position + 8)
            dpi = (x * 0.0254, y * 0.0254) if unit == 1 and x and y else None
        elif kind == b"eXIf":
            orientation = _tiff(data[position + 8 : position + 8 + length]).orientation
        position += 12 + length
    return FileTags(orientation, dpi)


def _tiff(data: bytes) -> FileTags:
    order = "<" if data[:2] == b"II" else ">"
    (start,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, start)
    found: dict[int, float] = {}
    for place in range(start + 2, start + 2 + 12 * count, 12):
        tag, kind = struct.unpack_from(order + "HH", data, place)
        if tag in (_ORIENTATION, _UNIT) and kind in (3, 4):
            (found[tag],) = struct.unpack_from(order + ("H" if kind == 3 else "I"), data, place + 8)
        elif tag in (_X_RESOLUTION, _Y_RESOLUTION) and kind == 5:
            (offset,) = struct.unpack_from(order + "I", data, place + 8)
            numerator, denominator = struct.unpack_from(order + "II", data, offset)
            found[tag] = numerator / denominator
    factor = {2: 1.0, 3: 2.54}.get(int(found.get(_UNIT, 2)))
    orientation = int(found.get(_ORIENTATION, 1))
    dpi = None
    if factor and found.get(_X_RESOLUTION) and found.get(_Y_RESOLUTION):
        dpi = (found[_X_RESOLUTION] * factor, found[_Y_RESOLUTION] * factor)
    return FileTags(orientation if 1 <= orientation <= 8 else 1, dpi)
