"""Work off the GUI thread: workers of one thread each, whose results arrive on the GUI thread.

A late result is dropped by its task: cancelling is asked between pieces of work, never forced, so a network that is at
work finishes its film, and nobody hears of it.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal

from cephview.app.words import said, tr
from cephview.core.errors import Cancelled, CephViewError
from cephview.io.priority import lower_thread
from cephview.model.torch_import import torch_problem

Done = Callable[[Any], None]
Failed = Callable[[str], None]
Work: TypeAlias = "Callable[[Task], Any]"


class Task:
    """One piece of work on its way. `cancelled` may be read by the work, from its own thread."""

    def __init__(self, work: Work, done: Done, failed: Failed | None) -> None:
        self._cancelled = threading.Event()
        self._work: Work | None = work
        self.done, self.failed = done, failed
        self.started = self.finished = False
        self.progress = (0, 0)  # done, of how many (0: nobody knows); set by the work, read by who shows it

    def cancel(self) -> None:
        """Nobody waits for the result any more; what has not begun lets go of what it holds, mostly a film."""
        self._cancelled.set()
        self._work = None

    @property
    def cancelled(self) -> bool:
        """Whether somebody cancelled it."""
        return self._cancelled.is_set()

    def run(self) -> Any:
        """Do the work, in the thread of the worker. Raises Cancelled where nobody waits for it."""
        work, self._work = self._work, None
        if work is None or self.cancelled:
            raise Cancelled
        self.started = True
        return work(self)

    def go_on(self, done: int, total: int = 0) -> None:
        """Say from within the work how far it is. Raises Cancelled where nobody waits for it any more."""
        self.progress = (done, total)
        if self.cancelled:
            raise Cancelled


class Worker(QObject):
    """One thread; what is submitted runs in order, and its result arrives on the thread that made the worker."""

    _arrived = Signal(object, object, object)  # task, result, what went wrong

    def __init__(self, name: str, parent: QObject | None = None, *, urgent: bool = False) -> None:
        """`urgent`: somebody waits for it with a finger on the key, so it does not step back for other programs."""
        super().__init__(parent)
        self._closed = False
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=name, initializer=None if urgent else lower_thread)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(self, work: Work, done: Done, failed: Failed | None = None) -> Task:
        """Run `work(task)` in the worker; then `done(result)` or `failed(sentence)` here, unless it was cancelled.

        A worker that was closed runs nothing more, and says nothing.
        """
        task = Task(work, done, failed)
        if self._closed:
            task.cancel()
            return task
        future = self._executor.submit(task.run)
        future.add_done_callback(lambda finished: self._hand_over(task, finished))
        return task

    def close(self, *, wait_for_all: bool = False) -> None:
        """Take nothing more in, and wait for what runs, or for all that was submitted."""
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=not wait_for_all)

    def _hand_over(self, task: Task, future: Future[Any]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        # The worker may be gone when the last work ends while the window closes.
        with contextlib.suppress(RuntimeError):
            self._arrived.emit(task, None if error else future.result(), error)

    def _deliver(self, task: Task, result: Any, error: BaseException | None) -> None:
        task.finished = True
        if task.cancelled or isinstance(error, Cancelled):
            return
        if error is None:
            task.done(result)
        elif task.failed is not None:
            task.failed(_sentence(error))


def _sentence(error: BaseException) -> str:
    if isinstance(error, CephViewError):
        return said(error)
    if isinstance(error, MemoryError):
        return tr("There is not enough memory for this; close other programs or use a smaller film.")
    if problem := torch_problem(error):
        return problem
    if isinstance(error, OSError):
        what = f"{error.filename}" if error.filename else tr("A file")
        return tr(
            "{what} could not be read or written ({why}): check the disk or the network.",
            what=what,
            why=error.strerror or error,
        )
    # Not foreseen: the developers need the trace, the user needs a sentence.
    sys.excepthook(type(error), error, error.__traceback__)
    return tr(
        "Something unexpected went wrong ({name}: {error}); your points are untouched.",
        name=type(error).__name__,
        error=error,
    )
