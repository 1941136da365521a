from __future__ import annotations

import math

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource, calibration_source


def test_each_axis_has_its_own_spacing():
    calibration = Calibration(0.1, 0.2, CalibrationSource.RULER)
    assert np.allclose(calibration.to_mm(np.array([[10.0, 10.0], [0.0, -5.0]])), [[1.0, 2.0], [0.0, -1.0]])
    assert not calibration.isotropic
    assert calibration.describe() == "0.1 × 0.2 mm / px · measured on the film"


def test_one_spacing_is_shown_once():
    assert Calibration(0.1, 0.1, CalibrationSource.TABLE).describe() == "0.1 mm / px · data set table"


@pytest.mark.parametrize("value", [0.0, -0.1, math.nan, math.inf, 1e-9, 10.5])
def test_impossible_spacings_are_refused(value):
    with pytest.raises(ValueError, match="mm per pixel"):
        Calibration(0.1, value, CalibrationSource.TYPED)
    with pytest.raises(ValueError, match="mm per pixel"):
        Calibration(value, 0.1, CalibrationSource.TYPED)


def test_sources_are_found_by_the_key_that_files_hold():
    assert all(calibration_source(source.key) is source for source in CalibrationSource)
    assert calibration_source("guess") is None
