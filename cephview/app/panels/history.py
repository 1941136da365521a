"""The History panel: the steps of the open case with their time; a click goes to the state after one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from cephview.app.canvas import theme
from cephview.app.editing.document import CaseDocument
from cephview.app.words import said, tr

_TIME_WIDTH = 110
_INDEX_ROLE = Qt.ItemDataRole.UserRole


class HistoryPanel(QWidget):
    """Former sessions to read; this session's steps to go back and forth in, by the undo stack."""

    def __init__(self, document: CaseDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._stack: QUndoStack | None = None
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setColumnWidth(0, _TIME_WIDTH)
        self.list.setAccessibleName(tr("History"))
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.list)
        document.opened.connect(self._opened)
        self._opened()

    def _opened(self) -> None:
        if self._stack is not None:
            self._stack.indexChanged.disconnect(self._refresh)
        state = self._document.state
        self._stack = state.stack if state else None
        if self._stack is not None:
            self._stack.indexChanged.connect(self._refresh)
        self._refresh()

    def _refresh(self, _: int = 0) -> None:
        state = self._document.state
        if state is not None and not isValid(state.stack):
            return  # a stack tells of its last change while it is destroyed
        self.list.clear()
        if state is None:
            return
        for entry in state.former:
            who = f" · {entry.who}" if entry.who else ""
            self._add(f"{entry.at.astimezone():%d %b %H:%M}", f"{said(entry.text)}{who}", None)
        self._add("", tr("As opened"), 0)
        for i in range(state.stack.count()):
            at = time_of(state.stack.command(i))
            self._add(f"{at.astimezone():%H:%M:%S}" if at else "", state.stack.text(i), i + 1)
        here = self.list.topLevelItem(len(state.former) + state.stack.index())
        if here is not None:
            self.list.setCurrentItem(here)
            self.list.scrollToItem(here)

    def _add(self, time: str, text: str, index: int | None) -> None:
        here = self._stack.index() if self._stack is not None else 0
        item = QTreeWidgetItem(self.list, [time, text])
        item.setData(0, _INDEX_ROLE, index)
        for column in (0, 1):
            item.setFont(column, theme.font(12, bold=index == here))
            if index is None or index > here:
                item.setForeground(column, theme.TEXT_QUIET)
        if index is None:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            item.setToolTip(1, tr("A step of a former session, to be read only"))
        elif index > here:
            item.setToolTip(1, tr("Undone; a click does it again"))

    def _go(self, item: QTreeWidgetItem) -> None:
        index = item.data(0, _INDEX_ROLE)
        if isinstance(index, int):
            self._document.go_to(index)


def time_of(command: QUndoCommand) -> datetime | None:
    """When a step was made; that of a step made of several is its first one's."""
    at = getattr(command, "at", None)
    if at is None and command.childCount():
        at = getattr(command.child(0), "at", None)
    return at if isinstance(at, datetime) else None
