"""Where a heatmap's cells lie in the network's input, by the rule of the code that trained it.

- "x/4": cell h is input stride*h (the clinic's lineage, the pose codes),
- "centre": cell h is the centre of its stride*stride input pixels,
- "x/4 + 1/2": cell h is input stride*(h + 1/2), where pixels are counted from their corners (facial landmarks),
- "udp": first and last cell centres are first and last input pixel centres (Huang et al., CVPR 2020).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points
from cephview.model.specification import HeatmapRule


@dataclass(frozen=True)
class Grid:
    """The heatmap's cells in the network's input; sizes are (width, height)."""

    input_size: tuple[int, int]
    heatmap_size: tuple[int, int]
    rule: HeatmapRule

    @property
    def affine(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Stride and offset (2,): input px = heatmap px * stride + offset."""
        whole, cells = np.array(self.input_size, np.float64), np.array(self.heatmap_size, np.float64)
        if self.rule == "udp":
            return (whole - 1) / np.maximum(cells - 1, 1), np.zeros(2)
        stride = whole / cells
        offsets = {"x/4": 0 * stride, "centre": (stride - 1) / 2, "x/4 + 1/2": stride / 2}
        return stride, offsets[self.rule]

    def to_heatmap(self, points: Points) -> Points:
        """Input px (…, 2) to heatmap px (…, 2)."""
        stride, offset = self.affine
        return np.asarray((points - offset) / stride)

    def to_input(self, points: Points) -> Points:
        """Heatmap px (…, 2) to input px (…, 2)."""
        stride, offset = self.affine
        return np.asarray(points * stride + offset)
