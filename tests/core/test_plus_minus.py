"""± says the same of a landmark as of a value: as many of a reader's points lie within, and of the values they give."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Edit
from cephview.core.error_shape import readers_sd_mm
from cephview.core.formulas import ToLine
from cephview.core.frame import Frame
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import ISBI_19
from cephview.core.measurements import Measurement, measure
from cephview.core.plus_minus import MEAN_RADIUS, WITHIN
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph

MM = Calibration(0.1, 0.1, CalibrationSource.TYPED)
POINTS = np.array([MEAN_HEAD_MM[symbol] for symbol in ISBI_19.symbols]) * 10 + 1000
EXPECTED_PX, COUNT = 12.0, 20_000
# The one point of a row that may be off: its distance to a line that stands still is off as the point is along x.
ROW = Measurement("row", ToLine("A", ("N", "Me")))


def case(expected: float = EXPECTED_PX) -> Case:
    identity = ModelIdentity("drawn", "0" * 64)
    errors = np.where(np.array(ISBI_19.symbols) == "A", expected, np.nan)
    prediction = Prediction(ISBI_19, POINTS, np.full(19, 0.9), identity, expected_error=errors)
    return Case(Radiograph(np.zeros((8, 8), np.uint8)), calibration=MM).with_prediction(prediction)


def test_a_landmark_and_a_value_are_within_their_plus_minus_as_often() -> None:
    a = ISBI_19.index("A")
    around = case().plus_minus_mm()[a]
    value = measure(ROW, Frame.of_case(case()))
    sd = EXPECTED_PX / MEAN_RADIUS
    off = np.random.default_rng(0).normal(scale=sd, size=(COUNT, 2))
    assert np.linalg.norm(off, axis=1).mean() == pytest.approx(EXPECTED_PX, rel=0.02), "as the model expects"
    for_landmark = np.linalg.norm(off * 0.1, axis=1)
    assert (for_landmark <= around).mean() == pytest.approx(WITHIN, abs=0.01)
    assert (for_landmark <= 2 * around).mean() > 0.95
    assert value.spread is not None and value.value is not None
    for_value = []
    for dx, dy in off[:400]:
        moved = POINTS.copy()
        moved[a] += dx, dy
        found = measure(ROW, Frame.of(moved, ISBI_19, MM)).value
        for_value.append(abs((found or 0.0) - value.value))
    assert (np.array(for_value) <= value.spread).mean() == pytest.approx(WITHIN, abs=0.05)


def test_whoever_looked_has_a_readers_own_spread() -> None:
    a = ISBI_19.index("A")
    settled = replace(case(), edits={"A": Edit(point=(1.0, 2.0), confirmed=True)})
    off = np.random.default_rng(1).normal(scale=readers_sd_mm("A"), size=(COUNT, 2))
    within = np.linalg.norm(off, axis=1) <= settled.plus_minus_mm()[a]
    assert within.mean() == pytest.approx(WITHIN, abs=0.01)
    assert settled.plus_minus_px[a] == pytest.approx(settled.plus_minus_mm()[a] / 0.1)
    value = measure(ROW, Frame.of_case(settled))
    assert value.spread == pytest.approx(readers_sd_mm("A"))


def test_an_estimate_counts_as_the_models_and_nothing_known_is_nothing_said() -> None:
    a, s = ISBI_19.index("A"), ISBI_19.index("S")
    guessed = replace(case(), edits={"A": Edit(point=(1.0, 2.0), estimated=EXPECTED_PX)})
    assert guessed.plus_minus_px[a] == pytest.approx(case().plus_minus_px[a])
    assert np.isnan(case().plus_minus_px[s])
    settled = replace(case(), edits={"A": Edit(point=(1.0, 2.0))}, calibration=None)
    assert np.isnan(settled.plus_minus_px[a]), "a reader's spread is known in mm alone"
    assert np.isnan(settled.plus_minus_mm()).all()
