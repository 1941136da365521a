"""The training window as the main window sees it: made when first asked for, and what becomes of its model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cephview.app.background.film_reading import Keeping
from cephview.app.editing.document import CaseDocument
from cephview.app.evaluation.opener import Evaluations
from cephview.app.settings import Settings
from cephview.app.window.questions import may_stop
from cephview.app.words import tr

if TYPE_CHECKING:
    from cephview.app.evaluation.job import PointSource
    from cephview.app.training.window import TrainingWindow


class Trainings(QObject):
    """Opens the training window, with the folder of the open film where nothing is chosen yet."""

    use_requested = Signal(object)  # Path of a checkpoint

    def __init__(
        self, document: CaseDocument, evaluations: Evaluations, settings: Settings, keeping: Keeping, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._document, self._evaluations = document, evaluations
        self._settings, self._keeping, self._window = settings, keeping, parent
        self.window: TrainingWindow | None = None

    def show(self) -> None:
        """Show the window, as it was left."""
        if self.window is None:
            # Here, so that nobody waits for the plots who never asks for them.
            from cephview.app.training.window import TrainingWindow

            self.window = TrainingWindow(self._settings, self._keeping.folder)
            self.window.use_requested.connect(self.use_requested)
            self.window.evaluation_requested.connect(self._evaluate)
        case = self._document.case
        film = case.radiograph.path if case is not None else None
        if film is not None and not self.window.form.paths:
            self.window.form.add_folder(film.parent)
        self.window.form.refresh()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def may_close(self) -> bool:
        """Whether nothing is being trained, or the user has said that it may stop."""
        if self.window is None or not self.window.process.is_running:
            return True
        question = tr("Stop it and close CephView? Whole epochs are kept, and it can be gone on with.")
        return may_stop(tr("Training"), tr("A model is being trained."), question, self._window)

    def close(self) -> None:
        """Stop what runs, and close the window."""
        if self.window is not None:
            self.window.process.close()
            self.window.close()

    def _evaluate(self, source: PointSource, folder: Path) -> None:
        self._evaluations.show()
        window = self._evaluations.window
        if window is not None:
            window.bar.set_folder(folder)
            window.bar.set_source(source)
