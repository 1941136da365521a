"""The processes of a run: one, or those that `torchrun` started, joined by DistributedDataParallel."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from cephview.core.errors import CephViewError
from cephview.model.runtimes.torch_runtime import best_device

T = TypeVar("T")

# Rank 0 writes checkpoints while the others wait for it.
_PATIENCE = timedelta(hours=1)


@dataclass(frozen=True)
class Ranks:
    """The place of this process among `count`; `local` is its place on this machine, hence its GPU.

    `asked` is the kind of device that was asked for; empty for the best one there is.
    """

    rank: int = 0
    count: int = 1
    local: int = 0
    asked: str = ""

    @property
    def first(self) -> bool:
        """Whether this process is the one that writes and prints."""
        return self.rank == 0

    @property
    def device(self) -> torch.device:
        """The device of this process."""
        device = torch.device(self.asked) if self.asked else best_device()
        return torch.device("cuda", self.local) if self.count > 1 and device.type == "cuda" else device

    def wrap(self, network: nn.Module) -> nn.Module:
        """The network to call in a training step: it averages the gradients over the processes."""
        if self.count == 1:
            return network
        cuda = self.device.type == "cuda"
        return DistributedDataParallel(network, device_ids=[self.local] if cuda else None)

    def share(self, batch: Sequence[int]) -> list[int]:
        """The part of this process in a batch: as many films as each of the others has."""
        own = len(batch) // self.count
        return list(batch[self.rank * own : (self.rank + 1) * own])

    def align(self, modules: Iterable[nn.Module]) -> None:
        """Give all processes what the first one has: running means of batch norms drift apart within an epoch."""
        if self.count == 1:
            return
        with torch.no_grad():
            for module in modules:
                for tensor in module.state_dict().values():
                    whole = tensor.contiguous()  # which weights in channels_last are not
                    dist.broadcast(whole, 0)
                    tensor.copy_(whole)

    def gather(self, part: list[T]) -> list[T]:
        """The parts of all processes, in the order of the ranks, in every process."""
        if self.count == 1:
            return part
        parts: list[list[T]] = [[] for _ in range(self.count)]
        dist.all_gather_object(parts, part)
        return [item for one in parts for item in one]

    def mean(self, value: float) -> float:
        """The mean over the processes."""
        every = self.gather([value])
        return sum(every) / len(every)


ALONE = Ranks()


def join(asked: str = "") -> Ranks:
    """The place that `torchrun` gave this process; alone without it. `asked` as in `Ranks`.

    Raises CephViewError where joining fails, and where this machine has no such device.
    """
    if (asked == "cuda" and not torch.cuda.is_available()) or (
        asked == "mps" and not torch.backends.mps.is_available()
    ):
        raise CephViewError(
            "This computer has no {asked} that PyTorch can use: leave --device out, or give cpu.", asked=asked
        )
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count < 2:
        return Ranks(asked=asked)
    ranks = Ranks(int(os.environ["RANK"]), count, int(os.environ.get("LOCAL_RANK", "0")), asked)
    if ranks.device.type == "cuda":
        if ranks.local >= torch.cuda.device_count():
            raise CephViewError(
                "torchrun started more processes than the {device_count} GPUs here: lower --nproc-per-node.",
                device_count=torch.cuda.device_count(),
            )
        torch.cuda.set_device(ranks.device)
    try:
        dist.init_process_group("nccl" if ranks.device.type == "cuda" else "gloo", timeout=_PATIENCE)
    except (RuntimeError, ValueError) as error:
        raise CephViewError(
            "The {count} processes did not find one another: {value}.", count=count, value=str(error).splitlines()[0]
        ) from error
    return ranks


def leave(ranks: Ranks) -> None:
    """End the joining at the end of a run."""
    if ranks.count > 1 and dist.is_initialized():
        dist.destroy_process_group()
