"""Films without readings: whether the model is surer of them when they are prepared in another way."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cephview.core.errors import CephViewError
from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.domain import low_byte_finding, wrapped_share
from cephview.review.diagnosis.findings import Diagnosis, Finding
from cephview.review.diagnosis.hypotheses import network_hypotheses
from cephview.review.diagnosis.setup import Setup

_SURE_CONFIDENCE = 0.15


def diagnose_unread(bench: Bench, setup: Setup, tell: Callable[[str], None]) -> Diagnosis:
    """What can be said without readings: whether the model is surer of other preprocessing.

    Raises CephViewError where there is no film.
    """
    if not bench.films:
        raise CephViewError("There is no film to diagnose: name films or a folder of them.")
    count = min(len(bench.films), 4)
    tell(marked("no readings: comparing how sure the model is of the films, prepared in different ways"))
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
        seen = Sentence(
            "the mean confidence rises from {before:.2f} to {after:.2f} on {films} films",
            before=float(base.mean()),
            after=float(base.mean()) + gain,
            films=len(few),
        )
        sure = marked("a hint: sure is not right, and only readings tell how far off points are")
        nan = float("nan")
        findings = [Finding(best.cause, best.title, seen, sure, nan, best.advice, best.fields, best.detail, hint=True)]
    if np.median([wrapped_share(film.radiograph) for film in bench.films]) > 0.01:
        findings = [finding for finding in [low_byte_finding([x.radiograph for x in bench.films])] if finding]
    remains = (
        marked(
            "the films have no readings with a mm per pixel, so this was judged by the model's confidence alone; put "
            "readings beside some films to have the order of landmarks and the calibration judged, too"
        ),
    )
    nothing = float("nan")
    return Diagnosis(
        len(bench.films), nothing, nothing, tuple(findings), remains, passes=bench.passes, judged_by="confidence"
    )
