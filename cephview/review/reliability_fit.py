"""Calibrate how far off a model expects its points to be, on films with readings, and say how good that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import mannwhitneyu

from cephview.core.accuracy import radial_errors_px
from cephview.core.conventions import Convention
from cephview.core.errors import CephViewError, sentence_of_unforeseen
from cephview.core.head_shape import lie_of
from cephview.core.reference import mean_reference
from cephview.io.annotations.references import find_references
from cephview.io.films.images import read_film
from cephview.io.tables.csv_cells import protected
from cephview.model.orientation import laid, there
from cephview.model.predictor import Predictor
from cephview.model.reliability import Reliability, features_of, fit_reliability

# What clinicians call an error.
OFF_MM = 2.0
_FOLDS = 10
_FEWEST = 10


@dataclass(frozen=True, eq=False)
class Sample:
    """What was seen on the films `names` (f): features (f, n, k), errors (f, n), and points and readings (f, n, 2).

    All in input px; `mm` (f,) is mm per input px, NaN where unknown. `of_head` (n,) are the landmarks of the head.
    """

    names: tuple[str, ...]
    features: NDArray[np.float64]
    errors: NDArray[np.float64]
    points: NDArray[np.float64]
    readings: NDArray[np.float64]
    mm: NDArray[np.float64]
    of_head: NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class Bin:
    """A share of the points, by expected error: how many, the mean expected and the mean real error in mm."""

    count: int
    expected_mm: float
    real_mm: float


@dataclass(frozen=True, eq=False)
class Report:
    """How well the expected error tells the real one, over points of films that had no part in the fit (ten folds).

    `auc` is the chance that a point off by more than 2 mm has a larger expected error than one that is not; `ratio` the
    sum of what was expected by that of what was found; `within_percent` how many points lie within their 90 % radius.
    """

    films: int
    points: int
    off_percent: float
    auc: float
    bins: tuple[Bin, ...]
    ratio: float
    within_percent: float


def gather(
    paths: Sequence[Path],
    predictor: Predictor,
    progress: Callable[[int, int], None] = lambda _, __: None,
    convention: Convention | None = None,
) -> tuple[Sample, tuple[str, ...]]:
    """Predict the films and compare with the mean of their readers, or with what the convention makes of them; and a
    sentence for each film that was left out.

    Raises CephViewError where fewer than ten films are left.
    """
    rows, problems = [], []
    specification = predictor.specification
    for number, path in enumerate(paths, 1):
        try:
            film = read_film(path)
            search = find_references(path, film.size, film.calibration)
            references = search.references
            problems += [f"{path.name}: {text}" for text in (*search.problems, *search.notes)]
            if not references:
                raise CephViewError("{name} has no reading beside it and was left out.", name=path.name)
            reading, size = mean_reference(references), film.size
            if convention is not None:
                reading = replace(reading, points=convention.mean(references, reading.scheme))
            # A film that faces left or lies on its side is read the right way round, as `predict` does.
            turn = lie_of(reading.points, reading.scheme).coarse
            film = laid(film, turn)
            tensor, box = predictor.tensor(film)
            heatmaps = predictor.heatmaps(tensor)
            found = predictor.decode(heatmaps)
            read = box.to_input(specification.scheme.value.take(there(reading.points, turn, size), reading.scheme))
            spacing = film.calibration.mm_per_px_x / box.scale[0] if film.calibration else np.nan
            features = features_of(heatmaps, specification.decoding.value)
            rows.append((path.name, features, radial_errors_px(found, read), found, read, spacing))
        except Exception as error:  # one film must not cost the others  # noqa: BLE001
            problems.append(sentence_of_unforeseen(path.name, error))
        progress(number, len(paths))
    if len(rows) < _FEWEST:
        first = f" ({problems[0]})" if problems else ""
        raise CephViewError(
            "Only {count} of the films can be used{first}: give {fewest} films or more.",
            count=len(rows),
            first=first,
            fewest=_FEWEST,
        )
    names, *arrays = zip(*rows, strict=True)
    features, errors, points, readings, mm = (np.array(array, dtype=np.float64) for array in arrays)
    of_head = specification.scheme.value.anatomical
    return Sample(names, features, errors, points, readings, mm, of_head), tuple(problems)


def fit(sample: Sample) -> Reliability:
    """The calibration from all films of the sample."""
    return fit_reliability(sample.features, sample.errors, sample.points, sample.readings, sample.of_head)


def judge(sample: Sample, bins: int = 6) -> Report:
    """Fit on nine tenths of the films and look at the last, ten times. mm; films without a calibration are left out.

    Raises CephViewError where no point can be judged.
    """
    films = len(sample.names)
    expected, radius = np.full(sample.errors.shape, np.nan), np.full(sample.errors.shape, np.nan)
    for fold in range(_FOLDS):
        out = np.arange(films) % _FOLDS == fold
        parts = (sample.features, sample.errors, sample.points, sample.readings)
        features, errors, points, readings = (part[~out] for part in parts)
        fitted = fit_reliability(features, errors, points, readings, sample.of_head)
        expected[out] = fitted.expected_error(sample.features[out])
        radius[out] = expected[out] * fitted.radius
    real, expected, radius = (part * sample.mm[:, None] for part in (sample.errors, expected, radius))
    known = np.isfinite(real)
    real, expected, radius = real[known], expected[known], radius[known]
    off = real > OFF_MM
    if not real.size:
        raise CephViewError("No film has both a reading and its mm per pixel (images.csv), so nothing can be judged.")
    order = np.array_split(np.argsort(expected), bins)
    auc = float("nan")
    if off.any() and not off.all():
        auc = float(mannwhitneyu(expected[off], expected[~off]).statistic / (off.sum() * (~off).sum()))
    return Report(
        films,
        real.size,
        float(off.mean() * 100),
        auc,
        tuple(Bin(len(part), float(expected[part].mean()), float(real[part].mean())) for part in order if len(part)),
        float(expected.sum() / real.sum()) if real.sum() else float("nan"),
        float((real <= radius).mean() * 100) if np.isfinite(radius).all() else float("nan"),
    )


def report_document(sample: Sample, report: Report, problems: Sequence[str]) -> dict[str, Any]:
    """The report as JSON, with a row a film: how many points were compared, and their mean error in mm."""
    rows: list[dict[str, Any]] = []
    for name, errors in zip(sample.names, sample.errors * sample.mm[:, None], strict=True):
        known = errors[np.isfinite(errors)]
        rows.append(
            {"film": protected(name), "points": len(known), "mre_mm": float(known.mean()) if len(known) else None}
        )
    whole = {k: None if isinstance(v, float) and not np.isfinite(v) else v for k, v in asdict(report).items()}
    whole["bins"] = [asdict(each) for each in report.bins]
    return {**whole, "left_out": list(problems), "by_film": rows}
