"""The list of films: thumbnail, name, status, worst error or least certain landmark; filter, order and progress."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cephview.app.editing.document import CaseDocument
from cephview.app.panels.case_list import ENTRY_ROLE, CaseDelegate, CaseListModel, Index
from cephview.app.panels.case_order import SORTS, CaseOrder
from cephview.app.session import Session
from cephview.app.words import tr
from cephview.core.review_status import ReviewStatus

# What arrives in the background is put in order this much later, all at once.
_SETTLE_MS = 700


class EvenList(QListView):
    """A list whose rows are all of one height."""

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint the row anew. Qt would lay all rows out again, and in a folder of thousands that is felt."""
        for row in range(first.row(), last.row() + 1):
            self.update(first.sibling(row, 0))


class CasesPanel(QWidget):
    """The films of the session; a click shows one."""

    stop_requested = Signal()

    def __init__(self, session: Session, document: CaseDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document = document
        self._model = CaseListModel(session, self)
        self.order = CaseOrder(session, self._model, self)
        self._make_widgets()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._put_in_order)
        self.list.clicked.connect(lambda index: session.show(session.place_of(index.data(ENTRY_ROLE))))
        self.search.textChanged.connect(self._filter)
        self.status.currentIndexChanged.connect(self._filter)
        self.sort.currentIndexChanged.connect(lambda _: self._sort(self.sort.currentData()))
        self.stop.clicked.connect(self.stop_requested)
        session.list_changed.connect(self._put_in_order)
        session.entry_changed.connect(self._entry_changed)
        session.current_changed.connect(self._current_changed)
        for signal in (
            *(document.prediction_changed, document.references_changed, document.calibration_changed),
            *(document.dirty_changed, document.landmark_changed),
        ):
            signal.connect(self._open_case_changed)
        self._put_in_order()

    def show_progress(self, current: int, total: int) -> None:
        """Say that film `current` of `total` is being predicted; (0, 0) for none."""
        self.foot.setVisible(total > 0)
        if total > 0:
            self.progress_text.setText(tr("Predicting {current} of {total}", current=current, total=total))
            self.progress.setRange(0, total)
            self.progress.setValue(current - 1)

    def _make_widgets(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Filter by name"))
        self.search.setClearButtonEnabled(True)
        # Tab goes through the landmarks, and keys belong to the film until somebody clicks here.
        self.search.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.search.returnPressed.connect(self.search.clearFocus)
        self.status, self.sort = QComboBox(), QComboBox()
        self.status.addItem(tr("All"), None)
        for each in ReviewStatus:
            self.status.addItem(tr(each).capitalize(), each)
        for name in SORTS:
            self.sort.addItem(tr(name), name)
        self.status.setAccessibleName(tr("Show films by status"))
        self.sort.setAccessibleName(tr("Sort films by"))
        self.sort.setToolTip(tr("Sort by"))
        self.status.setToolTip(tr("Which films are listed"))
        self.search.setAccessibleName(tr("Filter films by name"))
        choices = QHBoxLayout()
        for box, share in ((self.status, 5), (self.sort, 6)):
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            choices.addWidget(box, share)
        self.counted = QLabel()
        self.counted.setObjectName("quiet")
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 2)
        head.addWidget(self.search)
        head.addLayout(choices)
        head.addWidget(self.counted)
        self.list = EvenList()
        self.list.setModel(self.order)
        self.list.setItemDelegate(CaseDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Films"))
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._make_foot())

    def _make_foot(self) -> QWidget:
        self.foot = QWidget()
        self.progress_text, self.progress, self.stop = QLabel(), QProgressBar(), QToolButton()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.stop.setText(tr("Stop"))
        self.stop.setToolTip(tr("Stop predicting the folder; what has arrived stays"))
        self.stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout()
        line.addWidget(self.progress_text, 1)
        line.addWidget(self.stop)
        rows = QVBoxLayout(self.foot)
        rows.setContentsMargins(10, 2, 6, 6)
        rows.setSpacing(3)
        rows.addLayout(line)
        rows.addWidget(self.progress)
        self.foot.hide()
        return self.foot

    def _filter(self) -> None:
        self.order.set_filter(self.search.text(), self.status.currentData())
        self._put_in_order()

    def _sort(self, name: str) -> None:
        self.order.set_sort(name)
        self._put_in_order()

    def _entry_changed(self, index: int) -> None:
        if index != self._session.current:
            self._settle.start()
        self._count()

    def _current_changed(self, _: int) -> None:
        # The former film was let through as the shown one.
        self._put_in_order()

    def _open_case_changed(self) -> None:
        if not self._document.dragged:
            self._model.refresh(self._session.current)
            self._count()

    def _put_in_order(self) -> None:
        self.order.look_anew()
        self._session.set_order(self.order.entries())
        row = self.order.mapFromSource(self._model.index(self._session.current)) if self._session.entries else None
        self.list.setCurrentIndex(row if row is not None else QModelIndex())
        self._count()

    def _count(self) -> None:
        total, listed = len(self._session.entries), self.order.rowCount()
        text = tr("{done} of {total} done", done=self._model.done, total=total)
        self.counted.setText(
            (text if listed == total else tr("{done} · {listed} listed", done=text, listed=listed)) if total else ""
        )
