"""After the repairs: films, landmarks and single readings that stand out from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.evidence import bad_films, film_means
from cephview.review.diagnosis.findings import Finding
from cephview.review.diagnosis.hypotheses import Chain, applied, network_hypotheses
from cephview.review.diagnosis.labels import label_chains
from cephview.review.diagnosis.setup import Setup

_SLIP_MM, _DOUBT_MM = 15.0, 8.0
_SHIFT_MM = 2.0
_BAD_LANDMARK_MM = 4.0
# By so much more than that, on average: on half of a few films a landmark that is hard to read is as far off by chance.
_FAR = 4 / 3
_FEWEST_READ = 3
# On a larger share of the films a landmark is not a matter of slips.
_OFTEN = 0.25
# What "on all films" means: so many of them, and one slip is allowed.
_SIDE_SHARE = 0.9
_FILM_CAUSES = ("polarity", "mirrored", "rotated")


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
    slips, doubts, left_out = _slips(bench, setup, good)
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
        by_reason.setdefault(("nothing tried explains it", "look at them one by one"), []).append(i)
    found = []
    for (reason, advice), films in by_reason.items():
        names = ", ".join(bench.films[i].name for i in films)
        count = f"one film of {len(errors)}" if len(films) == 1 else f"{len(films)} of {len(errors)} films"
        worst = float(np.mean(errors[films]))
        found.append(
            Finding(
                "film",
                f"{count} is unlike the others ({names}): {reason}"
                if len(films) == 1
                else f"{count} ({names}): {reason}",
                f"MRE {worst:.1f} mm there and {usual:.2f} mm on the others",
                f"{worst / max(usual, 1e-6):.0f} times the error of the others",
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
        text = "; ".join(h.title for h in best)
        return f"{text} (its MRE is then {scores[best]:.1f} mm)", "; ".join(h.advice for h in best)
    if nearest is not None and others[nearest] < limit:
        return f"its reading is that of {bench.films[nearest].name}", "give the film its own reading"
    return "nothing tried explains it", "look at it: it may be no lateral head film, or its reading another film's"


def _slips(bench: Bench, setup: Setup, good: list[int]) -> tuple[list[Finding], list[str], set[tuple[int, int]]]:
    """Readings that lie far from where the model, the other reader and the shape of the face agree."""
    readers = [bench.readers(setup, i) for i in good]
    count = min((len(r) for r in readers), default=0)
    if not count or len(good) < 3:
        return [], [], set()
    symbols = setup.specification.scheme.value.symbols
    # In the head's frame: a film that lies otherwise is no other head.
    predicted = np.stack([bench.in_head_mm(setup, i, bench.predict(setup, i)[0]) for i in good])
    read = np.stack([bench.in_head_mm(setup, i, r[:count]) for i, r in zip(good, readers, strict=True)], axis=1)
    difference = read - predicted[None]
    # What a reader always does otherwise is a definition, not a slip.
    residual = np.linalg.norm(difference - np.nanmedian(difference, axis=1, keepdims=True), axis=-1)
    # What is far off on many films is no slip, but that landmark.
    often = np.nanmean(residual > _DOUBT_MM, axis=1, keepdims=True) > _OFTEN
    residual = np.where(often, 0.0, residual)
    shape = np.stack([_shape_residuals(read[r], predicted) for r in range(count)])
    findings, doubts, points = [], [], set()
    for reader, place, landmark in zip(*np.nonzero(residual > _DOUBT_MM), strict=True):
        i, size = good[int(place)], float(residual[reader, place, landmark])
        film, symbol = bench.films[i], symbols[int(landmark)]
        name = film.references[int(reader)].name
        others = [float(residual[o, place, landmark]) for o in range(count) if o != reader]
        backed = bool(others) and min(others) < size / 3
        strange = bool(shape[reader, place, landmark] > size / 2)
        points.add((i, int(landmark)))
        text = f"{symbol} of {film.name} as {name} read it"
        if size > _SLIP_MM and (backed or (not others and strange)):
            witness = f"the other reader is {min(others):.1f} mm from the model" if others else "the only reader"
            findings.append(
                Finding(
                    "reference",
                    f"{text} is a slip of the reader, not an error of the model",
                    f"it lies {size:.1f} mm from the model ({witness}) and {shape[reader, place, landmark]:.1f} mm "
                    "from where the other points of the face put it",
                    "the other reader and the shape agree with the model"
                    if backed and strange
                    else "the other reader agrees with the model"
                    if backed
                    else "the shape agrees with the model",
                    size / count / (len(bench.films) * len(symbols)),
                    "correct the reading",
                )
            )
        elif others and min(others) < size / 3:
            doubts.append(f"{text} lies {size:.1f} mm from the model and the other reader: worth a look")
        else:
            doubts.append(f"{text} lies {size:.1f} mm from the model, and no other reader tells who is right")
    return findings, doubts, points


def _shape_residuals(points: NDArray[np.float64], models: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far (films, n) each point lies from where its film's others put it, in the unit of `points` (films, n, 2).

    The place is that of the set's mean shape `models`, laid on the film's other points by least squares (an affine
    map, robust to the point itself, which is left out).
    """
    mean = np.nanmean(models - np.nanmean(models, axis=1, keepdims=True), axis=0)
    basis = np.column_stack([mean, np.ones(len(mean))])
    residuals = np.full(points.shape[:2], np.nan)
    for film, given in enumerate(points):
        known = np.isfinite(given).all(axis=1)
        for i in np.nonzero(known)[0]:
            others = known.copy()
            others[i] = False
            if others.sum() >= 4:
                solution = np.linalg.lstsq(basis[others], given[others], rcond=None)[0]
                residuals[film, i] = float(np.linalg.norm(basis[i] @ solution - given[i]))
    return residuals


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


