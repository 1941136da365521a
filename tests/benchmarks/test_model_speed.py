"""What a film costs the embedded model, against the forward pass of an HRNet-W32 at 768² in the same run."""

from __future__ import annotations

import time

import numpy as np
import torch

from cephview.core.resources import resource
from cephview.io.films.images import read_film
from cephview.model.families.folding import fold_batch_norms
from cephview.model.families.hrnet import HRNet, w32
from cephview.model.predictor import Predictor

ROUNDS = 7
# What the clinic was promised.
SHARE = 0.5


def test_a_film_takes_less_than_half_of_what_the_clinics_network_takes(benchmark):
    """The whole prediction, resizing and decoding too, against the network alone, which has its batch norms folded."""
    predictor, film = Predictor.load(), read_film(resource("sample", "phantom.png"))
    network = fold_batch_norms(HRNet(w32(19)).eval()).to(memory_format=torch.channels_last)
    batch = torch.zeros(1, 3, 768, 768).to(memory_format=torch.channels_last)
    ours, theirs = [], []
    with torch.inference_mode():
        for _ in range(ROUNDS + 1):
            start = time.perf_counter()
            predictor.predict(film)
            middle = time.perf_counter()
            network(batch)
            ours.append(middle - start)
            theirs.append(time.perf_counter() - middle)
    share = float(np.median(ours[1:]) / np.median(theirs[1:]))
    print(f"\na film {np.median(ours[1:]):.2f} s, W32 at 768² {np.median(theirs[1:]):.2f} s: {share:.2f}")
    benchmark.extra_info["share"] = share
    benchmark.pedantic(predictor.predict, args=(film,), rounds=1)
    assert share < SHARE
