"""The commands on the open film's points and scale, for the table of actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cephview.app.canvas.film_view import FilmView
from cephview.app.editing.document import CaseDocument
from cephview.app.keeping.autosave import Autosave
from cephview.app.settings import Settings
from cephview.app.window.questions import ask_calibration, ask_name


def edit_slots(
    document: CaseDocument, view: FilmView, autosave: Autosave, settings: Settings, window: QWidget
) -> dict[str, Callable[..., object]]:
    """By the id of the action, what it does."""

    def save() -> None:
        if document.state is not None:
            autosave.save(document.state)

    return {
        "save": save,
        "undo": document.undo,
        "redo": document.redo,
        "reset_all": document.reset_all,
        "lock": lambda: document.toggle_lock(document.selected),
        "lock_all": lambda: document.lock_all(True),
        "unlock_all": lambda: document.lock_all(False),
        "calibrate": lambda: ask_calibration(document, window),
        "ruler": view.ruler.start,
        "your_name": lambda: ask_name(settings, autosave, window),
    }
