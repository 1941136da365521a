"""Which landmarks a film has besides its model's, chosen from the catalogue, and how one is made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cephview.app.editing.tissues import TISSUE_WORDS
from cephview.app.window.ok_cancel import OkCancel
from cephview.app.words import tr
from cephview.core.catalogue import LANDMARKS, TISSUES, Landmark, Tissue, check_landmark
from cephview.core.landmarks import RULER_POINTS


class AddLandmarksDialog(QDialog):
    """The catalogue with a search field; what is ticked the film has, whatever its model knows."""

    def __init__(
        self,
        model: tuple[str, ...],
        added: tuple[str, ...],
        make: Callable[[Landmark], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Add landmarks"))
        self._model, self._make = frozenset(model), make
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Symbol, name or definition"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setSpacing(2)
        self.definition = QLabel()
        self.definition.setWordWrap(True)
        self.definition.setObjectName("quiet")
        self.definition.setMinimumHeight(48)
        self.definition.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        new = QPushButton(tr("New landmark…"))
        buttons = OkCancel(self)
        buttons.addButton(new, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        text = QLabel(tr("What is ticked stands in this film's table and is to be placed, whatever the model knows."))
        text.setWordWrap(True)
        for widget in (text, self.search, self.list, self.definition, buttons):
            layout.addWidget(widget)
        for symbol in LANDMARKS:
            self._list(symbol, symbol in added)
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(lambda item, _: self._explain(item))
        new.clicked.connect(self.make_one)
        self.resize(520, 600)

    def chosen(self) -> tuple[str, ...]:
        """The symbols that are ticked, in the order of the catalogue."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(str(i.data(_SYMBOL)) for i in items if i.checkState() is Qt.CheckState.Checked)

    def make_one(self) -> None:
        """Ask for a landmark that no catalogue has, and tick it."""
        dialog = NewLandmarkDialog(self._make, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.search.clear()
            self._list(dialog.landmark().symbol, True)
            self.list.setCurrentRow(self.list.count() - 1)

    def _list(self, symbol: str, ticked: bool) -> None:
        if symbol in self._model or symbol in RULER_POINTS:
            return
        landmark = LANDMARKS[symbol]
        item = QListWidgetItem(f"{symbol}  ·  {tr(landmark.name)}  ({tr(TISSUE_WORDS[landmark.tissue])})")
        item.setData(_SYMBOL, symbol)
        item.setToolTip(landmark.definition)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().strip()
        for row in range(self.list.count()):
            item = self.list.item(row)
            landmark = LANDMARKS[str(item.data(_SYMBOL))]
            said = " ".join(
                (landmark.symbol, landmark.name, tr(landmark.name), landmark.definition, *landmark.aliases)
            ).casefold()
            item.setHidden(wanted not in said)

    def _explain(self, item: QListWidgetItem | None) -> None:
        landmark = LANDMARKS[str(item.data(_SYMBOL))] if item else None
        self.definition.setText(f"{tr(landmark.name)}: {tr(landmark.definition)}" if landmark else "")


class NewLandmarkDialog(QDialog):
    """Symbol, name, tissue and definition of a landmark of the user's own."""

    def __init__(self, make: Callable[[Landmark], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New landmark"))
        self._make = make
        self.symbol, self.name, self.tissue = QLineEdit(), QLineEdit(), QComboBox()
        self.definition = QPlainTextEdit()
        self.definition.setTabChangesFocus(True)
        for tissue in TISSUES:
            self.tissue.addItem(tr(TISSUE_WORDS[tissue]), tissue)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setObjectName("problem")
        buttons = OkCancel(self)
        layout = QFormLayout(self)
        for label, widget in (
            (tr("Symbol"), self.symbol),
            (tr("Name"), self.name),
            (tr("On"), self.tissue),
            (tr("Where it lies"), self.definition),
        ):
            layout.addRow(label, widget)
        layout.addRow(self.problem)
        layout.addRow(buttons)
        self.resize(420, 300)

    def landmark(self) -> Landmark:
        """What was typed."""
        return Landmark(
            self.symbol.text().strip(),
            self.name.text().strip(),
            tissue=cast(Tissue, self.tissue.currentData()),
            definition=" ".join(self.definition.toPlainText().split()),
        )

    def accept(self) -> None:
        """Keep it, or say what is wrong with it."""
        landmark = self.landmark()
        wrong = check_landmark(landmark) or self._make(landmark)
        self.problem.setText(wrong)
        if not wrong:
            super().accept()


_SYMBOL = Qt.ItemDataRole.UserRole
