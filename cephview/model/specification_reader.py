"""From a checkpoint's config to a specification: declared where it says so, else inferred or assumed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast, get_args

from cephview.core.errors import CephViewError
from cephview.core.geometry import Padding
from cephview.core.landmarks import ISBI_19, SCHEMES, Scheme, scheme_of_count
from cephview.model.config_values import (
    ConfigReader,
    channel_values,
    flag,
    heatmap_size_hw,
    list_of,
    one_of,
    positive,
    shown,
    size_hw,
    whole,
)
from cephview.model.heatmap import CODECS, HeatmapRule
from cephview.model.hrnet import Fusion
from cephview.model.specification import IMAGENET_MEAN, IMAGENET_STD, Decoding, Origin, Specification, Stated

T = TypeVar("T")


def _decoding(value: Any) -> Decoding:
    if not isinstance(value, Mapping):
        raise TypeError("a section with METHOD is needed")
    method = one_of(*CODECS)(value["METHOD"])
    radius = None if value.get("RADIUS") is None else whole(value["RADIUS"])
    if radius is not None and not 1 <= radius <= 64:
        raise ValueError("a RADIUS between 1 and 64 is needed")
    temperature = value.get("TEMPERATURE")
    return Decoding(method, 1.0 if temperature is None else positive(temperature), radius)


def _scheme(value: Any) -> Scheme:
    if not isinstance(value, Mapping):
        raise TypeError("a section with SCHEME and SYMBOLS is needed")
    given = list_of(value["SYMBOLS"])
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
    mean = config.read("INPUT.MEAN", channel_values(in_channels))
    std = config.read("INPUT.STD", channel_values(in_channels, above_zero=True))
    if config.read("INPUT.NORMALIZE", flag) is False:
        mean, std = (0.0,) * in_channels, (1.0,) * in_channels
    imagenet = "ImageNet's, as most HRNets are trained" + (", over its three channels" if in_channels == 1 else "")
    size = stated(config.read("INPUT.IMAGE_SIZE", size_hw), (768, 768), "the file names no input size")
    heatmap_size = config.read("INPUT.HEATMAP_SIZE", heatmap_size_hw)
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
        sigma=stated(config.read("INPUT.SIGMA", positive), 2.0, "the usual value"),
        colour=_colour(config, in_channels),
        padding=cast(
            "Stated[Padding]",
            stated(
                config.read("INPUT.PADDING", one_of(*get_args(Padding))),
                "centre",
                "a letterbox: one scale, centred",
                known_lineage=True,
            ),
        ),
        resize=stated(config.read("INPUT.RESIZE", one_of("area", "linear")), "linear", "OpenCV's default"),
        heatmap_rule=cast(
            "Stated[HeatmapRule]",
            stated(
                config.read("INPUT.HEATMAP_RULE", one_of(*get_args(HeatmapRule))),
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
    declared = config.read("INPUT.COLOR", one_of("gray", "gray3", "rgb", "bgr"))
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
    declared = config.read("MODEL.FUSE_INTERPOLATION", one_of(*get_args(Fusion)))
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
