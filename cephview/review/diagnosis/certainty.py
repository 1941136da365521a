"""How sure a gain is, in words: on how many films, by how many mm, and the standard error of that."""

from __future__ import annotations

import numpy as np

from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.evidence import Gain

_CHANGED_MM = 1e-9


def certainty_of(gain: Gain) -> Sentence:
    """On how many films a gain is seen, and by how much, with one standard error where films tell it.

    Where a change concerns a few films, by how much those become better: the others say nothing of it.
    """
    films, changed = len(gain.before), gain.by_film[np.abs(gain.by_film) > _CHANGED_MM]
    better = int((changed > 0).sum())
    if len(changed) < films and np.isfinite(changed).all() and len(changed):
        text = marked("{better} of the {changed} films that it concerns become better by it, by {mm:.1f} mm on average")
        one = marked("the one film that it concerns becomes better by it, by {mm:.1f} mm")
        fields = {"better": better, "changed": len(changed), "mm": float(changed.mean())}
        return Sentence(one if len(changed) == better == 1 else text, **fields)
    return with_error(Sentence("{better} of {films} films become better by it", better=better, films=films), gain)


def with_error(share: Sentence, gain: Gain) -> Sentence:
    """What is said of a share of the films, with the mm that they gain and its standard error where they tell it."""
    error = standard_error(gain)
    text = marked("{share}, by {mm:.2f} ± {error:.2f} mm (one standard error)")
    return Sentence(text, share=share, mm=gain.mm, error=error) if np.isfinite(error) else share


def standard_error(gain: Gain) -> float:
    """The standard error in mm of the gain over the films; NaN where fewer than three tell it."""
    known = len(gain.before) > 2 and np.isfinite(gain.by_film).all()
    return gain.error_mm if known else float("nan")
