"""A small editor for a row of one's own: its kind, its landmarks clicked on the film, a name and a norm; value live."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cephview.app.editing.document import CaseDocument
from cephview.app.panels.measurement_table import value_text
from cephview.app.panels.row_kinds import KINDS, MOST_FIELDS, Kind
from cephview.app.window.number_field import NumberField
from cephview.app.words import said, tr
from cephview.core.catalogue import LANDMARKS
from cephview.core.errors import CephViewError
from cephview.core.frame import Frame
from cephview.core.measurements import measure
from cephview.io.analyses import constructed_names
from cephview.io.analyses.own import Row, own_row, own_rows, save_own_row

_FARTHEST = 1e4


class RowEditor(QDialog):
    """Stays open beside the film: a landmark that is clicked there goes into the next empty field."""

    saved = Signal()  # the file of own rows was written

    def __init__(self, document: CaseDocument, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._folder = document, folder
        points, self._lines = constructed_names()
        self._marks = sorted({*LANDMARKS, *points, *self._lines}, key=str.casefold)
        self._rows = self._own_rows()
        self.setWindowTitle(tr("A row of my own"))
        self.setMinimumWidth(420)
        layout, form = QVBoxLayout(self), QFormLayout()
        note = QLabel(
            tr(
                "Click landmarks on the film, or type their symbols; A+B is the middle, A|B takes B without A. "
                "A line may be one that has a name (FH, MP, OP): type that, and leave the field behind it empty."
            )
        )
        note.setWordWrap(True)
        self.name = QLineEdit()
        self.kind = QComboBox()
        self.kind.addItems([tr(kind.title) for kind in KINDS])
        self.kind.setMaxVisibleItems(len(KINDS))
        self.signed = QCheckBox(tr("signed: + where the second is turned clockwise"))
        self.marks = [QLineEdit() for _ in range(MOST_FIELDS)]
        self._labels = [QLabel() for _ in range(MOST_FIELDS)]
        self.mean = NumberField(-_FARTHEST, _FARTHEST, name=tr("Mean of the norm"))
        self.sd = NumberField(0.001, _FARTHEST, name=tr("SD of the norm"))
        self.citation = QLineEdit()
        self.citation.setPlaceholderText(tr("who, where, when; needed for a norm"))
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Kind"), self.kind)
        for label, mark in zip(self._labels, self.marks, strict=True):
            form.addRow(label, mark)
            mark.textChanged.connect(self._look)
        form.addRow("", self.signed)
        form.addRow(tr("Norm: mean"), self.mean)
        form.addRow(tr("Norm: SD"), self.sd)
        form.addRow(tr("Norm: source"), self.citation)
        self.value = QLabel()
        self.value.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Save | kinds.Close)
        self._save = buttons.button(kinds.Save)
        self._save.clicked.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout.addWidget(note)
        layout.addLayout(form)
        layout.addWidget(self.value)
        layout.addWidget(buttons)
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.signed.toggled.connect(self._look)
        for signal in (self.name.textChanged, self.citation.textChanged, self.mean.changed, self.sd.changed):
            signal.connect(self._look)
        for each in (document.landmark_changed, document.calibration_changed, document.opened):
            each.connect(self._look)
        document.selection_changed.connect(self._take)
        self._show_kind()

    def row(self) -> Row:
        """The row as the analysis file has it."""
        kind = self._kind
        formula = kind.formula(self._texts)
        if kind.kind == "lines" and self.signed.isChecked():
            formula["signed"] = True
        row: Row = {"name": self.name.text().strip(), "unit": kind.unit, "formula": formula}
        if self.mean.value is not None:
            spread = {} if self.sd.value is None else {"sd": self.sd.value}
            row["norm"] = [{"mean": self.mean.value, **spread, "citation": self.citation.text().strip()}]
        return row

    def save(self) -> None:
        """Write the row into the user's own file; a name that is there is replaced."""
        try:
            path = save_own_row(self._folder, self.row())
        except CephViewError as error:
            self.value.setText(said(error))
            return
        self.value.setText(tr("Saved in {name}; it stands under My rows.", name=path.name))
        self._rows = self._own_rows()
        self._complete()
        self.saved.emit()

    @property
    def _kind(self) -> Kind:
        return KINDS[self.kind.currentIndex()]

    @property
    def _texts(self) -> list[str]:
        return [field.text().strip() for field in self.marks[: len(self._kind.fields)]]

    def _own_rows(self) -> list[Row]:
        try:
            return own_rows(self._folder)
        except CephViewError:
            return []  # who saves is told

    def _complete(self) -> None:
        """Offer what the fields may hold while one types."""
        names = [str(row["name"]) for row in self._rows] if self._kind.of_rows else self._marks
        for mark in self.marks:
            completer = QCompleter(names, mark)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            mark.setCompleter(completer)

    def _show_kind(self) -> None:
        wanted = self._kind.fields
        self._complete()
        for i, (label, mark) in enumerate(zip(self._labels, self.marks, strict=True)):
            label.setText(tr(wanted[i]).capitalize() if i < len(wanted) else "")
            for widget in (label, mark):
                widget.setVisible(i < len(wanted))
        self.signed.setVisible(self._kind.kind == "lines")
        self._look()
        self.adjustSize()

    def _take(self, symbol: str) -> None:
        """A landmark was clicked on the film: it goes into the next empty field; a full row stays as it is."""
        empty = self._kind.empty(self._texts, self._lines)
        if symbol and empty is not None and self.isVisible() and not self._kind.of_rows:
            self.marks[empty].setText(symbol)

    def _look(self, *_: object) -> None:
        """Say what the row gives now, or what is missing."""
        row, problem = self.row(), ""
        if not row["name"]:
            problem = tr("Give the row a name.")
        elif "norm" in row and not row["norm"][0]["citation"]:
            problem = tr("Say where the norm comes from.")
        elif self.sd.value is not None and self.mean.value is None:
            problem = tr("An SD needs its mean.")
        case, empty = self._document.shown, self._kind.empty(self._texts, self._lines)
        if empty is not None:
            self.value.setText(tr("Still to be filled in: {field}.", field=tr(self._kind.fields[empty])))
            self._save.setEnabled(False)
            return
        try:
            measurement = own_row({**row, "name": row["name"] or "row"}, self._rows)
            result = measure(measurement, Frame.of_case(case)) if case else None
        except CephViewError as error:
            self.value.setText(said(error).partition(": ")[2] or said(error))
            self._save.setEnabled(False)
            return
        now = value_text(measurement, result) if result else tr("no film is open")
        self.value.setText(tr("Now: {value}", value=now) + (f"\n{problem}" if problem else ""))
        self._save.setEnabled(not problem)
