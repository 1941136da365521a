"""`cephview diagnose MODEL FILM…`: why the error is as high as it is, by experiment, in plain words.

With `--predictions FILE FILM…` by the points alone that another program made.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from cephview.cli.films import films_of
from cephview.cli.models import EMBEDDED, model_name, model_path
from cephview.cli.numbers import whole
from cephview.cli.outputs import add_force, check_outputs, json_path
from cephview.core.errors import CephViewError
from cephview.core.sentences import Sentence
from cephview.io.annotations import ANNOTATION_SUFFIXES
from cephview.io.outputs import write_output
from cephview.io.reading import is_file
from cephview.io.tables.calibration import coverage
from cephview.review.predictions import FORMATS

if TYPE_CHECKING:  # these bring PyTorch along, which `--help` does not need
    from cephview.review.diagnosis import Diagnosis


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview diagnose`."""
    parser.add_argument(
        "model", type=model_path, metavar="MODEL", help="a checkpoint, or `embedded`; with --predictions their file"
    )
    parser.add_argument("films", nargs="+", type=Path, metavar="FILM", help="films or folders, readings beside them")
    parser.add_argument(
        "--predictions",
        action="store_true",
        help=f"MODEL is what another program predicted, of which only the points are known: {FORMATS}",
    )
    parser.add_argument(
        "--reference",
        metavar="READER",
        help="the reader to judge by (senior, …), or a folder of readings named as the films; else the mean of all",
    )
    parser.add_argument(
        "--films", dest="count", type=whole, metavar="N", help="how many films, spread evenly; 20 unless told"
    )
    parser.add_argument("--json", type=json_path, metavar="FILE", help="write the findings as JSON")
    parser.add_argument(
        "--write-sidecar", action="store_true", help="keep what repairs it in MODEL.preprocessing.toml beside the model"
    )
    parser.add_argument(
        "--against",
        action="store_true",
        help="with --write-sidecar, also what MODEL declares otherwise, marked as against its own word",
    )
    parser.add_argument(
        "--repaired",
        type=Path,
        metavar="FOLDER",
        help="write the readings (or predictions) as they are to be understood, a JSON file a film; none is changed",
    )
    parser.add_argument("--what-if", action="store_true", help="print what wrong preprocessing costs, as a table")
    add_force(parser)


def run(options: argparse.Namespace) -> int:
    """Diagnose; 0, or 1 when some films were left out."""
    if options.against and not options.write_sidecar:
        raise CephViewError("--against says what --write-sidecar is to keep, too: give both.")
    if options.count is not None and options.count < 1:
        raise CephViewError("--films must be 1 or more.")
    if options.predictions:
        return _of_predictions(options)
    from cephview.model.opening import open_model
    from cephview.model.sidecar import check_sidecar, sidecar_path
    from cephview.review.diagnosis import Bench, ModelNetwork, Setup, diagnose
    from cephview.review.diagnosis.films import FILMS, read_films, spread
    from cephview.review.diagnosis.findings import PACED_BY, time_estimate
    from cephview.review.diagnosis.kept import KeptNetwork
    from cephview.review.diagnosis.repair import open_fields
    from cephview.review.diagnosis.what_if import what_if, what_if_rows, what_if_table

    check_outputs(options, (options.json,), (options.model, *options.films))
    checkpoint = open_model(options.model)
    if options.write_sidecar:
        check_sidecar(sidecar_path(checkpoint.path), asked=options.force)  # said before the work, not after it
    given = films_of(options.films)
    paths = spread(given, options.count or FILMS)
    films, problems, notes = read_films(paths, options.reference, among=given)
    for sentence in coverage(paths):
        print(f"cephview: {sentence}", file=sys.stderr)
    network = KeptNetwork(ModelNetwork(checkpoint))
    setup = Setup(network.specification)
    passes, start = 0, perf_counter()
    with tqdm(disable=None, bar_format="{n_fmt} runs of the model, {elapsed}: {desc}") as bar:

        def tell(text: str) -> None:
            if bar.disable:
                print(f"cephview: {text}", file=sys.stderr, flush=True)
            bar.set_description_str(text)

        def told() -> None:
            bar.update(1)
            nonlocal passes
            passes += 1
            if passes == PACED_BY:
                bar.write(f"cephview: {time_estimate(perf_counter() - start, passes)}", file=sys.stderr)

        if options.what_if:
            judged = [film for film in films if film.references and film.calibration is not None]
            lacking = [film.name for film in films if film not in judged]
            if not judged:
                raise CephViewError("No film has a reading and a mm per pixel: --what-if needs some that have both.")
            rows = what_if(Bench(network, judged, told=told), setup, tell)
        else:
            result = diagnose(
                network,
                setup,
                films,
                card=checkpoint.card,
                reported=checkpoint.reported.get("best_val_mre"),
                model=model_name(options.model),
                tell=tell,
                told=told,
            )
            result = replace(
                result,
                problems=(*problems, *result.problems),
                notes=tuple(notes),
                seconds=perf_counter() - start,
            )
    network.prune()
    model = {"name": checkpoint.name, "sha256": checkpoint.sha256}
    if options.what_if:
        without = "{name} was left out: it has no reading or no mm per pixel."
        remarks = [*problems, *(Sentence(without, name=name) for name in lacking)]
        document = {"films": len(judged), "what_if": what_if_rows(rows), "problems": remarks, "notes": notes}
        _say(options, model, document, [*remarks, *notes], what_if_table(rows, len(judged)))
        return 1 if remarks else 0
    fields = result.sidecar_fields
    open_ones = open_fields(setup.specification, fields)
    declared = [key for key in fields if key not in open_ones]
    document = {**result.as_json(), "declared_otherwise": declared}
    _say(options, model, document, result.remarks, result.text())
    if options.write_sidecar:
        _write_sidecar(checkpoint.path, fields, declared, asked=options.force, against=options.against)
    elif fields and model_name(options.model) != EMBEDDED:
        against = " --against (the model's own file says otherwise)" if declared else ""
        print(f"To keep what repairs it beside the model: --write-sidecar{against}")
    _write_repaired(options, result)
    return 1 if result.problems else 0


