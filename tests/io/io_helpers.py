"""Small files for the tests of cephview.io: films of a few pixels, TIFFs of any kind, a face of 19 landmarks."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from cephview.core.case import Case
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import ISBI_19, Scheme
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"the films of {DATA} are not here")

FACE = np.array([MEAN_HEAD_MM[symbol] for symbol in ISBI_19.symbols]) * 5 + 500


def encoded(pixels: NDArray[np.generic], suffix: str) -> bytes:
    """The bytes of an image file of RGB or grey pixels."""
    ok, data = cv2.imencode(suffix, pixels[..., ::-1] if pixels.ndim == 3 else pixels)
    assert ok
    return bytes(data.tobytes())


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, depth: int, colour: int, rows: bytes, *extra: tuple[bytes, bytes]) -> bytes:
    """A PNG of raw rows (each led by its filter byte), with extra chunks before the pixels."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    chunks = [(b"IHDR", header), *extra, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks)


def exif(orientation: int) -> bytes:
    return b"MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1" + struct.pack(">HH", orientation, 0) + b"\0\0\0\0"


def jpeg_with_exif(jpeg: bytes, orientation: int) -> bytes:
    segment = b"Exif\0\0" + exif(orientation)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def tiff(
    size: tuple[int, int],
    bits: int,
    data: bytes,
    *,
    photometric: int = 1,
    samples: int = 1,
    order: str = "<",
    extra: Sequence[tuple[int, int, Sequence[int]]] = (),
    pages: Sequence[int] = (0,),
) -> bytes:
    """An uncompressed TIFF; `extra` are (tag, type, values), `pages` the NewSubfileType of each page."""
    out = bytearray(struct.pack(order + "2sHI", b"II" if order == "<" else b"MM", 42, 0))
    link = 4
    for subfile in pages:
        start = len(out)
        out += data + b"\0" * (len(data) % 2)
        tags = {254: (4, [subfile]), 256: (4, [size[0]]), 257: (4, [size[1]]), 258: (3, [bits] * samples)}
        tags |= {259: (3, [1]), 262: (3, [photometric]), 273: (4, [start]), 277: (3, [samples]), 278: (4, [size[1]])}
        tags |= {279: (4, [len(data)])} | {tag: (kind, list(values)) for tag, kind, values in extra}
        entries = b""
        for tag, (kind, values) in sorted(tags.items()):
            raw = struct.pack(f"{order}{len(values)}{'H' if kind == 3 else 'I'}", *values)
            if len(raw) > 4:
                raw, place = struct.pack(order + "I", len(out)), raw
                out += place
            entries += struct.pack(order + "HHI", tag, kind, len(values)) + raw.ljust(4, b"\0")
        struct.pack_into(order + "I", out, link, len(out))
        out += struct.pack(order + "H", len(tags)) + entries
        link = len(out)
        out += bytes(4)
    return bytes(out)


def case_of(points: NDArray[np.float64], *, scheme: Scheme = ISBI_19, name: str = "film.png", **layers: object) -> Case:
    """A case on a small film whose prediction is `points`; `layers` as for Case."""
    film = Radiograph(np.zeros((8, 8), np.uint8), Path("/patients/Doe") / name)
    model = ModelIdentity("model-a", "ab" * 32, ("mean assumed", "std assumed"))
    prediction = Prediction(scheme, points, np.linspace(0, 1, len(scheme)), model)
    return Case(film, scheme, prediction=prediction, **layers)  # type: ignore[arg-type]


def reference_of(points: NDArray[np.float64], scheme: Scheme = ISBI_19) -> Reference:
    return Reference("senior", scheme, points)


Writer = Callable[[str, bytes | str], Path]
