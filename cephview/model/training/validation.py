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
from cephview.model.training.loss import spatial_cross_entropy
from cephview.model.training.ranks import Ranks
from cephview.model.training.run_folder import DECODE_RADIUS, Expected

# Fewer films tell nothing of the errors of landmarks that differ.
_FEWEST = 10
Heatmaps = Callable[[torch.Tensor], torch.Tensor]


@dataclass(frozen=True, eq=False)
class Judgement:
    """The accuracy in mm against the mean of the readers, and what errors to expect, where there are films enough.

    `errors` (f, n) in mm stand behind it, NaN where unread; `moved` (f, n) in mm is how far the points that nobody
    read lie from where the model put them that the run began with, NaN for all others. `loss` is that of training,
    `seen` (f, n, 6) what `expected_of` fits to: features, points and readings, in input px.
    """

    accuracy: Accuracy
    expected: Expected | None
    errors: NDArray[np.float64]
    moved: NDArray[np.float64]
    loss: float
    seen: NDArray[np.float64]


def judge(
    films: Sequence[TrainingFilm], network: Heatmaps, grid: Grid, sigma: float, ranks: Ranks, of_head: NDArray[np.bool_]
) -> Judgement | None:
    """Judge a network on films, shared by the ranks; None where no film has its mm per px.

    `network` gives the raw heatmaps (1, n, h, w) of an image (1, 1, h, w) of grey values 0-255 in the input frame.
    """
    how = Decoding("softargmax", radius=DECODE_RADIUS)
    codec = SoftArgmax(grid, sigma, how)
    looked = []
    for number, film in list(enumerate(films))[ranks.rank :: ranks.count]:
        box = Letterbox.fit((film.image.shape[1], film.image.shape[0]), grid.input_size)
        image = paste(film.image, box.content, box.pad, box.input_size, "area")
        output = network(torch.from_numpy(image)[None, None]).float().cpu()
        heatmaps = output[0].numpy()
        points, read = codec.decode(heatmaps)[0], box.to_input(film.mean)
        found = box.to_film(points) * film.mm_per_px
        errors = radial_errors_px(found, film.mean * film.mm_per_px)
        moved = radial_errors_px(found, film.former * film.mm_per_px)
        target = torch.from_numpy(read.astype(np.float32))[None]
        loss = float(spatial_cross_entropy(output, target, grid, sigma)) if np.isfinite(read).any() else np.nan
        seen = np.concatenate([features_of(heatmaps, how), points, read], axis=1)
        looked.append((number, np.column_stack([errors, moved]), loss, seen))
    looked = sorted(ranks.gather(looked), key=lambda film: film[0])
    if not looked:
        return None
    _, distances, losses, seen_of_all = (np.array(part) for part in zip(*looked, strict=True))
    accuracy = summarise(distances[..., 0])
    if accuracy is None:
        return None
    expected = expected_of(seen_of_all, of_head, f"fitted on the {len(seen_of_all)} validation films of its training")
    loss = float(np.nanmean(losses))
    return Judgement(accuracy, expected, distances[..., 0], distances[..., 1], loss, seen_of_all)


def expected_of(seen: NDArray[np.float64], of_head: NDArray[np.bool_], source: str) -> Expected | None:
    """What errors to expect, from (f, n, 6): features, points and readings in input px; None from too few films."""
    features, points, readings = seen[..., :2], seen[..., 2:4], seen[..., 4:]
    if len(seen) < _FEWEST:
        return None
    fitted = fit_reliability(features, radial_errors_px(points, readings), points, readings, of_head)
    return Expected(fitted, source)
