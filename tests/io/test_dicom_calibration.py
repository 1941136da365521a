from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from dicom_helpers import dicom
from io_helpers import FACE, Writer, encoded, jpeg_with_exif, png, tiff

from cephview.core.calibration import (
    Calibration,
    CalibrationSource,
    calibration_source,
    nasion_menton_warning,
)
from cephview.core.landmarks import AARIZ_29, ISBI_19, Scheme
from cephview.io.films.file_tags import suggest_from_dpi
from cephview.io.films.images import read_film

S = CalibrationSource
PIXEL, IMAGER, SCANNED = ["0.12", "0.11"], ["0.2", "0.18"], ["0.06", "0.05"]
Expected = tuple[CalibrationSource, float, float] | None
# The rows of the table in its order: elements, source, x, y. Together with an earlier row's they give the earlier's.
ROWS: dict[int, tuple[dict[str, Any], Expected]] = {
    2: ({"PixelSpacing": PIXEL, "PixelSpacingCalibrationType": "FIDUCIAL"}, (S.FIDUCIAL, 0.11, 0.12)),
    3: ({"PixelSpacing": PIXEL, "PixelSpacingCalibrationType": "GEOMETRY"}, (S.GEOMETRY, 0.11, 0.12)),
    4: ({"PixelSpacing": PIXEL, "ImagerPixelSpacing": IMAGER}, (S.CORRECTED, 0.11, 0.12)),
    5: (
        {"ImagerPixelSpacing": IMAGER, "EstimatedRadiographicMagnificationFactor": "1.25"},
        (S.MAGNIFICATION, 0.144, 0.16),
    ),
    6: ({"ImagerPixelSpacing": IMAGER}, (S.DETECTOR, 0.18, 0.2)),
    7: ({"PixelSpacing": PIXEL}, (S.UNCERTAIN, 0.11, 0.12)),
    8: ({"NominalScannedPixelSpacing": SCANNED}, (S.SCANNED, 0.05, 0.06)),
}


def check(write: Writer, elements: dict[str, Any], expected: Expected) -> None:
    film = read_film(write("film.dcm", dicom(**elements)))
    if expected is None:
        assert film.calibration is None
        return
    source, x, y = expected
    assert film.calibration is not None
    assert film.calibration.source is source
    assert film.calibration.mm_per_px_x == pytest.approx(x, rel=1e-9)
    assert film.calibration.mm_per_px_y == pytest.approx(y, rel=1e-9)


@pytest.mark.parametrize("row", ROWS)
def test_each_row(write: Writer, row: int) -> None:
    check(write, *ROWS[row])


@pytest.mark.parametrize(("earlier", "later"), list(combinations(ROWS, 2)))
def test_the_earlier_row_goes_before_the_later(write: Writer, earlier: int, later: int) -> None:
    elements = {**ROWS[later][0], **ROWS[earlier][0]}
    expected = ROWS[earlier][1]
    if earlier in (5, 6) and later == 7:
        # Both spacings and no type: this is row 4, unless they are equal.
        check(write, elements, (S.CORRECTED, 0.11, 0.12))
        elements["PixelSpacing"] = IMAGER
    check(write, elements, expected)


@pytest.mark.parametrize("row", ROWS)
def test_a_table_beside_the_film_comes_after_all_of_them(write: Writer, row: int) -> None:
    write("images.csv", "file,mm_per_pixel\nfilm.dcm,0.3\n")
    check(write, *ROWS[row])
    check(write, {}, (S.TABLE, 0.3, 0.3))
    check(write, {"PixelSpacing": ["0", "0"]}, (S.TABLE, 0.3, 0.3))


