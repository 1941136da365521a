"""After the repairs: films, landmarks and single readings that stand out from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.findings import Finding, one_after_another
from cephview.review.diagnosis.odd_films import film_findings, film_levels, odd_films
from cephview.review.diagnosis.scale import strange_sizes
from cephview.review.diagnosis.setup import Setup
from cephview.review.diagnosis.slips import find_slips

_SHIFT_MM = 2.0
_BAD_LANDMARK_MM = 4.0
# By so much more than that, on average: on half of a few films a landmark that is hard to read is as far off by chance.
_FAR = 4 / 3
_FEWEST_READ = 3
# What "on all films" means: so many of them, and one slip is allowed.
_SIDE_SHARE = 0.9
# One landmark of many, and three standard errors: the chance of a normal value beyond them. The usual landmark's SD
# counts as so many films more.
_CHANCE, _WORTH = 0.00135, 4.0
# A difference so many times as far from the median as most is none of the shift.
_FAR_FROM_MOST = 3.0
# What one rotation leaves of all shifts, squared, where a tilt explains them; a rotation fits any few.
_TILT_SHARE, _FEWEST_TILTED = 0.5, 8


@dataclass(frozen=True)
class Outliers:
    """Findings about single films, landmarks and readings; sentences on readings worth a look; the bad films."""

    findings: tuple[Finding, ...]
    doubts: tuple[str, ...]
    bad_films: tuple[int, ...]


def find_outliers(bench: Bench, setup: Setup) -> Outliers:
    """What stands out once the set-up is repaired."""
    films = range(len(bench.films))
    bad = sorted({*odd_films(film_levels(bench.errors(setup, films))), *strange_sizes(bench, setup)})
    good = [i for i in films if i not in bad]
    findings = film_findings(bench, setup, bad, good)
    slips, doubts, left_out = find_slips(bench, setup, good)
    landmarks = _landmark_findings(bench, setup, good, left_out)
    return Outliers((*findings, *slips, *landmarks), tuple(doubts), tuple(bad))


def _shifts_by_reader(bench: Bench, setup: Setup, good: list[int]) -> dict[str, NDArray[np.float64]]:
    """Where the model lies from each reader, (n, 2) in mm at the median; only where there are several."""
    counts = Counter(reference.observer for i in good for reference in bench.films[i].references)
    readers = [reader for reader, count in counts.items() if count >= _FEWEST_READ]
    shifts = {}
    for reader in readers if len(readers) > 1 else ():
        alone = bench.of_reader(reader)
        rows = np.stack([alone.differences(setup, i) for i in good if alone.films[i].references])
        known = np.asarray(np.isfinite(rows).all(axis=-1))
        shifts[reader] = np.full(rows.shape[1:], np.nan)
        some = known.any(axis=0)
        shifts[reader][some] = np.nanmedian(np.where(known[..., None], rows, np.nan)[:, some], axis=0)
    return shifts


def _whose_definition(symbol: str, shifts: Mapping[str, NDArray[np.float64]]) -> tuple[str, Sentence, Sentence | None]:
    """Cause, title and what was seen besides of a landmark that lies to one side: of all readers, or of one of them."""
    away = {reader: float(np.hypot(*shift)) for reader, shift in shifts.items() if np.isfinite(shift).all()}
    with_it = [reader for reader, size in away.items() if size < _SHIFT_MM]
    others = [reader for reader, size in away.items() if size > 2 * _SHIFT_MM]
    if not with_it or not others:
        text = marked("{symbol} lies to one side on all films: the model and the readers mean different points")
        return "shift", Sentence(text, symbol=symbol), None
    two, to = marked("{one} and {other}"), [*others, *with_it]
    title = Sentence(
        "{symbol} is read by two definitions: {others} by another than {with_it}, whom the model follows",
        symbol=symbol,
        others=reduce(lambda one, other: Sentence(two, one=one, other=other), others),
        with_it=reduce(lambda one, other: Sentence(two, one=one, other=other), with_it),
    )
    ways = [Sentence("{way} that of {reader}", way=_way(shifts[reader]), reader=reader) for reader in to]
    return "definition", title, one_after_another(ways)


def _way(shift: NDArray[np.float64]) -> Sentence:
    front, below = shift > 0
    words = {
        (True, True): marked("{x:.1f} mm in front of and {y:.1f} mm below"),
        (True, False): marked("{x:.1f} mm in front of and {y:.1f} mm above"),
        (False, True): marked("{x:.1f} mm behind and {y:.1f} mm below"),
        (False, False): marked("{x:.1f} mm behind and {y:.1f} mm above"),
    }
    return Sentence(words[bool(front), bool(below)], x=abs(float(shift[0])), y=abs(float(shift[1])))


@dataclass(frozen=True)
class _Away:
    """How far one landmark lies from its readings, mm: its `shift` (2,), the SD and the number of films of that.

    `mre` is its mean error, `rest` what the shift leaves of it; `known` are the differences (films, 2).
    """

    known: NDArray[np.float64]
    shift: NDArray[np.float64]
    sd: float
    mre: float
    rest: float

    @property
    def films(self) -> int:
        return len(self.known)

    @property
    def size(self) -> float:
        return float(np.hypot(*self.shift))

    @property
    def distances(self) -> NDArray[np.float64]:
        """How far it lies from its readings (films,)."""
        return np.asarray(np.linalg.norm(self.known, axis=1))

    @property
    def about(self) -> NDArray[np.float64]:
        """The same once the shift is taken off."""
        return np.asarray(np.linalg.norm(self.known - self.shift, axis=1))

    @property
    def to_one_side(self) -> float:
        """Share of the films on which it lies to the side of the shift."""
        return float(np.mean(self.known @ self.shift > 0))


def _away(known: NDArray[np.float64]) -> _Away:
    """The shift of differences (films, 2), without those that lie far from most; the SD is that along the shift."""
    about = np.linalg.norm(known - np.median(known, axis=0), axis=1)
    kept = known[about <= _FAR_FROM_MOST * float(np.median(about))] if np.median(about) > 0 else known
    shift = kept.mean(axis=0)
    along = (kept - shift) @ shift / max(float(np.hypot(*shift)), 1e-9)
    # The mean of a few films lies nearer to them than the true shift does.
    rest = float(np.linalg.norm(known - shift, axis=1).mean()) * (len(known) / (len(known) - 1)) ** 0.5
    sd = float(along.std(ddof=1)) if len(kept) > 1 else float("inf")
    return _Away(known, shift, sd, float(np.linalg.norm(known, axis=1).mean()), rest)


def _certain_mm(away: _Away, usual_sd: float) -> float:
    """The size of a shift less three standard errors, by the t distribution, of landmarks of which one is chosen.

    The SD of a few films may be small or large by chance: the usual landmark's counts as `_WORTH` films more (empirical
    Bayes, Smyth 2004).
    """
    free = away.films - 1
    variance = (free * away.sd**2 + _WORTH * usual_sd**2) / (free + _WORTH)
    return float(away.size + stdtrit(free + _WORTH, _CHANCE) * (variance / away.films) ** 0.5)


def _tilted(places: NDArray[np.float64], shifts: NDArray[np.float64]) -> bool:
    """Whether one rotation of all points (n, 2) about their middle explains at least half of their shifts (n, 2)."""
    if len(places) < _FEWEST_TILTED:
        return False
    about = places - places.mean(axis=0)
    across = about[:, ::-1] * [-1, 1]
    angle = float((shifts * across).sum() / max(float((across**2).sum()), 1e-9))
    return bool(((shifts - angle * across) ** 2).sum() <= _TILT_SHARE * (shifts**2).sum())


def _landmark_findings(bench: Bench, setup: Setup, good: list[int], left_out: set[tuple[int, int]]) -> list[Finding]:
    """Landmarks that lie to one side on all films, or that the model does not find."""
    if len(good) < 3:
        return []
    symbols = setup.specification.scheme.value.symbols
    difference = np.stack([bench.differences(setup, i) for i in good])
    for film, landmark in left_out:
        if film in good:
            difference[good.index(film), landmark] = np.nan
    rows = {k: difference[np.isfinite(difference[:, k]).all(axis=1), k] for k in range(len(symbols))}
    of = {k: _away(known) for k, known in rows.items() if len(known) >= 3}
    if not of:
        return []
    by_reader = _shifts_by_reader(bench, setup, good)
    usual = float(np.median([away.mre for away in of.values()]))
    usual_sd = float(np.median([away.sd for away in of.values()]))
    places = np.stack([bench.in_head_mm(setup, i, bench.reference(setup, i))[list(of)] for i in good])
    tilted = _tilted(np.nanmedian(places, axis=0), np.array([away.shift for away in of.values()]))
    found = []
    for k, away in of.items():
        symbol, gain = symbols[k], away.mre - away.rest
        far = min(float(np.median(away.distances)), away.mre / _FAR)
        if (
            not tilted
            and _certain_mm(away, usual_sd) > _SHIFT_MM
            and gain > max(1.0, 0.4 * away.mre)
            and away.to_one_side >= _SIDE_SHARE
        ):
            definition = _whose_definition(symbol, {reader: shifts[k] for reader, shifts in by_reader.items()})
            # Each landmark has a little habit of its own, which stays when this one is settled.
            habits = [each.mre - each.rest for other, each in of.items() if other != k]
            mm = (gain - float(np.median(habits or [0.0]))) / len(symbols)
            found.append(_shift(symbol, away, definition, mm, len(symbols)))
        elif far > max(_BAD_LANDMARK_MM, 3 * usual):
            found.append(_far_off(symbol, away, usual, len(symbols)))
    return found


def _shift(
    symbol: str, away: _Away, definition: tuple[str, Sentence, Sentence | None], mm: float, among: int
) -> Finding:
    cause, title, who = definition
    text = marked(
        "the model's point lies {way} the reading on average; without that its mean error is {rest:.2f}, not "
        "{mre:.2f} mm"
    )
    seen = Sentence(text, way=_way(away.shift), rest=away.rest, mre=away.mre)
    spread = Sentence(
        "the spread about the shift is {rest:.1f} mm over {films} films", rest=away.rest, films=away.films
    )
    words = marked("settle the definition of {symbol}, or train the model further on readings of these doctors")
    seen = Sentence("{seen} ({by_reader})", seen=seen, by_reader=who) if who else seen
    error = _standard_error(away.distances - away.about) / among
    return Finding(cause, title, seen, spread, mm, Sentence(words, symbol=symbol), error_mm=error)


def _far_off(symbol: str, away: _Away, usual: float, among: int) -> Finding:
    often = float(np.mean(away.distances > 3 * usual))
    return Finding(
        "landmark",
        Sentence("{symbol} is far off on most films while the others are not", symbol=symbol),
        Sentence(
            "mean error {mre:.1f} mm against {usual:.2f} mm of a usual landmark, to no side in particular",
            mre=away.mre,
            usual=usual,
        ),
        Sentence("{share:.0%} of the films", share=often),
        (away.mre - usual) / among,
        Sentence("look at the readings of {symbol}; if they are right, train the model further on them", symbol=symbol),
        error_mm=_standard_error(away.distances) / among,
    )


def _standard_error(values: NDArray[np.float64]) -> float:
    return float(values.std(ddof=1)) / float(np.sqrt(len(values)))
