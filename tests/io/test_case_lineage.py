"""What is later is told by the work itself: clocks may go wrong, and folders may be written in turns."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from case_helpers import empty_case, new_film, step_number

from cephview.core.case import Case, Edit
from cephview.core.history import LandmarkSet, Step
from cephview.io.cases import file as case_file
from cephview.io.cases.file import load_case
from cephview.io.cases.lock import CaseLock
from cephview.io.cases.store import CaseStore, OpenedCase
from cephview.io.cases.survey import OfferKind

RIGHT = datetime(2026, 5, 4, 10, tzinfo=UTC)
AHEAD = RIGHT + timedelta(days=1)


class Computers:
    """A film in a shared folder, and computers with work folders and clocks of their own."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self._patch = root, monkeypatch
        (root / "films").mkdir()
        self.path, self.film = new_film(root / "films")
        self.case_file = self.path.with_name("151.jpg.ceph.json")

    def session(
        self,
        *steps: str,
        clock: datetime = RIGHT,
        computer: str = "A",
        readable: bool = True,
        save: bool = True,
        take: Path | None = None,
    ) -> OpenedCase:
        """Open, make steps at `clock`, save and close; `readable`: the film's folder can be written."""  # fmt: skip
        with self._patch.context() as patch:
            patch.setattr(case_file, "datetime", _Clock(clock))
            if not readable:
                acquire = CaseLock.acquire
                patch.setattr(CaseLock, "acquire", lambda lock: _work_only(acquire, lock, self.path.parent))
            opened = CaseStore.open(self.path, self.film, self.root / computer, take=take)
            case = opened.restore(empty_case(self.path))
            for number, text in enumerate(steps):
                step = Step(clock + timedelta(seconds=number), text, LandmarkSet(text, Edit(point=(1.0, 2.0))))
                opened.store.record(step)
                case = case.with_edit(text, Edit(point=(1.0, 2.0)))
            if save:
                opened.store.save(case)
            opened.store.close()
        for file in self.root.rglob("*.ceph*"):  # file times follow the clock, too
            os.utime(file, (clock.timestamp(), clock.timestamp()))
        return opened

    def holds(self, computer: str = "A") -> tuple[str, ...]:
        opened = self.session(computer=computer, save=False)
        assert opened.problem is None
        return tuple(opened.restore(empty_case(self.path)).edits)


class _Clock:
    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self, _: object = None) -> datetime:
        return self._now


def _work_only(acquire, lock: CaseLock, folder: Path) -> bool:
    if lock.path.parent == folder:
        raise PermissionError(13, "read-only")
    return acquire(lock)


@pytest.fixture
def computers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computers:
    return Computers(tmp_path, monkeypatch)


def test_a_clock_that_was_a_day_ahead_once_hides_nothing(computers: Computers) -> None:
    computers.session("S", "N", clock=AHEAD, readable=False)
    assert not computers.case_file.exists()
    computers.session("A", "B", clock=RIGHT)
    assert computers.case_file.exists()
    assert computers.holds() == ("S", "N", "A", "B")
    computers.session("Pog", clock=RIGHT + timedelta(minutes=5), save=False)  # in the journal alone
    assert computers.holds() == ("S", "N", "A", "B", "Pog")


def test_a_clock_that_was_a_year_behind_hides_nothing(computers: Computers) -> None:
    computers.session("S")
    computers.session("N", clock=RIGHT - timedelta(days=365), readable=False)
    computers.session("A", clock=RIGHT - timedelta(days=365))
    assert computers.holds() == ("S", "N", "A")


def test_turns_between_both_folders_keep_all(computers: Computers) -> None:
    symbols = "S N Or Po A B".split()
    for number, symbol in enumerate(symbols):
        clock = AHEAD if number % 3 == 0 else RIGHT
        opened = computers.session(symbol, clock=clock, readable=number % 2 == 0)
        assert opened.offers == () and len(opened.store.history) == number + 1
    assert computers.holds() == tuple(symbols)


def test_a_backup_put_back_is_an_ancestor_and_no_fork(computers: Computers) -> None:
    computers.session("S")
    backup = computers.case_file.read_bytes()
    computers.session("N", readable=False)
    computers.case_file.write_bytes(backup)
    assert computers.holds() == ("S", "N")


def fork(computers: Computers) -> None:
    """S in common; then N and A in the work folder, B beside the film by somebody who never saw those."""
    computers.session("S")
    computers.session("N", "A", readable=False, clock=RIGHT + timedelta(minutes=1))
    computers.session("B", computer="elsewhere", clock=AHEAD)


def test_a_fork_is_told_with_both_ways(computers: Computers) -> None:
    fork(computers)
    opened = computers.session(save=False)
    assert tuple(opened.restore(empty_case(computers.path)).edits) == ("S", "N", "A")  # the larger, at first
    (offer,) = opened.offers
    assert (offer.kind, offer.steps, offer.own_steps, offer.case_file) == (OfferKind.FORK, 2, 1, computers.case_file)
    assert "in two places" in offer.text and "2 steps" in offer.text and "1 step more" in offer.text
    assert f"last: B, {AHEAD.astimezone():%d %b %Y}" in offer.text


