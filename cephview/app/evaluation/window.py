"""The evaluation window: choose films and whose points, run, look, and go from a figure to the film behind it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from cephview.app.canvas.empty_state import dropped_files
from cephview.app.evaluation.diagnosis_window import DiagnosisWindow
from cephview.app.evaluation.export_menu import ExportMenu, Shown
from cephview.app.evaluation.figures import ComparisonFigures
from cephview.app.evaluation.job import EvaluationJob, LoadModel, load_predictor
from cephview.app.evaluation.plot import Plot
from cephview.app.evaluation.plots import BullsEye, ConfidencePlot, CurvePlot, LandmarkPlot
from cephview.app.evaluation.reader_plot import BlandAltmanPlot
from cephview.app.evaluation.source_bar import SourceBar
from cephview.app.evaluation.tables import FilmTable, ObserverTable, OutlierTable
from cephview.app.settings import Settings
from cephview.app.words import said, said_all, tr
from cephview.core.model_card import ModelCard
from cephview.review.comparison import Comparison
from cephview.review.evaluation import Evaluation


class EvaluationWindow(QMainWindow):
    """A window of its own, with the diagnosis of the model that it evaluates behind a button."""

    film_requested = Signal(object, str)  # EvaluatedCase, symbol

    def __init__(
        self,
        settings: Settings,
        work_folder: Path | None = None,
        load_model: LoadModel = load_predictor,
        diagnosis: DiagnosisWindow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Evaluation — CephView"))
        self.bar = SourceBar(settings)
        self.evaluation: Evaluation | None = None
        self.card: ModelCard | None = None
        self.job = EvaluationJob(load_model, work_folder, self)
        self.diagnosis = diagnosis or DiagnosisWindow(self)
        self._stale: set[Plot] = set()
        self._export = ExportMenu(settings, self._shown, self._say, self)
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self.resize(1400, 900)
        self._update()

    @property
    def comparison(self) -> Comparison | None:
        """The comparison that is shown."""
        rows = self.evaluation.comparisons if self.evaluation else ()
        index = self.readers.currentIndex()
        return rows[index] if 0 <= index < len(rows) else None

    def start(self) -> None:
        """Run; films that a cancelled run predicted are not predicted again."""
        if self.bar.folder is not None:
            self._say(tr("Reading…"))
            self.job.start(self.bar.folder, self.bar.source)
            self._update()

    def ask_why(self) -> None:
        """Diagnose what is evaluated on the films, in a window of its own; a run that is under way is only shown."""
        self.diagnosis.show()
        self.diagnosis.raise_()
        if self.bar.folder is not None:
            self.diagnosis.start(self.bar.model, [self.bar.folder], self.bar.predictions)

    def show_evaluation(self, evaluation: Evaluation, card: ModelCard | None = None) -> None:
        """Show a finished evaluation."""
        self.evaluation, self.card = evaluation, card
        self.lost.hide()
        former = self.readers.currentText()
        for box, texts in (
            (self.readers, [said(row.title) for row in evaluation.comparisons]),
            (self.landmarks, [tr("all landmarks"), *evaluation.comparisons[0].scheme.symbols]),
        ):
            box.blockSignals(True)
            box.clear()
            box.addItems(texts)
            box.blockSignals(False)
        self.readers.setCurrentIndex(max(self.readers.findText(former), 0))
        self.observers.show_data(evaluation)
        self.outliers.show_data(evaluation)
        self._show()
        left_out = tr("; {count} remarks", count=len(evaluation.problems)) if evaluation.problems else ""
        caution = f". {said(evaluation.caution)}." if evaluation.caution else ""
        self._say(
            tr("{count} films{left_out}{caution}", count=len(evaluation.cases), left_out=left_out, caution=caution)
        )
        self.message.setToolTip(said_all(evaluation.problems[:40]))
        self._update()

    def choose_landmark(self, symbol: str) -> None:
        """Show the errors of one landmark; of all for an empty symbol."""
        self.landmarks.setCurrentIndex(max(self.landmarks.findText(symbol), 0))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed is only hidden: opened again, everything is where it was. A run stops."""
        self.job.cancel()
        self.diagnosis.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome films, checkpoints and predictions, unless a run is under way."""
        event.setAccepted(bool(dropped_files(event.mimeData())) and not self.job.is_running)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them as if they were chosen."""
        event.acceptProposedAction()
        self.bar.take(dropped_files(event.mimeData()))

    def close_jobs(self) -> None:
        """Stop what runs, and wait for it."""
        self.job.close()
        self.diagnosis.job.close()

    def _build(self) -> None:
        self.run_button, self.cancel_button = QPushButton(tr("Evaluate")), QPushButton(tr("Cancel"))
        self.progress, self.message = QProgressBar(), QLabel(tr("Choose a folder of films with readings beside them."))
        self.progress.setMaximumWidth(180)
        self.why_button, self.export_button = QPushButton(tr("Why is the error high?")), QPushButton(tr("Export"))
        self.export_button.setMenu(self._export)
        top = QHBoxLayout()
        for widget in (self.bar, self.run_button, self.cancel_button, self.progress, self.message):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.why_button)
        top.addWidget(self.export_button)
        self.readers, self.figures = QComboBox(), ComparisonFigures()
        self.readers.setMinimumWidth(260)
        figures = QHBoxLayout()
        figures.addWidget(self.figures, 1)
        figures.addWidget(self.readers)
        layout = QVBoxLayout()
        layout.addLayout(top)
        self.lost = QLabel("")  # why most points are far off
        self.lost.setWordWrap(True)
        self.lost.hide()
        layout.addWidget(self.lost)
        layout.addLayout(figures)
        layout.addWidget(self._body(), 1)
        centre = QWidget()
        centre.setLayout(layout)
        self.setCentralWidget(centre)

    def _body(self) -> QWidget:
        self.strip, self.curve, self.confidence = LandmarkPlot(), CurvePlot(), ConfidencePlot()
        self.bland_altman, self.bulls_eye = BlandAltmanPlot(), BullsEye()
        self.landmarks = QComboBox()
        self.tabs = QTabWidget()
        for plot in (self.curve, self.confidence, self.bland_altman):
            self.tabs.addTab(plot, tr(plot.title))
        eye, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.landmarks)
        column.addWidget(self.bulls_eye, 1)
        eye.setLayout(column)
        lower, left, body = QSplitter(), QSplitter(Qt.Orientation.Vertical), QSplitter()
        lower.addWidget(self.tabs)
        lower.addWidget(eye)
        lower.setSizes([560, 400])
        left.addWidget(self.strip)
        left.addWidget(lower)
        left.setSizes([380, 420])
        self.films, self.observers, self.outliers = FilmTable(), ObserverTable(), OutlierTable()
        self.lists = QTabWidget()
        for table, title in (
            (self.films, tr("Films, worst first")),
            (self.observers, tr("Readers")),
            (self.outliers, tr("Read far apart")),
        ):
            self.lists.addTab(table, title)
        body.addWidget(left)
        body.addWidget(self.lists)
        body.setSizes([980, 420])
        return body

    def _connect(self) -> None:
        self.bar.changed.connect(self._update)
        self.run_button.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self.job.cancel)
        self.readers.currentIndexChanged.connect(self._show)
        self.landmarks.currentIndexChanged.connect(self._show_landmark)
        self.tabs.currentChanged.connect(lambda _: self._draw())
        self.strip.landmark_chosen.connect(self.choose_landmark)
        for table in (self.films, self.observers, self.outliers):
            table.chosen.connect(self._chosen)
        self.why_button.clicked.connect(self.ask_why)
        self.job.progressed.connect(self._progress)
        self.job.finished.connect(self.show_evaluation)
        self.job.lost.connect(self._say_why_lost)
        self.job.stopped.connect(self._stopped)
        self.job.failed.connect(self._failed)

    def _shown(self) -> Shown | None:
        comparison = self.comparison
        if self.evaluation is None or comparison is None:
            return None
        return Shown(self.evaluation, comparison, self.symbol, self.card)

    def _show(self) -> None:
        comparison = self.comparison
        self.figures.show_data(comparison)
        if self.evaluation is not None and comparison is not None:
            self.films.show_data(self.evaluation, comparison)
            self._draw(self.strip, self.curve, self.bulls_eye, self.confidence, self.bland_altman)

    def _show_landmark(self) -> None:
        self._draw(self.bulls_eye, self.confidence, self.bland_altman)

    def _draw(self, *plots: Plot) -> None:
        """Draw plots anew; one behind another tab waits until it is looked at, which keeps every click quick."""
        self._stale.update(plots)
        comparison = self.comparison
        if self.evaluation is None or comparison is None:
            return
        hidden = {self.tabs.widget(i) for i in range(self.tabs.count())} - {self.tabs.currentWidget()}
        for plot in self._stale - hidden:
            plot.show_data(self.evaluation, comparison, self.symbol)
        self._stale &= hidden

    @property
    def symbol(self) -> str:
        """The landmark that is looked at; empty for all."""
        return self.landmarks.currentText() if self.landmarks.currentIndex() > 0 else ""

    def _chosen(self, film: int, symbol: str) -> None:
        self.choose_landmark(symbol)
        if self.evaluation is not None and film >= 0:
            self.film_requested.emit(self.evaluation.cases[film], symbol)

    def _progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._say(tr("{done} of {total} films", done=done, total=total))

    def _say_why_lost(self, sentence: str) -> None:
        self.lost.setText(tr("{sentence} “{value}” tells more.", sentence=sentence, value=self.why_button.text()))
        self.lost.show()

    def _stopped(self) -> None:
        done = self.job.finished_films(self.bar.source)
        self._say(tr("Stopped; {done} films are done, “Resume” goes on.", done=done) if done else tr("Stopped."))
        self._update()

    def _failed(self, sentence: str) -> None:
        self._say(sentence)
        self._update()

    def _say(self, text: str) -> None:
        self.message.setText(text)

    def _update(self) -> None:
        running, there = self.job.is_running, self.evaluation is not None
        self.run_button.setEnabled(self.bar.folder is not None and not running)
        self.run_button.setText(
            tr("Resume") if self.job.finished_films(self.bar.source) and not there else tr("Evaluate")
        )
        self.cancel_button.setVisible(running)
        self.progress.setVisible(running)
        self.bar.set_choosable(not running)
        self.export_button.setEnabled(there)
        of_model, of_points = self.bar.source.kind == "model", self.bar.predictions is not None
        self.why_button.setEnabled(self.bar.folder is not None and (of_model or of_points) and not running)
        self.why_button.setToolTip(
            tr("Tries each known cause as an experiment on up to 20 of the films; takes about a minute")
            if of_model
            else tr("Looks for a wrong frame, unit, order or file of the points; takes some seconds")
            if of_points
            else tr("For a model, or for predictions that were made elsewhere; your own corrections are what is right")
        )
