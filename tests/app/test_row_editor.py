"""The editor of a row of one's own: landmarks clicked on the film, the value live, saved so that it is read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QDialogButtonBox

from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.panels.row_editor import RowEditor
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.io.analyses import load_analyses, usable_analyses
from cephview.io.analyses.own import FILE, NAME

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


@pytest.mark.parametrize("kind", range(6))
def test_every_kind_gives_a_value(editor, kind):
    editor.kind.setCurrentIndex(kind)
    editor.name.setText("x")
    for mark, symbol in zip(editor.marks, ("S", "N", "A", "Pog"), strict=True):
        mark.setText(symbol)
    assert editor.value.text().startswith("Now: ") and "needs" not in editor.value.text()


def test_what_is_no_landmark_or_missing_is_said_and_not_saved(editor, tmp_path):
    editor.name.setText("x")
    for mark, symbol in zip(editor.marks, ("S", "N", "Quatsch"), strict=False):
        mark.setText(symbol)
    assert "Quatsch" in editor.value.text() and not save_button(editor).isEnabled()
    editor.marks[2].setText("")
    assert not save_button(editor).isEnabled()
    editor.save()
    assert not (tmp_path / "analyses" / FILE).exists()


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
