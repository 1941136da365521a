"""Text in a CSV cell, such that no spreadsheet takes it for a formula; and back."""

from __future__ import annotations

import re

# What spreadsheets begin a formula with, the full-width forms among them. Apostrophes before it count as text of the
# cell, so that a text which begins with one comes back as it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def protected(text: str) -> str:
    """The text with an apostrophe before it where it could be a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """The text that `protected` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
