"""Hypotheses that readings are in px of the input of another network, whose size and bars are fitted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Padding, Size
from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.common_points import A_PLACE, Common, FilmPoints, in_any_order, on_a_line, through_origin
from cephview.review.diagnosis.hypotheses import Hypothesis
from cephview.review.diagnosis.setup import Setup
from cephview.review.diagnosis.written_frames import IN_INPUT, frame

# Sides of inputs are multiples of so many px, and a fitted side is one where it is so near.
_SIDES, _SAME_SIDE = (16, 100), 0.006
# Bars are of whole px, the odd one behind: what is fitted of both is off by so many px.
_ROUNDED = 1.0
_SMALLER, _INPUT_MM = 0.9, 0.02


def input_frames(bench: Bench, setup: Setup, indices: Sequence[int], films: Common) -> list[Hypothesis]:
    """Px of the input of another network, whose size is a usual one and would explain where the points lie."""
    labels = setup.labels
    if labels.network or labels.boxed or labels.shares or labels.unit_mm or labels.scale != 1.0:
        return []
    own = setup.specification.image_size.value if bench.has_network else None
    return [_of_input(*shape) for shape in _inputs(bench, setup, indices, films) if shape[1] != own]


def _inputs(bench: Bench, setup: Setup, indices: Sequence[int], films: Common) -> list[tuple[Padding, Size]]:
    """Padding and size (width, height) px of the inputs that would explain where the points lie."""
    ordered = on_a_line(films)
    films = films if ordered else [in_any_order(bench, setup, i) for i in indices]
    films = [f for f in films if min(len(f.read), len(f.found)) > 3 and f.read.std(axis=0).min() > A_PLACE]
    films = [f for f in films if f.found.std(axis=0).min() > A_PLACE]
    if not films:
        return []
    fits = np.array([_scales(f, ordered) for f in films])
    scales, axes = fits[:, [0]], fits[:, 1:]
    sizes = np.array([f.size for f in films], float)
    shifts = np.array([f.read.mean(axis=0) for f in films]) - scales * np.array([f.found.mean(axis=0) for f in films])
    shifts += (
        1 - scales
    ) / 2  # centres of pixels stay such, so a film's first one comes to lie before that of its bars
    ways: list[tuple[Padding, NDArray[np.float64]]] = [("centre", np.median(sizes * scales + 2 * shifts, axis=0))]
    stretched = np.median(sizes * axes, axis=0)
    if abs(float(np.median(axes[:, 0] / axes[:, 1])) - 1) > _SAME_SIDE:
        ways.append(("stretch", stretched))
    if float(np.ptp(sizes, axis=0).max()) > 0:  # films of one size in a corner are those of another resolution
        ways.append(("corner", float(np.median(sizes.max(axis=1) * scales[:, 0])) * np.ones(2)))
    found = []
    for padding, size in ways:
        width, height = (_usual_side(float(side)) for side in size)
        if width and height and max(width, height) < _SMALLER * sizes.max():
            found.append((padding, (width, height)))
    return found


def _usual_side(side: float) -> int:
    """The side of an input that is nearest to a fitted one, px; 0 where none is near."""
    nearest = min((round(side / step) * step for step in _SIDES), key=lambda whole: abs(whole - side))
    return nearest if nearest > 0 and abs(nearest - side) < _SAME_SIDE * side + _ROUNDED else 0


def _scales(film: FilmPoints, ordered: bool) -> tuple[float, float, float]:
    """Scale from predictions to readings, and those of x and y: by least squares, or by how far both spread."""
    read, found = film.read - film.read.mean(axis=0), film.found - film.found.mean(axis=0)
    if ordered:
        x, y = (through_origin(found[:, [k]], read[:, [k]]) for k in (0, 1))
        return through_origin(found, read), x, y
    x, y = (float(read[:, k].std() / found[:, k].std()) for k in (0, 1))
    return float(np.sqrt(read.var(axis=0).sum() / found.var(axis=0).sum())), x, y


def _of_input(padding: Padding, size: Size) -> Hypothesis:
    words = {
        "centre": marked("{title} ({width} × {height} px, the film in the middle between bars)"),
        "corner": marked("{title} ({width} × {height} px, the film in the upper left corner)"),
        "stretch": marked("{title} ({width} × {height} px, the film stretched to it)"),
    }
    title = Sentence(words[padding], title=Sentence(IN_INPUT), width=size[0], height=size[1])
    return frame(
        "network frame", title, marked("take the readings back to px of the film"), _INPUT_MM, boxed=(padding, size)
    )
