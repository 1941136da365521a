"""Which changes that run the network anew are worth all films: a race on more and more films."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.evidence import Gain, film_means
from cephview.review.diagnosis.fitted_frames import resolution_hypotheses
from cephview.review.diagnosis.hypotheses import Chain, applied, network_hypotheses
from cephview.review.diagnosis.labels import matched_distance
from cephview.review.diagnosis.setup import Setup

# Above this something is wrong from the ground up: causes may hide one another, and labels may be in any order.
GROSS_MM = 5.0
_COMMON = ("polarity",)
# Films, and how many changes go on from there.
_STAGES = ((1, 12), (3, 6), (6, 3))
# A change is out where it helps by less than that with two standard errors in its favour.
_HOPE_MM, _ERRORS = 0.05, 2.0
# Changes by which the model is surer by so much go on too, so many of them, whatever chance does to the errors.
_SURER, _SUREST = 0.1, 3
# A change that does so much harm does it in another company as well, and is not run again.
_HARM_MM = -0.1


def race(bench: Bench, setup: Setup, order: Sequence[int], dismissed: set[str]) -> list[Chain]:
    """The changes that promise most on a set-up that is not far off, the best first; `order` is that of the films.

    Names of changes that did harm are added to `dismissed`, and those in it are not run.
    """
    kept: list[Chain] = [(h,) for h in network_hypotheses(setup) if h.name not in dismissed]
    for films, keep in _STAGES:
        places = order[:films]
        base = bench.errors(setup, places)
        gains = {chain: Gain(base, bench.errors(applied(setup, chain), places)) for chain in kept}
        best = {chain: gain.mm + _ERRORS * gain.error_mm for chain, gain in gains.items()}
        dismissed.update(chain[0].name for chain in kept if best[chain] < _HARM_MM)
        hopeful = [chain for chain in kept if best[chain] > _HOPE_MM]
        surer = {chain: _rise(bench, setup, applied(setup, chain), places) for chain in hopeful}
        sure = sorted(hopeful, key=lambda chain: -surer[chain])[: _SUREST if len(kept) > _SUREST else 1]
        best_first = sorted(hopeful, key=lambda chain: -gains[chain].mm)
        chosen = [*best_first[:keep], *(chain for chain in sure if surer[chain] > _SURER)]
        kept = [chain for chain in best_first if chain in chosen]
    return kept


def _rise(bench: Bench, setup: Setup, changed: Setup, places: Sequence[int]) -> float:
    """By how much surer (log-odds) the model is of films that reach it so, on average; 0 where nothing changes."""
    surer = bench.surer(setup, changed, places)
    return 0.0 if surer is None else float(surer.mean())


def race_from_the_ground(bench: Bench, setup: Setup, order: Sequence[int]) -> list[Chain]:
    """The same for a set-up of which nothing makes sense: points count in any order and frame, changes in pairs too."""
    chains: list[Chain] = [(h,) for h in network_hypotheses(setup)]
    first = list(order[:2])
    kept = _halve(bench, setup, chains, first, keep=8)
    if not kept or _any_order_mm(bench, applied(setup, kept[0]), first) > GROSS_MM:
        # No change alone makes sense of these films: try two at once, from the most promising ones.
        sure = max(chains, key=lambda chain: float(bench.confidence(applied(setup, chain), first[:1]).mean()))
        pairs: list[Chain] = []
        # Alone each of these may seem to help nothing, and they are common.
        common = [chain for chain in chains if chain[0].cause in _COMMON]
        for one in dict.fromkeys([*kept[:3], sure, *common]):
            others = network_hypotheses(applied(setup, one))
            pairs += [(*one, other) for other in others if other.cause != one[0].cause]
        kept = [*_halve(bench, setup, pairs, first[:1], keep=4), *kept[:4]]
    kept = _halve(bench, setup, kept, order[:3], keep=3)
    return _halve(bench, setup, kept, order[:6], keep=3)


def _halve(bench: Bench, setup: Setup, chains: list[Chain], places: Sequence[int], *, keep: int) -> list[Chain]:
    base = _any_order_mm(bench, setup, places)
    scores = {chain: _any_order_mm(bench, applied(setup, chain), places) for chain in chains}
    # A single film may mislead by some tenths of a mm; what is far worse is out.
    promising = [chain for chain in chains if scores[chain] < base + (0.1 if len(places) < 3 else 0.0)]
    return sorted(promising, key=lambda chain: scores[chain])[:keep]


def _any_order_mm(bench: Bench, setup: Setup, places: Sequence[int]) -> float:
    """MRE in mm on some films, or, if that is less, that of points in any order and frame."""
    direct = float(film_means(bench.errors(setup, places)).mean())
    known = setup.labels
    frames = [setup, setup.labelled(exchanged=not known.exchanged), setup.labelled(network=True)]
    frames += [setup.labelled(upward=not known.upward), setup.labelled(leftward=not known.leftward)]
    frames += [hypothesis.apply(setup) for hypothesis in resolution_hypotheses(bench, setup, places)]
    # An assignment always finds something near, so it has to be better by more than that.
    matched = [float(np.mean([matched_distance(bench, frame, i) for i in places])) + 1.5 for frame in frames]
    return min(direct, *matched)
