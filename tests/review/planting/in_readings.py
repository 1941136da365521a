"""Plants in readings: their frame, order and unit, whose they are, and single landmarks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from cephview.core.landmarks import AARIZ_29, Scheme
from cephview.model.sampling import placement_of
from cephview.review.diagnosis import JudgedFilm
from planting.world import Change, Plant, World, films, mm, one_reader, read, readings, rng_of


def swapped(one: str, other: str) -> Change:
    def change(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
        scheme = film.references[0].scheme
        i, j = scheme.index(one), scheme.index(other)
        points[[i, j]] = points[[j, i]]
        return points

    return change


def shuffled(points: np.ndarray, _: JudgedFilm) -> np.ndarray:
    return points[np.random.default_rng(3).permutation(len(points))]


def rolled(step: int) -> Change:
    return lambda points, _: np.roll(points, step, axis=0)


def scaled(x: float, y: float | None = None) -> Change:
    return lambda points, _: points * [x, x if y is None else y]


def moved(x: float, y: float) -> Change:
    return lambda points, _: points + np.array([x, y])


def exchanged(points: np.ndarray, _: JudgedFilm) -> np.ndarray:
    return points[:, ::-1]


def from_below(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
    return points * [1, -1] + [0, film.radiograph.size[1] - 1]


def from_right(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
    return points * [-1, 1] + [film.radiograph.size[0] - 1, 0]


def in_mm(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
    return points * film.calibration.mm_per_px_x


def normalised(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
    return points / film.radiograph.size


def cropped_otherwise(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
    return points + rng_of(film, 5).uniform(-mm(film, 25), mm(film, 25), 2)


def noisy(size: float) -> Change:
    def change(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
        return points + rng_of(film, 6).normal(0, mm(film, size), points.shape)

    return change


def scattered(symbol: str, size: float = 8) -> Change:
    def change(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
        points[film.references[0].scheme.index(symbol)] += rng_of(film, 7).normal(0, mm(film, size), 2)
        return points

    return change


def displaced(symbol: str, x: float, y: float) -> Change:
    def change(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
        points[film.references[0].scheme.index(symbol)] += [mm(film, x), mm(film, y)]
        return points

    return change


def unread(symbol: str, value: float) -> Change:
    def change(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
        if rng_of(film, 8).random() < 0.5:
            points[film.references[0].scheme.index(symbol)] = value
        return points

    return change


def network_frame(world: World) -> World:
    def change(film: JudgedFilm) -> JudgedFilm:
        return read(film, placement_of(film.radiograph.size, world.setup.specification).to_input)

    return replace(world, films=[change(film) for film in world.films])


def with_ruler(film: JudgedFilm) -> JudgedFilm:
    """Two points of a ruler before the landmarks, as some tables have them."""
    width, height = film.radiograph.size
    ruler = np.array([[0.95 * width, 0.1 * height], [0.95 * width, 0.1 * height + mm(film, 50)]])
    named = []
    for r in film.references:
        scheme = Scheme("own-21", "21 landmarks of its own", (*r.scheme.symbols, "20", "21"))
        named.append(replace(r, scheme=scheme, points=np.concatenate([ruler, r.points])))
    return replace(film, references=tuple(named))


def aariz_cut(world: World) -> World:
    """The first 19 points of a reading in Aariz's order, read as 19 of ISBI's."""
    assert world.more is not None

    def change(film: JudgedFilm) -> JudgedFilm:
        truth, named = world.more(film.name), []
        for r in film.references:
            points = AARIZ_29.take(r.points, r.scheme)
            for i, symbol in enumerate(AARIZ_29.symbols):
                if not np.isfinite(points[i]).all():
                    points[i] = truth.get(symbol, (np.nan, np.nan))
            named.append(replace(r, points=points[:19]))
        return replace(film, references=tuple(named))

    return replace(world, films=[change(film) for film in world.films])


def dealt(order: Callable[[int], list[int]], last_reader: bool = False) -> Callable[[World], World]:
    """Readings go to other films: film i gets those of film order(count)[i]."""

    def apply(world: World) -> World:
        source = order(len(world.films))
        changed = []
        for film, place in zip(world.films, source, strict=True):
            given = world.films[place].references
            kept = (*film.references[:-1], given[-1]) if last_reader else given
            changed.append(replace(film, references=kept))
        return replace(world, films=changed)

    return apply


def one_on(count: int) -> list[int]:
    return [*range(1, count), 0]


def these(*places: tuple[int, int]) -> Callable[[int], list[int]]:
    def order(count: int) -> list[int]:
        found = list(range(count))
        for film, source in places:
            found[film] = source
        return found

    return order


def slip(world: World) -> World:
    """One point of one reader on one film, 25 mm off."""

    def change(film: JudgedFilm) -> JudgedFilm:
        return read(film, lambda p: displaced("Pog", 15, -20)(p, film), film.references[0].observer)

    return replace(world, films=[change(film) if i == 1 else film for i, film in enumerate(world.films)])


def of_one_definition(world: World) -> World:
    """ISBI's senior with Pog′ where the junior has it, at the median of the films.

    What tells of a planted Pog′ tells of their own two definitions, too.
    """
    ways = []
    for film in world.films:
        named = {reading.observer: reading for reading in film.references}
        if len(named) < 2 or "senior" not in named:
            return world
        senior, junior = named.pop("senior"), named.popitem()[1]
        place = senior.scheme.index("Pog′")
        ways.append((np.subtract(junior.points[place], senior.points[place])) * film.calibration.mm_per_px_x)
    change = displaced("Pog′", *np.nanmedian(ways, axis=0))
    return replace(world, films=[read(film, lambda p, film=film: change(p, film), "senior") for film in world.films])


CHIN = displaced("Pog′", -1.4, 4.3)

PLANTS: tuple[Plant, ...] = (
    readings("L1 and U1 exchanged", "order", swapped("L1", "U1")),
    readings("Gn and Me exchanged", "order", swapped("Gn", "Me")),
    readings("landmarks in another order", "order", shuffled),
    readings("landmarks one too far", "order", rolled(1)),
    readings("landmarks one too early", "order", rolled(-1)),
    Plant("Aariz's order cut to 19", ("order",), aariz_cut, drawn=True),
    films("ruler points among the landmarks", "order", with_ruler, kind="readings"),
    readings("x and y exchanged", "axes", exchanged),
    readings("y counted from below", "upward", from_below),
    readings("x counted from the right", ("axes", "mirrored"), from_right),
    readings("pixels counted from 1", "one-based", moved(1, 1)),
    readings("read at full resolution", "resolution", scaled(1.875)),
    readings("read at half resolution", "resolution", scaled(0.5)),
    readings("readings times 1.1", "resolution", scaled(1.1)),
    readings("readings times 0.97", "resolution", scaled(0.97)),
    readings("readings stretched by 6 % in width", "resolution", scaled(1.06, 1.0)),
    readings("readings in mm", "unit", in_mm),
    readings("readings from 0 to 1", "unit", normalised),
    Plant("readings in the network's frame", ("network frame",), network_frame),
    readings("read on uncropped films", "offset", moved(60, -45)),
    readings("readings moved by a few px", "offset", moved(9, 7)),
    readings("each film cropped otherwise", "cropped", cropped_otherwise),
    Plant("readings one film on", ("films mixed up",), dealt(one_on)),
    Plant("two films' readings exchanged", ("films mixed up", "film"), dealt(these((1, 3), (3, 1)))),
    Plant("three films' readings in a ring", ("films mixed up", "film"), dealt(these((0, 2), (2, 4), (4, 0)))),
    Plant("one film with another's reading", ("film", "films mixed up"), dealt(these((1, 2)))),
    readings("missing written as −1, −1", "not read", unread("Or", -1)),
    readings("missing written as 0, 0", "not read", unread("PNS", 0)),
    readings("one landmark read at random", "landmark", scattered("PNS")),
    readings("one landmark moved by 4 mm", ("shift", "definition"), displaced("A", 4, 0)),
    readings("Pog′ by another definition", ("shift", "definition"), CHIN, sound=of_one_definition),
    Plant("a slip of one reader", ("reference",), slip),
    one_reader("junior: x and y exchanged", "reader", exchanged, said="x and y"),
    one_reader("junior: y counted from below", "reader", from_below, said="from below"),
    one_reader("junior: read at half resolution", "reader", scaled(0.5), said="resolution"),
    one_reader("junior: readings in mm", "reader", in_mm, said="in mm"),
    one_reader("junior: another order", "reader", shuffled, said="order"),
    one_reader("junior: L1 and U1 exchanged", "reader", swapped("L1", "U1"), said="L1 and U1"),
    one_reader("junior: uncropped films", "reader", moved(60, -45), said="readings lie"),
    Plant("junior: one film on", ("reader",), dealt(one_on, True), readers=2, kind="one reader", said="other films"),
    one_reader("junior: 3 mm noisier", "noisy reader", noisy(3)),
    one_reader(
        "junior: Pog′ by another definition",
        ("shift", "definition"),
        displaced("Pog′", -2.4, 7.6),
        sound=of_one_definition,
    ),
)
