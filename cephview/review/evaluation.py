"""How far a model's points lie from the readers', and the readers' from one another. Errors are in mm."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cephview.core.calibration import Calibration
from cephview.core.conventions import Convention
from cephview.core.errors import Cancelled, CephViewError, sentence_of_unforeseen
from cephview.core.geometry import Points, Size
from cephview.core.head_shape import lie_of, to_upright
from cephview.core.landmarks import Scheme
from cephview.core.prediction import Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference, mean_reference
from cephview.core.sentences import Sentence
from cephview.core.turn import Turn
from cephview.io.annotations.references import find_references, with_mean
from cephview.io.films.facts import read_film_facts
from cephview.io.films.images import read_film
from cephview.io.films.names import distinct_names
from cephview.review.comparison import MODEL, Comparison

# Of every landmark the mean of all readers, and the model's points where it puts them.
_AS_READ = Convention("as read")

Predict = Callable[[Radiograph], Prediction]
PredictFile = Callable[[Path, Size], Prediction]
Finished = MutableMapping[Path, Prediction]
ReportProgress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class EvaluatedCase:
    """One film of an evaluation: size (width, height) in px, and the points as predicted and read, film px."""

    path: Path
    size: Size
    calibration: Calibration
    prediction: Prediction
    references: tuple[Reference, ...]

    @cached_property
    def turn(self) -> Turn:
        """How the film is to be turned for its head to be upright and face to the right."""
        scheme = self.prediction.scheme
        read = mean_reference(self.references) if self.references else None
        points = np.full((len(scheme), 2), np.nan) if read is None else scheme.take(read.points, read.scheme)
        return lie_of(self.calibration.to_mm(points), scheme, self.calibration.to_mm(self.prediction.points))

    def in_head_mm(self, points: Points) -> Points:
        """Points or ways (n, 2) in film px as mm in the head's frame: x towards the face, y down."""
        return to_upright(self.calibration.to_mm(points), self.turn)


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The model against each reader and their mean, and reader against reader; films that were left out, and why.

    Row i of every comparison's errors is `cases[i]`. `caution` is a sentence without which all figures would mislead.
    """

    cases: tuple[EvaluatedCase, ...]
    comparisons: tuple[Comparison, ...]
    problems: tuple[str, ...]
    caution: str = ""

    @cached_property
    def films(self) -> tuple[str, ...]:
        """The names of the films, with their folders where two share a name."""
        return distinct_names([case.path for case in self.cases])

    @cached_property
    def expected(self) -> tuple[float, float] | None:
        """The mean error that the model expected, and the one that was found, in mm, of the points that have both.

        By the first comparison; None where the model expects nothing. An honest ± gives two equal figures.
        """
        pairs = []
        for case, errors in zip(self.cases, self.comparisons[0].errors, strict=True):
            expected = case.prediction.expected_error
            if expected is not None and self.comparisons[0].of_model:
                spacing = case.calibration.mean_mm_per_px
                pairs.append(np.column_stack([np.asarray(expected) * spacing, errors]))
        both = np.concatenate(pairs) if pairs else np.empty((0, 2))
        both = both[np.isfinite(both).all(axis=1)]
        return (float(both[:, 0].mean()), float(both[:, 1].mean())) if len(both) else None

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What was found odd in readings that count all the same, and what the model said of its films."""
        notes: list[str] = []
        for film, case in zip(self.films, self.cases, strict=True):
            notes += [Sentence("{name}: {problem}", name=film, problem=note) for note in case.prediction.notes]
            notes += [
                Sentence("{film}: {reader}: {note}", film=film, reader=reading.name, note=note)
                for reading in case.references
                for note in reading.notes
            ]
        return tuple(notes)


def evaluate(
    paths: Sequence[Path],
    predict: Predict,
    *,
    progress: ReportProgress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    finished: Finished | None = None,
) -> Evaluation:
    """Predict each film that has readings and a calibration, and compare.

    A film without either is left out and named. `finished` takes in every prediction as it is made, and what it holds
    already is not predicted again: the same mapping goes on where a cancelled run stopped. Raises Cancelled between two
    films where that is asked for, and CephViewError where no film is left.
    """
    store: Finished = {} if finished is None else finished

    def case_of(path: Path, problems: list[str]) -> EvaluatedCase:
        if path in store:
            return _from_file(path, lambda path, _: store[path], problems)
        film = read_film(path)
        references = _readings(path, film.size, film.calibration, problems)
        calibration = _calibrated(path, film.calibration)
        store[path] = predict(film)
        return EvaluatedCase(path, film.size, calibration, store[path], references)

    return _evaluate(paths, case_of, progress, cancelled)


