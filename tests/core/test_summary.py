"""The summary in words, and what no head measures."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from cephview.core.formulas import Angle, LineAngle, sum_of
from cephview.core.frame import Frame
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.measurements import Analysis, Measurement, measure_all
from cephview.core.norms import Norm
from cephview.core.patient import NOBODY, Patient
from cephview.core.summary import nonsense, sayings
from cephview.io.analyses import load_analyses

HEAD = {symbol: complex(*place) for symbol, place in MEAN_HEAD_MM.items()}
SNA, SNB = Angle(("S", "N", "A")), Angle(("S", "N", "B"))
ANB = Measurement("ANB", sum_of((SNA,), less=(SNB,)), norms=(Norm("°", mean=2, sd=2, population="white American"),))
STEINER = Analysis("Steiner", (ANB,))


def said(points: dict[str, complex], spread: float = 0.0, patient: Patient = NOBODY) -> str:
    frame = Frame(points, spreads=dict.fromkeys(("A",), spread) if spread else {})
    return " ".join(each.text for each in sayings([STEINER], frame, patient))


def test_each_sentence_has_its_row_its_doubt_and_its_norm():
    assert said(HEAD) == "Jaws to one another: class I (Steiner ANB 1.4°, norm 2 ± 2)."
    doubtful = said(HEAD, 2.0)
    assert doubtful.startswith("Jaws to one another: class III, I or II (Steiner ANB 1.4° ± 2.")
    assert said({**HEAD, "A": HEAD["A"] + 6}).startswith("Jaws to one another: class II (")
    assert said({**HEAD, "A": HEAD["A"] - 9}).startswith("Jaws to one another: class III (")


def test_nothing_is_said_of_what_is_not_known():
    assert said({s: p for s, p in HEAD.items() if s != "A"}) == ""
    bare = Analysis("Steiner", (replace(ANB, norms=(Norm("°", mean=2),)),))
    assert sayings([bare], Frame(HEAD), NOBODY) == ()


def test_a_norm_of_others_is_told_in_the_sentence():
    assert "norm of white American people: the patient is Iranian" in said(HEAD, patient=Patient(population="Iranian"))


def test_there_is_no_advice_in_it():
    every = " ".join(each.text for each in sayings(load_analyses(), Frame(HEAD), NOBODY)).casefold()
    assert every.count("(") >= 6
    assert not any(word in every for word in ("treat", "extract", "surg", "recommend", "should", "advise"))


FMA = Measurement("FMA", LineAngle(("Po", "Or"), ("Go", "Me"), signed=True), norms=(Norm("°", mean=25),))


def doubt(rows: tuple[Measurement, ...], points: dict[str, complex]) -> str:
    frame = Frame(points)
    return nonsense(rows, measure_all(rows, frame), frame)


def test_two_landmarks_that_were_exchanged_are_named():
    swapped = {**HEAD, "Po": HEAD["Or"], "Or": HEAD["Po"]}
    assert doubt((FMA,), HEAD) == ""
    assert doubt((FMA,), swapped).endswith("°: Po and Or exchanged?") and doubt((FMA,), swapped).startswith("FMA −1")


def test_a_point_that_lies_nowhere_is_doubted_without_a_guess():
    far = {**HEAD, "A": HEAD["N"] + 30 - 40j}
    row = Measurement("SNA", SNA, norms=(Norm("°", mean=82, sd=2),))
    assert doubt((row,), far).endswith("is one of S, N, A misplaced?")


@pytest.mark.parametrize("pair", list(combinations(("S", "N", "A", "Po", "Or", "Go", "Me"), 2)), ids="-".join)
def test_no_sound_head_is_doubted_and_a_guess_puts_it_right(pair: tuple[str, str]):
    rows = tuple(row for a in load_analyses() if a.name in ("Downs", "Tweed") for row in a.measurements)
    assert doubt(rows, HEAD) == ""
    one, other = pair
    found = doubt(rows, {**HEAD, one: HEAD[other], other: HEAD[one]})
    if "exchanged" in found:
        assert set(found.rpartition(": ")[2].removesuffix(" exchanged?").split(" and ")) == {one, other}


def test_what_rests_on_an_estimated_landmark_says_so():
    (sentence,) = sayings([STEINER], Frame(HEAD), NOBODY, frozenset({"A", "Co"}))
    assert sentence.text.endswith("norm 2 ± 2; A estimated, not placed).")
