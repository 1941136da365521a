"""How a case file keeps a text for people: kind and fields, so that it is read in the language of the window.

Names that somebody gave (files, readers, models) stay the text that they are. Files of before schema 6 and journals of
before 5 hold English sentences: those that CephView wrote are known again here, all else stays as it stands.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from cephview.core.sentences import KEPT, Sentence, fields_of, kept

NEWER = "newer"  # the type of a validation error that only a later version can have caused
_DEEPEST = 4  # a sentence within a sentence: undone, of one landmark, by how much
_LONGEST = 1000  # no sentence of before was longer


def unicode(text: str) -> str:
    """The text without what Linux allows in file names and JSON does not."""
    return text.encode("utf-8", "replace").decode()


def to_json(text: str) -> Any:
    """What is kept of a text: `{"kind": "move", "symbol": "S"}`, or the text itself where it has no kind."""
    if not isinstance(text, Sentence) or not text.kind:
        return unicode(text)
    return {"kind": text.kind, **{name: _field(value) for name, value in text.fields.items()}}


def from_json(value: Any, depth: int = 0) -> str:
    """The text from what is kept of it. Raises ValueError for what is none, PydanticCustomError for a later kind."""
    if isinstance(value, str):
        return value if isinstance(value, Sentence) else known_again(unicode(value))
    if not (isinstance(value, Mapping) and isinstance(value.get("kind"), str)) or depth > _DEEPEST:
        raise ValueError("a text is kept with its kind")
    kind = value["kind"]
    if kind not in KEPT:
        raise PydanticCustomError(NEWER, "an unknown kind of text")
    fields = {name: _value(each, depth) for name, each in value.items() if name != "kind"}
    if fields.keys() != fields_of(KEPT[kind]):
        raise ValueError(f"{kind} has other fields")
    return kept(kind, **fields)


Words = Annotated[str, PlainValidator(from_json), PlainSerializer(to_json)]


def _field(value: Any) -> Any:
    if isinstance(value, str):
        return to_json(value)
    return [unicode(each) for each in value] if isinstance(value, tuple) else value


def _value(value: Any, depth: int) -> Any:
    if isinstance(value, Mapping):
        return from_json(value, depth + 1)
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if isinstance(value, str) or (type(value) in (int, float) and math.isfinite(value)):
        return value
    raise ValueError("a text has no such field")


# What was written otherwise than today: it comes first.
_FORMER = {"Not visible: {symbol}": "hide"}
_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?"
_NUMBERS = ("count", "mm", "px", "factor", "angle", "low", "high", "gamma")
_LISTS = ("symbols", "left_out")
_PATTERNS = {
    **dict.fromkeys(("symbol", "one", "other", "tag"), r"\S+"),
    **dict.fromkeys(_NUMBERS, _NUMBER),
    "source": "|".join(re.escape(text) for kind, text in KEPT.items() if kind.startswith("from-")),
}


@lru_cache(maxsize=4096)
def known_again(text: str, depth: int = 0) -> str:
    """A sentence of an older file as what it says; the text itself where no such sentence is known."""
    for template, kind, pattern in _forms() if depth <= _DEEPEST and len(text) <= _LONGEST else ():
        if match := pattern.fullmatch(text):
            sentence = kept(kind, **{name: _read(name, value, depth) for name, value in match.groupdict().items()})
            if (template in _FORMER or sentence == text) and _is_whole(sentence):
                return sentence
    return text


def _read(name: str, value: str, depth: int) -> Any:
    if name in _NUMBERS:
        return int(value) if value.isdecimal() else float(value)
    return tuple(value.split(", ")) if name in _LISTS else known_again(value, depth + 1)


def _is_whole(sentence: Sentence) -> bool:
    """Whether what stands before a colon is a step that is known: any text may have a colon in it."""
    return sentence.kind != "of" or isinstance(sentence.fields["step"], Sentence)


@cache
def _forms() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    # A text without fields stands before those that it would fit, too, and what was undone before what it was.
    today = sorted(KEPT.items(), key=lambda each: (bool(fields_of(each[1])), each[0] != "undo"))
    every = [*_FORMER.items(), *((template, kind) for kind, template in today)]
    return tuple((template, kind, _pattern(template)) for template, kind in every)


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)[^}]*\}", template)
    named = (f"(?P<{p}>{_PATTERNS.get(p, '.+')})" if i % 2 else re.escape(p) for i, p in enumerate(parts))
    return re.compile("".join(named), re.DOTALL)
