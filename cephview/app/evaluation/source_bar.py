"""What is evaluated: the folder of films, and whose points."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from cephview.app.evaluation.job import PointSource
from cephview.app.keeping.save_name import MODEL_PATTERN
from cephview.app.settings import Settings
from cephview.app.words import marked, tr
from cephview.io.films.names import name_of
from cephview.io.outputs import MODEL_SUFFIXES

_SOURCES = (
    ("model", marked("The model in use")),
    ("checkpoint", marked("Another checkpoint…")),
    ("predictions", marked("A file of predictions…")),
    ("predictions_folder", marked("A folder of predictions…")),
    ("corrections", marked("What I corrected on these films")),
    ("against_corrections", marked("The model, against my corrections")),
    ("corrections_csv", marked("What I corrected, in a CSV…")),
)
_PATTERNS = {
    "checkpoint": MODEL_PATTERN,
    "predictions": "*.csv *.json",
    "corrections_csv": "*.csv",
}


class SourceBar(QWidget):
    """A button for the folder, a list of sources; `changed` follows each choice."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.folder: Path | None = None
        self._source = PointSource("model", settings.model)
        self.folder_button, self.folder_label = QPushButton(tr("Films…")), QLabel(tr("no folder"))
        self.sources, self.source_label = QComboBox(), QLabel("")
        for key, text in _SOURCES:
            self.sources.addItem(tr(text), key)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.folder_button, self.folder_label, self.sources, self.source_label):
            row.addWidget(widget)
        self.folder_button.clicked.connect(self._ask_folder)
        self.sources.activated.connect(self._ask_source)

    @property
    def source(self) -> PointSource:
        """Whose points are evaluated; the model in use is the one that is in use now."""
        kind = self.sources.currentData()
        if kind == "model" or (kind == "against_corrections" and self._source.file is None):
            return PointSource(kind, self._settings.model)
        return self._source

    @property
    def model(self) -> Path | None:
        """The checkpoint that is evaluated; None is the embedded one, and so is what is no model."""
        return self.source.file if self.source.is_model else None

    @property
    def predictions(self) -> Path | None:
        """The file or folder of predictions that is evaluated; None where something else is."""
        return self.source.file if self.source.kind == "predictions" else None

    def set_folder(self, folder: Path) -> None:
        """The films to evaluate."""
        self.folder = folder
        self.folder_label.setText(name_of(folder))
        self.folder_label.setToolTip(str(folder))
        self.changed.emit()

    def set_source(self, source: PointSource) -> None:
        """Whose points to evaluate."""
        self._source, kind = source, source.kind
        if source.file is not None and source.file != self._settings.model:
            kind = {"model": "checkpoint", "corrections": "corrections_csv"}.get(kind, kind)
        self.sources.setCurrentIndex(self.sources.findData(kind))
        self.source_label.setText(source.file.name if source.file else "")
        self.changed.emit()

    def take(self, paths: Sequence[Path]) -> None:
        """What was dropped: a folder of films, a checkpoint, or a file of predictions."""
        for path in paths:
            suffix = path.suffix.lower()
            if path.is_dir():
                self.set_folder(path)
            elif suffix in MODEL_SUFFIXES:
                self.set_source(PointSource("model", path))
            elif suffix in (".csv", ".json"):
                self.set_source(PointSource("predictions", path))
            else:
                self.set_folder(path.parent)

    def set_choosable(self, choosable: bool) -> None:
        """Whether anything may be chosen now."""
        self.folder_button.setEnabled(choosable)
        self.sources.setEnabled(choosable)

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Films to evaluate"), self._start())
        if name:
            self.set_folder(Path(name))

    def _ask_source(self) -> None:
        kind = self.sources.currentData()
        if kind in ("model", "corrections", "against_corrections"):
            self.set_source(PointSource(kind, self._settings.model if kind == "model" else None))
            return
        if kind == "predictions_folder":
            name = QFileDialog.getExistingDirectory(self, tr("Folder of predictions"), self._start())
        else:
            name, _ = QFileDialog.getOpenFileName(
                self, tr("Open"), self._start(), tr("Files ({endings});;All files (*)", endings=_PATTERNS[kind])
            )
        if name:
            what = {"checkpoint": "model", "corrections_csv": "corrections"}.get(kind, "predictions")
            self.set_source(PointSource(what, Path(name)))
        else:
            self.set_source(PointSource("model", self._settings.model))

    def _start(self) -> str:
        return str(self.folder or self._settings.folder)
