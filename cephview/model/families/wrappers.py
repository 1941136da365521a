"""Out of whatever a training code wrapped round its weights: the weights under their own names, and all else.

Prefixes (DataParallel, Lightning, torch.compile, a module inside a module), running averages, whole pickled modules and
entries that are no part of the network are told apart by the names alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cephview.core.errors import CephViewError
from cephview.model.config_values import shown
from cephview.model.families.archives import read_archive
from cephview.model.families.stand_ins import StandIn, kinds_in, module_weights, plain
from cephview.model.families.stored_tensors import Weight

# By these a network is known wherever it stands; the first that is found decides what stands before it.
_ANCHORS = ("layer1.0.conv1.weight", "stage1.0.branches.0.0.weight", "encoder.4.0.conv1.weight")
_AVERAGED = re.compile(r"ema|averag|swa|shadow", re.IGNORECASE)
_NO_WEIGHTS = re.compile(r"optim|sched|scaler|hub|loss|grad", re.IGNORECASE)
_OPTIMIZER = re.compile(r"optim", re.IGNORECASE)
# How long a list may be that holds models, and no figures.
_MOST_LISTED = 16
# How many mappings may stand within one another round the weights.
_DEEPEST = 6
# What DataParallel and torch.compile put between a module and its own, wherever that stands.
_SHELL = re.compile(r"(^|\.)(module|_orig_mod)\.")
# Buffers that training leaves beside the weights.
_BUFFERS = re.compile(r"(^|\.)(n_averaged|num_batches_tracked|num_updates|decay|step|initted)$")


@dataclass(frozen=True, eq=False)
class WeightsFile:
    """Weights as they stand in a file: `state` under the network's own names, `beside` what stood next to it.

    `content` is all else that the file holds, made plain; `notes` say what was chosen and what was left out.
    """

    path: Path
    sha256: str
    state: Mapping[str, Weight]
    beside: Mapping[str, Weight]
    content: Mapping[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file's name, for a sentence."""
        return self.path.name or str(self.path)


def read_weights(path: Path) -> WeightsFile:
    """The weights of a file of any kind of wrapper. Raises CephViewError where it holds none."""
    content, digest = read_archive(path)
    file = path.name or str(path)
    kinds = kinds_in(content)
    if isinstance(content, StandIn):
        content = {"model": content}
    elif isinstance(content, list | tuple):
        content = {f"entry {number}": part for number, part in enumerate(content, 1)}
    if not isinstance(content, Mapping):
        raise CephViewError("{file} holds no weights; choose a checkpoint file (.pth).", file=file)
    places = list(_places(content))
    if not any(map(_is_known, places)):  # "min_loss_weights" may be what is wanted after all
        places = list(_places(content, passed_over=_OPTIMIZER)) or places
    if not places:
        raise CephViewError("{file} holds no weights; choose a checkpoint file (.pth).", file=file)
    (name, tensors), chosen = _best(places)
    tensors = _shelled(tensors)
    state, beside, prefix = _unwrapped(tensors)
    notes = list(chosen)
    if prefix and _AVERAGED.search(prefix):
        notes.append(f"the running average of the weights was used ({shown(prefix.rstrip('.'))})")
    if unknown := sorted(kind for kind in kinds if not kind.startswith(("pathlib", "argparse", "numpy", "datetime"))):
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        notes.append(f"left unread: objects of {shown(unknown[0])}{more}")
    rest = {
        str(key): plain(value)
        for key, value in content.items()
        if key != name.split(".")[0] and not _has_tensors(value)
    }
    return WeightsFile(path, digest, state, beside, rest, tuple(notes))


def _has_tensors(value: Any) -> bool:
    parts = value.values() if isinstance(value, Mapping) else (value,)
    return any(isinstance(part, Weight) for part in parts)


def _places(
    content: Mapping[Any, Any], name: str = "", depth: int = 0, *, passed_over: re.Pattern[str] = _NO_WEIGHTS
) -> Iterator[tuple[str, dict[str, Weight]]]:
    """Every mapping of tensors in a file, by the name it stands under; a whole module as the mapping it would give."""
    own = {str(key): value for key, value in content.items() if isinstance(value, Weight)}
    if own:
        yield name, own
    for key, value in content.items():
        if isinstance(value, StandIn):
            if weights := module_weights(value):
                yield _below(name, key), weights
            value = value.attributes if not weights else {}
        elif isinstance(value, list | tuple) and len(value) <= _MOST_LISTED:
            value = dict(enumerate(value))
        if isinstance(value, Mapping) and depth < _DEEPEST and not passed_over.search(str(key)):
            yield from _places(value, _below(name, key), depth + 1, passed_over=passed_over)


def _below(name: str, key: Any) -> str:
    return f"{name}.{key}" if name else str(key)


def _is_known(place: tuple[str, dict[str, Weight]]) -> bool:
    """Whether a mapping of tensors is a network that a family may know."""
    return any(key.endswith(anchor) for key in place[1] for anchor in _ANCHORS)


def _best(places: list[tuple[str, dict[str, Weight]]]) -> tuple[tuple[str, dict[str, Weight]], list[str]]:
    """The mapping that holds the network; a running average of it before the weights of the last step."""
    candidates = [place for place in places if _is_known(place)] or places
    averaged = [place for place in candidates if _AVERAGED.search(place[0])]
    if averaged and len(averaged) < len(candidates):
        largest = max(averaged, key=lambda place: len(place[1]))
        return largest, [f"the running average of the weights was used ({shown(largest[0])})"]
    return max(candidates, key=lambda place: len(place[1])), []


def _shelled(tensors: dict[str, Weight]) -> dict[str, Weight]:
    """The tensors without the shells in their names, unless two would then bear the same one."""
    shorter = {key: _SHELL.sub(r"\1", _SHELL.sub(r"\1", key)) for key in tensors}
    if len(set(shorter.values())) < len(tensors):
        return tensors
    return {shorter[key]: value for key, value in tensors.items()}


def _unwrapped(tensors: Mapping[str, Weight]) -> tuple[dict[str, Weight], dict[str, Weight], str]:
    """The backbone and all below it under its own names, what stands beside it, and the prefix that was taken away."""
    prefixes = {key[: -len(a)] for a in _ANCHORS for key in tensors if key.endswith(a) and _starts(key, a)}
    if not prefixes:
        return _without_common_prefix(tensors), {}, ""
    prefix = min(prefixes, key=lambda p: (not _AVERAGED.search(p), len(p), p))
    inside = {key[len(prefix) :]: value for key, value in tensors.items() if key.startswith(prefix)}
    # A head often stands beside its backbone: `model.backbone.…` and `model.head.…`.
    others = tuple(p for p in prefixes if p != prefix)
    outer = prefix
    beside: dict[str, Weight] = {}
    while outer and not beside:
        outer = outer[: outer.rstrip(".").rfind(".") + 1]
        beside = {
            key[len(outer) :]: value
            for key, value in tensors.items()
            if key.startswith(outer) and not key.startswith((prefix, *others)) and not _BUFFERS.search(key)
        }
    return inside, beside, prefix


def _starts(key: str, anchor: str) -> bool:
    return len(key) == len(anchor) or key[-len(anchor) - 1] == "."


def _without_common_prefix(tensors: Mapping[str, Weight]) -> dict[str, Weight]:
    named = dict(tensors)
    while named and len({key.split(".")[0] for key in named}) == 1 and all(key.count(".") > 1 for key in named):
        named = {key.split(".", 1)[1]: value for key, value in named.items()}
    return named
