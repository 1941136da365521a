"""How well readers agree: distance, bias with limits of agreement, Dahlberg's error, ICC(2,1), outliers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cephview.core.accuracy import Accuracy, summarise
from cephview.core.landmarks import Scheme
from cephview.review.comparison import Comparison
from cephview.review.evaluation import Evaluation

# Of normally spread differences 95 % lie within so many SD (Bland & Altman, Lancet 1986).
_LIMIT_SDS = 1.96
# An outlier: beyond the third quartile by three times the quartiles' distance (Tukey's outer fence), and by a distance
# that nobody calls imprecision.
_FENCE = 3.0
_OUTLIER_MM = 4.0


@dataclass(frozen=True)
class AxisAgreement:
    """Two readers along one axis of the head, in mm: bias with its limits of agreement, Dahlberg's error, the ICC(2,1).

    x runs towards the face, y down.
    """

    bias: float
    low: float
    high: float
    dahlberg: float
    icc: float


@dataclass(frozen=True)
class LandmarkAgreement:
    """Two readers at one landmark over all films: the distance in mm, and each axis for itself."""

    symbol: str
    distance: Accuracy
    x: AxisAgreement
    y: AxisAgreement


@dataclass(frozen=True)
class Outlier:
    """A point that two readers read far apart: the row of the film, the landmark and the distance in mm."""

    film: int
    symbol: str
    distance: float


def reader_pairs(evaluation: Evaluation) -> tuple[Comparison, ...]:
    """The comparisons of one reader with another."""
    return tuple(row for row in evaluation.comparisons if not row.of_model)


def agreement(evaluation: Evaluation, pair: Comparison) -> tuple[LandmarkAgreement, ...]:
    """The agreement of two readers, landmark by landmark; those that fewer than two films hold are left out.

    For the ICC each point is taken relative to the mean of all points that both read on that film: how the head lies on
    the film would else pass for agreement, and every ICC be 0.99.
    """
    one, other = (readings_mm(evaluation, name, pair.scheme) for name in (pair.one, pair.other))
    both = np.asarray(np.isfinite(one + other).all(axis=2, keepdims=True))
    count = both.sum(axis=1, keepdims=True)
    total = np.where(both, (one + other) / 2, 0.0).sum(axis=1, keepdims=True)
    centre = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    rows = []
    for i, symbol in enumerate(pair.scheme.symbols):
        known = both[:, i, 0]
        distance = summarise(pair.errors[:, i])
        if distance is None or known.sum() < 2:
            continue
        pairs = np.stack([one[known, i] - centre[known, 0], other[known, i] - centre[known, 0]], axis=1)
        rows.append(LandmarkAgreement(symbol, distance, _axis(pairs[..., 0]), _axis(pairs[..., 1])))
    return tuple(rows)


def dahlberg(differences: NDArray[np.float64]) -> float:
    """Dahlberg's error √(Σ d² / 2n) of the differences (n,) of two readings; NaN for none.

    Source: Dahlberg, Statistical Methods for Medical and Biological Students, 1940.
    """
    known = differences[np.isfinite(differences)]
    return float(np.sqrt(np.sum(known**2) / (2 * known.size))) if known.size else float("nan")


def icc_2_1(ratings: NDArray[np.float64]) -> float:
    """ICC(2,1), two-way random effects, absolute agreement, one rating, of complete `ratings` (targets, raters).

    NaN for fewer than two targets or raters, or where nothing varies. Source: Shrout & Fleiss, Psychol Bull 1979,
    86:420-428. Ours, because pingouin would bring 576 MB for these lines and statsmodels has no ICC; the tests hold it
    against the table of that paper and against the mean squares of nested regressions.
    """
    n, k = ratings.shape
    if n < 2 or k < 2:
        return float("nan")
    grand = ratings.mean()
    targets, raters = ratings.mean(axis=1, keepdims=True), ratings.mean(axis=0, keepdims=True)
    between = k * float(((targets - grand) ** 2).sum()) / (n - 1)
    judges = n * float(((raters - grand) ** 2).sum()) / (k - 1)
    residual = float(((ratings - targets - raters + grand) ** 2).sum()) / ((n - 1) * (k - 1))
    denominator = between + (k - 1) * residual + k * (judges - residual) / n
    return (between - residual) / denominator if denominator else float("nan")


def outliers(pair: Comparison) -> tuple[Outlier, ...]:
    """The points that two readers read much further apart than they usually do at that landmark, worst first."""
    found = []
    for i, symbol in enumerate(pair.scheme.symbols):
        errors = pair.errors[:, i]
        known = errors[np.isfinite(errors)]
        if not known.size:
            continue
        low, high = np.percentile(known, [25, 75])
        limit = max(high + _FENCE * (high - low), _OUTLIER_MM)
        found += [Outlier(int(film), symbol, float(errors[film])) for film in np.flatnonzero(errors > limit)]
    return tuple(sorted(found, key=lambda outlier: -outlier.distance))


def readings_mm(evaluation: Evaluation, reader: str, scheme: Scheme) -> NDArray[np.float64]:
    """What one reader read, (films, n, 2) in mm from the film's middle in the head's frame; NaN where they did not."""
    rows = []
    for case in evaluation.cases:
        reading = next((reference for reference in case.references if reference.observer == reader), None)
        points = np.full((len(scheme), 2), np.nan) if reading is None else scheme.take(reading.points, reading.scheme)
        rows.append(case.in_head_mm(points - (np.array(case.size) - 1) / 2))
    return np.stack(rows)


def _axis(pairs: NDArray[np.float64]) -> AxisAgreement:
    difference = pairs[:, 0] - pairs[:, 1]
    bias, spread = float(difference.mean()), float(difference.std(ddof=1))
    reach = _LIMIT_SDS * spread
    return AxisAgreement(bias, bias - reach, bias + reach, dahlberg(difference), icc_2_1(pairs))
