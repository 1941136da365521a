"""An annotation file on its way to a Reference: its text, its JSON, what is known of its film, and its complaints."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NoReturn, TypeVar

import numpy as np
from pydantic import BaseModel, ValidationError

from cephview.core.calibration import Calibration
from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.geometry import Points, Size
from cephview.core.landmarks import Scheme
from cephview.core.reference import BESIDE, Reference
from cephview.core.sentences import Sentence
from cephview.io.annotations.label_map import find_label_map
from cephview.io.films.names import ListedFilms, file_name, same_film
from cephview.io.reading import read_text

MAX_BYTES = 50 << 20
# Longer whole numbers are no coordinates, and 400 digits are no float.
_MOST_DIGITS = 100
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class Document:
    """The text of an annotation file, with what is known of its film: path, size (width, height) px, mm per px."""

    path: Path
    text: str = field(repr=False)
    film: str | None = None
    film_size: Size | None = None
    scheme: Scheme | None = None
    calibration: Calibration | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        film: str | None,
        film_size: Size | None,
        scheme: Scheme | None,
        calibration: Calibration | None = None,
    ) -> Document:
        """Read a file. Raises CephViewError where it is missing, empty, over 50 MB or no text."""
        document = cls(path, read_text(path, MAX_BYTES, western=True), film, film_size, scheme, calibration)
        if not document.text.strip():
            document.fail("is empty: copy it again from where it came")
        return document

    @cached_property
    def json(self) -> object:
        """The parsed JSON. Raises CephViewError where it is none, or holds NaN or infinity."""
        try:
            return json.loads(self.text, parse_constant=self._no_number, parse_int=_whole_number)
        except json.JSONDecodeError as error:
            self.fail("is not valid JSON (line {lineno}: {msg}): export it again", lineno=error.lineno, msg=error.msg)
        except (ValueError, RecursionError):
            self.fail("is not valid JSON: export it again")

    @cached_property
    def label_map(self) -> dict[str, str]:
        """What the user has said that labels mean. Raises CephViewError where that cannot be read."""
        return find_label_map(self.path)

    def of_film(self, film: Path, size: Size, calibration: Calibration | None) -> Document:
        """The same file, read for another film; its JSON is parsed once."""
        other = replace(self, film=str(film), film_size=size, calibration=calibration)
        if "json" in self.__dict__:
            other.__dict__["json"] = self.json
        return other

    @property
    def film_name(self) -> str | None:
        """The name of the film, without its folders."""
        return file_name(self.film) if self.film else None

    def is_this_film(self, name: str) -> bool:
        """Whether a name in the file means this film; True where one of them is unknown."""
        return not name or self.film is None or same_film(name, self.film)

    def only_film(self, names: Iterable[str]) -> str | None:
        """Which of the films that the file lists is this one; None where it lists one without a name, or it alone.

        Raises CephViewError where it lists several and none, or more than one, is this film.
        """
        listed = list(dict.fromkeys(names))
        if len(listed) < 2:
            return listed[0] if listed else None
        if self.film is None:
            self.fail("holds the points of {count} films: open the film first, then this file", count=len(listed))
        found = ListedFilms(listed).find(self.film)
        if not found:
            self.fail(
                "holds the points of {count} films, but none of {film_name}: choose another file",
                count=len(listed),
                film_name=self.film_name,
            )
        if len(found) > 1:
            self.fail(
                "lists {count} films called {film_name}, and does not say which is this one",
                count=len(found),
                film_name=self.film_name,
            )
        return found[0]

    def members(self) -> frozenset[str]:
        """The top-level keys of the JSON object; none for another JSON value."""
        return frozenset(self.json) if isinstance(self.json, dict) else frozenset()

    def validated(self, model: type[_Model], title: str) -> _Model:
        """The JSON as `model`. Raises CephViewError naming the first place that is not as `title` files are."""
        try:
            return model.model_validate(self.json)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"]) or "the file"
            self.fail(
                "cannot be read as {title} ({place}: {first}): export it again",
                title=title,
                place=place,
                first=first["msg"],
            )

    def reference(
        self, scheme: Scheme, points: Points, notes: tuple[str, ...] = (), unclear: tuple[str, ...] = ()
    ) -> Reference:
        """A Reference from points (n, 2) film px in the scheme's order. Raises CephViewError where none is known."""
        known = points[np.isfinite(points).all(axis=1)]
        if not len(known):
            self.fail("holds no landmark of {title}: choose another file", title=scheme.title)
        if self.film_size is not None:
            outside = int(((known < -0.5) | (known > np.array(self.film_size) - 0.5)).any(axis=1).sum())
            if outside:
                notes = (
                    *notes,
                    Sentence("{outside} of {count} points lie outside the film", outside=outside, count=len(known)),
                )
        return Reference(BESIDE, scheme, points, notes, self.path.name, unclear)

    def fail(self, reason: str, /, **fields: object) -> NoReturn:
        """Raise the CephViewError `<file name> <reason>.`; the reason is a template with its fields."""
        raise CephViewError("{name} {reason}.", name=self.path.name, reason=Sentence(reason, **fields))

    def _no_number(self, constant: str) -> NoReturn:
        self.fail("holds {constant} where a number belongs: export it again", constant=constant)


def _whole_number(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError("no whole number has so many digits")
    return int(digits)


def known_points(case: Case) -> list[tuple[str, float, float]]:
    """Symbol, x, y in film px of the landmarks that have a point. Raises CephViewError where none has one."""
    rows = zip(case.scheme.symbols, case.points.tolist(), strict=True)
    known = [(symbol, x, y) for symbol, (x, y) in rows if math.isfinite(x)]
    if not known:
        raise CephViewError(
            "{name} has no points yet: wait for the prediction, or place some.", name=case.radiograph.name
        )
    return known


def all_points(case: Case, title: str) -> list[tuple[str, float, float]]:
    """As `known_points`. Raises CephViewError where one is missing, since `title` files cannot say so."""
    known = known_points(case)
    missing = [symbol for symbol in case.scheme.symbols if symbol not in {symbol for symbol, _, _ in known}]
    if missing:
        few = ", ".join(missing[:4]) + (" …" if len(missing) > 4 else "")
        raise CephViewError(
            "{title} cannot leave a landmark out, and {few} has no point: choose another format.", title=title, few=few
        )
    return known
