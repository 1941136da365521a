"""The history's steps in another language, and in case files: each step that the document makes has a kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QTranslator

from cephview.app.canvas.film_view import FilmView  # noqa: F401  (the document's views are there as in the window)
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.editing.shared_calibration import shared_from
from cephview.app.words import CONTEXT, said
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Edit
from cephview.core.landmarks import ISBI_19
from cephview.core.patient import Patient
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference, mean_reference
from cephview.core.sentences import Sentence, kept
from cephview.core.turn import Turn
from cephview.io.cases.file import StoredCase, encode_case, load_case
from cephview.io.cases.journal import Journal, JournalHead, recover
from cephview.io.cases.schema import StoredFilm

FILM = StoredFilm(name="a.png", size=(400, 500), sha256="0" * 64)


@pytest.fixture
def document(qapp) -> CaseDocument:
    document = CaseDocument()
    state = CaseState(Case(Radiograph(np.zeros((500, 400), np.uint8))), document)
    document.activate(state)
    points = np.random.default_rng(3).uniform(50, 350, (19, 2))
    assumed = (kept("assumed-mean", value="0.5"), kept("assumed-scheme", value="ISBI 2015, 19 landmarks"))
    notes = (kept("no-head"), kept("read-turned", turn=Turn(1, mirrored=True).describe()))
    model = ModelIdentity(kept("following-hand", model="m"), "0" * 64, assumed)
    document.set_prediction(state, Prediction(ISBI_19, points, np.full(19, 0.9), model, notes=notes))
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


def every_kind_of_edit(document: CaseDocument) -> list[Any]:
    """One of each kind, some undone; the steps that a file would be told of."""
    steps: list[Any] = []
    document.state.stepped.connect(steps.append)
    document.move_landmark("S", (10.0, 10.0))
    document.nudge("N", 1, 0)
    document.confirm("A")
    document.toggle_visible("B")
    document.toggle_visible("B")
    document.toggle_visible("Po")
    document.move_landmark("Po", (20.0, 20.0))
    document.reset("S")
    document.undo()
    document.toggle_lock("N")
    document.toggle_lock("N")
    document.lock_all(True)
    document.lock_all(False)
    typed = Calibration(0.1, 0.1, CalibrationSource.TYPED)
    document.set_calibration(typed)
    document.set_calibration(None)
    document.set_turn(Turn(1))
    document.set_turn(Turn(0, -3.5))
    document.set_turn(Turn(2, 1.25, mirrored=True))
    document.set_turn(Turn(0, mirrored=True))
    document.set_turn(Turn())
    document.set_patient(Patient("female", 12.0))
    document.set_landmarks(("UIA", "LIA"), kept("add", symbols=("UIA", "LIA")))
    document.set_landmarks(("Pn",), kept("exchange", symbols=("Pn",), left_out=("UIA", "LIA")))
    document.say_of({"UIA": Edit((5.0, 5.0), estimated=3.0)}, kept("estimates"))
    estimated = {s: Edit((5.0, 6.0), estimated=3.0) for s in ("LIA", "Co")}
    document.say_of(estimated, kept("estimates"))
    document.mark_done()
    document.reset_all()
    line = kept("line", px=812.25, mm=100.0)
    document.set_calibration(shared_from(Calibration(0.1, 0.1, CalibrationSource.RULER, line)))
    return steps


def texts_in(data: Any) -> Iterator[str]:
    """Every text of a document that is a value."""
    if isinstance(data, dict):
        for each in data.values():
            yield from texts_in(each)
    elif isinstance(data, list):
        for each in data:
            yield from texts_in(each)
    elif isinstance(data, str):
        yield data


def test_no_sentence_stands_in_a_case_file_or_a_journal(document: CaseDocument, tmp_path: Path) -> None:
    steps = every_kind_of_edit(document)
    reader = Reference("senior", ISBI_19, document.case.points)
    document.add_reference(mean_reference((reader, reader)))
    stored = StoredCase.of(document.case, FILM, [step.entry for step in steps])
    path = tmp_path / "a.png.ceph.json"
    path.write_bytes(encode_case(stored))
    journal = Journal(tmp_path / "a.journal", JournalHead(film="0" * 64, base=""), steps)
    journal.write(sync=True)
    journal.close()
    lines = [json.loads(line)[1] for line in journal.path.read_text(encoding="utf-8").splitlines()]
    sentences = {
        text for text in texts_in([json.loads(path.read_bytes()), *lines]) if re.search(r"[A-Za-z]{2,} [A-Za-z]", text)
    }
    assert not sentences
    assert len(steps) > 60
    read = load_case(path)
    assert [entry.text for entry in read.history] == [step.text for step in steps]
    assert all(isinstance(entry.text, Sentence) for entry in read.history)
    assert recover(journal.path).steps == tuple(steps)
    assert read.same_as(stored)
    again = read.apply_to(Case(Radiograph(np.zeros((500, 400), np.uint8))))
    assert again.calibration == document.case.calibration
    assert again.calibration.detail == "there measured on the film, a line of 812.2 px is 100 mm"
    assert again.prediction.notes == document.case.prediction.notes
    assert read.reference == "mean of 2 readers"
    assert encode_case(read).count(b'"kind"') == encode_case(stored).count(b'"kind"')


@pytest.mark.parametrize(
    ("written", "kind", "shown"),
    [
        ("Move Pog′", "move", "Move Pog′, so"),
        ("Undo Move Pog′", "undo", "Undo Move Pog′, so, so"),
        ("Lock all", "lock-all", "Lock all, so"),
        ("Not visible: UIA", "hide", "UIA not visible, so"),
        ("Take over the estimates: Co", "of", "Take over the estimates, so: Co, so"),
        ("Undo Take over the estimates: Co", "undo", "Undo Take over the estimates, so: Co, so, so"),
        ("Turn film: mirrored, turned by -3.5°", "turn", "Turn film: mirrored, turned by -3.5°, so, so"),
        ("Add UIA, LIA and leave out D", "exchange", "Add UIA, LIA and leave out D, so"),
        ("S follows from A, B", "construct", "S follows from A, B, so"),
        ("24 marks, 2.5 mm apart", "marks", "24 marks, 2.5 mm apart, so"),
        (
            "there at the detector, magnified, ImagerPixelSpacing ÷ 1.1 (stated magnification)",
            "there-so",
            "there at the detector, magnified, so, ImagerPixelSpacing ÷ 1.1 (stated magnification), so, so",
        ),
        ("there at the detector, magnified", "there", "there at the detector, magnified, so, so"),
        ("Whatever: a later version does", None, "Whatever: a later version does, so"),
        ("scales of the device.csv", None, "scales of the device.csv, so"),
    ],
)
def test_a_sentence_of_an_older_file_is_known_again(written: str, kind: str | None, shown: str, backwards) -> None:
    document = json.loads(encode_case(StoredCase.of(Case(Radiograph(np.zeros((500, 400), np.uint8))), FILM)))["case"]
    document["history"] = [{"at": datetime.now(UTC).isoformat(), "text": written, "who": ""}]
    (entry,) = StoredCase.model_validate(document).history
    assert (entry.text.kind if isinstance(entry.text, Sentence) else None) == kind
    assert said(entry.text) == shown
    assert entry.core().text == entry.text
