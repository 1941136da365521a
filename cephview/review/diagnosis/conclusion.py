"""What follows once the repairs are known: what stands out, whether the set is lost, the mm, and what remains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.certainty import certainty_of, standard_error
from cephview.review.diagnosis.evidence import FEWEST_FILMS, film_means
from cephview.review.diagnosis.findings import Finding
from cephview.review.diagnosis.names import rightly_named
from cephview.review.diagnosis.odd_films import film_levels, is_lost
from cephview.review.diagnosis.points import find_outliers
from cephview.review.diagnosis.readers import between_readers, noisier_reader
from cephview.review.diagnosis.scale import WrongScale, size_remark, wrong_scale
from cephview.review.diagnosis.search import Repair
from cephview.review.diagnosis.setup import Setup

# What stands in the readings, and no model can help.
_OF_READINGS = ("reference", "landmark", "shift", "definition")


@dataclass(frozen=True)
class Conclusion:
    """All findings, the MRE in mm `after` their repair (and `clean`, of the readings in order), and what remains.

    `lost` says that no repair made sense of the films, `scaled` that their mm cannot be right.
    """

    findings: tuple[Finding, ...]
    after: float
    clean: float
    lost: bool
    scaled: bool
    remains: tuple[str, ...]


def conclude(
    bench: Bench,
    setup: Setup,
    findings: Sequence[Finding],
    tell: Callable[[str], None],
    *,
    hopeless: Finding,
    unfit: bool = False,
    scale: WrongScale | None = None,
) -> Conclusion:
    """What stands out of a repaired set-up, beside what was found so far.

    `scale` is the wrong calibration that the bench was rescaled for, if it was. `hopeless` is told where the films are
    lost for no reason that is known; `unfit` films are lost for one that is.
    """
    found, everything = list(findings), range(len(bench.films))
    setup = rightly_named(bench, setup)
    if scale is None and (scale := wrong_scale(bench, setup)) is not None:
        bench = bench.rescaled(scale.factor)
    errors = bench.errors(setup, everything)
    after = float(film_means(errors).mean())
    lost = not unfit and is_lost(film_levels(errors))
    doubts: tuple[str, ...] = ()
    if lost:
        found = [hopeless]  # what leaves no sense in the films explains nothing
    elif not unfit:
        tell(marked("looking for films, landmarks and readings that stand out"))
        outliers, noisy = find_outliers(bench, setup), noisier_reader(bench, setup)
        # Where one reader is noise, single readings of his are not listed beside that.
        found += [noisy, *(f for f in outliers.findings if f.cause == "film")] if noisy else outliers.findings
        doubts = () if noisy else outliers.doubts
        good = [i for i in everything if i not in outliers.bad_films] or list(everything)
        after = float(film_means(bench.errors(setup, good)).mean())
    after /= scale.factor if scale else 1.0
    clean = after - sum(finding.mm for finding in found if finding.cause in _OF_READINGS)
    if scale is not None and not lost:
        found.append(scale.finding(after))
    found.sort(key=lambda finding: -np.nan_to_num(finding.mm, nan=np.inf))
    return Conclusion(
        tuple(as_hints(found, len(bench.films))),
        after,
        clean,
        lost,
        scale is not None,
        tuple(
            filter(None, (_between(bench, setup, after), *doubts, "" if lost or scale else size_remark(bench, setup)))
        ),
    )


def repaired_by(repair: Repair) -> Finding:
    """The finding of a change that was accepted."""
    hypothesis, gain = repair.hypothesis, repair.gain
    without, repaired = float(film_means(gain.before).mean()), float(film_means(gain.after).mean())
    if np.isfinite(without):
        text = marked("mean error {before:.2f} mm without this change, {after:.2f} mm with it")
        seen = Sentence(text, before=without, after=repaired)
    else:
        text = marked("nothing could be compared without this change; mean error {after:.2f} mm with it")
        seen = Sentence(text, after=repaired)
    return Finding(
        hypothesis.cause,
        hypothesis.title,
        seen,
        certainty_of(gain),
        repair.mm,
        hypothesis.advice,
        hypothesis.fields,
        hypothesis.detail,
        standard_error(gain),
    )


def as_hints(findings: Sequence[Finding], films: int) -> Sequence[Finding]:
    """Findings on too few films to be any: no mm, nothing to repair by a click."""
    if films >= FEWEST_FILMS:
        return findings
    text = marked("a hint: {films} films cannot tell it from chance; diagnose five or more")
    one = marked("a hint: one film cannot tell it from chance; diagnose five or more")
    sure, nothing = Sentence(text, films=films) if films > 1 else one, float("nan")
    return [replace(finding, mm=nothing, error_mm=nothing, fields={}, sure=sure, hint=True) for finding in findings]


def _between(bench: Bench, setup: Setup, after: float) -> str:
    between = between_readers(bench, setup)
    if between is None:
        text = marked("mean error {after:.2f} mm; with one reader a film, nobody knows how much of it is the reader's")
        return Sentence(text, after=after)
    text = marked("mean error {after:.2f} mm; two readers of these films differ by {between:.2f} mm from one another")
    return Sentence(text, after=after, between=between)
