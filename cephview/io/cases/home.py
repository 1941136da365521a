"""The slot that an open case is written to, and how the work that was found goes on there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.core.history import Step
from cephview.io.atomic import write_atomically, write_new
from cephview.io.cases.file import StoredCase, encode_case
from cephview.io.cases.finding import Found
from cephview.io.cases.journal import Journal, JournalHead, WrittenByAnother
from cephview.io.cases.paths import Place, Slot
from cephview.io.cases.schema import StoredFilm


class FolderGoneError(CephViewError):
    """The folder of a case is not there any more, or another disk's lies under its name."""


class CaseHome:
    """A slot with its journal. `seed` is a case file that must lie there before the journal that comes after it.

    What another put there is never replaced: its verbs raise WrittenByAnother, and the work goes on in another slot.
    """

    def __init__(
        self, place: Place, slot: Slot, journal: Journal, seed: bytes | None = None, device: int | None = None
    ) -> None:
        self.place, self.slot, self.journal = place, slot, journal
        self._seed = seed
        self._device = _device(place.folder) if device is None else device

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
            return cls(place, chosen.slot, Journal(chosen.slot.journal, head, chosen.steps, chosen.journal))
        taken = {found.slot for found in founds if found.holds_work or not found.clean}
        slot = next((slot for slot in place.slots if slot not in taken), None)
        if slot is None:
            return None
        former = next((found.journal for found in founds if found.slot == slot), "")
        if chosen and chosen.stored:
            known = {"absorbed": None, "film": film, "passed_over": tuple(sorted(passed_over))}
            seed = encode_case(chosen.stored.with_steps(chosen.steps).model_copy(update=known))
            head = head_of(base=hashlib.sha256(seed).hexdigest())
            return cls(place, slot, Journal(slot.journal, head, former=former), seed)
        return cls(place, slot, Journal(slot.journal, head_of(base=""), chosen.steps if chosen else (), former))

    @classmethod
    def beginning(
        cls,
        place: Place,
        film: StoredFilm,
        stored: StoredCase | None,
        steps: Sequence[Step],
        passed_over: frozenset[str] = frozenset(),
    ) -> CaseHome | None:
        """In the first slot of `place` where nothing lies, `steps` after `stored`; None where all are taken."""
        slot = _free(place)
        if slot is None:
            return None
        seed = encode_case(stored.model_copy(update={"absorbed": None, "film": film})) if stored else None
        base = hashlib.sha256(seed).hexdigest() if seed else ""
        head = JournalHead(film=film.sha256, pixels=film.pixels, base=base, passed_over=tuple(sorted(passed_over)))
        return cls(place, slot, Journal(slot.journal, head, steps), seed)

    def write(self, *, sync: bool) -> None:
        """Bring the journal to disk. Raises FolderGoneError, WrittenByAnother, and CephViewError where it cannot be."""
        self._check_folder()
        if self._seed is not None and self.journal.count:
            self._write_new(self.slot, self._seed)
            self._seed = None
        self.journal.write(sync=sync)

    def save(self, stored: StoredCase) -> CaseHome:
        """Write the case file, and begin a new journal after it. Raises CephViewError as `write`."""
        self._check_folder()
        # What `stored` says of the journal must be true of the file, should the program end before it is deleted.
        with suppress(CephViewError):
            self.write(sync=False)
        data = encode_case(stored)
        there = _hash(self.slot.case)
        slot: Slot | None = self.slot
        if there and there == self.journal.head.base:
            write_atomically(self.slot.case, data)
        elif there:  # another program or a synchronised folder put it in place
            slot = _free(self.place)
            if slot is None:
                raise CephViewError(
                    "{name} was changed by another program and not saved: export it.", name=self.slot.case.name
                )
            self._write_new(slot, data)
        else:
            self._write_new(self.slot, data)
        self.journal.discard()
        assert slot is not None
        head = JournalHead(
            film=stored.film.sha256,
            pixels=stored.film.pixels,
            base=hashlib.sha256(data).hexdigest(),
            passed_over=stored.passed_over,
        )
        former = self.journal.what_lies_there() if slot is self.slot else ""
        return CaseHome(self.place, slot, Journal(slot.journal, head, former=former), device=self._device)

    def close(self) -> None:
        """Bring the journal to disk and leave it; one without steps is deleted. Raises CephViewError as `write`."""
        try:
            self.write(sync=True)
        finally:
            if self.journal.count:
                self.journal.close()
            else:
                self.journal.discard()

    def _check_folder(self) -> None:
        if self._device != _device(self.place.folder):
            raise FolderGoneError("The folder {folder} is not there any more.", folder=self.place.folder)

    def _write_new(self, slot: Slot, data: bytes) -> None:
        try:
            write_new(slot.case, data)
        except FileExistsError:
            raise WrittenByAnother(
                "{name} was written by another window or program meanwhile.", name=slot.case.name
            ) from None


def _free(place: Place) -> Slot | None:
    return next((slot for slot in place.slots if not (slot.case.exists() or slot.journal.exists())), None)


def _device(folder: Path) -> int:
    """The disk that a folder is on; -1 where there is none. An unmounted drive leaves a folder of another disk."""
    try:
        return folder.stat().st_dev
    except OSError:
        return -1


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
