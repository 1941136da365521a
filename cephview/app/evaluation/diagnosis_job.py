"""The diagnosis off the GUI thread: what it does meanwhile, how many forward passes it made, and cancel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cephview.app.background.tasks import Task, Worker
from cephview.app.words import marked
from cephview.core.errors import Cancelled
from cephview.io.datasets import expand_films

if TYPE_CHECKING:  # these bring PyTorch along, which the window does without until it is needed
    from cephview.review.diagnosis import Diagnosis, Finding

Tell = Callable[[str], None]
Told = Callable[[], None]


@dataclass(frozen=True)
class Diagnosed:
    """A diagnosis, the checkpoint it is of (None is the embedded one), and what a sidecar of it may hold."""

    diagnosis: Diagnosis
    checkpoint: Path | None
    open_fields: Mapping[str, Any]

    def contradicted_by(self, finding: Finding) -> list[str]:
        """The fields of a finding that the checkpoint itself declares otherwise."""
        return [] if self.checkpoint is None else [key for key in finding.fields if key not in self.open_fields]


# Checkpoint or None, films, what is done in words, one forward pass done; raises Cancelled when one of those does.
DiagnoseFilms = Callable[[Path | None, Sequence[Path], Tell, Told], Diagnosed]
# The same of a file or folder of predictions, which cannot be made anew.
DiagnosePoints = Callable[[Path, Sequence[Path], Tell], Diagnosed]


class DiagnosisJob(QObject):
    """Runs one diagnosis at a time."""

    told = Signal(object)  # what is being done: a marked text or a sentence
    passed = Signal(int)  # forward passes so far
    finished = Signal(object)  # Answer
    stopped = Signal()
    failed = Signal(str)

    def __init__(
        self,
        diagnose: DiagnoseFilms | None = None,
        parent: QObject | None = None,
        diagnose_points: DiagnosePoints | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = Worker("diagnosis", self)
        self._diagnose, self._diagnose_points = diagnose or diagnose_films, diagnose_points or diagnose_predictions_of
        self._stop = False
        self.is_running = False

    def start(self, checkpoint: Path | None, films: Sequence[Path], predictions: Path | None = None) -> None:
        """Diagnose a checkpoint (None is the embedded one) on films, or `predictions`, which need no model.

        The films of folders are listed in the worker.

        Does nothing while a run is under way.
        """
        if not self.is_running:
            self.is_running, self._stop = True, False
            self._worker.submit(lambda task: self._run(task, checkpoint, films, predictions), self._done, self._fail)

    def cancel(self) -> None:
        """Stop after the forward pass under way."""
        self._stop = True

    def close(self) -> None:
        """Stop, and wait for the worker."""
        self._stop = True
        self._worker.close()

    def _run(
        self, _: Task, checkpoint: Path | None, films: Sequence[Path], predictions: Path | None
    ) -> Diagnosed | None:
        passes = 0

        def tell(text: str) -> None:
            self._check()
            self.told.emit(text)

        def told() -> None:
            nonlocal passes
            passes += 1
            self.passed.emit(passes)
            self._check()

        try:
            if predictions is not None:
                return self._diagnose_points(predictions, expand_films(films), tell)
            return self._diagnose(checkpoint, expand_films(films), tell, told)
        except Cancelled:
            return None

    def _check(self) -> None:
        if self._stop:
            raise Cancelled

    def _done(self, answer: Diagnosed | None) -> None:
        self.is_running = False
        if answer is None:
            self.stopped.emit()
        else:
            self.finished.emit(answer)

    def _fail(self, sentence: str) -> None:
        self.is_running = False
        self.failed.emit(sentence)


def diagnose_films(checkpoint: Path | None, films: Sequence[Path], tell: Tell, told: Told) -> Diagnosed:
    """Diagnose a checkpoint on up to 20 of some films. Called in the worker: torch takes its time to import."""
    from cephview.model.opening import open_model
    from cephview.model.predictor import embedded_model
    from cephview.review.diagnosis import ModelNetwork, Setup, diagnose
    from cephview.review.diagnosis.films import FILMS, read_films, spread
    from cephview.review.diagnosis.kept import KeptNetwork
    from cephview.review.diagnosis.repair import open_fields

    tell(marked("loading the model and reading the films"))
    loaded = open_model(checkpoint or embedded_model())
    judged, problems, notes = read_films(spread(films, FILMS), among=films)
    network = KeptNetwork(ModelNetwork(loaded))
    found = diagnose(
        network,
        Setup(network.specification),
        judged,
        card=loaded.card,
        reported=loaded.reported.get("best_val_mre"),
        model=str(checkpoint or "embedded"),
        tell=tell,
        told=told,
    )
    network.prune()
    fields = open_fields(network.specification, found.sidecar_fields)
    found = replace(found, problems=(*problems, *found.problems), notes=tuple(notes))
    return Diagnosed(found, checkpoint, fields)


def diagnose_predictions_of(predictions: Path, films: Sequence[Path], tell: Tell) -> Diagnosed:
    """Diagnose predictions on the films that they are of. Called in the worker, though it needs no network."""
    from cephview.review.diagnosis.of_predictions import diagnose_predictions, read_cases

    tell(marked("reading the predictions and the readings"))
    cases, problems, notes = read_cases(films, predictions)
    found = diagnose_predictions(cases, tell)
    return Diagnosed(replace(found, problems=tuple(problems), notes=tuple(notes)), None, {})


def keep_repair(checkpoint: Path, fields: Mapping[str, Any], against: Collection[str]) -> Path:
    """Write the sidecar beside a checkpoint; its path comes back. Raises CephViewError where it cannot be written.

    Those of `against` count though the checkpoint declares them otherwise.
    """
    from cephview.review.diagnosis.repair import keep_beside

    return keep_beside(checkpoint, fields, against=against)


def write_repaired(folder: Path, answer: Diagnosed) -> int:
    """Write the repaired readings of an answer into a folder; how many files. Raises as `write_readings` does."""
    from cephview.review.diagnosis.repair import write_readings

    return write_readings(folder, answer.diagnosis.repaired)
