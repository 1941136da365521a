"""The two ruler points of a model: what scale they offer, whether the face agrees, and that they are no anatomy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource, calibration_source
from cephview.core.case import Case, Edit
from cephview.core.cautions import all_notes, cautions
from cephview.core.errors import CephViewError
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import AARIZ_29, AARIZ_31, ISBI_19, RULER_POINTS
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.core.ruler.points import face_lengths, offered, ruler_offer, ruler_step

SIZE = (900, 1000)  # film px


def head(mm_per_px: float = 0.2, ruler: tuple[tuple[float, float], tuple[float, float]] = ((820, 100), (820, 500))):
    """The mean head, and two points of a ruler at its side, film px."""
    points = [np.array(MEAN_HEAD_MM[s]) / mm_per_px + (430, 500) for s in AARIZ_29.symbols]
    return np.array([*points, *ruler], float)


def case_of(points: np.ndarray, scheme=AARIZ_31, calibration: Calibration | None = None) -> Case:
    prediction = Prediction(scheme, points, np.full(len(scheme), 0.9), ModelIdentity("m", "0" * 64))
    return Case(Radiograph(np.zeros(SIZE[::-1], np.uint8)), calibration=calibration).with_prediction(prediction)


def test_the_length_between_the_points_says_how_large_a_pixel_is() -> None:
    case = case_of(head())
    assert ruler_step(case) == (0.0, 400.0)
    calibration = offered(case, 80.0)
    assert calibration.mm_per_px_x == calibration.mm_per_px_y == pytest.approx(0.2)
    assert calibration.source is CalibrationSource.RULER_POINTS and "400.0 px, are 80 mm" in calibration.detail
    assert calibration_source(calibration.source.key) is calibration.source, "a case file brings it back"
    for mm in (1e-4, 1e6):
        with pytest.raises(CephViewError, match="cannot be right"):
            offered(case, mm)


def test_a_film_with_other_pixels_across_than_down_keeps_their_ratio() -> None:
    case = case_of(head(), calibration=Calibration(0.1, 0.2, CalibrationSource.DPI))
    calibration = offered(case, 40.0)
    assert (calibration.mm_per_px_x, calibration.mm_per_px_y) == (pytest.approx(0.05), pytest.approx(0.1))


@pytest.mark.parametrize(("mm", "possible"), [(80.0, True), (20.0, False), (400.0, False)])
def test_the_face_agrees_or_not(mm: float, possible: bool) -> None:
    case = case_of(head())
    lengths = face_lengths(case, offered(case, mm))
    assert [length.name for length in lengths] == ["Sella–Nasion", "Nasion–Menton"]
    assert all(length.possible for length in lengths) is possible
    if possible:
        assert [round(length.mm) for length in lengths] == [59, 108]
        assert str(lengths[0]) == "Sella–Nasion 59 mm (46 to 90 in faces)"


def test_it_is_offered_where_the_scale_is_unknown_or_doubtful_and_never_set() -> None:
    unknown = case_of(head())
    assert unknown.calibration is None
    assert "400.0 px apart" in ruler_offer(unknown) and ruler_offer(unknown) in all_notes(unknown)
    assert ruler_offer(unknown) not in cautions(unknown), "the window has its own button for it"
    assert ruler_offer(case_of(head(), calibration=Calibration(0.1, 0.1, CalibrationSource.DPI)))
    for source in (CalibrationSource.TABLE, CalibrationSource.TYPED, CalibrationSource.RULER_POINTS):
        known = case_of(head(), calibration=Calibration(0.1, 0.1, source))
        assert ruler_offer(known) == "" and not any("R1 and R2," in note for note in all_notes(known))


@pytest.mark.parametrize(
    "ruler",
    [
        ((820, 100), (820, 110)),  # one mark
        ((820, 100), (np.nan, np.nan)),
        ((820, 100), (820, 1100)),  # beyond the film
        ((-50, 100), (820, 500)),
    ],
)
def test_two_points_that_are_no_ruler_offer_nothing(ruler) -> None:
    case = case_of(head(ruler=ruler))
    assert ruler_step(case) is None and ruler_offer(case) == ""


def test_other_schemes_offer_nothing_and_a_dragged_point_counts() -> None:
    assert ruler_step(case_of(head()[:29], AARIZ_29)) is None
    assert ruler_step(case_of(np.full((19, 2), 50.0), ISBI_19)) is None
    case = case_of(head()).with_edit("R2", Edit(point=(820.0, 300.0)))
    assert ruler_step(case) == (0.0, 200.0)
    assert ruler_step(case_of(head()).with_edit("R2", Edit(visible=False))) is None


def test_the_ruler_is_no_anatomy() -> None:
    assert [s for s, of_head in zip(AARIZ_31.symbols, AARIZ_31.anatomical, strict=True) if not of_head] == list(
        RULER_POINTS
    )
    assert ISBI_19.anatomical.all() and AARIZ_29.anatomical.all()
    reading = head()
    reading[-2:] += 300.0  # somebody else's ruler
    case = replace(
        case_of(head(), calibration=Calibration(0.1, 0.1, CalibrationSource.TABLE)),
        reference=Reference("r", AARIZ_31, reading),
    )
    for errors in (case.errors_px(), case.errors_mm()):
        assert errors is not None and np.nanmax(errors) == 0.0 and np.isnan(errors[-2:]).all()
    assert not set(RULER_POINTS) & set(MEAN_HEAD_MM), "which way a head lies does not hang on the ruler"
