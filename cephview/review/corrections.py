"""A folder's own corrections as the reference: of the model that was corrected, and of any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from cephview.core.case import READ_BY_A_PERSON
from cephview.core.errors import Cancelled, CephViewError, sentence_of_unforeseen
from cephview.core.prediction import ModelIdentity as Identity
from cephview.core.prediction import Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.core.sentences import Sentence
from cephview.io.cases.own_reading import NAME, kept_case, own_reading
from cephview.io.films.facts import read_film_facts
from cephview.io.films.images import read_film
from cephview.io.films.names import distinct_names
from cephview.io.tables.export_reader import read_csv
from cephview.review.evaluation import (
    EvaluatedCase,
    Evaluation,
    Finished,
    Predict,
    ReportProgress,
    evaluation_of,
    of_one_scheme,
)


def evaluate_corrections(
    films: Sequence[Path],
    work_folder: Path | None = None,
    predict: Predict | None = None,
    *,
    progress: ReportProgress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    finished: Finished | None = None,
) -> Evaluation:
    """A model's points against what the user corrected, confirmed or placed; points that nobody touched count nowhere.

    Without `predict` the model is the one whose points were corrected: its first points are in the films' case files.
    `work_folder` is where cases are kept that cannot lie beside their films; `finished` as for `evaluate`. Raises
    Cancelled between two films, and CephViewError where no film is left.
    """
    cases: list[EvaluatedCase] = []
    problems: list[str] = []
    store: Finished = {} if finished is None else finished
    for number, path in enumerate(films, 1):
        if cancelled():
            raise Cancelled
        try:
            cases.append(of_one_scheme(_corrected_case(path, work_folder, predict, store), cases))
        except Exception as error:  # one film must not cost the others  # noqa: BLE001
            problems.append(sentence_of_unforeseen(path.name, error))
        if progress:
            progress(number, len(films))
    return evaluation_of(cases, problems)


def _corrected_case(path: Path, work_folder: Path | None, predict: Predict | None, store: Finished) -> EvaluatedCase:
    facts = read_film_facts(path)
    # Only points are asked for, so the film need not be decoded.
    blank = Radiograph(np.zeros((1, 1), np.uint8), path, facts.calibration)
    case = kept_case(blank, path, facts.size, work_folder)
    reading = own_reading(case)
    if case.calibration is None:
        raise CephViewError("{name} has no mm per pixel and was left out.", name=path.name)
    if predict is None:
        prediction = case.prediction
        if prediction is None:
            raise CephViewError("{name} was read without a model and was left out.", name=path.name)
    else:
        prediction = store[path] = store.get(path) or predict(read_film(path))
    return EvaluatedCase(path, facts.size, case.calibration, prediction, (reading,))


def evaluate_exported_corrections(table: Path, films: Sequence[Path] = ()) -> Evaluation:
    """The same from a CSV of CephView; `films` tell where the films lie that it names."""
    places = dict(zip(distinct_names(films), films, strict=True))
    cases, problems = [], []
    for name, case in read_csv(table).items():
        seen = np.array([status in READ_BY_A_PERSON for status in case.statuses])
        points = np.where(seen[:, None], case.points, np.nan)
        if case.calibration is None or not np.isfinite(points).any():
            problems.append(Sentence("{name} has no corrected point or no mm per pixel and was left out.", name=name))
            continue
        prediction = Prediction(case.scheme, case.predicted_points, case.confidence, Identity(table.name, ""))
        path = places.get(name, Path(name))
        reference = Reference(NAME, case.scheme, points)
        cases.append(EvaluatedCase(path, (0, 0), case.calibration, prediction, (reference,)))
    return evaluation_of(cases, problems)
