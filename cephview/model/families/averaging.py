"""The mean of the weights of several checkpoints of one network that come from one training.

Runs that went on from the same weights lie in one valley, and their mean errs less than each (Wortsman et al., Model
soups, ICML 2022); it costs no time when a film is read. Of runs that began apart the mean is worth nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from cephview.core.errors import CephViewError
from cephview.io.outputs import check_output
from cephview.model.families.loading import load_checkpoint, save_checkpoint
from cephview.model.families.rewriting import read_content
from cephview.model.reliability import KEY

_STATE = "model_state_dict"
# What a card says of one run's weights alone.
_OF_ONE = ("expected_errors", "validation")


def average_checkpoints(
    parts: Sequence[tuple[Path, float]], target: Path, facts: Mapping[str, Any], size: tuple[int, int] | None = None
) -> None:
    """Write the mean of the weights of `parts`, each a checkpoint and its share, to `target`.

    Shares are positive and brought to the sum 1. Preprocessing and card are the first one's, with `facts` added; what
    errors to expect is left out, since that is to be measured anew. `size` (width, height) px is that of the input,
    where it is to be another. Raises CephViewError where a file is no checkpoint
    of CephView's layout, where they are not of one network and one set of landmarks, and where the disk refuses.
    """
    total = sum(share for _, share in parts)
    shares = [share / total for _, share in parts]
    first, contents = parts[0][0], [read_content(path, "weights to average") for path, _ in parts]
    landmarks = load_checkpoint(first).specification.scheme.value.symbols
    states = [_state(content, path) for content, (path, _) in zip(contents, parts, strict=True)]
    for (path, _), state in zip(parts, states, strict=True):
        same = state.keys() == states[0].keys() and all(state[n].shape == t.shape for n, t in states[0].items())
        if not same or load_checkpoint(path).specification.scheme.value.symbols != landmarks:
            raise CephViewError(
                "{name} is another network than {name2}, or finds other landmarks.", name=path.name, name2=first.name
            )
    mean: dict[str, torch.Tensor] = {}
    for name, tensor in states[0].items():
        if tensor.is_floating_point():
            summed = sum(state[name].double() * share for state, share in zip(states, shares, strict=True))
            mean[name] = torch.as_tensor(summed).to(tensor.dtype)
        else:
            mean[name] = tensor
    content = {k: v for k, v in contents[0].items() if k != "run"}
    content |= {"optimizer_state_dict": {}, "scheduler_state_dict": None, "best_val_mre": float("nan")}
    content["config"] = {k: v for k, v in content["config"].items() if k != KEY}
    if size is not None:
        if any(side % 32 or not 64 <= side <= 4096 for side in size):
            raise CephViewError("The sides of an input must be multiples of 32 between 64 and 4096.")
        (width, height), said = size, content["config"].get("INPUT", {})
        sizes = {"IMAGE_SIZE": [height, width], "HEATMAP_SIZE": [height // 4, width // 4]}
        content["config"]["INPUT"] = {**said, **sizes}
    card = content.get("card")
    kept = {k: v for k, v in card.items() if k not in _OF_ONE} if isinstance(card, Mapping) else {}
    check_output(target, asked=True)
    save_checkpoint(target, content | {_STATE: mean, "card": kept | dict(facts)})


def _state(content: Mapping[str, Any], path: Path) -> Mapping[str, torch.Tensor]:
    state = content.get(_STATE)
    if not isinstance(state, Mapping) or not all(isinstance(value, torch.Tensor) for value in state.values()):
        raise CephViewError("{name} is not of CephView's layout, so its weights cannot be averaged.", name=path.name)
    return state
