"""The training loop: epochs, validation, and a checkpoint after each that a kill at any moment leaves whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.optim.swa_utils import AveragedModel
from torch.utils.data import DataLoader

from cephview.core.accuracy import Accuracy
from cephview.core.errors import CephViewError
from cephview.core.film_statistics import CARD_KEY, summarise_statistics
from cephview.core.landmarks import Scheme
from cephview.model.families.loading import load_checkpoint
from cephview.model.grid import Grid
from cephview.model.learned import not_learned
from cephview.model.lineage import Lineage
from cephview.model.training.allocator import keep_freed_memory
from cephview.model.training.averaging import running_mean
from cephview.model.training.data import AugmentedFilms, TrainingFilm
from cephview.model.training.epoch import (
    LossWatch,
    batch_count,
    batches_of,
    fitting_batch,
    is_out_of_memory,
    mixed_precision_helps,
    too_large,
    worker_count,
)
from cephview.model.training.fingerprint import film_hash
from cephview.model.training.loss import spatial_cross_entropy
from cephview.model.training.networks import Blueprint, blueprint_of, hrnet
from cephview.model.training.parent import environment
from cephview.model.training.pictures import SAMPLES, WORST, draw_samples, draw_worst
from cephview.model.training.ranks import ALONE, Ranks
from cephview.model.training.run_folder import BEST, INTERRUPTED, LAST, MOVED, Expected, RunFolder
from cephview.model.training.saves import Saves, Tell
from cephview.model.training.settings import Settings
from cephview.model.training.start import Start, architecture_of
from cephview.model.training.validation import Judgement, judge


@dataclass(frozen=True)
class Progress:
    """Where a run stands: shown while it runs, and one row of the log after each epoch."""

    epoch: int
    epochs: int
    batch: int
    batches: int
    loss: float
    films_per_second: float
    validation: Accuracy | None = None


Report = Callable[[Progress], None]


class Trainer:
    """One training run in the folder `out`: `last.pth` to go on from, `best.pth` to use, `log.csv`, `curves.png`.

    With `start` the network begins as that checkpoint, else from nothing. With several `ranks` each process has a
    Trainer of the same films; the first alone writes.
    """

    def __init__(
        self,
        settings: Settings,
        scheme: Scheme,
        films: tuple[TrainingFilm, ...],
        validation: tuple[TrainingFilm, ...],
        out: Path,
        *,
        card: Mapping[str, Any] | None = None,
        start: Start | None = None,
        lineage: Lineage = Lineage(),  # noqa: B008
        ranks: Ranks = ALONE,
    ) -> None:
        if not films:
            raise CephViewError("There is no film with a reading to train on.")
        if validation and not any(np.isfinite(film.mm_per_px).all() for film in validation):
            raise CephViewError("No validation film has its mm per pixel, so no epoch could be told from another.")
        size = (settings.input_width, settings.input_height)
        torch.manual_seed(settings.seed)
        blueprint = _blueprint(settings, scheme, out, start)
        network = blueprint.build()
        if start is not None:
            start.fill(network, scheme)
        self._channels = blueprint.in_channels
        self.ranks, self.device = ranks, ranks.device
        self.network: torch.nn.Module = network
        self.network.to(self.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        if not settings.batch:  # whatever the memory holds
            found = fitting_batch(self.network, self._channels, size, self.device) * ranks.count
            settings = replace(settings, batch=min(found, max(ranks.count, len(films))))
        if settings.batch % ranks.count or (ranks.count > 1 and len(films) < settings.batch):
            raise CephViewError(
                f"A batch of {settings.batch} films cannot be shared by {ranks.count} processes: choose a batch that "
                f"is a multiple of {ranks.count}, of no more than the {len(films)} films."
            )
        self.settings, self.films, self.validation = settings, films, validation
        # Whether the weights that it begins with can be judged as they are: at the size that they know.
        self.begins_with_all = start is not None and start.can_be_judged(scheme, size)
        hashes = tuple(film_hash(film) for film in films)
        like = summarise_statistics([film.statistics for film in films])
        facts = {**(card or {}), "validation_films": len(validation), CARD_KEY: like}
        facts["environment"] = environment(self.device)
        kept = tuple(film_hash(film) for film in validation)
        read = np.asarray(np.isfinite([film.points for film in films]).all(axis=2).any(axis=0)).tolist()
        known = start.learned(scheme) if start else _learned_before(out, scheme)
        unlearned = tuple(s for s, there in zip(scheme.symbols, read, strict=True) if not (there or s in known))
        if len(unlearned) == len(scheme):
            raise CephViewError("There is no film with a reading to train on.")
        former = {film_hash(film): film.former for film in (*films, *validation) if np.isfinite(film.former).any()}
        whole = (blueprint, hashes, facts, kept, lineage, unlearned, former)
        self.folder = RunFolder(out, settings, scheme, *whole)
        # What is validated and saved for use: the weights' running mean over the last 1 / (1 - average) batches, which
        # does most of what a long tail of small steps would do.
        self.averaged = AveragedModel(self.network, multi_avg_fn=running_mean(settings.average), use_buffers=True)
        self.mixed = mixed_precision_helps(self.device)
        self.grid = Grid(size, blueprint.map_size(size), "centre")
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), lr=settings.rate, weight_decay=settings.weight_decay
        )
        self.batches = batch_count(len(films), settings.batch)
        self.schedule = self._cycle(settings.epochs)
        self._mean, self._std = (
            torch.tensor(values, device=self.device)[:, None, None] for values in (settings.mean, settings.std)
        )
        self.workers = worker_count(ranks)
        # Of the weights it starts from, until validation films tell better.
        self.expected = start.expected(scheme) if start else None
        self.epoch = self.saved = 0
        # The least MRE, and that of the checkpoint on the disk: of what a killed run can be gone on from.
        self.best = self.best_on_disk = float("inf")
        self.saves = Saves(out)
        # Rows of the log: of all points, and of each landmark.
        self.history: list[dict[str, float]] = []
        self.by_landmark: list[dict[str, float]] = []
        self._watch = LossWatch(settings.rate)
        self._judged_best: Judgement | None = None

    def resume(self) -> None:
        """Go on after the last whole epoch of the run in `out`. Raises CephViewError where there is none."""
        content = self.folder.read_last(self.device)
        try:
            self._take_over(content)
        except CephViewError:
            raise
        except Exception as error:  # torch and whatever lies in another program's file end in errors of every kind
            raise CephViewError(
                f"{LAST} in {self.folder.path} is not as CephView writes it, so it cannot be gone on with: begin a new "
                "run in another folder."
            ) from error

    def _take_over(self, content: Mapping[str, Any]) -> None:
        run = content["run"]
        self.network.load_state_dict(run["weights"])
        self.averaged.module.load_state_dict(content["model_state_dict"])
        self.averaged.n_averaged.fill_(run["averaged"])
        self.optimizer.load_state_dict(content["optimizer_state_dict"])
        steps = content["scheduler_state_dict"]["total_steps"]
        if int(run["settings"]["epochs"]) == self.settings.epochs and steps == self.schedule.total_steps:
            self.schedule.load_state_dict(content["scheduler_state_dict"])
        else:  # lengthened, or of a version that left films out: the epochs that are left are a cycle of their own
            self.schedule = self._cycle(self.settings.epochs - content["epoch"])
        self.epoch = self.saved = content["epoch"]
        self.best, self.history = content["best_val_mre"], run["history"]
        self.by_landmark = run.get("by_landmark", [])
        self.best_on_disk = self.best
        self._watch.least = min((row["loss"] for row in self.history if row.get("loss", 0.0) > 0), default=float("inf"))
        told = content["card"].get("expected_errors", "")
        self.expected = Expected.of(content["config"], told, len(self.folder.scheme))
        if self.ranks.first:
            self.folder.tidy(".cephview-*.tmp")  # of a save that was killed

    def _cycle(self, epochs: int) -> torch.optim.lr_scheduler.OneCycleLR:
        s = self.settings
        steps = self.batches * epochs + 1
        return torch.optim.lr_scheduler.OneCycleLR(self.optimizer, s.rate, total_steps=steps, pct_start=s.warm_up)

    def run(self, report: Report | None = None, tell: Tell | None = None) -> Path:
        """Train to the last epoch and return the best checkpoint. What cannot be written for a while is told once.

        Raises CephViewError where it cannot be written at the end either. Ctrl+C (KeyboardInterrupt) passes through;
        `last.pth` is then that of the last whole epoch, and where none is whole yet, `interrupted.pth` holds the
        weights as they stood.
        """
        self.saves.tell = tell or self.saves.tell
        if self.ranks.first:
            self.folder.make()
            if self.epoch == 0:
                self.saves.put(SAMPLES, draw_samples(self.films, self.settings, self.folder.scheme))
        if self.epoch == 0 and not self.history:
            self._begin(report)
        keep_freed_memory()
        network = self.ranks.wrap(self.network)
        try:
            while self.epoch < self.settings.epochs and not self.is_over:
                progress = self._one_epoch(network, report)
                due = (self.epoch + 1) % self.settings.validate_every == 0 or self.epoch + 1 == self.settings.epochs
                judged = self.validate() if due and self.validation else None
                self.epoch += 1
                finished = replace(progress, epoch=self.epoch, batch=0, validation=judged.accuracy if judged else None)
                if self.ranks.first:
                    self._record(finished, judged)
                if report:
                    report(finished)
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            raise too_large(self.settings.batch, self.grid.input_size) from error
        except KeyboardInterrupt:
            try:
                self.saves.finish()
            except CephViewError as error:
                self.saves.tell(str(error))
            if self.ranks.first and self.saved == 0:
                state = self.averaged.module.state_dict()
                self.folder.save_for_use(INTERRUPTED, state, epoch=0, **self._told(None))
            raise
        if self.ranks.first:
            self._draw_worst()
        return self.saves.finish().get(BEST, self.folder.path / BEST)

    def _draw_worst(self) -> None:
        """The films on which the best weights are worst; a run gone on with that became no better keeps the former."""
        if self._judged_best is None:
            return
        whole = (self.validation, self._judged_best, self.grid.input_size, self.folder.scheme)
        with suppress(OSError):
            (self.folder.path / WORST).mkdir(exist_ok=True)
        for name, data in draw_worst(*whole).items():
            self.saves.put(name, data)

    @property
    def is_over(self) -> bool:
        """Whether the validation films have not become better for as many epochs as the settings have patience."""
        measured = [row for row in self.history if "mre_mm" in row]
        if not (self.settings.patience and measured):
            return False
        best = min(measured, key=lambda row: row["mre_mm"])["epoch"]
        return measured[-1]["epoch"] - best >= self.settings.patience

    def _begin(self, report: Report | None) -> None:
        """Before the first epoch: how good the weights are that it starts from, which an epoch has to better."""
        judged = self.validate() if self.begins_with_all and self.validation else None
        if self.ranks.first:
            if judged:
                self.history.append({"epoch": 0.0, **_figures(judged)})
                self.by_landmark.append(self._row_of_landmarks(0, judged))
                self._keep_if_best(judged)
            self._save_last(judged)  # so that a kill within the first epoch can be resumed as well
        if judged and report:
            report(Progress(0, self.settings.epochs, 0, self.batches, float("nan"), 0.0, judged.accuracy))

    def _one_epoch(self, network: torch.nn.Module, report: Report | None) -> Progress:
        s = self.settings
        data = AugmentedFilms(self.films, s, self.folder.scheme)
        data.epoch = self.epoch
        order = np.random.default_rng((s.seed, self.epoch)).permutation(len(data)).tolist()
        loader = DataLoader(
            data,
            batch_sampler=batches_of(order, s.batch, self.ranks),
            num_workers=self.workers,
            multiprocessing_context="fork" if self.workers else None,
        )
        self.network.train()
        start, total, seen = time.perf_counter(), 0.0, 0
        progress = Progress(self.epoch, s.epochs, 0, self.batches, 0.0, 0.0)
        for number, (images, points) in enumerate(loader, 1):
            batch = self._normalise(images)
            with self._autocast():
                logits = network(batch)
            loss = spatial_cross_entropy(logits.float(), points.to(self.device), self.grid, s.sigma)
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), s.clip)
            total, seen = total + float(loss.detach()), seen + len(images) * self.ranks.count
            self._watch.check(total / number, norm, self.epoch + 1)
            self.optimizer.step()
            self.schedule.step()
            self.averaged.update_parameters(self.network)
            speed = seen / (time.perf_counter() - start)
            progress = replace(progress, batch=number, loss=total / number, films_per_second=speed)
            if report:
                report(progress)
        self.ranks.align((self.network, self.averaged))
        return replace(progress, loss=self.ranks.mean(progress.loss))

    def _autocast(self) -> torch.autocast:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.mixed)

    def _normalise(self, images: torch.Tensor) -> torch.Tensor:
        batch = (images.to(self.device).float() / 255 - self._mean) / self._std
        return batch.expand(-1, self._channels, -1, -1).contiguous(memory_format=torch.channels_last)

    def validate(self) -> Judgement | None:
        """Judge the averaged weights on the validation films; None where none of them has its mm per px."""
        return self.judge(self.validation)

    def judge(self, films: Sequence[TrainingFilm]) -> Judgement | None:
        """Judge the averaged weights as they stand on these films; None where none of them has its mm per px."""
        self.averaged.eval()

        def heatmaps(image: torch.Tensor) -> torch.Tensor:
            with torch.inference_mode(), self._autocast():
                found: torch.Tensor = self.averaged(self._normalise(image))
            return found

        return judge(films, heatmaps, self.grid, self.settings.sigma, self.ranks, self.of_head)

    @property
    def of_head(self) -> NDArray[np.bool_]:
        """Which landmarks (n,) are of the head, and no ruler's."""
        return self.folder.scheme.anatomical

    def begin(self) -> None:
        """Make the folder with a checkpoint of epoch 0, so that what comes before the first one can be resumed."""
        self.folder.make()
        self._save_last(None)

    def expect(self, expected: Expected | None, **facts: Any) -> None:
        """Take over what errors to expect, and facts for the card, from what was measured elsewhere."""
        self.expected = expected or self.expected
        self.folder = replace(self.folder, facts={**self.folder.facts, **facts})

    def _record(self, progress: Progress, judged: Judgement | None) -> None:
        row = {
            "epoch": float(progress.epoch),
            "loss": progress.loss,
            "films_per_second": progress.films_per_second,
            "rate": float(self.schedule.get_last_lr()[0]),
        }
        if judged:
            row |= _figures(judged)
            self.by_landmark.append(self._row_of_landmarks(progress.epoch, judged))
        self.history.append(row)
        # The best one first: a kill between the two then repeats the epoch, instead of never writing its weights.
        self._keep_if_best(judged)
        self._save_last(judged)
        self.folder.tidy(INTERRUPTED)
        for name, data in self.folder.history(self.history, self.by_landmark).items():
            self.saves.put(name, data)

    def _keep_if_best(self, judged: Judgement | None) -> None:
        better = judged is None if not self.validation else judged is not None and judged.accuracy.mre < self.best
        if judged and better:
            self.best, self._judged_best = judged.accuracy.mre, judged
            self.expected = judged.expected or self.expected
        if better:
            figures = {**self._told(judged), "best": self.best}
            data = self.folder.for_use(self.averaged.module.state_dict(), epoch=self.epoch, **figures)
            self.saves.put(BEST, data, partial(setattr, self, "best_on_disk", self.best))
        else:
            self.saves.write(BEST)

    def _save_last(self, judged: Judgement | None) -> None:
        run = {
            "history": self.history,
            "by_landmark": self.by_landmark,
            "weights": self.network.state_dict(),
            "averaged": int(self.averaged.n_averaged),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        data = self.folder.last(self.averaged.module.state_dict(), run, epoch=self.epoch, **self._told(judged))
        self.saves.put(LAST, data, partial(setattr, self, "saved", self.epoch))

    def _told(self, judged: Judgement | None) -> dict[str, Any]:
        return {"best": self.best_on_disk, "accuracy": judged.accuracy if judged else None, "expected": self.expected}

    def _row_of_landmarks(self, epoch: int, judged: Judgement) -> dict[str, float]:
        """The mean error of each landmark that was read, and by how much the others moved, mm."""
        row = {"epoch": float(epoch)}
        for before, values in (("", judged.errors), (MOVED, judged.moved)):
            for symbol, column in zip(self.folder.scheme.symbols, values.T, strict=True):
                if np.isfinite(column).any():
                    row[before + symbol] = float(np.nanmean(column))
        return row


def _learned_before(out: Path, scheme: Scheme) -> frozenset[str]:
    """The landmarks that the run in `out`, where there is one, knew from the model that it began with."""
    if not (out / LAST).is_file():
        return frozenset()
    return frozenset(scheme.symbols) - frozenset(not_learned(load_checkpoint(out / LAST).config, scheme))


def _blueprint(settings: Settings, scheme: Scheme, out: Path, start: Start | None) -> Blueprint:
    if start is not None:
        return start.blueprint(scheme)
    if settings.layout == "checkpoint" and (out / LAST).is_file():
        return blueprint_of(load_checkpoint(out / LAST)).of_joints(len(scheme))
    return hrnet(architecture_of(settings, len(scheme)))


def _figures(judged: Judgement) -> dict[str, float]:
    """What the log has of a judgement."""
    accuracy = judged.accuracy
    figures = {"validation_loss": judged.loss, "mre_mm": accuracy.mre, "sd_mm": accuracy.sd}
    if np.isfinite(judged.moved).any():
        figures["moved_mm"] = float(np.nanmean(judged.moved))
    return figures | {f"sdr_{k:g}": v for k, v in accuracy.sdr.items()}
