"""The rows of an analysis as a table: measurement, value, norm, deviation."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cephview.app.canvas import theme
from cephview.app.panels.deviation_bar import RESULT_ROLE, deviation_words
from cephview.app.panels.plus_minus import MEANING
from cephview.app.words import marked, said, tr
from cephview.core.catalogue import LANDMARKS
from cephview.core.measurements import NO_CLASS, Measurement, Result, with_unit
from cephview.core.norms import Norm, NormChoice, norm_note, number

NAME, VALUE, NORM, DEVIATION = range(4)
_MISFIT = "\N{THIN SPACE}!"  # behind a norm that does not fit the patient
HEADERS = (marked("Measurement"), marked("Value"), marked("Norm"), marked("Deviation"))
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ANYTHING = 1e6  # a ± that leaves all classes open
_DOUBT = marked("± is what the errors of its points give it: the model's, or a reader's own where somebody has looked.")
_NORM = marked("Mean ± SD of the people it was taken from, or a range; ! where these are not like the patient.")


class MeasurementTable(QAbstractTableModel):
    """Measurements with their results; a row without a value says why in the value column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.measurements: tuple[Measurement, ...] = ()
        self.results: tuple[Result, ...] = ()
        self.spreads = True
        self.estimated: frozenset[str] = frozenset()  # landmarks that nobody and no model placed

    def set_rows(self, measurements: Sequence[Measurement], results: Sequence[Result]) -> None:
        """Show other measurements, with as many results."""
        self.beginResetModel()
        self.measurements, self.results = tuple(measurements), tuple(results)
        self.endResetModel()

    def set_results(self, results: Sequence[Result]) -> None:
        """Show other results of the same measurements."""
        former, self.results = self.results, tuple(results)
        # A drag moves a few rows: painting all of them would cost more than measuring them.
        for row, (before, now) in enumerate(zip(former, self.results, strict=True)):
            if now is not before and now != before:
                self.dataChanged.emit(self.index(row, 0), self.index(row, DEVIATION))

    def show_spreads(self, shown: bool) -> None:
        """Say `± 0.8` behind a value, or leave it to the tooltip."""
        if shown != self.spreads:
            self.spreads = shown
            self.dataChanged.emit(self.index(0, VALUE), self.index(len(self.results) - 1, VALUE))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """One row a measurement."""
        return 0 if parent.isValid() else len(self.measurements)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Measurement, value, norm, deviation."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names, where their cells are."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            rule = next((row.rule for row in self.measurements if row.classes), None) if section == NORM else None
            return tr(HEADERS[section]) if rule is None else tr("{rule} class", rule=rule).strip()
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return {VALUE: f"<p>{tr(_DOUBT)} {tr(MEANING)}.</p>", NORM: f"<p>{tr(_NORM)}</p>"}.get(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, colours and tooltips; the result itself under RESULT_ROLE."""
        measurement, result = self.measurements[index.row()], self.results[index.row()]
        guessed = self.estimated.intersection(result.read) if result.value is not None else ()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                text = cell_text(measurement, result, index.column(), spreads=self.spreads)
                return tr("est. {value}", value=text) if guessed and index.column() == VALUE else text
            case Qt.ItemDataRole.ToolTipRole:
                return (_rests_on(guessed) if guessed else "") + explanation(measurement, result)
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == DEVIATION:
                return " · ".join(filter(None, (deviation_words(result), result.word)))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(NAME if result.reason else index.column())
            case Qt.ItemDataRole.ForegroundRole:
                quiet = (index.column() == NORM and not result.word) or (
                    index.column() == VALUE and result.value is None
                )
                quiet = quiet or bool(guessed)
                return theme.TEXT_QUIET if quiet else theme.TEXT
            case int() if role == RESULT_ROLE:
                return result
        return None


def _rests_on(symbols: Iterable[str]) -> str:
    named = ", ".join(sorted(symbols))
    return tr(
        "<p><b>Estimated:</b> it rests on {landmarks}, which nobody has placed. Click to place it.</p>",
        landmarks=html.escape(named),
    )


def cell_text(measurement: Measurement, result: Result, column: int, *, spreads: bool = True) -> str:
    """What a cell says; a class in words stands for the norm's limits. The last column is drawn."""
    if column == NAME:
        return measurement.name
    if column == VALUE:
        return value_text(measurement, result if spreads else replace(result, spread=None))
    if column == NORM and measurement.classes:
        return result.word or ("–" if result.value is None else tr(NO_CLASS))
    if column == NORM:
        return _norm_text(result.norm, result.choice) if result.norm else "–"
    return ""


def _norm_text(norm: Norm, choice: NormChoice | None = None) -> str:
    """`82 ± 2`; with ! where it does not fit the patient."""
    rounded = norm.rounded()
    return rounded.describe() + (_MISFIT if choice is None or choice.misfits else "")


def value_text(measurement: Measurement, result: Result) -> str:
    """`81.2°`, `3.4 mm`, or the reason why there is no value; `81.2° ± 0.8` while points of the model's are in it."""
    if result.value is None:
        return said(result.reason)
    doubt = f" ± {number(result.spread, 1)}" if result.spread is not None else ""
    return with_unit(number(result.value, 1), measurement.unit) + doubt


def widest_texts(measurements: Sequence[Measurement], *, spreads: bool) -> tuple[list[str], list[str], list[str]]:
    """Texts that the columns of name, value and norm have to hold, whatever the points: columns that do not jump."""
    doubt = " ± 8.8" if spreads else ""
    values = [with_unit("−88.8" if m.unit == "mm" else "188.8", m.unit) + doubt for m in measurements]
    norms = [_norm_text(norm.life_size()) for m in measurements if not m.classes for norm in m.norms if not norm.table]
    norms += [f"188 ± 8.8{_MISFIT}" for m in measurements if any(norm.table for norm in m.norms)]
    classes = [
        word for m in measurements if m.classes for word in (*(c.word for c in m.classes), tr("class II or III"))
    ]
    return [m.name for m in measurements], values, [*norms, *classes]


def longest_classes(measurements: Sequence[Measurement]) -> list[str]:
    """What the column of classes says at most: all that a doubt leaves open."""
    return [said(row.class_of(0.0, _ANYTHING)) for row in measurements if row.classes]


def explanation(measurement: Measurement, result: Result) -> str:
    """The tooltip as rich text: definition, landmarks, result, every norm with its citation, the note."""
    doubt = f"{tr(_DOUBT)} {tr(MEANING)}." if result.spread is not None else ""
    if " or " in result.word:
        doubt += tr(" Within 1.96 of it lie all of these classes.")
    landmarks = ", ".join(
        f"{s} ({tr(LANDMARKS[s].name)})" if s in LANDMARKS else s for s in result.read or measurement.symbols
    )
    ruled = (
        tr("{word} by {rule}", word=result.word, rule=measurement.rule)
        if result.word and measurement.rule
        else result.word
    )
    found = " · ".join(filter(None, (value_text(measurement, result), deviation_words(result), ruled)))
    lines = [
        f"<b>{html.escape(measurement.name)}</b>",
        html.escape(tr(measurement.definition)),
        html.escape(found),
        doubt,
    ]
    lines.append(tr("Landmarks: {landmarks}", landmarks=html.escape(landmarks)))
    lines.append(
        f"<b>{html.escape(note[:1].upper() + note[1:], quote=False)}</b>"
        if (note := said(norm_note(result.choice)))
        else ""
    )
    lines += [
        tr("Norm{whom}: {norm}", whom=_whom(n), norm=html.escape(with_unit(n.describe(), n.unit)))
        for n in measurement.norms
    ]
    sources = list(dict.fromkeys(n.citation for n in measurement.norms if n.citation))
    if measurement.citation and not any(s.startswith(measurement.citation) for s in sources):
        sources.append(measurement.citation)
    lines += [f"<i>{html.escape(source)}</i>" for source in sources]
    lines.append(html.escape(tr(measurement.note)))
    return "<p>" + "<br>".join(filter(None, lines)) + "</p>"


def _whom(norm: Norm) -> str:
    films = tr("films enlarged by {number} %", number=number(norm.enlarged)) if norm.enlarged else ""
    return "".join(f", {html.escape(part)}" for part in (norm.whom, films) if part)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in (VALUE, NORM) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
