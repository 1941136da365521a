"""The evaluation off the GUI thread: progress, cancel, and going on where a cancelled run stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from cephview.app.background.tasks import Task, Worker
from cephview.app.words import said
from cephview.core.errors import Cancelled
from cephview.core.model_card import ModelCard
from cephview.core.prediction import Prediction
from cephview.core.radiograph import Radiograph
from cephview.io.datasets import expand_films
from cephview.model.lineage import Lineage
from cephview.review.corrections import evaluate_corrections, evaluate_exported_corrections
from cephview.review.evaluation import Evaluation, evaluate, evaluate_predictions
from cephview.review.predictions import read_predictions
from cephview.review.unseen import told_of_seen, unseen


class Reader(Protocol):
    """What a loaded model can do."""

    def predict(self, radiograph: Radiograph, /) -> Prediction:
        """The landmarks of a film."""

    def card(self) -> ModelCard:
        """What it says of itself."""

    @property
    def lineage(self) -> Lineage:
        """The films that trained it."""


# The evaluation, its model's card, and why most points are far off, empty where they are not.
_Result = tuple[Evaluation, ModelCard | None, str]
LoadModel = Callable[[Path | None], Reader]


@dataclass(frozen=True)
class PointSource:
    """Whose points are evaluated: those of a checkpoint (None is the embedded one) against the readings or against
    one's own corrections, a file of predictions, or what was corrected (kept with the films, or in the CSV `file`).
    """

    kind: str = "model"  # model, against_corrections, predictions, corrections
    file: Path | None = None
    unseen: bool = False
    """Without the films that trained the model, which are never judged by one's own corrections."""

    @property
    def is_model(self) -> bool:
        """Whether a model is run."""
        return self.kind in ("model", "against_corrections")


class EvaluationJob(QObject):
    """Runs one evaluation at a time. What a cancelled run predicted is kept for the next, by model and film."""

    progressed = Signal(int, int)
    finished = Signal(object, object)  # Evaluation, ModelCard or None
    lost = Signal(str)  # why most points are far off, where they are; after `finished`
    stopped = Signal()
    failed = Signal(str)

    def __init__(self, load_model: LoadModel, work_folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker("evaluation", self)
        self._load_model, self._work_folder = load_model, work_folder
        self._predicted: dict[Path | None, dict[Path, Prediction]] = {}
        self._stop = False
        self.is_running = False

    def start(self, folder: Path, source: PointSource) -> None:
        """Evaluate the films of a folder. Does nothing while a run is under way."""
        if self.is_running:
            return
        self.is_running, self._stop = True, False
        self._worker.submit(lambda task: self._run(task, folder, source), self._done, self._fail)

    def cancel(self) -> None:
        """Stop after the film under way."""
        self._stop = True

    def finished_films(self, source: PointSource) -> int:
        """How many films of a model are predicted already, and will not be again."""
        return len(self._predicted.get(source.file, ())) if source.is_model else 0

    def close(self) -> None:
        """Stop, and wait for the worker."""
        self._stop = True
        self._worker.close()

    def _run(self, _: Task, folder: Path, source: PointSource) -> _Result | None:
        films = expand_films([folder])
        stopped = lambda: self._stop  # noqa: E731
        try:
            if source.kind == "predictions" and source.file:
                predictions = read_predictions(source.file)
                found = evaluate_predictions(films, predictions.of, progress=self.progressed.emit, cancelled=stopped)
                return found, None, _why_lost(found)
            if source.kind == "corrections":
                if source.file:
                    return evaluate_exported_corrections(source.file, films), None, ""
                return evaluate_corrections(films, self._work_folder), None, ""
            model = self._load_model(source.file)
            store = self._predicted.setdefault(source.file, {})
            if source.unseen or source.kind == "against_corrections":
                films, caution = unseen(films, model.lineage)
            else:
                caution = told_of_seen(films, model.lineage)
            if source.kind == "model":
                result = evaluate(
                    films, model.predict, progress=self.progressed.emit, cancelled=stopped, finished=store
                )
            else:
                result = evaluate_corrections(
                    *(films, self._work_folder, model.predict),
                    progress=self.progressed.emit,
                    cancelled=stopped,
                    finished=store,
                )
            return replace(result, caution=caution), model.card(), _why_lost(result)
        except Cancelled:
            return None

    def _done(self, result: _Result | None) -> None:
        self.is_running = False
        if result is None:
            self.stopped.emit()
        else:
            evaluation, card, why_lost = result
            self.finished.emit(evaluation, card)
            if why_lost:
                self.lost.emit(said(why_lost))

    def _fail(self, sentence: str) -> None:
        self.is_running = False
        self.failed.emit(sentence)


def _why_lost(evaluation: Evaluation) -> str:
    from cephview.review.diagnosis.of_predictions import sentence_of_lost  # brings much along that is seldom needed

    return sentence_of_lost(evaluation)


def load_predictor(path: Path | None) -> Reader:
    """The model of a checkpoint, or the embedded one. Called in the worker: torch takes its time to import."""
    from cephview.model.predictor import Predictor

    return Predictor.load(path)
