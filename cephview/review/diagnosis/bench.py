"""The bench: runs a set-up on films and measures it, every forward pass once, its heatmaps kept for all decodings."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cephview.core.accuracy import radial_errors_mm
from cephview.core.calibration import Calibration
from cephview.core.errors import CephViewError
from cephview.core.geometry import Points
from cephview.core.head_shape import lie_of, to_upright
from cephview.core.radiograph import Radiograph
from cephview.core.reference import mean_points
from cephview.model.decoding import decoded
from cephview.model.model_file import ModelFile
from cephview.model.predictor import Predictor, run_passes
from cephview.model.runtimes import Runtime
from cephview.model.sampling import Placement, normalise, placement_of, sample
from cephview.model.specification import Fusion, Specification, Stated
from cephview.review.diagnosis.setup import JudgedFilm, ReadFile, Setup

# Heatmaps (n, h, w) of a normalised input (channels, h, w), as a network with this fusion gives them.
Network = Callable[[NDArray[np.float32], Fusion], Any]
_KEPT_BYTES = 300 << 20


class ModelNetwork:
    """The network of a model, with either way of joining its branches; the settled specification with it."""

    def __init__(self, model: ModelFile) -> None:
        own = Predictor(model)
        self.model = model
        self.specification: Specification = own.specification
        self._runtimes: dict[Fusion, Runtime | None] = {own.specification.fusion.value: own.runtime}

    def __call__(self, tensor: NDArray[np.float32], fusion: Fusion) -> Any:
        """Raw heatmaps (n, h', w'). Raises CephViewError where the device cannot do it."""
        if fusion not in self._runtimes:
            self._runtimes[fusion] = self._fused_otherwise(fusion)
        runtime = self._runtimes[fusion] or self._runtimes[self.specification.fusion.value]
        assert runtime is not None
        return run_passes(runtime, tensor, self.specification, self.model.name)

    def _fused_otherwise(self, fusion: Fusion) -> Runtime | None:
        """The same weights, their branches joined in another way; None where the network knows one way alone."""
        from cephview.model.families.other_fusion import fused_by

        return fused_by(self.model, fusion)


class Bench:
    """Films on which set-ups are measured. `passes` counts the forward passes; `told` hears of each.

    `files` hold the readings: those of the films, in the same order, and then of their neighbours.

    `told` may raise Cancelled.
    """

    has_network = True  # whether a changed preprocessing can be tried

    def __init__(
        self, network: Network, films: Sequence[JudgedFilm], *, told: Callable[[], None] = lambda: None
    ) -> None:
        self.network = network
        self.films = tuple(films)
        self.files = _files_of(self.films)
        self.passes = 0
        self._told = told
        self._heatmaps: OrderedDict[Hashable, Any] = OrderedDict()
        self._bytes = 0
        self._decoded: dict[Hashable, tuple[Points, NDArray[np.float64]]] = {}

    def predict(self, setup: Setup, index: int) -> tuple[Points, NDArray[np.float64]]:
        """Points (n, 2) in film px and confidence (n,) in 0-1 of one film."""
        film, spec = self.films[index], setup.specification
        read = (spec.decoding.value, spec.activation.value, spec.heatmap_rule.value, spec.sigma.value)
        key = (self._input_key(setup, index), read, spec.point_rule.value, spec.film_pixels.value)
        if key not in self._decoded:
            found, certain = decoded(self.heatmaps(setup, index), spec)
            self._decoded[key] = (self.box(setup, index).to_film(found), certain)
        points, confidence = self._decoded[key]
        return setup.turn.points(points, film.radiograph.size), confidence

    def heatmaps(self, setup: Setup, index: int) -> Any:
        """What the network gives of one film: raw heatmaps (n, h, w), or coordinates (n, 2)."""
        key = self._input_key(setup, index)
        if key in self._heatmaps:
            self._heatmaps.move_to_end(key)
            return self._heatmaps[key]
        spec = setup.specification
        image = setup.turn.image(self.films[index].radiograph.to_8bit())
        box = self.box(setup, index)
        if setup.own_statistics:
            greys = image.astype(np.float32) / 255
            channels = len(spec.mean.value)
            own = ((float(greys.mean()),) * channels, (max(float(greys.std()), 1e-3),) * channels)
            spec = replace(spec, mean=Stated(own[0]), std=Stated(own[1]))
        heatmaps = self.network(normalise(sample(image, box, spec), spec), spec.fusion.value)
        self.passes += 1
        self._told()
        self._heatmaps[key] = heatmaps
        self._bytes += heatmaps.nbytes
        while self._bytes > _KEPT_BYTES and len(self._heatmaps) > 1:
            self._bytes -= self._heatmaps.popitem(last=False)[1].nbytes
        return heatmaps

    def reference(self, setup: Setup, index: int) -> Points:
        """The readers' mean (n, 2) in film px, as the set-up understands it; NaN where there is none, or no anatomy."""
        scheme = setup.specification.scheme.value
        if not self.films[index].references:
            return np.full((len(scheme), 2), np.nan)
        return np.where(scheme.anatomical[:, None], mean_points(self.readers(setup, index)), np.nan)

    def readers(self, setup: Setup, index: int) -> Points:
        """Every reader's points (readers, n, 2) in film px; NaN where the set-up says that they lie in no file."""
        box, scheme, scale = self.box(setup, index), setup.specification.scheme.value, self.mm_per_px(index)
        found = []
        for own in self.films[index].references:
            rule = setup.rule_of(own.observer)
            file = self.files[index if rule.files is None else rule.files[index]]
            reading = next((each for each in file.references if each.observer == own.observer), None)
            nothing = np.full((len(scheme), 2), np.nan)
            points = nothing if reading is None else rule.read(reading, scheme, box, scale)
            found.append(points + rule.shifts[index] if rule.shifts else points)
        return np.stack(found)

    def of_reader(self, observer: str) -> Bench:
        """The same films with this observer's readings alone; forward passes and heatmaps are shared."""
        alone = copy(self)
        alone.files = tuple(file.of_reader(observer) for file in self.files)
        alone.films = tuple(
            replace(film, references=file.references) for film, file in zip(self.films, alone.files, strict=False)
        )
        return alone

    def anew(self) -> Bench:
        """The same films, of which no forward pass is kept, here or on the disk."""
        return Bench(getattr(self.network, "unkept", self.network), self.films, told=self._told)

    def without_network(self) -> Bench:
        """The same films, on which nothing is tried that needs the network anew; what it gave is shared."""
        other = copy(self)
        other.has_network = False
        return other

    def rescaled(self, factor: float) -> Bench:
        """The same films with `factor` times their mm per px; forward passes and heatmaps are shared."""
        other = copy(self)
        other.films = tuple(replace(film, radiograph=_rescaled(film.radiograph, factor)) for film in self.films)
        return other

    def file_of(self, setup: Setup, index: int) -> ReadFile:
        """The file that holds the reading of a film: its own, unless the set-up says that they were mixed up."""
        files = setup.labels.files
        return self.files[index if files is None else files[index]]

    def differences(self, setup: Setup, index: int) -> Points:
        """Model less reader (n, 2) in mm in the head's frame: x towards the face, y down, however the film lies."""
        return self.in_head_mm(setup, index, self.predict(setup, index)[0] - self.reference(setup, index))

    def in_head_mm(self, setup: Setup, index: int, points: Points) -> Points:
        """Points or ways (…, n, 2) in film px as mm in the head's frame, which the readings tell, else the model."""
        known = self._calibration(index)
        read, found = self.reference(setup, index), self.predict(setup, index)[0]
        turn = lie_of(known.to_mm(read), setup.specification.scheme.value, known.to_mm(found))
        return to_upright(known.to_mm(points), turn)

    def errors(self, setup: Setup, indices: Sequence[int]) -> NDArray[np.float64]:
        """Radial errors (films, n) in mm."""
        rows = [
            radial_errors_mm(self.predict(setup, i)[0], self.reference(setup, i), self._calibration(i)) for i in indices
        ]
        return np.stack(rows)

    def extent(self, setup: Setup, indices: Sequence[int]) -> float:
        """How far apart the points of a film lie, as predicted or as read, whichever is less, at the median film.

        The root of the mean square distance from their centre, as a share of the film's diagonal.
        """
        shares = []
        for i in indices:
            diagonal = float(np.hypot(*self.films[i].radiograph.size))
            for points in (self.predict(setup, i)[0], self.reference(setup, i)):
                known = points[np.isfinite(points).all(axis=1)]
                shares.append(float(known.std(axis=0).max()) / diagonal if len(known) else np.inf)
        return min(float(np.median(shares[0::2])), float(np.median(shares[1::2])))

    def confidence(self, setup: Setup, indices: Sequence[int]) -> NDArray[np.float64]:
        """Mean confidence (films,) in 0-1."""
        return np.array([float(self.predict(setup, i)[1].mean()) for i in indices])

    def surer(self, setup: Setup, changed: Setup, indices: Sequence[int]) -> NDArray[np.float64] | None:
        """By how much surer (films,) the model is of films that reach it otherwise; None where they do not.

        The mean over the landmarks of the log-odds of their confidence: near 1 a little more is much. Of answers that
        are read alike alone: confidence by two ways of reading is no same thing.
        """
        if all(self._input_key(setup, i) == self._input_key(changed, i) for i in indices):
            return None
        read = {name: getattr(setup.specification, name) for name in ("decoding", "activation", "sigma")}
        alike = replace(changed, specification=replace(changed.specification, **read))
        sure = [np.array([_log_odds(self.predict(each, i)[1]) for i in indices]) for each in (setup, alike)]
        return sure[1] - sure[0] if np.isfinite(sure).all() else None

    def mm_per_px(self, index: int) -> float:
        """Millimetres per px, the mean of both axes."""
        return self._calibration(index).mean_mm_per_px

    def box(self, setup: Setup, index: int) -> Placement:
        """How the film, turned as the set-up says, lies in the input."""
        size = self.films[index].radiograph.size
        return placement_of(size if setup.turn.quarters % 2 == 0 else size[::-1], setup.specification)

    def _calibration(self, index: int) -> Calibration:
        calibration = self.films[index].calibration
        if calibration is None:
            raise CephViewError("{name} has no mm per pixel: give it a row in images.csv.", name=self.films[index].name)
        return calibration

    def _input_key(self, setup: Setup, index: int) -> Hashable:
        spec = setup.specification
        norm = "own" if setup.own_statistics else (spec.mean.value, spec.std.value)
        shape = (spec.image_size.value, spec.padding.value, spec.resize.value, spec.colour.value, spec.fusion.value)
        way = (spec.sampling.value, spec.context.value, spec.content_rounding.value, spec.grey_scale.value)
        return index, norm, shape, way, spec.flip.value, setup.turn.pixels


def _log_odds(confidence: NDArray[np.float64]) -> float:
    certain = np.clip(confidence, 1e-4, 1 - 1e-4)
    return float(np.log(certain / (1 - certain)).mean())


def _files_of(films: Sequence[JudgedFilm]) -> tuple[ReadFile, ...]:
    """The files of films, in their order, and then those of their neighbours, each once."""
    own = {film.name for film in films}
    others = {file.name: file for film in films for file in film.neighbours if file.name not in own}
    return (*(film.file for film in films), *others.values())


def _rescaled(film: Radiograph, factor: float) -> Radiograph:
    known = film.calibration
    if known is None:
        return film
    scale = replace(known, mm_per_px_x=known.mm_per_px_x * factor, mm_per_px_y=known.mm_per_px_y * factor)
    return replace(film, calibration=scale)
