"""The raw pixels of a DICOM film, decoded once everything that they claim has been checked."""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.encaps import get_frame
from pydicom.pixels.decoders.base import Decoder, get_decoder
from pydicom.pixels.processing import apply_color_lut

from cephview.io.codestream import check_codestream
from cephview.io.dicom_header import DicomHeader, parse
from cephview.io.dicom_values import value
from cephview.io.dicom_worker import decode_apart
from cephview.io.image_header import DAMAGED, HeaderError


def decode_pixels(header: DicomHeader, data: bytes) -> NDArray[np.generic]:
    """Raw values (h, w), or RGB (h, w, 3), in the machine's byte order. Raises HeaderError for what is no film."""
    if not _foreign(header):
        return decode_here(header, data)
    _check_stream(header, parse(data, pixels=True))
    _decoder(header)
    # A frozen program cannot run a module of its own as another process.
    return decode_here(header, data) if getattr(sys, "frozen", False) else decode_apart(header, data)


def decode_here(header: DicomHeader, data: bytes) -> NDArray[np.generic]:
    """As `decode_pixels`, within this process."""
    dataset = parse(data, pixels=True)
    _check_stream(header, dataset)
    decoder = _decoder(header)
    try:
        dataset.file_meta.TransferSyntaxUID = decoder.UID
        # The bits that do not count are left out later, also where they are the lower ones.
        pixels, _ = decoder.as_array(dataset, index=0, correct_unused_bits=False)  # type: ignore[arg-type]
        if header.photometric == "PALETTE COLOR":
            pixels = apply_color_lut(pixels, dataset)
    except Exception:  # of every kind, some with values of the file in them
        raise HeaderError(DAMAGED) from None
    colours = () if header.photometric.startswith("MONOCHROME") else (3,)
    if pixels.shape != (header.height, header.width, *colours) or pixels.itemsize > 2:
        raise HeaderError(DAMAGED)
    return pixels.astype(pixels.dtype.newbyteorder("="), copy=False)


def _foreign(header: DicomHeader) -> bool:
    """Whether a decoder other than pydicom's own is needed."""
    return header.syntax.is_encapsulated and header.syntax != uid.RLELossless


def _check_stream(header: DicomHeader, dataset: Dataset) -> None:
    stream = value(dataset, "PixelData")
    if stream is None:
        raise HeaderError("is a DICOM file without an image: choose another")
    if _foreign(header):
        try:
            frame = get_frame(stream, 0, number_of_frames=1)
        except Exception:
            raise HeaderError(DAMAGED) from None
        check_codestream(frame, header.width, header.height, header.samples)


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
