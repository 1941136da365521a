"""How keys are written on this system: the program's texts say Ctrl and Alt, a Mac's keyboard says ⌘ and ⌥."""

from __future__ import annotations

import re
import sys

# In the order in which Apple writes them. Qt's Ctrl is the command key there, and its Meta the control key.
_MAC_MODIFIERS = {"Meta": "⌃", "Alt": "⌥", "Shift": "⇧", "Ctrl": "⌘"}
_MAC_KEYS = {
    **{
        "Return": "↩",
        "Enter": "⌤",
        "Delete": "⌦",
        "Del": "⌦",
        "Backspace": "⌫",
        "Tab": "⇥",
        "Esc": "⎋",
        "Space": "Space",
    },
    **{"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "PgUp": "⇞", "PgDown": "⇟", "Home": "↖", "End": "↘"},
}
_COMBINATION = re.compile(r"\b(?:(?:Ctrl|Shift|Alt|Meta)\+)+(?:\w+|\S)")
_ALONE = re.compile(r"\b(Ctrl|Shift|Alt)\b(?!\+)")


def key_text(keys: str, platform: str = "") -> str:
    """A shortcut such as `Ctrl+Shift+M`, as this system writes it (⇧⌘M on a Mac)."""
    if (platform or sys.platform) != "darwin":
        return keys
    *modifiers, key = re.split(r"(?<=.)\+(?=.)", keys)
    return "".join(sign for name, sign in _MAC_MODIFIERS.items() if name in modifiers) + _MAC_KEYS.get(key, key)


def in_keys_of_the_system(text: str, platform: str = "") -> str:
    """A sentence with its shortcuts and modifiers as this system names them."""
    if (platform or sys.platform) != "darwin":
        return text
    text = _COMBINATION.sub(lambda found: key_text(found[0], "darwin"), text)
    return _ALONE.sub(lambda found: _MAC_MODIFIERS[found[1]], text)
