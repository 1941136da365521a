"""Formulas against geometry that was reckoned by hand, and the rules of signs, units and norms."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.formulas import (
    Angle,
    Distance,
    Formula,
    LineAngle,
    Projected,
    SignedDistance,
    ToLine,
    ratio_of,
    sum_of,
)
from cephview.core.head_shape import facing
from cephview.core.landmarks import ISBI_19, Scheme
from cephview.core.measurements import Analysis, Measurement, Result, ValueClass, evaluate, with_unit
from cephview.core.norms import number

TENTH = Calibration(0.1, 0.1, CalibrationSource.TYPED)
MM = Calibration(1.0, 1.0, CalibrationSource.TYPED)


def result(
    formula: Formula, where: dict[str, tuple[float, float]], calibration: Calibration | None = MM, **more: object
) -> Result:
    scheme = Scheme("test", "test", tuple(where))
    return evaluate(Measurement("test", formula, **more), np.array(list(where.values())), scheme, calibration)


def value(
    formula: Formula, where: dict[str, tuple[float, float]], calibration: Calibration | None = MM
) -> float | None:
    return result(formula, where, calibration).value


def test_the_angles_of_a_right_triangle():
    triangle = {"S": (0.0, 0.0), "N": (30.0, 0.0), "A": (0.0, 40.0)}
    assert value(Angle(("N", "S", "A")), triangle) == pytest.approx(90)
    assert value(Angle(("S", "N", "A")), triangle) == pytest.approx(math.degrees(math.atan2(40, 30)))
    assert value(Angle(("S", "A", "N")), triangle) == pytest.approx(math.degrees(math.atan2(30, 40)))


def test_anb_is_sna_less_snb():
    # N at the origin, S straight behind it: A stands 8 px ahead of the perpendicular at 50, B 5 px behind it at 100.
    face = {"S": (-70.0, 0.0), "N": (0.0, 0.0), "A": (8.0, 50.0), "B": (-5.0, 100.0)}
    sna, snb = 90 + math.degrees(math.atan2(8, 50)), 90 - math.degrees(math.atan2(5, 100))
    assert value(Angle(("S", "N", "A")), face) == pytest.approx(sna)
    anb = sum_of((Angle(("S", "N", "A")),), less=(Angle(("S", "N", "B")),))
    assert value(anb, face) == pytest.approx(sna - snb)
    retruded = {**face, "A": face["B"], "B": (8.0, 50.0)}
    assert value(anb, retruded) == pytest.approx(snb - sna)


FH = {"Po": (0.0, 0.0), "Or": (80.0, 0.0)}


def test_a_line_whose_front_end_is_down_has_a_positive_angle():
    mandible = FH | {"Go": (10.0, 60.0), "Me": (70.0, 90.0)}
    plane = LineAngle(("Po", "Or"), ("Go", "Me"), signed=True)
    assert value(plane, mandible) == pytest.approx(math.degrees(math.atan2(30, 60)))
    assert value(plane, mandible | {"Me": (70.0, 30.0)}) == pytest.approx(-math.degrees(math.atan2(30, 60)))
    assert value(LineAngle(("Po", "Or"), ("Go", "Me"), less=20), mandible | {"Me": (70.0, 30.0)}) == pytest.approx(
        math.degrees(math.atan2(30, 60)) - 20
    )


def test_downs_convexity_is_positive_where_a_lies_in_front():
    convexity = LineAngle(("N", "A"), ("A", "Pog"), signed=True)
    assert value(convexity, {"S": (-70, 0), "N": (0, 0), "A": (10, 50), "Pog": (0, 100)}) == pytest.approx(
        2 * math.degrees(math.atan2(10, 50))
    )
    assert value(convexity, {"S": (-70, 0), "N": (0, 0), "A": (-10, 50), "Pog": (0, 100)}) == pytest.approx(
        -2 * math.degrees(math.atan2(10, 50))
    )


def test_downs_ab_plane_is_negative_where_b_lies_behind():
    plane = LineAngle(("A", "B"), ("N", "Pog"), signed=True)
    face = {"S": (-70.0, 0.0), "N": (0.0, 0.0), "A": (5.0, 50.0), "B": (0.0, 90.0), "Pog": (0.0, 110.0)}
    assert value(plane, face) == pytest.approx(-math.degrees(math.atan2(5, 40)))


def test_tweeds_triangle_closes():
    face = FH | {"Go": (10.0, 60.0), "Me": (70.0, 90.0), "LIA": (65.0, 75.0), "L1": (72.0, 52.0)}
    fma = value(LineAngle(("Po", "Or"), ("Go", "Me"), signed=True), face)
    fmia = value(LineAngle(("Or", "Po"), ("L1", "LIA")), face)
    impa = value(LineAngle(("Me", "Go"), ("LIA", "L1")), face)
    assert fma + fmia + impa == pytest.approx(180)
    upright = value(LineAngle(("Me", "Go"), ("LIA", "L1")), face | {"L1": (65.0, 52.0)})
    assert impa - upright == pytest.approx(math.degrees(math.atan2(7, 23)))


def test_incisor_inclinations_grow_as_the_incisor_leans_forward():
    face = {"S": (-70, 0), "N": (0, 0), "A": (0, 50), "B": (0, 90)}
    upper = LineAngle(("UIA", "U1"), ("N", "A"), signed=True)
    assert value(upper, face | {"UIA": (0, 50), "U1": (10, 70)}) == pytest.approx(math.degrees(math.atan2(10, 20)))
    lower = LineAngle(("N", "B"), ("L1", "LIA"), signed=True)
    assert value(lower, face | {"LIA": (0, 90), "L1": (10, 70)}) == pytest.approx(math.degrees(math.atan2(10, 20)))


def test_distance_to_a_line_is_positive_in_front():
    face = {"S": (-700.0, 0.0), "A": (0.0, 500.0), "Pog": (0.0, 1000.0), "U1": (30.0, 600.0)}
    assert value(ToLine("U1", ("A", "Pog")), face, TENTH) == pytest.approx(3.0)
    assert value(ToLine("U1", ("A", "Pog")), face | {"U1": (-20.0, 600.0)}, TENTH) == pytest.approx(-2.0)


def test_wits_projects_on_the_occlusal_plane_and_is_positive_where_a_leads():
    # The plane falls 3 to 4 forwards; from B to A it is (+9, -38) px: 9·0.8 + (-38)·0.6 along it.
    face = {
        "S": (-70, 0),
        "A": (9, 50),
        "B": (0, 88),
        "UMT": (-40, 30),
        "LMT": (-40, 50),
        "UPM": (0, 60),
        "LPM": (0, 80),
    }
    wits = Projected(("B", "A"), ("UMT+LMT", "UPM+LPM"))
    assert value(wits, face) == pytest.approx(9 * 0.8 - 38 * 0.6)


def test_overjet_is_the_full_distance_with_the_sign_along_the_line():
    overjet = SignedDistance(("L1", "U1"), ("Po", "Or"))
    assert value(overjet, FH | {"L1": (70, 60), "U1": (73, 64)}) == pytest.approx(5)
    assert value(overjet, FH | {"L1": (70, 60), "U1": (67, 64)}) == pytest.approx(-5)


def test_a_ratio_is_in_percent_and_needs_no_calibration():
    face = {"S": (0.0, 0.0), "Go": (0.0, 60.0), "N": (70.0, 0.0), "Me": (70.0, 100.0)}
    assert value(ratio_of(("S", "Go"), ("N", "Me")), face, None) == pytest.approx(60)


def test_distances_are_withheld_without_a_calibration():
    found = result(Distance(("S", "N")), {"S": (0, 0), "N": (70, 0)}, None)
    assert found.value is None and found.reason == "needs a calibration"
    assert value(Distance(("S", "N")), {"S": (0, 0), "N": (700, 0)}, TENTH) == pytest.approx(70)


def test_what_is_missing_is_named_before_the_calibration():
    found = result(Distance(("Co", "UMT+LMT")), {"Co": (math.nan, math.nan), "UMT": (1, 1)}, None)
    assert found.value is None and found.reason == "needs Co, LMT"


def test_points_that_coincide_give_a_reason_and_no_number():
    found = result(Angle(("S", "N", "A")), {"S": (0, 0), "N": (5, 5), "A": (5, 5)})
    assert found.value is None and found.reason == "its points coincide"


def test_unequal_spacing_is_measured_in_mm():
    oblong = Calibration(0.1, 0.2, CalibrationSource.TYPED)
    triangle = {"S": (0.0, 0.0), "N": (40.0, 0.0), "A": (40.0, 20.0)}
    assert value(Angle(("N", "S", "A")), triangle, oblong) == pytest.approx(45)
    assert value(Distance(("N", "A")), triangle, oblong) == pytest.approx(4)
    assert value(ratio_of(("N", "A"), ("S", "N")), triangle, oblong) == pytest.approx(100)


def test_a_sum_of_different_units_is_refused():
    with pytest.raises(ValueError, match="units"):
        sum_of((Angle(("S", "N", "A")), Distance(("S", "N"))))


FACE = {
    "S": (-42.9, -54.7), "N": (15.5, -61.6), "Or": (4.4, -36.6), "Po": (-63.6, -37.3), "A": (14.9, -7.1),
    "B": (12.3, 26.8), "Pog": (11.7, 39.8), "Me": (5.7, 45.8), "Gn": (9.9, 43.9), "Go": (-50.3, 15.1),
    "L1": (18.6, 10.6), "U1": (20.3, 11.8), "Ls": (32.2, 2.5), "Li": (29.9, 22.7), "Sn": (26.3, -9.4),
    "Pog′": (21.1, 42.9), "PNS": (-26.1, -15.6), "ANS": (16.7, -13.9), "Ar": (-56.6, -25.8),
}  # fmt: skip
MEAN = np.array([FACE[symbol] for symbol in ISBI_19.symbols])
ANGLES: list[Formula] = [
    Angle(("S", "N", "A")),
    LineAngle(("Po", "Or"), ("Go", "Me"), signed=True),
    LineAngle(("N", "A"), ("A", "Pog"), signed=True),
    LineAngle(("B", "A"), ("Me", "Go")),
    sum_of((Angle(("N", "S", "Ar")), Angle(("S", "Ar", "Go")), Angle(("Ar", "Go", "Me")))),
]
LENGTHS: list[Formula] = [
    Distance(("ANS", "Me")),
    ToLine("U1", ("A", "Pog")),
    Projected(("N", "Pog"), ("Po", "Or")),
    SignedDistance(("L1", "U1"), ("Po", "Or")),
]
faces = st.lists(st.floats(-6, 6), min_size=38, max_size=38).map(lambda moves: MEAN + np.reshape(moves, (19, 2)))


def of(formula: Formula, points: np.ndarray, calibration: Calibration | None = MM) -> float:
    found = evaluate(Measurement("test", formula), points, ISBI_19, calibration).value
    assert found is not None
    return found


def moved(points: np.ndarray, degrees: float, scale: float, shift: tuple[float, float]) -> np.ndarray:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return scale * points @ np.array([[c, s], [-s, c]]) + shift


@pytest.mark.parametrize("formula", ANGLES, ids=lambda f: str(f.parts))
@given(points=faces, degrees=st.floats(-30, 30), scale=st.floats(0.5, 20), x=st.floats(-900, 900))
def test_angles_stand_under_rotation_scaling_translation_and_mirror(formula, points, degrees, scale, x):
    before = of(formula, points)
    after = moved(points, degrees, scale, (x, -x))
    assert of(formula, after, None) == pytest.approx(before, abs=1e-6)
    assert of(formula, after * [-1, 1], None) == pytest.approx(before, abs=1e-6)


@pytest.mark.parametrize("formula", LENGTHS, ids=lambda f: str(f.parts))
@given(points=faces, degrees=st.floats(-30, 30), scale=st.floats(0.5, 20))
def test_lengths_scale_and_stand_under_rotation_and_mirror(formula, points, degrees, scale):
    before = of(formula, points)
    # Tips straight above one another have no sign to keep.
    assume(not isinstance(formula, SignedDistance) or abs(of(Projected(formula.points, formula.line), points)) > 1e-3)
    after = moved(points, degrees, scale, (3, 5))
    assert of(formula, after) == pytest.approx(scale * before, abs=1e-6)
    assert of(formula, after * [-1, 1]) == pytest.approx(scale * before, abs=1e-6)


@given(points=faces, slip=st.integers(0, 18), x=st.floats(-500, 500))
def test_one_slip_does_not_turn_the_head(points, slip, x):
    points[slip, 0] = x
    known = {symbol: complex(*point) for symbol, point in zip(ISBI_19.symbols, points.tolist(), strict=True)}
    assert facing(known) == 1
    assert facing({symbol: complex(-p.real, p.imag) for symbol, p in known.items()}) == -1


def test_facing_is_seen_from_few_points_and_is_right_where_nothing_can_be_said():
    assert facing({"S": 100 + 0j, "Pog": 20 + 90j}) == -1
    assert facing({"N": 100 + 0j, "Pog": 20 + 90j}) == 1
    assert facing({}) == 1


def test_the_first_class_that_holds_a_value_names_it():
    classes = (ValueClass("normal", 2, 4.5), ValueClass("large", low=4.5), ValueClass("crossbite", high=0))
    words = [
        result(Distance(("S", "N")), {"S": (0, 0), "N": (x, 0)}, classes=classes).word for x in (2, 4.5, 4.6, 1, 0)
    ]
    assert words == ["normal", "normal", "large", "", "crossbite"]


def test_figures_have_a_true_minus_and_no_negative_zero():
    assert [number(-0.04, 1), number(-3.25, 1), number(2, 1, sign=True), number(91.0)] == ["0.0", "−3.2", "+2.0", "91"]
    assert [with_unit("81.2", "°"), with_unit("3.4", "mm")] == ["81.2°", "3.4 mm"]


def test_the_spread_of_a_value_is_what_moving_its_points_at_random_gives():
    """Against 40,000 drawings; the expected errors are means of radial errors, as the model tells them."""
    face = {"S": (0.0, 0.0), "N": (700.0, -60.0), "A": (720.0, 480.0), "Or": (600.0, 200.0)}
    scheme, points = Scheme("test", "test", tuple(face)), np.array(list(face.values()))
    errors = np.array([9.0, 14.0, 12.0, 30.0])
    rows = (
        Measurement("SNA", Angle(("S", "N", "A"))),
        Measurement("S–N", Distance(("S", "N"))),
        Measurement("ratio", ratio_of(("S", "N"), ("N", "A"))),
    )
    analysis = Analysis("test", rows)
    found = [r.spread for r in analysis.evaluate(points, scheme, TENTH, expected_errors=errors)]
    rng = np.random.default_rng(1)
    drawn = points + rng.normal(size=(40_000, 4, 2)) * (errors / np.hypot(*rng.normal(size=(2, 10**6))).mean())[:, None]
    to_s, to_a = drawn[:, 0] - drawn[:, 1], drawn[:, 2] - drawn[:, 1]
    s_n, n_a = np.linalg.norm(to_s, axis=1), np.linalg.norm(to_a, axis=1)
    angles = np.degrees(np.arccos((to_s * to_a).sum(axis=1) / (s_n * n_a)))
    truth = [angles.std(), s_n.std() * 0.1, (100 * s_n / n_a).std()]
    assert found == pytest.approx(truth, rel=0.03)


def test_settled_points_have_no_spread():
    face = {"S": (0.0, 0.0), "N": (70.0, 0.0), "A": (72.0, 48.0)}
    scheme, points = Scheme("test", "test", tuple(face)), np.array(list(face.values()))
    analysis = Analysis("test", (Measurement("SNA", Angle(("S", "N", "A"))),))
    none = analysis.evaluate(points, scheme, None, expected_errors=np.full(3, np.nan))
    one = analysis.evaluate(points, scheme, None, expected_errors=np.array([np.nan, np.nan, 2.0]))
    all_three = analysis.evaluate(points, scheme, None, expected_errors=np.full(3, 2.0))
    assert none[0].spread is None and analysis.evaluate(points, scheme, None)[0].spread is None
    assert 0 < one[0].spread < all_three[0].spread
