from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from io_helpers import FACE, Writer, case_of, reference_of

import cephview
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Edit, Status
from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19, SCHEMES, Scheme
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.io.annotations import read_annotation
from cephview.io.tables.csv_cells import plain, protected
from cephview.io.tables.export import COLUMNS, case_rows, export_csv
from cephview.io.tables.export_reader import read_csv

COORDINATE = st.floats(-1e7, 1e7) | st.just(float("nan"))
SPACING = Calibration(0.1, 0.2, CalibrationSource.TABLE, "images.csv")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def test_the_columns_are_those_of_the_issue_and_new_ones_come_last() -> None:
    assert ", ".join(COLUMNS) == (
        "image, scheme, index, symbol, name, x_px, y_px, x_mm, y_mm, status, predicted_x_px, predicted_y_px, "
        "correction_mm, confidence, reference, reference_x_px, reference_y_px, error_px, error_mm, mm_per_px_x, "
        "mm_per_px_y, calibration_source, model, model_sha256, preprocessing_assumptions, exported_at, "
        "cephview_version, expected_error_mm, calibration_detail, calibration_reliable, notes, plus_minus_mm"
    )


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(data=st.data(), scheme=st.sampled_from([*SCHEMES.values(), Scheme("own", "own", ("S", "=x", "'-y", "z,\r\n"))]))
def test_reading_back_gives_the_same_to_a_thousandth(tmp_path: Path, data: st.DataObject, scheme: Scheme) -> None:
    values = data.draw(st.lists(COORDINATE, min_size=2 * len(scheme), max_size=2 * len(scheme)))
    points = np.array(values).reshape(-1, 2)
    points[np.isnan(points).any(axis=1)] = np.nan
    reference = reference_of(points[::-1].copy(), scheme)
    calibration = data.draw(st.sampled_from([None, SPACING]))
    name = data.draw(TEXT.filter(lambda text: text.strip(". ") and not set(text) & set("/\\\0")))
    case = case_of(points, scheme=scheme, name=name, calibration=calibration, reference=reference)
    for symbol in data.draw(st.lists(st.sampled_from(scheme.symbols), max_size=4)):
        edits = [Edit((1.5, -2.25)), Edit(visible=False), Edit(confirmed=True)]
        case = case.with_edit(symbol, data.draw(st.sampled_from(edits)))
    export_csv(tmp_path / "out.csv", [case])
    back = read_csv(tmp_path / "out.csv")[name]
    assert back.scheme.symbols == scheme.symbols
    for found, meant in (
        (back.points, case.points),
        (back.predicted_points, points),
        (back.reference_points, reference.points),
        (back.confidence, case.confidence),
    ):
        np.testing.assert_allclose(found, meant, rtol=1e-12, atol=0.00051)
    assert back.statuses == tuple(case.status(symbol) for symbol in scheme.symbols)
    assert (back.calibration is None) == (calibration is None)


def test_figures_statuses_and_origin(tmp_path: Path) -> None:
    case = case_of(FACE, calibration=SPACING, reference=reference_of(FACE + np.array([3, 4])))
    case = case.with_edit("S", Edit((FACE[0, 0] + 10, FACE[0, 1]))).with_edit("N", Edit(visible=False))
    case = case.with_edit("Or", Edit(confirmed=True))
    rows = case_rows(case)
    assert [row["status"] for row in rows[:4]] == ["corrected", "not_visible", "confirmed", "predicted"]
    first = rows[0]
    assert float(first["x_mm"]) == pytest.approx((FACE[0, 0] + 10) * 0.1)
    assert float(first["y_mm"]) == pytest.approx(FACE[0, 1] * 0.2)
    assert float(first["correction_mm"]) == pytest.approx(1.0)
    assert float(rows[3]["error_px"]) == pytest.approx(5.0)
    assert float(rows[3]["error_mm"]) == pytest.approx(np.hypot(0.3, 0.8), abs=5e-4)
    assert rows[1]["x_px"] == rows[1]["x_mm"] == rows[1]["error_px"] == rows[1]["correction_mm"] == ""
    assert rows[1]["predicted_x_px"] != ""
    assert (first["image"], first["scheme"], first["index"], first["symbol"]) == ("film.png", "isbi-19", "1", "S")
    assert (first["mm_per_px_x"], first["mm_per_px_y"], first["calibration_source"]) == ("0.1", "0.2", "table")
    assert (first["model"], first["model_sha256"]) == ("model-a", "ab" * 32)
    assert first["preprocessing_assumptions"] == "mean assumed; std assumed"
    assert first["cephview_version"] == cephview.__version__
    assert datetime.fromisoformat(first["exported_at"]).utcoffset() is not None
    assert first["reference"] == "senior"


def test_without_a_calibration_there_is_no_mm_anywhere() -> None:
    rows = case_rows(case_of(FACE, reference=reference_of(FACE + 1)))
    for column in COLUMNS:
        if "mm" in column or column.startswith("calibration_"):
            assert {row[column] for row in rows} == {""}, column
    assert all(row["error_px"] for row in rows)


def test_a_film_of_which_nothing_is_known(tmp_path: Path) -> None:
    case = case_of(FACE)
    bare = type(case)(case.radiograph)
    export_csv(tmp_path / "out.csv", [bare])
    back = read_csv(tmp_path / "out.csv")["film.png"]
    assert np.isnan(back.points).all() and set(back.statuses) == {Status.MISSING} and back.scheme is ISBI_19


