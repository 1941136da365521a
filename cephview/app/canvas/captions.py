"""What is written of a landmark: its distance to the reference, and the sentence of its tooltip."""

from __future__ import annotations

import numpy as np

from cephview.app.words import tr
from cephview.core.accuracy import radial_errors_mm, radial_errors_px
from cephview.core.case import Case, Point
from cephview.core.catalogue import LANDMARKS
from cephview.core.geometry import Points


def error_text(case: Case, symbol: str, point: Point) -> str:
    """How far a film point lies from a landmark's reference, in mm, or in px without a calibration; else empty."""
    reference = known(case.reference_points[case.scheme.index(symbol)]) if symbol in case.scheme else None
    if reference is None:
        return ""
    here, there = np.array([point]), np.array([reference])
    mm = float(radial_errors_mm(here, there, case.calibration)[0]) if case.calibration else None
    return distance(float(radial_errors_px(here, there)[0]), mm)


def describe(case: Case, symbol: str) -> str:
    """`Gonion · predicted · 3.7 mm to mean of 2 readers`: what a tooltip says of a landmark."""
    i = case.scheme.index(symbol)
    words = [landmark_name(symbol), case.status(symbol).replace("_", " ")]
    around = float(case.plus_minus_px[i])
    if np.isfinite(around):
        words[1] += f", ± {distance(around, float(case.plus_minus_mm()[i]) if case.calibration else None)}"
    point = known(case.points[i])
    if point and case.reference and (error := error_text(case, symbol, point)):
        words.append(tr("{error} to {name}", error=error, name=case.reference.name))
    return " · ".join(words)


def landmark_name(symbol: str) -> str:
    """A landmark's name; its symbol where no catalogue has it."""
    return LANDMARKS[symbol].name if symbol in LANDMARKS else symbol


def distance(px: float, mm: float | None) -> str:
    """A distance in mm, or in px where there is no calibration."""
    return tr("{px:.0f} px", px=px) if mm is None else tr("{mm:.1f} mm", mm=mm)


def known(point: Points) -> Point | None:
    """A row of points as a point, or None where it is NaN."""
    return (float(point[0]), float(point[1])) if np.isfinite(point).all() else None
