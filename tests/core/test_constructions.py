"""Constructed points and lines against geometry that was reckoned by hand; the ± of every kind against moved points."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.constructions import (
    Crossing,
    FirstOf,
    Foot,
    Mark,
    Middle,
    Tangent,
    Turned,
    Vertical,
    leaves,
)
from cephview.core.formulas import (
    Angle,
    Distance,
    Formula,
    LineAngle,
    Projected,
    Ratio,
    SignedDistance,
    ToLine,
    Weighted,
    ratio_of,
    sum_of,
)
from cephview.core.frame import Frame
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import Scheme
from cephview.core.measurements import Measurement, evaluate, measure_all

MM = Calibration(1.0, 1.0, CalibrationSource.TYPED)
SQUARE = {"S": 0j, "N": 40 + 0j, "A": 40 + 30j, "Go": 0 + 30j}


def at(mark: Mark, **more: complex) -> complex:
    return Frame({**SQUARE, **more}).at(mark).value


def test_lines_cross_where_they_are_drawn_to():
    assert at(Crossing(("S", "A"), ("N", "Go"))) == pytest.approx(20 + 15j)
    assert at(Crossing(("S", "N"), ("A", "B")), B=44 + 60j) == pytest.approx(36)  # beyond both of its marks
    with pytest.raises(ZeroDivisionError):
        at(Crossing(("S", "N"), ("Go", "A")))


def test_a_foot_is_the_nearest_point_of_the_line():
    foot = at(Foot("B", ("S", "A")), B=10 + 20j)
    assert foot == pytest.approx((10 * 0.8 + 20 * 0.6) * (0.8 + 0.6j))


def test_a_tangent_touches_the_mark_beyond_which_none_lies():
    lips = {"Pog′": 40 + 60j, "Ls": 44 + 30j, "Li": 43 + 40j}
    profile = Tangent("Pog′", ("Ls", "Li"), "front")
    assert at(profile, **lips) == lips["Li"]  # a line to Ls would leave Li in front of it
    assert at(profile, **{**lips, "Li": 41 + 40j}) == lips["Ls"]
    border = Tangent("Me", ("Go", "tgi"), "below")
    assert at(border, Me=50 + 40j, Go=0 + 30j, tgi=8 + 36j) == 8 + 36j
    assert at(border, Me=50 + 40j, Go=0 + 30j) == 30j, "a mark that is not there is left out"


def test_the_constructed_horizontal_lies_7_degrees_below_sn():
    frame = Frame({"S": 0j, "N": 70 - 10j})
    horizontal = Turned(("S", "N"), 7)
    assert LineAngle(("S", "N"), horizontal, signed=True).value(frame).real == pytest.approx(7)
    assert frame.origin(horizontal).value == 0


def test_perpendicular_and_parallel_go_through_their_mark():
    frame = Frame({"Po": 0j, "Or": 80 + 0j, "N": 90 - 20j, "A": 95 + 30j})
    down = Turned(("Po", "Or"), 90, "N")
    assert ToLine("A", down).value(frame).real == pytest.approx(5)
    assert frame.along(down).value == pytest.approx(1j)
    assert ToLine("A", Turned(("Po", "Or"), 0, "N")).value(frame).real == pytest.approx(-50)


def test_what_stands_in_is_taken_where_a_landmark_is_not_there():
    assert at("UMT|U6", U6=3j) == 3j and at("UMT|U6", U6=3j, UMT=1j) == 1j
    assert at("UMT|U6+LMT|L6", U6=2j, LMT=4j) == 3j
    assert at(FirstOf(("Xi", Crossing(("S", "A"), ("N", "Go"))))) == pytest.approx(20 + 15j)
    assert at(Middle(("S", Crossing(("S", "A"), ("N", "Go"))))) == pytest.approx(10 + 7.5j)
    frame = Frame({"U6": 3j, "S": 0j})
    assert frame.needs("UMT|U6+LMT|L6") == (("U6", "LMT"), ("LMT/L6",), None)
    assert set(leaves(("UMT|U6", Foot("A", ("S", "N"))))) == {"UMT", "U6", "A", "S", "N"}


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("mirrored", [False, True])
def test_true_vertical_is_the_edge_of_the_film_next_to_the_heads_own(quarters, mirrored):
    symbols = tuple(MEAN_HEAD_MM)
    points = np.array([MEAN_HEAD_MM[s] for s in symbols]) @ np.array([[0.995, 0.1], [-0.1, 0.995]])  # head tilted 5.7°
    expected = points[symbols.index("Pog′")][0] - points[symbols.index("Sn")][0]
    for _ in range(quarters):
        points = points @ np.array([[0.0, 1.0], [-1.0, 0.0]])
    film = points * ([-1, 1] if mirrored else [1, 1]) + 500
    row = Measurement("Pog′ to TVL", ToLine("Pog′", Vertical("Sn")))
    assert evaluate(row, film, Scheme("t", "t", symbols), MM).value == pytest.approx(expected)


HEAD = {symbol: complex(*place) for symbol, place in MEAN_HEAD_MM.items()}
FH, SN = ("Po", "Or"), ("S", "N")
KINDS: list[Formula] = [
    Angle(("S", "N", "A")),
    LineAngle(FH, ("Go", "Me"), signed=True),
    LineAngle(Turned(SN, 7), ("B", "A"), less=90),
    Distance(("Co", "Gn")),
    Distance(("S", Foot("Pog", SN))),
    Distance(("N", Crossing(("Ba", "N"), ("PT", "Gn")))),
    ToLine("A", Turned(FH, 90, "N")),
    ToLine(Tangent("Pog′", ("Ls", "Li"), "front"), Vertical("Sn")),
    Projected(("B", "A"), ("UMT|U6+LMT", "U1+L1")),
    Projected(("N", "A"), Vertical("N", -90)),
    SignedDistance(("L1", "U1"), FH),
    ratio_of(("S", "Go"), ("N", "Me")),
    Ratio(Projected(("N", "ANS"), Vertical("N")), Projected(("N", "Me"), Vertical("N"))),
    Ratio(Weighted(((2.0, Distance(SN)), (-0.5, Distance(("Co", "A")))), "mm", 4.0), Distance(("ANS", "Me"))),
    sum_of((Angle(("S", "N", "A")),), less=(Angle(("S", "N", "B")),)),
    Weighted(((0.4, Angle(("S", "N", "A"))), (0.2, LineAngle(SN, ("Go", "Me"), signed=True))), "°", -35.16),
    Distance((Middle(("S", Foot("A", FH))), "Me")),
]


@pytest.mark.parametrize("formula", KINDS, ids=lambda f: f"{type(f).__name__} {len(str(f))}")
def test_derivatives_are_what_moving_each_landmark_gives(formula):
    frame = Frame(HEAD, spreads=dict.fromkeys(HEAD, 1.0))
    gradient = formula.value(frame).gradient()
    assert set(gradient) <= {symbol for part in formula.parts for symbol in leaves(part)}
    step = 1e-5
    for symbol in HEAD:
        for axis, way in enumerate((1, 1j)):
            ahead, behind = (
                formula.value(Frame({**HEAD, symbol: HEAD[symbol] + by * way})).real for by in (step, -step)
            )
            assert gradient.get(symbol, (0, 0))[axis] == pytest.approx((ahead - behind) / (2 * step), abs=1e-5)


def test_a_row_that_the_dragged_landmark_is_no_part_of_is_not_reckoned_again():
    rows = [Measurement(str(i), formula) for i, formula in enumerate(KINDS)]
    scheme = Scheme("t", "t", tuple(HEAD))
    points = np.array([(p.real, p.imag) for p in HEAD.values()])
    errors = np.full(len(points), 2.0)
    before = Frame.of(points, scheme, MM, errors)
    former = measure_all(rows, before)
    for symbol in ("A", "Ls", "N", "U6"):
        moved = points.copy()
        moved[scheme.index(symbol)] += (0.7, -1.1)
        now = Frame.of(moved, scheme, MM, errors)
        again = measure_all(rows, now, former=(before, former))
        afresh = measure_all(rows, now)
        assert again == afresh
        for row, old, new in zip(rows, former, again, strict=True):
            assert (old is new) == (symbol not in row.symbols), row.name
    mirrored = Frame.of(points * [-1, 1], scheme, MM, errors)
    assert mirrored.changed_since(before) is None
    assert [r.value for r in measure_all(rows, mirrored, former=(before, former))] == pytest.approx(
        [r.value for r in former]
    )


def test_lengths_need_a_calibration_however_they_are_made():
    film = np.array([(p.real, p.imag) for p in HEAD.values()])
    scheme = Scheme("t", "t", tuple(HEAD))
    for formula in KINDS:
        found = evaluate(Measurement("row", formula), film, scheme, None)
        assert (found.reason == "needs a calibration") == (formula.unit == "mm"), formula
        # mm in degrees' clothes: a sum of lengths that calls itself °
    mixed = Weighted(((1.0, Distance(SN)),), "°")
    assert evaluate(Measurement("row", mixed), film, scheme, None).reason == "needs a calibration"


def test_a_constructed_line_is_drawn_through_its_mark_on_the_film():
    scheme = Scheme("t", "t", tuple(HEAD))
    film = np.array([(-5 * p.real, 2.5 * p.imag) for p in HEAD.values()]) + 600
    frame = Frame.of(film, scheme, Calibration(0.2, 0.4, CalibrationSource.TYPED))
    (x0, y0), (x1, y1) = frame.ends(Turned(FH, 90, "N"))
    x, y = film[scheme.index("N")]
    po, orbitale = film[scheme.index("Po")], film[scheme.index("Or")]
    along = (orbitale - po) * (0.2, 0.4)
    line = np.array([(x1 - x0) * 0.2, (y1 - y0) * 0.4])
    assert abs(line @ along) / np.linalg.norm(line) / np.linalg.norm(along) < 1e-9, "square to FH in mm"
    assert math.isclose((x - x0) * (y1 - y0), (y - y0) * (x1 - x0), rel_tol=1e-9)
    assert frame.ends(Turned(FH, 90, "Xi")) is None and frame.ends(("S", "Xi")) is None
    assert frame.ends(("S", "N")) == (tuple(film[scheme.index("S")]), pytest.approx(tuple(film[scheme.index("N")])))
