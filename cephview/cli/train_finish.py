"""What `cephview train` does when the last epoch is done: before and after by landmark, the test, ONNX."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cephview.cli.train_reporter import Reporter
from cephview.core.errors import CephViewError
from cephview.io.atomic import write_atomically
from cephview.model.predictor import Predictor
from cephview.model.training.pictures import SAMPLES, WORST
from cephview.review.corrections import evaluate_corrections
from cephview.review.evaluation import Evaluation, evaluate
from cephview.review.report import report_html
from cephview.review.tables import csv_bytes, evaluation_document, summary_rows

if TYPE_CHECKING:
    from cephview.model.training.loop import Trainer

ONNX = "best.onnx"
TEST = "test"
# A landmark, and its mean error in mm before and after; None where it was not measured.
Rows = Sequence[tuple[str, float | None, float | None]]


def finish(
    options: argparse.Namespace, trainer: Trainer, best: Path, tests: Sequence[Path], reporter: Reporter
) -> None:
    """Say what the run brought by landmark, test it, export it. What fails here costs nothing of the run."""
    if rows := validated_rows(trainer):
        _tell("by landmark, on the validation films, mm", rows, reporter)
    if not best.is_file():
        return
    if tests:
        try:
            _test(options, best, tests, reporter)
        except CephViewError as error:
            reporter.say(f"The test could not be made: {error}")
    try:
        from cephview.model.families.exporting import export

        export(best, best.with_name(ONNX))
        reporter.detail(f"as ONNX: {best.with_name(ONNX)}")
    except CephViewError as error:
        reporter.say(str(error))
    reporter.say(
        f"{best.parent} holds pictures and names of patients ({SAMPLES}, {WORST} and more): of all in it, {best.name} "
        f"and {ONNX} alone name nobody and can be handed on"
    )


def validated_rows(trainer: Trainer) -> Rows:
    """Before the first epoch and after the best one, by landmark, on the validation films; empty for none."""
    measured = {row["epoch"]: row for row in trainer.record.by_landmark}
    figures = [row for row in trainer.record.history if "mre_mm" in row]
    if not figures:
        return ()
    before, after = measured.get(0.0, {}), measured.get(min(figures, key=lambda row: row["mre_mm"])["epoch"], {})
    return [(s, before.get(s), after.get(s)) for s in trainer.folder.scheme.symbols if s in before or s in after]


def _tell(title: str, rows: Rows, reporter: Reporter) -> None:
    reporter.say(f"{title}:")
    for symbol, before, after in rows:
        first = f"{before:5.2f} before, " if before is not None else ""
        reporter.say(f"  {symbol:5} {first}{after:5.2f} after" if after is not None else f"  {symbol:5} {first}")


def _test(options: argparse.Namespace, best: Path, tests: Sequence[Path], reporter: Reporter) -> None:
    """Measure the finished model, and the one that it began with, on films that had no part in it."""

    def measured(model: Path) -> Evaluation:
        predict = Predictor.load(model).predict
        if options.corrections:
            return evaluate_corrections(tests, options.cases, predict)
        return evaluate(tests, predict)

    result = measured(best)
    former = measured(options.start) if options.start else None
    found = result.comparisons[0]
    before = former.comparisons[0].by_landmark() if former else {}
    rows = [
        (symbol, was.mre if (was := before.get(symbol)) else None, accuracy.mre)
        for symbol, accuracy in found.by_landmark().items()
        if accuracy is not None
    ]
    document = evaluation_document(result)
    if former:
        document["before"] = evaluation_document(former)
    out = best.parent
    write_atomically(out / f"{TEST}.json", json.dumps(document, allow_nan=False).encode())
    write_atomically(out / f"{TEST}.csv", csv_bytes(summary_rows(result)))
    write_atomically(out / f"{TEST}.html", report_html(result, found, card=Predictor.load(best).card()).encode())
    for problem in result.problems:
        reporter.say(problem)
    if found.accuracy is None:
        raise CephViewError("none of these films has both a point and a reading of it.")
    was_all = former.comparisons[0].accuracy if former else None
    first = f"{was_all.mre:.3f} mm before, " if was_all else ""
    whole = f"{first}{found.accuracy.mre:.3f} mm after"
    _tell(f"on the {len(result.cases)} test films, {found.title}: {whole}; by landmark, mm", rows, reporter)
    reporter.say(f"the test in full: {out / TEST}.html, .csv and .json")
