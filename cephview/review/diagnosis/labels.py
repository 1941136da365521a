"""Hypotheses about the readings: their order and scheme, their frame and resolution, x and y, counting from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from cephview.core.landmarks import SCHEMES
from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.common_points import Common, axes_alike, points_in_common
from cephview.review.diagnosis.findings import one_after_another
from cephview.review.diagnosis.fitted_frames import KNOWN_SCALES, fitted_frames
from cephview.review.diagnosis.frames import film_shifts, offset_words
from cephview.review.diagnosis.hypotheses import Chain, Hypothesis, applied
from cephview.review.diagnosis.input_frames import input_frames
from cephview.review.diagnosis.setup import Setup
from cephview.review.diagnosis.written_frames import edge_hypotheses, network_frame, unordered, written_frames

# An offset below this is told from the readers' differences by nothing.
_MIN_SHIFT_PX = 4.0
# A scale so near to that of a unit is the unit and something besides, where a px is that much finer than it.
_NEARLY_A_UNIT, _FINER = 0.12, 2.5
# Correlation of an axis of the readings with one of the predictions from which on both are the same.
_SAME_AXIS = 0.8
# Points of readings in a right frame lie about where those of the predictions do, whatever their order: middles apart,
# and variances and covariance, as shares of the predictions' own, on the first films.
_MIDDLE, _VARIANCE, _FILMS = 0.6, 0.6, 3
# With fewer points in common nothing is told of their order.
_FEWEST_POINTS = 5
# What a fitted transformation has to gain beyond a written one.
_FITTED_MM = 0.03
# Points in the right order lie nearer to it than to any other by far, so chance cannot pick one: few are its rivals.
_RIVAL_ORDERS = 4


def label_chains(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Chain]:
    """What could be wrong with the readings, fitted to the predictions on `indices` where it has a parameter.

    Other edges may come with another resolution, and any of them with another order: chains of causes.
    """
    edges, common = edge_hypotheses(setup), points_in_common(bench, setup, indices)
    plain = _frames(bench, setup, indices, common)
    chains: list[Chain] = [*((edge,) for edge in edges), *plain]
    chains += [(hypothesis,) for hypothesis in [*_offset(bench, setup, indices), *film_shifts(bench, setup, indices)]]
    ordered = [(*chain, order) for chain in [(), *chains] for order in _order(bench, applied(setup, chain), indices)]
    likely = _likely_edges(setup, common)
    if likely is not None:
        for edge in [each for each in edges if _edges(each.apply(setup)) == likely]:
            chains += [(edge, *chain) for chain in _frames_at(bench, edge.apply(setup), indices)]
    else:
        ordered += _with_orders(bench, setup, indices, edges, plain)
    chains += [(one,) for one in _one_based(setup)]
    ordered += [(hypothesis,) for hypothesis in named_orders(bench, setup)]
    return [chain for chain in [*chains, *ordered] if applied(setup, chain) != setup]


def _with_orders(
    bench: Bench, setup: Setup, indices: Sequence[int], edges: Sequence[Hypothesis], frames: Sequence[Chain]
) -> list[Chain]:
    """Other edges together with other frames, where points lie about right so, and their best order."""
    found: list[Chain] = []
    for edge in edges:
        if not bench.has_network:  # few are tried, and a fit depends on the edges
            frames = _frames_at(bench, edge.apply(setup), indices)
        for chain in frames:
            whole = applied(setup, (edge, *chain))
            if _about_there(bench, whole, indices[:_FILMS]):
                found += [(edge, *chain, order) for order in _order(bench, whole, indices)]
    return found


def _frames_at(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Chain]:
    return _frames(bench, setup, indices, points_in_common(bench, setup, indices))


def _frames(bench: Bench, setup: Setup, indices: Sequence[int], common: Common) -> list[Chain]:
    """Units and inputs that need no fit, and those that do; a unit together with a scale that it is not quite."""
    written, fitted = written_frames(bench, setup, indices), fitted_frames(bench, setup, indices, common)
    chains: list[Chain] = [
        (h,) for h in [*written, *network_frame(setup), *input_frames(bench, setup, indices, common)]
    ]
    usual = float(np.median([bench.mm_per_px(i) for i in range(len(bench.films))]))
    for unit in [h for h in written if h.apply(setup).labels.unit_mm]:
        place = unit.apply(setup)
        per_px = place.labels.unit_mm / usual
        nearly = [h for h in fitted if per_px > _FINER and _is_nearly(h.apply(setup).labels.scale, per_px)]
        if nearly:
            fitted = [h for h in fitted if h not in nearly]
            common = points_in_common(bench, place, indices)
            chains += [(unit, scale) for scale in fitted_frames(bench, place, indices, common)]
    return [*chains, *((h,) for h in fitted)]


def _is_nearly(scale: float | tuple[float, float], unit: float) -> bool:
    """Whether readings of px are taken times about so much as readings in a unit would be; known scales are not."""
    known = isinstance(scale, float) and any(scale in (each, 1 / each) for each in KNOWN_SCALES)
    off = float(np.abs(np.mean(scale) / unit - 1))
    return not known and off < _NEARLY_A_UNIT


def _one_based(setup: Setup) -> list[Hypothesis]:
    """Pixels counted from 1: of readings that are in px of the film as they are."""
    labels = setup.labels
    if labels.network or labels.boxed or labels.shares or labels.unit_mm or labels.tilt or labels.scale != 1.0:
        return []
    title, advice = marked("the readings count pixels from 1"), marked("subtract 1 px from x and y of the readings")
    return [_labelled("one-based", title, advice, shift=(-1.0, -1.0))] if labels.shift == (0.0, 0.0) else []


def _edges(setup: Setup) -> tuple[bool, bool, bool]:
    return setup.labels.exchanged, setup.labels.leftward, setup.labels.upward


def _likely_edges(setup: Setup, common: Common) -> tuple[bool, bool, bool] | None:
    """How x and y would have to be counted for readings to run as predictions do; None where their order is not right.

    Exchanged, from the right, from below.
    """
    alike = axes_alike(common)
    if alike is None:
        return None
    straight, crossed = np.diag(alike), np.array([alike[1, 0], alike[0, 1]])  # y of the readings with x, x with y
    exchanged = bool(np.abs(crossed).min() > np.abs(straight).min())
    x, y = (crossed if exchanged else straight).tolist()
    if min(abs(x), abs(y)) < _SAME_AXIS:
        return None
    left, up = setup.labels.leftward, setup.labels.upward
    return setup.labels.exchanged != exchanged, left != (x < 0), up != (y < 0)


def _about_there(bench: Bench, setup: Setup, indices: Sequence[int]) -> bool:
    """Whether readings lie about where predictions do, whatever the order of either: by their middle and spread."""
    near: list[bool] = []
    for i in indices:
        clouds = [
            points[np.isfinite(points).all(axis=1)]
            for points in (bench.predict(setup, i)[0], unordered(bench, setup, i))
        ]
        if min(map(len, clouds)) < _FEWEST_POINTS:
            continue
        (middle, spread), (other, its) = ((points.mean(axis=0), np.cov(points.T)) for points in clouds)
        apart = float(np.linalg.norm(middle - other)) / max(float(np.trace(spread)), 1e-9) ** 0.5
        unlike = float(np.linalg.norm(spread - its)) / max(float(np.linalg.norm(spread)), 1e-9)
        near.append(apart < _MIDDLE and unlike < _VARIANCE)
    return 2 * sum(near) > len(near)


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


def _labelled(
    cause: str, title: str, advice: str, prior: float = 0.0, *, fitted: bool = False, **values: Any
) -> Hypothesis:
    return Hypothesis(
        cause, title, advice, lambda setup: setup.labelled(**values), passes=False, prior=prior, fitted=fitted
    )


def _distances(bench: Bench, setup: Setup, index: int) -> NDArray[np.float64]:
    predicted, read = bench.predict(setup, index)[0], unordered(bench, setup, index)
    return np.asarray(np.linalg.norm(predicted[:, None] - read[None], axis=-1) * bench.mm_per_px(index))


def _offset(bench: Bench, setup: Setup, indices: Sequence[int]) -> list[Hypothesis]:
    """One shift of all points of all films, of more px than a rule of counting makes."""
    if setup.labels.tilt:
        return []  # fitted with it
    shifts = [np.nanmedian(bench.predict(setup, i)[0] - bench.reference(setup, i), axis=0) for i in indices]
    shift = np.median(np.stack(shifts), axis=0)
    if not np.isfinite(shift).all() or float(np.hypot(*shift)) < _MIN_SHIFT_PX:
        return []
    mm = float(np.median([bench.mm_per_px(i) for i in range(len(bench.films))]))
    text = offset_words(-float(shift[0]) * mm, -float(shift[1]) * mm)
    x = float(-shift[0] if setup.labels.leftward else shift[0])
    y = float(-shift[1] if setup.labels.upward else shift[1])
    former = setup.labels.shift
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
