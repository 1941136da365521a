"""Keyboards without Latin letters: which Latin key lies where, so that a shortcut is a place and not a letter."""

from __future__ import annotations

import sys
import unicodedata

# The letters from left to right, row by row, as on a US keyboard; the last is the key of the question mark.
_LATIN = "QWERTYUIOPASDFGHJKLZXCVBNM/"
# The same places on the standard keyboard of each language (ISIRI 9147, Arabic 101, ЙЦУКЕН, Greek 319, SI 1452).
LAYOUTS: dict[str, str] = {
    "fa": "ضصثقفغعهخحشسیبلاتنمظطزرذدپ/",
    "ar": "ضصثقفغعهخحشسيبلاتنمئءؤرﻻىةظ",
    "ru": "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ.",
    "uk": "ЙЦУКЕНГШЩЗФІВАПРОЛДЯЧСМИТЬ.",
    "el": ";ςΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ/",
    "he": "/'קראטוןםפשדגכעיחלךזסבהנמצ.",
}
# Where PC keyboards have these keys (the codes of Linux's kernel and of Windows), and where a Mac has them.
_PC_PLACES = dict(zip((*range(16, 26), *range(30, 39), *range(44, 51), 53), _LATIN, strict=True))
_MAC_PLACES = dict(
    zip(
        (12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 0, 1, 2, 3, 5, 4, 38, 40, 37, 6, 7, 8, 9, 11, 45, 46, 44),
        _LATIN,
        strict=True,
    )
)
# X11 and Wayland count from 8.
_LINUX_OFFSET = 8
_QUESTION_MARKS = "؟;"  # Arabic, Greek (U+037E)


def is_foreign_letter(text: str) -> bool:
    """Whether this is one letter of a script other than Latin."""
    # Up to Latin-1 there is no other script, only signs such as µ that count as letters.
    return text > "\u00ff" and text[0].isalpha() and not unicodedata.name(text[0], "LATIN").startswith("LATIN")


def layout_of(letter: str, likely: str = "") -> str:
    """The language of the keyboard that has this letter: the likely one where it has it; empty for none known."""
    letter = _folded(letter)
    candidates = [name for name, keys in LAYOUTS.items() if letter in keys]
    return likely if likely in candidates else candidates[0] if candidates else ""


def place_of(scan_code: int, virtual_key: int, platform: str = "") -> str | None:
    """The Latin letter (or `/`) that a US keyboard has where this key lies; empty for other keys, None if not known."""
    platform = platform or sys.platform
    if platform == "darwin":
        # A Mac tells the place as its virtual key, which is 0 for A; a made event has neither.
        return _MAC_PLACES.get(virtual_key, "") if scan_code or virtual_key else None
    if not scan_code:
        return None
    return _PC_PLACES.get(scan_code if platform == "win32" else scan_code - _LINUX_OFFSET, "")


def latin_key(letter: str, place: str | None, layout: str, *, shift: bool = False) -> str:
    """What a key means as a shortcut on a keyboard without Latin letters; empty where it stays what it is.

    `letter` is what it types, `place` what a US keyboard has there (see `place_of`), `layout` one of LAYOUTS or
    empty: then only a letter of another script tells that the keyboard has no Latin ones.
    """
    if not letter or (letter.isascii() and letter.isalnum()):
        return ""
    if letter in _QUESTION_MARKS:
        return "?"
    if unicodedata.decimal(letter, None) is not None:
        return str(unicodedata.decimal(letter))
    if not (layout or is_foreign_letter(letter)):
        return ""
    if place is None:
        keys = LAYOUTS.get(layout_of(letter, layout) if is_foreign_letter(letter) else layout, "")
        index = keys.find(_folded(letter))
        place = _LATIN[index] if index >= 0 else ""
    if place == "/":
        return "?" if shift and letter != "?" else ""
    return place


def letter_at(latin: str, layout: str) -> str:
    """What a keyboard of this layout has printed on the key of a Latin letter; empty where that is no letter."""
    index = _LATIN.find(latin)
    letter = LAYOUTS[layout][index] if layout in LAYOUTS and index >= 0 and len(latin) == 1 else ""
    return letter if letter.isalpha() else ""


def _folded(letter: str) -> str:
    """As the table has it: capitals, but for the final sigma, which has a key of its own; لا is one sign on its key."""
    return {"ς": "ς", "لا": "ﻻ"}.get(letter, letter.upper())
