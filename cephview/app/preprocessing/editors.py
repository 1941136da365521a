"""What a field of the preprocessing is edited with, made from its row in the table: words to choose, or a line to type.

Values are those of a sidecar: words, numbers, lists, sections.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from cephview.app.words import tr
from cephview.model.fields import Field, Part
from cephview.model.sidecar_values import raw_of, text_of


class Editor(Protocol):
    """What all editors do; each is a widget besides."""

    edited: SignalInstance

    def raw(self) -> Any:
        """The value that stands there. Raises ValueError where there is none."""
        ...

    def show_raw(self, raw: Any) -> None:
        """Show a value; `edited` is not emitted."""
        ...


class ChoiceEditor(QComboBox):
    """One of some words."""

    edited = Signal()

    def __init__(self, choices: tuple[str, ...]) -> None:
        super().__init__()
        self.addItems(list(choices))
        self.activated.connect(lambda _: self.edited.emit())

    def raw(self) -> Any:
        """The chosen word."""
        return self.currentText()

    def show_raw(self, raw: Any) -> None:
        """Choose a word; one that is none of them leaves the choice open."""
        self.setCurrentIndex(self.findText(raw if isinstance(raw, str) else text_of(raw)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form; it changes no value under the cursor by accident."""
        event.ignore()


class Line(QLineEdit):
    """Numbers, words or lists, as people type them."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.textEdited.connect(lambda _: self.edited.emit())

    def raw(self) -> Any:
        """What was typed."""
        return raw_of(self.text())

    def show_raw(self, raw: Any) -> None:
        """Show a value, from its beginning."""
        self.setText(text_of(raw))
        self.setCursorPosition(0)


class Suggestions(ChoiceEditor):
    """Some words to choose, or something else to type."""

    def __init__(self, suggested: tuple[str, ...]) -> None:
        super().__init__(suggested)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.line = QLineEdit()
        self.setLineEdit(self.line)
        self.line.textEdited.connect(lambda _: self.edited.emit())

    def raw(self) -> Any:
        """What was chosen or typed."""
        return raw_of(self.currentText())

    def show_raw(self, raw: Any) -> None:
        """Show a value, from its beginning."""
        self.setEditText(text_of(raw))
        self.line.setCursorPosition(0)


class Section(QWidget):
    """A section: its first part decides which of the others count, and those alone are shown."""

    edited = Signal()

    def __init__(self, parts: tuple[Part, ...]) -> None:
        super().__init__()
        first, *self._others = parts
        self._key = first.name
        self.first = ChoiceEditor(first.choices)
        self.parts: dict[str, tuple[QLabel, ChoiceEditor | Line]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.first, 0, 0, 1, 2)
        for row, part in enumerate(self._others, 1):
            label, editor = QLabel(part.name), ChoiceEditor(part.choices) if part.choices else Line()
            editor.setAccessibleName(part.name)
            for widget in (label, editor):
                widget.setToolTip(part.about)
            if isinstance(editor, Line):
                editor.setPlaceholderText(tr("as usual"))
            label.setObjectName("quiet")
            grid.addWidget(label, row, 0)
            grid.addWidget(editor, row, 1)
            editor.edited.connect(self.edited)
            self.parts[part.name] = label, editor
        self.first.edited.connect(self._chosen)
        self._show_parts()

    def raw(self) -> Any:
        """The section; a part that is left empty has its usual value."""
        found = {self._key: self.first.raw()}
        for part in self._counting():
            editor = self.parts[part.name][1]
            if not isinstance(editor, Line) or editor.text().strip():
                found[part.name] = editor.raw()
        return found

    def show_raw(self, raw: Any) -> None:
        """Show a section, or its first part alone."""
        told: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {self._key: raw}
        self.first.show_raw(told.get(self._key, ""))
        for part in self._others:
            editor = self.parts[part.name][1]
            editor.show_raw(told.get(part.name, part.choices[0] if part.choices else ""))
        self._show_parts()

    def _counting(self) -> list[Part]:
        chosen = self.first.currentText()
        return [part for part in self._others if not part.of or chosen in part.of]

    def _chosen(self) -> None:
        self._show_parts()
        self.edited.emit()

    def _show_parts(self) -> None:
        counting = self._counting()
        for part in self._others:
            for widget in self.parts[part.name]:
                widget.setVisible(part in counting)


def editor_for(entry: Field) -> ChoiceEditor | Line | Suggestions | Section:
    """The editor of a field."""
    if entry.parts:
        return Section(entry.parts)
    if entry.choices:
        return ChoiceEditor(entry.choices)
    return Suggestions(entry.suggested) if entry.suggested else Line()
