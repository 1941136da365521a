"""The parts of the panel of measurements as Qt wants them set up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFrame, QHeaderView, QTableView

from cephview.app.panels.deviation_bar import DeviationBar
from cephview.app.panels.measurement_table import DEVIATION, MeasurementTable
from cephview.app.words import tr

ROW_HEIGHT = 23
# Qt leaves 3 px at either side of a cell's text; headers are told to do the same, so that they stand over their cells.
CELL_PADDING = 3


def choice_box() -> QComboBox:
    """The list of analyses."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setAccessibleName(tr("Analysis"))
    return box


class TableView(QTableView):
    """A table that tells when the cursor leaves its cells."""

    left = Signal()

    def viewportEvent(self, event: QEvent) -> bool:
        """See the cursor leave; asking Qt for the viewport would make every class of widget there is."""
        if event.type() == QEvent.Type.Leave:
            self.left.emit()
        return super().viewportEvent(event)


def table_view(table: MeasurementTable) -> TableView:
    """The table of measurements, its deviations drawn."""
    view = TableView()
    view.setModel(table)
    view.setMouseTracking(True)
    view.setItemDelegateForColumn(DEVIATION, DeviationBar(view))
    view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    header = view.horizontalHeader()
    header.setStyleSheet(f"QHeaderView::section {{ padding: 5px {CELL_PADDING}px; }}")
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setMinimumSectionSize(40)
    font = header.font()
    font.setPixelSize(11)
    font.setBold(True)
    header.setFont(font)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(DEVIATION, QHeaderView.ResizeMode.Stretch)
    return view
