"""The process that trains: `cephview train --json-lines`, at low priority, gone with the window that started it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from cephview.app.words import tr

_PATIENCE_MS = 8000


class Ending(Enum):
    """How a run ended."""

    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class TrainingProcess(QObject):
    """Runs one training at a time. It is stopped as by Ctrl+C: whole epochs are kept, and it can be gone on with."""

    said = Signal(str)  # a sentence
    told = Signal(dict)  # what `cli.train_reporter.JsonReporter` writes
    ended = Signal(object, str)  # Ending, why it failed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._rest, self._errors = b"", b""
        self._stopping = False

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self._process is not None

    def start(self, arguments: Sequence[str]) -> None:
        """Start CephView with these arguments. Does nothing while a run is under way."""
        if self._process is not None:
            return
        process = self._process = QProcess(self)
        self._rest, self._errors, self._stopping = b"", b"", False
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")  # as it is read here; Windows would write its code page
        process.setProcessEnvironment(environment)
        # A frozen CephView is its own interpreter.
        module = () if getattr(sys, "frozen", False) else ("-P", "-m", "cephview")
        process.start(sys.executable, [*module, *arguments])

    def stop(self) -> None:
        """Stop after the batch under way; asked again, at once."""
        if self._process is None:
            return
        if self._stopping:
            self._process.kill()
        self._stopping = True
        self._process.closeWriteChannel()

    def close(self) -> None:
        """Stop, and wait for it; what does not end in time is killed, which its checkpoints survive."""
        process = self._process
        if process is None:
            return
        self.stop()
        if not process.waitForFinished(_PATIENCE_MS):
            process.kill()
            process.waitForFinished(_PATIENCE_MS)

    def _read(self) -> None:
        if self._process is None:
            return
        self._rest += bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            try:
                told = json.loads(line)
            except ValueError:
                continue  # of a library that talks to people
            if isinstance(told, dict):
                self._pass_on(told)

    def _pass_on(self, told: dict[str, Any]) -> None:
        if isinstance(told.get("say"), str):
            self.said.emit(told["say"])
        else:
            self.told.emit(told)

    def _read_errors(self) -> None:
        if self._process is not None:
            self._errors = (self._errors + bytes(self._process.readAllStandardError().data()))[-4000:]

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._read_errors()
        if code == 0 and status == QProcess.ExitStatus.NormalExit:
            self._end(Ending.DONE)
        elif self._stopping:
            self._end(Ending.STOPPED)
        else:
            self._end(Ending.FAILED, self._why(code))

    def _failed(self, error: QProcess.ProcessError) -> None:
        # Of all others `finished` tells.
        if error == QProcess.ProcessError.FailedToStart:
            self._end(Ending.FAILED, tr("The training could not be started: CephView's own program was not found."))

    def _why(self, code: int) -> str:
        lines = self._errors.decode("utf-8", "replace").splitlines()
        own = [line.removeprefix("cephview: ") for line in lines if line.startswith("cephview: ")]
        if own:
            return own[-1]
        last = next((line.strip() for line in reversed(lines) if line.strip()), tr("exit status {code}", code=code))
        return tr("The training ended unexpectedly ({last}); whole epochs are kept.", last=last[:200])

    def _end(self, ending: Ending, why: str = "") -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
            self.ended.emit(ending, why)
