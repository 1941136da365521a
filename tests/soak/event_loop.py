"""How long the window's own thread is ever at one piece of work: a day's actions on a folder of many films.

    python tests/soak/event_loop.py --films 2000

A third of the films has a reading beside it, a third is corrected. A second thread looks every 10 ms at the event loop;
where that does not turn for 100 ms it keeps the place in the program and the processor time that the thread used
meanwhile. What used little of it waited for a core or a disk: both are printed, and the larger one counts. Of each part
the wait is printed that one of a hundred events meets, were they to come at any time, in processor time.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

sys.path.insert(0, str(Path(__file__).parents[1] / "app"))

import cv2
import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from window_helpers import confirm_the_rest

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.style import apply_style
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case
from cephview.core.landmarks import ISBI_19
from cephview.core.model_card import ModelCard
from cephview.core.prediction import ModelIdentity, Prediction

LIMIT = 0.1
_WIDTH, _HEIGHT = 1200, 1000
_POINTS = np.stack([np.linspace(200, 1000, 19), np.linspace(100, 900, 19)], axis=1)


@dataclass
class Stall:
    """The loop stood for so many seconds, in which its thread worked for `worked`; what it was at, innermost last."""

    during: str
    lasted: float
    worked: float
    place: str


class Watcher:
    """Looks at the event loop from outside."""

    def __init__(self) -> None:
        self.during, self.stalls = "start", []
        self._clock = time.pthread_getcpuclockid(threading.get_ident())
        self._main = threading.get_ident()
        self._turned = (time.monotonic(), time.clock_gettime(self._clock))
        self._longest: dict[str, float] = {}
        self._turns: dict[str, list[float]] = {}
        self._place = ""
        self._timer = QTimer()
        self._timer.timeout.connect(self._turn)
        self._timer.start(0)
        self._ended = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def _turn(self) -> None:
        now = (time.monotonic(), time.clock_gettime(self._clock))
        lasted, worked = (b - a for a, b in zip(self._turned, now, strict=True))
        self._turns.setdefault(self.during, []).append(worked)
        self._longest[self.during] = max(lasted, self._longest.get(self.during, 0.0))
        if lasted > LIMIT:
            self.stalls.append(Stall(self.during, lasted, worked, self._place))
        self._turned, self._place = now, ""

    def _look(self) -> None:
        while not self._ended.wait(0.01):
            if not self._place and time.monotonic() - self._turned[0] > 0.7 * LIMIT:
                frames = traceback.extract_stack(sys._current_frames()[self._main])
                own = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames if "cephview" in f.filename]
                last = f"{Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}"
                self._place = " > ".join([*own[-5:], last])

    def waits(self) -> dict[str, float]:
        """The wait in s of processor time that 99 of 100 events do not exceed, of each part and of all."""
        everything = [turn for turns in self._turns.values() for turn in turns]
        return {part: _p99(np.array(turns)) for part, turns in {**self._turns, "all": everything}.items()}

    def end(self) -> dict[str, float]:
        """Look no more; the longest turn of each part in s."""
        self._ended.set()
        self._timer.stop()
        return self._longest


def _p99(turns: np.ndarray) -> float:
    """An event at any time of a turn of t s waits for its rest: more than w s with a chance of (t - w) / t."""
    low, high = 0.0, float(turns.max())
    for _ in range(40):
        wait = (low + high) / 2
        longer = np.maximum(turns - wait, 0.0).sum() / max(turns.sum(), 1e-9)
        low, high = (wait, high) if longer > 0.01 else (low, wait)
    return high


class DrawnModel:
    """Answers at once: what is measured is the window, not the network."""

    identity = speaker = ModelIdentity("drawn", "0" * 64)
    hand = None

    def predict(self, film: object) -> Prediction:
        """Nineteen points that are sure of themselves."""
        return Prediction(ISBI_19, _POINTS, np.full(19, 0.9), self.identity)


def draw_films(folder: Path, count: int) -> None:
    """Films that differ in their greys; beside every third a reading, to every third an edit in a case file."""
    from cephview.io.annotations import WRITTEN
    from cephview.io.annotations.writing import write_annotation
    from cephview.io.cases.file import identify_film
    from cephview.io.cases.store import CaseStore
    from cephview.io.films.images import read_film

    row = next(row for row in WRITTEN if "ISBI" in row.title)
    base = np.add.outer(np.arange(_HEIGHT), np.arange(_WIDTH)) // 9 % 256
    for number in range(count):
        film = base.astype(np.uint8)
        film[:4, : 8 * 16] = np.repeat([255 * (number >> bit & 1) for bit in range(16)], 8)
        path = folder / f"{number:05d}.jpg"
        cv2.imwrite(str(path), film)
        if number % 3 == 0:
            read = read_film(path)
            case = Case(read).with_prediction(DrawnModel().predict(read))
            write_annotation(path.with_suffix(".txt"), case, row)
        if number % 3 == 1:
            read = read_film(path)
            case = Case(read).with_prediction(DrawnModel().predict(read))
            opened = CaseStore.open(path, identify_film(path, read.size, read), None)
            opened.store.save(case.with_edit("S", case.agreement("S")))
            opened.store.leave()


def work(window: MainWindow, watcher: Watcher, folder: Path, out: Path) -> None:
    """A day's actions, each by its name."""
    application, session, document = QApplication.instance(), window.session, window.document
    trigger = lambda name: window.actions_by_id[name].trigger()  # noqa: E731

    def until(true: Callable[[], object], seconds: float = 300.0) -> None:
        end = time.monotonic() + seconds
        while not true() and time.monotonic() < end:
            application.processEvents()
            time.sleep(0.001)

    def part(name: str, *steps: Callable[[], object], seconds: float = 1.0) -> None:
        watcher.during = name
        print(f"… {name}", file=sys.stderr, flush=True)
        for step in steps:
            step()
            until(lambda: False, seconds)

    def leaf(by: int) -> None:
        here = session.current
        session.step(by)
        until(lambda: session.current != here, 20)

    def use_model() -> None:
        card = ModelCard("drawn", "f", "0" * 64, "none", 19, (), (), ())
        window.prediction._use((DrawnModel(), card))

    def show_last() -> None:
        last = len(session.entries) - 1
        session.show(last)
        until(lambda: session.current == last, 20)

    def edit(symbol: str) -> None:
        document.move_landmark(symbol, (300.0, 300.0))
        document.confirm(ISBI_19.symbols[0])

    def export_all() -> None:
        with_all = out / "all.csv"
        window.files.folder.start(with_all)
        until(with_all.exists)

    sort = window.cases.sort
    looks = ("turn_left", "turn_right", "mirror", "mirror", "invert", "invert", "local_contrast", "local_contrast")
    until(lambda: False, 1)
    part("open the folder", lambda: session.open([folder]), lambda: until(lambda: session.current == 0))
    part("look at all films, predicted", use_model)
    part("leaf through", *[lambda: leaf(1)] * 20, *[lambda: leaf(-1)] * 5, seconds=0.1)
    part("type in the filter", *[partial(window.cases.search.setText, text) for text in ("0", "00", "001", "")])
    part("sort", *[partial(sort.setCurrentIndex, place) for place in range(sort.count())])
    part("go to the last", show_last)
    part("move and confirm", *[partial(edit, symbol) for symbol in ISBI_19.symbols], seconds=0.1)
    part("undo all, redo all", *[document.undo] * 19, *[document.redo] * 19, seconds=0.02)
    part("film done, next", lambda: confirm_the_rest(window), lambda: leaf(-1))
    part("turn, mirror, look", *[partial(trigger, name) for name in (*looks, "sharpen", "sharpen", "tracing")])
    part("themes", *[partial(trigger, name) for name in ("theme_light", "theme_dark", "theme_system")])
    part("set mm", lambda: document.set_calibration(Calibration(0.1, 0.1, CalibrationSource.RULER, "")))
    part("mm of all films", lambda: share(window), lambda: until(lambda: window.notices.current, 60))
    part("find the ruler", window.ruler.find_it, seconds=5)
    part("export", lambda: window.files.export_to(out / "one.csv", [document.state]))
    part("picture, measurements", lambda: trigger("copy_picture"), lambda: trigger("copy_measurements"))
    part("export the folder", export_all)
    part("evaluation window", lambda: trigger("evaluate"), seconds=2)
    part("why window", lambda: trigger("why"), seconds=3)
    part("training window", lambda: trigger("train"), seconds=3)
    part("open the folder again", lambda: session.open([folder]), seconds=2)
    part("close the window", window.close)


