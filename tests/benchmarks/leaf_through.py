"""How long PageDown and PageUp take in the real window, over a folder of real films.

    python tests/benchmarks/leaf_through.py ../shared/data/hamedan/images --films 24

The films are copied first, with the readings beside their folder: nothing is written where they lie. Each film is given
0.8 s, as somebody who looks would, so that its neighbours are read ahead. Told are the milliseconds from the key to the
film being the open one, and to its being painted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.style import apply_style

LOOK_SECONDS = 0.8


def until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let the program run until something holds."""
    end = time.perf_counter() + seconds
    while not condition():
        assert time.perf_counter() < end, "it took over a minute"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


def look(seconds: float) -> None:
    """Let the program run for so long."""
    end = time.perf_counter() + seconds
    until(lambda: time.perf_counter() > end, seconds + 60)


def leaf(window: MainWindow, by: int, films: int) -> tuple[np.ndarray, int]:
    """Milliseconds (films, 2) from the key to shown and to painted, and how many of the films were read ahead."""
    times, ahead = [], 0
    for _ in range(films):
        look(LOOK_SECONDS)
        wanted = window.session.current + by
        ahead += window.session.films.get(window.session.entries[wanted].path) is not None
        start = time.perf_counter()
        window.session.step(by)
        until(lambda wanted=wanted: window.session.current == wanted)
        shown = time.perf_counter()
        window.view.viewport().repaint()
        times.append((shown - start, time.perf_counter() - start))
    return 1000 * np.array(times), ahead


def main() -> None:
    """Leaf to the end, back, and to the end again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--films", type=int, default=24)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "films"
        (place / "images").mkdir(parents=True)
        for film in sorted(path for path in options.folder.iterdir() if path.is_file())[: options.films]:
            shutil.copy(film, place / "images")
        for beside in options.folder.parent.iterdir():
            if beside.name.startswith("observer_"):
                shutil.copytree(beside, place / beside.name)
            elif beside.suffix == ".csv":
                shutil.copy(beside, place)
        measure(place / "images", Path(name), options.films)


def measure(images: Path, place: Path, films: int) -> None:
    """Open the window on a folder and print the table."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_style(application, "dark")
    window = MainWindow(Settings.at(place / "settings.ini"), Keeping(folder=place / "cases"))
    window.folder.by_itself = False
    window.resize(1600, 1000)
    window.show()
    window.session.open([images])
    until(lambda: window.session.current == 0)
    until(lambda: all(entry.case or entry.problem for entry in window.session.entries))
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    for title, by in (("first visit", 1), ("back", -1), ("again", 1)):
        times, ahead = leaf(window, by, films - 1)
        shown, painted = times.T
        print(
            f"{title:12} shown: median {np.median(shown):.0f}, worst {shown.max():.0f} ms · painted: median "
            f"{np.median(painted):.0f}, worst {painted.max():.0f} ms · {ahead} of {films - 1} read ahead"
        )
    window.close()


if __name__ == "__main__":
    main()
