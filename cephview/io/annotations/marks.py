"""From the marks of a file to a Reference: what is missing, which landmark each is, and whether it fits the film.

Every format ends here, so that what one of them can get wrong is looked for in all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points, Size
from cephview.core.head_shape import Point, lie_of
from cephview.core.landmarks import SCHEMES, Scheme, scheme_of_count
from cephview.core.reference import Reference
from cephview.core.sentences import Sentence
from cephview.core.turn import Turn
from cephview.io.annotations.document import Document
from cephview.io.annotations.duplicates import one_point_each
from cephview.io.annotations.labels import LabelsUnclearError, far_from_expected, proposals, resolve_labels
from cephview.io.annotations.shape import misfit_mm
from cephview.io.films.names import file_name

# A stated size within so much of the film's shape is a copy of it: sizes are rounded to pixels.
_SAME_SHAPE = 0.01
# A copy was squashed where its points are so much more of a face once they are stretched: of 120 real readings (ISBI,
# Hamedan) that were not, none seems so at ratios of 1.05 to 1.5; of those that were, over half at 1.24, 95 % at 1.5.
_SQUASHED = 0.7
# Points that fill less than this share of the film, in both directions, were not read on it.
_SMALL_SHARE = 0.2
_FEWEST_TO_JUDGE = 8
# One landmark marked twice is a slip, and so may be two.
_FEWEST_OF_ANOTHER = 3
_FAR_SHARE = 0.4

# How a head lies in points of another frame. A film may lie so itself, which only who looks at it can tell.
_FRAMES = {
    Turn(2, mirrored=True): Sentence(
        "by its points the head is flipped top to bottom: if the film is not, its y counts upwards"
    ),
    Turn(3, mirrored=True): Sentence(
        "by its points the head lies across: if the film does not, its x and y are exchanged"
    ),
}

# What to do with a file that holds what several people read.
ONE_EACH = Sentence("save what each has read as a file of its own, in folders observer_1, observer_2, …")


@dataclass(frozen=True)
class Mark:
    """A point as a file has it: its label, x and y in the file's own frame; NaN where the file says it is missing."""

    label: str
    x: float
    y: float


@dataclass(frozen=True)
class StatedFilm:
    """What a file says of the film that it was read on: its name and its size (width, height) px, where it does.

    `share` is 1 where x and y are shares of the film, 100 for percent, 0 for px; None where the file does not say.
    """

    film: str = ""
    size: Size | None = None
    share: float | None = None


def numbered(document: Document, points: Sequence[Point]) -> list[Mark]:
    """The marks of points whose place in the file is all that names them.

    Raises LabelsUnclearError where they are not as many as a scheme has, and nobody has said what they are.
    """
    marks = [Mark(str(number), x, y) for number, (x, y) in enumerate(points, start=1)]
    fits = scheme_of_count(len(marks)) or (document.scheme and len(document.scheme) == len(marks))
    if not fits and not document.label_map:
        known = ", ".join(str(len(scheme)) for scheme in SCHEMES.values())
        raise LabelsUnclearError(
            Sentence(
                "{name} holds {count} points instead of {known}: choose another file, or say which landmark is "
                "which (Open reference in the window, or a labels.toml beside it).",
                name=document.path.name,
                count=len(marks),
                known=known,
            ),
            [mark.label for mark in marks],
        )
    return marks


def stated_size(width: float | None, height: float | None) -> Size | None:
    """The size (width, height) px that a file states; None where it states none that a film can have."""
    if not width or not height or not (1 <= width < 1e6 and 1 <= height < 1e6):
        return None
    return int(width), int(height)


