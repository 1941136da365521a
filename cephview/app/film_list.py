"""The list of films: what is known of each, which is shown, in which order they come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cephview.app.background.nearest import nearest_first
from cephview.app.editing.case_state import CaseState, is_at_risk
from cephview.core.case import Case
from cephview.core.radiograph import Radiograph
from cephview.io.films.names import distinct_names


@dataclass(eq=False)
class Entry:
    """One film of the list; its state once it was opened, or a sentence why it cannot be.

    `looked_at` is the outline of its case (see `film_reading.outline`) as long as it was not opened, `small` the
    thumbnail of the film afterwards. Only the film that is shown has its pixels in its case.
    """

    path: Path
    state: CaseState | None = None
    problem: str = ""
    looked_at: Case | None = None
    small: Radiograph | None = None
    title: str = ""  # its name, with as many folders as tell it from the others of the list

    @property
    def name(self) -> str:
        """What the list calls it."""
        return self.title or self.path.name

    @property
    def case(self) -> Case | None:
        """What is known of the case by now; its radiograph may be a thumbnail."""
        return self.state.case if self.state else self.looked_at

    @property
    def thumbnail(self) -> Radiograph | None:
        """The film in small, once it was looked at."""
        return self.small or (self.looked_at.radiograph if self.looked_at else None)


class FilmList(QObject):
    """The films, in the order in which they came, and in that in which they are stepped through."""

    list_changed = Signal()
    entry_changed = Signal(int)
    current_changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order: list[Entry] | None = None
        self._places: dict[Entry, int] = {}
        self.entries: list[Entry] = []
        self.current = -1

    def add(self, films: Sequence[Path]) -> None:
        """Put films on the list that are not there yet; what is known of the others stays."""
        known = {entry.path for entry in self.entries}
        fresh = [Entry(film) for film in films if film not in known]
        if fresh:
            self.entries.extend(fresh)
            # On a clinic's CD all films are called alike.
            for entry, title in zip(self.entries, distinct_names([entry.path for entry in self.entries]), strict=True):
                entry.title = title
            self.list_changed.emit()

    def empty(self) -> None:
        """Take all films from the list."""
        self.entries, self._order, self._places, self.current = [], None, {}, -1
        self.list_changed.emit()

    @property
    def shown_entry(self) -> Entry | None:
        """The film that is shown."""
        return self.entries[self.current] if self.current >= 0 else None

    @property
    def order(self) -> list[Entry]:
        """The films in the order in which they are stepped through."""
        return self.entries if self._order is None else self._order

    def set_order(self, order: list[Entry]) -> None:
        """Step through these films, in this order."""
        self._order = order

    def nearest(self) -> Iterator[Entry]:
        """All films, those next to the shown one first, what comes before what came."""
        listed = set(self.order)
        order = [*self.order, *(entry for entry in self.entries if entry not in listed)]
        return nearest_first(order, order.index(self.shown_entry) if self.shown_entry else 0)

    def place_of(self, entry: Entry) -> int:
        """Where a film stands in the list. Raises KeyError where it does not."""
        place = self._places.get(entry, -1)
        if not (0 <= place < len(self.entries) and self.entries[place] is entry):
            self._places = {each: i for i, each in enumerate(self.entries)}
        return self._places[entry]

    def note(self, entry: Entry, case: Case | None, problem: str = "") -> None:
        """What was learned of a film that nobody has opened: its outline, or why it cannot be read."""
        entry.looked_at, entry.problem = case or entry.looked_at, problem
        self.tell_of(entry)

    def tell_of(self, entry: Entry) -> None:
        """Something about a film has changed; nobody hears of one that is no longer listed."""
        if self.lists(entry):
            self.entry_changed.emit(self.place_of(entry))

    def lists(self, entry: Entry) -> bool:
        """Whether a film is on the list; it may have been closed while something was done for it."""
        try:
            return self.place_of(entry) >= 0
        except KeyError:
            return False

    @property
    def at_risk(self) -> list[Entry]:
        """The films with edits that no file holds."""
        return [entry for entry in self.entries if entry.state and is_at_risk(entry.state)]
