"""How far off estimates are, landmark by landmark and measurement by measurement: the tables of resources/ESTIMATES.md.

    python tests/core/judge_estimates.py ../shared/data/aariz-annotations/points.csv ../shared/data/isbi2015/validation

Each Aariz film is estimated by a fit to the other nine tenths, twice: from ISBI's landmarks as they were read, and from
the same with the errors added that the embedded model makes on the second folder's films (no film has both a picture
and readings of all these landmarks): film by film, in the frame of the head, so that errors go together as they do.
Last, on those films themselves: how far apart the estimates lie from the model's points and from the readers'.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from fit_estimates import FOLDS, fit, read

from cephview.core.estimates import Estimate, estimate
from cephview.core.frame import Frame
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import ISBI_19
from cephview.core.measurements import Measurement, measure
from cephview.core.reference import mean_reference
from cephview.io.analyses import load_analyses
from cephview.io.datasets import find_films
from cephview.io.estimates import head_model
from cephview.model.predictor import Predictor
from cephview.review.evaluation import EvaluatedCase, evaluate

# What treatment is planned by, and what else needs a landmark that the embedded model lacks.
SHOWN = (
    *("Steiner: U1–NA angle", "Steiner: L1–NB angle", "Steiner: Interincisal", "Steiner: SN–OP", "Common: U1–SN"),
    *("Tweed: FMIA", "Tweed: IMPA", "Downs: FH–OP", "Downs: L1–OP", "McNamara: Co–A", "McNamara: Co–Gn"),
    *("McNamara: Difference", "Wits: AO–BO", "Ricketts: Ls–E-line", "Ricketts: Li–E-line"),
)
# Aariz has no Pog′; it is laid where the mean head has it from Pog, the same for what is true and what is estimated.
CHIN = complex(*MEAN_HEAD_MM["Pog′"]) - complex(*MEAN_HEAD_MM["Pog"])
Shape = dict[str, complex]


def model_errors(cases: Sequence[EvaluatedCase]) -> list[tuple[Shape, dict[str, float]]]:
    """Of each film: where the model's points lie from the mean of the readers, and how far off it expects them (mm)."""
    found = []
    for case in cases:
        scheme = case.prediction.scheme
        read = mean_reference(case.references)
        ways = case.in_head_mm(case.prediction.points - scheme.take(read.points, read.scheme))
        expected = case.prediction.expected_error * case.calibration.mm_per_px_x
        found.append(
            (
                {s: complex(*way) for s, way in zip(scheme.symbols, ways.tolist(), strict=True)},
                dict(zip(scheme.symbols, expected.tolist(), strict=True)),
            )
        )
    return found


def apart(cases: Sequence[EvaluatedCase]) -> dict[str, float]:
    """The mean way (mm) between the estimates from the model's points and those from the readers' mean."""
    ways: dict[str, list[float]] = {}
    for case in cases:
        guess, read = case.prediction, mean_reference(case.references)
        expected = dict(zip(guess.scheme.symbols, guess.expected_error.tolist(), strict=True))
        one, other = (
            {s: complex(*p) for s, p in zip(each.scheme.symbols, each.points.tolist(), strict=True)}
            for each in (guess, read)
        )
        by_readers = estimate(head_model(), other, head_model().symbols, by_hand=True)
        for symbol, each in estimate(head_model(), one, by_readers, errors=expected, by_hand=True).items():
            ways.setdefault(symbol, []).append(
                abs(each.point - by_readers[symbol].point) * case.calibration.mm_per_px_x
            )
    return {symbol: float(np.mean(each)) for symbol, each in ways.items()}


def rows() -> list[Measurement]:
    found = {f"{a.name}: {m.name}": m for a in load_analyses() for m in a.measurements}
    return [Measurement(name, found[name].formula) for name in SHOWN]


