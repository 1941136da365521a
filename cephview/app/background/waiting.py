"""What the window is waiting for: the same sign for every piece of work, with its progress and a way out.

Work of up to 0.3 s shows nothing; later a text and a bar stand in the status bar, with a button that cancels.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from cephview.app.background.tasks import Task
from cephview.app.words import tr

SHOWN_AFTER = 0.3
_POLL_MS = 100
_BAR_WIDTH = 90


@dataclass
class _Watched:
    task: Task
    text: str
    stop: Callable[[], object]
    since: float


class Waiting(QWidget):
    """Shows the work that was begun last of all that is under way for longer than 0.3 s."""

    def __init__(self, bar: QStatusBar, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(bar)
        self._clock = clock
        self._watched: list[_Watched] = []
        self.text, self.bar, self.button = QLabel(), QProgressBar(), QToolButton()
        self.bar.setFixedSize(_BAR_WIDTH, 6)
        self.bar.setTextVisible(False)
        self.button.setText(tr("Cancel"))
        self.button.setToolTip(tr("Stop waiting for this  (Esc)"))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(8)
        for widget in (self.text, self.bar, self.button):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self.look)
        bar.addWidget(self)
        self.hide()

    def follow(self, *signals: SignalInstance) -> None:
        """Watch whatever these signals tell of, each with the arguments of `watch`."""
        for signal in signals:
            signal.connect(self.watch)

    def watch(self, task: Task, text: str, stop: Callable[[], object] | None = None) -> None:
        """Show this work while it is under way. `stop` is called where the user gives it up; else it is cancelled."""
        self._watched.append(_Watched(task, text, stop or task.cancel, self._clock()))
        self._timer.start()

    def cancel(self) -> bool:
        """Give up what is shown; whether anything was."""
        shown = self._shown()
        if shown is None or self.isHidden():
            return False
        self._watched.remove(shown)
        shown.stop()
        self.look()
        return True

    def look(self) -> None:
        """See what is still under way."""
        self._watched = [each for each in self._watched if not (each.task.finished or each.task.cancelled)]
        shown = self._shown()
        self.setVisible(shown is not None)
        if not self._watched:
            self._timer.stop()
        if shown is not None:
            done, total = shown.task.progress
            number = tr(" {done:,} of {total:,}", done=done, total=total) if total else f" {done:,}" if done else ""
            self.text.setText(shown.text + number)
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _shown(self) -> _Watched | None:
        now = self._clock()
        return next((each for each in reversed(self._watched) if now - each.since >= SHOWN_AFTER), None)
