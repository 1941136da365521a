"""Values that no head has, and which two landmarks would explain them if they were exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from cephview.core.frame import Frame
from cephview.core.head_shape import MEAN_HEAD_MM, fit_similarity
from cephview.core.measurements import Measurement, Result, measure, with_unit
from cephview.core.norms import number
from cephview.core.sentences import Sentence

if TYPE_CHECKING:
    from cephview.core.formulas import Formula

# No head lies so far off its norm, in SDs; or, where no SD is known, off its norm's middle or the mean head.
_MOST_SD, _MOST = 12.0, {"°": 60.0, "mm": 40.0, "%": 60.0}
# An exchange explains it that brings it back to so much of that.
_USUAL = 0.4
_ENOUGH = 3  # landmarks that the mean head is laid on


def nonsense(rows: Sequence[Measurement], results: Sequence[Result], frame: Frame) -> str:
    """`FMA −142°: Po and Or exchanged?` of the first value that no head has; empty where there is none."""
    found = [(row, result) for row, result in zip(rows, results, strict=True) if _off(row, result, frame) > 1]
    if not found:
        return ""
    row, result = found[0]
    value = f"{row.name} {with_unit(number(result.value or 0.0, 0), row.unit)}"
    gains: dict[tuple[str, str], float] = {}
    read = dict.fromkeys(symbol for each in results for symbol in each.read if symbol in frame.points)
    for one, other in combinations(read, 2):
        if any(one not in each.read and other not in each.read for _, each in found):
            continue  # what it does not read cannot explain it
        swapped = replace(frame, points={**frame.points, one: frame.points[other], other: frame.points[one]}, kept={})
        again = ((each, replace(measure(each, swapped), choice=known.choice)) for each, known in found)
        if all(now.value is not None and _off(each, now, swapped) < _USUAL for each, now in again):
            gains[one, other] = _gain(one, other, frame)
    if not gains:
        return Sentence("{value} is no head's: is one of {symbols} misplaced?", value=value, symbols=result.read)
    one, other = max(gains, key=gains.__getitem__)
    return Sentence("{value}: {one} and {other} exchanged?", value=value, one=one, other=other)


def _off(row: Measurement, result: Result, frame: Frame) -> float:
    """How far off a value lies, of what no head lies off by; 0 where that cannot be said."""
    value, norm = result.value, result.norm
    if value is None:
        return 0.0
    away = norm.deviation(value) if norm is not None else None
    if away is not None:
        return abs(away) / _MOST_SD
    middle = norm.centre if norm is not None and row.unit == "°" else _of_mean_head(row.formula)
    if middle is None:
        return 0.0
    off = abs(value - middle) / _MOST[row.unit]
    if row.unit == "mm" and off > _USUAL:
        # Heads are small or large, and so are those whose mm per px are wrong: that is another matter.
        off = abs(value - middle * _size(frame)) / _MOST["mm"]
    return off


_known: dict[int, tuple[Formula, float | None]] = {}


def _of_mean_head(formula: Formula) -> float | None:
    """What a formula gives on the mean head; None where that lacks a landmark. Asked with each frame of a drag."""
    kept = _known.get(id(formula))
    if kept is None or kept[0] is not formula:
        head = Frame({symbol: complex(*place) for symbol, place in MEAN_HEAD_MM.items()})
        kept = _known[id(formula)] = formula, measure(Measurement("", formula), head).value
    return kept[1]


def _size(frame: Frame) -> float:
    """How large the head is, by the mean head; 1 where too few landmarks tell."""
    found = _laid([symbol for symbol in frame.points if symbol in MEAN_HEAD_MM], frame)
    return abs(found[0]) if found else 1.0


def _gain(one: str, other: str, frame: Frame) -> float:
    """How much nearer to the mean head, laid on the other landmarks, two lie once they are exchanged; of any unit."""
    laid = _laid([s for s in frame.points if s in MEAN_HEAD_MM and s not in (one, other)], frame)
    if laid is None or one not in MEAN_HEAD_MM or other not in MEAN_HEAD_MM:
        return 0.0
    first, second = (laid[0] * complex(*MEAN_HEAD_MM[s]) + laid[1] for s in (one, other))
    here, there = frame.points[one], frame.points[other]
    return abs(here - first) + abs(there - second) - abs(here - second) - abs(there - first)


def _laid(common: Sequence[str], frame: Frame) -> tuple[complex, complex] | None:
    """The factor and the way that lay the mean head on the film by these landmarks; None where they are too few."""
    import numpy as np

    if len(common) < _ENOUGH:
        return None
    shape = np.array([complex(*MEAN_HEAD_MM[s]) for s in common])
    film = np.array([frame.points[s] for s in common])
    scale, offset = fit_similarity(shape, film, np.ones((1, len(common))))
    return complex(scale[0]), complex(offset[0])
