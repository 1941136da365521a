"""What a run keeps of itself: rows of its log, the best weights and the last, and the films on which it is worst."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import numpy as np

from cephview.model.training.data import TrainingFilm
from cephview.model.training.learner import Learner
from cephview.model.training.pictures import WORST, draw_worst
from cephview.model.training.run_folder import BEST, INTERRUPTED, LAST, MOVED, Expected, RunFolder
from cephview.model.training.saves import Saves
from cephview.model.training.validation import Judgement


class RunRecord:
    """Keeps the weights of `learner` in the run's folder after each epoch, the best ones apart from the last.

    `expected` are the errors that its checkpoints tell their user to expect; `is_validated` says whether there are
    films to tell one epoch from another.
    """

    def __init__(self, folder: RunFolder, learner: Learner, expected: Expected | None, *, is_validated: bool) -> None:
        self.folder, self.expected = folder, expected
        self._learner, self._is_validated = learner, is_validated
        self.saves = Saves(folder.path)
        self.saved = 0  # the last epoch that is on the disk whole
        # The least MRE, and that of the checkpoint on the disk: of what a killed run can be gone on from.
        self.best = self.best_on_disk = float("inf")
        # Rows of the log: of all points, and of each landmark.
        self.history: list[dict[str, float]] = []
        self.by_landmark: list[dict[str, float]] = []
        self._judged_best: Judgement | None = None

    def take_over(self, content: Mapping[str, Any]) -> None:
        """Go on from a run's last checkpoint."""
        run = content["run"]
        self.saved = content["epoch"]
        self.best, self.history = content["best_val_mre"], run["history"]
        self.by_landmark = run.get("by_landmark", [])
        self.best_on_disk = self.best
        told = content["card"].get("expected_errors", "")
        self.expected = Expected.of(content["config"], told, len(self.folder.scheme))

    def has_stood_still(self, patience: int) -> bool:
        """Whether the validation films have not become better for so many epochs."""
        measured = [row for row in self.history if "mre_mm" in row]
        if not (patience and measured):
            return False
        best = min(measured, key=lambda row: row["mre_mm"])["epoch"]
        return measured[-1]["epoch"] - best >= patience

    def begin(self, judged: Judgement | None) -> None:
        """Before the first epoch, so that a kill within it can be resumed as well; `judged` is what it begins with."""
        if judged:
            self.history.append({"epoch": 0.0, **_figures(judged)})
            self._add_landmarks(0, judged)
            self._keep_if_best(0, judged)
        self.save_last(0, judged)

    def add(self, epoch: int, loss: float, films_per_second: float, judged: Judgement | None) -> None:
        """An epoch is whole."""
        row = {"epoch": float(epoch), "loss": loss, "films_per_second": films_per_second, "rate": self._learner.rate}
        if judged:
            row |= _figures(judged)
            self._add_landmarks(epoch, judged)
        self.history.append(row)
        # The best one first: a kill between the two then repeats the epoch, instead of never writing its weights.
        self._keep_if_best(epoch, judged)
        self.save_last(epoch, judged)
        self.folder.tidy(INTERRUPTED)
        for name, data in self.folder.history(self.history, self.by_landmark).items():
            self.saves.put(name, data)

    def save_last(self, epoch: int, judged: Judgement | None) -> None:
        """Write the checkpoint to go on from."""
        run = {"history": self.history, "by_landmark": self.by_landmark, **self._learner.state()}
        data = self.folder.last(self._learner.weights_for_use, run, epoch=epoch, **self._told(judged))
        self.saves.put(LAST, data, partial(setattr, self, "saved", epoch))

    def save_interrupted(self) -> None:
        """Write the weights as they stand within the first epoch. Raises CephViewError where the disk refuses."""
        self.folder.save_for_use(INTERRUPTED, self._learner.weights_for_use, epoch=0, **self._told(None))

    def draw_worst(self, films: tuple[TrainingFilm, ...]) -> None:
        """The films on which the best weights are worst; a run gone on with that became no better keeps the former."""
        if self._judged_best is None:
            return
        whole = (films, self._judged_best, self._learner.grid.input_size, self.folder.scheme)
        with suppress(OSError):
            (self.folder.path / WORST).mkdir(exist_ok=True)
        for name, data in draw_worst(*whole).items():
            self.saves.put(name, data)

    def _keep_if_best(self, epoch: int, judged: Judgement | None) -> None:
        better = judged is None if not self._is_validated else judged is not None and judged.accuracy.mre < self.best
        if judged and better:
            self.best, self._judged_best = judged.accuracy.mre, judged
            self.expected = judged.expected or self.expected
        if better:
            figures = {**self._told(judged), "best": self.best}
            data = self.folder.for_use(self._learner.weights_for_use, epoch=epoch, **figures)
            self.saves.put(BEST, data, partial(setattr, self, "best_on_disk", self.best))
        else:
            self.saves.write(BEST)

    def _told(self, judged: Judgement | None) -> dict[str, Any]:
        return {"best": self.best_on_disk, "accuracy": judged.accuracy if judged else None, "expected": self.expected}

    def _add_landmarks(self, epoch: int, judged: Judgement) -> None:
        """The mean error of each landmark that was read, and by how much the others moved, mm."""
        row = {"epoch": float(epoch)}
        for before, values in (("", judged.errors), (MOVED, judged.moved)):
            for symbol, column in zip(self.folder.scheme.symbols, values.T, strict=True):
                if np.isfinite(column).any():
                    row[before + symbol] = float(np.nanmean(column))
        self.by_landmark.append(row)


def _figures(judged: Judgement) -> dict[str, float]:
    """What the log has of a judgement."""
    accuracy = judged.accuracy
    figures = {"validation_loss": judged.loss, "mre_mm": accuracy.mre, "sd_mm": accuracy.sd}
    if np.isfinite(judged.moved).any():
        figures["moved_mm"] = float(np.nanmean(judged.moved))
    return figures | {f"sdr_{k:g}": v for k, v in accuracy.sdr.items()}
