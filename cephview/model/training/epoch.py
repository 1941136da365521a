"""What an epoch is made of: its batches, the processes that prepare them, and what ends a run that learns nothing."""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Sequence

import numpy as np
import torch

from cephview.core.errors import CephViewError
from cephview.model.training.ranks import Ranks
from cephview.model.training.run_folder import LAST

# A loss that grows so many times over is no setback of training.
_GROWTH = 100.0
# How torch's allocators say that there is no memory left, where they have no class of error for it.
_NO_MEMORY = ("not enough memory", "can't allocate memory", "out of memory")


def batch_count(films: int, batch: int) -> int:
    """How many batches an epoch has, so that each film is seen once."""
    return -(-films // batch)


def batches_of(order: Sequence[int], batch: int, ranks: Ranks) -> list[list[int]]:
    """The part of this process in each batch of an epoch's `order` of films; no film is left out.

    Alone, the batches are of one size, give or take a film. Several processes need equal parts: the first films of the
    order come once more at its end to fill the last batch.
    """
    count = batch_count(len(order), batch)
    if ranks.count == 1:
        return [part.tolist() for part in np.array_split(np.asarray(order), count)]
    filled = [order[place % len(order)] for place in range(count * batch)]
    return [ranks.share(filled[start : start + batch]) for start in range(0, len(filled), batch)]


class LossWatch:
    """Sees to it that a run whose loss grows beyond anything that training does ends."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self.least = float("inf")

    def check(self, loss: float, norm: torch.Tensor, epoch: int) -> None:
        """Pass the mean loss of an epoch (from 1) so far and the gradient's norm. Raises CephViewError."""
        # One such step would put NaN into every weight, and into the checkpoint that the run resumes from.
        if not bool(torch.isfinite(norm + loss)):
            raise CephViewError(
                "The loss is no longer finite in epoch {epoch}: start again with a lower rate (it is {rate:g}; "
                "try --rate {value:g}). {last} holds the epoch before.",
                epoch=epoch,
                rate=self._rate,
                value=self._rate / 10,
                last=LAST,
            )
        self.least = min(self.least, loss)
        if loss > _GROWTH * self.least:
            raise CephViewError(
                "The loss has grown from {least:.3g} to {loss:.3g} in epoch {epoch}, so nothing is learned any "
                "more: start again with a lower rate (it is {rate:g}; try --rate {value:g}). {last} holds the "
                "epoch before.",
                least=self.least,
                loss=loss,
                epoch=epoch,
                rate=self._rate,
                value=self._rate / 10,
                last=LAST,
            )


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error of a step says that the memory does not hold it."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(text in str(error).lower() for text in _NO_MEMORY)


def too_large(batch: int, size: tuple[int, int]) -> CephViewError:
    """What is said where a batch of films of `size` (width, height) px does not fit into the memory."""
    if batch > 1:
        return CephViewError(
            "The memory does not hold a batch of {batch} films: begin again with --batch {most}, or --batch "
            "auto, which finds what it holds.",
            batch=batch,
            most=max(1, batch // 2),
        )
    return CephViewError(
        "The memory does not hold one film of {size} × {size2} px in training: close other programs, or "
        "choose a smaller input_width and input_height in the settings.",
        size=size[0],
        size2=size[1],
    )


def fitting_batch(network: torch.nn.Module, channels: int, size: tuple[int, int], device: torch.device) -> int:
    """The largest batch of films of `size` (width, height) px, of those usual, that a step of training can hold.

    Raises CephViewError where it is not even one.
    """
    trial = copy.deepcopy(network)  # a step changes the running means
    batch = _MOST[device.type == "cuda"]
    while batch:
        try:
            trial(torch.zeros(batch, channels, size[1], size[0], device=device)).mean().backward()
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            batch //= 2
        else:
            return batch
        finally:
            trial.zero_grad(set_to_none=True)
            if device.type == "cuda":
                torch.cuda.empty_cache()
    raise too_large(1, size)


# More makes a step no faster on a processor, and few films want many steps on a GPU as well.
_MOST = {False: 6, True: 32}


def worker_count(ranks: Ranks) -> int:
    """How many processes prepare films. None outside Linux: macOS must not fork once Metal or OpenCV have run, and a
    process that is begun anew costs 1.9 s and 250 MB in each epoch, more than it brings. What is drawn is the same.
    """
    return min(8, max(1, (os.cpu_count() or 2) // (2 * ranks.count))) if sys.platform == "linux" else 0


def mixed_precision_helps(device: torch.device) -> bool:
    """Whether a device computes in bfloat16 itself."""
    # Processors without bfloat16 arithmetic emulate it: five times slower than float32 (measured on a Zen 3).
    if device.type != "cpu":
        return device.type == "cuda"
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))
