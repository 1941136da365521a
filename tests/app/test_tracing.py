"""The tracing: the lines of the shown analysis through the current points, and those of a measurement pointed at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtWidgets import QApplication

from cephview.app.canvas.display import Display
from cephview.app.canvas.film_view import FilmView
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.panels.measurements import MeasurementsPanel
from cephview.core.case import Case
from cephview.core.frame import Frame
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import AARIZ_29, ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.io.analyses import load_analyses

POINTS = np.array([MEAN_HEAD_MM[symbol] for symbol in ISBI_19.symbols]) * 5 + 500


@pytest.fixture
def bench(qtbot) -> tuple[CaseDocument, FilmView, MeasurementsPanel]:
    document = CaseDocument()
    prediction = Prediction(ISBI_19, POINTS.copy(), np.full(19, 0.9), ModelIdentity("test", ""))
    case = Case(Radiograph(np.full((1000, 1000), 90, np.uint8))).with_prediction(prediction)
    document.activate(CaseState(case, document))
    view, panel = FilmView(document, Display()), MeasurementsPanel(document, load_analyses())
    for widget in (view, panel):
        qtbot.addWidget(widget)
        widget.show()
    panel.lines_changed.connect(view.tracing.set_lines)
    panel.pointed.connect(view.tracing.point_out)
    view.tracing.set_lines(panel.lines)
    return document, view, panel


def drawn(view: FilmView) -> set[frozenset[tuple[float, float]]]:
    """The ends of the drawn lines in film px."""
    return {frozenset((p.x() - 0.5, p.y() - 0.5) for p in (line.p1(), line.p2())) for line, _ in view.tracing.drawn}


def between(*symbols: str) -> frozenset[tuple[float, float]]:
    return frozenset(tuple(POINTS[ISBI_19.index(symbol)].tolist()) for symbol in symbols)


def test_each_analysis_has_the_lines_it_measures_by(bench):
    _, view, panel = bench
    assert not view.tracing.drawn
    view.tracing.set_wanted(True)
    assert {between("S", "N"), between("N", "A"), between("N", "B")} <= drawn(view)
    panel.choose("Downs")
    assert between("Po", "Or") in drawn(view)
    assert between("S", "N") not in drawn(view)


def test_it_follows_a_drag_an_undo_and_the_key_that_hides_all(bench):
    document, view, _ = bench
    view.tracing.set_wanted(True)
    before = drawn(view)
    x, y = POINTS[ISBI_19.index("A")].tolist()
    document.drag("A", (x + 30, y))
    during = drawn(view)
    assert before - during and all((x, y) in line for line in before - during)
    assert any((x + 30, y) in line for line in during)
    document.cancel_drag()
    assert drawn(view) == before
    document.toggle_visible("A")
    assert not any((x, y) in line for line in drawn(view))
    document.state.stack.undo()
    assert drawn(view) == before
    view.hold_overlay(True)
    assert not view.tracing.drawn
    view.hold_overlay(False)
    assert drawn(view) == before


def test_a_measurement_under_the_cursor_shows_its_lines_alone(bench):
    _, view, panel = bench
    row = [measurement.name for measurement in panel.table.measurements].index("SNA")
    panel.view.entered.emit(panel.table.index(row, 0))
    assert drawn(view) == {between("S", "N"), between("N", "A")}
    assert all(pointed for _, pointed in view.tracing.drawn)
    view.tracing.set_wanted(True)
    assert sum(pointed for _, pointed in view.tracing.drawn) == 2 < len(view.tracing.drawn)
    QApplication.sendEvent(panel.view.viewport(), QEvent(QEvent.Type.Leave))
    assert not any(pointed for _, pointed in view.tracing.drawn)
    view.tracing.set_wanted(False)
    assert not view.tracing.drawn


def test_it_is_painted_where_the_points_are(bench):
    document, view, _ = bench
    view.resize(600, 600)
    for symbol in ("labels", "references"):
        getattr(view, f"set_{symbol}_visible")(False)
    a, b = (POINTS[ISBI_19.index(symbol)] for symbol in ("S", "N"))
    place = view.mapFromScene(QPointF(*((a + b) / 2 + 0.5)))
    bare = view.viewport().grab().toImage().pixelColor(place)
    view.tracing.set_wanted(True)
    assert view.viewport().grab().toImage().pixelColor(place) != bare
    assert document.case.edits == {}


def test_the_middle_of_two_landmarks_and_what_is_missing():
    points = np.full((29, 2), np.nan)
    for symbol, place in {"UMT": (0, 0), "LMT": (2, 4), "UPM": (10, 0), "LPM": (10, 2)}.items():
        points[AARIZ_29.index(symbol)] = place
    frame = Frame.of(points, AARIZ_29, None)
    assert frame.ends(("UMT+LMT", "UPM+LPM")) == ((1, 2), (10, 1))
    assert frame.ends(("UMT", "S")) is None
    assert frame.ends(("UMT", "Xi")) is None
    assert replace(load_analyses()[0], measurements=()).lines == ()
