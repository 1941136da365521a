"""Films that are likely to be asked for next are read before that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject

from cephview.app.background.film_cache import FilmCache
from cephview.app.background.tasks import Task, Worker
from cephview.core.errors import CephViewError


class ReadAhead:
    """Fills the cache of films in a worker of its own, which gives way to what is asked for."""

    def __init__(self, films: FilmCache, parent: QObject) -> None:
        self._films = films
        self._worker = Worker("films ahead", parent)
        self._tasks: list[Task] = []

    def read(self, paths: Sequence[Path]) -> None:
        """These from now on, in this order; what was wanted before is not any more."""
        self.stop()
        self._tasks = [self._worker.submit(_reading(self._films, path), lambda _: None) for path in paths]

    def stop(self) -> None:
        """Read nothing that is not begun."""
        for task in self._tasks:
            task.cancel()

    def close(self) -> None:
        """Wait for the film that is being read."""
        self._worker.close()


def _reading(films: FilmCache, path: Path) -> Callable[[Task], None]:
    def read(_: Task) -> None:
        # What is wrong with it is told when it is asked for.
        with suppress(CephViewError):
            films.read(path)

    return read
