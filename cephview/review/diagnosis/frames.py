"""Hypotheses about the frame of the readings: their unit, the corner they count from, what they write for missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.findings import one_after_another
from cephview.review.diagnosis.hypotheses import Hypothesis
from cephview.review.diagnosis.setup import Setup

# What a fitted transformation has to gain beyond a written one, mm; each number more of it so much again.
_FITTED_MM = 0.1
# Shifts of single films differ by more than this at the median, and by more than their points do about them.
_CROPPED_MM, _TIMES_LEFT = 4.0, 2.0


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
