"""Landmarks that follow from others, in the core: construction, estimate taken over, what a film has to be done."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Edit, Status
from cephview.core.derived_landmarks import construct
from cephview.core.landmarks import AARIZ_29, ISBI_19, Scheme
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.core.review_status import ReviewStatus, closing_edits, review_order, review_status, unchecked
from cephview.io.cases.file import StoredCase, decode_case, encode_case
from cephview.io.cases.schema import StoredFilm

FILM = StoredFilm(name="a.png", size=(900, 1000), sha256="ab" * 32)


def a_case(scheme: Scheme = ISBI_19) -> Case:
    points = np.random.default_rng(3).uniform(100, 800, (len(scheme), 2))
    model = ModelIdentity(scheme.name, "cd" * 32)
    film = Radiograph(np.zeros((1000, 900), np.uint8), Path("a.png"))
    return Case(film).with_prediction(Prediction(scheme, points, np.full(len(scheme), 0.9), model))


def test_midpoint_crossing_and_foot() -> None:
    scheme = Scheme("x", "x", ("UL′", "LL′", "Sto", "S", "N", "Pog", "L", "Ba", "PT", "Gn", "CC"))
    points = np.array(
        [(0, 0), (4, 2), (9, 9), (0, 0), (10, 0), (3, 7), (9, 9), (0, 10), (5, 0), (5, 10), (9, 9)], float
    )
    points[4] = (10, 10)  # S–N runs at 45°, Ba–N level, PT–Gn upright
    found = construct(points, scheme, ["Sto", "L", "CC"])
    assert tuple(found[2]) == (2, 1) and np.allclose(found[6], (5, 5)) and np.allclose(found[10], (5, 10))
    assert np.array_equal(np.delete(found, [2, 6, 10], 0), np.delete(points, [2, 6, 10], 0))
    # Pixels twice as tall as wide: the foot is another.
    assert np.allclose(construct(points, scheme, ["L"], aspect=2.0)[6], ((3 + 2 * 14) / 5,) * 2)
    points[8] = (20, 10)
    points[9] = (30, 10)
    assert np.isnan(construct(points, scheme, ["CC"])[10]).all()  # parallel
    points[0] = np.nan
    assert np.isnan(construct(points, scheme, ["Sto"])[2]).all()  # a parent is missing


def test_a_constructed_landmark_follows_its_parents_and_says_so() -> None:
    case = a_case().with_edit("UL′", Edit(point=(10.0, 20.0))).with_edit("LL′", Edit(point=(30.0, 40.0)))
    case = case.with_edit("Sto", Edit(constructed=True))
    place = case.scheme.index("Sto")
    assert case.status("Sto") is Status.CONSTRUCTED and tuple(case.points[place]) == (20, 30)
    moved = case.with_edit("UL′", Edit(point=(50.0, 20.0)))
    assert tuple(moved.points[moved.scheme.index("Sto")]) == (40, 30)


def test_an_estimate_that_was_taken_over_keeps_its_doubt_and_is_no_reading() -> None:
    case = a_case().with_edit("UIA", Edit(point=(400.0, 500.0), estimated=21.5))
    place = case.scheme.index("UIA")
    assert case.status("UIA") is Status.ESTIMATED and case.unsettled_errors_px[place] == 21.5
    read = Reference("r", AARIZ_29, np.full((29, 2), 300.0))
    compared = replace(case, references=(read,), reference=read)
    assert np.isnan(compared.errors_px()[compared.scheme.index("UIA")])
    assert closing_edits(case)["UIA"] == Edit(point=(400.0, 500.0), confirmed=True)
    confirmed = case.with_edit("UIA", closing_edits(case)["UIA"])
    assert confirmed.status("UIA") is Status.CONFIRMED and np.isnan(confirmed.unsettled_errors_px[place])


def test_a_film_is_done_without_what_only_a_reading_has() -> None:
    read = Reference("r", AARIZ_29, np.full((29, 2), 300.0))
    case = replace(a_case(), references=(read,), reference=read)
    assert len(case.scheme) == 29 and set(unchecked(case)) == set(ISBI_19.symbols) == set(review_order(case))
    done = case
    for symbol, edit in closing_edits(case).items():
        done = done.with_edit(symbol, edit)
    assert review_status(done) is ReviewStatus.DONE and set(done.edits) == set(ISBI_19.symbols)
    more = replace(done, added=("Co",))
    assert review_status(more) is ReviewStatus.IN_REVIEW and unchecked(more) == ["Co"]
    assert np.isfinite(case.errors_px()).sum() == 19


def test_the_case_file_carries_them_and_reads_what_was_written_before() -> None:
    scale = Calibration(0.1, 0.1, CalibrationSource.TYPED)
    case = replace(a_case(), added=("Co", "H"), calibration=scale).with_edit(
        "UIA", Edit((400.0, 500.0), estimated=21.5)
    )
    again = decode_case(encode_case(StoredCase.of(case, FILM)), "x", FILM).apply_to(Case(case.radiograph))
    assert again.added == ("Co", "H") and again.base is ISBI_19 and again.scheme is case.scheme
    assert again.edit("UIA") == case.edit("UIA")


@pytest.mark.parametrize("touched", [("Pn",), ("Co", "Pn")])
def test_a_file_of_before_had_what_was_touched_in_its_scheme(touched: tuple[str, ...]) -> None:
    case = a_case()
    for symbol in touched:
        case = case.with_edit(symbol, Edit(point=(1.0, 2.0)))
    document = json.loads(encode_case(StoredCase.of(case, FILM)))
    old = document["case"]
    for key in ("added", "definitions"):
        del old[key]
    for edit in old["edits"].values():
        del edit["estimated"], edit["constructed"]
    wide = case.scheme
    old["scheme"] = {"name": wide.name, "title": wide.title, "symbols": list(wide.symbols)}
    text = json.dumps(old, sort_keys=True, separators=(",", ":"))
    document |= {"schema": 3, "checksum": hashlib.sha256(text.encode()).hexdigest()}
    again = decode_case(json.dumps(document).encode(), "x", FILM).apply_to(Case(case.radiograph))
    assert again.base is ISBI_19 and again.scheme is wide
    assert tuple(again.with_edit(touched[0], Edit()).scheme.symbols) == tuple(
        s for s in wide.symbols if s != touched[0]
    )