def _whose_definition(symbol: str, shifts: Mapping[str, NDArray[np.float64]]) -> tuple[str, str, str]:
    """Cause, title and what was seen besides of a landmark that lies to one side: of all readers, or of one of them."""
    away = {reader: float(np.hypot(*shift)) for reader, shift in shifts.items() if np.isfinite(shift).all()}
    with_it = [reader for reader, size in away.items() if size < _SHIFT_MM]
    others = [reader for reader, size in away.items() if size > 2 * _SHIFT_MM]
    if not with_it or not others:
        title = f"{symbol} lies to one side on all films: the model and the readers mean different points"
        return "shift", title, ""
    title = f"{symbol} is read by two definitions: {' and '.join(others)} by another than {' and '.join(with_it)}"
    seen = "; ".join(f"{_way(shifts[reader])} of that of {reader}" for reader in (*others, *with_it))
    return "definition", f"{title}, whom the model follows", f" ({seen})"


def _way(shift: NDArray[np.float64]) -> str:
    side = f"{abs(shift[0]):.1f} mm {'in front' if shift[0] > 0 else 'behind'}"
    return f"{side} and {abs(shift[1]):.1f} mm {'below' if shift[1] > 0 else 'above'}"


def _to_one_side(differences: NDArray[np.float64], shift: NDArray[np.float64]) -> float:
    """Share of differences (films, 2) that lie on the side of their median."""
    return float(np.mean(differences @ shift > 0))


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
        size, mre = float(np.hypot(*shift)), float(np.linalg.norm(known, axis=1).mean())
        rest = float(np.linalg.norm(known - shift, axis=1).mean())
        # The median of a few films wanders, and of many landmarks one wanders most: three standard errors are off.
        certain = size - 3 * 1.25 * rest / len(known) ** 0.5
        if certain > _SHIFT_MM and mre - rest > max(1.0, 0.4 * mre) and _to_one_side(known, shift) >= _SIDE_SHARE:
            cause, title, who = _whose_definition(symbol, {reader: shifts[k] for reader, shifts in by_reader.items()})
            found.append(
                Finding(
                    cause,
                    title,
                    f"at the median {_way(shift)} of the reading; without that shift its MRE is {rest:.2f} mm, "
                    f"not {mre:.2f} mm{who}",
                    f"the spread about the shift is {rest:.1f} mm over {len(known)} films",
                    (mre - rest) / len(symbols),
                    f"settle the definition of {symbol}, or fine-tune on readings of these doctors",
                )
            )
        elif min(float(np.median(np.linalg.norm(known, axis=1))), mre / _FAR) > max(_BAD_LANDMARK_MM, 3 * usual):
            found.append(
                Finding(
                    "landmark",
                    f"{symbol} is far off on most films while the others are not",
                    f"MRE {mre:.1f} mm against {usual:.2f} mm of a usual landmark, to no side in particular",
                    f"{np.mean(np.linalg.norm(known, axis=1) > 3 * usual):.0%} of the films",
                    (mre - usual) / len(symbols),
                    f"look at the readings of {symbol}; if they are right, the model has to learn it: fine-tune",
                )
            )
    return found
