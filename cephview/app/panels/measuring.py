"""What the measurements are read from and of whom they are: the analyses, the user's own rows, the patient."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from cephview.app.editing.document import CaseDocument
from cephview.app.editing.own_landmarks import OwnLandmarks
from cephview.app.panels.measurements import MeasurementsPanel
from cephview.app.settings import Settings
from cephview.app.window.questions import ask_patient
from cephview.core.measurements import Analysis


class Measuring(QObject):
    """Fills the panel of measurements, and asks what it does not know."""

    def __init__(
        self,
        panel: MeasurementsPanel,
        document: CaseDocument,
        own: OwnLandmarks,
        settings: Settings,
        warn: Callable[[str], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._panel, self._document, self._own, self._settings = panel, document, own, settings
        self._warn, self._window = warn, window
        document.opened.connect(self.fill)
        panel.patient_asked.connect(self.ask_patient)

    @property
    def slots(self) -> dict[str, Callable[..., object]]:
        """By the id of the action, what it does."""
        return {"patient": self.ask_patient, "own_row": self.edit_row}

    def fill(self) -> None:
        """Read the analyses, once: with the first film, or when the window is up, for their reader takes its time."""
        panel, settings = self._panel, self._settings
        if panel.analyses:
            return
        panel.picks.set_keys(settings.picked_rows)
        panel.set_analyses(self._analyses())
        panel.picks.changed.connect(lambda: setattr(settings, "picked_rows", panel.picks.keys))
        panel.choose(settings.analysis)
        panel.chosen.connect(lambda name: setattr(settings, "analysis", name))

    def ask_patient(self) -> None:
        """Ask whom the film is of."""
        populations = {name for analysis in self._panel.analyses for name in analysis.populations}
        ask_patient(self._document, sorted(populations), self._window)

    def edit_row(self) -> None:
        """Make a row of one's own, its landmarks clicked on the film."""
        from cephview.app.panels.row_editor import RowEditor  # it brings the reader of analyses, which takes its time

        editor = RowEditor(self._document, self._settings.analyses_folder, self._window)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.saved.connect(lambda: self._panel.set_analyses(self._analyses()))
        editor.show()

    def _analyses(self) -> tuple[Analysis, ...]:
        from cephview.io.analyses import usable_analyses

        wrong = self._own.load()  # first: an analysis may be of landmarks of the user's own
        analyses, problems = usable_analyses(self._settings.analyses_folder)
        for problem in (*problems, *([wrong] if wrong else [])):
            QTimer.singleShot(0, self, lambda sentence=problem: self._warn(sentence))
        return analyses
