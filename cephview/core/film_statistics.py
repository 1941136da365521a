"""What films are like, in a few figures: a model card stores those of the training films to hold others against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cephview.core.radiograph import Radiograph

# Under which a model card has them.
CARD_KEY = "film_statistics"


def film_statistics(film: Radiograph) -> dict[str, float]:
    """Brightness, contrast, share of black, shape and size of a film; the height in mm where it is calibrated."""
    grey = film.to_8bit()[::2, ::2].astype(np.float32) / 255
    width, height = film.size
    found = {
        "brightness": float(grey.mean()),
        "contrast": float(grey.std()),
        "black": float((grey < 0.02).mean()),
        "aspect": width / height,
        "width_px": float(width),
    }
    if film.calibration is not None:
        found["height_mm"] = height * film.calibration.mm_per_px_y
    return found


def summarise_statistics(rows: Sequence[Mapping[str, float]]) -> dict[str, tuple[float, float]]:
    """(mean, SD) of each statistic over films."""
    names = dict.fromkeys(name for row in rows for name in row)
    values = {name: [row[name] for row in rows if name in row] for name in names}
    return {name: (float(np.mean(v)), float(np.std(v))) for name, v in values.items()}
