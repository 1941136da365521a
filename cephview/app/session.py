"""The films at hand: which are open, which is shown, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cephview.app.background.film_cache import FilmCache
from cephview.app.background.film_reading import Keeping, Opened, Returned, open_again, open_case, with_prediction_of
from cephview.app.background.film_search import FilmSearch
from cephview.app.background.read_ahead import ReadAhead
from cephview.app.background.tasks import Task, Worker
from cephview.app.editing.case_state import CaseState, is_at_risk
from cephview.app.editing.commands import calibrate
from cephview.app.editing.document import CaseDocument
from cephview.app.film_list import Entry, FilmList
from cephview.app.keeping.autosave import LEAVE_SECONDS, Autosave
from cephview.app.words import tr
from cephview.core.calibration import Calibration
from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.io.datasets import Asked

if TYPE_CHECKING:
    from cephview.io.cases.schema import StoredFilm
    from cephview.io.cases.store import OpenedCase

__all__ = ["Entry", "Keeping", "Session"]

# Read ahead, in the order in which they are likely to be asked for.
_AHEAD = (1, -1, 2)


class Session(FilmList):
    """The list of films, and the one that is shown. Films are read in a worker of their own."""

    busy_changed = Signal(str)
    failed = Signal(str)
    noticed = Signal(str)  # something about the film's readings that the user should know
    labels_unclear = Signal(object)  # Mapping[Path, str]: readings of the shown film, and what is unclear in each
    offered = Signal(object)  # tuple[Offer, ...]: other work on the film that is shown
    work_given = Signal(object)  # list[Path]: case files that were to be opened
    shown = Signal(object)  # CaseState, after it became the open case
    listed = Signal(str, object)  # what to say of the folders, and those with films in sub-folders that are not listed
    working = Signal(object, str, object)  # Task, what it does, how to give it up

    def __init__(self, document: CaseDocument, keeping: Keeping, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.keeping = keeping
        self.autosave = Autosave(self)
        self.autosave.failed.connect(self.noticed)
        self.films = FilmCache()
        self._worker = Worker("films", self, urgent=True)
        self._ahead = ReadAhead(self.films, self)
        self._search = FilmSearch(self)
        self._search.found.connect(self._add)
        self._search.failed.connect(self.failed)
        self._search.working.connect(self.working)
        self._listed = Asked(())
        self._wanted: Entry | None = None
        self._under_way: list[Entry] = []
        self._copy_of: tuple[Entry, Entry] | None = None  # a film that is asked for, and the copy that was left for it

    def open(self, paths: Sequence[Path]) -> None:
        """Put films (and the films of folders) on the list and show the first of them.

        Films that are on the list already keep their edits. Shows a sentence where there is nothing to open. Case
        files among them are given on.
        """
        films, case_files = _told_apart(paths)
        if films or not case_files:
            self._search.look(films)
        if case_files:
            self.work_given.emit(case_files)

    def take(self, case_file: Path) -> None:
        """Go on with other work on the film that is shown; what is open is saved, and stays where it is kept."""
        entry = self.shown_entry
        state = entry.state if entry else None
        if entry is None or state is None or entry in self._under_way:
            return
        self._document.activate(None)
        self.autosave.leave(state)
        self._under_way.append(entry)
        self._wanted = entry

        def read(_: Task) -> Opened:
            self.autosave.wait_until_left(state)
            if self.autosave.holds(state):
                raise CephViewError(
                    tr("What you see cannot be saved now, so it stays open: export it, then try again.")
                )
            return open_case(entry.path, self.keeping, self.films, case_file)

        def opened(found: Opened) -> None:
            self.autosave.forget(state)
            state.deleteLater()
            self._opened(entry, found)
            if entry.state is not None:
                self.autosave.save(entry.state)

        def failed(sentence: str) -> None:
            self._under_way.remove(entry)
            if self.lists(entry):
                self.show(self.place_of(entry))
            self.failed.emit(sentence)

        self._worker.submit(read, opened, failed)

    def open_below(self, folders: Sequence[Path]) -> None:
        """As `open`, with the films of sub-folders, even where the folders themselves hold films."""
        self._search.look(folders, below=True)

    def _add(self, asked: Asked) -> None:
        films = [path.absolute() for path in asked.films]
        self.add(films)
        self._listed = asked
        if films:
            self.show(next(i for i, entry in enumerate(self.entries) if entry.path == films[0]))

    def show(self, index: int) -> None:
        """Show the film of this place in the list; it is read first, where it was not."""
        if not 0 <= index < len(self.entries):
            return
        entry = self._wanted = self.entries[index]
        if entry.state is not None and self._is_open(entry.state) and self._has_film(entry, entry.state):
            self.busy_changed.emit("")
            self._activate(index, entry.state)
            return
        self.busy_changed.emit(tr("Opening {name}…", name=entry.name))
        self._ahead.stop()
        if entry not in self._under_way:
            self._under_way.append(entry)
            state = entry.state
            task = self._worker.submit(
                lambda _: self._read_if_wanted(entry, state),
                lambda read: self._returned(entry, read) if state else self._opened(entry, read),
                lambda sentence: self._broken(entry, sentence),
            )
            self.working.emit(task, tr("Opening {name}…", name=entry.name), self.stop_opening)

    def stop_opening(self) -> None:
        """Stay with the film that is shown; the one that is being read is open for later."""
        self._wanted = self.shown_entry
        self.busy_changed.emit("")

    def clear(self) -> None:
        """Leave all films, as at the start; their cases are saved and given free."""
        self._wanted = None
        self._ahead.stop()
        shown = self.shown_entry
        self.current = -1
        self._document.activate(None)
        if shown is not None:
            self._put_away(shown)
        self.busy_changed.emit("")
        self.empty()

    def step(self, by: int) -> None:
        """Show the next (1) or former (-1) film that can be read."""
        order = self.order
        here = self._wanted or (self.shown_entry)
        index = order.index(here) + by if here in order else 0
        while 0 <= index < len(order) and order[index].problem:
            index += by
        if 0 <= index < len(order):
            self.show(self.place_of(order[index]))

    def close(self) -> None:
        """Save all cases, and wait for the workers to end."""
        self._wanted = None
        # A history that is being destroyed still speaks; nobody may listen then.
        self._document.activate(None)
        for worker in (self._search, self._ahead, self._worker):
            worker.close()
        self.autosave.close()

    def _read_if_wanted(self, entry: Entry, state: CaseState | None) -> Opened | Returned | None:
        # In the worker's thread: who leafs through a folder waits for the last film alone.
        if entry is not self._wanted:
            return None
        if state is None:
            leaving = self.autosave.leaving
            opened = open_case(entry.path, self.keeping, self.films)
            if opened.stored and opened.stored.read_only_because and leaving:
                # A film that was closed a moment ago, or its copy, is held by this very window.
                for done in leaving:
                    done.wait(LEAVE_SECONDS)
                opened = open_case(entry.path, self.keeping, self.films)
            return opened
        leaving = self.autosave.leaving
        self.autosave.wait_until_left(state)
        identity = None if self.autosave.holds(state) else state.film
        back = open_again(entry.path, self.keeping, self.films, identity, entry.small)
        if back.stored and back.stored.read_only_because and leaving:
            for done in leaving:
                done.wait(LEAVE_SECONDS)
            back = open_again(entry.path, self.keeping, self.films, identity, entry.small)
        return back

    def _is_held_by_a_copy(self, entry: Entry, stored: OpenedCase | None, film: StoredFilm | None) -> bool:
        """Whether a case cannot be had since the film that is shown is the same one under another name."""
        shown = self.shown_entry
        if stored is None or film is None or not stored.read_only_because or entry is not self._wanted:
            return False
        return (
            shown is not None
            and shown is not entry
            and shown.state is not None
            and shown.state.film is not None
            and shown.state.film.sha256 == film.sha256
        )

    def _leave_copy_for(self, entry: Entry) -> None:
        """Go over to a film from its copy that is shown: both are one case, which one of them at a time can hold."""
        shown = self.shown_entry
        self._document.activate(None)
        self.current = -1
        if shown is not None:
            self._put_away(shown)
            self._copy_of = (entry, shown)
        self.show(self.place_of(entry))

    def is_held(self, state: CaseState) -> bool:
        """Whether what is in memory of a case is all there is: nobody else can write it, or it is in no file yet."""
        return self.autosave.holds(state) or not self.keeping.enabled or is_at_risk(state)

    def _is_open(self, state: CaseState) -> bool:
        """Whether the case can be worked on, or nothing of it is kept at all."""
        return self.autosave.keeps(state) or not self.keeping.enabled

    def _has_film(self, entry: Entry, state: CaseState) -> bool:
        """Whether the case of this film has its pixels, or they were in memory and have them again."""
        if state.case.radiograph is not entry.small:
            return True
        film = self.films.get(entry.path)
        if film is not None:
            state.case = replace(state.case, radiograph=film)
        return film is not None

    def _returned(self, entry: Entry, back: Returned | None) -> None:
        self._under_way.remove(entry)
        if not self.lists(entry):
            _give_free(back.stored if back else None)
            return
        state, notes = entry.state, []
        if back is not None and state is not None and self._is_held_by_a_copy(entry, back.stored, state.film):
            _give_free(back.stored)
            self._leave_copy_for(entry)
            return
        if back is not None and state is not None:
            entry.problem = ""
            state.case = replace(state.case, radiograph=back.film)
            if back.stored is not None:
                notes = self._take_up(entry, state, back.stored)
        if entry is not self._wanted:
            self._put_away(entry)
        elif back is None or entry.state is None:
            self.show(self.place_of(entry))
        else:
            self.busy_changed.emit("")
            self._activate(self.place_of(entry), entry.state)
            for note in notes:
                self.noticed.emit(note)
            self._offer(entry.state, back.stored)

    def _take_up(self, entry: Entry, state: CaseState, stored: OpenedCase) -> list[str]:
        """Go on with a case that was left: with its undo steps, unless another window worked on it meanwhile.

        What the user should know comes back.
        """
        notes = []
        if stored.store.history != self.autosave.history(state):
            fresh = Case(
                state.case.radiograph,
                calibration=state.case.radiograph.calibration,
                references=state.case.references,
                reference=state.case.reference,
            )
            case = stored.restore(fresh)
            if case.prediction is None and state.case.prediction is not None:
                case = case.with_prediction(state.case.prediction)
            self.autosave.forget(state)
            state.deleteLater()
            state = self._new_state(entry, case, state.film)
            state.former = stored.store.history
            notes.append(
                tr("{name} was worked on in another window meanwhile; that is what you see.", name=entry.path.name)
            )
        state.read_only = stored.read_only_because or ""
        if state.read_only:
            stored.store.close()
        else:
            self.autosave.adopt(state, stored.store)
        return [*notes, *filter(None, (state.read_only, stored.problem))]

    def calibrate_left(self, entry: Entry, stored: OpenedCase, calibration: Calibration | None) -> None:
        """Set mm per pixel of a film that is not shown, as a step of its history; `stored` is its case, locked."""
        state = entry.state
        if state is None:
            stored.store.close()
            return
        if self.autosave.is_leaving(state):  # it is free on the disk, and that has not been told here yet
            QTimer.singleShot(0, lambda: self.calibrate_left(entry, stored, calibration))
            return
        if self.autosave.keeps(state):  # it was come back to meanwhile
            stored.store.close()
        else:
            self._take_up(entry, state, stored)
        now = entry.state or state
        if not now.read_only:
            now.stack.push(calibrate(now, calibration))
        if entry is not self.shown_entry:
            self._put_away(entry)

    def _new_state(self, entry: Entry, case: Case, film: StoredFilm | None) -> CaseState:
        state = entry.state = CaseState(case, self)
        state.film = film
        # Edits of a case that is not shown cannot happen, so the entry's row follows the state's own signals.
        state.edited.connect(lambda _: self.tell_of(entry))
        state.saved.connect(lambda: self.tell_of(entry))
        return state

    def _opened(self, entry: Entry, opened: Opened | None) -> None:
        self._under_way.remove(entry)
        if not self.lists(entry):
            _give_free(opened.stored if opened else None)
            return
        if opened is None:
            if entry is self._wanted:
                self.show(self.place_of(entry))
            return
        if self._is_held_by_a_copy(entry, opened.stored, opened.identity):
            _give_free(opened.stored)
            self._leave_copy_for(entry)
            return
        state = self._new_state(entry, with_prediction_of(entry.looked_at, opened.case), opened.identity)
        entry.problem, entry.small, entry.looked_at = "", opened.small, None
        index = self.place_of(entry)
        if opened.stored:
            state.former = opened.stored.store.history
            state.read_only = opened.stored.read_only_because or ""
            former = opened.stored.stored.exported if opened.stored.stored else None
            if former and former.clean and not opened.stored.steps:
                state.export_path = Path(former.path)
            if state.read_only:
                opened.stored.store.close()
            else:
                self.autosave.adopt(state, opened.stored.store)
        # A film that came too late is open all the same, for when it is asked for again.
        if entry is not self._wanted:
            self._put_away(entry)
            self.entry_changed.emit(index)
            return
        self.busy_changed.emit("")
        self._activate(index, state)
        for note in opened.notes:
            self.noticed.emit(note)
        if opened.unclear:
            self.labels_unclear.emit(opened.unclear)
        self._offer(state, opened.stored)

    def _offer(self, state: CaseState, stored: OpenedCase | None) -> None:
        if stored and stored.offers and not state.read_only and state is self._document.state:
            self.offered.emit(stored.offers)

    def _activate(self, index: int, state: CaseState) -> None:
        former = self.shown_entry
        self._document.activate(state)
        self.current = index
        if former is not None and former.state is not state:
            self._put_away(former)
        self.entry_changed.emit(index)
        self.current_changed.emit(index)
        self.shown.emit(state)
        if self._copy_of and self._copy_of[0] is self.entries[index]:
            names = {"name": self._copy_of[0].name, "other": self._copy_of[1].name}
            self.noticed.emit(tr("{name} and {other} are the same film: what you change in one is in both.", **names))
        self._copy_of = None
        # With the film on the screen, so that it is read: what was said of a former film goes then.
        if self._listed.notes:
            self.listed.emit(" ".join(self._listed.notes), self._listed.more_below)
            self._listed = Asked(())
        self._read_ahead()

    def _put_away(self, entry: Entry) -> None:
        # A folder's films would fill the memory; the latest are held by `films`, within so many bytes.
        if entry.state is not None and entry.small is not None:
            entry.state.case = replace(entry.state.case, radiograph=entry.small)
        if entry.state is not None:
            self.autosave.leave(entry.state)

    def _read_ahead(self) -> None:
        order = self.order
        here = order.index(self.entries[self.current]) if self.entries[self.current] in order else -1
        near = [order[here + by] for by in _AHEAD if 0 <= here + by < len(order)]
        shown = self.entries[self.current].state
        room = self.films.room_beside(shown.case.radiograph) if shown else 0
        self._ahead.read([entry.path for entry in near[:room]])

    def _broken(self, entry: Entry, sentence: str) -> None:
        self._under_way.remove(entry)
        entry.problem = sentence
        self.tell_of(entry)
        if entry is self._wanted:
            self.busy_changed.emit("")
            self.failed.emit(sentence)


def _give_free(stored: OpenedCase | None) -> None:
    if stored is not None:
        stored.store.close()


def _told_apart(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """What may be films, and the case files."""
    if not any(path.suffix.lower() in (".json", ".journal") for path in paths):
        return list(paths), []
    from cephview.io.cases.by_hand import case_file_of, is_case_file  # pydantic, which no film needs yet

    case_files = [path for path in paths if is_case_file(path)]
    return [path for path in paths if path not in case_files], [case_file_of(path) for path in case_files]
