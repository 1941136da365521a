"""What a checkpoint says about preprocessing, field by field, with where each came from.

The checkpoint is the only source. What it does not say is inferred from its other marks or assumed, and an assumption
that can cost accuracy is shown to the user.
"""

from __future__ import annotations

import math
import numbers
import reprlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast, get_args

import numpy as np
import torch

from cephview.core.errors import CephViewError
from cephview.core.geometry import Padding, Size
from cephview.core.landmarks import ISBI_19, SCHEMES, Scheme, scheme_of_count
from cephview.model.heatmap import CODECS, HeatmapRule
from cephview.model.hrnet import Fusion

T = TypeVar("T")

IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class Origin(StrEnum):
    """How a field is known."""

    DECLARED = "declared"
    INFERRED = "inferred"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Stated(Generic[T]):
    """A value, how it is known, and why, where it was not declared."""

    value: T
    origin: Origin = Origin.DECLARED
    why: str = ""


@dataclass(frozen=True)
class Decoding:
    """A decoding by name, with the parameters of the soft-argmax."""

    method: str
    temperature: float = 1.0
    radius: int | None = None

    def __str__(self) -> str:
        if self.method != "softargmax":
            return self.method
        where = "whole map" if self.radius is None else f"within {self.radius} cells of the peak"
        return f"soft-argmax, temperature {self.temperature:g}, {where}"


@dataclass(frozen=True)
class Specification:
    """All that lies between a film and its landmarks, besides the weights. Sizes are (width, height)."""

    mean: Stated[tuple[float, ...]]
    std: Stated[tuple[float, ...]]
    image_size: Stated[Size]
    heatmap_size: Stated[Size]
    sigma: Stated[float]
    colour: Stated[str]
    padding: Stated[Padding]
    resize: Stated[str]
    heatmap_rule: Stated[HeatmapRule]
    decoding: Stated[Decoding]
    fusion: Stated[Fusion]
    scheme: Stated[Scheme]

    def rows(self) -> list[tuple[str, str, Origin, str]]:
        """(field, value, origin, why) of every field, for the model card."""
        known = [(LABELS[field.name], getattr(self, field.name)) for field in fields(self)]
        return [(label, _text(stated.value), stated.origin, stated.why) for label, stated in known]

    def assumptions(self) -> tuple[str, ...]:
        """One phrase for each assumed field whose wrong value costs accuracy."""
        found = []
        for name in _COSTLY:
            stated = getattr(self, name)
            if stated.origin is Origin.ASSUMED:
                found.append(f"{LABELS[name]} {_text(stated.value)} assumed")
        return tuple(found)


LABELS = {
    "mean": "mean",
    "std": "std",
    "image_size": "input size",
    "heatmap_size": "heatmap size",
    "sigma": "sigma",
    "colour": "colour",
    "padding": "padding",
    "resize": "resize",
    "heatmap_rule": "heatmap rule",
    "decoding": "decoding",
    "fusion": "fusion",
    "scheme": "landmark scheme",
}
# Sigma enters the smoothing before DARK alone, grey films make the colour order irrelevant, and the way of resizing
# moves no landmark: none of the three is worth a banner.
_COSTLY = ("mean", "std", "image_size", "padding", "heatmap_rule", "decoding", "fusion", "scheme")


def _text(value: object) -> str:
    match value:
        case Scheme():
            return value.title
        case (int(), int()):
            return f"{value[0]} × {value[1]}"
        case tuple():
            return ", ".join(f"{number:g}" for number in value)
        case float():
            return f"{value:g}"
    return str(value)


# What converting a stranger's value can raise: RuntimeError is a tensor's, OverflowError that of an infinite size.
UNUSABLE = (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError, RuntimeError)


def shown(value: object, length: int = 60) -> str:
    """A stranger's value on one short line, for a message."""
    try:
        text = value if isinstance(value, str) else reprlib.repr(value)
    except Exception:  # an integer of thousands of digits, for one, has no repr
        text = f"a {type(value).__name__}"
    text = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * length]).split())
    return text if len(text) <= length else text[: length - 1] + "…"


class ConfigReader:
    """A checkpoint's `config`, read with care: it comes from a stranger's file."""

    def __init__(self, config: Mapping[str, Any], file: str) -> None:
        self._config = config
        self.file = file

    def get(self, *path: str) -> Any:
        """The value at `path`, or None."""
        node: Any = self._config
        for key in path:
            if not isinstance(node, Mapping) or key not in node:
                return None
            node = node[key]
        return node

    def read(self, path: str, convert: Callable[[Any], T]) -> T | None:
        """The converted value at a dotted `path`, None where absent. Raises CephViewError where it is unusable."""
        value = self.get(*path.split("."))
        if value is None:
            return None
        try:
            return convert(value)
        except UNUSABLE as error:
            raise CephViewError(
                f"{self.file}: its config says {path} = {shown(value)}, which CephView cannot use "
                f"({shown(str(error), 100)})."
            ) from error

    @property
    def is_clinic_lineage(self) -> bool:
        """Marks of the clinic's training code: it alone wrote the films' original size and a wing loss."""
        return self.get("INPUT", "ORIGINAL_SIZE") is not None or self.get("LOSS", "WING_WEIGHT") is not None


