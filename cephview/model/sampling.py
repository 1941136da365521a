"""The way of a film into a network's input, and of points back: all as the specification says, in numpy and OpenCV."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Letterbox, Points, Size
from cephview.model.cropping import cropped
from cephview.model.resizing import Image, grey_levels, resized_to
from cephview.model.specification import Specification


@dataclass(frozen=True)
class Placement:
    """How a film lies in the network's input: input px = film px * `scale` + `shift`, each for x and y.

    `content` and `pad` say where its pixels are pasted, where they are resized; `whole` that points come back cut to
    whole film px, as some codes do.
    """

    film_size: Size
    input_size: Size
    scale: tuple[float, float]
    shift: tuple[float, float]
    content: Size | None = None
    pad: Size = (0, 0)
    whole: bool = False

    def to_input(self, points: Points) -> Points:
        """Film px (…, 2) to input px (…, 2)."""
        return np.asarray(np.asarray(points, dtype=np.float64) * self.scale + self.shift)

    def to_film(self, points: Points) -> Points:
        """Input px (…, 2) to film px (…, 2); the inverse of `to_input`, but for the cut to whole px."""
        film = (np.asarray(points, dtype=np.float64) - self.shift) / np.asarray(self.scale)
        return np.asarray(np.trunc(film) if self.whole else film)


def placement_of(film_size: Size, specification: Specification) -> Placement:
    """How a film of `film_size` (width, height) lies in this model's input.

    Raises ValueError where a size is not positive.
    """
    whole = specification.film_pixels.value == "whole"
    if specification.sampling.value == "resize":
        return _pasted(film_size, specification, whole)
    return _warped(film_size, specification, whole)


def _pasted(film_size: Size, specification: Specification, whole: bool) -> Placement:
    box = Letterbox.fit(
        film_size,
        specification.image_size.value,
        padding=specification.padding.value,
        rule=specification.point_rule.value,
        context=specification.context.value,
        rounding=specification.content_rounding.value,
    )
    # Both rules are affine: where the film's first pixel comes to lie says the rest.
    x, y = box.to_input(np.zeros(2))
    return Placement(film_size, box.input_size, box.scale, (float(x), float(y)), box.content, box.pad, whole)


def _warped(film_size: Size, specification: Specification, whole: bool) -> Placement:
    """The pose codes' box: the whole film, one side widened to the input's aspect, `context` around it."""
    film, target = np.array(film_size, float), np.array(specification.image_size.value, float)
    if film.min() < 1:
        raise ValueError(f"a film of {film_size} px has no size")
    box = film.copy()
    if specification.padding.value != "stretch":
        box = target * (film / target).max()
    box *= specification.context.value
    span = target - 1 if specification.sampling.value == "udp" else target
    scale = span / box
    shift = np.zeros(2) if specification.padding.value == "corner" else span / 2 - film / 2 * scale
    (sx, sy), (tx, ty) = scale.tolist(), shift.tolist()
    return Placement(film_size, specification.image_size.value, (sx, sy), (tx, ty), whole=whole)


def sample(image: Image, placement: Placement, specification: Specification) -> Image:
    """Film (h, w[, 3]) uint8, film frame, to the image in the input frame; what the film does not fill is black."""
    if specification.sampling.value == "crop":
        return cropped(image, placement.input_size, specification.context.value)
    if placement.content is not None:
        return paste(image, placement.content, placement.pad, placement.input_size, specification.resize.value)
    (sx, sy), (tx, ty) = placement.scale, placement.shift
    matrix = np.array([[sx, 0, tx], [0, sy, ty]])
    # The pose codes warp without antialiasing, whatever the film's size.
    return grey_levels(cv2.warpAffine(image, matrix, placement.input_size, flags=cv2.INTER_LINEAR))


def paste(image: Image, content: Size, pad: Size, input_size: Size, resize: str) -> Image:
    """Film (h, w[, 3]) uint8 resized to `content` and laid at `pad` on a black input of `input_size`."""
    resized = resized_to(image, content, resize)
    canvas = np.zeros((input_size[1], input_size[0], *image.shape[2:]), np.uint8)
    x, y = pad
    canvas[y : y + content[1], x : x + content[0]] = resized
    return canvas


def normalise(image: Image, specification: Specification) -> NDArray[np.float32]:
    """Input-frame image (h, w[, 3]) uint8 to the normalised tensor (channels, h, w) that enters the network."""
    colour = specification.colour.value
    if image.ndim == 3 and colour in ("gray", "gray3"):
        image = grey_levels(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))
    given = [np.asarray(each.value, np.float32) for each in (specification.mean, specification.std)]
    channels = max(1 if colour == "gray" else 3, *(each.size for each in given))
    mean, std = (np.broadcast_to(each, channels) for each in given)
    order = range(channels)[::-1] if colour == "bgr" else range(channels)
    scale = np.float32(255 if specification.grey_scale.value == "0-1" else 1)
    # A table of the 256 greys: ten times as quick as arithmetic on every pixel, and the same to the last bit.
    table = (np.arange(256, dtype=np.float32)[:, None] / scale - mean) / std
    tensor = np.empty((channels, *image.shape[:2]), np.float32)
    for place, channel in enumerate(order):
        greys = image if image.ndim == 2 else image[..., channel]
        cv2.LUT(np.ascontiguousarray(greys), np.ascontiguousarray(table[:, place]), tensor[place])
    return tensor
