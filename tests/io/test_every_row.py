"""Every row of every analysis against school geometry, on drawn and real heads, whatever way round the film lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from independent_rows import ELSEWHERE, values

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.frame import Frame
from cephview.core.head_shape import MEAN_HEAD_MM, fit_similarity
from cephview.core.landmarks import Scheme
from cephview.core.measurements import Measurement, measure_all
from cephview.core.reference import mean_reference
from cephview.io.analyses import load_analyses
from cephview.io.analyses.own import own_row
from cephview.io.annotations import read_annotation

ROWS = [(analysis.name, row) for analysis in load_analyses() for row in analysis.measurements]
LAYOUT = {**MEAN_HEAD_MM, **ELSEWHERE}
SCHEME = Scheme("every", "every landmark", tuple(LAYOUT))
MM = Calibration(0.125, 0.125, CalibrationSource.TYPED)
SHAPE = np.array([complex(*place) for place in LAYOUT.values()])

Head = dict[str, tuple[float, float]]


def drawn_heads(count: int) -> list[Head]:
    """Heads of every shape and tilt within reason, mm."""
    rng = np.random.default_rng(20)
    heads = []
    for _ in range(count):
        turn = np.exp(1j * np.radians(rng.uniform(-8, 8))) * rng.uniform(0.85, 1.2)
        points = SHAPE * turn + (rng.normal(size=(len(SHAPE), 2)) * 2.0) @ (1, 1j) + 400
        heads.append({s: (z.real, z.imag) for s, z in zip(LAYOUT, points, strict=True)})
    return heads


def laid_on(known: Head) -> Head:
    """A real head's landmarks, and those that nobody read where the mean head has them."""
    common = [s for s in LAYOUT if s in known]
    shape = np.array([complex(*LAYOUT[s]) for s in common])
    film = np.array([complex(*known[s]) for s in common])
    scale, offset = fit_similarity(shape, film, np.ones((1, len(common))))
    placed = scale[0] * SHAPE + offset[0]
    return {s: known.get(s, (z.real, z.imag)) for s, z in zip(LAYOUT, placed, strict=True)}


def lies() -> Iterator[tuple[str, np.ndarray]]:
    """Upright, on either side and upside down, and each of these mirrored."""
    quarter = np.array([[0.0, 1.0], [-1.0, 0.0]])
    for turns in range(4):
        matrix = np.linalg.matrix_power(quarter, turns)
        yield f"turned by {90 * turns}", matrix
        yield f"turned by {90 * turns}, mirrored", matrix @ np.diag([-1.0, 1.0])


def check(head: Head) -> None:
    """All rows, on the film of this head as it lies in every way."""
    expected = values(head)
    assert set(expected) == {(name, row.name) for name, row in ROWS}
    upright = np.array([head[s] for s in SCHEME.symbols])
    for lie, matrix in lies():
        film = upright @ matrix / 0.125 + 3000
        frame = Frame.of(film, SCHEME, MM)
        found = measure_all([row for _, row in ROWS], frame)
        wrong = {
            (name, row.name): (result.value, result.reason, expected[name, row.name])
            for (name, row), result in zip(ROWS, found, strict=True)
            if result.value is None or abs(result.value - expected[name, row.name]) > 0.01
        }
        assert not wrong, (lie, wrong)


def test_there_are_at_least_180_rows_and_each_is_computed_twice() -> None:
    assert len(ROWS) >= 180
    assert len(ROWS) == len(values(LAYOUT))


@pytest.mark.parametrize("number", range(6))
def test_every_row_of_drawn_heads(number: int) -> None:
    check(drawn_heads(6)[number])


def real_heads(data: Path) -> list[Head]:
    """The mean reading of five films, mm; what nobody read there as the mean head has it."""
    folder = data / "isbi2015/train/AnnotationsByMD"
    heads = []
    for name in sorted(path.name for path in (folder / "400_senior").glob("*.txt"))[::30]:
        readings = tuple(read_annotation(folder / reader / name) for reader in ("400_senior", "400_junior"))
        mean = mean_reference(readings)
        places = (mean.points * 0.1875).tolist()
        heads.append(laid_on({s: (x, y) for s, (x, y) in zip(mean.scheme.symbols, places, strict=True)}))
    return heads


