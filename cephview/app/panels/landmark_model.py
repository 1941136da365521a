"""The landmark table's model: one row a landmark, read from the document, in step with its signals."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from cephview.app.editing.document import CaseDocument
from cephview.app.panels.plus_minus import MEANING
from cephview.app.words import marked, tr
from cephview.core.case import Case, Status
from cephview.core.review_status import is_doubtful

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole
STATUS_ROLE = Qt.ItemDataRole.UserRole + 1
ERROR_MM_ROLE = Qt.ItemDataRole.UserRole + 2
SYMBOL_ROLE = Qt.ItemDataRole.UserRole + 3
LOCKED_ROLE = Qt.ItemDataRole.UserRole + 4
DOUBTFUL_ROLE = Qt.ItemDataRole.UserRole + 5

# From here on a tenth says nothing.
_WHOLE_FROM = 100.0
# A point of the user's own is not the model's to doubt.
_BY_HAND = (Status.CORRECTED, Status.PLACED, Status.NOT_VISIBLE)

STATUS_WORDS = {
    Status.PREDICTED: marked("predicted"),
    Status.CORRECTED: marked("corrected"),
    Status.CONFIRMED: marked("confirmed"),
    Status.PLACED: marked("placed by hand"),
    Status.NOT_VISIBLE: marked("not visible"),
    Status.MISSING: marked("missing"),
    Status.ESTIMATED: marked("estimated"),
    Status.CONSTRUCTED: marked("constructed"),
}


class Column(IntEnum):
    """The table's columns."""

    SYMBOL = 0
    NAME = 1
    CONFIDENCE = 2
    ERROR = 3
    MOVED = 4


