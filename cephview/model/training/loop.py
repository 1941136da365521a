"""The training loop: epochs, validation, and a checkpoint after each that a kill at any moment leaves whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
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
from cephview.model.training.data import AugmentedFilms, TrainingFilm
from cephview.model.training.epoch import (
    LossWatch,
    batch_count,
    batches_of,
    fitting_batch,
    is_out_of_memory,
    too_large,
    worker_count,
)
from cephview.model.training.fingerprint import film_hash
from cephview.model.training.learner import Learner
from cephview.model.training.networks import Blueprint, blueprint_of, hrnet
from cephview.model.training.parent import environment
from cephview.model.training.pictures import SAMPLES, draw_samples
from cephview.model.training.ranks import ALONE, Ranks
from cephview.model.training.record import RunRecord
from cephview.model.training.run_folder import BEST, LAST, Expected, RunFolder
from cephview.model.training.saves import Tell
from cephview.model.training.settings import TrainingSettings
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
        settings: TrainingSettings,
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
        network.to(ranks.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        if not settings.batch:  # whatever the memory holds
            found = fitting_batch(network, blueprint.in_channels, size, ranks.device) * ranks.count
            settings = replace(settings, batch=min(found, max(ranks.count, len(films))))
        if settings.batch % ranks.count or (ranks.count > 1 and len(films) < settings.batch):
            raise CephViewError(
                "A batch of {batch} films cannot be shared by {count} processes: choose a batch that is a "
                "multiple of {count}, of no more than the {count2} films.",
                batch=settings.batch,
                count=ranks.count,
                count2=len(films),
            )
        self.settings, self.films, self.validation, self.ranks = settings, films, validation, ranks
        # Whether the weights that it begins with can be judged as they are: at the size that they know.
        self.begins_with_all = start is not None and start.can_be_judged(scheme, size)
        hashes = tuple(film_hash(film) for film in films)
        like = summarise_statistics([film.statistics for film in films])
        facts = {**(card or {}), "validation_films": len(validation), CARD_KEY: like}
        facts["environment"] = environment(ranks.device)
        kept = tuple(film_hash(film) for film in validation)
        read = np.asarray(np.isfinite([film.points for film in films]).all(axis=2).any(axis=0)).tolist()
        known = start.learned(scheme) if start else _learned_before(out, scheme)
        unlearned = tuple(s for s, there in zip(scheme.symbols, read, strict=True) if not (there or s in known))
        if len(unlearned) == len(scheme):
            raise CephViewError("There is no film with a reading to train on.")
        former = {film_hash(film): film.former for film in (*films, *validation) if np.isfinite(film.former).any()}
        whole = (blueprint, hashes, facts, kept, lineage, unlearned, former)
        folder = RunFolder(out, settings, scheme, *whole)
        grid, batches = Grid(size, blueprint.map_size(size), "centre"), batch_count(len(films), settings.batch)
        self.learner = Learner(network, blueprint.in_channels, settings, grid, batches, ranks.device)
        # Of the weights it starts from, until validation films tell better.
        expected = start.expected(scheme) if start else None
        self.record = RunRecord(folder, self.learner, expected, is_validated=bool(validation))
        self.workers = worker_count(ranks)
        self.epoch = 0
        self._watch = LossWatch(settings.rate)

    @property
    def folder(self) -> RunFolder:
        """Where the run is kept."""
        return self.record.folder

    def resume(self) -> None:
        """Go on after the last whole epoch of the run in `out`. Raises CephViewError where there is none."""
        content = self.folder.read_last(self.learner.device)
        try:
            self._take_over(content)
        except CephViewError:
            raise
        except Exception as error:  # torch and whatever lies in another program's file end in errors of every kind
            raise CephViewError(
                "{last} in {path} is not as CephView writes it, so it cannot be gone on with: begin a new run in "
                "another folder.",
                last=LAST,
                path=self.folder.path,
            ) from error

    def _take_over(self, content: Mapping[str, Any]) -> None:
        self.learner.take_over(content)
        self.record.take_over(content)
        self.epoch = content["epoch"]
        rows = self.record.history
        self._watch.least = min((row["loss"] for row in rows if row.get("loss", 0.0) > 0), default=float("inf"))
        if self.ranks.first:
            self.folder.tidy(".cephview-*.tmp")  # of a save that was killed

    def run(self, report: Report | None = None, tell: Tell | None = None) -> Path:
        """Train to the last epoch and return the best checkpoint. What cannot be written for a while is told once.

        Raises CephViewError where it cannot be written at the end either. Ctrl+C (KeyboardInterrupt) passes through;
        `last.pth` is then that of the last whole epoch, and where none is whole yet, `interrupted.pth` holds the
        weights as they stood.
        """
        saves = self.record.saves
        saves.tell = tell or saves.tell
        if self.ranks.first:
            self.folder.make()
            if self.epoch == 0:
                saves.put(SAMPLES, draw_samples(self.films, self.settings, self.folder.scheme))
        if self.epoch == 0 and not self.record.history:
            self._begin(report)
        keep_freed_memory()
        network = self.ranks.wrap(self.learner.network)
        try:
            while self.epoch < self.settings.epochs and not self.is_over:
                progress = self._one_epoch(network, report)
                due = (self.epoch + 1) % self.settings.validate_every == 0 or self.epoch + 1 == self.settings.epochs
                judged = self.validate() if due and self.validation else None
                self.epoch += 1
                finished = replace(progress, epoch=self.epoch, batch=0, validation=judged.accuracy if judged else None)
                if self.ranks.first:
                    self.record.add(self.epoch, finished.loss, finished.films_per_second, judged)
                if report:
                    report(finished)
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            raise too_large(self.settings.batch, self.learner.grid.input_size) from error
        except KeyboardInterrupt:
            try:
                saves.finish()
            except CephViewError as error:
                saves.tell(str(error))
            if self.ranks.first and self.record.saved == 0:
                self.record.save_interrupted()
            raise
        if self.ranks.first:
            self.record.draw_worst(self.validation)
        return saves.finish().get(BEST, self.folder.path / BEST)

    @property
    def is_over(self) -> bool:
        """Whether the validation films have not become better for as many epochs as the settings have patience."""
        return self.record.has_stood_still(self.settings.patience)

    def _begin(self, report: Report | None) -> None:
        """Before the first epoch: how good the weights are that it starts from, which an epoch has to better."""
        judged = self.validate() if self.begins_with_all and self.validation else None
        if self.ranks.first:
            self.record.begin(judged)
        if judged and report:
            report(Progress(0, self.settings.epochs, 0, self.learner.batches, float("nan"), 0.0, judged.accuracy))

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
        self.learner.network.train()
        start, total, seen = time.perf_counter(), 0.0, 0
        progress = Progress(self.epoch, s.epochs, 0, self.learner.batches, 0.0, 0.0)
        for number, (images, points) in enumerate(loader, 1):
            loss, norm = self.learner.look(network, images, points)
            total, seen = total + loss, seen + len(images) * self.ranks.count
            self._watch.check(total / number, norm, self.epoch + 1)
            self.learner.step()
            speed = seen / (time.perf_counter() - start)
            progress = replace(progress, batch=number, loss=total / number, films_per_second=speed)
            if report:
                report(progress)
        self.ranks.align((self.learner.network, self.learner.averaged))
        return replace(progress, loss=self.ranks.mean(progress.loss))

    def validate(self) -> Judgement | None:
        """Judge the averaged weights on the validation films; None where none of them has its mm per px."""
        return self.judge(self.validation)

    def judge(self, films: Sequence[TrainingFilm]) -> Judgement | None:
        """Judge the averaged weights as they stand on these films; None where none of them has its mm per px."""
        self.learner.averaged.eval()
        grid, sigma = self.learner.grid, self.settings.sigma
        return judge(films, self.learner.heatmaps, grid, sigma, self.ranks, self.of_head)

    @property
    def of_head(self) -> NDArray[np.bool_]:
        """Which landmarks (n,) are of the head, and no ruler's."""
        return self.folder.scheme.anatomical

    def begin(self) -> None:
        """Make the folder with a checkpoint of epoch 0, so that what comes before the first one can be resumed."""
        self.folder.make()
        self.record.save_last(self.epoch, None)

    def expect(self, expected: Expected | None, **facts: Any) -> None:
        """Take over what errors to expect, and facts for the card, from what was measured elsewhere."""
        self.record.expected = expected or self.record.expected
        self.record.folder = replace(self.folder, facts={**self.folder.facts, **facts})


def _learned_before(out: Path, scheme: Scheme) -> frozenset[str]:
    """The landmarks that the run in `out`, where there is one, knew from the model that it began with."""
    if not (out / LAST).is_file():
        return frozenset()
    return frozenset(scheme.symbols) - frozenset(not_learned(load_checkpoint(out / LAST).config, scheme))


def _blueprint(settings: TrainingSettings, scheme: Scheme, out: Path, start: Start | None) -> Blueprint:
    if start is not None:
        return start.blueprint(scheme)
    if settings.layout == "checkpoint" and (out / LAST).is_file():
        return blueprint_of(load_checkpoint(out / LAST)).of_joints(len(scheme))
    return hrnet(architecture_of(settings, len(scheme)))
