"""`cephview reliability MODEL FILM… -o OUT`: calibrate the expected error of a model's points."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from cephview.cli.films import add_convention, films_of
from cephview.cli.models import model_path
from cephview.cli.outputs import add_force, check_outputs, checkpoint_path, json_path
from cephview.io.conventions import find_convention
from cephview.io.datasets import stems_in
from cephview.io.films.names import name_key
from cephview.io.outputs import write_output
from cephview.io.tables.calibration import coverage

if TYPE_CHECKING:
    from cephview.review.reliability_fit import Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview reliability`."""
    parser.add_argument("model", type=model_path, help="a checkpoint, or `embedded`")
    parser.add_argument(
        "films", nargs="+", type=Path, metavar="FILM", help="films or folders with readings, none of them trained on"
    )
    parser.add_argument("--only", metavar="NAMES", help="of the last folder only the films of these stems: 001,010")
    add_convention(parser)
    parser.add_argument(
        "-o", "--out", type=checkpoint_path, metavar="FILE", help="write the checkpoint with its calibration"
    )
    parser.add_argument("--json", type=json_path, metavar="FILE", help="write the same as JSON, with a row a film")
    add_force(parser)


def run(options: argparse.Namespace) -> int:
    """Calibrate and tell how good it is; 0, or 1 when some films were left out."""
    from cephview.model.families.rewriting import store_reliability
    from cephview.model.predictor import Predictor
    from cephview.review.reliability_fit import fit, gather, judge, report_document
    from cephview.review.unseen import unseen

    convention = find_convention(options.convention) if options.convention else None
    check_outputs(options, (options.out, options.json), (options.model, *options.films))
    films = films_of(options.films)
    if options.only:
        wanted = stems_in(options.only)
        last = {film for film in films if film.is_relative_to(options.films[-1])}
        films = [film for film in films if film not in last or name_key(film.stem) in wanted]
    for sentence in coverage(films):
        print(f"cephview: {sentence}", file=sys.stderr)
    predictor = Predictor.load(options.model)
    films, left_out = unseen(films, predictor.lineage)
    if left_out:
        print(f"cephview: {left_out}", file=sys.stderr)
    with tqdm(total=len(films), unit="film", disable=None) as bar:
        sample, problems = gather(films, predictor, lambda done, _: bar.update(done - bar.n) and None, convention)
    report, reliability = judge(sample), fit(sample)
    try:
        if options.out:
            told = f"fitted on {len(sample.names)} films by `cephview reliability`, on {date.today().isoformat()}"
            store_reliability(options.model, options.out, reliability, told)
        if options.json:
            document = {"model": {"name": predictor.identity.name, "sha256": predictor.identity.sha256}}
            document |= report_document(sample, report, problems)
            write_output(options.json, json.dumps(document, allow_nan=False).encode(), asked=options.force)
    finally:
        for problem in problems:
            print(f"cephview: {problem}", file=sys.stderr)
        print(text(report))
        print(
            f"a film is doubted where its shape is off by more than {reliability.shape_limit:.3f} "
            f"or {reliability.error_limit:.1f} input px are expected; of its points nine in ten are expected within "
            f"{reliability.radius:.2f} times their expected error of the reading"
        )
    return 1 if problems else 0


def text(report: Report) -> str:
    """The report as lines, its table as Markdown."""
    lines = [
        f"{report.films} films, {report.points} points, {report.off_percent:.1f} % off by more than 2 mm; "
        "ten folds by film",
        f"AUC of the expected error for that: {report.auc:.3f}; expected / found {report.ratio:.3f}; "
        f"{report.within_percent:.1f} % within their 90 % radius",
        "",
        "| points | expected mm | real mm |",
        "|---|---|---|",
    ]
    return "\n".join([*lines, *(f"| {b.count} | {b.expected_mm:.2f} | {b.real_mm:.2f} |" for b in report.bins)])
