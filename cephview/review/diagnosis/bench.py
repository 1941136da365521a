"""The bench: runs a set-up on films and measures it, every forward pass once, its heatmaps kept for all decodings."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cephview.core.accuracy import radial_errors_mm
from cephview.core.errors import CephViewError
from cephview.core.geometry import Letterbox, Points
from cephview.model.families.loading import Checkpoint
from cephview.model.families.hrnet import Fusion, HRNet
from cephview.model.predictor import Predictor, codec_of, letterbox_of, normalise, paste
from cephview.model.specification import Specification, Stated
from cephview.review.diagnosis.setup import JudgedFilm, Setup

# Heatmaps (n, h, w) of a normalised input (channels, h, w), as a network with this fusion gives them.
Network = Callable[[NDArray[np.float32], Fusion], Any]
_KEPT_BYTES = 300 << 20


class CheckpointNetwork:
    """The network of a checkpoint, with either way of joining its branches; the settled specification with it."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        own = Predictor(checkpoint)
        self.specification: Specification = own.specification
        self._predictors = {checkpoint.network.architecture.fusion: own}

    def __call__(self, tensor: NDArray[np.float32], fusion: Fusion) -> Any:
        """Raw heatmaps (n, h/4, w/4). Raises CephViewError where the device cannot do it."""
        if fusion not in self._predictors:
            former = self._checkpoint.network
            network = HRNet(replace(former.architecture, fusion=fusion))
            network.load_state_dict(former.state_dict())
            # Its decoding is declared here so that no film is drawn to settle it.
            declared = replace(self.specification, decoding=Stated(self.specification.decoding.value))
            other = replace(self._checkpoint, network=network, specification=declared)
            self._predictors[fusion] = Predictor(other)
        return self._predictors[fusion].heatmaps(tensor)


class Bench:
    """Films on which set-ups are measured. `passes` counts the forward passes; `told` hears of each.

    `told` may raise Cancelled.
    """

    def __init__(
        self, network: Network, films: Sequence[JudgedFilm], *, told: Callable[[], None] = lambda: None
    ) -> None:
        self.network = network
        self.films = tuple(films)
        self.passes = 0
        self._told = told
        self._heatmaps: OrderedDict[Hashable, Any] = OrderedDict()
        self._bytes = 0
        self._decoded: dict[Hashable, tuple[Points, NDArray[np.float64]]] = {}

    def predict(self, setup: Setup, index: int) -> tuple[Points, NDArray[np.float64]]:
        """Points (n, 2) in film px and confidence (n,) in 0-1 of one film."""
        film, spec = self.films[index], setup.specification
        key = (self._input_key(setup, index), spec.decoding.value, spec.heatmap_rule.value, spec.sigma.value)
        if key not in self._decoded:
            found, certain = codec_of(spec).decode(self._heatmaps_of(setup, index))
            self._decoded[key] = (self.box(setup, index).to_film(found.double().numpy()), certain.double().numpy())
        points, confidence = self._decoded[key]
        return setup.turn.points(points, film.radiograph.size), confidence

    def reference(self, setup: Setup, index: int) -> Points:
        """The readers' mean (n, 2) in film px, as the set-up understands it; NaN where there is none."""
        scheme, reference = setup.specification.scheme.value, self.films[index].reference
        if reference is None:
            return np.full((len(scheme), 2), np.nan)
        return setup.labels.read(reference, scheme, self.box(setup, index))

    def readers(self, setup: Setup, index: int) -> Points:
        """Every reader's points (readers, n, 2) in film px."""
        box, scheme = self.box(setup, index), setup.specification.scheme.value
        return np.stack([setup.labels.read(reading, scheme, box) for reading in self.films[index].references])

    def differences(self, setup: Setup, index: int) -> Points:
        """Model less reader (n, 2) in mm."""
        difference = self.predict(setup, index)[0] - self.reference(setup, index)
        return np.asarray(self._calibration(index).to_mm(difference))

    def errors(self, setup: Setup, indices: Sequence[int]) -> NDArray[np.float64]:
        """Radial errors (films, n) in mm."""
        rows = [
            radial_errors_mm(self.predict(setup, i)[0], self.reference(setup, i), self._calibration(i)) for i in indices
        ]
        return np.stack(rows)

    def confidence(self, setup: Setup, indices: Sequence[int]) -> NDArray[np.float64]:
        """Mean confidence (films,) in 0-1."""
        return np.array([float(self.predict(setup, i)[1].mean()) for i in indices])

    def mm_per_px(self, index: int) -> float:
        """Millimetres per px, the mean of both axes."""
        calibration = self._calibration(index)
        return float(calibration.mm_per_px_x + calibration.mm_per_px_y) / 2

    def box(self, setup: Setup, index: int) -> Letterbox:
        """How the film, turned as the set-up says, lies in the input."""
        size = self.films[index].radiograph.size
        return letterbox_of(size if setup.turn.quarters % 2 == 0 else size[::-1], setup.specification)

    def _calibration(self, index: int) -> Any:
        calibration = self.films[index].calibration
        if calibration is None:
            raise CephViewError(f"{self.films[index].name} has no mm per pixel: give it a row in images.csv.")
        return calibration

    def _input_key(self, setup: Setup, index: int) -> Hashable:
        spec = setup.specification
        norm = "own" if setup.own_statistics else (spec.mean.value, spec.std.value)
        shape = (spec.image_size.value, spec.padding.value, spec.resize.value, spec.colour.value, spec.fusion.value)
        return index, norm, shape, setup.turn.pixels

    def _heatmaps_of(self, setup: Setup, index: int) -> Any:
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
        heatmaps = self.network(normalise(paste(image, box, spec.resize.value), spec), spec.fusion.value)
        self.passes += 1
        self._told()
        self._heatmaps[key] = heatmaps
        self._bytes += heatmaps.nbytes
        while self._bytes > _KEPT_BYTES and len(self._heatmaps) > 1:
            self._bytes -= self._heatmaps.popitem(last=False)[1].nbytes
        return heatmaps
