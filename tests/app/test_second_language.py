"""The window under a translator that puts every text into brackets: what stands in none was written past it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.words import CONTEXT
from cephview.core.resources import resource

# Names that are the same in every language: also those of analyses and their rows, which are as they were published.
SAME = re.compile(
    r"CephView|CLAHE|(file )?[\w-]+\.(png|txt|csv)|cephview-w18s"
    r"|\((Ctrl|Shift|Alt|Meta|Tab|Return|Enter|Pg|Del|Back)[^)]*\)"
)


class Brackets(QTranslator):
    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"⟦{text}⟧" if context == CONTEXT and text else text

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def brackets(qapp) -> Iterator[None]:
    translator = Brackets()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def shown(window: QWidget) -> Iterator[tuple[str, str]]:
    """Each text that the window shows, with what shows it."""
    for widget in (window, *window.findChildren(QWidget)):
        name = f"{type(widget).__name__} {widget.objectName()}"
        yield name, widget.toolTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield name, widget.text()
        elif isinstance(widget, QMenu):
            yield name, widget.title()
        elif isinstance(widget, QDockWidget):
            yield name, widget.windowTitle()
        elif isinstance(widget, QLineEdit):
            yield name, widget.placeholderText()
        elif isinstance(widget, QComboBox):
            yield from ((name, widget.itemText(i)) for i in range(widget.count()))
        elif isinstance(widget, QAbstractItemView) and widget.model():
            yield from ((f"{name} {widget.accessibleName()}", text) for text in cells(widget))
    for action in window.findChildren(QAction):
        yield f"action {action.objectName()}", action.text()
        yield f"action {action.objectName()}", action.toolTip()


def cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    first = 1 if type(model).__name__ == "MeasurementTable" else 0  # its first column has the names of rows
    for column in range(first, model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount()):
            text = model.index(row, column).data()
            if isinstance(text, str):
                yield text


def bare(text: str) -> str:
    """What of a text stands in no brackets, without tags and names."""
    text = SAME.sub("", re.sub(r"<[^<>]*>", "", text))
    while (less := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = less
    return text


def test_no_text_of_the_main_window_is_written_past_the_translation(
    brackets, open_window: OpenWindow, qtbot, tmp_path: Path
) -> None:
    window = open_window(Keeping(folder=tmp_path / "work"))
    shutil.copy(resource("sample", "phantom.png"), tmp_path / "film.png")
    shutil.copy(resource("sample", "phantom.txt"), tmp_path / "film.txt")
    window.session.open([tmp_path / "film.png"])
    qtbot.waitUntil(lambda: window.document.case is not None, timeout=60_000)
    texts = list(shown(window))
    assert sum("⟦" in text for _, text in texts) > 150
    left = {f"{where}: {bare(text)}" for where, text in texts if re.search(r"[A-Za-z]{4}", bare(text))}
    assert not left, sorted(left)
