from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cephview.core.accuracy import radial_errors_mm, radial_errors_px, summarise
from cephview.core.calibration import Calibration, CalibrationSource


def test_radial_error_is_the_distance():
    points, reference = np.array([[3.0, 4.0], [1.0, 1.0], [np.nan, 0.0]]), np.zeros((3, 2))
    assert np.allclose(radial_errors_px(points, reference), [5, np.sqrt(2), np.nan], equal_nan=True)
    calibration = Calibration(0.1, 0.2, CalibrationSource.RULER)
    assert np.allclose(radial_errors_mm(points, reference, calibration)[:1], [np.hypot(0.3, 0.8)])


def test_missing_points_count_nowhere():
    found = summarise(np.array([[1.0, np.nan], [2.0, 3.0]]))
    assert found is not None
    assert (found.count, found.mre, found.median) == (3, 2.0, 2.0)
    assert found.sdr == pytest.approx({2.0: 200 / 3, 2.5: 200 / 3, 3.0: 100.0, 4.0: 100.0})
    assert summarise(np.array([np.nan, np.inf])) is None
    assert summarise(np.array([])) is None


@given(st.lists(st.floats(0, 50), min_size=1, max_size=40))
def test_rates_grow_with_the_threshold(errors):
    found = summarise(np.array(errors))
    assert found is not None
    rates = list(found.sdr.values())
    assert rates == sorted(rates)
    assert all(0 <= rate <= 100 for rate in rates)
    assert min(errors) - 1e-9 <= found.mre <= max(errors) + 1e-9
