"""The search for the changes that make a set-up better, round after round until nothing helps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.background import wrong_activation
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.evidence import Errors, Gain, bad_films, film_means, significant
from cephview.review.diagnosis.frames import unread_points
from cephview.review.diagnosis.hypotheses import Chain, Hypothesis, applied, decoding_hypotheses
from cephview.review.diagnosis.labels import label_chains
from cephview.review.diagnosis.mixed import mixed_films
from cephview.review.diagnosis.screening import GROSS_MM, race, race_from_the_ground
from cephview.review.diagnosis.setup import Setup

Tell = Callable[[str], None]

# Beyond this, half an improvement is chance: the model sees something it cannot read.
LOST_MM = 8.0
_FEW, _ROUNDS, _FINALISTS = 6, 4, 3
# Each change more has to explain at least this, mm and share of the MRE, else the shorter explanation is taken.
_CHANGE_MM, _CHANGE_SHARE = 0.02, 0.04
# Points of a head lie further apart, as a share of the film's diagonal (drawn and real films: 0.12-0.16): what draws
# all points together makes any two sets of them alike, and explains nothing.
_ONE_PLACE = 0.04
_SEED = 3
_GRID = "heatmap rule"  # another one is nearly another scale, or a shift
# What leaves so much more than another explanation, mm and share of what that leaves, is the worse one.
_WORSE_MM, _WORSE_SHARE = 0.15, 0.1
# Of two changes that explain as much that of which the model is surer: so many mm to the unit of log-odds, bounded.
_SURER_MM, _SURE = 0.07, 1.0
_SMALL_FIT_MM = 3.0


@dataclass(frozen=True, eq=False)
class Repair:
    """A change that was accepted, and what it gains beside all the others that were."""

    hypothesis: Hypothesis
    gain: Gain

    @property
    def mm(self) -> float:
        """By how much the MRE falls; NaN where nothing could be compared without it."""
        return self.gain.mm


@dataclass
class _State:
    """How far the search is: the changes so far, the errors (films, n) with them, what did harm in former rounds."""

    chain: Chain
    errors: Errors
    dismissed: set[str] = field(default_factory=set)


def search(bench: Bench, setup: Setup, tell: Tell) -> tuple[Setup, list[Repair]]:
    """The set-up with all that helps, and the repairs by the mm that each explains, the largest first."""
    everything = range(len(bench.films))
    tell(marked("measuring the set-up as it is"))
    start = bench.errors(setup, everything)
    state = _State((), start)
    _prove(bench, setup, state, unread_points, mixed_films, wrong_activation)
    for number in range(_ROUNDS):
        found = _next(bench, applied(setup, state.chain), state, tell, number)
        if found is None:
            break
        _take(bench, setup, state, found)
        # What was fitted to a few films, or while points were in a wrong order, is a little off.
        state.chain, state.errors = _refitted(bench, setup, state.chain)
        _prove(bench, setup, state, mixed_films)  # films mixed up are seen in the right frame alone
    if float(np.median(film_means(state.errors))) > LOST_MM:
        return setup, []  # what was found makes no sense of the films, so it explains nothing
    if len(state.chain) > 1:
        tell(marked("weighing the causes against one another"))
        state.chain, state.errors = _refitted(bench, setup, state.chain)
    repairs = _weigh(bench, setup, state, start)
    return applied(setup, state.chain), repairs


def _take(bench: Bench, setup: Setup, state: _State, found: Chain) -> None:
    state.chain = (*state.chain, *found)
    state.errors = bench.errors(applied(setup, state.chain), range(len(bench.films)))


def _prove(bench: Bench, setup: Setup, state: _State, *proofs: Callable[[Bench, Setup], Hypothesis | None]) -> None:
    """Take what is proven film by film, whatever the mean says."""
    for proof in proofs:
        hypothesis = proof(bench, applied(setup, state.chain))
        if hypothesis is not None:
            _take(bench, setup, state, (hypothesis,))


def film_order(errors: Errors) -> list[int]:
    """The films (films, n) in the order in which changes are tried on them: any, but those that are far off last."""
    means = film_means(errors)
    odd = bad_films(means)
    order = [int(i) for i in np.random.default_rng(_SEED).permutation(len(means))]
    return [i for i in order if i not in odd] + [i for i in order if i in odd]


def _next(bench: Bench, setup: Setup, state: _State, tell: Tell, number: int) -> Chain | None:
    """The changes that explain most of what is left, or None where none helps."""
    everything, order = range(len(bench.films)), film_order(state.errors)
    gross = not float(np.median(film_means(state.errors))) <= GROSS_MM
    known = (
        marked("reading the model's answers and the readings otherwise: order, frame, resolution")
        if bench.has_network
        else marked("reading the points otherwise: order, frame, resolution")
    )
    tell(_round(known, number))
    # Far off, a wrong decoding hides what is wrong with the readings: both are to be tried together then.
    decodings: list[Chain] = [(h,) for h in decoding_hypotheses(setup)] if gross and bench.has_network else []
    cheap = _best_that_helps(
        bench, setup, state.errors, _read_anew(bench, setup, [(), *decodings], order[:_FEW] if gross else everything)
    )
    if cheap is not None and cheap[1] < GROSS_MM and not _may_be_the_networks(bench, state, cheap):
        return cheap[0]  # what costs no forward pass comes first; the next round looks further
    if not bench.has_network:
        return cheap[0] if cheap else None
    tell(_round(marked("running the model anew: greys, size and place of the film, polarity, orientation"), number))
    nodes = race_from_the_ground(bench, setup, order) if gross else race(bench, setup, order, state.dismissed)
    tell(_round(marked("trying on all films what helps on a few"), number))
    anew = _best_that_helps(bench, setup, state.errors, _read_anew(bench, setup, nodes, order[:_FEW]))
    found = min((x for x in (cheap, anew) if x is not None), key=_score, default=None)
    return found[0] if found else None


def _round(text: str, number: int) -> str:
    """What is being done in the first round, or in a later one."""
    again = marked("{doing} (once more, with what was found repaired)")
    return Sentence(again, doing=Sentence(text)) if number else text


def _score(found: tuple[Chain, float]) -> float:
    return found[1] + sum(hypothesis.prior for hypothesis in found[0])


def _may_be_the_networks(bench: Bench, state: _State, cheap: tuple[Chain, float]) -> bool:
    """Whether a small shift or scale of all points may stand for the way in which films enter the network."""
    gain = float(film_means(state.errors).mean()) - cheap[1]
    return bench.has_network and gain < _SMALL_FIT_MM and any(h.cause != "order" for h in cheap[0])


def _read_anew(bench: Bench, setup: Setup, nodes: Iterable[Chain], places: Sequence[int]) -> list[Chain]:
    """Some changes, each alone and with what the same heatmaps and readings tell besides; the best first."""
    scores: dict[Chain, float] = {}
    usual = float(film_means(bench.errors(setup, places)).mean())
    for node in nodes:
        place = applied(setup, node)
        surer = bench.surer(setup, place, places)
        more: list[Chain] = [(), *label_chains(bench, place, places)]
        if bench.has_network and all(h.passes for h in node):
            more += [(h,) for h in decoding_hypotheses(place)]
        for chain in more:
            whole = (*node, *chain)
            if whole:
                changed = applied(setup, whole)
                mean = float(film_means(bench.errors(changed, places)).mean())
                if mean < usual and bench.extent(changed, places) < _ONE_PLACE:
                    continue
                scores[whole] = _cost(mean, whole, surer)
    return sorted(scores, key=lambda chain: scores[chain])


def _best_that_helps(bench: Bench, setup: Setup, errors: Errors, chains: Sequence[Chain]) -> tuple[Chain, float] | None:
    """The best of some changes that help on all films, and the MRE in mm with it; None where none of them does.

    Of those that give the network the same input the first that helps counts.
    """
    everything = range(len(bench.films))
    before, finalists = float(film_means(errors).mean()), set()
    found: dict[Chain, tuple[float, Chain, float]] = {}
    others: list[tuple[float, Chain, float]] = []
    unsure = float("inf")  # the least MRE of what helps, but not beyond chance
    for chain in chains:
        anew = tuple(h for h in chain if h.passes)
        finalists.add(anew)
        if len(finalists) > _FINALISTS:
            break
        if anew in found:
            continue
        after = bench.errors(applied(setup, chain), everything)
        mean = float(film_means(after).mean())
        if mean > LOST_MM and mean > 0.5 * before:
            continue
        if mean > unsure + max(_WORSE_MM, _WORSE_SHARE * unsure):
            continue  # a worse explanation is none where a better one is not sure
        surer = bench.surer(setup, applied(setup, anew), everything)
        if significant(Gain(errors, after, surer), passes=bool(anew), tried=max(h.rivals for h in chain)):
            found[anew] = _cost(mean, chain, surer), chain, mean
        else:
            unsure = min(unsure, mean)
            others.append((_cost(mean, chain, surer), chain, mean))
    if not found:
        return None
    best = min(found.values(), key=lambda each: each[0])
    # That it is the input's size, say, is sure then: which one is told by what is left.
    alike = [each for each in others if [h.cause for h in each[1]] == [h.cause for h in best[1]]]
    return min([best, *alike], key=lambda each: each[0])[1:]


def _cost(mean: float, chain: Chain, surer: Errors | None) -> float:
    """The MRE in mm with some changes, and what more of them, rarer ones or such that make the model unsure count."""
    doubt = 0.0 if surer is None else -_SURER_MM * float(np.clip(surer.mean(), -_SURE, _SURE))
    return mean * (1 + _CHANGE_SHARE) ** (len(chain) - 1) + doubt + sum(h.prior + _CHANGE_MM for h in chain)


def _refitted(bench: Bench, setup: Setup, chain: Chain) -> tuple[Chain, Errors]:
    """Some changes with what is fitted of them fitted anew beside the others, and the errors (films, n) with them.

    Where a simpler frame explains as much it takes the place: while something else was wrong, a scale with a shift may
    have stood for a shift.
    """
    everything = range(len(bench.films))
    chain = _other_unit(bench, setup, chain)
    errors = bench.errors(applied(setup, chain), everything)
    for hypothesis in [h for h in chain if h.fitted or h.cause == _GRID]:
        at = chain.index(hypothesis)
        before, after = chain[:at], chain[at + 1 :]
        scores = {hypothesis: float(film_means(errors).mean()) + hypothesis.prior}
        place = applied(setup, before + after)
        mixed = mixed_films(bench, place)  # what looked like films cropped otherwise, perhaps
        grids = [(h,) for h in decoding_hypotheses(place) if h.cause == _GRID] if bench.has_network else []
        for other in [*label_chains(bench, place, everything), *grids, *([(mixed,)] if mixed else [])]:
            if len(other) == 1 and other[0].cause != "order":
                anew = bench.errors(applied(setup, (*before, *other, *after)), everything)
                scores[other[0]] = float(film_means(anew).mean()) + other[0].prior
        chain = (*before, min(scores, key=lambda h: scores[h]), *after)
        errors = bench.errors(applied(setup, chain), everything)
    return chain, errors


def _other_unit(bench: Bench, setup: Setup, chain: Chain) -> Chain:
    """Some changes with another unit of the readings, and nothing fitted, where that explains more.

    Shares of a film's sides and of the square around it are nearly alike while something else is wrong; what is fitted
    then mends the wrong one.
    """

    def cost(changes: Chain) -> float:
        return _cost(float(film_means(bench.errors(applied(setup, changes), everything)).mean()), changes, None)

    everything, options = range(len(bench.films)), [chain]
    for unit in [h for h in chain if h.cause == "unit"]:
        others = tuple(h for h in chain if h is not unit and not h.fitted)
        frames = label_chains(bench, applied(setup, others), everything)
        options += [(*frame, *others) for frame in frames if len(frame) == 1 and frame[0].cause == "unit"]
    return min(options, key=cost) if len(options) > 1 else chain


def _weigh(bench: Bench, setup: Setup, state: _State, start: Errors) -> list[Repair]:
    """Each repair against all others, by the mm it explains; what proves superfluous falls away from the chain.

    It is superfluous where the others, fitted anew without it, explain as much. `start` are the errors (films, n)
    without any of them.
    """
    everything = range(len(bench.films))
    while len(state.chain) > 1:
        idle: dict[float, tuple[Chain, Errors]] = {}
        for i, hypothesis in enumerate(state.chain):
            others, errors = _refitted(bench, setup, state.chain[:i] + state.chain[i + 1 :])
            surer = bench.surer(applied(setup, others), applied(setup, state.chain), everything)
            gain = Gain(errors, state.errors, surer)
            if not hypothesis.certain and not significant(gain, passes=False, tried=len(state.chain)):
                idle[_cost(float(film_means(errors).mean()), others, None)] = others, errors
        if not idle:
            break
        state.chain, state.errors = idle[min(idle)]
    if len(state.chain) == 1:
        return [Repair(state.chain[0], Gain(start, state.errors))]
    repairs = []
    for i, hypothesis in enumerate(state.chain):
        without = bench.errors(applied(setup, state.chain[:i] + state.chain[i + 1 :]), everything)
        repairs.append(Repair(hypothesis, Gain(without, state.errors)))
    return sorted(repairs, key=lambda repair: -np.nan_to_num(repair.mm, nan=np.inf))
