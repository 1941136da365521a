"""The answer to "Why is the error high?": the findings in plain words, the largest first, and the way to repair."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cephview.app.canvas import theme
from cephview.app.evaluation.diagnosis_job import (
    Diagnosed,
    DiagnoseFilms,
    DiagnosePoints,
    DiagnosisJob,
    keep_repair,
    write_repaired,
)
from cephview.app.evaluation.diagnosis_parts import Folded, heading_of, runs_of, sentence_of, short_of, text_label
from cephview.app.words import said, said_all, tr
from cephview.core.errors import CephViewError

if TYPE_CHECKING:
    from cephview.review.diagnosis import Finding

_BIG_PX = 20
# Checkpoint, fields, and those of them that count against its own word; the sidecar's path comes back.
KeepRepair = Callable[[Path, Mapping[str, Any], Collection[str]], Path]


class DiagnosisWindow(QDialog):
    """Runs a diagnosis, says what it does meanwhile, and shows the findings; each has its own button to keep it."""

    kept = Signal(object)  # Path of the sidecar

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        diagnose: DiagnoseFilms | None = None,
        diagnose_points: DiagnosePoints | None = None,
        keep: KeepRepair = keep_repair,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Why is the error high? — CephView"))
        self.job = DiagnosisJob(diagnose, self, diagnose_points)
        self._keep, self._passes, self._doing = keep, 0, ""
        self.keep_buttons: list[QPushButton] = []
        self._since = QElapsedTimer()
        self.heading, self.message = QLabel(""), QLabel("")
        for label in (self.heading, self.message):
            label.setWordWrap(True)
        self.heading.setFont(theme.font(15, bold=True))
        self.progress, self.cancel_button = QProgressBar(), QPushButton(tr("Cancel"))
        self.progress.setRange(0, 0)
        self.progress.setMaximumWidth(140)
        row = QHBoxLayout()
        row.addWidget(self.message, 1)
        row.addWidget(self.progress)
        row.addWidget(self.cancel_button)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.addWidget(self.heading)
        layout.addLayout(row)
        layout.addWidget(self.area, 1)
        self.cancel_button.clicked.connect(self.job.cancel)
        self.job.told.connect(self._tell)
        self.job.passed.connect(self._passed)
        self.job.finished.connect(self.show_answer)
        self.job.stopped.connect(lambda: self._end(tr("Stopped; nothing was changed.")))
        self.job.failed.connect(self._end)
        self.resize(860, 700)

    def start(self, checkpoint: Path | None, films: Sequence[Path], predictions: Path | None = None) -> None:
        """Diagnose a checkpoint (None is the embedded one) on films, or `predictions`; findings of a former run go."""
        if self.job.is_running:
            return
        self.heading.setText(tr("Trying each known cause as an experiment…"))
        self.area.setWidget(QWidget())
        self._passes, self._doing = 0, ""
        self._since.start()
        self._run(True)
        self.job.start(checkpoint, films, predictions)

    def show_answer(self, answer: Diagnosed) -> None:
        """Show a diagnosis."""
        from cephview.review.diagnosis.findings import SHOWN  # the window starts without it

        found = answer.diagnosis
        self.heading.setText(heading_of(found))
        films = tr("{films} films", films=found.films) if found.films != 1 else tr("{films} film", films=1)
        self._end(f"{films}, {runs_of(found.passes)}" if found.passes else films)
        self.keep_buttons = []
        body = QWidget()
        column = QVBoxLayout(body)
        column.setSpacing(14)
        for finding in found.findings[:SHOWN]:
            column.addWidget(self._card(finding, answer))
        if len(found.findings) > SHOWN:
            smaller = found.findings[SHOWN:]
            more = tr("and {count} smaller ones", count=len(smaller)) if len(smaller) > 1 else tr("and a smaller one")
            column.addWidget(Folded(more, "\n".join(map(short_of, smaller))))
        if found.repaired:
            column.addWidget(self._readings_button(answer), 0, Qt.AlignmentFlag.AlignLeft)
        if found.remains:
            column.addWidget(text_label(tr("What remains"), bold=True))
            for sentence in found.remains:
                column.addWidget(text_label(f"• {sentence_of(sentence)}"))
        if remarks := found.remarks:
            title = tr("{remarks} remark on the films", remarks=1)
            if len(remarks) > 1:
                title = tr("{remarks} remarks on the films", remarks=len(remarks))
            column.addWidget(Folded(title, said_all(remarks)))
        column.addStretch(1)
        self.area.setWidget(body)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed is only hidden; a run stops."""
        self.job.cancel()
        super().closeEvent(event)

    def _card(self, finding: Finding, answer: Diagnosed) -> QWidget:
        card = QFrame()
        card.setFrameShape(QFrame.Shape.StyledPanel)
        grid = QGridLayout(card)
        grid.setColumnMinimumWidth(0, 130)  # figures of all cards in one column
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(14)
        nothing = tr("a hint") if finding.hint else tr("no figure")
        figure = text_label(nothing if math.isnan(finding.mm) else tr("{mm:.2f} mm", mm=finding.mm), bold=True)
        figure.setFont(theme.font(_BIG_PX if not math.isnan(finding.mm) else 12, bold=True))
        figure.setWordWrap(False)
        grid.addWidget(figure, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text_label(sentence_of(finding.title), bold=True), 0, 1)
        for row, (name, text) in enumerate(
            ((tr("Seen"), finding.seen), (tr("Sure"), finding.sure), (tr("Do"), finding.advice)), 1
        ):
            quiet = text_label(name)
            quiet.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            grid.addWidget(quiet, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(text_label(sentence_of(text)), row, 1)
        if finding.detail:
            grid.addWidget(Folded(tr("For who runs the model"), sentence_of(finding.detail)), 4, 1)
        if finding.fields and answer.checkpoint is not None:
            against = answer.contradicted_by(finding)
            if against:
                text = tr(
                    "The model's own file says otherwise. Kept all the same, it is marked as against the file's own "
                    "word; tell its author."
                )
                grid.addWidget(text_label(text), 5, 1)
            button = self._keep_button(answer.checkpoint, finding.fields, against)
            grid.addWidget(button, 6, 1, Qt.AlignmentFlag.AlignLeft)
        return card

    def _readings_button(self, answer: Diagnosed) -> QPushButton:
        button = QPushButton(tr("Save the repaired points in new files…"))
        button.setToolTip(
            tr("One file a film, in a folder that you choose; the files that were read stay as they are.")
        )

        def save() -> None:
            name = QFileDialog.getExistingDirectory(self, tr("Folder for the repaired points"))
            if not name:
                return
            try:
                count = write_repaired(Path(name), answer)
            except CephViewError as error:
                self.message.setText(said(error))
                return
            self.message.setText(
                tr(
                    "Wrote {count} files into {name}. They count once they stand in the place of the old ones.",
                    count=count,
                    name=Path(name).name,
                )
            )

        button.clicked.connect(save)
        return button

    def _keep_button(self, checkpoint: Path, fields: Mapping[str, Any], against: Collection[str]) -> QPushButton:
        button = QPushButton(tr("Keep this in {stem}.preprocessing.toml", stem=checkpoint.stem))
        button.setToolTip(tr("Beside the checkpoint, which itself is never written; open the model anew to use it."))

        def keep() -> None:
            try:
                path = self._keep(checkpoint, fields, against)
            except CephViewError as error:
                self.message.setText(said(error))
                return
            button.setEnabled(False)
            button.setText(tr("Kept in {name}", name=path.name))
            self.message.setText(tr("Wrote {name}. It counts from the next time the model is opened.", name=path.name))
            self.kept.emit(path)

        button.clicked.connect(keep)
        self.keep_buttons.append(button)
        return button

    def _tell(self, text: str) -> None:
        self._doing = sentence_of(text)
        self._say()

    def _passed(self, passes: int) -> None:
        from cephview.review.diagnosis.findings import PACED_BY, time_estimate  # the window starts without it

        self._passes = passes
        if passes == PACED_BY:
            pace = time_estimate(self._since.elapsed() / 1000, passes)
            self.heading.setText(tr("Trying each known cause as an experiment, {pace}…", pace=said(pace)))
        self._say()

    def _say(self) -> None:
        done = f", {runs_of(self._passes)}" if self._passes else ""
        self.message.setText(f"{self._doing}{done}…")

    def _run(self, running: bool) -> None:
        self.progress.setVisible(running)
        self.cancel_button.setVisible(running)

    def _end(self, sentence: str) -> None:
        if self.heading.text().endswith("…"):
            self.heading.setText("")
        self._run(False)
        self.message.setText(sentence)
