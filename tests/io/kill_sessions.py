"""Kill a session of edits at random moments, and look whether each edit is there again.

    python tests/io/kill_sessions.py --rounds 200

A round forks, edits as fast as the disk allows, tells of each edit after `record` came back, and is killed. What was
told of must be there, in order, exactly; at most the one edit under way may be there, too.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from case_helpers import case_after, empty_case, new_film, same_work, step_number

from cephview.io.cases.file import load_case
from cephview.io.cases.schema import StoredFilm
from cephview.io.cases.store import CaseStore

_ROUNDS_A_FILM = 10


@dataclass
class Tally:
    """What was seen in all rounds."""

    rounds: int = 0
    edits: int = 0
    recovered: int = 0
    problems: tuple[str, ...] = ()

    def __str__(self) -> str:
        text = f"{self.rounds} kills, {self.edits} edits told of, {self.recovered} of them restored from journals, "
        return text + f"{len(self.problems)} problems" + "".join(f"\n  {problem}" for problem in self.problems)


def kill_rounds(folder: Path, rounds: int, seed: int = 1) -> Tally:
    """Kill so many sessions on films in `folder`."""
    dice, tally = random.Random(seed), Tally()
    done = 0
    for number in range(rounds):
        if number % _ROUNDS_A_FILM == 0:
            path, film = new_film(folder, f"{number}.jpg", f"film {number}".encode())
            done = 0
        told = done + _session(path, film, folder / "work", dice.uniform(0.0, 0.12), seed=dice.randrange(1 << 30))
        tally.rounds += 1
        tally.edits += told - done
        problems, done = _look(path, film, folder / "work", told, tally)
        tally.problems += tuple(f"round {number}: {problem}" for problem in problems)
    return tally


def _session(path: Path, film: StoredFilm, work: Path, seconds: float, seed: int) -> int:
    """Fork a session, kill it after `seconds`, and return how many edits it told of."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            _edit(path, film, work, writer, random.Random(seed))
        finally:
            os._exit(1)
    os.close(writer)
    if seed % 4:  # of most sessions the middle, of some the beginning
        select.select([reader], [], [], 10)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    told = 0
    while chunk := os.read(reader, 1 << 16):
        told += len(chunk)
    os.close(reader)
    assert os.WIFSIGNALED(status), "the session ended by itself"
    return told


def _edit(path: Path, film: StoredFilm, work: Path, writer: int, dice: random.Random) -> None:
    opened = CaseStore.open(path, film, work)
    case = opened.restore(empty_case(path))
    while True:
        number = len(opened.store.history)
        step = step_number(number)
        opened.store.record(step)
        os.write(writer, b".")
        if dice.random() < 0.1:
            case = case_after(number + 1, path)
            opened.store.save(case)
        if dice.random() < 0.1:
            opened.store.flush()


def _look(path: Path, film: StoredFilm, work: Path, told: int, tally: Tally) -> tuple[list[str], int]:
    problems = []
    opened = CaseStore.open(path, film, work)
    count = len(opened.store.history)
    if opened.problem or opened.read_only_because:
        problems.append(f"{opened.problem} {opened.read_only_because}")
    if not told <= count <= told + 1:
        problems.append(f"{told} edits were told of, {count} are there")
    if not same_work(opened.restore(empty_case(path)), case_after(count, path)):
        problems.append("the state is not that of the last edit")
    if [entry.text for entry in opened.store.history] != [f"step {number}" for number in range(count)]:
        problems.append("the history is not that of the session")
    file = opened.store.path
    if file is None or (file.exists() and load_case(file, film).film != film):
        problems.append("the case file is not of this film")
    tally.recovered += len(opened.steps)
    opened.store.close()
    return problems, count


def main() -> int:
    """Run the rounds that the command line asks for; 0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_rounds(Path(folder), options.rounds, options.seed)
    print(tally)
    return 1 if tally.problems else 0


if __name__ == "__main__":
    sys.exit(main())
