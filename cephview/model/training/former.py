"""What nobody read of a film, a run that begins with a model learns from that model: else those landmarks drift."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme
from cephview.core.prediction import Prediction
from cephview.core.radiograph import Radiograph
from cephview.model.predictor import NO_HEAD
from cephview.model.training.data import TrainingFilm
from cephview.model.training.fingerprint import film_hash


def former_points(
    films: Sequence[TrainingFilm], predict: Callable[[Radiograph], Prediction], scheme: Scheme
) -> dict[str, Points]:
    """Where a model puts the landmarks of `scheme` that nobody read: (n, 2) in cache px, NaN where read, by film hash.

    Films that are read whole are left out, and so are those in which the model finds no head.
    """
    found = {}
    for film in films:
        unread: NDArray[np.bool_] = np.asarray(~np.isfinite(film.mean).all(axis=1))
        if not unread.any():
            continue
        prediction = predict(Radiograph(film.image, film.path))
        points = scheme.take(prediction.points, prediction.scheme)
        if NO_HEAD not in prediction.notes and np.isfinite(points[unread]).any():
            found[film_hash(film)] = np.where(unread[:, None], points, np.nan)
    return found


def with_former(films: Sequence[TrainingFilm], former: Mapping[str, Points]) -> tuple[TrainingFilm, ...]:
    """Films whose target is, for what has none, the points of `former`; what they are judged by stays as read."""
    if not former:
        return tuple(films)
    filled = []
    for film in films:
        known = former.get(film_hash(film))
        if known is None:
            filled.append(film)
            continue
        filled.append(replace(film, points=np.where(np.isfinite(film.points), film.points, known), former=known))
    return tuple(filled)


def read_counts(films: Sequence[TrainingFilm]) -> NDArray[np.int64]:
    """How many of the films (n,) have a reading of each landmark to train on."""
    read = [np.isfinite(film.points).all(axis=1) & ~np.isfinite(film.former).all(axis=1) for film in films]
    return np.asarray(np.sum(read, axis=0), np.int64)


def told_of_counts(counts: NDArray[np.int64], scheme: Scheme) -> str:
    """`readings: 30 of each landmark`, or by number: `30 of S N A, 4 of Pn`; what nobody read is not in it."""
    rows = {int(number): [s for s, n in zip(scheme.symbols, counts, strict=True) if n == number] for number in counts}
    told = [f"{number} of {' '.join(symbols)}" for number, symbols in sorted(rows.items(), reverse=True) if number]
    return f"readings: {counts[0]} of each landmark" if len(rows) == 1 else f"readings: {', '.join(told)}"
