"""The parts of the panel of measurements as Qt wants them set up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFrame, QHeaderView, QTableView

from cephview.app.panels.deviation_bar import DeviationBar
from cephview.app.panels.measurement_table import (
    DEVIATION,
    HEADERS,
    NORM,
    MeasurementTable,
    longest_classes,
    widest_texts,
)
from cephview.app.words import tr
from cephview.core.measurements import Measurement

ROW_HEIGHT = 23
# Qt leaves 3 px at either side of a cell's text; headers are told to do the same, so that they stand over their cells.
CELL_PADDING = 3
_BAR_WIDTH, _LEAST_NAME = 76, 92


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


def fit_columns(view: QTableView, table: MeasurementTable, rows: Sequence[Measurement], width: int) -> None:
    """Share a panel's width among the columns, by the texts that may come: they must not jump during a drag."""
    room = width - view.verticalScrollBar().sizeHint().width() - _BAR_WIDTH
    widths = _widest(view, rows, spreads=True)
    # Where the panel is narrow, `± 0.8` gives way, and the tooltip alone has it.
    table.show_spreads(sum(widths) <= room)
    if not table.spreads:
        widths = _widest(view, rows, spreads=False)
    # A name that is too long is cut, and the tooltip has it.
    widths[0] = max(min(widths[0], room - sum(widths[1:])), _LEAST_NAME)
    # Where it is wide, the classes have room for all that a doubt leaves open.
    longest = max(map(view.fontMetrics().horizontalAdvance, longest_classes(rows)), default=0)
    widths[NORM] += max(min(longest + 2 * CELL_PADDING - widths[NORM], room - sum(widths)), 0)
    header, spare = view.horizontalHeader(), room - sum(widths)
    for column, wanted in enumerate(widths):
        header.resizeSection(column, wanted + min(max(spare // len(widths), 0), 12))


def _widest(view: QTableView, rows: Sequence[Measurement], *, spreads: bool) -> list[int]:
    cells, header = view.fontMetrics(), view.horizontalHeader()
    texts = widest_texts(rows, spreads=spreads)
    widths = [max(cells.horizontalAdvance(text) for text in (*column, "")) for column in texts]
    titles = [header.fontMetrics().horizontalAdvance(tr(HEADERS[column])) for column in range(len(widths))]
    return [max(pair) + 2 * CELL_PADDING for pair in zip(widths, titles, strict=True)]
