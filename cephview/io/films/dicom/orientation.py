"""A DICOM film upright.

Decision: a film is turned by 90° or 180° where PatientOrientation says that its head is not on top, and never
mirrored. A turn is what one would do with the film on a light box; a mirrored one would show side letters the wrong
way round, and the tag cannot tell whether they are. Where a face looks to the left it stays so, and a note says it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from cephview.core.calibration import Calibration
from cephview.core.sentences import Sentence
from cephview.io.films.dicom.values import values

_OPPOSITE = dict(zip("ARHPLF", "PLFARH", strict=True))
_AXIS = {"A": 0, "P": 0, "L": 1, "R": 1, "H": 2, "F": 2}


@dataclass(frozen=True, eq=False)
class UprightFilm:
    """Pixels and calibration in the upright film frame, and what the user should know of it."""

    pixels: NDArray[np.uint8] | NDArray[np.uint16]
    calibration: Calibration | None
    notes: tuple[str, ...] = ()


def upright(
    pixels: NDArray[np.uint8] | NDArray[np.uint16], calibration: Calibration | None, dataset: Dataset
) -> UprightFilm:
    """The film (h, w[, 3]) with the head on top, as PatientOrientation has it; as stored where it is absent or odd."""
    # Where the rows (to the right) and the columns (downwards) go; AF is mainly A.
    letters = [str(item).strip("\0 ").upper()[:1] for item in values(dataset, "PatientOrientation")]
    if len(letters) != 2 or not set(letters) <= set(_AXIS) or _AXIS[letters[0]] == _AXIS[letters[1]]:
        return UprightFilm(pixels, calibration)
    right, down = letters
    turns, right = {"F": (0, right), "H": (2, _OPPOSITE[right])}.get(down, (0, right))
    if right in "FH":
        # Feet to the right: a quarter clockwise; what was on top comes to the right.
        turns, right = (-1, _OPPOSITE[down]) if right == "F" else (1, down)
    notes = (
        [
            Sentence(
                "Lay on its head in the file: turned upright."
                if turns == 2
                else "Lay on its side in the file: turned upright."
            )
        ]
        if turns
        else []
    )
    if right == "P":
        notes.append(Sentence("The file says that the face looks to the left."))
    if calibration is not None and turns in (-1, 1):
        x, y = calibration.mm_per_px_y, calibration.mm_per_px_x
        calibration = replace(calibration, mm_per_px_x=x, mm_per_px_y=y)
    if turns:
        turned = np.rot90(pixels, turns)
        pixels = turned.copy()
    return UprightFilm(pixels, calibration, tuple(notes))
