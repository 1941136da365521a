"""The model at work for the window: it is loaded and asked in its own worker, and owned by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cephview.app.background.tasks import Done, Failed, Task, Worker
from cephview.app.canvas.display import Display
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.words import tr
from cephview.core.model_card import ModelCard
from cephview.core.own_hand import OwnHand
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.resources import resource
from cephview.io.cases.prediction_store import PredictionStore
from cephview.io.reading import is_file
from cephview.model.kept_prediction import predict

if TYPE_CHECKING:
    from cephview.model.predictor import Predictor


class PredictionService(QObject):
    """Loads models and predicts the open case, before all others. A failed load leaves the model in use as it was."""

    model_changed = Signal(object)  # ModelCard
    card_changed = Signal(object)  # ModelCard of the same model, which says more than before
    busy_changed = Signal(str)  # what the model is doing, "" when it rests
    model_failed = Signal(str)
    prediction_failed = Signal(str)
    predicted = Signal(object)  # CaseState
    working = Signal(object, str, object)  # Task, what it does, how to give it up

    def __init__(
        self, document: CaseDocument, kept: PredictionStore | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self.kept = document, kept
        self._worker = Worker("model", self)
        self._predictor: Predictor | None = None
        self._loading: Task | None = None
        self._given_up: tuple[Path | None] | None = None  # the model whose loading was given up, where none is in use
        self._task: Task | None = None
        self._asked: CaseState | None = None  # whose prediction `_task` is
        self._waiting: CaseState | None = None
        self.card: ModelCard | None = None
        self.refused: Path | None = None
        """The model that could not be loaded last, where a sidecar beside it may be why."""

    @property
    def exportable(self) -> Path | None:
        """The checkpoint in use where torch runs it on the processor, which its export does twice as fast."""
        predictor = self._predictor
        if predictor is None or not predictor.runtime.title.startswith("torch") or "cpu" not in predictor.runtime.title:
            return None
        return predictor.model.path

    @property
    def model_path(self) -> Path | None:
        """The file of the model in use; None for the one that CephView brings along, or while none is loaded."""
        if self._predictor is None:
            return None
        from cephview.model.model_file import EMBEDDED_MODEL  # not before the window is up

        path = self._predictor.model.path
        return None if path == resource(*EMBEDDED_MODEL) else path

    @property
    def is_busy(self) -> bool:
        """Whether a prediction is under way or waits for the model to be loaded."""
        return self._task is not None or self._waiting is not None

    def is_wanted(self, state: CaseState) -> bool:
        """Whether the case has no prediction of the model in use. One that is still being loaded counts as in use."""
        prediction = state.case.prediction
        return prediction is None or self.speaks_otherwise(prediction)

    def speaks_otherwise(self, prediction: Prediction) -> bool:
        """Whether a prediction is another model's than the one in use, or follows another hand."""
        return self._predictor is not None and prediction.model.sha256 != self._predictor.speaker.sha256

    @property
    def identity(self) -> ModelIdentity | None:
        """The model in use, whatever hand it follows; None while none is loaded."""
        return self._predictor.identity if self._predictor else None

    @property
    def hand(self) -> OwnHand | None:
        """The user's hand that the model in use follows."""
        return self._predictor.hand if self._predictor else None

    def follow(self, hand: OwnHand | None) -> None:
        """Let the model in use follow this hand, or nobody's, from now on; no point that was touched moves.

        Raises CephViewError where that cannot be kept, and then all stays as it is.
        """
        from cephview.io.cases.own_hand import forget_hand, keep_hand  # not before the window is up

        if self._predictor is None:
            return
        if hand is None:
            forget_hand(self._predictor.identity.sha256)
        else:
            keep_hand(hand)
        self._predictor.hand = hand
        self.card = self._predictor.card()
        state = self._document.state
        if state is not None and self.is_wanted(state):
            self.request(state)
        self.model_changed.emit(self.card)

    def load_model(self, path: Path | None) -> None:
        """Load a checkpoint, or the embedded one for None, and predict the open case with it."""
        if self._loading:
            self._loading.cancel()
        self.busy_changed.emit(tr("Loading the model…"))
        self._given_up = self.refused = None

        def failed(sentence: str) -> None:
            self._load_failed(path, sentence)

        self._loading = self._worker.submit(lambda _: _load(path), self._use, failed)
        self.working.emit(self._loading, tr("Loading the model…"), lambda: self._give_up(path))

    def take_over(self, path: Path) -> None:
        """Go on with the exported copy of the model in use, if `path` still is that; its predictions stay."""

        def arrived(loaded: tuple[Predictor, ModelCard]) -> None:
            if self._is_in_use(path) and self._predictor and loaded[1].sha256 == self._predictor.identity.sha256:
                self._predictor, self.card = loaded
                self.card_changed.emit(self.card)

        if self._is_in_use(path):
            self._worker.submit(lambda _: _load(path), arrived)

    def add_note(self, path: Path, sentence: str) -> None:
        """A line more on the card of the model in use, if `path` is that."""
        if self._is_in_use(path) and self.card is not None:
            self.card = replace(self.card, facts=(*self.card.facts, ("note", sentence)))
            self.card_changed.emit(self.card)

    def _is_in_use(self, path: Path) -> bool:
        return self._predictor is not None and self._loading is None and self._predictor.model.path == path

    def _give_up(self, path: Path | None) -> None:
        """Go on with the model in use; where there is none, the next prediction that is asked for loads this one."""
        if self._loading:
            self._loading.cancel()
            self._loading = None
        if self._predictor is None:
            self._given_up = (path,)
            self._drop()
        self.busy_changed.emit("")

    def prune(self, limit: int) -> None:
        """Keep kept predictions within so many bytes; after what the worker was asked before."""
        if self.kept is not None:
            kept = self.kept
            self._worker.submit(lambda _: kept.prune(limit), lambda _: None)

    def request(self, state: CaseState, *, anew: bool = False, shown: Radiograph | None = None) -> None:
        """Predict this case, `anew` even where the model's prediction was kept, or from the film as it is `shown`.

        What waits for another case is dropped; what is under way for it arrives there.
        """
        if self._task and self._asked is not state and self._task.started:
            self._task = self._asked = None
        self._drop()
        if self._predictor is None:
            self._waiting = None if self._given_up else state
            return
        predictor, radiograph = self._predictor, shown or state.case.radiograph
        note, calibration = shown.notes[-1:] if shown else (), state.case.calibration
        self.busy_changed.emit(tr("Finding landmarks… Esc cancels"))
        self._asked = state
        self._task = self._worker.submit(
            lambda _: predict(
                *(predictor, radiograph, state.film, self.kept), anew=anew, note=note, calibration=calibration
            ),
            lambda prediction: self._arrived(state, prediction),
            lambda sentence: self._failed(state, sentence),
        )

    def run(self, work: Callable[[Predictor, Task], Any], done: Done, failed: Failed) -> Task | None:
        """Let the model in use do something else, after what it was asked before; None where none is loaded yet."""
        if self._predictor is None:
            return None
        predictor = self._predictor
        return self._worker.submit(lambda task: work(predictor, task), done, failed)

    def is_asked_for(self, state: CaseState) -> bool:
        """Whether a prediction of this case is under way or waits."""
        return state is self._waiting or (self._task is not None and state is self._asked)

    def spare(self, state: CaseState) -> None:
        """Begin no prediction of this case, which has one from elsewhere by now."""
        if self.is_asked_for(state) and not (self._task and self._task.started):
            self.cancel()

    def request_open(self) -> None:
        """Predict the open case once more."""
        if self._given_up:
            self.load_model(*self._given_up)
        if self._document.state is not None:
            self.request(self._document.state, anew=True)

    def request_shown(self, display: Display) -> None:
        """Predict the open case once more, with window, gamma and inversion as they are on the screen."""
        if (state := self._document.state) is not None:
            window, gamma, inverted = (display.low, display.high), display.gamma, display.inverted
            shown = state.case.radiograph.as_shown(*window, gamma=gamma, inverted=inverted)
            self.request(state, anew=True, shown=shown)

    def cancel(self) -> None:
        """Drop the prediction under way; the case stays as it is."""
        if self.is_busy:
            self._drop()
            self.busy_changed.emit("")

    def close(self) -> None:
        """Drop all work and wait for the worker to end."""
        self._drop()
        self._worker.close()

    def _drop(self) -> None:
        if self._task:
            self._task.cancel()
        self._task = self._asked = self._waiting = None

    def _use(self, loaded: tuple[Any, ModelCard]) -> None:
        self._predictor, self.card = loaded
        self._loading = None
        state = self._waiting or self._document.state
        # First, so that whoever hears of the model finds it busy with the open case.
        if state is not None and self.is_wanted(state):
            self.request(state)
        else:
            self.busy_changed.emit("")
        self.model_changed.emit(self.card)

    def _load_failed(self, path: Path | None, sentence: str) -> None:
        from cephview.model.sidecar import sidecar_path

        self._loading = None
        self.refused = path if path is not None and is_file(sidecar_path(path)) else None
        self.busy_changed.emit("")
        if self._predictor is None:
            self._drop()
        self.model_failed.emit(sentence)

    def _arrived(self, state: CaseState, prediction: Prediction) -> None:
        self._document.set_prediction(state, prediction)
        self._end(state)
        self.predicted.emit(state)

    def _failed(self, state: CaseState, sentence: str) -> None:
        if self._end(state):
            self.prediction_failed.emit(sentence)

    def _end(self, state: CaseState) -> bool:
        # One that comes late for another film ends nothing that is under way for this one.
        ended = state is self._asked
        if ended:
            self._task = self._asked = None
            self.busy_changed.emit("")
        return ended


def _load(path: Path | None) -> tuple[Predictor, ModelCard]:
    # Imported here, in the worker: torch takes 1.5 s and more, and the window is up meanwhile.
    from cephview.model.predictor import Predictor

    predictor = Predictor.load(path)
    return predictor, predictor.card()
