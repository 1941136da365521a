"""The facts of a model card: what a checkpoint says of its training, in words, and storing one more of them."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping
from typing import Any

from cephview.core.plus_minus import RADIUS_OF_MEAN
from cephview.core.sentences import marked
from cephview.model.config_values import UNUSABLE, number, shown
from cephview.model.learned import not_learned
from cephview.model.model_file import ModelFile
from cephview.model.reliability import KEY

_TEXTS = (
    ("data", marked("training data")),
    ("target", marked("trained towards")),
    ("weights", marked("weights")),
    ("licence", marked("licence of the data")),
    ("parent", marked("began with")),
    ("parent_sha256", marked("SHA-256 of that")),
    ("parent_data", marked("data of that")),
    ("parent_licence", marked("licence of those data")),
    ("split", marked("split")),
    ("films", marked("films trained on")),
    ("validation_films", marked("films validated on")),
    ("held_out", marked("films held out")),
    ("cross_validation", marked("measured in folds")),
    ("reader", marked("measured against")),
    ("expected_errors", marked("expected errors")),
    ("command", marked("training command")),
    ("date", marked("trained until")),
    ("seed", marked("seed")),
    ("environment", marked("environment")),
    ("version", marked("trained with CephView")),
    ("intended_use", marked("intended use")),
)
# Nothing tells in which frame or unit a stranger's code measured, so neither is added to the figure.
_REPORTED = (
    ("epoch", "epoch", "{:.0f}"),
    ("best_val_loss", "reported loss", "{:.4g}, by the file itself"),
    ("best_val_mre", "reported MRE", "{:.4g}, by the file itself, which does not say in what unit and frame"),
)


def facts_of(model: ModelFile) -> tuple[tuple[str, str], ...]:
    """(name, text) of all that a checkpoint says besides its preprocessing; figures it merely claims are `reported`."""
    facts = [("parameters", f"{model.parameters / 1e6:.1f} million")] if model.parameters else []
    for key, label in _TEXTS:
        text = _text(model.card.get(key))
        if text:
            facts.append((label, text))
    if lacking := not_learned(model.config, model.specification.scheme.value):
        facts.append(("landmarks not learned", f"{len(lacking)}, of which it gives no point: {' '.join(lacking)}"))
    told = model.config.get(KEY)
    with contextlib.suppress(*UNUSABLE):
        radius = number(told["RADIUS_90"]) if isinstance(told, Mapping) else math.nan
        if math.isfinite(radius):
            facts.append(
                ("of the ± mm", f"9 of 10 points lie within {radius / RADIUS_OF_MEAN:.1f} times their ± of the readers")
            )
    moved = _moved(model.card.get("target_offsets_mm"))
    if moved:
        facts.append(("targets moved", moved))
    measured = _measured(model.card.get("validation"))
    if measured:
        facts.append(("measured in training", measured))
    reported = model.reported
    facts += [(label, form.format(reported[key])) for key, label, form in _REPORTED if key in reported]
    facts += [("note", note) for note in model.notes]
    return tuple(facts)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        names = [shown(item) for item in value[:100] if isinstance(item, str)]
        return f"{len(value)}: {', '.join(names)}" if names else ""
    return shown(value, 300) if isinstance(value, str | int) else ""


def _moved(offsets: Any) -> str:
    """`isbi2015/train by up to 1.01 mm (Ls), …` of offsets that a run added to readings; empty where it added none."""
    parts = []
    for folder, values in offsets.items() if isinstance(offsets, Mapping) else ():
        with contextlib.suppress(*UNUSABLE):
            lengths = {name: math.hypot(number(x), number(y)) for name, (x, y) in values.items()}
            farthest = max(lengths, key=lambda name: lengths[name])
            parts.append(f"{shown(folder)} by up to {lengths[farthest]:.2f} mm ({shown(farthest)})")
    return ", ".join(parts) + ": to where later readers put them" if parts else ""


def _measured(validation: Any) -> str:
    """`MRE 1.28 mm; SDR 2 mm 83.1 %, …` of the card's own measurement, empty where there is none."""
    if not isinstance(validation, Mapping):
        return ""
    parts = []
    with contextlib.suppress(*UNUSABLE):
        parts.append(f"MRE {number(validation['mre_mm']):.2f} mm")
    rates = validation.get("sdr")
    for limit, rate in rates.items() if isinstance(rates, Mapping) else ():
        with contextlib.suppress(*UNUSABLE):
            parts.append(f"SDR {float(limit):g} mm {number(rate):.1f} %")
    return ", ".join(parts)
