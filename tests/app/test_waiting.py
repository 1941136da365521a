"""Waiting for the window: a sign after 0.3 s, a way out before two, and the window as it was afterwards."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStatusBar
from window_helpers import OpenWindow

from cephview.app import open_cases
from cephview.app.background import film_search, prediction, waiting
from cephview.app.background.film_reading import Keeping
from cephview.app.background.tasks import Worker
from cephview.app.background.waiting import Waiting
from cephview.app.main_window import MainWindow
from cephview.core.errors import Cancelled


@pytest.fixture
def films(tmp_path: Path) -> Path:
    for i in range(3):
        (tmp_path / f"films/{i}").mkdir(parents=True)
        cv2.imwrite(str(tmp_path / f"films/{i}/film.png"), np.full((60, 50), 40 * i, np.uint8))
    return tmp_path / "films"


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(waiting, "SHOWN_AFTER", 0.0)  # so that no test has to wait for the sign
    window = open_window(Keeping(folder=tmp_path / "cases"))
    window.folder.by_itself = False
    return window


def test_short_work_shows_nothing_and_long_work_its_progress(qtbot) -> None:
    now = [0.0]
    bar = QStatusBar()
    qtbot.addWidget(bar)
    bar.show()
    sign, worker = Waiting(bar, lambda: now[0]), Worker("test")
    at_work, may_end = threading.Event(), threading.Event()

    def work(task) -> None:
        task.go_on(3, 9)
        at_work.set()
        assert may_end.wait(20)

    ended: list[object] = []
    task = worker.submit(work, ended.append)
    sign.watch(task, "Exporting film")
    assert at_work.wait(20)
    now[0] = 0.29
    sign.look()
    assert sign.isHidden()
    now[0] = 0.31
    sign.look()
    assert sign.isVisible() and sign.text.text() == "Exporting film 3 of 9"
    assert (sign.bar.value(), sign.bar.maximum()) == (3, 9)
    may_end.set()
    qtbot.waitUntil(lambda: bool(ended), timeout=10_000)
    sign.look()
    assert sign.isHidden()
    worker.close()


def test_cancelled_work_ends_and_hands_nothing_over(qtbot) -> None:
    bar = QStatusBar()
    qtbot.addWidget(bar)
    sign, worker = Waiting(bar, lambda: 0.0), Worker("test")
    begun, cancelled, ended = threading.Event(), threading.Event(), []

    def work(task) -> None:
        begun.set()
        try:
            while True:
                task.go_on(1)
        except Cancelled:
            cancelled.set()
            raise

    task = worker.submit(work, ended.append, ended.append)
    sign.watch(task, "Searching")
    assert begun.wait(20) and not sign.cancel(), "what is not shown yet cannot be given up by a stray Esc"
    task.cancel()
    assert cancelled.wait(20)
    worker.close()
    assert ended == []


def test_cancelled_work_that_has_not_begun_lets_its_film_go(qtbot) -> None:
    worker, go_on = Worker("test"), threading.Event()
    worker.submit(lambda _: go_on.wait(20), lambda _: None)
    film = np.zeros((30, 20), np.uint8)
    alive = weakref.ref(film)
    task = worker.submit(lambda _, film=film: film.sum(), lambda _: None)
    del film
    task.cancel()
    gc.collect()
    held = alive() is not None
    go_on.set()
    worker.close()
    assert not held


def test_a_large_folder_is_listed_in_the_background_and_can_be_given_up(
    window: MainWindow, qtbot, films: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_search, "AT_ONCE", -1.0)
    held, may_go_on = threading.Event(), threading.Event()
    real = film_search.ask_for

    def slow(paths, go_on, *, below: bool):
        def held_up(count: int) -> None:
            if threading.current_thread() is not threading.main_thread():
                held.set()
                assert may_go_on.wait(20)
            go_on(count)

        return real(paths, held_up, below=below)

    monkeypatch.setattr(film_search, "ask_for", slow)
    window.session.open([films])
    assert held.wait(20) and window.session.entries == []
    qtbot.waitUntil(lambda: window.waiting.isVisible(), timeout=10_000)
    assert window.waiting.text.text().startswith("Looking for films")
    qtbot.mouseClick(window.waiting.button, Qt.MouseButton.LeftButton)
    may_go_on.set()
    assert window.waiting.isHidden()
    window.session.open([films])
    qtbot.waitUntil(lambda: window.session.current == 0, timeout=120_000)
    assert len(window.session.entries) == 3
    assert "3 films in 3 folders" in window.notices.current.text


def test_films_in_sub_folders_are_one_click_away(window: MainWindow, qtbot, films: Path) -> None:
    cv2.imwrite(str(films / "0.png"), np.full((60, 50), 9, np.uint8))
    window.session.open([films])
    qtbot.waitUntil(lambda: window.session.current == 0, timeout=120_000)
    assert len(window.session.entries) == 1
    notice = window.notices.current
    assert "Sub-folders of films hold films" in notice.text and notice.action_text == "List those, too"
    notice.action()
    assert [entry.name for entry in window.session.entries] == ["0.png", "0/film.png", "1/film.png", "2/film.png"]
    window.cases.search.setText("2/")
    assert [entry.name for entry in window.cases.order.entries()][-1] == "2/film.png"
    assert [entry.path.parent.name for entry in window.session.entries] == ["films", "0", "1", "2"]


def test_a_film_that_takes_long_can_be_given_up_and_is_there_later(
    window: MainWindow, qtbot, films: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.open([films])
    qtbot.waitUntil(lambda: window.session.current == 0, timeout=120_000)
    begun, may_go_on = threading.Event(), threading.Event()
    real = open_cases.open_case

    def slow(*arguments):
        begun.set()
        assert may_go_on.wait(20)
        return real(*arguments)

    monkeypatch.setattr(open_cases, "open_case", slow)
    window.session.show(1)
    assert begun.wait(20)
    qtbot.waitUntil(lambda: window.waiting.isVisible(), timeout=10_000)
    assert window.waiting.text.text() == "Opening 1/film.png…"
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.waiting.isHidden() and window.session.current == 0
    may_go_on.set()
    qtbot.waitUntil(lambda: window.session.entries[1].state is not None, timeout=120_000)
    assert window.session.current == 0, "it does not push itself before the film that is shown"
    window.session.show(1)
    qtbot.waitUntil(lambda: window.session.current == 1, timeout=120_000)


def test_loading_a_model_can_be_given_up_and_is_taken_up_again(
    window: MainWindow, qtbot, films: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, loads = threading.Event(), []

    def load(path):
        loads.append(path)
        assert may_go_on.wait(20)
        raise Cancelled

    monkeypatch.setattr(prediction, "_load", load)
    window.prediction.load_model(films / "m.pth")
    window.session.open([films])
    qtbot.waitUntil(lambda: window.session.current == 0 and window.waiting.isVisible(), timeout=120_000)
    assert window.prediction.is_busy
    assert window.waiting.cancel()
    may_go_on.set()
    assert not window.prediction.is_busy and window.waiting.isHidden()
    window.session.show(1)
    qtbot.waitUntil(lambda: window.session.current == 1, timeout=120_000)
    assert not window.prediction.is_busy, "no film waits for a model that nobody loads"
    window.actions_by_id["predict"].trigger()
    qtbot.waitUntil(lambda: len(loads) == 2, timeout=120_000)
    assert window.prediction.is_busy


@pytest.mark.slow
def test_the_plots_are_imported_behind_the_model_and_not_while_somebody_waits_for_them(tmp_path: Path) -> None:
    script = """
import sys, threading
class Look:
    def find_spec(self, name, path=None, target=None):
        if name == "pyqtgraph":
            print("main" if threading.current_thread() is threading.main_thread() else "worker", flush=True)
            QTimer.singleShot(0, QApplication.instance(), show)
sys.meta_path.insert(0, Look())
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
def show():  # at once, while the import is under way
    window = next(each for each in QApplication.topLevelWidgets() if hasattr(each, "evaluations"))
    print("model", window.prediction.card is not None, flush=True)
    window.evaluations.show()
    print("shown", window.evaluations.window.isVisible(), flush=True)
    window.close()
from cephview.cli import main
print(main(["--settings", sys.argv[1], "--cases", sys.argv[2]]), flush=True)
"""
    command = [sys.executable, "-c", script, str(tmp_path / "settings.ini"), str(tmp_path / "cases")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment, check=False)
    assert done.stdout.splitlines() == ["worker", "model True", "shown True", "0"], done.stderr
