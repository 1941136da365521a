from __future__ import annotations

import re
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from dicom_helpers import DEEP, PATIENT, TEST_FILES, dataset_of, dicom, lut, saved
from hypothesis import given, settings
from hypothesis import strategies as st
from io_helpers import FACE, Writer, case_of
from pydicom.pixels import apply_color_lut, apply_modality_lut, apply_voi_lut
from pydicom.uid import ExplicitVRBigEndian, RLELossless

from cephview.core.errors import CephViewError
from cephview.core.radiograph import Radiograph
from cephview.io.datasets import find_films
from cephview.io.films.dicom.apart import decode_apart
from cephview.io.films.dicom.film import INVERTED, read_dicom
from cephview.io.films.dicom.header import DicomHeader
from cephview.io.films.dicom.patient import read_patient
from cephview.io.films.image_header import HeaderError
from cephview.io.films.images import decode_film, read_film
from cephview.io.tables.export import export_csv

SIGNED = (np.arange(-160, 160, dtype=np.int16) * 100).reshape(20, 16)
GREY = np.arange(240, dtype=np.uint8).reshape(20, 12)
RGB = np.dstack([GREY, GREY + 1, 255 - GREY])


def film_of(write: Writer, data: bytes, name: str = "film.dcm") -> Radiograph:
    return read_film(write(name, data))


def declared(data: bytes) -> Radiograph:
    """The film with the window that its file declares, also where that does not fit these small ramps."""
    film = read_dicom(data)
    return Radiograph(film.pixels, window=film.window, notes=film.notes)


def shown_by_pydicom(dataset: pydicom.Dataset) -> np.ndarray:
    """pydicom's own way to 8 bit: rescale, VOI, then the declared range to 0-255, then polarity."""
    rescaled = apply_modality_lut(dataset.pixel_array, dataset)
    shown = apply_voi_lut(rescaled, dataset).astype(float)
    ends = np.array([0, 2**dataset.BitsStored - 1]) - (
        2 ** (dataset.BitsStored - 1) if dataset.PixelRepresentation else 0
    )
    # Not sorted: where the rescale falls, so does the range that pydicom maps to.
    ends = apply_modality_lut(ends, dataset).astype(float)
    if "ModalityLUTSequence" in dataset:
        ends = np.array([0, 2.0 ** dataset.ModalityLUTSequence[0].LUTDescriptor[2] - 1])
    if "VOILUTSequence" in dataset:
        ends = np.array([0, 2.0 ** dataset.VOILUTSequence[0].LUTDescriptor[2] - 1])
    grey = (shown - ends[0]) / (ends[1] - ends[0]) * 255
    return 255 - grey if dataset.PhotometricInterpretation == "MONOCHROME1" else grey


@pytest.mark.parametrize("name", ["film.dcm", "FILM.DCM", "IM000001", "1.2.840.113"])
def test_dicom_is_read_whatever_its_name(write: Writer, name: str) -> None:
    path = write(name, dicom())
    write("DICOMDIR", dicom())
    film = read_film(path)
    assert film.path == path and film.is_deep and np.array_equal(film.pixels, DEEP)
    assert film.window is None and film.notes == ()
    assert find_films(path.parent) == [path]


def test_a_file_without_preamble(write: Writer) -> None:
    dataset, stream = dataset_of(), BytesIO()
    del dataset.file_meta
    pydicom.dcmwrite(stream, dataset, implicit_vr=True, little_endian=True)
    assert stream.getvalue()[128:132] != b"DICM"
    assert np.array_equal(film_of(write, stream.getvalue()).pixels, DEEP)


