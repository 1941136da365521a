"""Does the model look at the films at all? Points that lie at the same places, whatever lies there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cephview.model.coordinates import COORDINATES
from cephview.model.decoding import ARGMAX
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.findings import Finding
from cephview.review.diagnosis.hypotheses import network_hypotheses
from cephview.review.diagnosis.setup import Setup

_MAKE_IT_BLIND = ("normalisation", "input size", "polarity")
# Shares of the input's width: points closer together lie at the same place, faces on films further apart than that.
_SAME_PLACE, _FACES_DIFFER = 0.003, 0.01
# The same of predictions alone, as shares of how far their points lie from one another, whatever their unit.
_SAME_SHAPE, _SHAPES_DIFFER = 0.01, 0.04
_CAUSE, _TITLE = "same answer", "the model answers the same on every film"


def same_answer(bench: Bench, setup: Setup) -> Finding | None:
    """A model whose heatmaps peak at the same places of the input on every film, whatever lies there.

    The peaks are judged, not the points: a wrong decoding can draw all points to the middle of maps that are right.
    Before it is believed, films are given to it in the ways that can make a network blind.
    """
    setup = _by_peaks(setup)
    films = sorted({round(i) for i in np.linspace(0, len(bench.films) - 1, 3)})
    if len(films) < 2 or not _is_constant(bench, setup, films):
        return None
    read = np.stack([bench.box(setup, i).to_input(bench.reference(setup, i)) for i in films])
    if _spread(read) < _FACES_DIFFER * setup.specification.image_size.value[0]:
        return None  # the films, too, are all alike
    first = {hypothesis.cause: hypothesis for hypothesis in reversed(network_hypotheses(setup))}
    others = [first[cause] for cause in _MAKE_IT_BLIND if cause in first]
    if any(not _is_constant(bench, hypothesis.apply(setup), films[:2]) for hypothesis in others):
        return None
    return Finding(
        _CAUSE,
        _TITLE,
        f"its points lie at the same places of the input on {len(films)} films",
        "seen on each of them",
        float("nan"),
        "use another checkpoint: this one was not trained, its last layer is empty, or a stand-in answers in its place",
    )


def same_points(bench: Bench, setup: Setup) -> Finding | None:
    """Predictions that are the same on every film: in px, in shares of the film, or in a square around it."""
    films = range(len(bench.films))
    if len(films) < 2:
        return None
    sizes = np.array([film.radiograph.size for film in bench.films], float)[:, None, :]
    square = sizes.max(axis=-1, keepdims=True)
    predicted = np.stack([bench.predict(setup, i)[0] for i in films])
    read = np.stack([bench.reference(setup, i) for i in films])
    nowhere, margin = np.zeros_like(sizes), (square - sizes) / 2
    for pad, size in ((nowhere, sizes[:1]), (nowhere, sizes), (margin, square)):
        if _own_spread((predicted + pad) / size) < _SAME_SHAPE and _own_spread((read + pad) / size) > _SHAPES_DIFFER:
            return Finding(
                _CAUSE,
                "the predictions are the same on every film, a mean face, perhaps",
                f"the points lie at the same places of {len(films)} films, while the readings move from film to film",
                "seen on each of them",
                float("nan"),
                "see whether the program read the films at all, and whether its model was loaded",
            )
    return None


def _own_spread(points: NDArray[np.float64]) -> float:
    """The spread of points (films, n, 2) over the films as a share of how far they lie from one another on a film."""
    return _spread(points) / max(_spread(points.swapaxes(0, 1)), 1e-12)


def _by_peaks(setup: Setup) -> Setup:
    """The set-up with heatmaps read by their highest cell; coordinates, which have none, as they are."""
    if setup.specification.decoding.value.method == COORDINATES:
        return setup
    return setup.specified(decoding=ARGMAX, activation="none")


def _is_constant(bench: Bench, setup: Setup, films: Sequence[int]) -> bool:
    points = np.stack([bench.box(setup, i).to_input(bench.predict(setup, i)[0]) for i in films])
    return _spread(points) < _SAME_PLACE * setup.specification.image_size.value[0]


def _spread(points: NDArray[np.float64]) -> float:
    """How far points (films, n, 2) lie from their mean over the films, at the median of the landmarks."""
    known = points[:, np.isfinite(points).any(axis=(0, 2))]
    if not known.size:
        return float("nan")
    away = np.linalg.norm(known - np.nanmean(known, axis=0), axis=-1)
    return float(np.nanmedian(np.nanmax(away, axis=0)))
