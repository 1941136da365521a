"""Shortcuts by the place of their key, on keyboards without Latin letters, in the real window."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from window_helpers import OpenWindow, open_drawn_film

from cephview.app.main_window import MainWindow
from cephview.app.window.actions import ACTIONS
from cephview.app.window.dialogs import TextDialog
from cephview.app.window.palette import Palette
from cephview.core.keyboards import is_foreign_letter, latin_key, layout_of, letter_at, place_of

NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
# What the keys I, H, K and the one of `?` (with Shift) type on the standard keyboard of each language.
TYPED = {
    "fa": {"I": "ه", "H": "ا", "K": "ن", "?": "؟", "M": "پ"},
    "ar": {"I": "ه", "H": "ا", "K": "ن", "?": "؟", "M": "ة"},
    "ru": {"I": "ш", "H": "р", "K": "л", "?": ",", "M": "ь"},
    "uk": {"I": "ш", "H": "р", "K": "л", "?": ",", "M": "ь"},
    "el": {"I": "ι", "H": "η", "K": "κ", "?": "?", "M": "μ"},
    "he": {"I": "ן", "H": "י", "K": "ל", "?": "?", "M": "צ"},
}
# Codes of Linux's kernel, which are those of Windows.
CODES = {"I": 23, "H": 35, "K": 37, "?": 53, "M": 50, "W": 17, "'": 40, "A": 30}
PLACES = (pytest.param(True, id="by place"), pytest.param(False, id="by letter"))


@pytest.fixture
def window(open_window: OpenWindow, qtbot, tmp_path: Path) -> MainWindow:
    made = open_drawn_film(open_window, qtbot, tmp_path)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.view.setFocus()
    return made


class Keyboard:
    """Sends keys to the window as the screen's system does, with what a layout types and with or without places."""

    def __init__(self, window: MainWindow, by_place: bool) -> None:
        self.window, self.by_place = window, by_place

    def send(self, kind: QEvent.Type, text: str, key: str, modifiers=NONE) -> bool:
        offset = 0 if sys.platform == "win32" else 8
        code = CODES[key] + offset if self.by_place and sys.platform != "darwin" else 0
        event = QKeyEvent(kind, ord(text.upper()[0]), modifiers, code, 0, 0, "" if modifiers == CONTROL else text)
        event.ignore()
        QCoreApplication.sendEvent(QApplication.focusWindow() or self.window.windowHandle(), event)
        return event.isAccepted()

    def press(self, text: str, key: str, modifiers=NONE) -> None:
        self.send(QEvent.Type.ShortcutOverride, text, key, modifiers)
        self.send(QEvent.Type.KeyPress, text, key, modifiers)

    def release(self, text: str, key: str, modifiers=NONE) -> None:
        self.send(QEvent.Type.KeyRelease, text, key, modifiers)

    def click(self, text: str, key: str, modifiers=NONE) -> None:
        self.press(text, key, modifiers)
        self.release(text, key, modifiers)


@pytest.mark.parametrize("by_place", PLACES)
@pytest.mark.parametrize("layout", TYPED)
def test_letters_are_shortcuts_by_their_place(window, qtbot, layout: str, by_place: bool) -> None:
    keyboard = Keyboard(window, by_place)
    typed = TYPED[layout]
    keyboard.click(typed["I"], "I")
    assert window.display.inverted
    keyboard.click(typed["I"], "I")
    assert not window.display.inverted
    window.document.select("S")
    keyboard.click(typed["K"], "K")  # of the film alone
    assert window.document.is_locked("S")
    window.landmarks.table.setFocus()
    keyboard.click(typed["K"], "K")
    assert not window.document.is_locked("S")


@pytest.mark.parametrize("by_place", PLACES)
@pytest.mark.parametrize("layout", TYPED)
def test_h_hides_the_marks_as_long_as_it_is_held(window, layout: str, by_place: bool) -> None:
    keyboard = Keyboard(window, by_place)
    keyboard.press(TYPED[layout]["H"], "H")
    assert not window.view.overlay.layers.overlay
    keyboard.release(TYPED[layout]["H"], "H")
    assert window.view.overlay.layers.overlay


