"""Are these films like those that the model learnt from? Simple statistics against those of the model card."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from cephview.core.film_statistics import CARD_KEY, film_statistics
from cephview.core.radiograph import Radiograph
from cephview.model.config_values import UNUSABLE, number
from cephview.review.diagnosis.findings import Finding

_WORDS = {
    "brightness": "mean grey (0-1)",
    "contrast": "SD of the greys (0-1)",
    "black": "share of black",
    "aspect": "width ÷ height",
    "width_px": "width in px",
    "height_mm": "height in mm",
}
# A film's greys that jump by more than half their range from one pixel to the next wrap around: none does by nature.
_WRAPPED = 0.01
_FAR = 4.0


def wrapped_share(film: Radiograph) -> float:
    """Share of neighbouring pixels whose greys differ by more than half the range."""
    grey = film.to_8bit()
    first = grey[..., 0] if grey.ndim == 3 else grey
    return float((np.abs(np.diff(first.astype(np.int16), axis=1)) > 127).mean())


def low_byte_finding(films: Sequence[Radiograph], mre: float, expected: float) -> Finding | None:
    """Films of which only the low byte of 16 bit was kept."""
    shares = np.array([wrapped_share(film) for film in films])
    if float(np.median(shares)) < _WRAPPED:
        return None
    return Finding(
        "low byte",
        "the films were cut to the low byte of their 16-bit greys",
        f"{np.median(shares):.1%} of neighbouring pixels differ by more than half the range, on a film it is 0.0 %",
        f"{np.mean(shares > _WRAPPED):.0%} of the films",
        mre - expected,
        "export the films again with 16 bit or with their window applied; no preprocessing brings the greys back",
    )


def domain_finding(
    films: Sequence[Radiograph], card: Mapping[str, Any], mre: float, expected: float, model: str
) -> tuple[Finding | None, str]:
    """Films unlike those of training, and a sentence on what could be judged."""
    stored = card.get(CARD_KEY)
    if not isinstance(stored, Mapping):
        return (
            None,
            "whether these films are like the training ones cannot be judged: the model card stores no statistics",
        )
    rows, far = [film_statistics(film) for film in films], []
    for name, words in _WORDS.items():
        with contextlib.suppress(*UNUSABLE):
            mean, spread = (number(value) for value in stored[name])
            values = [row[name] for row in rows if name in row]
            here = float(np.median(values))
            if abs(here - mean) > _FAR * max(spread, 0.02 * abs(mean), 1e-6):
                far.append(f"{words} {here:.3g} (training {mean:.3g} ± {spread:.2g})")
    if not far:
        return None, "by brightness, contrast, shape and size these films are like the training ones"
    if mre < 1.5 * expected:
        return None, f"the films differ from the training ones ({'; '.join(far)}), which costs little"
    finding = Finding(
        "domain",
        "the films are unlike those that the model learnt from",
        "; ".join(far),
        "by simple statistics alone",
        mre - expected,
        f"fine-tune: {fine_tune_command(model)}",
    )
    return finding, ""


def fine_tune_command(model: str) -> str:
    """The command line that trains a model further on one's own films."""
    return f"cephview train FOLDER --from {model} --hold-out 5 --out RUN"
