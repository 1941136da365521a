"""Annotations that cannot be right, found and treated before they are trained on.

A point outside its film is left out. Where two observers lie further apart than observers ever do, one of them slipped:
the reading that fits the shape of heads is taken alone; where shape cannot tell, the landmark is left out of that film,
since a mean with a slip in it is wrong for certain, and one point of a film is little to lose. Where there is one
reading only, it is left out if it lies far from any head's shape.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cephview.core.accuracy import robust_sd
from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme
from cephview.core.reference import mean_points
from cephview.core.sentences import Sentence
from cephview.model.training.data import Readings, TrainingFilm
from cephview.model.training.shape import MeanShape, mean_shape

# Observers of a set are this far apart, in mm and in robust SDs of that landmark's distances in the set: a slip.
# Of the 4,940 points of ISBI 001-150 and Hamedan these are 35; what two observers mean by a point stays below.
SLIP_MM, SLIP_SDS = 5.0, 5.0
# With fewer films, distances have no spread worth the name, and the millimetres alone decide.
_FEW = 8
# A reading is the slip if it lies this many SDs from where the shape wants it, and twice as far as the best one.
_AWAY_SDS, _TIMES = 3.0, 2.0
# A lone reading has nobody to contradict it, so more is asked before it is left out.
_LONE_MM, _LONE_SDS = 10.0, 6.0
# The long side of a film whose mm per pixel is unknown: the usual cassette.
_USUAL_MM = 240.0


@dataclass(frozen=True, eq=False)
class Screening:
    """The films as they are trained on, a sentence about each finding, and a summary in one line."""

    films: tuple[TrainingFilm, ...]
    findings: tuple[str, ...]
    summary: str


def screen(films: Sequence[TrainingFilm], scheme: Scheme) -> Screening:
    """Films with their targets as described above; what they were read as stays in `TrainingFilm.mean`."""
    counts: dict[str, int] = defaultdict(int)
    findings: list[str] = []

    def tell(film: TrainingFilm, landmark: np.integer[Any], kind: str, text: str) -> None:
        counts[kind] += 1
        findings.append(f"{film.path}: {scheme.symbols[int(landmark)]} {text}")

    readings = [film.readings.copy() for film in films]
    for film, given in zip(films, readings, strict=True):
        for reader, landmark in np.argwhere(_outside(given, film)):
            given[reader, landmark] = np.nan
            tell(
                film,
                landmark,
                "outside",
                Sentence("of {observers} lies outside the film: left out", observers=film.observers[reader]),
            )
    distances = [_apart(given * _mm(film)) for film, given in zip(films, readings, strict=True)]
    slips = _slips(films, distances)
    agreed = [
        np.where(slip[:, None], np.nan, mean_points(given) * _mm(film))
        for film, given, slip in zip(films, readings, slips, strict=True)
    ]
    shape = mean_shape(agreed)
    for film, given, slip, apart, points in zip(films, readings, slips, distances, agreed, strict=True):
        away = _away(given * _mm(film), points, shape)
        for landmark in np.flatnonzero(slip):
            wrong = _wrong(away[:, landmark], shape.spread[landmark] if shape else np.nan)
            between = Sentence("differs by {apart:.0f} mm between the observers", apart=apart[landmark])
            if wrong.any():
                names = " and ".join(film.observers[i] for i in np.flatnonzero(wrong))
                tell(
                    film,
                    landmark,
                    "one",
                    Sentence(
                        "{between}: without {names}, who is {far} mm off",
                        between=between,
                        names=names,
                        far=_far(away[wrong, landmark]),
                    ),
                )
                given[wrong, landmark] = np.nan
            else:
                tell(
                    film,
                    landmark,
                    "both",
                    Sentence("{between}, and which one is right cannot be told: left out", between=between),
                )
                given[:, landmark] = np.nan
        alone = np.isfinite(given).all(axis=2).sum(axis=0) == 1
        for landmark in np.flatnonzero(alone & ~slip):
            off = float(np.nanmax(away[:, landmark], initial=0.0))
            if shape is not None and off > max(_LONE_MM, _LONE_SDS * shape.spread[landmark]):
                tell(
                    film,
                    landmark,
                    "lone",
                    Sentence("lies {off:.0f} mm from where the other landmarks let it be: left out", off=off),
                )
                given[:, landmark] = np.nan
    treated = tuple(
        replace(film, readings=given, points=mean_points(given)) for film, given in zip(films, readings, strict=True)
    )
    return Screening(treated, tuple(findings), _summary(films, counts))


def _summary(films: Sequence[TrainingFilm], counts: dict[str, int]) -> str:
    points = sum(int(np.isfinite(film.points).all(axis=1).sum()) for film in films)
    return (
        f"{len(films)} films, {points} points: {counts['outside']} readings outside their film left out, "
        f"{counts['one'] + counts['both']} slips against the other observer ({counts['one']} taken from the observer "
        f"who fits the shape of heads, {counts['both']} left out), {counts['lone']} lone readings far from any head's "
        "shape left out"
    )


def _mm(film: TrainingFilm) -> NDArray[np.float64]:
    spacing = np.asarray(film.mm_per_px, dtype=np.float64)
    return spacing if np.isfinite(spacing).all() else np.full(2, _USUAL_MM / max(film.image.shape[:2]))


def _outside(readings: Readings, film: TrainingFilm) -> NDArray[np.bool_]:
    size = np.array(film.image.shape[1::-1])
    return np.asarray(((readings < -0.5) | (readings > size - 0.5)).any(axis=2))


def _apart(readings: Readings) -> NDArray[np.float64]:
    """The largest distance (n,) between two observers of readings (k, n, 2); NaN where fewer than two read."""
    between = np.linalg.norm(readings[:, None] - readings[None], axis=3).reshape(-1, readings.shape[1])
    two = np.isfinite(readings).all(axis=2).sum(axis=0) >= 2
    return np.where(two, np.max(between, axis=0, where=np.isfinite(between), initial=0.0), np.nan)


def _slips(films: Sequence[TrainingFilm], distances: list[NDArray[np.float64]]) -> list[NDArray[np.bool_]]:
    sets: dict[Path, list[NDArray[np.float64]]] = defaultdict(list)
    for film, apart in zip(films, distances, strict=True):
        sets[film.path.parent].append(apart)
    limits = {folder: _limit(np.stack(rows)) for folder, rows in sets.items()}
    return [apart > limits[film.path.parent] for film, apart in zip(films, distances, strict=True)]


def _limit(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    limits = np.full(distances.shape[1], SLIP_MM)
    for landmark, column in enumerate(distances.T):
        known = column[np.isfinite(column)]
        if len(known) >= _FEW:
            limits[landmark] = max(SLIP_MM, float(np.median(known)) + SLIP_SDS * robust_sd(known))
    return limits


def _away(readings: Readings, points: Points, shape: MeanShape | None) -> NDArray[np.float64]:
    """Distance (k, n) in mm of each reading from where the shape, laid on `points` (n, 2) mm, wants it."""
    expected = shape.expected(points) if shape else None
    if expected is None:
        return np.full(readings.shape[:2], np.nan)
    return np.asarray(np.linalg.norm(readings - expected, axis=2))


def _wrong(away: NDArray[np.float64], spread: float) -> NDArray[np.bool_]:
    known = away[np.isfinite(away)]
    if not known.size or not np.isfinite(spread):
        return np.zeros(len(away), dtype=bool)
    return np.asarray((away > _TIMES * known.min()) & (away > _AWAY_SDS * spread))


def _far(away: NDArray[np.float64]) -> str:
    return " and ".join(f"{value:.0f}" for value in away)