def test_the_choice_at_a_fork_is_kept_and_so_are_both(computers: Computers) -> None:
    fork(computers)
    before = computers.case_file.read_bytes()
    opened = computers.session("Or", take=computers.case_file)
    assert opened.offers == ()
    assert computers.holds() == ("S", "B", "Or")
    kept = sorted(computers.root.joinpath("A").glob("*.json"))
    assert [sorted(load_case(file).edits) for file in kept] == [["A", "N", "S"]]
    assert before != computers.case_file.read_bytes()  # the chosen one goes on in its own file
    assert computers.session(save=False).offers == ()


def test_staying_with_what_is_shown_is_a_choice_too(computers: Computers) -> None:
    fork(computers)
    opened = CaseStore.open(computers.path, computers.film, computers.root / "A")
    opened.store.settle(opened.offers)
    opened.store.save(opened.restore(empty_case(computers.path)))
    opened.store.close()
    assert computers.session(save=False).offers == ()
    assert computers.holds() == ("S", "N", "A")
    assert sorted(load_case(computers.case_file).edits) == ["B", "S"]
    # Whoever goes on with the other way makes it a question again.
    computers.session("Gn", computer="elsewhere", take=computers.case_file)
    (offer,) = computers.session(save=False).offers
    assert offer.own_steps == 2


def test_both_ways_passed_over_by_the_other_are_asked_about(computers: Computers) -> None:
    fork(computers)
    for computer, take in (("A", None), ("elsewhere", computers.case_file)):
        opened = CaseStore.open(computers.path, computers.film, computers.root / computer, take=take)
        opened.store.settle(opened.offers)
        opened.store.save(opened.restore(empty_case(computers.path)))
        opened.store.close()
    case = computers.session(save=False).restore(empty_case(computers.path))
    assert isinstance(case, Case) and set(case.edits) >= {"S"}


def test_the_same_steps_twice_are_one_work(computers: Computers) -> None:
    computers.session("S", "N")
    (computers.path.parent / "151.jpg.ceph-2.json").write_bytes(computers.case_file.read_bytes())
    opened = computers.session("A")
    assert opened.offers == () and opened.store.history[-1].text == "A"
    assert computers.holds() == ("S", "N", "A")


def test_a_case_of_steps_alone_comes_after_nothing_it_does_not_hold(computers: Computers) -> None:
    computers.session("S", "N")
    computers.session("A", save=False)
    computers.session("B", readable=False, computer="A")  # holds S, N, A, B
    computers.case_file.unlink()  # and the journal beside the film has lost what it comes after
    opened = computers.session(save=False)
    assert tuple(opened.restore(empty_case(computers.path)).edits) == ("S", "N", "A", "B")
    assert opened.offers == ()


def test_steps_made_in_no_order_of_time_are_told_apart(computers: Computers) -> None:
    assert step_number(3).text == "step 3"
    computers.session("S", clock=AHEAD)
    computers.session("S", clock=RIGHT)  # the same words at another time: another step
    assert len(computers.session(save=False).store.history) == 2


def test_of_three_ways_the_chosen_one_is_shown_and_the_third_is_told(computers: Computers) -> None:
    computers.session("S")
    beginning = computers.case_file.read_bytes()
    computers.session("Pog", "Gn", computer="third")
    third = computers.path.with_name("151.jpg.ceph-2.json")
    of_third = computers.case_file.read_bytes()
    computers.case_file.write_bytes(beginning)
    computers.session("N", "A", "Po", readable=False, clock=RIGHT + timedelta(minutes=1))
    computers.session("B", computer="elsewhere", clock=AHEAD)
    third.write_bytes(of_third)
    opened = computers.session(save=False)
    assert len(opened.offers) == 2 and tuple(opened.restore(empty_case(computers.path)).edits) == ("S", "N", "A", "Po")
    opened = computers.session("Or", take=computers.case_file)
    assert [offer.case_file for offer in opened.offers] == [third], "nobody has answered that one"
    assert computers.holds() == ("S", "B", "Or")
    again = computers.session(save=False)
    assert [offer.case_file for offer in again.offers] == [third]


def test_going_back_to_an_earlier_state_is_kept_without_a_further_step(computers: Computers) -> None:
    computers.session("S")
    backup = computers.path.with_name("backup.ceph.json")
    backup.write_bytes(computers.case_file.read_bytes())
    computers.session("N", "A")
    opened = CaseStore.open(computers.path, computers.film, computers.root / "A", take=backup)
    opened.store.save(opened.restore(empty_case(computers.path)))
    opened.store.close()
    assert computers.holds() == ("S",)
    kept = [sorted(load_case(file).edits) for file in computers.path.parent.glob("151*.json")]
    assert sorted(kept) == [["A", "N", "S"], ["S"]]
