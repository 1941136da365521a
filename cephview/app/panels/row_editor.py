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
from cephview.app.words import marked, said, tr
from cephview.core.errors import CephViewError
from cephview.core.frame import Frame
from cephview.core.measurements import measure
from cephview.io.analyses.own import Row, own_row, save_own_row

# (what it is called, the formula's kind, the unit, what each mark is).
_KINDS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (marked("Angle at a point"), "angle", "°", (marked("leg"), marked("corner"), marked("leg"))),
    (
        marked("Angle between two lines"),
        "lines",
        "°",
        (marked("line 1 from"), marked("line 1 to"), marked("line 2 from"), marked("line 2 to")),
    ),
    (marked("Distance of two points"), "distance", "mm", (marked("from"), marked("to"))),
    (
        marked("Distance of a point to a line"),
        "to_line",
        "mm",
        (marked("point"), marked("line from"), marked("line to")),
    ),
    (
        marked("Distance along a line"),
        "projected",
        "mm",
        (marked("from"), marked("to"), marked("line from"), marked("line to")),
    ),
    (
        marked("Ratio of two distances"),
        "ratio",
        "%",
        (marked("from"), marked("to"), marked("of: from"), marked("of: to")),
    ),
)
_MOST_MARKS, _FARTHEST = 4, 1e4


class RowEditor(QDialog):
    """Stays open beside the film: a landmark that is clicked there goes into the next empty field."""

    saved = Signal()  # the file of own rows was written

    def __init__(self, document: CaseDocument, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._folder = document, folder
        self.setWindowTitle(tr("A row of my own"))
        self.setMinimumWidth(420)
        layout, form = QVBoxLayout(self), QFormLayout()
        note = QLabel(
            tr("Click landmarks on the film, or type their symbols; A+B is the middle, A|B takes B without A.")
        )
        note.setWordWrap(True)
        self.name = QLineEdit()
        self.kind = QComboBox()
        self.kind.addItems([tr(title) for title, *_ in _KINDS])
        self.signed = QCheckBox(tr("with a sign: positive where the second is turned clockwise"))
        self.marks = [QLineEdit() for _ in range(_MOST_MARKS)]
        self._labels = [QLabel() for _ in range(_MOST_MARKS)]
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
            self.value.setText(said(error))
            return
        self.value.setText(tr("Saved in {name}; it stands under My rows.", name=path.name))
        self.saved.emit()

    def _show_kind(self) -> None:
        wanted = _KINDS[self.kind.currentIndex()][3]
        for i, (label, mark) in enumerate(zip(self._labels, self.marks, strict=True)):
            label.setText(tr(wanted[i]).capitalize() if i < len(wanted) else "")
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
            problem = tr("Give the row a name.")
        elif "norm" in row and not row["norm"][0]["citation"]:
            problem = tr("Say where the norm comes from.")
        elif self.sd.value is not None and self.mean.value is None:
            problem = tr("An SD needs its mean.")
        case = self._document.shown
        try:
            measurement = own_row({**row, "name": row["name"] or "row"})
            result = measure(measurement, Frame.of_case(case)) if case else None
        except CephViewError as error:
            self.value.setText(said(error).partition(": ")[2] or said(error))
            self._save.setEnabled(False)
            return
        now = value_text(measurement, result) if result else tr("no film is open")
        self.value.setText(tr("Now: {value}", value=now) + (f"\n{problem}" if problem else ""))
        self._save.setEnabled(not problem)
