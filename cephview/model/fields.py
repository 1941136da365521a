"""The fields of a specification as files write them: one table for a checkpoint's config and for a sidecar.

Sizes are (width, height) here and in a sidecar; a config of the clinic's layout writes (height, width).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from cephview.core.geometry import Padding, PointRule, Size
from cephview.core.landmarks import SCHEMES, Scheme
from cephview.model.config_values import channel_values, list_of, number, one_of, positive, shown, size_wh, whole
from cephview.model.coordinates import COORDINATES, UNITS
from cephview.model.decoding import BOUNDS, CODECS
from cephview.model.specification import (
    Activation,
    Decoding,
    FilmPixels,
    Flip,
    Fusion,
    GreyScale,
    HeatmapRule,
    Resize,
    Rounding,
    Sampling,
)

COLOURS = ("gray", "gray3", "rgb", "bgr")


@dataclass(frozen=True)
class Part:
    """A part of a section: its name, what it is, its values where they are words, and for which first part it counts.

    `of` is empty where it counts for each.
    """

    name: str
    about: str
    choices: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """A field of the specification: where a config of the clinic's layout has it, how to read it, and what it is.

    `about` is one line for the sidecar that CephView writes and for the window's form; `choices` are all values that
    it can have, `suggested` some, `example` one; `parts` those of a section. `network`: its value decides how the
    network is built or read, `of_onnx`: of an ONNX file alone.
    """

    name: str
    place: tuple[str, ...]
    convert: Callable[[Any, int], Any]
    about: str
    choices: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    example: str = ""
    parts: tuple[Part, ...] = ()
    network: bool = False
    of_onnx: bool = False


def _one(*choices: str) -> Callable[[Any, int], Any]:
    convert = one_of(*choices)
    return lambda value, _: convert(value)


def _choice(name: str, place: tuple[str, ...], about: str, kind: Any, *, network: bool = False) -> Field:
    choices = get_args(kind) or kind
    return Field(name, place, _one(*choices), about, tuple(choices), network=network)


def decoding(value: Any) -> Decoding:
    """A decoding from its section (or its name alone). Raises TypeError, KeyError or ValueError."""
    if isinstance(value, str):
        value = {"METHOD": value}
    if not isinstance(value, Mapping):
        raise TypeError("a section with METHOD is needed")
    told = {str(key).upper(): part for key, part in value.items() if part is not None}
    method = one_of(*CODECS, COORDINATES)(told["METHOD"])
    radius = whole(told["RADIUS"]) if "RADIUS" in told else None
    if radius is not None and not 1 <= radius <= 64:
        raise ValueError("a RADIUS between 1 and 64 is needed")
    threshold = number(told.get("THRESHOLD", 0.0))
    if not 0 <= threshold <= 1:
        raise ValueError("a THRESHOLD between 0 and 1 is needed")
    return Decoding(
        method,
        positive(told.get("TEMPERATURE", 1.0)),
        radius,
        positive(told.get("EXPONENT", 2.0)),
        threshold,
        one_of(*BOUNDS)(told.get("BOUNDS", "pose")),
        one_of(*UNITS)(told.get("UNIT", "px")),
    )


def decoding_section(how: Decoding) -> dict[str, Any]:
    """A decoding as a section, with the parameters that differ from the usual."""
    usual = Decoding(how.method)
    names = ("temperature", "radius", "exponent", "threshold", "bounds", "unit")
    changed = {name: getattr(how, name) for name in names if getattr(how, name) != getattr(usual, name)}
    return {"method": how.method, **changed}


def scheme(value: Any) -> Scheme:
    """A scheme from its section, from a known scheme's name, or from a list of symbols. Raises as `decoding`."""
    if isinstance(value, str):
        if value not in SCHEMES:
            raise ValueError(f"one of {', '.join(SCHEMES)} is needed, or the list of its landmarks")
        return SCHEMES[value]
    if isinstance(value, list):
        value = {"SCHEME": f"own-{len(value)}", "SYMBOLS": value}
    if not isinstance(value, Mapping):
        raise TypeError("a section with SCHEME and SYMBOLS is needed")
    told = {str(key).upper(): part for key, part in value.items()}
    given = list_of(told["SYMBOLS"])
    if not all(isinstance(symbol, str) and symbol and shown(symbol) == symbol for symbol in given):
        raise ValueError("a short name is needed for each landmark")
    symbols, name = tuple(given), told["SCHEME"]
    if not isinstance(name, str) or not name or shown(name) != name:
        raise ValueError("a short name is needed for the scheme")
    known = SCHEMES.get(name)
    if known is not None and known.symbols == symbols:
        return known
    if len(set(symbols)) != len(symbols) or not symbols:
        raise ValueError("each landmark is needed once")
    return Scheme(name, f"{name}, {len(symbols)} landmarks", symbols)


def context(value: Any) -> float:
    """How many times the film's size the input covers. Raises ValueError outside 0.5-4."""
    exact = number(value)
    if not 0.5 <= exact <= 4:
        raise ValueError("a number between 0.5 and 4 is needed")
    return exact


