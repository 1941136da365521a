"""Agreement of readers: against published figures, and against what was put in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.reference import Reference
from cephview.phantom import draw_phantom
from cephview.review.evaluation import EvaluatedCase, evaluation_of
from cephview.review.observers import agreement, dahlberg, icc_2_1, outliers, reader_pairs

# Six targets, four judges: table 2 of Shrout & Fleiss, Psychol Bull 1979; table 4 gives ICC(2,1) = .29.
SHROUT_FLEISS = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float)
MM = 0.1


@pytest.fixture
def readings() -> np.ndarray:
    """Two readers of 40 films in px (2, 40, 19, 2): the second reads S 30 px to the left, and slips once at N."""
    rng = np.random.default_rng(3)
    head = draw_phantom().points_in(ISBI_19)
    truth = head + rng.normal(0, 60, (40, 1, 2)) + rng.normal(0, 20, (40, 19, 2))
    both = truth + rng.normal(0, 5, (2, 40, 19, 2))
    both[1, :, 0, 0] -= 30
    both[1, 7, 1, 1] += 200
    return both


@pytest.fixture
def evaluation(readings: np.ndarray):
    scale = Calibration(MM, MM, CalibrationSource.TABLE)
    model = ModelIdentity("none", "")
    cases = [
        EvaluatedCase(
            Path(f"{i}.png"),
            (1935, 2400),
            scale,
            Prediction(ISBI_19, one, np.ones(19), model),
            (Reference("one", ISBI_19, one), Reference("two", ISBI_19, two)),
        )
        for i, (one, two) in enumerate(zip(*readings, strict=True))
    ]
    return evaluation_of(cases)


def test_icc_equals_the_published_one_of_shrout_and_fleiss() -> None:
    assert icc_2_1(SHROUT_FLEISS) == pytest.approx(0.2898, abs=5e-5)
    assert icc_2_1(np.array([[1.0, 1.0], [2.0, 2.0]])) == pytest.approx(1)
    assert np.isnan(icc_2_1(np.ones((5, 2)))) and np.isnan(icc_2_1(np.ones((1, 2))))


def residual_squares(values: np.ndarray, *factors: np.ndarray) -> float:
    """Sum of squares that a linear model of these factors leaves, by least squares on indicator columns."""
    columns = [np.ones(len(values))]
    columns += [(factor == level).astype(float) for factor in factors for level in np.unique(factor)]
    design = np.column_stack(columns)
    return float(np.sum((values - design @ np.linalg.lstsq(design, values, rcond=None)[0]) ** 2))


@pytest.mark.parametrize("shape", [(6, 4), (20, 2), (5, 3)])
def test_icc_equals_that_of_a_two_way_analysis_of_variance(shape: tuple[int, int]) -> None:
    """Mean squares from nested regressions, which share no line with the program's own sums."""
    n, k = shape
    ratings = np.random.default_rng(n).normal(0, 1, shape) + np.random.default_rng(k).normal(0, 2, (n, 1))
    values, target, rater = ratings.ravel(), np.repeat(np.arange(n), k), np.tile(np.arange(k), n)
    rest = residual_squares(values, target, rater)
    between = (residual_squares(values, rater) - rest) / (n - 1)
    judges = (residual_squares(values, target) - rest) / (k - 1)
    error = rest / ((n - 1) * (k - 1))
    expected = (between - error) / (between + (k - 1) * error + k * (judges - error) / n)
    assert icc_2_1(ratings) == pytest.approx(expected, abs=1e-9)


def test_dahlberg_is_the_root_of_the_squares_over_2n() -> None:
    assert dahlberg(np.array([1.0, -3.0, np.nan])) == pytest.approx(np.sqrt(10 / 4))
    assert np.isnan(dahlberg(np.array([np.nan])))


def test_agreement_finds_the_bias_that_was_put_in(evaluation, readings) -> None:
    (pair,) = reader_pairs(evaluation)
    rows = {row.symbol: row for row in agreement(evaluation, pair)}
    difference = (readings[0] - readings[1])[:, 0] * MM
    sella = rows["S"]
    assert sella.x.bias == pytest.approx(difference[:, 0].mean()) and sella.x.bias == pytest.approx(3, abs=0.4)
    reach = 1.96 * difference[:, 0].std(ddof=1)
    assert (sella.x.low, sella.x.high) == pytest.approx((sella.x.bias - reach, sella.x.bias + reach))
    assert sella.x.dahlberg == pytest.approx(np.sqrt((difference[:, 0] ** 2).sum() / 80))
    assert sella.distance.mre == pytest.approx(np.hypot(*difference.T).mean())
    assert abs(sella.y.bias) < 0.4 and sella.y.icc > 0.8 > sella.x.icc
    assert len(rows) == 19


def test_a_slip_of_a_reader_leads_the_outliers(evaluation) -> None:
    (pair,) = reader_pairs(evaluation)
    found = outliers(pair)
    assert (found[0].film, found[0].symbol) == (7, "N") and found[0].distance == pytest.approx(20, abs=2.5)
    assert len(found) == 1, "a constant shift of a landmark is a bias, not an outlier"
