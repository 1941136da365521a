"""Hypotheses about the frame of the readings that need no fit: units, shares, edges from which they count, bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cephview.core.geometry import Points, Size
from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.hypotheses import Hypothesis
from cephview.review.diagnosis.setup import Setup, share_frames

IN_INPUT = marked("the readings are in px of what the model is given, not of the film")
# A frame is worth a trial where points of some films spread in it as predictions do, up to so many times.
_SPREAD_TIMES, _FILMS = 2.5, 3
# Fewer points have no spread.
_FEW = 3
# Lengths of a unit in mm, and what each has to gain beyond another explanation, mm: few write tenths.
UNITS = {
    1.0: (marked("the readings are in mm, not in px ({usual:.4g} mm per px)"), 0.0),
    10.0: (marked("the readings are in cm, not in px ({usual:.4g} mm per px)"), 0.0),
    25.4: (marked("the readings are in inches, not in px ({usual:.4g} mm per px)"), 0.0),
    0.1: (marked("the readings are in tenths of a mm, not in px ({usual:.4g} mm per px)"), 0.035),
}
_TO_PX = {
    1.0: marked("divide the readings by the mm per px of their film"),
    10.0: marked("multiply the readings by 10 and divide them by the mm per px of their film"),
    25.4: marked("multiply the readings by 25.4 and divide them by the mm per px of their film"),
    0.1: marked("divide the readings by 10 and by the mm per px of their film"),
}
# A unit that is a px within this share changes nothing.
_A_PX = 0.05
_SHARES = {
    "film": (
        marked("the readings are shares of the film's width and height, from 0 to 1"),
        marked("multiply x by the film's width and y by its height"),
    ),
    "height": (
        marked("the readings are shares of the film's height, x too"),
        marked("multiply x and y by the film's height"),
    ),
    "width": (
        marked("the readings are shares of the film's width, y too"),
        marked("multiply x and y by the film's width"),
    ),
    "square": (
        marked("the readings are shares of the square around the film, from 0 to 1"),
        marked("multiply x and y by the film's longer side and subtract the bars: half of what the other side lacks"),
    ),
    "middle": (
        marked("the readings go from −1 to 1 over the film's width and height"),
        marked("add 1 to x and y, halve them, and multiply x by the film's width and y by its height"),
    ),
    "hundred": (
        marked("the readings are per cent of the film's width and height"),
        marked("divide the readings by 100, then multiply x by the film's width and y by its height"),
    ),
    "thousand": (
        marked("the readings are thousandths of the film's width and height"),
        marked("divide the readings by 1000, then multiply x by the film's width and y by its height"),
    ),
}
# Which of exchanged, leftward and upward are otherwise.
_EDGES = (
    (
        ("exchanged",),
        "axes",
        marked("in the readings x and y are exchanged"),
        marked("exchange the readings' columns"),
    ),
    (
        ("upward",),
        "upward",
        marked("the readings count y from below"),
        marked("take y of the readings from the film's height"),
    ),
    (
        ("leftward",),
        "axes",
        marked("the readings count x from the right edge of the film"),
        marked("take x of the readings from the film's width"),
    ),
    (
        ("leftward", "upward"),
        "rotated",
        marked("the readings lie upside down: x counts from the right and y from below"),
        marked("take x of the readings from the film's width and y from its height"),
    ),
    (
        ("exchanged", "upward"),
        "rotated",
        marked("the readings lie a quarter turn clockwise: x and y are exchanged, and one counts from the other edge"),
        marked("exchange the readings' columns, then take y from the film's height"),
    ),
    (
        ("exchanged", "leftward"),
        "rotated",
        marked(
            "the readings lie a quarter turn anticlockwise: x and y are exchanged, and one counts from the other edge"
        ),
        marked("exchange the readings' columns, then take x from the film's width"),
    ),
    (
        ("exchanged", "leftward", "upward"),
        "axes",
        marked("in the readings x and y are exchanged, and both count from the other edge"),
        marked("exchange the readings' columns, then take x from the film's width and y from its height"),
    ),
)


def edge_hypotheses(setup: Setup) -> list[Hypothesis]:
    """The seven other ways to count x and y: exchanged, from the right, from below, and these together."""
    return [
        frame(cause, title, advice, **{name: not getattr(setup.labels, name) for name in names})
        for names, cause, title, advice in _EDGES
    ]


def written_frames(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Hypothesis]:
    """Frames that need no fit: lengths and shares instead of px, a film made square by bars.

    Of lengths and shares those alone in which the readings of some films spread as the predictions do.
    """
    own = setup.labels
    found = []
    if not (own.shares or own.unit_mm or own.network or own.boxed):
        usual = float(np.median([bench.mm_per_px(i) for i in range(len(bench.films))]))
        spreads = _spreads(bench, setup, indices[:_FILMS])
        for unit, (title, prior) in UNITS.items():
            if abs(unit / usual - 1) > _A_PX and _as_far(spreads, [np.full(2, unit / usual)] * len(spreads)):
                found.append(
                    replace(frame("unit", Sentence(title, usual=usual), _TO_PX[unit], unit_mm=unit), prior=prior)
                )
        landscape = any(width > height for width, height in (film.radiograph.size for film in bench.films))
        found += [
            frame("unit", *texts, shares=kind)
            for kind, texts in _SHARES.items()
            # Of upright films nobody takes the width alone.
            if (kind != "width" or landscape) and _as_far(spreads, [_px_of_share(size, kind) for size, *_ in spreads])
        ]
    found.append(
        frame(
            "padding",
            marked("the readings are of films with the bars that make them square, which were not taken off"),
            marked("subtract the bars from the readings: (side - width) / 2 and (side - height) / 2"),
            square=not own.square,
        )
    )
    return found


def network_frame(setup: Setup) -> list[Hypothesis]:
    """Px of this network's input instead of film px."""
    if setup.labels.network or setup.labels.boxed:
        return []
    advice = marked("take the readings back to px of the film")
    detail = marked("px of the network's input: apply the inverse letterbox, or compare in that frame")
    return [replace(frame("network frame", IN_INPUT, advice, network=True), detail=detail)]


