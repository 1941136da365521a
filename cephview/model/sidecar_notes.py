"""What a person wrote into a sidecar beside its values: comments are kept when the file is written anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

_KEY = re.compile(r"(#?)\s*\[?\s*([A-Za-z_]+)\s*[\].=]")
_BEHIND = re.compile(r"""(?:[^"'#]|"(?:\\.|[^"\\])*"|'[^']*')*#\s*(.*)""")
_UNREADABLE = "# What stood here before and could not be read:"


def notes_in(text: str, keys: Collection[str], is_ours: Callable[[str], bool]) -> dict[str, list[str]]:
    """The comments of a sidecar's text by the key that each stands above or behind; "" for those at its end.

    `keys` are those that a sidecar can have; `is_ours` tells a comment that CephView wrote itself.
    """
    notes: dict[str, list[str]] = {}
    waiting: list[str] = []
    above, key = "", ""
    for line in map(str.strip, text.splitlines()):
        found = _KEY.match(line)
        if found and found[2] in keys and not (found[1] and not is_ours(above)):
            key = found[2]
            notes.setdefault(key, []).extend(waiting)
            waiting = []
            if found[1]:
                above = ""  # one such line belongs to what we wrote above it
                continue
        if line.startswith("#"):
            if not is_ours(line):
                waiting.append(line)
        elif comment := _BEHIND.match(line):
            # Behind a value, or within one of several lines.
            notes.setdefault(key, []).append(f"# {comment[1]}")
        above = line
    notes.setdefault("", []).extend(waiting)
    return {key: each for key, each in notes.items() if each}


def unreadable(text: str) -> list[str]:
    """A text that is no sidecar, as comments, so that nothing that somebody wrote is lost."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [_UNREADABLE, *(line if line.startswith("#") else f"# {line}" for line in lines if line != _UNREADABLE)]


def joined(blocks: Sequence[tuple[str, Sequence[str]]], notes: Mapping[str, Sequence[str]]) -> str:
    """The text of blocks of lines, each with the key that it is of: the key's notes stand above it, the others last."""
    left = dict(notes)
    lines: list[str] = []
    for key, block in blocks:
        found = left.pop(key, ()) if key else ()
        lines += [*block[:1], *found, *block[1:]] if block[:1] == [""] else [*found, *block]
    rest = [note for each in left.values() for note in each]
    return "\n".join([*lines, *(["", *rest] if rest else ())]) + "\n"
