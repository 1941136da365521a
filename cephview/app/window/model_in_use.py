"""The model in use, for the table of actions: predict with it, look at it, take another one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cephview.app.background.folder import FolderPredictions
from cephview.app.background.prediction import PredictionService
from cephview.app.canvas.display import Display
from cephview.app.keeping.files import Files
from cephview.app.settings import Settings
from cephview.app.window.questions import ask_kept, show_model
from cephview.app.words import tr


class ModelInUse(QObject):
    """Puts the commands on models to the service; `set_up` opens the dialog of what a model does not say."""

    def __init__(
        self,
        window: QWidget,
        prediction: PredictionService,
        folder: FolderPredictions,
        display: Display,
        files: Files,
        settings: Settings,
        *,
        set_up: Callable[[], object],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._prediction, self._folder = window, prediction, folder
        self._display, self._files, self._settings = display, files, settings
        self._set_up, self._say = set_up, say

    @property
    def slots(self) -> dict[str, Callable[..., object]]:
        """By the id of the action, what it does."""
        return {
            "predict": self._prediction.request_open,
            "predict_shown": lambda: self._prediction.request_shown(self._display),
            "cancel": self._prediction.cancel,
            "predict_folder": self._folder.start,
            "stop_folder": self._folder.cancel,
            "folders_by_themselves": lambda on: setattr(self._folder, "by_itself", on),
            "model": self._show,
            "open_model": self._open,
            "embedded_model": lambda: self.use(None),
            "kept_predictions": lambda: ask_kept(self._settings, self._prediction.kept, self._window),
        }

    def use(self, path: Path | None) -> None:
        """Take this checkpoint from now on; None is the one that CephView brings along."""
        self._settings.model = path
        self._prediction.load_model(path)

    def _show(self) -> None:
        card = self._prediction.card
        if card is None:
            self._say(tr("The model is still being loaded."))
        else:
            show_model(card, self._window, self._set_up)

    def _open(self) -> None:
        path = self._files.ask_model()
        if path is not None:
            self.use(path)
