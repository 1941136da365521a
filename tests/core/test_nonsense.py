"""Values that no head has are doubted, whatever the row; and an exchange that would explain them is named."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.formulas import Angle, LineAngle
from cephview.core.frame import Frame
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import Scheme
from cephview.core.measurements import Measurement, measure_all
from cephview.core.nonsense import nonsense
from cephview.core.norms import Norm
from cephview.io.analyses import load_analyses

HEAD = {symbol: complex(*place) for symbol, place in MEAN_HEAD_MM.items()}
ROWS = [(a.name, row) for a in load_analyses() for row in a.measurements if set(row.symbols) <= HEAD.keys()]
# What an exchange has to change a value by to count as gross.
GROSS = {"°": 60, "mm": 40, "%": 60}


FMA = Measurement("FMA", LineAngle(("Po", "Or"), ("Go", "Me"), signed=True), norms=(Norm("°", mean=25),))


def doubt(rows: tuple[Measurement, ...], points: dict[str, complex]) -> str:
    frame = Frame(points)
    return nonsense(rows, measure_all(rows, frame), frame)


def test_two_landmarks_that_were_exchanged_are_named():
    swapped = {**HEAD, "Po": HEAD["Or"], "Or": HEAD["Po"]}
    assert doubt((FMA,), HEAD) == ""
    assert doubt((FMA,), swapped).endswith("°: Po and Or exchanged?") and doubt((FMA,), swapped).startswith("FMA −1")


def test_a_point_that_lies_nowhere_is_doubted_without_a_guess():
    far = {**HEAD, "A": HEAD["N"] + 30 - 40j}
    row = Measurement("SNA", Angle(("S", "N", "A")), norms=(Norm("°", mean=82, sd=2),))
    assert doubt((row,), far).endswith("is one of S, N, A misplaced?")


@pytest.mark.parametrize("pair", list(combinations(("S", "N", "A", "Po", "Or", "Go", "Me"), 2)), ids="-".join)
def test_no_sound_head_is_doubted_and_a_guess_puts_it_right(pair: tuple[str, str]):
    rows = tuple(row for a in load_analyses() if a.name in ("Downs", "Tweed") for row in a.measurements)
    assert doubt(rows, HEAD) == ""
    one, other = pair
    found = doubt(rows, {**HEAD, one: HEAD[other], other: HEAD[one]})
    if "exchanged" in found:
        assert set(found.rpartition(": ")[2].removesuffix(" exchanged?").split(" and ")) == {one, other}


def values(rows: tuple[Measurement, ...], points: dict[str, complex]) -> list[float | None]:
    return [result.value for result in measure_all(rows, Frame(points))]


@pytest.mark.slow
def test_a_gross_exchange_is_doubted_in_every_kind_of_row_with_a_norm_or_without():
    doubted: list[bool] = []
    named: list[bool] = []
    kinds: dict[str, set[bool]] = {}
    for _, row in ROWS:
        (sound,) = values((row,), HEAD)
        for one, other in combinations(row.symbols, 2):
            points = {**HEAD, one: HEAD[other], other: HEAD[one]}
            (value,) = values((row,), points)
            if sound is None or value is None or abs(value - sound) < 1.1 * GROSS[row.unit]:
                continue
            said = doubt((row,), points)
            doubted.append(bool(said))
            kinds.setdefault(row.unit, set()).add(bool(said))
            if "exchanged" in said:
                named.append(set(said.rpartition(": ")[2].removesuffix(" exchanged?").split(" and ")) == {one, other})
    assert len(doubted) > 200 and kinds.keys() == GROSS.keys()
    assert sum(doubted) > 0.95 * len(doubted)
    assert sum(named) > 0.95 * sum(doubted)


@pytest.mark.parametrize("size", [0.7, 1.0, 1.35])
def test_no_sound_head_of_any_size_is_doubted(size: float):
    rows = tuple(row for _, row in ROWS)
    assert doubt(rows, {symbol: size * point for symbol, point in HEAD.items()}) == ""


@pytest.mark.slow
def test_real_heads_are_not_doubted_but_for_slips(data: Path):
    """255 films of Aariz, 29 landmarks each; one upper apex of them is a slip of 124 mm."""
    rows = {name: tuple(row for a, row in ROWS if a == name) for name, _ in ROWS}
    doubted = set()
    with (data / "aariz-annotations" / "points.csv").open(encoding="utf-8") as file:
        for film in csv.DictReader(file):
            symbols = tuple(key[:-2] for key in film if key.endswith("_x") and not key.startswith("p"))
            points = np.array([[float(film[f"{s}_{axis}"] or "nan") for axis in "xy"] for s in symbols])
            frame = Frame.of(points, Scheme("Aariz", "", symbols), Calibration(0.1, 0.1, CalibrationSource.TYPED))
            if any(nonsense(each, measure_all(each, frame), frame) for each in rows.values()):
                doubted.add(film["film"])
    assert "203" in doubted and len(doubted) <= 3
