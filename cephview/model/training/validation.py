"""How good the weights are on the films that are kept for it, and how far off their points are to be expected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from cephview.core.accuracy import Accuracy, radial_errors_px, summarise
from cephview.core.geometry import Letterbox
from cephview.model.decoding import SoftArgmax
from cephview.model.grid import Grid
from cephview.model.reliability import features_of, fit_reliability
from cephview.model.sampling import paste
from cephview.model.specification import Decoding
from cephview.model.training.data import TrainingFilm
from cephview.model.training.ranks import Ranks
from cephview.model.training.run_folder import DECODE_RADIUS, Expected

# Fewer films tell nothing of the errors of landmarks that differ.
_FEWEST = 10
Heatmaps = Callable[[torch.Tensor], torch.Tensor]


@dataclass(frozen=True, eq=False)
class Judgement:
    """The accuracy in mm against the mean of the readers, and what errors to expect, where there are films enough."""

    accuracy: Accuracy
    expected: Expected | None


def judge(films: Sequence[TrainingFilm], network: Heatmaps, grid: Grid, sigma: float, ranks: Ranks) -> Judgement | None:
    """Judge a network on films, shared by the ranks; None where no film has its mm per px.

    `network` gives the raw heatmaps (1, n, h, w) of an image (1, 1, h, w) of grey values 0-255 in the input frame.
    """
    how = Decoding("softargmax", radius=DECODE_RADIUS)
    codec = SoftArgmax(grid, sigma, how)
    errors, seen = [], []
    for film in films[ranks.rank :: ranks.count]:
        box = Letterbox.fit((film.image.shape[1], film.image.shape[0]), grid.input_size)
        image = paste(film.image, box.content, box.pad, box.input_size, "area")
        heatmaps = network(torch.from_numpy(image)[None, None])[0].float().cpu().numpy()
        points = codec.decode(heatmaps)[0]
        errors.append(radial_errors_px(box.to_film(points) * film.mm_per_px, film.mean * film.mm_per_px))
        features = features_of(heatmaps, how)
        seen.append(np.concatenate([features, points, box.to_input(film.mean)], axis=1))
    errors, seen = ranks.gather(errors), ranks.gather(seen)
    accuracy = summarise(np.concatenate(errors)) if errors else None
    return Judgement(accuracy, _expected(np.array(seen))) if accuracy else None


def _expected(seen: NDArray[np.float64]) -> Expected | None:
    """What errors to expect, from (f, n, 6): features, points and readings in input px."""
    features, points, readings = seen[..., :2], seen[..., 2:4], seen[..., 4:]
    read_whole = np.isfinite(readings).all(axis=(1, 2))  # a head's mean shape needs whole heads
    if len(seen) < _FEWEST or not read_whole.any():
        return None
    fitted = fit_reliability(features, radial_errors_px(points, readings), points, readings)
    return Expected(fitted, f"fitted on the {len(seen)} validation films of its training")
