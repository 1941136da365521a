"""How the axes of a network's input and output lie, by their lengths: codes and exporters differ in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Size

Kind = Literal["heatmaps", "coordinates"]
_CHANNELS = (1, 3)


def channels_last(shape: list[Any]) -> bool:
    """Whether an input of four axes, open ones as text, has its channels behind the image, as TensorFlow's have."""
    return shape[1] not in _CHANNELS and shape[3] in _CHANNELS


@dataclass(frozen=True)
class Layout:
    """How an output becomes heatmaps (b, n, h, w) or coordinates (b, n, 2), with a third number where they score.

    `count` is that of the landmarks, `cells` the heatmaps' (width, height).
    """

    kind: Kind
    count: int
    cells: Size | None = None
    batch: bool = True
    last: bool = False

    def arranged(self, output: NDArray[np.float32]) -> NDArray[np.float32]:
        """An output as this layout has it, its axes in the usual order."""
        if not self.batch:
            output = output[None]
        if self.kind == "heatmaps":
            return output.transpose(0, 3, 1, 2) if self.last else output
        if output.ndim == 2:
            return output.reshape(len(output), self.count, -1)
        return output.transpose(0, 2, 1) if self.last else output


def layout_of(shape: tuple[int, ...], image: Size, *, input_last: bool = False) -> Layout | None:
    """The layout of an output of `shape` for an input `image` (width, height); None where it is neither kind.

    Heatmaps have the image's shape in two of their axes; where more fit, those of the input are taken.
    """
    match shape:
        case (_, a, b, c):
            first, last = b * image[0] == c * image[1], a * image[0] == b * image[1]
            behind = last if first != last else input_last
            return Layout("heatmaps", c, (b, a), last=True) if behind else Layout("heatmaps", a, (c, b))
        case (_, n, 2 | 3):
            return Layout("coordinates", n)
        case (_, 2, n):
            return Layout("coordinates", n, last=True)
        case (n, h, w) if n > 1 and h * image[0] == w * image[1]:
            return Layout("heatmaps", n, (w, h), batch=False)
        case (n, 2 | 3) if n > 1:
            return Layout("coordinates", n, batch=False)
        case (1, numbers) if numbers % 2 == 0:
            return Layout("coordinates", numbers // 2)
        case (numbers,) if numbers % 2 == 0:
            return Layout("coordinates", numbers // 2, batch=False)
    return None