class LandmarkModel(QAbstractTableModel):
    """Symbol, name, expected error (or confidence), error to the reference and correction of each landmark."""

    def __init__(self, document: CaseDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._case: Case | None = None
        self._expects = False  # an expected error stands where there is one, else the heatmap's confidence
        document.opened.connect(self._reset)
        document.prediction_changed.connect(self._reset)
        document.references_changed.connect(self._refresh)
        document.calibration_changed.connect(self._refresh)
        document.landmark_changed.connect(self._refresh_landmark)
        self._reset()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's name and default)
        """One row a landmark."""
        return 0 if parent.isValid() or self._case is None else len(self._case.scheme)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The columns of `Column`."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles; the unit is px as long as nothing says how large a pixel is."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        unit = "mm" if self._case and self._case.calibration else "px"
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                "",
                tr("Landmark"),
                f"± {unit}" if self._expects else tr("Sure"),
                tr("Error {unit}", unit=unit),
                tr("Moved"),
            )[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                tr("Symbol"),
                tr("Landmark"),
                tr(
                    "<p>How far off the point may be, {unit}: the model, or a reader where you looked. {meaning}.</p>",
                    unit=unit,
                    meaning=tr(MEANING),
                )
                if self._expects
                else tr("How sure the model is: what share of its mark (heatmap) is near the point; not calibrated"),
                tr("Distance to the reference, {unit}", unit=unit),
                tr("How far it was corrected from the prediction, {unit}", unit=unit),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section <= Column.NAME:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the views and the sorting ask of a cell."""
        if self._case is None or not index.isValid():
            return None
        row, column = index.row(), Column(index.column())
        landmark = self._case.scheme.landmarks[row]
        if role == SYMBOL_ROLE:
            return landmark.symbol
        if role == LOCKED_ROLE:
            return self._document.is_locked(landmark.symbol)
        if role == STATUS_ROLE:
            return self._statuses[row]
        if role == DOUBTFUL_ROLE:
            return self._statuses[row] is Status.PREDICTED and is_doubtful(self._case, landmark.symbol)
        if role == ERROR_MM_ROLE:
            return self._values[Column.ERROR][row] if self._case.calibration else math.nan
        if role == SORT_ROLE:
            return (
                (landmark.symbol.casefold(), tr(landmark.name).casefold())[column]
                if column <= Column.NAME
                else (self._values[column][row])
            )
        if role == Qt.ItemDataRole.DisplayRole:
            return (landmark.symbol, tr(landmark.name))[column] if column <= Column.NAME else self._text(column, row)
        if role == Qt.ItemDataRole.ToolTipRole:
            doubt = tr("; the model is in doubt: look at it") if self.data(index, DOUBTFUL_ROLE) else ""
            return f"{landmark.symbol} · {tr(landmark.name)}: {tr(STATUS_WORDS[self._statuses[row]])}{doubt}"
        return None

    def _text(self, column: Column, row: int) -> str:
        value = self._values[column][row]
        if column is Column.MOVED and self._statuses[row] not in (Status.CORRECTED,):
            return "–"
        if math.isnan(value):
            return (
                tr(STATUS_WORDS[self._statuses[row]]) if column is Column.CONFIDENCE and self._is_absent(row) else "–"
            )
        if column is Column.CONFIDENCE and not self._expects:
            return f"{value * 100:.0f} %"
        return f"{value:.0f}" if value >= _WHOLE_FROM else f"{value:.1f}"

    def _is_absent(self, row: int) -> bool:
        return self._statuses[row] in (Status.NOT_VISIBLE, Status.MISSING)

    def _read(self) -> None:
        case = self._case = self._document.shown
        if case is None:
            return
        self._statuses = [case.status(symbol) for symbol in case.scheme.symbols]
        errors, moved = case.errors_mm(), case.corrections_px()
        if case.calibration is not None:
            moved = case.corrections_mm()
        expected = case.plus_minus_px if case.calibration is None else case.plus_minus_mm()
        by_hand = [status in _BY_HAND for status in self._statuses]
        # A reader's own spread alone, beside a model that knows nothing of its errors, would hide how sure that is.
        self._expects = bool(np.isfinite(case.expected_errors_px).any() or np.isfinite(case.unsettled_errors_px).any())
        self._values = {
            Column.CONFIDENCE: (expected if self._expects else np.where(by_hand, np.nan, case.confidence)).tolist(),
            Column.ERROR: (case.errors_px() if errors is None else errors).tolist(),
            Column.MOVED: moved.tolist(),
        }

    def _reset(self) -> None:
        self.beginResetModel()
        self._read()
        self.endResetModel()

    def _refresh(self, _: object = None) -> None:
        self._read()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(Column) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def _refresh_landmark(self, symbol: str) -> None:
        # One row: painting all of them would cost more than the rest of a drag's frame.
        symbols = self._case.scheme.symbols if self._case else ()
        if self._document.shown is None or self._document.shown.scheme.symbols != symbols or symbol not in symbols:
            self._reset()
            return
        self._read()
        case = self._case
        follow = [s for s, edit in case.edits.items() if edit.follows and s != symbol] if case else []
        for each in (symbol, *follow):
            row = symbols.index(each)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))


class LandmarkOrder(QSortFilterProxyModel):
    """Sorting by value, what is unknown at the end in either direction; one group or a search alone, if wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._group: frozenset[str] | None = None
        self._text = ""
        self.setSortRole(SORT_ROLE)

    def show_group(self, symbols: frozenset[str] | None) -> None:
        """Show the landmarks of a group alone, or all."""
        self.beginFilterChange()
        self._group = symbols
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def search(self, text: str) -> None:
        """Show those alone whose symbol or name has this text in it."""
        self.beginFilterChange()
        self._text = text.casefold().strip()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Whether a row is shown."""
        if self._group is None and not self._text:
            return True
        model = self.sourceModel()
        symbol = str(model.index(row, Column.SYMBOL).data(SYMBOL_ROLE))
        name = str(model.index(row, Column.NAME).data())
        found = self._text in symbol.casefold() or self._text in name.casefold()
        return found and (self._group is None or symbol in self._group)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compare two cells."""
        a, b = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if isinstance(a, float) and isinstance(b, float) and (math.isnan(a) or math.isnan(b)):
            last = math.isnan(b) and not math.isnan(a)
            return last if self.sortOrder() == Qt.SortOrder.AscendingOrder else math.isnan(a) and not math.isnan(b)
        return bool(a < b)
