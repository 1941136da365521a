"""The window that trains a model on one's own films: what on what, how it goes, and what it brought."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cephview.app.canvas import theme
from cephview.app.evaluation.job import PointSource
from cephview.app.settings import Settings
from cephview.app.training.curves import Curve
from cephview.app.training.form import TrainingForm
from cephview.app.training.plan import BEST, Plan, can_go_on, epochs_done, is_taken
from cephview.app.training.process import Ending, TrainingProcess
from cephview.app.training.progress import RunProgress
from cephview.app.window.qt_actions import key_words
from cephview.app.words import marked, said, tr
from cephview.core.errors import CephViewError

_HEIGHT, _FRAME = 820, 60  # with curves; what the desktop puts around a window
_HEADING = marked("Teach a model how you place the landmarks")
_ADVICE = marked(
    "Thirty films that were corrected with care, each marked as done ({key}), are enough to begin with. Films "
    "stay on this computer; the model you use now stays as it is."
)


class TrainingWindow(QDialog):
    """Chooses, runs, shows the curves, and hands the model over. A run goes on while the window is closed."""

    use_requested = Signal(object)  # Path of a checkpoint
    evaluation_requested = Signal(object, object)  # Source, Path of a folder of films

    def __init__(
        self,
        settings: Settings,
        cases: Path | None = None,
        process: TrainingProcess | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Train a model — CephView"))
        self._settings = settings
        self.process = process or TrainingProcess(self)
        self.form = TrainingForm(settings, cases)
        self.run = RunProgress()
        self._plan: Plan | None = None
        self._build()
        self._connect()
        self.resize(760, 560)
        self._draw()
        self._offer_former()
        self._update()

    def start(self) -> None:
        """Train as the form says; a run in its folder that is not whole is gone on with."""
        plan = self.form.plan
        resume = can_go_on(plan.out)
        try:
            if resume:
                longer = plan.epochs
                plan = Plan.read(plan.out)  # what it was begun with, whatever the form says now, but for its length
                if longer > plan.epochs:
                    plan = replace(plan, epochs=longer)
                    plan.save()
            elif is_taken(plan.out):
                raise CephViewError(
                    tr("{out} holds a model already: choose another folder to keep the run in.", out=plan.out)
                )
            else:
                plan.save()
        except CephViewError as error:
            self.message.setText(said(error))
            return
        self.form.fill(plan)
        self._settings.training_run = plan.out
        self._plan, self.run = plan, RunProgress()
        self.remarks.clear()
        self._draw()
        self.heading.setText(tr("Reading the films…"))
        self.message.setText("")
        self.progress.setRange(0, 0)
        self.process.start(plan.arguments(resume=resume))
        self._update()

    def _build(self) -> None:
        self.heading, self.message = QLabel(tr(_HEADING)), QLabel(_advice())
        self.heading.setFont(theme.font(15, bold=True))
        for label in (self.heading, self.message):
            label.setWordWrap(True)
        self.progress = QProgressBar()
        self.loss, self.error = (
            Curve("loss", tr("loss of the training films")),
            Curve("mre_mm", tr("MRE of the validation films, mm")),
        )
        for curve in (self.loss, self.error):
            curve.setMinimumHeight(190)
        self.remarks = QPlainTextEdit()
        self.remarks.setReadOnly(True)
        self.remarks.setMinimumHeight(96)
        self.remarks.setPlaceholderText(tr("What was found in the films and their readings is listed here."))
        self.start_button, self.stop_button = QPushButton(tr("Train")), QPushButton(tr("Stop"))
        self.new_button = QPushButton(tr("New run"))
        self.use_button, self.evaluate_button = QPushButton(tr("Use this model")), QPushButton(tr("Evaluate it…"))
        self.evaluate_button.setToolTip(
            tr("How far its points lie from yours, by landmark, on films it was not taught")
        )
        curves, buttons, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        curves.addWidget(self.loss)
        curves.addWidget(self.error)
        for button in (self.start_button, self.stop_button, self.new_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.evaluate_button, self.use_button):
            buttons.addWidget(button)
        layout.addWidget(self.heading)
        layout.addWidget(self.message)
        layout.addWidget(self.form)
        layout.addWidget(self.progress)
        layout.addLayout(curves, 2)
        layout.addWidget(self.remarks, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.form.changed.connect(self._update)
        self.start_button.clicked.connect(self.start)
        self.stop_button.clicked.connect(self._stop)
        self.new_button.clicked.connect(self._new)
        self.use_button.clicked.connect(self._use)
        self.evaluate_button.clicked.connect(self._evaluate)
        self.process.said.connect(self.remarks.appendPlainText)
        self.process.told.connect(self._told)
        self.process.ended.connect(self._ended)

    def _offer_former(self) -> None:
        """A run that was stopped, by whatever, is what the window begins with."""
        out = self._settings.training_run
        if out is None or not can_go_on(out):
            return
        try:
            plan = Plan.read(out)
        except CephViewError:
            return
        done = epochs_done(out)
        self.form.fill(plan)
        self._plan, self.run.best = plan, out / BEST if done and (out / BEST).is_file() else None
        if done < plan.epochs:
            self.heading.setText(
                tr(
                    "The run of {name} stopped after epoch {done} of {epochs}",
                    name=out.name,
                    done=done,
                    epochs=plan.epochs,
                )
            )
            self.message.setText(tr("“Go on” takes it up where it was, exactly. “New run” leaves it as it is."))
        else:
            self.heading.setText(tr("The run of {name} is done", name=out.name))
            self.message.setText(tr("More epochs make it longer; “New run” begins another."))

    def _told(self, told: dict[str, Any]) -> None:
        if "read" in told:
            self.progress.setRange(0, told["films"])
            self.progress.setValue(told["read"])
            self.message.setText(tr("{read} of {films} films", read=told["read"], films=told["films"]))
        elif "history" in told:
            self.run.epochs, self.run.rows, self.run.kept = told["epochs"], list(told["history"]), told["held_out"]
            self.heading.setText(tr("Training…"))
            self.message.setText(tr("Measuring what it begins with…") if self.run.kept and not self.run.rows else "")
            self.progress.setRange(0, 0)
            self._draw()
        elif "brought" in told:
            self.run.best = Path(told["best"]) if told["best"] else None
            self.run.brought = told["brought"]
        elif "epoch" in told:
            self._progressed(told)

    def _progressed(self, told: dict[str, Any]) -> None:
        epoch, batch, batches = told["epoch"], told["batch"], told["batches"]
        self.progress.setRange(0, self.run.epochs * batches)
        self.progress.setValue(epoch * batches + batch)
        if not batch:
            self.run.rows.append({key: told[key] for key in ("epoch", "loss", "mre_mm") if key in told})
            self._draw()
        self.message.setText(self.run.text(told))

    def _ended(self, ending: Ending, why: str) -> None:
        out = self._plan.out if self._plan else Path()
        if ending is Ending.DONE:
            heading, message = self.run.outcome()
            self.heading.setText(heading)
            self.message.setText(message)
            if self.run.measured and self.run.brought and not self.run.best_epoch:
                self.run.best = None  # what it began with is as good
        elif ending is Ending.STOPPED:
            done = epochs_done(out)
            self.heading.setText(
                tr("Stopped after epoch {done} of {epochs}", done=done, epochs=self.run.epochs)
                if self.run.epochs
                else tr("Stopped")
            )
            self.message.setText(tr("“Go on” takes it up where it was, also another day.") if can_go_on(out) else "")
            self.run.best = out / BEST if done and (out / BEST).is_file() and self.run.best_epoch else None
        else:
            self.heading.setText(tr("The training could not go on") if self.run.epochs else tr("Nothing was trained"))
            self.message.setText(why)
        self._update()

    def _stop(self) -> None:
        self.heading.setText(tr("Stopping…"))
        self.process.stop()

    def _new(self) -> None:
        self.form.forget_run()
        self.run = RunProgress()
        self.heading.setText(tr(_HEADING))
        self.message.setText(_advice())
        self.remarks.clear()
        self._draw()
        self._update()

    def _use(self) -> None:
        if self.run.best is not None:
            self.use_requested.emit(self.run.best)
            self.form.refresh()
            self.message.setText(
                tr("{name} is the model in use now. “Model” leads back to any other.", name=self.run.best.parent.name)
            )

    def _evaluate(self) -> None:
        if self.run.best is not None and self._plan is not None:
            kind = "against_corrections" if self._plan.corrections else "model"
            self.evaluation_requested.emit(PointSource(kind, self.run.best, unseen=True), self._plan.folders[0])

    def _draw(self) -> None:
        for curve in (self.loss, self.error):
            curve.show_rows(self.run.rows)
            curve.setVisible(bool(self.run.rows))  # empty axes say nothing
        height = min(_HEIGHT, self.screen().availableGeometry().height() - _FRAME)
        if self.run.rows and self.height() < height:
            self.resize(self.width(), height)

    def _update(self) -> None:
        running, out = self.process.is_running, self.form.out
        going_on = can_go_on(out)
        finished = going_on and not running and epochs_done(out) >= self.form.plan.epochs
        self.form.set_choosable(what=not running and not going_on, epochs=not running)
        self.start_button.setVisible(not running)
        self.start_button.setEnabled(not finished and self.form.is_complete)
        self.start_button.setText(tr("Go on") if going_on and not finished else tr("Train"))
        self.start_button.setDefault(True)
        self.stop_button.setVisible(running)
        self.new_button.setVisible(going_on and not running)
        self.progress.setVisible(running)
        there = self.run.best is not None and not running
        self.use_button.setVisible(there)
        self.evaluate_button.setVisible(there)


def _advice() -> str:
    return tr(_ADVICE, key=key_words("Ctrl+Return"))
