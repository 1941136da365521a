"""The evaluation window as the main window sees it: made when first asked for, and the way to a film and back."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cephview.app.background.film_reading import Keeping
from cephview.app.background.prediction import PredictionService
from cephview.app.background.tasks import Worker
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.session import Session
from cephview.app.settings import Settings
from cephview.app.window.notices import Notice, Notices
from cephview.app.words import tr

if TYPE_CHECKING:
    from cephview.app.evaluation.window import EvaluationWindow
    from cephview.review.evaluation import EvaluatedCase


# So long the model has rested when the plots are imported, which takes a quarter of a second.
_REST_MS = 1000


class Evaluations(QObject):
    """Opens the evaluation window, shows its films in the main window with their lines, and leads back."""

    def __init__(
        self,
        session: Session,
        document: CaseDocument,
        prediction: PredictionService,
        notices: Notices,
        settings: Settings,
        keeping: Keeping,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._document, self._prediction = session, document, prediction
        self._notices, self._settings, self._keeping = notices, settings, keeping
        self._wanted: tuple[EvaluatedCase, str] | None = None
        self.window: EvaluationWindow | None = None
        self._proposed: Path | None = None  # the folder that nobody chose
        self._worker = Worker("plots", self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._prepare)

    def prepare_when_idle(self) -> None:
        """Import the plots in a worker when the model has rested for a second, so that `show` is no wait."""
        self._prediction.busy_changed.connect(self._model_worked)

    def _model_worked(self, doing: str) -> None:
        self._rest.stop() if doing else self._rest.start()

    def _prepare(self) -> None:
        self._prediction.busy_changed.disconnect(self._model_worked)
        self._worker.submit(lambda _: import_module("cephview.app.evaluation.window"), lambda _: None)

    def show(self) -> None:
        """Show the window, as it was left; with the folder of the open film until another one is chosen."""
        if self.window is None:
            # Here, so that the window's start does not wait for the plots.
            from cephview.app.evaluation.window import EvaluationWindow

            self.window = EvaluationWindow(self._settings, self._keeping.folder)
            self.window.film_requested.connect(self.open_film)
            # After the main window's own slot: it asks the model in use for a prediction.
            self._session.shown.connect(self._shown)
        self._propose_folder(self.window)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def ask_why(self) -> None:
        """Diagnose the model in use on the folder that was evaluated last, else on that of the open film."""
        self.show()
        window = self.window
        if window is None:
            return
        window.ask_why()

    def _propose_folder(self, window: EvaluationWindow) -> None:
        case = self._document.case
        film = case.radiograph.path if case is not None else None
        untouched = window.evaluation is None and not window.job.is_running
        if film is not None and untouched and window.bar.folder in (None, self._proposed):
            self._proposed = film.parent
            window.bar.set_folder(film.parent)

    def open_film(self, case: EvaluatedCase, symbol: str) -> None:
        """Open a film of the evaluation in the main window, its worst landmark selected."""
        self._wanted = (case, symbol)
        self._session.open([case.path])
        host = self.parent()
        if host is not None and host.isWidgetType():
            host.activateWindow()  # type: ignore[attr-defined]

    def close(self) -> None:
        """Stop what runs, and close the window."""
        self._rest.stop()
        self._worker.close()
        if self.window is not None:
            self.window.close_jobs()
            self.window.close()

    def _shown(self, state: CaseState) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None or state.case.radiograph.path != wanted[0].path.absolute():
            return
        case, symbol = wanted
        told = tr("As evaluated: points of {name}.", name=case.prediction.model.name)
        if state.case.edits:
            # A confirmed point would follow another prediction.
            told = tr("This film has your corrections, which are shown instead of the evaluated points.")
        else:
            self._prediction.cancel()
            self._document.set_prediction(state, case.prediction)
        if symbol in state.case.scheme.symbols:
            self._document.select(symbol)
        self._notices.add(Notice(told, tr("Back to the evaluation"), self.show))
