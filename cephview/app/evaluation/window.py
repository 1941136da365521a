"""The evaluation window: choose films and whose points, run, look, and go from a figure to the film behind it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from cephview.app.evaluation import exports
from cephview.app.evaluation.figures import Figures
from cephview.app.evaluation.job import EvaluationJob, LoadModel, Source, load_predictor
from cephview.app.evaluation.plots import BlandAltmanPlot, BullsEye, ConfidencePlot, CurvePlot, LandmarkPlot
from cephview.app.evaluation.tables import FilmTable, ObserverTable, OutlierTable
from cephview.app.settings import Settings
from cephview.core.errors import CephViewError
from cephview.core.model_card import ModelCard
from cephview.review.evaluation import Comparison, Evaluation

_SOURCES = (
    ("model", "The model in use"),
    ("checkpoint", "Another checkpoint…"),
    ("predictions", "A file of predictions…"),
    ("predictions_folder", "A folder of predictions…"),
    ("corrections", "My corrections of these films"),
    ("corrections_csv", "My corrections in a CSV…"),
)
Diagnose = Callable[[Evaluation, Path | None], object]


class EvaluationWindow(QMainWindow):
    """A window of its own. `diagnose` is asked by the button of that name, which is hidden where it is None."""

    film_requested = Signal(object, str)  # EvaluatedCase, symbol

    def __init__(
        self,
        settings: Settings,
        work_folder: Path | None = None,
        load_model: LoadModel = load_predictor,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Evaluation — CephView")
        self.settings = settings
        self.folder: Path | None = None
        self.source = Source("model", settings.model)
        self.evaluation: Evaluation | None = None
        self.card: ModelCard | None = None
        self._diagnose: Diagnose | None = None
        self.job = EvaluationJob(load_model, work_folder, self)
        self._build()
        self._connect()
        self.resize(1400, 900)
        self._update()

    @property
    def comparison(self) -> Comparison | None:
        """The comparison that is shown."""
        rows = self.evaluation.comparisons if self.evaluation else ()
        index = self.readers.currentIndex()
        return rows[index] if 0 <= index < len(rows) else None

    def set_diagnose(self, diagnose: Diagnose | None) -> None:
        """Offer "Why is the error high?": it gets the evaluation and the checkpoint (None is the embedded one)."""
        self._diagnose = diagnose
        self._update()

    def set_folder(self, folder: Path) -> None:
        """The films to evaluate."""
        self.folder = folder
        self.folder_label.setText(folder.name or str(folder))
        self.folder_label.setToolTip(str(folder))
        self._update()

    def start(self) -> None:
        """Run; films that a cancelled run predicted are not predicted again."""
        if self.folder is not None:
            self._say("Reading…")
            self.job.start(self.folder, self.source)
            self._update()

    def show_evaluation(self, evaluation: Evaluation, card: ModelCard | None = None) -> None:
        """Show a finished evaluation."""
        self.evaluation, self.card = evaluation, card
        former = self.readers.currentText()
        for box, texts in (
            (self.readers, [row.title for row in evaluation.comparisons]),
            (self.landmarks, ["all landmarks", *evaluation.comparisons[0].scheme.symbols]),
        ):
            box.blockSignals(True)
            box.clear()
            box.addItems(texts)
            box.blockSignals(False)
        self.readers.setCurrentIndex(max(self.readers.findText(former), 0))
        self.observers.show_data(evaluation)
        self.outliers.show_data(evaluation)
        self._show()
        left_out = f"; {len(evaluation.problems)} remarks" if evaluation.problems else ""
        self._say(f"{len(evaluation.cases)} films{left_out}")
        self.message.setToolTip("\n".join(evaluation.problems[:40]))
        self._update()

    def choose_landmark(self, symbol: str) -> None:
        """Show the errors of one landmark; of all for an empty symbol."""
        self.landmarks.setCurrentIndex(max(self.landmarks.findText(symbol), 0))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed is only hidden: opened again, everything is where it was. A run stops."""
        self.job.cancel()
        super().closeEvent(event)

    def _build(self) -> None:
        self.folder_button, self.folder_label = QPushButton("Films…"), QLabel("no folder")
        self.sources = QComboBox()
        for key, text in _SOURCES:
            self.sources.addItem(text, key)
        self.source_label = QLabel("")
        self.run_button, self.cancel_button = QPushButton("Evaluate"), QPushButton("Cancel")
        self.progress, self.message = QProgressBar(), QLabel("Choose a folder of films with readings beside them.")
        self.progress.setMaximumWidth(180)
        self.why_button, self.export_button = QPushButton("Why is the error high?"), QPushButton("Export")
        self.export_button.setMenu(self._export_menu())
        top = QHBoxLayout()
        choice: tuple[QWidget, ...] = (self.folder_button, self.folder_label, self.sources, self.source_label)
        for widget in (*choice, self.run_button, self.cancel_button, self.progress, self.message):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.why_button)
        top.addWidget(self.export_button)
        self.readers, self.figures = QComboBox(), Figures()
        self.readers.setMinimumWidth(260)
        figures = QHBoxLayout()
        figures.addWidget(self.figures, 1)
        figures.addWidget(self.readers)
        layout = QVBoxLayout()
        layout.addLayout(top)
        layout.addLayout(figures)
        layout.addWidget(self._body(), 1)
        centre = QWidget()
        centre.setLayout(layout)
        self.setCentralWidget(centre)

    def _body(self) -> QWidget:
        self.strip, self.curve, self.confidence = LandmarkPlot(), CurvePlot(), ConfidencePlot()
        self.bland_altman, self.bulls_eye = BlandAltmanPlot(), BullsEye()
        self.landmarks = QComboBox()
        tabs = QTabWidget()
        for plot in (self.curve, self.confidence, self.bland_altman):
            tabs.addTab(plot, plot.title)
        eye, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.landmarks)
        column.addWidget(self.bulls_eye, 1)
        eye.setLayout(column)
        lower, left, body = QSplitter(), QSplitter(Qt.Orientation.Vertical), QSplitter()
        lower.addWidget(tabs)
        lower.addWidget(eye)
        lower.setSizes([560, 400])
        left.addWidget(self.strip)
        left.addWidget(lower)
        left.setSizes([380, 420])
        self.films, self.observers, self.outliers = FilmTable(), ObserverTable(), OutlierTable()
        self.lists = QTabWidget()
        for table, title in (
            (self.films, "Films, worst first"),
            (self.observers, "Readers"),
            (self.outliers, "Read far apart"),
        ):
            self.lists.addTab(table, title)
        body.addWidget(left)
        body.addWidget(self.lists)
        body.setSizes([980, 420])
        return body

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self._ask_folder)
        self.sources.activated.connect(self._ask_source)
        self.run_button.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self.job.cancel)
        self.readers.currentIndexChanged.connect(self._show)
        self.landmarks.currentIndexChanged.connect(self._show_landmark)
        self.strip.landmark_chosen.connect(self.choose_landmark)
        for table in (self.films, self.observers, self.outliers):
            table.chosen.connect(self._chosen)
        self.why_button.clicked.connect(self._why)
        self.job.progressed.connect(self._progress)
        self.job.finished.connect(self.show_evaluation)
        self.job.stopped.connect(self._stopped)
        self.job.failed.connect(self._failed)

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Figures as CSV…", lambda: self._export("figures.csv", exports.write_csv))
        menu.addAction("Figures as JSON…", lambda: self._export("figures.json", exports.write_json))
        menu.addAction("Every error as CSV…", lambda: self._export("errors.csv", exports.write_points, True))
        menu.addAction("The readers as CSV…", lambda: self._export("readers.csv", exports.write_observers))
        menu.addSeparator()
        menu.addAction("Plots as PNG…", lambda: self._export_plots(".png"))
        menu.addAction("Plots as SVG…", lambda: self._export_plots(".svg"))
        menu.addSeparator()
        menu.addAction("Report as PDF…", lambda: self._export_report("report.pdf"))
        menu.addAction("Report as HTML…", lambda: self._export_report("report.html"))
        return menu

    def _show(self) -> None:
        comparison = self.comparison
        self.figures.show_data(comparison)
        if self.evaluation is not None and comparison is not None:
            self.films.show_data(self.evaluation, comparison)
            for plot in (self.strip, self.curve):
                plot.show_data(self.evaluation, comparison)
            self._show_landmark()

    def _show_landmark(self) -> None:
        comparison = self.comparison
        if self.evaluation is not None and comparison is not None:
            for plot in (self.bulls_eye, self.confidence, self.bland_altman):
                plot.show_data(self.evaluation, comparison, self.symbol)

    @property
    def symbol(self) -> str:
        """The landmark that is looked at; empty for all."""
        return self.landmarks.currentText() if self.landmarks.currentIndex() > 0 else ""

    def _chosen(self, film: int, symbol: str) -> None:
        self.choose_landmark(symbol)
        if self.evaluation is not None and film >= 0:
            self.film_requested.emit(self.evaluation.cases[film], symbol)

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Films to evaluate", str(self.folder or self.settings.folder))
        if name:
            self.set_folder(Path(name))

    def _ask_source(self) -> None:
        kind, start = self.sources.currentData(), str(self.folder or self.settings.folder)
        if kind in ("model", "corrections"):
            self.set_source(Source(kind, self.settings.model if kind == "model" else None))
            return
        if kind == "predictions_folder":
            name = QFileDialog.getExistingDirectory(self, "Folder of predictions", start)
        else:
            patterns = {"checkpoint": "*.pth *.pt *.tar", "predictions": "*.csv *.json", "corrections_csv": "*.csv"}
            name, _ = QFileDialog.getOpenFileName(self, "Open", start, f"Files ({patterns[kind]});;All files (*)")
        if name:
            what = {"checkpoint": "model", "corrections_csv": "corrections"}.get(kind, "predictions")
            self.set_source(Source(what, Path(name)))
        else:
            self.set_source(Source("model", self.settings.model))

    def set_source(self, source: Source) -> None:
        """Whose points to evaluate."""
        self.source = source
        kind = source.kind
        if source.file is not None and source.file != self.settings.model:
            kind = {"model": "checkpoint", "corrections": "corrections_csv"}.get(kind, kind)
        self.sources.setCurrentIndex(self.sources.findData(kind))
        self.source_label.setText(source.file.name if source.file else "")
        self._update()

    def _why(self) -> None:
        if self._diagnose is not None and self.evaluation is not None:
            self._diagnose(self.evaluation, self.source.file if self.source.kind == "model" else None)

    def _progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._say(f"{done} of {total} films")

    def _stopped(self) -> None:
        done = self.job.finished_films(self.source)
        self._say(f"Stopped; {done} films are done, “Resume” goes on." if done else "Stopped.")
        self._update()

    def _failed(self, sentence: str) -> None:
        self._say(sentence)
        self._update()

    def _export(self, name: str, write: Callable[..., None], one: bool = False) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Export", str(self.settings.folder / name))
        if path and self.evaluation is not None:
            arguments = (self.evaluation, self.comparison) if one else (self.evaluation,)
            self._written(lambda: write(Path(path), *arguments), Path(path).name)

    def _export_plots(self, suffix: str) -> None:
        name = QFileDialog.getExistingDirectory(self, "Folder for the plots", str(self.settings.folder))
        evaluation, comparison = self.evaluation, self.comparison
        if name and evaluation and comparison:
            write = exports.write_plots
            self._written(lambda: write(Path(name), suffix, evaluation, comparison, self.symbol), "the plots")

    def _export_report(self, proposed: str) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Report", str(self.settings.folder / proposed))
        evaluation, comparison = self.evaluation, self.comparison
        if name and evaluation and comparison:
            write, path = exports.write_report, Path(name)
            self._written(lambda: write(path, evaluation, comparison, self.symbol, self.card), path.name)

    def _written(self, write: Callable[[], object], what: str) -> None:
        try:
            write()
        except CephViewError as error:
            self._say(str(error))
        else:
            self._say(f"Wrote {what}")

    def _say(self, text: str) -> None:
        self.message.setText(text)

    def _update(self) -> None:
        running, there = self.job.is_running, self.evaluation is not None
        self.run_button.setEnabled(self.folder is not None and not running)
        self.run_button.setText("Resume" if self.job.finished_films(self.source) and not there else "Evaluate")
        self.cancel_button.setVisible(running)
        self.progress.setVisible(running)
        for widget in (self.folder_button, self.sources):
            widget.setEnabled(not running)
        self.export_button.setEnabled(there)
        self.why_button.setVisible(self._diagnose is not None)
        self.why_button.setEnabled(there and not running)
