"""The two points of the ruler that some models find: the calibration that they offer, and whether the face agrees.

It is an offer: how long the ruler is between the points, only a person can say.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case
from cephview.core.catalogue import LANDMARKS
from cephview.core.landmarks import RULER_POINTS
from cephview.core.ruler import FACE_MM, calibration_from, face_px
from cephview.core.ruler.profile import Place
from cephview.core.sentences import Sentence, kept

# Nearer to one another they are no two marks of a ruler, but one, or noise.
_LEAST_PX = 20.0


@dataclass(frozen=True)
class FaceLength:
    """A length of the face by a calibration, and what it is in faces: mm."""

    name: str
    mm: float
    low: float
    high: float

    @property
    def possible(self) -> bool:
        """Whether a face can have it."""
        return self.low <= self.mm <= self.high

    def __str__(self) -> str:
        return Sentence(
            "{name} {mm:.0f} mm ({low:.0f} to {high:.0f} in faces)",
            name=self.name,
            mm=self.mm,
            low=self.low,
            high=self.high,
        )


def ruler_step(case: Case) -> Place | None:
    """The way from one ruler point to the other, (x, y) film px, as they stand; None where there are no two.

    Points outside the film, or nearly in one place, are none.
    """
    if not set(RULER_POINTS) <= set(case.scheme.symbols):
        return None
    one, other = (case.points[case.scheme.index(symbol)] for symbol in RULER_POINTS)
    size = np.array(case.radiograph.size)
    inside = all(bool(np.isfinite(p).all() and (p >= -0.5).all() and (p <= size - 0.5).all()) for p in (one, other))
    x, y = (other - one).tolist()
    return (x, y) if inside and math.hypot(x, y) >= _LEAST_PX else None


def offered(case: Case, mm: float) -> Calibration:
    """The calibration in which the case's two ruler points lie `mm` apart.

    Raises CephViewError where there are no two, or where no film can have that scale.
    """
    step = ruler_step(case) or (0.0, 0.0)
    one, other = RULER_POINTS
    detail = kept("model-ruler", one=one, other=other, px=math.hypot(*step), mm=mm)
    return replace(calibration_from(step, mm, case.calibration, detail), source=CalibrationSource.RULER_POINTS)


def calibrated(case: Case, mm: float | None) -> Case:
    """The case with what its ruler points offer where somebody has said that they are `mm` apart; else as it is.

    A scale that can be relied on stays. Raises CephViewError as `offered`.
    """
    return replace(case, calibration=offered(case, mm)) if mm is not None and ruler_offer(case) else case


def face_lengths(case: Case, calibration: Calibration) -> tuple[FaceLength, ...]:
    """What the face measures by a calibration, as far as its points are there."""
    found = []
    for (one, other), (low, high) in FACE_MM.items():
        px = face_px(case.points, case.scheme, one, other)
        if px is not None:
            mm = float(np.hypot(*calibration.to_mm(np.array(px))))
            found.append(FaceLength(f"{LANDMARKS[one].name}–{LANDMARKS[other].name}", mm, low, high))
    return tuple(found)


def ruler_offer(case: Case) -> str:
    """The sentence that offers a calibration; empty where there are no two points, or where the scale is known."""
    step = ruler_step(case)
    if step is None or (case.calibration is not None and case.calibration.source.reliable):
        return ""
    one, other = RULER_POINTS
    return Sentence(
        "The model found two points of the ruler, {one} and {other}, {px:.1f} px apart: "
        "the millimetres between them would give the scale.",
        one=one,
        other=other,
        px=math.hypot(*step),
    )
