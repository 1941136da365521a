"""The films as Qt lists them: one row each with its standing, filtered and sorted; and how a row is painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cephview.app.canvas import theme
from cephview.app.session import Entry, Session
from cephview.core.case import Case
from cephview.core.radiograph import Radiograph
from cephview.core.standing import Standing, most_doubtful, standing, worst_error_mm

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 58
_THUMBNAIL = 44

Index = QModelIndex | QPersistentModelIndex
# What needs work comes first; what cannot be read is no work.
_WORK_ORDER = (Standing.IN_REVIEW, Standing.PREDICTED, Standing.NEW, Standing.DONE)


def _by_status(entry: Entry) -> float:
    return len(_WORK_ORDER) if entry.problem else _WORK_ORDER.index(standing_of(entry))


def _by_error(entry: Entry) -> float:
    worst = worst_error_mm(entry.case) if entry.case else None
    return np.inf if worst is None else -worst


def _by_doubt(entry: Entry) -> float:
    doubtful = most_doubtful(entry.case) if entry.case else None
    return np.inf if doubtful is None else -doubtful[1]


# The folder's own order breaks ties.
SORTS: dict[str, Callable[[Entry], float]] = {
    "Name": lambda _: 0.0,
    "Status": _by_status,
    "Worst error": _by_error,
    "Least sure": _by_doubt,
}


def standing_of(entry: Entry) -> Standing:
    """How far a film is; one that was not looked at yet is new."""
    return standing(entry.case) if entry.case else Standing.NEW


class CaseListModel(QAbstractListModel):
    """The entries of the session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._count = 0
        self._pictures: dict[Entry, QPixmap] = {}
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
            return entry.path.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.problem or str(entry.path)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(text for text in lines_of(entry)[:3] if text)
        return None

    def refresh(self, row: int) -> None:
        """One film is not as it was."""
        if 0 <= row < self._count:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _refill(self) -> None:
        self.beginResetModel()
        self._count = len(self._session.entries)
        self.endResetModel()

    def _picture(self, entry: Entry) -> QPixmap | None:
        if entry not in self._pictures and entry.thumbnail is not None:
            self._pictures[entry] = picture_of(entry.thumbnail)
        return self._pictures.get(entry)


class CaseOrder(QSortFilterProxyModel):
    """The films that a text and a status let through, in a chosen order. The film that is shown always stays.

    Not with each edit but on `look_anew`: a row that jumps away under work would be lost.
    """

    def __init__(self, session: Session, model: CaseListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = SORTS["Name"]
        self._keys: dict[Entry, float] = {}
        self._text = ""
        self._wanted: Standing | None = None
        self.setDynamicSortFilter(False)
        self.setSourceModel(model)
        self.sort(0)

    def set_filter(self, text: str, wanted: Standing | None) -> None:
        """Let through what has `text` in its name and is so far, or whatever."""
        self._text, self._wanted = text.strip().casefold(), wanted
        self.look_anew()

    def set_sort(self, name: str) -> None:
        """Sort by one of SORTS."""
        self._key = SORTS[name]
        self.look_anew()

    def look_anew(self) -> None:
        """Filter and sort by what is known now."""
        # Once a film, not once a comparison.
        self._keys = {entry: self._key(entry) for entry in self._session.entries}
        self.invalidate()

    def entries(self) -> list[Entry]:
        """The films that are listed, from the top."""
        return [self.index(row, 0).data(ENTRY_ROLE) for row in range(self.rowCount())]

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Whether a film is listed."""
        entry = self._session.entries[row]
        if row == self._session.current:
            return True
        return self._text in entry.path.name.casefold() and self._wanted in (None, standing_of(entry))

    def lessThan(self, left: Index, right: Index) -> bool:
        """Whether one film comes before another."""
        first, second = (self._session.entries[index.row()] for index in (left, right))
        return (self._keys.get(first, 0.0), left.row()) < (self._keys.get(second, 0.0), right.row())


def lines_of(entry: Entry) -> tuple[str, str, str, QColor]:
    """Name, status, remark, and the colour of the status, of one film."""
    name = entry.path.name
    if entry.problem:
        return name, "cannot be read", "", theme.error_colour(5)
    state = standing_of(entry)
    colour = {
        Standing.NEW: theme.TEXT_QUIET,
        Standing.PREDICTED: theme.PREDICTED,
        Standing.IN_REVIEW: theme.ACCENT,
        Standing.DONE: theme.CONFIRMED,
    }[state]
    exported = entry.state is not None and bool(entry.state.export_path) and entry.state.stack.isClean()
    status = f"{state}, exported" if exported else str(state)
    edits = entry.case.edits.values() if entry.case else ()
    moved = sum(edit.point is not None and not edit.confirmed for edit in edits)
    # Here, since the line below has no room for it.
    status += f" · {moved} moved" if moved else ""
    return name, status, _remark(entry.case) if entry.case else "", colour


def _remark(case: Case) -> str:
    worst, doubtful = worst_error_mm(case), most_doubtful(case)
    if worst is not None:
        return f"worst {worst:.1f} mm"
    if doubtful is None:
        return ""
    expected = case.expected_errors_mm()[case.scheme.index(doubtful[0])]
    return f"least sure {doubtful[0]}" + (f" ±{expected:.1f} mm" if np.isfinite(expected) else "")


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
            shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, int(text.width()))
            painter.drawText(text.adjusted(0, 3 + row * 16, 0, 0), Qt.AlignmentFlag.AlignTop, shown)
        painter.restore()
