"""How long a film takes to open and to be predicted while other programs take the processors, and how the window fares.

All share one processor, so that any computer shows the same. Figures stand in README.md beside this.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from cephview.app import application
from cephview.app.main_window import MainWindow
from cephview.cli import main

_TICK_S = 0.01


def watch(window: MainWindow, reached: dict[str, float], pauses: list[float]) -> None:
    """Note when the film and its points are there, and how late the event loop's ticks are; then close."""
    begun = time.perf_counter()

    def reach(name: str) -> None:
        reached.setdefault(name, time.perf_counter() - begun)

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        pauses.append(now - last - _TICK_S)
        last = now

    last = begun
    window.session.shown.connect(lambda _: reach("film"))
    window.prediction.predicted.connect(lambda _: reach("points"))
    window.prediction.predicted.connect(lambda _: QTimer.singleShot(300, window.close))
    timer = QTimer(window, timerType=Qt.TimerType.PreciseTimer, interval=round(1000 * _TICK_S))
    timer.timeout.connect(tick)
    timer.start()


def run(programs: int) -> str:
    """Open the sample beside so many busy programs; a line of figures comes back."""
    reached: dict[str, float] = {}
    pauses: list[float] = []
    begin = application.after_first_frame

    def after_first_frame(window: MainWindow, work: object) -> None:
        begin(window, lambda: (watch(window, reached, pauses), work()))  # type: ignore[operator]

    application.after_first_frame = after_first_frame  # type: ignore[assignment]
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(programs)]
    try:
        with tempfile.TemporaryDirectory() as folder:
            main(["--sample", "--cases", folder, "--settings", str(Path(folder) / "settings.ini")])
    finally:
        for program in busy:
            program.kill()
    pauses.sort()
    places = {"p50": 0.5, "p99": 0.99, "longest": 1.0}
    stood = ", ".join(f"{name} {1000 * pauses[round(q * (len(pauses) - 1))]:.0f} ms" for name, q in places.items())
    return f"{programs} busy programs: film {reached['film']:.1f} s, points {reached['points']:.1f} s; paused {stood}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=3)
    parser.add_argument("--processor", type=int, default=0)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.sched_setaffinity(0, {arguments.processor})
    print(run(arguments.programs))
