"""Says of a model what its file does not, field by field, with the film live beside; Save writes the sidecar."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from cephview.app.canvas import theme
from cephview.app.preprocessing.form import PreprocessingForm
from cephview.app.preprocessing.job import TrialJob
from cephview.app.preprocessing.preview import Preview
from cephview.app.words import said, tr
from cephview.core.accuracy import radial_errors_mm, radial_errors_px, summarise
from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.prediction import Prediction
from cephview.model.families.training_config import fitting
from cephview.model.sidecar import AGAINST, CONFIG, keep_sidecar, look_at_sidecar, sidecar_path
from cephview.model.trying import Tried

_SIZE = (1180, 720)


class PreprocessingDialog(QDialog):
    """The form at the left, the film at the right. Nothing is written before Save."""

    saved = Signal(object)  # Path of the model

    def __init__(self, path: Path, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Preprocessing of {name}", name=path.name))
        self.path, self._case = path, case
        self.form, self.preview = PreprocessingForm(), Preview()
        self.job = TrialJob(path, self)
        self._kept: Mapping[str, Any] = {}
        self._problem = ""  # of the sidecar that lies there, until another try says more
        self._stood = _content(sidecar_path(path))
        self._tried: Tried | None = None
        self._first: Prediction | None = None  # as it was when the film was shown
        self.heading = QLabel(
            tr(
                "Tick what you know better than the file; the film shows at once what it changes. Nothing is "
                "written before Save, which writes {name} beside the model.",
                name=sidecar_path(path).name,
            )
        )
        self.summary, self.message = QLabel(), QLabel()
        for label in (self.heading, self.summary, self.message):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.reset_button, self.stop_button = QPushButton(tr("Reset")), QPushButton(tr("Stop"))
        self.save_button, self.close_button = QPushButton(tr("Save")), QPushButton(tr("Close"))
        self.reset_button.setToolTip(tr("Back to what the file says alone; Save keeps that"))
        self._lay_out()
        self.form.changed.connect(self._ask)
        self.job.tried.connect(self._show)
        self.job.failed.connect(self._fail)
        self.job.busy_changed.connect(self._be_busy)
        self.reset_button.clicked.connect(self.form.reset)
        self.stop_button.clicked.connect(self._stop)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.reject)
        self.preview.show_case(case)
        self._be_busy(False)
        self._begin()

    def show_case(self, case: Case) -> None:
        """Go on with another film."""
        if case.radiograph is not self._case.radiograph:
            self._case, self._first = case, None
            self.preview.show_case(case)
            self._ask()

    def save(self) -> None:
        """Write the sidecar as the form has it, and say so; where it cannot be, the form stays as it is."""
        tried = self._tried
        if tried is None or tried.predictor is None or self.job.is_busy:
            return
        values = self._with_against(self.form.values()[0])
        try:
            if _content(sidecar_path(self.path)) != self._stood:
                raise CephViewError(
                    tr(
                        "{name} was changed by somebody else meanwhile: close this window and open it again.",
                        name=sidecar_path(self.path).name,
                    )
                )
            model = tried.predictor.model
            written = keep_sidecar(
                self.path, tried.predictor.specification, config=values.get(CONFIG), onnx=model.is_onnx
            )
            self._kept, self._stood = values, _content(written)
        except CephViewError as error:
            self._say(said(error), warns=True)
            return
        self._say(tr("{name} was written; the model is opened anew with it.", name=written.name))
        self.saved.emit(self.path)

    def reject(self) -> None:
        """Close, by the button, Esc or the frame: what is being tried is given up."""
        self.job.close()
        super().reject()

    def _begin(self) -> None:
        sidecar, self._problem = look_at_sidecar(self.path)
        self._kept = sidecar.values
        self.form.offer_configs(fitting(self.path))
        self.job.ask(self._kept, self._case.radiograph)

    def _ask(self) -> None:
        values, problems = self.form.values()
        self.form.complain(problems)
        self._tried = None  # what was tried is no longer what stands in the form
        self._be_busy(False)
        if problems:
            self.job.cancel()
        else:
            self.job.ask(self._with_against(values), self._case.radiograph)

    def _with_against(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The form's values with those that count against the file's own word, which the form only shows."""
        named = self._kept.get(AGAINST, ())
        return {**{key: self._kept[key] for key in (AGAINST, *named) if key in self._kept}, **values}

    def _show(self, tried: Tried, found: Prediction | None) -> None:
        self._tried = tried
        self.form.show_tried(tried, self._kept)
        self._say(self._problem, warns=True)
        self._problem = ""
        if found is not None:
            self._first = self._first or found
            self.preview.show_points(self._case, found, self._first)
            self.summary.setText(_words(self._case, found, self._first))
        self._be_busy(False)

    def _fail(self, sentence: str) -> None:
        self._tried = None
        if not self.form.rows and CONFIG in self._kept:
            # The config that it names is none: the form opens without, and lets another one be chosen.
            self._kept = {key: value for key, value in self._kept.items() if key != CONFIG}
            self._problem = self._problem or sentence
            self.job.ask(self._kept, self._case.radiograph)
            return
        self._say(sentence, warns=True)
        self._be_busy(False)

    def _stop(self) -> None:
        self.job.cancel()
        self._say(tr("Stopped: what was changed last was not tried, and cannot be saved before it is."))

    def _be_busy(self, on: bool) -> None:
        self.preview.be_busy(tr("Finding landmarks…") if on else "")
        self.stop_button.setVisible(on)
        usable = self._tried is not None and self._tried.predictor is not None
        self.save_button.setEnabled(usable and not on)

    def _say(self, text: str, *, warns: bool = False) -> None:
        colour = theme.on_panel(theme.WARNING, 4.5) if warns else theme.TEXT_QUIET
        self.message.setStyleSheet(f"color: {colour.name()};")
        self.message.setText(text)

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview, 1)
        column.addWidget(self.summary)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.form)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([560, 600])
        foot = QHBoxLayout()
        foot.addWidget(self.message, 1)
        for button in (self.stop_button, self.reset_button, self.close_button, self.save_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.heading)
        layout.addWidget(splitter, 1)
        layout.addLayout(foot)
        self.resize(*_SIZE)