def test_the_file_is_rfc_4180_and_names_no_folder(tmp_path: Path) -> None:
    export_csv(tmp_path / "out.csv", [case_of(FACE, name='a "b", c\nd.png')])
    data = (tmp_path / "out.csv").read_bytes()
    assert b"Doe" not in data and b"patients" not in data
    assert data.startswith(b"image,scheme,index") and data.endswith(b"\r\n")
    assert b'"a ""b"", c\nd.png"' in data
    assert data.count(b"\r\n") == 20
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(COLUMNS)}


@given(text=TEXT | st.text("'=+-@\t\r\na", max_size=5))
def test_text_cannot_become_a_formula_and_comes_back(text: str) -> None:
    cell = protected(text)
    assert plain(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_formulas_in_names_of_film_model_and_reader(tmp_path: Path) -> None:
    model = ModelIdentity("@SUM(A1)", "-1", ("=cmd|' /C calc'!A0",))
    case = case_of(-FACE, name="=HYPERLINK(1).png", reference=reference_of(FACE))
    case = case.with_prediction(Prediction(ISBI_19, -FACE, np.ones(19), model))
    row = case_rows(case)[0]
    assert (row["image"], row["model"], row["model_sha256"]) == ("'=HYPERLINK(1).png", "'@SUM(A1)", "'-1")
    assert row["preprocessing_assumptions"].startswith("'=cmd")
    # A negative coordinate is a number and stays one.
    assert float(row["x_px"]) == -FACE[0, 0]
    export_csv(tmp_path / "out.csv", [case])
    assert list(read_csv(tmp_path / "out.csv")) == ["=HYPERLINK(1).png"]


def test_many_films_also_of_one_name(tmp_path: Path) -> None:
    cases = [case_of(FACE, name="a.png"), case_of(FACE + 1, name="b.png"), case_of(FACE + 2, name="b.png")]
    export_csv(tmp_path / "out.csv", cases)
    back = read_csv(tmp_path / "out.csv")
    assert list(back) == ["a.png", "b.png", "b.png (2)"]
    assert np.array_equal(back["b.png (2)"].points, FACE + 2)


def test_an_export_is_a_reference(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    case = case_of(FACE, name="a.png").with_edit("S", Edit((1.0, 2.0))).with_edit("N", Edit(visible=False))
    export_csv(path, [case, case_of(FACE + 2, name="b.png")])
    reference = read_annotation(path, film="a.png")
    assert reference.points[0].tolist() == [1.0, 2.0] and np.isnan(reference.points[1:]).all(), "the rest is a model's"
    with pytest.raises(CephViewError, match="nobody corrected, confirmed or placed"):
        read_annotation(path, film="b.png")
    for symbol in ISBI_19.symbols[2:]:
        case = case.with_edit(symbol, case.agreement(symbol))
    export_csv(path, [case, case_of(FACE + 2, name="b.png")])
    reference = read_annotation(path, film="a.png")
    assert np.array_equal(reference.points, case.points, equal_nan=True)
    with pytest.raises(CephViewError, match=r"holds the points of 2 films, but none of c\.png"):
        read_annotation(path, film="c.png")
    export_csv(path, [case])
    assert read_annotation(path, film="c.png").notes == ("exported from a.png, a film of another name",)


def test_films_of_one_name_have_their_folder_before_it(tmp_path: Path) -> None:
    def film(folder: str) -> Case:
        case = case_of(FACE, name="ceph.jpg")
        return replace(case, radiograph=replace(case.radiograph, path=Path(f"/x/{folder}/ceph.jpg")))

    export_csv(tmp_path / "out.csv", [film("patA"), film("patB")])
    assert list(read_csv(tmp_path / "out.csv")) == ["patA/ceph.jpg", "patB/ceph.jpg"]
    export_csv(tmp_path / "one.csv", [film("patA")])
    assert list(read_csv(tmp_path / "one.csv")) == ["ceph.jpg"], "one film needs no folder, which may name a patient"


def test_after_a_spreadsheet_saved_it(tmp_path: Path, write: Writer) -> None:
    export_csv(tmp_path / "out.csv", [case_of(FACE + 0.5)])
    lines = (tmp_path / "out.csv").read_text("utf-8").replace("; ", " und ").splitlines()
    text = "\ufeff" + "\r\n".join(line.replace(",", ";").replace(".5", ",5") for line in lines)
    assert np.allclose(read_csv(write("excel.csv", text))["film.png"].points, FACE + 0.5)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: "", "is empty"),
        (lambda text: text.splitlines()[0], "holds no landmark"),
        (lambda text: text.replace("symbol", "label"), "no column symbol"),
        (lambda text: text.replace("predicted,", "guessed,"), "line 2 (status)"),
        (lambda text: text.replace(repr(float(FACE[0, 0])), "nan", 1), "line 2 (x_px)"),
        (lambda text: text.replace(repr(float(FACE[0, 0])), "", 1), "without x or y"),
        (lambda text: text.replace(",0.1,0.2,", ",0.1,99.0,"), "not between"),
        (lambda text: text + '"' + "x" * 200_000, "field larger"),
    ],
)
def test_a_broken_export_ends_in_a_sentence(tmp_path: Path, write: Writer, change, says: str) -> None:  # type: ignore[no-untyped-def]
    export_csv(tmp_path / "good.csv", [case_of(FACE, calibration=SPACING)])
    path = write("bad.csv", change((tmp_path / "good.csv").read_bytes().decode()))
    with pytest.raises(CephViewError) as error:
        read_csv(path)
    assert says in str(error.value) and str(error.value).startswith("bad.csv")


def test_a_file_name_that_is_no_unicode_does_not_stop_the_export(tmp_path: Path) -> None:
    export_csv(tmp_path / "out.csv", [case_of(FACE, name="R\udcf6ntgen.png")])
    assert list(read_csv(tmp_path / "out.csv")) == ["R?ntgen.png"]
