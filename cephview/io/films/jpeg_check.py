"""Whether a JPEG stream is whole: libjpeg only warns where data are missing or make no sense, and fills up the rest."""

from __future__ import annotations

import re

import simplejpeg

from cephview.io.films.image_header import DAMAGED, HeaderError

_LOST = re.compile(
    r"Corrupt JPEG data|Premature end of JPEG|Inconsistent progression|Bogus|Invalid JPEG file structure"
    # Markers that no JPEG has stand for pixels that are gone; 0xf7 and others of its hundred begin another standard's.
    r"|Unsupported marker type 0x[0-9ab]"
)
_BEFORE_THE_END = re.compile(r"(\d+) extraneous bytes before marker 0xd9")
# The decoder reads ahead: it counts a few bytes less than there are.
_READ_AHEAD = 8
_EOI = b"\xff\xd9"


def check_jpeg(data: bytes) -> None:
    """Pass a JPEG stream whose pixels are all there. Raises HeaderError where the decoder misses some.

    A stream of a kind that this decoder does not know (12 bit, lossless) passes: it is for another one to judge.
    """
    try:
        # An eighth of the size: all is decoded, and next to nothing computed of it.
        simplejpeg.decode_jpeg(data, colorspace="GRAY", min_factor=8, fastdct=True, strict=True)
    except ValueError as error:
        if loses_pixels(str(error), data):
            raise HeaderError(DAMAGED) from None


def loses_pixels(said: str, data: bytes = b"") -> bool:
    """Whether what libjpeg said means that pixels are lost: not so for blanks that fill up the file before its end."""
    surplus = _BEFORE_THE_END.search(said)
    if surplus is not None:
        end = data.rfind(_EOI)
        filling = data[max(end - int(surplus[1]) - _READ_AHEAD, 0) : end][_READ_AHEAD:]
        return not filling or bool(filling.strip(b"\0\xff"))
    return _LOST.search(said) is not None
