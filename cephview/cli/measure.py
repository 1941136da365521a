"""`cephview measure FILM… -o OUT`: every analysis of many films as one CSV, from the user's own points where kept."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from cephview.cli.csv_option import add_csv_style, csv_style
from cephview.cli.films import films_of
from cephview.cli.models import MODEL_HELP, model_path
from cephview.cli.numbers import number
from cephview.cli.outputs import add_force, check_outputs, table_path
from cephview.cli.predict import add_scale, typed_calibration
from cephview.core.calibration import Calibration
from cephview.core.case import Case
from cephview.core.cautions import all_notes
from cephview.core.errors import CephViewError, sentence_of_unforeseen
from cephview.core.patient import Patient
from cephview.core.ruler.points import calibrated
from cephview.io.analyses import load_analyses
from cephview.io.cases.file import identify_film
from cephview.io.cases.prediction_store import PredictionStore
from cephview.io.cases.store import CaseStore
from cephview.io.films.images import read_film
from cephview.io.films.names import distinct_names
from cephview.io.outputs import is_stream
from cephview.io.tables.calibration import coverage
from cephview.io.tables.growing import GrowingTable
from cephview.io.tables.measurements import encode_measurements, measured_all, measurement_rows
from cephview.model.kept_prediction import predict

if TYPE_CHECKING:
    from cephview.model.predictor import Predictor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview measure`."""
    parser.epilog = (
        "plus_minus is what the errors of the points give a value: two readings in three lie within it, more than "
        "nineteen in twenty within twice as much. It is the SD of the value."
    )
    parser.add_argument("films", nargs="+", type=Path, metavar="FILM", help="films or folders of films")
    parser.add_argument("-o", "--out", type=table_path, required=True, metavar="CSV", help="where the table goes")
    parser.add_argument("--model", type=model_path, metavar="FILE", help=MODEL_HELP)
    parser.add_argument("--sex", choices=("female", "male"), default="", help="norms of women, or of men, alone")
    parser.add_argument("--age", type=number, metavar="YEARS", help="norms of this age, where they go by age")
    parser.add_argument("--population", default="", metavar="NAME", help="norms of these people: `Iranian`, …")
    parser.add_argument(
        "--patient",
        action="store_true",
        help="the norms that fit the patient kept with each film; the table then tells",
    )
    parser.add_argument("--analysis", metavar="NAME", help="this analysis alone: `Steiner`, …")
    parser.add_argument("--cases", type=Path, metavar="DIR", help="where your corrections are kept, if not as usual")
    add_scale(parser)
    add_csv_style(parser)
    add_force(parser)


def run(options: argparse.Namespace) -> int:
    """Measure; 0 when every film was done, 1 when some could not be, 2 when none could, 130 when interrupted."""
    check_outputs(options, (options.out,), (options.model, *options.films))
    analyses = load_analyses()
    known = {analysis.name: analysis for analysis in analyses}
    if options.analysis:
        if options.analysis not in known:
            raise CephViewError(
                "There is no analysis {analysis}; there are: {known}.",
                analysis=options.analysis,
                known=", ".join(known),
            )
        analyses = (known[options.analysis],)
    people = list(dict.fromkeys(name for analysis in analyses for name in analysis.populations))
    if options.population and options.population.casefold() not in [name.casefold() for name in people]:
        raise CephViewError(
            "There are no norms of {population}; there are: {value}.",
            population=options.population,
            value=", ".join(people) or "none",
        )
    typed_patient = Patient(options.sex, options.age, options.population)
    films = films_of(options.films)
    for sentence in coverage(films):
        print(f"cephview: {sentence}", file=sys.stderr)
    typed = typed_calibration(options.mm_per_px)
    table, style = GrowingTable(options.out, asked=options.force), csv_style(options)
    failures = done = 0

    @lru_cache(maxsize=1)
    def predictor() -> Predictor:
        from cephview.model.predictor import Predictor  # torch is imported only where a film lacks its points

        return Predictor.load(options.model)

    try:
        for film, title in tqdm([*zip(films, distinct_names(films), strict=True)], unit="film", disable=None):
            try:
                case = _case(film, title, options, typed, predictor)
                patient = typed_patient if typed_patient.is_known else case.patient if options.patient else None
                rows = measurement_rows(case, measured_all(case, analyses, patient), title)
            except Exception as error:  # one film must not cost the others, whatever is wrong with it  # noqa: BLE001
                failures += 1
                tqdm.write(f"cephview: {sentence_of_unforeseen(title, error)}", file=sys.stderr)
                continue
            table.add(encode_measurements(rows, style, header=table.is_empty))
            done += 1
    except KeyboardInterrupt:
        print(f"cephview: interrupted; {done} films are done, and the same command goes on", file=sys.stderr)
        return 130
    finally:
        table.close()
    told = f"{done} films measured, {failures} failed" if failures else f"{done} films"
    print(f"{told}: {options.out}", file=sys.stderr if is_stream(options.out) else sys.stdout)
    return 0 if not failures else (1 if done else 2)


def _case(
    film: Path,
    title: str,
    options: argparse.Namespace,
    typed: Calibration | None,
    predictor: Callable[[], Predictor],
) -> Case:
    """The film's case as the user left it; its points are the model's where nobody worked on it."""
    radiograph = replace(read_film(film), title=title)
    case = Case(radiograph, calibration=radiograph.calibration)
    identity = identify_film(film, radiograph.size, radiograph)
    kept = CaseStore.peek(film, identity, options.cases)
    case = kept.restore(case) if kept else case
    if options.model or case.prediction is None:
        case = case.with_prediction(predict(predictor(), radiograph, identity, PredictionStore.default()))
    if typed:
        case = replace(case, calibration=typed)
    case = calibrated(case, options.ruler_mm)
    for note in all_notes(case):
        tqdm.write(f"cephview: {title}: {note}", file=sys.stderr)
    return case
