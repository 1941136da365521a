"""What the user made of a film, from its case file: points that were corrected, confirmed or placed by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from cephview.core.case import READ_BY_A_PERSON, Case
from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.core.sentences import kept
from cephview.io.cases.file import identify_film
from cephview.io.cases.store import CaseStore
from cephview.io.films.images import read_film

NAME = kept("corrected")


class NotCorrectedError(CephViewError):
    """A film on which nobody has corrected, confirmed or placed a point."""


def kept_case(film: Radiograph, path: Path, size: Size, work_folder: Path | None = None) -> Case:
    """What is kept of the film at `path`, of `size` (width, height); `film` may be blank where only points matter.

    `work_folder` is where cases are kept that cannot lie beside their films. Raises NotCorrectedError where none is.
    """
    kept = CaseStore.peek(path, identify_film(path, size), work_folder)
    if kept is None:  # decoded only now: its work may be known by the pixels alone
        kept = CaseStore.peek(path, identify_film(path, size, read_film(path)), work_folder)
    if kept is None:
        raise NotCorrectedError("{name} was not corrected yet and was left out.", name=path.name)
    return kept.restore(Case(film, calibration=film.calibration))


def own_reading(case: Case) -> Reference:
    """The user's points of a case, NaN where nobody touched them. Raises NotCorrectedError where there is none."""
    own = np.array([case.status(symbol) in READ_BY_A_PERSON for symbol in case.scheme.symbols])
    if not own.any():
        raise NotCorrectedError(
            "{name} holds no corrected or confirmed point and was left out.", name=case.radiograph.name
        )
    return Reference(NAME, case.scheme, np.where(own[:, None], case.points, np.nan))
