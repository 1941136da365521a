"""What the training codes' own configs say, as fields of a specification with the origin of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from cephview.model.config_values import ConfigReader, flag, list_of, positive, size_wh
from cephview.model.fields import heatmap_size_of
from cephview.model.specification import IMAGENET_MEAN, IMAGENET_STD, Decoding, Origin, Specification, Stated

T = TypeVar("T")


def inferred(specification: Specification, why: str, **values: Any) -> Specification:
    """A specification with these values inferred, where it does not declare others."""
    changes = {
        name: Stated(value, Origin.INFERRED, why)
        for name, value in values.items()
        if getattr(specification, name).origin is not Origin.DECLARED
    }
    return replace(specification, **changes)


def sized(specification: Specification, image: Any, heatmap: Any, stated: Stated[Any] | None = None) -> Specification:
    """A specification with an input of `image` and heatmaps of `heatmap` (width, height), where they are known."""
    if image is None:
        return specification
    cells = heatmap or heatmap_size_of(image)
    origin = stated or Stated(image)
    return replace(
        specification,
        image_size=replace(origin, value=image),
        heatmap_size=Stated(cells) if heatmap else Stated(cells, Origin.INFERRED, "a quarter of the input"),
    )


# How the pose codes (official, mmpose) bring a film into the input and count there.
POSE_WAYS: Mapping[str, Any] = {
    "sampling": "affine",
    "context": 1.25,
    "padding": "centre",
    "resize": "linear",
    "heatmap_rule": "x/4",
    "point_rule": "scale",
    "fusion": "nearest",
}


def official_pose(specification: Specification, config: Mapping[str, Any], file: str) -> Specification:
    """The official pose code's yaml (HRNet, SimpleBaseline): sizes are (width, height), ImageNet's mean and std."""
    reader = ConfigReader(config, file)
    # The code's defaults where its yaml is silent: OpenCV's order of colours, no refinement, no flip.
    rgb = bool(reader.read("DATASET.COLOR_RGB", flag))
    refined = bool(reader.read("TEST.POST_PROCESS", flag))
    flipped = bool(reader.read("TEST.FLIP_TEST", flag))
    shifted = bool(reader.read("TEST.SHIFT_HEATMAP", flag))
    specification = inferred(
        _with_sizes(specification, reader),
        "the official pose code does so",
        mean=IMAGENET_MEAN,
        std=IMAGENET_STD,
        **POSE_WAYS,
    )
    return replace(
        specification,
        colour=Stated("rgb" if rgb else "bgr"),
        decoding=Stated(Decoding("quarter" if refined else "argmax")),
        flip=Stated(("shifted mean" if shifted else "mean") if flipped else "off"),
    )


def facial(specification: Specification, config: Mapping[str, Any], file: str) -> Specification:
    """The facial landmark code's ways, with what its yaml says of sizes."""
    return inferred(
        _with_sizes(specification, ConfigReader(config, file)),
        "the facial landmark code does so",
        mean=IMAGENET_MEAN,
        std=IMAGENET_STD,
        colour="rgb",
        sampling="crop",
        context=1.25,
        padding="centre",
        resize="antialias",
        heatmap_rule="x/4 + 1/2",
        decoding=Decoding("quarter", bounds="face"),
        film_pixels="whole",
        fusion="bilinear",
    )


def _with_sizes(specification: Specification, reader: ConfigReader) -> Specification:
    """A specification with the sizes and the sigma of a yaml of either code; sizes are (width, height) there."""

    def first(convert: Callable[[Any], T], *places: str) -> T | None:
        return next((value for place in places if (value := reader.read(place, convert)) is not None), None)

    image = first(size_wh, "MODEL.IMAGE_SIZE", "NETWORK.IMAGE_SIZE")
    heatmap = first(_cells, "MODEL.HEATMAP_SIZE", "MODEL.EXTRA.HEATMAP_SIZE")
    sigma = first(positive, "MODEL.SIGMA", "MODEL.EXTRA.SIGMA")
    specification = sized(specification, image, heatmap)
    return replace(specification, sigma=Stated(sigma)) if sigma else specification


def _cells(value: Any) -> tuple[int, int]:
    width, height = (int(v) for v in list_of(value))
    if not (1 <= width <= 4096 and 1 <= height <= 4096):
        raise ValueError("a size between 1 and 4096 is needed")
    return width, height
