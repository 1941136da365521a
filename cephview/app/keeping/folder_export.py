"""The points of all films of the list in one CSV, written in a worker: most of them were never opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cephview.app.background.film_reading import Keeping, look_at, with_prediction_of
from cephview.app.background.tasks import Task, Worker
from cephview.app.editing.case_state import CaseState
from cephview.app.session import Session
from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.review_status import has_points
from cephview.io.tables.csv_style import PLAIN, CsvStyle

_NAMED = 4


@dataclass(frozen=True)
class Listed:
    """A film of the list: its case where it is open, and what was seen of it else, which others may have changed."""

    path: Path
    open: Case | None
    looked_at: Case | None


@dataclass(frozen=True)
class Written:
    """What went into the file, and which films could not."""

    path: Path
    films: int
    without: tuple[str, ...]


class FolderExport(QObject):
    """Writes the CSV; edits count as exported only where no other came while it was written."""

    finished = Signal(str)
    told = Signal(str)  # what went wrong, or which films are not in it
    working = Signal(object, str, object)  # Task, what it does, how to give it up

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._worker = Worker("export", self)

    def start(self, path: Path, style: CsvStyle = PLAIN) -> None:
        """Write the points of all films of the list, in their order, to `path`."""
        entries = self._session.entries
        films = [Listed(entry.path, entry.state.case if entry.state else None, entry.looked_at) for entry in entries]
        taken = [(entry.state, entry.state.case) for entry in entries if entry.state]
        keeping = self._session.keeping
        task = self._worker.submit(
            lambda task: _write(path, films, keeping, style, task),
            lambda written: self._done(written, taken),
            self.told.emit,
        )
        self.working.emit(task, "Exporting film", task.cancel)

    def close(self) -> None:
        """Wait for a file that is being written; one that was not begun is not."""
        self._worker.close()

    def _done(self, written: Written, taken: list[tuple[CaseState, Case]]) -> None:
        for state, case in taken:
            if state.case.edits == case.edits and state.case.calibration == case.calibration:
                state.mark_exported(None)
        count = len(written.without)
        self.finished.emit(f"Exported {written.films} film{'s'[: written.films != 1]} to {written.path.name}")
        if count:
            names = ", ".join(written.without[:_NAMED]) + (f" and {count - _NAMED} more" if count > _NAMED else "")
            verb = "has no points and is" if count == 1 else "have no points and are"
            self.told.emit(f"{names} {verb} not in {written.path.name}: predict the folder, and export it again.")


def _write(path: Path, films: Sequence[Listed], keeping: Keeping, style: CsvStyle, task: Task) -> Written:
    cases, without = [], []
    for number, film in enumerate(films):
        task.go_on(number, len(films))
        try:
            # What is not open is read from the disk again: a colleague may have corrected it since it was listed.
            case = film.open or with_prediction_of(film.looked_at, look_at(film.path, keeping))
        except Exception:  # one film must not cost the others
            without.append(film.path.name)
            continue
        if has_points(case):
            cases.append(case)
        else:
            without.append(film.path.name)
    if not cases:
        raise CephViewError(f"No film has points yet, so {path.name} was not written: predict the folder first.")
    from cephview.io.tables.export import export_csv

    export_csv(path, cases, style)
    return Written(path, len(cases), tuple(without))
