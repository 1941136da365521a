"""What an image file says of itself, read before a decoder may touch it.

Decoders allocate what a header asks for and fill up what a broken file lacks; both are refused here.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cephview.core.errors import CephViewError
from cephview.core.sentences import Sentence
from cephview.io.films.tiff_header import TiffPage, tiff_pages

DAMAGED = Sentence("is damaged or incomplete: copy it again from where it came")
MAX_PIXELS = 120_000_000
# Reading and predicting a film then stay within 2 GiB: at the worst they take three times as much (16-bit colour).
MAX_DECODED_BYTES = 600 << 20
_MAX_JPEG_SCANS = 500
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The other chunks (colour profiles, text, times) change no grey value but make libpng complain.
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"eXIf", b"IDAT", b"IEND"}
_JPEG_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]", re.DOTALL)


class HeaderError(CephViewError):
    """Why a file cannot be a film, as the end of a sentence that begins with its name."""


@dataclass(frozen=True)
class ImageHeader:
    """Size in px, the bytes to decode, whether alpha may matter, whether the decoder leaves the film negative, and how
    many bytes a pixel takes when it is decoded.
    """

    width: int
    height: int
    payload: bytes
    has_alpha: bool = False
    negative: bool = False
    bytes_per_pixel: int = 3


def check_size(width: int, height: int, bytes_per_pixel: int = 1) -> None:
    """Pass a film of that size in px, which takes so many bytes a pixel in memory.

    Raises HeaderError for one without pixels, with more than a film may have, or beyond what the memory is planned for.
    """
    if width < 1 or height < 1:
        raise HeaderError(DAMAGED)
    if width * height > MAX_PIXELS:
        millions = width * height / 1e6
        raise HeaderError(
            "has {millions:.0f} megapixels, more than the {value} that a film may have",
            millions=millions,
            value=MAX_PIXELS // 10**6,
        )
    if width * height * bytes_per_pixel > MAX_DECODED_BYTES:
        needed, most = (size / 2**20 for size in (width * height * bytes_per_pixel, MAX_DECODED_BYTES))
        raise HeaderError(
            "needs {needed:.0f} MB of memory as a colour picture, more than the {most:.0f} that a film may "
            "take: save it as a grey picture of 8 or 16 bit",
            needed=needed,
            most=most,
        )


def is_dicom(data: bytes) -> bool:
    """Whether a file's first bytes are those of DICOM: its magic, or the groups that files without one begin with."""
    return data[128:132] == b"DICM" or (data[:2] in (b"\2\0", b"\x08\0") and data[3:4] == b"\0")


def is_image(data: bytes) -> bool:
    """Whether a file's first bytes are those of a PNG, JPEG, BMP or TIFF."""
    return any(data.startswith(signatures) for signatures, _ in _READERS)


def read_header(data: bytes) -> ImageHeader:
    """The header of a PNG, JPEG, BMP or TIFF file. Raises HeaderError for any other and for damaged ones."""
    for signatures, reader in _READERS:
        if data.startswith(signatures):
            try:
                return reader(data)
            except (struct.error, IndexError, OverflowError):
                raise HeaderError(DAMAGED) from None
    raise HeaderError("is not a PNG, JPEG, BMP or TIFF image, nor DICOM: save the film as one of these")


def _png(data: bytes) -> ImageHeader:
    kept, kinds = bytearray(_PNG_SIGNATURE), set()
    for kind, chunk in _png_chunks(data):
        kinds.add(kind)
        if kind in _PNG_KEPT or not kind[0] & 32:
            # An ancillary chunk (small first letter) may be wrong without harm; in the others that is damage.
            if zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
                raise HeaderError(DAMAGED)
            kept += chunk
    if not {b"IHDR", b"IDAT", b"IEND"} <= kinds:
        raise HeaderError(DAMAGED)
    width, height, depth, colour = struct.unpack_from(">IIBB", data, 16)
    has_alpha = (colour in (4, 6) or b"tRNS" in kinds) and b"eXIf" not in kinds
    channels = 4 if has_alpha else {0: 1, 4: 1}.get(colour, 3)
    return ImageHeader(width, height, bytes(kept), has_alpha, bytes_per_pixel=channels * (2 if depth == 16 else 1))


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position, kind = len(_PNG_SIGNATURE), b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, position)
        kind, end = data[position + 4 : position + 8], position + 12 + length
        if end > len(data):
            raise HeaderError(DAMAGED)
        yield kind, data[position:end]
        position = end


def _jpeg(data: bytes) -> ImageHeader:
    position, scans = 2, 0
    width = height = 0
    while True:
        found = _JPEG_MARKER.search(data, position)
        if found is None:
            # No end marker: the lower part of the film is missing, and a decoder would fill it with grey.
            raise HeaderError(DAMAGED)
        marker, position = data[found.end() - 1], found.end()
        if marker == 0xD9:
            break
        (length,) = struct.unpack_from(">H", data, position)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, position + 3)
        scans += marker == 0xDA
        position += length
    if not 1 <= scans <= _MAX_JPEG_SCANS:
        raise HeaderError(DAMAGED)
    return ImageHeader(width, height, data)


def _bmp(data: bytes) -> ImageHeader:
    (header_length,) = struct.unpack_from("<I", data, 14)
    width, height = struct.unpack_from("<hh" if header_length == 12 else "<ii", data, 18)
    return ImageHeader(width, abs(height), data)  # a negative height means rows from the top


def _tiff(data: bytes) -> ImageHeader:
    pages = tiff_pages(data)
    films = [page for page in pages if not page.reduced]
    if not pages or not films or not films[0].width:
        raise HeaderError(DAMAGED)
    if len(films) > 1:
        raise HeaderError("holds {count} pages: save the film's page as a file of its own", count=len(films))
    page = films[0]
    if page is not pages[0]:
        raise HeaderError("begins with a preview: save the film again without one")
    _check_tiff_samples(page)
    if any(offset + length > len(data) for offset, length in page.blocks):
        raise HeaderError(DAMAGED)
    size = (3 if page.palette else len(page.bits)) * (2 if max(page.bits) > 8 else 1)
    # OpenCV turns an 8-bit film whose zero is white, but not a deeper one.
    return ImageHeader(
        page.width, page.height, data, negative=page.white_is_zero and max(page.bits) > 8, bytes_per_pixel=size
    )


def _check_tiff_samples(page: TiffPage) -> None:
    if page.planar and len(page.bits) > 1 and max(page.bits) > 8:
        # OpenCV reads these planes as if they were rows of pixels.
        raise HeaderError("keeps its colours in separate planes of 16 bit: save the film as greyscale, or with 8 bit")
    if any(kind not in (1, 4) for kind in page.sample_formats):
        raise HeaderError("has floating-point or signed grey values: save the film with 8 or 16 bit")
    allowed = (1, 2, 4, 8) if page.palette else (1, 8, 12, 16)
    if any(bits not in allowed for bits in page.bits) or len(set(page.bits)) > 1:
        raise HeaderError("has {most} bit a channel: save the film with 8 or 16 bit", most=max(page.bits))


_READERS: tuple[tuple[bytes | tuple[bytes, ...], Callable[[bytes], ImageHeader]], ...] = (
    (_PNG_SIGNATURE, _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"BM", _bmp),
    ((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), _tiff),
)
