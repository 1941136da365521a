"""The landmarks that a film has besides its model's: chosen from the catalogue, made up, or following from others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from cephview.app.editing.document import CaseDocument
from cephview.app.settings import Settings
from cephview.app.words import said, tr
from cephview.core.case import NO_EDIT, Edit
from cephview.core.catalogue import LANDMARKS, Landmark
from cephview.core.errors import CephViewError
from cephview.core.sentences import kept

if TYPE_CHECKING:
    from cephview.app.editing.landmark_dialogs import AddLandmarksDialog


class OwnLandmarks(QObject):
    """Which landmarks the open film has besides its model's."""

    def __init__(self, document: CaseDocument, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._window, self._settings = document, window, settings
        self.dialog: AddLandmarksDialog | None = None

    @property
    def slots(self) -> dict[str, Callable[..., object]]:
        """By the id of the action, what it does."""
        return {"add_landmarks": self.ask, "construct": self.construct}

    def load(self) -> str:
        """Read the user's own landmarks; a sentence where their file cannot be read, and nothing is lost by that."""
        from cephview.io.own_landmarks import load_own_landmarks

        try:
            load_own_landmarks(self._settings.landmarks_file)
        except CephViewError as error:
            return said(error)
        return ""

    def ask(self) -> None:
        """Choose what the film has besides; one step of the history."""
        case = self._document.case
        if case is None or (self._document.state and self._document.state.read_only):
            return
        from cephview.app.editing.landmark_dialogs import AddLandmarksDialog

        self.dialog = dialog = AddLandmarksDialog(case.base.symbols, case.added, self._make, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._set(dialog.chosen()))
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        dialog.open()

    def construct(self) -> None:
        """Let the selected landmark follow from those that it is constructed from, or no longer."""
        document, symbol = self._document, self._document.selected
        landmark = LANDMARKS.get(symbol)
        if landmark is None or not landmark.construct:
            document.refused.emit(
                tr("{symbol} is marked by eye: the catalogue has no construction of it.", symbol=symbol)
            )
        elif document.case and document.case.edit(symbol).constructed:
            document.say_of({symbol: NO_EDIT}, kept("free", symbol=symbol))
        else:
            document.say_of(
                {symbol: Edit(constructed=True)}, kept("construct", symbol=symbol, symbols=landmark.parents)
            )

    def _set(self, chosen: tuple[str, ...]) -> None:
        case = self._document.case
        if case is None:
            return
        fields = {
            "symbols": tuple(symbol for symbol in chosen if symbol not in case.added),
            "left_out": tuple(symbol for symbol in case.added if symbol not in chosen),
        }
        told = {name: symbols for name, symbols in fields.items() if symbols}
        kind = "exchange" if len(told) > 1 else "leave-out" if "left_out" in told else "add"
        self._document.set_landmarks(chosen, kept(kind, **(told or fields)))

    def _make(self, landmark: Landmark) -> str:
        from cephview.io.own_landmarks import keep_own_landmark

        try:
            keep_own_landmark(self._settings.landmarks_file, landmark)
        except CephViewError as error:
            return said(error)
        return ""
