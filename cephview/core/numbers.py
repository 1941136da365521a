"""Numbers as people type and paste them: in every script, with either decimal mark, never with thousands."""

from __future__ import annotations

import re
import unicodedata

_DECIMAL_MARKS = str.maketrans(dict.fromkeys(",٫．，", "."))
_SIGNS = str.maketrans({"−": "-", "－": "-", "＋": "+"})
# What writing from right to left puts around numbers, and blanks that cannot be seen.
_UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"))
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_MOST_SHOWN = 30


def parse_number(text: str) -> float:
    """The number that a text is, and nothing besides. `0,125`, `0.125` and `۰٫۱۲۵` are one.

    Raises ValueError with a sentence where it is none: two marks, blanks or other signs in it, infinity. A mark always
    is a decimal one: `1.000` is 1.
    """
    found = _latin(text).translate(_DECIMAL_MARKS)
    if not _NUMBER.fullmatch(found) or abs(float(found)) == float("inf"):
        raise ValueError(
            f"“{_short(text)}” is no number: digits with one decimal point or comma, nothing between thousands"
        )
    return float(found)


def parse_whole(text: str) -> int:
    """As `parse_number`, for a whole number. Raises ValueError with a sentence."""
    found = _latin(text)
    if not _WHOLE.fullmatch(found) or len(found) > _MOST_SHOWN:
        raise ValueError(f"“{_short(text)}” is no whole number: digits alone, nothing between thousands")
    return int(found)


def _latin(text: str) -> str:
    """Digits of every script as 0-9, true minus signs as hyphens, without what cannot be seen."""
    seen = text.translate(_UNSEEN).strip().translate(_SIGNS)
    return "".join(str(digit) if (digit := unicodedata.decimal(sign, None)) is not None else sign for sign in seen)


def _short(text: str) -> str:
    return text.strip() if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
