"""A landmark that a file marks twice is a slip: which of its points is meant, and whether the other is a neighbour."""

from __future__ import annotations

import numpy as np

from cephview.core.head_shape import Point
from cephview.core.landmarks import Scheme
from cephview.core.sentences import Sentence
from cephview.io.annotations.shape import expect

# A second point counts as the missing neighbour where it lies this near to it, and that much nearer than to its own.
_CLEAR_MM, _CLEAR_RATIO = 8.0, 3.0


def one_point_each(found: dict[str, list[Point]], scheme: Scheme, notes: list[str]) -> dict[str, Point]:
    """One point (any frame) a landmark: of several the one where the others expect it; `notes` gets what was done."""
    kept = {symbol: points[0] for symbol, points in found.items() if len(points) == 1}
    single = dict(kept)
    spare: list[tuple[str, Point]] = []
    for symbol, points in found.items():
        if len(points) == 1:
            continue
        expected = expect(symbol, single)
        ranked = sorted(points, key=expected.distance_mm) if expected else points
        kept[symbol] = ranked[0]
        spare += [(symbol, point) for point in ranked[1:]]
        apart = max(np.hypot(p[0] - ranked[0][0], p[1] - ranked[0][1]) for p in ranked[1:])
        why = Sentence("the one nearer to where the others expect it") if expected else Sentence("the first")
        notes.append(
            Sentence(
                "{symbol} was marked {count} times, {apart:.0f} px apart: kept {why}",
                symbol=symbol,
                count=len(points),
                apart=apart,
                why=why,
            )
        )
    missing = [symbol for symbol in scheme.symbols if symbol not in found]
    if len(missing) == 1 and len(spare) == 1:
        _take_for_missing(missing[0], *spare[0], kept, single, notes)
    return kept


def _take_for_missing(
    missing: str, label: str, point: Point, kept: dict[str, Point], single: dict[str, Point], notes: list[str]
) -> None:
    """Give the spare point of `label` to the only missing landmark, where it clearly lies there."""
    there, here = expect(missing, single), expect(label, single)
    if there is None or here is None:
        return
    if there.distance_mm(point) <= min(_CLEAR_MM, here.distance_mm(point) / _CLEAR_RATIO):
        kept[missing] = point
        notes.append(
            Sentence(
                "{missing} was missing: took the second point marked {label}, which lies where it belongs",
                missing=missing,
                label=label,
            )
        )
    else:
        notes.append(
            Sentence(
                "{missing} is missing, perhaps the second point marked {label}: left out", missing=missing, label=label
            )
        )
