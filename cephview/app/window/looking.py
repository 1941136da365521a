"""How the film and the window are looked at, for the table of actions: zoom, greys, turn, layers, theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from cephview.app.canvas.film_view import FilmView
from cephview.app.editing.document import CaseDocument
from cephview.app.window.style import Choice, apply_style
from cephview.core.turn import UPRIGHT, Turn


class Looking(QObject):
    """Does what the View menu says, and lets its switches say how the film is shown now."""

    def __init__(self, document: CaseDocument, view: FilmView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._view = document, view
        self._theme: Choice = "system"

    @property
    def slots(self) -> dict[str, Callable[..., object]]:
        """By the id of the action, what it does."""
        view, display = self._view, self._view.display
        return {
            "fit": view.fit,
            "one_to_one": lambda: view.set_zoom(1.0),
            "zoom_in": lambda: view.zoom_by(1.25),
            "zoom_out": lambda: view.zoom_by(0.8),
            "invert": display.set_inverted,
            "reset_window": self._reset_window,
            "local_contrast": display.set_local_contrast,
            "sharpen": display.set_sharpened,
            "turn_left": lambda: self._turn(lambda turn: turn.turned(-1)),
            "turn_right": lambda: self._turn(lambda turn: turn.turned(1)),
            "mirror": lambda: self._turn(Turn.flipped),
            "upright": lambda: self._turn(lambda _: UPRIGHT),
            "labels": view.set_labels_visible,
            "references": view.set_references_visible,
            "errors": view.set_errors_visible,
            "tracing": view.tracing.set_wanted,
            "loupe": view.set_loupe_enabled,
            "keep_view": lambda on: setattr(view, "keep_view", on),
            "keep_window": lambda on: setattr(display, "keep", on),
            "theme_system": lambda on: self._use_theme("system", on),
            "theme_light": lambda on: self._use_theme("light", on),
            "theme_dark": lambda on: self._use_theme("dark", on),
        }

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Keep the switches of the greys in step with the display, and the theme with the system's."""
        display = self._view.display

        def check() -> None:
            for name, on in (
                ("invert", display.inverted),
                ("local_contrast", display.look.local_contrast),
                ("sharpen", display.look.sharpened),
            ):
                actions[name].setChecked(on)

        display.changed.connect(check)
        QApplication.styleHints().colorSchemeChanged.connect(lambda _: self._use_theme(self._theme, True))

    def _turn(self, change: Callable[[Turn], Turn]) -> None:
        self._document.set_turn(change(self._document.turn))

    def _reset_window(self) -> None:
        if self._document.case is not None:
            self._view.display.reset(self._document.case.radiograph)

    def _use_theme(self, choice: Choice, on: bool) -> None:
        application = QApplication.instance()
        if on and isinstance(application, QApplication):
            self._theme = choice
            apply_style(application, choice)
