"""How far the review of the film is: `7 of 19`."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from cephview.app.editing.document import CaseDocument
from cephview.app.words import tr
from cephview.core.review_status import unchecked


class ReviewCounter(QLabel):
    """Which landmark of how many is selected, in the order of the review, and how many somebody has spoken of."""

    def __init__(self, document: CaseDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setObjectName("quiet")
        self.setToolTip(tr("Tab goes through the landmarks, the most doubtful first; Enter confirms one and goes on"))
        for signal in (
            *(document.opened, document.prediction_changed),
            *(document.landmark_changed, document.selection_changed),
        ):
            signal.connect(self._refresh)
        self._refresh()

    def _refresh(self, _: object = None) -> None:
        if self._document.dragged:
            return  # nothing is said of a landmark before it is let go
        case, here, order = self._document.case, self._document.selected, self._document.review_order()
        self.setVisible(case is not None)
        if case is None:
            return
        total, checked = len(order), len(order) - len(unchecked(case))
        self.setText(
            tr("{index} of {total} · {checked} checked", index=order.index(here) + 1, total=total, checked=checked)
            if here in order
            else tr("{checked} of {total} checked", checked=checked, total=total)
        )
