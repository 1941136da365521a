"""From 3D Slicer's positions to film px. Slicer gives millimetres, but where a picture has no spacing it takes 1 mm."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cephview.core.calibration import CalibrationSource
from cephview.core.geometry import Points
from cephview.core.reference import Reference
from cephview.core.sentences import Sentence
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import Mark, reading

# No film of a head is larger, whatever it is measured on.
_LARGEST_FACE_MM = 320.0
# What the file of the film itself says, as Slicer reads it too: no tables, nothing typed, no magnification taken out.
_SLICERS = (CalibrationSource.UNCERTAIN, CalibrationSource.FIDUCIAL, CalibrationSource.SCANNED)
# Where a face fills less of the film than this in both directions, in a unit that was taken on trust, it is said.
_SMALL_SHARE, _FEWEST_TO_JUDGE = 0.33, 8


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
        notes = (
            Sentence("its positions are pixels, as 3D Slicer gives them for a picture without spacing: taken as such"),
        )
    elif stated is None and known is not None and known.source not in _SLICERS:
        notes = (
            Sentence(
                "its millimetres were brought to px by {mm_per_px_x:g} mm a px ({label})",
                mm_per_px_x=known.mm_per_px_x,
                label=known.source.label,
            ),
        )
    if spacing is None:
        document.fail("gives millimetres, and nobody knows yet how many a pixel of this film is: set that first")
    in_px = [Mark(mark.label, mark.x / spacing[0], mark.y / spacing[1]) for mark in marks]
    marked = positions[np.isfinite(positions).all(axis=1)]
    if notes and document.film_size is not None and len(marked) >= _FEWEST_TO_JUDGE:
        filled = np.ptp(marked / spacing, axis=0) / document.film_size
        if filled.max() < _SMALL_SHARE:
            notes = (
                Sentence(
                    "{notes}, and they fill {most:.0%} of it: are its pixels that large?",
                    notes=notes[0],
                    most=filled.max(),
                ),
            )
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
    marked = positions[np.isfinite(positions).all(axis=1)]
    fills = len(marked) > 0 and bool((np.ptp(marked, axis=0) / size).max() >= _SMALL_SHARE / 2)
    return as_mm > len(positions) / 2 and as_px == 0 and fills
