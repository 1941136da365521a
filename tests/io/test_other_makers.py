"""DICOM as other makers write it: what a standard reader reads is read, what cannot be true is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import gdcm
import numpy as np
import pydicom
import pytest
from dicom_helpers import DEEP, PATIENT, TEST_FILES, dataset_of, dicom, lut, saved
from io_helpers import Writer
from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, generate_fragments, get_frame

from cephview.core.calibration import CalibrationSource
from cephview.core.errors import CephViewError
from cephview.core.radiograph import Radiograph
from cephview.io.films.dicom.patient import read_patient
from cephview.io.films.images import read_film
from cephview.io.films.streak_check import is_streaked
from cephview.phantom import PhantomSpec, draw_phantom

DATA = Path(__file__).parent / "data"
# Smooth, and busy enough to fill a stream: 12 bit and 8 bit.
Y, X = np.mgrid[:150, :120]
SMOOTH = ((np.sin(X / 17) + np.cos(Y / 23) + 2) * 1000 + (X * 7 + Y * 13) % 31).astype(np.uint16)
GREY = (SMOOTH >> 4).astype(np.uint8)


def film_of(write: Writer, data: bytes, name: str = "film.dcm") -> Radiograph:
    return read_film(write(name, data))


def compressed(stream: bytes, syntax: uid.UID, pixels: np.ndarray, offsets: bytes = b"", **elements: Any) -> bytes:
    """A film of a stream that was made elsewhere; `offsets` in place of a right table of them."""
    dataset = dataset_of(pixels, **elements)
    whole = encapsulate([stream], has_bot=False)
    dataset.PixelData = whole[:4] + len(offsets).to_bytes(4, "little") + offsets + whole[8:]
    dataset["PixelData"].VR, dataset["PixelData"].is_undefined_length = "OB", True
    dataset.file_meta.TransferSyntaxUID = syntax
    return saved(dataset)


def encoded(pixels: np.ndarray, ending: str) -> bytes:
    done, data = cv2.imencode(ending, pixels, [cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, 1000] * (ending == ".jp2"))
    assert done
    return data.tobytes()


JPEG = encoded(GREY, ".jpg")
AS_JPEG = cv2.imdecode(np.frombuffer(JPEG, np.uint8), cv2.IMREAD_GRAYSCALE)
SYNTAXES = {".jpg": uid.JPEGBaseline8Bit, ".jp2": uid.JPEG2000Lossless}


def test_fill_bytes_before_the_end_mark_are_legal(write: Writer) -> None:
    film = read_film(DATA / "jpeg_lossless_fill_before_eoi.dcm")  # as dcmtk writes it
    assert film.size == (103, 121) and (film.pixels.min(), film.pixels.max()) == (0, 2978) and film.notes == ()
    filled = JPEG[:-2] + b"\xff\xff\xff\xd9"
    assert np.array_equal(film_of(write, compressed(filled, uid.JPEGBaseline8Bit, GREY)).pixels, AS_JPEG)
    assert np.array_equal(read_film(write("film.jpg", filled)).pixels, AS_JPEG)


def test_jpeg_ls_of_seven_bit(write: Writer) -> None:
    film = read_film(DATA / "jpeg_ls_7_bit.dcm")
    assert film.size == (200, 240) and film.window == (0, 127) and (film.pixels.min(), film.pixels.max()) == (0, 95)


@pytest.mark.parametrize("offsets", [b"\x09\x03\x00\x00", b"\xff\xff\xff\xff", b"\0" * 8, b"\0\0\0\0\x09\x03\0\0"])
def test_a_wrong_table_of_offsets_costs_nothing(write: Writer, offsets: bytes) -> None:
    film = film_of(write, compressed(JPEG, uid.JPEGBaseline8Bit, GREY, offsets))
    assert np.array_equal(film.pixels, AS_JPEG)


def test_a_stream_in_pieces_is_one_film(write: Writer) -> None:
    dataset = dataset_of(GREY)
    dataset.PixelData = encapsulate([JPEG], fragments_per_frame=4)
    dataset["PixelData"].VR, dataset["PixelData"].is_undefined_length = "OB", True
    dataset.file_meta.TransferSyntaxUID = uid.JPEGBaseline8Bit
    assert np.array_equal(film_of(write, saved(dataset)).pixels, AS_JPEG)


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_a_header_of_twelve_bit_over_a_stream_of_eight(write: Writer, photometric: str) -> None:
    data = compressed(JPEG, uid.JPEGBaseline8Bit, SMOOTH, PhotometricInterpretation=photometric)
    film = film_of(write, data)
    assert np.array_equal(film.pixels, AS_JPEG if photometric == "MONOCHROME2" else 255 - AS_JPEG)
    assert "says 12 bit" in film.notes[0] and "have 8" in film.notes[0] and film.grey_range() == (0, 255)


@pytest.mark.parametrize(("said", "top"), [(8, 4095), (10, 4095), (12, 65535), (14, 65535)])
def test_a_stream_deeper_than_its_header_does_not_wrap_round(write: Writer, said: int, top: int) -> None:
    pixels = (SMOOTH.astype(np.uint32) * top // 4095).astype(np.uint16)
    stream = encoded(pixels, ".jp2")
    film = film_of(write, compressed(stream, uid.JPEG2000Lossless, pixels, BitsStored=said, HighBit=said - 1))
    assert np.array_equal(film.pixels, pixels) and f"says {said} bit" in film.notes[0]


@pytest.mark.parametrize(("said", "high"), [(12, 11), (10, 9), (8, 7)])
@pytest.mark.parametrize("signed", [False, True])
def test_values_above_their_bits_do_not_wrap_round(write: Writer, said: int, high: int, signed: bool) -> None:
    pixels = (SMOOTH * 7).astype(np.int16) - 14000 if signed else SMOOTH * 14
    film = film_of(write, dicom(pixels, BitsStored=said, HighBit=high))
    assert np.array_equal(film.pixels.astype(int) - film.pixels.min(), pixels.astype(int) - pixels.min())
    assert f"says {said} bit" in film.notes[0] and "have 16" in film.notes[0]


def test_overlays_in_the_upper_bits_are_no_greys(write: Writer) -> None:
    overlay = np.where((X - 60) ** 2 + (Y - 75) ** 2 < 900, 0xF000, 0).astype(np.uint16)
    film = film_of(write, dicom(SMOOTH | overlay, BitsStored=12, HighBit=11))
    assert np.array_equal(film.pixels, SMOOTH) and film.notes == ()
    negative = (SMOOTH.astype(np.int16) - 2048) & 0x0FFF  # a sign that is not carried on above its bit
    film = film_of(write, dicom(negative, BitsStored=12, HighBit=11, PixelRepresentation=1))
    assert np.array_equal(film.pixels, SMOOTH) and film.notes == ()


EMPTY = Dataset()
NO_BITS = lut(np.arange(4096), 0, 12)
NO_BITS[0].LUTDescriptor = [4096, 0, 0]
SHORT = lut(np.arange(100), 0, 12)
SHORT[0].LUTDescriptor = [4096, 0, 12]
GOOD = lut(np.arange(4096)[::-1], 0, 12)


@pytest.mark.parametrize("keyword", ["VOILUTSequence", "ModalityLUTSequence"])
@pytest.mark.parametrize("items", [[], [EMPTY], NO_BITS, SHORT], ids=["none", "empty", "no bits", "short"])
def test_a_table_of_greys_that_cannot_be_read_is_passed_over_and_told(
    write: Writer, keyword: str, items: list[Dataset]
) -> None:
    data = dicom(SMOOTH, WindowCenter=2048, WindowWidth=4096, **{keyword: items})
    film = film_of(write, data)
    assert np.array_equal(film.pixels, SMOOTH) and film.window == (0, 4095)
    assert "table of greys" in film.notes[0] and len(film.notes) == 1
    second = film_of(write, dicom(SMOOTH, VOILUTSequence=[*items, *GOOD]))
    assert np.array_equal(second.pixels, 4095 - SMOOTH) and second.notes == ()


def test_a_table_shallower_than_its_label_does_not_darken_the_film(write: Writer) -> None:
    film = film_of(write, dicom(SMOOTH, VOILUTSequence=lut(np.arange(4096), 0, 16)))
    assert film.window == (0, 4095) and film.to_8bit().max() > 200


def test_a_decimal_comma_is_one(write: Writer) -> None:
    data = dicom(SMOOTH, PixelSpacing=["0.143", "0.145"], WindowCenter="2048.5", WindowWidth="4000.0")
    for text in (b"0.143", b"0.145", b"2048.5", b"4000.0"):
        data = data.replace(text, text.replace(b".", b","))
    film = film_of(write, data)
    assert film.calibration is not None and film.window == (48.5, 4047.5)
    assert (film.calibration.mm_per_px_y, film.calibration.mm_per_px_x) == (0.143, 0.145)


def test_greys_under_a_false_label_of_colour(write: Writer) -> None:
    three = np.dstack([GREY] * 3)
    newtom = film_of(write, dicom(three, PhotometricInterpretation="YBR_FULL"))
    assert np.array_equal(newtom.pixels, GREY) and "YBR" in newtom.notes[0]
    plain = np.dstack([GREY, np.full_like(GREY, 128), np.full_like(GREY, 128)])
    assert np.array_equal(film_of(write, dicom(plain)).pixels, GREY)
    right = film_of(write, dicom(plain, PhotometricInterpretation="YBR_FULL"))
    assert np.array_equal(right.pixels, GREY) and right.notes == ()
    mono = film_of(write, dicom(three, PhotometricInterpretation="MONOCHROME2"))
    assert np.array_equal(mono.pixels, GREY) and "label" in mono.notes[0]
    single = film_of(write, dicom(GREY, PhotometricInterpretation="RGB"))
    assert np.array_equal(single.pixels, GREY) and "label" in single.notes[0]


@pytest.mark.parametrize("extra", [{}, {"EstimatedRadiographicMagnificationFactor": "1.1"}])
def test_a_detector_finer_than_the_film_makes_its_spacing_uncertain(write: Writer, extra: dict[str, Any]) -> None:
    film = film_of(write, dicom(PixelSpacing=["0.2", "0.2"], ImagerPixelSpacing=["0.1", "0.1"], **extra))
    assert film.calibration is not None and film.calibration.source is CalibrationSource.UNCERTAIN
    assert film.calibration.mm_per_px_x == 0.2


def test_pixels_that_are_not_square_are_made_so_where_no_spacing_says_it(write: Writer) -> None:
    tall = film_of(write, dicom(SMOOTH, PixelAspectRatio=["2", "1"]))
    assert tall.size == (120, 300) and "not square" in tall.notes[0]
    wide = film_of(write, dicom(SMOOTH, PixelAspectRatio=["3", "4"]))
    assert wide.size == (160, 150)
    same = film_of(write, dicom(SMOOTH, PixelAspectRatio=["100", "100"]))
    assert same.size == (120, 150) and same.notes == ()
    spaced = film_of(write, dicom(SMOOTH, PixelAspectRatio=["2", "1"], PixelSpacing=["0.2", "0.1"]))
    assert spaced.size == (120, 150) and spaced.calibration is not None and spaced.calibration.mm_per_px_y == 0.2


def test_a_presentation_that_contradicts_the_greys_is_told(write: Writer) -> None:
    for photometric, shape, told in (
        ("MONOCHROME2", "INVERSE", True),
        ("MONOCHROME2", "IDENTITY", False),
        ("MONOCHROME1", "INVERSE", False),
        ("MONOCHROME1", "IDENTITY", True),
    ):
        film = film_of(write, dicom(PhotometricInterpretation=photometric, PresentationLUTShape=shape))
        assert any("contradicts" in note for note in film.notes) is told


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize(("padding", "limit", "bits"), [(4095, None, 12), (4060, 4095, 12), (65535, None, 12)])
def test_padding_at_the_rim_is_black(
    write: Writer, photometric: str, padding: int, limit: int | None, bits: int
) -> None:
    film = SMOOTH.copy()
    film[:10], film[:, -7:], film[60, 60] = 4095, 4095, 4095  # the last is a hot pixel, not the rim
    more = {"PixelPaddingRangeLimit": limit} if limit else {}
    elements: dict[str, Any] = {"PixelPaddingValue": padding, "PhotometricInterpretation": photometric, **more}
    dataset = dataset_of(film, BitsStored=bits, HighBit=bits - 1, **elements)
    for keyword in ("PixelPaddingValue", *more):
        dataset[keyword].VR = "US"
    read = film_of(write, saved(dataset))
    inner = film[10:, :-7] if photometric == "MONOCHROME2" else 4095 - film[10:, :-7]
    assert np.array_equal(read.pixels[10:, :-7], inner) and not read.pixels[:10].any() and not read.pixels[:, -7:].any()
    assert photometric == "MONOCHROME1" or any("padding" in note for note in read.notes)


def test_spacing_and_window_in_functional_groups(write: Writer) -> None:
    measures, voi, shared = Dataset(), Dataset(), Dataset()
    measures.PixelSpacing = ["0.15", "0.16"]
    voi.WindowCenter, voi.WindowWidth = "2000", "3001"
    shared.PixelMeasuresSequence, shared.FrameVOILUTSequence = [measures], [voi]
    film = film_of(write, dicom(SMOOTH, SharedFunctionalGroupsSequence=[shared]))
    assert film.calibration is not None and film.calibration.mm_per_px_y == 0.15 and film.window == (499.5, 3499.5)
    per_frame = film_of(write, dicom(SMOOTH, PerFrameFunctionalGroupsSequence=[shared], PixelSpacing=["0.2", "0.2"]))
    assert per_frame.calibration is not None and per_frame.calibration.mm_per_px_y == 0.2


@pytest.mark.parametrize("coding", ["utf-8", "cp1252"])
def test_a_name_without_a_character_set_is_read(write: Writer, coding: str) -> None:
    stored = dicom().replace(PATIENT.encode(), "Müller^Zoë-Élise".encode(coding)[: len(PATIENT)].ljust(len(PATIENT)))
    patient = read_patient(write("film.dcm", stored))
    assert patient is not None and patient.name.startswith("Müller Zoë-")


# -- damaged -----------------------------------------------------------------------------------------------------------


def holed(data: bytes, begin: float, length: int) -> bytes:
    place = int(len(data) * begin)
    return data[:place] + bytes(length) + data[place + length :]


def jpeg_lossless() -> tuple[bytes, np.ndarray]:
    dataset = pydicom.dcmread(DATA / "jpeg_lossless_fill_before_eoi.dcm")
    return get_frame(dataset.PixelData, 0, number_of_frames=1), np.zeros((121, 103), np.uint16)


def rle() -> bytes:
    dataset = dataset_of(SMOOTH)
    dataset.compress(uid.RLELossless)
    return saved(dataset)


def losslessly(pixels: np.ndarray, folder: Path) -> bytes:
    """The lossless JPEG stream of greys, by GDCM."""
    plain, packed = folder / "plain.dcm", folder / "packed.dcm"
    dataset = pydicom.dcmread(DATA / "jpeg_lossless_fill_before_eoi.dcm")
    dataset.file_meta.TransferSyntaxUID = uid.ExplicitVRLittleEndian
    dataset.Rows, dataset.Columns = pixels.shape
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 8, 8, 7, 0
    dataset.PhotometricInterpretation = "MONOCHROME2"
    del dataset.PixelData
    dataset.add_new("PixelData", "OB", pixels.tobytes())
    dataset.save_as(plain, enforce_file_format=True)
    reader, change, writer = gdcm.ImageReader(), gdcm.ImageChangeTransferSyntax(), gdcm.ImageWriter()
    reader.SetFileName(str(plain))
    assert reader.Read()
    change.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.JPEGLosslessProcess14_1))
    change.SetInput(reader.GetImage())
    assert change.Change()
    writer.SetFile(reader.GetFile())
    writer.SetImage(change.GetOutput())
    writer.SetFileName(str(packed))
    assert writer.Write()
    return b"".join(list(generate_fragments(pydicom.dcmread(packed).PixelData))[1:])


@pytest.mark.slow
def test_a_wrong_byte_that_its_decoder_does_not_notice_is_told_by_the_rows(write: Writer, tmp_path: Path) -> None:
    """In lossless JPEG it shifts all that follows: of 14 such films GDCM told of 9, and one moved points by 244 px."""
    film = draw_phantom(PhantomSpec(width=300, height=372, mm_per_px=0.6)).radiograph.to_8bit()
    noise = np.random.default_rng(1).normal(0, 3, film.shape)
    pixels = np.clip(film + noise, 0, 255).astype(np.uint8)
    stream = losslessly(pixels, tmp_path)
    sound = film_of(write, compressed(stream, uid.JPEGLosslessSV1, pixels))
    assert np.array_equal(sound.pixels, pixels) and not any("jump" in text for text in sound.warnings)
    rng, outcomes = np.random.default_rng(3), []
    for _ in range(10):
        wrong = bytearray(stream)
        wrong[int(rng.integers(len(stream) // 6, len(stream) * 2 // 3))] ^= int(rng.integers(1, 256))
        try:
            found = film_of(write, compressed(bytes(wrong), uid.JPEGLosslessSV1, pixels))
        except CephViewError as error:
            outcomes.append("damaged" in str(error))
        else:
            off = float((np.abs(found.pixels.astype(int) - pixels) > 12).mean())
            outcomes.append(off < 0.05 or any("jump in brightness" in text for text in found.warnings))
    assert all(outcomes), outcomes


@pytest.mark.parametrize("value", [0.0, 18.0])
def test_rows_that_jump_are_told_from_edges(value: float) -> None:
    film = draw_phantom(PhantomSpec(width=300, height=372, mm_per_px=0.6)).radiograph.to_8bit().astype(float)
    film[:30], film[-20:] = 255, 0  # a burnt-in rim
    film[200:] += np.random.default_rng(2).uniform(-value, value, (172, 1))
    assert is_streaked(np.clip(film, 0, 255).astype(np.uint8)) == bool(value)


@pytest.mark.parametrize("begin", [0.3, 0.6])
@pytest.mark.parametrize("kind", ["jpeg", "jpeg lossless", "jpeg 2000", "rle"])
def test_a_hole_in_a_stream_is_told(write: Writer, kind: str, begin: float) -> None:
    if kind == "jpeg":
        data = compressed(holed(JPEG, begin, 600), uid.JPEGBaseline8Bit, GREY)
    elif kind == "jpeg lossless":
        stream, pixels = jpeg_lossless()
        data = compressed(holed(stream, begin, 600), uid.JPEGLosslessSV1, pixels)
    elif kind == "jpeg 2000":
        data = compressed(holed(encoded(SMOOTH, ".jp2"), begin, 600), uid.JPEG2000Lossless, SMOOTH)
    else:
        data = holed(rle(), begin + 0.2, 600)
    with pytest.raises(CephViewError, match="damaged"):
        film_of(write, data)


@pytest.mark.parametrize("kind", ["jpeg", "jpeg lossless", "jpeg 2000"])
def test_a_stream_cut_and_closed_with_an_end_mark_is_told(write: Writer, kind: str) -> None:
    if kind == "jpeg":
        stream, syntax, pixels = JPEG, uid.JPEGBaseline8Bit, GREY
    elif kind == "jpeg lossless":
        (stream, pixels), syntax = jpeg_lossless(), uid.JPEGLosslessSV1
    else:
        stream, syntax, pixels = encoded(SMOOTH, ".jp2"), uid.JPEG2000Lossless, SMOOTH
    with pytest.raises(CephViewError, match="damaged"):
        film_of(write, compressed(stream[: len(stream) * 2 // 3] + b"\xff\xd9", syntax, pixels))


def test_whole_streams_are_read(write: Writer) -> None:
    assert np.array_equal(film_of(write, rle()).pixels, SMOOTH)
    assert np.array_equal(
        film_of(write, compressed(encoded(SMOOTH, ".jp2"), uid.JPEG2000Lossless, SMOOTH)).pixels, SMOOTH
    )
    blank = np.full((700, 500), 77, np.uint16)
    assert (film_of(write, compressed(encoded(blank, ".jp2"), uid.JPEG2000Lossless, blank)).pixels == 77).all()
    assert read_film(TEST_FILES / "SC_rgb_rle.dcm").size == (100, 100)
    assert np.array_equal(film_of(write, dicom(DEEP)).pixels, DEEP)