def reading(
    document: Document,
    marks: Sequence[Mark],
    stated: StatedFilm | None = None,
    *,
    scheme: Scheme | None = None,
    notes: Sequence[str] = (),
) -> Reference:
    """The Reference of a file's marks, in film px; `scheme` is whose labels or numbers they are, where that is known.

    `notes` are what is to be said already.

    Raises CephViewError where no landmark is known, where the labels must be asked for (LabelsUnclearError), and where
    the file says that it is of a film that cannot be this one.
    """
    about = stated or StatedFilm()
    known, missing = _known(marks)
    notes = [*notes, *missing]
    if not known:
        document.fail("holds no landmark that has a point: choose another file")
    try:
        found = resolve_labels(
            [mark.label for mark in marks],
            [(mark.x, mark.y) if mark in known else None for mark in marks],
            document.scheme or scheme,
            document.label_map,
        )
    except LabelsUnclearError as error:
        proposed = proposals([mark.label for mark in marks if mark in known], [(m.x, m.y) for m in marks if m in known])
        raise LabelsUnclearError(
            Sentence("{name} {error}.", name=document.path.name, error=error), error.labels, proposed
        ) from None
    notes += found.notes
    if found.unclear:
        said = [label for label in found.unclear if not any(note.startswith(f"{label} may be") for note in found.notes)]
        if said:
            words = ", ".join(label.strip()[:40] or Sentence("a point without label") for label in said)
            notes.append(
                Sentence("left out {words}: no landmark of {title}", words=words[:80], title=found.scheme.title)
            )
    marked: dict[str, list[Point]] = {}
    for mark, symbol in zip(marks, found.symbols, strict=True):
        if symbol is not None and mark in known and (mark.x, mark.y) not in marked.setdefault(symbol, []):
            marked[symbol].append((mark.x, mark.y))
    twice = sum(len(each) > 1 for each in marked.values())
    if twice >= max(_FEWEST_OF_ANOTHER, len(marked) / 2):
        document.fail(
            "marks {twice} of its {count} landmarks more than once: the readings of several observers; {one_each}",
            twice=twice,
            count=len(marked),
            one_each=ONE_EACH,
        )
    kept = one_point_each({symbol: points for symbol, points in marked.items() if points}, found.scheme, notes)
    points = np.array([kept.get(symbol, (np.nan, np.nan)) for symbol in found.scheme.symbols], dtype=np.float64)
    if not np.isfinite(points).any():
        document.fail("holds no landmark of {title}: choose another file", title=found.scheme.title)
    points = points * _scale(document, found.scheme, points, about, notes)
    _look_at(document, found.scheme, points, about, notes)
    return document.reference(found.scheme, points, tuple(dict.fromkeys(notes)), found.unclear)


def _known(marks: Sequence[Mark]) -> tuple[set[Mark], list[str]]:
    """The marks that are points, and a note on those that files write for a missing one: 0, 0 and −1, −1."""
    known = {mark for mark in marks if np.isfinite(mark.x) and np.isfinite(mark.y)}
    nowhere = [mark for mark in marks if mark in known and mark.x == mark.y <= 0]
    notes: list[str] = []
    if nowhere:
        labels = ", ".join(dict.fromkeys(mark.label for mark in nowhere))
        notes.append(
            Sentence("{labels} at {x:g}, {y:g}: taken as missing", labels=labels[:80], x=nowhere[0].x, y=nowhere[0].y)
        )
    return known - set(nowhere), notes


