"""The list of films: leafing fast, broken films among good ones, and locks that are given free."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from cephview.app.background.film_reading import Keeping
from cephview.app.editing.document import CaseDocument
from cephview.app.session import Session
from cephview.core.turn import Turn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five small films, the third of them broken."""
    place = tmp_path / "films"
    place.mkdir()
    for i in range(5):
        cv2.imwrite(str(place / f"{i}.png"), np.full((60, 50), 30 * i, np.uint8))
    (place / "2.png").write_bytes(b"broken")
    return place


@pytest.fixture
def session(qtbot, tmp_path: Path) -> Iterator[Session]:
    document = CaseDocument()
    session = Session(document, Keeping(folder=tmp_path / "cases"))
    session.document = document
    yield session
    session.close()


def names(session: Session) -> list[str]:
    return [entry.path.name for entry in session.entries]


def test_leafing_fast_ends_at_the_last_film_asked_for(session: Session, qtbot, folder: Path) -> None:
    shown: list[str] = []
    session.shown.connect(lambda state: shown.append(state.case.radiograph.name))
    session.open([folder])
    for _ in range(2):
        session.step(1)
    for index in (4, 0, 3, 4):
        session.show(index)
    qtbot.waitUntil(lambda: session.current == 4, timeout=10_000)
    assert shown[-1] == "4.png"
    session.show(0)
    qtbot.waitUntil(lambda: session.current == 0, timeout=10_000)


def test_a_broken_film_is_told_once_and_stepped_over(session: Session, qtbot, folder: Path) -> None:
    failures: list[str] = []
    session.failed.connect(failures.append)
    session.open([folder])
    qtbot.waitUntil(lambda: session.current == 0, timeout=10_000)
    session.show(2)
    qtbot.waitUntil(lambda: bool(failures), timeout=10_000)
    assert "2.png" in failures[0] and session.current == 0
    session.show(1)
    qtbot.waitUntil(lambda: session.current == 1, timeout=10_000)
    session.step(1)
    qtbot.waitUntil(lambda: session.current == 3, timeout=10_000)
    assert len(failures) == 1


def test_films_on_the_list_are_not_doubled_and_keep_their_edits(session: Session, qtbot, folder: Path) -> None:
    session.open([folder / "1.png"])
    qtbot.waitUntil(lambda: session.current == 0, timeout=10_000)
    session.document.move_landmark("S", (5.5, 6.25))
    session.open([folder])
    qtbot.waitUntil(lambda: session.document.case.radiograph.name == "0.png", timeout=10_000)
    assert names(session) == ["1.png", "0.png", "2.png", "3.png", "4.png"]
    session.show(0)
    qtbot.waitUntil(lambda: session.current == 0, timeout=10_000)
    assert tuple(session.document.case.points[0]) == (5.5, 6.25)


def go_to(session: Session, qtbot, index: int) -> None:
    session.show(index)
    qtbot.waitUntil(lambda: session.current == index, timeout=10_000)


def test_two_copies_on_the_list_are_one_case_that_each_can_change(session: Session, qtbot, folder: Path) -> None:
    """In the work folder a film is its content: the copy that is shown gives the case free for the other."""
    told: list[str] = []
    session.noticed.connect(told.append)
    (folder / "copies").mkdir()
    films = [folder / "1.png", folder / "copies" / "same.png", folder / "4.png"]
    shutil.copy(films[0], films[1])
    session.open(films)
    qtbot.waitUntil(lambda: session.current == 0, timeout=10_000)
    session.document.move_landmark("S", (5.5, 6.25))
    for index, symbol in ((1, "N"), (0, "A"), (2, "S"), (1, "B")):
        go_to(session, qtbot, index)
        assert session.document.state.read_only == ""
        session.document.move_landmark(symbol, (7.5, 8.0))
    assert set(session.document.case.edits) == {"S", "N", "A", "B"}
    assert not any("another window (on" in text or "without closing" in text for text in told), told
    assert any("1.png" in text and "same.png" in text and "the same film" in text for text in told), told


def left(session: Session, index: int) -> bool:
    return not session.autosave.holds(session.entries[index].state)


def test_a_film_that_is_left_is_saved_and_given_free_and_keeps_its_undo_steps(session: Session, qtbot, folder) -> None:
    session.open([folder])
    qtbot.waitUntil(lambda: session.current == 0, timeout=10_000)
    cases = session.keeping.folder
    session.document.move_landmark("S", (5.5, 6.25))
    go_to(session, qtbot, 1)
    qtbot.waitUntil(lambda: left(session, 0), timeout=10_000)
    assert len(list(cases.glob("*.ceph.json"))) == 1 and len(list(cases.glob("*.lock"))) == 1
    assert not list(cases.glob("*.journal"))
    go_to(session, qtbot, 0)
    session.document.move_landmark("N", (7.5, 8.25))
    session.document.undo()
    session.document.undo()
    assert not session.document.case.edits
    session.document.redo()
    assert tuple(session.document.case.points[0]) == (5.5, 6.25)


