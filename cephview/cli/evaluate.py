"""`cephview evaluate FILM…`: a model against the readers, and the readers against one another."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from cephview.cli.csv_option import add_csv_style, csv_style
from cephview.cli.films import add_convention, films_of
from cephview.cli.models import MODEL_HELP, model_path
from cephview.cli.outputs import add_force, check_outputs, html_path, json_path, table_path, toml_path
from cephview.core.accuracy import SDR_THRESHOLDS_MM, Accuracy
from cephview.core.errors import CephViewError
from cephview.io.conventions import find_convention
from cephview.io.datasets import stems_in
from cephview.io.films.names import name_key
from cephview.io.outputs import write_output
from cephview.io.tables.calibration import coverage
from cephview.review.corrections import evaluate_corrections
from cephview.review.evaluation import Evaluation, ReportProgress, by_convention, evaluate, evaluate_predictions
from cephview.review.observers import agreement, outliers, reader_pairs
from cephview.review.offsets import offsets_toml, unmeasured
from cephview.review.predictions import FORMATS, read_predictions
from cephview.review.report import report_html
from cephview.review.tables import csv_bytes, evaluation_document, summary_rows
from cephview.review.unseen import told_of_seen, unseen

CORRECTIONS_HELP = (
    "against your own corrected and confirmed points: the model that you corrected, or another one with --model"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview evaluate`."""
    parser.add_argument("films", nargs="+", type=Path, metavar="FILM", help="films or folders, readings beside them")
    parser.add_argument("--model", type=model_path, metavar="FILE", help=MODEL_HELP)
    parser.add_argument("--predictions", type=Path, metavar="FILE", help=f"made elsewhere: {FORMATS}")
    parser.add_argument("--corrections", action="store_true", help=CORRECTIONS_HELP)
    parser.add_argument("--cases", type=Path, metavar="DIR", help="where those are kept, if not beside the films")
    parser.add_argument("--unseen", action="store_true", help="leave out the films that trained the model")
    parser.add_argument("--observers", action="store_true", help="print how well the readers agree, too")
    parser.add_argument("--only", metavar="NAMES", help="of these films only those of these stems: 001,010,022")
    add_convention(parser)
    parser.add_argument("--csv", type=table_path, help="write the table, per landmark too")
    add_csv_style(parser)
    parser.add_argument("--json", type=json_path, help="the same as JSON, with the model, its hash and a row a film")
    parser.add_argument(
        "--offsets", type=toml_path, metavar="TOML", help="write where the mean reader lies from the model, for `train`"
    )
    parser.add_argument(
        "--report", type=html_path, metavar="HTML", help="write a report without plots; the window adds them"
    )
    add_force(parser)


def run(options: argparse.Namespace) -> int:
    """Evaluate; 0, or 1 when some films were left out."""
    convention = find_convention(options.convention) if options.convention else None
    outputs = (options.csv, options.json, options.offsets, options.report)
    check_outputs(options, outputs, (options.model, options.predictions, *options.films))
    films = films_of(options.films)
    if options.only:
        wanted = stems_in(options.only)
        films = [film for film in films if name_key(film.stem) in wanted]
    with tqdm(total=len(films), unit="film", disable=None) as bar:
        result = _evaluate(options, films, lambda done, _: bar.update(done - bar.n))
    if convention is not None:
        result = by_convention(result, convention)
    # Neither a file that is refused nor a stream that breaks costs the other, and the work of minutes.
    try:
        _write_files(options, result)
    finally:
        for problem in (*filter(None, [result.caution]), *result.problems, *result.notes, *coverage(films)):
            print(f"cephview: {problem}", file=sys.stderr)
        if convention is not None:
            print(f"by the convention {convention.name}: {convention.about}")
        print(table(result))
        if not options.corrections:
            _say_if_lost(result, "--predictions FILE" if options.predictions else "MODEL")
        if options.observers:
            print(observers_table(result))
    return 1 if result.problems else 0


def _say_if_lost(result: Evaluation, source: str) -> None:
    from cephview.review.diagnosis.of_predictions import sentence_of_lost  # brings much along that is seldom needed

    if lost := sentence_of_lost(result):
        print(f"\n{lost}\n`cephview diagnose {source} FILM…` tells more.")


