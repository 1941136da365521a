"""The diagnosis of a set-up: experiments first, then what stands out, then what remains."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cephview.core.sentences import Sentence, marked
from cephview.model.config_values import UNUSABLE, number
from cephview.review.diagnosis.alone import lost, search_alone
from cephview.review.diagnosis.bench import Bench, Network
from cephview.review.diagnosis.conclusion import conclude, repaired_by
from cephview.review.diagnosis.constant import other_answer, same_answer
from cephview.review.diagnosis.domain import domain_sentence, fine_tune_command, low_byte_finding
from cephview.review.diagnosis.evidence import FEWEST_FILMS, film_means
from cephview.review.diagnosis.findings import Diagnosis, Finding
from cephview.review.diagnosis.readers import between_readers, try_readers
from cephview.review.diagnosis.repair import repaired_readings
from cephview.review.diagnosis.scale import reported_remark, right_scale, wrong_scale
from cephview.review.diagnosis.search import search
from cephview.review.diagnosis.setup import JudgedFilm, Setup
from cephview.review.diagnosis.unread import diagnose_unread

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
        return diagnose_unread(Bench(network, films, told=told), setup, tell)
    no_reading = marked("{name} was left out: it has no reading.")
    no_scale = marked("{name} was left out: it has no mm per pixel (images.csv).")
    problems = tuple(
        Sentence(no_scale if film.references else no_reading, name=film.name) for film in films if film not in judged
    )
    bench = Bench(network, judged, told=told)
    radiographs = [film.radiograph for film in judged]
    expected = _expected(bench, setup, card or {})
    before = float(film_means(bench.errors(setup, range(len(judged)))).mean())
    if (same := same_answer(bench, setup)) is not None:
        return Diagnosis(len(judged), before, before, (same,), (), problems, bench.passes)
    if (unsteady := other_answer(bench, setup)) is not None:
        return Diagnosis(len(judged), before, before, (unsteady,), (), problems, bench.passes)
    # What is calibrated wrongly is judged in the mm that faces tell, and told in those of the films.
    if (scale := wrong_scale(bench, setup)) is not None:
        bench = bench.rescaled(scale.factor)
    of_readers = try_readers(bench, setup, tell)
    if (broken := low_byte_finding(radiographs)) is not None:
        bench = bench.without_network()  # of lost greys no experiment tells how they should have entered it
    repaired, repairs = search(bench, of_readers.setup, tell)
    if scale is not None and right_scale(as_measured := bench.rescaled(1 / scale.factor), repaired):
        # Points that made no sense lay as far apart as those read; now that they do, the films' own mm are right.
        bench, scale = as_measured, None
        of_readers = try_readers(bench, setup, tell)
        repaired, repairs = search(bench, of_readers.setup, tell)
    if not repairs and lost(bench, repaired) and (by_one := search_alone(bench, setup, tell)) is not None:
        of_readers, repairs = by_one
        repaired = of_readers.setup
    findings = [*of_readers.findings, *map(repaired_by, repairs), *([broken] if broken else [])]
    hopeless = _no_sense(before, bench.passes)
    end = conclude(bench, repaired, findings, tell, hopeless=hopeless, unfit=broken is not None, scale=scale)
    remains = end.remains
    if not (end.lost or end.scaled):
        # The file's figure is compared with that of films and readings in order.
        remains += tuple(filter(None, [reported_remark(bench, repaired, end.clean, reported)]))
    remains += (domain_sentence(radiographs, card or {}),)
    if not (end.lost or end.scaled or broken) and end.after > 2 * expected:
        remains += (
            Sentence(
                "{after:.2f} mm is much more than the {expected:.2f} mm to be expected, and nothing tried explains it: "
                "the model may not know such films. Train it further on films like these (Model → Train a model on my "
                "films…, or {command})",
                after=end.after,
                expected=expected,
                command=fine_tune_command(model),
            ),
        )
    hopeless_or_hints = end.lost or len(judged) < FEWEST_FILMS
    readings = () if hopeless_or_hints else repaired_readings(bench, repaired)
    return Diagnosis(len(judged), before, end.after, end.findings, remains, problems, bench.passes, repaired=readings)


def _no_sense(before: float, passes: int) -> Finding:
    return Finding(
        "no sense",
        marked("the model's points make no sense of these films, whatever was tried"),
        Sentence(
            "mean error {before:.0f} mm as set up, and no better with any of the known causes repaired (the model was "
            "run {passes} times)",
            before=before,
            passes=passes,
        ),
        marked("each known cause was tried by itself, and with those that hide it; several others at once were not"),
        float("nan"),
        marked("check that this is the model you mean, that it was trained, and that these are lateral films of heads"),
    )


def _expected(bench: Bench, setup: Setup, card: Mapping[str, Any]) -> float:
    """The MRE in mm to be expected of an unbroken set-up: the card's, or half of what two readers differ by."""
    with contextlib.suppress(*UNUSABLE):
        return number(card["validation"]["mre_mm"])
    between = between_readers(bench, setup)
    return between / 2 if between is not None else _USUAL_MRE_MM