DISTANCES = {"DistanceSourceToDetector": "1500", "DistanceSourceToPatient": "1250"}
FACTOR = "EstimatedRadiographicMagnificationFactor"
DETECTOR: Expected = (S.DETECTOR, 0.18, 0.2)
VARIANTS: list[tuple[dict[str, Any], Expected]] = [
    ({"ImagerPixelSpacing": IMAGER, **DISTANCES}, (S.MAGNIFICATION, 0.15, 0.2 / 1.2)),
    # The stated factor goes before the distances, but only one above 1.
    ({"ImagerPixelSpacing": IMAGER, **DISTANCES, FACTOR: "1.25"}, (S.MAGNIFICATION, 0.144, 0.16)),
    ({"ImagerPixelSpacing": IMAGER, **DISTANCES, FACTOR: "1"}, (S.MAGNIFICATION, 0.15, 0.2 / 1.2)),
    *(({"ImagerPixelSpacing": IMAGER, FACTOR: factor}, DETECTOR) for factor in ("1", "0.9", "0", "-1.2", "40", "1e9")),
    ({"ImagerPixelSpacing": IMAGER, "DistanceSourceToDetector": "1500"}, DETECTOR),
    ({"ImagerPixelSpacing": IMAGER, **DISTANCES, "DistanceSourceToPatient": "0"}, DETECTOR),
    ({"ImagerPixelSpacing": IMAGER, **DISTANCES, "DistanceSourceToPatient": "1500"}, DETECTOR),
    ({"ImagerPixelSpacing": IMAGER, **DISTANCES, "DistanceSourceToPatient": "10"}, DETECTOR),
    # Equal: magnified; and divided where the magnification is known.
    ({"ImagerPixelSpacing": IMAGER, "PixelSpacing": IMAGER}, DETECTOR),
    ({"ImagerPixelSpacing": IMAGER, "PixelSpacing": ["0.200001", "0.18"]}, DETECTOR),
    ({"ImagerPixelSpacing": IMAGER, "PixelSpacing": IMAGER, FACTOR: "1.25"}, (S.MAGNIFICATION, 0.144, 0.16)),
    # Corrected already, never divided again.
    ({"ImagerPixelSpacing": IMAGER, "PixelSpacing": PIXEL, FACTOR: "1.25"}, (S.CORRECTED, 0.11, 0.12)),
    ({"ImagerPixelSpacing": IMAGER, "PixelSpacing": PIXEL, **DISTANCES}, (S.CORRECTED, 0.11, 0.12)),
    # Larger than at the detector: no projection does that.
    ({"ImagerPixelSpacing": PIXEL, "PixelSpacing": IMAGER}, (S.UNCERTAIN, 0.18, 0.2)),
    # A type goes before the comparison, whatever its case; an unknown one is none.
    ({"PixelSpacing": IMAGER, "ImagerPixelSpacing": IMAGER, "PixelSpacingCalibrationType": "FIDUCIAL"},
     (S.FIDUCIAL, 0.18, 0.2)),
    ({"PixelSpacing": PIXEL, "PixelSpacingCalibrationType": "GUESS"}, (S.UNCERTAIN, 0.11, 0.12)),
    ({"PixelSpacingCalibrationType": "FIDUCIAL", "ImagerPixelSpacing": IMAGER}, DETECTOR),
]  # fmt: skip


@pytest.mark.parametrize(("elements", "expected"), VARIANTS)
def test_variants(write: Writer, elements: dict[str, Any], expected: Expected) -> None:
    check(write, elements, expected)


HOSTILE: list[Any] = [["0", "0"], ["-0.1", "-0.1"], ["0.1", "0"], ["1e-9", "1e-9"], ["1e9", "1e9"], ["0.1"], "", None]
HOSTILE += [["0.1", "0.1", "0.1"]]


@pytest.mark.parametrize("value", HOSTILE, ids=str)
@pytest.mark.parametrize("keyword", ["PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing"])
def test_a_spacing_that_cannot_be_meant_leaves_it_to_the_next(write: Writer, keyword: str, value: Any) -> None:
    elements = {} if value is None else {keyword: value}
    check(write, {**elements, "PixelSpacingCalibrationType": "FIDUCIAL"}, None)
    others = {"PixelSpacing": PIXEL, "ImagerPixelSpacing": IMAGER, "NominalScannedPixelSpacing": SCANNED}
    expected: Expected = {"PixelSpacing": DETECTOR, "ImagerPixelSpacing": (S.UNCERTAIN, 0.11, 0.12)}.get(
        keyword, (S.CORRECTED, 0.11, 0.12)
    )
    remaining = {name: spacing for name, spacing in others.items() if name != keyword}
    check(write, {**remaining, **elements}, expected)


@pytest.mark.parametrize("text", [b"abcd\\0.11", b"0.12\\nan ", b"inf \\inf ", b"        "[:9]])
def test_text_is_no_spacing(write: Writer, text: bytes) -> None:
    data = dicom(PixelSpacing=PIXEL, NominalScannedPixelSpacing=SCANNED)
    length = len(b"0.12\\0.11 ")
    assert data.count(b"0.12\\0.11 ") == 1
    film = read_film(write("film.dcm", data.replace(b"0.12\\0.11 ", text.ljust(length))))
    assert film.calibration is not None and film.calibration.source is S.SCANNED


def test_sources_have_their_words() -> None:
    assert S.DETECTOR.label == "at the detector, magnified" and S.DETECTOR.warning and not S.DETECTOR.reliable
    assert S.UNCERTAIN.warning and not S.UNCERTAIN.reliable
    assert all(calibration_source(source.key) is source for source in S)
    assert not any(source.warning for source in S if source.reliable)
    assert Calibration(0.1, 0.2, S.GEOMETRY).describe() == "0.1 × 0.2 mm / px · DICOM, corrected by geometry"


