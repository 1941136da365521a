"""The films to train on: read once, kept in memory at little more than the input's size."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from cephview.core.errors import CephViewError, sentence_of_unforeseen
from cephview.core.film_statistics import film_statistics
from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme
from cephview.core.reference import mean_points
from cephview.core.sentences import Sentence
from cephview.core.turn import UPRIGHT, Turn
from cephview.io.cases.own_reading import NotCorrectedError
from cephview.io.datasets import find_films
from cephview.model.training.augment import augment
from cephview.model.training.patients import patient_finder
from cephview.model.training.readings import ReadingOfFilm, beside_the_film
from cephview.model.training.settings import TrainingSettings
from cephview.model.training.targets import drawn_landmarks, keep_named

# The readings of a film, one an observer: (k, n, 2) in cache px, NaN where unread.
Readings = NDArray[np.float64]

# The cache is this much larger than the input, so that a warp that enlarges still finds detail.
_CACHE_SCALE = 1.25


@dataclass(frozen=True, eq=False)
class TrainingFilm:
    """A film with its readings: image (h, w) uint8 and points (n, 2), both in cache px.

    `points` is the target: the mean of the readers, until it is screened. `mm_per_px` is mm per cache px in x and y,
    NaN where unknown. `readings` (k, n, 2) are those of the single `observers`; `mean` (n, 2) is their mean as it was
    read, which validation compares with, as `cephview evaluate` does. `statistics` are of the film as it was read.
    `former` (n, 2), cache px, is where the model that a run begins with puts the landmarks that nobody read; NaN for
    all others. `folder` is where it was asked for, `patient` who it shows; empty where nobody knows. `turn` is how the
    stored film was turned, so that its head lies as heads do.
    """

    path: Path
    image: NDArray[np.uint8]
    points: Points
    mm_per_px: tuple[float, float]
    readings: Readings = field(default_factory=lambda: np.empty((0, 0, 2)))
    observers: tuple[str, ...] = ()
    mean: Points = field(default_factory=lambda: np.empty((0, 2)))
    statistics: Mapping[str, float] = field(default_factory=dict)
    former: Points = field(default_factory=lambda: np.empty((0, 2)))
    folder: Path = Path()
    patient: str = field(default="", repr=False)
    turn: Turn = UPRIGHT

    def __post_init__(self) -> None:
        if not self.observers:
            object.__setattr__(self, "observers", ("the reader",))
            object.__setattr__(self, "readings", self.points[None])
        if not len(self.mean):
            object.__setattr__(self, "mean", self.points)
        if not len(self.former):
            object.__setattr__(self, "former", np.full_like(self.points, np.nan))


@dataclass(frozen=True)
class Collection:
    """The films that can be used, and a sentence for each that cannot."""

    films: tuple[TrainingFilm, ...]
    problems: tuple[str, ...]


def collect(
    folders: Sequence[Path],
    scheme: Scheme,
    settings: TrainingSettings,
    *,
    read: Callable[[Path], ReadingOfFilm] = beside_the_film,
    progress: Callable[[int, int], None] | None = None,
) -> Collection:
    """Read all films below `folders` that have a reading, whatever its scheme; landmarks it lacks are NaN.

    `read` says what the readings are. The target is the mean of a film's readers. Raises CephViewError for a folder
    that cannot be read.
    """
    found = [(folder, find_films(folder)) for folder in folders]
    paths = [(path, folder, patient_finder(folder, films)) for folder, films in found for path in films]
    films: list[TrainingFilm] = []
    problems: list[str] = []
    untouched = turned = 0
    for number, (path, folder, patient_of) in enumerate(paths):
        try:
            reading = read(path)
            film = _prepare(path, reading, scheme, settings, problems)
            turned += not reading.turn.is_upright
            films.append(replace(film, folder=folder, patient=patient_of(path)))
        except NotCorrectedError:
            untouched += 1
        except Exception as error:  # one film must not cost the others  # noqa: BLE001
            problems.append(sentence_of_unforeseen(path.name, error))
        if progress:
            progress(number + 1, len(paths))
    if untouched:
        problems.append(
            Sentence(
                "{untouched} of {count} films have no corrected or confirmed point and train nothing",
                untouched=untouched,
                count=len(paths),
            )
        )
    if turned:
        problems.append(
            Sentence(
                "{turned} of {count} films face left or lie the wrong way: they train turned, as other heads lie",
                turned=turned,
                count=len(films),
            )
        )
    return Collection(tuple(films), tuple(problems))


def _prepare(
    path: Path, found: ReadingOfFilm, scheme: Scheme, settings: TrainingSettings, problems: list[str]
) -> TrainingFilm:
    film = found.film
    problems.extend(f"{path.name}: {problem}" for problem in found.problems)
    for reference in found.references:
        problems.extend(f"{path.name}, {reference.name}: {note}" for note in reference.notes)
    if not found.references:
        raise CephViewError("{name} has no reading beside it, so it trains nothing.", name=path.name)
    taken = np.stack([scheme.take(reference.points, reference.scheme) for reference in found.references])
    if not np.isfinite(taken).any():
        titles = " and ".join(dict.fromkeys(reference.scheme.title for reference in found.references))
        raise CephViewError(
            "{name} has no landmark of {title} (it is read for {titles}).",
            name=path.name,
            title=scheme.title,
            titles=titles,
        )
    width, height = film.size
    limit = _CACHE_SCALE * min(settings.input_width / width, settings.input_height / height)
    scale = min(1.0, limit)
    image = film.to_8bit()
    if image.ndim == 3:
        image = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    if scale < 1:
        # Asked for by its size: with fx and fy OpenCV samples at those, not at the ratio of the rounded sizes, and the
        # points would be up to half a pixel off at the far edge.
        reduced = (max(1, round(width * scale)), max(1, round(height * scale)))
        image = cv2.resize(image, reduced, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    exact = np.array([image.shape[1] / width, image.shape[0] / height])
    calibration = film.calibration
    spacing = (calibration.mm_per_px_x, calibration.mm_per_px_y) if calibration else (np.nan, np.nan)
    mm = (float(spacing[0] / exact[0]), float(spacing[1] / exact[1]))
    readings = (taken + 0.5) * exact - 0.5
    observers = tuple(reference.observer for reference in found.references)
    keep_named(readings, observers, scheme, settings.readers)
    target = mean_points(readings)
    statistics = film_statistics(film)
    return TrainingFilm(path, np.array(image), target, mm, readings, observers, statistics=statistics, turn=found.turn)


class AugmentedFilms(Dataset[tuple[Tensor, Tensor]]):
    """Film i of an epoch, augmented: image (1, h, w) uint8 and points (n, 2) in input px; NaN where unread.

    What is drawn depends on seed, epoch and film alone, so a resumed run sees what an unbroken one would have seen.
    """

    def __init__(self, films: Sequence[TrainingFilm], settings: TrainingSettings, scheme: Scheme) -> None:
        self._films = films
        self._settings = settings
        self._drawn = drawn_landmarks(settings, scheme)
        self.epoch = 0

    def __len__(self) -> int:
        return len(self._films)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        rng = np.random.default_rng((self._settings.seed, self.epoch, index))
        film = self._films[index]
        image, points = augment(film.image, self._target(film, index), self._settings, rng)
        return torch.from_numpy(image)[None], torch.from_numpy(points.astype(np.float32))

    def _target(self, film: TrainingFilm, index: int) -> Points:
        if len(film.readings) < 2 or not self._drawn.any():
            return film.points
        # A generator of its own, so that the setting changes nothing about the augmentation.
        chosen = np.random.default_rng((self._settings.seed, self.epoch, index, 1)).integers(len(film.readings))
        reading = film.readings[chosen]
        return np.where(self._drawn[:, None] & np.isfinite(reading), reading, film.points)
