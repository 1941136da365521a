"""Are these films like those that the model learnt from? Simple statistics against those of the model card."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from cephview.core.film_statistics import CARD_KEY, film_statistics
from cephview.core.radiograph import Radiograph
from cephview.core.sentences import Sentence, marked
from cephview.model.config_values import UNUSABLE, number
from cephview.review.diagnosis.findings import Finding, one_after_another

# What the network sees of a film: its size in px and mm are not among that, the letterbox takes them away.
_WORDS = {
    "brightness": marked("mean brightness (0-1) {here:.3g} (training {mean:.3g} ± {spread:.2g})"),
    "contrast": marked("contrast (SD of the greys, 0-1) {here:.3g} (training {mean:.3g} ± {spread:.2g})"),
    "black": marked("share of black {here:.3g} (training {mean:.3g} ± {spread:.2g})"),
    "aspect": marked("width ÷ height {here:.3g} (training {mean:.3g} ± {spread:.2g})"),
}
# Greys that wrap around jump by about 256 from one pixel to the next. Share of pixels that jump by more than half the
# range, and of those jumps the share within 64 of 256: 0.40-0.67 on films cut so (drawn, ISBI, Hamedan), 0.25 in noise
# and in pictures of edges, which jump by anything.
_WRAPPED, _NEAR_256, _STEPS = 0.01, 64, 0.36
_FAR = 4.0


def wrapped_share(film: Radiograph) -> float:
    """Share of neighbouring pixels whose greys jump by a step of 256; 0 where most jumps are none such."""
    grey = film.to_8bit()
    first = grey[..., 0] if grey.ndim == 3 else grey
    one, other = first[:, :-1].astype(np.int16), first[:, 1:].astype(np.int16)
    jumps = np.abs(one - other)
    # From black to white is a letter or an edge that was cut off at both ends.
    within = (np.minimum(one, other) > 0) & (np.maximum(one, other) < 255)
    large = (jumps > 127) & within
    if not large.any():
        return 0.0
    return float(large.mean()) if (256 - jumps[large] < _NEAR_256).mean() > _STEPS else 0.0


def low_byte_finding(films: Sequence[Radiograph]) -> Finding | None:
    """Films of which only the low byte of 16 bit was kept."""
    shares = np.array([wrapped_share(film) for film in films])
    if float(np.median(shares)) < _WRAPPED:
        return None
    return Finding(
        "low byte",
        marked("the films lost most of their greys when they were exported"),
        Sentence(
            "{share:.1%} of neighbouring pixels jump from black to white or back, on a film it is 0.0 %",
            share=float(np.median(shares)),
        ),
        Sentence("{share:.0%} of the films", share=float(np.mean(shares > _WRAPPED))),
        float("nan"),
        marked("export the films again with 16 bit or with their window applied; nothing brings the greys back"),
        detail=marked("of 16 bit the low byte alone was kept: neighbouring pixels differ by steps of 256"),
    )


def domain_sentence(films: Sequence[Radiograph], card: Mapping[str, Any]) -> str:
    """What simple statistics tell of these films beside those of training. They give no mm: only experiments do."""
    stored = card.get(CARD_KEY)
    if not isinstance(stored, Mapping):
        return marked("whether these films are like the training ones cannot be judged: the model says nothing of them")
    rows, far = [film_statistics(film) for film in films], list[str]()
    for name, words in _WORDS.items():
        with contextlib.suppress(*UNUSABLE):
            mean, spread = (number(value) for value in stored[name])
            values = [row[name] for row in rows if name in row]
            here = float(np.median(values))
            if abs(here - mean) > _FAR * max(spread, 0.02 * abs(mean), 1e-6):
                far.append(Sentence(words, here=here, mean=mean, spread=spread))
    if not far:
        return marked("by brightness, contrast and shape these films are like the training ones")
    return Sentence("the films differ from the training ones: {in_what}", in_what=one_after_another(far))


def fine_tune_command(model: str) -> str:
    """The command line that trains a model further on one's own films."""
    return f"cephview train FOLDER --from {model} --hold-out 5 --out RUN"
