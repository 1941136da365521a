"""The landmarks that a film has besides its model's: chosen from the catalogue, made up, or following from others."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, Qt
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

from cephview.app.editing.document import CaseDocument
from cephview.app.settings import Settings
from cephview.core.case import NO_EDIT, Edit
from cephview.core.catalogue import LANDMARKS, TISSUES, Landmark, Tissue, check_landmark
from cephview.core.errors import CephViewError
from cephview.core.landmarks import RULER_POINTS

TISSUE_WORDS: dict[Tissue, str] = {
    "hard": "bone",
    "dental": "teeth",
    "soft": "soft tissue",
    "airway": "airway and tongue",
    "cvm": "cervical vertebrae",
    "constructed": "constructed",
    "reference": "film and reference",
}


class OwnLandmarks(QObject):
    """Which landmarks the open film has besides its model's."""

    def __init__(self, document: CaseDocument, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._window, self._settings = document, window, settings
        self.dialog: AddLandmarksDialog | None = None

    @property
    def slots(self) -> dict[str, Callable[..., object]]:
        """By the id of the action, what it does."""
        return {"add_landmarks": self.ask, "construct": self.construct}

    def load(self) -> str:
        """Read the user's own landmarks; a sentence where their file cannot be read, and nothing is lost by that."""
        from cephview.io.own_landmarks import load_own_landmarks

        try:
            load_own_landmarks(self._settings.landmarks_file)
        except CephViewError as error:
            return str(error)
        return ""

    def ask(self) -> None:
        """Choose what the film has besides; one step of the history."""
        case = self._document.case
        if case is None or (self._document.state and self._document.state.read_only):
            return
        self.dialog = dialog = AddLandmarksDialog(case.base.symbols, case.added, self._make, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._set(dialog.chosen()))
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        dialog.open()

    def construct(self) -> None:
        """Let the selected landmark follow from those that it is constructed from, or no longer."""
        document, symbol = self._document, self._document.selected
        landmark = LANDMARKS.get(symbol)
        if landmark is None or not landmark.construct:
            document.refused.emit(f"{symbol} is marked by eye: the catalogue has no construction of it.")
        elif document.case and document.case.edit(symbol).constructed:
            document.say_of({symbol: NO_EDIT}, f"{symbol} follows no longer")
        else:
            document.say_of({symbol: Edit(constructed=True)}, f"{symbol} follows from {', '.join(landmark.parents)}")

    def _set(self, chosen: tuple[str, ...]) -> None:
        case = self._document.case
        if case is None:
            return
        new = [symbol for symbol in chosen if symbol not in case.added]
        gone = [symbol for symbol in case.added if symbol not in chosen]
        words = [f"add {', '.join(new)}"] if new else []
        words += [f"leave out {', '.join(gone)}"] if gone else []
        text = " and ".join(words)
        self._document.set_landmarks(chosen, text[:1].upper() + text[1:])

    def _make(self, landmark: Landmark) -> str:
        from cephview.io.own_landmarks import keep_own_landmark

        try:
            keep_own_landmark(self._settings.landmarks_file, landmark)
        except CephViewError as error:
            return str(error)
        return ""


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
        self.setWindowTitle("Add landmarks")
        self._model, self._make = frozenset(model), make
        self.search = QLineEdit()
        self.search.setPlaceholderText("Symbol, name or definition")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.definition = QLabel()
        self.definition.setWordWrap(True)
        self.definition.setObjectName("quiet")
        self.definition.setMinimumHeight(48)
        self.definition.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        new = QPushButton("New landmark…")
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.addButton(new, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        text = QLabel("What is ticked stands in this film's table and is to be placed, whatever the model knows.")
        text.setWordWrap(True)
        for widget in (text, self.search, self.list, self.definition, buttons):
            layout.addWidget(widget)
        for symbol in LANDMARKS:
            self._list(symbol, symbol in added)
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(lambda item, _: self._explain(item))
        new.clicked.connect(self.make_one)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
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
        item = QListWidgetItem(f"{symbol}  ·  {landmark.name}  ({TISSUE_WORDS[landmark.tissue]})")
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
            said = " ".join((landmark.symbol, landmark.name, landmark.definition, *landmark.aliases)).casefold()
            item.setHidden(wanted not in said)

    def _explain(self, item: QListWidgetItem | None) -> None:
        landmark = LANDMARKS[str(item.data(_SYMBOL))] if item else None
        self.definition.setText(f"{landmark.name}: {landmark.definition}" if landmark else "")


class NewLandmarkDialog(QDialog):
    """Symbol, name, tissue and definition of a landmark of the user's own."""

    def __init__(self, make: Callable[[Landmark], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New landmark")
        self._make = make
        self.symbol, self.name, self.tissue = QLineEdit(), QLineEdit(), QComboBox()
        self.definition = QPlainTextEdit()
        self.definition.setTabChangesFocus(True)
        for tissue in TISSUES:
            self.tissue.addItem(TISSUE_WORDS[tissue], tissue)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setObjectName("problem")
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QFormLayout(self)
        for label, widget in (
            ("Symbol", self.symbol),
            ("Name", self.name),
            ("On", self.tissue),
            ("Where it lies", self.definition),
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
