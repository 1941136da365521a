"""An hour's review of 300 films in the real window, by a script that works as a person does, and what it costs.

    python tests/soak/review.py --films 300 --minutes 60

Under X (`xvfb-run -a python tests/soak/review.py`) or, without, drawn in memory. The films are one drawn film in many
greys; the embedded model reads them. Each film is looked through: points dragged with the mouse, nudged and confirmed
by keys, steps taken back, greys turned, the film marked as done, the next one asked for; now and then all are exported,
mm per pixel are set, and the folder is left for another one and come back to.
Memory, descriptors and threads are taken at each film. From the sixth part of the time on (ten minutes of an hour)
memory must stay within 5 %, descriptors and threads must not grow; no Qt warning, no exception, and nothing but cases
and exports may be left in the folder.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "" if os.environ.get("DISPLAY") else "offscreen")
if not os.environ["QT_QPA_PLATFORM"]:
    del os.environ["QT_QPA_PLATFORM"]

import cv2
import numpy as np
from PySide6.QtCore import QPoint, Qt, QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.style import apply_style
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.resources import resource

_WARM_UP = 1 / 6
_SWING = 0.05
# What the drawing in memory says of every window, and is no fault of ours.
_HARMLESS = ("propagateSizeHints", "XDG_RUNTIME_DIR")


@dataclass
class Sample:
    """One film's end: seconds since the start, MiB resident, descriptors, threads."""

    at: float
    memory: float
    descriptors: int
    threads: int


@dataclass
class Log:
    """What was seen."""

    start: float = field(default_factory=time.monotonic)
    samples: list[Sample] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    films: int = 0
    steps: int = 0

    def take(self) -> None:
        """Measure now."""
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        memory = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        descriptors = len(list(Path("/proc/self/fd").iterdir()))
        self.samples.append(Sample(time.monotonic() - self.start, memory, descriptors, threading.active_count()))

    def judge(self, seconds: float) -> str:
        """The figures as text; what is beyond its limit becomes a problem."""
        if not self.samples:
            return f"no film was done; {len(self.problems)} problems" + "".join(f"\n  {each}" for each in self.problems)
        late = [sample for sample in self.samples if sample.at >= seconds * _WARM_UP] or self.samples
        third = max(1, len(late) // 3)
        first, last = late[:third], late[-third:]
        before, after = (median(sample.memory for sample in part) for part in (first, last))
        change = after / before - 1
        if abs(change) > _SWING:
            self.problems.append(f"memory went from {before:.0f} to {after:.0f} MiB")
        rows = []
        for name in ("descriptors", "threads"):
            one, two = (max(getattr(sample, name) for sample in part) for part in (first, last))
            rows.append(f"{name} {one} to {two}")
            if two > one + 1:
                self.problems.append(f"{name} grew from {one} to {two}")
        peak = max(sample.memory for sample in self.samples)
        text = f"{self.films} films shown, {self.steps} steps in {self.samples[-1].at / 60:.1f} min; memory "
        text += f"{before:.0f} to {after:.0f} MiB ({100 * change:+.1f} %), peak {peak:.0f}; {', '.join(rows)}; "
        return text + f"{len(self.problems)} problems" + "".join(f"\n  {each}" for each in self.problems[:20])


def draw_films(folder: Path, count: int) -> None:
    """So many films, each another to CephView, of half the sample's size."""
    sample = cv2.imread(str(resource("sample", "phantom.png")), cv2.IMREAD_GRAYSCALE)
    half = cv2.resize(sample, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    for number in range(count):
        film = np.clip(half.astype(np.int16) + number % 7 - 3, 0, 255).astype(np.uint8)
        film[:4, : 8 * 16] = np.repeat([255 * (number >> bit & 1) for bit in range(16)], 8)
        cv2.imwrite(str(folder / f"{number + 1:03d}.png"), film)


class Reviewer:
    """Works through the list, a film at a time, from the event loop."""

    def __init__(self, window: MainWindow, log: Log, seconds: float, folder: Path) -> None:
        self._window, self._log, self._seconds, self._folder = window, log, seconds, folder
        self._dice = random.Random(1)
        self._other = folder.with_name("other films")

    def run(self) -> None:
        """Until the time is over."""
        try:
            while time.monotonic() - self._log.start < self._seconds:
                self._one_film()
        except Exception as error:  # noqa: BLE001
            self._log.problems.append(f"film {self._log.films}: {type(error).__name__}: {error}")
        self._window.close()
        QApplication.quit()

    def _one_film(self) -> None:
        window, session = self._window, self._window.session
        self._until(lambda: window.document.case is not None and window.document.case.prediction is not None)
        for _ in range(self._dice.randrange(3, 9)):
            self._step()
            self._log.steps += 1
        window.actions_by_id["mark_done"].trigger()
        QTest.qWait(30)
        if window.review.box is not None:  # what is doubtful was said
            window.review.box.accept()
            QTest.qWait(30)
        self._log.films += 1
        if self._log.films % 40 == 0:
            window.files.folder.start(self._folder / "all.csv")
        if self._log.films % 7 == 0:
            mm = self._dice.choice((0.08, 0.1, 0.12))
            window.document.set_calibration(Calibration(mm, mm, CalibrationSource.RULER, ""))
        self._log.take()
        if self._log.films % 25 == 0:
            self._change_folder()
            return
        here = session.current
        session.show((here + 1) % len(session.entries))
        self._until(lambda: session.current != here)

    def _change_folder(self) -> None:
        """Leave all films, look at another folder, and come back to the films as they were left."""
        session = self._window.session
        for folder in (self._other, self._folder):
            session.clear()
            session.open([folder])
            self._until(lambda: session.current >= 0)

    def _step(self) -> None:
        window, document = self._window, self._window.document
        QTest.keyClick(window.view, Qt.Key.Key_Tab)
        symbol = document.selected
        if not symbol:
            return
        kind = self._dice.randrange(7)
        if kind < 2:
            self._drag(symbol)
        elif kind == 2:
            QTest.keyClick(window.view, self._dice.choice((Qt.Key.Key_Left, Qt.Key.Key_Up)))
        elif kind == 3:
            document.confirm(symbol)
        elif kind == 4:
            document.undo()
        elif kind == 5:
            window.actions_by_id[self._dice.choice(("invert", "local_contrast", "tracing", "fit"))].trigger()
        else:
            window.view.zoom_by(self._dice.choice((0.8, 1.25)))
        QTest.qWait(15)

    def _drag(self, symbol: str) -> None:
        view, case = self._window.view, self._window.document.case
        x, y = case.points[case.scheme.index(symbol)]
        if not np.isfinite(x):
            return
        at = view.view_at((float(x), float(y))).toPoint()
        port = view.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=at)
        for step in range(1, 5):
            QTest.mouseMove(port, at + QPoint(3 * step, 2 * step))
            QTest.qWait(5)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at + QPoint(12, 8))

    def _until(self, true: Callable[[], bool], seconds: float = 60.0) -> None:
        end = time.monotonic() + seconds
        while not true():
            QTest.qWait(10)
            if time.monotonic() > end:
                raise TimeoutError("the window did not go on for a minute")