def _scale(
    document: Document, scheme: Scheme, points: Points, about: StatedFilm, notes: list[str]
) -> NDArray[np.float64]:
    """What to multiply x and y with, to come from the file's frame to film px."""
    film = document.film_size
    share = about.share
    if share is None and about.size is None and _are_shares(points):
        share = 1.0
        notes.append(Sentence("its points are shares of the film, 0 to 1: taken as such"))
    if share:
        size = film or about.size
        if size is None:
            document.fail("gives shares of a film whose size nobody knows yet: open the film first, then this file")
        if film and about.size and not _same_shape(film, about.size):
            _refuse_other_shape(document, about.size, film)
        return np.array([size[0] / share, size[1] / share])
    if film is None or about.size is None or about.size == film:
        return np.ones(2)
    ratio = np.array([film[0] / about.size[0], film[1] / about.size[1]])
    beyond = (points > about.size).any(axis=1).sum() > np.isfinite(points[:, 0]).sum() / 2
    if beyond and not (points > film).any():
        notes.append(
            Sentence("says it was read on {px}, but its points lie beyond that: taken as they are", px=_px(about.size))
        )
        return np.ones(2)
    if _same_shape(film, about.size):
        notes.append(Sentence("read on a copy of {px}: brought to the film's {px2}", px=_px(about.size), px2=_px(film)))
        return ratio
    if about.size != film[::-1] and _was_squashed(scheme, points, ratio):
        notes.append(
            Sentence(
                "read on a squashed copy of {px}: stretched to the film's {px2}", px=_px(about.size), px2=_px(film)
            )
        )
        return ratio
    _refuse_other_shape(document, about.size, film)


def _was_squashed(scheme: Scheme, points: Points, ratio: NDArray[np.float64]) -> bool:
    """Whether points are a face only once they are stretched by `ratio`: a copy of the film in another shape."""
    as_read, stretched = (misfit_mm(by_symbol(scheme, each)) for each in (points, points * ratio))
    return stretched < _SQUASHED * as_read


def _are_shares(points: Points) -> bool:
    known = points[np.isfinite(points).all(axis=1)]
    return len(known) > 2 and bool((known >= 0).all() and (known <= 1).all())


def _same_shape(one: Size, other: Size) -> bool:
    return abs(one[0] * other[1] / (one[1] * other[0]) - 1) <= _SAME_SHAPE


def _refuse_other_shape(document: Document, stated: Size, film: Size) -> NoReturn:
    if stated == film[::-1]:
        document.fail(
            "was read on a film of {px}, on its side, and this one has {px2}: choose the reading of this film",
            px=_px(stated),
            px2=_px(film),
        )
    document.fail(
        "was read on a film of {px} and this one has {px2}, another shape: it is of another film, or of "
        "a cropped or squashed copy, and its points do not tell which; choose the reading of this film",
        px=_px(stated),
        px2=_px(film),
    )


def _look_at(document: Document, scheme: Scheme, points: Points, about: StatedFilm, notes: list[str]) -> None:
    """Add what is odd of points in film px: another film's name, a corner of the film alone, another order."""
    if not document.is_this_film(about.film):
        notes.append(Sentence("written for {file_name}, not for this film", file_name=file_name(about.film)))
    known = points[np.isfinite(points).all(axis=1)]
    if document.film_size is not None and len(known) >= _FEWEST_TO_JUDGE:
        filled = np.ptp(known, axis=0) / np.array(document.film_size)
        if (filled < _SMALL_SHARE).all():
            notes.append(
                Sentence(
                    "its points fill {value:.0f} × {value2:.0f} % of the film: were they read on a smaller copy, or "
                    "in another unit?",
                    value=filled[0] * 100,
                    value2=filled[1] * 100,
                )
            )
    if (said := _FRAMES.get(lie_of(points, scheme).coarse)) is not None:
        notes.append(said)
    far, judged = far_from_expected(by_symbol(scheme, points))
    if judged >= _FEWEST_TO_JUDGE and far >= _FAR_SHARE * judged:
        notes.append(
            Sentence(
                "{far} of {judged} points lie far from where the others expect them: another order of landmarks?",
                far=far,
                judged=judged,
            )
        )


def by_symbol(scheme: Scheme, points: Points) -> dict[str, Point]:
    """The known ones of some points (n, 2) by their landmarks."""
    pairs = zip(scheme.symbols, points.tolist(), strict=True)
    return {symbol: (x, y) for symbol, (x, y) in pairs if np.isfinite(x) and np.isfinite(y)}


def _px(size: Size) -> str:
    return f"{size[0]} × {size[1]} px"
