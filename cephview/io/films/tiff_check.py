"""Whether the packed pixels of a TIFF are whole: OpenCV reads 8-bit ones with a reader that passes over what it cannot
unpack, and leaves it black.
"""

from __future__ import annotations

import struct
import zlib

import cv2
import numpy as np

from cephview.io.films.image_header import DAMAGED, HeaderError
from cephview.io.films.jpeg_check import check_jpeg
from cephview.io.films.tiff_header import TiffEntry, TiffPage, first_page, tiff_pages

_LZW, _DEFLATE, _ADOBE_DEFLATE, _PACKBITS, _JPEG = 5, 8, 32946, 32773, 7
_WIDTH, _BITS, _PHOTOMETRIC, _SAMPLES, _PREDICTOR, _TILE_WIDTH = 256, 258, 262, 277, 317, 322
_JPEG_TABLES = 347
_SHORT, _LONG = 3, 4
_PIECE = 1 << 20


def check_tiff(data: bytes) -> None:
    """Pass a TIFF whose first page can be unpacked whole. Raises HeaderError where it cannot.

    Deflate and JPEG blocks are looked at one by one. LZW and PackBits are read once more as a page of 16 bit and half
    the width, for which OpenCV uses a strict reader.
    """
    page = tiff_pages(data)[0]
    if page.compression == _JPEG:
        _check_jpeg_blocks(data, page)
    elif page.compression in (_DEFLATE, _ADOBE_DEFLATE):
        _check_deflate_blocks(data, page)
    elif page.compression in (_LZW, _PACKBITS) and max(page.bits) == 8 and not page.planar:
        try:
            pixels = cv2.imdecode(np.frombuffer(_as_16_bit(data, page), np.uint8), cv2.IMREAD_UNCHANGED)
        except (cv2.error, MemoryError):
            pixels = None
        if pixels is None:
            raise HeaderError(DAMAGED)


def _check_deflate_blocks(data: bytes, page: TiffPage) -> None:
    for offset, length in page.blocks:
        unpacker, rest = zlib.decompressobj(), data[offset : offset + length]
        try:
            while rest and not unpacker.eof:
                unpacker.decompress(rest, _PIECE)
                rest = unpacker.unconsumed_tail
        except zlib.error:
            raise HeaderError(DAMAGED) from None


def _check_jpeg_blocks(data: bytes, page: TiffPage) -> None:
    entries, _, _ = first_page(data)
    shared = next((entry for entry in entries if entry.tag == _JPEG_TABLES), None)
    tables = data[shared.values_at : shared.values_at + shared.count] if shared else b""
    for offset, length in page.blocks:
        block = data[offset : offset + length]
        # The tables are a stream without pixels: their end mark and the block's beginning go.
        check_jpeg(tables[:-2] + block[2:] if tables else block)


def _as_16_bit(data: bytes, page: TiffPage) -> bytes:
    changed = bytearray(data)
    row = page.width * len(page.bits)
    entries, order, big = first_page(data)
    for entry in entries:
        values = {_BITS: 16, _PHOTOMETRIC: 1, _SAMPLES: 1, _PREDICTOR: 1, _WIDTH: row // 2}
        if entry.tag == _TILE_WIDTH:
            values[_TILE_WIDTH] = _value(data, entry, order) * len(page.bits) // 2
        if entry.tag in values:
            start = struct.pack(f"{order}HH{'Q' if big else 'I'}", entry.tag, _LONG, 1)
            line = start + struct.pack(f"{order}I", values[entry.tag]) + b"\0" * (4 * big)
            changed[entry.place : entry.place + len(line)] = line
    return bytes(changed)


def _value(data: bytes, entry: TiffEntry, order: str) -> int:
    return int(struct.unpack_from(order + {_SHORT: "H", _LONG: "I"}[entry.kind], data, entry.values_at)[0])
