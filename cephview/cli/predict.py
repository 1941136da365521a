"""`cephview predict FILM… -o OUT`: landmarks of many films as CSV."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tqdm import tqdm

from cephview.cli.csv_option import add_csv_style, csv_style
from cephview.cli.films import films_of
from cephview.core.accuracy import SDR_THRESHOLDS_MM, summarise
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Reference
from cephview.core.errors import CephViewError
from cephview.io.annotations import read_annotation
from cephview.io.datasets import film_stem
from cephview.io.export import export_csv
from cephview.io.images import read_film
from cephview.io.references import find_references, with_mean

if TYPE_CHECKING:
    from cephview.model.predictor import Predictor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview predict`."""
    parser.add_argument("films", nargs="+", type=Path, metavar="FILM", help="films or folders of films")
    parser.add_argument(
        "-o", "--out", type=Path, required=True, metavar="CSV|DIR", help="one CSV, or a folder for one CSV a film"
    )
    parser.add_argument("--model", type=Path, metavar="FILE", help="a checkpoint; the embedded model otherwise")
    parser.add_argument(
        "--reference",
        metavar="WHOM",
        help="compare with: `mean` (default), `senior`, `observer 1`, … as found beside the film, `none`, or a file",
    )
    add_csv_style(parser)
    parser.add_argument("--mm-per-px", type=float, help="for films whose scale is not in an images.csv")


def run(options: argparse.Namespace) -> int:
    """Predict; 0 when every film was done, 1 when some could not be, 2 when none could."""
    from cephview.model.predictor import Predictor

    films = films_of(options.films)
    typed = _typed_calibration(options.mm_per_px)
    reference_file = Path(options.reference) if options.reference and Path(options.reference).is_file() else None
    if reference_file and len(films) > 1 and reference_file.suffix.lower() == ".txt":
        raise CephViewError("One .txt file of reference points fits one film; leave --reference away or give one film.")
    into_folder = _is_folder(options.out)
    if into_folder:
        _make_folder(options.out)
    predictor = Predictor.load(options.model)
    for assumption in predictor.identity.assumptions:
        print(f"cephview: {predictor.identity.name}: {assumption}", file=sys.stderr)
    cases: list[Case] = []
    failures = 0
    for film in tqdm(films, unit="film", disable=None if len(films) > 1 else True):
        try:
            case = _predict(film, predictor, typed, options.reference, reference_file)
            if into_folder:
                export_csv(options.out / f"{film_stem(film)}.landmarks.csv", [case], csv_style(options))
            cases.append(case)
        except CephViewError as error:
            failures += 1
            tqdm.write(f"cephview: {error}", file=sys.stderr)
    if cases and not into_folder:
        export_csv(options.out, cases, csv_style(options))
    _tell(cases, failures, options.out)
    return 0 if not failures else (1 if cases else 2)


def _predict(
    film: Path, predictor: Predictor, typed: Calibration | None, wanted: str | None, file: Path | None
) -> Case:
    radiograph = read_film(film)
    warning = radiograph.calibration.source.warning if radiograph.calibration and not typed else ""
    for note in (*radiograph.notes, *filter(None, (warning,))):
        tqdm.write(f"cephview: {film.name}: {note}", file=sys.stderr)
    search = find_references(film, radiograph.size) if file is None and wanted != "none" else None
    for problem in search.problems if search else ():
        tqdm.write(f"cephview: {film.name}: {problem}", file=sys.stderr)
    if file is not None:
        reference: Reference | None = read_annotation(file, film=film.name, film_size=radiograph.size)
    else:
        reference = _choose(with_mean(search.references) if search else (), wanted, film)
    case = Case(radiograph, calibration=typed or radiograph.calibration, reference=reference)
    return case.with_prediction(predictor.predict(radiograph))


def _choose(references: tuple[Reference, ...], wanted: str | None, film: Path) -> Reference | None:
    if wanted in (None, "mean", "none"):
        return references[0] if references else None
    chosen = next((reference for reference in references if reference.name == wanted), None)
    if chosen is None:
        names = ", ".join(reference.name for reference in references) or "none"
        raise CephViewError(f"{film.name} has no reading called {wanted}; there are: {names}.")
    return chosen


def _typed_calibration(value: float | None) -> Calibration | None:
    try:
        return None if value is None else Calibration(value, value, CalibrationSource.TYPED)
    except ValueError as error:
        raise CephViewError(f"--mm-per-px: {error}.") from None


def _is_folder(out: Path) -> bool:
    return out.is_dir() or not out.suffix


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CephViewError(f"The folder {out} cannot be made ({error.strerror}); choose another.") from None


def _tell(cases: list[Case], failures: int, out: Path) -> None:
    print(f"{len(cases)} films predicted, {failures} failed: {out}" if failures else f"{len(cases)} films: {out}")
    known = [errors for case in cases if (errors := case.errors_mm()) is not None]
    accuracy = summarise(np.concatenate(known)) if known else None
    if accuracy:
        sdr = " / ".join(f"{accuracy.sdr[limit]:.1f}" for limit in SDR_THRESHOLDS_MM)
        limits = " / ".join(f"{limit:g}" for limit in SDR_THRESHOLDS_MM)
        name = next(case.reference.name for case in cases if case.reference)
        print(f"against {name}: MRE {accuracy.mre:.2f} ± {accuracy.sd:.2f} mm, SDR {limits} mm: {sdr} %")
