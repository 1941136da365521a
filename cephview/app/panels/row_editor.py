"""A small editor for a row of one's own: its kind, its landmarks clicked on the film, a name and a norm; value live."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
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
from cephview.app.window.number_field import NumberField
from cephview.core.errors import CephViewError
from cephview.core.frame import Frame
from cephview.core.measurements import measure
from cephview.io.analyses.own import Row, own_row, save_own_row

# (what it is called, the formula's kind, the unit, what each mark is).
_KINDS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Angle at a point", "angle", "°", ("leg", "corner", "leg")),
    ("Angle between two lines", "lines", "°", ("line 1 from", "line 1 to", "line 2 from", "line 2 to")),
    ("Distance of two points", "distance", "mm", ("from", "to")),
    ("Distance of a point to a line", "to_line", "mm", ("point", "line from", "line to")),
    ("Distance along a line", "projected", "mm", ("from", "to", "line from", "line to")),
    ("Ratio of two distances", "ratio", "%", ("from", "to", "of: from", "of: to")),
)
_MOST_MARKS, _FARTHEST = 4, 1e4


class RowEditor(QDialog):
    """Stays open beside the film: a landmark that is clicked there goes into the next empty field."""

    saved = Signal()  # the file of own rows was written

    def __init__(self, document: CaseDocument, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._folder = document, folder
        self.setWindowTitle("A row of my own")
        self.setMinimumWidth(420)
        layout, form = QVBoxLayout(self), QFormLayout()
        note = QLabel("Click landmarks on the film, or type their symbols; A+B is the middle, A|B takes B without A.")
        note.setWordWrap(True)
        self.name = QLineEdit()
        self.kind = QComboBox()
        self.kind.addItems([title for title, *_ in _KINDS])
        self.signed = QCheckBox("with a sign: positive where the second is turned clockwise")
        self.marks = [QLineEdit() for _ in range(_MOST_MARKS)]
        self._labels = [QLabel() for _ in range(_MOST_MARKS)]
        self.mean = NumberField(-_FARTHEST, _FARTHEST, name="Mean of the norm")
        self.sd = NumberField(0.001, _FARTHEST, name="SD of the norm")
        self.citation = QLineEdit()
        self.citation.setPlaceholderText("who, where, when; needed for a norm")
        form.addRow("Name", self.name)
        form.addRow("Kind", self.kind)
        for label, mark in zip(self._labels, self.marks, strict=True):
            form.addRow(label, mark)
            mark.textChanged.connect(self._look)
        form.addRow("", self.signed)
        form.addRow("Norm: mean", self.mean)
        form.addRow("Norm: SD", self.sd)
        form.addRow("Norm: source", self.citation)
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
        _, kind, unit, wanted = _KINDS[self.kind.currentIndex()]
        marks = [field.text().strip() for field in self.marks[: len(wanted)]]
        formula: Row = {"kind": kind}
        if kind in ("angle", "distance"):
            formula["points"] = marks
        elif kind in ("lines", "ratio"):
            formula |= {"first": marks[:2], "second": marks[2:]}
        elif kind == "to_line":
            formula |= {"point": marks[0], "line": marks[1:]}
        else:
            formula |= {"points": marks[:2], "line": marks[2:]}
        if kind == "lines" and self.signed.isChecked():
            formula["signed"] = True
        row: Row = {"name": self.name.text().strip(), "unit": unit, "formula": formula}
        if self.mean.value is not None:
            spread = {} if self.sd.value is None else {"sd": self.sd.value}
            row["norm"] = [{"mean": self.mean.value, **spread, "citation": self.citation.text().strip()}]
        return row

    def save(self) -> None:
        """Write the row into the user's own file; a name that is there is replaced."""
        try:
            path = save_own_row(self._folder, self.row())
        except CephViewError as error:
            self.value.setText(str(error))
            return
        self.value.setText(f"Saved in {path.name}; it stands under My rows.")
        self.saved.emit()

    def _show_kind(self) -> None:
        wanted = _KINDS[self.kind.currentIndex()][3]
        for i, (label, mark) in enumerate(zip(self._labels, self.marks, strict=True)):
            label.setText(wanted[i].capitalize() if i < len(wanted) else "")
            for widget in (label, mark):
                widget.setVisible(i < len(wanted))
        self.signed.setVisible(_KINDS[self.kind.currentIndex()][1] == "lines")
        self._look()

    def _take(self, symbol: str) -> None:
        """A landmark was clicked on the film: it goes into the next empty field; a full row stays as it is."""
        fields = self.marks[: len(_KINDS[self.kind.currentIndex()][3])]
        empty = next((field for field in fields if not field.text().strip()), None)
        if symbol and empty is not None and self.isVisible():
            empty.setText(symbol)

    def _look(self, *_: object) -> None:
        """Say what the row gives now, or what is missing."""
        row, problem = self.row(), ""
        if not row["name"]:
            problem = "Give the row a name."
        elif "norm" in row and not row["norm"][0]["citation"]:
            problem = "Say where the norm comes from."
        elif self.sd.value is not None and self.mean.value is None:
            problem = "An SD needs its mean."
        case = self._document.shown
        try:
            measurement = own_row({**row, "name": row["name"] or "row"})
            result = measure(measurement, Frame.of_case(case)) if case else None
        except CephViewError as error:
            self.value.setText(str(error).partition(": ")[2] or str(error))
            self._save.setEnabled(False)
            return
        said = f"{value_text(measurement, result)}" if result else "no film is open"
        self.value.setText(f"Now: {said}" + (f"\n{problem}" if problem else ""))
        self._save.setEnabled(not problem)
