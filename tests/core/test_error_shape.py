"""The ± of a value where errors are longer one way and go together; of a reader; on films that lie in every way."""

from __future__ import annotations

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.error_shape import READERS_SD_MM, ErrorShape
from cephview.core.formulas import Angle, Distance, LineAngle, ToLine, ratio_of
from cephview.core.frame import Frame
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import ISBI_19
from cephview.core.measurements import Measurement, measure_all

HEAD = np.array([MEAN_HEAD_MM[s] for s in ISBI_19.symbols])
MM = Calibration(0.5, 0.5, CalibrationSource.TYPED)
ROWS = [
    Measurement("SNA", Angle(("S", "N", "A"))),
    Measurement("FMA", LineAngle(("Po", "Or"), ("Go", "Me"), signed=True)),
    Measurement("Co", Distance(("Go", "Me"))),
    Measurement("U1", ToLine("U1", ("A", "Pog"))),
    Measurement("FHI", ratio_of(("S", "Go"), ("N", "Me"))),
]
ERRORS = np.linspace(0.4, 1.6, 19)  # mm, mean radial


def shape_of(seed: int) -> ErrorShape:
    mix = np.random.default_rng(seed).normal(size=(38, 50))
    products = mix @ mix.T / 50
    scale = np.sqrt(np.diag(products))
    return ErrorShape(ISBI_19.symbols, products / np.outer(scale, scale))


def spreads(film: np.ndarray, shape: ErrorShape | None, **more: object) -> list[float | None]:
    frame = Frame.of(film, ISBI_19, MM, ERRORS / 0.5, shape=shape, **more)
    return [result.spread for result in measure_all(ROWS, frame)]


def test_it_is_what_drawing_such_errors_gives():
    shape = shape_of(1)
    rng = np.random.default_rng(2)
    sd = np.repeat(ERRORS / np.sqrt(np.pi / 2), 2) * 0.2  # small: the ± is of the first order
    drawn = rng.multivariate_normal(np.zeros(38), shape.products, size=3000) * sd
    heads = (dict(zip(ISBI_19.symbols, (HEAD + e.reshape(19, 2)) @ (1, 1j), strict=True)) for e in drawn)
    values = np.array([[row.formula.value(Frame(head)).real for row in ROWS] for head in heads])
    found = np.array(spreads(HEAD / 0.5, shape)) * 0.2
    assert found == pytest.approx(values.std(axis=0), rel=0.06)


def test_round_independent_errors_are_the_unit_matrix():
    unit = ErrorShape(ISBI_19.symbols, np.eye(38))
    assert spreads(HEAD / 0.5, unit) == pytest.approx(spreads(HEAD / 0.5, None))
    assert spreads(HEAD / 0.5, shape_of(1)) != pytest.approx(spreads(HEAD / 0.5, None), rel=0.05)


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("mirrored", [False, True])
def test_it_turns_with_the_head(quarters, mirrored):
    film = HEAD / 0.5
    for _ in range(quarters):
        film = film @ np.array([[0.0, 1.0], [-1.0, 0.0]])
    film = film * ([-1, 1] if mirrored else [1, 1])
    assert spreads(film, shape_of(3)) == pytest.approx(spreads(HEAD / 0.5, shape_of(3)))


def test_where_somebody_looked_it_is_a_readers_own():
    film, everything = HEAD / 0.5, frozenset(ISBI_19.symbols)
    settled = Frame.of(film, ISBI_19, MM, np.full(19, np.nan), shape=shape_of(1), read=everything)
    reader = {s: READERS_SD_MM[s] for s in everything}
    same = Frame.of(film, ISBI_19, MM, np.array([READERS_SD_MM[s] for s in ISBI_19.symbols]) * np.sqrt(np.pi / 2) / 0.5)
    assert settled.spreads == reader
    assert [r.spread for r in measure_all(ROWS, settled)] == pytest.approx([r.spread for r in measure_all(ROWS, same)])
    without = Frame.of(film, ISBI_19, None, np.full(19, np.nan), read=everything)
    assert [r.spread for r in measure_all(ROWS, without)] == [None] * len(ROWS), "mm are not known"


def test_products_that_do_not_belong_to_the_landmarks_are_refused():
    with pytest.raises(ValueError, match="product"):
        ErrorShape(("S", "N"), np.eye(6))
