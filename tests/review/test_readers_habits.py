"""What readers do by themselves is no cause; an exchange of points that lie near one another is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.reference import Reference
from cephview.phantom import PhantomSpec, draw_phantom
from cephview.review.diagnosis.of_predictions import diagnose_predictions
from cephview.review.evaluation import EvaluatedCase

MM_PER_PX, LOWER, UPPER = 0.1, ISBI_19.index("L1"), ISBI_19.index("U1")


@cache
def head(seed: int) -> np.ndarray:
    """The landmarks (19, 2) of a drawn head in px of a film of 1935 x 2400."""
    phantom = draw_phantom(PhantomSpec(seed=seed, width=258, height=320, mm_per_px=0.75, ruler=False))
    return (phantom.points_in(ISBI_19) + 0.5) * 7.5 - 0.5


def cases_of(seed: int, count: int, habit_mm: float) -> list[EvaluatedCase]:
    """Drawn heads whose incisors meet as they do in patients; the one reader has B elsewhere by `habit_mm`."""
    rng, cases = np.random.default_rng(seed), []
    for number in range(count):
        truth = head(number).copy()
        # The overjet: from an edge-to-edge bite to 7 mm.
        truth[LOWER] = truth[UPPER] + np.array([-rng.uniform(0.5, 7.0), rng.normal(0, 0.5)]) / MM_PER_PX
        read = truth + rng.normal(0, 1.2 / MM_PER_PX, truth.shape)
        read[ISBI_19.index("B"), 1] += habit_mm / MM_PER_PX
        points = truth + rng.normal(0, 0.7 / MM_PER_PX, truth.shape)
        prediction = Prediction(ISBI_19, points, np.full(19, np.nan), ModelIdentity("model.csv", ""))
        known = Calibration(MM_PER_PX, MM_PER_PX, CalibrationSource.TABLE)
        cases.append(
            EvaluatedCase(Path(f"{number}.png"), (1935, 2400), known, prediction, (Reference("one", ISBI_19, read),))
        )
    return cases


# Draws in which two standard errors would do, and three do not.
@pytest.mark.parametrize("seed", [9, 12, 17])
def test_what_few_films_may_have_wandered_is_no_definition(seed: int) -> None:
    found = diagnose_predictions(cases_of(seed, 8, 1.7))
    assert found.findings == (), found.text()


def test_another_definition_is_told() -> None:
    found = diagnose_predictions(cases_of(0, 12, 4.5))
    assert [(finding.cause, finding.title[:2]) for finding in found.findings] == [("shift", "B ")], found.text()


def test_an_exchange_of_incisors_is_told_though_they_nearly_meet_on_some_films() -> None:
    cases, wrong = cases_of(0, 12, 0.0), []
    for case in cases:
        points = case.prediction.points.copy()
        points[[LOWER, UPPER]] = points[[UPPER, LOWER]]
        wrong.append(replace(case, prediction=replace(case.prediction, points=points)))
    found = diagnose_predictions(wrong)
    assert [finding.cause for finding in found.findings] == ["order"], found.text()
    assert "L1 and U1 are exchanged" in found.findings[0].title
    assert found.findings[0].mm == pytest.approx(found.before - diagnose_predictions(cases).before, rel=0.1)
