"""Drawn heads and points in place of a network's, for tests of what stands out of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from test_diagnosis import specification

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.landmarks import ISBI_19
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.phantom import PhantomSpec, draw_phantom
from cephview.review.diagnosis import JudgedFilm, Setup
from cephview.review.diagnosis.of_predictions import PointsBench

MM_PER_PX = 0.75
READERS = ("senior", "junior")


@cache
def head(seed: int) -> np.ndarray:
    """The landmarks (19, 2) of a drawn head in px of a film of 258 × 320."""
    return draw_phantom(PhantomSpec(seed, 258, 320, MM_PER_PX, ruler=False)).points_in(ISBI_19)


def drawn_films(count: int, *, readers: int = 1, seed: int = 0, noise_mm: float = 0.5) -> list[JudgedFilm]:
    """Films of drawn heads without their pixels; readers scatter by `noise_mm` in x and in y."""
    scale, rng = Calibration(MM_PER_PX, MM_PER_PX, CalibrationSource.TABLE), np.random.default_rng(seed)
    return [
        JudgedFilm(
            f"{number}.png",
            Radiograph(np.zeros((320, 258), np.uint8), None, scale),
            tuple(
                Reference(name, ISBI_19, head(number) + rng.normal(0, noise_mm / MM_PER_PX, (19, 2)))
                for name in READERS[:readers]
            ),
        )
        for number in range(count)
    ]


class Answering(PointsBench):
    """A network's answers, which go by number and not by name."""

    has_network = True

    def predict(self, setup: Setup, index: int) -> tuple[np.ndarray, np.ndarray]:
        return self._answers[index].points, np.full(19, 0.9)


def bench_of(
    films: Sequence[JudgedFilm], answers: Sequence[np.ndarray] | None = None, kind: type = PointsBench
) -> tuple[PointsBench, Setup]:
    """Films with a model's points (19, 2) in film px, those of the heads themselves if none are given; and a set-up."""
    given = [head(number) for number in range(len(films))] if answers is None else answers
    return kind(films, [Reference("", ISBI_19, points) for points in given]), Setup(specification())
