"""Other work on the film that is shown, found by its pixels or opened by hand: both are seen, and the user chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cephview.app.background.tasks import Task, Worker
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.session import Session
from cephview.app.window.notices import Notice, Notices
from cephview.app.words import said, tr
from cephview.core.errors import CephViewError

if TYPE_CHECKING:
    from cephview.app.window.compare_dialog import CompareDialog
    from cephview.io.cases.schema import StoredFilm
    from cephview.io.cases.survey import Offer


class OtherWork(QObject):
    """Tells of other work, asks which to go on with, and opens case files."""

    def __init__(
        self,
        session: Session,
        document: CaseDocument,
        notices: Notices,
        window: QWidget,
        *,
        say: Callable[[str], None],
        warn: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._say, self._warn = say, warn
        self._session, self._document, self._notices, self._window = session, document, notices, window
        self._worker = Worker("case files", self, urgent=True)
        self._wanted: dict[Path, Path] = {}  # by film: the case file that the user opened
        self.dialog: CompareDialog | QMessageBox | None = None
        session.work_given.connect(self.open)
        session.shown.connect(self._shown)
        session.offered.connect(self._tell)

    def open(self, case_files: Sequence[Path]) -> None:
        """Show the films of these case files, and go on with them or ask."""
        work_folder = self._session.keeping.folder
        for case_file in case_files:
            self._worker.submit(
                partial(_looking, case_file, work_folder),
                partial(self._found, case_file),
                self._session.failed.emit,
            )

    def close(self) -> None:
        """Wait for the search under way."""
        self._worker.close()

    def _found(self, case_file: Path, film: Path | None) -> None:
        if film is not None:
            self._open_with(case_file, film)
        elif not self._session.keeping.enabled:
            self._session.failed.emit(
                tr("The film of {name} is not beside it: put both into one folder.", name=case_file.name)
            )
        else:
            self._ask_film(case_file)

    def _open_with(self, case_file: Path, film: Path) -> None:
        self._wanted[film.absolute()] = case_file
        self._session.open([film])

    def _ask_film(self, case_file: Path) -> None:
        """No film is beside the case file: is it the one that is shown, or which?"""
        shown = self._document.case.radiograph.path if self._document.case else None
        text = tr("The film of {name} is neither beside it nor where it lay before.", name=case_file.name)
        box = QMessageBox(QMessageBox.Icon.Question, tr("Which film is it?"), text, parent=self._window)
        box.setInformativeText(tr("Open its points on which film?"))
        here = box.addButton(tr("On {name}", name=shown.name), QMessageBox.ButtonRole.AcceptRole) if shown else None
        choose = box.addButton(tr("Choose the film…"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)

        def clicked(button: object) -> None:
            if shown is not None and button is here:
                self._open_with(case_file, shown)
            elif button is choose:
                name, _ = QFileDialog.getOpenFileName(
                    self._window, tr("The film of {name}", name=case_file.name), str(case_file.parent)
                )
                if name:
                    self._open_with(case_file, Path(name))

        box.buttonClicked.connect(clicked)
        self._show(box)

    def _shown(self, state: CaseState) -> None:
        path = state.case.radiograph.path
        case_file = self._wanted.pop(path.absolute(), None) if path else None
        if case_file is None:
            return
        from cephview.io.cases.by_hand import offer_by_hand
        from cephview.io.cases.survey import OfferKind

        try:
            steps = self._session.autosave.steps(state)
            offer = offer_by_hand(case_file, _identity(state), steps)
        except CephViewError as error:
            self._session.failed.emit(said(error))
            return
        if offer is None:
            self._say(tr("{name} is what you see.", name=case_file.name))
        elif offer.kind is OfferKind.COPY:  # of this film, on which nobody has worked here
            self._session.take(case_file)
        elif not self._session.keeping.enabled:
            self._session.failed.emit(offer.text)
        else:
            self._ask(offer)

    def _tell(self, offers: Sequence[Offer]) -> None:
        for offer in offers:
            self._notices.add(Notice(offer.text, tr("Look…"), partial(self._ask, offer), first=True))

    def _ask(self, offer: Offer) -> None:
        from cephview.app.window.compare_dialog import Answer, CompareDialog
        from cephview.io.cases.by_hand import work_in

        state = self._document.state
        if state is None:
            return
        try:
            there = work_in(offer.case_file, _identity(state), state.case)
        except CephViewError as error:
            self._warn(said(error))
            return
        dialog = CompareDialog(tr("Other work on this film"), offer.text, state.case, there, self._window)

        def answered() -> None:
            if self._document.state is not state:
                return
            if dialog.answer is Answer.USE:
                self._session.take(offer.case_file)
            elif dialog.answer is Answer.STAY:
                self._notices.take_away(offer.text)
                self._session.autosave.settle_offers(state, (offer,))

        dialog.finished.connect(lambda _: answered())
        self._show(dialog)

    def _show(self, dialog: CompareDialog | QMessageBox) -> None:
        # Not `exec`: a run without a person must not wait for a click.
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None


def _looking(case_file: Path, work_folder: Path | None, _: Task) -> Path | None:
    from cephview.io.cases.by_hand import find_film_of

    return find_film_of(case_file, work_folder)


def _identity(state: CaseState) -> StoredFilm:
    """Which film is open, also where nothing of it is kept. Raises CephViewError where its file cannot be read."""
    from cephview.io.cases.file import identify_film

    film = state.case.radiograph
    if state.film is not None:
        return state.film
    assert film.path is not None  # it was opened from there
    return identify_film(film.path, film.size, film)
