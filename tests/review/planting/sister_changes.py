"""What the sister plants do to readings, films and networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import cv2
import numpy as np

from cephview.model.sampling import placement_of
from cephview.review.diagnosis import JudgedFilm
from planting import in_films as f
from planting import in_readings as r
from planting import in_setups as s
from planting.world import Change, Network, World, grey, read, rng_of


def one_after_another(*changes: Change) -> Change:
    def change(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
        for each in changes:
            points = each(points, film)
        return points

    return change


def turned(degrees: float) -> Change:
    """About the film's middle, as a film that lay askew when it was read."""

    def change(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
        cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        middle = (np.array(film.radiograph.size) - 1) / 2
        return (points - middle) @ np.array([[cos, sin], [-sin, cos]]) + middle

    return change


def reversed(points: np.ndarray, _: JudgedFilm) -> np.ndarray:
    return points[::-1]


def by_symbols(symbols: Callable[[list[str]], list[str]]) -> Change:
    """The points in another order of their symbols."""

    def change(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
        scheme = film.references[0].scheme
        return points[[scheme.index(symbol) for symbol in symbols(list(scheme.symbols))]]

    return change


def ring(*symbols: str) -> Change:
    def change(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
        places = [film.references[0].scheme.index(symbol) for symbol in symbols]
        points[places] = points[[*places[1:], places[0]]]
        return points

    return change


def missing(symbols: tuple[str, ...], x: float, y: float = np.inf, often: float = 0.4) -> Change:
    """Some points written as (x, y); y infinite: it stays."""

    def change(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
        for symbol in symbols:
            if rng_of(film, len(symbol) + ord(symbol[-1])).random() < often:
                place = film.references[0].scheme.index(symbol)
                points[place] = x, points[place, 1] if np.isinf(y) else y
        return points

    return change


def millimetres(factor: float) -> Change:
    return lambda points, film: points * film.calibration.mm_per_px_x * factor


def by_height(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
    return points / film.radiograph.size[1]


def around_the_middle(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
    return points / film.radiograph.size * 2 - 1


def other_network(world: World) -> World:
    """Px of the input of another network, 512 px square with bars."""
    other = world.setup.specified(image_size=(512, 512), padding="centre", context=1.0, sampling="resize")

    def change(film: JudgedFilm) -> JudgedFilm:
        return read(film, placement_of(film.radiograph.size, other.specification).to_input)

    return replace(world, films=[change(film) for film in world.films])


def first_dealt(order: Callable[[int], list[int]]) -> Callable[[World], World]:
    def apply(world: World) -> World:
        changed = [
            replace(film, references=(world.films[place].references[0], *film.references[1:]))
            for film, place in zip(world.films, order(len(world.films)), strict=True)
        ]
        return replace(world, films=changed)

    return apply


def half_on(count: int) -> list[int]:
    """The second half of the films have the reading of the film before."""
    return [i if i <= count // 2 else i - 1 for i in range(count)]


def slips(places: Mapping[int, tuple[str, float, float]]) -> Callable[[World], World]:
    """Points of the first reader (symbol, x, y in mm) by the number of the film."""

    def apply(world: World) -> World:
        changed = list(world.films)
        for i, (symbol, x, y) in places.items():
            film, reader = changed[i], changed[i].references[0].observer
            changed[i] = read(film, lambda p, k=(film, symbol, x, y): r.displaced(*k[1:])(p, k[0]), reader)
        return replace(world, films=changed)

    return apply


def anticlockwise(film: JudgedFilm) -> JudgedFilm:
    width = film.radiograph.size[0]
    turned = grey(film, np.rot90(film.radiograph.pixels))
    return read(turned, lambda p: np.stack([p[:, 1], width - 1 - p[:, 0]], axis=1))


def clockwise_alone(film: JudgedFilm) -> JudgedFilm:
    return grey(film, np.rot90(film.radiograph.pixels, -1))


def upside_down_both(film: JudgedFilm) -> JudgedFilm:
    size = np.array(film.radiograph.size)
    return read(f.upside_down(film), lambda points: size - 1 - points)


def mirrored_alone(film: JudgedFilm) -> JudgedFilm:
    return grey(film, film.radiograph.pixels[:, ::-1])


def jpeg(film: JudgedFilm) -> JudgedFilm:
    data = cv2.imencode(".jpg", film.radiograph.pixels, [cv2.IMWRITE_JPEG_QUALITY, 10])[1]
    return grey(film, cv2.imdecode(data, cv2.IMREAD_GRAYSCALE))


def coarse(film: JudgedFilm) -> JudgedFilm:
    """Made eight times smaller and drawn up again."""
    width, height = film.radiograph.size
    small = cv2.resize(film.radiograph.pixels, (width // 8, height // 8), interpolation=cv2.INTER_AREA)
    return grey(film, cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))


def hard(film: JudgedFilm) -> JudgedFilm:
    """Its greys times three about the middle, cut off at both ends."""
    return grey(film, np.clip((film.radiograph.pixels.astype(float) - 110) * 3 + 110, 0, 255).astype(np.uint8))


def black(film: JudgedFilm) -> JudgedFilm:
    return grey(film, np.zeros_like(film.radiograph.pixels))


def wrapped(wrap: Callable[[Network, World], Network]) -> Callable[[World], World]:
    return lambda world: replace(world, wrap=lambda network: wrap(network, world))


def sigmoid_inside(network: Network, _: World) -> Network:
    return lambda tensor, fusion: 1 / (1 + np.exp(-np.asarray(network(tensor, fusion), np.float32)))


def other_channels(network: Network, _: World) -> Network:
    return lambda tensor, fusion: np.asarray(network(tensor, fusion))[::-1]


def cell_off(network: Network, _: World) -> Network:
    return lambda tensor, fusion: np.roll(np.asarray(network(tensor, fusion)), (2, 2), axis=(-2, -1))


def by_chance(world: World) -> Callable[[int, np.ndarray], np.ndarray]:
    """Places by chance, others on each film, the same each time that it is asked."""

    def run(_: int, tensor: np.ndarray) -> np.ndarray:
        rng = np.random.default_rng(abs(int(np.float64(tensor.sum()) * 1000)))
        size = np.array(world.setup.specification.image_size.value)
        return s.encoded(world, rng.uniform(0.1, 0.9, (s.cells(world, tensor)[0], 2)) * size, tensor)

    return run


def in_the_corner(world: World) -> Callable[[int, np.ndarray], np.ndarray]:
    count = len(world.setup.specification.scheme.value)
    return lambda _, tensor: s.encoded(world, np.full((count, 2), 3.0), tensor)
