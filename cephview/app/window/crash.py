"""What happens where an error arrives that nobody foresaw: the points are saved first, then it is told.

The report holds kinds of errors and places in programs, no message and no path (see `io.log`); nothing is sent.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from cephview.app.words import tr
from cephview.core.keys import in_keys_of_the_system


class CrashGuard(QObject):
    """Hears of every unforeseen error of the window and its threads, once each; `save` returns what is unsaved."""

    _arrived = Signal(str)

    def __init__(self, window: QWidget, save: Callable[[], list[str]]) -> None:
        super().__init__(window)
        self._window, self._save = window, save
        self._told: set[str] = set()
        self.dialog: CrashDialog | None = None
        # Queued: the error may come from a thread, or out of the middle of a painting, where no dialog can open.
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """From now on; what stood there before still hears of each error."""
        self._former, self._former_of_threads = sys.excepthook, threading.excepthook
        sys.excepthook = self._heard
        threading.excepthook = self._heard_of_thread

    def stop(self) -> None:
        """No longer."""
        if sys.excepthook == self._heard:
            sys.excepthook, threading.excepthook = self._former, self._former_of_threads

    def _heard(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._former(kind, error, trace)
        if isinstance(error, Exception):
            self._keep(error)

    def _heard_of_thread(self, arguments: threading.ExceptHookArgs) -> None:
        self._former_of_threads(arguments)
        if isinstance(arguments.exc_value, Exception):
            self._keep(arguments.exc_value)

    def _keep(self, error: Exception) -> None:
        from cephview.io.log import LOG, harmless_trace

        trace = harmless_trace(error)
        LOG.error("unforeseen\n%s", trace)
        if trace not in self._told:  # what fails at every painting is told once
            self._told.add(trace)
            self._arrived.emit(trace)

    def _tell(self, trace: str) -> None:
        unsaved = self._save()
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.add(trace, unsaved)
            return
        self.dialog = CrashDialog(trace, unsaved, self._window)
        self.dialog.show()


class CrashDialog(QDialog):
    """Says that the points are safe (or which are not), and shows the report, to be copied."""

    def __init__(self, trace: str, unsaved: list[str], parent: QWidget) -> None:
        from cephview.io.log import versions

        super().__init__(parent)
        self.setWindowTitle(tr("CephView met an error"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._message = QLabel()
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self.report = QPlainTextEdit(f"{versions()}\n\n{trace}")
        self.report.setReadOnly(True)
        self.report.setAccessibleName(tr("Report of the error"))
        note = QLabel(
            tr("The report names no patient, no film and no folder. Nothing is sent; copy it where you want it.")
        )
        note.setWordWrap(True)
        buttons = QDialogButtonBox()
        go_on = buttons.addButton(tr("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        copy = buttons.addButton(tr("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        go_on.clicked.connect(self.accept)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        layout = QVBoxLayout(self)
        for part in (self._message, self.report, note, buttons):
            layout.addWidget(part)
        self.resize(620, 360)
        self._say(unsaved)

    @property
    def message(self) -> str:
        """What it says above the report."""
        return self._message.text()

    def add(self, trace: str, unsaved: list[str]) -> None:
        """Another error, while this one is still read."""
        self.report.appendPlainText(f"\n{trace}")
        self._say(unsaved)

    def _say(self, unsaved: list[str]) -> None:
        start = tr("Something went wrong that nobody foresaw. ")
        if not unsaved:
            end = tr("Your points are saved. You can go on; if the window behaves oddly, start CephView again.")
        elif len(unsaved) == 1:
            keys = in_keys_of_the_system("Ctrl+E")
            end = tr(
                "The points of {unsaved} could not be saved: export them ({keys}) before you close the window.",
                unsaved=unsaved[0],
                keys=keys,
            )
        else:
            end = tr(
                "The points of {unsaved} and {count} more could not be saved: export them "
                "({keys}) before you close the window.",
                unsaved=unsaved[0],
                count=len(unsaved) - 1,
                keys=in_keys_of_the_system("Ctrl+Shift+E"),
            )
        self._message.setText(start + end)
