"""Grey windows by name, each found in the film's own greys."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cephview.app.canvas.display import Display
from cephview.app.words import marked
from cephview.core.radiograph import Radiograph

# A film px in every direction of this many is enough to know the greys.
_STRIDE_FOR = 1_000


@dataclass(frozen=True)
class Preset:
    """From one percentile of the film's greys (black) to another (white), with a gamma; None: as the file says."""

    name: str
    percentiles: tuple[float, float] | None = None
    gamma: float = 1.0


# Bone is what is brighter than the air and soft tissue about it, about half of a lateral film; the soft-tissue profile
# lies in the dark, between air and bone. Chosen on one Hamedan film.
PRESETS: tuple[Preset, ...] = (
    Preset(marked("As stored")),
    Preset(marked("Auto 1–99 %"), (1.0, 99.0)),
    Preset(marked("Bone"), (35.0, 99.7), 0.9),
    Preset(marked("Soft tissue"), (0.5, 75.0), 1.5),
)


def window_of(preset: Preset, radiograph: Radiograph) -> tuple[float, float]:
    """The grey values (low, high) of a preset on a film. The film's extremes, its frame and blank edges, do not count
    where anything lies between them.
    """
    if preset.percentiles is None:
        return radiograph.grey_range()
    greys = greys_of(radiograph)
    between = greys[(greys > greys.min()) & (greys < greys.max())]
    low, high = np.percentile(between if between.size else greys, preset.percentiles)
    return float(low), float(max(high, low + 1.0))


def apply_preset(preset: Preset, display: Display, radiograph: Radiograph) -> None:
    """Lay the preset's window and gamma on the display; all else stays."""
    display.set_window(*window_of(preset, radiograph))
    display.set_gamma(preset.gamma)


def greys_of(radiograph: Radiograph) -> np.ndarray:
    """Some of the film's greys, (n,), evenly spread; the mean of the channels where it has colours."""
    stride = -(-max(radiograph.size) // _STRIDE_FOR)
    sample = radiograph.pixels[::stride, ::stride]
    return sample.mean(axis=2).ravel() if sample.ndim == 3 else sample.ravel()
