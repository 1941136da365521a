"""mm per pixel of the open film for the others of its device or folder, in one go; each film's history has the step."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QRadioButton, QVBoxLayout, QWidget

from cephview.app.background.film_reading import Keeping, fresh_case, open_store
from cephview.app.background.tasks import Task, Worker
from cephview.app.editing.document import CaseDocument
from cephview.app.film_list import Entry
from cephview.app.session import Session
from cephview.app.window.notices import Notice
from cephview.app.window.ok_cancel import OkCancel
from cephview.app.words import said, tr
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.errors import CephViewError
from cephview.core.history import CalibrationSet, Step
from cephview.core.keys import in_keys_of_the_system
from cephview.core.sentences import kept
from cephview.io.films.images import read_film

if TYPE_CHECKING:
    from cephview.io.cases.store import OpenedCase

_WIDTH = 460
# So many cases are locked at once, each with its descriptors, until the session has taken them.
_AT_ONCE = 8
Choose = Callable[[Calibration | None], Calibration | None]


@dataclass(frozen=True)
class Wanted:
    """Which films get it: `entries`, and whether one that has a calibration of its own loses that."""

    entries: tuple[Entry, ...]
    replace_own: bool


@dataclass(frozen=True)
class _Looked:
    """One film: what it had, and the store of a case that the session holds, for it to write to."""

    entry: Entry
    former: Calibration | None
    opened: OpenedCase | None


@dataclass(frozen=True)
class _Result:
    """What was done, and by film's name why nothing was."""

    done: tuple[_Looked, ...]
    left: Mapping[str, str]


class SharedCalibrationDialog(QDialog):
    """Asks for which films."""

    def __init__(
        self, calibration: Calibration, size: tuple[int, int], folder: int, listed: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("mm per pixel for other films"))
        text = QLabel(
            tr(
                "{calibration}\n\nUse it for other films of the same device, too. Right only where they were "
                "taken in the same way: films of another size than {width} × {height} px are left as they are.",
                calibration=calibration.describe(),
                width=size[0],
                height=size[1],
            )
        )
        text.setWordWrap(True)
        text.setMinimumSize(_WIDTH, text.heightForWidth(_WIDTH))  # else Qt cuts what it has wrapped
        self.folder = QRadioButton(tr("The other films of this folder ({folder})", folder=folder))
        self.listed = QRadioButton(tr("All other films of the list ({listed})", listed=listed))
        self.folder.setEnabled(folder > 0)
        (self.folder if folder else self.listed).setChecked(True)
        self.replace_own = QCheckBox(tr("Also films that have their own (measured, from the file, or from a table)"))
        buttons = OkCancel(self)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (text, self.folder, self.listed, self.replace_own, buttons):
            layout.addWidget(widget)