def main() -> int:
    """Review, and print what it cost; 0 where all stayed as it should."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--films", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=60.0)
    options = parser.parse_args()
    log = Log()
    qInstallMessageHandler(
        lambda _kind, _where, text: None if any(w in text for w in _HARMLESS) else log.problems.append(f"Qt: {text}")
    )
    sys.excepthook = lambda kind, error, _: log.problems.append(f"{kind.__name__}: {error}")
    with tempfile.TemporaryDirectory() as name:
        folder, work = Path(name) / "films", Path(name) / "work"
        folder.mkdir()
        draw_films(folder, options.films)
        folder.with_name("other films").mkdir()
        draw_films(folder.with_name("other films"), 3)
        os.environ["XDG_DATA_HOME"] = str(work)
        os.environ.pop("CEPHVIEW_CASES", None)
        application = QApplication(["cephview"])
        apply_style(application)
        window = MainWindow(Settings.at(Path(name) / "settings.ini"), Keeping())
        window.show()
        window.prediction.load_model(None)
        window.session.open([folder])
        log.start = time.monotonic()
        QTimer.singleShot(0, Reviewer(window, log, 60 * options.minutes, folder).run)
        application.exec()
        window.close_workers()
        kinds = {path.name.partition(".png")[2] for path in folder.iterdir() if path.name != "all.csv"}
        left = kinds - {"", ".ceph.json"}
        log.problems += [f"left behind: {kind}" for kind in sorted(left)]
        print(log.judge(60 * options.minutes), flush=True)
    return 1 if log.problems else 0


if __name__ == "__main__":
    sys.exit(main())
