"""Kill the window at random moments of a session of edits, and look whether each edit is there again.

    python tests/app/kill_window.py --rounds 200

A round forks the program, opens two films through `main()`, moves, confirms, hides, undoes and switches films as fast
as the event loop goes, writes each step with its time into a file beside, and is killed. What was told of earlier than
a second before the kill must be there, in order, exactly; nothing else than what was told of may be there.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from cephview.app.background.prediction import PredictionService
from cephview.app.main_window import MainWindow
from cephview.cli import main as cephview_main
from cephview.core.case import Case
from cephview.core.history import Step, replay
from cephview.core.radiograph import Radiograph
from cephview.io.cases.file import identify_film, load_case
from cephview.io.cases.store import CaseStore

_ROUNDS_A_FOLDER = 5
_EDIT_MS = 15
_PROMISE_SECONDS = 1.0
_SIZE = (90, 80)


@dataclass
class Tally:
    """What was seen in all rounds."""

    rounds: int = 0
    edits: int = 0
    promised: int = 0
    late: int = 0
    late_lost: int = 0
    from_journals: int = 0
    problems: tuple[str, ...] = ()

    def __str__(self) -> str:
        text = f"{self.rounds} kills, {self.edits} edits told of: {self.promised} older than a second, of which "
        text += f"{len(self.problems)} problems; {self.late} younger, of which {self.late_lost} are lost; "
        text += f"{self.from_journals} restored from journals"
        return text + "".join(f"\n  {problem}" for problem in self.problems)


def kill_rounds(folder: Path, rounds: int, seed: int = 1, *, longest: float = 3.0, tell: bool = False) -> Tally:
    """Kill so many windows, each up to `longest` seconds after its first edit."""
    dice, tally = random.Random(seed), Tally()
    told: dict[str, list[Step]] = {}
    place = folder
    for number in range(rounds):
        if number % _ROUNDS_A_FOLDER == 0:
            place, told = folder / str(number), {"a.png": [], "b.png": []}
            place.mkdir()
            for grey, name in enumerate(told):
                cv2.imwrite(str(place / name), np.full(_SIZE, 60 + 9 * grey + number % 100, np.uint8))
        log = place / f"told-{number}.log"
        killed = _session(place, log, dice.uniform(0.0, longest), dice.randrange(1 << 30), tally)
        tally.rounds += 1
        problems = _look(place, _read_log(log), killed, told, tally)
        tally.problems += tuple(f"round {number}: {problem}" for problem in problems)
        if tell:
            print(tally, flush=True)
    return tally


def _session(place: Path, log: Path, seconds: float, seed: int, tally: Tally) -> float:
    """Fork the program, kill it `seconds` after its first edit, and return when that was."""
    log.touch()
    child = os.fork()
    if child == 0:
        try:
            _play(place, log, random.Random(seed))
        finally:
            os._exit(1)
    deadline = time.monotonic() + 120
    while log.stat().st_size == 0 and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(seconds)
    killed = time.time()
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        tally.problems += (f"the session ended by itself, see {log}",)
    return killed


def _play(place: Path, log: Path, dice: random.Random) -> None:
    # The model is no part of this, and takes seconds to load.
    PredictionService.load_model = lambda self, path: None  # type: ignore[method-assign]
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # offscreen Qt complains of size hints
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND)
    os.environ["CEPHVIEW_SETTINGS"] = str(place / "settings.ini")
    os.environ.pop("CEPHVIEW_CASES", None)  # the cases are to lie beside the films, whoever starts this
    heard: set[int] = set()

    def tell(name: str, step: Step) -> None:
        os.write(descriptor, f"{time.time()!r} {name} {pickle.dumps(step).hex()}\n".encode())

    def edit() -> None:
        window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)), None)
        if window is None or window.document.state is None:
            return
        state, document = window.document.state, window.document
        if state.read_only:
            os._exit(3)
        if id(state) not in heard:
            heard.add(id(state))
            name = state.case.radiograph.name
            state.stepped.connect(lambda step: tell(name, step))
        symbol = dice.choice(state.case.scheme.symbols)
        point = (dice.uniform(0, _SIZE[1]), dice.uniform(0, _SIZE[0]))
        kind = dice.random()
        if kind < 0.55:
            document.drag(symbol, point)
            document.finish_drag()
        elif kind < 0.65:
            document.nudge(symbol, 1.0, -0.1)
        elif kind < 0.75:
            document.toggle_visible(symbol)
        elif kind < 0.85:
            window.actions_by_id["undo"].trigger()
        elif kind < 0.89:
            window.actions_by_id["redo"].trigger()
        elif kind < 0.92:
            window.actions_by_id["save"].trigger()
        elif kind < 0.94:
            window.actions_by_id[dice.choice(("turn_left", "mirror", "upright"))].trigger()
        elif kind < 0.96:
            document.toggle_lock(symbol)
        else:
            window.session.step(dice.choice((-1, 1)))

    application = QApplication(["cephview"])  # `main()` takes it; a timer needs one
    timer = QTimer(application)
    timer.timeout.connect(edit)
    timer.start(_EDIT_MS)
    cephview_main([str(place)])


def _read_log(log: Path) -> list[tuple[float, str, Step]]:
    lines = []
    for line in log.read_text().splitlines():
        at, name, step = line.split(" ")
        # Our own child's words, through a file of our own.
        lines.append((float(at), name, pickle.loads(bytes.fromhex(step))))
    return lines


def _look(
    place: Path, log: list[tuple[float, str, Step]], killed: float, told: dict[str, list[Step]], tally: Tally
) -> list[str]:
    problems = []
    for name in told:
        before = len(told[name])
        steps = [(at, step) for at, film, step in log if film == name]
        told[name] += [step for _, step in steps]
        promised = sum(at <= killed - _PROMISE_SECONDS for at, _ in steps)
        tally.edits += len(steps)
        tally.promised += promised
        tally.late += len(steps) - promised
        path = place / name
        film = identify_film(path, (_SIZE[1], _SIZE[0]))
        opened = CaseStore.open(path, film)
        count = len(opened.store.history)
        if opened.problem or opened.read_only_because:
            problems.append(f"{name}: {opened.problem} {opened.read_only_because}")
        if not before + promised <= count <= len(told[name]) + 1:
            problems.append(f"{name}: {count} steps there, {before} + {promised} must be, {len(told[name])} told of")
        if count == len(told[name]) + 1 and opened.steps:
            told[name].append(opened.steps[-1])  # killed between the step and the telling
        tally.late_lost += max(0, len(told[name]) - count)
        del told[name][count:]
        empty = Case(Radiograph(np.zeros(_SIZE, np.uint8), path))
        there, expected = opened.restore(empty), replay(empty, told[name])
        layers = [(dict(case.edits), case.turn, case.locked) for case in (there, expected)]
        if layers[0] != layers[1]:
            problems.append(f"{name}: the state is not that of step {count}")
        if [entry.text for entry in opened.store.history] != [step.text for step in told[name]]:
            problems.append(f"{name}: the history is not that of the session")
        tally.from_journals += len(opened.steps)
        file = opened.store.path
        if file is not None and file.exists():
            load_case(file, film)
        opened.store.close()
    for file in place.glob("*.json"):
        json.loads(file.read_text())
    return problems


def main() -> int:
    """Run the rounds that the command line asks for; 0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_rounds(Path(folder), options.rounds, options.seed, tell=True)
    return 1 if tally.problems else 0


if __name__ == "__main__":
    sys.exit(main())
