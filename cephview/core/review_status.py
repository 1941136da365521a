"""How far the work on a case has come, and what to look at first: for lists of many cases."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.case import Case, Edit, Status
from cephview.core.sentences import marked

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OPEN = (Status.PREDICTED, Status.MISSING, Status.ESTIMATED)
# A point that is expected to be off by more than this is to be looked at: what counts as found in cephalometry.
DOUBTFUL_MM = 2.0
# The same on a film without calibration: a lateral film shows some 240 mm, of which 2 mm are this share of its height.
DOUBTFUL_SHARE = 0.0083
# The same of a model that says how sure it is, but not how far it may be off.
UNSURE_BELOW = 0.6


class ReviewStatus(StrEnum):
    """How far a case is; the words of the list of films."""

    NEW = marked("new")
    PREDICTED = marked("predicted")
    IN_REVIEW = marked("in review")
    DONE = marked("done")


def review_status(case: Case) -> ReviewStatus:
    """Done where somebody has spoken of every landmark: corrected, placed, confirmed, or not visible."""
    if not case.edits:
        return ReviewStatus.NEW if case.prediction is None else ReviewStatus.PREDICTED
    # Asked of every film of a list: not `unchecked`, which puts them in order.
    is_open = any(case.status(symbol) in _OPEN for symbol in case.reviewed)
    return ReviewStatus.IN_REVIEW if is_open else ReviewStatus.DONE


def has_points(case: Case) -> bool:
    """Whether any landmark has a point, or is said to be invisible."""
    return bool(case.edits) or bool(np.isfinite(case.points).any())


def worst_error_mm(case: Case) -> float | None:
    """The largest distance in mm of a point to the reference; None without a reference or a calibration."""
    errors = case.errors_mm()
    return float(np.nanmax(errors)) if errors is not None and np.isfinite(errors).any() else None


def most_doubtful(case: Case) -> tuple[str, float] | None:
    """The landmark that nobody has looked at and the model is least sure of, with its doubt (see `Case.doubt`)."""
    unseen = [case.status(symbol) is Status.PREDICTED for symbol in case.scheme.symbols]
    doubt = np.where(unseen, case.doubt, np.nan)
    if not np.isfinite(doubt).any():
        return None
    index = int(np.nanargmax(doubt))
    return case.scheme.symbols[index], float(doubt[index])


def doubtful(case: Case) -> list[str]:
    """The symbols of predicted points that nobody has looked at and that may well be wrong, the most doubtful first."""
    mask = _beyond(case)
    return [s for s in review_order(case) if case.status(s) is Status.PREDICTED and mask[case.scheme.index(s)]]


def is_doubtful(case: Case, symbol: str) -> bool:
    """Whether the model's own point of this landmark may well be wrong."""
    return bool(_beyond(case)[case.scheme.index(symbol)])


def unchecked(case: Case) -> list[str]:
    """The symbols of which nobody has spoken: predicted or missing, in the order of the review."""
    return [symbol for symbol in review_order(case) if case.status(symbol) in _OPEN]


def _beyond(case: Case) -> NDArray[np.bool_]:
    errors = case.expected_errors_px
    if not np.isfinite(errors).any():
        return np.asarray(case.confidence < UNSURE_BELOW)
    if case.calibration is not None:
        return np.asarray(case.expected_errors_mm() > DOUBTFUL_MM)
    return np.asarray(errors > DOUBTFUL_SHARE * case.radiograph.size[1])


def review_order(case: Case) -> list[str]:
    """The symbols, what is missing first, then the most doubtful (see `Case.doubt`)."""
    unknown = np.nanmax(case.doubt, initial=0.0) + 1.0  # a point of hand without a prediction: after the missing
    doubt = np.where(np.isfinite(case.points).all(axis=1), np.nan_to_num(case.doubt, nan=unknown), np.inf)
    own = frozenset(case.reviewed)
    return [symbol for i in np.argsort(-doubt, kind="stable") if (symbol := case.scheme.symbols[i]) in own]


def closing_edits(case: Case) -> dict[str, Edit]:
    """What is still to be said for the case to be done: predicted points confirmed, missing ones not visible."""
    edits = {}
    for symbol in case.reviewed:
        status = case.status(symbol)
        if status is Status.PREDICTED:
            edits[symbol] = case.agreement(symbol)
        elif status is Status.ESTIMATED:
            edits[symbol] = Edit(case.edit(symbol).point, confirmed=True)
        elif status is Status.MISSING:
            edits[symbol] = Edit(visible=False)
    return edits
