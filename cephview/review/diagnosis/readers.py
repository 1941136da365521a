"""Each reader by himself: one whose file is wrong as a whole must not be averaged with one who is right."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cephview.core.reference import mean_points
from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.certainty import certainty_of, standard_error, with_error
from cephview.review.diagnosis.evidence import Gain, film_means, significant
from cephview.review.diagnosis.findings import Finding, one_after_another
from cephview.review.diagnosis.hypotheses import Chain, applied
from cephview.review.diagnosis.labels import label_chains
from cephview.review.diagnosis.mixed import mixed_films
from cephview.review.diagnosis.setup import Setup

# With what is found a reader has to make sense of the films, mm.
_SENSE_MM = 5.0
_FEWEST_FILMS = 3
# What a reader's file has to cost of the MRE against the mean of the readers to be told, mm.
_LEAST_MM = 0.03
# One reader scatters more than another: mm of the median distance to the model, each landmark's own habit taken off.
_NOISIER_MM, _TIMES = 1.0, 1.8


@dataclass(frozen=True)
class Readers:
    """The set-up in which each reader is understood, and what was found wrong with single ones."""

    setup: Setup
    findings: tuple[Finding, ...]


def try_readers(bench: Bench, setup: Setup, tell: Callable[[str], None]) -> Readers:
    """What is wrong with one reader's readings and with no other's; nothing where films have one reader."""
    observers = observers_of(bench)
    if len(observers) < 2:
        return Readers(setup, ())
    tell(marked("trying each reader by himself"))
    chains = {observer: _chain_of(bench.of_reader(observer), setup) for observer in observers}
    wrong = {observer: chain for observer, chain in chains.items() if chain}
    if len(wrong) == len(observers) and len({tuple(h.cause for h in chain) for chain in wrong.values()}) == 1:
        return Readers(setup, ())  # what is wrong with all of them is the set's, and is looked for there
    everything, findings = range(len(bench.films)), []
    for observer, chain in wrong.items():
        if all(_helps(bench.of_reader(other), setup, chain) for other in observers if other != observer):
            continue  # it is the set's then, and too little to be sure of with the others alone
        before = bench.errors(setup, everything)
        rule = applied(setup, chain).labels
        understood = replace(setup, of_readers=(*setup.of_readers, (observer, rule)))
        gain = Gain(before, bench.errors(understood, everything))
        if gain.mm < _LEAST_MM:
            continue  # against the mean of the readers it is nothing
        if len(observers) == 2 and not _nearer(bench, setup, understood, gain.mm * len(observers)):
            continue  # a reader who is wrong is as far from the other one
        setup = understood
        findings.append(_finding(observer, chain, gain))
    return Readers(setup, tuple(findings))


def noisier_reader(bench: Bench, setup: Setup) -> Finding | None:
    """A reader who scatters about the model far more than another does, with what his readings cost."""
    observers = observers_of(bench)
    if len(observers) < 2:
        return None
    scatter = {observer: _scatter(bench.of_reader(observer), setup) for observer in observers}
    best, worst = min(scatter, key=lambda o: scatter[o]), max(scatter, key=lambda o: scatter[o])
    more = scatter[worst] - scatter[best]
    if not (more > _NOISIER_MM and scatter[worst] > _TIMES * scatter[best]):
        return None
    everything = range(len(bench.films))
    gain = Gain(bench.errors(setup, everything), _as_quiet(bench, setup, worst, scatter[best] / scatter[worst]))
    return Finding(
        "noisy reader",
        Sentence("{worst} is {more:.1f} mm noisier than {best}", worst=worst, more=more, best=best),
        Sentence(
            "points of {worst} scatter by {scatter:.1f} mm about the model, of {best} by {other:.1f} mm",
            worst=worst,
            scatter=scatter[worst],
            best=best,
            other=scatter[best],
        ),
        with_error(
            Sentence(
                "on {better} of {films} films the error would be less if {worst} were as steady as {best}",
                better=int((gain.by_film > 0).sum()),
                films=len(gain.before),
                worst=worst,
                best=best,
            ),
            gain,
        ),
        gain.mm,
        Sentence("judge by {best} alone, or have the films of {worst} read again", best=best, worst=worst),
        error_mm=standard_error(gain),
    )


def between_readers(bench: Bench, setup: Setup) -> float | None:
    """Mean distance in mm of the first two readers, None where no film has two."""
    values = []
    for i, film in enumerate(bench.films):
        if len(film.references) > 1:
            one, other = bench.readers(setup, i)[:2]
            values.append(float(np.nanmean(np.linalg.norm(one - other, axis=-1))) * bench.mm_per_px(i))
    return float(np.mean(values)) if values else None


def observers_of(bench: Bench) -> list[str]:
    """Who read at least three of the films, in the order of their files."""
    counts: dict[str, int] = {}
    for film in bench.films:
        for reference in film.references:
            counts[reference.observer] = counts.get(reference.observer, 0) + 1
    return [observer for observer, count in counts.items() if count >= _FEWEST_FILMS]


def _chain_of(alone: Bench, setup: Setup) -> Chain:
    """What makes sense of one reader's readings; empty where they are right as they are, or nothing helps."""
    read = [i for i, film in enumerate(alone.films) if film.references]
    before = alone.errors(setup, read)
    if not np.isfinite(film_means(before)).all():
        return ()
    chains = label_chains(alone, setup, read)
    mixed = mixed_films(alone, setup)
    if mixed is not None:
        chains.append((mixed,))
    scores = {}
    for chain in chains:
        after = alone.errors(applied(setup, chain), read)
        mean = float(film_means(after).mean())
        certain = all(hypothesis.certain for hypothesis in chain)
        tried = max(hypothesis.rivals for hypothesis in chain)
        if mean < _SENSE_MM and (certain or significant(Gain(before, after), passes=False, tried=tried)):
            scores[chain] = mean + sum(hypothesis.prior + 0.02 for hypothesis in chain)
    return min(scores, key=lambda chain: scores[chain], default=())


