"""How branches of several resolutions become one: enlarged to the finest, and joined."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cephview.model.specification import Fusion


def enlarged_to(x: Tensor, like: Tensor, fusion: Fusion) -> Tensor:
    """(b, c, h, w) enlarged to the height and width of `like`, as the networks of this family do it."""
    size = like.shape[-2:]
    if fusion == "nearest":
        return F.interpolate(x, size=size, mode="nearest")
    return F.interpolate(x, size=size, mode="bilinear", align_corners=False)


def summed(xs: list[Tensor], fusion: Fusion) -> Tensor:
    """The sum of tensors, finest first, each enlarged to the first.

    Nearest-neighbour enlarging by whole factors may go step by step, so that all but one of the sums are small.
    """
    total = xs[-1]
    if fusion == "nearest" and all(
        finer.shape[-2] % coarser.shape[-2] == 0 == finer.shape[-1] % coarser.shape[-1]
        for finer, coarser in itertools.pairwise(xs)
    ):
        for x in reversed(xs[:-1]):
            total = x + enlarged_to(total, x, fusion)
        return total
    total = xs[0]
    for x in xs[1:]:
        total = total + enlarged_to(x, xs[0], fusion)
    return total


class Joined(nn.Module):
    """All branches enlarged to the finest one, behind one another."""

    def __init__(self, fusion: Fusion) -> None:
        super().__init__()
        self.fusion = fusion

    def forward(self, xs: list[Tensor]) -> Tensor:
        """One tensor a branch to (b, sum of their channels, h, w)."""
        return torch.cat([xs[0], *(enlarged_to(y, xs[0], self.fusion) for y in xs[1:])], dim=1)


class JoinedAndMixed(nn.Module):
    """What a 1×1 convolution makes of joined branches, with each branch mixed before it is enlarged.

    The same function but for rounding, since enlarging takes each channel by itself and its weights sum to 1; an eighth
    of the multiplications, and nothing as large as the joined branches is ever in memory.
    """

    def __init__(self, convolution: nn.Conv2d, widths: Sequence[int], fusion: Fusion) -> None:
        super().__init__()
        self.fusion = fusion
        self.parts = nn.ModuleList()
        for first, weight in enumerate(torch.split(convolution.weight, list(widths), dim=1)):
            part = nn.Conv2d(weight.shape[1], weight.shape[0], 1, bias=convolution.bias is not None and not first)
            part.weight = nn.Parameter(weight.detach().clone())
            if part.bias is not None and convolution.bias is not None:
                part.bias = nn.Parameter(convolution.bias.detach().clone())
            self.parts.append(part)

    def forward(self, xs: list[Tensor]) -> Tensor:
        """One tensor a branch to (b, the convolution's outputs, h, w)."""
        return summed([part(x) for part, x in zip(self.parts, xs, strict=True)], self.fusion)
