"""The preprocessing form as the main window sees it: of the model in use, over the open film."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cephview.app.background.prediction import PredictionService
from cephview.app.editing.document import CaseDocument
from cephview.app.words import tr
from cephview.core.case import Case

if TYPE_CHECKING:
    from cephview.app.preprocessing.dialog import PreprocessingDialog


class Preprocessings(QObject):
    """Opens the form; a model whose sidecar was written is asked to be used anew."""

    use_requested = Signal(object)  # Path of a model

    def __init__(
        self, document: CaseDocument, prediction: PredictionService, say: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._document, self._prediction, self._say, self._window = document, prediction, say, parent
        self.dialog: PreprocessingDialog | None = None
        document.opened.connect(self._follow)

    def show(self) -> None:
        """Show the form of the model in use, or of one that its sidecar kept from being that; the other one goes."""
        path = self._prediction.refused or self._prediction.model_path
        if path is None:
            card = self._prediction.card
            self._say(
                tr("The model that CephView brings along says all of its preprocessing itself.")
                if card
                else tr("The model is still being loaded.")
            )
            return
        if self.dialog is None or self.dialog.path != path or not self.dialog.isVisible():
            # Here, so that nobody waits for it who never asks for it.
            from cephview.app.preprocessing.dialog import PreprocessingDialog

            self.close()
            self.dialog = PreprocessingDialog(path, self._case(), self._window)
            self.dialog.saved.connect(self._saved)
            self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def close(self) -> None:
        """Give up what is being tried, and close the form."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None

    def _case(self) -> Case:
        """The open film, or the drawn one."""
        if self._document.case is not None:
            return self._document.case
        from cephview.core.resources import resource
        from cephview.io.films.images import read_film

        film = read_film(resource("sample", "phantom.png"))
        return Case(film, calibration=film.calibration)

    def _follow(self) -> None:
        if self.dialog is not None and self.dialog.isVisible() and self._document.case is not None:
            self.dialog.show_case(self._document.case)

    def _saved(self, path: Path) -> None:
        if path in (self._prediction.refused, self._prediction.model_path):
            self.use_requested.emit(path)
