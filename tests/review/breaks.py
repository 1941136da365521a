"""Ways to break a set-up, one thing each: what a diagnosis has to find again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Reference
from cephview.model.sampling import placement_of
from cephview.model.specification import Decoding
from cephview.review.diagnosis import JudgedFilm, Setup

Films = list[JudgedFilm]


@dataclass(frozen=True)
class World:
    """A set-up, its films, and the MRE that the checkpoint reports."""

    setup: Setup
    films: Films
    reported: float | None = None


@dataclass(frozen=True)
class Break:
    """What is broken, and the causes that are right answers."""

    name: str
    causes: tuple[str, ...]
    apply: Callable[[World], World]


def specified(name: str, cause: str, **values) -> Break:
    return Break(name, (cause,), lambda world: replace(world, setup=world.setup.specified(**values)))


def _grey(film: JudgedFilm, pixels: np.ndarray) -> JudgedFilm:
    return replace(film, radiograph=replace(film.radiograph, pixels=np.ascontiguousarray(pixels)))


def _read(film: JudgedFilm, change: Callable[[np.ndarray], np.ndarray]) -> JudgedFilm:
    readings = tuple(replace(r, points=change(np.array(r.points, float))) for r in film.references)
    return replace(film, references=readings)


def films(name: str, causes: str | tuple[str, ...], change: Callable[[JudgedFilm], JudgedFilm]) -> Break:
    causes = (causes,) if isinstance(causes, str) else causes
    return Break(name, causes, lambda world: replace(world, films=[change(film) for film in world.films]))


def readings(name: str, causes: str | tuple[str, ...], change: Callable[[np.ndarray], np.ndarray]) -> Break:
    return films(name, causes, lambda film: _read(film, change))


def one_film(name: str, change: Callable[[JudgedFilm], JudgedFilm]) -> Break:
    def apply(world: World) -> World:
        return replace(world, films=[change(film) if i == 1 else film for i, film in enumerate(world.films)])

    return Break(name, ("film",), apply)


def inverted(film: JudgedFilm) -> JudgedFilm:
    return _grey(film, 255 - film.radiograph.pixels)


def mirrored(film: JudgedFilm) -> JudgedFilm:
    width = film.radiograph.size[0]
    turned = _grey(film, film.radiograph.pixels[:, ::-1])
    return _read(turned, lambda points: points * [-1, 1] + [width - 1, 0])


def turned_clockwise(film: JudgedFilm) -> JudgedFilm:
    height = film.radiograph.size[1]
    turned = _grey(film, np.rot90(film.radiograph.pixels, -1))
    return _read(turned, lambda points: np.stack([height - 1 - points[:, 1], points[:, 0]], axis=1))


def upside_down(film: JudgedFilm) -> JudgedFilm:
    """The film alone: its readings stay."""
    return _grey(film, np.rot90(film.radiograph.pixels, 2))


def low_byte(film: JudgedFilm) -> JudgedFilm:
    """The film as one of 12 bit in 16, of which a careless export kept the low byte."""
    rng = np.random.default_rng(0)
    deep = film.radiograph.pixels.astype(np.uint16) * 16 + rng.integers(0, 16, film.radiograph.pixels.shape)
    return _grey(film, (deep & 0xFF).astype(np.uint8))


def swapped(one: int, other: int) -> Callable[[np.ndarray], np.ndarray]:
    def change(points: np.ndarray) -> np.ndarray:
        points[[one, other]] = points[[other, one]]
        return points

    return change


def shuffled(points: np.ndarray) -> np.ndarray:
    return points[np.random.default_rng(3).permutation(len(points))]


def network_frame(world: World) -> World:
    def change(film: JudgedFilm) -> JudgedFilm:
        box = placement_of(film.radiograph.size, world.setup.specification)
        return _read(film, box.to_input)

    return replace(world, films=[change(film) for film in world.films])


def calibrated(world: World) -> World:
    def change(film: JudgedFilm) -> JudgedFilm:
        scale = film.radiograph.calibration.mm_per_px_x / 1.875
        wrong = Calibration(scale, scale, CalibrationSource.TABLE)
        return replace(film, radiograph=replace(film.radiograph, calibration=wrong))

    return replace(world, films=[change(film) for film in world.films])


def reported_in_the_input(world: World) -> World:
    box = placement_of(world.films[0].radiograph.size, world.setup.specification)
    return replace(world, reported=None if world.reported is None else world.reported * box.scale[0])


def scattered(world: World, landmark: int = 9) -> World:
    """One landmark of the readings thrown about by 8 mm, on every film otherwise."""
    rng = np.random.default_rng(7)
    changed = []
    for film in world.films:
        far = rng.normal(0, 8 / film.radiograph.calibration.mm_per_px_x, 2)

        def change(points: np.ndarray, far: np.ndarray = far) -> np.ndarray:
            points[landmark] += far
            return points

        changed.append(_read(film, change))
    return replace(world, films=changed)


def shifted(landmark: int, mm: float) -> Callable[[JudgedFilm], JudgedFilm]:
    def change(film: JudgedFilm) -> JudgedFilm:
        def move(points: np.ndarray) -> np.ndarray:
            points[landmark] += [mm / film.radiograph.calibration.mm_per_px_x, 0]
            return points

        return _read(film, move)

    return change


def slip(world: World) -> World:
    """One point of one reader on one film, 25 mm off."""
    film = world.films[1]
    first = film.references[0]
    points = np.array(first.points, float)
    points[4] += 25 / film.radiograph.calibration.mm_per_px_x * np.array([0.6, -0.8])
    moved = (Reference(first.name, first.scheme, points), *film.references[1:])
    return replace(world, films=[replace(f, references=moved) if i == 1 else f for i, f in enumerate(world.films)])


def others_reading(world: World) -> World:
    """Film 2 with the reading of film 3."""
    given = world.films[2].references
    return replace(world, films=[replace(f, references=given) if i == 1 else f for i, f in enumerate(world.films)])


def rotated_readings(world: World) -> World:
    """Each film with the reading of the next one, the last with that of the first."""
    given = [film.references for film in (*world.films[1:], world.films[0])]
    return replace(world, films=[replace(f, references=r) for f, r in zip(world.films, given, strict=True)])


def upwards(film: JudgedFilm) -> JudgedFilm:
    height = film.radiograph.size[1]
    return _read(film, lambda points: np.stack([points[:, 0], height - 1 - points[:, 1]], axis=1))


def in_mm(film: JudgedFilm) -> JudgedFilm:
    return _read(film, lambda points: points * film.radiograph.calibration.mm_per_px_x)


def from_the_right(film: JudgedFilm) -> JudgedFilm:
    width = film.radiograph.size[0]
    return _read(film, lambda points: np.stack([width - 1 - points[:, 0], points[:, 1]], axis=1))


def unread(points: np.ndarray) -> np.ndarray:
    points[3] = -1
    return points


BREAKS: tuple[Break, ...] = (
    readings("L1 and U1 exchanged", "order", swapped(10, 11)),
    readings("Gn and Me exchanged", "order", swapped(7, 8)),
    readings("landmarks in another order", "order", shuffled),
    readings("x and y exchanged", "axes", lambda points: points[:, ::-1]),
    readings("pixels counted from 1", "one-based", lambda points: points + 1),
    readings("read at full resolution", "resolution", lambda points: points * 1.875),
    Break("readings in the network's frame", ("network frame",), network_frame),
    readings("read on uncropped films", "offset", lambda points: points + np.array([60, -45])),
    Break("0.1 mm per px where it is 0.1875", ("calibration",), calibrated),
    specified("argmax where soft-argmax is right", "decoding", decoding=Decoding("argmax")),
    specified("soft-argmax, temperature 4, whole map", "decoding", decoding=Decoding("softargmax", 4.0)),
    specified("heatmap rule x/4", "heatmap rule", heatmap_rule="x/4"),
    Break("a slip of one reader", ("reference",), slip),
    Break("one landmark read at random", ("landmark",), scattered),
    films("one landmark shifted by 4 mm", "shift", shifted(5, 4.0)),
    Break("one film with another's reading", ("film",), others_reading),
    Break("readings one film on", ("films mixed up",), rotated_readings),
    films("y counted from below", "upward", upwards),
    films("x counted from the right", "axes", from_the_right),
    films("readings in mm", "unit", in_mm),
    films("readings from 0 to 1", "unit", lambda film: _read(film, lambda points: points / film.radiograph.size)),
    readings("readings times 1.1", "resolution", lambda points: points * 1.1),
    readings("readings wider by 6 %", "resolution", lambda points: points * np.array([1.06, 1.0])),
    readings("missing written as −1, −1", "not read", unread),
    one_film("one film mirrored", mirrored),
    films("films cut to the low byte", "low byte", low_byte),
    specified("mean and std 0.5", "normalisation", mean=(0.5,) * 3, std=(0.5,) * 3),
    specified("mean 0 and std 1", "normalisation", mean=(0.0,) * 3, std=(1.0,) * 3),
    specified("input of 0-255", "normalisation", mean=(0.0,) * 3, std=(1 / 255,) * 3),
    specified("stretched to the input", "padding", padding="stretch"),
    specified("padding in the corner", "padding", padding="corner"),
    Break(
        "width and height of the input exchanged",
        ("input size",),
        lambda world: replace(
            world, setup=world.setup.specified(image_size=world.setup.specification.image_size.value[::-1])
        ),
    ),
    specified("fusion bilinear", "fusion", fusion="bilinear"),
    films("films inverted", "polarity", inverted),
    films("films mirrored", "mirrored", mirrored),
    films("films turned clockwise", "rotated", turned_clockwise),
    films("films upside down, readings not", "rotated", upside_down),
)
NAMED = {item.name: item for item in BREAKS}
PAIRS: tuple[tuple[str, str], ...] = (
    ("heatmap rule x/4", "L1 and U1 exchanged"),
    ("argmax where soft-argmax is right", "Gn and Me exchanged"),
    ("landmarks in another order", "x and y exchanged"),
    ("read at full resolution", "argmax where soft-argmax is right"),
    ("0.1 mm per px where it is 0.1875", "L1 and U1 exchanged"),
    ("soft-argmax, temperature 4, whole map", "read at full resolution"),
    ("input of 0-255", "x and y exchanged"),
    ("films mirrored", "L1 and U1 exchanged"),
    ("films inverted", "landmarks in another order"),
    ("films turned clockwise", "heatmap rule x/4"),
    ("mean 0 and std 1", "one film with another's reading"),
    ("films inverted", "films mirrored"),
)


def break_all(world: World, names: tuple[str, ...]) -> World:
    for name in names:
        world = NAMED[name].apply(world)
    return world