def _content(sidecar: Path) -> bytes:
    """What stands in a sidecar; nothing where there is none that can be read."""
    try:
        return sidecar.read_bytes()
    except OSError:
        return b""


def _words(case: Case, found: Prediction, first: Prediction) -> str:
    """What a try changed, and how far it is from the reading: in mm where the film's scale is known."""
    calibration, scheme = case.calibration, found.scheme
    unit = "px" if calibration is None else "mm"

    def errors(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        off = radial_errors_px(one, other) if calibration is None else radial_errors_mm(one, other, calibration)
        return np.where(scheme.anatomical, off, np.nan)

    before = scheme.take(first.points, first.scheme)
    moved = summarise(errors(found.points, before))
    parts = [tr("{count} landmarks", count=len(scheme))]
    if moved is None:
        parts.append(tr("other ones than before"))
    elif moved.mre > 0:
        largest = float(np.nanmax(errors(found.points, before)))
        parts.append(
            tr(
                "moved by {mre:.2f} {unit} on average, {largest:.2f} at most (grey lines)",
                mre=moved.mre,
                unit=unit,
                largest=largest,
            )
        )
    if case.reference is not None:
        read = scheme.take(case.reference.points, case.reference.scheme)
        now, then = (summarise(errors(points, read)) for points in (found.points, before))
        if now is not None and then is not None:
            parts.append(
                tr("{mre:.2f} {unit} from the reading ({before:.2f} before)", mre=now.mre, unit=unit, before=then.mre)
            )
    return "; ".join(parts) + "."
