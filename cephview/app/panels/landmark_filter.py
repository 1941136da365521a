"""Which landmarks the table and the film show: those of a tissue, those that the shown analysis needs, a search."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from cephview.app.editing.document import CaseDocument
from cephview.app.editing.tissues import TISSUE_WORDS
from cephview.app.words import tr
from cephview.core.catalogue import LANDMARKS, TISSUES

# So many rows are seen at a glance.
_FEW = 19
_ALL, _NEEDED = "", "needed"


class LandmarkFilter(QWidget):
    """A choice of group and a search field; hidden where there are few landmarks."""

    group_changed = Signal(object)  # frozenset[str] of the symbols that are shown, None for all
    text_changed = Signal(str)

    def __init__(self, document: CaseDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._needed: frozenset[str] = frozenset()
        self._symbols: tuple[str, ...] = ()
        self._shown: frozenset[str] | None = None
        self.groups = QComboBox()
        self.groups.setAccessibleName(tr("Which landmarks are shown"))
        self.groups.setToolTip(tr("Which landmarks table and film show"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search"))
        self.search.setClearButtonEnabled(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.groups, 3)
        layout.addWidget(self.search, 2)
        self.groups.activated.connect(lambda _: self._tell())
        self.search.textChanged.connect(self.text_changed)
        for signal in (document.opened, document.prediction_changed, document.landmark_changed):
            signal.connect(self._look)
        document.references_changed.connect(self._look)
        self._look()

    def set_needed(self, symbols: tuple[str, ...]) -> None:
        """The shown analysis needs these."""
        self._needed = frozenset(symbols)
        self._tell()

    def _look(self, _: object = None) -> None:
        case = self._document.shown
        symbols = case.scheme.symbols if case else ()
        if symbols != self._symbols:
            self._symbols = symbols
            self._list()
            self._tell()
        chosen = bool(self.groups.currentData() or self.search.text())
        self.setVisible(len(symbols) > _FEW or chosen)

    def _list(self) -> None:
        there = {LANDMARKS[symbol].tissue for symbol in self._symbols if symbol in LANDMARKS}
        former = self.groups.currentData()
        self.groups.clear()
        self.groups.addItem(tr("All landmarks"), _ALL)
        self.groups.addItem(tr("Needed by the analysis"), _NEEDED)
        for tissue in TISSUES:
            if tissue in there:
                self.groups.addItem(tr(TISSUE_WORDS[tissue]), tissue)
        self.groups.setCurrentIndex(max(self.groups.findData(former), 0))

    def _tell(self) -> None:
        group = self.groups.currentData()
        shown: frozenset[str] | None = None
        if group == _NEEDED:
            shown = self._needed
        elif group:
            shown = frozenset(s for s in self._symbols if s in LANDMARKS and LANDMARKS[s].tissue == group)
        if shown != self._shown:
            self._shown = shown
            self.group_changed.emit(shown)
