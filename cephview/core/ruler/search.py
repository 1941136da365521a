"""Finding the ruler of a film without a line: where do grey values repeat most regularly along an edge?"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from cephview.core.ruler import RulerMarks, measure_marks
from cephview.core.ruler.profile import Place, autocorrelation, first_peak, levelled

if TYPE_CHECKING:
    from numpy.typing import NDArray

Pixels: TypeAlias = "NDArray[np.uint8] | NDArray[np.uint16]"

# The film is looked through at this height, or less; a tile is a piece of a column in which a ruler would repeat.
_HEIGHT, _TILE, _STRIDE, _COLUMNS = 2400, 160, 40, 4
# Pitches in the px of that height: 1 mm is 6-12 px on a film of 240 mm.
_LOW, _HIGH = 5, 26
_REGULAR, _CONTRAST = 0.6, 0.01
_TRIES = 6
_LEAST_MARKS = 9
_GROWTH = 0.5  # share of a ruler's length by which it is sought to go on at either end


@dataclass(frozen=True)
class _Tile:
    score: float
    start: Place
    end: Place


def find_ruler(pixels: Pixels, go_on: Callable[[], object] = lambda: None) -> RulerMarks | None:
    """The longest run of regular marks on a film (h, w) or (h, w, 3), upright or level to some 5°; None where none is.

    It says where the ruler may be; the user has to look, for a grid or a row of clips repeats as well. `go_on` is asked
    again and again: what it raises ends the search.
    """
    step = max(1, math.ceil(max(pixels.shape[:2]) / _HEIGHT))
    grey = pixels[::step, ::step].astype(np.float32)
    if grey.ndim == 3:
        grey = grey.mean(axis=2)
    span = 255.0 if pixels.dtype == np.uint8 else max(float(np.ptp(grey)), 1.0)
    tiles = []
    for upright in (True, False):
        for tile in _tiles(grey, span, upright=upright):
            go_on()
            tiles.append(tile)
    tiles.sort(key=lambda tile: -tile.score)
    best: RulerMarks | None = None
    for tile in _apart(tiles)[:_TRIES]:
        go_on()
        start, end = ((x * step, y * step) for x, y in (tile.start, tile.end))
        marks = _grown(pixels, start, end)
        if marks and marks.count >= _LEAST_MARKS and (best is None or _worth(marks) > _worth(best)):
            best = marks
            if marks.long_every and marks.count >= 2 * _LEAST_MARKS:
                break  # nothing in a head has longer marks at each fifth
    return best


def _worth(marks: RulerMarks) -> float:
    return marks.regularity * marks.count * (2.0 if marks.long_every else 1.0)


def _tiles(grey: NDArray[np.float32], span: float, *, upright: bool) -> Iterator[_Tile]:
    """The places at which grey values repeat, along columns (`upright`) or along rows."""
    image = grey if upright else grey.T
    height, width = image.shape
    count = width // _COLUMNS
    if height < _TILE or count < 1:
        return
    columns = image[:, : count * _COLUMNS].reshape(height, count, _COLUMNS).mean(axis=2).T.astype(np.float64)
    for top in range(0, height - _TILE + 1, _STRIDE):
        part = columns[:, top : top + _TILE]
        flat = levelled(part, _HIGH, _CONTRAST * span)
        # Where next to nothing varies, no ruler can be.
        lively = np.flatnonzero((flat**2).mean(axis=1) > 0.25)
        correlations = autocorrelation(flat[lively])
        likely = correlations[:, _LOW : _HIGH + 1].max(axis=1) >= _REGULAR
        for column, correlation in zip(lively[likely], correlations[likely], strict=True):
            lag, height_of_peak = first_peak(correlation, _LOW, _HIGH)
            if lag and height_of_peak >= _REGULAR:
                # What repeats once repeats again: three pitches on it still does.
                later = min(first_peak(correlation, 3 * lag - 2, 3 * lag + 2)[1], height_of_peak)
                middle = (column + 0.5) * _COLUMNS
                ends = (middle, float(top)), (middle, float(top + _TILE - 1))
                start, end = ends if upright else (ends[0][::-1], ends[1][::-1])
                yield _Tile(later, (start[0], start[1]), (end[0], end[1]))


def _apart(tiles: list[_Tile]) -> list[_Tile]:
    """The best tiles, none beside a better one."""
    chosen: list[_Tile] = []
    for tile in tiles:
        if all(math.dist(tile.start, other.start) > _TILE / 4 for other in chosen):
            chosen.append(tile)
    return chosen


def _grown(pixels: Pixels, start: Place, end: Place) -> RulerMarks | None:
    """The marks along a tile, sought further along the same way as long as there are more."""
    marks = measure_marks(pixels, start, end)
    for _ in range(4):
        if marks is None:
            return None
        (x0, y0), (x1, y1) = marks.places[0].tolist(), marks.places[-1].tolist()
        dx, dy = (x1 - x0) * _GROWTH, (y1 - y0) * _GROWTH
        further = measure_marks(pixels, (x0 - dx, y0 - dy), (x1 + dx, y1 + dy), marks.pitch_px)
        same = further is not None and abs(further.pitch_px - marks.pitch_px) < 0.1 * marks.pitch_px
        if further is None or not same or further.count <= marks.count:
            break
        marks = further
    return marks
