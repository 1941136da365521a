"""What the training codes' own configs say, as fields of a specification with the origin of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cephview.model.config_values import ConfigReader, flag, list_of, positive, size_wh
from cephview.model.fields import heatmap_size_of
from cephview.model.specification import IMAGENET_MEAN, IMAGENET_STD, Decoding, Origin, Specification, Stated


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


def official_pose(specification: Specification, config: Mapping[str, Any], file: str) -> Specification:
    """The official pose code's yaml (HRNet, SimpleBaseline): sizes are (width, height), ImageNet's mean and std."""
    reader = ConfigReader(config, file)
    image = reader.read("MODEL.IMAGE_SIZE", size_wh) or reader.read("NETWORK.IMAGE_SIZE", size_wh)
    heatmap = reader.read("MODEL.HEATMAP_SIZE", _cells) or reader.read("MODEL.EXTRA.HEATMAP_SIZE", _cells)
    sigma = reader.read("MODEL.SIGMA", positive) or reader.read("MODEL.EXTRA.SIGMA", positive)
    # The code's defaults where its yaml is silent: OpenCV's order of colours, no refinement, no flip.
    rgb = bool(reader.read("DATASET.COLOR_RGB", flag))
    refined = bool(reader.read("TEST.POST_PROCESS", flag))
    flipped = bool(reader.read("TEST.FLIP_TEST", flag))
    shifted = bool(reader.read("TEST.SHIFT_HEATMAP", flag))
    specification = inferred(
        sized(specification, image, heatmap),
        "the official pose code does so",
        mean=IMAGENET_MEAN,
        std=IMAGENET_STD,
        sampling="affine",
        context=1.25,
        padding="centre",
        resize="linear",
        heatmap_rule="x/4",
        point_rule="scale",
        fusion="nearest",
    )
    return replace(
        specification,
        colour=Stated("rgb" if rgb else "bgr"),
        sigma=Stated(sigma) if sigma else specification.sigma,
        decoding=Stated(Decoding("quarter" if refined else "argmax")),
        flip=Stated(("shifted mean" if shifted else "mean") if flipped else "off"),
    )


def facial(specification: Specification, config: Mapping[str, Any], file: str) -> Specification:
    """The facial landmark code's ways, with what its yaml says of sizes."""
    reader = ConfigReader(config, file)
    image, heatmap = reader.read("MODEL.IMAGE_SIZE", size_wh), reader.read("MODEL.HEATMAP_SIZE", _cells)
    sigma = reader.read("MODEL.SIGMA", positive)
    specification = inferred(
        sized(specification, image, heatmap),
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
    return replace(specification, sigma=Stated(sigma) if sigma else specification.sigma)


def _cells(value: Any) -> tuple[int, int]:
    width, height = (int(v) for v in list_of(value))
    if not (1 <= width <= 4096 and 1 <= height <= 4096):
        raise ValueError("a size between 1 and 4096 is needed")
    return width, height
