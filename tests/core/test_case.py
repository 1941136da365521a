from __future__ import annotations

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Edit, Status
from cephview.core.landmarks import AARIZ_29, ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference, mean_reference

FILM = Radiograph(np.zeros((30, 20), np.uint8))
MODEL = ModelIdentity("m", "0" * 64)


def predicted(scheme=ISBI_19, shift=0.0):
    points = np.arange(len(scheme) * 2, dtype=float).reshape(-1, 2) + shift
    return Prediction(scheme, points, np.full(len(scheme), 0.5), MODEL)


def test_a_new_case_has_nothing():
    case = Case(FILM)
    assert np.isnan(case.points).all()
    assert np.isnan(case.confidence).all()
    assert np.isnan(case.errors_px()).all()
    assert case.errors_mm() is None
    assert case.status("S") is Status.MISSING


def test_edits_lie_over_the_prediction_and_survive_the_next_one():
    case = Case(FILM).with_prediction(predicted()).with_edit("N", Edit(point=(7.0, 8.0)))
    assert tuple(case.points[1]) == (7.0, 8.0)
    assert tuple(case.predicted_points[1]) == (2.0, 3.0)
    assert case.status("N") is Status.CORRECTED
    again = case.with_prediction(predicted(shift=100))
    assert tuple(again.points[1]) == (7.0, 8.0)
    assert tuple(again.points[0]) == (100.0, 101.0)
    assert tuple(case.points[0]) == (0.0, 1.0)


def test_edits_follow_the_landmark_into_another_scheme():
    case = Case(FILM).with_edit("S", Edit(point=(1.0, 2.0))).with_prediction(predicted(AARIZ_29))
    assert tuple(case.points[AARIZ_29.index("S")]) == (1.0, 2.0)


def test_every_status():
    case = Case(FILM).with_edit("S", Edit(point=(1.0, 1.0)))
    assert case.status("S") is Status.PLACED
    case = case.with_prediction(predicted())
    assert case.status("S") is Status.CORRECTED
    assert case.status("A") is Status.PREDICTED
    assert case.with_edit("A", Edit(confirmed=True)).status("A") is Status.CONFIRMED
    hidden = case.with_edit("A", Edit(visible=False))
    assert hidden.status("A") is Status.NOT_VISIBLE
    assert np.isnan(hidden.points[ISBI_19.index("A")]).all()


def test_an_empty_edit_takes_the_former_away():
    case = Case(FILM).with_edit("S", Edit(point=(1.0, 1.0)))
    assert case.with_edit("S", Edit()).edits == {}
    assert "S" in case.edits


def test_errors_are_by_landmark_not_by_number():
    points = np.zeros((29, 2))
    points[AARIZ_29.index("N")] = (2.0, 7.0)
    case = Case(FILM, calibration=Calibration(0.5, 0.25, CalibrationSource.RULER)).with_prediction(predicted())
    case = Case(
        FILM,
        calibration=case.calibration,
        prediction=case.prediction,
        reference=Reference("r", AARIZ_29, points),
    )
    assert case.errors_px()[ISBI_19.index("N")] == pytest.approx(4.0)
    errors = case.errors_mm()
    assert errors is not None
    assert errors[ISBI_19.index("N")] == pytest.approx(1.0)


def test_corrections_are_distances_to_the_prediction():
    case = Case(FILM).with_prediction(predicted()).with_edit("S", Edit(point=(3.0, 5.0)))
    assert case.corrections_px()[:2] == pytest.approx([5.0, 0.0])


def test_the_mean_of_readers_leaves_out_who_did_not_read():
    first, second = np.zeros((19, 2)), np.full((29, 2), np.nan)
    first[2] = np.nan
    second[AARIZ_29.index("S")] = (2.0, 4.0)
    mean = mean_reference((Reference("a", ISBI_19, first), Reference("b", AARIZ_29, second)))
    assert tuple(mean.points[0]) == (1.0, 2.0)
    assert tuple(mean.points[1]) == (0.0, 0.0)
    assert np.isnan(mean.points[2]).all()
    assert mean.name == "mean of 2 readers"


def test_the_expected_error_follows_scheme_and_calibration_and_orders_the_doubt():
    from dataclasses import replace

    error = np.linspace(1, 19, 19)
    case = Case(FILM, calibration=Calibration(0.1, 0.3, CalibrationSource.TYPED)).with_prediction(
        replace(predicted(), expected_error=error)
    )
    np.testing.assert_array_equal(case.expected_errors_px, error)
    np.testing.assert_allclose(case.expected_errors_mm(), error * 0.2)
    np.testing.assert_array_equal(case.doubt, error)
    wider = replace(case, base=AARIZ_29)
    assert wider.expected_errors_px[AARIZ_29.index("N")] == error[ISBI_19.index("N")]
    assert np.isnan(wider.expected_errors_px[[s not in ISBI_19.symbols for s in AARIZ_29.symbols]]).all()
    uncalibrated = replace(case, calibration=None)
    assert np.isnan(uncalibrated.expected_errors_mm()).all() and np.isfinite(uncalibrated.doubt).all()


def test_without_an_expected_error_the_confidence_decides_the_doubt():
    case = Case(FILM).with_prediction(predicted())
    assert np.isnan(case.expected_errors_px).all()
    np.testing.assert_array_equal(case.doubt, np.full(19, 0.5))


def test_a_confirmed_point_stays_where_it_was_agreed_with():
    case = Case(FILM).with_prediction(predicted())
    case = case.with_edit("N", case.agreement("N"))
    assert case.status("N") is Status.CONFIRMED
    again = case.with_prediction(predicted(shift=100))
    assert tuple(again.points[1]) == (2.0, 3.0) and again.status("N") is Status.CONFIRMED
    assert tuple(again.points[0]) == (100.0, 101.0)
