"""The films that a command is given, and what there is to say of the folders they were found in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from cephview.io.datasets import ask_for


def films_of(arguments: Sequence[Path]) -> list[Path]:
    """The films of files, folders and patterns; how deep folders were searched is told on standard error."""
    asked = ask_for(arguments)
    for note in asked.notes:
        print(f"cephview: {note}", file=sys.stderr)
    if asked.more_below:
        print("cephview: name sub-folders to have their films, too.", file=sys.stderr)
    return list(asked.films)


def add_convention(parser: argparse.ArgumentParser) -> None:
    """Which convention of placing landmarks the readers are taken by."""
    parser.add_argument(
        "--convention",
        metavar="NAME",
        help="how readers are compared with: definition, isbi-2015-mean, or a TOML of your own; else by their mean",
    )
