"""`cephview convert IN OUT`: a reading in another program's format."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from cephview.core.case import Case, Edit
from cephview.core.errors import CephViewError
from cephview.core.landmarks import SCHEMES
from cephview.core.radiograph import Radiograph
from cephview.io.annotations import WRITTEN, AnnotationFormat, read_annotation
from cephview.io.annotations.writing import write_annotation
from cephview.io.films.facts import read_film_facts
from cephview.io.films.images import FILM_SUFFIXES
from cephview.io.reading import is_file
from cephview.io.tables.export import export_csv

_KEYS = ("isbi", "labelme", "coco", "cl-detection", "slicer", "tps", "csv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview convert`."""
    parser.add_argument("reading", type=Path, metavar="IN", help="a file of landmarks in any format that is read")
    parser.add_argument("out", type=Path, metavar="OUT", help="where to; it must not be there yet")
    parser.add_argument("--film", type=Path, help="the film of the reading; that of the same name beside it otherwise")
    parser.add_argument("--to", choices=_KEYS, help="the format; by OUT's ending otherwise (.json is labelme)")


def run(options: argparse.Namespace) -> int:
    """Convert one reading; 0. Raises CephViewError where it cannot be read or written, or OUT is there already."""
    if options.out.exists():
        raise CephViewError("{name} is there already: choose another name.", name=options.out.name)
    film = options.film or _film_of(options.reading)
    if film is None:
        raise CephViewError("No film lies beside {name}: name it with --film.", name=options.reading.name)
    row = _format(options.to, options.out)
    facts = read_film_facts(film)
    reading = read_annotation(options.reading, film=film, film_size=facts.size, calibration=facts.calibration)
    for note in reading.notes:
        print(f"cephview: {options.reading.name}: {note}", file=sys.stderr)
    # The size alone is asked of the film: one byte, seen as all of its pixels.
    blank = Radiograph(np.broadcast_to(np.zeros((), np.uint8), facts.size[::-1]), film, facts.calibration)
    known = zip(reading.scheme.symbols, reading.points.tolist(), strict=True)
    edits = {symbol: Edit((x, y)) for symbol, (x, y) in known if np.isfinite(x)}
    # CL-Detection's 38 of which 19 have a point are ISBI's: a format without names takes those.
    scheme = next((known for known in SCHEMES.values() if set(edits) <= set(known.symbols)), reading.scheme)
    case = Case(blank, scheme, facts.calibration, edits=edits)
    if row is None:
        export_csv(options.out, [case], asked=False)
    else:
        left_out = write_annotation(options.out, case, row)
        if left_out:
            print(f"cephview: {row.title} has no place for {', '.join(left_out)}: left out", file=sys.stderr)
    print(f"{len(edits)} landmarks of {film.name}: {options.out}")
    return 0


def _film_of(reading: Path) -> Path | None:
    stem = reading.name.removesuffix(".mrk.json") if reading.name.endswith(".mrk.json") else reading.stem
    places = (reading.with_name(f"{stem}{suffix}") for suffix in FILM_SUFFIXES)
    return next(filter(is_file, places), None)


def _format(key: str | None, out: Path) -> AnnotationFormat | None:
    """The format that is asked for; None is CephView's own CSV. Raises CephViewError for an ending of none."""
    if key is not None:
        words = {
            "isbi": "ISBI",
            "labelme": "labelme",
            "coco": "COCO",
            "cl-detection": "CL-Det",
            "slicer": "3D",
            "tps": "TPS",
        }
        return next((row for row in WRITTEN if row.title.startswith(words.get(key, "?"))), None)
    if out.suffix.lower() == ".csv":
        return None
    if out.name.lower().endswith(".mrk.json"):
        return _format("slicer", out)
    found = {".txt": "isbi", ".json": "labelme", ".tps": "tps"}.get(out.suffix.lower())
    if found is None:
        raise CephViewError(
            "{name} has an ending of no format that is written: say --to {keys}.", name=out.name, keys=", ".join(_KEYS)
        )
    return _format(found, out)
