"""The search for the changes that make a set-up better: successive halving, round after round until nothing helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.hypotheses import (
    Chain,
    Hypothesis,
    applied,
    decoding_hypotheses,
    network_hypotheses,
)
from cephview.review.diagnosis.labels import label_chains, matched_distance, resolution_hypotheses
from cephview.review.diagnosis.setup import Setup

Tell = Callable[[str], None]

# Above this something is wrong from the ground up: causes may hide one another, and labels may be in any order.
GROSS_MM = 5.0
# Beyond this, half an improvement is chance: the model sees something it cannot read.
_LOST_MM = 8.0
_FEW, _ROUNDS = 6, 4


@dataclass(frozen=True, eq=False)
class Repair:
    """A change that was accepted: errors (films,) in mm with all repairs but this one, and with all."""

    hypothesis: Hypothesis
    without: NDArray[np.float64]
    repaired: NDArray[np.float64]

    @property
    def mm(self) -> float:
        """By how much the MRE falls; NaN where nothing could be compared without it."""
        gain = float(np.mean(self.without) - np.mean(self.repaired))
        return gain if np.isfinite(gain) else float("nan")

    @property
    def share(self) -> float:
        """Share of films that it makes better."""
        return float(np.mean(self.without > self.repaired))


def film_errors(bench: Bench, setup: Setup, indices: Sequence[int]) -> NDArray[np.float64]:
    """MRE (films,) in mm of each film; inf where nothing can be compared."""
    errors = bench.errors(setup, indices)
    known = np.isfinite(errors)
    total = np.where(known, errors, 0).sum(axis=1)
    return np.asarray(np.divide(total, known.sum(axis=1), out=np.full(len(errors), np.inf), where=known.any(axis=1)))


def significant(before: NDArray[np.float64], after: NDArray[np.float64], *, passes: bool) -> bool:
    """Whether films (n,) got better by more than chance among many hypotheses.

    What runs the network anew changes each film at random as well; another reading of the same heatmaps hardly does.
    """
    if not np.isfinite(after).all():
        return False
    if not np.isfinite(before).all():
        return True
    gains = before - after
    gain, share = float(gains.mean()), float((gains > 0).mean())
    least = max(0.05, 0.04 * float(after.mean())) if passes else max(0.02, 0.012 * float(after.mean()))
    if gain < least or share < 0.65:
        return False
    if len(gains) < 5:
        return share == 1 and gain > 2 * least
    error = float(gains.std(ddof=1)) / len(gains) ** 0.5
    return gain > (3.5 if passes else 3.0) * error or (share >= 0.9 and gain > 2.5 * error)


def search(bench: Bench, setup: Setup, tell: Tell) -> tuple[Setup, list[Repair]]:
    """The set-up with all that helps, and the repairs by the mm that each explains, the largest first."""
    everything = range(len(bench.films))
    chain: Chain = ()
    tell("measuring the set-up as it is")
    start = current = film_errors(bench, setup, everything)
    for number in range(_ROUNDS):
        now = applied(setup, chain)
        found = _best(bench, now, current, tell, number)
        if found is None:
            break
        better = film_errors(bench, applied(now, found), everything)
        if not significant(current, better, passes=any(h.passes for h in found)):
            break
        lost = float(better.mean()) > _LOST_MM and float(better.mean()) > 0.5 * float(current.mean())
        if lost:
            break
        chain, current = (*chain, *found), better
    tell("weighing the causes against one another")
    return _weigh(bench, setup, chain, start, current)


def _weigh(
    bench: Bench, setup: Setup, chain: Chain, start: NDArray[np.float64], end: NDArray[np.float64]
) -> tuple[Setup, list[Repair]]:
    """Each repair against all others; what proves superfluous falls away."""
    everything = range(len(bench.films))
    few = _few(bench)
    while True:
        repairs = []
        for i, hypothesis in enumerate(chain):
            if len(chain) == 1:
                repairs.append(Repair(hypothesis, start, end))
                continue
            places = few if hypothesis.passes else everything
            without = film_errors(bench, applied(setup, chain[:i] + chain[i + 1 :]), places)
            repairs.append(Repair(hypothesis, without, end[list(places)]))
        idle = [r for r in repairs if not significant(r.without, r.repaired, passes=False)]
        if not idle or len(chain) == 1:
            break
        least = min(idle, key=lambda repair: repair.mm)
        chain = tuple(h for h in chain if h is not least.hypothesis)
        end = film_errors(bench, applied(setup, chain), everything)
    repairs.sort(key=lambda repair: -np.nan_to_num(repair.mm, nan=np.inf))
    return applied(setup, chain), repairs


def _few(bench: Bench) -> list[int]:
    count = len(bench.films)
    return sorted({round(i) for i in np.linspace(0, count - 1, min(_FEW, count))})


def _best(bench: Bench, setup: Setup, errors: NDArray[np.float64], tell: Tell, number: int) -> Chain | None:
    """The chain of changes that explains most on a few films, or None."""
    few = _few(bench)
    gross = not float(errors.mean()) <= GROSS_MM
    again = " once more, with what was found repaired" if number else ""
    tell(f"reading the same heatmaps and the readings otherwise{again}: decoding, order, frame, resolution")
    start = float(errors[few].mean())
    best, score = _cheap(bench, setup, [()], few, start)
    if best is not None and score < GROSS_MM:
        after = film_errors(bench, applied(setup, best), range(len(bench.films)))
        if significant(errors, after, passes=False):
            return best  # what costs no forward pass comes first; the next round looks further
    tell(f"running the network anew{again}: normalisation, geometry, polarity, orientation, fusion")
    nodes = _screen(bench, setup, errors, few, gross=gross)
    other, other_score = _cheap(bench, setup, nodes, few, start)
    return other if other is not None and other_score < score else best


def _cheap(bench: Bench, setup: Setup, nodes: list[Chain], few: list[int], start: float) -> tuple[Chain | None, float]:
    """The best of some chains, each alone and with what the same heatmaps tell; None where none is below `start`."""
    best, best_score = None, start
    for node in nodes:
        place = applied(setup, node)
        chains: list[Chain] = [(), *((h,) for h in decoding_hypotheses(place)), *label_chains(bench, place, few)]
        for chain in chains:
            whole = (*node, *chain)
            score = float(film_errors(bench, applied(setup, whole), few).mean()) + sum(h.prior for h in whole)
            if whole and score < best_score:
                best, best_score = whole, score
    return best, best_score


def _screen(bench: Bench, setup: Setup, errors: NDArray[np.float64], few: list[int], *, gross: bool) -> list[Chain]:
    """Successive halving: all hypotheses on one film, the better ones on three, the best on a few."""
    # A film that is far off for a reason of its own tells nothing about the others.
    usual = float(np.median(errors[few]))
    typical = [i for i in few if not errors[i] > 1.5 * usual] or few
    chains: list[Chain] = [(h,) for h in network_hypotheses(setup)]
    first = typical[: 2 if gross else 1]
    kept = _halve(bench, setup, chains, first, gross=gross, keep=8 if gross else 5)
    if gross and (not kept or _score(bench, applied(setup, kept[0]), first, gross=True) > GROSS_MM):
        # No change alone makes sense of these films: try two at once, from the most promising ones.
        sure = max(chains, key=lambda chain: float(bench.confidence(applied(setup, chain), first[:1]).mean()))
        pairs: list[Chain] = []
        for one in dict.fromkeys([*kept[:3], sure]):
            others = network_hypotheses(applied(setup, one))
            pairs += [(*one, other) for other in others if other.cause != one[0].cause]
        kept = [*_halve(bench, setup, pairs, first[:1], gross=True, keep=4), *kept[:4]]
    kept = _halve(bench, setup, kept, typical[:3], gross=gross, keep=3 if gross else 2)
    return _halve(bench, setup, kept, few, gross=gross, keep=3 if gross else 2)


def _halve(
    bench: Bench, setup: Setup, chains: list[Chain], indices: Sequence[int], *, gross: bool, keep: int
) -> list[Chain]:
    base = _score(bench, setup, indices, gross=gross)
    scores = {chain: _score(bench, applied(setup, chain), indices, gross=gross) for chain in chains}
    # A single film may mislead by some tenths of a mm; what is far worse is out.
    promising = [chain for chain in chains if scores[chain] < base + (0.1 if len(indices) < 3 else 0.0)]
    return sorted(promising, key=lambda chain: scores[chain])[:keep]


def _score(bench: Bench, setup: Setup, indices: Sequence[int], *, gross: bool = False) -> float:
    """MRE in mm on some films. Where all is far off it may also be that of points in any order and frame."""
    direct = float(film_errors(bench, setup, indices).mean())
    if not gross:
        return direct
    frames = [setup, setup.labelled(exchanged=not setup.labels.exchanged), setup.labelled(network=True)]
    frames += [hypothesis.apply(setup) for hypothesis in resolution_hypotheses(bench, setup, indices)]
    # An assignment always finds something near, so it has to be better by more than that.
    matched = [float(np.mean([matched_distance(bench, frame, i) for i in indices])) + 1.5 for frame in frames]
    return min(direct, *matched)
