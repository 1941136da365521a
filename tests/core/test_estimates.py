from __future__ import annotations

import cmath
import json
import math
from pathlib import Path

import numpy as np
import pytest

from cephview.core.errors import CephViewError
from cephview.core.estimates import Estimate, estimate, mean_radial_error
from cephview.core.landmarks import ISBI_19
from cephview.core.resources import resource
from cephview.io.estimates import head_model, read_head_model

READINGS = Path(__file__).parents[3] / "shared/data/aariz-annotations/points.csv"
MODEL = head_model()
GIVEN = tuple(symbol for symbol in MODEL.symbols if symbol in ISBI_19.symbols)
SOUGHT = tuple(symbol for symbol in MODEL.symbols if symbol not in GIVEN)


def heads(count: int, seed: int = 5) -> list[dict[str, complex]]:
    """Heads of all kinds that the model knows, each somewhere on a film, in film px."""
    draws = np.random.default_rng(seed).multivariate_normal(MODEL.mean.ravel(), MODEL.covariance, count)
    return [dict(zip(MODEL.symbols, 9 * row + (900 + 1100j), strict=True)) for row in draws.view(complex)]


def estimated(head: dict[str, complex], given: tuple[str, ...] = GIVEN, **options: object) -> dict[str, Estimate]:
    return estimate(MODEL, {symbol: head[symbol] for symbol in given}, SOUGHT, by_hand=True, **options)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("degrees", [0, 7, 90, 180, 251])
def test_an_estimate_turns_with_its_film(mirrored: bool, degrees: float) -> None:
    turn = cmath.rect(0.37, math.radians(degrees))

    def turned(point: complex) -> complex:
        return turn * (-point.conjugate() if mirrored else point) + (1234 - 77j)

    for head in heads(3):
        plain, other = estimated(head), estimated({symbol: turned(point) for symbol, point in head.items()})
        for symbol in SOUGHT:
            assert other[symbol].point == pytest.approx(turned(plain[symbol].point), abs=1e-6)
            assert other[symbol].spread == pytest.approx(0.37 * plain[symbol].spread, rel=1e-6)
            # A way of the upright film and the same way of the turned one are as likely.
            way = complex(3.0, -1.0)
            there = turned(way) - turned(0j)
            assert length(other[symbol], there) == pytest.approx(length(plain[symbol], way), rel=1e-6)


def length(found: Estimate, way: complex) -> float:
    vector = np.array([way.real, way.imag])
    return float(vector @ np.linalg.solve(found.covariance, vector))


def test_the_spread_is_the_mean_error_and_the_covariance_holds() -> None:
    errors, spreads, inside = [], [], []
    for head in heads(400):
        for symbol, found in estimated(head).items():
            errors.append(abs(found.point - head[symbol]))
            spreads.append(found.spread)
            inside.append(length(found, found.point - head[symbol]) < 2 * math.log(10))
    assert np.mean(errors) == pytest.approx(np.mean(spreads), rel=0.05)
    assert np.mean(inside) == pytest.approx(0.9, abs=0.02)


def test_errors_of_known_points_are_counted_as_the_mean_of_what_they_are() -> None:
    random = np.random.default_rng(2)
    said = dict(zip(GIVEN, random.uniform(0, 40, len(GIVEN)), strict=True))
    errors, blind, spreads = [], [], []
    for head in heads(400):
        # The mean length of a round Gaussian way is √(π/2) of its SD along an axis.
        ways = random.normal(size=(len(GIVEN), 2)).view(complex)[:, 0] * np.sqrt(2 / math.pi)
        read = head | {symbol: head[symbol] + said[symbol] * way for symbol, way in zip(GIVEN, ways, strict=True)}
        without = estimated(read)
        for symbol, found in estimated(read, errors=said).items():
            errors.append(abs(found.point - head[symbol]))
            blind.append(abs(without[symbol].point - head[symbol]))
            spreads.append(found.spread)
    assert np.mean(errors) == pytest.approx(np.mean(spreads), rel=0.05)
    assert np.mean(errors) < np.mean(blind)


def test_mean_radial_error() -> None:
    assert mean_radial_error(np.diag([4.0, 4.0])) == pytest.approx(2 * math.sqrt(math.pi / 2))
    assert mean_radial_error(np.diag([9.0, 0.0])) == pytest.approx(3 * math.sqrt(2 / math.pi), rel=0.005)
    ways = np.random.default_rng(0).multivariate_normal([0, 0], [[5, 2], [2, 1]], 200_000)
    assert mean_radial_error(np.array([[5.0, 2.0], [2.0, 1.0]])) == pytest.approx(np.hypot(*ways.T).mean(), rel=0.01)


@pytest.mark.parametrize("symbol", GIVEN)
@pytest.mark.parametrize("way", [150, 400j, 3000 - 2000j])
def test_one_point_that_lies_anywhere_moves_little(symbol: str, way: complex) -> None:
    head = heads(1, seed=8)[0]
    with_it = estimated(head | {symbol: head[symbol] + way})
    without = estimated(head, tuple(other for other in GIVEN if other != symbol))
    for wanted, found in with_it.items():
        assert abs(found.point - without[wanted].point) < found.spread


