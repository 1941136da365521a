"""Which commands can be used now."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from cephview.app.background.folder import FolderPredictions
from cephview.app.background.prediction import PredictionService
from cephview.app.editing.document import CaseDocument
from cephview.app.editing.placing_round import PlacingRound
from cephview.app.session import Session
from cephview.app.settings import Settings
from cephview.app.window.actions import ACTIONS
from cephview.app.words import tr
from cephview.core.ruler.points import ruler_step

# How the film is shown belongs to the film, not to the user's habits.
_NOT_REMEMBERED = ("invert", "local_contrast", "sharpen", "measurements_large")


class Enabling(QObject):
    """Enables each command where what its row in the table asks for holds."""

    def __init__(
        self,
        actions: Mapping[str, QAction],
        document: CaseDocument,
        session: Session,
        prediction: PredictionService,
        folder: FolderPredictions,
        placing: PlacingRound,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions, self._document, self._session = actions, document, session
        self._prediction, self._folder, self._round = prediction, folder, placing
        for signal in (
            document.opened,
            document.selection_changed,
            document.landmark_changed,
            document.prediction_changed,
            document.calibration_changed,
            document.dirty_changed,
            session.list_changed,
            folder.progress_changed,
            prediction.busy_changed,
            placing.changed,
        ):
            signal.connect(self.look)
        self.look()

    def look(self, *_: object) -> None:
        """Look anew."""
        if self._document.dragged:
            return  # nothing is another before it is let go
        state = self._document.state
        holds = {
            "always": True,
            "case": state is not None,
            "selection": bool(self._document.selected),
            "landmark": bool(self._document.selected) or self._round.active,
            "cases": any(entry.state for entry in self._session.entries),
            "busy": self._prediction.is_busy,
            "folder_busy": self._folder.is_busy,
            "undo": state is not None and state.stack.canUndo(),
            "redo": state is not None and state.stack.canRedo(),
            "ruler_points": state is not None and ruler_step(state.case) is not None,
        }
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(holds[spec.when])
        if state is not None:
            self._actions["undo"].setToolTip(f"{tr('Undo')} {state.stack.undoText()}".rstrip())
            self._actions["redo"].setToolTip(f"{tr('Redo')} {state.stack.redoText()}".rstrip())


def remember_switches(actions: Mapping[str, QAction], settings: Settings) -> None:
    """Put the switches as they were left, and keep how they are put."""
    for spec in ACTIONS:
        if spec.checkable and spec.id not in _NOT_REMEMBERED:
            actions[spec.id].setChecked(settings.flag(spec.id, spec.checked))
            actions[spec.id].toggled.connect(lambda on, key=spec.id: settings.set_flag(key, on))
