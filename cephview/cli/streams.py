"""The standard streams as systems hand them over: in a code page that lacks ′ and ±, or not at all."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from contextlib import suppress
from typing import TextIO

_HANDLER = "cephview.plain"
# What CephView writes and code pages lack, in letters that every one has.
_PLAIN = str.maketrans(
    {
        **{"′": "'", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-"},
        **{"−": "-", "±": "+/-", "°": " deg", "×": "x", "÷": "/", "·": "-", "µ": "u", "²": "2", "≤": "<=", "≈": "~"},
        **{
            "√": "sqrt",
            "Σ": "sum",
            "→": "->",
            "●": "*",
            "•": "*",
            "✓": "ok",
            "⌘": "Cmd+",
            "⇧": "Shift+",
            "↩": "Return",
        },
    }
)


_consoles = {"stdout", "stderr"}


def prepare_streams() -> None:
    """Have no sign end the program: what a stream's encoding lacks is written in plainer signs, or as `?`.

    A program without a console (`pythonw`, a shortcut) has no streams; what is written to them then goes nowhere.
    """
    codecs.register_error(_HANDLER, _plainly)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            _consoles.discard(name)
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8", errors="replace"))  # noqa: PTH123, SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115


def say_in_a_box(sentence: str) -> None:
    """The last words of a program that has no console to say them on; Windows alone starts such."""
    if sys.platform == "win32" and "stderr" not in _consoles:
        import ctypes  # a two hundredth of the way to the first frame, for a box that nearly nobody sees

        ctypes.WinDLL("user32").MessageBoxW(None, sentence, "CephView", 0x10)


def silence(stream: TextIO) -> None:
    """Have what is still to be written to a stream go nowhere: at the end of the program it would fail once more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def nobody_reads(error: OSError) -> bool:
    """Whether a write failed since the other end of the pipe was closed; Windows calls that an invalid argument."""
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = error.object[error.start : error.end].translate(_PLAIN)
    return "".join(sign if sign.isascii() else "?" for sign in plain), error.end