@pytest.mark.parametrize("layout", TYPED)
def test_the_question_mark_opens_the_shortcuts(window, qtbot, monkeypatch, layout: str) -> None:
    shown: list[str] = []
    monkeypatch.setattr(TextDialog, "exec", lambda dialog: shown.append(dialog.browser.toPlainText()))
    keyboard = Keyboard(window, True)
    keyboard.click(TYPED[layout]["I"], "I")  # so that the layout is known
    keyboard.click(TYPED[layout]["?"], "?", SHIFT)
    if TYPED[layout]["?"] == "?":  # Qt's own shortcut answers to that, which takes a key of the system
        window.actions_by_id["shortcuts"].trigger()
    assert len(shown) == 1
    letter = letter_at("I", layout)
    assert f"I ({letter})" in shown[0] and f"H ({letter_at('H', layout)}) held" in shown[0]


@pytest.mark.parametrize("layout", TYPED)
def test_ctrl_and_a_letter_too(window, monkeypatch, layout: str) -> None:
    opened: list[Palette] = []
    monkeypatch.setattr(Palette, "exec", lambda palette: opened.append(palette))
    Keyboard(window, True).click(TYPED[layout]["K"], "K", CONTROL)
    assert len(opened) == 1


def test_what_is_written_stays_text(window, qtbot) -> None:
    field = window.cases.search
    field.setFocus()
    Keyboard(window, True).click("ш", "I")
    assert field.text() == "ш" and not window.display.inverted


def test_shortcuts_are_shown_as_on_that_keyboard(window) -> None:
    invert = window.actions_by_id["invert"]
    assert "(I)" in invert.toolTip() and invert.text() == "Invert"
    Keyboard(window, True).click("ш", "I")
    assert "I (Ш)" in invert.toolTip()
    if sys.platform != "darwin":
        assert invert.text() == "Invert\tI (Ш)"
    palette = Palette(window.actions_by_id, window.settings, window, window.keys.layout)
    assert any("I (Ш)" in palette.list.item(i).text() for i in range(palette.list.count()))
    assert "F5" in window.actions_by_id["predict"].toolTip(), "a key without a letter of its own is not shown"
    Keyboard(window, True).click("a", "A")  # back to Latin letters
    assert invert.text() == "Invert"


def test_a_latin_keyboard_is_left_alone(window) -> None:
    keyboard = Keyboard(window, True)
    sent = [("q", "A"), (",", "M"), ("µ", "M"), ("ö", "'")]  # AZERTY, AZERTY, AltGr, German
    for text, key in sent:
        assert not keyboard.send(QEvent.Type.ShortcutOverride, text, key), text
    assert not window.display.inverted and window.keys.layout == ""


@pytest.mark.parametrize("layout", TYPED)
def test_every_letter_of_the_shortcuts_has_its_place(layout: str) -> None:
    letters = {key.rpartition("+")[2] for spec in ACTIONS for key in spec.keys}
    for letter in sorted(key for key in letters if len(key) == 1 and key.isalpha()):
        printed = letter_at(letter, layout)
        if printed:
            assert layout_of(printed, layout) == layout and is_foreign_letter(printed)
            assert latin_key(printed, None, layout) == letter
            assert latin_key(printed.lower(), None, layout) == letter
        assert latin_key(printed or "'", letter, layout) == letter, "the place counts, whatever it types"


def test_places_are_those_of_each_system() -> None:
    assert place_of(24, 0, "linux") == place_of(16, 0, "win32") == place_of(1, 12, "darwin") == "Q"
    assert place_of(61, 0, "linux") == place_of(53, 0, "win32") == place_of(1, 44, "darwin") == "/"
    assert place_of(0, 0, "linux") is place_of(0, 0, "darwin") is None and place_of(9, 0, "linux") == ""
    assert latin_key("۱", None, "fa") == "1" and latin_key("٤", None, "") == "4"
    assert latin_key("'", "", "he") == "", "a key that is no letter's place stays what it is"
