"""The diagnosis of a set-up: experiments first, then what stands out, then what remains."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from cephview.core.errors import CephViewError
from cephview.model.config_values import UNUSABLE, number
from cephview.review.diagnosis.bench import Bench, Network
from cephview.review.diagnosis.domain import domain_finding, fine_tune_command, low_byte_finding, wrapped_share
from cephview.review.diagnosis.evidence import film_means
from cephview.review.diagnosis.findings import Diagnosis, Finding
from cephview.review.diagnosis.hypotheses import network_hypotheses
from cephview.review.diagnosis.points import find_outliers
from cephview.review.diagnosis.scale import calibration_finding, reported_finding
from cephview.review.diagnosis.search import Repair, search
from cephview.review.diagnosis.setup import JudgedFilm, Setup

_SURE_CONFIDENCE = 0.15
# Where neither a card nor a second reader says what to expect.
_USUAL_MRE_MM = 1.5


def diagnose(
    network: Network,
    setup: Setup,
    films: Sequence[JudgedFilm],
    *,
    card: Mapping[str, Any] | None = None,
    reported: float | None = None,
    model: str = "CHECKPOINT",
    tell: Callable[[str], None] = lambda _: None,
    told: Callable[[], None] = lambda: None,
) -> Diagnosis:
    """Find out by experiment why a set-up's error is what it is.

    `card` is the model's own, `reported` the MRE that its file claims, `model` its name in command lines. `tell` hears
    in words what is being done, `told` of each forward pass; either may raise Cancelled. Films without readings are
    left out unless none has any; raises CephViewError where no film is left.
    """
    judged = [film for film in films if film.references and film.calibration is not None]
    if not judged:
        return _without_readings(Bench(network, films, told=told), setup, tell)
    problems = tuple(
        f"{film.name} was left out: it has no {'reading' if not film.references else 'mm per pixel (images.csv)'}."
        for film in films
        if film not in judged
    )
    bench = Bench(network, judged, told=told)
    everything = range(len(judged))
    radiographs = [film.radiograph for film in judged]
    expected = _expected(bench, setup, card or {})
    before = float(film_means(bench.errors(setup, everything)).mean())
    broken = low_byte_finding(radiographs, before, expected)
    if broken is not None:
        only = ("nothing else can be judged on such films",)
        return Diagnosis(len(judged), before, expected, (broken,), only, problems, bench.passes)
    repaired, repairs = search(bench, setup, tell)
    tell("looking for films, landmarks and readings that stand out")
    outliers = find_outliers(bench, repaired)
    good = [i for i in everything if i not in outliers.bad_films] or list(everything)
    after = float(film_means(bench.errors(repaired, good)).mean())
    findings = [_finding(repair) for repair in repairs] + list(outliers.findings)
    scale = calibration_finding(bench, repaired, after)
    if scale is not None:
        findings.append(scale)
    else:
        # The file's figure is compared with that of films and readings in order.
        clean = after - sum(finding.mm for finding in outliers.findings if finding.cause != "film")
        frame = reported_finding(bench, repaired, clean, reported)
        findings += [frame] if frame else []
    remains: tuple[str, ...] = (*_remains(bench, repaired, after), *outliers.doubts)
    found, sentence = domain_finding(radiographs, card or {}, after, expected, model)
    # Only what nothing else explains is laid to the films' being others than those of training.
    if found is not None:
        findings.append(found)
    else:
        remains += (sentence,)
        if after > 2 * expected:
            remains += (
                f"{after:.2f} mm is much more than the {expected:.2f} mm to be expected, and nothing tried explains it:"
                f" the model may not know such films. Fine-tune: {fine_tune_command(model)}",
            )
    findings.sort(key=lambda finding: -np.nan_to_num(finding.mm, nan=np.inf))
    return Diagnosis(len(judged), before, after, tuple(findings), remains, problems, bench.passes)


def _finding(repair: Repair) -> Finding:
    hypothesis, gain = repair.hypothesis, repair.gain
    without, repaired = float(film_means(gain.before).mean()), float(film_means(gain.after).mean())
    before = f"{without:.2f} mm" if np.isfinite(without) else "not measurable: no landmark in common"
    sure = f"{gain.share:.0%} of {len(gain.before)} films become better by it"
    if np.isfinite(gain.mm) and len(gain.before) > 2:
        sure += f", by {gain.mm:.2f} ± {2 * gain.error_mm:.2f} mm (two standard errors)"
    return Finding(
        hypothesis.cause,
        hypothesis.title,
        f"MRE {before} without this change, {repaired:.2f} mm with it",
        sure,
        repair.mm,
        hypothesis.advice,
        hypothesis.fields,
    )


def _expected(bench: Bench, setup: Setup, card: Mapping[str, Any]) -> float:
    """The MRE in mm to be expected of an unbroken set-up: the card's, or half of what two readers differ by."""
    with contextlib.suppress(*UNUSABLE):
        return number(card["validation"]["mre_mm"])
    between = _between_readers(bench, setup)
    return between / 2 if between is not None else _USUAL_MRE_MM


