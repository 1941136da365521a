"""Where a user places landmarks otherwise than a model: measured on films that are done, and followed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Edit
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import ISBI_19
from cephview.core.own_hand import OwnHand, following, measure_hand, words
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.io.cases.own_hand import find_hand, forget_hand, hand_path, keep_hand

MODEL = ModelIdentity("m", "a" * 64)
MM = Calibration(0.2, 0.2, CalibrationSource.TYPED)
POG = ISBI_19.index("Pog′")
LOWER = {"Pog′": (0.5, 4.0)}


def prediction(seed: int = 0, facing: str = "right") -> Prediction:
    head = np.array([MEAN_HEAD_MM[symbol] for symbol in ISBI_19.symbols]) / 0.2 + 700
    points = head + np.random.default_rng(seed).normal(0, 3, head.shape)
    if facing == "left":
        points[:, 0] = 1400 - points[:, 0]
    return Prediction(ISBI_19, points, np.ones(19), MODEL, expected_error=np.full(19, 3.0))


def done(seed: int, facing: str = "right", said: Prediction | None = None, **changes: object) -> Case:
    """A film of which the user confirmed all but Pog′, which lies 4 mm lower and 0.5 further forward by hand."""
    said = said or prediction(seed, facing)
    case = Case(Radiograph(np.zeros((1, 1), np.uint8)), calibration=MM).with_prediction(said)
    edits = {symbol: case.agreement(symbol) for symbol in ISBI_19.symbols}
    forward = 0.5 if facing == "right" else -0.5
    noise = np.random.default_rng([seed, 1]).normal(0, 0.3, 2)
    x, y = prediction(seed, facing).points[POG] + (np.array([forward, 4.0]) + noise) / 0.2
    return replace(case, edits=edits | {"Pog′": Edit(point=(float(x), float(y)))}, **changes)


@pytest.mark.parametrize("facing", ["right", "left"])
def test_a_habit_is_measured_in_the_heads_frame_and_followed(facing: str) -> None:
    hand = measure_hand([done(seed, facing) for seed in range(15)], MODEL, None, "today")
    assert hand is not None and hand.films == 15 and hand.notable == ("Pog′",) and hand.is_worth_following
    assert hand.offsets["Pog′"] == pytest.approx((0.5, 4.0), abs=0.3)
    before = prediction(3, facing)
    after = following(before, hand, MM)
    moved = (after.points - before.points) * 0.2
    x, y = hand.offsets["Pog′"]
    assert moved[POG] == pytest.approx((x if facing == "right" else -x, y))
    assert np.array_equal(np.delete(moved, POG, 0), np.zeros((18, 2)))
    assert after.model.sha256 != MODEL.sha256 and "your hand" in after.model.name
    assert np.array_equal(after.expected_error, 3.0 * hand.level * np.ones(19))


def test_nothing_moves_without_a_hand_or_millimetres() -> None:
    said = prediction()
    assert following(said, None, MM) is said
    blind = following(said, OwnHand(MODEL.sha256, 15, LOWER, 2.0), None)
    assert np.array_equal(blind.points, said.points) and blind.expected_error[0] == 6.0


def test_fifteen_films_of_this_model_that_are_done() -> None:
    films = [done(seed) for seed in range(15)]
    undone = replace(films[0], edits={s: e for s, e in films[0].edits.items() if s != "S"})
    stranger = replace(films[0], prediction=replace(films[0].prediction, model=ModelIdentity("n", "b" * 64)))
    for lacking in (undone, stranger, replace(films[0], calibration=None), replace(films[0], prediction=None)):
        assert measure_hand([*films[1:], lacking], MODEL, None, "") is None
    assert measure_hand(films, MODEL, None, "") is not None


def test_what_is_followed_is_counted_back() -> None:
    """Measured again on films whose predictions follow, the hand is the same one, not what is left of it."""
    hand = OwnHand(MODEL.sha256, 15, LOWER, 1.5)
    films = [done(seed, said=following(prediction(seed), hand, MM)) for seed in range(15)]
    again = measure_hand(films, MODEL, hand, "")
    assert again is not None and again.offsets["Pog′"] == pytest.approx((0.5, 4.0), abs=0.3)
    assert measure_hand(films, MODEL, None, "") is None, "of a hand that is not known nothing can be counted back"


def test_agreeing_makes_no_model_surer_and_points_far_off_make_it_less_sure() -> None:
    agreed = [done(seed) for seed in range(15)]
    same = [replace(c, edits={s: c.agreement(s) for s in ISBI_19.symbols}) for c in agreed]
    hand = measure_hand(same, MODEL, None, "")
    assert hand is not None and hand.level == 1.0 and not hand.is_worth_following
    rng = np.random.default_rng(5)

    def scattered(case: Case) -> Case:
        points = case.predicted_points + rng.normal(0, 8, (19, 2))
        return replace(case, edits={s: Edit(point=tuple(p)) for s, p in zip(ISBI_19.symbols, points, strict=True)})

    far = measure_hand([scattered(case) for case in agreed], MODEL, None, "")
    assert far is not None and 2.5 < far.level < 4.0 and far.is_worth_following


def test_ways_in_words() -> None:
    assert words((0.2, 4.0)) == "4.0 mm lower"
    assert words((-2.0, -3.0)) == "2.0 mm further back and 3.0 mm higher"
    assert words((1.5, 0.0)) == "1.5 mm further forward"


def test_a_hand_is_kept_by_its_model_and_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CEPHVIEW_CASES", str(tmp_path / "own"))
    hand = OwnHand(MODEL.sha256, 15, LOWER, 1.2, "2030-01-02")
    assert find_hand(MODEL.sha256) is None
    keep_hand(hand)
    assert find_hand(MODEL.sha256) == hand and find_hand("b" * 64) is None
    for text in ("{", "{}", '{"model": "x"}', hand_path(MODEL.sha256).read_text().replace("4.0", "400.0")):
        hand_path(MODEL.sha256).write_text(text)
        assert find_hand(MODEL.sha256) is None
    forget_hand(MODEL.sha256)
    forget_hand(MODEL.sha256)
    assert not hand_path(MODEL.sha256).exists()
