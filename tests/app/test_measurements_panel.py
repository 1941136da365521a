"""The panel of measurements: live, honest about what it cannot say, and readable at 330 px."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from cephview.app.canvas import theme
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.panels.deviation_bar import deviation_words
from cephview.app.panels.measurement_table import DEVIATION, HEADERS, NAME, NORM, VALUE
from cephview.app.panels.measurements import MeasurementsPanel
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import ISBI_19
from cephview.core.measurements import Analysis
from cephview.core.norms import Norm
from cephview.core.patient import Patient
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.io.analyses import load_analyses

POINTS = np.array([MEAN_HEAD_MM[symbol] for symbol in ISBI_19.symbols]) * 5 + 500
FIFTH = Calibration(0.2, 0.2, CalibrationSource.TYPED)


@pytest.fixture
def document() -> CaseDocument:
    prediction = Prediction(ISBI_19, POINTS.copy(), np.full(19, 0.9), ModelIdentity("test", ""))
    case = Case(Radiograph(np.zeros((1000, 1000), np.uint8)), calibration=FIFTH).with_prediction(prediction)
    document = CaseDocument()
    document.activate(CaseState(case, document))
    return document


@pytest.fixture
def panel(qtbot, document) -> MeasurementsPanel:
    panel = MeasurementsPanel(document, load_analyses())
    qtbot.addWidget(panel)
    panel.resize(330, 300)
    panel.show()
    return panel


def texts(panel: MeasurementsPanel, column: int) -> dict[str, str]:
    model = panel.table
    return {str(model.index(i, NAME).data()): str(model.index(i, column).data()) for i in range(model.rowCount())}


def test_values_change_during_a_drag_and_go_back_when_it_is_cancelled(panel, document):
    before = texts(panel, VALUE)
    x, y = POINTS[ISBI_19.index("A")]
    document.drag("A", (x + 40, y))
    during = texts(panel, VALUE)
    assert float(during["SNA"][:-1]) > float(before["SNA"][:-1]) + 5
    assert during["SNB"] == before["SNB"]
    assert document.case.edits == {}
    document.cancel_drag()
    assert texts(panel, VALUE) == before


def test_undo_takes_the_values_back(panel, document):
    before = texts(panel, VALUE)
    document.move_landmark("N", (600, 200))
    assert texts(panel, VALUE) != before
    document.state.stack.undo()
    assert texts(panel, VALUE) == before


def test_the_models_doubt_stands_behind_a_value_until_its_points_are_settled(panel, document):
    assert "±" not in texts(panel, VALUE)["SNA"]  # a model that knows nothing of its errors
    prediction = replace(document.case.prediction, expected_error=np.full(19, 6.0))
    document.set_prediction(document.state, prediction)
    panel.resize(600, 300)
    before = float(texts(panel, VALUE)["SNA"].partition("° ± ")[2])
    document.move_landmark("A", tuple(POINTS[ISBI_19.index("A")] + 1))
    assert 0 < float(texts(panel, VALUE)["SNA"].partition("° ± ")[2]) < before
    panel.resize(330, 300)
    assert "±" not in texts(panel, VALUE)["SNA"]
    assert "±" in panel.table.index(0, VALUE).data(Qt.ItemDataRole.ToolTipRole)
    panel.resize(600, 300)
    moved = float(texts(panel, VALUE)["SNA"].partition("° ± ")[2])
    for symbol in ("S", "N"):
        document.confirm(symbol)
    reader = float(texts(panel, VALUE)["SNA"].partition("° ± ")[2])
    assert 0 < reader < moved, "a reader errs, too, and less"
    document.set_calibration(None)
    assert "±" not in texts(panel, VALUE)["SNA"], "a reader's spread is known in mm alone"


def test_what_is_missing_is_named_where_the_value_would_stand(panel, document):
    panel.choose("McNamara")
    assert texts(panel, VALUE)["Co–A"] == "needs Co"
    row = list(texts(panel, VALUE)).index("Co–A")
    assert panel.view.columnSpan(row, VALUE) == 3
    assert panel.table.index(row, VALUE).data(Qt.ItemDataRole.ForegroundRole) != panel.table.index(row, NAME).data(
        Qt.ItemDataRole.ForegroundRole
    )
    panel.choose("Steiner")
    document.toggle_visible("S")
    assert texts(panel, VALUE)["SNA"] == "needs S"
    document.toggle_visible("S")
    assert texts(panel, VALUE)["SNA"].endswith("°")
    assert panel.view.columnSpan(0, VALUE) == 1


def test_no_mm_without_a_calibration(panel, document):
    panel.choose("Downs")
    assert texts(panel, VALUE)["U1–APog"].endswith(" mm")
    document.set_calibration(None)
    assert texts(panel, VALUE)["U1–APog"] == "needs a calibration"
    assert texts(panel, VALUE)["Convexity"].endswith("°")
    for name in (panel.choice.itemText(i) for i in range(panel.choice.count())):
        panel.choose(name)
        assert not any("mm" in text for text in texts(panel, VALUE).values())


def test_norms_are_those_of_the_patient_who_is_asked_about_once(panel, document, qtbot):
    panel.choose("McNamara")
    assert texts(panel, NORM)["ANS–Me"] == "–" and panel.patient.text() == "Patient?"
    row = list(texts(panel, NORM)).index("ANS–Me")
    assert "Needs the patient's sex" in panel.table.index(row, NAME).data(Qt.ItemDataRole.ToolTipRole)
    with qtbot.waitSignal(panel.patient_asked):
        panel.patient.click()
    document.set_patient(Patient("female", 30))
    assert texts(panel, NORM)["ANS–Me"] == "61.8 ± 3.8" and panel.patient.text() == "♀ 30 y"
    document.set_patient(Patient("male", 30))
    assert texts(panel, NORM)["ANS–Me"] == "69.1 ± 4.6"
    document.undo()
    assert texts(panel, NORM)["ANS–Me"] == "61.8 ± 3.8"
    other = CaseState(replace(document.case, patient=Patient()), document)
    document.activate(other)
    assert texts(panel, NORM)["ANS–Me"] == "–", "the next patient is another one"


def test_a_norm_that_does_not_fit_says_so(panel, document):
    panel.choose("McNamara")
    document.set_patient(Patient("female", 9))
    assert texts(panel, NORM)["ANS–Me"] == "61.8 ± 3.8\N{THIN SPACE}!"
    row = list(texts(panel, NORM)).index("ANS–Me")
    assert "the patient is 9 years" in panel.table.index(row, NAME).data(Qt.ItemDataRole.ToolTipRole)


def test_classes_in_doubt_are_not_cut_where_there_is_room(panel, document, qtbot):
    document.set_prediction(document.state, replace(document.case.prediction, expected_error=np.full(19, 40.0)))
    panel.choose("ISBI 2015")
    panel.resize(900, 300)
    qtbot.wait(1)
    words = texts(panel, NORM).values()
    assert any(" or " in word for word in words)
    room = panel.view.horizontalHeader().sectionSize(NORM)
    assert all(panel.view.fontMetrics().horizontalAdvance(word) + 6 <= room for word in words)


def test_classes_are_told_in_words(panel, document):
    panel.choose("ISBI 2015")
    document.set_calibration(None)
    assert texts(panel, NORM)["ANB"] in ("class I", "class II", "class III")
    assert texts(panel, NORM)["MW"] == "–"
    assert panel.table.headerData(NORM, Qt.Orientation.Horizontal) == "ISBI 2015 class"


def test_a_choice_is_told_and_one_that_is_not_offered_is_ignored(panel, qtbot):
    with qtbot.waitSignal(panel.chosen) as signal:
        panel.choose("Tweed")
    assert signal.args == ["Tweed"]
    panel.choose("Astrology")
    assert panel.choice.currentText() == "Tweed"
    panel.set_analyses(load_analyses())
    assert panel.choice.currentText() == "Tweed"


def test_without_a_case_there_are_norms_and_no_values(panel, document):
    document.activate(None)
    assert set(texts(panel, VALUE).values()) == {""}
    assert texts(panel, NORM)["SNA"] == "82 ± 2"


def test_without_analyses_the_panel_is_empty(qtbot, document):
    panel = MeasurementsPanel(document, ())
    qtbot.addWidget(panel)
    document.move_landmark("A", (5, 5))
    assert panel.table.rowCount() == 0


def test_the_tooltip_says_where_a_norm_comes_from(panel):
    tip = panel.table.index(4, NAME).data(Qt.ItemDataRole.ToolTipRole)
    for part in ("Steiner CC.", "32 ± 5", "Go (Gonion)", "Sources disagree"):
        assert part in tip
    assert tip.count("Steiner CC.") == 1


def test_deviation_is_told_in_words_too(panel):
    rows = dict(zip(texts(panel, VALUE), panel.table.results, strict=True))
    assert deviation_words(rows["SNA"]).endswith("the norm") and " SD " in deviation_words(rows["SNA"])
    assert "whose spread is not published" in deviation_words(rows["U1–NA"])
    assert panel.table.index(0, DEVIATION).data(Qt.ItemDataRole.AccessibleTextRole) == deviation_words(rows["SNA"])


def test_nothing_is_clipped_at_330_px(panel, qtbot):
    header, cells = panel.view.horizontalHeader(), panel.view.fontMetrics()
    for choice in (panel.choice.itemText(i) for i in range(panel.choice.count())):
        panel.choose(choice)
        qtbot.wait(1)
        assert panel.view.horizontalScrollBar().maximum() == 0
        for column, title in enumerate(HEADERS):
            assert header.fontMetrics().horizontalAdvance(title) + 6 <= header.sectionSize(column), (choice, title)
        assert header.sectionSize(NAME) >= 92
        for column in (VALUE, NORM):
            for row, (name, text) in enumerate(texts(panel, column).items()):
                if text.startswith("needs "):
                    continue  # cut where it is long; the tooltip has it
                room = sum(header.sectionSize(column + i) for i in range(panel.view.columnSpan(row, column)))
                assert cells.horizontalAdvance(text) + 6 <= room, (choice, name, text)
        assert panel.view.rowHeight(0) == 23


def colours_of_bar(panel: MeasurementsPanel, row: int) -> set[str]:
    cell = panel.view.visualRect(panel.table.index(row, DEVIATION))
    image = panel.view.viewport().grab(cell).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_the_mark_has_the_colour_of_its_deviation(panel, document):
    x, y = POINTS[ISBI_19.index("A")]
    marks = [theme.ERROR_BANDS[band][1].name() for band in (0, 2, 4)]
    for to, mark in ((x, 0), (x + 12, 1), (x + 100, 2), (x - 100, 2)):
        document.drag("A", (to, y))
        found = colours_of_bar(panel, 0)
        assert [colour in found for colour in marks] == [i == mark for i in range(3)], panel.table.results[0]


def test_millimetres_that_cannot_be_relied_on_are_said_to_be_so(panel, document):
    assert panel.caution.isHidden()
    document.set_calibration(Calibration(0.1, 0.1, CalibrationSource.DETECTOR))
    assert panel.caution.isVisible() and "at the detector, magnified: not reliable" in panel.caution.text()
    document.undo()
    assert panel.caution.isHidden()
    document.activate(None)
    assert panel.caution.isHidden()


def test_the_furthest_from_the_norm_come_first_and_stay_there_during_a_drag(panel, document):
    panel.how.by_deviation.setChecked(True)
    away = [abs(r.deviation) for r in panel.table.results if r.deviation is not None]
    assert away == sorted(away, reverse=True) and len(away) > 2
    names = list(texts(panel, NAME))
    x, y = POINTS[ISBI_19.index("A")]
    document.drag("A", (x + 60, y))
    assert list(texts(panel, NAME)) == names
    document.cancel_drag()
    panel.how.by_deviation.setChecked(False)
    assert list(texts(panel, NAME))[:3] == ["SNA", "SNB", "ANB"]


def test_the_wigglegram_has_the_rows_with_an_sd_alone_and_follows_a_drag(panel, document):
    panel.choose("Downs")
    panel.how.views[1].setChecked(True)
    assert panel.pages.currentIndex() == 1
    rows = {row.name: result for row, result in panel.wigglegram.rows}
    assert {"Facial angle", "Y axis"} <= rows.keys() and all(r.deviation is not None for r in rows.values())
    panel.wigglegram.resize(300, 300)
    before = panel.wigglegram.grab().toImage()
    x, y = POINTS[ISBI_19.index("Pog")]
    document.drag("Pog", (x + 50, y))
    assert {row.name: result for row, result in panel.wigglegram.rows}["Facial angle"] != rows["Facial angle"]
    assert panel.wigglegram.grab().toImage() != before
    assert "Facial angle" in panel.wigglegram.accessibleDescription()


def test_marks_have_no_colour_by_a_norm_of_others(panel, document):
    row = replace(panel.shown.measurements[0], norms=(Norm("°", mean=82, sd=2, sex="female", ages=(18, 99)),))
    panel.set_analyses([Analysis("Adults", (row,))])
    colours = {colour.name() for _, colour in theme.ERROR_BANDS}
    for age, coloured in ((30, True), (9, False)):
        document.set_patient(Patient("female", age))
        assert bool(colours & colours_of_bar(panel, 0)) is coloured, age
    panel.how.views[1].setChecked(True)
    panel.wigglegram.resize(300, 300)
    image = panel.wigglegram.grab().toImage()
    assert not colours & {image.pixelColor(x, y).name() for x in range(300) for y in range(0, image.height(), 2)}


def test_words_stand_with_what_they_rest_on(panel, document):
    panel.how.views[2].setChecked(True)
    text = panel.words.toPlainText()
    assert "Jaws to one another: class" in text and "Steiner ANB" in text and "norm 2 ± 2" in text
    document.activate(None)
    assert "Nothing can be said yet" in panel.words.toPlainText()


def test_picked_rows_are_an_analysis_of_ones_own(panel):
    assert panel.choice.findText("My analysis") == -1
    for key in ("Steiner/SNA", "Downs/Y axis", "Eastman/SNA", "Gone/Row"):
        panel.picks.toggle(key)
    assert panel.choice.itemText(0) == "My analysis" and panel.shown.name == "Steiner"
    panel.choose("My analysis")
    assert list(texts(panel, NAME)) == ["SNA (Steiner)", "Y axis", "SNA (Eastman)"]
    row = panel.shown.measurements[0]
    assert panel.picks.key_in(panel.shown, row) == "Steiner/SNA" and row.norms[0].citation
    panel.picks.toggle("Steiner/SNA")
    assert list(texts(panel, NAME)) == ["Y axis", "SNA"]
    assert "My analysis" not in {analysis.name for analysis in panel.analyses}


def test_a_value_that_no_head_has_is_doubted_above_the_table(panel, document):
    panel.choose("Tweed")
    assert panel.caution.isHidden()
    porion, orbitale = (tuple(POINTS[ISBI_19.index(s)]) for s in ("Po", "Or"))
    document.move_landmark("Po", orbitale)
    document.move_landmark("Or", porion)
    assert panel.caution.isVisible() and panel.caution.text().endswith("Po and Or exchanged?")
    document.undo()
    document.undo()
    assert panel.caution.isHidden()
