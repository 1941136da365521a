"""Which film a name means, and what films of one name are called: by the shortest path that tells them apart."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath, PurePosixPath
from typing import Literal

_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
_PORTS = [f"{port}{number}" for port in ("COM", "LPT") for number in "123456789¹²³"]
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    "CONIN$",
    "CONOUT$",
    *_PORTS,
}
_FORBIDDEN = set('<>:"|?*')


def distinct_names(paths: Sequence[Path]) -> tuple[str, ...]:
    """A name for each film: the file's name, with as many of its folders as tell it from the others.

    `2023/ceph.png` and `2024/ceph.png`; a folder stands there only where it must, since folders name patients.
    """
    parts = [path.absolute().parts for path in paths]
    depth = [1] * len(paths)
    while True:
        names = ["/".join(part[-n:]) for part, n in zip(parts, depth, strict=True)]
        # Not two in the eyes of Windows and macOS, which tell no capitals apart.
        taken = Counter(name_key(name) for name, _ in dict.fromkeys(zip(names, parts, strict=True)))
        alike = [i for i, name in enumerate(names) if taken[name_key(name)] > 1 and depth[i] < len(parts[i])]
        if not alike:
            return tuple(names)
        for i in alike:
            depth[i] += 1


class ListedFilms:
    """The names by which a file lists films (with folders or without, of Windows too), to find a film among them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_stem: dict[str, list[str]] = {}
        self._by_number: dict[int, list[str]] = {}
        for name in dict.fromkeys(names):
            self._by_stem.setdefault(name_key(stem_of(name)), []).append(name)
            if name.strip().isdecimal() and len(name) < 12:
                self._by_number.setdefault(int(name), []).append(name)

    def find(self, film: PurePath | str, *, any_ending: bool = True) -> tuple[str, ...]:
        """The listed names that mean a film; more than one where the list does not tell which.

        A name that agrees in ending and in more of the folders is meant before others. Without `any_ending` another
        ending is another film; a name without one always fits. A bare number may have lost its leading zeros, as
        spreadsheets take them away.
        """
        own = _parts(str(film))
        ranked: dict[tuple[int, int], list[str]] = {}
        for name in self._by_stem.get(name_key(stem_of(own[-1])), ()):
            parts = _parts(name)
            same = name_key(parts[-1]) == name_key(own[-1])
            if not (same or any_ending or stem_of(parts[-1]) == parts[-1]):
                continue
            ranked.setdefault((int(same), _shared(parts, own)), []).append(name)
        stem = stem_of(own[-1])
        if not ranked and stem.isdecimal() and len(stem) < 12:
            return tuple(self._by_number.get(int(stem), ()))
        return tuple(ranked[max(ranked)]) if ranked else ()


def file_name(text: str) -> str:
    """The last part of a path as any system writes it."""
    return _parts(text)[-1]


def stem_of(text: str) -> str:
    """The name without folders and ending: `151`, `151.jpg` and `images/151.jpg` mean one film, `1.2.840` another."""
    name = file_name(text)
    suffix = PurePosixPath(name).suffix
    return name if suffix[1:].isdecimal() else PurePosixPath(name).stem


def name_of(path: PurePath) -> str:
    """What to call a file or folder: a drive (`D:`) and a share of the network have no name of their own."""
    return path.name or str(path).rstrip("\\/") or str(path)


def is_no_name_of_windows(name: str) -> bool:
    """Whether Windows would write a file of this name elsewhere: to a device, into another file's hidden stream
    (`a:b`), or under a shorter name (blanks and dots at the end).
    """
    stem = name.partition(".")[0].rstrip(" ").upper()
    return stem in _DEVICES or name != name.rstrip(" .") or bool(set(name) & _FORBIDDEN) or min(name, default="a") < " "


def film_key(text: str) -> str:
    """The same for all names that mean one film, whatever its folder, ending and spelling of accents."""
    return name_key(stem_of(text))


def spellings(path: Path) -> tuple[Path, ...]:
    """The path, and its name with accents composed and decomposed where those are spelled otherwise."""
    names = (path.name, *(unicodedata.normalize(form, path.name) for form in _FORMS))
    return tuple(path.with_name(name) for name in dict.fromkeys(names)) if path.name else (path,)


def each_once(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The paths without those that are there already; macOS takes two spellings of accents for one name."""
    known: dict[str, Path] = {}
    for path in paths:
        text = str(path)
        known.setdefault(unicodedata.normalize("NFC", text) if sys.platform == "darwin" else text, path)
    return tuple(known.values())


def same_film(one: str, other: str) -> bool:
    """Whether two names mean one film, whatever its folder and ending."""
    return film_key(one) == film_key(other)


def _parts(text: str) -> list[str]:
    return [part for part in text.strip().replace("\\", "/").split("/") if part not in ("", ".")] or [""]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many folders agree, counted from the film."""
    count = 0
    for a, b in zip(reversed(one[:-1]), reversed(other[:-1]), strict=False):
        if name_key(a) != name_key(b):
            break
        count += 1
    return count


def name_key(name: str) -> str:
    """The same for all spellings of a name in accents and capitals."""
    # macOS decomposes accents in file names, tables usually do not.
    return unicodedata.normalize("NFC", name).casefold()
