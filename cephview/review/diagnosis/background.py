"""What the model's answers look like where no landmark is: a sigmoid that is missing, or one too many, shows there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cephview.model.coordinates import COORDINATES
from cephview.model.decoding import activated
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.evidence import Gain
from cephview.review.diagnosis.hypotheses import Hypothesis, decoding_hypotheses
from cephview.review.diagnosis.setup import Setup

# The median of a heatmap as a share of its peak: a spot of heat leaves the rest of the map dark. A sigmoid of that has
# 0.68, and logits have less than nothing. Trained networks of seven codes: 0.00-0.03.
_DARK, _NO_SPOT = 0.1, 0.4
# What it has to cost to be told, mm: two ways of reading the same maps differ by less.
_LEAST_MM = 0.02


def wrong_activation(bench: Bench, setup: Setup) -> Hypothesis | None:
    """The activation by which heatmaps are spots on a dark ground, where they are none now and points gain by it.

    None where points are read by a soft-argmax, which takes logits, or come as coordinates.
    """
    if not bench.has_network or setup.specification.decoding.value.method in (COORDINATES, "softargmax"):
        return None
    films = range(len(bench.films))
    for hypothesis in decoding_hypotheses(setup):
        if hypothesis.cause == "activation":
            changed = hypothesis.apply(setup)
            if _background(bench, setup, films[:3]) > _NO_SPOT and _background(bench, changed, films[:3]) < _DARK:
                gain = Gain(bench.errors(setup, films), bench.errors(changed, films))
                return replace(hypothesis, certain=True) if gain.mm >= _LEAST_MM else None
    return None


def _background(bench: Bench, setup: Setup, films: Sequence[int]) -> float:
    """The median of heatmaps as a share of their peak, at the median of films and landmarks."""
    shares = []
    for i in films:
        maps = np.asarray(activated(np.asarray(bench.heatmaps(setup, i), np.float64), setup.specification))
        peaks, middles = maps.max(axis=(-2, -1)), np.median(maps, axis=(-2, -1))
        shares += np.where(peaks > 0, np.abs(middles) / np.maximum(peaks, 1e-9), np.inf).tolist()
    return float(np.median(shares))
