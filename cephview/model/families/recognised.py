"""What a family makes of a file of weights, and how tensors of the file come into a network."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from cephview.core.errors import CephViewError
from cephview.model.config_values import shown
from cephview.model.families.stored_tensors import Weight
from cephview.model.specification import Specification

# W48 has 64 million parameters; what claims far more is no file of this kind.
MAX_PARAMETERS = 400_000_000
MAX_LANDMARKS = 1000
# What to do with a network that no family knows.
EXPORT = (
    "export it to ONNX in the code that made it: torch.onnx.export(network.eval(), torch.zeros(1, 3, HEIGHT, WIDTH), "
    "'model.onnx', dynamo=False)"
)
# Names that training leaves beside the network's own; they play no part in a prediction.
_TRAINING_ONLY = re.compile(
    r"loss|criterion|awl|log_var|uncertainty|aux|metric|n_averaged|num_batches|num_updates|ema|decay|teacher|step",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Recognised:
    """A network that a family knows: what it is, how films enter it and leave it, and how to build it.

    `specification` is what the file and the family say; a sidecar may fill it before `build` is called.
    `decoding_open`: where nobody declares its decoding, the heatmaps have to be looked at.
    """

    architecture: str
    landmarks: int
    specification: Specification
    build: Callable[[Specification], nn.Module]
    decoding_open: bool = False
    notes: tuple[str, ...] = ()
    describes: Callable[[Mapping[str, Any]], bool] = lambda _: True
    """Whether a config of the training code can be this network's."""


def shape_of(state: Mapping[str, Weight], name: str, file: str, what: str, dimensions: int = 4) -> tuple[int, ...]:
    """The shape of a tensor that has to be there. Raises CephViewError where it is not, or has another form."""
    if name not in state:
        raise CephViewError(
            "{file} is not the whole of {what}: the tensor {name} is missing.", file=file, what=what, name=name
        )
    found = tuple(state[name].shape)
    if len(found) != dimensions or min(found) < 1:
        raise CephViewError(
            "{file}: the tensor {name} has the shape {found}, which {what} does not have.",
            file=file,
            name=name,
            found=found,
            what=what,
        )
    return found


def landmarks_in(count: int, file: str) -> int:
    """A number of landmarks that may be true. Raises CephViewError."""
    if count > MAX_LANDMARKS:
        raise CephViewError("{file} claims {count} landmarks, which is too many to be true.", file=file, count=count)
    return count


def count_of(state: Mapping[str, Weight], prefix: str) -> int:
    """How many consecutive numbers from 0 follow `prefix` among the names."""
    numbers = {int(m[1]) for key in state if (m := re.match(re.escape(prefix) + r"(\d{1,3})\.", key))}
    count = 0
    while count in numbers:
        count += 1
    return count


def filled(make: Callable[[], nn.Module], state: Mapping[str, Weight], file: str, what: str) -> nn.Module:
    """The network that `make` builds with the weights of `state`, in evaluation mode.

    Raises CephViewError where a tensor is missing, misshapen, damaged, or left over though it looks like a layer.
    """
    # Without memory at first: a file may claim any size, and what it claims is compared before it is believed.
    with torch.device("meta"):
        network = make()
    wanted = network.state_dict()
    if sum(tensor.numel() for tensor in wanted.values()) > MAX_PARAMETERS:
        raise CephViewError("{file} claims a network too large to be {what}.", file=file, what=what)
    surplus = [name for name in sorted(set(state) - set(wanted)) if not _TRAINING_ONLY.search(name)]
    layers = [name for name in surplus if name.endswith((".weight", ".bias", "running_mean", "running_var"))]
    missing = [name for name in wanted if name not in state and not name.endswith("num_batches_tracked")]
    if missing:
        raise CephViewError(
            "{file} is not the whole of {what}: the tensor {missing} is missing.",
            file=file,
            what=what,
            missing=missing[0],
        )
    if layers:
        raise CephViewError(
            "{file} holds tensors that {what} does not have, {shown} for one; built without them it would "
            "answer otherwise than its own code does. Instead, {export}.",
            file=file,
            what=what,
            shown=shown(layers[0]),
            export=EXPORT,
        )
    counters = {name: torch.zeros((), dtype=tensor.dtype) for name, tensor in wanted.items() if name not in state}
    given = {name: _checked(state[name], tensor, name, file) for name, tensor in wanted.items() if name in state}
    network.load_state_dict(counters | given, assign=True)
    return network.eval()


def _checked(weight: Weight, wanted: Tensor, name: str, file: str) -> Tensor:
    """A tensor of the file as the network needs it: the shape of `wanted`, its kind, finite."""
    if tuple(weight.shape) != tuple(wanted.shape):
        raise CephViewError(
            "{file}: the tensor {name} has the shape {tuple} where {tuple2} is needed.",
            file=file,
            name=name,
            tuple=str(tuple(weight.shape)),
            tuple2=str(tuple(wanted.shape)),
        )
    if weight.is_floating != wanted.is_floating_point():
        raise CephViewError(
            "{file}: the tensor {name} is stored as {dtype}, which CephView cannot use.",
            file=file,
            name=name,
            dtype=weight.dtype,
        )
    try:
        tensor = torch.from_numpy(weight.read().copy()).to(wanted.dtype)
    except Exception as error:
        raise CephViewError(
            "{file}: the tensor {name} is damaged; copy the file again from its source.", file=file, name=name
        ) from error
    if tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
        raise CephViewError(
            "{file}: the tensor {name} holds numbers that are not finite; the file is damaged.", file=file, name=name
        )
    if name.endswith("running_var") and bool((tensor < 0).any()):
        raise CephViewError(
            "{file}: the tensor {name} holds variances below 0; the file is damaged.", file=file, name=name
        )
    return tensor
