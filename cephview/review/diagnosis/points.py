"""After the repairs: films, landmarks and single readings that stand out from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.evidence import bad_films, film_means
from cephview.review.diagnosis.findings import Finding, one_after_another
from cephview.review.diagnosis.hypotheses import Chain, applied, network_hypotheses
from cephview.review.diagnosis.labels import label_chains
from cephview.review.diagnosis.setup import Setup
from cephview.review.diagnosis.slips import find_slips

_SHIFT_MM = 2.0
_BAD_LANDMARK_MM = 4.0
# By so much more than that, on average: on half of a few films a landmark that is hard to read is as far off by chance.
_FAR = 4 / 3
_FEWEST_READ = 3
# What "on all films" means: so many of them, and one slip is allowed.
_SIDE_SHARE = 0.9
_FILM_CAUSES = ("polarity", "mirrored", "rotated")
_UNEXPLAINED = marked("nothing tried explains it")


@dataclass(frozen=True)
class Outliers:
    """Findings about single films, landmarks and readings; sentences on readings worth a look; the bad films."""

    findings: tuple[Finding, ...]
    doubts: tuple[str, ...]
    bad_films: tuple[int, ...]


def find_outliers(bench: Bench, setup: Setup) -> Outliers:
    """What stands out once the set-up is repaired."""
    errors = film_means(bench.errors(setup, range(len(bench.films))))
    bad = bad_films(errors)
    good = [i for i in range(len(bench.films)) if i not in bad]
    findings = _film_findings(bench, setup, errors, bad, good)
    slips, doubts, left_out = find_slips(bench, setup, good)
    landmarks = _landmark_findings(bench, setup, good, left_out)
    return Outliers((*findings, *slips, *landmarks), tuple(doubts), tuple(bad))


def _film_findings(
    bench: Bench, setup: Setup, errors: NDArray[np.float64], bad: list[int], good: list[int]
) -> list[Finding]:
    usual = float(np.mean(errors[good])) if good else 0.0
    by_reason: dict[tuple[str, str], list[int]] = {}
    for i in bad[:10]:
        by_reason.setdefault(_film_reason(bench, setup, i, good, usual), []).append(i)
    for i in bad[10:]:
        by_reason.setdefault((_UNEXPLAINED, marked("look at them one by one")), []).append(i)
    found = []
    one = marked("one film of {films} is unlike the others ({names}): {reason}")
    many = marked("{count} of {films} films ({names}): {reason}")
    for (reason, advice), films in by_reason.items():
        worst = float(np.mean(errors[films]))
        found.append(
            Finding(
                "film",
                Sentence(
                    one if len(films) == 1 else many,
                    count=len(films),
                    films=len(errors),
                    names=tuple(bench.films[i].name for i in films),
                    reason=one_after_another([reason]),
                ),
                Sentence("mean error {worst:.1f} mm there and {usual:.2f} mm on the others", worst=worst, usual=usual),
                Sentence("{times:.0f} times the error of the others", times=worst / max(usual, 1e-6)),
                float(np.sum(errors[films] - usual)) / len(errors),
                advice,
            )
        )
    return found


def _film_reason(bench: Bench, setup: Setup, index: int, good: list[int], usual: float) -> tuple[str, str]:
    """What makes one film as good as the others, and what to do."""
    chains: list[Chain] = [(h,) for h in network_hypotheses(setup) if bench.has_network and h.cause in _FILM_CAUSES]
    chains += label_chains(bench, setup, [index])
    scores = {chain: float(film_means(bench.errors(applied(setup, chain), [index]))[0]) for chain in chains}
    best = min(scores, key=lambda chain: scores[chain] + 0.2 * len(chain), default=())
    reading = bench.reference(setup, index)
    others = {
        i: float(np.nanmean(np.linalg.norm(bench.predict(setup, i)[0] - reading, axis=-1)) * bench.mm_per_px(i))
        for i in good
    }
    nearest = min(others, key=lambda i: others[i], default=None)
    limit = 2 * usual + 1
    if best and scores[best] < limit:
        what = one_after_another([h.title for h in best])
        text = Sentence("{what} (its mean error is then {mm:.1f} mm)", what=what, mm=scores[best])
        return text, one_after_another([h.advice for h in best])
    if nearest is not None and others[nearest] < limit:
        text = Sentence("its reading is that of {name}", name=bench.films[nearest].name)
        return text, marked("give the film its own reading")
    return _UNEXPLAINED, marked("look at it: it may be no lateral head film, or its reading another film's")


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


def _to_one_side(differences: NDArray[np.float64], shift: NDArray[np.float64]) -> float:
    """Share of differences (films, 2) that lie on the side of their median."""
    return float(np.mean(differences @ shift > 0))


def _standard_error(values: NDArray[np.float64]) -> float:
    return float(values.std(ddof=1)) / float(np.sqrt(len(values)))


def _landmark_findings(bench: Bench, setup: Setup, good: list[int], left_out: set[tuple[int, int]]) -> list[Finding]:
    """Landmarks that lie to one side on all films, or that the model does not find."""
    if len(good) < 3:
        return []
    symbols = setup.specification.scheme.value.symbols
    difference = np.stack([bench.differences(setup, i) for i in good])
    for film, landmark in left_out:
        if film in good:
            difference[good.index(film), landmark] = np.nan
    by_reader = _shifts_by_reader(bench, setup, good)
    radial = np.linalg.norm(difference, axis=-1)
    read = np.isfinite(radial).any(axis=0)
    usual = float(np.median(np.nanmean(radial[:, read], axis=0))) if read.any() else float("nan")
    found = []
    for k, symbol in enumerate(symbols):
        known = difference[np.isfinite(radial[:, k]), k]
        if len(known) < 3:
            continue
        shift = np.median(known, axis=0)
        away, about = np.linalg.norm(known, axis=1), np.linalg.norm(known - shift, axis=1)
        size, mre, rest = float(np.hypot(*shift)), float(away.mean()), float(about.mean())
        # The median of a few films wanders, and of many landmarks one wanders most: three standard errors are off.
        certain = size - 3 * 1.25 * rest / len(known) ** 0.5
        if certain > _SHIFT_MM and mre - rest > max(1.0, 0.4 * mre) and _to_one_side(known, shift) >= _SIDE_SHARE:
            cause, title, who = _whose_definition(symbol, {reader: shifts[k] for reader, shifts in by_reader.items()})
            text = marked(
                "the model's point lies {way} the reading at the median; without that its mean error is {rest:.2f}, "
                "not {mre:.2f} mm"
            )
            seen = Sentence(text, way=_way(shift), rest=rest, mre=mre)
            found.append(
                Finding(
                    cause,
                    title,
                    Sentence("{seen} ({by_reader})", seen=seen, by_reader=who) if who else seen,
                    Sentence(
                        "the spread about the shift is {rest:.1f} mm over {films} films", rest=rest, films=len(known)
                    ),
                    (mre - rest) / len(symbols),
                    Sentence(
                        "settle the definition of {symbol}, or train the model further on readings of these doctors",
                        symbol=symbol,
                    ),
                    error_mm=_standard_error(away - about) / len(symbols),
                )
            )
        elif min(float(np.median(away)), mre / _FAR) > max(_BAD_LANDMARK_MM, 3 * usual):
            often = float(np.mean(away > 3 * usual))
            found.append(
                Finding(
                    "landmark",
                    Sentence("{symbol} is far off on most films while the others are not", symbol=symbol),
                    Sentence(
                        "mean error {mre:.1f} mm against {usual:.2f} mm of a usual landmark, to no side in particular",
                        mre=mre,
                        usual=usual,
                    ),
                    Sentence("{share:.0%} of the films", share=often),
                    (mre - usual) / len(symbols),
                    Sentence(
                        "look at the readings of {symbol}; if they are right, train the model further on them",
                        symbol=symbol,
                    ),
                    error_mm=_standard_error(away) / len(symbols),
                )
            )
    return found
