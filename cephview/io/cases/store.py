"""Keeps a film's case on disk: the case file, the journal and the lock, as one thing with five verbs.

The app opens a film's store in a worker, hands it every step as it is made, saves now and then, and closes it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.history import HistoryEntry, Step, replay
from cephview.core.sentences import Sentence, together
from cephview.io.cases.claim import lock_first, may_be_open, places_of
from cephview.io.cases.file import Absorbed, StoredCase, StoredExport
from cephview.io.cases.home import CaseHome, FolderGoneError
from cephview.io.cases.journal import WrittenByAnother
from cephview.io.cases.lock import CaseLock
from cephview.io.cases.paths import Place
from cephview.io.cases.schema import StoredFilm
from cephview.io.cases.search import remember_place
from cephview.io.cases.survey import Looked, Offer, look_around
from cephview.io.cases.tidying import tidy


@dataclass(frozen=True)
class KeptWork:
    """What is kept of a film: the stored case, and the steps after it that only the journal holds."""

    stored: StoredCase | None
    steps: tuple[Step, ...]

    def restore(self, case: Case) -> Case:
        """A case that was just opened, in the state of its last edit."""
        return replay(self.stored.apply_to(case) if self.stored else case, self.steps)


@dataclass(frozen=True)
class OpenedCase(KeptWork):
    """A store with what it found, and sentences for the user: why nothing can be changed here, what could not be
    restored, and where the work was found if not in the film's own case file.

    `offers` is other work that the user may want to go on with instead.
    """

    store: CaseStore
    read_only_because: str | None
    problem: str | None
    came_from: str | None = None
    offers: tuple[Offer, ...] = ()


class CaseStore:
    """The store of one open film. Its verbs may be called from any thread; call them from one queue, so that a case
    that is saved holds every step recorded before.
    """

    def __init__(
        self,
        film: StoredFilm,
        lock: CaseLock | None,
        home: CaseHome | None,
        looked: Looked,
        passed_over: frozenset[str],
        work: Place,
        film_path: Path,
    ) -> None:
        found = looked.choice.chosen
        self._mutex = threading.Lock()
        self._film, self._locks, self._home, self._work = film, [lock] if lock else [], home, work
        self._passed_over, self._film_path = passed_over, film_path
        self._stored = found.stored if found else None
        self._steps = list(found.steps) if found else []  # after `_stored`
        self._history = [entry.core() for entry in self._stored.history] if self._stored else []
        self._history += [step.entry for step in self._steps]
        self._is_chosen = looked.is_taken  # by the user; that is written even where no step follows
        self._notice = ""

    @classmethod
    def open(
        cls,
        film_path: Path,
        film: StoredFilm,
        work_folder: Path | None = None,
        *,
        beside_film: bool = True,
        take: Path | None = None,
    ) -> OpenedCase:
        """Find and lock the case of a film (see `file.identify_film`). Nothing is written but the lock.

        Where `beside_film` is False, the work folder alone is looked at and written to. `take` is a case file that the
        user wants to go on with, wherever it lies and whatever else there is.

        Raises nothing for what it finds: what cannot be used becomes a sentence. Raises CephViewError where `take`
        cannot be used.
        """
        places = places_of(film_path, film, work_folder, beside_film=beside_film)
        lock, place, read_only_because = lock_first(places, film.name)
        try:
            # Only now, so that what another window wrote until it closed is seen.
            looked = look_around(film_path, film, places, take)
        except CephViewError:
            if lock:
                lock.release()
            raise
        chosen = looked.choice.chosen
        passed_over = looked.passed_over
        home = CaseHome.of(place, film, chosen, looked.own, passed_over) if place else None
        if place and home is None:
            read_only_because = Sentence(
                "{folder} holds nine cases of {name}: move some elsewhere to edit it.",
                folder=place.folder,
                name=film.name,
            )
        problem = looked.choice.problem
        if lock and lock.left_by:
            problem = together((problem or "", may_be_open(film.name, lock.left_by)))
        if lock and home is None:
            lock.release()
            lock = None
        for each in places:
            tidy(each.folder)
        stored, steps = (chosen.stored, chosen.steps) if chosen else (None, ())
        store = cls(film, lock, home, looked, passed_over, places[-1], film_path)
        found = (problem, looked.came_from(film), looked.offers(film))
        return OpenedCase(stored, steps, store, read_only_because, *found)

    @staticmethod
    def peek(
        film_path: Path, film: StoredFilm, work_folder: Path | None = None, *, beside_film: bool = True
    ) -> KeptWork | None:
        """What is kept of a film, without a lock: another window may be at work on it. None where there is nothing."""
        places = places_of(film_path, film, work_folder, beside_film=beside_film)
        chosen = look_around(film_path, film, places).choice.chosen
        return KeptWork(chosen.stored, chosen.steps) if chosen else None

    @property
    def path(self) -> Path | None:
        """The case file that is saved to; None for a store that is read-only or closed."""
        return self._home.slot.case if self._home else None

    @property
    def history(self) -> tuple[HistoryEntry, ...]:
        """All steps of the case, those of former sessions first."""
        return tuple(self._history)

    @property
    def is_open(self) -> bool:
        """Whether it keeps what it is given: not read-only, and not closed."""
        return self._home is not None

    @property
    def is_chosen(self) -> bool:
        """Whether the user chose this work over others, and it was not saved since."""
        return self._is_chosen

    def take_notice(self) -> str:
        """A sentence for the user, told once: why the case goes on in another file. Empty for none."""
        notice, self._notice = self._notice, ""
        return notice

    def record(self, step: Step) -> None:
        """Put a step on disk at once; `flush` within a second makes it outlast a power cut, too.

        Raises CephViewError where it cannot be written; the step is kept and written with the next call of any verb.
        """
        with self._mutex:
            home = self._writable()
            self._history.append(step.entry)
            self._steps.append(step)
            home.journal.add(step)
            self._on_disk(lambda home: home.write(sync=False))

    def flush(self) -> None:
        """Bring to the disk what `record` only handed to the system. Raises CephViewError as `record`."""
        with self._mutex:
            if self._home:
                self._on_disk(lambda home: home.write(sync=True))

    def save(self, case: Case, exported: StoredExport | None = None) -> None:
        """Write the case file. `case` holds every step recorded so far; `exported` stays as it was where not given.

        Raises CephViewError where it cannot be written; the journal still holds every step then.
        """
        with self._mutex:
            self._writable()
            former = None if self._is_chosen else self._stored
            steps = len(self._steps)
            if exported is None and former and former.exported:
                exported = former.exported.model_copy(update={"clean": former.exported.clean and not steps})
            stored = StoredCase.of(case, self._film, self._history, exported)
            stored = stored.model_copy(update={"passed_over": tuple(sorted(self._passed_over))})
            if former and not steps and stored.same_as(former):
                return

            def save(home: CaseHome) -> None:
                count = home.journal.count
                absorbed = Absorbed(base=home.journal.head.base, steps=count) if count else former and former.absorbed
                self._home = home.save(stored.model_copy(update={"absorbed": absorbed}))
                remember_place(self._work.folder, self._film, self._film_path, self._home.slot.case)

            self._on_disk(save)
            self._stored, self._steps, self._is_chosen = stored, [], False

    def settle(self, offers: Iterable[Offer]) -> None:
        """The user has seen this other work and stays with what is open: it is not told again once that is saved."""
        with self._mutex:
            self._passed_over |= {offer.mark for offer in offers}

    def leave(self) -> None:
        """Give the case free once all is on disk. Raises CephViewError as `record`; the case is kept open then."""
        with self._mutex:
            if self._home:
                self._on_disk(lambda home: home.write(sync=True))
        self.close()

    def close(self) -> None:
        """Give the case free. Steps that were not saved stay in the journal. Raises CephViewError as `record`."""
        with self._mutex:
            try:
                if self._home:
                    with suppress(CephViewError):  # told below, where it cannot be mended
                        self._on_disk(lambda home: home.write(sync=True))
                    self._home.close()
            finally:
                self._home = None
                while self._locks:
                    self._locks.pop().release()

    def _on_disk(self, write: Callable[[CaseHome], None]) -> None:
        """Write, and where that place is taken or gone, go on in another: nothing of anybody's is lost."""
        for _ in range(3):
            assert self._home is not None
            try:
                write(self._home)
                return
            except WrittenByAnother as error:
                home = self._elsewhere(self._home.place)
                if home is None:
                    raise
                self._notice = Sentence(
                    "{error} Your edits of {name} go on in {name2}.",
                    error=error,
                    name=self._film.name,
                    name2=home.slot.case.name,
                )
            except FolderGoneError as error:
                home = self._in_work_folder()
                if home is None:
                    raise CephViewError("{error} Your edits are in memory alone: export them.", error=error) from None
                self._notice = Sentence(
                    "{error} Your edits of {name} are kept in {folder} until it is.",
                    error=error,
                    name=self._film.name,
                    folder=home.place.folder,
                )
            self._home.journal.close()
            self._home = home
        raise CephViewError(
            "{name} was not saved: others write into its folder; export your points.", name=self._film.name
        )

    def _elsewhere(self, place: Place) -> CaseHome | None:
        return CaseHome.beginning(place, self._film, self._stored, self._steps, self._passed_over)

    def _in_work_folder(self) -> CaseHome | None:
        lock = CaseLock(self._work.lock)
        try:
            self._work.folder.mkdir(parents=True, exist_ok=True)
            if lock.acquire():
                self._locks.append(lock)
        except OSError:
            return None
        return self._elsewhere(self._work)

    def _writable(self) -> CaseHome:
        if self._home is None:
            raise CephViewError(
                "{name} is only shown here, nothing is saved: export what you need.", name=self._film.name
            )
        return self._home
