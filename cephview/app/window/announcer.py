"""What the user has to be told, of the film that is shown, its readings, its scale and the model, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from cephview.app.background.prediction import PredictionService
from cephview.app.canvas.display import Display
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.window.notices import Notice, Notices, film_notices_of, labels_notice, notices_of
from cephview.app.words import said, said_all, tr


class Announcer(QObject):
    """Makes notices of it; `set_up` opens the dialog of what a model does not say."""

    def __init__(
        self,
        window: QWidget,
        document: CaseDocument,
        notices: Notices,
        display: Display,
        prediction: PredictionService,
        *,
        set_up: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window, self._document, self._notices = window, document, notices
        self._display, self._prediction, self._set_up = display, prediction, set_up
        prediction.model_changed.connect(lambda _: self._tell_of_model())
        prediction.model_failed.connect(self._tell_of_refusal)
        prediction.prediction_failed.connect(self.warn)

    def warn(self, sentence: str, action_text: str = "", action: Callable[[], object] | None = None) -> None:
        """One sentence that the user must see, with what can be done: over the film, or without one in a dialog."""
        if self._document.case is not None:
            self._notices.add(Notice(sentence, action_text, action, first=True))
        else:
            # Not `exec`: a run without a person must not wait for a click.
            box = QMessageBox(QMessageBox.Icon.Warning, "CephView", said(sentence), parent=self._window)
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            if action is not None:
                box.addButton(QMessageBox.StandardButton.Close)
                box.addButton(action_text, QMessageBox.ButtonRole.ActionRole).clicked.connect(lambda: action())
            box.open()

    def film_shown(self, state: CaseState) -> None:
        """Another film: what was said of the former one goes."""
        self._notices.clear()
        self._tell_of_model()
        for notice in film_notices_of(state.case, self._display):
            self._notices.add(notice)

    def labels_unclear(self, readings: Mapping[Path, str], explain: Callable[[Path], bool]) -> None:
        """Readings of the shown film of which a label is not known, and what is unclear in each."""
        for path, sentence in readings.items():
            self._notices.add(labels_notice(path, sentence, explain, self._notices))

    def check_scale(self) -> None:
        """Say what is to be said of the shown film's millimetres and points."""
        if self._document.case is not None:
            for notice in notices_of(self._document.case, self._document.turn, self._document.set_turn):
                self._notices.add(notice)

    def _tell_of_refusal(self, sentence: str) -> None:
        if self._prediction.refused is None:
            self.warn(sentence)
        else:
            self.warn(sentence, tr("Preprocessing…"), self._set_up)

    def _tell_of_model(self) -> None:
        card = self._prediction.card
        if card and card.assumptions and self._document.case:
            text = tr(
                "This checkpoint does not say everything: {assumptions}.", assumptions=said_all(card.assumptions, "; ")
            )
            self._notices.add(Notice(text, tr("Check them…"), self._set_up, key=card.sha256))
        if card and card.configs and self._document.case:
            names = ", ".join(card.configs)
            text = tr(
                "Several configs lie beside {file} ({names}): none is read until you choose.",
                file=card.file,
                names=names,
            )
            self._notices.add(Notice(text, tr("Choose…"), self._set_up, key=f"configs {card.sha256}"))
