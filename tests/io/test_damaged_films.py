"""Film files with a part that is gone or makes no sense are refused, whatever their format; whole ones are not."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from cephview.core.errors import CephViewError
from cephview.io.films.images import decode_film

_NOISE = np.random.default_rng(5)
GREYS = cv2.GaussianBlur(_NOISE.integers(0, 256, (300, 251)).astype(np.uint8), (7, 7), 0)  # of odd width
COLOURS = np.stack([GREYS, np.roll(GREYS, 3, 0), np.roll(GREYS, 5, 1)], axis=2)
JPEG, TIFF = cv2.IMWRITE_JPEG_PROGRESSIVE, cv2.IMWRITE_TIFF_COMPRESSION
LZW, DEFLATE, ADOBE, PACKBITS, PREDICTOR = 5, 8, 32946, 32773, cv2.IMWRITE_TIFF_PREDICTOR


def encoded(ending: str, pixels: np.ndarray, *flags: int) -> bytes:
    return cv2.imencode(ending, pixels, flags)[1].tobytes()


FILES: dict[str, Callable[[], bytes]] = {
    "png": lambda: encoded(".png", GREYS),
    "png of 16 bit": lambda: encoded(".png", GREYS.astype(np.uint16) * 257),
    "jpeg": lambda: encoded(".jpg", GREYS),
    "jpeg, progressive": lambda: encoded(".jpg", GREYS, JPEG, 1),
    "jpeg in colour": lambda: encoded(".jpg", COLOURS),
    "tiff, LZW": lambda: encoded(".tif", GREYS, TIFF, LZW),
    "tiff, LZW, differences": lambda: encoded(".tif", GREYS, TIFF, LZW, PREDICTOR, 2),
    "tiff, LZW in colour": lambda: encoded(".tif", COLOURS, TIFF, LZW),
    "tiff, LZW of 16 bit": lambda: encoded(".tif", GREYS.astype(np.uint16) * 257, TIFF, LZW),
    "tiff, Deflate": lambda: encoded(".tif", GREYS, TIFF, DEFLATE),
    "tiff, Adobe's Deflate": lambda: encoded(".tif", GREYS, TIFF, ADOBE),
    "tiff of jpeg": lambda: encoded(".tif", GREYS, TIFF, 7),
    "tiff, PackBits": lambda: encoded(".tif", GREYS, TIFF, PACKBITS),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_whole_file_is_read(kind: str) -> None:
    pixels = decode_film(FILES[kind](), "a.film")
    assert pixels.shape[:2] == GREYS.shape
    if "jpeg" not in kind:
        expected = COLOURS[..., ::-1] if "colour" in kind else GREYS.astype(np.uint16) * (257 if "16" in kind else 1)
        assert np.array_equal(pixels, expected)


@pytest.mark.parametrize("kind", FILES)
def test_a_hole_in_the_pixels_is_said(kind: str) -> None:
    whole = FILES[kind]()
    middle, length = len(whole) // 2, len(whole) // 20
    broken = whole[:middle] + bytes(length) + whole[middle + length :]
    with pytest.raises(CephViewError, match="damaged or incomplete"):
        decode_film(broken, "a.film")


@pytest.mark.parametrize("marker", [0x58, 0x91, 0xB2])
def test_a_marker_that_no_jpeg_has_ends_its_pixels(marker: int) -> None:
    """OpenCV fills up what comes behind it with grey, and says so to nobody."""
    whole = FILES["jpeg"]()
    middle = len(whole) // 2
    with pytest.raises(CephViewError, match="damaged or incomplete"):
        decode_film(whole[:middle] + bytes((0xFF, marker)) + whole[middle + 2 :], "a.film")


def tiled(side: int, channels: int, *, big: bool, order: str) -> bytes:
    """An 8-bit TIFF of tiles packed with Deflate; the last tiles reach beyond the film."""
    pixels = COLOURS[..., ::-1] if channels == 3 else GREYS[..., np.newaxis]
    height, width = GREYS.shape
    down, across = -(-height // side), -(-width // side)
    padded = np.pad(pixels, ((0, down * side - height), (0, across * side - width), (0, 0)))
    tiles = [
        zlib.compress(np.ascontiguousarray(padded[y * side :][:side, x * side :][:, :side]).tobytes())
        for y in range(down)
        for x in range(across)
    ]
    head = 16 if big else 8
    starts = [head + sum(map(len, tiles[:i])) for i in range(len(tiles))]
    bits = (8,) * channels
    tags: list[tuple[int, int, tuple[int, ...]]] = [
        *((256, 4, (width,)), (257, 4, (height,)), (258, 3, bits), (259, 3, (8,))),
        *((262, 3, (2 if channels == 3 else 1,)), (277, 3, (channels,)), (284, 3, (1,))),
        *((322, 3, (side,)), (323, 3, (side,)), (324, 4, tuple(starts)), (325, 4, tuple(map(len, tiles)))),
    ]
    data = bytearray(b"".join(tiles))
    count, long, room = ("Q", "Q", 8) if big else ("H", "I", 4)
    lines = b""
    for tag, kind, values in tags:
        packed = struct.pack(f"{order}{len(values)}{'H' if kind == 3 else 'I'}", *values)
        if len(packed) > room:
            place = head + len(data)
            data += packed
            packed = struct.pack(order + long, place)
        lines += struct.pack(f"{order}HH{long}", tag, kind, len(values)) + packed.ljust(room, b"\0")
    mark = (b"II" if order == "<" else b"MM") + struct.pack(order + "H", 43 if big else 42)
    mark += struct.pack(f"{order}HHQ", 8, 0, head + len(data)) if big else struct.pack(order + "I", head + len(data))
    return bytes(mark + data + struct.pack(order + count, len(tags)) + lines + struct.pack(order + long, 0))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize(("side", "channels"), [(16, 1), (64, 1), (32, 3), (256, 3)])
def test_tiles_are_read_where_they_are_whole(side: int, channels: int, big: bool, order: str) -> None:
    whole = tiled(side, channels, big=big, order=order)
    expected = COLOURS[..., ::-1] if channels == 3 else GREYS
    assert np.array_equal(decode_film(whole, "a.tif"), expected)
    with pytest.raises(CephViewError, match="damaged or incomplete"):
        decode_film(whole[:2000] + bytes(300) + whole[2300:], "a.tif")
