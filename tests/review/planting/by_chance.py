"""Plants by chance: of each kind some, their numbers, landmarks, readers and films drawn by a seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from cephview.core.landmarks import ISBI_19
from cephview.model.specification import Decoding
from planting import in_films as f
from planting import in_readings as r
from planting import in_setups as s
from planting import sister_changes as c
from planting.sisters import first_reader, some
from planting.world import Change, Plant, films, one_reader, readings, specified

Rng = np.random.Generator
Make = Callable[[Rng], Plant]
_SYMBOLS = ISBI_19.symbols
_SHIFT, _GREYS, _READ = ("shift", "definition"), ("normalisation", "grey scale"), ("decoding", "activation")
# Landmarks that lie alone: another by 4 mm is no exchange of two.
_ALONE = ("S", "N", "Or", "Po", "Go", "PNS", "ANS", "Ar", "Pog′", "A")


def _two(rng: Rng) -> tuple[str, str]:
    one, other = rng.choice(len(_SYMBOLS), 2, replace=False)
    return _SYMBOLS[one], _SYMBOLS[other]


def _exchange(rng: Rng) -> tuple[str, Change]:
    one, other = _two(rng)
    return f"{one} and {other} exchanged", r.swapped(one, other)


def _roll(rng: Rng) -> tuple[str, Change]:
    step = int(rng.choice([-5, -4, -2, 3, 4, 6]))
    return f"landmarks counted {step} off", r.rolled(step)


def _permuted(rng: Rng) -> tuple[str, Change]:
    order = rng.permutation(len(_SYMBOLS))
    return f"order {order[:4]} …", lambda points, _: points[order]


def _scale(rng: Rng) -> tuple[str, Change]:
    factor = round(float(np.exp(rng.choice([-1, 1]) * rng.uniform(np.log(1.04), np.log(4)))), 3)
    return f"readings times {factor}", r.scaled(factor)


def _stretch(rng: Rng) -> tuple[str, Change]:
    x, y = (round(float(v), 3) for v in 1 + rng.choice([-1, 1]) * rng.uniform(0.04, 0.15) * np.eye(2)[rng.integers(2)])
    return f"readings times {x} in width and {y} in height", r.scaled(x, y)


def _move(rng: Rng) -> tuple[str, Change]:
    angle, far = rng.uniform(0, 2 * np.pi), rng.uniform(14, 90)
    x, y = round(far * np.cos(angle)), round(far * np.sin(angle))
    return f"readings moved by {x}, {y} px", r.moved(x, y)


_UNITS: tuple[tuple[str, Change], ...] = (
    ("readings in mm", r.in_mm),
    ("readings from 0 to 1", r.normalised),
    ("readings in cm", c.millimetres(0.1)),
)
_FRAMES: tuple[tuple[str, tuple[str, ...], Change], ...] = (
    ("x and y exchanged", ("axes",), r.exchanged),
    ("y from below", ("upward",), r.from_below),
    ("x from the right", ("axes", "mirrored"), r.from_right),
)


def _in_all(cause: str | tuple[str, ...], make: Callable[[Rng], tuple[str, Change]]) -> Make:
    def plant(rng: Rng) -> Plant:
        name, change = make(rng)
        return readings(name, cause, change)

    return plant


def _of_one(said: str, make: Callable[[Rng], tuple[str, Change]]) -> Make:
    """The same of one of two readers, the first or the second."""

    def plant(rng: Rng) -> Plant:
        name, change = make(rng)
        if rng.random() < 0.5:
            return first_reader(f"first: {name}", "reader", change, said)
        return one_reader(f"second: {name}", "reader", change, said=said)

    return plant


def _unit(rng: Rng) -> Plant:
    name, change = _UNITS[rng.integers(len(_UNITS))]
    return readings(name, ("unit", "resolution"), change)


def _frame(rng: Rng) -> Plant:
    name, causes, change = _FRAMES[rng.integers(len(_FRAMES))]
    return readings(name, causes, change)


def _displaced(rng: Rng) -> Plant:
    symbol, angle, far = rng.choice(_ALONE), rng.uniform(0, 2 * np.pi), rng.uniform(4, 8)
    change = r.displaced(str(symbol), far * np.cos(angle), far * np.sin(angle))
    return readings(f"{symbol} moved by {far:.1f} mm to {np.degrees(angle):.0f}°", _SHIFT, change)


def _scattered(rng: Rng) -> Plant:
    symbol, size = str(rng.choice(_SYMBOLS)), float(rng.uniform(7, 14))
    return readings(f"{symbol} at random, {size:.0f} mm", "landmark", r.scattered(symbol, size))


def _missing(rng: Rng) -> Plant:
    symbols, value = tuple(rng.choice(_SYMBOLS, int(rng.integers(1, 4)), replace=False)), int(rng.choice([-1, 0]))
    return readings(f"{', '.join(symbols)} missing as {value}", "not read", c.missing(symbols, value, value, 0.6))


def _ring(rng: Rng) -> Plant:
    places = [int(i) for i in rng.permutation(6)[: rng.integers(2, 6)]]
    order = r.these(*zip(places, [*places[1:], places[0]], strict=True))
    return Plant(f"films {places} in a ring", ("films mixed up", "film"), r.dealt(order))


def _reader_ring(rng: Rng) -> Plant:
    step = int(rng.integers(1, 4))
    order = r.dealt(lambda count: list(np.roll(range(count), step)), True)
    return Plant(f"second: films {step} back", ("reader",), order, readers=2, kind="one reader", said="other films")


def _slip(rng: Rng) -> Plant:
    symbol, angle, far, film = rng.choice(_SYMBOLS), rng.uniform(0, 2 * np.pi), rng.uniform(22, 40), rng.integers(6)
    place = str(symbol), far * np.cos(angle), far * np.sin(angle)
    return Plant(f"a slip of {far:.0f} mm at {symbol}, film {film}", ("reference",), c.slips({int(film): place}))


def _calibration(rng: Rng) -> Plant:
    factor = round(float(rng.choice([rng.uniform(0.1, 0.75), rng.uniform(1.3, 10)])), 2)
    return films(f"mm per px times {factor}", "calibration", f.calibrated(factor))


def _turned(rng: Rng) -> Plant:
    options = (
        ("turned anticlockwise", "rotated", c.anticlockwise),
        ("turned clockwise", "rotated", f.turned_clockwise),
        ("turned clockwise, readings not", "rotated", c.clockwise_alone),
        ("upside down", "rotated", c.upside_down_both),
        ("mirrored", "mirrored", f.mirrored),
        ("inverted", "polarity", f.inverted),
    )
    name, cause, change = options[rng.integers(len(options))]
    if rng.random() < 0.6:
        return films(f"films {name}", cause, change)
    chosen = {int(i) for i in rng.permutation(6)[: rng.integers(1, 3)]}
    return some(f"films {sorted(chosen)} {name}", ("film", cause), chosen.__contains__, change)


def _gamma(rng: Rng) -> Plant:
    power = round(float(np.exp(rng.choice([-1, 1]) * rng.uniform(np.log(2), np.log(3.2)))), 2)
    return films(f"films with a gamma of {power}", "gamma", f.gamma(power))


def _greys(rng: Rng) -> Plant:
    mean, std = round(float(rng.uniform(-0.5, 1.2)), 2), round(float(rng.uniform(0.03, 1.5)), 2)
    return s.in_setup(f"mean {mean}, std {std}", _GREYS, s.normalised_by(mean, std))


def _size(rng: Rng) -> Plant:
    factor = float(rng.choice([0.5, 0.6, 0.7, 0.8, 1.3, 1.5, 1.7, 2.0]))
    return s.in_setup(f"input of {factor:g} times the size", ("input size", "context"), s.sized(factor))


def _decoding(rng: Rng) -> Plant:
    options = (Decoding("argmax"), Decoding("power", exponent=float(rng.uniform(0.4, 1.6))))
    options += (Decoding("softargmax", float(rng.choice([0.1, 0.3, 5.0, 9.0])), [None, 2, 8][rng.integers(3)]),)
    chosen = options[rng.integers(len(options))]
    return specified(str(chosen), *_READ, decoding=chosen)


KINDS: tuple[Make, ...] = (
    *(_in_all("order", make) for make in (_exchange, _roll, _permuted)),
    *(_in_all(cause, make) for cause, make in (("resolution", _scale), ("resolution", _stretch), ("offset", _move))),
    *(_unit, _frame, _displaced, _scattered, _missing, _ring, _slip, _calibration, _turned, _gamma, _greys, _size),
    _decoding,
    _of_one("", _scale),
    _of_one("", _move),
    _of_one("", _exchange),
    _reader_ring,
)


def plants(seed: int, count: int = 60, pairs: int = 20) -> tuple[list[Plant], list[tuple[str, str]]]:
    """Plants by chance, each kind as often as the others, and pairs of them of two kinds, by their names."""
    rng = np.random.default_rng(seed)
    found: dict[str, tuple[Plant, int]] = {}
    number = 0
    while len(found) < count:
        kind = number % len(KINDS)
        plant = KINDS[kind](rng)
        found.setdefault(f"#{seed}: {plant.name}", (plant, kind))
        number += 1
    named = [(replace(plant, name=name), kind) for name, (plant, kind) in found.items()]
    of_two: list[tuple[str, str]] = []
    while len(of_two) < pairs:
        (one, a), (other, b) = (named[i] for i in rng.choice(len(named), 2, replace=False))
        if a != b and one.kind != other.kind:
            of_two.append((one.name, other.name))
    return [plant for plant, _ in named], of_two
