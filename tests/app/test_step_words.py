"""The history's steps in another language: each step that the document makes has a form that can be translated."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QTranslator

from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.step_words import FORMS, form_of, said_step
from cephview.app.words import CONTEXT
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, ModelIdentity, Prediction
from cephview.core.landmarks import ISBI_19
from cephview.core.radiograph import Radiograph


@pytest.fixture
def document(qapp) -> CaseDocument:
    document = CaseDocument()
    state = CaseState(Case(Radiograph(np.zeros((500, 400), np.uint8))), document)
    document.activate(state)
    points = np.random.default_rng(3).uniform(50, 350, (19, 2))
    document.set_prediction(state, Prediction(ISBI_19, points, np.full(19, 0.9), ModelIdentity("m", "0" * 64)))
    return document


@pytest.fixture
def backwards(qapp) -> Iterator[None]:
    class Backwards(QTranslator):
        def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
            return f"{text}, so" if context == CONTEXT else text

        def isEmpty(self) -> bool:
            return False

    translator = Backwards()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_every_step_that_the_document_makes_has_a_form(document: CaseDocument) -> None:
    document.move_landmark("S", (10.0, 10.0))
    document.nudge("N", 1, 0)
    document.confirm("A")
    document.toggle_visible("B")
    document.toggle_visible("B")
    document.toggle_visible("Po")
    document.move_landmark("Po", (20.0, 20.0))
    document.reset("S")
    document.toggle_lock("N")
    document.toggle_lock("N")
    document.lock_all(True)
    document.lock_all(False)
    document.set_calibration(Calibration(0.1, 0.1, CalibrationSource.TYPED))
    document.set_calibration(None)
    document.mark_done()
    document.reset_all()
    stack = document.state.stack
    texts = [stack.text(i) for i in range(stack.count())]
    assert len(texts) > 12
    assert [text for text in texts if form_of(text) is None] == []


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("Move Pog′", "Move Pog′, so"),
        ("Undo Move Pog′", "Undo Move Pog′, so, so"),
        ("Lock all", "Lock all, so"),
        ("Not visible: UIA", "Not visible: UIA, so"),
        ("Turn film: 90° right, mirrored", "Turn film: 90° right, mirrored, so"),
        ("Add UIA, LIA and leave out D", "Add UIA, LIA and leave out D, so"),
        ("Whatever a later version does", "Whatever a later version does"),
    ],
)
def test_a_step_is_shown_in_the_language_of_the_window(kept: str, shown: str, backwards) -> None:
    assert said_step(kept) == shown


def test_no_form_is_hidden_behind_another() -> None:
    for form in FORMS:
        example = form.format(symbol="S", symbols="A, B", left_out="D", turn="90° right")
        found = form_of(example)
        assert found is not None
        assert found[0] == form
