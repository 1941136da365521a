"""Starting the window, with a person before it or without one."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from cephview.app.background.exporting import Exporting
from cephview.app.background.film_reading import Keeping
from cephview.app.editing.case_state import CaseState
from cephview.app.keeping.pictures import encoded
from cephview.app.language import speak
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.crash import CrashGuard
from cephview.app.window.style import apply_style, style_sheet, styled_application
from cephview.app.words import tr
from cephview.core.errors import CephViewError
from cephview.core.late_imports import load_late
from cephview.io.outputs import write_output
from cephview.io.tables.csv_style import PLAIN, CsvStyle


@dataclass(frozen=True)
class Request:
    """What the command line asks of the window."""

    films: tuple[Path, ...] = ()
    sample: bool = False
    model: Path | None = None
    reference: Path | None = None
    screenshot: Path | None = None
    export: Path | None = None
    csv_style: CsvStyle = PLAIN
    size: tuple[int, int] | None = None
    settings: Path | None = None
    cases: Path | None = None
    language: str = ""

    @property
    def is_unattended(self) -> bool:
        """Whether the whole job is to be done without a person."""
        return self.screenshot is not None or self.export is not None


def run(request: Request) -> int:
    """Show the window until it is closed, or until the job is done; the exit status comes back."""
    if request.is_unattended and not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else styled_application("cephview")
    QGuiApplication.setApplicationDisplayName("CephView")
    QGuiApplication.setDesktopFileName("cephview")
    # The sheet comes when all widgets are there: each part that is built under one is polished several times.
    apply_style(application, sheet=False)
    # Without a person nothing is edited, so nothing is kept, and what a person left does not enter the export.
    keeping = Keeping(enabled=not request.is_unattended, folder=request.cases)
    settings = Settings.at(request.settings)
    speak(application, request.language or settings.language)
    window = MainWindow(settings, keeping)
    application.setStyleSheet(style_sheet())
    window.folder.by_itself = window.folder.by_itself and not request.is_unattended
    if request.size:
        window.resize(*request.size)
    # Where there is no screen, nobody would click the tour away.
    if has_screen() and not (request.is_unattended or window.settings.flag("tour_seen", False)):
        QTimer.singleShot(0, window.show_tour)
    guard = CrashGuard(window, lambda: saved(window))
    if not request.is_unattended:
        Exporting(window.prediction, window)
        guard.watch()
    job = Unattended(window, request) if request.is_unattended else None
    window.show()
    after_first_frame(window, lambda: _begin(window, request))
    _close_on_interrupt(window)
    if job is not None:
        job.finished.connect(application.exit)
    status = application.exec()
    window.close_workers()
    guard.stop()
    return status


def saved(window: MainWindow) -> list[str]:
    """Bring every edit to the disk; the names of the films whose edits no file holds."""
    window.session.autosave.settle()
    return [entry.name for entry in window.session.at_risk]


def after_first_frame(window: QWidget, work: Callable[[], None]) -> None:
    """Call `work` once when the window stands on the screen: what takes long to import waits until then.

    A window that is never painted (minimised at once) does not hold it up for ever.
    """
    _FirstFrame(window, work)


class _FirstFrame(QObject):
    def __init__(self, window: QWidget, work: Callable[[], None]) -> None:
        super().__init__(window)
        self._work: Callable[[], None] | None = work
        window.installEventFilter(self)
        QTimer.singleShot(_LONGEST_WAIT_MS, self, self._begin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the window being painted."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._begin)  # not before the frame is whole
        return False

    def _begin(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            work()


_LONGEST_WAIT_MS = 1000


def has_display() -> bool:
    """Whether there is a screen to show a window on; only Linux can lack one."""
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    )


def has_screen() -> bool:
    """Whether Qt shows its windows to somebody; tests and unattended runs draw them in memory."""
    return QGuiApplication.platformName() not in ("offscreen", "minimal")


def _begin(window: MainWindow, request: Request) -> None:
    from PySide6.QtGui import QFontDatabase

    load_late("cephview.io.cases.store")
    gc.freeze()
    gc.enable()
    if not QFontDatabase.families():
        print(
            tr("cephview: no font is installed, so every letter is a box; on Debian: fonts-dejavu-core"),
            file=sys.stderr,
        )
    window.measuring.fill()
    if not request.is_unattended:
        _write_log(window)
        window.evaluations.prepare_when_idle()
    window.prediction.load_model(request.model or window.settings.model)
    window.prediction.prune(window.settings.kept_megabytes << 20)
    if request.films:
        window.session.open(request.films)
    elif request.sample:
        window.open_sample()


def _write_log(window: MainWindow) -> None:
    # Imported here: the standard library's handlers take a fiftieth of a second, and the first frame waits for none.
    from cephview.io.log import LOG, start_log, stop_log

    start_log()
    window.session.shown.connect(lambda state: LOG.info("film %s", state.film.sha256[:12] if state.film else "unkept"))
    window.prediction.model_changed.connect(lambda card: LOG.info("model %s", card.sha256[:12]))
    window.prediction.model_failed.connect(lambda _: LOG.warning("a model could not be opened"))
    window.prediction.prediction_failed.connect(lambda _: LOG.warning("a film could not be predicted"))
    window.session.failed.connect(lambda _: LOG.warning("a film could not be opened"))
    window.session.autosave.failed.connect(lambda _: LOG.error("a case could not be saved"))
    window.destroyed.connect(stop_log)


def _close_on_interrupt(window: MainWindow) -> None:
    """Ctrl+C in the terminal closes the window, with its question about unsaved edits."""
    signal.signal(signal.SIGINT, lambda *_: window.close())
    # Python sees a signal only when it runs; Qt's loop would let it sleep.
    timer = QTimer(window)
    timer.timeout.connect(lambda: None)
    timer.start(300)


class Unattended(QObject):
    """The main job without a person: open, wait for the prediction, picture, CSV, exit status."""

    finished = Signal(int)

    def __init__(self, window: MainWindow, request: Request) -> None:
        super().__init__(window)
        self._window, self._request = window, request
        self._done = False
        for failure in (window.session.failed, window.prediction.model_failed, window.prediction.prediction_failed):
            failure.connect(self._fail)
        window.session.shown.connect(self._shown)
        window.prediction.predicted.connect(self._predicted)
        window.prediction.model_changed.connect(self._check_prediction)

    def _shown(self, state: CaseState) -> None:
        self._window.files.asks = False
        if state is not self._window.document.state:
            return  # work on it was asked for, and comes next
        if self._request.reference and not self._window.files.read_reference(self._request.reference):
            self._fail(tr("{name} cannot be used as a reference.", name=self._request.reference.name))
        self._check_prediction()

    def _check_prediction(self, _: object = None) -> None:
        """Work that was asked for may bring the prediction of the model in use."""
        state, prediction = self._window.document.state, self._window.prediction
        if state is not None and prediction.card is not None and not prediction.is_wanted(state):
            self._predicted(state)

    def _predicted(self, state: CaseState) -> None:
        # One turn of the event loop later, so that every view has obeyed the signals and is painted.
        QTimer.singleShot(50, lambda: self._deliver(state))

    def _deliver(self, state: CaseState) -> None:
        if self._done or state is not self._window.document.state:
            return
        self._done = True
        request = self._request
        # The picture first: the export says in the status bar that it is done, which is not laid out yet.
        try:
            if request.screenshot:
                picture = encoded(self._window.grab().toImage(), request.screenshot.suffix)
                write_output(request.screenshot, picture)
        except CephViewError as error:
            print(f"cephview: {error}", file=sys.stderr)
            self.finished.emit(2)
            return
        if request.export and not self._window.files.export_to(request.export, [state], request.csv_style):
            print(
                tr("cephview: {export} could not be written; choose another place.", export=request.export),
                file=sys.stderr,
            )
            self.finished.emit(2)
            return
        self.finished.emit(0)

    def _fail(self, sentence: str) -> None:
        if not self._done:
            self._done = True
            print(f"cephview: {sentence}", file=sys.stderr)
            # Failures can arrive before the loop runs, and `exit` before `exec` is lost.
            QTimer.singleShot(0, lambda: self.finished.emit(2))
