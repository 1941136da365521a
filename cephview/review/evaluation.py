"""How far a model's points lie from the readers', and the readers' from one another. Errors are in mm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cephview.core.accuracy import Accuracy, radial_errors_mm, summarise
from cephview.core.calibration import Calibration
from cephview.core.case import Prediction, Reference
from cephview.core.errors import Cancelled, CephViewError
from cephview.core.geometry import Size
from cephview.core.landmarks import Scheme
from cephview.core.radiograph import Radiograph
from cephview.io.images import read_film
from cephview.io.references import find_references, with_mean

# Above this a point is lost, not imprecise.
LOST_MM = 10.0

Predict = Callable[[Radiograph], Prediction]
ReportProgress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Comparison:
    """One row of the evaluation: who against whom, and the errors (films, n) in mm; NaN where either lacks a point."""

    name: str
    scheme: Scheme
    errors: NDArray[np.float64]

    @property
    def accuracy(self) -> Accuracy | None:
        """Over all films and landmarks; None where nothing could be compared."""
        return summarise(self.errors)

    @property
    def lost_percent(self) -> float:
        """Share of the points that are off by more than 10 mm, in %."""
        known = self.errors[np.isfinite(self.errors)]
        return float(np.mean(known > LOST_MM) * 100) if known.size else float("nan")

    def by_landmark(self) -> dict[str, Accuracy | None]:
        """The accuracy of each landmark over all films."""
        return {symbol: summarise(self.errors[:, i]) for i, symbol in enumerate(self.scheme.symbols)}


@dataclass(frozen=True, eq=False)
class EvaluatedCase:
    """One film of an evaluation: size (width, height) in px, and the points as predicted and read, film px."""

    path: Path
    size: Size
    calibration: Calibration
    prediction: Prediction
    references: tuple[Reference, ...]


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The model against each reader and their mean, and reader against reader; films that were left out, and why.

    Row i of every comparison's errors is `cases[i]`.
    """

    cases: tuple[EvaluatedCase, ...]
    comparisons: tuple[Comparison, ...]
    problems: tuple[str, ...]

    @property
    def films(self) -> tuple[str, ...]:
        """The file names of the films."""
        return tuple(case.path.name for case in self.cases)


def evaluate(
    paths: Sequence[Path],
    predict: Predict,
    *,
    progress: ReportProgress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Evaluation:
    """Predict each film that has readings and a calibration, and compare.

    A film without either is left out and named. Raises Cancelled between two films where that is asked for, and
    CephViewError where no film is left.
    """
    rows: list[dict[str, NDArray[np.float64]]] = []
    cases: list[EvaluatedCase] = []
    problems: list[str] = []
    for number, path in enumerate(paths):
        if cancelled():
            raise Cancelled
        try:
            film = read_film(path)
            search = find_references(path, film.size)
            problems.extend(f"{path.name}: {problem}" for problem in search.problems)
            if not search.references:
                raise CephViewError(f"{path.name} has no reading beside it and was left out.")
            if film.calibration is None:
                raise CephViewError(f"{path.name} has no mm per pixel (images.csv) and was left out.")
            prediction = predict(film)
            case = EvaluatedCase(path, film.size, film.calibration, prediction, search.references)
            rows.append(_compare(case))
            cases.append(case)
        except CephViewError as error:
            problems.append(str(error))
        if progress:
            progress(number + 1, len(paths))
    if not cases:
        raise CephViewError(f"None of the {len(paths)} films could be evaluated: {problems[0]}")
    return Evaluation(tuple(cases), _gather(rows, cases[0].prediction.scheme), tuple(problems))


def _compare(case: EvaluatedCase) -> dict[str, NDArray[np.float64]]:
    """Errors (n,) in mm of every pair that is of interest on one film, by the name of the row."""
    scheme = case.prediction.scheme
    points = {reading.name: scheme.take(reading.points, reading.scheme) for reading in with_mean(case.references)}
    rows = {
        f"model, {name}": radial_errors_mm(case.prediction.points, reading, case.calibration)
        for name, reading in points.items()
    }
    for one, other in combinations((reference.name for reference in case.references), 2):
        rows[f"{one}, {other}"] = radial_errors_mm(points[one], points[other], case.calibration)
    return rows


def _gather(rows: list[dict[str, NDArray[np.float64]]], scheme: Scheme) -> tuple[Comparison, ...]:
    nothing = np.full(len(scheme), np.nan)
    names = dict.fromkeys(name for row in rows for name in row)
    return tuple(Comparison(name, scheme, np.stack([row.get(name, nothing) for row in rows])) for name in names)
