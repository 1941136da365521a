"""What a film is trained to: the readings beside it, or the points that the user corrected in CephView."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cephview.core.case import Reference
from cephview.core.radiograph import Radiograph
from cephview.io.annotations.references import find_references
from cephview.io.cases.own_reading import kept_case, own_reading
from cephview.io.films.images import read_film
from cephview.model.orientation import laid, there


@dataclass(frozen=True, eq=False)
class ReadingOfFilm:
    """A film, its readings in px of that film, and a sentence for each reading that could not be read."""

    film: Radiograph
    references: tuple[Reference, ...]
    problems: tuple[str, ...] = ()


def beside_the_film(path: Path) -> ReadingOfFilm:
    """A film with the readings beside it. Raises CephViewError where the film cannot be read."""
    film = read_film(path)
    search = find_references(path, film.size, film.calibration)
    return ReadingOfFilm(film, search.references, search.problems)


def corrected(work_folder: Path | None = None) -> Callable[[Path], ReadingOfFilm]:
    """Films with what the user corrected, confirmed or placed; `work_folder` as for `io.own_reading.kept_case`.

    A film lies as the user turned it, by quarters: a film that faces left is to be learned as the others are. Its mm
    are those of the case, which the ruler may have given it. What comes back raises NotCorrectedError where nobody has
    touched a point, CephViewError where the film cannot be read.
    """

    def read(path: Path) -> ReadingOfFilm:
        film = read_film(path)
        case = kept_case(film, path, film.size, work_folder)
        own = own_reading(case)
        turn = case.turn.coarse
        points = there(own.points, turn, film.size)
        return ReadingOfFilm(laid(replace(film, calibration=case.calibration), turn), (replace(own, points=points),))

    return read
