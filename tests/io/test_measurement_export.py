"""Measurements as CSV and as text: what the panel shows, in full precision and with its source."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from io_helpers import FACE, case_of

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Edit
from cephview.core.errors import CephViewError
from cephview.io.analyses import load_analyses
from cephview.io.measurement_export import Measured, as_text, export_measurements

KNOWN = Calibration(0.1, 0.1, CalibrationSource.DETECTOR)
STEINER = next(analysis for analysis in load_analyses() if analysis.name == "Steiner")


def rows_of(path: Path, case: Case) -> list[dict[str, str]]:
    export_measurements(path, case, [Measured.of(case, analysis) for analysis in load_analyses()])
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_analysis_is_there_with_values_norms_and_source(tmp_path: Path) -> None:
    case = case_of(FACE, calibration=KNOWN, edits={"Or": Edit(visible=False)})
    rows = rows_of(tmp_path / "a.csv", case)
    assert len(rows) == sum(len(analysis.measurements) for analysis in load_analyses())
    sna = next(row for row in rows if row["measurement"] == "SNA" and row["analysis"] == "Steiner")
    result = STEINER.evaluate(case.points, case.scheme, KNOWN)[0]
    assert float(sna["value"]) == result.value and sna["unit"] == "°" and float(sna["norm"]) == 82.0
    assert float(sna["deviation"]) == result.deviation and float(sna["norm_spread"]) == 2.0
    assert {row["calibration_source"] for row in rows} == {"dicom-detector"}
    assert {row["calibration_reliable"] for row in rows} == {"false"}
    needs = [row for row in rows if "Or" in row["landmarks"].split()]
    assert needs and all(row["value"] == "" and "needs Or" in row["no_value_because"] for row in needs)
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
    assert len(lines) == 2 + len(STEINER.measurements) and {len(row) for row in cells} == {5}
    value = STEINER.evaluate(FACE, case_of(FACE).scheme, KNOWN)[0].value
    assert cells[1][:3] == ["SNA", f"{value:.1f}", "°"]
    assert cells[-1][:2] == ["Calibration", "0.1 mm / px · at the detector, magnified, not reliable"]
