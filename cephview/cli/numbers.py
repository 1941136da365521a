"""Numbers on the command line: read as everywhere else, and refused in one sentence where they are none."""

from __future__ import annotations

import argparse

from cephview.core.numbers import parse_number, parse_whole


def number(text: str) -> float:
    """For `type=` of an argument. Raises ArgumentTypeError with a sentence."""
    try:
        return parse_number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def whole(text: str) -> int:
    """For `type=` of an argument. Raises ArgumentTypeError with a sentence."""
    try:
        return parse_whole(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
