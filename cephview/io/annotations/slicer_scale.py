"""From 3D Slicer's positions to film px. Slicer gives millimetres, but where a picture has no spacing it takes 1 mm."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cephview.core.case import Reference
from cephview.core.geometry import Points
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import Mark, reading

# No film of a head is larger, whatever it is measured on.
_LARGEST_FACE_MM = 320.0


def from_mm(document: Document, marks: Sequence[Mark], stated: tuple[float, float] | None) -> Reference:
    """The Reference of marks in mm; `stated` are the mm per px (x, y) that the file itself gives.

    Raises CephViewError where neither the file nor the film says how many mm a pixel is, and the positions can be mm.
    """
    known = document.calibration
    spacing = stated or ((known.mm_per_px_x, known.mm_per_px_y) if known else None)
    positions = np.array([(mark.x, mark.y) for mark in marks], dtype=np.float64).reshape(len(marks), 2)
    notes: tuple[str, ...] = ()
    if stated is None and _are_pixels(document, positions, spacing):
        spacing = (1.0, 1.0)
        notes = ("its positions are pixels, as 3D Slicer gives them for a picture without spacing: taken as such",)
    if spacing is None:
        document.fail("gives millimetres, and nobody knows yet how many a pixel of this film is: set that first")
    in_px = [Mark(mark.label, mark.x / spacing[0], mark.y / spacing[1]) for mark in marks]
    return reading(document, in_px, notes=notes)


def _are_pixels(document: Document, positions: Points, spacing: tuple[float, float] | None) -> bool:
    """Whether positions are too far apart for mm, or lie on the film as pixels and beyond it as mm."""
    if not len(positions):
        return False
    if float(np.hypot(*np.ptp(positions, axis=0))) > _LARGEST_FACE_MM:
        return True
    if spacing is None or document.film_size is None:
        return False
    size = np.array(document.film_size)
    as_mm, as_px = (int(((p < -0.5) | (p > size - 0.5)).any(axis=1).sum()) for p in (positions / spacing, positions))
    return as_mm > len(positions) / 2 and as_px == 0
