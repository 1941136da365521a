"""How `cephview train` talks: lines and a bar for people, or lines of JSON for the window."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from cephview.io.priority import lower_process

if TYPE_CHECKING:
    from cephview.core.accuracy import Accuracy
    from cephview.model.training.loop import Progress, Trainer


class Reporter:
    """What is said of a run. This one is silent: of several processes only the first talks."""

    def say(self, text: str) -> None:
        """Say a sentence."""

    def detail(self, text: str) -> None:
        """Say what matters to who knows the command line."""

    def reading(self, done: int, total: int) -> None:
        """Say how many films are read."""

    def begin(self, trainer: Trainer) -> None:
        """Say that the run starts, or goes on."""

    def report(self, progress: Progress) -> None:
        """Say that a batch or an epoch is done."""

    def end(self, trainer: Trainer, best: Path) -> None:
        """Say that the run is done, and where its best checkpoint is, which may not be there."""

    def close(self) -> None:
        """Say nothing more."""


class _Left:
    """The time that is left of a run, from the time that its batches took."""

    def __init__(self, trainer: Trainer) -> None:
        self.done = self._first = trainer.epoch * trainer.learner.batches
        self.total = trainer.settings.epochs * trainer.learner.batches
        self._start = time.monotonic()

    def seconds(self, progress: Progress) -> float:
        """Seconds."""
        self.done = progress.epoch * progress.batches + progress.batch
        each = (time.monotonic() - self._start) / max(1, self.done - self._first)
        return each * (self.total - self.done)


class TextReporter(Reporter):
    """For people: one bar over the whole run, whose time left is that of the run; a line after each epoch of a file."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None
        self._mre = ""

    def say(self, text: str) -> None:
        """A line."""
        print(text, flush=True)

    def detail(self, text: str) -> None:
        """A line like any other."""
        self.say(text)

    def reading(self, done: int, total: int) -> None:
        """A bar of its own for each call of `collect`."""
        if self._bar is None:
            self._bar = tqdm(desc="reading films", unit="film", total=total, disable=None)
        self._bar.update(done - self._bar.n)
        if done == total:
            self.close()

    def begin(self, trainer: Trainer) -> None:
        """The bar of the run."""
        self._left = _Left(trainer)
        self._bar = tqdm(total=self._left.total, initial=self._left.done, unit="batch", disable=None)

    def report(self, progress: Progress) -> None:
        """Move the bar; a line after each epoch that was validated, or where there is no bar."""
        assert self._bar is not None
        left = self._left.seconds(progress)
        text = f"loss {progress.loss:.3f}"
        if progress.batch:
            self._bar.update(self._left.done - self._bar.n)
            self._bar.set_description(f"epoch {progress.epoch + 1}/{progress.epochs}", refresh=False)
            self._bar.set_postfix_str(f"{text}{self._mre}, {progress.films_per_second:.1f} films/s", refresh=False)
            return
        line = f"epoch {progress.epoch}/{progress.epochs} {text}" if progress.epoch else "before the first epoch"
        if progress.validation:
            v = progress.validation
            self._mre = f", MRE {v.mre:.3f} mm"
            sdr = " / ".join(f"{rate:.1f}" for rate in v.sdr.values())
            line += f", validation MRE {v.mre:.3f} ± {v.sd:.3f} mm, SDR {sdr} %"
        if progress.epoch:
            line += f", {progress.films_per_second:.1f} films/s, {tqdm.format_interval(left)} left"
        if self._bar.disable or progress.validation:
            tqdm.write(line, file=sys.stdout)
            sys.stdout.flush()

    def end(self, trainer: Trainer, best: Path) -> None:
        """Where the best one is, and what the run brought."""
        self.close()
        self.say(f"best checkpoint: {best}" if best.exists() else f"{best.name} was not written: no film validated")
        if trainer.is_over and trainer.epoch < trainer.settings.epochs:
            self.say(
                f"ended after epoch {trainer.epoch}: no better for {trainer.settings.patience} epochs (--patience)"
            )
        if brought := what_it_brought(trainer):
            self.say(brought)

    def close(self) -> None:
        """The bar goes."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


class JsonReporter(Reporter):
    """For a program that started this one: a JSON object a line.

    It stops the run, as Ctrl+C does, by closing this process's standard input; so does its end, whatever ended it.
    """

    def __init__(self) -> None:
        # A parent may have told its children to ignore Ctrl+C, which is how the run is stopped here.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._nobody_listens = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()
        lower_process()  # whoever started it wants to go on working

    def say(self, text: str) -> None:
        """A sentence."""
        self._write(say=text)

    def reading(self, done: int, total: int) -> None:
        """How many films are read."""
        self._go_on()
        self._write(read=done, films=total)

    def begin(self, trainer: Trainer) -> None:
        """What was measured before, so that curves are whole after a resumption."""
        self._left = _Left(trainer)
        self._write(epochs=trainer.settings.epochs, history=trainer.record.history, held_out=len(trainer.validation))

    def report(self, progress: Progress) -> None:
        """A batch or an epoch."""
        self._go_on()
        told: dict[str, Any] = {"epoch": progress.epoch, "batch": progress.batch, "batches": progress.batches}
        told["seconds_left"] = self._left.seconds(progress)
        if progress.loss == progress.loss:  # not NaN, which is no JSON
            told |= {"loss": progress.loss, "films_per_second": progress.films_per_second}
        if progress.validation:
            told |= _figures(progress.validation)
        self._write(**told)

    def end(self, trainer: Trainer, best: Path) -> None:
        """The checkpoint, and what it brought."""
        self._write(best=str(best) if best.exists() else None, brought=what_it_brought(trainer))

    def _write(self, **told: Any) -> None:
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    def _go_on(self) -> None:
        # The signal may have come where Python drops the exception: while an object was being deleted.
        if self._nobody_listens.is_set():
            raise KeyboardInterrupt

    def _watch(self) -> None:
        while os.read(sys.stdin.fileno(), 1024):
            pass
        if os.name == "posix":
            os.kill(os.getpid(), signal.SIGINT)  # wakes the main thread where it waits
        else:
            import _thread

            _thread.interrupt_main()
        self._nobody_listens.set()  # after it, so that one of the two ends the run


def what_it_brought(trainer: Trainer) -> str:
    """What the validation films, or the folds, say of a run: before and after. Empty where there is nothing to say."""
    from cephview.model.training.run_folder import BEST, LAST

    measured = [row for row in trainer.record.history if "mre_mm" in row]
    if not measured:
        return str(trainer.folder.facts.get("cross_validation", ""))
    if measured[0]["epoch"] != 0:
        return ""
    best = min(measured, key=lambda row: row["mre_mm"])
    before = f"{measured[0]['mre_mm']:.3f} mm"
    if best["epoch"] == 0:
        return (
            f"no epoch was better on the validation films than the weights it began with ({before}): these are in "
            f"{trainer.folder.path / BEST}; the last epoch's are in {trainer.folder.path / LAST}"
        )
    told = f"on the validation films: {before} before, {best['mre_mm']:.3f} mm after epoch {best['epoch']:.0f}"
    if "moved_mm" in best:
        moved = best["moved_mm"]
        told += f", of the landmarks that were read; what nobody read lies {moved:.3f} mm from where it was before"
    return told


def _figures(accuracy: Accuracy) -> dict[str, float]:
    return {"mre_mm": accuracy.mre, "sdr_2": accuracy.sdr[2.0]}
