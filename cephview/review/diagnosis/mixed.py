"""Films mixed up: which film's file holds the reading of which film."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.findings import one_after_another
from cephview.review.diagnosis.hypotheses import Hypothesis
from cephview.review.diagnosis.setup import Setup

_NAMED = 6  # films by their names; others are counted
# A reading of the film itself lies no further from the predictions, at the median of its landmarks.
_OWN_READING_MM = 4.0
# By shape, each moved onto the other, it is nearer than the film's own, or as near but for chance.
_ALIKE = 1.25


def mixed_films(bench: Bench, setup: Setup) -> Hypothesis | None:
    """Which film's file holds the reading of which film, where at least two readings belong to other films.

    Hungarian method over the mean distances of each film's predictions to each reading, its neighbours' in the folder
    among them. A reading is another film's
    where it lies twice as near there as its own does, and as near as readings do, and is nearer by its shape, too:
    where films were cropped otherwise another film's may come to lie nearer. The other films keep theirs.
    """
    count = len(bench.films)
    if setup.labels.files is not None or count < 3:
        return None
    distances, shapes = np.full((2, count, len(bench.files)), 1e6)
    for i in range(count):
        predicted = bench.predict(setup, i)[0]
        for j in range(len(bench.files)):
            away = (predicted - bench.reference(setup.labelled(files=(j,) * count), i)) * bench.mm_per_px(i)
            away = away[np.isfinite(away).all(axis=1)]
            if len(away):
                distances[i, j] = float(np.median(np.linalg.norm(away, axis=1)))
                shapes[i, j] = float(np.median(np.linalg.norm(away - np.median(away, axis=0), axis=1)))
    usual = distances
    rows, columns = linear_sum_assignment(usual)
    own = np.diag(usual)
    found = np.arange(count)
    for i, j in zip(rows, columns, strict=True):
        nearer = usual[i, j] < min(0.5 * own[i], _OWN_READING_MM) and shapes[i, j] < _ALIKE * shapes[i, i]
        if i != j and nearer:
            found[i] = j
    moved = [i for i in range(count) if found[i] != i]
    if len(moved) < 2:
        return None
    each = marked("that of {film} in the file of {file}")
    named = one_after_another(
        [Sentence(each, film=bench.films[i].name, file=bench.files[found[i]].name) for i in moved[:_NAMED]]
    )
    if len(moved) > _NAMED:
        named = Sentence("{named} and {count} more", named=named, count=len(moved) - _NAMED)
    title = marked("the readings of {count} films lie in other films' files: {named}")
    return Hypothesis(
        "films mixed up",
        Sentence(title, count=len(moved), named=named),
        marked("give each film its own reading"),
        lambda given: given.labelled(files=tuple(int(j) for j in found)),
        passes=False,
        certain=True,
    )
