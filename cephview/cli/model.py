"""`cephview model info`: print what a checkpoint says of itself, and what had to be assumed."""

from __future__ import annotations

import argparse
import shutil
import textwrap
from collections.abc import Iterable
from pathlib import Path

from cephview.core.model_card import ModelCard


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview model`."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    info = commands.add_parser("info", help="print a model's card")
    info.add_argument("file", nargs="?", type=Path, help="a checkpoint (.pth); the embedded model where it is left out")


def run(options: argparse.Namespace) -> int:
    """Print the card; 0 when it could be read."""
    from cephview.model.predictor import Predictor

    print(card_text(Predictor.load(options.file).card(), shutil.get_terminal_size((120, 24)).columns))
    return 0


def card_text(card: ModelCard, columns: int) -> str:
    """The card as aligned tables, no line longer than `columns` where its words allow."""
    head = (
        ("model", card.name),
        ("file", card.file),
        ("SHA-256", card.sha256),
        ("architecture", card.architecture),
        ("landmarks", str(card.landmarks)),
    )
    rows = [(row.field, row.value, row.origin, row.why) for row in card.preprocessing]
    fields, values, origins = (max(len(row[i]) for row in rows) for i in range(3))
    lines = [
        f"{name:{fields}}  {value:{values}}  {origin:{origins}}  {why}".rstrip() for name, value, origin, why in rows
    ]
    parts = [_pairs(head, columns), "\n".join(["preprocessing", *(f"  {line}" for line in lines)])]
    if card.assumptions:
        parts.append("\n".join(["can cost accuracy", *(f"  {assumption}" for assumption in card.assumptions)]))
    if card.facts:
        parts.append(_pairs(card.facts, columns))
    return "\n\n".join(parts)


def _pairs(pairs: Iterable[tuple[str, str]], columns: int) -> str:
    pairs = list(pairs)
    width = max(len(name) for name, _ in pairs) + 2
    return "\n".join(
        textwrap.fill(text, max(columns, width + 40), initial_indent=f"{name:{width}}", subsequent_indent=" " * width)
        for name, text in pairs
    )
