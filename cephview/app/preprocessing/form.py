"""Every field of the one table as a form: what is assumed first, what the file declares last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from cephview.app.canvas import theme
from cephview.app.preprocessing.row import FieldRow
from cephview.app.words import marked, tr
from cephview.model.fields import Field
from cephview.model.sidecar import CONFIG, key_of
from cephview.model.specification import Origin, Specification, Stated
from cephview.model.trying import Tried

_GROUPS = (
    (Origin.ASSUMED, marked("Assumed: nobody has said it")),
    (Origin.INFERRED, marked("Inferred from the kind of model")),
    (Origin.DECLARED, marked("Declared by the model's file, which a sidecar does not change")),
)
_WIDTH = 470


class PreprocessingForm(QScrollArea):
    """Rows made from the table; `changed` follows what the user does."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(_WIDTH)
        self.rows: dict[str, FieldRow] = {}
        self._order: tuple[tuple[str, Origin], ...] = ()
        self._config: Field | None = None

    def offer_configs(self, names: tuple[str, ...]) -> None:
        """The training code's configs that lie beside the model; none is a row."""
        about = tr("which of the training code's configs beside the model is read")
        self._config = Field(CONFIG, (), lambda value, _: value, about, choices=names) if names else None

    def values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """What the user says, by the sidecar's words; and what of it is no value, by the same, in a few words."""
        said, problems = {}, {}
        for key, row in self.rows.items():
            if row.is_said:
                try:
                    said[key] = row.raw()
                except ValueError as error:
                    problems[key] = str(error)
        return said, problems

    def show_tried(self, tried: Tried, said: Mapping[str, Any]) -> None:
        """Take over what a try gave; at the first, `said` are the values that stand in the sidecar."""
        first = not self.rows
        entries = ((self._config,) if self._config else ()) + tried.fields
        stated = {key_of(entry): _stated(entry, tried.file) for entry in entries}
        order = tuple((key_of(e), g) for g, _ in _GROUPS for e in entries if stated[key_of(e)].origin is g)
        if order != self._order:
            self._order = order
            self._lay_out({key_of(entry): entry for entry in entries})
        for key, row in self.rows.items():
            row.show_file(stated[key])
            if first and key in said:
                row.say(said[key])
        self.complain(tried.problems)

    def complain(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is wrong with it."""
        for key, row in self.rows.items():
            row.complain(problems.get(key, ""))

    def reset(self) -> None:
        """Back to what the file says alone."""
        for row in self.rows.values():
            row.unsay()
        self.changed.emit()

    def _lay_out(self, entries: Mapping[str, Field]) -> None:
        """Rows in their groups; those that are there already move, and keep what the user says."""
        body = QWidget()
        grid = QGridLayout(body)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 6)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        line = 0
        for group, title in _GROUPS:
            keys = [key for key, of in self._order if of is group]
            if keys:
                heading = QLabel(tr(title))
                heading.setFont(theme.font(12, bold=True))
                heading.setContentsMargins(0, 12 if line else 0, 0, 4)
                grid.addWidget(heading, line, 0, 1, 2)
                line += 1
            for key in keys:
                if key not in self.rows:
                    self.rows[key] = FieldRow(entries[key], self)
                    self.rows[key].changed.connect(self.changed)
                self.rows[key].add_to(grid, line)
                grid.setRowMinimumHeight(line + 2, 10)
                line += 3
        grid.setRowStretch(line, 1)
        former = self.takeWidget()
        self.setWidget(body)
        if former is not None:
            former.deleteLater()


def _stated(entry: Field, file: Specification) -> Stated[Any]:
    if entry.name != CONFIG:
        stated: Stated[Any] = getattr(file, entry.name)
        return stated
    if len(entry.choices) == 1:
        return Stated(entry.choices[0], Origin.INFERRED, tr("the only one beside it"))
    return Stated("", Origin.ASSUMED, tr("several lie beside it, and none is read until you choose"))
