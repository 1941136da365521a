"""A tiny training, killed by SIGKILL at random moments and resumed each time, beside the same run unbroken.

`python killed_run.py FOLDER [--kills 10] [--seed N]` leaves FOLDER/unbroken and FOLDER/killed, and fails where the two
do not end with equal weights.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import torch
from training_films import PAIR, TINY, films

from cephview.model.training.loop import Trainer
from cephview.model.training.run_folder import BEST, LAST

EPOCHS_A_KILL = 3


def train(out: Path, epochs: int, ready: int | None = None) -> None:
    trainer = Trainer(replace(TINY, epochs=epochs), PAIR, films(), films(2, 9), out)
    if (out / LAST).exists():
        trainer.resume()
    if ready is not None:
        os.write(ready, b"1")
    trainer.run()


def start(out: Path, epochs: int) -> int:
    """The process id of a run that has begun, the leader of its own group, to which its data worker belongs."""
    sys.stdout.flush()
    told, ready = os.pipe()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        try:
            train(out, epochs, ready)
        except BaseException as error:  # noqa: BLE001
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    with contextlib.suppress(OSError):  # both do it, since either may come first
        os.setpgid(child, child)
    os.close(ready)
    os.read(told, 1)
    os.close(told)
    return child


def wait(last: Path, seconds: float) -> None:
    """Wait so long, or until two epochs are saved, so that a machine that became faster does not end the run."""
    end, seen = time.monotonic() + seconds, set()
    while time.monotonic() < end and len(seen) < 3:
        with contextlib.suppress(OSError):
            seen.add(last.stat().st_mtime_ns)
        time.sleep(min(0.005, max(0.0, end - time.monotonic())))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    epochs = EPOCHS_A_KILL * (options.kills + 1)
    begun = time.monotonic()
    train(options.folder / "unbroken", epochs)
    share = (time.monotonic() - begun) / (options.kills + 1) * 2 / EPOCHS_A_KILL
    chance, killed, out = random.Random(options.seed), [], options.folder / "killed"
    while True:
        child = start(out, epochs)
        if len(killed) < options.kills:
            wait(out / LAST, chance.uniform(0, share))
            os.killpg(child, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        epoch = torch.load(out / LAST, weights_only=True)["epoch"] if (out / LAST).exists() else 0
        if status == -signal.SIGKILL:
            killed.append(epoch)
        elif status == 0 and len(killed) == options.kills:
            break
        else:
            sys.exit(f"the run ended with {status} after {len(killed)} kills")
    for name in (LAST, BEST):
        one, two = (
            torch.load(options.folder / run / name, weights_only=True)["model_state_dict"]
            for run in ("unbroken", "killed")
        )
        if not all(torch.equal(one[key], two[key]) for key in one):
            sys.exit(f"{name} differs")
    print(f"killed {len(killed)} times, after the epochs {killed} of {epochs}; ended with the unbroken run's weights")


if __name__ == "__main__":
    main()
