from __future__ import annotations

import cmath

import pytest

from cephview.core.catalogue import LANDMARKS
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import ISBI_19, RULER_POINTS
from cephview.core.places import ROUGHLY_MM, places_to_look
from cephview.io.estimates import head_model

KNOWN = {symbol: 8 * complex(*MEAN_HEAD_MM[symbol]) + (900 + 900j) for symbol in ISBI_19.symbols}
EVERY = (*ROUGHLY_MM, *MEAN_HEAD_MM)


def test_each_landmark_of_the_head_has_a_place() -> None:
    wanted = [symbol for symbol in LANDMARKS if symbol not in (*RULER_POINTS, "TV")]
    assert places_to_look(head_model(), KNOWN, wanted).keys() == set(wanted) - KNOWN.keys()
    assert not ROUGHLY_MM.keys() & MEAN_HEAD_MM.keys()


@pytest.mark.parametrize("mirrored", [False, True])
def test_places_follow_the_head(mirrored: bool) -> None:
    turn = cmath.rect(0.5, 2.0)

    def turned(point: complex) -> complex:
        return turn * (-point.conjugate() if mirrored else point) + 77j

    upright = places_to_look(head_model(), KNOWN, EVERY)
    there = places_to_look(head_model(), {symbol: turned(point) for symbol, point in KNOWN.items()}, EVERY)
    for symbol, place in upright.items():
        # The mean head itself was given: what is not regressed lies where the mean head has it.
        if symbol in ROUGHLY_MM:
            assert abs(place - (8 * complex(*ROUGHLY_MM[symbol]) + (900 + 900j))) < 8
        assert there[symbol] == pytest.approx(turned(place), abs=1e-6)


def test_places_bend_with_their_neighbours() -> None:
    lower = KNOWN | {symbol: KNOWN[symbol] + 60j for symbol in ("B", "Pog", "Me", "Gn", "Li", "Pog′")}
    moved = places_to_look(head_model(), lower, ["Pm"])["Pm"] - places_to_look(head_model(), KNOWN, ["Pm"])["Pm"]
    assert moved.imag > 20
    stays = places_to_look(head_model(), lower, ["Cl"])["Cl"] - places_to_look(head_model(), KNOWN, ["Cl"])["Cl"]
    assert abs(stays) < 15


def test_too_few_points_tell_no_place() -> None:
    assert not places_to_look(head_model(), dict(list(KNOWN.items())[:4]), EVERY)
