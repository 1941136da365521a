"""Thousands of films in the list: the same order as ever, and each step looks at a few of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QListView

from cephview.app.background.film_reading import Keeping
from cephview.app.background.nearest import Walk, nearest_first
from cephview.app.editing.document import CaseDocument
from cephview.app.film_list import Entry
from cephview.app.panels import case_order
from cephview.app.panels.case_list import CaseListModel
from cephview.app.panels.case_order import SORTS, CaseOrder
from cephview.app.panels.cases import CasesPanel, EvenList
from cephview.app.session import Session
from cephview.core.case import Case
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.review_status import ReviewStatus


@given(count=st.integers(1, 40), here=st.integers(0, 39))
def test_the_nearest_come_first_and_what_comes_before_what_came(count: int, here: int) -> None:
    here %= count

    def distance(i: int) -> float:
        return i - here if i >= here else 2.5 + (here - i) * 1.5

    assert list(nearest_first(range(count), here)) == sorted(range(count), key=distance)


@pytest.fixture
def session(qtbot) -> Session:
    document = CaseDocument()
    session = Session(document, Keeping(enabled=False))
    session.entries = [Entry(Path(f"/films/{i}.png")) for i in range(200)]
    session.list_changed.emit()
    yield session
    session.close()


def outlined(entry: Entry, doubt: float) -> Case:
    case = Case(Radiograph(np.zeros((4, 4), np.uint8), entry.path))
    points = np.ones((19, 2))
    return case.with_prediction(Prediction(ISBI_19, points, np.full(19, 1 - doubt), ModelIdentity("m", "0" * 64)))


def test_a_walk_looks_at_each_film_once(session: Session) -> None:
    walk, asked = Walk(session), []
    session.list_changed.emit()

    def wanted(entry: Entry) -> bool:
        asked.append(entry)
        return True

    assert [walk.next(wanted) for _ in range(201)] == [*session.entries, None]
    assert len(asked) == 200
    session.list_changed.emit()
    assert walk.next(wanted) is session.entries[0]


def test_the_place_of_a_film_follows_the_list(session: Session) -> None:
    last = session.entries[-1]
    assert session.place_of(last) == 199
    del session.entries[3]
    assert session.place_of(last) == 198
    with pytest.raises(KeyError):
        session.place_of(Entry(Path("/elsewhere.png")))


def test_names_are_as_a_person_counts_and_folders_as_they_came(session: Session) -> None:
    session.entries[:] = [Entry(Path(name)) for name in ("/b/10.png", "/b/2.png", "/a12/1.png", "/a3/1.png")]
    order = CaseOrder(session, CaseListModel(session))
    assert [str(entry.path) for entry in order.entries()] == ["/b/2.png", "/b/10.png", "/a12/1.png", "/a3/1.png"]


def test_only_films_that_changed_are_judged_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []

    def key(entry: Entry) -> float:
        judged.append(entry)
        return -float(session.entries.index(entry)) if entry.case is None else -1000.0

    monkeypatch.setitem(SORTS, "Least sure", key)
    order = CaseOrder(session, CaseListModel(session))
    order.set_sort("Least sure")
    assert judged == session.entries and order.entries() == session.entries[::-1]
    judged.clear()
    session.note(session.entries[7], outlined(session.entries[7], 0.5))
    order.look_anew()
    assert judged == [session.entries[7]]
    assert order.entries()[0] is session.entries[7]


def test_how_far_films_are_is_only_asked_where_the_filter_is_about_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = []

    def counted(entry: Entry) -> ReviewStatus:
        judged.append(entry)
        return ReviewStatus.NEW

    monkeypatch.setattr(case_order, "status_of", counted)
    order = CaseOrder(session, CaseListModel(session))
    order.set_filter("19", None)
    assert judged == [] and len(order.entries()) == 12
    order.set_filter("19", ReviewStatus.NEW)
    assert len(judged) == 12, "what the name leaves out is not judged"


@pytest.mark.parametrize("change", ["sort", "few", "many", "none"])
def test_the_view_stays_with_its_film_whatever_moves(session: Session, qtbot, change: str) -> None:
    view, model = QListView(), CaseListModel(session)
    order = CaseOrder(session, model)
    qtbot.addWidget(view)
    view.setModel(order)
    view.setCurrentIndex(order.mapFromSource(model.index(150)))
    said: list[str] = []
    for signal, name in ((order.modelReset, "reset"), (order.rowsRemoved, "removed"), (order.rowsInserted, "inserted")):
        signal.connect(lambda *_, name=name: said.append(name))
    if change == "sort":
        for i, entry in enumerate(session.entries):
            entry.looked_at = outlined(entry, i / 200)
        order.set_sort("Least sure")
    elif change == "few":
        session.entries[:] = [e for i, e in enumerate(session.entries) if i not in (3, 160)]
        session.entries.append(Entry(Path("/films/0.5.png")))
        order.look_anew()
    elif change == "many":
        order.set_filter("15", None)
    else:
        order.look_anew()
    assert said == {"sort": [], "few": ["removed", "removed", "inserted"], "many": ["reset"], "none": []}[change]
    if change != "many":  # who is asked for a few of many films chooses anew
        assert order.entries()[view.currentIndex().row()].path.name == "150.png"
    rows = range(order.rowCount())
    assert [order.mapFromSource(order.mapToSource(order.index(row, 0))).row() for row in rows] == list(rows)


def test_a_film_that_changes_lays_no_row_out_again(session: Session, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = CasesPanel(session, CaseDocument())
    assert isinstance(panel.list, EvenList)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitExposed(panel)
    asked: list[int] = []
    real: Callable[..., object] = CaseOrder.index
    monkeypatch.setattr(CaseOrder, "index", lambda self, row, *more: (asked.append(row), real(self, row, *more))[1])
    session.note(session.entries[5], outlined(session.entries[5], 0.5))
    qtbot.wait(20)
    assert len(asked) < 60, "one row and those that are seen, not all of them"


def test_done_is_counted_as_it_changes(session: Session) -> None:
    model = CaseListModel(session)
    assert model.done == 0
    case = outlined(session.entries[4], 0.1)
    for symbol in case.scheme.symbols:
        case = case.with_edit(symbol, case.agreement(symbol))
    session.note(session.entries[4], case)
    assert model.done == 1
    session.note(session.entries[4], outlined(session.entries[4], 0.1))
    assert model.done == 0