def output(value: Any) -> tuple[str, ...]:
    """The names of the outputs that are read (and summed, where several). Raises TypeError or ValueError."""
    names = tuple([value] if isinstance(value, str) else list_of(value))
    if not names or not all(isinstance(name, str) and name for name in names):
        raise ValueError("the name of an output is needed, or a list of names")
    return names


_METHODS = (*CODECS, COORDINATES)
# The parts of a decoding; the first says which of the others count.
DECODING_PARTS = (
    Part("method", "how a point is read from its heatmap", _METHODS),
    Part("temperature", "divides the heatmap before its softmax", of=("softargmax",)),
    Part("radius", "cells about the peak that count", of=("softargmax", "centroid", "dark", "dark-udp")),
    Part("exponent", "power of the heights that weigh the cells", of=("power",)),
    Part("threshold", "below it the highest cell is taken", of=("power",)),
    Part("bounds", "whose code says where the quarter offset is taken", BOUNDS, ("quarter",)),
    Part("unit", "what the network's numbers are: px of the input, or shares of its sides", UNITS, (COORDINATES,)),
)
FIELDS: tuple[Field, ...] = (
    Field(
        "mean",
        ("INPUT", "MEAN"),
        lambda v, c: channel_values(c)(v),
        "of the grey values, per channel",
        example="0.485, 0.456, 0.406",
    ),
    Field(
        "std",
        ("INPUT", "STD"),
        lambda v, c: channel_values(c, above_zero=True)(v),
        "their spread, per channel",
        example="0.229, 0.224, 0.225",
    ),
    _choice("grey_scale", ("INPUT", "GREY_SCALE"), "of the values that mean and std belong to", GreyScale),
    Field(
        "image_size",
        ("INPUT", "IMAGE_SIZE"),
        lambda v, _: size_wh(v),
        "of the network's input: width, height",
        example="768, 768",
    ),
    _choice("colour", ("INPUT", "COLOR"), "gray: one channel; gray3: grey three times; rgb, bgr: in colour", COLOURS),
    _choice(
        "sampling",
        ("INPUT", "SAMPLING"),
        "resize: pixel centres stay centres; affine: the pose codes' warp; udp: its unbiased form; crop: facial",
        Sampling,
    ),
    Field(
        "context",
        ("INPUT", "CONTEXT"),
        lambda v, _: context(v),
        "margin: how many film sizes the input covers",
        example="1.25",
    ),
    _choice("padding", ("INPUT", "PADDING"), "where the film lies in the input; stretch: it fills it", Padding),
    _choice("resize", ("INPUT", "RESIZE"), "interpolation; antialias: bilinear that widens as it shrinks", Resize),
    _choice(
        "content_rounding",
        ("INPUT", "CONTENT_ROUNDING"),
        "how the film's size in the input comes to whole px",
        Rounding,
    ),
    _choice("point_rule", ("INPUT", "POINT_RULE"), "scale: x * scale; centre: pixel centres stay centres", PointRule),
    _choice(
        "heatmap_rule",
        ("INPUT", "HEATMAP_RULE"),
        "where cell h lies: x/4 at 4h; centre at 4h + 1.5; udp: ends on ends; x/4 + 1/2 at 4h + 2",
        HeatmapRule,
    ),
    Field(
        "sigma",
        ("INPUT", "SIGMA"),
        lambda v, _: positive(v),
        "of the Gaussians that it was trained on, in heatmap cells",
        example="2",
    ),
    _choice("activation", ("MODEL", "ACTIVATION"), "of the network's output, before it is read", Activation),
    Field(
        *("decoding", ("DECODE",), lambda v, _: decoding(v)),
        "how a point is read from its heatmap",
        parts=DECODING_PARTS,
    ),
    _choice(
        "flip",
        ("TEST", "FLIP"),
        "average with the mirrored film's heatmaps; shifted: moved by a cell, as the pose codes do",
        Flip,
    ),
    _choice(
        "film_pixels",
        ("TEST", "FILM_PIXELS"),
        "whole: points are cut to whole film px, as the facial code does",
        FilmPixels,
    ),
    _choice(
        "fusion",
        ("MODEL", "FUSE_INTERPOLATION"),
        "how an HRNet enlarges its branches before it adds them",
        Fusion,
        network=True,
    ),
    Field(
        *("output", ("MODEL", "OUTPUT"), lambda v, _: output(v), "name of the output that is read; several are summed"),
        example="heatmaps",
        network=True,
        of_onnx=True,
    ),
    Field(
        *("scheme", ("LANDMARKS",), lambda v, _: scheme(v), f"one of {', '.join(SCHEMES)}, or a list of symbols"),
        suggested=tuple(SCHEMES),
    ),
)
BY_NAME = {field.name: field for field in FIELDS}
# A sidecar's word where it is not the field's.
SIDECAR_NAMES = {"scheme": "landmarks"}


def heatmap_size_of(image_size: Size, stride: int = 4) -> Size:
    """The heatmaps' (width, height) of a network with this stride."""
    return image_size[0] // stride, image_size[1] // stride
