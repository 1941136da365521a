"""Slips of readers: single points that lie far from where the model, the other reader and the face agree."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.findings import Finding
from cephview.review.diagnosis.setup import Setup

_SLIP_MM, _DOUBT_MM = 15.0, 8.0
_DOUBTS = 5  # so many are told, the others counted
# On a larger share of the films a landmark is not a matter of slips.
_OFTEN = 0.25


def find_slips(bench: Bench, setup: Setup, good: list[int]) -> tuple[list[Finding], list[str], set[tuple[int, int]]]:
    """Readings that lie far from where the model, the other reader and the shape of the face agree."""
    readers = [bench.readers(setup, i) for i in good]
    count = min((len(r) for r in readers), default=0)
    if not count or len(good) < 3:
        return [], [], set()
    symbols = setup.specification.scheme.value.symbols
    # In the head's frame: a film that lies otherwise is no other head.
    predicted = np.stack([bench.in_head_mm(setup, i, bench.predict(setup, i)[0]) for i in good])
    read = np.stack([bench.in_head_mm(setup, i, r[:count]) for i, r in zip(good, readers, strict=True)], axis=1)
    difference = read - predicted[None]
    # What a reader always does otherwise is a definition, not a slip.
    residual = np.linalg.norm(difference - np.nanmedian(difference, axis=1, keepdims=True), axis=-1)
    # What is far off on many films is no slip, but that landmark.
    often = np.nanmean(residual > _DOUBT_MM, axis=1, keepdims=True) > _OFTEN
    residual = np.where(often, 0.0, residual)
    shape = np.stack([_shape_residuals(read[r], predicted) for r in range(count)])
    findings, doubts, points = list[Finding](), list[str](), set()
    for reader, place, landmark in zip(*np.nonzero(residual > _DOUBT_MM), strict=True):
        i, size = good[int(place)], float(residual[reader, place, landmark])
        film, symbol = bench.films[i], symbols[int(landmark)]
        name = film.references[int(reader)].name
        others = [float(residual[o, place, landmark]) for o in range(count) if o != reader]
        backed = bool(others) and min(others) < size / 3
        strange = bool(shape[reader, place, landmark] > size / 2)
        points.add((i, int(landmark)))
        point = Sentence("{symbol} of {film} as {reader} read it", symbol=symbol, film=film.name, reader=name)
        if size > _SLIP_MM and (backed or (not others and strange)):
            off_shape = float(shape[reader, place, landmark])
            mm = size / count / (len(bench.films) * len(symbols))
            findings.append(_slip(point, size, off_shape, min(others, default=None), mm))
        elif others and min(others) < size / 3:
            text = marked("{point} lies {mm:.1f} mm from the model and the other reader: worth a look")
            doubts.append(Sentence(text, point=point, mm=size))
        else:
            text = marked("{point} lies {mm:.1f} mm from the model, and no other reader tells who is right")
            doubts.append(Sentence(text, point=point, mm=size))
    if len(doubts) > _DOUBTS:
        more = Sentence("and {count} more such points", count=len(doubts) - _DOUBTS)
        doubts = [*doubts[:_DOUBTS], more]
    return findings, doubts, points


def _slip(point: Sentence, away: float, off_shape: float, other: float | None, mm: float) -> Finding:
    """A slip of a reader: mm from the model, from where the face's other points put it, and the other reader's."""
    if other is None:
        seen = Sentence(
            "it lies {away:.1f} mm from the model and {off_shape:.1f} mm from where the other points of the face put "
            "it; nobody else read it",
            away=away,
            off_shape=off_shape,
        )
        sure = marked("the shape of the face agrees with the model")
    else:
        seen = Sentence(
            "it lies {away:.1f} mm from the model, the other reader {other:.1f} mm, and {off_shape:.1f} mm from where "
            "the other points of the face put it",
            away=away,
            other=other,
            off_shape=off_shape,
        )
        both = marked("the other reader and the shape of the face agree with the model")
        sure = both if off_shape > away / 2 else marked("the other reader agrees with the model")
    title = Sentence("{point} is a slip of the reader, not an error of the model", point=point)
    return Finding("reference", title, seen, sure, mm, marked("correct the reading"))


def _shape_residuals(points: NDArray[np.float64], models: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far (films, n) each point lies from where its film's others put it, in the unit of `points` (films, n, 2).

    The place is that of the set's mean shape `models`, laid on the film's other points by least squares (an affine
    map, robust to the point itself, which is left out).
    """
    mean = np.nanmean(models - np.nanmean(models, axis=1, keepdims=True), axis=0)
    basis = np.column_stack([mean, np.ones(len(mean))])
    residuals = np.full(points.shape[:2], np.nan)
    for film, given in enumerate(points):
        known = np.isfinite(given).all(axis=1)
        for i in np.nonzero(known)[0]:
            others = known.copy()
            others[i] = False
            if others.sum() >= 4:
                solution = np.linalg.lstsq(basis[others], given[others], rcond=None)[0]
                residuals[film, i] = float(np.linalg.norm(basis[i] @ solution - given[i]))
    return residuals
