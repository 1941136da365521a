"""A world is a set-up with its films and its network; a plant breaks one thing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from cephview.review.diagnosis import JudgedFilm, Setup

Films = list[JudgedFilm]
Network = Callable[..., Any]
Change = Callable[[np.ndarray, JudgedFilm], np.ndarray]


@dataclass(frozen=True)
class World:
    """A set-up, its films, what the checkpoint reports of itself, and what is done to its network."""

    setup: Setup
    films: Films
    reported: float | None = None
    wrap: Callable[[Network], Network] | None = None
    # What is known of landmarks that the readings lack, by film: the drawn ones only.
    more: Callable[[str], dict[str, tuple[float, float]]] | None = None


@dataclass(frozen=True)
class Plant:
    """What is broken, the causes that are right answers, and whether a figure in mm can be asked of the answer.

    `hint` is right without mm; a sentence of what remains that holds `remark` is as right. The finding's title has to
    hold `said`. `readers` is how many readers it needs; `drawn` says that it needs drawn films. `sound` is what is left
    once its cause is repaired, where that is not the world before it.
    """

    name: str
    causes: tuple[str, ...]
    apply: Callable[[World], World]
    hint: bool = False
    readers: int = 1
    drawn: bool = False
    kind: str = "readings"
    remark: str = ""
    said: str = ""
    sound: Callable[[World], World] | None = None


def specified(name: str, *causes: str, **values: Any) -> Plant:
    """A plant in the specification."""
    return Plant(name, causes, lambda world: replace(world, setup=world.setup.specified(**values)), kind="set-up")


def grey(film: JudgedFilm, pixels: np.ndarray) -> JudgedFilm:
    """A film with other pixels."""
    return replace(film, radiograph=replace(film.radiograph, pixels=np.ascontiguousarray(pixels)))


def read(film: JudgedFilm, change: Callable[[np.ndarray], np.ndarray], reader: str | None = None) -> JudgedFilm:
    """A film whose readings (or those of one reader) are changed."""
    readings = tuple(
        replace(r, points=change(np.array(r.points, float))) if reader in (None, r.observer) else r
        for r in film.references
    )
    return replace(film, references=readings)


def films(name: str, causes: str | tuple[str, ...], change: Callable[[JudgedFilm], JudgedFilm], **more: Any) -> Plant:
    """A plant that changes each film by itself."""
    causes = (causes,) if isinstance(causes, str) else causes
    more = {"kind": "films"} | more
    return Plant(name, causes, lambda world: replace(world, films=[change(film) for film in world.films]), **more)


def readings(name: str, causes: str | tuple[str, ...], change: Change, **more: Any) -> Plant:
    """A plant in all readings; `change` gets points (n, 2) and the film."""
    return films(name, causes, lambda film: read(film, lambda points: change(points, film)), kind="readings", **more)


def one_reader(name: str, causes: str | tuple[str, ...], change: Change, **more: Any) -> Plant:
    """A plant in the readings of the second of two readers alone."""

    def apply(film: JudgedFilm) -> JudgedFilm:
        reader = film.references[-1].observer
        return read(film, lambda points: change(points, film), reader)

    return films(name, causes, apply, kind="one reader", readers=2, **more)


def mm(film: JudgedFilm, length: float) -> float:
    """A length in mm as film px."""
    assert film.calibration is not None
    return length / film.calibration.mm_per_px_x


def rng_of(film: JudgedFilm, seed: int) -> np.random.Generator:
    """Chance that is the film's own, whatever the others are."""
    return np.random.default_rng([seed, *film.name.encode()])