def _say(
    options: argparse.Namespace, model: dict[str, str], document: dict[str, Any], remarks: Sequence[str], text: str
) -> None:
    """Write the JSON that was asked for, with what was diagnosed; then say the remarks and the answer."""
    try:
        if options.json:
            reader = options.reference and Path(options.reference).name
            whole = {"model": model, "reader": reader, **document}
            data = json.dumps(whole, indent=1, allow_nan=False) + "\n"
            write_output(options.json, data.encode(), asked=options.force)
    finally:
        for remark in remarks:
            print(f"cephview: {remark}", file=sys.stderr)
        print(text)


def _of_predictions(options: argparse.Namespace) -> int:
    """Diagnose points that were made elsewhere; 0, or 1 when some films were left out."""
    from cephview.review.diagnosis.of_predictions import FILMS_OF_POINTS, diagnose_predictions, read_cases

    if options.write_sidecar or options.what_if:
        raise CephViewError("--write-sidecar and --what-if need a model: predictions cannot be made anew.")
    given = [options.model, *options.films]
    # `FOLDER --predictions FILE`, as `evaluate` takes it, is as good an order.
    file = next((path for path in given if is_file(path) and path.suffix.lower() in ANNOTATION_SUFFIXES), given[0])
    given.remove(file)
    check_outputs(options, (options.json,), (file, *given))
    films = films_of(given)
    start = perf_counter()
    cases, problems, notes = read_cases(films, file, options.reference, most=options.count or FILMS_OF_POINTS)
    result = diagnose_predictions(cases, lambda text: print(f"cephview: {text}", file=sys.stderr, flush=True))
    result = replace(result, problems=tuple(problems), notes=tuple(notes), seconds=perf_counter() - start)
    for sentence in coverage(films):
        print(f"cephview: {sentence}", file=sys.stderr)
    _say(options, {"name": file.name, "sha256": ""}, result.as_json(), result.remarks, result.text())
    _write_repaired(options, result)
    return 1 if problems else 0


def _write_repaired(options: argparse.Namespace, result: Diagnosis) -> None:
    from cephview.review.diagnosis.evidence import FEWEST_FILMS
    from cephview.review.diagnosis.repair import write_readings

    if options.repaired is None:
        if result.repaired:
            print("To have the repaired points in new files: --repaired FOLDER")
        return
    if not result.repaired:
        few = result.films < FEWEST_FILMS and result.findings
        why = "hints on fewer than five films repair nothing" if few else "nothing was found that makes them others"
        print(f"no readings were written: {why}.")
        return
    count = write_readings(options.repaired, result.repaired, asked=options.force)
    print(f"written: {count} files into {options.repaired}")


def _write_sidecar(
    path: Path, fields: Mapping[str, Any], declared: Sequence[str], *, asked: bool, against: bool
) -> None:
    """Keep beside the checkpoint what repairs it, what it `declared` otherwise only `against` it; say what is not."""
    from cephview.review.diagnosis.repair import keep_beside

    kept = {key: value for key, value in fields.items() if against or key not in declared}
    for key in declared:
        print(
            f"{key} was written against the checkpoint's own word."
            if against
            else f"{key} was not written: the checkpoint declares it; --against keeps it all the same, marked as that."
        )
    if kept:
        print(f"written: {keep_beside(path, kept, asked=asked, against=declared if against else ())}")
    elif not fields:
        print("no sidecar was written: nothing was found that it could hold.")