def test_the_reasons_of_a_table_reach_the_film(write: Writer) -> None:
    write("images.csv", "file,mm_per_pixel\nfilm.png,99\n")
    film = read_film(write("film.png", encoded(np.zeros((3, 4), np.uint8), ".png")))
    assert film.calibration is None and "images.csv was not used" in film.notes[0]
    turned = read_film(write("b.jpg", jpeg_with_exif(encoded(np.zeros((3, 4), np.uint8), ".jpg"), 6)))
    assert turned.notes[0] == "Turned as the file says (EXIF orientation)." and turned.size == (3, 4)


@pytest.mark.parametrize(
    ("distance", "warned"), [(89, True), (90.01, False), (120, False), (149.9, False), (151, True)]
)
def test_nasion_menton(distance: float, warned: bool) -> None:
    points = FACE.copy()
    points[ISBI_19.index("N")], points[ISBI_19.index("Me")] = (
        (100, 100),
        (100 + 0.6 * distance * 10, 100 + 0.8 * distance * 5),
    )
    sentence = nasion_menton_warning(points, ISBI_19, Calibration(0.1, 0.2, S.UNCERTAIN))
    assert (sentence is not None) == warned
    if sentence:
        assert f"{distance:.0f} mm apart" in sentence and "uncertain" in sentence


def test_nasion_menton_unknown_is_no_warning() -> None:
    spacing = Calibration(5, 5, S.TYPED)
    assert nasion_menton_warning(FACE, ISBI_19, None) is None
    missing = FACE.copy()
    missing[ISBI_19.index("Me")] = np.nan
    assert nasion_menton_warning(missing, ISBI_19, spacing) is None
    assert nasion_menton_warning(FACE[:1], Scheme("own", "own", ("S",)), spacing) is None
    assert nasion_menton_warning(AARIZ_29.take(FACE, ISBI_19), AARIZ_29, spacing) is not None


def _dpi(x: float, y: float | None = None, unit: int = 2) -> list[tuple[int, int, list[int]]]:
    # A RATIONAL is written as two LONGs; its type is set after.
    return [(282, 4, [round(x * 100), 100]), (283, 4, [round((y or x) * 100), 100]), (296, 3, [unit])]


def _tiff(*arguments: Any) -> bytes:
    data = tiff((4, 3), 8, bytes(12), extra=_dpi(*arguments))
    for tag in (282, 283):
        data = data.replace(tag.to_bytes(2, "little") + b"\4\0\2\0\0\0", tag.to_bytes(2, "little") + b"\5\0\1\0\0\0")
    return data


def _jpeg(unit: int, x: int, y: int) -> bytes:
    data = bytearray(encoded(np.zeros((3, 4), np.uint8), ".jpg"))
    assert data[6:10] == b"JFIF"
    data[13:18] = bytes([unit]) + x.to_bytes(2, "big") + y.to_bytes(2, "big")
    return bytes(data)


def _png(x: int, y: int, unit: int = 1) -> bytes:
    return png(4, 3, 8, 0, bytes(15), (b"pHYs", x.to_bytes(4, "big") + y.to_bytes(4, "big") + bytes([unit])))


@pytest.mark.parametrize(
    ("data", "spacing"),
    [
        (_jpeg(1, 254, 254), 0.1),
        (_jpeg(2, 100, 100), 0.1),
        (_jpeg(0, 1, 1), None),
        (_jpeg(1, 72, 72), None),
        (_jpeg(1, 96, 96), None),
        (_jpeg(1, 254, 127), None),
        (_png(10000, 10000), 0.1),
        (_png(10000, 10000, 0), None),
        (_png(3780, 3780), None),
        (_png(0, 0), None),
        (_tiff(300), 25.4 / 300),
        (_tiff(100, None, 3), 0.1),
        (_tiff(300, None, 1), None),
        (_tiff(0.001), None),
        (_tiff(300)[:60], None),
        (b"hello", None),
    ],
)
def test_the_resolution_of_the_file_is_suggested_and_never_applied(
    write: Writer, data: bytes, spacing: float | None
) -> None:
    path = write("film.bin", data)
    assert suggest_from_dpi(path) == (None if spacing is None else pytest.approx(spacing, rel=1e-3))
    if spacing is not None and cv2.imdecode(np.frombuffer(data, np.uint8), 0) is not None:
        assert read_film(path).calibration is None
    assert suggest_from_dpi(Path("/nowhere/film.png")) is None
