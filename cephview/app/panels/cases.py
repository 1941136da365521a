"""The list of films: thumbnail, name, status, worst error or least certain landmark."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cephview.app.canvas import theme
from cephview.app.document import CaseDocument
from cephview.app.session import Entry, Session
from cephview.core.case import Case
from cephview.core.radiograph import Radiograph

_ROW_HEIGHT = 58
_THUMBNAIL = 44
_ENTRY_ROLE = Qt.ItemDataRole.UserRole
_LINES_ROLE = Qt.ItemDataRole.UserRole + 1


class CasesPanel(QWidget):
    """The films of the session; a click shows one."""

    def __init__(self, session: Session, document: CaseDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document = document
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        self.list = QListWidget()
        self.list.setItemDelegate(_CaseDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: session.show(self.list.row(item)))
        layout.addWidget(self.list)
        session.list_changed.connect(self._fill)
        session.entry_changed.connect(self._update)
        session.current_changed.connect(self.list.setCurrentRow)
        for signal in (document.prediction_changed, document.references_changed, document.calibration_changed):
            signal.connect(lambda: self._update(session.current))
        document.dirty_changed.connect(lambda _: self._update(session.current))
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        for index, entry in enumerate(self._session.entries):
            item = QListWidgetItem(self.list)
            item.setData(_ENTRY_ROLE, None)
            item.setToolTip(str(entry.path))
            self._update(index)
        self.list.setCurrentRow(self._session.current)

    def _update(self, index: int) -> None:
        if not 0 <= index < self.list.count():
            return
        item = self.list.item(index)
        entry = self._session.entries[index]
        if entry.state and item.data(_ENTRY_ROLE) is None:
            item.setData(_ENTRY_ROLE, thumbnail(entry.state.case.radiograph))
        item.setData(_LINES_ROLE, lines_of(entry))
        item.setToolTip(entry.problem or str(entry.path))


def lines_of(entry: Entry) -> tuple[str, str, str, str]:
    """Name, status, remark, and the colour of the status, of one film."""
    name = entry.path.name
    if entry.problem:
        return name, "cannot be read", "", theme.error_colour(5).name()
    if entry.state is None:
        return name, "new", "", theme.TEXT_QUIET.name()
    case = entry.state.case
    if entry.state.export_path and entry.state.stack.isClean():
        return name, "exported", _remark(case), theme.CONFIRMED.name()
    if case.edits:
        return name, "in review", _remark(case), theme.ACCENT.name()
    if case.prediction is None:
        return name, "opened", "", theme.TEXT_QUIET.name()
    return name, "to review", _remark(case), theme.PREDICTED.name()


def _remark(case: Case) -> str:
    parts = []
    errors = case.errors_mm()
    if errors is not None and np.isfinite(errors).any():
        parts.append(f"worst {np.nanmax(errors):.1f} mm")
    elif np.isfinite(case.doubt).any():
        parts.append(f"least sure {case.scheme.symbols[int(np.nanargmax(case.doubt))]}")
    corrected = sum(edit.point is not None for edit in case.edits.values())
    if corrected:
        parts.insert(0, f"{corrected} corrected")
    return " · ".join(parts)


def thumbnail(radiograph: Radiograph) -> QPixmap:
    """A small square picture of the film's middle."""
    width, height = radiograph.size
    scale = 2 * _THUMBNAIL / min(width, height)
    # Thinned before it is smoothed: a 6000 px film would cost a tenth of a second otherwise.
    step = max(1, int(min(width, height) / (8 * _THUMBNAIL)))
    thinned: NDArray[Any] = np.ascontiguousarray(radiograph.pixels[::step, ::step])
    small = Radiograph(thinned).to_8bit()
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    picture = cv2.resize(small, size, interpolation=cv2.INTER_AREA)
    if picture.ndim == 2:
        picture = cv2.cvtColor(picture, cv2.COLOR_GRAY2RGB)
    side = min(picture.shape[:2])
    top, left = (picture.shape[0] - side) // 2, (picture.shape[1] - side) // 2
    square = np.ascontiguousarray(picture[top : top + side, left : left + side], dtype=np.uint8)
    image = QImage(square.data, side, side, 3 * side, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image.copy())


class _CaseDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        lines = index.data(_LINES_ROLE)
        if lines is None:
            return
        name, status, remark, colour = lines
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(option.rect).adjusted(6, 2, -6, -2)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.highlight())
            painter.drawRoundedRect(rect, 6, 6)
        picture = QRectF(rect.left() + 5, rect.center().y() - _THUMBNAIL / 2, _THUMBNAIL, _THUMBNAIL)
        pixmap = index.data(_ENTRY_ROLE)
        if isinstance(pixmap, QPixmap):
            painter.drawPixmap(picture, pixmap, QRectF(pixmap.rect()))
        else:
            painter.fillRect(picture, theme.SURROUND)
        text = rect.adjusted(_THUMBNAIL + 13, 0, -4, 0)
        for row, (line, pen, size, bold) in enumerate(
            ((name, theme.TEXT, 13, True), (f"●  {status}", colour, 11, False), (remark, theme.TEXT_QUIET, 11, False))
        ):
            painter.setFont(theme.font(size, bold=bold))
            painter.setPen(theme.on_panel(QColor(pen), 4.5))
            shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, int(text.width()))
            painter.drawText(text.adjusted(0, 3 + row * 16, 0, 0), Qt.AlignmentFlag.AlignTop, shown)
        painter.restore()
