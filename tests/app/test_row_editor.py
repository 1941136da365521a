"""The editor of a row of one's own: landmarks clicked on the film, the value live, saved so that it is read again."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from PySide6.QtWidgets import QDialogButtonBox

from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.panels.measurement_table import value_text
from cephview.app.panels.row_editor import RowEditor
from cephview.app.panels.row_kinds import KINDS
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case
from cephview.core.frame import Frame
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import ISBI_19
from cephview.core.measurements import measure
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.io.analyses import load_analyses, usable_analyses
from cephview.io.analyses.own import FILE, NAME
from cephview.io.analyses.tables import FormulaTable

POINTS = np.array([MEAN_HEAD_MM[symbol] for symbol in ISBI_19.symbols]) * 5 + 500


@pytest.fixture
def document() -> CaseDocument:
    prediction = Prediction(ISBI_19, POINTS.copy(), np.full(19, 0.9), ModelIdentity("test", ""))
    known = Calibration(0.2, 0.2, CalibrationSource.TYPED)
    case = Case(Radiograph(np.zeros((1000, 1000), np.uint8)), calibration=known).with_prediction(prediction)
    document = CaseDocument()
    document.activate(CaseState(case, document))
    return document


@pytest.fixture
def editor(qtbot, document, tmp_path: Path) -> RowEditor:
    editor = RowEditor(document, tmp_path / "analyses")
    qtbot.addWidget(editor)
    editor.show()
    return editor


def save_button(editor: RowEditor):
    return editor.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)


def test_landmarks_that_are_clicked_make_the_row_and_its_value_follows_a_drag(editor, document):
    editor.name.setText("My SNA")
    for symbol in ("S", "N", "A"):
        document.select(symbol)
    assert [mark.text() for mark in editor.marks[:3]] == ["S", "N", "A"]
    document.select("Me")
    assert [mark.text() for mark in editor.marks[:3]] == ["S", "N", "A"], "a click to drag a point changes no full row"
    before = editor.value.text()
    assert before.startswith("Now: ") and "°" in before and save_button(editor).isEnabled()
    x, y = POINTS[ISBI_19.index("A")]
    document.drag("A", (x + 40, y))
    assert editor.value.text() != before
    document.cancel_drag()
    assert editor.value.text() == before


def test_what_is_saved_is_read_again_with_its_norm_and_replaces_its_namesake(editor, document, tmp_path):
    folder = tmp_path / "analyses"
    editor.kind.setCurrentIndex(3)
    editor.name.setText('Lip “to” "line"')
    for mark, symbol in zip(editor.marks, ("Ls", "N", "Pog"), strict=False):
        mark.setText(symbol)
    editor.mean.set_value(2.5)
    editor.sd.set_value(1.0)
    assert "where the norm comes from" in editor.value.text() and not save_button(editor).isEnabled()
    editor.citation.setText("Me, 2024")
    editor.save()
    mine = next(a for a in load_analyses(folder) if a.name == NAME)
    assert [row.name for row in mine.measurements] == ['Lip “to” "line"']
    norm = mine.measurements[0].norms[0]
    assert (norm.mean, norm.sd, norm.citation) == (2.5, 1.0, "Me, 2024")
    editor.mean.set_value(3.0)
    editor.save()
    editor.name.setText("Another")
    editor.save()
    rows = next(a for a in load_analyses(folder) if a.name == NAME).measurements
    assert [row.name for row in rows] == ['Lip “to” "line"', "Another"] and rows[0].norms[0].mean == 3.0


def choose(editor: RowEditor, kind: str) -> None:
    editor.kind.setCurrentIndex([each.kind for each in KINDS].index(kind))


@pytest.mark.parametrize("kind", [each.kind for each in KINDS if not each.of_rows])
def test_every_kind_is_made_by_clicks_saved_and_read_again(editor, document, tmp_path, kind):
    choose(editor, kind)
    editor.name.setText("x")
    for symbol in ("S", "N", "A", "Pog"):
        document.select(symbol)
    now = editor.value.text()
    assert now.startswith("Now: ") and "needs" not in now and save_button(editor).isEnabled()
    editor.save()
    (row,) = next(a for a in load_analyses(tmp_path / "analyses") if a.name == NAME).measurements
    assert value_text(row, measure(row, Frame.of_case(document.case))) == now.removeprefix("Now: ")


def test_every_kind_of_formula_has_one_of_the_editor():
    tables = get_args(get_args(FormulaTable)[0])
    told = {name for table in tables for name in get_args(table.model_fields["kind"].annotation)}
    assert told == {kind.kind for kind in KINDS}


def test_a_line_may_have_a_name_and_a_click_fills_nothing_behind_it(editor, document):
    choose(editor, "lines")
    editor.name.setText("x")
    editor.marks[0].setText("FH")
    for symbol in ("Go", "Me", "S"):
        document.select(symbol)
    assert [mark.text() for mark in editor.marks] == ["FH", "", "Go", "Me"]
    named = editor.value.text()
    for mark, symbol in zip(editor.marks, ("Po", "Or", "Go", "Me"), strict=True):
        mark.setText(symbol)
    assert editor.value.text() == named and named.startswith("Now: ")


def test_rows_are_made_of_rows_and_stay_behind_them(editor, document, tmp_path):
    folder = tmp_path / "analyses"
    choose(editor, "angle")
    for name, symbol in (("SNA", "A"), ("SNB", "B")):
        editor.name.setText(name)
        for mark, each in zip(editor.marks, ("S", "N", symbol), strict=False):
            mark.setText(each)
        editor.save()
    for mark in editor.marks:
        mark.clear()
    for kind, texts in (
        ("difference", ("SNA", "SNB")),
        ("sum", ("SNA", "SNB")),
        ("quotient", ("SNA", "SNB")),
        ("weighted", ("1 × SNA", "−1 × SNB")),
    ):
        choose(editor, kind)
        assert "Still to be filled in" in editor.value.text() and not save_button(editor).isEnabled()
        document.select("Me")
        assert not editor.marks[0].text(), "a landmark is no row"
        editor.name.setText(kind)
        for mark, text in zip(editor.marks, texts, strict=False):
            mark.setText(text)
        assert save_button(editor).isEnabled(), editor.value.text()
        editor.save()
        for mark in editor.marks:
            mark.clear()
    # The first is made anew: it keeps its place, for others are made of it.
    choose(editor, "angle")
    editor.name.setText("SNA")
    for mark, each in zip(editor.marks, ("S", "N", "ANS"), strict=False):
        mark.setText(each)
    editor.save()
    rows = next(a for a in load_analyses(folder) if a.name == NAME).measurements
    found = {row.name: measure(row, Frame.of_case(document.case)).value for row in rows}
    assert list(found) == ["SNA", "SNB", "difference", "sum", "quotient", "weighted"]
    assert found["difference"] == pytest.approx(found["SNA"] - found["SNB"]) == found["weighted"]
    assert found["sum"] == pytest.approx(found["SNA"] + found["SNB"])
    assert found["quotient"] == pytest.approx(100 * found["SNA"] / found["SNB"])


def test_a_row_that_would_be_made_of_itself_breaks_nothing(editor, tmp_path):
    folder = tmp_path / "analyses"
    for name, symbol in (("SNA", "A"), ("SNB", "B")):
        editor.name.setText(name)
        for mark, each in zip(editor.marks, ("S", "N", symbol), strict=False):
            mark.setText(each)
        editor.save()
    choose(editor, "difference")
    editor.name.setText("ANB")
    for mark, text in zip(editor.marks, ("SNA", "SNB"), strict=False):
        mark.setText(text)
    editor.save()
    before = (folder / FILE).read_text(encoding="utf-8")
    choose(editor, "difference")
    editor.name.setText("SNA")
    for mark, text in zip(editor.marks, ("ANB", "SNB"), strict=False):
        mark.setText(text)
    editor.save()
    assert (folder / FILE).read_text(encoding="utf-8") == before and not usable_analyses(folder)[1]


def test_what_is_no_landmark_or_missing_is_said_and_not_saved(editor, tmp_path):
    editor.name.setText("x")
    for mark, symbol in zip(editor.marks, ("S", "N", "Quatsch"), strict=False):
        mark.setText(symbol)
    assert "Quatsch" in editor.value.text() and not save_button(editor).isEnabled()
    editor.marks[2].setText("")
    assert not save_button(editor).isEnabled()
    editor.save()
    assert not (tmp_path / "analyses" / FILE).exists()


def test_what_a_hand_wrote_besides_rows_is_not_lost(editor, tmp_path):
    editor.name.setText("x")
    for mark, symbol in zip(editor.marks, ("S", "N", "A"), strict=False):
        mark.setText(symbol)
    editor.save()
    path = tmp_path / "analyses" / FILE
    by_hand = path.read_text(encoding="utf-8") + '\n[parts]\n"p" = { kind = "angle", points = ["S", "N", "B"] }\n'
    path.write_text(by_hand, encoding="utf-8")
    editor.name.setText("y")
    editor.save()
    assert "parts" in editor.value.text() and path.read_text(encoding="utf-8") == by_hand


def test_a_broken_file_of_own_rows_is_left_as_it_is(editor, tmp_path):
    folder = tmp_path / "analyses"
    folder.mkdir()
    (folder / FILE).write_text("name = 'My rows'\n[[measurement", encoding="utf-8")
    editor.name.setText("x")
    for mark, symbol in zip(editor.marks, ("S", "N", "A"), strict=False):
        mark.setText(symbol)
    editor.save()
    assert FILE in editor.value.text() and (folder / FILE).read_text(encoding="utf-8").endswith("[[measurement")
    analyses, problems = usable_analyses(folder)
    assert len(problems) == 1 and problems[0].startswith(FILE) and len(analyses) == len(load_analyses())
