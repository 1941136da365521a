"""The facial landmark code's way of a film into its input: shrunk, cut out in whole px, resized.

Written from a description of that code; each of its steps rounds, and its networks have learnt from the result.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Size
from cephview.model.resizing import Image, antialiased


def cropped(image: Image, input_size: Size, context: float) -> Image:
    """Film (h, w[, 3]) uint8 to the square box of `context` around it, in the input frame; black outside the film."""
    height, width = image.shape[:2]
    box = max(width, height) * context
    centre = np.array([width, height]) / 2
    shrink = box / input_size[0]
    if shrink >= 2:
        image = _stretched_and_resized(image, (max(1, int(width / shrink)), max(1, int(height / shrink))))
        centre, box = centre / shrink, box / shrink
    step = box / np.array(input_size)
    # The corners are found in px that are counted from 1 and cut to whole numbers.
    first = np.trunc(centre - box / 2 - step).astype(int) + 1
    last = np.trunc(centre + box / 2 - step).astype(int) + 1
    (left, top), (right, bottom) = first.tolist(), last.tolist()
    canvas = np.zeros((bottom - top, right - left, *image.shape[2:]), np.uint8)
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(right, image.shape[1]), min(bottom, image.shape[0])
    canvas[y0 - top : y1 - top, x0 - left : x1 - left] = image[y0:y1, x0:x1]
    return _stretched_and_resized(canvas, input_size)


def _stretched_and_resized(image: Image, size: Size) -> Image:
    """As SciPy's former `imresize` of a float image: stretched to 0-255 first."""
    lowest, highest = int(image.min()), int(image.max())
    if highest > lowest and (lowest, highest) != (0, 255):
        stretched: NDArray[np.float64] = (image.astype(np.float64) - lowest) * (255 / (highest - lowest))
        image = (stretched + 0.5).astype(np.uint8)
    return antialiased(image, size)
