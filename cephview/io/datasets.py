"""The films of a folder, in the order that a person would count them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.core.sentences import Sentence
from cephview.io.films.folders import DEPTH, GoOn, list_films, natural_key
from cephview.io.films.images import FILM_SUFFIXES
from cephview.io.films.names import each_once, name_key, name_of


@dataclass(frozen=True)
class Asked:
    """The films that were asked for, each once, and what the user should know of the folders they were found in."""

    films: tuple[Path, ...]
    notes: tuple[str, ...] = ()
    more_below: tuple[Path, ...] = ()  # folders whose sub-folders hold films that are not among them


def find_films(folder: Path) -> list[Path]:
    """The films of a folder as `list_films` finds them. Raises CephViewError where it cannot be read."""
    return list_films(folder).films


def stems_in(text: str) -> set[str]:
    """The stems of films that a command line names (`001,010`), as `name_key` has them."""
    return {name_key(name.strip()) for name in text.split(",")}


def expand_films(arguments: Sequence[Path]) -> list[Path]:
    """The films of `ask_for`. Raises CephViewError for a folder without films."""
    return list(ask_for(arguments).films)


def ask_for(arguments: Sequence[Path], go_on: GoOn | None = None, *, below: bool = False) -> Asked:
    """The films that a command line means: files as they are, folders and patterns by what they hold; each once.

    A missing file stays in the list, for its reader to report. `go_on` and `below` are those of `list_films`. Raises
    CephViewError for a folder without films.
    """
    films: list[Path] = []
    notes: list[str] = []
    more: list[Path] = []
    for argument in arguments:
        if argument.is_dir():
            found = list_films(argument, go_on, below=below)
            said = found.notes(name_of(argument))
            if not found.films:
                kinds = ", ".join(FILM_SUFFIXES)
                text = Sentence(
                    "The folder {argument} holds no film ({kinds}), nor do those {depth} deep in it: choose another.",
                    argument=argument,
                    kinds=kinds,
                    depth=DEPTH,
                )
                raise CephViewError(" ".join((text, *said)))
            films += found.films
            notes += said
            more += [argument] if found.more_below else []
        elif "*" in argument.name and not argument.exists():
            # The command line of Windows leaves patterns to the program.
            films += sorted(argument.parent.glob(argument.name), key=natural_key) or [argument]
        else:
            films.append(argument)
    return Asked(each_once(films), tuple(notes), tuple(more))


def film_stem(film: Path) -> str:
    """A film's name less the ending of its format: `1.2.840.113` of a numbered DICOM is its name, whole."""
    return film.stem if film.suffix.lower() in FILM_SUFFIXES else film.name
