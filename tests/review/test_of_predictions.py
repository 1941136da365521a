"""Predictions of another program alone: what is wrong with their frame, order, unit or file is named first."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.geometry import Letterbox
from cephview.core.landmarks import AARIZ_29
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.reference import Reference
from cephview.phantom import PhantomSpec, draw_phantom
from cephview.review.diagnosis.of_predictions import diagnose_predictions, sentence_of_lost
from cephview.review.evaluation import EvaluatedCase, evaluation_of
from cephview.review.predictions import read_predictions

sys.path.insert(0, str(Path(__file__).parent))
from prediction_forms import as_coco, as_csv, as_json

Change = Callable[[np.ndarray, EvaluatedCase], np.ndarray]
Cases = list[EvaluatedCase]


def cases_of(count: int, *, one_size: bool, readers: int = 1) -> Cases:
    """Drawn heads with readings (SD 0.5 mm) and predictions that are off by 0.8 mm in x and y; no film is drawn."""
    cases = []
    for seed in range(count):
        rng = np.random.default_rng(seed)
        factor = 1.0 if one_size else float(rng.uniform(0.8, 1.25))
        size, scale = (round(1935 * factor), round(2400 * factor)), 0.1 / factor
        phantom = draw_phantom(PhantomSpec(seed=seed, width=258, height=320, mm_per_px=0.75, ruler=False))
        truth = (phantom.points_in(AARIZ_29) + 0.5) * size[0] / 258 - 0.5
        readings = tuple(
            Reference(name, AARIZ_29, truth + rng.normal(0, 0.5 / scale, truth.shape))
            for name in ("senior", "junior")[:readers]
        )
        points = truth + rng.normal(0, 0.8 / scale, truth.shape)
        prediction = Prediction(AARIZ_29, points, np.full(29, np.nan), ModelIdentity("theirs.csv", ""))
        known = Calibration(scale, scale, CalibrationSource.TABLE)
        cases.append(EvaluatedCase(Path(f"{seed}.png"), size, known, prediction, readings))
    return cases


@pytest.fixture(scope="module", params=[True, False], ids=["films of one size", "of many sizes"])
def cases(request: pytest.FixtureRequest) -> Cases:
    return cases_of(10, one_size=request.param)


def changed(cases: Cases, change: Change) -> Cases:
    return [
        replace(case, prediction=replace(case.prediction, points=change(case.prediction.points.copy(), case)))
        for case in cases
    ]


def boxed(size: tuple[int, int], padding: str) -> Change:
    return lambda points, case: Letterbox.fit(case.size, size, padding=padding).to_input(points)


def squared(points: np.ndarray, case: EvaluatedCase) -> np.ndarray:
    return points + (max(case.size) - np.array(case.size)) / 2


def swapped(points: np.ndarray, _: EvaluatedCase) -> np.ndarray:
    i, j = AARIZ_29.index("S"), AARIZ_29.index("N")
    points[[i, j]] = points[[j, i]]
    return points


WRONG: dict[str, tuple[tuple[str, ...], Change]] = {
    "transposed": (("axes",), lambda points, _: points[:, ::-1]),
    "halved": (("resolution",), lambda points, _: points / 2),
    "times 1.875": (("resolution",), lambda points, _: points * 1.875),
    "times 1.1": (("resolution",), lambda points, _: points * 1.1),
    "shifted": (("offset",), lambda points, _: points + np.array([80.0, -45.0])),
    "flipped": (("axes", "mirrored"), lambda points, case: points * [-1, 1] + [case.size[0] - 1, 0]),
    "y up": (("upward",), lambda points, case: points * [1, -1] + [0, case.size[1] - 1]),
    "one too far": (("order",), lambda points, _: np.roll(points, 1, axis=0)),
    "another order": (("order",), lambda points, _: points[np.random.default_rng(3).permutation(len(points))]),
    "S and N exchanged": (("order",), swapped),
    "0 to 1": (("unit",), lambda points, case: points / case.size),
    "mm": (("unit",), lambda points, case: points * case.calibration.mm_per_px_x),
    "network, stretched 512": (("network frame",), boxed((512, 512), "stretch")),
    "network, stretched 256x320": (("network frame", "resolution"), boxed((256, 320), "stretch")),
    "network, letterbox 512": (("network frame",), boxed((512, 512), "centre")),
    "network, letterbox 768x960": (("network frame", "resolution"), boxed((768, 960), "centre")),
    "network, corner 512": (("network frame", "resolution"), boxed((512, 512), "corner")),
    "bars left on": (("padding", "offset"), squared),
}


@pytest.mark.slow
def test_sound_predictions_have_nothing_to_repair(cases: Cases) -> None:
    found = diagnose_predictions(cases)
    assert found.findings == (), found.text()
    assert found.before == pytest.approx(found.after) and 0.5 < found.before < 2
    assert sentence_of_lost(evaluation_of(cases)) == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_predictions_is_named_first(cases: Cases, name: str) -> None:
    causes, change = WRONG[name]
    found = diagnose_predictions(changed(cases, change))
    sound = diagnose_predictions(cases).before
    assert [finding.cause for finding in found.findings][:1] in [[cause] for cause in causes], found.text()
    assert len(found.findings) == 1, found.text()
    assert "readings" not in found.findings[0].title or "predictions" in found.findings[0].title
    assert found.findings[0].mm == pytest.approx(found.before - sound, rel=0.1, abs=0.03)
    assert found.after == pytest.approx(sound, abs=0.1)
    lost = sentence_of_lost(evaluation_of(changed(cases, change)))
    assert not lost or found.findings[0].title.split(" (")[0] in lost or name == "another order"


@pytest.mark.parametrize(
    "order", [lambda n: [1, 0, *range(2, n)], lambda n: [*range(1, n), 0]], ids=["two films", "one on"]
)
def test_predictions_of_other_films_are_named(cases: Cases, order: Callable[[int], list[int]]) -> None:
    places = order(len(cases))
    mixed = []
    for case, place in zip(cases, places, strict=True):
        mixed.append(replace(case, prediction=cases[place].prediction))
    found = diagnose_predictions(mixed)
    moved = [case.path.name for case, place in zip(cases, places, strict=True) if case is not cases[place]]
    assert found.findings[0].cause == "films mixed up" and len(found.findings) == 1, found.text()
    assert f"the predictions of {len(moved)} films lie in other films' files" in found.findings[0].title
    assert found.after == pytest.approx(diagnose_predictions(cases).before)


def test_the_mean_shape_for_every_film_is_one_sentence(cases: Cases) -> None:
    mean = np.mean([case.prediction.points / case.size for case in cases], axis=0)
    found = diagnose_predictions(changed(cases, lambda _, case: mean * case.size))
    assert [finding.cause for finding in found.findings] == ["same answer"] and np.isnan(found.findings[0].mm)


def test_mm_that_are_a_tenth_too_large_are_mm_and_a_scale(cases: Cases) -> None:
    wrong = changed(cases, lambda points, case: points * case.calibration.mm_per_px_x * 1.1)
    found = diagnose_predictions(wrong)
    assert {finding.cause for finding in found.findings} == {"unit", "resolution"}, found.text()
    assert "in mm, not in px" in found.findings[0].title
    assert re.search(r"of 1\.(09|1)\d* times", found.findings[1].title)
    assert found.after == pytest.approx(diagnose_predictions(cases).before, abs=0.1)


def test_mm_per_px_that_cannot_be_right_are_told_of_predictions(cases: Cases) -> None:
    wrong = [
        replace(case, calibration=replace(case.calibration, mm_per_px_x=scale, mm_per_px_y=scale))
        for case in cases
        for scale in [2 * case.calibration.mm_per_px_x]
    ]
    found = diagnose_predictions(wrong)
    assert [finding.cause for finding in found.findings] == ["calibration"], found.text()
    sound = diagnose_predictions(cases).before
    assert found.findings[0].mm == pytest.approx(found.before - sound, rel=0.1)


@pytest.mark.parametrize("write", [as_json, as_csv, as_coco], ids=["json", "csv", "coco"])
@pytest.mark.parametrize("name", [None, *WRONG])
def test_files_of_others_bring_wrong_points_as_they_are(cases: Cases, tmp_path: Path, write, name: str | None) -> None:
    """What is named of points in memory is so of files: no reader of them mends or refuses wrong frames and orders."""
    wrong = changed(cases, WRONG[name][1]) if name else cases
    points = {case.path.stem: case.prediction.points for case in wrong}
    file = write(points, AARIZ_29.symbols, tmp_path / ("theirs.csv" if write is as_csv else "theirs.json"))
    found = read_predictions(file, any_count=True)
    for case in wrong:
        read = found.of(case.path, case.size)
        assert read.scheme.symbols == AARIZ_29.symbols
        points = read.points / case.size if any("taken as such" in note for note in read.notes) else read.points
        assert np.allclose(points, case.prediction.points, atol=2e-3)
