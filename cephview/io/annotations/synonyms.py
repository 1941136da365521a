"""What people and programs call landmarks: the catalogue's symbols, names and aliases, and what they leave open.

Case counts where two landmarks differ by
it alone: `Li` is the lower lip, `LI` may be the lower incisor.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cephview.core.catalogue import LANDMARKS
from cephview.core.landmarks import SCHEMES, landmark_key

# What means one landmark here and another there; "" is one that no scheme has. Where the others lie may decide.
_AMBIGUOUS: dict[str, tuple[str, ...]] = {
    "li": ("L1", "Li"),
    "ar": ("Ar", "UIA"),
    "ul": ("Ls", "UL′"),
    "ll": ("Li", "LL′"),
    "pt": ("PT", "Ptm"),
    "p": ("Po", "Pog", ""),
    "pr": ("Po", ""),
    "sp": ("ANS", ""),
    "ac": ("ANS", ""),
    "pm": ("PNS", ""),
    "m": ("Me", ""),
    "o": ("Or", ""),
    "ss": ("A", ""),
    "sm": ("B", ""),
    "g": ("Gl", "Gn"),
    "go'": ("GoC", ""),
    "a6": ("U6", "U6D"),
    "b6": ("L6", "L6D"),
}
_NOISE = re.compile(r"\b(?:landmark|point|punkt|pt|lm)\b", re.IGNORECASE)
_SOFT = re.compile(r"\b(?:soft|tissue|st|weichteil\w*)\b", re.IGNORECASE)
_LED_BY_A_NUMBER = re.compile(r"\d{1,3}\s*[_.:)\- ]\s*(\D.*)")


@lru_cache(maxsize=2)
def _names(generation: int) -> tuple[dict[str, str], dict[str, str]]:
    """Symbols and aliases letter by letter, and these with the names in any case, to the first landmark that has them.

    A symbol that means several landmarks is that of a scheme's alone: `Ar` is articulare, `P` may be anything.
    """
    own = {symbol for scheme in SCHEMES.values() for symbol in scheme.symbols}
    clear = [
        m for m in reversed(tuple(LANDMARKS.values())) if m.symbol in own or landmark_key(m.symbol) not in _AMBIGUOUS
    ]
    written = {text: m.symbol for m in clear for text in (m.symbol, *m.aliases)}
    spoken = {landmark_key(text): m.symbol for m in clear for text in (m.symbol, m.name, *m.aliases)}
    return written, spoken


def meanings(label: str) -> tuple[str, ...]:
    """The symbols that a file's label may mean: none, one, or several (with "" for one that no scheme has)."""
    text = label.strip()
    written, _ = _names(LANDMARKS.generation)
    if text in written:
        return (written[text],)
    return _by_key(text) or _loosened(text)


def _by_key(text: str) -> tuple[str, ...]:
    key = landmark_key(text)
    if key in _AMBIGUOUS:
        return _AMBIGUOUS[key]
    found = _names(LANDMARKS.generation)[1].get(key)
    return (found,) if found else ()


def _loosened(text: str) -> tuple[str, ...]:
    """The meaning without what people put around a name: `1_S`, `Sella (S)`, `S - Sella`, `Pog soft tissue`."""
    led = _LED_BY_A_NUMBER.fullmatch(text)
    if led:
        return meanings(led[1])
    spaced = text.replace("_", " ")
    if _SOFT.search(spaced):
        hard = meanings(_SOFT.sub(" ", spaced).strip(" ()-,"))
        soft = f"{hard[0]}′" if len(hard) == 1 and not hard[0].endswith("′") else "".join(hard[:1])
        return (soft,) if soft in LANDMARKS else ()
    bare = _NOISE.sub(" ", spaced).strip()
    if bare and bare != spaced and _by_key(bare):
        return _by_key(bare)
    parts = [part for part in re.split(r"\s*[()\[\]/:=,]\s*|\s+-\s+", spaced) if part]
    found = {meaning for part in parts if len(parts) > 1 for meaning in (_by_key(part),) if meaning}
    return found.pop() if len(found) == 1 else ()
