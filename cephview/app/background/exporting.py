"""A model of the user's is exported for ONNX Runtime behind its first prediction, by a process of low priority."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment

from cephview.app.background.prediction import PredictionService
from cephview.app.words import tr

_LONGEST = 300


class Exporting(QObject):
    """Starts `cephview model export` once for each model that torch runs on the processor.

    The export takes over when it is there; where it fails, a line on the model's card says why.
    """

    def __init__(self, prediction: PredictionService, parent: QObject) -> None:
        super().__init__(parent)
        self._prediction = prediction
        self._seen: set[str] = set()  # by what they answer: another sidecar makes another model of a file
        self._process: QProcess | None = None
        prediction.predicted.connect(lambda _: self._begin())
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    @property
    def is_running(self) -> bool:
        """Whether a model is being exported."""
        return self._process is not None

    def close(self) -> None:
        """Stop what runs; an export is written whole or not at all."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(2000)

    def _begin(self) -> None:
        path, card = self._prediction.exportable, self._prediction.card
        if path is None or card is None or card.sha256 in self._seen or self._process is not None:
            return
        self._seen.add(card.sha256)
        process = self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")  # as it is read here; Windows would write its code page
        process.setProcessEnvironment(environment)
        process.finished.connect(lambda code, status: self._ended(process, path, code == 0 and status == _NORMAL))
        process.errorOccurred.connect(lambda _: self._ended(process, path, False))
        # A frozen CephView is its own interpreter.
        module = () if getattr(sys, "frozen", False) else ("-P", "-m", "cephview")
        process.start(sys.executable, [*module, "model", "export", "--low-priority", str(path)])

    def _ended(self, process: QProcess, path: Path, done: bool) -> None:
        if process is not self._process:  # closed, or told of twice
            return
        self._process = None
        said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
        process.deleteLater()
        if done:
            self._prediction.take_over(path)
        else:
            self._prediction.add_note(path, _reason(said))


_NORMAL = QProcess.ExitStatus.NormalExit


def _reason(said: str) -> str:
    lines = [line.removeprefix("cephview: ") for line in said.splitlines() if line.startswith("cephview: ")]
    why = lines[-1][:_LONGEST] if lines else tr("The process that exports it ended without saying why.")
    return tr("not exported for ONNX Runtime, so torch runs it: {why}", why=why)
