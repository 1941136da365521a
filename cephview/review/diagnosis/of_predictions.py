"""Predictions of another program, without its network: what their points and the readings tell.

A wrong frame, order or file is found as it is in readings, with the roles exchanged: the readers' points stand for the
model's, and the predictions are what may be understood otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import Scheme
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.core.sentences import Sentence, marked
from cephview.model.specification import IMAGENET_MEAN, IMAGENET_STD, Decoding, Specification, Stated
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.conclusion import conclude, repaired_by
from cephview.review.diagnosis.constant import same_points
from cephview.review.diagnosis.evidence import FEWEST_FILMS, film_means
from cephview.review.diagnosis.films import asked_for, check_reader
from cephview.review.diagnosis.findings import Diagnosis, Finding, one_after_another
from cephview.review.diagnosis.readers import try_readers
from cephview.review.diagnosis.repair import repaired_readings
from cephview.review.diagnosis.search import search
from cephview.review.diagnosis.setup import JudgedFilm, Setup
from cephview.review.evaluation import EvaluatedCase, Evaluation, evaluate_predictions
from cephview.review.predictions import read_predictions

# A head lies so near to the mean one, mm at the median of its landmarks, once it is laid on it by a shift alone. At the
# median of a set of real readings (ISBI, Hamedan) it is 4-5 mm; mirrored, turned, halved or in another order 18-50.
_A_HEAD_MM = 10.0
# With more than this share of points off by more than 10 mm, a frame or an order is wrong, and not the model.
_MOSTLY_LOST = 50.0
_FILMS_FOR_A_WORD = 20
_OTHER = {"reading": "prediction", "readings": "predictions", "prediction": "reading", "predictions": "readings"}
_WORD = re.compile(r"\b(?:reading|prediction)s?\b")
_INPUT = (512, 512)
# More than anybody's patience: each reading is tried on each film.
FILMS_OF_POINTS = 200


class PointsBench(Bench):
    """Films with points that cannot be made again, in place of a network."""

    has_network = False

    def __init__(self, films: Sequence[JudgedFilm], answers: Sequence[Reference]) -> None:
        super().__init__(_no_network, films)
        self._answers = tuple(answers)

    def predict(self, setup: Setup, index: int) -> tuple[Points, NDArray[np.float64]]:
        """The points (n, 2) in film px of one film, whatever the set-up; nothing is known of their confidence."""
        scheme, answer = setup.specification.scheme.value, self._answers[index]
        return scheme.take(answer.points, answer.scheme), np.full(len(scheme), np.nan)


def diagnose_predictions(cases: Sequence[EvaluatedCase], tell: Callable[[str], None] = lambda _: None) -> Diagnosis:
    """What is wrong with predictions, by the readings of the same films; no film is opened. There is at least one case.

    `tell` hears in words what is being done, and may raise Cancelled.
    """
    films = [JudgedFilm(case.path.name, _blank(case), case.references) for case in cases]
    scheme = films[0].references[0].scheme
    setup = Setup(_specification(scheme))
    straight = PointsBench(films, [Reference("", case.prediction.scheme, case.prediction.points) for case in cases])
    before = _finite(float(film_means(straight.errors(setup, range(len(films)))).mean()))
    tell(marked("looking at the predictions"))
    if (same := same_points(straight, setup)) is not None:
        return Diagnosis(len(films), before, before, (same,))
    of_readers = try_readers(straight, setup, tell)
    read = [
        Reference("", scheme, straight.reference(of_readers.setup, i), source=film.name) for i, film in enumerate(films)
    ]
    found = list(of_readers.findings)
    predicted = [replace(film, references=(_as_reading(case),)) for film, case in zip(films, cases, strict=True)]
    exchanged = PointsBench(predicted, read)
    if _is_head(straight, of_readers.setup) or not _is_head(exchanged, setup):
        repaired, repairs = search(exchanged, setup, tell)
        found += [_of_predictions(repaired_by(repair)) for repair in repairs]
        answers = [Reference("", scheme, exchanged.reference(repaired, i)) for i in range(len(films))]
        bench, end_setup = PointsBench(films, answers), of_readers.setup
        mended = repaired_readings(exchanged, repaired)
    else:  # the predictions lie as heads do, and the readings do not
        end_setup, repairs = search(straight, of_readers.setup, tell)
        found += map(repaired_by, repairs)
        bench = straight
        mended = repaired_readings(straight, end_setup)
    end = conclude(bench, end_setup, found, tell, hopeless=_no_sense(before))
    mended = () if end.lost or len(films) < FEWEST_FILMS else mended
    return Diagnosis(len(films), before, _finite(end.after), end.findings, end.remains, repaired=mended)


def read_cases(
    films: Sequence[Path], predictions: Path, reader: str | None = None, *, most: int = FILMS_OF_POINTS
) -> tuple[list[EvaluatedCase], list[str], list[str]]:
    """Films with a prediction and the readings that were asked for, a sentence about each that is left out, and notes.

    `reader` as for `read_films`. Up to `most` films, in one run of their order: what lies in a neighbour's file is seen
    so. Raises CephViewError where the file is none of predictions, and where no film can be compared.
    """
    found = evaluate_predictions(list(films)[:most], read_predictions(predictions, any_count=True).of)
    problems = list(found.problems)
    if len(films) > most:
        problems.append(Sentence("the first {most} of {films} films were looked at", most=most, films=len(films)))
    cases = [
        replace(case, references=asked_for(reader, case.path, case.size, case.calibration, case.references))
        for case in found.cases
    ]
    check_reader(reader, [case.references for case in cases], [case.references for case in found.cases])
    unread = marked("{name} was left out: it has no reading.")
    problems += [Sentence(unread, name=case.path.name) for case in cases if not case.references]
    return [case for case in cases if case.references], problems, list(found.notes)


def sentence_of_lost(evaluation: Evaluation) -> str:
    """Why most points of an evaluation are off by more than 10 mm, in a sentence; empty where they are not.

    `cephview diagnose` or the window says the rest.
    """
    lost = evaluation.comparisons[0].lost_percent
    if not lost > _MOSTLY_LOST:
        return ""
    # Neighbours, not a choice of them: what lies in the next film's file is seen so.
    found = diagnose_predictions(evaluation.cases[:_FILMS_FOR_A_WORD]).findings
    known = found and found[0].cause != "no sense"
    why = found[0].title if known else marked("no frame, unit or order of points that is tried explains it")
    text = marked("{lost:.0f} % of the points are off by more than 10 mm, which is no matter of precision: {why}.")
    return Sentence(text, lost=lost, why=one_after_another([why]))


def _no_network(*_: object) -> NDArray[np.float32]:
    raise AssertionError("points have no network")


def _blank(case: EvaluatedCase) -> Radiograph:
    """A film of which the size alone is asked; its pixels take no memory."""
    width, height = case.size
    return Radiograph(np.broadcast_to(np.uint8(0), (height, width)), case.path, case.calibration)


def _as_reading(case: EvaluatedCase) -> Reference:
    return Reference("predictions", case.prediction.scheme, case.prediction.points)


@cache
def _specification(scheme: Scheme) -> Specification:
    """One in which the scheme alone counts, and the input's frame where a frame is tried."""
    return Specification(
        mean=Stated(IMAGENET_MEAN),
        std=Stated(IMAGENET_STD),
        image_size=Stated(_INPUT),
        heatmap_size=Stated((_INPUT[0] // 4, _INPUT[1] // 4)),
        sigma=Stated(2.0),
        colour=Stated("gray3"),
        padding=Stated("centre"),
        resize=Stated("area"),
        heatmap_rule=Stated("centre"),
        decoding=Stated(Decoding("argmax")),
        fusion=Stated("nearest"),
        scheme=Stated(scheme),
        point_rule=Stated("centre"),
    )


def _is_head(bench: Bench, setup: Setup) -> bool:
    """Whether the references lie as an upright head does that faces to the right, in its size, at the median film."""
    scheme = setup.specification.scheme.value
    head = np.array([MEAN_HEAD_MM.get(symbol, (np.nan, np.nan)) for symbol in scheme.symbols])
    away = []
    for i, film in enumerate(bench.films):
        assert film.calibration is not None
        points = film.calibration.to_mm(bench.reference(setup, i))
        difference = points - head
        known = difference[np.isfinite(difference).all(axis=1)]
        if len(known):
            away.append(float(np.median(np.linalg.norm(known - np.median(known, axis=0), axis=1))))
    return bool(away) and float(np.median(away)) < _A_HEAD_MM


def _of_predictions(finding: Finding) -> Finding:
    """A finding of readings, told of predictions."""
    title, seen, advice = (of_predictions(text) for text in (finding.title, finding.seen, finding.advice))
    return replace(finding, title=title, seen=seen, advice=advice)


def of_predictions(text: str) -> str:
    """A text of readings, told of predictions, and the other way round; its template, too, and its fields."""
    if not isinstance(text, Sentence):
        return _WORD.sub(lambda found: _OTHER[found[0]], text)
    template = _WORD.sub(lambda found: _OTHER[found[0]], text.template)
    fields = {
        name: of_predictions(value) if isinstance(value, Sentence) else value for name, value in text.fields.items()
    }
    return Sentence(template, **fields)


def _no_sense(before: float) -> Finding:
    return Finding(
        "no sense",
        marked("the predictions make no sense of these films, whatever was tried"),
        Sentence(
            "mean error {before:.0f} mm as they are, and no better in any of the known frames, units and orders",
            before=before,
        ),
        marked("each known cause was tried by itself, and with those that hide it; several others at once were not"),
        float("nan"),
        marked("check that they are of these films and of these landmarks; a diagnosis of the model itself tries more"),
    )


def _finite(value: float) -> float:
    return value if np.isfinite(value) else float("nan")