WINDOW = {"WindowCenter": 2000, "WindowWidth": 1500}
GREYS: list[tuple[np.ndarray, dict[str, Any]]] = [
    (DEEP, WINDOW),
    (DEEP, {"WindowCenter": [2000, 30], "WindowWidth": [1501, 20]}),
    (DEEP, {**WINDOW, "RescaleSlope": "2.5", "RescaleIntercept": "-1024"}),
    (DEEP, {**WINDOW, "VOILUTFunction": "LINEAR_EXACT"}),
    (DEEP, {**WINDOW, "VOILUTFunction": "SIGMOID"}),
    (DEEP, {"WindowCenter": -2000, "WindowWidth": 1500, "RescaleSlope": "-1", "RescaleIntercept": "0"}),
    (SIGNED, {"WindowCenter": 0, "WindowWidth": 20000}),
    (SIGNED, {"WindowCenter": -500, "WindowWidth": 9999, "RescaleSlope": "0.25", "RescaleIntercept": "10"}),
    (GREY, {"WindowCenter": 100, "WindowWidth": 60}),
    (DEEP, {"VOILUTSequence": lut(np.sqrt(np.arange(3000)) * 70, 200, 12)}),
    (DEEP, {**WINDOW, "VOILUTSequence": lut(np.arange(4096) // 16, 0, 8)}),
    (DEEP, {**WINDOW, "ModalityLUTSequence": lut(np.arange(4096)[::-1] * 2, 0, 16)}),
    (SIGNED, {"VOILUTSequence": lut(np.arange(4096) * 16, -2000, 16)}),
]


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize(("pixels", "elements"), GREYS)
def test_what_is_shown_is_what_pydicom_shows(
    write: Writer, pixels: np.ndarray, elements: dict[str, Any], photometric: str
) -> None:
    data = dicom(pixels, PhotometricInterpretation=photometric, **elements)
    film = declared(data)
    expected = shown_by_pydicom(pydicom.dcmread(BytesIO(data)))
    if "VOILUTSequence" in elements and elements["VOILUTSequence"][0].LUTDescriptor[2] == 8:
        # pydicom wraps round tables of 8-bit values with more than 256 entries: the table itself is asked.
        grey = np.arange(4096)[pixels] // 16
        expected = 255 - grey if photometric == "MONOCHROME1" else grey
    # Half a grey by rounding; pydicom's black begins one value later than the standard's straight line.
    assert np.abs(film.to_8bit() - expected).max() <= 0.51


@pytest.mark.parametrize(("pixels", "elements"), [(DEEP, {}), (SIGNED, {}), (GREY, {}), *GREYS])
def test_monochrome1_is_the_inverse_on_screen_and_for_the_model(
    write: Writer, pixels: np.ndarray, elements: dict[str, Any]
) -> None:
    plain = declared(dicom(pixels, **elements))
    negative = declared(dicom(pixels, PhotometricInterpretation="MONOCHROME1", **elements))
    total = plain.pixels.astype(int) + negative.pixels
    assert (total == total[0, 0]).all() and INVERTED in negative.notes and INVERTED not in plain.notes
    low, high = plain.grey_range()
    assert np.allclose(negative.grey_range(), (total[0, 0] - high, total[0, 0] - low))
    # Ties of rounding may fall to either side.
    assert np.abs(plain.to_8bit().astype(int) + negative.to_8bit() - 255).max() <= 1


def test_the_screen_keeps_the_depth_that_the_window_hides(write: Writer) -> None:
    film = declared(dicom(DEEP, **WINDOW))
    assert np.array_equal(film.pixels, DEEP) and film.window == (1250, 2749) and film.grey_range() == film.window
    signed = declared(dicom(SIGNED))
    assert np.array_equal(signed.pixels.astype(int), SIGNED.astype(int) + 32768)


@pytest.mark.parametrize("width", ["0", "-4", None])
def test_a_window_that_is_none_is_passed_over(write: Writer, width: str | None) -> None:
    elements = {"WindowCenter": "5", **({"WindowWidth": width} if width else {})}
    assert film_of(write, dicom(DEEP, **elements)).window is None


def test_a_window_beyond_the_film_is_not_used_and_told(write: Writer) -> None:
    film = film_of(write, dicom(DEEP, WindowCenter=60000, WindowWidth=100))
    assert film.window is None and "window" in film.notes[0]


def test_bits_that_do_not_count_are_left_out(write: Writer) -> None:
    overlaid = film_of(write, dicom(DEEP | 0xF000, BitsStored=12, HighBit=11))
    assert np.array_equal(overlaid.pixels, DEEP)
    shifted = film_of(write, dicom(DEEP << 4, BitsStored=12, HighBit=15))
    assert np.array_equal(shifted.pixels, DEEP)
    six = film_of(write, dicom(GREY // 4, BitsStored=6, HighBit=5))
    assert six.window == (0, 63) and not six.is_deep and six.to_8bit().max() > 235


def test_colours_and_palettes(write: Writer) -> None:
    assert np.array_equal(film_of(write, dicom(RGB)).pixels, RGB)
    assert np.array_equal(film_of(write, dicom(np.dstack([GREY] * 3))).pixels, GREY)
    ybr = dicom(RGB, PhotometricInterpretation="YBR_FULL")
    assert np.array_equal(film_of(write, ybr).pixels, pydicom.dcmread(BytesIO(ybr)).pixel_array)
    assert not np.array_equal(film_of(write, ybr).pixels, RGB)
    palette = pydicom.dcmread(TEST_FILES / "examples_palette.dcm")
    palette.Modality = "OT"
    expected = apply_color_lut(palette.pixel_array, palette)
    assert np.array_equal(film_of(write, saved(palette)).pixels, expected)


def _test_films() -> list[Path]:
    return [path for path in sorted(TEST_FILES.rglob("*")) if path.is_file() and path.suffix in (".dcm", "")]


REFUSED = "CT image|MR image|ultrasound|nuclear|treatment plan|document|recorded curve|without an image|images in one"
REFUSED += "|32 bit|1 bit|table of contents|damaged|nor DICOM"
UNREADABLE = {"JPEG2000-embedded-sequence-delimiter.dcm", "MR_truncated.dcm"}


@pytest.fixture
def decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is read again is not decoded again: each time is a process of its own."""
    known: dict[bytes, np.ndarray] = {}

    def decode(header: DicomHeader, data: bytes) -> np.ndarray:
        if data not in known:
            known[data] = decode_apart(header, data)
        return known[data].copy()

    monkeypatch.setattr("cephview.io.films.dicom.pixels.decode_apart", decode)


@pytest.mark.usefixtures("decoded_once")
@pytest.mark.parametrize("path", _test_films(), ids=lambda path: path.name)
def test_pydicoms_files_give_the_right_pixels_or_a_refusal(write: Writer, path: Path) -> None:
    try:
        read_film(path)
        film = declared(path.read_bytes())
    except CephViewError as error:
        assert re.search(REFUSED, str(error)) and str(error).count("\n") == 0
        dataset = pydicom.dcmread(path, force=True)
        if "PixelData" not in dataset or dataset.get("Modality") in (None, "OT", "CR", "RTDOSE", "SEG"):
            return
        # Of another modality: the pixels are to be right all the same.
        dataset.Modality = "DX"
        stream = BytesIO()
        dataset.save_as(stream)
        try:
            film = declared(stream.getvalue())
        except HeaderError as second:
            assert path.name in UNREADABLE or dataset.get("NumberOfFrames", 1) > 1, str(second)
            return
    dataset = pydicom.dcmread(path, force=True)
    if path.name in (
        "JPGExtended.dcm",
        "JPEG-lossy.dcm",
    ):  # pydicom refuses them; the values are those of its own tests
        assert (film.pixels[420, 140], film.pixels[230, 120]) == (244, 95)
    elif film.pixels.ndim == 3:
        expected = dataset.pixel_array
        colour = apply_color_lut(expected, dataset) if "PALETTE" in dataset.PhotometricInterpretation else expected
        assert np.array_equal(film.pixels, colour)
    elif dataset.PhotometricInterpretation.startswith("MONOCHROME") and film.window is not None:
        assert np.abs(film.to_8bit() - shown_by_pydicom(dataset)).max() <= 0.51
    else:
        raw = dataset.pixel_array.astype(int)
        raw = raw[..., 0] if raw.ndim == 3 else raw
        least = -(2 ** (dataset.BitsStored - 1)) if dataset.PixelRepresentation else 0
        assert np.array_equal(film.pixels.astype(int), raw - least)


@pytest.mark.parametrize("syntax", [RLELossless, ExplicitVRBigEndian])
def test_transfer_syntaxes_change_nothing(write: Writer, syntax: pydicom.uid.UID) -> None:
    dataset = dataset_of(DEEP, **WINDOW)
    if syntax == RLELossless:
        dataset.compress(syntax)
    else:
        dataset.PixelData = DEEP.astype(">u2").tobytes()
        dataset.file_meta.TransferSyntaxUID = syntax
    stream = BytesIO()
    pydicom.dcmwrite(
        stream, dataset, enforce_file_format=True, implicit_vr=False, little_endian=syntax != ExplicitVRBigEndian
    )
    film = declared(stream.getvalue())
    assert np.array_equal(film.pixels, DEEP) and film.window == (1250, 2749)


ORIENTATIONS = {
    ("A", "F"): (0, ""), ("P", "F"): (0, "to the left"), ("P", "H"): (2, "on its head"), ("A", "H"): (2, "to the left"),
    ("F", "P"): (-1, "on its side"), ("H", "A"): (1, "on its side"), ("L", "F"): (0, ""), ("AF", "FP"): (0, ""),
    ("A", "P"): (0, ""), ("X", "Y"): (0, ""), ("F",): (0, ""),
}  # fmt: skip


@pytest.mark.parametrize("letters", ORIENTATIONS)
def test_a_film_stands_upright_and_is_never_mirrored(write: Writer, letters: tuple[str, ...]) -> None:
    turns, says = ORIENTATIONS[letters]
    film = film_of(write, dicom(DEEP, PatientOrientation=list(letters), PixelSpacing=["0.2", "0.1"]))
    assert np.array_equal(film.pixels, np.rot90(DEEP, turns))
    assert says in " ".join(film.notes) and bool(film.notes) == bool(says)
    assert film.calibration is not None
    x, y = film.calibration.mm_per_px_x, film.calibration.mm_per_px_y
    assert (x, y) == ((0.1, 0.2) if turns in (0, 2) else (0.2, 0.1))


REFUSALS: list[tuple[dict[str, Any], str]] = [
    *(({"Modality": modality}, "not a radiograph") for modality in ("CT", "MR", "US", "PT", "MG", "SEG", "SR", "ct ")),
    ({"NumberOfFrames": 30}, "holds 30 images"),
    ({"PixelData": None}, "without an image"),
    ({"Rows": None, "Columns": None}, "without an image"),
    ({"Rows": None}, "damaged"),
    ({"Rows": 0}, "damaged"),
    ({"Rows": 21}, "damaged"),
    ({"Rows": 65535, "Columns": 65535}, "4295 megapixels"),
    ({"BitsAllocated": 32}, "32 bit"),
    ({"BitsStored": 17}, "damaged"),
    ({"SamplesPerPixel": 2}, "damaged"),
    ({"SamplesPerPixel": 3}, "unusual depth"),
    ({"PhotometricInterpretation": "CMYK"}, "unusual kind"),
    ({"PhotometricInterpretation": PATIENT}, "unusual kind"),
    ({"Modality": "CT", "PatientName": PATIENT}, "CT image"),
]


@pytest.mark.parametrize(("elements", "says"), REFUSALS)
def test_what_is_no_film_is_refused_without_a_name(write: Writer, elements: dict[str, Any], says: str) -> None:
    with pytest.raises(CephViewError) as error:
        film_of(write, dicom(**elements))
    sentence = str(error.value)
    assert sentence.startswith("film.dcm ") and sentence.endswith(".") and says in sentence
    assert "Zaphod" not in sentence and error.value.__cause__ is None


@pytest.mark.parametrize("modality", ["CR", "DX", "RG", "IO", "PX", "OT", "SC", "RF", "CEPH", None])
def test_radiographs_of_every_device_are_films(write: Writer, modality: str | None) -> None:
    assert film_of(write, dicom(Modality=modality)).size == (16, 20)


def test_a_stream_that_claims_another_size_is_never_decoded(write: Writer) -> None:
    data = bytearray((TEST_FILES / "SC_rgb_gdcm_KY.dcm").read_bytes())
    place = data.index(b"\xff\x4f\xff\x51") + 8
    data[place : place + 4] = (60000).to_bytes(4, "big")
    with pytest.raises(CephViewError, match="damaged"):
        film_of(write, bytes(data))


def test_a_deflated_bomb_is_refused(write: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    path = TEST_FILES / "image_dfl.dcm"
    assert read_film(path).size == (512, 512)
    monkeypatch.setattr("cephview.io.films.dicom.header._MAX_INFLATED", 100_000)
    with pytest.raises(CephViewError, match="more than a film can"):
        read_film(path)


def test_the_patient_is_read_when_asked_and_nowhere_else(write: Writer, tmp_path: Path, capfd: Any) -> None:
    path = write("film.dcm", dicom(PixelSpacing=["0.1", "0.1"]))
    patient = read_patient(path)
    assert patient is not None and "Zaphod" not in repr(patient) and "4242" not in repr(patient)
    assert (patient.name, patient.patient_id, patient.sex) == ("Zaphod Beeblebrox", "Z-4242", "M")
    assert (patient.birth_date, patient.study_date) == (date(1970, 2, 3), date(2020, 3, 4))
    film = read_film(path)
    assert "Zaphod" not in repr(film)
    case = case_of(FACE, calibration=film.calibration)
    export_csv(tmp_path / "out.csv", [type(case)(film, prediction=case.prediction, calibration=film.calibration)])
    exported = (tmp_path / "out.csv").read_text()
    assert "dicom-uncertain" in exported and "Zaphod" not in exported and "4242" not in exported
    assert capfd.readouterr() == ("", "")
    assert read_patient(write("a.png", b"\x89PNG")) is None
    broken = write("broken.dcm", dicom().replace(b"19700203", b"1970ab03"))
    assert getattr(read_patient(broken), "birth_date", "") is None


@pytest.mark.skipif(sys.platform == "win32", reason="the decoder is played by a shell script")
def test_a_decoder_that_dies_ends_in_a_sentence(write: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(write("dies", "#!/bin/sh\nkill -ABRT $$\n")))
    Path(sys.executable).chmod(0o755)
    with pytest.raises(CephViewError, match="damaged"):
        read_film(TEST_FILES / "SC_rgb_gdcm_KY.dcm")


SEEDS = [dicom(**WINDOW), dicom(SIGNED, PhotometricInterpretation="MONOCHROME1"), dicom(RGB), dicom(**GREYS[-1][1])]
SEEDS += [(TEST_FILES / "SC_rgb_rle.dcm").read_bytes()]
# Each of these takes a process of its own: few here, thousands were run apart.
COMPRESSED = ["SC_rgb_jpeg_gdcm.dcm", "SC_rgb_gdcm_KY.dcm", "JPEGLSNearLossless_08.dcm", "JPGExtended.dcm"]
CHANGES = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=10)


def _mutate(seed: bytes, changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(seed)
    for place, value in changes:
        data[place % len(data)] = value
    try:
        film = decode_film(bytes(data[: max(1, cut)]), "film")
    except CephViewError as error:
        assert "Zaphod" not in str(error) and str(error).endswith(".")
        return
    assert film.dtype in (np.uint8, np.uint16) and film.shape[2:] in ((), (3,))


@pytest.mark.slow
@settings(deadline=None, max_examples=400)
@given(seed=st.sampled_from(SEEDS), changes=CHANGES, cut=st.integers(0, 20_000))
def test_damaged_files_end_in_a_film_or_a_sentence(seed: bytes, changes: list[tuple[int, int]], cut: int) -> None:
    _mutate(seed, changes, cut)


@pytest.mark.slow
@settings(deadline=None, max_examples=12)
@given(name=st.sampled_from(COMPRESSED), changes=CHANGES)
def test_damaged_streams_do_so_too(name: str, changes: list[tuple[int, int]]) -> None:
    data = (TEST_FILES / name).read_bytes()
    _mutate(data.replace(b"CS\x02\0NM", b"CS\x02\0DX"), changes, len(data))
