"""The settings of a training run: one TOML, every default written out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from cephview.core.errors import CephViewError
from cephview.io.toml import read_toml


@dataclass(frozen=True)
class TrainingSettings:
    """How to train. Sizes in input px, shares in 0-1, angles in degrees; `_NOTES` says what needs saying."""

    # Network
    width: int = 16
    layout: str = "small"
    input_width: int = 512
    input_height: int = 640
    sigma: float = 2.0
    mean: tuple[float, ...] = (0.45,)
    std: tuple[float, ...] = (0.25,)
    # Target
    observers: str = "mean"
    readers: dict[str, str] = field(default_factory=dict)
    # Schedule
    epochs: int = 80
    batch: int = 6
    rate: float = 2e-3
    weight_decay: float = 1e-3
    warm_up: float = 0.15
    clip: float = 5.0
    average: float = 0.995
    validate_every: int = 4
    patience: int = 0
    seed: int = 0
    # Augmentation
    rotation: float = 12.0
    zoom: float = 0.15
    shift: float = 0.06
    stretch: float = 0.04
    mirror: float = 0.0
    invert: float = 0.1
    gamma: float = 0.35
    contrast: float = 0.28
    brightness: float = 0.2
    blur: float = 0.15
    noise: float = 0.04
    cut_out: float = 0.25

    def __post_init__(self) -> None:
        sides = (self.input_width, self.input_height)
        if any(side % 32 or not 64 <= side <= 4096 for side in sides):
            raise CephViewError(
                "input_width and input_height must be multiples of 32 between 64 and 4096; 512 and 640 do well."
            )
        for name, (low, high) in _RANGES.items():
            value = getattr(self, name)
            numbers = value if isinstance(value, tuple) else (value,)
            if not all(low <= number <= high for number in numbers):  # NaN is in no range
                raise CephViewError(
                    "The setting {name} = {value} must lie between {low:g} and {high:g}.",
                    name=name,
                    value=_toml(value)[:60],
                    low=low,
                    high=high,
                )
        if not (len(self.mean) in (1, 3) and len(self.std) in (1, 3)):
            raise CephViewError("mean and std are one number for all channels, or a list of three.")
        if not all(isinstance(reader, str) for reader in self.readers.values()):
            raise CephViewError(
                'The setting readers names one reader a landmark, or mean, or each: readers = { "Pog\'" = "junior" }.'
            )
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices:
                raise CephViewError("The setting {name} is {listed}.", name=name, listed=" or ".join(choices))

    def to_toml(self) -> str:
        """All settings as TOML, with a comment where a name alone does not tell."""
        lines: list[str] = []
        for name, value in asdict(self).items():
            lines += [f"# {note}" for note in _NOTES.get(name, ())]
            lines.append(f"{name} = {_toml(value)}")
        return "\n".join(lines) + "\n"


# What the target of a landmark may be, besides one named reader's.
MEAN_OR_EACH = ("mean", "each")
CHOICES: dict[str, tuple[str, ...]] = {"layout": ("small", "full", "checkpoint"), "observers": MEAN_OR_EACH}

_NOTES: dict[str, tuple[str, ...]] = {
    "width": ("channels of the finest branch",),
    "layout": (
        "small: W18-small with a joined head; full: the clinic's W18/W32/W48;",
        "checkpoint: whatever the network is that the run started from",
    ),
    "sigma": ("of the Gaussian around a point, in heatmap px",),
    "mean": ("of grey values in 0-1; one number, or a list of three for the channels",),
    "observers": (
        "mean: the target is the mean of a film's observers; each: one observer, drawn anew for each film and epoch.",
        "The mean is what models are measured against, and its error is smaller by the square root of two. Where two",
        "observers define a point differently (ISBI's Pog', 9 mm), `each` teaches the network a heatmap of two modes,",
        "of which the decoding near the peak chooses one: right for one observer, wrong for the mean.",
    ),
    "readers": (
        'whose reading alone is the target of a landmark, where he read it: { "Pog\'" = "junior" }. For landmarks',
        "of which the readers follow two definitions: the mean of the two is neither. `mean` and `each` in a reader's",
        'place say of one landmark what `observers` says of all: { Go = "each" }.',
    ),
    "batch": ("films of a step; 0: as many as the memory holds",),
    "patience": ("the run ends where the validation films have not become better for so many epochs; 0: never",),
    "rate": ("the highest of the one-cycle schedule",),
    "warm_up": ("share of the schedule in which the rate rises",),
    "clip": ("largest norm of the gradient",),
    "average": ("of the weights, what is saved for use; 0: the weights of the last batch alone",),
    "rotation": ("Augmentation: each is drawn between - and + the value, or done to that share of the films.",),
    "contrast": ("of grey values about the middle, as the logarithm of a factor; brightness in 0-1",),
}

# What differs where a trained network goes on: it needs small steps, few of them, and an average over fewer.
FINE_TUNING: dict[str, Any] = {
    "epochs": 40,
    "rate": 4e-4,
    "warm_up": 0.1,
    "average": 0.98,
    "validate_every": 2,
    "patience": 10,
}


# What each number may be; beyond these the schedule, the warp or the loss is undefined.
_RANGES: dict[str, tuple[float, float]] = {
    "width": (1, 512),
    "sigma": (0.1, 50),
    "mean": (-10, 10),
    "std": (1e-3, 10),
    "epochs": (1, 100_000),
    "batch": (0, 4096),
    "rate": (1e-9, 10),
    "weight_decay": (0, 10),
    "warm_up": (0, 1),
    "clip": (1e-6, 1e6),
    "average": (0, 0.99999),
    "validate_every": (1, 100_000),
    "patience": (0, 100_000),
    "seed": (0, 2**63 - 1),
    "rotation": (0, 180),
    "zoom": (0, 1),
    "shift": (0, 1),
    "stretch": (0, 1),
    "mirror": (0, 1),
    "invert": (0, 1),
    "gamma": (0, 3),
    "contrast": (0, 3),
    "brightness": (0, 1),
    "blur": (0, 1),
    "noise": (0, 1),
    "cut_out": (0, 1),
}


def read_settings(path: Path | None, *, beneath: Mapping[str, Any] | None = None, **overrides: Any) -> TrainingSettings:
    """Settings from a TOML, `beneath` or the defaults for the rest, `overrides` that are not None on top.

    Raises CephViewError for a file that is no TOML and for names or types that are no settings.
    """
    given = {key: value for key, value in overrides.items() if value is not None}
    return settings_of({**(beneath or {}), **read_values(path), **given})


def read_values(path: Path | None) -> dict[str, Any]:
    """What a TOML gives, unchecked; nothing for None. Raises CephViewError for a file that is no TOML."""
    if path is None:
        return {}
    return read_toml(path, ", so its settings cannot be used")


def settings_of(given: Mapping[str, Any]) -> TrainingSettings:
    """Settings from names and values, defaults for the rest. Raises CephViewError for names or types that are none."""
    kinds = {f.name: dict if f.default is MISSING else type(f.default) for f in fields(TrainingSettings)}
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in kinds:
            raise CephViewError(
                "{name} is no setting of the training; the settings are {listed}.", name=name, listed=", ".join(kinds)
            )
        values[name] = _converted(name, value, kinds[name])
    return TrainingSettings(**values)


def _converted(name: str, value: Any, kind: type) -> Any:
    if kind is tuple:
        numbers = value if isinstance(value, list | tuple) else (value,)
        return tuple(_converted(name, number, float) for number in numbers)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:  # True is an int, but no number of epochs
        raise CephViewError(
            "The setting {name} = {value} must be a {name2}.", name=name, value=str(value)[:60], name2=kind.__name__
        )
    return value


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        pairs = ", ".join(
            f"{json.dumps(k, ensure_ascii=False)} = {json.dumps(v, ensure_ascii=False)}" for k, v in value.items()
        )
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, tuple):
        return str(value[0]) if len(value) == 1 else f"[{', '.join(map(str, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
