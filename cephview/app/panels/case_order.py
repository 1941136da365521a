"""Which films are listed, and in which order: in one pass over all of them, however many there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractProxyModel, QModelIndex, QObject

from cephview.app.film_list import Entry
from cephview.app.panels.case_list import ENTRY_ROLE, CaseListModel, Index, status_of
from cephview.app.session import Session
from cephview.app.words import marked
from cephview.core.case import Case
from cephview.core.review_status import ReviewStatus, most_doubtful, worst_error_mm
from cephview.io.films.folders import natural_key

# What needs work comes first; what cannot be read is no work.
_WORK_ORDER = (ReviewStatus.IN_REVIEW, ReviewStatus.PREDICTED, ReviewStatus.NEW, ReviewStatus.DONE)
# Beyond so many rows that come or go, or where all are closed, the view is told to read everything anew.
_MANY = 50


def _by_status(entry: Entry) -> float:
    return len(_WORK_ORDER) if entry.problem else _WORK_ORDER.index(status_of(entry))


def _by_error(entry: Entry) -> float:
    worst = worst_error_mm(entry.case) if entry.case else None
    return np.inf if worst is None else -worst


def _by_doubt(entry: Entry) -> float:
    doubtful = most_doubtful(entry.case) if entry.case else None
    return np.inf if doubtful is None else -doubtful[1]


def _by_name(entry: Entry) -> Any:
    return natural_key(entry.path)


# The order in which the films came breaks ties.
SORTS: dict[str, Callable[[Entry], Any]] = {
    marked("Name"): _by_name,
    marked("Status"): _by_status,
    marked("Worst error"): _by_error,
    marked("Least sure"): _by_doubt,
}


class CaseOrder(QAbstractProxyModel):
    """The films that a text and a status let through, in a chosen order. The film that is shown always stays.

    Not with each edit but on `look_anew`: a row that jumps away under work would be lost.
    """

    def __init__(self, session: Session, model: CaseListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sort = SORTS["Name"]
        self._folders: dict[Path, int] = {}  # in the order in which they came
        self._keys: dict[Entry, tuple[Case | None, str, Any]] = {}
        self._text = ""
        self._wanted: ReviewStatus | None = None
        self._listed: list[Entry] = []
        self._rows: dict[Entry, int] = {}
        self.setSourceModel(model)
        model.dataChanged.connect(self._pass_on)
        model.modelReset.connect(self.look_anew)
        self.look_anew()

    def set_filter(self, text: str, wanted: ReviewStatus | None) -> None:
        """Let through what has `text` in its name and is so far, or whatever."""
        self._text, self._wanted = text.strip().casefold(), wanted
        self.look_anew()

    def set_sort(self, name: str) -> None:
        """Sort by one of SORTS."""
        self._sort = SORTS[name]
        self._keys.clear()
        self.look_anew()

    def look_anew(self) -> None:
        """Filter and sort by what is known now."""
        listed = sorted((entry for entry in self._session.entries if self._lets_through(entry)), key=self._key)
        if listed == self._listed:
            return
        former, wanted = set(self._listed), set(listed)
        if len(former ^ wanted) > _MANY or not self._session.entries:
            self.beginResetModel()
            self._list(listed)
            self.endResetModel()
            return
        # Row by row, so that the view stays where it is.
        for row in reversed([row for row, entry in enumerate(self._listed) if entry not in wanted]):
            self.beginRemoveRows(QModelIndex(), row, row)
            self._list([*self._listed[:row], *self._listed[row + 1 :]])
            self.endRemoveRows()
        stayed = [entry for entry in listed if entry in former]
        if stayed != self._listed:
            self._rearrange(stayed)
        for row, entry in enumerate(listed):
            if entry not in former:
                self.beginInsertRows(QModelIndex(), row, row)
                self._list([*self._listed[:row], entry, *self._listed[row:]])
                self.endInsertRows()

    def entries(self) -> list[Entry]:
        """The films that are listed, from the top."""
        return list(self._listed)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """The number of films that are listed."""
        return 0 if parent.isValid() else len(self._listed)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """One."""
        return 0 if parent.isValid() else 1

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The place of a row."""
        inside = 0 <= row < len(self._listed) and column == 0 and not parent.isValid()
        return self.createIndex(row, column) if inside else QModelIndex()

    def parent(self, child: Index | None = None) -> Any:
        """None above; without an argument the object's own parent, as Qt has it under the same name."""
        return super(QAbstractProxyModel, self).parent() if child is None else QModelIndex()

    def mapToSource(self, index: Index) -> QModelIndex:
        """The row of the whole list."""
        source = self.sourceModel()
        if not index.isValid() or source is None:
            return QModelIndex()
        return source.index(self._session.place_of(self._listed[index.row()]), 0)

    def mapFromSource(self, index: Index) -> QModelIndex:
        """The row here, invalid where the film is not listed."""
        entry = index.data(ENTRY_ROLE)
        return self.index(self._rows.get(entry, -1), 0)

    def _lets_through(self, entry: Entry) -> bool:
        if entry is self._session.shown_entry:
            return True
        if self._text not in entry.name.casefold():
            return False
        return self._wanted is None or self._wanted is status_of(entry)

    def _key(self, entry: Entry) -> Any:
        # A case is another once anything of it changes: only of those the key is found anew.
        case, problem = entry.case, entry.problem
        known = self._keys.get(entry)
        if known is None or known[0] is not case or known[1] != problem:
            key = self._sort(entry)
            if self._sort is _by_name:
                # Folder by folder: on a clinic's CD each holds a film of the same name.
                key = (self._folders.setdefault(entry.path.parent, len(self._folders)), key)
            known = self._keys[entry] = (case, problem, key)
        return known[2]

    def _list(self, listed: list[Entry]) -> None:
        self._listed = listed
        self._rows = {entry: row for row, entry in enumerate(listed)}

    def _rearrange(self, listed: list[Entry]) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        films = [self._listed[index.row()] for index in held]
        self._list(listed)
        self.changePersistentIndexList(held, [self.index(self._rows[entry], 0) for entry in films])
        self.layoutChanged.emit()

    def _pass_on(self, first: Index, last: Index) -> None:
        for row in range(first.row(), last.row() + 1):
            index = self.index(self._rows.get(self._session.entries[row], -1), 0)
            if index.isValid():
                self.dataChanged.emit(index, index)
