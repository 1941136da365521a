"""The films of the list that nobody has opened: looked at and predicted in the background, the open film first.

Of each its outline is kept (see `film_reading.outline`), never its pixels: a folder of any size fits the memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from cephview.app.background.film_reading import Keeping, look_at
from cephview.app.background.nearest import Walk
from cephview.app.background.prediction import PredictionService
from cephview.app.background.tasks import Task, Worker
from cephview.app.editing.document import CaseDocument
from cephview.app.film_list import Entry
from cephview.app.session import Session
from cephview.core.case import Case
from cephview.core.prediction import Prediction
from cephview.core.review_status import ReviewStatus, review_status
from cephview.io.films.images import read_film
from cephview.model.kept_prediction import predict

if TYPE_CHECKING:
    from cephview.model.predictor import Predictor


class FolderSurvey(QObject):
    """Looks at every film of the list, one after the other: its thumbnail and the case that is kept of it."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._worker = Worker("folder", self)
        self._under_way: Entry | None = None
        self._walk = Walk(session)
        session.list_changed.connect(self._next)
        session.shown.connect(self._next)

    def close(self) -> None:
        """Look at nothing more."""
        self._worker.close()

    def _next(self) -> None:
        # Not before a film is shown: until then the disk is for that one.
        if self._under_way is not None or self._session.current < 0:
            return
        entry = self._walk.next(lambda each: each.case is None and not each.problem)
        if entry is None:
            return
        self._under_way = entry
        keeping = self._session.keeping
        self._worker.submit(
            lambda _: look_at(entry.path, keeping),
            lambda case: self._looked(entry, case, ""),
            lambda sentence: self._looked(entry, None, sentence),
        )

    def _looked(self, entry: Entry, case: Case | None, problem: str) -> None:
        self._under_way = None
        if entry.case is None:
            self._session.note(entry, case, problem)
        self._next()


class FolderPredictions(QObject):
    """Predicts every film of the list that nobody has worked on and that has no prediction of the model in use."""

    progress_changed = Signal(int, int)  # how many of how many; (0, 0) where it rests

    def __init__(
        self, session: Session, service: PredictionService, document: CaseDocument, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._service, self._document = session, service, document
        self.by_itself = True
        self._left: set[Entry] = set()
        self._walk = Walk(session)
        self._total = 0
        self._task: Task | None = None
        # Queued: whoever else hears of the film asks for its prediction first.
        session.shown.connect(self._begin_by_itself, Qt.ConnectionType.QueuedConnection)
        session.list_changed.connect(self._begin_by_itself, Qt.ConnectionType.QueuedConnection)
        service.model_changed.connect(lambda _: self._begin_by_itself())
        service.predicted.connect(lambda _: self._go_on())
        service.busy_changed.connect(lambda text: None if text else self._go_on())

    @property
    def is_busy(self) -> bool:
        """Whether films are left to be predicted."""
        return bool(self._left) or self._task is not None

    def start(self) -> None:
        """Predict what is without a prediction, the nearest film first."""
        wanted = {entry for entry in self._session.entries if self._is_wanted(entry)}
        self._total = self._total + len(wanted - self._left) if self._task else len(wanted)
        self._left = wanted
        self._walk.begin_anew()
        self._tell()
        self._go_on()

    def cancel(self) -> None:
        """Stop; what has arrived stays."""
        if self._task:
            self._task.cancel()
        self._left, self._task, self._total = set(), None, 0
        self._tell()

    def _begin_by_itself(self, _: object = None) -> None:
        # Not before a film is shown: that one comes first.
        if self.by_itself and self._session.current >= 0 and len(self._session.entries) > 1:
            self.start()

    def _is_wanted(self, entry: Entry) -> bool:
        case = entry.case
        if entry.problem or (entry.state is not None and entry.state is self._document.state):
            return False
        if case is None or case.prediction is None:
            return True
        # A point that was agreed to is the prediction's own: another model's would move it.
        return self._service.speaks_otherwise(case.prediction) and review_status(case) is ReviewStatus.PREDICTED

    def _go_on(self) -> None:
        # The open film comes first: nothing is begun while the model is asked for it.
        if self._task or self._service.is_busy:
            return
        entry = self._next()
        if entry is None:
            self._left, self._total = set(), 0
            self._tell()
            return
        known, keeping = entry.case, self._session.keeping
        path = entry.path
        self._task = self._service.run(
            lambda predictor, _: _predict(path, known, keeping, predictor),
            lambda found: self._landed(entry, *found),
            lambda sentence: self._failed(entry, sentence),
        )
        self._tell()

    def _next(self) -> Entry | None:
        """The nearest film that is left, less what somebody else has predicted meanwhile."""

        def is_left(entry: Entry) -> bool:
            if entry in self._left and not self._is_wanted(entry):
                self._left.discard(entry)
            return entry in self._left

        entry = self._walk.next(is_left)
        if entry is None and self._left:  # passed by while it was open
            self._walk.begin_anew()
            entry = self._walk.next(is_left)
        return entry

    def _landed(self, entry: Entry, case: Case, prediction: Prediction) -> None:
        self._task = None
        self._left.discard(entry)
        state = entry.state
        if state is None:
            known = entry.case or case
            # The user may have worked on it in another window; what is kept of it comes with `case`.
            self._session.note(entry, known.with_prediction(prediction) if self._is_wanted(entry) else known)
        elif self._is_wanted(entry) or state.case.prediction is None:
            self._document.set_prediction(state, prediction)
            self._service.spare(state)
            self._session.tell_of(entry)
        self._go_on()

    def _failed(self, entry: Entry, sentence: str) -> None:
        self._task = None
        self._left.discard(entry)
        if entry.case is None:
            self._session.note(entry, None, sentence)
        self._go_on()

    def _tell(self) -> None:
        left = len(self._left)
        self.progress_changed.emit(*((self._total - left + 1, self._total) if left else (0, 0)))


def _predict(path: Path, known: Case | None, keeping: Keeping, predictor: Predictor) -> tuple[Case, Prediction]:
    """The film's outline and its prediction; the pixels end here. Raises CephViewError as `read_film`."""
    from cephview.io.cases.file import identify_film

    film = read_film(path)
    identity = identify_film(path, film.size) if keeping.enabled else None
    calibration = known.calibration if known else None
    prediction = predict(predictor, film, identity, keeping.predictions, calibration=calibration)
    return known or look_at(path, keeping, film), prediction
