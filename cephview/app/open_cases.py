"""The cases of the films at hand: how each comes into memory with its store, and how it is given free again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cephview.app.background.film_cache import FilmCache
from cephview.app.background.film_reading import Keeping, Opened, Returned, open_again, open_case, with_prediction_of
from cephview.app.editing.case_state import CaseState, is_at_risk
from cephview.app.film_list import Entry
from cephview.app.keeping.autosave import LEAVE_SECONDS, Autosave
from cephview.app.words import tr
from cephview.core.case import Case
from cephview.core.errors import CephViewError

if TYPE_CHECKING:
    from cephview.io.cases.schema import StoredFilm
    from cephview.io.cases.store import OpenedCase


@dataclass(frozen=True)
class OpenCases:
    """Opens cases where `keeping` has them, lets `autosave` keep them, and holds the `films` read lately.

    `changed` is told of a film whose case was edited or saved; `parent` owns the states.
    """

    keeping: Keeping
    autosave: Autosave
    films: FilmCache
    changed: Callable[[Entry], None]
    parent: QObject

    def is_held(self, state: CaseState) -> bool:
        """Whether what is in memory of a case is all there is: nobody else can write it, or it is in no file yet."""
        return self.autosave.holds(state) or not self.keeping.enabled or is_at_risk(state)

    def is_ready(self, entry: Entry) -> bool:
        """Whether a film can be shown at once: its case can be worked on, or nothing is kept, and has its pixels."""
        state = entry.state
        if state is None or not (self.autosave.keeps(state) or not self.keeping.enabled):
            return False
        if state.case.radiograph is not entry.small:
            return True
        film = self.films.get(entry.path)
        if film is not None:
            state.case = replace(state.case, radiograph=film)
        return film is not None

    def read(self, entry: Entry, state: CaseState | None) -> Opened | Returned:
        """Open a film for the first time, or again where it has a `state`. For workers; raises CephViewError."""
        leaving = self.autosave.leaving
        if state is not None:
            self.autosave.wait_until_left(state)
        found = self._read(entry, state)
        if found.stored and found.stored.read_only_because and leaving:
            # A film that was closed a moment ago, or its copy, is held by this very window.
            for done in leaving:
                done.wait(LEAVE_SECONDS)
            found = self._read(entry, state)
        return found

    def read_work(self, entry: Entry, state: CaseState, case_file: Path) -> Opened:
        """Open a film, whose `state` was left, with the work in `case_file`. For workers; raises CephViewError."""
        self.autosave.wait_until_left(state)
        if self.autosave.holds(state):
            raise CephViewError(tr("What you see cannot be saved now, so it stays open: export it, then try again."))
        return open_case(entry.path, self.keeping, self.films, case_file)

    def begin(self, entry: Entry, opened: Opened) -> CaseState:
        """The state of a film that was opened for the first time."""
        state = self._new_state(entry, with_prediction_of(entry.looked_at, opened.case), opened.identity)
        entry.problem, entry.small, entry.looked_at = "", opened.small, None
        if opened.stored:
            state.former = opened.stored.store.history
            former = opened.stored.stored.exported if opened.stored.stored else None
            if former and former.clean and not opened.stored.steps:
                state.export_path = Path(former.path)
            self._keep(state, opened.stored)
        return state

    def go_on(self, entry: Entry, state: CaseState, back: Returned) -> list[str]:
        """Go on with a film that was opened again; what the user should know comes back."""
        entry.problem = ""
        state.case = replace(state.case, radiograph=back.film)
        return self.take_up(entry, state, back.stored) if back.stored is not None else []

    def take_up(self, entry: Entry, state: CaseState, stored: OpenedCase) -> list[str]:
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
        self._keep(state, stored)
        return [*notes, *filter(None, (state.read_only, stored.problem))]

    def put_away(self, entry: Entry) -> None:
        """Give a film's case free; a folder's films would fill the memory, the latest are held by `films`."""
        if entry.state is not None and entry.small is not None:
            entry.state.case = replace(entry.state.case, radiograph=entry.small)
        if entry.state is not None:
            self.autosave.leave(entry.state)

    def _read(self, entry: Entry, state: CaseState | None) -> Opened | Returned:
        if state is None:
            return open_case(entry.path, self.keeping, self.films)
        identity = None if self.autosave.holds(state) else state.film
        return open_again(entry.path, self.keeping, self.films, identity, entry.small)

    def _keep(self, state: CaseState, stored: OpenedCase) -> None:
        state.read_only = stored.read_only_because or ""
        if state.read_only:
            stored.store.close()
        else:
            self.autosave.adopt(state, stored.store)

    def _new_state(self, entry: Entry, case: Case, film: StoredFilm | None) -> CaseState:
        state = entry.state = CaseState(case, self.parent)
        state.film = film
        # Edits of a case that is not shown cannot happen, so the entry's row follows the state's own signals.
        state.edited.connect(lambda _: self.changed(entry))
        state.saved.connect(lambda: self.changed(entry))
        return state


def give_free(stored: OpenedCase | None) -> None:
    """Close the store of a case that nobody wants any more."""
    if stored is not None:
        stored.store.close()
