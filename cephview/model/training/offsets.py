"""Offsets of a data set: where its readers define a landmark otherwise than those a model is to agree with.

A reader's habits change from one series of films to the next, and by more than a good model errs: the mean reader of
ISBI 151-200 puts the upper lip 1 mm from where that of ISBI 001-150 would. `cephview evaluate --offsets` measures such
offsets on films that choose a model, `cephview train --offsets` adds them to the targets of the films that train it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from cephview.core.errors import CephViewError
from cephview.core.head_shape import from_upright, lie_of, to_upright
from cephview.core.landmarks import Scheme
from cephview.core.offsets import FILM, FRAME_KEY, HEAD, Offsets
from cephview.model.training.data import TrainingFilm
from cephview.model.training.settings import read_values

# What is further off is no other habit but another landmark.
_MOST_MM = 15.0


def read_offsets(path: Path, scheme: Scheme) -> Offsets:
    """Offsets (n, 2) in mm of the landmarks of `scheme` from a TOML of `symbol = [dx, dy]`; 0 where it names none.

    `frame` says whether x runs towards the face or to the right of the film; a file of before, which does not say,
    means the film. Raises CephViewError for anything else.
    """
    found = np.zeros((len(scheme), 2))
    values = read_values(path)
    frame = values.pop(FRAME_KEY, FILM)
    if frame not in (HEAD, FILM):
        raise CephViewError(
            "{name}: the frame must be {head!r} or {film!r}, not {value!r}.",
            name=path.name,
            head=HEAD,
            film=FILM,
            value=str(frame)[:40],
        )
    for symbol, value in values.items():
        if symbol not in scheme.symbols:
            raise CephViewError(
                "{name} has an offset of {symbol}, which is no landmark of {title}.",
                name=path.name,
                symbol=symbol,
                title=scheme.title,
            )
        numbers = value if isinstance(value, list) else []
        if len(numbers) != 2 or not all(type(v) in (int, float) and abs(v) <= _MOST_MM for v in numbers):
            raise CephViewError(
                "{name}: the offset of {symbol} must be [dx, dy] in mm, each within {most_mm:g}, not {value}.",
                name=path.name,
                symbol=symbol,
                most_mm=_MOST_MM,
                value=str(value)[:40],
            )
        found[scheme.index(symbol)] = numbers
    return Offsets(found, str(frame))


def with_offsets(
    films: Sequence[TrainingFilm], offsets: Mapping[Path, Offsets], scheme: Scheme
) -> tuple[TrainingFilm, ...]:
    """Films whose targets are moved by the offsets of the folder they lie below; the others as they are.

    `scheme` orders the landmarks of both. Offsets of the head are turned to where each head looks, by its own points.

    `TrainingFilm.mean`, which validation compares with, stays as read. Raises CephViewError for a film without mm per
    pixel, and for a folder that none of the films lies below.
    """
    moved, used = [], set()
    for film in films:
        folder = next((folder for folder in offsets if folder.resolve() in film.path.resolve().parents), None)
        if folder is None:
            moved.append(film)
            continue
        used.add(folder)
        way = offsets[folder].mm
        if offsets[folder].frame == HEAD:
            way = from_upright(way, lie_of(film.mean * film.mm_per_px, scheme))
        else:
            way = to_upright(way, film.turn)
        shift = way / film.mm_per_px
        if not np.isfinite(shift).all():
            raise CephViewError(
                "{name} has no mm per pixel, so an offset in mm cannot be added to it.", name=film.path.name
            )
        moved.append(replace(film, points=film.points + shift, readings=film.readings + shift))
    if unused := [folder for folder in offsets if folder not in used]:
        raise CephViewError(
            "There are offsets for {unused}, but none of the films to train on lies there.", unused=unused[0]
        )
    return tuple(moved)
