"""The films as Qt lists them: one row each with its review_status, filtered and sorted; and how a row is painted."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from cephview.app.canvas import theme
from cephview.app.film_list import Entry
from cephview.app.session import Session
from cephview.app.words import said_all, tr
from cephview.core.case import Case
from cephview.core.radiograph import Radiograph
from cephview.core.review_status import ReviewStatus, most_doubtful, review_status, worst_error_mm

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 58
_THUMBNAIL = 44

Index = QModelIndex | QPersistentModelIndex


def status_of(entry: Entry) -> ReviewStatus:
    """How far a film is; one that was not looked at yet is new."""
    return review_status(entry.case) if entry.case else ReviewStatus.NEW


class CaseListModel(QAbstractListModel):
    """The entries of the session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._count = 0
        self._pictures: dict[Entry, QPixmap] = {}
        self._done: set[Entry] = set()
        session.list_changed.connect(self._refill)
        session.entry_changed.connect(self.refresh)
        self._refill()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """The number of films."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry, its name, and what its tool tip says."""
        entry = self._session.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.ToolTipRole:
            known = entry.case.calibration if entry.case else None
            return entry.problem or said_all((str(entry.path), known.describe() if known else ""))
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(text for text in lines_of(entry)[:3] if text)
        return None

    @property
    def done(self) -> int:
        """How many films are done."""
        return len(self._done)

    def refresh(self, row: int) -> None:
        """One film is not as it was."""
        if 0 <= row < self._count:
            self._judge(self._session.entries[row])
            self.dataChanged.emit(self.index(row), self.index(row))

    def _refill(self) -> None:
        self.beginResetModel()
        self._count = len(self._session.entries)
        self._done.clear()
        self._pictures = {entry: self._pictures[entry] for entry in self._session.entries if entry in self._pictures}
        for entry in self._session.entries:
            self._judge(entry)
        self.endResetModel()

    def _judge(self, entry: Entry) -> None:
        # Counted as it changes: a folder may hold thousands.
        if status_of(entry) is ReviewStatus.DONE:
            self._done.add(entry)
        else:
            self._done.discard(entry)

    def _picture(self, entry: Entry) -> QPixmap | None:
        if entry not in self._pictures and entry.thumbnail is not None:
            self._pictures[entry] = picture_of(entry.thumbnail)
        return self._pictures.get(entry)


def lines_of(entry: Entry) -> tuple[str, str, str, QColor]:
    """Name, status, remark, and the colour of the status, of one film."""
    name = entry.name
    if entry.problem:
        return name, tr("cannot be read"), "", theme.error_colour(5)
    state = status_of(entry)
    colour = {
        ReviewStatus.NEW: theme.TEXT_QUIET,
        ReviewStatus.PREDICTED: theme.PREDICTED,
        ReviewStatus.IN_REVIEW: theme.ACCENT,
        ReviewStatus.DONE: theme.CONFIRMED,
    }[state]
    exported = entry.state is not None and bool(entry.state.export_path) and entry.state.stack.isClean()
    status = tr("{state}, exported", state=tr(state)) if exported else tr(state)
    edits = entry.case.edits.values() if entry.case else ()
    moved = sum(edit.point is not None and not edit.confirmed for edit in edits)
    # Here, since the line below has no room for it.
    status += tr(" · {moved} moved", moved=moved) if moved else ""
    return name, status, _remark(entry.case) if entry.case else "", colour


def _remark(case: Case) -> str:
    worst, doubtful = worst_error_mm(case), most_doubtful(case)
    if worst is not None:
        return tr("worst {worst:.1f} mm", worst=worst)
    if doubtful is None:
        return ""
    around = case.plus_minus_mm()[case.scheme.index(doubtful[0])]
    return tr("least sure {doubtful}", doubtful=doubtful[0]) + (
        tr(" ±{around:.1f} mm", around=around) if np.isfinite(around) else ""
    )


def picture_of(small: Radiograph) -> QPixmap:
    """The square middle of a thumbnail."""
    grey = small.to_8bit()
    picture = grey if grey.ndim == 3 else np.repeat(grey[..., None], 3, axis=2)
    side = min(picture.shape[:2])
    top, left = (picture.shape[0] - side) // 2, (picture.shape[1] - side) // 2
    square = np.ascontiguousarray(picture[top : top + side, left : left + side])
    return QPixmap.fromImage(QImage(square.data, side, side, 3 * side, QImage.Format.Format_RGB888).copy())


class CaseDelegate(QStyledItemDelegate):
    """Paints a row: thumbnail, name, status with a dot, remark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(120, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one film's row."""
        # Imported where it is used: its many enumerations take a while to make, and the first frame has no rows.
        from PySide6.QtWidgets import QStyle

        name, status, remark, colour = lines_of(index.data(ENTRY_ROLE))
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(option.rect).adjusted(6, 2, -6, -2)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.highlight())
            painter.drawRoundedRect(rect, 6, 6)
        place = QRectF(rect.left() + 5, rect.center().y() - _THUMBNAIL / 2, _THUMBNAIL, _THUMBNAIL)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QPixmap):
            painter.drawPixmap(place, picture, QRectF(picture.rect()))
        else:
            painter.fillRect(place, theme.SURROUND)
        text = rect.adjusted(_THUMBNAIL + 13, 0, -4, 0)
        for row, (line, pen, size, bold) in enumerate(
            (
                (name, theme.TEXT, 13, True),
                (f"●  {status}", theme.on_panel(colour, 4.5), 11, False),
                (remark, theme.TEXT_QUIET, 11, False),
            )
        ):
            painter.setFont(theme.font(size, bold=bold))
            painter.setPen(pen)
            shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideMiddle, int(text.width()))
            painter.drawText(text.adjusted(0, 3 + row * 16, 0, 0), Qt.AlignmentFlag.AlignTop, shown)
        painter.restore()
