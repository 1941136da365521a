"""The raw pixels of a DICOM film, decoded once everything that they claim has been checked."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, generate_fragments
from pydicom.pixels.decoders.base import Decoder, get_decoder
from pydicom.pixels.processing import apply_color_lut, convert_color_space

from cephview.core.sentences import Sentence
from cephview.io.films.bands import bands
from cephview.io.films.codestream import check_codestream, check_rle
from cephview.io.films.dicom.apart import decode_apart
from cephview.io.films.dicom.header import DicomHeader, parse
from cephview.io.films.dicom.values import value
from cephview.io.films.image_header import DAMAGED, HeaderError
from cephview.io.films.jpeg_check import check_jpeg

# Greys of channels that were one before a lossy copy of them was made.
_ALIKE = 3
# More values of the upper bits than overlays have, and how much rougher than cut greys whole ones may look.
_OVERLAYS, _ROUGHER = 8, 16.0
GREY_RGB = Sentence("The file calls its colours YBR, but they are the greys of RGB: read as greys.")
GREY_YBR = Sentence("The file calls its colours RGB, but they are greys stored as YBR: read as greys.")


def decode_pixels(header: DicomHeader, data: bytes) -> tuple[DicomHeader, NDArray[np.generic]]:
    """The header as the pixels have it, and raw values (h, w), or RGB (h, w, 3), in the machine's byte order.

    Where file and stream contradict one another the stream is right. Raises HeaderError for what is no film.
    """
    stored = _as_stored(header, parse(data, pixels=True))
    if _foreign(header) and not getattr(sys, "frozen", False):
        _decoder(header)
        pixels = decode_apart(header, data)
    else:
        # A frozen program cannot run a module of its own as another process.
        pixels = decode_here(header, data)
    return (_with_depth(header, stored, pixels), pixels) if pixels.ndim == 2 else _with_colours(header, pixels)


def decode_here(header: DicomHeader, data: bytes) -> NDArray[np.generic]:
    """Raw values as `decode_pixels`, within this process."""
    dataset = parse(data, pixels=True)
    found = _as_stored(header, dataset)
    decoder = _decoder(header)
    try:
        dataset.file_meta.TransferSyntaxUID = decoder.UID
        if _foreign(header):
            # One frame, so that no table of offsets is needed, which may be wrong; and the stream's own depth.
            dataset.PixelData = encapsulate([_frame(dataset)])
            # JPEG-LS of 6 or 7 bit is refused by pydicom: there are files that its decoder cannot read.
            stored = 8 if found.stored in (6, 7) else found.stored
            dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = found.allocated, stored, stored - 1
        dataset.SamplesPerPixel, dataset.PhotometricInterpretation = found.samples, found.photometric
        # The bits that do not count are left out later, also where they are the lower ones.
        raw = _colours_as_stored(header)
        pixels, _ = decoder.as_array(dataset, index=0, raw=raw, correct_unused_bits=False)  # type: ignore[arg-type]
        if found.photometric == "PALETTE COLOR":
            pixels = apply_color_lut(pixels, dataset)
    except Exception:  # of every kind, some with values of the file in them  # noqa: BLE001
        raise HeaderError(DAMAGED) from None
    colours = () if found.samples == 1 and found.photometric != "PALETTE COLOR" else (3,)
    if pixels.shape != (header.height, header.width, *colours) or pixels.itemsize > 2:
        raise HeaderError(DAMAGED)
    return pixels.astype(pixels.dtype.newbyteorder("="), copy=False)


def _foreign(header: DicomHeader) -> bool:
    """Whether a decoder other than pydicom's own is needed."""
    return header.syntax.is_encapsulated and header.syntax != uid.RLELossless


def _frame(dataset: Dataset) -> bytes:
    """The stream of the only frame: all pieces but the first, which is the table of offsets."""
    try:
        return b"".join(list(generate_fragments(value(dataset, "PixelData")))[1:])
    except Exception:  # noqa: BLE001
        raise HeaderError(DAMAGED) from None


def _as_stored(header: DicomHeader, dataset: Dataset) -> DicomHeader:
    """The header with the depth that its stream has. Raises HeaderError where there is none that can be decoded."""
    if value(dataset, "PixelData") is None:
        raise HeaderError("is a DICOM file without an image: choose another")
    if header.syntax == uid.RLELossless:
        check_rle(_frame(dataset), header.width * header.height)
    if not _foreign(header):
        return header
    frame = _frame(dataset)
    stream = check_codestream(frame, header.width, header.height, header.samples)
    check_jpeg(frame)
    return replace(header, allocated=8 if stream.bits <= 8 else 16, stored=stream.bits, high=stream.bits - 1)


