"""The films at hand: which are open, which is shown, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cephview.app.document import CaseDocument, CaseState, is_at_risk
from cephview.app.keeper import Keeper
from cephview.app.tasks import Lane
from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.io.case_file import identify_film
from cephview.io.case_store import CaseStore, OpenedCase
from cephview.io.datasets import expand_films
from cephview.io.images import read_film
from cephview.io.references import find_references, with_mean
from cephview.io.resources import resource


@dataclass(eq=False)
class Entry:
    """One film of the list; its state once it was read, or a sentence why it cannot be."""

    path: Path
    state: CaseState | None = None
    problem: str = ""


@dataclass(frozen=True)
class Opened:
    """What the film lane hands over: the case as it was left, its store, and what the user should know."""

    case: Case
    stored: OpenedCase | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Keeping:
    """Where cases are kept: beside their films, in `folder` alone where given, or not at all."""

    enabled: bool = True
    folder: Path | None = None


class Session(QObject):
    """The list of films, and the one that is shown. Films are read in a lane of their own."""

    list_changed = Signal()
    entry_changed = Signal(int)
    current_changed = Signal(int)
    busy_changed = Signal(str)
    failed = Signal(str)
    noticed = Signal(str)  # something about the film's readings that the user should know
    shown = Signal(object)  # CaseState, after it became the open case

    def __init__(self, document: CaseDocument, keeping: Keeping, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._keeping = keeping
        self.keeper = Keeper(self)
        self.keeper.failed.connect(self.noticed)
        self._lane = Lane("films", self)
        self._wanted: Entry | None = None
        self._under_way: list[Entry] = []
        self.entries: list[Entry] = []
        self.current = -1

    def open(self, paths: Sequence[Path]) -> None:
        """Put films (and the films of folders) on the list and show the first of them.

        Films that are on the list already keep their edits. Shows a sentence where there is nothing to open.
        """
        try:
            films = [path.absolute() for path in expand_films(paths)]
        except CephViewError as error:
            self.failed.emit(str(error))
            return
        known = {entry.path for entry in self.entries}
        fresh = [Entry(film) for film in films if film not in known]
        if fresh:
            self.entries.extend(fresh)
            self.list_changed.emit()
        if films:
            self.show(next(i for i, entry in enumerate(self.entries) if entry.path == films[0]))

    def show(self, index: int) -> None:
        """Show the film of this place in the list; it is read first, where it was not."""
        if not 0 <= index < len(self.entries):
            return
        entry = self._wanted = self.entries[index]
        self.busy_changed.emit("" if entry.state else f"Opening {entry.path.name}…")
        if entry.state is not None:
            self._activate(index, entry.state)
        elif entry not in self._under_way:
            self._under_way.append(entry)
            self._lane.submit(
                lambda _: self._read_if_wanted(entry),
                lambda opened: self._opened(entry, opened),
                lambda sentence: self._broken(entry, sentence),
            )

    def step(self, by: int) -> None:
        """Show the next (1) or former (-1) film that can be read."""
        index = (self.entries.index(self._wanted) if self._wanted else self.current) + by
        while 0 <= index < len(self.entries) and self.entries[index].problem:
            index += by
        self.show(index)

    @property
    def at_risk(self) -> list[Entry]:
        """The films with edits that no file holds."""
        return [entry for entry in self.entries if entry.state and is_at_risk(entry.state)]

    def close(self) -> None:
        """Save all cases, and wait for the lanes to end."""
        self._wanted = None
        # A history that is being destroyed still speaks; nobody may listen then.
        self._document.activate(None)
        self._lane.close()
        self.keeper.close()

    def _read_if_wanted(self, entry: Entry) -> Opened | None:
        # In the lane's thread: who leafs through a folder waits for the last film alone.
        return _read(entry.path, self._keeping) if entry is self._wanted else None

    def _opened(self, entry: Entry, opened: Opened | None) -> None:
        self._under_way.remove(entry)
        if opened is None:
            if entry is self._wanted:
                self.show(self.entries.index(entry))
            return
        state = CaseState(opened.case, self)
        entry.state, entry.problem = state, ""
        index = self.entries.index(entry)
        # Edits of a case that is not shown cannot happen, so the entry's row follows the state's own signals.
        state.edited.connect(lambda _: self.entry_changed.emit(index))
        state.saved.connect(lambda: self.entry_changed.emit(index))
        if opened.stored:
            state.former = opened.stored.store.history
            state.read_only = opened.stored.read_only_because or ""
            former = opened.stored.stored.exported if opened.stored.stored else None
            if former and former.clean and not opened.stored.steps:
                state.export_path = Path(former.path)
            if not state.read_only:
                self.keeper.adopt(state, opened.stored.store)
        # A film that came too late is open all the same, for when it is asked for again.
        if entry is not self._wanted:
            self.entry_changed.emit(index)
            return
        self.busy_changed.emit("")
        self._activate(index, state)
        for note in opened.notes:
            self.noticed.emit(note)

    def _activate(self, index: int, state: CaseState) -> None:
        if self._document.state is not None:
            self.keeper.save(self._document.state)
        self._document.activate(state)
        self.current = index
        self.entry_changed.emit(index)
        self.current_changed.emit(index)
        self.shown.emit(state)

    def _broken(self, entry: Entry, sentence: str) -> None:
        self._under_way.remove(entry)
        entry.problem = sentence
        self.entry_changed.emit(self.entries.index(entry))
        if entry is self._wanted:
            self.busy_changed.emit("")
            self.failed.emit(sentence)


def _read(path: Path, keeping: Keeping) -> Opened:
    film = read_film(path)
    search = find_references(path, film.size)
    notes = [*search.problems, *(f"{r.name}: {note}" for r in search.references for note in r.notes)]
    references = with_mean(search.references)
    first = references[0] if references else None
    case = Case(film, calibration=film.calibration, references=references, reference=first)
    if not keeping.enabled:
        return Opened(case, None, tuple(notes))
    # Nothing is ever written among the program's own files.
    beside_film = keeping.folder is None and path.parent != resource("sample")
    stored = CaseStore.open(path, identify_film(path, film.size), keeping.folder, beside_film=beside_film)
    notes += [text for text in (stored.read_only_because, stored.problem) if text]
    if stored.steps:
        notes.append(f"CephView ended without closing {path.name}; all your edits are here again.")
    return Opened(stored.restore(case), stored, tuple(notes))
