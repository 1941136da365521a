"""Which landmark is which once the order is repaired: the model's numbering may be wrong, and the readings' right."""

from __future__ import annotations

import numpy as np

from cephview.core.geometry import Points
from cephview.core.head_shape import MEAN_HEAD_MM, fit_similarity
from cephview.core.landmarks import Scheme
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.setup import Setup

# By the right names a head lies so much nearer to the mean one: an exchange of two neighbours makes no such difference.
_RATHER = 0.5


def rightly_named(bench: Bench, setup: Setup) -> Setup:
    """The set-up with landmarks by the readings' own names, where by those they make a head and by the model's none.

    Predictions of another program have names of their own, and keep them.
    """
    order, scheme = setup.labels.order, setup.specification.scheme.value
    source = next((film.reference.scheme for film in bench.films if film.reference), None)
    if not bench.has_network or order is None or source is None or min(order) < 0 or max(order) >= len(source):
        return setup
    renamed = Scheme(scheme.name, scheme.title, tuple(source.symbols[place] for place in order))
    points = [bench.reference(setup, i) for i in range(len(bench.films))]
    if not _from_a_head(points, renamed) < _RATHER * _from_a_head(points, scheme):
        return setup
    return setup.specified(scheme=renamed)


def _from_a_head(films: list[Points], scheme: Scheme) -> float:
    """How far the points (n, 2) of films lie from the mean head laid on them, as a share of its size, at the median."""
    places = [i for i, symbol in enumerate(scheme.symbols) if symbol in MEAN_HEAD_MM]
    head = np.array([complex(*MEAN_HEAD_MM[scheme.symbols[i]]) for i in places])
    away = []
    for points in films:
        film = points[places] @ np.array([1, 1j])
        known = np.isfinite(film)
        if known.sum() < 3:
            continue
        for shape in (head[known], -head[known].conj()):
            scale, offset = fit_similarity(shape, film[known], np.ones((1, int(known.sum()))))
            left = (
                np.abs(film[known] - scale[0] * shape - offset[0]).mean()
                / np.abs(film[known] - film[known].mean()).mean()
            )
            away.append(left)
    best = np.array(away).reshape(-1, 2).min(axis=1)
    return float(np.median(best)) if len(best) else float("inf")
