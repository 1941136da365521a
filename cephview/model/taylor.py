"""The second-order step from a heatmap's highest cell to its peak (DARK, Zhang et al., CVPR 2020), as codes have it.

All take and give heatmap cells as (x, y).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_Array: TypeAlias = "NDArray[Any]"
Vector: TypeAlias = "NDArray[np.float64]"


def two_cell_step(log: _Array) -> tuple[Vector, NDArray[np.bool_]]:
    """The step (…, 2) on a logarithm of 5x5 cells (…, 5, 5) by two-cell differences (eq. 9), and whether it exists."""
    c = log[..., 2, 2]
    dx, dy = (log[..., 2, 3] - log[..., 2, 1]) / 2, (log[..., 3, 2] - log[..., 1, 2]) / 2
    dxx = (log[..., 2, 4] - 2 * c + log[..., 2, 0]) / 4
    dyy = (log[..., 4, 2] - 2 * c + log[..., 0, 2]) / 4
    dxy = (log[..., 3, 3] - log[..., 1, 3] - log[..., 3, 1] + log[..., 1, 1]) / 4
    determinant = dxx * dyy - dxy**2
    solvable = np.abs(determinant) > 1e-12
    safe = np.where(solvable, determinant, 1.0)
    shift = np.stack([-(dyy * dx - dxy * dy) / safe, -(dxx * dy - dxy * dx) / safe], axis=-1)
    return np.where(solvable[..., None], shift, 0.0), solvable


def pose_step(heatmap: _Array, peak: NDArray[np.int64], radius: int) -> Vector:
    """DARK as the pose codes have it: the whole map smoothed, no step beside the border, none too long."""
    height, width = heatmap.shape
    x, y = int(peak[0]), int(peak[1])
    if not (1 < x < width - 2 and 1 < y < height - 2):
        return np.zeros(2)
    log = np.log(np.maximum(_smoothed(heatmap, radius), 1e-10))
    return two_cell_step(log[y - 2 : y + 3, x - 2 : x + 3])[0]


def udp_step(heatmap: _Array, peak: NDArray[np.int64], radius: int) -> Vector:
    """The step of mmpose's UDP codec: the smoothed map limited, one-cell differences, everywhere, without limit."""
    log = np.pad(np.log(np.clip(_smoothed(heatmap, radius), 1e-3, 50)), 1, mode="edge")
    x, y = int(peak[0]) + 1, int(peak[1]) + 1
    c = log[y, x]
    right, left, below, above = log[y, x + 1], log[y, x - 1], log[y + 1, x], log[y - 1, x]
    dxy = (log[y + 1, x + 1] - right - below + 2 * c - left - above + log[y - 1, x - 1]) / 2
    hessian = np.array([[right - 2 * c + left, dxy], [dxy, below - 2 * c + above]])
    hessian += np.finfo(np.float32).eps * np.eye(2)
    if not abs(np.linalg.det(hessian)) > 0:
        return np.zeros(2)
    return np.asarray(-np.linalg.solve(hessian, np.array([right - left, below - above]) / 2))


def _smoothed(heatmap: _Array, radius: int) -> Vector:
    """OpenCV's Gaussian of 2 * `radius` + 1 cells, its sigma by that, on zeros beyond the border; the old peak is kept.

    Eleven cells are a sigma of 2, seventeen one of 2.9.
    """
    kernel = 2 * radius + 1
    wide = np.pad(np.clip(heatmap.astype(np.float64), -1e9, 1e9), radius)
    smooth = cv2.GaussianBlur(wide, (kernel, kernel), 0)[radius:-radius, radius:-radius]
    highest = min(float(heatmap.max()), 1e9)
    return np.asarray(smooth * (highest / max(float(smooth.max()), 1e-12)))
