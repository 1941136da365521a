"""Which of several kept states of a film is later: told by their own steps, never by a clock.

A case's history only ever grows, an undo being a step as any other, so a state whose history another's begins with is
an ancestor of that one. Where neither begins with the other, somebody worked on in two places: a fork, which only the
user can decide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cephview.core.history import HistoryEntry
from cephview.io.cases.finding import Found


@dataclass(frozen=True)
class WorkChoice:
    """What is gone on with, and the other works that are no part of it; those that the user left are left out.

    `broken` are slots that cannot be used, or only in part, and that the user was not told of.
    """

    chosen: Found | None
    forks: tuple[Found, ...] = ()
    broken: tuple[Found, ...] = ()

    @property
    def problem(self) -> str | None:
        """What the user should be told of the broken ones."""
        return " ".join(found.problem for found in self.broken if found.problem) or None


def entries(found: Found) -> tuple[HistoryEntry, ...]:
    """All steps that a state is known to hold, the earliest first."""
    former = tuple(entry.core() for entry in found.stored.history) if found.stored else ()
    return (*former, *(step.entry for step in found.steps))


def mark(found: Found) -> str:
    """What tells this work from any other, in hex: a hash of all its steps."""
    return _marks(found)[-1]


def _marks(found: Found) -> list[str]:
    """The marks that the work had after each of its steps; the last is that of today."""
    digest = hashlib.sha256(found.base.encode() if not _whole(found) else b"")
    marks = [digest.hexdigest()]
    for entry in entries(found):
        digest.update(f"{entry.at.isoformat()}\0{entry.text}\0{entry.who}\0".encode("utf-8", "replace"))
        marks.append(digest.hexdigest())
    return marks


def comes_after(later: Found, earlier: Found) -> bool:
    """Whether `later` holds all the steps of `earlier`, in their order and from the first on; also where both agree."""
    ours, theirs = entries(later), entries(earlier)
    if _whole(later) and _whole(earlier):
        return ours[: len(theirs)] == theirs
    if not _whole(earlier):
        # What came before its steps is lost; whoever holds them in a row has them from it, or it from them.
        return any(ours[i : i + len(theirs)] == theirs for i in range(len(ours) - len(theirs) + 1))
    return later.base == earlier.base and later.steps[: len(earlier.steps)] == earlier.steps


def choose(founds: Sequence[Found]) -> WorkChoice:
    """The latest of several states of a film, by ancestry. Of a fork the branch that the user once chose over another
    is gone on with, else the one with more steps.

    `founds` in the order in which they are preferred where nothing else tells them apart.
    """
    chosen, forks = _latest(founds)
    known = chosen.passed_over if chosen else frozenset()
    broken = [found for found in founds if found.problem and (found is chosen or found.seal not in known)]
    return WorkChoice(chosen, forks, tuple(broken))


def _latest(founds: Sequence[Found]) -> tuple[Found | None, tuple[Found, ...]]:
    works = sorted((found for found in founds if found.holds_work), key=lambda found: not found.clean)
    tips = [
        found for i, found in enumerate(works) if not any(_beats(other, j, found, i) for j, other in enumerate(works))
    ]
    tips = [found for found in tips if not any(_left_behind(found, other) for other in tips)]
    if not tips:
        return None, ()
    common = shared(tips)
    chosen = max(tips, key=lambda found: (bool(found.passed_over), len(entries(found)) - common))
    return chosen, tuple(found for found in tips if found is not chosen)


def shared(founds: Sequence[Found]) -> int:
    """How many first steps all of them have in common."""
    count = 0
    for same in zip(*map(entries, founds), strict=False):
        if len(set(same)) > 1:
            break
        count += 1
    return count


def _beats(other: Found, j: int, found: Found, i: int) -> bool:
    """Whether `other`, the jth, makes `found`, the ith, needless; of two alike the first stays.

    Not so where the user went back from just that state to the earlier one.
    """
    if i == j or not comes_after(other, found):
        return False
    return j < i if comes_after(found, other) else mark(other) not in found.passed_over


def _left_behind(found: Found, other: Found) -> bool:
    """Whether the user chose `other` over `found` as it is now, and nobody `found` over what `other` came from."""
    return mark(found) in other.passed_over and not found.passed_over.intersection(_marks(other))


def _whole(found: Found) -> bool:
    """Whether its steps are known from the first on: the case file that they come after is there, or never was."""
    return found.stored is not None or not found.base