def test_a_colleague_may_go_on_with_a_film_that_was_left(session: Session, qtbot, folder: Path) -> None:
    session.open([folder])
    qtbot.waitUntil(lambda: session.current == 0, timeout=10_000)
    session.document.move_landmark("S", (5.5, 6.25))
    go_to(session, qtbot, 1)
    qtbot.waitUntil(lambda: left(session, 0), timeout=10_000)
    document = CaseDocument()
    other = Session(document, session.keeping)
    other.open([folder / "0.png"])
    qtbot.waitUntil(lambda: other.current == 0, timeout=10_000)
    assert not document.state.read_only and tuple(document.case.points[0]) == (5.5, 6.25)
    document.move_landmark("S", (9.0, 9.0))
    # While the colleague has it, it is shown as it is there, and nothing can be changed.
    told = []
    session.noticed.connect(told.append)
    qtbot.waitUntil(lambda: document.state.is_kept, timeout=10_000)
    go_to(session, qtbot, 0)
    assert session.document.state.read_only and tuple(session.document.case.points[0]) == (9.0, 9.0)
    assert any("was worked on in another window" in text for text in told), told
    go_to(session, qtbot, 1)
    other.close()
    go_to(session, qtbot, 0)
    assert not session.document.state.read_only
    session.document.move_landmark("N", (1.0, 2.0))
    session.document.undo()
    assert tuple(session.document.case.points[0]) == (9.0, 9.0)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors as Linux does")
def test_no_film_keeps_a_descriptor_once_it_is_left(session: Session, qtbot, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(24):
        cv2.imwrite(str(many / f"{number}.png"), np.full((60, 50), 60 + number, np.uint8))
    session.open([many])
    counts = []
    for index in range(24):
        go_to(session, qtbot, index)
        session.document.move_landmark("S", (5.5, 6.25))
        if index:
            qtbot.waitUntil(lambda former=index - 1: left(session, former), timeout=10_000)
        qtbot.waitUntil(lambda: session.document.state.is_kept, timeout=10_000)
        counts.append(len(list(Path("/proc/self/fd").iterdir())))
    assert max(counts[4:]) <= counts[3] + 1, counts


def test_a_film_that_cannot_be_saved_when_it_is_left_is_saved_later(session, qtbot, monkeypatch, folder: Path) -> None:
    session.open([folder])
    qtbot.waitUntil(lambda: session.current == 0, timeout=10_000)
    session.document.move_landmark("S", (5.5, 6.25))
    told = []
    session.noticed.connect(told.append)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        go_to(session, qtbot, 1)
        qtbot.waitUntil(lambda: bool(told), timeout=10_000)
        assert "the disk is full" in told[0] and not left(session, 0)
    session.document.move_landmark("S", (1.0, 1.0))
    qtbot.waitUntil(lambda: left(session, 0), timeout=10_000)
    assert len(list(session.keeping.folder.glob("*.ceph.json"))) == 1


def test_a_closed_session_gives_its_films_free_with_all_edits(qtbot, tmp_path: Path, folder: Path) -> None:
    for round_ in range(3):
        document = CaseDocument()
        session = Session(document, Keeping(folder=tmp_path / "cases"))
        session.open([folder / "0.png"])
        qtbot.waitUntil(lambda s=session: s.current == 0, timeout=10_000)
        assert not document.state.read_only
        if round_:
            assert tuple(document.case.points[0]) == (float(round_), 1.0)
        document.move_landmark("S", (round_ + 1.0, 1.0))
        session.close()


@pytest.mark.parametrize("killed", [False, True])
def test_turn_and_locks_are_there_again(qtbot, tmp_path: Path, folder: Path, killed: bool) -> None:
    def opened(where: Path) -> Session:
        document = CaseDocument()
        session = Session(document, Keeping(folder=where))
        session.document = document
        session.open([folder / "0.png"])
        qtbot.waitUntil(lambda: session.current == 0, timeout=10_000)
        return session

    session = opened(tmp_path / "cases")
    document = session.document
    document.set_turn(Turn(1, 0.0, True))
    document.toggle_lock("Me")
    document.tilt(3.5)  # under way while it is closed or killed
    if killed:
        qtbot.waitUntil(lambda: document.case.turn.degrees == 3.5, timeout=5_000)
        session.autosave.settle()
        shutil.copytree(tmp_path / "cases", tmp_path / "left")  # what a kill would leave
    session.close()
    again = opened(tmp_path / ("left" if killed else "cases"))
    assert again.document.turn == Turn(1, 3.5, True)
    assert again.document.is_locked("Me") and not again.document.is_locked("S")
    again.close()


def test_nothing_to_open_is_one_sentence(session: Session, qtbot, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with qtbot.waitSignal(session.failed) as signal:
        session.open([tmp_path / "empty"])
    assert "holds no film" in signal.args[0]
