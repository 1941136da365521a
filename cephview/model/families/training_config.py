"""The training code's own yaml beside a checkpoint (official pose, facial landmarks): read as what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from cephview.core.errors import CephViewError
from cephview.io.reading import read_text
from cephview.model.config_values import shown

_LIMIT = 1 << 20
_MOST = 40
_SECTIONS = ("INPUT", "MODEL", "DATA", "LANDMARKS", "DECODE")


@dataclass(frozen=True)
class ConfigBeside:
    """The config that belongs to a checkpoint (empty where none does), notes, and the names where several fit."""

    told: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


def config_beside(
    checkpoint: Path, chosen: str | None, describes: Callable[[Mapping[str, Any]], bool] = lambda _: True
) -> ConfigBeside:
    """The one config that belongs to a checkpoint; none where there is none, or where several fit.

    `chosen` is the name of the file that the user chose (a sidecar's `config`), `describes` tells whether a config is
    of this network. Raises CephViewError where the chosen one cannot be read.
    """
    if chosen is not None:
        told = _read(checkpoint.parent / Path(chosen).name, must=True)
        return ConfigBeside(told, (f"its preprocessing was read from {shown(chosen)}",))
    found = {path: told for path in candidates(checkpoint) if (told := _read(path)) and _fits(told)}
    others = [path.name for path, told in found.items() if not describes(told)]
    found = {path: told for path, told in found.items() if path.name not in others}
    left = (f"{shown(', '.join(others), 120)} beside it describes another network, and was not read",) if others else ()
    same = [path for path in found if path.stem == checkpoint.stem]
    if same or len(found) == 1:
        path = same[0] if same else next(iter(found))
        return ConfigBeside(found[path], (f"its preprocessing was read from {path.name} beside it", *left))
    if not found:
        return ConfigBeside(notes=left)
    names = tuple(sorted(path.name for path in found))
    note = (
        f"several configs lie beside it ({shown(', '.join(names), 120)}): name the right one in its sidecar, config = "
    )
    return ConfigBeside({}, (f'{note}"{names[0]}"', *left), names)


def fitting(checkpoint: Path) -> tuple[str, ...]:
    """The names of all configs beside a checkpoint that may be its own, in order."""
    return tuple(path.name for path in candidates(checkpoint) if _fits(_read(path)))


def candidates(checkpoint: Path) -> list[Path]:
    """The yaml files (and hubs' config.json) beside a checkpoint, in order of their names."""
    try:
        beside = sorted(
            path
            for path in checkpoint.parent.iterdir()
            if path.suffix.lower() in (".yaml", ".yml") or path.name.lower() == "config.json"
        )
    except OSError:
        return []
    return beside[:_MOST]


def says_of_network(config: Any) -> bool:
    """Whether a config says something of its network and what enters it, and not of its training alone."""
    return isinstance(config, Mapping) and any(name in config for name in _SECTIONS)


def is_clinics(config: Mapping[str, Any]) -> bool:
    """Whether a config has the layout that the clinic's code, and CephView's, keep in their checkpoints."""
    return "IMAGE_SIZE" in section(config, "INPUT")


def _fits(config: Mapping[str, Any]) -> bool:
    of_pose_codes = any("IMAGE_SIZE" in section(config, name) for name in ("MODEL", "NETWORK"))
    return is_clinics(config) or (isinstance(config.get("MODEL"), Mapping) and of_pose_codes)


def section(config: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A section of a config; empty where it has none of that name."""
    found = config.get(name)
    return found if isinstance(found, Mapping) else {}


def _read(path: Path, *, must: bool = False) -> Mapping[str, Any]:
    try:
        told = yaml.safe_load(read_text(path, _LIMIT))
    except (yaml.YAMLError, CephViewError, RecursionError, ValueError) as error:
        if must:
            reason = shown(str(error).replace("\n", " "), 120)
            raise CephViewError(
                "{name}, which the sidecar names, cannot be read ({reason}).", name=path.name, reason=reason
            ) from error
        return {}
    return told if isinstance(told, Mapping) else {}
