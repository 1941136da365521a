"""OK and Cancel, as most dialogs end."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox


class OkCancel(QDialogButtonBox):
    """Both buttons, connected to the dialog that they close."""

    def __init__(self, dialog: QDialog) -> None:
        kinds = QDialogButtonBox.StandardButton
        super().__init__(kinds.Ok | kinds.Cancel)
        self.ok, self.cancel = self.button(kinds.Ok), self.button(kinds.Cancel)
        self.accepted.connect(dialog.accept)
        self.rejected.connect(dialog.reject)
