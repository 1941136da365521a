"""The catalogue of landmarks: `resources/landmarks.toml`, and what the user adds to it.

It is part of the vocabulary, so the core reads it itself: once, when a landmark is first asked for.
"""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from cephview.core.errors import CephViewError
from cephview.core.resources import resource
from cephview.core.sentences import Sentence

Tissue = Literal["hard", "dental", "soft", "airway", "cvm", "constructed", "reference"]
TISSUES: tuple[Tissue, ...] = get_args(Tissue)
# Letters of any script, digits, primes and a little more; no `+`, which joins landmarks in a formula, and no space.
_SYMBOL = re.compile(r"[^\W_][\w′'.*/-]{0,15}")
_LONGEST_NAME, _LONGEST_DEFINITION, _MOST_ALIASES = 60, 400, 40
_TEXTS = ("symbol", "name", "tissue", "definition", "construct", "source")
_LISTS = ("aliases", "ambiguous")
_CONSTRUCTIONS = {"midpoint": 2, "intersection": 4, "foot": 3}


@dataclass(frozen=True)
class Landmark:
    """A landmark: symbol (the key), name, what files call it besides, what it lies on, and where it lies.

    `ambiguous` are names that mean another landmark elsewhere. `construct` says how it follows from others.
    """

    symbol: str
    name: str
    aliases: tuple[str, ...] = ()
    tissue: Tissue = "hard"
    definition: str = ""
    ambiguous: tuple[str, ...] = ()
    construct: str = ""
    source: str = ""

    @property
    def parents(self) -> tuple[str, ...]:
        """The landmarks that it is constructed from, each once; none where it is marked by eye."""
        return tuple(dict.fromkeys(self.construct.split()[1:]))


class Catalogue(Mapping[str, Landmark]):
    """Landmarks by symbol, in the order in which tables list them; read when first asked."""

    def __init__(self) -> None:
        self._known: dict[str, Landmark] = {}
        self._built_in: frozenset[str] = frozenset()
        self._lock = threading.Lock()
        self.generation = 0  # goes up with each addition: what is derived from the catalogue is made anew

    def __getitem__(self, symbol: str) -> Landmark:
        return self._table()[symbol]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table())

    def __len__(self) -> int:
        return len(self._table())

    def is_built_in(self, symbol: str) -> bool:
        """Whether CephView itself brings this landmark along."""
        self._table()
        return symbol in self._built_in

    def add(self, landmarks: Iterable[Landmark]) -> tuple[str, ...]:
        """Know these too; one whose symbol is known already changes nothing. Returns the symbols that are new."""
        table = self._table()
        with self._lock:
            new = {each.symbol: each for each in landmarks if each.symbol not in table}
            if new:
                # Another table, not a longer one: somebody may be going through the former.
                self._known = {**table, **new}
                self.generation += 1
        return tuple(new)

    def _table(self) -> dict[str, Landmark]:
        if not self._known:
            with self._lock:
                if not self._known:
                    path = resource("landmarks.toml")
                    read = parse_landmarks(path.read_text(encoding="utf-8"), path.name)
                    self._built_in = frozenset(each.symbol for each in read)
                    self._known = {each.symbol: each for each in read}
        return self._known


def parse_landmarks(text: str, name: str) -> tuple[Landmark, ...]:
    """The landmarks of a catalogue's TOML text. Raises CephViewError, which names the file and what is wrong in it."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise CephViewError(
            "{name} is no TOML file that can be read ({error}): mend it, or take it away.", name=name, error=error
        ) from None
    rows = document.get("landmark", [])
    if set(document) - {"landmark"} or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CephViewError("{name} is no list of landmarks: each begins with [[landmark]].", name=name)
    found: dict[str, Landmark] = {}
    for number, row in enumerate(rows, start=1):
        landmark = _landmark(row, f"{name}, landmark {number}")
        if landmark.symbol in found:
            raise CephViewError(
                "{name}: {symbol} stands there twice; take one away.", name=name, symbol=landmark.symbol
            )
        found[landmark.symbol] = landmark
    return tuple(found.values())


def check_landmark(landmark: Landmark) -> str:
    """What is wrong with a landmark that somebody made up, as a sentence; empty where nothing is."""
    if not _SYMBOL.fullmatch(landmark.symbol):
        return Sentence("A symbol is up to 16 letters, digits or primes, without spaces; Go′ or Inc2 for instance.")
    if not landmark.name.strip() or len(landmark.name) > _LONGEST_NAME or not landmark.name.isprintable():
        return Sentence("A name is one line of up to {longest_name} characters.", longest_name=_LONGEST_NAME)
    if len(landmark.definition) > _LONGEST_DEFINITION:
        return Sentence(
            "A definition has up to {longest_definition} characters.", longest_definition=_LONGEST_DEFINITION
        )
    if landmark.tissue not in TISSUES:
        return Sentence("The tissue is one of {listed}.", listed=", ".join(TISSUES))
    if landmark.construct:
        kind, *parents = landmark.construct.split()
        if len(parents) != _CONSTRUCTIONS.get(kind) or landmark.symbol in parents:
            return Sentence('A construction is "midpoint A B", "intersection A B C D" or "foot P A B".')
    return ""


def _landmark(row: dict[str, Any], where: str) -> Landmark:
    unknown = [key for key in row if key not in (*_TEXTS, *_LISTS)]
    if unknown:
        raise CephViewError(
            "{where}: {unknown!r} is no field of a landmark; it has {texts}.",
            where=where,
            unknown=unknown[0],
            texts=", ".join(_TEXTS + _LISTS),
        )
    texts = {key: row.get(key, "") for key in _TEXTS}
    lists = {key: row.get(key, []) for key in _LISTS}
    if not all(isinstance(value, str) for value in texts.values()):
        raise CephViewError("{where}: {texts} are texts.", where=where, texts=", ".join(_TEXTS))
    if not all(
        isinstance(v, list) and len(v) <= _MOST_ALIASES and all(isinstance(a, str) for a in v) for v in lists.values()
    ):
        raise CephViewError("{where}: aliases and ambiguous are lists of texts.", where=where)
    landmark = Landmark(
        texts["symbol"],
        texts["name"],
        tuple(lists["aliases"]),
        texts["tissue"] or "hard",
        texts["definition"],
        tuple(lists["ambiguous"]),
        texts["construct"],
        texts["source"],
    )
    if wrong := check_landmark(landmark):
        raise CephViewError("{where}: {wrong}", where=where, wrong=wrong)
    return landmark


LANDMARKS = Catalogue()
