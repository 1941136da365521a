"""The training loop: epochs, validation, and a checkpoint after each that a kill at any moment leaves whole."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel
from torch.utils.data import DataLoader

from cephview.core.accuracy import Accuracy
from cephview.core.errors import CephViewError
from cephview.core.film_statistics import CARD_KEY, summarise_statistics
from cephview.core.landmarks import Scheme
from cephview.model.families.hrnet import Architecture, HRNet
from cephview.model.families.loading import load_checkpoint
from cephview.model.grid import Grid
from cephview.model.training.allocator import keep_freed_memory
from cephview.model.training.averaging import running_mean
from cephview.model.training.data import AugmentedFilms, TrainingFilm
from cephview.model.training.fingerprint import film_hash
from cephview.model.training.loss import spatial_cross_entropy
from cephview.model.training.ranks import ALONE, Ranks
from cephview.model.training.run_folder import BEST, INTERRUPTED, LAST, Expected, RunFolder
from cephview.model.training.saves import Saves, Tell
from cephview.model.training.settings import Settings
from cephview.model.training.start import Start, architecture_of, network_of
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
# A loss that grows so many times over is no setback of training.
_GROWTH = 100.0


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
        ranks: Ranks = ALONE,
    ) -> None:
        if not films:
            raise CephViewError("There is no film with a reading to train on.")
        if validation and not any(np.isfinite(film.mm_per_px).all() for film in validation):
            raise CephViewError("No validation film has its mm per pixel, so no epoch could be told from another.")
        if settings.batch % ranks.count or (ranks.count > 1 and len(films) < settings.batch):
            raise CephViewError(
                f"A batch of {settings.batch} films cannot be shared by {ranks.count} processes: choose a batch that "
                f"is a multiple of {ranks.count}, of no more than the {len(films)} films."
            )
        self.settings, self.films, self.validation = settings, films, validation
        self.ranks, self.device = ranks, ranks.device
        torch.manual_seed(settings.seed)
        network = HRNet(_architecture(settings, scheme, out, start))
        if start is not None:
            start.fill(network, scheme)
        self._judge_start = bool(validation) and start is not None and start.can_be_judged(scheme)
        self.network: torch.nn.Module = network
        self.network.to(self.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        hashes = tuple(film_hash(film) for film in films)
        known = summarise_statistics([film.statistics for film in films])
        facts = {**(card or {}), "validation_films": len(validation), CARD_KEY: known}
        kept = tuple(film_hash(film) for film in validation)
        self.folder = RunFolder(out, settings, scheme, network.architecture, hashes, facts, kept)
        # What is validated and saved for use: the weights' running mean over the last 1 / (1 - average) batches, which
        # does most of what a long tail of small steps would do.
        self.averaged = AveragedModel(self.network, multi_avg_fn=running_mean(settings.average), use_buffers=True)
        self.mixed = _mixed_precision_helps(self.device)
        size = (settings.input_width, settings.input_height)
        self.grid = Grid(size, (size[0] // 4, size[1] // 4), "centre")
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), lr=settings.rate, weight_decay=settings.weight_decay
        )
        self.batches = max(1, len(films) // settings.batch)
        self.schedule = self._cycle(settings.epochs)
        self._channels = network.architecture.in_channels
        self._mean, self._std = (
            torch.tensor(values, device=self.device)[:, None, None] for values in (settings.mean, settings.std)
        )
        self.workers = _workers(ranks)
        # Of the weights it starts from, until validation films tell better.
        self.expected = start.expected(scheme) if start else None
        self.epoch = self.saved = 0
        # The least MRE, and that of the checkpoint on the disk: of what a killed run can be gone on from.
        self.best = self.best_on_disk = float("inf")
        self.saves = Saves(out)
        self.history: list[dict[str, float]] = []
        self._least_loss = float("inf")

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
        if int(run["settings"]["epochs"]) == self.settings.epochs:
            self.schedule.load_state_dict(content["scheduler_state_dict"])
        else:  # lengthened: the epochs that are left are a cycle of their own
            self.schedule = self._cycle(self.settings.epochs - content["epoch"])
        self.epoch = self.saved = content["epoch"]
        self.best, self.history = content["best_val_mre"], run["history"]
        self.best_on_disk = self.best
        self._least_loss = min((row["loss"] for row in self.history if row.get("loss", 0.0) > 0), default=float("inf"))
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
        if self.epoch == 0 and not self.history:
            self._begin(report)
        keep_freed_memory()
        network = self.ranks.wrap(self.network)
        try:
            while self.epoch < self.settings.epochs:
                progress = self._one_epoch(network, report)
                due = (self.epoch + 1) % self.settings.validate_every == 0 or self.epoch + 1 == self.settings.epochs
                judged = self.validate() if due and self.validation else None
                self.epoch += 1
                finished = replace(progress, epoch=self.epoch, batch=0, validation=judged.accuracy if judged else None)
                if self.ranks.first:
                    self._record(finished, judged)
                if report:
                    report(finished)
        except KeyboardInterrupt:
            try:
                self.saves.finish()
            except CephViewError as error:
                self.saves.tell(str(error))
            if self.ranks.first and self.saved == 0:
                state = self.averaged.module.state_dict()
                self.folder.save_for_use(INTERRUPTED, state, epoch=0, **self._told(None))
            raise
        return self.saves.finish().get(BEST, self.folder.path / BEST)

    def _begin(self, report: Report | None) -> None:
        """Before the first epoch: how good the weights are that it starts from, which an epoch has to better."""
        judged = self.validate() if self._judge_start else None
        if self.ranks.first:
            if judged:
                self.history.append({"epoch": 0.0, **_figures(judged.accuracy)})
                self._keep_if_best(judged)
            self._save_last(judged)  # so that a kill within the first epoch can be resumed as well
        if judged and report:
            report(Progress(0, self.settings.epochs, 0, self.batches, float("nan"), 0.0, judged.accuracy))

    def _one_epoch(self, network: torch.nn.Module, report: Report | None) -> Progress:
        s = self.settings
        data = AugmentedFilms(self.films, s)
        data.epoch = self.epoch
        order = np.random.default_rng((s.seed, self.epoch)).permutation(len(data))[: self.batches * s.batch]
        loader = DataLoader(
            data,
            batch_size=s.batch // self.ranks.count,
            sampler=self.ranks.share_of_batches(order.tolist(), s.batch),
            num_workers=self.workers,
            multiprocessing_context="fork" if self.workers else None,
        )
        self.network.train()
        start, total = time.perf_counter(), 0.0
        progress = Progress(self.epoch, s.epochs, 0, self.batches, 0.0, 0.0)
        for number, (images, points) in enumerate(loader, 1):
            batch = self._normalise(images)
            with self._autocast():
                logits = network(batch)
            loss = spatial_cross_entropy(logits.float(), points.to(self.device), self.grid, s.sigma)
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), s.clip)
            # One such step would put NaN into every weight, and into the checkpoint that the run resumes from.
            if not bool(torch.isfinite(norm + loss.detach())):
                raise CephViewError(
                    f"The loss is no longer finite in epoch {self.epoch + 1}: start again with a lower rate "
                    f"(it is {s.rate:g}; try a tenth). {LAST} holds the epoch before."
                )
            self.optimizer.step()
            self.schedule.step()
            self.averaged.update_parameters(self.network)
            total += float(loss.detach())
            speed = number * s.batch / (time.perf_counter() - start)
            progress = replace(progress, batch=number, loss=total / number, films_per_second=speed)
            self._check_growth(progress.loss)
            if report:
                report(progress)
        self.ranks.align((self.network, self.averaged))
        return replace(progress, loss=self.ranks.mean(progress.loss))

    def _check_growth(self, loss: float) -> None:
        """Raise CephViewError where the loss, the mean of an epoch so far, is beyond anything that training does."""
        self._least_loss = min(self._least_loss, loss)
        if loss > _GROWTH * self._least_loss:
            raise CephViewError(
                f"The loss has grown from {self._least_loss:.3g} to {loss:.3g} in epoch {self.epoch + 1}, so nothing "
                f"is learned any more: start again with a lower rate (it is {self.settings.rate:g}; try a tenth). "
                f"{LAST} holds the epoch before."
            )

    def _autocast(self) -> torch.autocast:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.mixed)

    def _normalise(self, images: torch.Tensor) -> torch.Tensor:
        batch = (images.to(self.device).float() / 255 - self._mean) / self._std
        return batch.expand(-1, self._channels, -1, -1).contiguous(memory_format=torch.channels_last)

    def validate(self) -> Judgement | None:
        """Judge the averaged weights on the validation films; None where none of them has its mm per px."""
        self.averaged.eval()

        def heatmaps(image: torch.Tensor) -> torch.Tensor:
            with torch.inference_mode(), self._autocast():
                found: torch.Tensor = self.averaged(self._normalise(image))
            return found

        return judge(self.validation, heatmaps, self.grid, self.settings.sigma, self.ranks)

    def _record(self, progress: Progress, judged: Judgement | None) -> None:
        row = {
            "epoch": float(progress.epoch),
            "loss": progress.loss,
            "films_per_second": progress.films_per_second,
            "rate": float(self.schedule.get_last_lr()[0]),
        }
        if judged:
            row |= _figures(judged.accuracy)
        self.history.append(row)
        # The best one first: a kill between the two then repeats the epoch, instead of never writing its weights.
        self._keep_if_best(judged)
        self._save_last(judged)
        self.folder.tidy(INTERRUPTED)
        for name, data in self.folder.history(self.history).items():
            self.saves.put(name, data)

    def _keep_if_best(self, judged: Judgement | None) -> None:
        better = judged is None if not self.validation else judged is not None and judged.accuracy.mre < self.best
        if judged and better:
            self.best = judged.accuracy.mre
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
            "weights": self.network.state_dict(),
            "averaged": int(self.averaged.n_averaged),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        data = self.folder.last(self.averaged.module.state_dict(), run, epoch=self.epoch, **self._told(judged))
        self.saves.put(LAST, data, partial(setattr, self, "saved", self.epoch))

    def _told(self, judged: Judgement | None) -> dict[str, Any]:
        return {"best": self.best_on_disk, "accuracy": judged.accuracy if judged else None, "expected": self.expected}


def _architecture(settings: Settings, scheme: Scheme, out: Path, start: Start | None) -> Architecture:
    if start is not None:
        return start.architecture(scheme)
    if settings.layout == "checkpoint" and (out / LAST).is_file():
        return replace(network_of(load_checkpoint(out / LAST)).architecture, joints=len(scheme))
    return architecture_of(settings, len(scheme))


def _workers(ranks: Ranks) -> int:
    """How many processes prepare films. None outside Linux: macOS must not fork once Metal or OpenCV have run, and a
    process that is begun anew costs 1.9 s and 250 MB in each epoch, more than it brings. What is drawn is the same.
    """
    return min(8, max(1, (os.cpu_count() or 2) // (2 * ranks.count))) if sys.platform == "linux" else 0


def _figures(accuracy: Accuracy) -> dict[str, float]:
    """What the log has of an accuracy."""
    return {"mre_mm": accuracy.mre, "sd_mm": accuracy.sd} | {f"sdr_{k:g}": v for k, v in accuracy.sdr.items()}


def _mixed_precision_helps(device: torch.device) -> bool:
    # Processors without bfloat16 arithmetic emulate it: five times slower than float32 (measured on a Zen 3).
    if device.type != "cpu":
        return device.type == "cuda"
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))