def unordered(bench: Bench, setup: Setup, index: int) -> Points:
    """All points (m, 2) of a film's reading in film px, in the file's own order."""
    reference = bench.file_of(setup, index).reference
    if reference is None:
        return np.full((1, 2), np.nan)
    rule = replace(setup.labels, order=None)
    return rule.read(reference, reference.scheme, bench.box(setup, index), bench.mm_per_px(index))


def spread_ratios(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[float]:
    """How many times as far as the readings the predictions spread, film by film, in whatever order they are."""
    spreads = _spreads(bench, setup, indices)
    return [(found / max(float(read.sum()), 1e-9)) ** 0.5 for _, read, found in spreads]


def frame(cause: str, title: str, advice: str, prior: float = 0.0, **values: object) -> Hypothesis:
    """A hypothesis of another frame; with a `prior` (mm) it is a fitted one."""
    return Hypothesis(
        cause, title, advice, lambda setup: setup.labelled(**values), passes=False, prior=prior, fitted=prior > 0
    )


def _spreads(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[tuple[Size, Points, float]]:
    """Of some films size (px), variance (2,) of the readings' points, and of the predictions' in all."""
    spreads = []
    for i in indices:
        found, points = bench.predict(setup, i)[0], unordered(bench, setup, i)
        predicted, read = found[np.isfinite(found).all(axis=1)], points[np.isfinite(points).all(axis=1)]
        if min(len(read), len(predicted)) > _FEW:
            size = bench.films[i].radiograph.size
            spreads.append((size, np.asarray(read.var(axis=0)), float(predicted.var(axis=0).sum())))
    return spreads


def _as_far(spreads: Sequence[tuple[Size, Points, float]], px: Sequence[Points]) -> bool:
    """Whether readings of so many `px` (2,) to a unit spread about as far as predictions, at the median film."""
    pairs = zip(spreads, px, strict=True)
    ratios = [(float((read * each**2).sum()) / max(found, 1e-9)) ** 0.5 for (_, read, found), each in pairs]
    return bool(ratios) and 1 / _SPREAD_TIMES < float(np.median(ratios)) < _SPREAD_TIMES


def _px_of_share(size: Size, kind: str) -> Points:
    """How many px (2,) a share of 1 is in x and y."""
    placed = share_frames(size)[kind]
    return placed(np.ones(2)) - placed(np.zeros(2))
