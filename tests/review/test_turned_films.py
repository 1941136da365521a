"""The same films stored another way round give the same signed figures: offsets, biases, the diagnosis' shifts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.head_shape import from_upright
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.reference import Reference
from cephview.core.turn import Turn
from cephview.model.orientation import there
from cephview.phantom import PhantomSpec, draw_phantom
from cephview.review.evaluation import EvaluatedCase, Evaluation, evaluation_of
from cephview.review.observers import agreement, outliers, reader_pairs
from cephview.review.offsets import offsets_toml
from cephview.review.tables import observer_rows, point_rows

SIZE, MM = (387, 480), 0.5
WAYS = [Turn(quarters, mirrored=mirrored) for mirrored in (False, True) for quarters in range(4)]
MODEL = ModelIdentity("none", "")


def points_of(seed: int) -> np.ndarray:
    """A drawn head (19, 2), px."""
    return draw_phantom(PhantomSpec(seed=seed, width=SIZE[0], height=SIZE[1], mm_per_px=MM)).points_in(ISBI_19)


HEADS = [points_of(seed) for seed in range(12)]


def evaluated(ways: list[Turn], *, few: bool = False, slip: bool = False) -> Evaluation:
    """Twelve films of two readers, film i stored so that `ways[i]` would bring it upright."""
    rng = np.random.default_rng(9)
    habit = rng.normal(0, 3, (19, 2))
    cases = []
    for number, (head, way) in enumerate(zip(HEADS, ways, strict=True)):
        one, two = head + rng.normal(0, 0.5, head.shape), head + habit + rng.normal(0, 0.5, head.shape)
        if few:
            gone = rng.permutation(19)[5:]
            one[gone], two[gone] = np.nan, np.nan
        if slip:
            known = np.flatnonzero(np.isfinite(one[:, 0]))
            one[known[number % len(known)]] += rng.normal(0, 150, 2)
        predicted = head - habit + rng.normal(0, 0.5, head.shape)
        size = SIZE[::-1] if way.quarters % 2 else SIZE
        spacing = Calibration(MM, MM, CalibrationSource.TABLE)
        # `there` is how points move when a film is turned by `way`; the film is stored as its inverse leaves it.
        stored = [from_upright(p - (np.array(SIZE) - 1) / 2, way) + (np.array(size) - 1) / 2 for p in (one, two)]
        model = from_upright(predicted - (np.array(SIZE) - 1) / 2, way) + (np.array(size) - 1) / 2
        assert there(model, way, size) == pytest.approx(predicted)
        readers = tuple(Reference(name, ISBI_19, p) for name, p in zip(("one", "two"), stored, strict=True))
        cases.append(
            EvaluatedCase(Path(f"{number}.png"), size, spacing, Prediction(ISBI_19, model, np.ones(19), MODEL), readers)
        )
    return evaluation_of(cases)


def signed(evaluation: Evaluation) -> list[np.ndarray]:
    """All signed figures of an evaluation."""
    return [comparison.offsets for comparison in evaluation.comparisons]


@pytest.mark.parametrize(
    "ways",
    [*([way] * 12 for way in WAYS[1:]), [WAYS[i % 8] for i in range(12)]],
    ids=[*(way.describe() for way in WAYS[1:]), "each film another way"],
)
def test_films_stored_another_way_round_give_the_same_offsets_and_biases(ways):
    upright, turned = evaluated([Turn()] * 12), evaluated(ways)
    assert offsets_toml(turned.comparisons[0]) == offsets_toml(upright.comparisons[0])
    assert 'frame = "head"' in offsets_toml(turned.comparisons[0])
    assert "written as 0" not in offsets_toml(turned.comparisons[0]), "twelve films tell"
    for one, other in zip(signed(upright), signed(turned), strict=True):
        assert other == pytest.approx(one, abs=1e-9)
    for one, other in zip(observer_rows(upright), observer_rows(turned), strict=True):
        assert other == pytest.approx(one, abs=1e-6)
    (pair,), (before,) = reader_pairs(turned), reader_pairs(upright)
    assert [r.x.bias for r in agreement(turned, pair)] == pytest.approx([r.x.bias for r in agreement(upright, before)])
    assert [o.symbol for o in outliers(pair)] == [o.symbol for o in outliers(before)]
    tables = (point_rows(each, each.comparisons[0]) for each in (turned, upright))
    for row, was in zip(*tables, strict=True):
        assert (row["dx_mm"], row["dy_mm"]) == pytest.approx((was["dx_mm"], was["dy_mm"]))


@pytest.mark.parametrize("slip", [False, True])
def test_five_landmarks_one_of_them_far_off_do_not_turn_the_offsets(slip):
    ways = [WAYS[(3 * i + 1) % 8] for i in range(12)]
    upright, turned = (evaluated(each, few=True, slip=slip) for each in ([Turn()] * 12, ways))
    for one, other in zip(signed(upright), signed(turned), strict=True):
        assert other == pytest.approx(one, abs=1e-9, nan_ok=True)


def test_figures_of_upright_films_are_those_of_the_film_itself():
    result = evaluated([Turn()] * 12)
    for i, case in enumerate(result.cases):
        straight = (case.prediction.points - case.references[0].points) * MM
        row = next(c for c in result.comparisons if c.other == "one" and c.of_model)
        assert row.offsets[i] == pytest.approx(straight)
