"""The films next to the one that is shown, found without looking at all: a folder may hold thousands."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from cephview.app.film_list import Entry
    from cephview.app.session import Session

_Item = TypeVar("_Item")


def nearest_first(order: Sequence[_Item], here: int) -> Iterator[_Item]:
    """All of `order`, those next to the place `here` first, what comes before what came."""
    behind, ahead = range(here - 1, -1, -1), range(here, len(order))
    return (order[i] for i in heapq.merge(behind, ahead, key=lambda i: _distance(i - here)))


def _distance(steps: int) -> float:
    # Who works through a list goes on more often than back.
    return steps if steps >= 0 else 2.5 - steps * 1.5


class Walk:
    """Goes through the films, the nearest first, each once; from the start where another is shown or the list grows."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._films: Iterator[Entry] = iter(())
        session.list_changed.connect(self.begin_anew)
        session.current_changed.connect(self.begin_anew)

    def begin_anew(self, _: object = None) -> None:
        """All films are to come again."""
        self._films = self._session.nearest()

    def next(self, wanted: Callable[[Entry], bool]) -> Entry | None:
        """The next film that is wanted; None where none is left."""
        return next((entry for entry in self._films if wanted(entry)), None)
