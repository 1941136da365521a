"""A model of the user's is exported for ONNX Runtime behind its first prediction, by a process of low priority."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess

from cephview.app.background.prediction import PredictionService


class Exporting(QObject):
    """Starts `cephview model export` once for each model that torch runs on the processor; the next start uses it."""

    def __init__(self, prediction: PredictionService, parent: QObject) -> None:
        super().__init__(parent)
        self._prediction = prediction
        self._seen: set[Path] = set()
        self._process: QProcess | None = None
        prediction.predicted.connect(lambda _: self._begin())
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    def close(self) -> None:
        """Stop what runs; an export is written whole or not at all."""
        if self._process is not None:
            self._process.kill()
            self._process.waitForFinished(2000)

    def _begin(self) -> None:
        path = self._prediction.exportable
        if path is None or path in self._seen or self._process is not None:
            return
        self._seen.add(path)
        process = self._process = QProcess(self)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._ended)
        # A frozen CephView is its own interpreter.
        module = () if getattr(sys, "frozen", False) else ("-P", "-m", "cephview")
        process.start(sys.executable, [*module, "model", "export", str(path)])

    def _ended(self) -> None:
        # Why it failed is kept by the process itself, and told on the card at the next start.
        if self._process is not None:
            self._process.deleteLater()
        self._process = None
