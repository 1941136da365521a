"""What to train: the folders of films, whose points, what to begin with, and where to keep it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cephview.app.keeping.save_name import model_filter
from cephview.app.settings import Settings
from cephview.app.training.plan import Plan, is_taken
from cephview.app.window.elided_label import ElidedLabel
from cephview.app.window.number_field import NumberField, Refusal
from cephview.app.words import marked, said, tr
from cephview.core.landmarks import SCHEMES

_IN_USE, _EMBEDDED, _OTHER, _FRESH = "in use", "embedded", "other", "fresh"
_EPOCHS, _EPOCHS_FRESH, _MOST_EPOCHS = 40, 80, 1000
_EVERY = {
    3: marked("Every third film"),
    5: marked("Every fifth film"),
    10: marked("Every tenth film"),
    -5: marked("None: each is judged in one of five folds (six times as long)"),
    0: marked("No film"),
}


class TrainingForm(QWidget):
    """Fills in a `Plan`; `changed` follows each choice."""

    changed = Signal()

    def __init__(self, settings: Settings, cases: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._cases = settings, cases
        self._out: Path | None = None
        self._other: Path | None = None
        self.folders = QListWidget()
        self.folders.setFixedHeight(66)
        self.folders.setObjectName("folders")
        self.add_button, self.remove_button = QPushButton(tr("Add folder…")), QPushButton(tr("Remove"))
        self.points = QComboBox()
        self.points.addItem(tr("My corrected and confirmed points"), True)
        self.points.addItem(tr("The readings beside the films"), False)
        self.start = QComboBox()
        for key, text in (
            (_IN_USE, tr("The model in use")),
            (_EMBEDDED, tr("The model that CephView brings along")),
            (_OTHER, tr("Another checkpoint…")),
            (_FRESH, tr("Nothing: a new network (needs hundreds of films)")),
        ):
            self.start.addItem(text, key)
        self.landmarks = QComboBox()
        self.landmarks.addItem(tr("Those of the model it begins with"), "")
        for scheme in SCHEMES.values():
            self.landmarks.addItem(said(scheme.title), scheme.name)
        self.every, self.epochs = QComboBox(), NumberField(1, _MOST_EPOCHS, whole=True, name=tr("Epochs"))
        for number, text in _EVERY.items():
            self.every.addItem(tr(text), number)
        self.every.setCurrentIndex(1)
        self.every.setToolTip(tr("Films that are not learned from: they tell whether the training brings anything"))
        self.epochs.set_value(_EPOCHS)
        self.epochs.setToolTip(tr("How often each film is seen. It can be stopped, and gone on with, at any time."))
        self.out_label, self.out_button = ElidedLabel(""), QPushButton(tr("Change…"))
        self._lay_out()
        self.add_button.clicked.connect(self._ask_folder)
        self.remove_button.clicked.connect(self._remove)
        self.out_button.clicked.connect(self._ask_out)
        self.start.activated.connect(self._start_chosen)
        self.points.activated.connect(lambda _: self.changed.emit())
        self.epochs.changed.connect(self.changed)
        self._show_out()
        self.refresh()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The folders of films."""
        return tuple(Path(self.folders.item(i).text()) for i in range(self.folders.count()))

    @property
    def plan(self) -> Plan:
        """What is asked for."""
        kind, epochs = self.start.currentData(), int(self.epochs.value or _EPOCHS)
        start = {_IN_USE: self._settings.model, _OTHER: self._other}.get(kind)
        fresh = kind == _FRESH
        return Plan(
            *(self.paths, self.out, bool(self.points.currentData()), self._cases, start, fresh),
            *(str(self.landmarks.currentData()), int(self.every.currentData()), epochs),
        )

    @property
    def is_complete(self) -> bool:
        """Whether there are films, and a number of epochs that can be read."""
        return bool(self.paths) and self.epochs.value is not None

    @property
    def out(self) -> Path:
        """Where the run is kept: as chosen, or a folder of its own for each day and set of films."""
        return self._out or _proposed(self.paths)

    def add_folder(self, folder: Path) -> None:
        """One more folder of films; one that is there already is not doubled."""
        if folder not in self.paths:
            self.folders.addItem(str(folder))
            self._show_out()
            self.changed.emit()

    def fill(self, plan: Plan) -> None:
        """Show a plan."""
        self.folders.clear()
        self.folders.addItems([str(folder) for folder in plan.folders])
        self._out, self._other = plan.out, plan.start
        self.points.setCurrentIndex(0 if plan.corrections else 1)
        kind = _FRESH if plan.fresh else _OTHER if plan.start else _EMBEDDED
        self.start.setCurrentIndex(self.start.findData(kind))
        self._show_other()
        self.landmarks.setCurrentIndex(max(0, self.landmarks.findData(plan.scheme)))
        if self.every.findData(plan.every) < 0:
            self.every.addItem(tr("Every {every}th film", every=plan.every), plan.every)
        self.every.setCurrentIndex(self.every.findData(plan.every))
        self.epochs.set_value(plan.epochs)
        self._show_out()
        self.changed.emit()

    def set_choosable(self, *, what: bool, epochs: bool) -> None:
        """Whether films, points, model and folder may be chosen, and how long it trains: a run can be made longer."""
        for widget in (
            *(self.folders, self.add_button, self.remove_button, self.points, self.start, self.landmarks),
            *(self.every, self.out_button),
        ):
            widget.setEnabled(what)
        self.epochs.setEnabled(epochs)

    def refresh(self) -> None:
        """Name the model that is in use now."""
        model = self._settings.model
        name = f"{model.parent.name}/{model.name}" if model else tr("the one CephView brings along")
        self.start.setItemText(self.start.findData(_IN_USE), tr("The model in use ({name})", name=name))

    def forget_run(self) -> None:
        """The next run gets a folder of its own."""
        self._out = None
        self._show_out()

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        films, place, epochs = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        epochs.addWidget(self.epochs)
        epochs.addWidget(Refusal((self.epochs,)))
        films.addWidget(self.folders, 1)
        films.addLayout(buttons)
        place.addWidget(self.out_label, 1)
        place.addWidget(self.out_button)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for label, content in (
            (tr("Films"), films),
            (tr("Learn"), self.points),
            (tr("Begin with"), self.start),
            (tr("Landmarks"), self.landmarks),
            (tr("Keep for validation"), self.every),
            (tr("Epochs"), epochs),
            (tr("Keep the run in"), place),
        ):
            form.addRow(label, content)

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Films to train on"), str(self._settings.folder))
        if name:
            self.add_folder(Path(name))

    def _remove(self) -> None:
        row = self.folders.currentRow()
        self.folders.takeItem(row if row >= 0 else self.folders.count() - 1)
        self._show_out()
        self.changed.emit()

    def _ask_out(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Keep the run in"), str(self.out.parent))
        if name:
            self._out = Path(name)
            self._show_out()
            self.changed.emit()

    def _start_chosen(self) -> None:
        kind = self.start.currentData()
        if kind == _OTHER:
            name, _ = QFileDialog.getOpenFileName(self, tr("Begin with"), str(self._settings.folder), model_filter())
            self._other = Path(name) if name else None
            if not name:
                self.start.setCurrentIndex(0)
        fresh = self.start.currentData() == _FRESH
        if self.epochs.value in (_EPOCHS, _EPOCHS_FRESH):
            self.epochs.set_value(_EPOCHS_FRESH if fresh else _EPOCHS)
        self._show_other()
        self.changed.emit()

    def _show_other(self) -> None:
        index = self.start.findData(_OTHER)
        self.start.setItemText(index, f"{self._other.name}…" if self._other else tr("Another checkpoint…"))

    def _show_out(self) -> None:
        self.out_label.setText(str(self.out))
        self.out_label.setToolTip(str(self.out))


def _proposed(folders: tuple[Path, ...]) -> Path:
    """A folder that holds no run yet, below the user's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    place = Path(documents) if documents else Path.home()
    name = f"{folders[0].name if folders else 'films'} {date.today().isoformat()}"
    for number in range(1, 1000):
        out = place / "CephView models" / (name if number == 1 else f"{name} ({number})")
        if not is_taken(out):
            return out
    return place / "CephView models"
