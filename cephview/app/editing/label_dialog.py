"""Which landmark each label of a file means: asked where nobody can say, and kept beside the readings."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from cephview.app.window.ok_cancel import OkCancel
from cephview.app.words import marked, tr
from cephview.core.catalogue import LANDMARKS

_NONE = marked("– leave it out –")


class LabelDialog(QDialog):
    """A row a label, with the landmark that is proposed for it."""

    def __init__(self, file: str, proposed: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Which landmark is which?"))
        layout = QVBoxLayout(self)
        text = QLabel(
            tr(
                "{file} uses labels that can mean more than one landmark, or none that is known. Say what "
                "they mean; the answer is kept in labels.toml beside it, for all readings of that folder.",
                file=file,
            )
        )
        text.setWordWrap(True)
        layout.addWidget(text)
        inner = QWidget()
        form = QFormLayout(inner)
        self.boxes: dict[str, QComboBox] = {}
        for label, symbol in proposed.items():
            box = QComboBox()
            box.addItem(tr(_NONE), "")
            for landmark in LANDMARKS.values():
                box.addItem(f"{landmark.symbol}  ·  {tr(landmark.name)}", landmark.symbol)
            box.setCurrentIndex(max(0, box.findData(symbol)))
            form.addRow(label[:40], box)
            self.boxes[label] = box
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        layout.addWidget(area)
        buttons = OkCancel(self)
        layout.addWidget(buttons)
        self.resize(460, 560)

    def labels(self) -> dict[str, str]:
        """The symbol of each label; "" for what is to be left out."""
        return {label: str(box.currentData()) for label, box in self.boxes.items()}