def number(value: Any) -> float:
    """A finite number, of Python, numpy or torch. Raises ValueError or TypeError for anything else."""
    if isinstance(value, torch.Tensor) and value.numel() == 1:
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError("a number is needed")
    if not math.isfinite(value):
        raise ValueError("a finite number is needed")
    return float(value)


def whole(value: Any) -> int:
    """A whole number. Raises ValueError or TypeError for anything else."""
    exact = number(value)
    if exact != int(exact):
        raise ValueError("a whole number is needed")
    return int(exact)


def _list(value: Any) -> list[Any]:
    # A text is a sequence too, and a mapping iterates over its keys: neither is a list of numbers.
    if isinstance(value, torch.Tensor) and value.dim() == 1:
        return value.tolist()
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        raise TypeError("a list is needed")
    return list(value)


def _channel_values(channels: int, *, above_zero: bool = False) -> Callable[[Any], tuple[float, ...]]:
    def convert(value: Any) -> tuple[float, ...]:
        given = _list(value)
        if len(given) not in (1, channels):
            raise ValueError(f"one number or {channels} are needed, as the network takes {channels} channels")
        values = tuple(number(v) for v in given)
        # Larger ones belong to another scale than 0-1, and a std near 0 would blow the film up.
        if any(abs(v) > 10 for v in values) or (above_zero and min(values) < 1e-3):
            raise ValueError("it is for grey values of 0-1" + (", and has to be above 0" if above_zero else ""))
        return values * (channels // len(values))

    return convert


def _size_hw(value: Any) -> Size:
    height, width = (whole(v) for v in _list(value))
    if not (8 <= width <= 4096 and 8 <= height <= 4096):
        raise ValueError("a side between 8 and 4096 is needed")
    if width % 4 or height % 4:
        raise ValueError("a multiple of 4 is needed, as the heatmap is a quarter of it")
    return width, height


def _heatmap_size_hw(value: Any) -> Size:
    height, width = (whole(v) for v in _list(value))
    return width, height


def _one_of(*choices: str) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if not isinstance(value, str) or value.lower() not in choices:
            raise ValueError(f"one of {', '.join(choices)} is needed")
        return value.lower()

    return convert


def _positive(value: Any) -> float:
    exact = number(value)
    if not 0.01 <= exact <= 100:
        raise ValueError("a number between 0.01 and 100 is needed")
    return exact


def _decoding(value: Any) -> Decoding:
    if not isinstance(value, Mapping):
        raise TypeError("a section with METHOD is needed")
    method = _one_of(*CODECS)(value["METHOD"])
    radius = None if value.get("RADIUS") is None else whole(value["RADIUS"])
    if radius is not None and not 1 <= radius <= 64:
        raise ValueError("a RADIUS between 1 and 64 is needed")
    temperature = value.get("TEMPERATURE")
    return Decoding(method, 1.0 if temperature is None else _positive(temperature), radius)


def _flag(value: Any) -> bool:
    if isinstance(value, bool | np.bool_):
        return bool(value)
    exact = number(value)
    if exact not in (0.0, 1.0):
        raise ValueError("yes or no is needed")
    return bool(exact)


def _scheme(value: Any) -> Scheme:
    if not isinstance(value, Mapping):
        raise TypeError("a section with SCHEME and SYMBOLS is needed")
    given = _list(value["SYMBOLS"])
    if not all(isinstance(symbol, str) and symbol and shown(symbol) == symbol for symbol in given):
        raise ValueError("a short name is needed for each landmark")
    symbols, name = tuple(given), value["SCHEME"]
    if not isinstance(name, str) or not name or shown(name) != name:
        raise ValueError("a short name is needed for the scheme")
    known = SCHEMES.get(name)
    if known is not None and known.symbols == symbols:
        return known
    if len(set(symbols)) != len(symbols) or not symbols:
        raise ValueError("each landmark is needed once")
    return Scheme(name, f"{name}, {len(symbols)} landmarks", symbols)


def read_specification(config: ConfigReader, *, joints: int, in_channels: int) -> Specification:
    """The specification of a checkpoint with `joints` heatmaps.

    Raises CephViewError where a field is there but unusable, or where the landmarks are not as many as the heatmaps.
    """
    lineage = config.is_clinic_lineage

    def stated(value: T | None, default: T, why: str, *, known_lineage: bool = False) -> Stated[T]:
        if value is not None:
            return Stated(value)
        if known_lineage and lineage:
            return Stated(default, Origin.INFERRED, "the clinic's training code does so")
        return Stated(default, Origin.ASSUMED, why)

    if in_channels not in (1, 3):
        raise CephViewError(f"{config.file}: its network takes {in_channels} channels, but a film gives 1 or 3.")
    mean = config.read("INPUT.MEAN", _channel_values(in_channels))
    std = config.read("INPUT.STD", _channel_values(in_channels, above_zero=True))
    if config.read("INPUT.NORMALIZE", _flag) is False:
        mean, std = (0.0,) * in_channels, (1.0,) * in_channels
    imagenet = "ImageNet's, as most HRNets are trained" + (", over its three channels" if in_channels == 1 else "")
    size = stated(config.read("INPUT.IMAGE_SIZE", _size_hw), (768, 768), "the file names no input size")
    heatmap_size = config.read("INPUT.HEATMAP_SIZE", _heatmap_size_hw)
    quarter = (size.value[0] // 4, size.value[1] // 4)
    if heatmap_size is not None and heatmap_size != quarter:
        raise CephViewError(
            f"{config.file}: its config wants heatmaps of {heatmap_size[0]} × {heatmap_size[1]} px from an input of "
            f"{size.value[0]} × {size.value[1]} px, but an HRNet gives a quarter of its input."
        )
    return Specification(
        mean=stated(mean, _per_channel(IMAGENET_MEAN, in_channels), imagenet),
        std=stated(std, _per_channel(IMAGENET_STD, in_channels), imagenet),
        image_size=size,
        heatmap_size=Stated(quarter) if heatmap_size else Stated(quarter, Origin.INFERRED, "a quarter of the input"),
        sigma=stated(config.read("INPUT.SIGMA", _positive), 2.0, "the usual value"),
        colour=_colour(config, in_channels),
        padding=cast(
            "Stated[Padding]",
            stated(
                config.read("INPUT.PADDING", _one_of(*get_args(Padding))),
                "centre",
                "a letterbox: one scale, centred",
                known_lineage=True,
            ),
        ),
        resize=stated(config.read("INPUT.RESIZE", _one_of("area", "linear")), "linear", "OpenCV's default"),
        heatmap_rule=cast(
            "Stated[HeatmapRule]",
            stated(
                config.read("INPUT.HEATMAP_RULE", _one_of(*get_args(HeatmapRule))),
                "x/4",
                "the most common rule",
                known_lineage=True,
            ),
        ),
        decoding=stated(
            config.read("DECODE", _decoding),
            Decoding("softargmax") if lineage else Decoding("dark"),
            "fits most heatmaps",
            known_lineage=True,
        ),
        fusion=_fusion(config, lineage=lineage),
        scheme=_scheme_of(config, joints),
    )


def _per_channel(values: tuple[float, ...], channels: int) -> tuple[float, ...]:
    return values if channels == len(values) else (sum(values) / len(values),) * channels


def _colour(config: ConfigReader, in_channels: int) -> Stated[str]:
    declared = config.read("INPUT.COLOR", _one_of("gray", "gray3", "rgb", "bgr"))
    if declared is not None:
        if in_channels == 3:
            # A grey film can enter a network of three channels in one way only.
            return Stated("gray3" if declared == "gray" else declared)
        if declared != "gray":
            raise CephViewError(
                f"{config.file}: its config says INPUT.COLOR = {declared}, but its network takes one channel."
            )
        return Stated(declared)
    if in_channels == 1:
        return Stated("gray", Origin.INFERRED, "the network takes one channel")
    return Stated("gray3", Origin.INFERRED, "films are grey, so the order of the channels is all one")


def _fusion(config: ConfigReader, *, lineage: bool) -> Stated[Fusion]:
    declared = config.read("MODEL.FUSE_INTERPOLATION", _one_of(*get_args(Fusion)))
    if declared is not None:
        return Stated(cast(Fusion, declared))
    if lineage:
        return Stated("bilinear", Origin.INFERRED, "the clinic's training code does so")
    if config.get("MODEL", "EXTRA") is not None:
        return Stated("nearest", Origin.INFERRED, "the original pose code, whose config this is, does so")
    return Stated("nearest", Origin.ASSUMED, "as the original pose code")


def _scheme_of(config: ConfigReader, joints: int) -> Stated[Scheme]:
    declared = config.read("LANDMARKS", _scheme)
    if declared is not None:
        if len(declared) != joints:
            raise CephViewError(
                f"{config.file} names {len(declared)} landmarks but its network has {joints} heatmaps; "
                "they do not belong together."
            )
        return Stated(declared)
    known = scheme_of_count(joints)
    names = (config.get("DATA", "DATASET"), config.get("DATA", "DATA_ROOT"))
    origin = " ".join(name for name in names if isinstance(name, str)).lower()
    if known is ISBI_19 and "isbi" in origin:
        return Stated(known, Origin.INFERRED, "19 heatmaps, trained on a folder named after ISBI")
    if known is not None:
        return Stated(known, Origin.ASSUMED, f"{joints} heatmaps")
    symbols = tuple(f"#{number}" for number in range(1, joints + 1))
    return Stated(
        Scheme(f"unknown-{joints}", f"{joints} unnamed landmarks", symbols),
        Origin.ASSUMED,
        f"no scheme of {joints} landmarks is known, so they are numbered",
    )
