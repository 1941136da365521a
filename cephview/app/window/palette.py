"""The command palette: every command by its name, the latest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cephview.app.settings import Settings
from cephview.app.window.actions import ACTIONS, ActionSpec
from cephview.app.window.qt_actions import shortcut_text
from cephview.app.words import tr

_ID_ROLE = Qt.ItemDataRole.UserRole


class Palette(QDialog):
    """Every command that can be used now: type a part of its name, Enter runs it."""

    def __init__(
        self, actions: Mapping[str, QAction], settings: Settings, parent: QWidget | None = None, layout: str = ""
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._actions, self._settings, self._layout = actions, settings, layout
        box = QVBoxLayout(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Type a command…"))
        self.list = QListWidget()
        box.addWidget(self.field)
        box.addWidget(self.list)
        self.resize(460, 380)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._run)
        self.list.itemActivated.connect(self._run)
        self.list.itemClicked.connect(self._run)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self._filter("")

    def showEvent(self, event: QShowEvent) -> None:
        """Who opens it types at once."""
        super().showEvent(event)
        self.activateWindow()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move in the list while the field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}.get(event.key())
            if step is not None:
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        self.list.clear()
        words = text.casefold().split()
        usable = [spec for spec in ACTIONS if self._actions[spec.id].isEnabled() and _matches(spec, words)]
        for spec in latest_first(usable, self._settings.commands):
            keys = shortcut_text(spec, self._layout)
            item = QListWidgetItem(f"{tr(spec.menu)}  ·  {tr(spec.text)}{f'    {keys}' if keys else ''}", self.list)
            item.setData(_ID_ROLE, spec.id)
        if not usable:
            item = QListWidgetItem(tr("Nothing found for “{typed}”", typed=text.strip()), self.list)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.setCurrentRow(0 if usable else -1)

    def _run(self) -> None:
        item = self.list.currentItem()
        name = item.data(_ID_ROLE) if item is not None else None
        if name:
            self._settings.remember_command(name)
            self.accept()
            self._actions[name].trigger()


def latest_first(specs: Sequence[ActionSpec], latest: Sequence[str]) -> list[ActionSpec]:
    """Those that were run from here last at the top, the others in the order of the menus."""
    return sorted(specs, key=lambda spec: latest.index(spec.id) if spec.id in latest else len(latest))


def _matches(spec: ActionSpec, words: Sequence[str]) -> bool:
    known = (spec.menu, spec.text, spec.hint)
    where = " ".join((*known, *map(tr, known))).casefold()
    return all(word in where for word in words)
