"""The running mean of the weights: what of a run is validated and saved for use."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch.optim.swa_utils import get_ema_multi_avg_fn

_Tensors = tuple[torch.Tensor, ...] | list[torch.Tensor]


def running_mean(average: float) -> Callable[[_Tensors, _Tensors, torch.Tensor | int], None]:
    """An exponential mean that begins short: a run of few batches would else be saved with its first, random weights.

    After n batches it reaches over a tenth of them at most, as in TensorFlow's ExponentialMovingAverage.
    """

    def update(averaged: _Tensors, current: _Tensors, number: torch.Tensor | int) -> None:
        decay = min(average, (1 + int(number)) / (10 + int(number)))
        get_ema_multi_avg_fn(decay)(averaged, current, number)  # type: ignore[no-untyped-call]

    return update
