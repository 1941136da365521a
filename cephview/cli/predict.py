"""`cephview predict FILM… -o OUT`: landmarks of many films as CSV."""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from cephview.cli.csv_option import add_csv_style, csv_style
from cephview.cli.films import films_of
from cephview.cli.models import MODEL_HELP, model_path
from cephview.cli.numbers import number
from cephview.cli.outputs import add_force, check_outputs, table_path
from cephview.core.accuracy import SDR_THRESHOLDS_MM, summarise
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case
from cephview.core.cautions import all_notes
from cephview.core.errors import CephViewError, sentence_of_unforeseen
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.core.ruler.points import calibrated
from cephview.io.annotations import read_annotation
from cephview.io.annotations.references import find_references, with_mean
from cephview.io.cases.file import identify_film
from cephview.io.cases.prediction_store import PredictionStore
from cephview.io.datasets import film_stem
from cephview.io.films.images import read_film
from cephview.io.films.names import distinct_names
from cephview.io.outputs import fitting_name, is_stream
from cephview.io.reading import is_file
from cephview.io.tables.calibration import coverage
from cephview.io.tables.export import encode_cases, export_csv
from cephview.io.tables.growing import GrowingTable
from cephview.model.kept_prediction import predict

if TYPE_CHECKING:
    from cephview.model.predictor import Predictor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview predict`."""
    parser.add_argument("films", nargs="+", type=Path, metavar="FILM", help="films or folders of films")
    parser.add_argument("-o", "--out", required=True, metavar="CSV|DIR", help="one CSV, or a folder for one CSV a film")
    parser.add_argument("--model", type=model_path, metavar="FILE", help=MODEL_HELP)
    parser.add_argument(
        "--reference",
        metavar="WHOM",
        help="compare with: `mean` (default), `senior`, `observer 1`, … as found beside the film, `none`, or a file",
    )
    add_csv_style(parser)
    parser.add_argument("--anew", action="store_true", help="ask the model again, even where its prediction was kept")
    add_force(parser)
    parser.add_argument(
        *("--window",),
        nargs=2,
        type=number,
        metavar=("LOW", "HIGH"),
        help="give the model these greys as black and white, whatever the film's own window is",
    )
    parser.add_argument("--invert", action="store_true", help="give the model the film's negative")
    add_scale(parser)


def add_scale(parser: argparse.ArgumentParser) -> None:
    """Where the scale comes from of films that have none: typed, or by a model's ruler points."""
    parser.add_argument("--mm-per-px", type=number, help="for films whose scale is not in an images.csv")
    parser.add_argument(
        *("--ruler-mm",),
        type=number,
        metavar="MM",
        help="how far apart a model's two ruler points are: the scale of films that have none that is reliable",
    )


def run(options: argparse.Namespace) -> int:
    """Predict; 0 when every film was done, 1 when some could not be, 2 when none could, 130 when interrupted."""
    from cephview.model.predictor import Predictor

    into_folder = _is_folder(options.out)
    options.out = Path(options.out) if into_folder else table_path(options.out)
    reference_file = _file_of(options.reference)
    if not into_folder:
        check_outputs(options, (options.out,), (options.model, reference_file, *options.films))
    films = films_of(options.films)
    typed = typed_calibration(options.mm_per_px)
    look = _look(options.window, options.invert)
    if reference_file and len(films) > 1 and reference_file.suffix.lower() == ".txt":
        raise CephViewError("One .txt file of reference points fits one film; leave --reference away or give one film.")
    if into_folder:
        _make_folder(options.out)
    predictor = Predictor.load(options.model)
    for assumption in predictor.identity.assumptions:
        print(f"cephview: {predictor.identity.name}: {assumption}", file=sys.stderr)
    for sentence in coverage(films):
        print(f"cephview: {sentence}", file=sys.stderr)
    titles = dict(zip(films, distinct_names(films), strict=True))
    names = table_names(films)
    table = None if into_folder else GrowingTable(options.out, asked=options.force)
    style, now = csv_style(options), datetime.now().astimezone()
    told = _Told(options.out)
    try:
        for film in tqdm(films, unit="film", disable=None if len(films) > 1 else True):
            try:
                case = _predict(film, titles[film], predictor, typed, options, reference_file, look)
            except Exception as error:  # one film must not cost the others, whatever is wrong with it  # noqa: BLE001
                told.fail(sentence_of_unforeseen(titles[film], error))
                continue
            if table is not None:
                table.add(encode_cases([case], style, now, header=table.is_empty))
                told.add(case)
                continue
            try:
                export_csv(options.out / names[film], [case], style, asked=options.force)
                told.add(case)
            except CephViewError as error:
                told.fail(str(error))
    except KeyboardInterrupt:
        print(f"cephview: interrupted; {told.count} films are done, and the same command goes on", file=sys.stderr)
        return 130
    finally:
        if table is not None:
            table.close()
    told.tell()
    return 0 if not told.failures else (1 if told.count else 2)


class _Told:
    """What is said at the end; of the films their errors alone are kept, so that any number of them fits the memory."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self.count = self.failures = 0
        self._errors: list[NDArray[np.float64]] = []
        self._reference = ""

    def add(self, case: Case) -> None:
        """A film is done."""
        self.count += 1
        errors = case.errors_mm()
        if errors is not None and case.reference:
            self._errors.append(errors)
            self._reference = self._reference or case.reference.observer

    def fail(self, sentence: str) -> None:
        """A film could not be."""
        self.failures += 1
        tqdm.write(f"cephview: {sentence}", file=sys.stderr)

    def tell(self) -> None:
        """How many there are, and how far from the readers; not into the table that may go to the same stream."""
        to = sys.stderr if is_stream(self._out) else sys.stdout
        films = f"{self.count} films predicted, {self.failures} failed" if self.failures else f"{self.count} films"
        print(f"{films}: {self._out}", file=to)
        accuracy = summarise(np.concatenate(self._errors)) if self._errors else None
        if accuracy:
            sdr = " / ".join(f"{accuracy.sdr[limit]:.1f}" for limit in SDR_THRESHOLDS_MM)
            limits = " / ".join(f"{limit:g}" for limit in SDR_THRESHOLDS_MM)
            figures = f"MRE {accuracy.mre:.2f} ± {accuracy.sd:.2f} mm, SDR {limits} mm: {sdr} %"
            print(f"against {self._reference}: {figures}", file=to)


def _predict(
    film: Path,
    title: str,
    predictor: Predictor,
    typed: Calibration | None,
    options: argparse.Namespace,
    file: Path | None,
    look: Callable[[Radiograph], Radiograph],
) -> Case:
    wanted: str | None = options.reference
    radiograph = replace(look(read_film(film)), title=title)
    known = typed or radiograph.calibration
    search = find_references(film, radiograph.size, known) if file is None and wanted != "none" else None
    for text in (*search.problems, *search.notes) if search else ():
        tqdm.write(f"cephview: {title}: {text}", file=sys.stderr)
    if file is not None:
        reference: Reference | None = read_annotation(file, film=film, film_size=radiograph.size, calibration=known)
        for note in reference.notes if reference else ():
            tqdm.write(f"cephview: {title}: {file.name}: {note}", file=sys.stderr)
    else:
        reference = _choose(with_mean(search.references) if search else (), wanted, film)
    case = Case(radiograph, calibration=typed or radiograph.calibration, reference=reference)
    identity = identify_film(film, radiograph.size)
    # What the model says of the film as somebody shows it is not what it says of the film.
    kept = PredictionStore.default() if options.window is None and not options.invert else None
    case = case.with_prediction(predict(predictor, radiograph, identity, kept, anew=options.anew))
    case = calibrated(case, options.ruler_mm)
    for note in all_notes(case):
        tqdm.write(f"cephview: {title}: {note}", file=sys.stderr)
    return case


def table_names(films: Sequence[Path]) -> dict[Path, str]:
    """The table of each film in a folder of tables: by its stem, by more of its path where two films share that."""
    titles = dict(zip(films, distinct_names(films), strict=True))
    stems = Counter(film_stem(film) for film in titles)
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for film, title in titles.items():
        inner = title.replace("/", "_").strip("_")
        stem = film_stem(film) if stems[film_stem(film)] == 1 else inner
        wanted = [stem, *(f"{stem}-{number}" for number in range(2, len(titles) + 2))]
        name = next(name for each in wanted if (name := fitting_name(each, ".landmarks.csv")).casefold() not in taken)
        taken.add(name.casefold())
        names[film] = name
    return names


def _file_of(reference: str | None) -> Path | None:
    return Path(reference) if reference and is_file(Path(reference)) else None


def _look(window: list[float] | None, inverted: bool) -> Callable[[Radiograph], Radiograph]:
    """How a film is given to the model. Raises CephViewError for a window that is none."""
    if window is not None and not (all(map(math.isfinite, window)) and window[0] < window[1]):
        raise CephViewError("--window takes two grey values, black and then white, the second above the first.")
    if window is None and not inverted:
        return lambda film: film
    return lambda film: film.as_shown(*(window or film.grey_range()), inverted=inverted)


def _choose(references: tuple[Reference, ...], wanted: str | None, film: Path) -> Reference | None:
    if wanted in (None, "mean", "none"):
        return references[0] if references else None
    chosen = next((reading for reading in references if wanted in (reading.observer, reading.name)), None)
    if chosen is None:
        names = ", ".join(reference.name for reference in references) or "none"
        raise CephViewError(
            "{name} has no reading called {wanted}; there are: {names}.", name=film.name, wanted=wanted, names=names
        )
    return chosen


def typed_calibration(value: float | None) -> Calibration | None:
    """The calibration of `--mm-per-px`. Raises CephViewError outside its range."""
    try:
        return None if value is None else Calibration(value, value, CalibrationSource.TYPED)
    except ValueError as error:
        raise CephViewError("--mm-per-px: {error}.", error=error) from None


def _is_folder(out: str) -> bool:
    path = Path(out)
    if is_stream(path):
        return False
    return out.endswith(("/", os.sep)) or path.is_dir() or not (path.suffix or is_file(path))


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CephViewError(
            "The folder {out} cannot be made ({strerror}); choose another.", out=out, strerror=error.strerror
        ) from None
