"""Preprocessing, proven: the same model on the same films, prepared rightly and in the usual wrong ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from cephview.core.accuracy import Accuracy, summarise
from cephview.core.sentences import Sentence, marked
from cephview.model.specification import Decoding
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.findings import told
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
            rows.append(WhatIf(name, rows[0].accuracy, note or marked("changes nothing for this model")))
            continue
        tell(name)
        rows.append(WhatIf(name, summarise(bench.errors(changed, range(len(bench.films)))), note))
    return rows


def what_if_rows(rows: list[WhatIf]) -> list[dict[str, Any]]:
    """The rows for JSON; what could not be compared is null."""
    return [
        {
            "name": str(row.name),
            "mre_mm": row.accuracy.mre if row.accuracy else None,
            "sdr_2mm_percent": row.accuracy.sdr[2.0] if row.accuracy else None,
            "note": str(row.note),
            "told": {"name": told(row.name), "note": told(row.note)},
        }
        for row in rows
    ]


def what_if_table(rows: list[WhatIf], films: int) -> str:
    """The rows as a Markdown table."""
    head = Sentence("what is done to the same {films} films", films=films)
    if films == 1:
        head = Sentence("what is done to the same film")
    lines = [f"| {head} | MRE, mm | SDR 2 mm, % | note |", "|---|---|---|---|"]
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
    grey = Sentence("the model takes {colour}: grey films have no order of channels", colour=colour)
    immune = "" if colour in ("rgb", "bgr") else grey
    swapped = {"rgb": "bgr", "bgr": "rgb"}.get(colour, colour)
    bgr = setup if immune else setup.specified(colour=swapped)
    square = setup.specified(padding="stretch", image_size=(side, side))
    fusion = {"nearest": "bilinear"}.get(spec.fusion.value, "nearest")
    variants: list[tuple[str, Setup, str]] = [
        (marked("its own preprocessing"), setup, marked("as the checkpoint says")),
        (marked("mean and std 0.5"), setup.specified(mean=(0.5,) * channels, std=(0.5,) * channels), ""),
        (marked("mean 0 and std 1"), setup.specified(mean=(0.0,) * channels, std=(1.0,) * channels), ""),
        (marked("input of 0-255"), setup.specified(mean=(0.0,) * channels, std=(1 / 255,) * channels), ""),
        (marked("stretched to the input"), setup.specified(padding="stretch"), f"{width} × {height}"),
        (marked("stretched to a square"), square, f"{side} × {side}"),
        (marked("padding in the corner"), setup.specified(padding="corner"), ""),
        (marked("width and height of the input exchanged"), setup.specified(image_size=(height, width)), ""),
        (marked("channels the other way round (BGR)"), bgr, immune),
        (marked("other fusion"), setup.specified(fusion=fusion), ""),
    ]
    variants += [
        (Sentence("heatmap rule {rule}", rule=rule), setup.specified(heatmap_rule=rule), "")
        for rule in sorted({"x/4", "centre", "udp"} - {spec.heatmap_rule.value})
    ]
    for decoding in (Decoding("argmax"), Decoding("quarter"), Decoding("dark"), Decoding("softargmax", 4.0)):
        if decoding != spec.decoding.value:
            name = Sentence("decoded by {decoding}", decoding=str(decoding))
            variants.append((name, setup.specified(decoding=decoding), ""))
    variants.append((marked("film inverted"), setup.turned(invert=True), ""))
    variants.append((marked("film mirrored"), setup.turned(mirror=True), marked("points taken back")))
    symbols = spec.scheme.value.symbols
    for one, other in (("L1", "U1"), ("Gn", "Me")):
        if one in symbols and other in symbols:
            places = order.copy()
            i, j = symbols.index(one), symbols.index(other)
            places[[i, j]] = places[[j, i]]
            name = Sentence("{one} and {other} exchanged", one=one, other=other)
            variants.append((name, setup.labelled(order=tuple(places.tolist())), ""))
    rolled = tuple(np.roll(order, 1).tolist())
    name, note = Sentence("landmarks counted one too far"), marked("an order that starts elsewhere")
    variants.append((name, setup.labelled(order=rolled), note))
    return variants
