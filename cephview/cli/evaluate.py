"""`cephview evaluate FILM…`: a model against the readers, and the readers against one another."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from pathlib import Path

from tqdm import tqdm

from cephview.core.accuracy import SDR_THRESHOLDS_MM, Accuracy
from cephview.io.atomic import write_atomically
from cephview.io.datasets import expand_films
from cephview.review.evaluation import Comparison, Evaluation, evaluate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview evaluate`."""
    parser.add_argument("films", nargs="+", type=Path, metavar="FILM", help="films or folders, readings beside them")
    parser.add_argument("--model", type=Path, metavar="FILE", help="a checkpoint; the embedded model otherwise")
    parser.add_argument("--only", metavar="NAMES", help="of these films only those of these stems: 001,010,022")
    parser.add_argument("--csv", type=Path, help="write the table, per landmark too")
    parser.add_argument("--json", type=Path, help="the same as JSON")


def run(options: argparse.Namespace) -> int:
    """Evaluate; 0, or 1 when some films were left out."""
    from cephview.model.predictor import Predictor

    films = expand_films(options.films)
    if options.only:
        wanted = {name.strip() for name in options.only.split(",")}
        films = [film for film in films if film.stem in wanted]
    predictor = Predictor.load(options.model)
    with tqdm(total=len(films), unit="film", disable=None) as bar:
        result = evaluate(films, predictor.predict, progress=lambda done, _: bar.update(done - bar.n))
    for problem in result.problems:
        print(f"cephview: {problem}", file=sys.stderr)
    print(table(result))
    if options.csv:
        write_atomically(options.csv, _csv(result).encode())
    if options.json:
        write_atomically(options.json, json.dumps(_rows(result), indent=1).encode())
    return 1 if result.problems else 0


def table(result: Evaluation) -> str:
    """The comparisons as lines of text: MRE ± SD, median, SDRs, share of lost points."""
    lines = [f"{len(result.films)} films; mm; SDR in % within {' / '.join(f'{t:g}' for t in SDR_THRESHOLDS_MM)} mm"]
    width = max(len(comparison.name) for comparison in result.comparisons)
    for comparison in result.comparisons:
        accuracy = comparison.accuracy
        if accuracy is not None:
            lines.append(f"{comparison.name:{width}}  {_figures(accuracy)}  > 10 mm {comparison.lost_percent:.2f} %")
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


def _rows(result: Evaluation) -> list[dict[str, str | float | int]]:
    return [
        _row(comparison, landmark, accuracy)
        for comparison in result.comparisons
        for landmark, accuracy in {"all": comparison.accuracy, **comparison.by_landmark()}.items()
        if accuracy is not None
    ]


def _row(comparison: Comparison, landmark: str, accuracy: Accuracy) -> dict[str, str | float | int]:
    row: dict[str, str | float | int] = {
        "comparison": comparison.name,
        "landmark": landmark,
        "points": accuracy.count,
        "mre_mm": accuracy.mre,
        "sd_mm": accuracy.sd,
        "median_mm": accuracy.median,
    }
    row |= {f"sdr_{limit:g}_percent": accuracy.sdr[limit] for limit in SDR_THRESHOLDS_MM}
    if landmark == "all":
        row["lost_percent"] = comparison.lost_percent
    return row


def _csv(result: Evaluation) -> str:
    rows = _rows(result)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
