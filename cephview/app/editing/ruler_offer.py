"""The calibration that a model's two ruler points offer: asked for, shown beside the face, and set by a click alone."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from cephview.app.canvas import theme
from cephview.app.editing.document import CaseDocument
from cephview.app.settings import Settings
from cephview.app.window.notices import Notice, Notices
from cephview.app.window.number_field import NumberField
from cephview.app.window.ok_cancel import OkCancel
from cephview.app.words import tr
from cephview.core.calibration import Calibration
from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.ruler.points import face_lengths, offered, ruler_offer

_KEY = "ruler_points:"
_MOST_MM, _WIDTH = 1000.0, 460


class RulerOffer(QObject):
    """Says over the film that two points of the ruler were found, as long as its scale is not known."""

    def __init__(self, document: CaseDocument, notices: Notices, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._notices, self._settings, self._window = document, notices, settings, parent
        self._said = ""

    def check(self) -> None:
        """Offer, or take an offer back that is out of date."""
        case = self._document.case
        if case is None:
            return
        self._notices.take_away(self._said)
        self._said = ruler_offer(case)
        if self._said:
            self._notices.add(Notice(self._said, tr("Say how long…"), self.ask, key=_KEY + str(case.radiograph.path)))

    def ask(self) -> None:
        """Ask how long the ruler is between the points, and calibrate if the user says so."""
        case = self._document.case
        if case is None:
            return
        dialog = RulerPointsDialog(case, self._settings.ruler_mm, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and (calibration := dialog.calibration()) is not None:
            self._settings.ruler_mm = dialog.length.value or 0.0
            self._document.set_calibration(calibration)


class RulerPointsDialog(QDialog):
    """How many mm lie between the points, what a pixel would be, and what the face would measure then."""

    def __init__(self, case: Case, last: float | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Scale from the ruler's points"))
        self._case = case
        about = QLabel(
            tr(
                "The model found two points of the ruler, R1 and R2; look whether they stand on its marks, "
                "and drag them there if they do not. How long is the ruler between them?"
            )
        )
        self.length = NumberField(0.01, _MOST_MM, unit="mm", name=tr("Length between R1 and R2 in mm"))
        self.scale, self.face = QLabel(), QLabel()
        for label in (about, self.scale, self.face):
            label.setWordWrap(True)
            label.setMinimumWidth(_WIDTH)
        buttons = OkCancel(self)
        self.use_button = buttons.ok
        self.use_button.setText(tr("Use for this film"))
        self.leave_button = buttons.cancel
        form = QFormLayout()
        form.addRow(tr("Between R1 and R2, mm"), self.length)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addLayout(form)
        for widget in (self.scale, self.face, buttons):
            layout.addWidget(widget)
        self.length.set_value(last)
        self.length.changed.connect(self._refresh)
        self.length.selectAll()
        self._refresh()

    def calibration(self) -> Calibration | None:
        """What the length that is typed makes of the points; None where that can be no film's."""
        try:
            return offered(self._case, self.length.value) if self.length.value else None
        except CephViewError:
            return None

    def _refresh(self) -> None:
        calibration, problem = self.calibration(), self.length.problem
        if calibration is None and not problem and self.length.value:
            problem = tr("No film has such a scale: check the points and the length.")
        self.scale.setText(tr("<b>{mm:.5f} mm per px</b>", mm=calibration.mm_per_px_x) if calibration else problem)
        text, doubtful = _of_the_face(self._case, calibration)
        self.face.setText(text)
        colour = theme.on_panel(theme.WARNING, 4.5) if doubtful else theme.TEXT_QUIET
        self.face.setStyleSheet(f"color: {colour.name()};")
        self.use_button.setEnabled(calibration is not None)
        # What there is a warning about is not what Enter does.
        self.use_button.setDefault(not doubtful)
        self.leave_button.setDefault(doubtful)


def _of_the_face(case: Case, calibration: Calibration | None) -> tuple[str, bool]:
    """What the face says of a calibration, and whether that speaks against it."""
    if calibration is None:
        return "", False
    lengths = face_lengths(case, calibration)
    if not lengths:
        return tr("Nothing of the face is there to check it by."), False
    told = ", ".join(str(length) for length in lengths)
    if all(length.possible for length in lengths):
        return tr("The face agrees: {told}.", told=told), False
    return tr("No face measures so: {told}. Check the points, the length, and these landmarks.", told=told), True