def report(longest: dict[str, float], waits: dict[str, float], stalls: list[Stall]) -> None:
    """Print the longest turn and the waits of each part, and every stall in which the thread itself worked."""
    for part, seconds in waits.items():
        at_most = f"{1000 * longest[part]:6.0f} ms" if part in longest else " " * 9
        print(f"{1000 * seconds:6.0f} ms waited p99, {at_most} at most: {part}")
    for stall in stalls:
        if stall.worked > LIMIT / 2:
            print(
                f"{stall.during}: {1000 * stall.lasted:.0f} ms, worked {1000 * stall.worked:.0f}: {stall.place}",
                flush=True,
            )


def share(window: MainWindow) -> None:
    """Give the millimetres to all films."""
    from cephview.app.editing.shared_calibration import Wanted

    window.notices.clear()
    window.shared_calibration.start(Wanted(tuple(window.shared_calibration.others()), False))


def main() -> int:
    """Work, and print what stood still; 0 where nothing did for longer than 100 ms of its own work."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--films", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "films", Path(name) / "out"
        folder.mkdir()
        out.mkdir()
        draw_films(folder, options.films)
        os.environ["XDG_DATA_HOME"] = str(Path(name) / "work")
        os.environ.pop("CEPHVIEW_CASES", None)
        application = QApplication(["cephview"])
        apply_style(application)
        window = MainWindow(Settings.at(Path(name) / "settings.ini"), Keeping())
        window.resize(1280, 800)
        window.show()
        watcher = Watcher()
        try:
            work(window, watcher, folder, out)
        finally:
            report(watcher.end(), watcher.waits(), watcher.stalls)
            window.close_workers()
    return 1 if any(stall.worked > LIMIT for stall in watcher.stalls) else 0


if __name__ == "__main__":
    sys.exit(main())
