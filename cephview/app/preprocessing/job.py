"""The trying behind the form: in a worker of its own, a moment after the last change, given up when another comes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from cephview.app.background.tasks import Task, Worker
from cephview.core.prediction import Prediction
from cephview.core.radiograph import Radiograph
from cephview.model.trying import Trial, Tried

_PAUSE_MS = 250


class TrialJob(QObject):
    """Tries values on a film. What comes late for values that have changed since is dropped."""

    tried = Signal(object, object)  # Tried, Prediction or None
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker("preprocessing", self)
        self._trial = Trial(path)  # of the worker's thread
        self._task: Task | None = None
        self._wanted: tuple[Mapping[str, Any], Radiograph] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._begin)

    @property
    def is_busy(self) -> bool:
        """Whether values wait to be tried, or are."""
        return self._wanted is not None or self._task is not None

    def ask(self, values: Mapping[str, Any], film: Radiograph) -> None:
        """Try these values, once no others have come for a moment."""
        self._drop()
        self._wanted = values, film
        self._timer.start()
        self.busy_changed.emit(True)

    def cancel(self) -> None:
        """Give up what waits and what is under way."""
        self._drop()
        self.busy_changed.emit(False)

    def close(self) -> None:
        """Give everything up, and wait for the worker."""
        self._drop()
        self._worker.close()

    def _drop(self) -> None:
        self._timer.stop()
        self._wanted = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _begin(self) -> None:
        if self._wanted is None:
            return
        (values, film), self._wanted = self._wanted, None
        trial = self._trial

        def work(task: Task) -> tuple[Tried, Prediction | None]:
            tried = trial.with_values(values)
            task.go_on(0)
            return tried, tried.predictor.predict(film) if tried.predictor else None

        self._task = self._worker.submit(work, self._done, self._failed)

    def _done(self, result: tuple[Tried, Prediction | None]) -> None:
        self._task = None
        self.busy_changed.emit(False)
        self.tried.emit(*result)

    def _failed(self, sentence: str) -> None:
        self._task = None
        self.busy_changed.emit(False)
        self.failed.emit(sentence)
