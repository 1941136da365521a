"""`MODEL.preprocessing.toml` beside a checkpoint: what its file leaves open, found by a diagnosis or told by its owner.

A sidecar fills gaps only. Where the checkpoint itself declares a field, its own value is kept, and a contradiction is
said. The checkpoint is never written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cephview.core.errors import CephViewError
from cephview.io.atomic import write_atomically
from cephview.io.reading import is_file
from cephview.io.toml import read_toml
from cephview.model.config_values import shown
from cephview.model.specification import Origin, Specification, Stated

SUFFIX = ".preprocessing.toml"
# Key of the sidecar: where a checkpoint's config says the same, and the fields of the specification that it fills.
_PLACES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "mean": (("INPUT", "MEAN"), ("mean",)),
    "std": (("INPUT", "STD"), ("std",)),
    "image_size": (("INPUT", "IMAGE_SIZE"), ("image_size", "heatmap_size")),
    "sigma": (("INPUT", "SIGMA"), ("sigma",)),
    "colour": (("INPUT", "COLOR"), ("colour",)),
    "padding": (("INPUT", "PADDING"), ("padding",)),
    "resize": (("INPUT", "RESIZE"), ("resize",)),
    "heatmap_rule": (("INPUT", "HEATMAP_RULE"), ("heatmap_rule",)),
    "decoding": (("DECODE",), ("decoding",)),
    "fusion": (("MODEL", "FUSE_INTERPOLATION"), ("fusion",)),
    "landmarks": (("LANDMARKS",), ("scheme",)),
}
FIELDS = tuple(_PLACES)


@dataclass(frozen=True)
class Sidecar:
    """The fields that a sidecar filled in a config, and per field of the specification what it says in vain."""

    filled: tuple[str, ...] = ()
    contradicted: Mapping[str, str] = field(default_factory=dict)

    def mark(self, specification: Specification) -> Specification:
        """The specification with the origin of the filled fields, and the contradictions as their reasons."""
        changes: dict[str, Stated[Any]] = {}
        for key in self.filled:
            for name in _PLACES[key][1]:
                changes[name] = replace(getattr(specification, name), origin=Origin.SIDECAR, why="")
        for key, sentence in self.contradicted.items():
            name = _PLACES[key][1][0]
            changes[name] = replace(getattr(specification, name), why=sentence)
        return replace(specification, **changes)


def sidecar_path(checkpoint: Path) -> Path:
    """Where the sidecar of a checkpoint lies: `MODEL.preprocessing.toml` beside `MODEL.pth`."""
    return checkpoint.with_name(checkpoint.stem + SUFFIX)


def apply_sidecar(checkpoint: Path, config: Mapping[str, Any]) -> tuple[Mapping[str, Any], Sidecar]:
    """A checkpoint's config with the gaps filled from its sidecar, and what was filled; as it was without one.

    Raises CephViewError where a sidecar is there but cannot be used.
    """
    path = sidecar_path(checkpoint)
    if not is_file(path):
        return config, Sidecar()
    filled: list[str] = []
    contradicted: dict[str, str] = {}
    merged: Mapping[str, Any] = config
    for key, value in _read(path).items():
        place = _PLACES[key][0]
        value = _for_config(key, value)
        own = _get(config, place)
        if own is None:
            merged = _set(merged, place, value)
            filled.append(key)
        elif not _same(own, value):
            contradicted[key] = f"{path.name} says {shown(value)}; what the checkpoint declares is kept"
    return merged, Sidecar(tuple(filled), contradicted)


def write_sidecar(checkpoint: Path, fields: Mapping[str, Any], comment: str = "") -> Path:
    """Write `fields` (keys of `FIELDS`) beside a checkpoint, over those of a former sidecar; its path comes back.

    Sizes are (width, height). Raises CephViewError where the disk refuses, KeyError for an unknown field.
    """
    path = sidecar_path(checkpoint)
    former = _read(path) if is_file(path) else {}
    known = {key: value for key in FIELDS for value in [fields.get(key, former.get(key))] if value is not None}
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise KeyError(*unknown)
    lines = [f"# Preprocessing of {checkpoint.name}: what the checkpoint itself does not say. Sizes: width, height."]
    lines += [f"# {line}" for line in comment.splitlines()]
    lines += [f"{key} = {_toml(value)}" for key, value in known.items()]
    write_atomically(path, ("\n".join(lines) + "\n").encode())
    return path


def _read(path: Path) -> dict[str, Any]:
    content = read_toml(path, ": mend it or remove it")
    unknown = sorted(set(content) - set(FIELDS))
    if unknown:
        raise CephViewError(
            f"{path.name} names {shown(unknown[0])}, which is none of {', '.join(FIELDS)}: mend it or remove it."
        )
    return content


def _for_config(key: str, value: Any) -> Any:
    """A sidecar's value as a config would have it: sizes there are (height, width), sections in capitals."""
    if key == "image_size" and isinstance(value, list):
        return value[::-1]
    if isinstance(value, Mapping):
        return {name.upper(): part for name, part in value.items()}
    return value


def _same(own: Any, value: Any) -> bool:
    if isinstance(value, Mapping):
        return isinstance(own, Mapping) and all(_same(own.get(name), part) for name, part in value.items())
    if isinstance(own, list | tuple) and isinstance(value, list):
        return list(own) == value
    return bool(own == value)


def _get(config: Mapping[str, Any], place: tuple[str, ...]) -> Any:
    node: Any = config
    for key in place:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node


def _set(config: Mapping[str, Any], place: tuple[str, ...], value: Any) -> Mapping[str, Any]:
    key, *rest = place
    inner = config.get(key)
    below = inner if isinstance(inner, Mapping) else {}
    return {**config, key: _set(below, tuple(rest), value) if rest else value}


def _toml(value: Any) -> str:
    """A value as TOML, which writes texts, numbers and lists of them as JSON does."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key} = {_toml(part)}" for key, part in value.items() if part is not None)
        return f"{{ {inner} }}"
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
