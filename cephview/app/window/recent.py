"""The films opened lately, as a menu and in the empty window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from cephview.app.canvas.empty_state import titles
from cephview.app.settings import Settings
from cephview.app.words import tr


class RecentMenu(QObject):
    """Fills a menu, which is not empty, with the recent films above what stands there, each time it opens."""

    chosen = Signal(Path)

    def __init__(self, menu: QMenu, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu, self._settings = menu, settings
        self._films: list[QAction] = []
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Offer the films that are there now, latest first; the whole path is in the tooltip."""
        for old in self._films:
            self._menu.removeAction(old)
            old.deleteLater()
        paths = self._settings.recent
        self._films = [QAction(text, self._menu) for text in titles(paths)] or [QAction(tr("No film yet"), self._menu)]
        for action, path in zip(self._films, paths, strict=False):
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, film=path: self.chosen.emit(film))
        self._films[0].setEnabled(bool(paths))
        self._menu.insertActions(self._menu.actions()[0], self._films)