def _helps(alone: Bench, setup: Setup, chain: Chain) -> bool:
    """Whether a reader's readings, too, lie nearer to the model when they are understood so."""
    read = [i for i, film in enumerate(alone.films) if film.references]
    return Gain(alone.errors(setup, read), alone.errors(applied(setup, chain), read)).mm > 0


def _finding(observer: str, chain: Chain, gain: Gain) -> Finding:
    before, after = (float(film_means(errors).mean()) for errors in (gain.before, gain.after))
    what = one_after_another([hypothesis.title for hypothesis in chain])
    return Finding(
        "reader",
        Sentence("one reader, {observer}: {what}", observer=observer, what=what),
        Sentence(
            "mean error {before:.2f} mm against the mean of the readers, {after:.2f} mm once {observer} is understood "
            "so; the other readers are right as they are",
            before=before,
            after=after,
            observer=observer,
        ),
        certainty_of(gain),
        gain.mm,
        Sentence(
            "in the files of {observer}: {advice}",
            observer=observer,
            advice=one_after_another([hypothesis.advice for hypothesis in chain]),
        ),
        error_mm=standard_error(gain),
    )


def _nearer(bench: Bench, setup: Setup, understood: Setup, mm: float) -> bool:
    """Whether two readers come nearer to one another, too, where one of them is understood otherwise.

    By at least half of the `mm` by which he comes nearer to the model: else it is the model that both lie off.
    """
    before, after = between_readers(bench, setup), between_readers(bench, understood)
    return before is None or after is None or not before - after < 0.5 * mm


def _as_quiet(bench: Bench, setup: Setup, observer: str, share: float) -> NDArray[np.float64]:
    """Errors (films, n) in mm against the mean of the readers if one of them scattered `share` times as much.

    What he always does otherwise stays: only his scatter about it becomes less.
    """
    own, away = {}, {}
    for i, film in enumerate(bench.films):
        place = next((k for k, each in enumerate(film.references) if each.observer == observer), None)
        if place is not None:
            own[i] = place
            away[i] = (bench.readers(setup, i)[place] - bench.predict(setup, i)[0]) * bench.mm_per_px(i)
    with warnings.catch_warnings():  # a landmark that he never read
        warnings.simplefilter("ignore", RuntimeWarning)
        habit = np.nanmedian(np.stack(list(away.values())), axis=0)
    rows = []
    for i in range(len(bench.films)):
        readers, found = bench.readers(setup, i), bench.predict(setup, i)[0]
        if i in own:
            readers[own[i]] = found + (habit + share * (away[i] - habit)) / bench.mm_per_px(i)
        rows.append(np.linalg.norm(mean_points(readers) - found, axis=-1) * bench.mm_per_px(i))
    return np.stack(rows)


def _scatter(alone: Bench, setup: Setup) -> float:
    """Median distance (mm) of one reader's points to the model's, less each landmark's median difference."""
    read = [i for i, film in enumerate(alone.films) if film.references]
    differences = np.stack([alone.differences(setup, i) for i in read])
    differences = differences[:, np.isfinite(differences).any(axis=(0, 2))]
    about = differences - np.nanmedian(differences, axis=0)
    return float(np.nanmedian(np.linalg.norm(about, axis=-1)))
