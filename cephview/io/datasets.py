"""The films of a folder, in the order that a person would count them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.io.images import FILM_SUFFIXES

# Where the known data sets keep their films.
_FILM_FOLDERS = {"images", "cephalograms"}


def find_films(folder: Path) -> list[Path]:
    """The films in a folder and in its `images` or `Cephalograms`, in natural order.

    Raises CephViewError where it cannot be read.
    """
    try:
        entries = sorted(folder.iterdir(), key=natural_key)
        films = [path for path in entries if _is_film(path)]
        inner = [path for path in entries if path.name.casefold() in _FILM_FOLDERS and path.is_dir()]
    except OSError as error:
        raise CephViewError(f"The folder {folder} cannot be read ({error.strerror}): choose another.") from None
    return films + [film for path in inner for film in find_films(path)]


def stems_in(text: str) -> set[str]:
    """The stems of films that a command line names: `001,010`."""
    return {name.strip() for name in text.split(",")}


def expand_films(arguments: Sequence[Path]) -> list[Path]:
    """The films that a command line means: files as they are, folders and patterns by what they hold; each once.

    A missing file stays in the list, for its reader to report. Raises CephViewError for a folder without films.
    """
    films: list[Path] = []
    for argument in arguments:
        if argument.is_dir():
            found = find_films(argument)
            if not found:
                raise CephViewError(
                    f"The folder {argument} holds no film ({', '.join(FILM_SUFFIXES)}): choose another."
                )
            films += found
        elif "*" in argument.name and not argument.exists():
            # The command line of Windows leaves patterns to the program.
            films += sorted(argument.parent.glob(argument.name), key=natural_key) or [argument]
        else:
            films.append(argument)
    return list(dict.fromkeys(films))


def film_stem(film: Path) -> str:
    """A film's name less the ending of its format: `1.2.840.113` of a numbered DICOM is its name, whole."""
    return film.stem if film.suffix.lower() in FILM_SUFFIXES else film.name


def natural_key(path: Path) -> tuple[tuple[int, int, str], ...]:
    """Sort key by name with numbers as numbers: 2.png before 10.png."""
    parts = re.split(r"([0-9]+)", path.name.casefold())
    return (*((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part), (2, 0, path.name))


def _is_film(path: Path) -> bool:
    # A name that begins with a dot is no film: macOS leaves `._1.jpg` beside `1.jpg` on foreign disks.
    if path.name.startswith(".") or not path.is_file():
        return False
    return path.suffix.lower() in FILM_SUFFIXES or _is_bare_dicom(path)


def _is_bare_dicom(path: Path) -> bool:
    """Whether it is DICOM as devices export it: no suffix, or the number at the end of a UID, but the magic inside."""
    if not (path.suffix == "" or path.suffix[1:].isdecimal()) or path.name.upper() == "DICOMDIR":
        return False
    try:
        with path.open("rb") as file:
            return file.read(132)[128:] == b"DICM"
    except OSError:
        return False
