"""Which way round a head lies: told from all points, at any angle, on drawn heads whose side is known."""

from __future__ import annotations

import cmath
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cephview.core.head_shape import MEAN_HEAD_MM, facing, lie
from cephview.core.landmarks import AARIZ_29, CL_DETECTION_38, ISBI_19
from cephview.core.turn import UPRIGHT, Turn
from cephview.io.analyses import load_analyses
from cephview.phantom.anatomy import make_head, random_face

TURNS = [Turn(quarters, mirrored=mirrored) for mirrored in (False, True) for quarters in range(4)]


def head(seed: int) -> dict[str, complex]:
    """A drawn head in mm, looking to the right."""
    rng = np.random.default_rng(seed)
    drawn = make_head(random_face(rng, {}), rng).landmarks
    return {symbol: complex(*point) for symbol, point in drawn.items()}


HEADS = [head(seed) for seed in range(40)]


def as_lain(points: dict[str, complex], degrees: float, *, left: bool) -> dict[str, complex]:
    """Mirrored where the face is to look to the left, then turned clockwise, on a film of 0.1 mm a pixel."""
    way = 10 * cmath.rect(1, math.radians(degrees))
    return {symbol: way * (-p.conjugate() if left else p) + 3000 for symbol, p in points.items()}


@pytest.mark.parametrize("left", [False, True])
@pytest.mark.parametrize("scheme", [ISBI_19, AARIZ_29, CL_DETECTION_38], ids=lambda scheme: scheme.name)
def test_the_side_is_told_at_any_angle(scheme, left):
    for number, points in enumerate(HEADS):
        known = {symbol: points[symbol] for symbol in scheme.symbols if symbol in points}
        for degrees in range(number % 15, 360, 15):
            assert facing(as_lain(known, degrees, left=left)) == (-1 if left else 1)


@given(
    seed=st.integers(0, 39),
    degrees=st.floats(0, 360),
    left=st.booleans(),
    slip=st.integers(0, 18),
    to=st.complex_numbers(max_magnitude=20_000, allow_nan=False, allow_infinity=False),
)
def test_no_single_point_turns_the_head(seed, degrees, left, slip, to):
    points = as_lain({symbol: HEADS[seed][symbol] for symbol in ISBI_19.symbols}, degrees, left=left)
    points[ISBI_19.symbols[slip]] = to
    assert facing(points) == (-1 if left else 1)


def test_five_points_tell_the_side_and_one_of_six_may_be_far_off():
    rng = np.random.default_rng(0)
    wrong = dict.fromkeys((5, 6), 0)
    for trial in range(1000):
        for count in wrong:
            symbols = rng.choice(AARIZ_29.symbols, count, replace=False).tolist()
            left = bool(trial % 2)
            points = as_lain({s: HEADS[trial % 40][s] for s in symbols}, rng.uniform(0, 360), left=left)
            if count == 6:
                points[symbols[0]] += cmath.rect(rng.uniform(300, 3000), rng.uniform(0, 7))
            wrong[count] += facing(points) != (-1 if left else 1)
    # Five of a row of teeth, say, are a line: one head in a thousand.
    assert wrong[5] <= 3
    assert wrong[6] <= 8


@pytest.mark.parametrize(
    ("known", "side"),
    [
        ({"S": 100 + 0j, "Pog": 20 + 90j}, -1),
        ({"N": 100 + 0j, "Pog": 20 + 90j}, 1),
        ({"S": 0j, "N": 60 - 5j}, 1),
        ({"S": 0j, "N": -60 - 5j}, -1),
        ({"S": 5 + 5j}, 1),
        ({"S": 5 + 5j, "N": 5 + 5j}, 1),
        ({"own 1": 0j, "own 2": 5 + 1j}, 1),
        ({}, 1),
    ],
)
def test_few_points_are_taken_to_be_of_an_upright_head(known, side):
    assert facing(known) == side


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.describe() or "upright")
def test_the_way_a_head_lies_is_undone_by_its_turn(turn):
    for points in HEADS[:10]:
        # What `turn` brings upright lies as its inverse, the transpose, leaves an upright head.
        lying = {symbol: complex(*turn.to_film((p.real, p.imag))) for symbol, p in points.items()}
        assert lie(lying) == turn
    assert lie({}) == UPRIGHT


@pytest.mark.parametrize("turn", TURNS[1:], ids=Turn.describe)
@pytest.mark.parametrize("slip", [None, "Or", "L1"])
def test_every_measurement_is_the_same_however_the_film_was_stored(turn, slip):
    points = np.array([[HEADS[3][s].real, HEADS[3][s].imag] for s in AARIZ_29.symbols])
    if slip:
        points[AARIZ_29.index(slip)] += (55.0, -40.0)
    stored = points @ np.array(turn.matrix).reshape(2, 2)
    for analysis in load_analyses():
        upright, lying = (analysis.evaluate(each, AARIZ_29, None) for each in (points, stored))
        for row, right, found in zip(analysis.measurements, upright, lying, strict=True):
            assert found.value == pytest.approx(right.value, abs=1e-9), row.name
            assert found.word == right.word


def test_the_mean_head_knows_every_landmark_of_the_schemes():
    assert {s for scheme in (ISBI_19, AARIZ_29, CL_DETECTION_38) for s in scheme.symbols} <= set(MEAN_HEAD_MM)
