"""What a compressed DICOM frame says of itself, read before a decoder may touch it.

A decoder allocates, and works through, what the stream claims, whatever the DICOM header says.
"""

from __future__ import annotations

import re
import struct

from cephview.io.image_header import DAMAGED, HeaderError

# Below C0 there are no markers; the scans of JPEG-LS hold such bytes after an FF.
_MARKER = re.compile(rb"\xff+[\xc0-\xcf\xd8-\xfe]", re.DOTALL)
_SOI, _EOI, _J2K_START = b"\xff\xd8", b"\xff\xd9", b"\xff\x4f\xff\x51"
# Tables and restart intervals, and what else has no frame size. F7 is the frame of JPEG-LS.
_NO_FRAME = {0xC4, 0xC8, 0xCC}
_MAX_TILES, _MAX_LAYERS, _MAX_LEVELS, _MAX_SCANS = 10_000, 1000, 32, 100


def check_codestream(frame: bytes, width: int, height: int, samples: int) -> None:
    """Pass a JPEG, JPEG-LS or JPEG 2000 stream of that size in px. Raises HeaderError for any other."""
    try:
        found = _jpeg(frame) if frame.startswith(_SOI) else _jpeg_2000(frame)
    except (struct.error, IndexError):
        raise HeaderError(DAMAGED) from None
    if found != (width, height, samples):
        raise HeaderError(DAMAGED)


def _jpeg(frame: bytes) -> tuple[int, int, int]:
    # The end marker is looked for first: without it the lower part of the film is missing.
    end = frame.rfind(_EOI)
    if end < 0:
        raise HeaderError(DAMAGED)
    position, scans, size = 2, 0, (0, 0, 0)
    while position < end:
        # GDCM ends the program at stray bytes between segments; only within a scan there may be others.
        found = _MARKER.search(frame, position) if scans else _MARKER.match(frame, position)
        if found is None:
            raise HeaderError(DAMAGED)
        if found.start() >= end:
            break
        marker, position = frame[found.end() - 1], found.end()
        (length,) = struct.unpack_from(">H", frame, position)
        if marker == 0xF7 or (0xC0 <= marker <= 0xCF and marker not in _NO_FRAME):
            if size != (0, 0, 0):
                raise HeaderError(DAMAGED)  # one frame, or a decoder may take the other one
            height, width, samples = struct.unpack_from(">HHB", frame, position + 3)
            size = (width, height, samples)
        elif marker == 0xD8 or length < 2 or position + length > end:
            raise HeaderError(DAMAGED)
        scans += marker == 0xDA
        position += length
    if not 1 <= scans <= _MAX_SCANS:
        raise HeaderError(DAMAGED)
    return size


def _jpeg_2000(frame: bytes) -> tuple[int, int, int]:
    # Some files hold the whole JP2 file around the stream.
    start = 0 if frame.startswith(_J2K_START) else frame.find(_J2K_START)
    if start < 0:
        raise HeaderError(DAMAGED)
    length, _, right, bottom, left, top = struct.unpack_from(">HHIIII", frame, start + 4)
    tile_width, tile_height, tile_left, tile_top, samples = struct.unpack_from(">IIIIH", frame, start + 24)
    if length != 38 + 3 * samples or min(tile_width, tile_height) < 1:
        raise HeaderError(DAMAGED)
    across, down = -(-(right - tile_left) // tile_width), -(-(bottom - tile_top) // tile_height)
    if not 1 <= across * down <= _MAX_TILES:
        raise HeaderError(DAMAGED)
    # Every sample at full resolution, of at most 16 bit.
    for sample in range(samples):
        depth, dx, dy = frame[start + 42 + 3 * sample : start + 45 + 3 * sample]
        if (dx, dy) != (1, 1) or (depth & 0x7F) > 15:
            raise HeaderError(DAMAGED)
    _check_coding(frame, start + 4 + length)
    return right - left, bottom - top, samples


def _check_coding(frame: bytes, position: int) -> None:
    """The default coding style (COD) in the main header that begins at `position`."""
    while frame[position : position + 2] != b"\xff\x90":
        marker, length = struct.unpack_from(">HH", frame, position)
        if marker == 0xFF52:
            layers, _, levels = struct.unpack_from(">HBB", frame, position + 6)
            if not 1 <= layers <= _MAX_LAYERS or levels > _MAX_LEVELS:
                raise HeaderError(DAMAGED)
        if length < 2:
            raise HeaderError(DAMAGED)
        position += 2 + length
