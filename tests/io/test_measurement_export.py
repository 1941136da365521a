"""Measurements as CSV and as text: what the panel shows, with all that is needed to judge a value."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from io_helpers import FACE, case_of

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Edit
from cephview.core.errors import CephViewError
from cephview.core.patient import Patient
from cephview.io.analyses import load_analyses
from cephview.io.tables.measurements import Measured, as_text, export_measurements, measured_all

KNOWN = Calibration(0.1, 0.1, CalibrationSource.DETECTOR)
STEINER = next(analysis for analysis in load_analyses() if analysis.name == "Steiner")


def rows_of(path: Path, case: Case) -> list[dict[str, str]]:
    export_measurements(path, case, measured_all(case, load_analyses()))
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_analysis_is_there_with_values_norms_and_source(tmp_path: Path) -> None:
    case = case_of(FACE, calibration=KNOWN, edits={"Or": Edit(visible=False)})
    rows = rows_of(tmp_path / "a.csv", case)
    names = {(row["analysis"], row["measurement"]) for row in rows}
    assert len(names) == sum(len(analysis.measurements) for analysis in load_analyses())
    sna = next(row for row in rows if row["measurement"] == "SNA" and row["analysis"] == "Steiner")
    result = STEINER.evaluate(case.points, case.scheme, KNOWN)[0]
    assert float(sna["value"]) == round(result.value, 2) and sna["unit"] == "°"
    assert [sna[name] for name in ("norm_mean", "norm_sd", "norm_low", "norm_high")] == ["82", "2", "", ""]
    assert float(sna["deviation"]) == pytest.approx(result.deviation, abs=0.0051)
    assert (sna["deviation_unit"], sna["deviation_from"]) == ("SD", "mean")
    assert {row["calibration_source"] for row in rows} == {"dicom-detector"}
    assert {row["calibration_reliable"] for row in rows} == {"false"}
    needs = [row for row in rows if "Or" in row["landmarks"].split()]
    assert needs and all(
        row["value"] == "" and "Or" in row["no_value_because"].removeprefix("needs ").split(", ") for row in needs
    )
    assert b"Doe" not in (tmp_path / "a.csv").read_bytes(), "folders name patients"


def test_without_a_calibration_there_is_no_millimetre(tmp_path: Path) -> None:
    rows = rows_of(tmp_path / "a.csv", case_of(FACE))
    lengths = [row for row in rows if row["unit"] == "mm"]
    assert lengths and all(row["value"] == "" for row in lengths)
    assert all(row["mm_per_px_x"] == "" and row["calibration_source"] == "" for row in rows)


def test_nothing_to_measure_writes_nothing(tmp_path: Path) -> None:
    case = Case(case_of(FACE).radiograph)
    with pytest.raises(CephViewError, match="nothing to measure"):
        export_measurements(tmp_path / "a.csv", case, [Measured.of(case, STEINER)])
    assert not (tmp_path / "a.csv").exists()


def test_the_clipboard_gets_lines_of_tabs() -> None:
    lines = as_text(case := case_of(FACE, calibration=KNOWN), Measured.of(case, STEINER)).splitlines()
    cells = [line.split("\t") for line in lines]
    assert len(lines) == 2 + len(STEINER.measurements) and {len(row) for row in cells} == {7}
    value = STEINER.evaluate(FACE, case_of(FACE).scheme, KNOWN)[0].value
    assert cells[1][:4] == ["SNA", f"{value:.1f}", "", "°"]
    assert cells[-1][:2] == ["Calibration", "0.1 mm / px · at the detector, magnified, not reliable"]


def test_the_record_says_all_that_is_needed_to_judge_a_value(tmp_path: Path) -> None:
    case = case_of(FACE, calibration=KNOWN)
    case = case.with_prediction(replace(case.prediction, expected_error=np.full(19, 10.0)))
    moved = case.with_edit("A", Edit(point=tuple(FACE[4] + 1))).with_edit("N", case.agreement("N"))
    rows = rows_of(tmp_path / "a.csv", moved)
    sna = next(row for row in rows if row["measurement"] == "SNA" and row["analysis"] == "Steiner")
    assert (sna["unseen_landmarks"], sna["placed_landmarks"]) == ("S", "N A")
    assert 0 < float(sna["plus_minus"]) < float(_row(tmp_path, case, "Steiner", "SNA")["plus_minus"])
    assert sna["model"] == case.prediction.model.name and "Steiner CC" in sna["citation"] and sna["exported_at"]
    settled = moved.with_edit("S", case.agreement("S"))
    reader = float(_row(tmp_path, settled, "Steiner", "SNA")["plus_minus"])
    assert 0 < reader < float(sna["plus_minus"])
    decimals = [row[name].partition(".")[2] for row in rows for name in ("value", "plus_minus", "deviation", "norm_sd")]
    assert max(map(len, decimals)) == 2


def _row(folder: Path, case: Case, analysis: str, name: str) -> dict[str, str]:
    return next(r for r in rows_of(folder / "b.csv", case) if (r["analysis"], r["measurement"]) == (analysis, name))


def test_norms_are_there_for_every_group_of_analyses_that_are_not_shown(tmp_path: Path) -> None:
    rows = [
        row for row in rows_of(tmp_path / "a.csv", case_of(FACE, calibration=KNOWN)) if row["analysis"] == "McNamara"
    ]
    whom = {norm.whom for a in load_analyses() if a.name == "McNamara" for m in a.measurements for norm in m.norms}
    assert len(whom) > 1 and {row["norm_group"] for row in rows} >= whom


def test_the_norms_of_a_patient_are_chosen_only_where_that_is_asked_for(tmp_path: Path) -> None:
    case = replace(case_of(FACE, calibration=KNOWN), patient=Patient("female", 30))
    everyone = rows_of(tmp_path / "a.csv", case)
    anonymous = rows_of(tmp_path / "b.csv", replace(case, patient=Patient()))
    # The stamp of time apart, nothing tells whose film it is.
    for row in (*everyone, *anonymous):
        row.pop("exported_at")
    assert everyone == anonymous
    export_measurements(tmp_path / "c.csv", case, measured_all(case, load_analyses(), case.patient))
    with (tmp_path / "c.csv").open(newline="", encoding="utf-8") as file:
        chosen = [
            row for row in csv.DictReader(file) if row["analysis"] == "McNamara" and row["measurement"] == "ANS–Me"
        ]
    assert [(row["norm_mean"], "women" in row["norm_group"]) for row in chosen] == [("61.76", True)]


def test_half_a_range_is_no_sd(tmp_path: Path) -> None:
    fhi = _row(tmp_path, case_of(FACE), "ISBI 2015", "FHI")
    value = float(fhi["value"])
    assert (fhi["norm_low"], fhi["norm_high"], fhi["norm_sd"], fhi["norm_mean"]) == ("65", "75", "", "")
    assert (fhi["deviation_unit"], fhi["deviation_from"]) == ("%", "range")
    assert float(fhi["deviation"]) == pytest.approx(max(value - 75, 0) + min(value - 65, 0), abs=0.011)
    assert fhi["class_rule"] == "ISBI 2015"
