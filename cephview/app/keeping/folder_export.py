"""The points of all films of the list in one CSV, written in a worker: most of them were never opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cephview.app.background.film_reading import Keeping, look_at, with_prediction_of
from cephview.app.background.tasks import Task, Worker
from cephview.app.film_list import Entry
from cephview.app.session import Session
from cephview.app.words import tr
from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.review_status import has_points
from cephview.io.tables.csv_style import PLAIN, CsvStyle

_NAMED = 4


@dataclass(frozen=True)
class Listed:
    """A film of the list and what is known of its case, which is all there is where it `is_held`.

    Else the case lies free on the disk, and others may have changed it.
    """

    path: Path
    known: Case | None
    is_held: bool


@dataclass(frozen=True)
class Written:
    """What went into the file, by film; which films have no points, and which cannot be read."""

    path: Path
    cases: Mapping[Path, Case]
    without: tuple[str, ...]
    unread: tuple[str, ...]


class FolderExport(QObject):
    """Writes the CSV; edits count as exported only where no other came while it was written."""

    finished = Signal(str)
    told = Signal(str)  # what went wrong, or which films are not in it
    working = Signal(object, str, object)  # Task, what it does, how to give it up

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._worker = Worker("export", self)
        self._tasks: list[Task] = []

    def start(self, path: Path, style: CsvStyle = PLAIN) -> None:
        """Write the points of all films of the list, in their order, to `path`."""
        entries = self._session.entries
        held = self._session.cases.is_held
        films = [Listed(entry.path, entry.case, entry.state is not None and held(entry.state)) for entry in entries]
        keeping = self._session.keeping
        task = self._worker.submit(
            lambda task: _write(path, films, keeping, style, task),
            lambda written: self._done(written, entries),
            self.told.emit,
        )
        self._tasks = [*self._under_way(), task]
        self.working.emit(task, tr("Exporting film"), task.cancel)

    @property
    def progress(self) -> tuple[int, int] | None:
        """How many of how many films of the file that is being written are read; None where none is."""
        under_way = self._under_way()
        return under_way[0].progress if under_way else None

    def _under_way(self) -> list[Task]:
        return [task for task in self._tasks if not (task.finished or task.cancelled)]

    def close(self) -> None:
        """Stop at the film under way: a file is written whole or not at all."""
        for task in self._tasks:
            task.cancel()
        self._worker.close()

    def _done(self, written: Written, entries: Sequence[Entry]) -> None:
        for entry in entries:
            case = written.cases.get(entry.path)
            state = entry.state
            if case and state and state.case.edits == case.edits and state.case.calibration == case.calibration:
                state.mark_exported(None)
        count, table = len(written.cases), written.path.name
        exported = tr("Exported {count} film to {table}") if count == 1 else tr("Exported {count} films to {table}")
        self.finished.emit(exported.format(count=count, table=table))
        for names, one, more in (
            (
                written.without,
                tr("{films} has no points and is not in {table}: predict the folder, and export it again."),
                tr("{films} have no points and are not in {table}: predict the folder, and export it again."),
            ),
            (
                written.unread,
                tr("{films} cannot be read and is not in {table}: see why in the list, and export again."),
                tr("{films} cannot be read and are not in {table}: see why in the list, and export again."),
            ),
        ):
            if names:
                left = len(names) - _NAMED
                films = ", ".join(names[:_NAMED]) + (tr(" and {left} more", left=left) if left > 0 else "")
                self.told.emit((one if len(names) == 1 else more).format(films=films, table=table))


def _write(path: Path, films: Sequence[Listed], keeping: Keeping, style: CsvStyle, task: Task) -> Written:
    cases: dict[Path, Case] = {}
    without: list[str] = []
    unread: list[str] = []
    for number, film in enumerate(films):
        task.go_on(number, len(films))
        case, is_read = film.known, film.is_held
        if not is_read:
            # One film must not cost the others; of one that is gone there is what was seen of it.
            with suppress(Exception):
                case, is_read = with_prediction_of(film.known, look_at(film.path, keeping)), True
        if case and has_points(case):
            cases[film.path] = case
        else:
            (without if is_read else unread).append(film.path.name)
    task.go_on(len(films), len(films))
    if not cases:
        raise CephViewError(
            tr("No film has points yet, so {name} was not written: predict the folder first.", name=path.name)
        )
    from cephview.io.tables.export import export_csv

    export_csv(path, list(cases.values()), style)
    return Written(path, cases, tuple(without), tuple(unread))
