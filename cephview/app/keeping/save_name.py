"""The question under which name to save, the same wherever something leaves the window; and what names a model."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cephview.app.words import tr
from cephview.io.outputs import MODEL_SUFFIXES

MODEL_PATTERN = " ".join(f"*{suffix}" for suffix in MODEL_SUFFIXES)
CSV = (".csv", ".txt")
Button = QMessageBox.StandardButton


def model_filter() -> str:
    """What a dialog that opens a model shows."""
    return tr("Models ({endings});;All files (*)", endings=MODEL_PATTERN)


def ask_save(parent: QWidget, title: str, proposed: Path, kind: str, endings: tuple[str, ...]) -> Path | None:
    """Where to save, or None. `kind` is the dialog's filter; a name without one of the `endings` gets the first."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kind)
    return completed(parent, Path(name), endings) if name else None


def completed(parent: QWidget, path: Path, endings: tuple[str, ...]) -> Path | None:
    """The path with its ending; None where that names another file, which is there and is to stay.

    A dot is part of many names: `Miller 12.3` becomes `Miller 12.3.csv`.
    """
    if path.name.lower().endswith(tuple(ending.lower() for ending in endings)):
        return path
    whole = path.with_name(path.name + endings[0])
    if not whole.exists():
        return whole
    # The dialog asked about the name that was typed, which is another.
    text = tr("{name} is there already. Replace it?", name=whole.name)
    answer = QMessageBox.question(parent, tr("Replace?"), text, Button.Yes | Button.No, Button.No)
    return whole if answer == Button.Yes else None
