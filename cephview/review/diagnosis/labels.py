"""Hypotheses about the readings: their order and scheme, their frame and resolution, x and y, counting from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from cephview.core.geometry import Points
from cephview.core.landmarks import SCHEMES
from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.findings import one_after_another
from cephview.review.diagnosis.frames import film_shifts, fitted_frames, network_frames, offset_words, written_frames
from cephview.review.diagnosis.hypotheses import Chain, Hypothesis, applied
from cephview.review.diagnosis.setup import Setup

# A resolution or an offset below these is told from the readers' differences by nothing.
_MIN_SCALE, _MIN_SHIFT_PX = 0.03, 4.0
# Full ISBI films against those reduced to 1280 rows, and other reductions by whole numbers.
_KNOWN_SCALES = (2400 / 1280, 2.0, 3.0, 4.0, 1.5)
# A scale so near to a known one is it; one so near to that of mm is mm, where a px is that much finer than a mm.
_KNOWN_SHARE, _NEARLY_MM, _FINER_THAN_MM = 0.005, 0.3, 2.5
# With fewer points in common nothing is told of their order.
_FEWEST_POINTS = 5
# What a fitted transformation has to gain beyond a written one.
_FITTED_MM = 0.03
# Points in the right order lie nearer to it than to any other by far, so chance cannot pick one: few are its rivals.
_RIVAL_ORDERS = 4


def label_chains(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Chain]:
    """What could be wrong with the readings, fitted to the predictions on `indices` where it has a parameter.

    An exchange of x and y may come with another resolution, and any of them with another order: chains of causes.
    """
    axes = _labelled(
        "axes",
        marked("in the readings x and y are exchanged"),
        marked("exchange the readings' columns"),
        exchanged=not setup.labels.exchanged,
    )
    upward = _labelled(
        "upward",
        marked("the readings count y from below"),
        marked("take y of the readings from the film's height"),
        upward=not setup.labels.upward,
    )
    one = _labelled(
        "one-based",
        marked("the readings count pixels from 1"),
        marked("subtract 1 px from x and y of the readings"),
        shift=(-1.0, -1.0),
    )
    networks, written = network_frames(bench, setup, indices), written_frames(bench, setup)
    chains: list[Chain] = [(axes,), (upward,), (one,), *((h,) for h in (*written, *networks))]
    if not setup.labels.network:
        chains += [(hypothesis,) for hypothesis in fitted_frames(bench, setup, indices)]
        fitted = [
            *resolution_hypotheses(bench, setup, indices),
            *_offset(bench, setup, indices),
            *film_shifts(bench, setup, indices),
        ]
        chains += [(hypothesis,) for hypothesis in fitted]
        for mm in [h for h in written if h.apply(setup).labels.millimetres and not setup.labels.millimetres]:
            # A resolution that is nearly that of mm is mm, and something besides.
            chains = [chain for chain in chains if not _nearly_mm(bench, chain[-1].apply(setup))]
            place = mm.apply(setup)
            scales = [*resolution_hypotheses(bench, place, indices), *fitted_frames(bench, place, indices)]
            chains += [(mm, hypothesis) for hypothesis in scales]
        for turned in (axes, upward):
            place = turned.apply(setup)
            chains += [(turned, hypothesis) for hypothesis in resolution_hypotheses(bench, place, indices)]
            if not bench.has_network:
                chains += [(turned, hypothesis) for hypothesis in network_frames(bench, place, indices)]
    # A shift of one px is nothing beside another order, and is looked for again once that is repaired.
    gross = [chain for chain in chains if one not in chain]
    ordered = [(*chain, order) for chain in [(), *gross] for order in _order(bench, applied(setup, chain), indices)]
    ordered += [(hypothesis,) for hypothesis in named_orders(bench, setup)]
    return [chain for chain in [*chains, *ordered] if applied(setup, chain) != setup]


def matched_distance(bench: Bench, setup: Setup, index: int) -> float:
    """Mean distance in mm of predicted points to readings of one film, whatever their order; inf without a reading."""
    distances = _distances(bench, setup, index)
    rows, columns = np.isfinite(distances).any(axis=1), np.isfinite(distances).any(axis=0)
    known = distances[rows][:, columns]
    if known.size == 0:
        return float("inf")
    return float(known[linear_sum_assignment(known)].mean())


def best_order(bench: Bench, setup: Setup, indices: Sequence[int]) -> tuple[int, ...] | None:
    """Which point of the readings is each landmark of the model: the assignment of least median distance.

    Hungarian method (Kuhn 1955, as scipy has it) over the films' median distances. −1 where the readings have no point
    for a landmark; None where they have hardly any.
    """
    stack = np.stack([_distances(bench, setup, i) for i in indices])
    known = np.asarray(np.isfinite(stack).any(axis=0))
    rows, columns = np.flatnonzero(np.any(known, axis=1)), np.flatnonzero(np.any(known, axis=0))
    if min(len(rows), len(columns)) < _FEWEST_POINTS:
        return None
    middle = np.nanmedian(stack[:, rows][:, :, columns], axis=0)
    if np.isnan(middle).any():
        return None
    order = [-1] * stack.shape[1]
    for row, column in zip(*linear_sum_assignment(middle), strict=True):
        order[int(rows[row])] = int(columns[column])
    return tuple(order)


def order_words(setup: Setup, order: tuple[int, ...], source: Sequence[str]) -> str:
    """In words which landmarks are exchanged: `L1 and U1 are exchanged`, or how many stand elsewhere."""
    symbols = setup.specification.scheme.value.symbols
    known = [(i, place) for i, place in enumerate(order) if place >= 0]
    wrong = [(symbols[i], source[place]) for i, place in known if source[place] != symbols[i]]
    pairs = {frozenset(pair) for pair in wrong}
    if wrong and len(pairs) * 2 == len(wrong):
        two = marked("{one} and {other}")
        names = [Sentence(two, one=one, other=other) for one, other in map(sorted, sorted(pairs, key=sorted))]
        return Sentence("{pairs} are exchanged in the readings", pairs=one_after_another(names))
    steps = {(place - i) % len(source) for i, place in known}
    if len(steps) == 1 and len(source) == len(symbols):
        step = steps.pop()
        if step <= len(source) - step:
            text = marked(
                "the readings' landmarks are counted from another one: each stands {far} later than it should"
            )
            return Sentence(text, far=step)
        text = marked("the readings' landmarks are counted from another one: each stands {far} earlier than it should")
        return Sentence(text, far=len(source) - step)
    if len(steps) == 1 and len(source) > len(symbols):
        text = marked("the readings hold {others} other points, {before} of them before the landmarks")
        return Sentence(text, others=len(source) - len(symbols), before=steps.pop())
    text = marked("the readings' landmarks are in another order: {wrong} of {all} stand elsewhere")
    return Sentence(text, wrong=len(wrong), all=len(symbols))


def _nearly_mm(bench: Bench, setup: Setup) -> bool:
    """Whether readings of px are taken times so much as readings in mm would be, or nearly; known scales are none."""
    scale = float(np.mean(setup.labels.scale))
    per_mm = 1 / float(np.median([bench.mm_per_px(i) for i in range(len(bench.films))]))
    known = any(abs(scale / each - 1) < _KNOWN_SHARE for each in _KNOWN_SCALES)
    return scale > _FINER_THAN_MM and abs(scale / per_mm - 1) < _NEARLY_MM and not known


def _labelled(
    cause: str, title: str, advice: str, prior: float = 0.0, *, fitted: bool = False, **values: Any
) -> Hypothesis:
    return Hypothesis(
        cause, title, advice, lambda setup: setup.labelled(**values), passes=False, prior=prior, fitted=fitted
    )


def _readings(bench: Bench, setup: Setup, index: int) -> Points:
    """All points (m, 2) of a film's reading in film px, in the file's own order."""
    reference = bench.file_of(setup, index).reference
    if reference is None:
        return np.full((1, 2), np.nan)
    scheme = reference.scheme
    rule = replace(setup.labels, order=None)
    return rule.read(reference, scheme, bench.box(setup, index), bench.mm_per_px(index))


def _distances(bench: Bench, setup: Setup, index: int) -> NDArray[np.float64]:
    predicted, read = bench.predict(setup, index)[0], _readings(bench, setup, index)
    return np.asarray(np.linalg.norm(predicted[:, None] - read[None], axis=-1) * bench.mm_per_px(index))


def resolution_hypotheses(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Hypothesis]:
    """Other resolutions of the readings: the scale by which they spread as the predictions do, in whatever order."""
    ratios = []
    for i in indices:
        predicted, read = bench.predict(setup, i)[0], _readings(bench, setup, i)
        read = read[np.isfinite(read).all(axis=1)]
        if len(read) > 3:
            ratios.append(float(np.sqrt(predicted.var(axis=0).sum() / max(read.var(axis=0).sum(), 1e-9))))
    fitted = float(np.median(ratios)) if ratios else 1.0
    former = setup.labels.scale
    if abs(fitted - 1) < _MIN_SCALE or not 0.01 < fitted < 100 or isinstance(former, tuple):
        return []
    known = [s for scale in _KNOWN_SCALES for s in (scale, 1 / scale) if abs(s / fitted - 1) < _MIN_SCALE]
    # A film of another resolution is one of a whole width: the scale is known better than it can be measured.
    options = [*known, fitted]
    found = []
    for scale in dict.fromkeys(options):
        words = marked("the readings belong to films of {factor:.4g} times the resolution of these")
        text = Sentence(words, factor=1 / scale)
        advice = Sentence("multiply the readings by {scale:.4g}, or take the films that they belong to", scale=scale)
        found.append(_labelled("resolution", text, advice, _FITTED_MM, fitted=True, scale=former * scale))
    return found


def _offset(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Hypothesis]:
    """One shift of all points of all films, of more px than a rule of counting makes."""
    shifts = [np.nanmedian(bench.predict(setup, i)[0] - bench.reference(setup, i), axis=0) for i in indices]
    shift = np.median(np.stack(shifts), axis=0)
    if not np.isfinite(shift).all() or float(np.hypot(*shift)) < _MIN_SHIFT_PX:
        return []
    x, y = (float(value) for value in shift)
    former = setup.labels.shift
    mm = float(np.median([bench.mm_per_px(i) for i in range(len(bench.films))]))
    text = offset_words(-x * mm, -y * mm)
    words = marked(
        "add ({x:.1f}, {y:.1f}) px to the readings: they were made on films that were not cropped like these"
    )
    advice = Sentence(words, x=x, y=y)
    return [_labelled("offset", text, advice, 2 * _FITTED_MM, fitted=True, shift=(former[0] + x, former[1] + y))]


def named_orders(bench: Bench, setup: Setup) -> list[Hypothesis]:
    """The readings' points taken in the order of another known scheme, cut to as many: its first 19, for example."""
    reference = next((film.reference for film in bench.films if film.reference), None)
    if reference is None or setup.labels.order is not None:
        return []
    symbols, count, found = setup.specification.scheme.value.symbols, len(reference.scheme), []
    for scheme in SCHEMES.values():
        cut = scheme.symbols[:count]
        if cut == reference.scheme.symbols or sum(symbol in cut for symbol in symbols) < _FEWEST_POINTS:
            continue
        order = tuple(cut.index(symbol) if symbol in cut else -1 for symbol in symbols)
        whole = marked("the readings' points are in the order of {scheme}")
        part = marked("the readings' points are in the order of {scheme}, cut to {count}")
        title = Sentence(whole if len(scheme) == count else part, scheme=scheme.title, count=count)
        lacking = tuple(symbol for symbol in symbols if symbol not in cut)
        none = marked("read them by that order: they lack nothing")
        advice = Sentence("read them by that order: they lack {symbols}", symbols=lacking) if lacking else none
        found.append(_labelled("order", title, advice, order=order))
    return found


def _order(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Hypothesis]:
    """The best order of the readings, where it is not the one in use."""
    order = best_order(bench, setup, indices)
    reference = next((film.reference for film in bench.films if film.reference), None)
    if order is None or reference is None:
        return []
    symbols, source = setup.specification.scheme.value.symbols, reference.scheme.symbols
    current = setup.labels.order
    same = all(place < 0 or source[place] == symbol for place, symbol in zip(order, symbols, strict=True))
    if (current is None and same) or order == current:
        return []
    words = order_words(setup, order, source)
    advice = marked(
        "put the readings' landmarks in the order of the predictions, or choose the scheme that the readings have"
    )
    return [replace(_labelled("order", words, advice, _FITTED_MM, order=order), rivals=_RIVAL_ORDERS)]
