"""One field of the form: a tick for what the user says, its editor, where its value comes from, and what is wrong."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel

from cephview.app.canvas import theme
from cephview.app.preprocessing.editors import editor_for
from cephview.app.words import said, tr
from cephview.model.fields import Field
from cephview.model.sidecar import key_of
from cephview.model.sidecar_values import plain, text_of
from cephview.model.specification import LABELS, Origin, Stated

_MARKS = {Origin.DECLARED: "✓", Origin.INFERRED: "≈", Origin.ASSUMED: "!"}


class FieldRow(QObject):
    """Keeps the widgets of one field in step. `changed` follows what the user does."""

    changed = Signal()

    def __init__(self, entry: Field, parent: QObject) -> None:
        super().__init__(parent)
        self.entry, self.key = entry, key_of(entry)
        title = tr(LABELS.get(entry.name, entry.name))
        self.tick = QCheckBox(title[0].upper() + title[1:])
        self.tick.setToolTip(tr("Ticked: it stands in the sidecar as you say it"))
        self.editor = editor_for(entry)
        self.editor.setAccessibleName(title)
        self.about, self.origin = QLabel(tr(entry.about)), QLabel()
        for label in (self.about, self.origin):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setObjectName("quiet")
        self._stated: Stated[Any] | None = None
        self._problem = ""
        self.tick.clicked.connect(self._ticked)
        self.editor.edited.connect(self._edited)

    def add_to(self, grid: QGridLayout, line: int) -> None:
        """Lay the widgets into a grid of two columns, from `line` on: two lines."""
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.tick, line, 0, top)
        grid.addWidget(self.editor, line, 1, top)
        grid.addWidget(self.about, line + 1, 0, top)
        grid.addWidget(self.origin, line + 1, 1, top)

    @property
    def is_said(self) -> bool:
        """Whether the user says it."""
        return self.tick.isChecked()

    def raw(self) -> Any:
        """The value as the sidecar has it. Raises ValueError where nothing usable stands there."""
        return self.editor.raw()

    def show_file(self, stated: Stated[Any]) -> None:
        """Take over what the model's file says; a field that the user says keeps what they say."""
        self._stated = stated
        declared = stated.origin is Origin.DECLARED
        self.tick.setEnabled(not declared)
        self.editor.setEnabled(not declared)
        if declared:
            self.tick.setChecked(False)
        if not self.is_said:
            self.editor.show_raw(plain(stated.value))
        self._refresh()

    def say(self, raw: Any) -> None:
        """Show a value as the user's; where the file declares the field, its own stays."""
        if self.tick.isEnabled():
            self.tick.setChecked(True)
            self.editor.show_raw(raw)
            self._refresh()

    def unsay(self) -> None:
        """Go back to what the file says."""
        self.tick.setChecked(False)
        self._problem = ""
        if self._stated is not None:
            self.editor.show_raw(plain(self._stated.value))
        self._refresh()

    def complain(self, problem: str) -> None:
        """Say what is wrong with the value, or that nothing is."""
        if problem != self._problem:
            self._problem = problem
            self._refresh()

    def _ticked(self, on: bool) -> None:
        if not on:
            self.unsay()
        self._refresh()
        self.changed.emit()

    def _edited(self) -> None:
        self.tick.setChecked(True)
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        text, colour = self._said()
        self.origin.setText(text)
        self.origin.setStyleSheet(f"color: {colour};")

    def _said(self) -> tuple[str, str]:
        stated = self._stated
        if self._problem:
            wrong = theme.on_panel(theme.ERROR_BANDS[-1][1], 4.5).name()
            return f"✗ {self._problem[0].upper()}{self._problem[1:]}", f"{wrong}; font-weight: bold"
        if stated is None:
            return "", theme.TEXT_QUIET.name()
        if self.is_said:
            alone = text_of(plain(stated.value)) or "–"
            return tr(
                "✎ by you; alone it is {alone} ({origin})", alone=alone, origin=tr(stated.origin)
            ), theme.on_panel(theme.ACCENT, 4.5).name()
        why = f": {said(stated.why)}" if stated.why else ""
        shade = theme.on_panel(theme.WARNING, 4.5) if stated.origin is Origin.ASSUMED else theme.TEXT_QUIET
        return f"{_MARKS.get(stated.origin, '')} {tr(stated.origin)}{why}", shade.name()
