"""Looking for the films of folders: at once where that takes no longer than a blink, else in a worker."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cephview.app.background.tasks import Task, Worker
from cephview.app.words import said, tr
from cephview.core.errors import Cancelled, CephViewError
from cephview.io.datasets import Asked, ask_for
from cephview.io.films.folders import GoOn
from cephview.io.tables.calibration import coverage

# So many seconds may pass on the GUI thread.
AT_ONCE = 0.1


class FilmSearch(QObject):
    """One search at a time: who asks anew gives the former one up."""

    found = Signal(object)  # Asked
    failed = Signal(str)
    working = Signal(object, str, object)  # Task, what it does, how to give it up

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker("listing", self, urgent=True)
        self._task: Task | None = None

    def look(self, paths: Sequence[Path], *, below: bool = False) -> None:
        """Look for the films of files and folders, and of sub-folders as `ask_for` has them with `below`."""
        self._give_up()
        end = time.monotonic() + AT_ONCE

        def go_on(_: int) -> None:
            if time.monotonic() > end:
                raise Cancelled

        try:
            asked = _asked(paths, go_on, below)
        except Cancelled:
            self._task = self._worker.submit(
                lambda task: _asked(paths, task.go_on, below), self.found.emit, self.failed.emit
            )
            self.working.emit(self._task, tr("Looking for films…"), self._task.cancel)
        except CephViewError as error:
            self.failed.emit(said(error))
        else:
            self.found.emit(asked)

    def close(self) -> None:
        """Look for nothing more."""
        self._give_up()
        self._worker.close()

    def _give_up(self) -> None:
        if self._task is not None:
            self._task.cancel()


def _asked(paths: Sequence[Path], go_on: GoOn, below: bool) -> Asked:
    """The films, and what is to be said of tables beside them that know only some of them."""
    asked = ask_for(paths, go_on, below=below)
    gaps = coverage(asked.films, gaps_only=True) if len(asked.films) > 1 else ()
    return replace(asked, notes=(*asked.notes, *gaps))


def told_apart(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """What may be films, and the case files."""
    if not any(path.suffix.lower() in (".json", ".journal") for path in paths):
        return list(paths), []
    from cephview.io.cases.by_hand import case_file_of, is_case_file  # pydantic, which no film needs yet

    case_files = [path for path in paths if is_case_file(path)]
    return [path for path in paths if path not in case_files], [case_file_of(path) for path in case_files]
