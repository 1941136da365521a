"""Images of 8 bit in another size, as the resizing of the codes that people train with gives them."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Size

Image = NDArray[np.uint8]


def resized_to(image: Image, size: Size, how: str) -> Image:
    """Image (h, w[, 3]) to `size` (width, height), pixel centres aligned."""
    if how == "antialias":
        return antialiased(image, size)
    if how == "cubic":
        return grey_levels(cv2.resize(image, size, interpolation=cv2.INTER_CUBIC))
    # OpenCV's area interpolation is for shrinking; it enlarges without regard to where pixel centres lie. So each axis
    # that shrinks is shrunk by area, and what is to be enlarged after that is enlarged linearly.
    if how == "area":
        smaller = (min(size[0], image.shape[1]), min(size[1], image.shape[0]))
        image = grey_levels(cv2.resize(image, smaller, interpolation=cv2.INTER_AREA))
    return grey_levels(cv2.resize(image, size, interpolation=cv2.INTER_LINEAR))


def antialiased(image: Image, size: Size) -> Image:
    """Bilinear with a kernel that widens as the image shrinks, 8 bit after either pass: Pillow's, to the grey level."""
    across = _triangle_weights(image.shape[1], size[0])
    down = _triangle_weights(image.shape[0], size[1])
    wide = _rounded(np.einsum("ow,hw...->ho...", across, image.astype(np.float64), optimize=True))
    return _rounded(np.einsum("oh,hw...->ow...", down, wide.astype(np.float64), optimize=True))


# Pillow counts in whole numbers, weights of 22 bits after the point: what lies between two grey levels falls as there.
_ONE = 1 << 22


def _triangle_weights(before: int, after: int) -> NDArray[np.float64]:
    """Weights (after, before) of the pixels of one axis, in units of 1 / `_ONE`."""
    ratio = before / after
    width = max(ratio, 1.0)
    centres = (np.arange(after) + 0.5) * ratio
    distance = np.abs(np.arange(before)[None] + 0.5 - centres[:, None]) / width
    weights = np.clip(1 - distance, 0, None)
    return np.asarray(np.floor(weights / weights.sum(axis=1, keepdims=True) * _ONE + 0.5))


def _rounded(values: NDArray[np.float64]) -> Image:
    return np.asarray(np.clip(np.floor(values / _ONE + 0.5), 0, 255), np.uint8)


def grey_levels(image: Any) -> Image:
    """What OpenCV gave, as the array of 8 bit that it is."""
    return np.asarray(image).astype(np.uint8, copy=False)
