"""Local contrast and sharpness, for the screen alone. Both are worked out on the level of the pyramid that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import cv2
import numpy as np

from cephview.core.radiograph import Radiograph

if TYPE_CHECKING:
    from numpy.typing import NDArray

Pixels: TypeAlias = "NDArray[Any]"

# CLAHE: Zuiderveld, Graphics Gems IV, 1994. Eight tiles a side are some 25 mm of a film each: jaw, sinus, vertebra.
_CLIP, _TILES = 1.8, (8, 8)
# Its differences are of 8 bit; a little blur keeps their steps out of a deep film with a narrow window.
_SMOOTHING = 1.0
_SHARP_RADIUS, _SHARP_AMOUNT = 1.5, 1.0
# Film px around a part that the blur of the unsharp mask reaches out to.
SHARP_MARGIN = 6


@dataclass(frozen=True)
class Look:
    """What is done to the greys before the window is laid on them."""

    local_contrast: bool = False
    sharpened: bool = False


PLAIN = Look()


def sharpened(part: Pixels) -> Pixels:
    """Unsharp mask of a part of a film, (h, w) or (h, w, 3); same shape and dtype."""
    blurred = cv2.GaussianBlur(part, (0, 0), _SHARP_RADIUS, borderType=cv2.BORDER_REPLICATE)
    return cv2.addWeighted(part, 1.0 + _SHARP_AMOUNT, blurred, -_SHARP_AMOUNT, 0.0)


def contrast_gain(pixels: Pixels, radiograph: Radiograph) -> NDArray[np.float32]:
    """What CLAHE adds to the greys of `pixels` (h, w) or (h, w, 3), in grey values of the film; (h, w)."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY) if pixels.ndim == 3 else pixels
    low, high = radiograph.grey_range()
    step = (high - low) / 255.0
    values = np.arange(np.iinfo(grey.dtype).max + 1, dtype=np.float64)
    narrow = cv2.LUT(grey, np.clip((values - low) / step, 0, 255).round().astype(np.uint8))
    equalised = cv2.createCLAHE(_CLIP, _TILES).apply(narrow)
    gain = cv2.subtract(equalised, narrow, dtype=cv2.CV_32F) * np.float32(step)
    return np.asarray(cv2.GaussianBlur(gain, (0, 0), _SMOOTHING), dtype=np.float32)


def with_gain(raw: Pixels, gain: NDArray[np.float32]) -> Pixels:
    """`raw` with `gain` (h, w) added to each channel; same shape and dtype."""
    added: Pixels = cv2.merge([gain] * 3) if raw.ndim == 3 else gain
    return cv2.add(raw, added, dtype=cv2.CV_16U if raw.dtype == np.uint16 else cv2.CV_8U)
