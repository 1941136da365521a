"""What is kept of a film: every slot looked at, and nothing changed on disk; `lineage` chooses among them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from cephview.core.errors import CephViewError
from cephview.core.history import Step
from cephview.core.sentences import Sentence, together
from cephview.io.cases.file import CASE_LIMIT, FilmChanged, NewerCaseFile, StoredCase, decode_case
from cephview.io.cases.journal import JournalHead, Recovered, recover
from cephview.io.cases.paths import Slot
from cephview.io.cases.schema import StoredFilm
from cephview.io.reading import read_bytes


@dataclass(frozen=True)
class Found:
    """A slot that holds something: the case of its file, the steps after it, and what is wrong with either.

    `base` says which case file the steps come after, as in `JournalHead`; `passed_over` which other works and broken
    files the user was told of. A slot that is not `clean` must stay as it is. Where there is a problem, `seal` is a
    hash of the bytes. `journal` is the SHA-256 of the journal as it was read, empty for none.
    """

    slot: Slot
    stored: StoredCase | None = None
    steps: tuple[Step, ...] = ()
    base: str = ""
    problem: str | None = None
    clean: bool = True
    passed_over: frozenset[str] = frozenset()
    seal: str = ""
    journal: str = ""

    @property
    def holds_work(self) -> bool:
        """Whether there is anything to restore."""
        return self.stored is not None or bool(self.steps)


def find(slots: Iterable[Slot], film: StoredFilm) -> list[Found]:
    """The slots that hold something, in their order."""
    return [found for slot in slots if (found := look(slot, film)) is not None]


def look(slot: Slot, film: StoredFilm) -> Found | None:
    """What a slot holds of a film; None where nothing lies there. Raises nothing for what it finds."""
    found = _look(slot, film)
    return found if found is None or not found.problem else replace(found, seal=_seal(slot))


def _seal(slot: Slot) -> str:
    digest = hashlib.sha256()
    for path in (slot.case, slot.journal):
        with suppress(OSError):
            if path.is_file():
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _look(slot: Slot, film: StoredFilm) -> Found | None:
    try:
        case_there, journal_there = slot.case.exists(), slot.journal.exists()
    except OSError:  # a name too long for this folder
        return None
    if not (case_there or journal_there):
        return None
    recovered = recover(slot.journal)
    return replace(_judged(slot, recovered, film, case_there=case_there), journal=recovered.sha256)


def _judged(slot: Slot, recovered: Recovered, film: StoredFilm, *, case_there: bool) -> Found:
    if not case_there:
        return _without_case(slot, recovered, film)
    try:
        data = read_bytes(slot.case, CASE_LIMIT)
        stored = decode_case(data, slot.case.name, film)
    except (NewerCaseFile, FilmChanged) as error:
        return Found(slot, problem=error.sentence, clean=False)
    except CephViewError as error:
        steps = recovered.steps if recovered.head and _is_of(recovered.head, film) else ()
        more = Sentence("The {count} edits made after it was saved are restored.", count=len(steps)) if steps else ""
        return Found(slot, None, steps, problem=together((error.sentence, more)), clean=False)
    return _with_case(slot, stored, hashlib.sha256(data).hexdigest(), recovered)


def _without_case(slot: Slot, recovered: Recovered, film: StoredFilm) -> Found:
    head, steps, problem = recovered.head, recovered.steps, recovered.problem
    if head is None or (steps and not _is_of(head, film)):
        if steps:
            problem = Sentence(
                "{name} has changed since {name2} was written; those edits are left there.",
                name=film.name,
                name2=slot.journal.name,
            )
        return Found(slot, problem=problem, clean=problem is None)
    if head.base and steps and not problem:
        problem = Sentence(
            "{name} is gone: only the {count} edits made after it was saved are restored.",
            name=slot.case.name,
            count=len(steps),
        )
    clean, passed_over = recovered.problem is None, frozenset(head.passed_over)
    return Found(slot, None, steps, head.base, problem, clean, passed_over)


def _with_case(slot: Slot, stored: StoredCase, base: str, recovered: Recovered) -> Found:
    head, steps, problem = recovered.head, recovered.steps, recovered.problem
    if head is not None and head.base != base:
        if stored.absorbed and stored.absorbed.base == head.base:
            # The program ended after the case file was saved and before its journal was deleted.
            steps = steps[stored.absorbed.steps :]
        elif steps:
            name, count = slot.journal.name, len(steps)
            problem = Sentence(
                "{name} belongs to another version of {name2}; its {count} edits are left there.",
                name=name,
                name2=slot.case.name,
                count=count,
            )
            steps = ()
    passed_over = frozenset(stored.passed_over) | frozenset(head.passed_over if head and steps else ())
    return Found(slot, stored, steps, base, problem, problem is None, passed_over)


def _is_of(head: JournalHead, film: StoredFilm) -> bool:
    return film.has_hash(head.film, head.pixels)
