"""Radial error, MRE and SDR. A missing point is NaN and counts nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.calibration import Calibration
from cephview.core.geometry import Points

if TYPE_CHECKING:
    from numpy.typing import NDArray

SDR_THRESHOLDS_MM = (2.0, 2.5, 3.0, 4.0)

# Of a Gaussian: SD over median absolute deviation.
# The spread of a median is this much larger than that of a mean, where errors are normal: sqrt(pi / 2).
_OF_MEDIAN = 1.2533
_MAD_TO_SD = 1.4826


def robust_sd(values: NDArray[np.float64]) -> float:
    """The SD of finite values (k,) from their median absolute deviation, so that a few slips count for little."""
    return _MAD_TO_SD * float(np.median(np.abs(values - np.median(values))))


def shrunk_median(values: NDArray[np.float64], fewest: int = 10) -> float:
    """The median of finite values (k,), drawn towards 0 by its own doubt; 0 for fewer than `fewest`.

    It is the median times the positive part of 1 - (standard error / median)^2 (James and Stein's estimator).
    """
    values = values[np.isfinite(values)]
    if len(values) < fewest:
        return 0.0
    middle = float(np.median(values))
    doubt = _OF_MEDIAN * robust_sd(values) / np.sqrt(len(values))
    return middle * max(0.0, 1.0 - float(doubt / middle) ** 2) if middle else 0.0


def radial_errors_px(points: Points, reference: Points) -> NDArray[np.float64]:
    """Euclidean distances (n,) in px between `points` and `reference`, (n, 2) film px; NaN where either is missing."""
    difference = np.asarray(points, dtype=np.float64) - np.asarray(reference, dtype=np.float64)
    return np.asarray(np.hypot(difference[..., 0], difference[..., 1]))


def radial_errors_mm(points: Points, reference: Points, calibration: Calibration) -> NDArray[np.float64]:
    """Euclidean distances (n,) in mm between `points` and `reference`, (n, 2) film px; x and y each with their own."""
    difference = np.asarray(points, dtype=np.float64) - np.asarray(reference, dtype=np.float64)
    millimetres = calibration.to_mm(difference)
    return np.asarray(np.hypot(millimetres[..., 0], millimetres[..., 1]))


@dataclass(frozen=True)
class Accuracy:
    """MRE with its SD, the median and the SDRs (% within each threshold, at or below it) of `count` points."""

    count: int
    mre: float
    sd: float
    median: float
    sdr: dict[float, float]


def summarise(errors: NDArray[np.float64], thresholds: tuple[float, ...] = SDR_THRESHOLDS_MM) -> Accuracy | None:
    """Accuracy of radial `errors` of any shape (mm, or px with thresholds in px); None where no error is known."""
    known = np.asarray(errors, dtype=np.float64).ravel()
    known = known[np.isfinite(known)]
    if known.size == 0:
        return None
    sdr = {limit: float(np.mean(known <= limit) * 100) for limit in thresholds}
    return Accuracy(known.size, float(known.mean()), float(known.std()), float(np.median(known)), sdr)
