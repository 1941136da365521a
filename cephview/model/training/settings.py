"""The settings of a training run: one TOML, every default written out."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from cephview.core.errors import CephViewError


@dataclass(frozen=True)
class Settings:
    """How to train. Sizes in input px, shares in 0-1, angles in degrees."""

    # Network
    width: int = 16
    layout: str = "small"  # small: W18-small with a joined head; full: the clinic's W18/W32/W48
    input_width: int = 512
    input_height: int = 640
    sigma: float = 2.0
    mean: float = 0.45
    std: float = 0.25
    # Schedule
    epochs: int = 80
    batch: int = 6
    rate: float = 2e-3
    weight_decay: float = 1e-3
    warm_up: float = 0.15
    clip: float = 5.0
    average: float = 0.995  # of the weights; 0: the last batch's alone
    validate_every: int = 4
    seed: int = 0
    # Augmentation
    rotation: float = 12.0
    zoom: float = 0.15
    shift: float = 0.06
    stretch: float = 0.04
    mirror: float = 0.0
    invert: float = 0.1
    gamma: float = 0.35
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
            if not low <= value <= high:  # NaN is in no range
                raise CephViewError(f"The setting {name} = {value} must lie between {low:g} and {high:g}.")
        if self.layout not in ("small", "full"):
            raise CephViewError("layout is small or full.")

    def to_toml(self) -> str:
        """All settings as TOML."""
        lines = []
        for name, value in asdict(self).items():
            lines.append(f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}")
        return "\n".join(lines) + "\n"


# What each number may be; beyond these the schedule, the warp or the loss is undefined.
_RANGES: dict[str, tuple[float, float]] = {
    "width": (1, 512),
    "sigma": (0.1, 50),
    "mean": (-10, 10),
    "std": (1e-3, 10),
    "epochs": (1, 100_000),
    "batch": (1, 4096),
    "rate": (1e-9, 10),
    "weight_decay": (0, 10),
    "warm_up": (0, 1),
    "clip": (1e-6, 1e6),
    "average": (0, 0.99999),
    "validate_every": (1, 100_000),
    "seed": (0, 2**63 - 1),
    "rotation": (0, 180),
    "zoom": (0, 1),
    "shift": (0, 1),
    "stretch": (0, 1),
    "mirror": (0, 1),
    "invert": (0, 1),
    "gamma": (0, 3),
    "blur": (0, 1),
    "noise": (0, 1),
    "cut_out": (0, 1),
}


def read_settings(path: Path | None, **overrides: Any) -> Settings:
    """Settings from a TOML, defaults for the rest, `overrides` that are not None on top.

    Raises CephViewError for a file that is no TOML and for names or types that are no settings.
    """
    values: dict[str, Any] = {}
    if path is not None:
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CephViewError(f"The settings in {path.name} cannot be read: {error}.") from error
    values |= {key: value for key, value in overrides.items() if value is not None}
    kinds = {f.name: type(f.default) for f in fields(Settings)}
    for name, value in values.items():
        if name not in kinds:
            raise CephViewError(f"{name} is no setting of the training; the settings are {', '.join(kinds)}.")
        if kinds[name] is float and type(value) is int:
            values[name] = float(value)
        elif type(value) is not kinds[name]:  # True is an int, but no number of epochs
            raise CephViewError(f"The setting {name} = {value!r} must be a {kinds[name].__name__}.")
    return Settings(**values)