def test_every_row_of_real_films(data: Path) -> None:
    for head in real_heads(data):
        check(head)


def test_known_identities() -> None:
    for head in drawn_heads(20):
        v = values(head)
        assert v["Tweed", "FMA"] + v["Tweed", "FMIA"] + v["Tweed", "IMPA"] == pytest.approx(180)
        assert v["Steiner", "ANB"] == pytest.approx(v["Steiner", "SNA"] - v["Steiner", "SNB"])
        gonial = v["Björk–Jarabak", "Upper gonial"] + v["Björk–Jarabak", "Lower gonial"]
        assert gonial == pytest.approx(v["Björk–Jarabak", "Gonial"])
        # S-N and Go-Me are the first and the last side of N-S-Ar-Go-Me: the sum turns the one into the other.
        assert v["Björk–Jarabak", "Sum"] == pytest.approx(v["Björk–Jarabak", "SN–GoMe"] + 360)
        assert v["Common", "SN–PP"] + v["Common", "PP–MP"] == pytest.approx(v["Common", "SN–MP"])
        assert v["Common", "N–ANS : N–Me"] < 100 and v["McNamara", "Difference"] == pytest.approx(
            v["McNamara", "Co–Gn"] - v["McNamara", "Co–A"]
        )
        u1, l1 = v["Common", "U1–SN"], v["Björk–Jarabak", "L1–GoMe"]
        assert u1 + l1 + v["Steiner", "Interincisal"] + v["Common", "SN–MP"] == pytest.approx(360)


def along(first: str, second: str) -> Measurement:
    """The way from one to the other along Burstone's horizontal."""
    formula = {"kind": "projected", "points": [first, second], "line": "HP"}
    return own_row({"name": f"{first} to {second}", "unit": "mm", "formula": formula})


@pytest.mark.slow
def test_what_cephview_measures_holds_together_on_real_films_however_they_lie(data: Path) -> None:
    more = {("", f"{a} to {b}"): along(a, b) for a, b in (("Ar", "N"), ("A", "B"), ("B", "Pog"))}
    rows = {(name, row.name): row for name, row in ROWS} | more
    for head in real_heads(data) + drawn_heads(3):
        upright = np.array([head[s] for s in SCHEME.symbols])
        for lie, matrix in lies():
            frame = Frame.of(upright @ matrix / 0.125 + 3000, SCHEME, MM)
            v = {
                key: found.value
                for key, found in zip(rows, measure_all(list(rows.values()), frame), strict=True)
                if found.value is not None
            }
            jarabak, cogs = "Björk–Jarabak", "COGS (Burstone)"
            pairs = {
                "Tweed's triangle": (v["Tweed", "FMA"] + v["Tweed", "FMIA"] + v["Tweed", "IMPA"], 180),
                "ANB": (v["Steiner", "ANB"], v["Steiner", "SNA"] - v["Steiner", "SNB"]),
                "Björk's sum": (v[jarabak, "Sum"], v[jarabak, "SN–GoMe"] + 360),
                "its parts": (v[jarabak, "Sum"], sum(v[jarabak, x] for x in ("Saddle", "Articular", "Gonial"))),
                "Gonial": (v[jarabak, "Gonial"], v[jarabak, "Upper gonial"] + v[jarabak, "Lower gonial"]),
                "Jarabak's ratio": (v[jarabak, "S–Go : N–Me"], 100 * v[jarabak, "S–Go"] / v[jarabak, "N–Me"]),
                "cranial base": (v[cogs, "Ar–Ptm"] + v[cogs, "Ptm–N"], v["", "Ar to N"]),
                "N to B": (v[cogs, "N–A"] + v["", "A to B"], v[cogs, "N–B"]),
                "N to Pog": (v[cogs, "N–B"] + v["", "B to Pog"], v[cogs, "N–Pog"]),
            }
            for what, (one, other) in pairs.items():
                assert one == pytest.approx(other, abs=1e-6), (what, lie)
