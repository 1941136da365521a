"""How often the ± of a measurement holds: of films that had no part in its fit, ten folds by film.

    python tests/review/row_coverage.py MODEL FILM… [--only 001,010]   (of the last folder only these)

For each of the 30 rows most in use: of how many films the value of the mean reading lies within 1.96 of the ±.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.error_shape import ErrorShape
from cephview.core.frame import Frame
from cephview.core.measurements import Measurement, measure_all
from cephview.io.analyses import load_analyses
from cephview.io.datasets import find_films, stems_in
from cephview.model.predictor import Predictor
from cephview.model.reliability import fit_reliability
from cephview.review.reliability_fit import Sample, gather

MOST_USED = """
Steiner: SNA, SNB, ANB, SN–GoGn, U1–NA, L1–NB, Pog–NB
Downs: Facial angle, Convexity, AB–NPog, FH–MP, Y axis, U1–APog
McNamara: A–N perp., Pog–N perp., ANS–Me
Björk–Jarabak: Saddle, Articular, Gonial, Sum, Upper gonial, Lower gonial, S–Go : N–Me, S–N, Go–Me
Kim: ODI, APDI
Eastman: SN–Mx, MMPA
Common: SN–MP
"""
FOLDS, REACH = 10, 1.96
MM = Calibration(1.0, 1.0, CalibrationSource.TYPED)


def rows() -> list[Measurement]:
    """The 30 rows."""
    analyses = {analysis.name: analysis for analysis in load_analyses()}
    named = (line.split(": ", 1) for line in MOST_USED.strip().splitlines())
    return [
        next(row for row in analyses[analysis].measurements if row.name == name)
        for analysis, names in named
        for name in names.split(", ")
    ]


def coverage(sample: Sample, predictor: Predictor, measured: list[Measurement], *, together: bool) -> np.ndarray:
    """Whether each value (f, rows) lies within its reach; without `together`, errors are round and independent."""
    scheme = predictor.specification.scheme.value
    films = len(sample.names)
    inside = np.zeros((films, len(measured)), bool)
    order = np.random.default_rng(0).permutation(films)
    for fold in range(FOLDS):
        out = np.isin(np.arange(films), order[fold::FOLDS])
        parts = (sample.features, sample.errors, sample.points, sample.readings)
        fitted = fit_reliability(*(part[~out] for part in parts), sample.of_head)
        shape = None
        if together and fitted.products is not None:
            shape = ErrorShape(scheme.symbols, fitted.products)
        for film in np.flatnonzero(out):
            mm = sample.mm[film]
            errors = fitted.expected_error(sample.features[film]) * mm
            frame = Frame.of(sample.points[film] * mm, scheme, MM, errors, shape=shape)
            found = measure_all(measured, frame)
            read = measure_all(measured, Frame.of(sample.readings[film] * mm, scheme, MM))
            inside[film] = [
                abs((f.value or 0.0) - (r.value or 0.0)) <= REACH * (f.spread or 0.0)
                for f, r in zip(found, read, strict=True)
            ]
    return inside


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("films", nargs="+", type=Path)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    predictor = Predictor.load(options.model)
    films = [film for folder in options.films[:-1] for film in find_films(folder)]
    last = find_films(options.films[-1])
    films += [film for film in last if not options.only or film.stem in stems_in(options.only)]
    sample, _ = gather(films, predictor)
    measured = rows()
    ways = (coverage(sample, predictor, measured, together=way) for way in (False, True))
    alone, together = (inside.mean(axis=0) * 100 for inside in ways)
    print(f"{len(sample.names)} films\n| row | independent | together |\n|---|---|---|")
    for row, before, after in zip(measured, alone, together, strict=True):
        print(f"| {row.name} | {before:.0f} | {after:.0f} |")
    for name, share in (("independent", alone), ("together", together)):
        good = int(((share >= 90) & (share <= 98)).sum())
        print(
            f"{name}: mean {share.mean():.1f}, {share.min():.0f}–{share.max():.0f}, {good} of {len(share)} in 90–98 %"
        )


if __name__ == "__main__":
    main()
