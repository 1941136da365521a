"""Film frame and input frame of the network, and the way between them.

Coordinates are those of OpenCV and of the annotation files: (x, y), x to the right, y down, and the *centre* of the
top left pixel is (0, 0). Sizes are (width, height) everywhere inside CephView.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Size = tuple[int, int]
Points: TypeAlias = "NDArray[np.float64]"
Padding = Literal["centre", "corner", "stretch"]
PointRule = Literal["scale", "centre"]


@dataclass(frozen=True)
class Letterbox:
    """How a film lies in the network's input: resized to `content`, pasted at `pad`.

    `rule` says how points follow the pixels. "centre": pixel centres stay pixel centres, which is what `cv2.resize`
    does to the image. "scale": `x * scale + pad`, which the clinic's lineage trained with.
    """

    film_size: Size
    input_size: Size
    content: Size
    pad: Size
    scale: tuple[float, float]
    rule: PointRule

    @classmethod
    def fit(
        cls,
        film_size: Size,
        input_size: Size,
        *,
        padding: Padding = "centre",
        rule: PointRule = "centre",
        context: float = 1.0,
        rounding: Literal["round", "floor"] = "round",
    ) -> Letterbox:
        """Fit a film of `film_size` into `input_size`, both (width, height) in px.

        `context` is how many times the film's size the input covers; `rounding` how the resized film comes to whole
        px. Raises ValueError where a size is not positive.
        """
        if min(film_size) < 1 or min(input_size) < 1:
            raise ValueError(f"a film of {film_size} px cannot be fitted into {input_size} px")
        whole = round if rounding == "round" else int
        ratio_x, ratio_y = input_size[0] / film_size[0] / context, input_size[1] / film_size[1] / context
        if padding != "stretch":
            ratio_x = ratio_y = min(ratio_x, ratio_y)
        content = (
            min(input_size[0], max(1, whole(film_size[0] * ratio_x))),
            min(input_size[1], max(1, whole(film_size[1] * ratio_y))),
        )
        free = (input_size[0] - content[0], input_size[1] - content[1])
        pad = (free[0] // 2, free[1] // 2) if padding == "centre" else (0, 0)
        # The pixels are resized to whole numbers, so the exact scale of the image is content / film on each axis.
        scale = (ratio_x, ratio_y) if rule == "scale" else (content[0] / film_size[0], content[1] / film_size[1])
        return cls(film_size, input_size, content, pad, scale, rule)

    def to_input(self, points: Points) -> Points:
        """Film px (…, 2) to input px (…, 2)."""
        scale, pad = np.asarray(self.scale), np.asarray(self.pad, dtype=np.float64)
        points = np.asarray(points, dtype=np.float64)
        if self.rule == "scale":
            return np.asarray(points * scale + pad)
        return np.asarray((points + 0.5) * scale - 0.5 + pad)

    def to_film(self, points: Points) -> Points:
        """Input px (…, 2) to film px (…, 2); the exact inverse of `to_input`."""
        scale, pad = np.asarray(self.scale), np.asarray(self.pad, dtype=np.float64)
        points = np.asarray(points, dtype=np.float64)
        if self.rule == "scale":
            return np.asarray((points - pad) / scale)
        return np.asarray((points - pad + 0.5) / scale - 0.5)
