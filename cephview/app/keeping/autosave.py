"""Keeps every edit on disk as it is made: hands the steps of each case to its store, in a worker of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal

from cephview.app.background.tasks import Worker
from cephview.app.editing.case_state import CaseState
from cephview.core.history import HistoryEntry, Step

if TYPE_CHECKING:
    from cephview.io.cases.store import CaseStore
    from cephview.io.cases.survey import Offer

# `record` hands a step to the system at once; this much later it outlasts a power cut, too.
_FLUSH_MS = 400
_SETTLE_SECONDS = 2.0
LEAVE_SECONDS = 10.0


class Autosave(QObject):
    """The stores of all cases that are open. A step that cannot be written is told, and written with the next one."""

    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.who = ""  # whose steps these are, where a name is set
        self._worker = Worker("autosave", self, urgent=True)
        self._stores: dict[CaseState, CaseStore] = {}
        self._under_way: dict[CaseState, int] = {}
        self._leaving: dict[CaseState, threading.Event] = {}
        self._left_with: dict[CaseState, tuple[HistoryEntry, ...]] = {}
        self._flush = QTimer(self)
        self._flush.setSingleShot(True)
        self._flush.setInterval(_FLUSH_MS)
        self._flush.timeout.connect(self._flush_all)

    def adopt(self, state: CaseState, store: CaseStore) -> None:
        """Keep this case's steps from now on; what it holds already is on disk."""
        if state not in self._under_way:
            state.stepped.connect(lambda step: self._record(state, step))
        self._stores[state], self._under_way[state] = store, 0
        state.mark_kept(True)

    def leave(self, state: CaseState) -> None:
        """Save a case that is not shown any more, and give it free: others may open it, and it costs no descriptor.

        One that cannot be saved is kept open, and tried again with the next step of any case.
        """
        store = self._stores.get(state)
        if store is None or state in self._leaving:
            return
        done = self._leaving[state] = threading.Event()
        save = self._saving(state, store)

        def leave() -> None:
            try:
                save()
                store.leave()
                # Here, so that whoever waited for it finds it, however soon it is opened again.
                self._left_with[state] = store.history
            finally:
                done.set()

        self._worker.submit(lambda _: leave(), lambda _: self._left(state), lambda text: self._stayed(state, text))

    def keeps(self, state: CaseState) -> bool:
        """Whether the steps of this case are kept: it was adopted, and not left since."""
        return state in self._stores and state not in self._leaving

    def is_leaving(self, state: CaseState) -> bool:
        """Whether a case is on its way to be given free."""
        return state in self._leaving

    @property
    def leaving(self) -> list[threading.Event]:
        """The cases that are on their way to be given free: each is set when that one is; any thread may ask."""
        return list(self._leaving.values())

    def forget(self, state: CaseState) -> None:
        """Know nothing more of a case that was left and is another by now."""
        for known in (self._under_way, self._left_with):
            known.pop(state, None)

    def holds(self, state: CaseState) -> bool:
        """Whether its store is open still; any thread may ask."""
        store = self._stores.get(state)
        return store is not None and store.is_open

    def history(self, state: CaseState) -> tuple[HistoryEntry, ...]:
        """All steps of a case when it was left, those of former sessions first."""
        return self._left_with.get(state, state.former)

    def wait_until_left(self, state: CaseState) -> None:
        """Wait until a case is given free that is on its way there. For workers, before they open it again."""
        done = self._leaving.get(state)
        if done is not None:
            done.wait(LEAVE_SECONDS)

    def save(self, state: CaseState) -> None:
        """Write the case file, where there is anything to keep."""
        store = self._stores.get(state)
        if store is not None:
            self._submit(self._saving(state, store))

    def steps(self, state: CaseState) -> tuple[HistoryEntry, ...]:
        """All steps of an open case, those of former sessions first."""
        store = self._stores.get(state)
        return store.history if store else state.former

    def settle_offers(self, state: CaseState, offers: Sequence[Offer]) -> None:
        """The user has seen this other work and stays with the open case: that is kept, even where it has no step."""
        store, case = self._stores.get(state), state.case
        if store is None:
            return

        def settle() -> None:
            store.settle(offers)
            store.save(case)

        self._submit(settle)

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
        self._worker.close(wait_for_all=True)

    def _saving(self, state: CaseState, store: CaseStore) -> Callable[[], None]:
        """What a worker does to save the case as it is now."""
        from cephview.io.cases.file import StoredExport

        case, path, clean = state.case, state.export_path, state.stack.isClean()
        exported = StoredExport(path=str(path), clean=clean) if path else None

        def save() -> None:
            if store.is_open and (store.history or store.is_chosen):
                store.save(case, exported)

        return save

    def _left(self, state: CaseState) -> None:
        self._leaving.pop(state, None)
        store = self._stores.get(state)
        if store is not None:
            self._tell(store)
            if not store.is_open:
                self._left_with[state] = store.history
                del self._stores[state]

    def _stayed(self, state: CaseState, sentence: str) -> None:
        self._leaving.pop(state, None)
        self.failed.emit(sentence)

    def _tell(self, store: CaseStore) -> None:
        notice = store.take_notice()
        if notice:
            self.failed.emit(notice)

    def _record(self, state: CaseState, step: Step) -> None:
        store = self._stores.get(state)
        if store is None:
            return
        step = replace(step, who=self.who)
        self._under_way[state] += 1
        state.mark_kept(False)
        self._worker.submit(
            lambda _: store.record(step), lambda _: self._recorded(state), lambda text: self._lost(state, text)
        )

    def _recorded(self, state: CaseState) -> None:
        self._under_way[state] -= 1
        # The store writes what failed before together with this step, so the last success speaks for all.
        if self._under_way[state] == 0:
            state.mark_kept(True)
        if state in self._stores:
            self._tell(self._stores[state])
        self._flush.start()

    def _lost(self, state: CaseState, sentence: str) -> None:
        self._under_way[state] -= 1
        self.failed.emit(sentence)

    def _flush_all(self) -> None:
        for state, store in list(self._stores.items()):
            self._submit(store.flush)
            if not state.is_shown:  # it could not be left when its film was
                self.leave(state)

    def _submit(self, work: Callable[[], None]) -> None:
        self._worker.submit(lambda _: work(), lambda _: None, self.failed.emit)
