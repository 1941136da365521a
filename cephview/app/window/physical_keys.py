"""Shortcuts by the place of their key on keyboards without Latin letters: Persian, Russian, Greek, Arabic, Hebrew."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from cephview.core.keyboards import LAYOUTS, is_foreign_letter, latin_key, layout_of, place_of

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_NO_LETTERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class PhysicalKeys(QObject):
    """Gives the keys of a window the meaning that they have on a Latin keyboard, but for text that is being written.

    Qt compares a shortcut with what the key types; here such a key is first offered to the widget with the focus as
    the Latin one, and then to the actions of that widget and those around it.
    """

    layout_changed = Signal(str)  # one of LAYOUTS, or empty for a keyboard with Latin letters

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._held: dict[int, int] = {}  # what was given to the widget instead of what is held
        method = QGuiApplication.inputMethod()
        self.layout = _layout_of_locale(method.locale())
        method.localeChanged.connect(lambda: self._use(_layout_of_locale(method.locale())))
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys come to the window of the screen first, which there is from the first showing on."""
        if watched is self._window:
            if event.type() == QEvent.Type.Show:
                self._window.windowHandle().installEventFilter(self)  # twice is once
        elif event.type() in _KEYS and isinstance(event, QKeyEvent):
            return self._take(event)
        return False

    def _take(self, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget() or self._window
        if event.type() == QEvent.Type.KeyRelease:
            key = self._held.pop(event.key(), 0) if not event.isAutoRepeat() else self._held.get(event.key(), 0)
            if key:
                QCoreApplication.sendEvent(focus, _as_key(event, event.type(), key))
            return bool(key)
        key = self._meaning(event)
        if not key or QApplication.activePopupWidget() or (_writes(focus) and not event.modifiers() & _NO_LETTERS):
            return False
        action = _action(focus, QKeySequence(QKeyCombination(_modifiers(event, key), Qt.Key(key))))
        wanted = _as_key(event, QEvent.Type.ShortcutOverride, key)
        wanted.ignore()
        QCoreApplication.sendEvent(focus, wanted)
        if not (wanted.isAccepted() or action):
            return False
        event.accept()  # so that Qt looks for no shortcut of its own, and sends the key
        if event.type() == QEvent.Type.ShortcutOverride:
            return True
        if wanted.isAccepted():
            self._held[event.key()] = key
            QCoreApplication.sendEvent(focus, _as_key(event, event.type(), key))
        elif action and not (event.isAutoRepeat() and not action.autoRepeat()):
            action.trigger()
        return True

    def _meaning(self, event: QKeyEvent) -> int:
        """The key that lies there on a Latin keyboard; 0 where the event says already what it means."""
        letter = _letter(event)
        if is_foreign_letter(letter):
            self._use(layout_of(letter, self.layout) or self.layout)
        elif letter.isascii() and letter.isalpha():
            self._use("")
        place = place_of(event.nativeScanCode(), event.nativeVirtualKey())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        latin = latin_key(letter, place, self.layout, shift=shift)
        return ord(latin) if latin else 0

    def _use(self, layout: str) -> None:
        if layout != self.layout:
            self.layout = layout
            self.layout_changed.emit(layout)


def _layout_of_locale(locale: QLocale) -> str:
    language = locale.name().partition("_")[0]
    return language if language in LAYOUTS else ""


def _letter(event: QKeyEvent) -> str:
    """What the key types; with Ctrl that is no letter, but its key is."""
    text = event.text()
    if text and text.isprintable():
        return text
    return chr(event.key()) if 0x20 < event.key() < Qt.Key.Key_Escape.value else ""


def _writes(widget: QWidget) -> bool:
    """Whether letters are text there."""
    return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _modifiers(event: QKeyEvent, key: int) -> Qt.KeyboardModifier:
    """Those of the shortcut; a question mark has its Shift already in it."""
    shift = Qt.KeyboardModifier.ShiftModifier
    return event.modifiers() & ~shift if key == Qt.Key.Key_Question.value else event.modifiers()


def _as_key(event: QKeyEvent, kind: QEvent.Type, key: int) -> QKeyEvent:
    return QKeyEvent(kind, key, event.modifiers(), chr(key).lower(), event.isAutoRepeat())


def _action(widget: QWidget, keys: QKeySequence) -> QAction | None:
    """What these keys do where this widget has the focus; nothing where two of them answer, as with Qt."""
    found: list[QAction] = []
    each: QWidget | None = widget
    while each is not None:
        for action in each.actions():
            alone = action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut and each is not widget
            if keys in action.shortcuts() and action.isEnabled() and not alone and action not in found:
                found.append(action)
        each = None if each.isWindow() else each.parentWidget()
    return found[0] if len(found) == 1 else None