def _between_readers(bench: Bench, setup: Setup) -> float | None:
    """Mean distance in mm of the first two readers, None where no film has two."""
    values = []
    for i, film in enumerate(bench.films):
        if len(film.references) > 1:
            one, other = bench.readers(setup, i)[:2]
            values.append(float(np.nanmean(np.linalg.norm(one - other, axis=-1))) * bench.mm_per_px(i))
    return float(np.mean(values)) if values else None


def _remains(bench: Bench, setup: Setup, after: float) -> tuple[str, ...]:
    between = _between_readers(bench, setup)
    if between is None:
        return (f"MRE {after:.2f} mm; with one reader a film, nobody knows how much of it is the reader's",)
    return (f"MRE {after:.2f} mm; two readers of these films differ by {between:.2f} mm from one another",)


def _without_readings(bench: Bench, setup: Setup, tell: Callable[[str], None]) -> Diagnosis:
    """What can be said without readings: whether the model is surer of other preprocessing."""
    if not bench.films:
        raise CephViewError("There is no film to diagnose: name films or a folder of them.")
    count = min(len(bench.films), 4)
    tell("no readings: comparing how sure the model is of the films, prepared in different ways")
    few = sorted({round(i) for i in np.linspace(0, len(bench.films) - 1, count)})
    base = bench.confidence(setup, few)
    best, gain = None, _SURE_CONFIDENCE
    for hypothesis in network_hypotheses(setup):
        changed = hypothesis.apply(setup)
        if float(bench.confidence(changed, few[:1])[0] - base[0]) <= _SURE_CONFIDENCE / 2:
            continue
        surer = bench.confidence(changed, few) - base
        if float(surer.mean()) > gain and bool((surer > 0).all()):
            best, gain = hypothesis, float(surer.mean())
    findings = []
    if best is not None:
        seen = f"the mean confidence rises from {base.mean():.2f} to {base.mean() + gain:.2f} on {len(few)} films"
        sure = "a hint: sure is not right, and only readings tell how far off points are"
        findings = [Finding(best.cause, best.title, seen, sure, float("nan"), best.advice, best.fields)]
    if np.median([wrapped_share(film.radiograph) for film in bench.films]) > 0.01:
        findings = [
            replace(f, mm=float("nan")) for f in [low_byte_finding([x.radiograph for x in bench.films], 0, 0)] if f
        ]
    remains = (
        "the films have no readings with a calibration, so this was judged by the model's confidence alone; decoding, "
        "landmark order and calibration need some films with readings: give --reference or put them beside the films",
    )
    nothing = float("nan")
    return Diagnosis(
        len(bench.films), nothing, nothing, tuple(findings), remains, passes=bench.passes, judged_by="confidence"
    )
