"""A case's landmarks are its own: what the user placed stays, whatever the model in use knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import NO_EDIT, Case, Edit, Status
from cephview.core.history import LandmarkSet, after
from cephview.core.landmarks import AARIZ_29, ISBI_19, Scheme
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.review_status import ReviewStatus, closing_edits, review_status
from cephview.io.annotations import WRITTEN, read_annotation
from cephview.io.annotations.writing import write_annotation
from cephview.io.cases.file import StoredCase, decode_case, encode_case
from cephview.io.cases.own_reading import own_reading
from cephview.io.cases.schema import StoredFilm
from cephview.io.tables.export import export_csv
from cephview.io.tables.export_reader import read_csv

FILM = StoredFilm(name="a.png", size=(900, 1000), sha256="ab" * 32)
OWN = Scheme("own", "A clinic's own", ("S", "N", "牙"))


def prediction(scheme: Scheme) -> Prediction:
    points = np.random.default_rng(len(scheme)).uniform(10, 800, (len(scheme), 2))
    return Prediction(scheme, points, np.full(len(scheme), 0.9), ModelIdentity(scheme.name, "cd" * 32))


def corrected() -> Case:
    """29 landmarks, then 19: Pn was moved, Co confirmed, R said to be invisible."""
    case = Case(Radiograph(np.zeros((1000, 900), np.uint8), Path("a.png"))).with_prediction(prediction(AARIZ_29))
    case = case.with_edit("Pn", Edit(point=(111.25, 222.5))).with_edit("R", Edit(visible=False))
    return case.with_edit("Co", case.agreement("Co")).with_prediction(prediction(ISBI_19))


def test_nothing_that_was_touched_leaves_the_case() -> None:
    case = corrected()
    assert case.scheme.symbols == (*ISBI_19.symbols, "Pn", "R", "Co")
    place = case.scheme.index("Pn")
    assert tuple(case.points[place]) == (111.25, 222.5) and len(case.points) == 22
    assert [case.status(s) for s in ("Pn", "R", "Co")] == [Status.PLACED, Status.NOT_VISIBLE, Status.CONFIRMED]
    back = case.with_prediction(prediction(AARIZ_29))
    assert back.scheme is AARIZ_29 and tuple(back.points[AARIZ_29.index("Pn")]) == (111.25, 222.5)
    assert corrected().with_prediction(prediction(OWN)).scheme.symbols == (*OWN.symbols, "Pn", "R", "Co")


def test_undo_and_redo_work_on_it() -> None:
    case = after(corrected(), LandmarkSet("Pn", NO_EDIT))
    assert case.status("Pn") is Status.MISSING
    plain = Case(case.radiograph).with_prediction(prediction(ISBI_19))
    assert after(plain, LandmarkSet("Pn", Edit(point=(1.0, 2.0)))).status("Pn") is Status.PLACED


def test_the_case_file_keeps_it_and_finds_it_in_files_of_before() -> None:
    case = corrected()
    stored = StoredCase.of(case, FILM)
    again = decode_case(encode_case(stored), "x", FILM).apply_to(Case(case.radiograph))
    assert again.scheme == case.scheme and np.array_equal(again.points, case.points, equal_nan=True)
    # As the program of before wrote it: the edit is there, the landmark is not.
    lost = stored.model_copy(update={"scheme": StoredCase.of(Case(case.radiograph), FILM).scheme})
    assert tuple(lost.apply_to(Case(case.radiograph)).points[19]) == (111.25, 222.5)


def test_the_csv_has_its_row_and_reads_back(tmp_path: Path) -> None:
    export_csv(tmp_path / "a.csv", [case := corrected()])
    back = read_csv(tmp_path / "a.csv")["a.png"]
    assert back.scheme.symbols == case.scheme.symbols
    assert tuple(back.points[19]) == (111.25, 222.5) and back.statuses[19] is Status.PLACED


@pytest.mark.parametrize("row", WRITTEN, ids=[row.title for row in WRITTEN])
def test_every_format_carries_it_or_says_that_it_cannot(tmp_path: Path, row) -> None:
    case = replace(corrected(), calibration=Calibration(0.1, 0.1, CalibrationSource.TYPED))  # Slicer holds mm
    path = tmp_path / f"a{row.suffixes[-1]}"
    left_out = write_annotation(path, case, row)
    scheme = None if row.title.startswith("CL-") else case.scheme  # its numbers are its own
    reading = read_annotation(path, film="a.png", film_size=FILM.size, scheme=scheme, calibration=case.calibration)
    found = case.scheme.take(reading.points, reading.scheme)
    there = [s for s, point in zip(case.scheme.symbols, found.tolist(), strict=True) if point[0] == point[0]]
    known = [s for s, point in zip(case.scheme.symbols, case.points.tolist(), strict=True) if point[0] == point[0]]
    assert set(there) | set(left_out) == set(known) and not set(there) & set(left_out)
    for symbol in there:
        place = case.scheme.index(symbol)
        assert found[place] == pytest.approx(case.points[place], abs=1e-6), symbol


def test_review_training_and_done_count_it() -> None:
    case = corrected()
    assert own_reading(case).scheme == case.scheme
    assert review_status(case) is ReviewStatus.IN_REVIEW and set(closing_edits(case)) == set(ISBI_19.symbols)
