"""The loss: cross-entropy of the spatial softmax against a Gaussian around the reading."""

from __future__ import annotations

import torch
from torch import Tensor

from cephview.model.grid import Grid


def spatial_cross_entropy(logits: Tensor, points: Tensor, grid: Grid, sigma: float) -> Tensor:
    """Mean over all read points of the cross-entropy, a scalar.

    logits (b, n, h, w) raw heatmaps; points (b, n, 2) in input px, NaN where unread. A point outside the map is left
    out. The Gaussian is separable, so the target map is never built: H(p, q) = logsumexp(q) - pyᵀ q px.
    """
    height, width = logits.shape[-2:]
    stride, offset = (torch.as_tensor(part, dtype=points.dtype, device=points.device) for part in grid.affine)
    centre = (points - offset) / stride
    size = centre.new_tensor([width, height])
    inside = torch.isfinite(centre).all(-1) & (centre >= 0).all(-1) & (centre <= size - 1).all(-1)
    centre = torch.where(inside[..., None], centre, torch.zeros_like(centre))
    px, py = (_gaussian(centre[..., axis], length, sigma) for axis, length in ((0, width), (1, height)))
    expected = torch.einsum("bnhw,bnh,bnw->bn", logits, py, px)
    loss = torch.logsumexp(logits.flatten(-2), dim=-1) - expected
    return (loss * inside).sum() / inside.sum().clamp_min(1)


def _gaussian(centre: Tensor, length: int, sigma: float) -> Tensor:
    cells = torch.arange(length, dtype=centre.dtype, device=centre.device)
    return torch.softmax(-((cells - centre[..., None]) ** 2) / (2 * sigma**2), dim=-1)
