"""The document: edits, history, and layers that do not touch one another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Status
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference

SIZE = (400, 500)


def prediction(offset: float = 0.0) -> Prediction:
    points = np.random.default_rng(3).uniform(50, 350, (19, 2)) + offset
    return Prediction(ISBI_19, points, np.linspace(0.2, 0.9, 19), ModelIdentity("m", "0" * 64))


@pytest.fixture
def document(qapp) -> CaseDocument:
    document = CaseDocument()
    film = Radiograph(np.zeros(SIZE[::-1], np.uint8))
    state = CaseState(Case(film), document)
    document.activate(state)
    document.set_prediction(state, prediction())
    return document


def test_a_drag_is_one_step_and_shown_before_it_is_done(document: CaseDocument) -> None:
    committed = document.case.points.copy()
    for x in range(100, 130):
        document.drag("S", (x, 90.0))
    assert tuple(document.shown.points[0]) == (129.0, 90.0)
    np.testing.assert_array_equal(document.case.points, committed)
    document.finish_drag()
    assert document.state.stack.count() == 1
    document.undo()
    np.testing.assert_array_equal(document.case.points, committed)


def test_a_cancelled_drag_leaves_no_trace(document: CaseDocument) -> None:
    document.drag("S", (10.0, 10.0))
    document.cancel_drag()
    assert document.shown is document.case
    assert document.state.stack.count() == 0 and not document.is_dirty


def test_undo_during_a_drag_puts_the_point_back_first(document: CaseDocument) -> None:
    document.move_landmark("N", (5.0, 5.0))
    document.drag("S", (10.0, 10.0))
    document.undo()
    assert document.dragged == ""
    assert document.case.status("N") is Status.PREDICTED and document.case.status("S") is Status.PREDICTED


def test_points_stay_on_the_film(document: CaseDocument) -> None:
    document.move_landmark("S", (-40.0, 1e9))
    assert tuple(document.case.points[0]) == (0.0, SIZE[1] - 1.0)


def test_quick_nudges_are_one_step_and_other_landmarks_their_own(document: CaseDocument) -> None:
    start = document.case.points[0].copy()
    for _ in range(5):
        document.nudge("S", 1, 0)
    document.nudge("N", 0, 1)
    assert document.state.stack.count() == 2
    document.undo()
    document.undo()
    np.testing.assert_array_equal(document.case.points[0], start)


def test_statuses(document: CaseDocument) -> None:
    document.confirm("S")
    assert document.case.status("S") is Status.CONFIRMED
    document.move_landmark("S", (9.0, 9.0))
    assert document.case.status("S") is Status.CORRECTED
    document.toggle_visible("S")
    assert document.case.status("S") is Status.NOT_VISIBLE and np.isnan(document.case.points[0]).all()
    document.toggle_visible("S")
    assert document.case.status("S") is Status.PREDICTED
    points = prediction().points.copy()
    points[3] = np.nan
    document.set_prediction(document.state, Prediction(ISBI_19, points, np.full(19, 0.5), ModelIdentity("m", "0" * 64)))
    assert document.case.status("Po") is Status.MISSING
    assert document.review_order()[:2] == ["Po", "S"]
    document.move_landmark("Po", (7.0, 7.0))
    assert document.case.status("Po") is Status.PLACED


def test_a_prediction_is_no_step_and_never_moves_what_was_touched(document: CaseDocument) -> None:
    document.move_landmark("A", (33.0, 44.0))
    document.toggle_visible("B")
    steps = document.state.stack.count()
    document.set_prediction(document.state, prediction(offset=20))
    assert document.state.stack.count() == steps
    assert tuple(document.case.points[ISBI_19.index("A")]) == (33.0, 44.0)
    assert document.case.status("B") is Status.NOT_VISIBLE
    np.testing.assert_array_equal(document.case.points[0], prediction(offset=20).points[0])


def test_a_prediction_for_another_case_changes_nothing_that_is_shown(document: CaseDocument, qtbot) -> None:
    other = CaseState(Case(Radiograph(np.zeros((9, 9), np.uint8))), document)
    shown = document.case
    with qtbot.assertNotEmitted(document.prediction_changed):
        document.set_prediction(other, prediction())
    assert document.case is shown and other.case.prediction is not None


def test_calibration_is_undoable_and_none_means_no_mm(document: CaseDocument) -> None:
    document.add_reference(Reference("r", ISBI_19, prediction().points))
    assert document.case.errors_mm() is None
    document.set_calibration(Calibration(0.1, 0.2, CalibrationSource.TYPED))
    assert document.case.errors_mm() is not None
    document.undo()
    assert document.case.calibration is None and document.case.errors_mm() is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["move", "confirm", "hide", "reset", "nudge", "reset_all", "calibrate"]),
            st.sampled_from(ISBI_19.symbols),
            st.floats(0, 399),
            st.floats(0, 499),
        ),
        max_size=30,
    )
)
def test_undo_without_limit_comes_back_to_the_start_and_redo_to_the_end(steps) -> None:
    document = CaseDocument()
    state = CaseState(Case(Radiograph(np.zeros(SIZE[::-1], np.uint8))), document)
    document.activate(state)
    document.set_prediction(state, prediction())
    start = (dict(state.case.edits), state.case.calibration)
    for verb, symbol, x, y in steps:
        match verb:
            case "move":
                document.move_landmark(symbol, (x, y))
            case "confirm":
                document.confirm(symbol)
            case "hide":
                document.toggle_visible(symbol)
            case "reset":
                document.reset(symbol)
            case "nudge":
                document.nudge(symbol, x - 200, y - 250)
            case "reset_all":
                document.reset_all()
            case "calibrate":
                document.set_calibration(Calibration(0.01 + x / 100, 0.01 + x / 100, CalibrationSource.TYPED))
    end = (dict(state.case.edits), state.case.calibration)
    while state.stack.canUndo():
        document.undo()
    assert (dict(state.case.edits), state.case.calibration) == start
    while state.stack.canRedo():
        document.redo()
    assert (dict(state.case.edits), state.case.calibration) == end
