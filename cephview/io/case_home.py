"""The slot that an open case is written to, and how the work that was found goes on there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.io.atomic import write_atomically
from cephview.io.case_file import StoredCase, encode_case
from cephview.io.case_finding import Found
from cephview.io.case_paths import Place, Slot
from cephview.io.case_schema import StoredFilm
from cephview.io.journal import Journal, JournalHead


class CaseHome:
    """A slot with its journal. `seed` is a case file that must lie there before the journal that comes after it."""

    def __init__(self, place: Place, slot: Slot, journal: Journal, seed: bytes | None = None) -> None:
        self.place, self.slot, self.journal = place, slot, journal
        self._seed = seed

    @classmethod
    def of(
        cls,
        place: Place,
        film: StoredFilm,
        chosen: Found | None,
        founds: Sequence[Found],
        passed_over: frozenset[str] = frozenset(),
    ) -> CaseHome | None:
        """Where the work of `chosen` goes on: in its own slot where that lies in `place` and is clean, else in the
        first free one. None where no slot is free. `passed_over` as in the case file.
        """
        head_of = partial(JournalHead, film=film.sha256, pixels=film.pixels, passed_over=tuple(sorted(passed_over)))
        if chosen and chosen.clean and chosen.slot in place.slots:
            head = head_of(base=chosen.base)
            return cls(place, chosen.slot, Journal(chosen.slot.journal, head, chosen.steps))
        taken = {found.slot for found in founds if found.holds_work or not found.clean}
        slot = next((slot for slot in place.slots if slot not in taken), None)
        if slot is None:
            return None
        if chosen and chosen.stored:
            known = {"absorbed": None, "film": film, "passed_over": tuple(sorted(passed_over))}
            seed = encode_case(chosen.stored.with_steps(chosen.steps).model_copy(update=known))
            head = head_of(base=hashlib.sha256(seed).hexdigest())
            return cls(place, slot, Journal(slot.journal, head), seed)
        return cls(place, slot, Journal(slot.journal, head_of(base=""), chosen.steps if chosen else ()))

    def write(self, *, sync: bool) -> None:
        """Bring the journal to disk. Raises CephViewError where that cannot be."""
        if self._seed is not None and self.journal.count:
            write_atomically(self.slot.case, self._seed)
            self._seed = None
        self.journal.write(sync=sync)

    def save(self, stored: StoredCase) -> CaseHome:
        """Write the case file, and begin a new journal after it. Raises CephViewError where that cannot be."""
        # What `stored` says of the journal must be true of the file, should the program end before it is deleted.
        with suppress(CephViewError):
            self.write(sync=False)
        data = encode_case(stored)
        slot = self._own_slot()
        write_atomically(slot.case, data)
        self.journal.discard()
        head = JournalHead(
            film=stored.film.sha256,
            pixels=stored.film.pixels,
            base=hashlib.sha256(data).hexdigest(),
            passed_over=stored.passed_over,
        )
        return CaseHome(self.place, slot, Journal(slot.journal, head))

    def close(self) -> None:
        """Bring the journal to disk and leave it; one without steps is deleted. Raises CephViewError as `write`."""
        try:
            self.write(sync=True)
        finally:
            if self.journal.count:
                self.journal.close()
            else:
                self.journal.discard()

    def _own_slot(self) -> Slot:
        """The same slot, unless a case file lies there that another program or a synchronised folder put in place."""
        if _hash(self.slot.case) in (self.journal.head.base, ""):
            return self.slot
        free = next((slot for slot in self.place.slots if not (slot.case.exists() or slot.journal.exists())), None)
        if free is None:
            raise CephViewError(f"{self.slot.case.name} was changed by another program and was not saved: export it.")
        return free


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
