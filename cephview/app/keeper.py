"""Keeps every edit on disk as it is made: hands the steps of each case to its store, in a lane of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal

from cephview.app.case_state import CaseState
from cephview.app.tasks import Lane
from cephview.core.history import Step
from cephview.io.case_file import StoredExport
from cephview.io.case_store import CaseStore

# `record` hands a step to the system at once; this much later it outlasts a power cut, too.
_FLUSH_MS = 400
_SETTLE_SECONDS = 2.0


class Keeper(QObject):
    """The stores of all cases that are open. A step that cannot be written is told, and written with the next one."""

    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.who = ""  # whose steps these are, where a name is set
        self._lane = Lane("keeper", self, urgent=True)
        self._stores: dict[CaseState, CaseStore] = {}
        self._under_way: dict[CaseState, int] = {}
        self._flush = QTimer(self)
        self._flush.setSingleShot(True)
        self._flush.setInterval(_FLUSH_MS)
        self._flush.timeout.connect(self._flush_all)

    def adopt(self, state: CaseState, store: CaseStore) -> None:
        """Keep this case's steps from now on; what it holds already is on disk."""
        self._stores[state], self._under_way[state] = store, 0
        state.mark_kept(True)
        state.stepped.connect(lambda step: self._record(state, step))

    def save(self, state: CaseState) -> None:
        """Write the case file, where there is anything to keep."""
        store = self._stores.get(state)
        if store is None or state.read_only or not store.history:
            return
        case, path, clean = state.case, state.export_path, state.stack.isClean()
        exported = StoredExport(path=str(path), clean=clean) if path else None
        self._submit(lambda: store.save(case, exported))

    def settle(self) -> None:
        """Wait until every step under way is on disk or has failed, two seconds at most."""
        deadline = time.monotonic() + _SETTLE_SECONDS
        while any(self._under_way.values()) and time.monotonic() < deadline:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)

    def close(self) -> None:
        """Save all, give the cases free, and wait until that is done."""
        self._flush.stop()
        for state, store in self._stores.items():
            self.save(state)
            self._submit(store.close)
        self._stores.clear()
        self._lane.close(wait_for_all=True)

    def _record(self, state: CaseState, step: Step) -> None:
        store = self._stores.get(state)
        if store is None:
            return
        step = replace(step, who=self.who)
        self._under_way[state] += 1
        state.mark_kept(False)
        self._lane.submit(
            lambda _: store.record(step), lambda _: self._recorded(state), lambda text: self._lost(state, text)
        )

    def _recorded(self, state: CaseState) -> None:
        self._under_way[state] -= 1
        # The store writes what failed before together with this step, so the last success speaks for all.
        if self._under_way[state] == 0:
            state.mark_kept(True)
        self._flush.start()

    def _lost(self, state: CaseState, sentence: str) -> None:
        self._under_way[state] -= 1
        self.failed.emit(sentence)

    def _flush_all(self) -> None:
        for store in self._stores.values():
            self._submit(store.flush)

    def _submit(self, work: Callable[[], None]) -> None:
        self._lane.submit(lambda _: work(), lambda _: None, self.failed.emit)
