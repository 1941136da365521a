"""The ruler on a film: the marks along a line, how far apart they are, and what that says of mm per pixel.

The line need not be exact: a band about it is read, and within it the straight way on which the grey values repeat most
regularly. The pitch comes from their autocorrelation, then from a robust line through the places of the single marks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.calibration import MAX_MM_PER_PX, MIN_MM_PER_PX, NASION_MENTON_MM, Calibration, CalibrationSource
from cephview.core.errors import CephViewError
from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme
from cephview.core.ruler.marks import fit_marks, lean_of, longer_ones, mark_lengths
from cephview.core.ruler.profile import (
    MIN_MARKS,
    MIN_PITCH,
    STEP,
    Place,
    band_about,
    full_range,
    profile_along,
    running_mean,
    steadiest_way,
)
from cephview.core.sentences import Sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Least contrast of the marks, share of the film's range.
_LEAST_CONTRAST = 0.006
# Grain repeats a little over a few pitches: the fewer the marks, the more alike they have to be.
_LEAST_EVIDENCE = 1.9
# Distances of the marks of rulers, and the lengths of faces from a child's to a man's, magnified or not.
TICKS_MM = (1.0, 2.0, 5.0, 10.0)
FACE_MM = {("S", "N"): (46.0, 90.0), ("N", "Me"): NASION_MENTON_MM}
MIN_LENGTH = MIN_MARKS * MIN_PITCH


@dataclass(frozen=True, eq=False)
class RulerMarks:
    """The marks that were counted along a line.

    `places` (n, 2), film px, on the fitted line; `numbers` (n,) count them from 0, with a gap where a mark could not be
    seen. `pitch_px` is the distance of neighbours in film px, `standard_error_px` that of the fit. `long_every` says
    that each 5th or 10th mark is longer, as on a metric ruler, and `long` (n,) which ones; None where that is not seen.
    `regularity` is the autocorrelation over one pitch, 0-1.
    """

    places: Points
    numbers: NDArray[np.intp]
    pitch_px: float
    standard_error_px: float
    long_every: int | None
    long: NDArray[np.bool_]
    regularity: float

    @property
    def count(self) -> int:
        """How many marks were seen."""
        return len(self.places)

    @property
    def step(self) -> Place:
        """The way from one mark to the next, (x, y) film px."""
        along = self.places[-1] - self.places[0]
        x, y = along / np.hypot(*along) * self.pitch_px
        return float(x), float(y)

    def span(self) -> str:
        """`24 marks, 7.88 px apart`."""
        return Sentence("{count} marks, {px:.2f} px apart", count=self.count, px=self.pitch_px)


def measure_marks(
    pixels: NDArray[np.uint8] | NDArray[np.uint16], start: Place, end: Place, about_px: float | None = None
) -> RulerMarks | None:
    """The regular marks along the line from `start` to `end`, film px; None where there are none.

    `pixels` is the film, (h, w) or (h, w, 3). Where the pitch is known to be `about_px`, no other is looked for.
    Raises CephViewError for a line too short to hold marks.
    """
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    if length < MIN_LENGTH:
        raise CephViewError(
            "The line is {length:.0f} px long, too short to hold marks: draw it along the ruler.", length=length
        )
    band = band_about(pixels, start, end)
    found = steadiest_way(band, about_px)
    if found is None:
        return None
    way, pitch, regularity = found
    profile = profile_along(band, way)
    contrast = np.abs(profile - running_mean(profile, round(1.5 * pitch)))
    if np.percentile(contrast, 90) < _LEAST_CONTRAST * full_range(pixels):
        return None
    fit = fit_marks(profile, pitch)
    if fit is None:
        return None
    positions, numbers, fitted, error = fit
    if regularity * math.sqrt(len(positions)) < _LEAST_EVIDENCE:
        return None
    rise = (way[1] - way[0]) / length
    lean = lean_of(band, way, fitted)
    t = positions * STEP / length
    sideways = way[0] + (way[1] - way[0]) * t
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    x = start[0] + (end[0] - start[0]) * t - uy * sideways
    y = start[1] + (end[1] - start[1]) * t + ux * sideways
    places = np.stack([x, y], axis=1)
    # Neither the line nor the way need be square to the marks; their distance is.
    scale = STEP * (1 - lean * rise) / math.hypot(1.0, lean)
    every, long = longer_ones(mark_lengths(pixels, places, fitted * scale), numbers)
    return RulerMarks(places, numbers, fitted * scale, error * scale, every, long, regularity)


def calibration_from(step: Place, mm: float, former: Calibration | None, detail: str) -> Calibration:
    """The calibration in which the way `step`, (x, y) film px, is `mm` long.

    Pixels are taken to be square, unless `former` knows otherwise: one line says nothing of the other direction.
    Raises CephViewError where no film can have that scale.
    """
    x, y = (former.mm_per_px_x, former.mm_per_px_y) if former else (1.0, 1.0)
    now = math.hypot(step[0] * x, step[1] * y)
    factor = mm / now if now > 0 else math.inf
    if not all(MIN_MM_PER_PX <= value * factor <= MAX_MM_PER_PX for value in (x, y)):
        raise CephViewError(
            "{mm:g} mm for {hypot:.1f} px cannot be right: check the line and the length.",
            mm=mm,
            hypot=math.hypot(*step),
        )
    if former is None or former.isotropic:
        return Calibration(factor * x, factor * x, CalibrationSource.RULER, detail)
    return Calibration(factor * x, factor * y, CalibrationSource.RULER, detail)


def likely_mm(marks: RulerMarks, film_height_px: int, points: Points, scheme: Scheme) -> float | None:
    """What one pitch is most likely to be: 1, 2, 5 or 10 mm; None where none of them makes a possible face.

    `points` (n, 2), film px, in the order of `scheme`: S-N and N-Me of the face decide, also against longer
    marks at each 5th (one of 2 mm has them too). Without them longer marks speak for millimetres, else it is
    what makes the film nearest to the 240 mm of a lateral one. It is a proposal; the user decides.
    """
    steps = {pair: face_px(points, scheme, *pair) for pair in FACE_MM}
    lengths = {pair: math.hypot(*step) for pair, step in steps.items() if step}
    if lengths:
        strange = {mm: _strangeness(lengths, mm / marks.pitch_px) for mm in TICKS_MM}
        best = min(TICKS_MM, key=lambda mm: strange[mm])
        return best if strange[best] <= 1 else None
    if marks.long_every in (5, 10):
        return 1.0
    return min(TICKS_MM, key=lambda mm: abs(math.log(film_height_px / marks.pitch_px * mm / 240.0)))


def is_borne_out(marks: RulerMarks, mm: float) -> bool:
    """Whether the ruler itself says that one pitch is `mm`: longer marks at each 5th or 10th are those of millimetres.

    Else it is judged by the face alone, whose size says no more than which of 1, 2, 5 and 10 mm is possible.
    """
    return mm == 1.0 and marks.long_every in (5, 10)


def face_px(points: Points, scheme: Scheme, one: str, other: str) -> Place | None:
    """The way from one landmark to the other, (x, y) film px; None where one is unknown, or both are in one place."""
    if one not in scheme.symbols or other not in scheme.symbols:
        return None
    x, y = (points[scheme.index(other)] - points[scheme.index(one)]).tolist()
    return (x, y) if math.isfinite(x + y) and (x, y) != (0, 0) else None


def _strangeness(lengths: Mapping[tuple[str, str], float], mm_per_px: float) -> float:
    """How far the worst of a face's lengths lies from its middle, in halves of its range, on a scale of ratios."""
    found = []
    for pair, px in lengths.items():
        low, high = FACE_MM[pair]
        middle = math.sqrt(low * high)
        found.append(abs(math.log(px * mm_per_px / middle)) / math.log(high / middle))
    return max(found)
