"""Between which grey values a film's anatomy lies, from what most of its pixels are; whether a window fits it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from cephview.core.sentences import Sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

Pixels: TypeAlias = "NDArray[np.uint8] | NDArray[np.uint16]"
Window = tuple[float, float]

# Share of pixels that may saturate: hot pixels and lead letters, no anatomy.
_CLIP = 0.001
# Pixels that are looked at, about: greys are known from fewer than all.
_LOOKED_AT = 250_000
# A rim, padding or writing lies apart: next to no pixel over a quarter of all greys between it and the film.
_BINS, _GAP, _RARE = 256, 64, 0.0005
# What is left of the anatomy's range below its darkest greys where something blacker was left out: the edge of the soft
# tissue has to stand out from it.
_BELOW = 0.05
# Measured on the drawn film, whose MRE is 1.8 px by its own range: a window that makes more than so much of it black or
# white, or of whose greys the film uses less than so much, brings more than 2.3 px.
_MOST_BLACK, _MOST_WHITE, _MOST_LOST, _LEAST_USED = 0.3, 0.12, 0.4, 0.6
# An 8-bit film was windowed when it was made; one that uses less than this share of its greys was not, or badly.
_FLAT = 0.5


# A film is dark or bright on the screen where its middle grey, or nearly all of it, lies beyond these shares of what is
# shown, flat where 90 % lie within so much. The nearest of 310 real films are 0.21, 0.76, 0.54, 0.31, 0.5.
_DARK_MIDDLE, _BRIGHT_MIDDLE, _DARK_TOP, _BRIGHT_BOTTOM, _FLAT_SPREAD = 0.15, 0.85, 0.5, 0.5, 0.3
# Where a fitting look puts the middle grey (the median of those films), and how far a gamma may go for that.
_MIDDLE, _MOST_GAMMA = 0.4, 2.5


@dataclass(frozen=True)
class FittingLook:
    """How a film that can hardly be seen is shown: grey values from black to white, a gamma, and why, as a sentence."""

    low: float
    high: float
    gamma: float
    why: str


@dataclass(frozen=True)
class GreyRange:
    """Grey values from `low` (black) to `high` (white), with a sentence where that is not what one would expect."""

    low: float
    high: float
    note: str = ""


def own_range(pixels: Pixels) -> GreyRange:
    """The range of a film (h, w) or (h, w, 3) without a window.

    8-bit films keep 0-255, as in training, unless they are flat. Deeper ones use what they use of their container, less
    0.1 % at either end, and less what lies far from most of their greys.
    """
    counts = _counts(pixels)
    first, last = _bulk(counts)
    apart = float(counts[:first].sum()), float(counts[last + 1 :].sum())
    low, high = _percentiles(counts, first, last)
    if pixels.dtype == np.uint8:
        used = (high - low) / 255
        if used >= _FLAT or high - low < 2:
            return GreyRange(0.0, 255.0)
        note = Sentence(
            "The film uses only {used:.0%} of its greys: they were stretched, on the screen and for the model.",
            used=used,
        )
        return GreyRange(max(low - _BELOW * (high - low), 0.0), high, note)
    total = float(counts.sum())
    high = max(high, low + 1.0)
    if apart[0]:
        low = max(low - _BELOW * (high - low), 0.0)
    share = sum(apart) / total
    if share <= _CLIP:
        return GreyRange(low, high)
    where = Sentence("above and below") if all(apart) else Sentence("above") if apart[1] else Sentence("below")
    note = Sentence(
        "A rim or writing far {where} the greys of the film ({share:.1%} of it) was left out of their range.",
        where=where,
        share=share,
    )
    return GreyRange(low, high, note)


def fitting_look(pixels: Pixels, shown: Window) -> FittingLook | None:
    """A look for a film that is too dark, too bright or too flat between the grey values `shown`; None where it is not.

    Looked at is the middle of the film, without a frame and blank edges.
    """
    height, width = pixels.shape[:2]
    middle_part = pixels[height // 10 : height - height // 10, width // 10 : width - width // 10]
    counts = _counts(middle_part)
    if np.count_nonzero(counts) < 4:
        return None
    sums = np.cumsum(counts) / counts.sum()
    greys = [int(np.searchsorted(sums, share)) for share in (0.005, 0.05, 0.5, 0.95, 0.995)]
    bottom, middle, top = ((grey - shown[0]) / (shown[1] - shown[0]) for grey in greys[1:4])
    if middle < _DARK_MIDDLE or top < _DARK_TOP:
        what = Sentence("dark")
    elif middle > _BRIGHT_MIDDLE or bottom > _BRIGHT_BOTTOM:
        what = Sentence("bright")
    elif top - bottom < _FLAT_SPREAD:
        what = Sentence("flat")
    else:
        return None
    low, high = float(greys[0]), float(max(greys[4], greys[0] + 1))
    place = min(max((greys[2] - low) / (high - low), 0.01), 0.99)
    gamma = min(max(float(np.log(place) / np.log(_MIDDLE)), 1 / _MOST_GAMMA), _MOST_GAMMA)
    why = Sentence(
        "This film is very {what}: it is shown with a window that fits it. Model and exports have it as it was stored.",
        what=what,
    )
    return FittingLook(low, high, gamma, why)


def screen_table(
    deep: bool, low: float, high: float, *, gamma: float = 1.0, inverted: bool = False
) -> NDArray[np.uint8]:
    """Grey of the screen by grey value of a film, black at `low`: 65536 entries for a deep film, else 256."""
    values = np.arange(65536 if deep else 256, dtype=np.float32)
    shown = np.clip((values - np.float32(low)) / np.float32(high - low), 0.0, 1.0)
    if gamma != 1.0:
        shown = shown ** np.float32(1.0 / gamma)
    if inverted:
        shown = 1.0 - shown
    table: NDArray[np.uint8] = np.rint(shown * 255.0).astype(np.uint8)
    return table


def misfit(pixels: Pixels, window: Window) -> str:
    """Why a window does not fit a film, as a sentence; empty where it does, or where there is nothing to be seen."""
    counts = _counts(pixels)
    first, last = _bulk(counts)
    low, high = _percentiles(counts, first, last)
    inner = np.arange(len(counts))[int(low) + 1 : int(high)]
    weights = counts[int(low) + 1 : int(high)]
    total = float(weights.sum())
    if total == 0:
        return ""
    black, white = (float(weights[lost].sum()) / total for lost in (inner <= window[0], inner >= window[1]))
    instead = Sentence("it was not used; the film's own range of greys was")
    if black > _MOST_BLACK or white > _MOST_WHITE or black + white > _MOST_LOST:
        return Sentence(
            "The window that the file gives would make {value:.0%} of the film black or white: {instead}.",
            value=black + white,
            instead=instead,
        )
    used = (min(high, window[1]) - max(low, window[0])) / (window[1] - window[0])
    if used < _LEAST_USED:
        return Sentence(
            "The window that the file gives is too wide, the film's greys fill {used:.0%} of it: {instead}.",
            used=used,
            instead=instead,
        )
    return ""


def _counts(pixels: Pixels) -> NDArray[np.int64]:
    """How often each grey value occurs, all channels together."""
    step = max(1, int((pixels.shape[0] * pixels.shape[1] / _LOOKED_AT) ** 0.5))
    return np.bincount(pixels[::step, ::step].ravel(), minlength=256 if pixels.dtype == np.uint8 else 65536)


def _bulk(counts: NDArray[np.int64]) -> tuple[int, int]:
    """The first and the last grey value of what is left once all that lies apart is left out.

    Of two parts the film is the one with more different greys: a rim has many pixels, and few greys.
    """
    known = np.flatnonzero(counts)
    first, last = int(known[0]), int(known[-1])
    while last - first >= _BINS:
        edges = np.linspace(first, last + 1, _BINS + 1).astype(np.int64)
        shares = np.add.reduceat(counts[: last + 1], edges[:-1]) / counts[first : last + 1].sum()
        filled = np.flatnonzero(shares >= _RARE)
        gaps = np.diff(filled)
        if not len(gaps) or int(gaps.max()) <= _GAP:
            break
        at = int(np.argmax(gaps))
        below, above = int(edges[filled[at] + 1]) - 1, int(edges[filled[at + 1]])
        if np.count_nonzero(counts[first : below + 1]) >= np.count_nonzero(counts[above : last + 1]):
            last = below
        else:
            first = above
    return first, last


def _percentiles(counts: NDArray[np.int64], first: int, last: int) -> tuple[float, float]:
    """The grey values below and above which 0.1 % of the pixels from `first` to `last` lie."""
    sums = np.cumsum(counts[first : last + 1])
    low = first + int(np.searchsorted(sums, _CLIP * sums[-1], side="right"))
    high = first + int(np.searchsorted(sums, (1 - _CLIP) * sums[-1], side="left"))
    return float(min(low, last)), float(min(high, last))
