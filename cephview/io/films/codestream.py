"""What a compressed DICOM frame says of itself, read before a decoder may touch it.

A decoder allocates, and works through, what the stream claims, whatever the DICOM header says.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from itertools import pairwise

from cephview.io.films.image_header import DAMAGED, HeaderError

# Below C0 there are no markers; the scans of JPEG-LS hold such bytes after an FF.
_MARKER = re.compile(rb"\xff+[\xc0-\xcf\xd8-\xfe]", re.DOTALL)
_SOI, _EOI, _J2K_START = b"\xff\xd8", b"\xff\xd9", b"\xff\x4f\xff\x51"
# Tables and restart intervals, and what else has no frame size. F7 is the frame of JPEG-LS.
_NO_FRAME = {0xC4, 0xC8, 0xCC}
# As a disk leaves a block that it never wrote. A film all of one grey has short packets, but none of so many zeros.
_BLANKED = bytes(384)
# What makes a segment even may be read as a value.
_RLE_PADDING = 2
_MAX_TILES, _MAX_LAYERS, _MAX_LEVELS, _MAX_SCANS = 10_000, 1000, 32, 100


@dataclass(frozen=True)
class Stream:
    """What a stream holds: its size in px, values a pixel, and bit a value."""

    width: int
    height: int
    samples: int
    bits: int


def check_codestream(frame: bytes, width: int, height: int, samples: int) -> Stream:
    """What a JPEG, JPEG-LS or JPEG 2000 stream of that size in px holds. Raises HeaderError for any other."""
    try:
        found = _jpeg(frame) if frame.startswith(_SOI) else _jpeg_2000(frame)
    except (struct.error, IndexError):
        raise HeaderError(DAMAGED) from None
    if (found.width, found.height, found.samples) != (width, height, samples):
        raise HeaderError(DAMAGED)
    return found


def _jpeg(frame: bytes) -> Stream:
    # The end marker is looked for first: without it the lower part of the film is missing.
    end = frame.rfind(_EOI)
    if end < 0:
        raise HeaderError(DAMAGED)
    position, scans = 2, 0
    found: Stream | None = None
    while position < end:
        # GDCM ends the program at stray bytes between segments; only within a scan there may be others.
        marker_at = _MARKER.search(frame, position) if scans else _MARKER.match(frame, position)
        if marker_at is None:
            raise HeaderError(DAMAGED)
        marker, position = frame[marker_at.end() - 1], marker_at.end()
        # Any number of FF may stand before a marker, the end's as well (ITU-T T.81, B.1.1.2; dcmtk makes even so).
        if marker == 0xD9:
            break
        (length,) = struct.unpack_from(">H", frame, position)
        if marker == 0xF7 or (0xC0 <= marker <= 0xCF and marker not in _NO_FRAME):
            if found is not None:
                raise HeaderError(DAMAGED)  # one frame, or a decoder may take the other one
            bits, height, width, samples = struct.unpack_from(">BHHB", frame, position + 2)
            found = Stream(width, height, samples, bits)
        elif marker == 0xD8 or length < 2 or position + length > end:
            raise HeaderError(DAMAGED)
        scans += marker == 0xDA
        position += length
    if found is None or not 1 <= scans <= _MAX_SCANS or not 2 <= found.bits <= 16:
        raise HeaderError(DAMAGED)
    return found


def _jpeg_2000(frame: bytes) -> Stream:
    # Some files hold the whole JP2 file around the stream.
    start = 0 if frame.startswith(_J2K_START) else frame.find(_J2K_START)
    if start < 0:
        raise HeaderError(DAMAGED)
    length, _, right, bottom, left, top = struct.unpack_from(">HHIIII", frame, start + 4)
    tile_width, tile_height, tile_left, tile_top, samples = struct.unpack_from(">IIIIH", frame, start + 24)
    if length != 38 + 3 * samples or min(tile_width, tile_height, samples) < 1:
        raise HeaderError(DAMAGED)
    across, down = -(-(right - tile_left) // tile_width), -(-(bottom - tile_top) // tile_height)
    if not 1 <= across * down <= _MAX_TILES:
        raise HeaderError(DAMAGED)
    # Every sample at full resolution, of at most 16 bit.
    for sample in range(samples):
        depth, dx, dy = frame[start + 42 + 3 * sample : start + 45 + 3 * sample]
        if (dx, dy) != (1, 1) or (depth & 0x7F) > 15:
            raise HeaderError(DAMAGED)
    _check_tile_parts(frame, _check_coding(frame, start + 4 + length))
    return Stream(right - left, bottom - top, samples, (frame[start + 42] & 0x7F) + 1)


def _check_coding(frame: bytes, position: int) -> int:
    """The default coding style (COD) in the main header that begins at `position`; where the first tile begins."""
    while frame[position : position + 2] != b"\xff\x90":
        marker, length = struct.unpack_from(">HH", frame, position)
        if marker == 0xFF52:
            layers, _, levels = struct.unpack_from(">HBB", frame, position + 6)
            if not 1 <= layers <= _MAX_LAYERS or levels > _MAX_LEVELS:
                raise HeaderError(DAMAGED)
        if length < 2:
            raise HeaderError(DAMAGED)
        position += 2 + length
    return position


def _check_tile_parts(frame: bytes, position: int) -> None:
    """The parts of tiles, each of the length that it states, up to the end mark: else something was cut out.

    A decoder would fill what is missing, and it works without complaint through a part that was blanked: coded data
    are as good as noise, in which no such run of zeros can be.
    """
    begin = position
    while frame[position : position + 2] == b"\xff\x90":
        (length,) = struct.unpack_from(">I", frame, position + 6)
        # 0: the last part, up to the end mark.
        position = position + length if length else frame.rfind(_EOI)
        if length and length < 14:
            raise HeaderError(DAMAGED)
    # Some writers leave the end mark away.
    complete = frame[position : position + 2] == _EOI or len(frame) - 2 <= position <= len(frame)
    if not complete or _BLANKED in frame[begin:position]:
        raise HeaderError(DAMAGED)


def check_rle(frame: bytes, pixels: int) -> None:
    """Pass a stream of PackBits segments (DICOM PS3.5, G.3) of `pixels` bytes each. Raises HeaderError for any other.

    A decoder takes what is there: too little fails it, too much is another film.
    """
    try:
        count, *offsets = struct.unpack_from("<16I", frame)
        bounds = [*offsets[:count], len(frame)]
        for begin, end in pairwise(bounds):
            if not 0 <= _unpacked(frame, begin, end) - pixels <= _RLE_PADDING:
                raise HeaderError(DAMAGED)
    except (struct.error, IndexError):
        raise HeaderError(DAMAGED) from None


def _unpacked(frame: bytes, position: int, end: int) -> int:
    """How many bytes a segment makes."""
    length = 0
    while position < end - 1:
        control = frame[position]
        if control < 128:
            length += min(control + 1, end - position - 1)
            position += control + 2
        else:
            length += 257 - control if control > 128 else 0
            position += 2 if control > 128 else 1
    return length
