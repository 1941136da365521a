"""Millimetres per pixel from a DICOM data set, the most trustworthy tag first.

The first value of a DICOM spacing is the distance of the rows, that is y. A value that cannot be meant (absent, text,
zero, negative, out of all proportion) counts as absent, and the next tag has its turn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from pydicom.dataset import Dataset

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.sentences import kept
from cephview.io.films.dicom.values import number, numbers, word

CALIBRATION_TAGS: tuple[str, ...] = (
    *("PixelSpacing", "PixelSpacingCalibrationType", "ImagerPixelSpacing", "EstimatedRadiographicMagnificationFactor"),
    *("DistanceSourceToDetector", "DistanceSourceToPatient", "NominalScannedPixelSpacing", "PixelAspectRatio"),
)
# Above: a head three times as large as it is. Cephalostats magnify 1.05 to 1.2 times.
_MAX_MAGNIFICATION = 3.0
# Spacings are decimal text of various lengths: 0.143 and 0.14300 / 1.00001 are the same.
_SAME = 1e-4
_MAX_ASPECT = 4.0
_TYPES = {"FIDUCIAL": CalibrationSource.FIDUCIAL, "GEOMETRY": CalibrationSource.GEOMETRY}
_Spacing = tuple[float, float]


def dicom_calibration(dataset: Dataset) -> Calibration | None:
    """The calibration of a film as it is stored, or None. Raises nothing for bad values."""
    for (y, x), source, detail in _candidates(dataset):
        try:
            return Calibration(x, y, source, detail)
        except ValueError:
            continue
    return None


def _candidates(dataset: Dataset) -> Iterator[tuple[_Spacing, CalibrationSource, str]]:
    pixel, imager = _spacing(dataset, "PixelSpacing"), _spacing(dataset, "ImagerPixelSpacing")
    kind = _TYPES.get(word(dataset, "PixelSpacingCalibrationType"))
    if pixel and kind:
        yield pixel, kind, "PixelSpacing"
    if pixel and imager and _smaller(pixel, imager):
        yield pixel, CalibrationSource.CORRECTED, kept("tag-below", tag="PixelSpacing", other="ImagerPixelSpacing")
    if pixel and imager and _smaller(imager, pixel):
        # No projection makes the film smaller than the patient: scaled down afterwards, perhaps. What then belongs to
        # the pixels is PixelSpacing, if anything; the detector's is that of another size.
        yield pixel, CalibrationSource.UNCERTAIN, kept("tag-above", tag="PixelSpacing", other="ImagerPixelSpacing")
    if imager:
        factor, origin = _magnification(dataset)
        if factor:
            divided = (imager[0] / factor, imager[1] / factor)
            yield divided, CalibrationSource.MAGNIFICATION, kept(origin, tag="ImagerPixelSpacing", factor=factor)
        if pixel is None or _equal(pixel, imager):
            yield imager, CalibrationSource.DETECTOR, "ImagerPixelSpacing"
    if pixel:
        yield pixel, CalibrationSource.UNCERTAIN, "PixelSpacing"
    scanned = _spacing(dataset, "NominalScannedPixelSpacing")
    if scanned:
        yield scanned, CalibrationSource.SCANNED, "NominalScannedPixelSpacing"


def pixel_aspect(dataset: Dataset) -> float | None:
    """How many times as high as wide a pixel is (PixelAspectRatio); None where that is not said, or is 1."""
    found = numbers(dataset, "PixelAspectRatio")
    if len(found) != 2 or min(found) <= 0:
        return None
    ratio = found[0] / found[1]
    return None if math.isclose(ratio, 1.0, rel_tol=_SAME) or not 1 / _MAX_ASPECT <= ratio <= _MAX_ASPECT else ratio


def _spacing(dataset: Dataset, keyword: str) -> _Spacing | None:
    found = numbers(dataset, keyword)
    if len(found) != 2:
        return None
    try:
        # Its bounds are what cannot be meant: such a spacing must not decide how another one is understood either.
        Calibration(found[1], found[0], CalibrationSource.UNCERTAIN)
    except ValueError:
        return None
    return found[0], found[1]


def _magnification(dataset: Dataset) -> tuple[float | None, str]:
    stated = number(dataset, "EstimatedRadiographicMagnificationFactor")
    detector, patient = number(dataset, "DistanceSourceToDetector"), number(dataset, "DistanceSourceToPatient")
    if stated is not None and 1 < stated <= _MAX_MAGNIFICATION:
        return stated, "divided-stated"
    if detector is not None and patient is not None and 0 < patient < detector <= _MAX_MAGNIFICATION * patient:
        return detector / patient, "divided-distances"
    return None, ""


def _equal(one: _Spacing, other: _Spacing) -> bool:
    return all(math.isclose(a, b, rel_tol=_SAME) for a, b in zip(one, other, strict=True))


def _smaller(one: _Spacing, other: _Spacing) -> bool:
    return all(a < b * (1 - _SAME) for a, b in zip(one, other, strict=True))
