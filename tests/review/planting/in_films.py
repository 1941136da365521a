"""Plants in films: their greys and orientation, their calibration, and what the checkpoint says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.model.sampling import placement_of
from cephview.review.diagnosis import JudgedFilm
from planting.world import Plant, World, films, grey, read, rng_of

Change = Callable[[JudgedFilm], JudgedFilm]


def inverted(film: JudgedFilm) -> JudgedFilm:
    return grey(film, 255 - film.radiograph.pixels)


def mirrored(film: JudgedFilm) -> JudgedFilm:
    width = film.radiograph.size[0]
    turned = grey(film, film.radiograph.pixels[:, ::-1])
    return read(turned, lambda points: points * [-1, 1] + [width - 1, 0])


def turned_clockwise(film: JudgedFilm) -> JudgedFilm:
    height = film.radiograph.size[1]
    turned = grey(film, np.rot90(film.radiograph.pixels, -1))
    return read(turned, lambda points: np.stack([height - 1 - points[:, 1], points[:, 0]], axis=1))


def upside_down(film: JudgedFilm) -> JudgedFilm:
    """The film alone: its readings stay."""
    return grey(film, np.rot90(film.radiograph.pixels, 2))


def low_byte(film: JudgedFilm) -> JudgedFilm:
    """A film of 12 bit, smooth as detectors are, of which a careless export kept the low byte."""
    smooth = cv2.GaussianBlur(film.radiograph.pixels.astype(np.float32) * 8, (0, 0), 2)
    noise = rng_of(film, 4).normal(0, 3, smooth.shape)
    return grey(film, (np.clip(smooth + noise, 0, 4095).astype(np.uint16) & 0xFF).astype(np.uint8))


def gamma(power: float) -> Change:
    table = np.round(255 * (np.arange(256) / 255) ** power).astype(np.uint8)
    return lambda film: grey(film, table[film.radiograph.pixels])


def narrowed(film: JudgedFilm) -> JudgedFilm:
    return grey(film, (90 + film.radiograph.pixels * (50 / 255)).astype(np.uint8))


def blurred(film: JudgedFilm) -> JudgedFilm:
    sigma = film.radiograph.size[1] / 300
    return grey(film, cv2.GaussianBlur(film.radiograph.pixels, (0, 0), sigma))


def calibrated(factor: float) -> Change:
    def change(film: JudgedFilm) -> JudgedFilm:
        scale = film.radiograph.calibration.mm_per_px_x * factor
        wrong = Calibration(scale, scale, CalibrationSource.TABLE)
        return replace(film, radiograph=replace(film.radiograph, calibration=wrong))

    return change


def one_film(name: str, change: Change) -> Plant:
    def apply(world: World) -> World:
        return replace(world, films=[change(film) if i == 1 else film for i, film in enumerate(world.films)])

    return Plant(name, ("film",), apply, kind="films")


def reported_in_the_input(world: World) -> World:
    box = placement_of(world.films[0].radiograph.size, world.setup.specification)
    return replace(world, reported=None if world.reported is None else world.reported * box.scale[0])


PLANTS: tuple[Plant, ...] = (
    films("mm per px times 0.53", "calibration", calibrated(0.1 / 0.1875)),
    films("mm per px times 2", "calibration", calibrated(2.0)),
    films("mm per px times 10", "calibration", calibrated(10.0)),
    films("mm per px times 1.1", "calibration", calibrated(1.1), hint=True, remark="the mm per px are off"),
    # Never compared with one reader's, and a remark at most.
    Plant(
        "MRE reported in the network's frame",
        ("reported frame",),
        reported_in_the_input,
        hint=True,
        readers=2,
        kind="films",
        remark="px of the network's input",
    ),
    films("films inverted", "polarity", inverted),
    films("films mirrored", "mirrored", mirrored),
    films("films turned clockwise", "rotated", turned_clockwise),
    films("films upside down, readings not", "rotated", upside_down),
    films("films cut to the low byte", "low byte", low_byte, hint=True),
    films("films with a gamma of 2.6", "gamma", gamma(2.6)),
    films("films with a gamma of 0.35", "gamma", gamma(0.35)),
    films("films use a fifth of their greys", ("grey range", "normalisation", "gamma"), narrowed),
    films("films blurred", "blur", blurred),
    one_film("one film mirrored", mirrored),
    one_film("one film inverted", inverted),
    one_film("one film turned clockwise", turned_clockwise),
)