def _with_depth(header: DicomHeader, stored: DicomHeader, pixels: NDArray[np.generic]) -> DicomHeader:
    """The header with as many bits as the pixels (h, w) use, and a note where that is not what the file says.

    Bits above those that count may hold something else, as overlays do; they are part of the greys where the film is
    no rougher with them, while greys that were cut off wrap round.
    """
    if _foreign(header):
        held = replace(header, allocated=stored.allocated, high=min(header.stored, stored.allocated) - 1)
        held = replace(held, stored=held.high + 1)
        return _noted(header, stored) if _beyond(pixels, held) or held.stored < header.stored else held
    whole = replace(header, high=header.allocated - 1, stored=header.stored + header.allocated - 1 - header.high)
    if header.high + 1 == header.allocated or not _beyond(pixels, header):
        return header
    within, all_bits = raw_values(pixels, header), raw_values(pixels, whole)
    ratio = _roughness(all_bits) / max(_roughness(within), 1e-9)
    # Steep greys that wrap round many times look smoother than they are; overlays have few values, and noise is rough.
    many = len(np.unique(all_bits >> header.stored)) > _OVERLAYS
    return _noted(header, whole) if ratio < 1 or (many and ratio < _ROUGHER) else header


def raw_values(pixels: NDArray[np.generic], header: DicomHeader) -> NDArray[np.int32]:
    """The values (h, w) that raw pixels mean: of their bits those that the header counts, with its sign."""
    places = pixels.view(np.uint8 if pixels.itemsize == 1 else np.uint16).astype(np.int32)
    values = (places >> (header.high + 1 - header.stored)) & ((1 << header.stored) - 1)
    if header.signed:
        values -= (values >> (header.stored - 1)) << header.stored
    return values


def _beyond(pixels: NDArray[np.generic], header: DicomHeader) -> bool:
    """Whether any pixel holds more than the bits that count; a sign that fills up the rest is no more."""
    kind, shift = f"{'i' if header.signed else 'u'}{pixels.itemsize}", header.high + 1 - header.stored
    return any(
        bool(((pixels[rows].view(kind).astype(np.int32) >> shift) != raw_values(pixels[rows], header)).any())
        for rows in bands(len(pixels))
    )


def _with_colours(header: DicomHeader, pixels: NDArray[np.generic]) -> tuple[DicomHeader, NDArray[np.generic]]:
    """Colours (h, w, 3) as RGB; where their label cannot be true of what is stored, what is stored is right."""
    if header.photometric == "PALETTE COLOR" or pixels.itemsize > 1:
        return header, pixels
    first, second, third = (pixels[..., i].astype(np.int16) for i in range(3))
    labelled = _colours_as_stored(header)
    if labelled and max(np.abs(first - second).max(), np.abs(first - third).max()) <= _ALIKE:
        return replace(header, notes=(*header.notes, GREY_RGB)), pixels
    if not labelled and max(np.abs(second - 128).max(), np.abs(third - 128).max()) <= _ALIKE and np.ptp(first) > 16:
        return replace(header, notes=(*header.notes, GREY_YBR)), np.repeat(pixels[..., :1], 3, axis=2)
    return header, convert_color_space(pixels, "YBR_FULL", "RGB") if labelled else pixels


def _colours_as_stored(header: DicomHeader) -> bool:
    """Whether colours come from the decoder as brightness and two differences, to be converted here."""
    return header.photometric == "YBR_FULL" and not header.syntax.is_encapsulated


def _roughness(values: NDArray[np.int32]) -> float:
    return float(np.abs(np.diff(values, axis=0)).mean() + np.abs(np.diff(values, axis=1)).mean())


def _noted(said: DicomHeader, found: DicomHeader) -> DicomHeader:
    note = Sentence(
        "The file says {stored} bit a pixel, but its pixels have {stored2}: they were read as they are.",
        stored=said.stored,
        stored2=found.stored,
    )
    return replace(found, notes=(*said.notes, note))


def _decoder(header: DicomHeader) -> Decoder:
    # pydicom refuses 12-bit JPEG for GDCM, which decodes it well; GDCM goes by the stream, whatever its JPEG is called.
    twelve_bit = header.syntax == uid.JPEGExtended12Bit and header.stored > 8
    try:
        decoder = get_decoder(uid.JPEGLossless if twelve_bit else header.syntax)
    except NotImplementedError:
        raise HeaderError("is compressed in a way that CephView cannot read: export it without compression") from None
    if not decoder.is_available:
        raise HeaderError("is compressed, and the decoder for it is not installed: export it without compression")
    return decoder
