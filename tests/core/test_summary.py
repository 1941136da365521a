"""The summary in words, and what no head measures."""

from __future__ import annotations

from dataclasses import replace

from cephview.core.formulas import Angle, sum_of
from cephview.core.frame import Frame
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.measurements import Analysis, Measurement
from cephview.core.norms import Norm
from cephview.core.patient import NOBODY, Patient
from cephview.core.summary import sayings
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


def test_what_rests_on_an_estimated_landmark_says_so():
    (sentence,) = sayings([STEINER], Frame(HEAD), NOBODY, frozenset({"A", "Co"}))
    assert sentence.text.endswith("norm 2 ± 2; A estimated, not placed).")
