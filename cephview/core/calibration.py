"""Millimetres per pixel, and where they come from. Unknown is None, never 1.0."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme
from cephview.core.sentences import Sentence, kept, marked

if TYPE_CHECKING:
    from numpy.typing import NDArray


class CalibrationSource(Enum):
    """Where a calibration comes from: id for files, whether it can be relied on, a warning; `label` is for people."""

    RULER = ("ruler", True)
    RULER_POINTS = ("ruler-points", True)
    TYPED = ("typed", True)
    SHARED = ("shared", True)
    TABLE = ("table", True)
    DRAWN = ("drawn", True)
    FIDUCIAL = ("dicom-fiducial", True)
    GEOMETRY = ("dicom-geometry", True)
    CORRECTED = ("dicom-corrected", True)
    MAGNIFICATION = ("dicom-magnification", True)
    DETECTOR = (
        *("dicom-detector", False),
        marked("Lengths are those at the detector, larger than in the patient: measure the film's ruler."),
    )
    UNCERTAIN = (
        *("dicom-uncertain", False),
        marked("The file does not say whether its pixel spacing is that of the patient: measure the film's ruler."),
    )
    SCANNED = ("dicom-scanned", False)
    DPI = ("dpi", False)

    def __init__(self, key: str, reliable: bool, warning: str = "") -> None:
        self.key = key
        self.label = kept(f"from-{key}")
        self.reliable = reliable
        self.warning = warning


# Below: 6000 px over a 5 mm film; above: a whole head in 40 px. Outside lies a slip of the pen, not a film.
MIN_MM_PER_PX, MAX_MM_PER_PX = 0.001, 10.0


@dataclass(frozen=True)
class Calibration:
    """mm per film pixel in x and y, with its source. Raises ValueError outside 0.001-10 mm per px.

    `detail` tells how it was found: the name of a table or a tag, or a sentence of a kind that files keep.
    """

    mm_per_px_x: float
    mm_per_px_y: float
    source: CalibrationSource
    detail: str = ""

    def __post_init__(self) -> None:
        for value in (self.mm_per_px_x, self.mm_per_px_y):
            if not (np.isfinite(value) and MIN_MM_PER_PX <= value <= MAX_MM_PER_PX):
                raise ValueError(f"{value:g} mm per pixel is not between {MIN_MM_PER_PX:g} and {MAX_MM_PER_PX:g}")

    @property
    def isotropic(self) -> bool:
        """Whether x and y have the same spacing."""
        return self.mm_per_px_x == self.mm_per_px_y

    @property
    def mean_mm_per_px(self) -> float:
        """The mean of the two spacings."""
        return float(self.mm_per_px_x + self.mm_per_px_y) / 2

    def to_mm(self, pixels: NDArray[np.float64]) -> NDArray[np.float64]:
        """Film px (…, 2), points or differences, to mm (…, 2)."""
        return np.asarray(np.asarray(pixels, dtype=np.float64) * np.array([self.mm_per_px_x, self.mm_per_px_y]))

    def describe(self) -> str:
        """`0.1 mm / px · data set table`: what the status bar shows."""
        spacing = f"{self.mm_per_px_x:.5g}"
        if not self.isotropic:
            spacing += f" × {self.mm_per_px_y:.5g}"
        return Sentence("{spacing} mm / px · {source}", spacing=spacing, source=self.source.label)


def calibration_source(key: str) -> CalibrationSource | None:
    """The source that a file names, or None."""
    return next((source for source in CalibrationSource if source.key == key), None)


# Nasion to Menton, of a child's face as of a man's, with a margin.
NASION_MENTON_MM = (90.0, 150.0)


def nasion_menton_warning(points: Points, scheme: Scheme, calibration: Calibration | None) -> str | None:
    """One sentence where the distance of N and Me among `points` (n, 2), film px, cannot be that of a face, or None.

    It also is None where a point or the calibration is unknown.
    """
    if calibration is None or not {"N", "Me"} <= set(scheme.symbols):
        return None
    nasion, menton = (np.asarray(points, dtype=np.float64)[scheme.index(symbol)] for symbol in ("N", "Me"))
    distance = float(np.hypot(*calibration.to_mm(menton - nasion)))
    low, high = NASION_MENTON_MM
    if not np.isfinite(distance) or low <= distance <= high:
        return None
    return Sentence(
        "Nasion and Menton lie {distance:.0f} mm apart, in faces it is {low:.0f} to {high:.0f} mm: "
        "check the calibration ({source}) and both points.",
        distance=distance,
        low=low,
        high=high,
        source=calibration.source.label,
    )
