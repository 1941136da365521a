"""The training loop: epochs, validation, and a checkpoint after each that a kill at any moment leaves whole."""

from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader

from cephview import __version__
from cephview.core.accuracy import Accuracy, radial_errors_px, summarise
from cephview.core.errors import CephViewError
from cephview.core.geometry import Letterbox
from cephview.core.landmarks import Scheme
from cephview.io.atomic import write_atomically
from cephview.model.checkpoint import load_checkpoint, save_checkpoint
from cephview.model.heatmap import Grid, SoftArgmax
from cephview.model.hrnet import Architecture, HRNet, w18_small, w32
from cephview.model.predictor import best_device, paste
from cephview.model.training.allocator import keep_freed_memory
from cephview.model.training.data import AugmentedFilms, TrainingFilm
from cephview.model.training.loss import spatial_cross_entropy
from cephview.model.training.settings import Settings

DECODE_RADIUS = 6
LAST, BEST, LOG = "last.pth", "best.pth", "log.csv"


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


def architecture_of(settings: Settings, joints: int) -> Architecture:
    """The network that the settings describe."""
    if settings.layout == "full":
        return w32(joints, fusion="nearest", width=settings.width)
    return w18_small(joints, width=settings.width)


class Trainer:
    """One training run in the folder `out`: `last.pth` to go on from, `best.pth` to use, `log.csv`."""

    def __init__(
        self,
        settings: Settings,
        scheme: Scheme,
        films: tuple[TrainingFilm, ...],
        validation: tuple[TrainingFilm, ...],
        out: Path,
        *,
        card: Mapping[str, Any] | None = None,
    ) -> None:
        if not films:
            raise CephViewError("There is no film with a reading to train on.")
        if validation and not any(np.isfinite(film.mm_per_px).all() for film in validation):
            raise CephViewError("No validation film has its mm per pixel, so no epoch could be told from another.")
        self.settings, self.scheme, self.films, self.validation, self.out = settings, scheme, films, validation, out
        self.card = dict(card or {})
        self.device = best_device()
        torch.manual_seed(settings.seed)
        self.network: torch.nn.Module = HRNet(architecture_of(settings, len(scheme)))
        self.network.to(self.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        # What is validated and saved for use: the weights' running mean over the last 1 / (1 - average) batches, which
        # does most of what a long tail of small steps would do.
        self.averaged = AveragedModel(
            self.network,
            multi_avg_fn=get_ema_multi_avg_fn(settings.average),  # type: ignore[no-untyped-call]
            use_buffers=True,
        )
        self.mixed = _mixed_precision_helps(self.device)
        size = (settings.input_width, settings.input_height)
        self.grid = Grid(size, (size[0] // 4, size[1] // 4), "centre")
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), lr=settings.rate, weight_decay=settings.weight_decay
        )
        self.batches = max(1, len(films) // settings.batch)
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimizer,
            settings.rate,
            total_steps=self.batches * settings.epochs + 1,
            pct_start=settings.warm_up,
        )
        self.epoch = 0
        self.best = float("inf")
        self.history: list[dict[str, float]] = []

    def start_from(self, path: Path) -> None:
        """Take the weights of another checkpoint of the same architecture and landmarks."""
        source = load_checkpoint(path)
        wanted = architecture_of(self.settings, len(self.scheme))
        if replace(source.network.architecture, fusion=wanted.fusion) != wanted:
            raise CephViewError(f"{path.name} is another network than the settings ask for.")
        if source.specification.scheme.value.symbols != self.scheme.symbols:
            raise CephViewError(f"{path.name} finds other landmarks than the films are read for.")
        self.network.load_state_dict(source.network.state_dict())
        self.averaged.module.load_state_dict(source.network.state_dict())

    def resume(self) -> None:
        """Go on after the last whole epoch of the run in `out`. Raises CephViewError where there is none."""
        path = self.out / LAST
        load_checkpoint(path)  # one place says in one sentence what is wrong with a file
        content = torch.load(path, map_location=self.device, weights_only=True)
        run = content.get("run")
        if not isinstance(run, Mapping):
            raise CephViewError(f"{path.name} holds weights alone; start a new run from them instead of resuming.")
        if run.get("settings") != asdict(self.settings) or run.get("films") != self._film_names():
            raise CephViewError(
                f"{path.name} is of a run with other settings or films; it cannot be resumed with these."
            )
        self.network.load_state_dict(run["weights"])
        self.averaged.module.load_state_dict(content["model_state_dict"])
        self.averaged.n_averaged.fill_(run["averaged"])
        self.optimizer.load_state_dict(content["optimizer_state_dict"])
        self.schedule.load_state_dict(content["scheduler_state_dict"])
        self.epoch, self.best, self.history = content["epoch"], content["best_val_mre"], run["history"]
        for leftover in self.out.glob(".cephview-*.tmp"):  # of a save that was killed
            leftover.unlink(missing_ok=True)

    def run(self, report: Report | None = None) -> Path:
        """Train to the last epoch and return the best checkpoint. Ctrl+C leaves that of the last whole epoch."""
        try:
            self.out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CephViewError(f"The folder {self.out} cannot be made ({error.strerror}): choose another.") from error
        write_atomically(self.out / "settings.toml", self.settings.to_toml().encode())
        keep_freed_memory()
        while self.epoch < self.settings.epochs:
            progress = self._one_epoch(report)
            self.epoch += 1
            due = self.epoch % self.settings.validate_every == 0 or self.epoch == self.settings.epochs
            accuracy = self.validate() if due and self.validation else None
            finished = replace(progress, epoch=self.epoch, batch=0, validation=accuracy)
            self._record(finished)
            if report:
                report(finished)
        return self.out / BEST

    def _one_epoch(self, report: Report | None) -> Progress:
        s = self.settings
        data = AugmentedFilms(self.films, s)
        data.epoch = self.epoch
        order = np.random.default_rng((s.seed, self.epoch)).permutation(len(data))[: self.batches * s.batch]
        loader = DataLoader(
            data,
            batch_size=s.batch,
            sampler=order.tolist(),
            num_workers=min(8, max(1, (os.cpu_count() or 2) // 2)),
            multiprocessing_context="fork" if hasattr(os, "fork") else None,
        )
        self.network.train()
        start, total = time.perf_counter(), 0.0
        progress = Progress(self.epoch, s.epochs, 0, self.batches, 0.0, 0.0)
        for number, (images, points) in enumerate(loader, 1):
            batch = self._normalise(images)
            with self._autocast():
                logits = self.network(batch)
            loss = spatial_cross_entropy(logits.float(), points.to(self.device), self.grid, s.sigma)
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), s.clip)
            # One such step would put NaN into every weight, and into the checkpoint that the run resumes from.
            if not bool(torch.isfinite(norm + loss.detach())):
                raise CephViewError(
                    f"The loss is no longer finite in epoch {self.epoch + 1}: start again with a lower rate."
                )
            self.optimizer.step()
            self.schedule.step()
            self.averaged.update_parameters(self.network)
            total += float(loss.detach())
            speed = number * s.batch / (time.perf_counter() - start)
            progress = replace(progress, batch=number, loss=total / number, films_per_second=speed)
            if report:
                report(progress)
        return progress

    def _autocast(self) -> torch.autocast:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.mixed)

    def _normalise(self, images: torch.Tensor) -> torch.Tensor:
        batch = (images.to(self.device).float() / 255 - self.settings.mean) / self.settings.std
        return batch.expand(-1, 3, -1, -1).contiguous(memory_format=torch.channels_last)

    def validate(self) -> Accuracy | None:
        """Accuracy on the validation films against the mean of their readers, in mm (films without mm are left out)."""
        self.averaged.eval()
        codec = SoftArgmax(self.grid, self.settings.sigma, radius=DECODE_RADIUS)
        errors = []
        for film in self.validation:
            size = (film.image.shape[1], film.image.shape[0])
            box = Letterbox.fit(size, self.grid.input_size)
            image = torch.from_numpy(paste(film.image, box, "area"))[None, None]
            with torch.inference_mode(), self._autocast():
                logits = self.averaged(self._normalise(image))
            points, _ = codec.decode(logits[0].float().cpu())
            found = box.to_film(points.double().numpy())
            errors.append(radial_errors_px(found * film.mm_per_px, film.points * film.mm_per_px))
        return summarise(np.concatenate(errors)) if errors else None

    def _record(self, progress: Progress) -> None:
        accuracy = progress.validation
        row = {
            "epoch": float(progress.epoch),
            "loss": progress.loss,
            "films_per_second": progress.films_per_second,
            "rate": float(self.schedule.get_last_lr()[0]),
        }
        if accuracy:
            row |= {"mre_mm": accuracy.mre, "sd_mm": accuracy.sd} | {f"sdr_{k:g}": v for k, v in accuracy.sdr.items()}
        self.history.append(row)
        better = accuracy is None if not self.validation else accuracy is not None and accuracy.mre < self.best
        if accuracy and better:
            self.best = accuracy.mre
        state = self.averaged.module.state_dict()
        run = {
            "settings": asdict(self.settings),
            "films": self._film_names(),
            "history": self.history,
            "weights": self.network.state_dict(),
            "averaged": int(self.averaged.n_averaged),
        }
        whole = self._content(state, accuracy) | {
            "optimizer_state_dict": self.optimizer.state_dict(),
            "scheduler_state_dict": self.schedule.state_dict(),
            "run": run,
        }
        # The best one first: a kill between the two then repeats the epoch, instead of never writing its weights.
        if better:
            save_checkpoint(self.out / BEST, self._content(_halved(state), accuracy))
        save_checkpoint(self.out / LAST, whole)
        self._write_log()

    def _film_names(self) -> list[str]:
        return [film.path.name for film in self.films]

    def _content(self, state: Mapping[str, torch.Tensor], accuracy: Accuracy | None) -> dict[str, Any]:
        s = self.settings
        config = {
            "DATA": {"DATASET": "ceph", "NUM_LANDMARKS": len(self.scheme)},
            "INPUT": {
                "IMAGE_SIZE": [s.input_height, s.input_width],
                "HEATMAP_SIZE": [s.input_height // 4, s.input_width // 4],
                "SIGMA": s.sigma,
                "NORMALIZE": True,
                "MEAN": [s.mean] * 3,
                "STD": [s.std] * 3,
                "COLOR": "gray3",
                "PADDING": "centre",
                "RESIZE": "area",
                "HEATMAP_RULE": self.grid.rule,
            },
            "MODEL": architecture_of(s, len(self.scheme)).to_config(),
            "DECODE": {"METHOD": "softargmax", "TEMPERATURE": 1.0, "RADIUS": DECODE_RADIUS},
            "LANDMARKS": {"SCHEME": self.scheme.name, "SYMBOLS": list(self.scheme.symbols)},
        }
        measured: dict[str, Any] = {}
        if accuracy is not None:
            measured = {"mre_mm": accuracy.mre, "sdr": {str(k): v for k, v in accuracy.sdr.items()}}
        card = self.card | {
            "version": __version__,
            "seed": s.seed,
            "settings": asdict(s),
            "films": len(self.films),
            "validation_films": len(self.validation),
            "validation": measured,
        }
        return {
            "epoch": self.epoch,
            "model_state_dict": dict(state),
            "optimizer_state_dict": {},
            "scheduler_state_dict": None,
            "best_val_loss": float("nan"),
            "best_val_mre": self.best,
            "config": config,
            "card": card,
        }

    def _write_log(self) -> None:
        names = list(dict.fromkeys(name for row in self.history for name in row))
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, names)
        writer.writeheader()
        writer.writerows(self.history)
        write_atomically(self.out / LOG, text.getvalue().encode())


def _mixed_precision_helps(device: torch.device) -> bool:
    # Processors without bfloat16 arithmetic emulate it: five times slower than float32 (measured on a Zen 3).
    if device.type != "cpu":
        return device.type == "cuda"
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))


def _halved(state: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    # Running means and variances stay at full precision: they are few, and small variances would vanish in float16.
    return {k: v.half() if v.is_floating_point() and "running" not in k else v for k, v in state.items()}
