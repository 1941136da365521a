"""Whose film it is, as far as anything tells: films of one patient belong on one side of a split."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

# Films that name no patient: DICOM comes under any other ending, or under none.
_PLAIN = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff")
# Sub-folders with more films than this, on average, are data sets and no patients.
_MOST_FILMS = 6


def patient_finder(folder: Path, films: Sequence[Path]) -> Callable[[Path], str]:
    """What tells the patient of a film of `folder`: a DICOM's patient number, or a folder for each patient.

    Sub-folders are taken for patients where all films lie in some, with six films each at most on average. What comes
    back is empty where nobody can tell. It is kept in memory alone.
    """
    below = [path.parent for path in films]
    own = set(below)
    by_folder = folder not in own and len(own) >= 3 and len(films) <= _MOST_FILMS * len(own)

    def patient(path: Path) -> str:
        if path.suffix.lower() not in _PLAIN:
            from cephview.io.films.dicom.patient import read_patient

            who = read_patient(path)
            if who and who.patient_id:
                return f"ID {who.patient_id}"
        if by_folder and folder in path.parents:
            return f"folder {folder / path.relative_to(folder).parts[0]}"
        return ""

    return patient
