"""Tables for programs and for spreadsheets of any country: the same figures come back, whoever wrote them."""

from __future__ import annotations

import csv
import io
import locale
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from io_helpers import FACE, case_of, reference_of

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Edit
from cephview.io.analyses import load_analyses
from cephview.io.annotations import read_annotation
from cephview.io.annotations.cephview_csv import NoReadingError
from cephview.io.tables import csv_style
from cephview.io.tables.csv_style import EXCEL_COMMA, EXCEL_POINT, PLAIN, CsvStyle, encode_table, excel_style
from cephview.io.tables.export import export_csv
from cephview.io.tables.export_reader import read_csv
from cephview.io.tables.measurements import Measured, as_text, export_measurements

SPACING = Calibration(0.1234, 0.1234, CalibrationSource.TYPED)


@pytest.mark.parametrize("style", [PLAIN, EXCEL_COMMA, EXCEL_POINT, CsvStyle(";", "٫", True), CsvStyle("\t", ",")])
def test_an_export_of_every_style_reads_back_to_a_thousandth(tmp_path: Path, style: CsvStyle) -> None:
    case = case_of(FACE, name="Müller, 12;3.png", calibration=SPACING, reference=reference_of(FACE + 1 / 3))
    export_csv(tmp_path / "out.csv", [case], style)
    back = read_csv(tmp_path / "out.csv")["Müller, 12;3.png"]
    for found, meant in (
        (back.points, case.points),
        (back.confidence, case.confidence),
        (back.reference_points, case.reference_points),
    ):
        np.testing.assert_allclose(found, meant, rtol=1e-12, atol=0.00051)
    assert back.calibration is not None and back.calibration.mm_per_px_x == 0.1234


@pytest.mark.parametrize("decimal", [".", ","])
def test_excels_unicode_text_of_an_export_is_read_and_what_the_model_found_is_no_reading(
    tmp_path: Path, decimal: str
) -> None:
    """Tabs, UTF-16 and the ending .txt; were it taken for any table of points, the model would be its own reading."""
    case = case_of(FACE, name="moved.png", calibration=SPACING).with_edit("S", Edit((12.5, 13.25)))
    for each in (case, case_of(FACE, calibration=SPACING)):
        export_csv(tmp_path / "out.csv", [each], CsvStyle("\t", decimal))
        text = (tmp_path / "out.csv").read_bytes().decode()
        (tmp_path / each.radiograph.name).with_suffix(".txt").write_bytes(text.encode("utf-16"))
    assert read_csv(tmp_path / "moved.txt")["moved.png"].points[0] == pytest.approx((12.5, 13.25))
    reading = read_annotation(tmp_path / "moved.txt", film="moved.png")
    assert np.flatnonzero(np.isfinite(reading.points[:, 0])).tolist() == [0]
    with pytest.raises(NoReadingError):
        read_annotation(tmp_path / "film.txt", film="film.png")


def test_a_table_for_a_comma_excel_has_a_mark_semicolons_and_commas(tmp_path: Path) -> None:
    case = case_of(FACE, calibration=SPACING)
    export_csv(tmp_path / "out.csv", [case], EXCEL_COMMA)
    export_csv(tmp_path / "plain.csv", [case])
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfimage;scheme;index") and "Pog′".encode() in data
    first = next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert first["mm_per_px_x"] == "0,1234" and float(first["x_px"].replace(",", ".")) == round(case.points[0, 0], 3)
    assert first["image"] == "film.png", "a text keeps its points"
    assert (tmp_path / "plain.csv").read_bytes().startswith(b"image,scheme,index")


def test_measurements_and_clipboard_in_the_systems_signs(tmp_path: Path) -> None:
    steiner = next(analysis for analysis in load_analyses() if analysis.name == "Steiner")
    case = case_of(FACE, calibration=SPACING)
    measured = Measured.of(case, steiner)
    value = measured.results[0].value
    assert value is not None
    export_measurements(tmp_path / "out.csv", case, [measured], EXCEL_COMMA)
    assert f";{value:.2f};".replace(".", ",") in (tmp_path / "out.csv").read_text("utf-8-sig")
    copied = [line.split("\t") for line in as_text(case, measured, ",").splitlines()]
    assert copied[1][1] == f"{value:.1f}".replace(".", ",")
    assert not any("." in row[1] for row in copied[1:]), "no figure that a spreadsheet takes for a date"


def test_what_is_no_number_is_an_empty_cell_in_a_spreadsheet() -> None:
    rows = [{"film": "1.png", "error": float("nan")}, {"film": "2.png", "error": 1.5}]
    text = encode_table(("film", "error"), rows, EXCEL_COMMA).decode("utf-8-sig").splitlines()
    assert text == ["film;error", "1.png;", "2.png;1,5"]


@pytest.mark.parametrize(
    ("name", "decimal", "separator"),
    [("de_DE.UTF-8", ",", ";"), ("fr_FR", ",", ";"), ("en_US.UTF-8", ".", ","), ("de_CH", ".", ","), ("C", ".", ",")],
)
def test_the_command_line_knows_the_signs_of_the_language(name: str, decimal: str, separator: str) -> None:
    code = "from cephview.io.tables.csv_style import excel_style as s; x = s(); print(x.decimal, x.separator, x.bom)"
    environ = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    told = subprocess.run([sys.executable, "-c", code], env={**environ, "LC_ALL": name}, capture_output=True, text=True)
    assert told.stdout.split() == [decimal, separator, "True"], told.stderr


def test_windows_goes_by_the_control_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    panel = {"sDecimal": ",", "sList": ";"}
    monkeypatch.setattr(csv_style, "_windows", lambda value: panel[value])
    assert excel_style(".") == EXCEL_COMMA
    panel |= {"sDecimal": ",", "sList": ","}  # a list separator that Excel cannot mean
    assert excel_style() == EXCEL_COMMA
    panel |= {"sDecimal": ".", "sList": ";"}
    assert excel_style() == CsvStyle(";", ".", True)


def test_asking_for_the_signs_leaves_the_programs_own_alone() -> None:
    former = locale.setlocale(locale.LC_NUMERIC)
    excel_style()
    assert locale.setlocale(locale.LC_NUMERIC) == former
