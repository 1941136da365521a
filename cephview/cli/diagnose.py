"""`cephview diagnose MODEL FILM…`: why the error is as high as it is, by experiment, in plain words."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tqdm import tqdm

from cephview.core.case import Reference
from cephview.core.errors import CephViewError
from cephview.core.radiograph import Radiograph
from cephview.io.annotations import ANNOTATION_SUFFIXES, read_annotation
from cephview.io.atomic import write_atomically
from cephview.io.datasets import expand_films
from cephview.io.images import read_film
from cephview.io.references import find_references

if TYPE_CHECKING:  # these bring PyTorch along, which `--help` does not need
    from cephview.review.diagnosis import Diagnosis, JudgedFilm, Setup

_FILMS = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview diagnose`."""
    parser.add_argument("model", type=Path, metavar="MODEL", help="a checkpoint, or `embedded`")
    parser.add_argument("films", nargs="+", type=Path, metavar="FILM", help="films or folders, readings beside them")
    parser.add_argument(
        "--reference",
        metavar="READER",
        help="the reader to judge by (senior, …), or a folder of readings named as the films; else the mean of all",
    )
    parser.add_argument(
        "--films", dest="count", type=int, default=_FILMS, metavar="N", help=f"how many films, spread evenly ({_FILMS})"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the findings as JSON")
    parser.add_argument(
        "--write-sidecar", action="store_true", help="keep what repairs it in MODEL.preprocessing.toml beside the model"
    )
    parser.add_argument("--what-if", action="store_true", help="print what wrong preprocessing costs, as a table")


def run(options: argparse.Namespace) -> int:
    """Diagnose; 0, or 1 when some films were left out."""
    from cephview.model.checkpoint import load_checkpoint
    from cephview.model.predictor import embedded_model
    from cephview.review.diagnosis import Bench, CheckpointNetwork, Setup, diagnose
    from cephview.review.diagnosis.what_if import what_if, what_if_table

    if options.count < 1:
        raise CephViewError("--films must be 1 or more.")
    checkpoint = load_checkpoint(embedded_model() if str(options.model) == "embedded" else options.model)
    films, problems = _films(_spread(expand_films(options.films), options.count), options.reference)
    network = CheckpointNetwork(checkpoint)
    setup = Setup(network.specification)
    with tqdm(disable=None, bar_format="{n_fmt} forward passes, {elapsed}: {desc}") as bar:

        def tell(text: str) -> None:
            if bar.disable:
                print(f"cephview: {text}", file=sys.stderr, flush=True)
            bar.set_description_str(text)

        def told() -> None:
            bar.update(1)

        if options.what_if:
            judged = [film for film in films if film.references and film.calibration is not None]
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
                model=str(options.model),
                tell=tell,
                told=told,
            )
            problems += result.problems
    for problem in problems:
        print(f"cephview: {problem}", file=sys.stderr)
    if options.what_if:
        print(what_if_table(rows, len(judged)))
        return 1 if problems or len(judged) < len(films) else 0
    print(result.text())
    if options.json:
        write_atomically(options.json, (json.dumps(result.as_json(), indent=1) + "\n").encode())
    if options.write_sidecar:
        _write_sidecar(checkpoint.path, setup, result, embedded=str(options.model) == "embedded")
    return 1 if problems else 0


def _write_sidecar(path: Path, setup: Setup, result: Diagnosis, *, embedded: bool) -> None:
    """Keep beside the checkpoint what repairs it and what it does not declare itself; say what was not kept."""
    from cephview.model.sidecar import write_sidecar
    from cephview.model.specification import Origin

    fields = result.sidecar_fields
    declared = [key for key in fields if getattr(setup.specification, key).origin is Origin.DECLARED]
    for key in declared:
        print(f"{key} was not written: the checkpoint declares it; ask its author, or mend the file that made it.")
    open_fields = {key: value for key, value in fields.items() if key not in declared}
    if open_fields and embedded:
        raise CephViewError("The embedded model needs no sidecar: give --write-sidecar with a checkpoint of yours.")
    if open_fields:
        print(f"written: {write_sidecar(path, open_fields, 'Found by cephview diagnose.')}")
    elif not declared:
        print("no sidecar was written: nothing was found that it could hold.")


def _spread(paths: list[Path], count: int) -> list[Path]:
    """Up to `count` of some films, evenly over their order: neighbours are often of one device and one day."""
    if len(paths) <= count:
        return paths
    return [paths[int(i)] for i in np.linspace(0, len(paths) - 1, count).round()]


def _films(paths: list[Path], reader: str | None) -> tuple[list[JudgedFilm], list[str]]:
    """The films with the readings that were asked for, and a sentence about each that cannot be read."""
    from cephview.review.diagnosis import JudgedFilm

    films: list[JudgedFilm] = []
    problems: list[str] = []
    names: set[str] = set()
    for path in paths:
        try:
            film = read_film(path)
            search = find_references(path, film.size)
            problems += [f"{path.name}: {problem}" for problem in search.problems]
            references = search.references
            names.update(reference.name for reference in references)
            if reader is not None and Path(reader).is_dir():
                references = _readings_in(Path(reader), path, film)
            elif reader is not None:
                references = tuple(reference for reference in references if reference.name == reader)
        except CephViewError as error:
            problems.append(str(error))
        else:
            films.append(JudgedFilm(path.name, film, references))
    if reader is not None and not any(film.references for film in films):
        known = f"the readers of these films are {', '.join(sorted(names))}" if names else "these films have no reader"
        raise CephViewError(f"--reference {reader} is neither a folder of readings nor a reader; {known}.")
    return films, problems


def _readings_in(folder: Path, path: Path, film: Radiograph) -> tuple[Reference, ...]:
    for suffix in ANNOTATION_SUFFIXES:
        file = folder / f"{path.stem}{suffix}"
        if file.is_file():
            return (replace(read_annotation(file, film=path.name, film_size=film.size), name=folder.name),)
    return ()
