"""What a film is trained to: the readings beside it, or the points that the user corrected in CephView."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cephview.core.calibration import Calibration
from cephview.core.geometry import Points, Size
from cephview.core.head_shape import lie_of
from cephview.core.landmarks import Scheme
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference, mean_reference
from cephview.core.turn import UPRIGHT, Turn
from cephview.io.annotations.references import find_references
from cephview.io.cases.own_reading import kept_case, own_reading
from cephview.io.films.images import read_film
from cephview.model.orientation import laid, there


@dataclass(frozen=True, eq=False)
class ReadingOfFilm:
    """A film, its readings in px of that film, and a sentence for each reading that could not be read.

    It lies as heads do, upright and facing right: `turn` is how it was turned for that.
    """

    film: Radiograph
    references: tuple[Reference, ...]
    problems: tuple[str, ...] = ()
    turn: Turn = UPRIGHT


def beside_the_film(path: Path) -> ReadingOfFilm:
    """A film with the readings beside it, laid as heads lie by what was read.

    A film that faces left is to be learned as the others are, and read by a model it is turned alike. Raises
    CephViewError where the film cannot be read.
    """
    film = read_film(path)
    search = find_references(path, film.size, film.calibration)
    if not search.references:
        return ReadingOfFilm(film, (), search.problems)
    mean = mean_reference(search.references)
    turn = _lie(mean.points, mean.scheme, film.calibration)
    return ReadingOfFilm(laid(film, turn), _laid(search.references, turn, film.size), search.problems, turn)


def _lie(points: Points, scheme: Scheme, calibration: Calibration | None) -> Turn:
    """The turn by whole quarters that lays points (n, 2) film px as heads lie."""
    return lie_of(calibration.to_mm(points) if calibration else points, scheme).coarse


def _laid(references: tuple[Reference, ...], turn: Turn, size: Size) -> tuple[Reference, ...]:
    return tuple(replace(each, points=there(each.points, turn, size)) for each in references)


def corrected(work_folder: Path | None = None) -> Callable[[Path], ReadingOfFilm]:
    """Films with what the user corrected, confirmed or placed; `work_folder` as for `io.cases.own_reading.kept_case`.

    A film lies as the user turned it, by quarters, or else as heads lie by its points. Its mm are those of the case,
    which the ruler may have given it. What comes back raises NotCorrectedError where nobody has touched a point,
    CephViewError where the film cannot be read.
    """

    def read(path: Path) -> ReadingOfFilm:
        film = read_film(path)
        case = kept_case(film, path, film.size, work_folder)
        own = own_reading(case)
        turn = case.turn.coarse
        turn = _lie(case.points, case.scheme, case.calibration) if turn.is_upright else turn
        film = replace(film, calibration=case.calibration)
        return ReadingOfFilm(laid(film, turn), _laid((own,), turn, film.size), turn=turn)

    return read