class Judge:
    """The errors of one way to know the given landmarks."""

    def __init__(self, wanted: list[str], measurements: list[Measurement]) -> None:
        self.points: dict[str, list[tuple[complex, Estimate]]] = {s: [] for s in wanted}
        self.values: dict[str, list[tuple[float, float, float, float]]] = {m.name: [] for m in measurements}
        self.measurements = measurements

    def film(self, truth: Shape, known: Shape, errors: dict[str, float]) -> None:
        found = estimate(self.model, known, self.points, errors=errors, by_hand=True)
        for symbol, each in found.items():
            if np.isfinite(truth[symbol]):
                self.points[symbol].append((each.point - truth[symbol], each))
        spreads = errors | {symbol: each.spread for symbol, each in found.items()}
        sds = {symbol: spread / math.sqrt(math.pi / 2) for symbol, spread in spreads.items()}
        guessed = Frame(known | {s: each.point for s, each in found.items()}, True, sds)
        right, partly = Frame(truth, True), Frame(truth | known, True)
        for row in self.measurements:
            value, as_it_is = measure(row, guessed), measure(row, right).value
            if value.value is not None and as_it_is is not None:
                without = measure(row, partly).value or 0.0
                self.values[row.name].append(
                    (value.value - as_it_is, value.spread or 0.0, without - as_it_is, as_it_is)
                )

    def landmark_table(self) -> None:
        print("| landmark | mean | median | 95 % | SD x | SD y | said | in 50 % | in 95 % |")
        print("||---|---|---|---|---|---|---|---|---|")
        for symbol, pairs in self.points.items():
            ways = np.array([way for way, _ in pairs])
            off = np.abs(ways)
            far = np.array([mahalanobis(way, each) for way, each in pairs])
            said = np.mean([each.spread for _, each in pairs])
            inside = [100 * np.mean(far < -2 * math.log(1 - share)) for share in (0.5, 0.95)]
            cells = (f"{off.mean():.2f}", f"{np.median(off):.2f}", f"{np.quantile(off, 0.95):.1f}")
            cells += (
                f"{ways.real.std():.2f}",
                f"{ways.imag.std():.2f}",
                f"{ways.real.mean():+.2f}, {ways.imag.mean():+.2f}",
            )
            cells += (f"{said:.2f}", f"{inside[0]:.0f}", f"{inside[1]:.0f}")
            print(f"| {symbol} | {' | '.join(cells)} |")

    def measurement_table(self) -> None:
        print(
            "| measurement | mean off | SD | bias | said SD | in 95 % | SD from the known points | SD among the films |"
        )
        print("|---|---|---|---|---|---|---|---|")
        for row in self.measurements:
            off, said, without, value = np.array(self.values[row.name]).T
            cells = (np.abs(off).mean(), off.std(), off.mean(), np.sqrt((said**2).mean()))
            inside = 100 * np.mean(np.abs(off) < 1.96 * said)
            texts = (f"{cells[0]:.1f}", f"{cells[1]:.1f}", f"{cells[2]:+.1f}", f"{cells[3]:.1f}", f"{inside:.0f}")
            print(f"| {row.name} ({row.unit}) | {' | '.join(texts)} | {without.std():.1f} | {value.std():.1f} |")


def mahalanobis(way: complex, each: Estimate) -> float:
    vector = np.array([way.real, way.imag])
    return float(vector @ np.linalg.solve(each.covariance, vector))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("points", type=Path)
    parser.add_argument("films", type=Path)
    options = parser.parse_args()
    films = read(options.points)
    given = [symbol for symbol in films.symbols if symbol in ISBI_19.symbols]
    wanted = [symbol for symbol in films.symbols if symbol not in given]
    as_read, by_model = Judge(wanted, rows()), Judge(wanted, rows())
    cases = evaluate(find_films(options.films), Predictor.load().predict).cases
    errors = model_errors(cases)
    fold = np.random.default_rng(0).permutation(len(films.points)) % FOLDS
    for part in range(FOLDS):
        as_read.model = by_model.model = fit(films.take(fold != part))
        for number in np.flatnonzero(fold == part):
            truth = dict(zip(films.symbols, films.points[number].tolist(), strict=True))
            truth["Pog′"] = truth["Pog"] + CHIN
            known = {symbol: truth[symbol] for symbol in (*given, "Pog′")}
            as_read.film(truth, known, {})
            ways, expected = errors[number % len(errors)]
            by_model.film(truth, {s: point + ways[s] for s, point in known.items()}, {s: expected[s] for s in known})
    for title, judge in (("As read", as_read), ("With the embedded model's errors", by_model)):
        print(f"\n{title}: landmarks, mm\n")
        judge.landmark_table()
        print(f"\n{title}: measurements\n")
        judge.measurement_table()
    print("\nEstimates from the model's points and from the readers', mm apart on the films themselves:")
    print(", ".join(f"{symbol} {way:.1f}" for symbol, way in apart(cases).items()))


if __name__ == "__main__":
    main()
