"""TIFF as few programs write it: colours in planes, and BigTIFF that lies on its side."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from io_helpers import Writer

from cephview.core.errors import CephViewError
from cephview.io.films.images import read_film

GREY = np.arange(12, dtype=np.uint8).reshape(3, 4) * 20


def tiff(
    pixels: np.ndarray, *, planar: bool = False, orientation: int = 1, big: bool = False, order: str = "<"
) -> bytes:
    """One uncompressed page: (h, w), or channels first where it is planar."""
    channels, height, width = (*(1,) * (3 - pixels.ndim), *pixels.shape)
    raw = pixels.astype(pixels.dtype.newbyteorder(order)).tobytes()
    size = len(raw) // channels
    start = 16 if big else 8
    bits = pixels.dtype.itemsize * 8
    entries: list[tuple[int, list[int]]] = [
        (256, [width]), (257, [height]), (258, [bits] * channels), (259, [1]), (262, [1 if channels == 1 else 2]),
        (273, [start + i * size for i in range(channels)]), (274, [orientation]), (277, [channels]), (278, [height]),
        (279, [size] * channels), (284, [2 if planar else 1]),
    ]  # fmt: skip
    at = start + len(raw)
    count, offset, room = ("Q", "Q", 8) if big else ("H", "I", 4)
    after = at + struct.calcsize(count) + len(entries) * (20 if big else 12) + room
    directory, extra = struct.pack(order + count, len(entries)), b""
    for tag, values in entries:
        packed = struct.pack(f"{order}{len(values)}I", *values)
        if len(packed) > room:
            place = struct.pack(order + offset, after + len(extra))
            extra += packed
        else:
            place = packed.ljust(room, b"\0")
        directory += struct.pack(order + ("HHQ" if big else "HHI"), tag, 4, len(values)) + place
    mark = b"II" if order == "<" else b"MM"
    head = struct.pack(order + "HHHQ", 43, 8, 0, at) if big else struct.pack(order + "HI", 42, at)
    return mark + head + raw + directory + bytes(room) + extra


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("order", ["<", ">"])
def test_an_oriented_tiff_is_turned_and_told(write: Writer, big: bool, order: str) -> None:
    upright = read_film(write("a.tif", tiff(GREY, big=big, order=order)))
    assert np.array_equal(upright.pixels, GREY) and upright.notes == ()
    turned = read_film(write("b.tif", tiff(GREY, big=big, order=order, orientation=3)))
    assert np.array_equal(turned.pixels, GREY[::-1, ::-1]) and "Turned" in turned.notes[0]


def test_planes_of_sixteen_bit_are_refused_with_the_reason(write: Writer) -> None:
    planes = np.stack([GREY.astype(np.uint16) * 200] * 3)
    with pytest.raises(CephViewError, match="separate planes"):
        read_film(write("a.tif", tiff(planes, planar=True)))
    grey = read_film(write("b.tif", tiff(GREY.astype(np.uint16) * 200, planar=True)))
    assert np.array_equal(grey.pixels, GREY.astype(np.uint16) * 200)
