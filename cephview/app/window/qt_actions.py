"""The commands of the table as Qt has them: actions, with their keys as this system and this keyboard write them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from cephview.app.window.actions import ACTIONS, ActionSpec
from cephview.app.words import tr
from cephview.core.keyboards import letter_at
from cephview.core.keys import key_text


def build_actions(parent: QWidget, slots: Mapping[str, Callable[..., object]]) -> dict[str, QAction]:
    """The actions by id, connected to the slot of the same id. Raises KeyError where one has no slot."""
    actions = {}
    for spec in ACTIONS:
        action = QAction(tr(spec.text), parent)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.system_keys])
        action.setIconText(tr(spec.short or spec.text).rstrip("…"))
        action.setCheckable(spec.checkable)
        action.setChecked(spec.checked)
        if spec.film_only:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        slot = slots[spec.id]
        # A plain command takes no argument; Qt would hand it `checked`.
        if spec.checkable:
            action.toggled.connect(slot)
        else:
            action.triggered.connect(lambda _=False, slot=slot: slot())
        actions[spec.id] = action
    show_keys(actions, "")
    return actions


def show_keys(actions: Mapping[str, QAction], layout: str) -> None:
    """Write the keys into tooltips and menus as they stand on a keyboard of this layout (see `core.keyboards`)."""
    for spec in ACTIONS:
        keys = shortcut_text(spec, layout)
        actions[spec.id].setToolTip(f"{tr(spec.hint or spec.text).rstrip('…')}{f'  ({keys})' if keys else ''}")
        # Qt writes the key itself; what follows a tab stands in its place. The menus of macOS read that as a key.
        printed = _printed(spec.system_keys[0], layout) if spec.keys and sys.platform != "darwin" else ""
        actions[spec.id].setText(f"{tr(spec.text)}\t{printed}" if printed else tr(spec.text))


def shortcut_text(spec: ActionSpec, layout: str = "") -> str:
    """The keys as this platform writes them, and the letters that a keyboard of this layout has there."""
    return ", ".join(_printed(key, layout) or key_words(key) for key in spec.system_keys)


def key_words(key: str) -> str:
    """A shortcut as this system and its language write it: `Ctrl+S`, `⌘S`, `Strg+S`."""
    style = QKeySequence.SequenceFormat
    form = style.PortableText if sys.platform == "darwin" else style.NativeText
    return key_text(QKeySequence(key).toString(form))


def _printed(key: str, layout: str) -> str:
    """A key with the letter that is printed on it, `Ctrl+K (Л)`; empty where there is no other letter."""
    letter = letter_at(key.rpartition("+")[2], layout)
    return f"{key_words(key)} ({letter})" if letter else ""
