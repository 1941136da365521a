"""A part of a film that a disk or a copy left blank: in files without compression nothing else tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cephview.core.sentences import Sentence

if TYPE_CHECKING:  # numpy itself is imported behind the first frame
    from numpy.typing import NDArray

# So many blank rows are no scratch; and around a hole nearly all pixels hold something, which a black rim's do not.
_FEWEST_ROWS, _HELD = 4, 0.9


def blank_note(pixels: NDArray[Any]) -> str:
    """What is to be said of a film (h, w) or (h, w, 3) with a blank part in its middle; empty where there is none.

    Bytes that are missing run from within a row over whole rows into another, in the order of the file, which in a BMP
    is from the bottom. Blackened or collimated parts have edges of their own and black beside them.
    """
    blank = ~pixels.reshape(len(pixels), -1).any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], blank, [False]]).astype(np.int8)))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if last - first < _FEWEST_ROWS or first < 2 or last > len(pixels) - 2:
            continue
        rows = pixels[[first - 2, first - 1, last, last + 1]]
        around = np.asarray(rows.reshape(*rows.shape[:2], -1).any(axis=2), dtype=bool)
        if _is_hole(around) or _is_hole(around[::-1]):
            return Sentence(
                "Rows {first} to {value} of the film hold nothing: the file may be damaged, copy it again.",
                first=first,
                value=last - 1,
            )
    return ""


def _is_hole(rows: NDArray[np.bool_]) -> bool:
    """Whether nothing but a run of bytes is missing between these four rows, two before and two behind it."""
    before, begin, end, behind = rows
    if not begin.any() or not end.any():
        return False
    start, stop = int(np.flatnonzero(begin)[-1]) + 1, int(np.flatnonzero(end)[0])
    parts = (before, begin[:start], end[stop:], behind)
    return all(float(part.mean()) > _HELD for part in parts)
