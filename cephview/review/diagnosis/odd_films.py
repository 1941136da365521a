"""Single films that stand out from the others, and what mends each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.evidence import film_means
from cephview.review.diagnosis.findings import Finding, one_after_another
from cephview.review.diagnosis.hypotheses import Chain, applied, network_hypotheses
from cephview.review.diagnosis.labels import label_chains
from cephview.review.diagnosis.scale import strange_sizes
from cephview.review.diagnosis.setup import Setup

# A film is judged by the best so many of its landmarks: a few that lie anywhere are no film's fault.
_SHARE = 0.75
# No better than this, mm of them, a film makes no sense; where fewer films than so many do, the set is lost.
_SENSE_MM, _LEAST_GOOD = 6.0, 0.25
_CAUSES = ("polarity", "mirrored", "rotated")
_TRIED = 10  # films that are far off, each by itself; more are to be looked at


@dataclass(frozen=True)
class _Reason:
    """What is wrong with a film, with the advice, and the mean error in mm that speaks for it; NaN where nothing does.

    Whether that is the film's own error once it is `mended`, too.
    """

    text: str
    advice: str
    mm: float = float("nan")
    mended: bool = True


_UNEXPLAINED = marked("nothing tried explains it")
_NOTHING = _Reason(_UNEXPLAINED, marked("look at it: it may be no lateral head film, or its reading another film's"))


def film_levels(errors: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far off each film (films,) is, mm: the mean of its best three quarters of errors (films, n); inf of none."""
    levels = []
    for row in errors:
        known = np.sort(row[np.isfinite(row)])
        levels.append(float(known[: max(1, round(_SHARE * len(known)))].mean()) if len(known) else float("inf"))
    return np.array(levels)


def is_lost(levels: NDArray[np.float64]) -> bool:
    """Whether hardly any film makes sense, by `film_levels`; else those that do not are a matter of their own."""
    return bool((levels <= _SENSE_MM).mean() < _LEAST_GOOD)


def odd_films(levels: NDArray[np.float64]) -> list[int]:
    """The films that are far off, by `film_levels` (films,); up to three quarters of them."""
    sense = levels[levels <= _SENSE_MM]
    if len(levels) < 3 or not len(sense):
        return []
    usual = float(np.median(sense))
    return [int(i) for i in np.flatnonzero(levels > max(3 * usual, usual + 3))]


def film_findings(bench: Bench, setup: Setup, bad: Sequence[int], good: Sequence[int]) -> list[Finding]:
    """What is wrong with the `bad` films, one finding for all that are wrong in one way."""
    errors = film_means(bench.errors(setup, range(len(bench.films))))
    usual = float(np.mean(errors[list(good)])) if good else 0.0
    groups: dict[str, list[tuple[int, _Reason]]] = {}
    for i in bad[:_TRIED]:
        reason = _reason(bench, setup, i, good, usual)
        groups.setdefault(reason.text, []).append((i, reason))
    for i in bad[_TRIED:]:
        groups.setdefault(_UNEXPLAINED, []).append((i, _Reason(_UNEXPLAINED, marked("look at them one by one"))))
    return [_finding(bench, errors, usual, group) for group in groups.values()]


def _finding(bench: Bench, errors: NDArray[np.float64], usual: float, group: list[tuple[int, _Reason]]) -> Finding:
    films = [i for i, _ in group]
    one = marked("one film of {films} is unlike the others ({names}): {reason}")
    many = marked("{count} of {films} films ({names}): {reason}")
    worst, then = float(np.mean(errors[films])), float(np.mean([reason.mm for _, reason in group]))
    seen = Sentence("mean error {worst:.1f} mm there and {usual:.2f} mm on the others", worst=worst, usual=usual)
    if np.isfinite(then) and group[0][1].mended:
        seen = Sentence("{seen}; with that mended it is {then:.1f} mm", seen=seen, then=then)
    return Finding(
        "film",
        Sentence(
            one if len(films) == 1 else many,
            count=len(films),
            films=len(errors),
            names=tuple(bench.films[i].name for i in films),
            reason=one_after_another([group[0][1].text]),
        ),
        seen,
        Sentence("{times:.0f} times the error of the others", times=worst / max(usual, 1e-6)),
        float(np.sum(errors[films] - usual)) / len(errors),
        group[0][1].advice,
    )


def _reason(bench: Bench, setup: Setup, index: int, good: Sequence[int], usual: float) -> _Reason:
    """What makes one film as good as the others.

    What was written is believed before what is fitted: four numbers make another head's points a film's own.
    """
    chains: list[Chain] = [(h,) for h in network_hypotheses(setup) if bench.has_network and h.cause in _CAUSES]
    chains += label_chains(bench, setup, [index])
    written = [chain for chain in chains if not any(h.fitted for h in chain)]
    ways = [
        [_of_size(bench, setup, index)],
        [_of_another(bench, setup, index, good), _best(bench, setup, index, written)],
        [_best(bench, setup, index, chains)],
    ]
    for way in ways:
        right = [reason for reason in way if reason is not None and reason.mm < 2 * usual + 1]
        if right:
            return min(right, key=lambda reason: reason.mm)
    return _NOTHING


def _best(bench: Bench, setup: Setup, index: int, chains: list[Chain]) -> _Reason | None:
    """The changes that leave least of a film's error."""
    left = {chain: float(film_means(bench.errors(applied(setup, chain), [index]))[0]) for chain in chains}
    if not left:
        return None
    best = min(left, key=lambda chain: left[chain] + sum(0.2 + h.prior for h in chain))
    what, advice = (one_after_another(texts) for texts in ([h.title for h in best], [h.advice for h in best]))
    return _Reason(what, advice, left[best])


def _of_size(bench: Bench, setup: Setup, index: int) -> _Reason | None:
    """A face that is far larger or smaller than those of the other films, as read and as predicted."""
    times = strange_sizes(bench, setup).get(index)
    if times is None:
        return None
    large = marked("the mm per px belong to other films: by them the face is far larger than on the others")
    small = marked("the mm per px belong to other films: by them the face is far smaller than on the others")
    mm = float(film_means(bench.errors(setup, [index]))[0]) / times
    return _Reason(large if times > 1 else small, marked("measure a ruler there, and correct images.csv"), mm)


def _of_another(bench: Bench, setup: Setup, index: int, good: Sequence[int]) -> _Reason | None:
    """The good film whose predictions its reading fits best."""
    reading = bench.reference(setup, index)
    away = {i: np.linalg.norm(bench.predict(setup, i)[0] - reading, axis=-1) * bench.mm_per_px(i) for i in good}
    means = {i: float(np.nanmean(distances)) for i, distances in away.items() if np.isfinite(distances).any()}
    if not means:
        return None
    nearest = min(means, key=lambda i: means[i])
    text = Sentence("its reading is that of {name}", name=bench.films[nearest].name)
    return _Reason(text, marked("give the film its own reading"), means[nearest], mended=False)
