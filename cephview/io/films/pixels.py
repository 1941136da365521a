"""A film is its pixels: a hash that outlasts a new name, a comment in the file, and saving it losslessly elsewhere."""

from __future__ import annotations

import hashlib
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray


def pixel_hash(pixels: NDArray[np.uint8] | NDArray[np.uint16]) -> str:
    """SHA-256, in hex, of a film's pixels (h, w) or (h, w, 3), uint8 or uint16, film frame, by the rank of their greys.

    The rank of each grey among those that occur stands for it, so that 12 bit in 16, shifted up or not, are one film.
    """
    flat: Any = np.ascontiguousarray(pixels.reshape(len(pixels), -1))  # OpenCV's stubs want a dtype of their own
    levels = np.iinfo(pixels.dtype).max + 1
    occurs = cv2.calcHist([flat], [0], None, [levels], [0, levels]).ravel() > 0
    places: Any = np.cumsum(occurs) - 1
    if places[-1] == 0:  # a sheet of one grey has no other mark than that grey
        places[occurs] = flat[0, 0]
    ranks: Any = cv2.LUT(flat, places.astype(np.uint8 if places[-1] < 256 else np.uint16))
    digest = hashlib.sha256(repr(pixels.shape).encode())
    digest.update(ranks if ranks.itemsize == 1 else ranks.astype("<u2", copy=False))
    return digest.hexdigest()
