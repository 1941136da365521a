"""A DICOM file as far as a film needs it, and what about it is no film. No patient field is read here.

Nothing that a file says is repeated in a sentence, numbers apart: a damaged file may hold a name anywhere.
"""

from __future__ import annotations

import logging
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO

import pydicom.config
from pydicom import dcmread, uid
from pydicom.dataset import Dataset, FileDataset
from pydicom.filereader import _read_file_meta_info, read_preamble

from cephview.core.sentences import Sentence
from cephview.io.films.dicom.calibration import CALIBRATION_TAGS
from cephview.io.films.dicom.greys import GREY_TAGS
from cephview.io.films.dicom.sniff import NO_FILMS
from cephview.io.films.dicom.values import number, numbers, value, values, word
from cephview.io.films.image_header import DAMAGED, HeaderError, check_size

# What pydicom complains of it also quotes, and values of a file have no place in logs.
logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)
warnings.filterwarnings("ignore", module=r"pydicom(\.|$)")
# Values are checked where they are used; one that breaks a rule elsewhere must not cost the film.
pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE

_MAX_INFLATED = 1 << 29
_PALETTES = ("Red", "Green", "Blue")
_GROUPS = ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence")
_TAGS: tuple[str, ...] = (
    *_GROUPS,
    *("SOPClassUID", "Modality", "Rows", "Columns", "SamplesPerPixel", "NumberOfFrames", "PlanarConfiguration"),
    *("PatientOrientation", "PresentationIntentType", "PixelData", *GREY_TAGS, *CALIBRATION_TAGS),
    *(f"{colour}PaletteColorLookupTableDescriptor" for colour in _PALETTES),
    *(f"{prefix}{colour}PaletteColorLookupTableData" for colour in _PALETTES for prefix in ("", "Segmented")),
)
_COLOURS = {"RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT"}
_LABEL = Sentence("The file's label of its colours does not fit its pixels: they were read as greys, or as RGB.")
_GREYS = {"MONOCHROME1", "MONOCHROME2"}


@dataclass(frozen=True, eq=False)
class DicomHeader:
    """A film's data set without its pixels, and what its pixels are: sizes in px, depth in bit.

    `notes` are sentences on what the file says wrongly of itself.
    """

    dataset: Dataset
    syntax: uid.UID
    width: int
    height: int
    samples: int
    photometric: str
    allocated: int
    stored: int
    high: int
    signed: bool
    notes: tuple[str, ...] = ()


def parse(data: bytes, *, pixels: bool, tags: tuple[str, ...] = _TAGS) -> FileDataset:
    """The data set with these tags alone. Raises HeaderError where it cannot be read."""
    # What pydicom raises for broken files is of every kind.
    try:
        _check_inflated(data)
        dataset = dcmread(BytesIO(data), force=True, stop_before_pixels=not pixels, specific_tags=list(tags))
        if "TransferSyntaxUID" not in dataset.file_meta:
            implicit, little = dataset.original_encoding
            explicit = uid.ExplicitVRLittleEndian if little else uid.ExplicitVRBigEndian
            dataset.file_meta.TransferSyntaxUID = uid.ImplicitVRLittleEndian if implicit else explicit
    except HeaderError:
        raise
    except Exception:  # noqa: BLE001
        raise HeaderError(DAMAGED) from None
    return dataset


