"""Text in a CSV cell, such that no spreadsheet takes it for a formula; and back."""

from __future__ import annotations

import math
import re

# A thousandth of a pixel or of a mm is far below what anybody can place; a spacing is multiplied by thousands of px.
POINT_DIGITS, SPACING_DIGITS = 3, 9
# What spreadsheets begin a formula with, the full-width forms among them. Apostrophes before it count as text of the
# cell, so that a text which begins with one comes back as it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def protected(text: str) -> str:
    """The text with an apostrophe before it where it could be a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def figure(value: float | None, digits: int) -> str:
    """A number of so many decimals at most, without needless zeros; unknown (None, NaN) is empty, never `-0`."""
    if value is None or not math.isfinite(value):
        return ""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits else text
    return "0" if text == "-0" else text


def plain(cell: str) -> str:
    """The text that `protected` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
