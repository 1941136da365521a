"""How often the ± of a measurement holds: of films that had no part in its fit, ten folds by film.

    python tests/review/row_coverage.py MODEL FILM… [--only 001,010]   (of the last folder only these)

For each of the 30 rows most in use: of how many films the value of the mean reading lies within 1.96 of the ±, between
which shares the true one lies by that (95 %, Clopper and Pearson 1934), and the root of the mean square of how many ±
it lies off, which is 1 where the ± is true. Then of how many points the mean reading lies within their ±, and twice it.
Films that trained the model, or are copies of such, are left out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from scipy.stats import beta

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.error_shape import ErrorShape
from cephview.core.frame import Frame
from cephview.core.measurements import Measurement, measure_all
from cephview.core.plus_minus import RADIUS_OF_MEAN
from cephview.io.analyses import load_analyses
from cephview.io.datasets import find_films, stems_in
from cephview.model.predictor import Predictor
from cephview.model.reliability import fit_reliability
from cephview.review.reliability_fit import Sample, gather
from cephview.review.unseen import unseen

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


def off(
    sample: Sample, predictor: Predictor, measured: list[Measurement], *, together: bool
) -> tuple[np.ndarray, np.ndarray]:
    """How many ± each value (f, rows) and each point (f, n) lies off; without `together`, as if errors were round and
    independent.
    """
    scheme = predictor.specification.scheme.value
    films = len(sample.names)
    values, points = np.full((films, len(measured)), np.nan), np.full(sample.errors.shape, np.nan)
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
            values[film] = [
                ((f.value or 0.0) - (r.value or 0.0)) / (f.spread or np.nan) for f, r in zip(found, read, strict=True)
            ]
            points[film] = sample.errors[film] * mm / (errors * RADIUS_OF_MEAN)
    return values, points


def limits(inside: int, count: int) -> tuple[float, float]:
    """Between which shares, %, the true one lies (95 %) where so many of so many were inside."""
    low = beta.ppf(0.025, inside, count - inside + 1) if inside else 0.0
    high = beta.ppf(0.975, inside + 1, count - inside) if inside < count else 1.0
    return 100 * float(low), 100 * float(high)


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
    films, said = unseen(films, predictor.lineage)
    sample, _ = gather(films, predictor)
    measured, count = rows(), len(sample.names)
    plain, (values, points) = (off(sample, predictor, measured, together=way) for way in (False, True))
    within, within_plain = abs(values) <= REACH, abs(plain[0]) <= REACH
    alone, together = (inside.mean(axis=0) * 100 for inside in (within_plain, within))
    print(f"{count} films; {said}\n| row | independent | within, % | true share | RMS |\n|---|---|---|---|---|")
    for i, row in enumerate(measured):
        low, high = limits(int(within[:, i].sum()), count)
        rms = np.sqrt((values[:, i] ** 2).mean())
        print(f"| {row.name} | {alone[i]:.0f} | {together[i]:.0f} | {low:.0f}–{high:.0f} | {rms:.2f} |")
    for name, share in (("independent", alone), ("together", together)):
        good = int(((share >= 90) & (share <= 98)).sum())
        print(
            f"{name}: mean {share.mean():.1f}, {share.min():.0f}–{share.max():.0f}, {good} of {len(share)} in 90–98 %"
        )
    for name, found in (("values", values), ("points", points)):
        once, twice = (float((abs(found) <= times)[np.isfinite(found)].mean() * 100) for times in (1, 2))
        print(f"{name}: {once:.1f} % within their ±, {twice:.1f} % within twice that")


if __name__ == "__main__":
    main()
