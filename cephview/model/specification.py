"""What a checkpoint says about preprocessing, field by field, with where each came from.

The checkpoint is the only source. What it does not say is inferred from its other marks or assumed, and an assumption
that can cost accuracy is shown to the user.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Generic, TypeVar

from cephview.core.geometry import Padding, Size
from cephview.core.landmarks import Scheme
from cephview.model.heatmap import HeatmapRule
from cephview.model.hrnet import Fusion

T = TypeVar("T")

IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class Origin(StrEnum):
    """How a field is known."""

    DECLARED = "declared"
    SIDECAR = "declared by sidecar"
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
