"""What people and programs call landmarks, beside the symbols, names and aliases of `core.landmarks`.

After the catalogue of the project's design (textbooks and programs differ). Case counts where two landmarks differ by
it alone: `Li` is the lower lip, `LI` may be the lower incisor.
"""

from __future__ import annotations

import re

from cephview.core.landmarks import LANDMARKS, landmark_key

# One meaning each.
_SYNONYMS: dict[str, str] = {
    "S": "Sella turcica; S-point; Sella point; centre of sella; center of sella",
    "N": "Na",
    "Or": "Infraorbitale; Orbital",
    "A": "Point A; A-Punkt; Punkt A",
    "B": "Point B; B-Punkt; Punkt B",
    "Pog": "Pg; hard tissue pogonion",
    "Me": "hard tissue menton",
    "L1": "L1 tip; L1T; Ii; B1; lower incisor; lower central incisor; lower incisor edge; lower incisal edge; incisor "
    "inferius; mandibular incisor; mandibular incisor tip; lower central incisor tip; L1 incisal edge",
    "U1": "U1 tip; U1T; UI; Is; A1; upper incisor; upper central incisor; upper incisor edge; upper incisal edge; "
    "incisor superius; maxillary incisor; maxillary incisor tip; upper central incisor tip; U1 incisal edge",
    "Ls": "ULA; labiale superius; upper lip anterior",
    "Li": "LLA; labiale inferius; lower lip anterior",
    "Pog′": "Pg'; Pogs; soft pogonion",
    "PNS": "Snp; Spp; spina nasalis posterior",
    "ANS": "Spa; spina nasalis anterior",
    "Pn": "Prn; Pronasal; nose tip; tip of nose",
    "Co": "Cd; Con; condyle",
    "UIA": "U1 apex; U1 root; A1 apex; upper incisor root; upper incisor root apex; upper central incisor apex",
    "LIA": "L1 apex; L1 root; B1 apex; BR; lower incisor root; lower incisor root apex; lower central incisor apex",
    "N′": "Na'; soft nasion",
    "Cm": "Col",
    "Bolton": "Bo; Bp",
    "UL′": "Stms; Sts",
    "LL′": "Stmi; Sti",
    "U6": "A6",
    "L6": "B6",
    "UMT": "U6 cusp",
    "LMT": "L6 cusp",
}
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
}
_KNOWN = {landmark_key(text): symbol for symbol, texts in _SYNONYMS.items() for text in texts.split(";")}
_SPOKEN = {
    landmark_key(text): m.symbol for m in reversed(LANDMARKS.values()) for text in (m.symbol, m.name, *m.aliases)
}
_WRITTEN = {text: m.symbol for m in reversed(LANDMARKS.values()) for text in (m.symbol, *m.aliases)}
_NOISE = re.compile(r"\b(?:landmark|point|punkt|pt|lm)\b", re.IGNORECASE)
_SOFT = re.compile(r"\b(?:soft|tissue|st|weichteil\w*)\b", re.IGNORECASE)
_LED_BY_A_NUMBER = re.compile(r"\d{1,3}\s*[_.:)\- ]\s*(\D.*)")


def meanings(label: str) -> tuple[str, ...]:
    """The symbols that a file's label may mean: none, one, or several (with "" for one that no scheme has)."""
    text = label.strip()
    if text in _WRITTEN:
        return (_WRITTEN[text],)
    return _by_key(text) or _loosened(text)


def _by_key(text: str) -> tuple[str, ...]:
    key = landmark_key(text)
    if key in _AMBIGUOUS:
        return _AMBIGUOUS[key]
    found = _SPOKEN.get(key) or _KNOWN.get(key)
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
