"""A folder's own corrections as the reference: how good the model was before somebody corrected it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cephview.core.case import READ_BY_A_PERSON, Prediction, Reference
from cephview.core.case import ModelIdentity as Identity
from cephview.core.errors import CephViewError, sentence_of_unforeseen
from cephview.core.radiograph import Radiograph
from cephview.io.cases.own_reading import NAME, kept_case, own_reading
from cephview.io.films.facts import read_film_facts
from cephview.io.films.names import distinct_names
from cephview.io.tables.export import read_csv
from cephview.review.evaluation import EvaluatedCase, Evaluation, evaluation_of


def evaluate_corrections(films: Sequence[Path], work_folder: Path | None = None) -> Evaluation:
    """The model's first points against those in the films' case files; points that nobody touched count nowhere.

    `work_folder` is where cases are kept that cannot lie beside their films. Raises CephViewError where none is left.
    """
    cases, problems = [], []
    for path in films:
        try:
            facts = read_film_facts(path)
            # Only points are asked for, so the film need not be decoded.
            blank = Radiograph(np.zeros((1, 1), np.uint8), path, facts.calibration)
            case = kept_case(blank, path, facts.size, work_folder)
            if case.prediction is None:
                raise CephViewError(f"{path.name} was not corrected yet and was left out.")
            if case.calibration is None:
                raise CephViewError(f"{path.name} has no mm per pixel and was left out.")
            cases.append(EvaluatedCase(path, facts.size, case.calibration, case.prediction, (own_reading(case),)))
        except Exception as error:  # one film must not cost the others
            problems.append(sentence_of_unforeseen(path.name, error))
    return evaluation_of(cases, problems)


def evaluate_exported_corrections(table: Path, films: Sequence[Path] = ()) -> Evaluation:
    """The same from a CSV of CephView; `films` tell where the films lie that it names."""
    places = dict(zip(distinct_names(films), films, strict=True))
    cases, problems = [], []
    for name, case in read_csv(table).items():
        seen = np.array([status in READ_BY_A_PERSON for status in case.statuses])
        points = np.where(seen[:, None], case.points, np.nan)
        if case.calibration is None or not np.isfinite(points).any():
            problems.append(f"{name} has no corrected point or no mm per pixel and was left out.")
            continue
        prediction = Prediction(case.scheme, case.predicted_points, case.confidence, Identity(table.name, ""))
        path = places.get(name, Path(name))
        reference = Reference(NAME, case.scheme, points)
        cases.append(EvaluatedCase(path, (0, 0), case.calibration, prediction, (reference,)))
    return evaluation_of(cases, problems)