def test_an_estimate_does_not_jump_while_a_parent_is_dragged() -> None:
    head = heads(1, seed=3)[0]
    for symbol in ("B", "A", "U1"):
        trail = [estimated(head | {symbol: head[symbol] + step})["UIA"].point for step in range(0, 300, 2)]
        # By less than 2.5 px for each that the parent moves, where it begins to be left out.
        assert np.abs(np.diff(trail)).max() < 5


@pytest.mark.parametrize("count", [5, 8, 13])
def test_any_five_known_points_will_do(count: int) -> None:
    random = np.random.default_rng(count)
    errors, spreads = [], []
    for head in heads(60):
        given = tuple(random.choice(GIVEN, count, replace=False).tolist())
        for symbol, found in estimated(head, given).items():
            errors.append(abs(found.point - head[symbol]))
            spreads.append(found.spread)
    # The lie of a head is not told as exactly by few points as the formula has it.
    assert np.mean(errors) == pytest.approx(np.mean(spreads), rel=0.25)
    assert not estimated(heads(1)[0], GIVEN[:4])


def test_what_is_known_not_taught_or_left_to_the_hand_is_not_estimated() -> None:
    head = heads(1)[0]
    known = {symbol: head[symbol] for symbol in (*GIVEN, "UIA")} | {"Pog′": head["Pog"] + 90, "Mine": 3j}
    found = estimate(MODEL, known, ["UIA", "LIA", "Co", "N′", "Theirs", "S"])
    assert found.keys() == {"LIA"}
    assert estimate(MODEL, known, ["UIA", "Co", "N′"], by_hand=True).keys() == {"Co"}
    with_condyle = estimate(MODEL, known | {"Co": head["Co"]}, ["LIA"])
    assert with_condyle["LIA"].point != found["LIA"].point


@pytest.mark.filterwarnings("error")
def test_points_that_say_nothing() -> None:
    head = heads(1)[0]
    assert not estimated(dict.fromkeys(GIVEN, 5 + 5j))
    assert not estimated(head | dict.fromkeys(GIVEN[:-4], complex("nan")))
    partly = estimated(head | {"S": complex("nan"), "B": complex("inf")})
    assert partly["UIA"].point == estimated(head, tuple(set(GIVEN) - {"S", "B"}))["UIA"].point
    assert estimated(head, errors={"S": math.nan})["UIA"].spread == estimated(head)["UIA"].spread


def test_a_point_said_to_lie_anywhere_is_as_good_as_none() -> None:
    head = heads(1)[0]
    without = estimated(head, tuple(symbol for symbol in GIVEN if symbol != "U1"))
    vague = estimated(head, errors={"U1": 1e5})
    for symbol in SOUGHT:
        assert vague[symbol].point == pytest.approx(without[symbol].point, abs=0.5)
        assert vague[symbol].spread >= estimated(head)[symbol].spread


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"symbols": ["S", "S"]}, "twice"),
        ({"by_hand": ["X"]}, "unknown"),
        ({"mean_mm": [[0, 0]]}, "do not fit"),
        ({"covariance_mm2": [[1], [0, 1], [0, 0, 1]]}, "do not fit"),
        ({"covariance_mm2": [[1], [5, 1], [0, 0, 1], [0, 0, 0, 1]]}, "is none"),
        ({"covariance_mm2": [[1], [0, "a"], [0, 0, 1], [0, 0, 0, 1]]}, "covariance_mm2.1.1"),
        ({"version": 2}, "version"),
        ({"surplus": 2}, "surplus"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, change: dict[str, object], word: str) -> None:
    whole = json.loads(resource("estimates.json").read_text(encoding="utf-8"))
    whole |= {"symbols": ["S", "N"], "by_hand": ["S"], "mean_mm": [[0, 0], [1, 0]]}
    whole["covariance_mm2"] = [[1], [0, 1], [0, 0, 1], [0, 0, 0, 1]]
    path = tmp_path / "estimates.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    assert read_head_model(path).symbols == ("S", "N")
    path.write_text(json.dumps(whole | change), encoding="utf-8")
    with pytest.raises(CephViewError, match=word):
        read_head_model(path)


@pytest.mark.skipif(not READINGS.exists(), reason="the Aariz readings are not here")
def test_the_file_is_what_the_readings_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parent)
    import fit_estimates

    fitted = fit_estimates.fit(fit_estimates.read(READINGS))
    assert (fitted.symbols, fitted.by_hand) == (MODEL.symbols, MODEL.by_hand)
    np.testing.assert_allclose(MODEL.mean, fitted.mean, atol=1e-3)
    np.testing.assert_allclose(MODEL.covariance, fitted.covariance, atol=1e-3)
