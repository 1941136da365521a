"""What a checkpoint says about preprocessing, field by field, with where each came from.

The checkpoint is the only source. What it does not say is inferred from its other marks or assumed, and an assumption
that can cost accuracy is shown to the user.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar

from cephview.core.geometry import Padding, PointRule, Size
from cephview.core.landmarks import Scheme
from cephview.core.sentences import kept, marked

T = TypeVar("T")

# Where a heatmap cell lies in the input, see `decoding`.
HeatmapRule = Literal["x/4", "centre", "udp", "x/4 + 1/2"]
# How a network joins its branches.
Fusion = Literal["nearest", "bilinear"]
# How the film comes into the input: resized to whole px (pixel centres aligned) and pasted; by one affine map of pixel
# indices (the pose codes' warp); the same with (size - 1) in place of size (UDP); shrunk, cut and resized (facial).
Sampling = Literal["resize", "affine", "udp", "crop"]
Resize = Literal["linear", "area", "cubic", "antialias"]
Rounding = Literal["round", "floor"]
GreyScale = Literal["0-1", "0-255"]
Activation = Literal["none", "sigmoid"]
Flip = Literal["off", "mean", "shifted mean"]
FilmPixels = Literal["exact", "whole"]

IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class Origin(StrEnum):
    """How a field is known."""

    DECLARED = marked("declared")
    SIDECAR = marked("declared by sidecar")
    AGAINST = marked("by sidecar, against the file's own word")
    INFERRED = marked("inferred")
    ASSUMED = marked("assumed")


# Somebody or something said so; nobody guessed.
SETTLED = (Origin.DECLARED, Origin.SIDECAR, Origin.AGAINST)


@dataclass(frozen=True)
class Stated(Generic[T]):
    """A value, how it is known, and why, where it was not declared."""

    value: T
    origin: Origin = Origin.DECLARED
    why: str = ""


@dataclass(frozen=True)
class Decoding:
    """A decoding by name, with the parameters of those that have some.

    `temperature` and `radius` are the soft-argmax's, `radius` also the centroid's and half the smoothing of DARK in the
    pose codes; `exponent` and `threshold` the power mean's; `bounds` says where the quarter offset is taken; `unit`
    what the numbers of a network are that gives coordinates: "px" of the input, "0-1" or "-1-1" of its sides.
    """

    method: str
    temperature: float = 1.0
    radius: int | None = None
    exponent: float = 2.0
    threshold: float = 0.0
    bounds: str = "pose"
    unit: str = "px"

    def __str__(self) -> str:
        match self.method:
            case "softargmax":
                where = "whole map" if self.radius is None else f"within {self.radius} cells of the peak"
                return f"soft-argmax, temperature {self.temperature:g}, {where}"
            case "power":
                below = f", argmax where the peak is below {self.threshold:g}" if self.threshold > 0 else ""
                return f"mean over the whole map, weights to the power of {self.exponent:g}{below}"
            case "centroid":
                return f"centroid within {self.radius or 1} cells of the peak"
            case "dark" | "dark-udp" if self.radius is not None:
                return f"{self.method}, smoothed over {2 * self.radius + 1} cells"
            case "coordinates":
                return f"coordinates, {self.unit}" + (" of the input" if self.unit == "px" else " across the input")
        return self.method


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
    resize: Stated[Resize]
    heatmap_rule: Stated[HeatmapRule]
    decoding: Stated[Decoding]
    fusion: Stated[Fusion]
    scheme: Stated[Scheme]
    sampling: Stated[Sampling] = field(default_factory=lambda: _usual("resize"))
    context: Stated[float] = field(default_factory=lambda: _usual(1.0))
    content_rounding: Stated[Rounding] = field(default_factory=lambda: _usual("round"))
    point_rule: Stated[PointRule] = field(default_factory=lambda: _usual("scale"))
    grey_scale: Stated[GreyScale] = field(default_factory=lambda: _usual("0-1"))
    activation: Stated[Activation] = field(default_factory=lambda: _usual("none"))
    flip: Stated[Flip] = field(default_factory=lambda: _usual("off"))
    film_pixels: Stated[FilmPixels] = field(default_factory=lambda: _usual("exact"))
    output: Stated[tuple[str, ...]] = field(default_factory=lambda: _usual(()))
    flip_order: Stated[tuple[int, ...]] = field(default_factory=lambda: _usual(()))
    """Which landmark each is in the mirrored film, from 0; empty where each is itself, as on a head from the side."""

    def rows(self) -> list[tuple[str, str, Origin, str]]:
        """(field, value, origin, why) of every field, for the model card."""
        known = [(LABELS[field.name], getattr(self, field.name)) for field in fields(self)]
        shown = [(label, stated) for label, stated in known if stated.value != () or label != LABELS["flip_order"]]
        return [(label, _text(stated.value), stated.origin, stated.why) for label, stated in shown]

    def assumptions(self) -> tuple[str, ...]:
        """One phrase for each assumed field whose wrong value costs accuracy."""
        found = []
        for name in _COSTLY:
            stated = getattr(self, name)
            if stated.origin is Origin.ASSUMED:
                found.append(kept(f"assumed-{name}", value=_text(stated.value)))
        return tuple(found)


LABELS = {
    "mean": marked("mean"),
    "std": marked("std"),
    "image_size": marked("input size"),
    "heatmap_size": marked("heatmap size"),
    "sigma": marked("sigma"),
    "colour": marked("colour"),
    "padding": marked("padding"),
    "resize": marked("resize"),
    "heatmap_rule": marked("heatmap rule"),
    "decoding": marked("decoding"),
    "fusion": marked("fusion"),
    "scheme": marked("landmark scheme"),
    "sampling": marked("sampling"),
    "context": marked("context around the film"),
    "content_rounding": marked("size of the film in the input"),
    "point_rule": marked("points follow the pixels"),
    "grey_scale": marked("grey scale"),
    "activation": marked("activation"),
    "flip": marked("flip averaging"),
    "film_pixels": marked("points in film px"),
    "output": marked("output read"),
    "flip_order": marked("landmarks in the mirrored film"),
}
# Sigma enters the smoothing before DARK alone, grey films make the colour order irrelevant, and the way of resizing
# moves no landmark: none of the three is worth a banner. The fields below the scheme have one usual value each; where
# a model needs another, its family or its sidecar says so.
_COSTLY = ("mean", "std", "image_size", "padding", "heatmap_rule", "decoding", "fusion", "scheme")


def _usual(value: Any) -> Stated[Any]:
    return Stated(value, Origin.INFERRED, marked("the usual way"))


def _text(value: object) -> str:
    match value:
        case Scheme():
            return value.title
        case (int(), int()):
            return f"{value[0]} × {value[1]}"
        case ():
            return "the first"
        case (str(), *_):
            return " + ".join(str(name) for name in value)
        case tuple():
            return ", ".join(f"{number:g}" for number in value)
        case float():
            return f"{value:g}"
    return str(value)