class SharedCalibration(QObject):
    """Does it in a worker, film by film: cases that nobody has opened are locked, written and given free."""

    working = Signal(object, str, object)  # Task, what it does, how to give it up
    told = Signal(object)  # Notice
    failed = Signal(str)
    _changed = Signal(object, object, object)  # _Looked, its calibration now, what to call when it is taken

    def __init__(self, document: CaseDocument, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._session, self._window = document, session, window
        self._worker = Worker("calibration", self)
        self._closing = threading.Event()
        self._changed.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def ask(self) -> None:
        """Ask for which films, and begin."""
        case = self._document.case
        if case is None or case.calibration is None:
            self.failed.emit(
                in_keys_of_the_system(
                    tr("This film has no mm per pixel yet: measure its ruler or set it (Ctrl+L) first.")
                )
            )
            return
        others = self.others()
        near = self.others(of_folder=True)
        if not others:
            self.failed.emit(tr("No other film is in the list: open the folder."))
            return
        dialog = SharedCalibrationDialog(case.calibration, case.radiograph.size, len(near), len(others), self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.start(Wanted(tuple(near if dialog.folder.isChecked() else others), dialog.replace_own.isChecked()))

    def others(self, *, of_folder: bool = False) -> list[Entry]:
        """The films of the list, or of the open film's folder, without the open one."""
        here = self._session.entries[self._session.current]
        others = [entry for entry in self._session.entries if entry is not here and not entry.problem]
        return [entry for entry in others if entry.path.parent == here.path.parent] if of_folder else others

    def start(self, wanted: Wanted) -> None:
        """Give these films the calibration of the open one."""
        case = self._document.case
        if case is not None and case.calibration is not None:
            shared, size = shared_from(case.calibration), case.radiograph.size

            def choose(former: Calibration | None) -> Calibration | None:
                kept = former is not None and former.source is not CalibrationSource.SHARED and not wanted.replace_own
                return former if kept else shared

            self._run(dict.fromkeys(wanted.entries, choose), size, self._done)

    def take_back(self, result: _Result) -> None:
        """Give each film what it had before."""
        self._run({each.entry: _always(each.former) for each in result.done}, None, self._undone)

    def close(self) -> None:
        """Wait for the film under way."""
        self._closing.set()
        self._worker.close()

    def _run(
        self,
        wanted: Mapping[Entry, Choose],
        size: tuple[int, int] | None,
        done: Callable[[_Result], None],
    ) -> None:
        films = [(entry, entry.state is not None, choose) for entry, choose in wanted.items()]
        stop, room = threading.Event(), threading.Semaphore(_AT_ONCE)
        keeping, autosave = self._session.keeping, self._session.autosave
        who = autosave.who

        def may_go_on() -> bool:
            while not (stop.is_set() or self._closing.is_set()):
                if room.acquire(timeout=0.1):
                    return True
            return False

        def work(task: Task) -> _Result:
            found, left = [], {}
            for number, (entry, is_held, choose) in enumerate(films):
                task.progress = (number, len(films))
                if not may_go_on():
                    break
                state, looked = entry.state, None
                try:
                    if state is not None:
                        autosave.wait_until_left(state)
                    looked = _one(entry, keeping, who, choose, size, is_held=is_held)
                except CephViewError as error:
                    left[entry.name] = said(error)
                if looked is None:
                    room.release()
                else:
                    found.append(replace(looked, opened=None))
                    self._changed.emit(looked, choose(looked.former), room.release)
            return _Result(tuple(found), left)

        # Not `task.cancel`: what was done until then is told all the same.
        task = self._worker.submit(work, done, self.failed.emit)
        self.working.emit(task, tr("mm per pixel: film"), stop.set)

    def _take(self, looked: _Looked, now: Calibration | None, taken: Callable[[], None]) -> None:
        """Show what a film has now; the store of a case that was open before goes to the session."""
        if looked.opened is not None:
            self._session.calibrate_left(looked.entry, looked.opened, now)
        elif looked.entry.looked_at is not None:
            self._session.note(looked.entry, replace(looked.entry.looked_at, calibration=now))
        taken()

    def _done(self, result: _Result) -> None:
        self.told.emit(Notice(sentence(result), tr("Take it back"), lambda: self.take_back(result), first=True))

    def _undone(self, result: _Result) -> None:
        count = len(result.done)
        text = (
            tr("{count} films have the former mm per pixel again.", count=count)
            if count != 1
            else tr("{count} film has the former mm per pixel again.", count=count)
        )
        self.told.emit(Notice(text, first=True))


def _always(calibration: Calibration | None) -> Choose:
    return lambda _: calibration


def shared_from(calibration: Calibration) -> Calibration:
    """The calibration as another film of the device has it; its detail says how it was measured."""
    if calibration.source is CalibrationSource.SHARED:
        return calibration
    source, detail = calibration.source.label, calibration.detail
    detail = kept("there-so", source=source, detail=detail) if detail else kept("there", source=source)
    return replace(calibration, source=CalibrationSource.SHARED, detail=detail)


def sentence(result: _Result) -> str:
    """What was done, in words."""
    count = len(result.done)
    text = (
        tr("mm per pixel was set for {count} other films.", count=count)
        if count != 1
        else tr("mm per pixel was set for {count} other film.", count=count)
    )
    if result.left:
        first = list(result.left.values())[:1]
        text += tr(" {count} could not be: {first}", count=len(result.left), first=first[0])
    return text


def _one(
    entry: Entry,
    keeping: Keeping,
    who: str,
    choose: Choose,
    size: tuple[int, int] | None,
    *,
    is_held: bool,
) -> _Looked | None:
    """Look at one film and write its step; None where it stays as it is. Raises CephViewError where it has to."""
    film = read_film(entry.path)
    if size is not None and film.size != size:
        return None
    case = fresh_case(entry.path, film)
    if not keeping.enabled:
        raise CephViewError(tr("Nothing is kept in this session, so films that are not open cannot be calibrated."))
    opened = open_store(entry.path, case.radiograph, keeping)
    if opened.read_only_because:
        opened.store.close()
        raise CephViewError(opened.read_only_because)
    case = opened.restore(case)
    former, now = case.calibration, choose(case.calibration)
    if now == former:
        opened.store.close()
        return None
    if is_held:
        return _Looked(entry, former, opened)  # its undo stack is the session's
    try:
        opened.store.record(Step(datetime.now(UTC), kept("calibrate"), CalibrationSet(now), who))
        opened.store.save(replace(case, calibration=now))
    finally:
        opened.store.close()
    return _Looked(entry, former, None)
