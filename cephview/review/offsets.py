"""Where the readers of some films lie from a model on average, landmark by landmark: what `train --offsets` takes."""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray

from cephview.core.accuracy import shrunk_median
from cephview.core.offsets import FRAME_KEY, HEAD
from cephview.review.comparison import Comparison

_FEWEST = 10


def reader_offsets(comparison: Comparison) -> NDArray[np.float64]:
    """Offsets (n, 2) in mm of the reader from the model, in the head's frame: medians over the films, drawn towards 0
    by their own doubt.

    Each is the median times the positive part of 1 - (standard error / median)^2 (James and Stein's estimator, one
    component a time). 0 where fewer than ten films tell.
    """
    found = np.zeros(comparison.offsets.shape[1:])
    for place in np.ndindex(found.shape):
        found[place] = shrunk_median(-comparison.offsets[:, place[0], place[1]], _FEWEST)
    return found


def unmeasured(comparison: Comparison) -> str:
    """One sentence on the landmarks whose offset is 0 since too few films tell; empty where there is none."""
    films = np.isfinite(comparison.offsets).all(axis=2).sum(axis=0)
    few = [symbol for symbol, count in zip(comparison.scheme.symbols, films, strict=True) if count < _FEWEST]
    if not few:
        return ""
    which = "all landmarks" if len(few) == len(films) else ", ".join(few)
    return f"Offsets are measured on {_FEWEST} films or more: those of {which} are written as 0."


def offsets_toml(comparison: Comparison) -> str:
    """The offsets as TOML, with a word on what they are."""
    films = int(np.isfinite(comparison.errors).any(axis=1).sum())
    lines = [
        "# Where the reader lies from the model, in mm, x towards the face and y down, however a film lies.",
        f"# {comparison.name}; {films} films.",
        "# cephview train … --offsets FOLDER=THIS adds them to what is read on the films below FOLDER.",
        *(f"# {sentence}" for sentence in [unmeasured(comparison)] if sentence),
        f'{FRAME_KEY} = "{HEAD}"',
    ]
    for symbol, (dx, dy) in zip(comparison.scheme.symbols, reader_offsets(comparison).tolist(), strict=True):
        lines.append(f"{json.dumps(symbol, ensure_ascii=False)} = [{round(dx, 3) + 0.0:.3f}, {round(dy, 3) + 0.0:.3f}]")
    return "\n".join(lines) + "\n"
