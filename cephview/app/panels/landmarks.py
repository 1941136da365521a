"""The landmark panel: the case's figures in large, the reference it is compared with, and the table of landmarks."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cephview.app.editing.document import CaseDocument
from cephview.app.panels.figures import Figures
from cephview.app.panels.landmark_cells import ROW_HEIGHT, LandmarkDelegate
from cephview.app.panels.landmark_filter import LandmarkFilter
from cephview.app.panels.landmark_model import SYMBOL_ROLE, Column, LandmarkModel, LandmarkOrder
from cephview.app.panels.review_counter import ReviewCounter
from cephview.app.words import said, tr


class LandmarkPanel(QWidget):
    """MRE and SDRs, reference choice and table; selection in step with the film."""

    def __init__(self, document: CaseDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 4)
        layout.setSpacing(8)
        self.figures = Figures(document)
        layout.addWidget(self.figures)
        self.reference = QComboBox()
        self.reference.setToolTip(tr("The reading that errors are measured against"))
        self.reference.activated.connect(lambda i: document.choose_reference(self.reference.itemData(i)))
        self.reference.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.counter = ReviewCounter(document)
        self._caption = QLabel(tr("Errors against"))
        self._caption.setObjectName("quiet")
        row = QHBoxLayout()
        row.addWidget(self._caption)
        row.addWidget(self.reference, 1)
        row.addWidget(self.counter)
        layout.addLayout(row)
        self.model = LandmarkModel(document, self)
        self.order = LandmarkOrder(self)
        self.order.setSourceModel(self.model)
        self.table = _table(self.order)
        self.filter = LandmarkFilter(document)
        self.filter.group_changed.connect(self.order.show_group)
        self.filter.text_changed.connect(self.order.search)
        layout.addWidget(self.filter)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        layout.addWidget(self.table, 1)
        for signal in (document.opened, document.references_changed):
            signal.connect(self._list_references)
        document.selection_changed.connect(self._follow)
        # A reset of the model forgets the view's selection.
        self.model.modelReset.connect(lambda: self._follow(document.selected))
        self._list_references()

    def _list_references(self) -> None:
        case = self._document.case
        self.reference.clear()
        for reference in case.references if case else ():
            self.reference.addItem(said(reference.name), str(reference.name))
        self.reference.addItem(tr("no reference"), "")
        chosen = case.reference.name if case and case.reference else ""
        self.reference.setCurrentIndex(self.reference.findData(chosen))
        for widget in (self._caption, self.reference):
            widget.setVisible(bool(case and case.references))
        self.table.setColumnHidden(Column.ERROR, not chosen)

    @property
    def wanted_height(self) -> int:
        """The height in logical px at which every row is seen; what is beyond it is of use elsewhere."""
        rows = ROW_HEIGHT * self.order.rowCount() + self.table.horizontalHeader().sizeHint().height()
        return self._layout.sizeHint().height() - self.table.sizeHint().height() + rows + 2

    def _selected(self, selected: QItemSelection, _: QItemSelection) -> None:
        for index in selected.indexes()[:1]:
            self._document.select(str(index.data(SYMBOL_ROLE)))

    def _follow(self, symbol: str) -> None:
        if not symbol:
            self.table.clearSelection()
            return
        for row in range(self.order.rowCount()):
            index = self.order.index(row, 0)
            if index.data(SYMBOL_ROLE) == symbol:
                if not self.table.selectionModel().isRowSelected(row):
                    self.table.selectRow(row)
                self.table.scrollTo(index)
                return


def _table(model: LandmarkOrder) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSortingEnabled(True)
    table.sortByColumn(Column.ERROR, Qt.SortOrder.DescendingOrder)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
    for column, width in ((Column.SYMBOL, 62), (Column.CONFIDENCE, 70), (Column.ERROR, 96), (Column.MOVED, 62)):
        table.setColumnWidth(column, width)
    table.setItemDelegate(LandmarkDelegate(table))
    return table
