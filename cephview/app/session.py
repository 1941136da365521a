"""The films at hand: which are open, which is shown, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cephview.app.background.film_cache import FilmCache
from cephview.app.background.film_reading import Keeping, Opened, Returned
from cephview.app.background.film_search import FilmSearch, told_apart
from cephview.app.background.read_ahead import ReadAhead
from cephview.app.background.tasks import Worker
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.commands import calibrate
from cephview.app.editing.document import CaseDocument
from cephview.app.film_list import Entry, FilmList
from cephview.app.keeping.autosave import Autosave
from cephview.app.open_cases import OpenCases, give_free
from cephview.app.words import said, said_all, tr
from cephview.core.calibration import Calibration
from cephview.io.datasets import Asked

if TYPE_CHECKING:
    from cephview.io.cases.schema import StoredFilm
    from cephview.io.cases.store import OpenedCase

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
        self.cases = OpenCases(keeping, self.autosave, self.films, self.tell_of, self)
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
        films, case_files = told_apart(paths)
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

        self._worker.submit(lambda _: self.cases.read_work(entry, state, case_file), opened, failed)

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
        if entry.state is not None and self.cases.is_ready(entry):
            self.busy_changed.emit("")
            self._activate(index, entry.state)
            return
        self.busy_changed.emit(tr("Opening {name}…", name=entry.name))
        self._ahead.stop()
        if entry not in self._under_way:
            self._under_way.append(entry)
            state = entry.state
            task = self._worker.submit(
                # Who leafs through a folder waits for the last film alone.
                lambda _: self.cases.read(entry, state) if entry is self._wanted else None,
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
            self.cases.put_away(shown)
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

    def _is_held_by_a_copy(self, entry: Entry, stored: OpenedCase | None, film: StoredFilm | None) -> bool:
        """Whether a case cannot be had since the film that is shown is the same one under another name."""
        if stored is None or film is None or not stored.read_only_because or entry is not self._wanted:
            return False
        shown = self.shown_entry
        other = shown.state.film if shown and shown is not entry and shown.state else None
        return other is not None and other.sha256 == film.sha256

    def _leave_copy_for(self, entry: Entry) -> None:
        """Go over to a film from its copy that is shown: both are one case, which one of them at a time can hold."""
        shown = self.shown_entry
        self._document.activate(None)
        self.current = -1
        if shown is not None:
            self.cases.put_away(shown)
            self._copy_of = (entry, shown)
        self.show(self.place_of(entry))

    def _returned(self, entry: Entry, back: Returned | None) -> None:
        self._under_way.remove(entry)
        if not self.lists(entry):
            give_free(back.stored if back else None)
            return
        state, notes = entry.state, []
        if back is not None and state is not None and self._is_held_by_a_copy(entry, back.stored, state.film):
            give_free(back.stored)
            self._leave_copy_for(entry)
            return
        if back is not None and state is not None:
            notes = self.cases.go_on(entry, state, back)
        if entry is not self._wanted:
            self.cases.put_away(entry)
        elif back is None or entry.state is None:
            self.show(self.place_of(entry))
        else:
            self.busy_changed.emit("")
            self._activate(self.place_of(entry), entry.state)
            for note in notes:
                self.noticed.emit(said(note))
            self._offer(entry.state, back.stored)

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
            self.cases.take_up(entry, state, stored)
        now = entry.state or state
        if not now.read_only:
            now.stack.push(calibrate(now, calibration))
        if entry is not self.shown_entry:
            self.cases.put_away(entry)

    def _opened(self, entry: Entry, opened: Opened | None) -> None:
        self._under_way.remove(entry)
        if not self.lists(entry):
            give_free(opened.stored if opened else None)
            return
        if opened is None:
            if entry is self._wanted:
                self.show(self.place_of(entry))
            return
        if self._is_held_by_a_copy(entry, opened.stored, opened.identity):
            give_free(opened.stored)
            self._leave_copy_for(entry)
            return
        state, index = self.cases.begin(entry, opened), self.place_of(entry)
        # A film that came too late is open all the same, for when it is asked for again.
        if entry is not self._wanted:
            self.cases.put_away(entry)
            self.entry_changed.emit(index)
            return
        self.busy_changed.emit("")
        self._activate(index, state)
        for note in opened.notes:
            self.noticed.emit(said(note))
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
            self.cases.put_away(former)
        self.entry_changed.emit(index)
        self.current_changed.emit(index)
        self.shown.emit(state)
        if self._copy_of and self._copy_of[0] is self.entries[index]:
            names = {"name": self._copy_of[0].name, "other": self._copy_of[1].name}
            self.noticed.emit(tr("{name} and {other} are the same film: what you change in one is in both.", **names))
        self._copy_of = None
        # With the film on the screen, so that it is read: what was said of a former film goes then.
        if self._listed.notes:
            self.listed.emit(said_all(self._listed.notes, " "), self._listed.more_below)
            self._listed = Asked(())
        self._read_ahead()

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
