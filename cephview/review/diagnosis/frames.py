"""Hypotheses about the frame of the readings: their unit, the corner they count from, what they write for missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Padding, Size
from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.findings import one_after_another
from cephview.review.diagnosis.hypotheses import Hypothesis
from cephview.review.diagnosis.setup import Setup

_IN_INPUT = marked("the readings are in px of what the model is given, not of the film")
# A fitted scale nearer to 1 is the readers' habits, one further off makes all points one.
_LEAST_SCALE, _MOST_SCALE = 0.01, 0.4
# Readings in the right order lie on a line with the predictions in x and in y; others are not scaled, but otherwise.
_ON_A_LINE = 0.95
# Points that spread by less, in whatever unit, are one place: rounding, on which no line can be laid.
_A_PLACE = 1e-6
# A scale without a shift is one where a shift besides would leave hardly less.
_NO_SHIFT = 1.2
# What a fitted transformation has to gain beyond a written one, mm; each number more of it so much again.
_FITTED_MM = 0.1
# Sides of inputs are multiples of so many px, and a fitted side is one where it is so near; what a film's fit needs.
_SIDES, _SAME_SIZE = 16, 0.015
_FEWEST_POINTS, _ONE_PLACE = 5, 1e-6
# Shifts of single films differ by more than this at the median, and by more than their points do about them.
_CROPPED_MM, _TIMES_LEFT = 4.0, 2.0
# What the frame of an input has to gain beyond a frame that needs no fit.
_INPUT_MM = 0.02


def written_frames(bench: Bench, setup: Setup) -> list[Hypothesis]:
    """Frames that need no fit: mm instead of px, 0 to 1, x counted from the right."""
    found = [
        _frame(
            "axes",
            marked("the readings count x from the right edge of the film"),
            marked("take x of the readings from the film's width"),
            leftward=not setup.labels.leftward,
        )
    ]
    if not setup.labels.shares:
        found.append(
            _frame(
                "unit",
                marked("the readings are shares of the film's width and height, from 0 to 1"),
                marked("multiply x by the film's width and y by its height"),
                shares=True,
            )
        )
    if not setup.labels.millimetres:
        usual = float(np.median([bench.mm_per_px(i) for i in range(len(bench.films))]))
        title = Sentence("the readings are in mm, not in px ({usual:.4g} mm per px)", usual=usual)
        advice = marked("divide the readings by the mm per px of their film")
        found.append(_frame("unit", title, advice, millimetres=True))
    return found


def network_frames(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Hypothesis]:
    """Px of the network's input instead of film px: of this network, or one whose size is fitted where there is none.

    Also of a film made square by black bars that were not taken off again.
    """
    if setup.labels.network:
        return []
    own = _frame(
        "network frame",
        _IN_INPUT,
        marked("take the readings back to px of the film"),
        network=True,
    )
    own = replace(
        own, detail=marked("px of the network's input: apply the inverse letterbox, or compare in that frame")
    )
    if bench.has_network:
        return [own]
    bars = _frame(
        "padding",
        marked("the readings are of films with the bars that make them square, which were not taken off"),
        marked("subtract the bars from the readings: (side - width) / 2 and (side - height) / 2"),
        square=not setup.labels.square,
    )
    return [bars, *(_of_input(own, *shape) for shape in _inputs(bench, setup, indices))]


def _inputs(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[tuple[Padding, Size]]:
    """Padding and size (width, height) px of the inputs that would explain where the points lie."""
    fits, sizes = [], []
    for i in indices:
        read, found = bench.reference(setup, i), bench.predict(setup, i)[0]
        known = np.isfinite(read + found).all(axis=1)
        read, found = read[known], found[known]
        if len(read) < _FEWEST_POINTS or min(read.std(axis=0)) < _ONE_PLACE:
            continue
        scale = _through_origin(found - found.mean(axis=0), read - read.mean(axis=0))
        shift = np.median(read - scale * found, axis=0)
        axes = [_through_origin(found[:, [k]], read[:, [k]]) for k in (0, 1)]
        fits.append(np.array([scale + 0 * shift, shift, axes]))
        sizes.append(bench.films[i].radiograph.size)
    if not fits:
        return []
    films, (scales, shifts, axes) = np.array(sizes, float), np.moveaxis(np.array(fits), 1, 0)
    centred = np.median(films * scales + 2 * shifts, axis=0)
    stretched = np.median(films * axes, axis=0)
    square = np.median(films.max(axis=1) * axes.mean(axis=1)) * np.ones(2)
    found_sizes: list[tuple[Padding, Size]] = []
    ways: list[tuple[Padding, NDArray[np.float64]]] = [("centre", centred), ("stretch", stretched)]
    if float(np.ptp(films, axis=0).max()) > 0:  # films of one size in a corner are those of another resolution
        ways.append(("corner", square))
    for padding, size in ways:
        whole = np.round(size / _SIDES) * _SIDES
        if (np.abs(whole / size - 1) < _SAME_SIZE).all() and (whole > 0).all() and whole.max() < films.max():
            found_sizes.append((padding, (int(whole[0]), int(whole[1]))))
    return found_sizes


def _of_input(own: Hypothesis, padding: Padding, size: Size) -> Hypothesis:
    words = {
        "centre": marked("{title} ({width} × {height} px, the film in the middle between bars)"),
        "corner": marked("{title} ({width} × {height} px, the film in the upper left corner)"),
        "stretch": marked("{title} ({width} × {height} px, the film stretched to it)"),
    }
    return replace(
        own,
        title=Sentence(words[padding], title=Sentence(own.title), width=size[0], height=size[1]),
        apply=lambda given: given.specified(image_size=size, padding=padding).labelled(network=True),
        prior=_INPUT_MM,
    )


def fitted_frames(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Hypothesis]:
    """Scales with and without a shift, by least squares over all points of some films; in width and height apart, too.

    They hold for readings in the order that the set-up says. None where the readings have a scale already.
    """
    if setup.labels.scale != 1.0 or setup.labels.shift != (0.0, 0.0):
        return []
    read = np.concatenate([bench.reference(setup, i) for i in indices])
    found = np.concatenate([bench.predict(setup, i)[0] for i in indices])
    known = np.isfinite(read + found).all(axis=1)
    read, found = read[known], found[known]
    if (
        len(read) < 10
        or min(*read.std(axis=0), *found.std(axis=0)) < _A_PLACE
        or min(np.corrcoef(read[:, k], found[:, k])[0, 1] for k in (0, 1)) < _ON_A_LINE
    ):
        return []
    one, both = _through_origin(read, found), np.array([_through_origin(read[:, [k]], found[:, [k]]) for k in (0, 1)])
    centred = _through_origin(read - read.mean(axis=0), found - found.mean(axis=0))
    left = _left(centred * (read - read.mean(axis=0)), found - found.mean(axis=0))
    hypotheses = []
    if _is_scale(one) and _left(one * read, found) < _NO_SHIFT * left:
        text = Sentence("the readings are of films of {factor:.4g} times the resolution of these", factor=1 / one)
        advice = Sentence("multiply the readings by {scale:.4g}", scale=one)
        hypotheses.append(_frame("resolution", text, advice, _FITTED_MM, scale=one))
    if (
        _is_scale(both[0] / both[1])
        and all(abs(each - 1) < _MOST_SCALE for each in both)
        and (_left(both * read, found) < _NO_SHIFT * left)
    ):
        scale = (float(both[0]), float(both[1]))
        words = marked("the readings are stretched: {x:.4g} times in width, {y:.4g} times in height")
        text = Sentence(words, x=1 / scale[0], y=1 / scale[1])
        advice = Sentence("multiply x of the readings by {x:.4g} and y by {y:.4g}", x=scale[0], y=scale[1])
        hypotheses.append(_frame("resolution", text, advice, 2 * _FITTED_MM, scale=scale))
    if _is_scale(centred):
        x, y = (float(value) for value in np.median(found - centred * read, axis=0))
        words = marked("the readings are of films of {factor:.4g} times the resolution of these, cropped otherwise")
        text = Sentence(words, factor=1 / centred)
        words = marked("multiply the readings by {scale:.4g} and add ({x:.1f}, {y:.1f}) px")
        advice = Sentence(words, scale=centred, x=x, y=y)
        hypotheses.append(_frame("resolution", text, advice, 3 * _FITTED_MM, scale=centred, shift=(x, y)))
    return hypotheses


def offset_words(across: float, along: float) -> Sentence:
    """Where all readings lie of the predictions, so many mm to the right and below them; negative is left and above."""
    words = {
        (True, True): marked("all readings lie {x:.1f} mm to the right of and {y:.1f} mm below the predictions"),
        (True, False): marked("all readings lie {x:.1f} mm to the right of and {y:.1f} mm above the predictions"),
        (False, True): marked("all readings lie {x:.1f} mm to the left of and {y:.1f} mm below the predictions"),
        (False, False): marked("all readings lie {x:.1f} mm to the left of and {y:.1f} mm above the predictions"),
    }
    return Sentence(words[across > 0, along > 0], x=abs(across), y=abs(along))


def film_shifts(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Hypothesis]:
    """A shift of its own for each film, as where each was cropped otherwise; none where one shift does for all.

    `indices` are the films by which this is judged.
    """
    if setup.labels.shifts or setup.labels.shift != (0.0, 0.0):
        return []
    shifts, lengths = [], []
    for i in range(len(bench.films)):
        away = bench.predict(setup, i)[0] - bench.reference(setup, i)
        known = away[np.isfinite(away).all(axis=1)]
        shift = np.median(known, axis=0) if len(known) else np.zeros(2)
        shifts.append((float(shift[0]), float(shift[1])))
        if i in indices and len(known):
            lengths.append((float(np.median(np.linalg.norm(known - shift, axis=1))), bench.mm_per_px(i)))
    if not lengths:
        return []
    apart = float(np.median(np.linalg.norm(np.array(shifts) - np.median(shifts, axis=0), axis=1)))
    left, scale = (float(value) for value in np.median(lengths, axis=0))
    if apart * scale < _CROPPED_MM or apart < _TIMES_LEFT * left:
        return []
    words = marked("each film was cropped otherwise than when it was read, by {mm:.0f} mm at the median")
    text = Sentence(words, mm=apart * scale)
    advice = marked("take the films that were read, or add to each reading what was cut off of its film")
    return [
        Hypothesis(
            "cropped",
            text,
            advice,
            lambda given: given.labelled(shifts=tuple(shifts)),
            passes=False,
            prior=4 * _FITTED_MM,
            fitted=True,
        )
    ]


def unread_points(bench: Bench, setup: Setup) -> Hypothesis | None:
    """Points of any reader that are no points but what a file writes for missing; None where there is none."""
    clean = setup.without_unread()
    places: dict[str, int] = {}
    symbols = setup.specification.scheme.value.symbols
    for i in range(len(bench.films)):
        before, after = (np.isfinite(bench.readers(each, i)).all(axis=-1) for each in (setup, clean))
        for k in np.flatnonzero((before & ~after).any(axis=0)):
            places[symbols[k]] = places.get(symbols[k], 0) + 1
    if not places:
        return None
    of_one, of_many = marked("{symbol} on one film"), marked("{symbol} on {films} films")
    named = [
        Sentence(of_many, symbol=symbol, films=count) if count > 1 else Sentence(of_one, symbol=symbol)
        for symbol, count in places.items()
    ]
    return Hypothesis(
        "not read",
        Sentence("points that were not read count as read: {points}", points=one_after_another(named)),
        marked("leave them empty in the readings: −1, (0, 0) or −999 are no points of a film"),
        Setup.without_unread,
        passes=False,
        certain=True,
    )


def _frame(cause: str, title: str, advice: str, prior: float = 0.0, **values: object) -> Hypothesis:
    return Hypothesis(
        cause, title, advice, lambda setup: setup.labelled(**values), passes=False, prior=prior, fitted=prior > 0
    )


def _through_origin(read: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """The scale of least squares from readings to predictions (points, axes), about the origin."""
    return float((read * found).sum() / max(float((read**2).sum()), 1e-9))


def _left(moved: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """How far moved readings lie from the predictions, at the median, in px."""
    return float(np.median(np.linalg.norm(moved - found, axis=1)))


def _is_scale(scale: float) -> bool:
    return _LEAST_SCALE < abs(scale - 1) < _MOST_SCALE
