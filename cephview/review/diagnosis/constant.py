"""Does the model look at the films at all? Points that lie at the same places, whatever lies there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cephview.core.sentences import Sentence, marked
from cephview.model.coordinates import COORDINATES
from cephview.model.decoding import ARGMAX
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.findings import Finding
from cephview.review.diagnosis.hypotheses import network_hypotheses
from cephview.review.diagnosis.setup import Setup

_MAKE_IT_BLIND = ("normalisation", "input size", "polarity")
# Shares of the input's width: points closer together lie at the same place, faces on films further apart than that.
_SAME_PLACE, _FACES_DIFFER = 0.003, 0.01
# Heatmaps that correlate by more than this are the same; Gaussians half a cell apart correlate by 0.98.
_SAME_MAP = 0.995
# The same of predictions alone, as shares of how far their points lie from one another, whatever their unit.
_SAME_SHAPE, _SHAPES_DIFFER = 0.01, 0.04
_CAUSE, _TITLE = "same answer", marked("the model answers the same on every film")


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
        Sentence("its points lie at the same places on {films} films, whatever lies there", films=len(films)),
        marked("seen on each of them"),
        float("nan"),
        marked(
            "use another model file: this one was not trained, its last part is empty, or a stand-in answers in its "
            "place"
        ),
    )


def other_answer(bench: Bench, setup: Setup) -> Finding | None:
    """A model that answers otherwise when it is asked once more: chance is at work in it."""
    setup = _by_peaks(setup)
    first = bench.predict(setup, 0)[0]
    again = bench.anew().predict(setup, 0)[0]
    width = bench.films[0].radiograph.size[0]
    moved = float(np.nanmedian(np.linalg.norm(again - first, axis=1)))
    if moved < _SAME_PLACE * width:
        return None
    return Finding(
        "unsteady",
        marked("the model answers otherwise each time that it is asked"),
        Sentence(
            "asked twice of {name}, its points differ by {moved:.0f} px at the median",
            name=bench.films[0].name,
            moved=moved,
        ),
        marked("the same film, prepared in the same way"),
        float("nan"),
        marked("have who exported the model switch off what is left to chance in it"),
        detail=marked("a network left in training: call eval() before it is saved or exported"),
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
                marked("the predictions are the same on every film, a mean face, perhaps"),
                Sentence(
                    "the points lie at the same places of {films} films, while the readings move from film to film",
                    films=len(films),
                ),
                marked("seen on each of them"),
                float("nan"),
                marked("see whether the program read the films at all, and whether its model was loaded"),
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
    if not _spread(points) < _SAME_PLACE * setup.specification.image_size.value[0]:
        return False
    maps = [np.asarray(bench.heatmaps(setup, i), np.float64) for i in films]
    # In a coarse map different points may peak in one cell; the cells about it tell them apart.
    return maps[0].ndim < 3 or all(_alike(maps[0], other) > _SAME_MAP for other in maps[1:])


def _alike(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The correlation of two sets of heatmaps (n, h, w), the median over landmarks; 1 where both are flat."""
    rows = [(a.ravel() - a.mean(), b.ravel() - b.mean()) for a, b in zip(one, other, strict=True)]
    sizes = [float(np.linalg.norm(a) * np.linalg.norm(b)) for a, b in rows]
    return float(np.median([a @ b / size if size > 0 else 1.0 for (a, b), size in zip(rows, sizes, strict=True)]))


def _spread(points: NDArray[np.float64]) -> float:
    """How far points (films, n, 2) lie from their mean over the films, at the median of the landmarks."""
    known = points[:, np.isfinite(points).any(axis=(0, 2))]
    if not known.size:
        return float("nan")
    away = np.linalg.norm(known - np.nanmean(known, axis=0), axis=-1)
    return float(np.nanmedian(np.nanmax(away, axis=0)))
