"""The pages of a TIFF file (classic and BigTIFF), as far as a film needs them."""

from __future__ import annotations

import struct
from dataclasses import dataclass

# Type number -> struct letter: byte, ASCII, short, long, bytes, IFD, long8, IFD8. Others matter to no tag read here.
_TYPES = {1: "B", 2: "B", 3: "H", 4: "I", 7: "B", 13: "I", 16: "Q", 18: "Q"}
_SUBFILE, _OLD_SUBFILE, _WIDTH, _HEIGHT, _BITS, _PACKING, _PHOTOMETRIC = 254, 255, 256, 257, 258, 259, 262
_STRIPS, _STRIP_LENGTHS, _TILES, _TILE_LENGTHS, _SAMPLE_FORMAT = 273, 279, 324, 325, 339
_TAGS = {_SUBFILE, _OLD_SUBFILE, _WIDTH, _HEIGHT, _BITS, _PACKING, _PHOTOMETRIC, _STRIPS, _STRIP_LENGTHS}
_ORIENTATION, _PLANAR = 274, 284
_TAGS |= {_ORIENTATION, _PLANAR, _TILES, _TILE_LENGTHS, _SAMPLE_FORMAT}
_MAX_PAGES = 1000
_MAX_SAMPLES = 16


@dataclass(frozen=True)
class TiffPage:
    """One page: size in px, bits and sample formats by channel, and where its (offset, length) blocks of bytes lie.

    `planar` films keep their channels one after the other; `orientation` is EXIF's, 1 is upright;
    `compression` the number of the way in which the blocks are packed, 1 for none.
    """

    width: int
    height: int
    bits: tuple[int, ...]
    sample_formats: tuple[int, ...]
    white_is_zero: bool
    palette: bool
    reduced: bool
    planar: bool
    orientation: int
    compression: int
    blocks: tuple[tuple[int, int], ...]


def tiff_pages(data: bytes) -> list[TiffPage]:
    """The pages in the file's order. Raises struct.error where the file ends too early or its pages go round."""
    order, big, offset = _head(data)
    pages: list[TiffPage] = []
    seen: set[int] = set()
    while offset:
        if offset in seen or len(seen) >= _MAX_PAGES:
            raise struct.error("pages without end")
        seen.add(offset)
        tags, offset = _directory(data, offset, order, big)
        pages.append(_page(tags))
    return pages


@dataclass(frozen=True)
class TiffEntry:
    """One line of a page's directory: its tag, where it lies in the file, and where its values lie."""

    tag: int
    kind: int
    count: int
    place: int
    values_at: int


def first_page(data: bytes) -> tuple[list[TiffEntry], str, bool]:
    """The first page's directory, the byte order as `struct` has it, and whether it is BigTIFF; raises struct.error."""
    order, big, offset = _head(data)
    return _entries(data, offset, order, big)[0], order, big


def _head(data: bytes) -> tuple[str, bool, int]:
    order = "<" if data[:2] == b"II" else ">"
    big = struct.unpack_from(order + "H", data, 2)[0] == 43
    (offset,) = struct.unpack_from(order + ("Q" if big else "I"), data, 8 if big else 4)
    return order, big, offset


def _entries(data: bytes, offset: int, order: str, big: bool) -> tuple[list[TiffEntry], int]:
    """The lines of a directory whose type is known, and where the next directory lies."""
    (count,) = struct.unpack_from(order + ("Q" if big else "H"), data, offset)
    offset += 8 if big else 2
    entry, inline = (20, 8) if big else (12, 4)
    if offset + count * entry > len(data):
        raise struct.error("directory beyond the end")
    entries = []
    for start in range(offset, offset + count * entry, entry):
        tag, kind, number = struct.unpack_from(order + ("HHQ" if big else "HHI"), data, start)
        if kind not in _TYPES:
            continue
        place = start + entry - inline
        if number * struct.calcsize(_TYPES[kind]) > inline:
            (place,) = struct.unpack_from(order + ("Q" if big else "I"), data, place)
        entries.append(TiffEntry(tag, kind, number, start, place))
    (following,) = struct.unpack_from(order + ("Q" if big else "I"), data, offset + count * entry)
    return entries, following


def _directory(data: bytes, offset: int, order: str, big: bool) -> tuple[dict[int, tuple[int, ...]], int]:
    entries, following = _entries(data, offset, order, big)
    tags: dict[int, tuple[int, ...]] = {}
    for each in entries:
        if each.tag not in _TAGS:
            continue
        if each.values_at + each.count * struct.calcsize(_TYPES[each.kind]) > len(data):
            raise struct.error("values beyond the end")
        tags[each.tag] = struct.unpack_from(f"{order}{each.count}{_TYPES[each.kind]}", data, each.values_at)
    return tags, following


def _page(tags: dict[int, tuple[int, ...]]) -> TiffPage:
    def first(tag: int, default: int) -> int:
        values = tags.get(tag) or (default,)
        return values[0]

    offsets = tags.get(_STRIPS) or tags.get(_TILES) or ()
    lengths = tags.get(_STRIP_LENGTHS) or tags.get(_TILE_LENGTHS) or ()
    return TiffPage(
        width=first(_WIDTH, 0),
        height=first(_HEIGHT, 0),
        bits=(tags.get(_BITS) or (1,))[:_MAX_SAMPLES],
        sample_formats=(tags.get(_SAMPLE_FORMAT) or (1,))[:_MAX_SAMPLES],
        white_is_zero=first(_PHOTOMETRIC, 1) == 0,
        palette=first(_PHOTOMETRIC, 1) == 3,
        reduced=bool(first(_SUBFILE, 0) & 1) or first(_OLD_SUBFILE, 1) == 2,
        planar=first(_PLANAR, 1) == 2,
        orientation=first(_ORIENTATION, 1),
        compression=first(_PACKING, 1),
        blocks=tuple(zip(offsets, lengths, strict=False)),
    )
