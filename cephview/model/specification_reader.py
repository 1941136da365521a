"""From a checkpoint's config to a specification: declared where it says so, else inferred or assumed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast, get_args

from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.core.landmarks import ISBI_19, Scheme, scheme_of_count
from cephview.model.config_values import ConfigReader, flag, heatmap_size_hw, one_of, size_hw
from cephview.model.fields import BY_NAME, COLOURS, heatmap_size_of, scheme
from cephview.model.specification import (
    IMAGENET_MEAN,
    IMAGENET_STD,
    Decoding,
    Fusion,
    Origin,
    Specification,
    Stated,
)


def read_specification(config: ConfigReader, *, joints: int, in_channels: int) -> Specification:
    """The specification of a checkpoint with `joints` heatmaps.

    Raises CephViewError where a field is there but unusable, or where the landmarks are not as many as the heatmaps.
    """
    lineage = config.is_clinic_lineage

    def read(name: str) -> Any:
        field = BY_NAME[name]
        return config.read(".".join(field.place), lambda value: field.convert(value, in_channels))

    def stated(name: str, default: Any, why: str, of_lineage: Any = None) -> Stated[Any]:
        value = read(name)
        if value is not None:
            return Stated(value)
        if lineage and of_lineage is not None:
            return Stated(of_lineage, Origin.INFERRED, "the clinic's training code does so")
        return Stated(default, Origin.ASSUMED, why)

    def usual(name: str, default: Any, of_lineage: Any = None, why: str = "the usual way") -> Stated[Any]:
        found = stated(name, default, why, of_lineage)
        return replace(found, origin=Origin.INFERRED) if found.origin is Origin.ASSUMED else found

    if in_channels not in (1, 3):
        raise CephViewError(
            "{file}: its network takes {in_channels} channels, but a film gives 1 or 3.",
            file=config.file,
            in_channels=in_channels,
        )
    mean, std = read("mean"), read("std")
    if config.read("INPUT.NORMALIZE", flag) is False:
        mean, std = (0.0,) * in_channels, (1.0,) * in_channels
    imagenet = "ImageNet's, as most HRNets are trained" + (", over its three channels" if in_channels == 1 else "")
    size, heatmap_size = _sizes(config, lineage)
    rule = stated("heatmap_rule", "x/4", "the most common rule", "x/4")
    by_centres = rule.value == "centre"
    return Specification(
        mean=Stated(mean) if mean else Stated(per_channel(IMAGENET_MEAN, in_channels), Origin.ASSUMED, imagenet),
        std=Stated(std) if std else Stated(per_channel(IMAGENET_STD, in_channels), Origin.ASSUMED, imagenet),
        image_size=size,
        heatmap_size=heatmap_size,
        sigma=stated("sigma", 2.0, "the usual value"),
        colour=_colour(config, in_channels),
        padding=stated("padding", "centre", "a letterbox: one scale, centred", "centre"),
        resize=stated("resize", "linear", "OpenCV's default", "cubic"),
        heatmap_rule=rule,
        decoding=stated("decoding", Decoding("dark"), "fits most heatmaps", Decoding("softargmax")),
        fusion=_fusion(config, lineage=lineage),
        scheme=_scheme_of(config, joints),
        sampling=usual("sampling", "resize", "resize"),
        context=usual("context", 1.0),
        content_rounding=usual("content_rounding", "round", "floor"),
        point_rule=usual("point_rule", "centre" if by_centres else "scale", why="as the heatmap rule counts"),
        grey_scale=usual("grey_scale", "0-1"),
        activation=usual("activation", "none"),
        flip=usual("flip", "off"),
        film_pixels=usual("film_pixels", "exact"),
        output=usual("output", ()),
    )


def _sizes(config: ConfigReader, lineage: bool) -> tuple[Stated[Size], Stated[Size]]:
    """The input's size and the heatmaps', which an HRNet gives at a quarter of it."""
    image = config.read("INPUT.IMAGE_SIZE", size_hw)
    heatmap = config.read("INPUT.HEATMAP_SIZE", heatmap_size_hw)
    size = Stated(image) if image else Stated((768, 768), Origin.ASSUMED, "the file names no input size")
    # The clinic's code takes DATA.IMAGE_SIZE, 768 where it is absent, and forces the heatmaps to 192 × 192; what its
    # INPUT.IMAGE_SIZE says is not used.
    data = config.read("DATA.IMAGE_SIZE", size_hw)
    if lineage and data is not None:
        size, heatmap = Stated(data), None
    elif lineage and heatmap == (192, 192) and size.value != (768, 768):
        size = Stated((768, 768), Origin.INFERRED, "the clinic's training code uses it, whatever INPUT.IMAGE_SIZE says")
    quarter = heatmap_size_of(size.value)
    if heatmap is not None and heatmap != quarter:
        raise CephViewError(
            "{file}: its config wants heatmaps of {heatmap} × {heatmap2} px from an input of {value} × "
            "{value2} px, but an HRNet gives a quarter of its input.",
            file=config.file,
            heatmap=heatmap[0],
            heatmap2=heatmap[1],
            value=size.value[0],
            value2=size.value[1],
        )
    return size, Stated(quarter) if heatmap else Stated(quarter, Origin.INFERRED, "a quarter of the input")


def per_channel(values: tuple[float, ...], channels: int) -> tuple[float, ...]:
    """ImageNet's three numbers for a network of `channels` channels; their mean where it takes one."""
    return values if channels == len(values) else (sum(values) / len(values),) * channels


def _colour(config: ConfigReader, in_channels: int) -> Stated[str]:
    declared = config.read("INPUT.COLOR", one_of(*COLOURS))
    if declared is not None:
        if in_channels == 3:
            # A grey film can enter a network of three channels in one way only.
            return Stated("gray3" if declared == "gray" else declared)
        if declared != "gray":
            raise CephViewError(
                "{file}: its config says INPUT.COLOR = {declared}, but its network takes one channel.",
                file=config.file,
                declared=declared,
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
    declared = config.read("LANDMARKS", scheme)
    if declared is not None:
        if len(declared) != joints:
            raise CephViewError(
                "{file} names {count} landmarks but its network has {joints} heatmaps; they do not belong together.",
                file=config.file,
                count=len(declared),
                joints=joints,
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
