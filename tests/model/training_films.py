"""Films for tiny training runs: one bright spot on noise, found by two landmarks that lie around it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from cephview.core.landmarks import Scheme
from cephview.model.training.data import TrainingFilm
from cephview.model.training.settings import TrainingSettings

PAIR = Scheme("pair", "two landmarks", ("S", "N"))
TINY = TrainingSettings(
    width=4, input_width=64, input_height=96, epochs=4, batch=4, validate_every=1, rate=5e-3, sigma=1.5
)


def spot(size: tuple[int, int], centre: tuple[float, float], sigma: float = 4.0) -> np.ndarray:
    y, x = np.mgrid[: size[1], : size[0]]
    return np.round(230 * np.exp(-((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / (2 * sigma**2))).astype(np.uint8)


def films(count: int = 8, seed: int = 0, mm: float = 0.5, landmarks: int = 2) -> tuple[TrainingFilm, ...]:
    rng, found = np.random.default_rng(seed), []
    for number in range(count):
        centre = rng.uniform((20, 30), (60, 90))
        points = np.array([centre + i * np.array([8.0, -6.0]) for i in range(landmarks)])
        found.append(TrainingFilm(Path(f"{number}.png"), spot((80, 120), tuple(centre)), points, (mm, mm)))
    return tuple(found)
