"""Preprocessing, proven: the same model on the same films, prepared rightly and in the usual wrong ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cephview.core.accuracy import Accuracy, summarise
from cephview.model.specification import Decoding
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.setup import Setup


@dataclass(frozen=True)
class WhatIf:
    """One row: what was done, its accuracy (None where nothing could be compared), and a note."""

    name: str
    accuracy: Accuracy | None
    note: str = ""


def what_if(bench: Bench, setup: Setup, tell: Callable[[str], None] = lambda _: None) -> list[WhatIf]:
    """The accuracy in mm of a set-up as it is, and with one thing of it made wrong, row by row."""
    rows: list[WhatIf] = []
    for name, changed, note in _variants(setup):
        if rows and changed == setup:
            rows.append(WhatIf(name, rows[0].accuracy, note or "changes nothing for this model"))
            continue
        tell(name)
        rows.append(WhatIf(name, summarise(bench.errors(changed, range(len(bench.films)))), note))
    return rows


def what_if_table(rows: list[WhatIf], films: int) -> str:
    """The rows as a Markdown table."""
    lines = [
        f"| what is done to the same {films} films | MRE, mm | SDR 2 mm, % | note |",
        "|---|---|---|---|",
    ]
    for row in rows:
        figures = f"{row.accuracy.mre:.2f} | {row.accuracy.sdr[2.0]:.1f}" if row.accuracy else "– | –"
        lines.append(f"| {row.name} | {figures} | {row.note} |")
    return "\n".join(lines)


def _variants(setup: Setup) -> list[tuple[str, Setup, str]]:
    spec = setup.specification
    channels, colour = len(spec.mean.value), spec.colour.value
    width, height = spec.image_size.value
    side = max(width, height)
    order = np.arange(len(spec.scheme.value))
    immune = "" if colour in ("rgb", "bgr") else f"the model takes {colour}: grey films have no order of channels"
    swapped = {"rgb": "bgr", "bgr": "rgb"}.get(colour, colour)
    variants = [
        ("its own preprocessing", setup, "as the checkpoint says"),
        ("mean and std 0.5", setup.specified(mean=(0.5,) * channels, std=(0.5,) * channels), ""),
        ("mean 0 and std 1", setup.specified(mean=(0.0,) * channels, std=(1.0,) * channels), ""),
        ("input of 0-255", setup.specified(mean=(0.0,) * channels, std=(1 / 255,) * channels), ""),
        ("stretched to the input", setup.specified(padding="stretch"), f"{width} × {height}"),
        ("stretched to a square", setup.specified(padding="stretch", image_size=(side, side)), f"{side} × {side}"),
        ("padding in the corner", setup.specified(padding="corner"), ""),
        ("width and height of the input exchanged", setup.specified(image_size=(height, width)), ""),
        ("channels the other way round (BGR)", setup.specified(colour=swapped) if not immune else setup, immune),
        ("other fusion", setup.specified(fusion={"nearest": "bilinear"}.get(spec.fusion.value, "nearest")), ""),
    ]
    rules = {"x/4", "centre", "udp"} - {spec.heatmap_rule.value}
    variants += [(f"heatmap rule {rule}", setup.specified(heatmap_rule=rule), "") for rule in sorted(rules)]
    decodings = (Decoding("argmax"), Decoding("quarter"), Decoding("dark"), Decoding("softargmax", 4.0))
    others = [decoding for decoding in decodings if decoding != spec.decoding.value]
    variants += [(f"decoded by {decoding}", setup.specified(decoding=decoding), "") for decoding in others]
    variants.append(("film inverted", setup.turned(invert=True), ""))
    variants.append(("film mirrored", setup.turned(mirror=True), "points taken back"))
    symbols = spec.scheme.value.symbols
    for one, other in (("L1", "U1"), ("Gn", "Me")):
        if one in symbols and other in symbols:
            places = order.copy()
            i, j = symbols.index(one), symbols.index(other)
            places[[i, j]] = places[[j, i]]
            variants.append((f"{one} and {other} exchanged", setup.labelled(order=tuple(places.tolist())), ""))
    rolled = tuple(np.roll(order, 1).tolist())
    variants.append(("landmarks counted one too far", setup.labelled(order=rolled), "an order that starts elsewhere"))
    return variants