def _write_files(options: argparse.Namespace, result: Evaluation) -> None:
    """Every file that was asked for. Raises CephViewError of the first that is refused when all were tried."""
    files: list[tuple[Path, bytes]] = []
    if options.csv:
        files.append((options.csv, csv_bytes(summary_rows(result), csv_style(options))))
    if options.json:
        document = evaluation_document(result, observers=options.observers)
        files.append((options.json, json.dumps(document, allow_nan=False).encode()))
    if options.offsets:
        files.append((options.offsets, offsets_toml(result.comparisons[0]).encode()))
        if sentence := unmeasured(result.comparisons[0]):
            print(f"cephview: {sentence}", file=sys.stderr)
    if options.report:
        files.append((options.report, report_html(result, result.comparisons[0]).encode()))
    refused = []
    for path, data in files:
        try:
            write_output(path, data, asked=options.force)
        except CephViewError as error:
            refused.append(error)
    if refused:
        raise refused[0]


def _evaluate(options: argparse.Namespace, films: Sequence[Path], progress: ReportProgress) -> Evaluation:
    if options.predictions:
        if options.corrections or options.model:
            raise CephViewError("--predictions goes with neither --model nor --corrections: leave one of them out.")
        return evaluate_predictions(films, read_predictions(options.predictions).of, progress=progress)
    if options.corrections and not options.model:
        return evaluate_corrections(films, options.cases, progress=progress)
    # Here, so that predictions made elsewhere need no torch.
    from cephview.model.predictor import Predictor

    predictor = Predictor.load(options.model)
    if options.unseen:
        films, caution = unseen(films, predictor.lineage)
    elif caution := told_of_seen(films, predictor.lineage):
        caution += ": --unseen leaves them out"
    if options.corrections:
        found = evaluate_corrections(films, options.cases, predictor.predict, progress=progress)
    else:
        found = evaluate(films, predictor.predict, progress=progress)
    return replace(found, caution=caution)


def observers_table(result: Evaluation) -> str:
    """The agreement of every two readers as lines of text, with what was read far apart."""
    lines: list[str] = []
    for pair in reader_pairs(result):
        lines += ["", f"{pair.title}: distance; bias [limits of agreement], Dahlberg, ICC(2,1) of x | of y; mm"]
        for row in agreement(result, pair):
            axes = " | ".join(
                f"{a.bias:+.2f} [{a.low:+.2f}, {a.high:+.2f}] {a.dahlberg:.2f} {a.icc:.3f}" for a in (row.x, row.y)
            )
            lines.append(f"  {row.symbol:5} {row.distance.mre:5.2f} ± {row.distance.sd:4.2f}  {axes}")
        far = outliers(pair)
        lines.append(f"  {len(far)} points read much further apart than usual")
        lines += [f"    {result.films[o.film]}  {o.symbol}  {o.distance:.1f} mm" for o in far[:10]]
    return "\n".join(lines) or "There are no two readers of these films."


def table(result: Evaluation) -> str:
    """The comparisons as lines of text: MRE ± SD, median, SDRs, share of lost points."""
    lines = [f"{len(result.films)} films; mm; SDR in % within {' / '.join(f'{t:g}' for t in SDR_THRESHOLDS_MM)} mm"]
    width = max(len(comparison.name) for comparison in result.comparisons)
    for comparison in result.comparisons:
        accuracy = comparison.accuracy
        if accuracy is not None:
            lines.append(f"{comparison.name:{width}}  {_figures(accuracy)}  > 10 mm {comparison.lost_percent:.2f} %")
    if result.expected:
        expected, found = result.expected
        lines.append(f"error that the model expected: {expected:.3f} mm on average, where {found:.3f} mm were found")
    lines.append("")
    model = result.comparisons[0]
    lines.append(f"by landmark, {model.name}:")
    for symbol, accuracy in model.by_landmark().items():
        if accuracy is not None:
            lines.append(f"  {symbol:5} {_figures(accuracy)}")
    return "\n".join(lines)


def _figures(accuracy: Accuracy) -> str:
    sdr = " / ".join(f"{accuracy.sdr[limit]:5.2f}" for limit in SDR_THRESHOLDS_MM)
    return f"MRE {accuracy.mre:5.3f} ± {accuracy.sd:5.3f}  median {accuracy.median:5.3f}  SDR {sdr}"