def evaluate_predictions(
    paths: Sequence[Path],
    prediction_of: PredictFile,
    *,
    progress: ReportProgress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Evaluation:
    """As `evaluate`, with predictions that were made elsewhere; no film is decoded, its header is enough.

    `prediction_of` gets a film's path and size (width, height) px, and raises CephViewError where it has none of it.
    """
    return _evaluate(paths, lambda path, problems: _from_file(path, prediction_of, problems), progress, cancelled)


def evaluation_of(cases: Sequence[EvaluatedCase], problems: Sequence[str] = ()) -> Evaluation:
    """The evaluation of cases that are at hand. Raises CephViewError where there is none."""
    if not cases:
        raise CephViewError(
            "No film could be evaluated: {value}", value=problems[0] if problems else Sentence("there is none")
        )
    rows = [_compare(case) for case in cases]
    return Evaluation(tuple(cases), _gather(rows, cases[0].prediction.scheme), tuple(problems))


def by_convention(evaluation: Evaluation, convention: Convention) -> Evaluation:
    """The same films compared in a convention: the mean of the readers, and the model's points, as that has them."""
    rows = [_compare(case, convention) for case in evaluation.cases]
    return replace(evaluation, comparisons=_gather(rows, evaluation.cases[0].prediction.scheme))


def of_one_scheme(case: EvaluatedCase, others: Sequence[EvaluatedCase]) -> EvaluatedCase:
    """A case, if it can be compared with the others. Raises CephViewError where other landmarks were predicted."""
    if others and case.prediction.scheme != others[0].prediction.scheme:
        raise CephViewError("{name} is predicted in another scheme and was left out.", name=case.path.name)
    return case


def _evaluate(
    paths: Sequence[Path],
    case_of: Callable[[Path, list[str]], EvaluatedCase],
    progress: ReportProgress | None,
    cancelled: Callable[[], bool],
) -> Evaluation:
    cases: list[EvaluatedCase] = []
    problems: list[str] = []
    for number, path in enumerate(paths):
        if cancelled():
            raise Cancelled
        try:
            case = case_of(path, problems)
            cases.append(of_one_scheme(case, cases))
        except Exception as error:  # one film must not cost the others  # noqa: BLE001
            problems.append(sentence_of_unforeseen(path.name, error))
        if progress:
            progress(number + 1, len(paths))
    if not cases:
        raise CephViewError(
            "None of the {count} films could be evaluated: {value}",
            count=len(paths),
            value=problems[0] if problems else Sentence("there is none"),
        )
    return evaluation_of(cases, problems)


def _from_file(path: Path, prediction_of: PredictFile, problems: list[str]) -> EvaluatedCase:
    facts = read_film_facts(path)
    references = _readings(path, facts.size, facts.calibration, problems)
    calibration = _calibrated(path, facts.calibration)
    return EvaluatedCase(path, facts.size, calibration, prediction_of(path, facts.size), references)


def _readings(path: Path, size: Size, calibration: Calibration | None, problems: list[str]) -> tuple[Reference, ...]:
    search = find_references(path, size, calibration)
    problems.extend(Sentence("{name}: {problem}", name=path.name, problem=problem) for problem in search.problems)
    if not search.references:
        raise CephViewError("{name} has no reading beside it and was left out.", name=path.name)
    return search.references


def _calibrated(path: Path, calibration: Calibration | None) -> Calibration:
    if calibration is None:
        raise CephViewError("{name} has no mm per pixel (images.csv) and was left out.", name=path.name)
    return calibration


def _compare(case: EvaluatedCase, convention: Convention = _AS_READ) -> dict[tuple[str, str], NDArray[np.float64]]:
    """Offsets (n, 2) in mm of every pair that is of interest on one film, by who is compared with whom."""
    scheme = case.prediction.scheme
    points = {reading.observer: scheme.take(reading.points, reading.scheme) for reading in with_mean(case.references)}
    if len(case.references) > 1:  # the first is their mean
        points[next(iter(points))] = convention.mean(case.references, scheme)
    moved = convention.shift_mm(scheme)

    def offsets(one: Points, other: Points) -> NDArray[np.float64]:
        # The ruler's points are no landmarks of the head: how well they are found is no part of its accuracy.
        between = np.where(scheme.anatomical[:, None], np.asarray(one, dtype=np.float64) - other, np.nan)
        return case.in_head_mm(between)

    rows = {(MODEL, name): offsets(case.prediction.points, reading) + moved for name, reading in points.items()}
    for one, other in combinations((reference.observer for reference in case.references), 2):
        rows[one, other] = offsets(points[one], points[other])
    return rows


def _gather(rows: list[dict[tuple[str, str], NDArray[np.float64]]], scheme: Scheme) -> tuple[Comparison, ...]:
    nothing = np.full((len(scheme), 2), np.nan)
    pairs = dict.fromkeys(pair for row in rows for pair in row)
    return tuple(Comparison(*pair, scheme, np.stack([row.get(pair, nothing) for row in rows])) for pair in pairs)
