"""What helps: all commands by name, the shortcuts, the tour, the language, what this program is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cephview.app.editing.tour import Stop, Tour
from cephview.app.settings import Settings
from cephview.app.window import dialogs
from cephview.app.window.palette import Palette
from cephview.app.window.physical_keys import PhysicalKeys
from cephview.app.window.qt_actions import show_keys
from cephview.app.window.questions import ask_language
from cephview.app.words import tr


class Help(QObject):
    """Shows what helps, with the keys as they stand on the keyboard in use."""

    def __init__(self, window: QWidget, keys: PhysicalKeys, settings: Settings, say: Callable[[str], object]) -> None:
        super().__init__(window)
        self._window, self._keys, self._settings, self._say = window, keys, settings, say
        self._actions: Mapping[str, QAction] = {}

    @property
    def slots(self) -> dict[str, Callable[..., object]]:
        """By the id of the action, what it does; the tour is the window's, which knows its parts."""
        return {
            "palette": lambda: Palette(self._actions, self._settings, self._window, self._keys.layout).exec(),
            "shortcuts": lambda: self._tell(tr("Shortcuts"), dialogs.shortcuts_text(self._keys.layout)),
            "language": lambda: self._say(ask_language(self._settings, self._window)),
            "about": lambda: self._tell(tr("About CephView"), dialogs.about_text(), width=460),
        }

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """These are the commands; their keys are written as on the keyboard in use."""
        self._actions = actions
        self._keys.layout_changed.connect(lambda layout: show_keys(actions, layout))
        show_keys(actions, self._keys.layout)

    def show_tour(self, stops: tuple[Stop, ...], then: Callable[[], object]) -> None:
        """Say some sentences over the window, once at the first start; `then` comes after the last."""
        tour = Tour(self._window, stops)
        tour.ended.connect(lambda: self._settings.set_flag("tour_seen", True))
        tour.ended.connect(then)
        tour.begin()

    def _tell(self, title: str, text: str, *, width: int = 640) -> None:
        dialogs.TextDialog(title, text, self._window, width=width).exec()