def read_dicom_header(data: bytes) -> DicomHeader:
    """The header of a film, checked. Raises HeaderError saying why a file cannot be one."""
    dataset = parse(data, pixels=False)
    _unfold(dataset)
    if value(dataset.file_meta, "MediaStorageSOPClassUID") == uid.MediaStorageDirectoryStorage:
        raise HeaderError("is the table of contents of a DICOM disk: open one of the films beside it")
    kind = NO_FILMS.get(word(dataset, "Modality"))
    if kind is not None:
        raise HeaderError("is {kind}, not a radiograph of a head: choose a cephalogram", kind=kind)
    if value(dataset, "Rows") is None and value(dataset, "Columns") is None:
        raise HeaderError("is a DICOM file without an image: choose another")
    frames = numbers(dataset, "NumberOfFrames") or [1.0 if value(dataset, "NumberOfFrames") is None else -1.0]
    if frames[0] > 1:
        raise HeaderError("holds {frames:.0f} images in one file: save the film as a file of its own", frames=frames[0])
    width, height = _whole(dataset, "Columns"), _whole(dataset, "Rows")
    if frames[0] not in (0, 1):
        raise HeaderError(DAMAGED)
    check_size(width, height)
    return _with_samples(dataset, width, height)


def _unfold(dataset: Dataset) -> None:
    """Bring what newer kinds of object say in groups, for all frames or for the first one, to where others say it.

    Only where nothing stands there, and of the greys and the spacing alone: the groups also hold what names people.
    """
    groups = [item for keyword in _GROUPS for item in values(dataset, keyword)[:1] if isinstance(item, Dataset)]
    for group in groups:
        inner = [item for element in group if element.VR == "SQ" for item in list(element.value or [])[:1]]
        for item in inner:
            for keyword in (*GREY_TAGS[5:], *CALIBRATION_TAGS):
                if keyword not in dataset and keyword in item:
                    dataset[keyword] = item[keyword]


def _with_samples(dataset: FileDataset, width: int, height: int) -> DicomHeader:
    photometric = word(dataset, "PhotometricInterpretation")
    samples = _whole(dataset, "SamplesPerPixel", 1 if photometric in _GREYS else None)
    allocated = _whole(dataset, "BitsAllocated")
    stored = _whole(dataset, "BitsStored", allocated)
    high, signed = _whole(dataset, "HighBit", stored - 1), _whole(dataset, "PixelRepresentation", 0) == 1
    if photometric not in {*_COLOURS, *_GREYS, "PALETTE COLOR"}:
        raise HeaderError("has colours of an unusual kind: export it as greyscale or RGB")
    if allocated not in (8, 16):
        raise HeaderError("has {allocated} bit a pixel: export it with 8 or 16 bit", allocated=allocated)
    notes: tuple[str, ...] = ()
    if samples in (1, 3) and (samples == 3) != (photometric in _COLOURS):
        photometric, notes = "RGB" if samples == 3 else "MONOCHROME2", (_LABEL,)
    check_size(width, height, samples * (allocated // 8))
    if samples not in (1, 3) or not 1 <= stored <= high + 1 <= allocated:
        raise HeaderError(DAMAGED)
    if photometric in _COLOURS and (signed or stored != allocated):
        raise HeaderError("has colours of an unusual depth: export it with 8 bit a colour")
    syntax = value(dataset.file_meta, "TransferSyntaxUID")
    if not isinstance(syntax, uid.UID) or not (syntax.is_transfer_syntax or syntax.is_private):
        raise HeaderError(DAMAGED)
    if syntax.is_private:
        raise HeaderError("is written in a way of its maker's own: export it as ordinary DICOM")
    return DicomHeader(dataset, syntax, width, height, samples, photometric, allocated, stored, high, signed, notes)


def _whole(dataset: Dataset, keyword: str, default: int | None = None) -> int:
    found = number(dataset, keyword)
    if found is None and default is not None and value(dataset, keyword) is None:
        return default
    if found is None or found != int(found):
        raise HeaderError(DAMAGED)
    return int(found)


def _check_inflated(data: bytes) -> None:
    """Refuse a deflated file that would fill the memory: pydicom inflates whatever comes."""
    stream = BytesIO(data)
    read_preamble(stream, True)
    if _read_file_meta_info(stream).get("TransferSyntaxUID") == uid.DeflatedExplicitVRLittleEndian:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        inflater.decompress(data[stream.tell() :], _MAX_INFLATED)
        if inflater.unconsumed_tail:
            raise HeaderError("claims to hold more than a film can: export it without compression")
