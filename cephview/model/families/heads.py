"""The head of a network, wherever its code keeps it and whatever it calls it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cephview.model.families.stored_tensors import Weight

# The names of an HRNet's and a ResNet's own parts, of timm's classifier, and of what pose heads enlarge with.
_BACKBONE = re.compile(r"(conv|bn)\d|layer\d|transition\d|stage\d|incre_modules|downsamp_modules|fc\.|classifier")
_AUXILIARY = re.compile(r"(^|[._])aux", re.IGNORECASE)
_DECONV = re.compile(r"(^|\.)deconv_layers\.")


@dataclass(frozen=True, eq=False)
class HeatmapHead:
    """The last layers: one convolution, or a hidden one, its norm, and the last. `state` has them as `final_layer.…`.

    `inputs` channels come in, `outputs` heatmaps go out; `hidden` is 0 where there is one layer alone. `name` is what
    the file calls it.
    """

    name: str
    state: Mapping[str, Weight]
    inputs: int
    outputs: int
    hidden: int
    kernel: int


def find_head(inside: Mapping[str, Weight], beside: Mapping[str, Weight]) -> HeatmapHead | None:
    """The head among what is no backbone; None where there is none, or none of these two forms."""
    rest = {key: value for key, value in {**inside, **beside}.items() if not _BACKBONE.match(key)}
    rest = {key: value for key, value in rest.items() if not _DECONV.search(key)}
    if "classifier.weight" in inside:  # timm's classifier calls its own last convolution so
        rest = {key: value for key, value in rest.items() if not key.startswith("final_layer.")}
    groups: dict[str, dict[str, Weight]] = {}
    for key, value in rest.items():
        parent = re.sub(r"(\.?\d+)?\.[a-z_]+$", "", key)
        groups.setdefault(parent, {})[key] = value
    found = [head for parent, group in groups.items() if (head := _head(parent, group))]
    # A second head that training alone had stands beside the one that answers.
    found = [head for head in found if not _AUXILIARY.search(head.name)] or found
    return found[0] if len(found) == 1 else _by_name(found)


def _by_name(found: list[HeatmapHead]) -> HeatmapHead | None:
    named = [head for head in found if head.name.rpartition(".")[2] in ("final_layer", "head", "last_layer")]
    return named[0] if len(named) == 1 else None


def _head(parent: str, group: Mapping[str, Weight]) -> HeatmapHead | None:
    kernels = {key: value for key, value in group.items() if key.endswith(".weight") and len(value.shape) == 4}
    layers = sorted(kernels, key=_position)
    if not layers or any(kernels[key].shape[2] != kernels[key].shape[3] for key in layers):
        return None
    if len(layers) == 1 and len(group) <= 2:
        return _single(parent, group, layers[0], kernels[layers[0]])
    return _hidden(parent, group, layers, kernels) if len(layers) == 2 else None


def _single(parent: str, group: Mapping[str, Weight], layer: str, weight: Weight) -> HeatmapHead:
    base = layer.removesuffix("weight")
    state = {f"final_layer.{key[len(base) :]}": value for key, value in group.items() if key.startswith(base)}
    outputs, inputs, kernel, _ = weight.shape
    return HeatmapHead(parent, state, inputs, outputs, 0, kernel)


def _hidden(
    parent: str, group: Mapping[str, Weight], layers: list[str], kernels: Mapping[str, Weight]
) -> HeatmapHead | None:
    first, last = (layer.removesuffix("weight") for layer in layers)
    norms = {key.rpartition(".")[0] + "." for key in group if key.endswith("running_mean")}
    hidden, inputs, kernel, _ = kernels[layers[0]].shape
    outputs, between, last_kernel, _ = kernels[layers[1]].shape
    if len(norms) != 1 or between != hidden or kernel != 1:
        return None
    places = {first: "0", norms.pop(): "1", last: "3"}
    state = {}
    for key, value in group.items():
        base, name = key.rpartition(".")[0] + ".", key.rpartition(".")[2]
        if base not in places:
            return None
        state[f"final_layer.{places[base]}.{name}"] = value
    return HeatmapHead(parent, state, inputs, outputs, hidden, last_kernel)


def _position(key: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", key))
