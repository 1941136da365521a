"""The landmark panel: the case's figures in large, the reference it is compared with, and the table of landmarks."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cephview.app.canvas import theme
from cephview.app.editing.document import CaseDocument
from cephview.app.panels.landmark_model import (
    ERROR_MM_ROLE,
    LOCKED_ROLE,
    STATUS_ROLE,
    SYMBOL_ROLE,
    Column,
    LandmarkModel,
    LandmarkOrder,
)
from cephview.core.accuracy import SDR_THRESHOLDS_MM, summarise
from cephview.core.case import Status

_ROW_HEIGHT = 25
_BAR_FULL_MM = 5.0
_LOCK_ROOM = 20
_UNSURE = 0.6


class LandmarkPanel(QWidget):
    """MRE and SDRs, reference choice and table; selection in step with the film."""

    def __init__(self, document: CaseDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 4)
        layout.setSpacing(8)
        self.figures = Figures(document)
        layout.addWidget(self.figures)
        self.reference = QComboBox()
        self.reference.setToolTip("The reading that errors are measured against")
        self.reference.activated.connect(lambda i: document.choose_reference(self.reference.itemData(i)))
        row = QHBoxLayout()
        caption = QLabel("Errors against")
        caption.setObjectName("quiet")
        row.addWidget(caption)
        row.addWidget(self.reference, 1)
        layout.addLayout(row)
        self.model = LandmarkModel(document, self)
        self.order = LandmarkOrder(self)
        self.order.setSourceModel(self.model)
        self.table = _table(self.order)
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
            self.reference.addItem(reference.name, reference.name)
        self.reference.addItem("no reference", "")
        chosen = case.reference.name if case and case.reference else ""
        self.reference.setCurrentIndex(self.reference.findData(chosen))

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
    table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
    for column, width in ((Column.SYMBOL, 62), (Column.CONFIDENCE, 54), (Column.ERROR, 96), (Column.MOVED, 62)):
        table.setColumnWidth(column, width)
    table.setItemDelegate(LandmarkDelegate(table))
    return table


class LandmarkDelegate(QStyledItemDelegate):
    """Draws the status mark before the symbol and the bar behind the error; figures are right-aligned."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        rect = QRectF(option.rect)
        status, column = index.data(STATUS_ROLE), Column(index.column())
        painter.setFont(theme.font(13, bold=column is Column.SYMBOL))
        quiet = status in (Status.NOT_VISIBLE, Status.MISSING) or column is Column.MOVED
        painter.setPen(theme.TEXT_QUIET if quiet else theme.TEXT)
        text = str(index.data() or "")
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if column is Column.SYMBOL:
            draw_status(painter, rect.left() + 12, rect.center().y(), status)
            painter.setPen(theme.TEXT)
            painter.drawText(rect.adjusted(24, 0, 0, 0), left, text)
        elif column is Column.NAME:
            locked = bool(index.data(LOCKED_ROLE))
            room = int(rect.width()) - (_LOCK_ROOM if locked else 6)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(rect.adjusted(2, 0, 0, 0), left, shown)
            if locked:
                draw_lock(painter, rect.right() - _LOCK_ROOM / 2, rect.center().y())
        elif column is Column.ERROR:
            painter.drawText(QRectF(rect.left(), rect.top(), 36, rect.height()), right, text)
            self._bar(painter, rect.adjusted(44, 0, -4, 0), index.data(ERROR_MM_ROLE))
        else:
            if column is Column.CONFIDENCE and text.endswith("%") and float(text[:-1]) < _UNSURE * 100:
                painter.setPen(theme.on_panel(theme.WARNING, 4.5))
            if column is Column.CONFIDENCE and not text.endswith("%"):
                painter.setFont(theme.font(11))
            painter.drawText(rect.adjusted(0, 0, -10, 0), right, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows of one height."""
        return QSize(40, _ROW_HEIGHT)

    @staticmethod
    def _bar(painter: QPainter, rect: QRectF, mm: float) -> None:
        if mm is None or math.isnan(mm):
            return
        groove = QRectF(rect.left(), rect.center().y() - 3, rect.width(), 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.RAISED)
        painter.drawRoundedRect(groove, 3, 3)
        groove.setWidth(max(6.0, groove.width() * min(1.0, mm / _BAR_FULL_MM)))
        painter.setBrush(theme.on_panel(theme.error_colour(mm)))
        painter.drawRoundedRect(groove, 3, 3)


def draw_status(painter: QPainter, x: float, y: float, status: Status) -> None:
    """The mark of a status around (x, y), as on the film: ring, disc, ring with a tick, dashed ring, nothing."""
    colour = theme.on_panel(theme.status_colour(status))
    pen = QPen(colour, 1.6)
    if status in (Status.MISSING, Status.NOT_VISIBLE):
        pen.setStyle(Qt.PenStyle.DotLine)
    solid = status in (Status.CORRECTED, Status.PLACED)
    painter.setPen(pen)
    painter.setBrush(QBrush(colour) if solid else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(x - 4, y - 4, 8, 8))
    if status is Status.CONFIRMED:
        painter.drawLine(QRectF(x - 2, y, 0, 0).topLeft(), QRectF(x - 0.3, y + 1.8, 0, 0).topLeft())
        painter.drawLine(QRectF(x - 0.3, y + 1.8, 0, 0).topLeft(), QRectF(x + 4, y - 4, 0, 0).topLeft())


def draw_lock(painter: QPainter, x: float, y: float) -> None:
    """A closed padlock around (x, y)."""
    painter.setPen(QPen(theme.TEXT_QUIET, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(x - 3, y - 6, 6, 8), 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.TEXT_QUIET)
    painter.drawRoundedRect(QRectF(x - 4.5, y - 2, 9, 7), 1.5, 1.5)


class Figures(QWidget):
    """MRE and SDR 2 / 2.5 / 3 / 4 of the case, as tiles; px and no SDR without a calibration."""

    def __init__(self, document: CaseDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.mre = _Tile("MRE", layout, 3, large=True)
        self.sdr = {
            limit: _Tile(f"{'SDR ' if i == 0 else ''}{limit:g} mm", layout, 2)
            for i, limit in enumerate(SDR_THRESHOLDS_MM)
        }
        for signal in (
            document.opened,
            document.prediction_changed,
            document.references_changed,
            document.landmark_changed,
            document.calibration_changed,
        ):
            signal.connect(self._refresh)
        self._refresh()

    def _refresh(self, _: object = None) -> None:
        case = self._document.shown
        errors = case.errors_mm() if case else None
        accuracy = summarise(errors) if errors is not None else None
        pixels = summarise(case.errors_px()) if case and errors is None else None
        if accuracy:
            self.mre.show_value(f"{accuracy.mre:.2f} mm", theme.error_colour(accuracy.mre))
        else:
            self.mre.show_value(f"{pixels.mre:.1f} px" if pixels else "–", theme.TEXT)
        for limit, tile in self.sdr.items():
            # Without a calibration no mm is shown anywhere, thresholds included.
            tile.setVisible(case is None or case.calibration is not None)
            tile.show_value(f"{accuracy.sdr[limit]:.0f} %" if accuracy else "–", theme.TEXT)
            tile.setToolTip(f"Share of the landmarks within {limit:g} mm of the reference")


class _Tile(QFrame):
    def __init__(self, caption: str, layout: QHBoxLayout, stretch: int, *, large: bool = False) -> None:
        super().__init__()
        self.setObjectName("tile")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(9, 6, 6, 6)
        inner.setSpacing(1)
        self._colour = QColor()  # none yet
        self.value = QLabel("–")
        self.value.setFont(theme.font(16 if large else 14, bold=True))
        label = QLabel(caption)
        label.setFont(theme.font(11))
        label.setObjectName("quiet")
        inner.addWidget(self.value)
        inner.addWidget(label)
        layout.addWidget(self, stretch)

    def show_value(self, text: str, colour: QColor) -> None:
        """Show a figure."""
        self.value.setText(text)
        if colour != self._colour:  # a style sheet is dear, and a drag comes here with each frame
            self._colour = colour
            self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        self.value.setStyleSheet(f"color: {theme.on_panel(self._colour, 4.5).name()};")
