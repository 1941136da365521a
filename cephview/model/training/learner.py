"""The weights that learn: the network with their running mean, the optimizer, and the schedule of its rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch.optim.swa_utils import AveragedModel

from cephview.model.grid import Grid
from cephview.model.training.averaging import running_mean
from cephview.model.training.epoch import mixed_precision_helps
from cephview.model.training.loss import spatial_cross_entropy
from cephview.model.training.settings import TrainingSettings


class Learner:
    """Takes steps of training with a `network` of so many `channels`; an epoch has so many `batches`."""

    def __init__(
        self,
        network: torch.nn.Module,
        channels: int,
        settings: TrainingSettings,
        grid: Grid,
        batches: int,
        device: torch.device,
    ) -> None:
        self.network, self.settings, self.grid, self.batches, self.device = network, settings, grid, batches, device
        # What is validated and saved for use: the weights' running mean over the last 1 / (1 - average) batches, which
        # does most of what a long tail of small steps would do.
        self.averaged = AveragedModel(network, multi_avg_fn=running_mean(settings.average), use_buffers=True)
        self._channels, self._mixed = channels, mixed_precision_helps(device)
        self._optimizer = torch.optim.AdamW(network.parameters(), lr=settings.rate, weight_decay=settings.weight_decay)
        self._schedule = self._cycle(settings.epochs)
        self._mean, self._std = (
            torch.tensor(values, device=device)[:, None, None] for values in (settings.mean, settings.std)
        )

    @property
    def rate(self) -> float:
        """What a step is multiplied by now."""
        return float(self._schedule.get_last_lr()[0])

    @property
    def weights_for_use(self) -> dict[str, Any]:
        """The running mean of the weights."""
        state: dict[str, Any] = self.averaged.module.state_dict()
        return state

    def look(self, network: torch.nn.Module, images: torch.Tensor, points: torch.Tensor) -> tuple[float, torch.Tensor]:
        """The loss of a batch and the norm of its gradient, which the next `step` takes.

        `network` is the one that learns, or what shares its gradients with other processes. `images` (b, 1, h, w) are
        grey values 0-255 and `points` (b, n, 2) the readings, both in the input frame.
        """
        batch = self._normalise(images)
        with self._autocast():
            logits = network(batch)
        loss = spatial_cross_entropy(logits.float(), points.to(self.device), self.grid, self.settings.sigma)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.settings.clip)
        return float(loss.detach()), norm

    def step(self) -> None:
        """Change the weights by the gradient of the batch that was looked at."""
        self._optimizer.step()
        self._schedule.step()
        self.averaged.update_parameters(self.network)

    def heatmaps(self, image: torch.Tensor) -> torch.Tensor:
        """The raw heatmaps (1, n, h, w) that the averaged weights give of an image (1, 1, h, w) in greys 0-255."""
        with torch.inference_mode(), self._autocast():
            found: torch.Tensor = self.averaged(self._normalise(image))
        return found

    def state(self) -> dict[str, Any]:
        """All that a killed run needs to go on exactly."""
        return {
            "weights": self.network.state_dict(),
            "averaged": int(self.averaged.n_averaged),
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
        }

    def take_over(self, content: Mapping[str, Any]) -> None:
        """Go on from a run's last checkpoint; one that was made longer gets a schedule for the epochs that are left."""
        run = content["run"]
        self.network.load_state_dict(run["weights"])
        self.averaged.module.load_state_dict(content["model_state_dict"])
        self.averaged.n_averaged.fill_(run["averaged"])
        self._optimizer.load_state_dict(content["optimizer_state_dict"])
        steps = content["scheduler_state_dict"]["total_steps"]
        if int(run["settings"]["epochs"]) == self.settings.epochs and steps == self._schedule.total_steps:
            self._schedule.load_state_dict(content["scheduler_state_dict"])
        else:  # lengthened, or of a version that left films out: the epochs that are left are a cycle of their own
            self._schedule = self._cycle(self.settings.epochs - content["epoch"])

    def _cycle(self, epochs: int) -> torch.optim.lr_scheduler.OneCycleLR:
        s = self.settings
        steps = self.batches * epochs + 1
        return torch.optim.lr_scheduler.OneCycleLR(self._optimizer, s.rate, total_steps=steps, pct_start=s.warm_up)

    def _autocast(self) -> torch.autocast:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self._mixed)

    def _normalise(self, images: torch.Tensor) -> torch.Tensor:
        batch = (images.to(self.device).float() / 255 - self._mean) / self._std
        return batch.expand(-1, self._channels, -1, -1).contiguous(memory_format=torch.channels_last)
