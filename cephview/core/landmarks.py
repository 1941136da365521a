"""Landmarks and the schemes that order them.

A landmark is known by its symbol, never by its number: ISBI's 11 is the lower incisor, Aariz orders its 29 otherwise.
Sources: ISBI 2015 challenge (Wang et al., Med Image Anal 2016), Aariz (Khalid et al. 2022), CL-Detection 2023 (1-19 as
ISBI; its organisers' list, github.com/cwwang1979/CL-detection2023: its UL′ and LL′ are vermilion borders, no stomion).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.catalogue import LANDMARKS, Landmark
from cephview.core.geometry import Points

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Scheme:
    """An ordered set of landmarks, as a data set or a model numbers them."""

    name: str
    title: str
    symbols: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.symbols)

    @cached_property
    def landmarks(self) -> tuple[Landmark, ...]:
        """The landmarks in the scheme's order; a symbol that the table does not know is its own name."""
        return tuple(LANDMARKS.get(symbol, Landmark(symbol, symbol)) for symbol in self.symbols)

    @cached_property
    def anatomical(self) -> NDArray[np.bool_]:
        """Which of them (n,) are landmarks of the head; the points of the ruler are none."""
        return np.array([symbol not in RULER_POINTS for symbol in self.symbols], np.bool_)

    def index(self, symbol: str) -> int:
        """The place of a landmark in this scheme, from 0. Raises KeyError where it is not part of it."""
        return self._places[symbol]

    @cached_property
    def _places(self) -> dict[str, int]:
        # The first of two that are called the same.
        return {symbol: place for place, symbol in reversed(tuple(enumerate(self.symbols)))}

    def __contains__(self, symbol: object) -> bool:
        """Whether a landmark is part of it."""
        return symbol in self._places

    def resolve(self, label: str) -> str | None:
        """The symbol that a file's label (symbol, name or alias, in any case) means, or None."""
        return self._written.get(label.strip()) or self._spoken.get(landmark_key(label))

    @cached_property
    def _written(self) -> dict[str, str]:
        """Symbols and aliases to the first landmark that has them, letter by letter."""
        return {text: m.symbol for m in reversed(self.landmarks) for text in (m.symbol, *m.aliases)}

    @cached_property
    def _spoken(self) -> dict[str, str]:
        """The same with names, in any case and punctuation."""
        return {
            landmark_key(text): m.symbol for m in reversed(self.landmarks) for text in (m.symbol, m.name, *m.aliases)
        }

    def with_landmarks(self, symbols: Iterable[str]) -> Scheme:
        """The scheme with these landmarks behind its own, in the order of the table; itself where it has them all."""
        wanted = frozenset(symbols)
        return self if wanted <= self._places.keys() else _extended(self, wanted)

    def take(self, points: Points, source: Scheme) -> Points:
        """Reorder `points` (n_source, 2) of `source` into this scheme (n, 2), by symbol; what it lacks is NaN."""
        points = np.asarray(points, dtype=np.float64)
        result = np.full((len(self), *points.shape[1:]), np.nan)
        for i, symbol in enumerate(self.symbols):
            if symbol in source.symbols:
                result[i] = points[source.symbols.index(symbol)]
        return result


@lru_cache(maxsize=256)
def _extended(scheme: Scheme, symbols: frozenset[str]) -> Scheme:
    # One object a set: what a scheme has derived of itself is kept through a drag, in which every frame asks for it.
    rank = {symbol: place for place, symbol in enumerate(LANDMARKS)}
    more = sorted(symbols - set(scheme.symbols), key=lambda symbol: (rank.get(symbol, len(rank)), symbol))
    title = f"{scheme.title}, and {', '.join(more)}"
    return Scheme("+".join((scheme.name, *more)), title, (*scheme.symbols, *more))


# What files and keyboards write for the prime. It decides: Pog and Pog′ are 10 mm apart.
_PRIMES = str.maketrans(dict.fromkeys("′`’‘´ʹʼ＇", "'"))


def landmark_key(text: str) -> str:
    """What of a label counts when labels are compared: letters, digits and primes, in any case."""
    return "".join(c for c in text.casefold().translate(_PRIMES) if c.isalnum() or c == "'")


_ISBI = "S N Or Po A B Pog Me Gn Go L1 U1 Ls Li Sn Pog′ PNS ANS Ar".split()
_AARIZ = "A ANS B Me N Or Pog PNS Pn R S Ar Co Gn Go Po LPM L1 LMT UPM UIA U1 UMT LIA Li Ls N′ Pog′ Sn".split()
_CLD = [*_ISBI, *"D UIA LIA Cm Ptm Co Pn Ba PT Bolton UVB LVB Gn′ Me′ Gl N′ C U6 L6".split()]

ISBI_19 = Scheme("isbi-19", "ISBI 2015, 19 landmarks", tuple(_ISBI))
AARIZ_29 = Scheme("aariz-29", "Aariz, 29 landmarks", tuple(_AARIZ))
CL_DETECTION_38 = Scheme("cl-detection-38", "CL-Detection 2023, 38 landmarks", tuple(_CLD))
# Two points of the film's ruler follow; they measure the film, and are no landmarks of the head.
RULER_POINTS = ("R1", "R2")
AARIZ_31 = Scheme("aariz-31", "Aariz, 29 landmarks and two ruler points", (*_AARIZ, *RULER_POINTS))
SCHEMES: dict[str, Scheme] = {scheme.name: scheme for scheme in (ISBI_19, AARIZ_29, AARIZ_31, CL_DETECTION_38)}


def scheme_of_count(count: int) -> Scheme | None:
    """The known scheme with this many landmarks, or None."""
    return next((scheme for scheme in SCHEMES.values() if len(scheme) == count), None)
