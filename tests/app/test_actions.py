"""The table of commands: every one has a slot, no key means two things, and letters in a field stay letters."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pydantic  # noqa: F401  (imported late by the window, where a test says that this is a Mac, it would believe it)
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

import cephview
from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.actions import ACTIONS, TOOLBAR
from cephview.app.window.dialogs import shortcuts_text
from cephview.app.window.palette import Palette
from cephview.app.window.qt_actions import build_actions
from cephview.app.window.style import apply_style
from cephview.core.keys import in_keys_of_the_system, key_text


@pytest.fixture
def window(qtbot, own_settings) -> Iterator[MainWindow]:
    apply_style(QApplication.instance())
    window = MainWindow(Settings.at(own_settings), Keeping(enabled=False))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


def test_no_key_means_two_things() -> None:
    keys = [QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys]
    assert all(keys), "a key that Qt does not know"
    assert len(keys) == len(set(keys))


def test_no_key_writes_a_letter_of_somebodys_language() -> None:
    """Ctrl+Alt is AltGr on Windows (ę ś ć @ €); Alt and a letter writes on a Mac and opens menus elsewhere."""
    for spec in ACTIONS:
        for key in (*spec.keys, *spec.mac_keys):
            assert "Alt" not in key.split("+"), spec.id


# What macOS or every Mac program does by these, in Qt's names (Ctrl is ⌘, Meta ⌃). Quit is meant to be ⌘Q.
MAC_SYSTEM = {
    *("Ctrl+M", "Ctrl+H", "Ctrl+W", "Ctrl+,", "Ctrl+`", "Ctrl+Tab", "Ctrl+Space", "Ctrl+Alt+D", "Ctrl+Alt+M"),
    *("Ctrl+Shift+3", "Ctrl+Shift+4", "Ctrl+Shift+5", "Ctrl+Shift+6", "Ctrl+Shift+Q", "Ctrl+Alt+Esc", "F11"),
    *("Meta+Left", "Meta+Right", "Meta+Up", "Meta+Down", "Meta+Space", "Meta+Ctrl+Q", "Meta+Ctrl+F"),
}


def test_no_key_on_a_mac_is_the_systems(monkeypatch: pytest.MonkeyPatch, window: MainWindow, qtbot) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    keys = [QKeySequence(key).toString() for spec in ACTIONS for key in spec.system_keys]
    assert len(keys) == len(set(keys))
    assert not MAC_SYSTEM & set(keys)
    mirror = build_actions(window, {spec.id: (lambda *_: None) for spec in ACTIONS})["mirror"]
    assert mirror.shortcut().toString() == "Meta+M" and "⌃M" in mirror.toolTip()


def test_the_texts_say_the_keys_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    here = shortcuts_text()
    assert "Ctrl+Shift+E" in here and "Alt + wheel" in here
    monkeypatch.setattr(sys, "platform", "darwin")
    mac = shortcuts_text()
    assert "⇧⌘E" in mac and "⌘↩" in mac and "⌥ + wheel" in mac and "⇧ 10, ⌥ 0.1" in mac
    assert not re.search(r"Ctrl|\bAlt\b", mac)
    assert key_text("Shift+Tab") == "⇧⇥" and key_text("+") == "+" and key_text("Ctrl++") == "⌘+"
    assert in_keys_of_the_system("marked as done (Ctrl+Return), or Ctrl+Shift+M.") == "marked as done (⌘↩), or ⇧⌘M."


def test_every_command_has_a_slot_a_menu_and_stands_in_the_shortcut_list(window: MainWindow) -> None:
    assert set(window.actions_by_id) == {spec.id for spec in ACTIONS}
    assert all(spec.menu for spec in ACTIONS)
    assert {name for name in TOOLBAR if name not in "|>"} <= set(window.actions_by_id)
    text = shortcuts_text()
    for spec in ACTIONS:
        if spec.keys:
            assert spec.text.rstrip("…") in text


def test_without_a_film_only_what_makes_sense_is_enabled(window: MainWindow) -> None:
    enabled = {spec.id for spec in ACTIONS if window.actions_by_id[spec.id].isEnabled()}
    assert {"open", "sample", "model", "palette"} <= enabled
    assert not {"export", "undo", "predict", "reset", "fit"} & enabled


def test_a_letter_typed_in_a_field_is_a_letter(window: MainWindow, qtbot) -> None:
    inverted = window.display.inverted
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "ilefv?+")
    assert field.text() == "ilefv?+"
    assert window.display.inverted == inverted


def test_the_palette_finds_and_runs_a_command(window: MainWindow, qtbot) -> None:
    before = window.actions_by_id["labels"].isChecked()
    palette = Palette(window.actions_by_id, window.settings, window)
    qtbot.addWidget(palette)
    qtbot.keyClicks(palette.field, "view labels")
    assert palette.list.count() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.actions_by_id["labels"].isChecked() is not before


def test_the_palette_takes_what_is_typed_at_once_and_says_when_nothing_is_found(window: MainWindow, qtbot) -> None:
    palette = Palette(window.actions_by_id, window.settings, window)
    qtbot.addWidget(palette)
    palette.show()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is palette.field)
    qtbot.keyClicks(QApplication.focusWidget(), "xyzzy")
    assert [palette.list.item(i).text() for i in range(palette.list.count())] == ["Nothing found for “xyzzy”"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible() and window.settings.commands == []


def test_the_palette_begins_with_what_was_run_from_it_last(window: MainWindow, qtbot) -> None:
    def first(count: int) -> list[str]:
        palette = Palette(window.actions_by_id, window.settings, window)
        qtbot.addWidget(palette)
        return [palette.list.item(i).text() for i in range(count)]

    for words in ("view labels", "view errors", "view labels"):
        palette = Palette(window.actions_by_id, window.settings, window)
        qtbot.addWidget(palette)
        qtbot.keyClicks(palette.field, words)
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.settings.commands == ["labels", "errors"]
    assert ["Labels" in first(2)[0], "Errors" in first(2)[1]] == [True, True]


def test_switches_are_remembered(window: MainWindow, qtbot, own_settings) -> None:
    window.actions_by_id["labels"].setChecked(False)
    window.close()
    again = MainWindow(Settings.at(own_settings), Keeping(enabled=False))
    qtbot.addWidget(again)
    assert not again.actions_by_id["labels"].isChecked()
    assert not again.view.overlay.layers.labels
    again.close()


@pytest.mark.slow
def test_no_text_names_keys_that_a_mac_lacks() -> None:
    """What names keys goes through `core.keys`, whose functions know the system."""
    root = Path(cephview.__file__).parent
    found = []
    for path in [*(root / "app").rglob("*.py"), *(root / "cli").rglob("*.py"), *(root / "model").rglob("*.py")]:
        if path.name == "actions.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {
            id(each)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and getattr(call.func, "id", "") in ("key_text", "key_words", "in_keys_of_the_system")
            for each in ast.walk(call)
        }
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found += [
            f"{path.name}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told | docs
            if re.search(r"\b(Ctrl|Alt) ?\+|\bAlt\b", node.value)
        ]
    assert not found
