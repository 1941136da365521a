"""What is kept of a film: every slot looked at, the latest state chosen, and nothing changed on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from cephview.core.errors import CephViewError
from cephview.core.history import Step
from cephview.io.case_file import CASE_LIMIT, FilmChanged, NewerCaseFile, StoredCase, decode_case
from cephview.io.case_paths import Slot
from cephview.io.case_schema import StoredFilm
from cephview.io.journal import Recovered, recover
from cephview.io.reading import read_bytes


@dataclass(frozen=True)
class Found:
    """A slot that holds something: the case of its file, the steps after it, and what is wrong with either.

    `base` says which case file the steps come after, as in `JournalHead`. A slot that is not `clean` must stay as it
    is.
    """

    slot: Slot
    stored: StoredCase | None = None
    steps: tuple[Step, ...] = ()
    base: str = ""
    problem: str | None = None
    clean: bool = True

    @property
    def holds_work(self) -> bool:
        """Whether there is anything to restore."""
        return self.stored is not None or bool(self.steps)

    @property
    def latest(self) -> datetime:
        """When its last step was made or its file was saved, UTC."""
        times = [step.at for step in self.steps] + ([self.stored.saved] if self.stored else [])
        return max(times, default=datetime.min.replace(tzinfo=UTC))

    @property
    def touched(self) -> datetime:
        """When either file was last written, UTC, as the file system says."""
        times = [path.stat().st_mtime for path in (self.slot.case, self.slot.journal) if path.exists()]
        return datetime.fromtimestamp(max(times, default=0.0), UTC)


def find(slots: Iterable[Slot], film: StoredFilm) -> list[Found]:
    """The slots that hold something, in their order."""
    return [found for slot in slots if (found := _look(slot, film)) is not None]


def choose(founds: Iterable[Found]) -> tuple[Found | None, str | None]:
    """The slot with the latest work, and what the user should be told.

    Of a slot that is passed over its problem is told where it was written to after the chosen one: then it may hold
    what is missed. Later, when the work goes on elsewhere, it is old news.
    """
    founds = list(founds)
    chosen = max(
        (found for found in founds if found.holds_work), key=lambda found: (found.latest, found.clean), default=None
    )
    told = [
        found.problem
        for found in founds
        if found.problem and (found is chosen or chosen is None or found.touched > chosen.touched)
    ]
    return chosen, " ".join(told) or None


def _look(slot: Slot, film: StoredFilm) -> Found | None:
    try:
        case_there, journal_there = slot.case.exists(), slot.journal.exists()
    except OSError:  # a name too long for this folder
        return None
    if not (case_there or journal_there):
        return None
    recovered = recover(slot.journal)
    if not case_there:
        return _without_case(slot, recovered, film)
    try:
        data = read_bytes(slot.case, CASE_LIMIT)
        stored = decode_case(data, slot.case.name, film)
    except (NewerCaseFile, FilmChanged) as error:
        return Found(slot, problem=str(error), clean=False)
    except CephViewError as error:
        steps = recovered.steps if recovered.head and recovered.head.film == film.sha256 else ()
        more = f"The {len(steps)} edits made after it was saved are restored." if steps else ""
        return Found(slot, None, steps, problem=f"{error} {more}".rstrip(), clean=False)
    return _with_case(slot, stored, hashlib.sha256(data).hexdigest(), recovered)


def _without_case(slot: Slot, recovered: Recovered, film: StoredFilm) -> Found:
    head, steps, problem = recovered.head, recovered.steps, recovered.problem
    if head is None or (steps and head.film != film.sha256):
        if steps:
            problem = f"{film.name} has changed since {slot.journal.name} was written; those edits are left there."
        return Found(slot, problem=problem, clean=problem is None)
    if head.base and steps and not problem:
        problem = f"{slot.case.name} is gone: only the {len(steps)} edits made after it was saved are restored."
    return Found(slot, None, steps, head.base, problem, clean=recovered.problem is None)


def _with_case(slot: Slot, stored: StoredCase, base: str, recovered: Recovered) -> Found:
    head, steps, problem = recovered.head, recovered.steps, recovered.problem
    if head is not None and head.base != base:
        if stored.absorbed and stored.absorbed.base == head.base:
            # The program ended after the case file was saved and before its journal was deleted.
            steps = steps[stored.absorbed.steps :]
        elif steps:
            name, count = slot.journal.name, len(steps)
            problem = f"{name} belongs to another version of {slot.case.name}; its {count} edits are left there."
            steps = ()
    return Found(slot, stored, steps, base, problem, clean=problem is None)
