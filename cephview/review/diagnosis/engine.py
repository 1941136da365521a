"""The diagnosis of a set-up: experiments first, then what stands out, then what remains."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cephview.core.errors import CephViewError
from cephview.model.config_values import UNUSABLE, number
from cephview.model.coordinates import COORDINATES
from cephview.model.decoding import ARGMAX
from cephview.review.diagnosis.bench import Bench, Network
from cephview.review.diagnosis.domain import domain_sentence, fine_tune_command, low_byte_finding, wrapped_share
from cephview.review.diagnosis.evidence import FEWEST_FILMS, film_means
from cephview.review.diagnosis.findings import Diagnosis, Finding
from cephview.review.diagnosis.hypotheses import network_hypotheses
from cephview.review.diagnosis.points import find_outliers
from cephview.review.diagnosis.readers import noisier_reader, try_readers
from cephview.review.diagnosis.scale import calibration_finding, reported_remark
from cephview.review.diagnosis.search import LOST_MM, Repair, search
from cephview.review.diagnosis.setup import JudgedFilm, Setup

_SURE_CONFIDENCE = 0.15
# Where neither a card nor a second reader says what to expect.
_USUAL_MRE_MM = 1.5
# What stands in the readings, and no model can help.
_OF_READINGS = ("reference", "landmark", "shift")
_MAKE_IT_BLIND = ("normalisation", "input size", "polarity")
# Shares of the input's width: points closer together lie at the same place, faces on films further apart than that.
_SAME_PLACE, _FACES_DIFFER = 0.003, 0.01


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
    if (same := same_answer(bench, setup)) is not None:
        return Diagnosis(len(judged), before, before, (same,), (), problems, bench.passes)
    of_readers = try_readers(bench, setup, tell)
    repaired, repairs = search(bench, of_readers.setup, tell)
    findings = [*of_readers.findings, *(_finding(repair) for repair in repairs)]
    if (broken := low_byte_finding(radiographs)) is not None:
        findings.append(broken)
    scale = calibration_finding(bench, repaired, before)
    errors = film_means(bench.errors(repaired, everything))
    after = float(errors.mean())
    lost = scale is None and broken is None and float(np.median(errors)) > LOST_MM
    doubts: tuple[str, ...] = ()
    if lost:
        findings.append(_no_sense(before, bench.passes))
    else:
        tell("looking for films, landmarks and readings that stand out")
        outliers = find_outliers(bench, repaired)
        noisy = noisier_reader(bench, repaired)
        # Where one reader is noise, single readings of his are not listed beside that.
        findings += [noisy] if noisy else outliers.findings
        doubts = () if noisy else outliers.doubts
        good = [i for i in everything if i not in outliers.bad_films] or list(everything)
        after = float(film_means(bench.errors(repaired, good)).mean())
        scale = calibration_finding(bench, repaired, after)
    remains: tuple[str, ...] = (*_remains(bench, repaired, after), *doubts)
    if scale is not None:
        findings.append(scale)
    elif not lost:
        # The file's figure is compared with that of films and readings in order.
        clean = after - sum(finding.mm for finding in findings if finding.cause in _OF_READINGS)
        remains += tuple(filter(None, [reported_remark(bench, repaired, clean, reported)]))
    remains += (domain_sentence(radiographs, card or {}),)
    if not lost and scale is None and broken is None and after > 2 * expected:
        remains += (
            f"{after:.2f} mm is much more than the {expected:.2f} mm to be expected, and nothing tried explains it:"
            f" the model may not know such films. Fine-tune: {fine_tune_command(model)}",
        )
    findings.sort(key=lambda finding: -np.nan_to_num(finding.mm, nan=np.inf))
    if len(judged) < FEWEST_FILMS:
        findings = [_hint(finding, len(judged)) for finding in findings]
    return Diagnosis(len(judged), before, after, tuple(findings), remains, problems, bench.passes)


def same_answer(bench: Bench, setup: Setup) -> Finding | None:
    """A model whose heatmaps peak at the same places of the input on every film, whatever lies there.

    The peaks are judged, not the points: a wrong decoding can draw all points to the middle of maps that are right.
    Before it is believed, films are given to it in the ways that can make a network blind.
    """
    setup = _by_peaks(setup)
    films = sorted({round(i) for i in np.linspace(0, len(bench.films) - 1, 3)})
    if len(films) < 2 or not _is_constant(bench, setup, films):
        return None
    read = np.stack([bench.box(setup, i).to_input(bench.reference(setup, i)) for i in films])
    if _spread(read) < _FACES_DIFFER * setup.specification.image_size.value[0]:
        return None  # the films, too, are all alike
    first = {hypothesis.cause: hypothesis for hypothesis in reversed(network_hypotheses(setup))}
    others = [first[cause] for cause in _MAKE_IT_BLIND if cause in first]
    if any(not _is_constant(bench, hypothesis.apply(setup), films[:2]) for hypothesis in others):
        return None
    return Finding(
        "same answer",
        "the model answers the same on every film",
        f"its points lie at the same places of the input on {len(films)} films",
        "seen on each of them",
        float("nan"),
        "use another checkpoint: this one was not trained, its last layer is empty, or a stand-in answers in its place",
    )


def _by_peaks(setup: Setup) -> Setup:
    """The set-up with heatmaps read by their highest cell; coordinates, which have none, as they are."""
    if setup.specification.decoding.value.method == COORDINATES:
        return setup
    return setup.specified(decoding=ARGMAX, activation="none")


def _is_constant(bench: Bench, setup: Setup, films: Sequence[int]) -> bool:
    points = np.stack([bench.box(setup, i).to_input(bench.predict(setup, i)[0]) for i in films])
    return _spread(points) < _SAME_PLACE * setup.specification.image_size.value[0]


def _spread(points: NDArray[np.float64]) -> float:
    """How far points (films, n, 2) lie from their mean over the films, at the median of the landmarks."""
    away = np.linalg.norm(points - np.nanmean(points, axis=0), axis=-1)
    return float(np.nanmedian(np.nanmax(away, axis=0)))


def _no_sense(before: float, passes: int) -> Finding:
    return Finding(
        "no sense",
        "the model's points make no sense of these films, whatever was tried",
        f"MRE {before:.0f} mm as set up, and no better with any of the known causes repaired ({passes} forward passes)",
        "all known causes were tried",
        float("nan"),
        "check that this is the model you mean, that it was trained, and that these are lateral films of heads",
    )


def _hint(finding: Finding, films: int) -> Finding:
    """A finding on too few films to be one: no mm, nothing to repair by a click."""
    return replace(
        finding,
        mm=float("nan"),
        fields={},
        sure=f"a hint: {films} film{'s' if films > 1 else ''} cannot tell it from chance; diagnose five or more",
    )


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
        findings = [finding for finding in [low_byte_finding([x.radiograph for x in bench.films])] if finding]
    remains = (
        "the films have no readings with a calibration, so this was judged by the model's confidence alone; decoding, "
        "landmark order and calibration need some films with readings: give --reference or put them beside the films",
    )
    nothing = float("nan")
    return Diagnosis(
        len(bench.films), nothing, nothing, tuple(findings), remains, passes=bench.passes, judged_by="confidence"
    )
