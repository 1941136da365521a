"""Radiograph in, Prediction out: 8 bit, letterbox, network, decode, film pixels, all as the checkpoint says."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cephview.core.error_shape import ErrorShape
from cephview.core.errors import CephViewError
from cephview.core.geometry import Points
from cephview.core.model_card import CardRow, ModelCard
from cephview.core.own_hand import OwnHand, words
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.resources import resource
from cephview.core.sentences import kept
from cephview.core.turn import UPRIGHT, Turn
from cephview.io.cases.own_hand import find_hand
from cephview.model.card import facts_of
from cephview.model.config_values import shown
from cephview.model.coordinates import COORDINATES, unit_for
from cephview.model.decoding import decoded, decoding_for
from cephview.model.exported import open_fastest
from cephview.model.learned import learned_mask
from cephview.model.lineage import Lineage
from cephview.model.model_file import EMBEDDED_MODEL, ModelFile
from cephview.model.orientation import WAYS, back, laid, note
from cephview.model.reliability import Reliability, features_of
from cephview.model.runtimes import Runtime
from cephview.model.sampling import Placement, normalise, placement_of, sample
from cephview.model.specification import Origin, Specification, Stated
from cephview.phantom import PhantomSpec, draw_phantom


def embedded_model() -> Path:
    """The checkpoint that CephView brings along."""
    return resource(*EMBEDDED_MODEL)


class Predictor:
    """A model that is ready to read films. Owned by one thread.

    `model` is the file as it was read; `specification` has the decoding that was settled on besides.
    """

    def __init__(self, model: ModelFile, runtime: Runtime | None = None) -> None:
        self.model = model
        self.runtime = runtime or model.runtime()
        self.specification = self._settle_decoding(model.specification)
        self.reliability = Reliability.from_config(model.config, model.landmarks)
        told = self.reliability.products if self.reliability else None
        symbols = self.specification.scheme.value.symbols
        self.error_shape = None if told is None else ErrorShape(symbols, told)
        self._learned = learned_mask(model.config, self.specification.scheme.value)
        self.identity = ModelIdentity(model.name, model.sha256, self.specification.assumptions())
        self.hand: OwnHand | None = None
        """The user's hand, which kept predictions follow; `predict` gives the model's own points."""

    @classmethod
    def load(cls, path: Path | None = None) -> Predictor:
        """The model in `path`, or the embedded one. Raises CephViewError where it cannot be used."""
        predictor = cls(open_fastest(path or embedded_model()))
        predictor.hand = find_hand(predictor.identity.sha256)
        return predictor

    @property
    def speaker(self) -> ModelIdentity:
        """Who speaks in predictions that follow the user's hand; the model itself where it follows none."""
        return self.hand.speaker(self.identity) if self.hand else self.identity

    def tensor(self, radiograph: Radiograph) -> tuple[NDArray[np.float32], Placement]:
        """What enters the network for this film, (channels, h, w) in the input frame, and how the film lies in it."""
        placement = placement_of(radiograph.size, self.specification)
        return normalise(sample(radiograph.to_8bit(), placement, self.specification), self.specification), placement

    def heatmaps(self, tensor: NDArray[np.float32]) -> NDArray[np.float32]:
        """Raw network output for one input tensor (channels, h, w): heatmaps (n, h', w'), or coordinates.

        Raises CephViewError where the device cannot do it or the numbers overflow.
        """
        return run_passes(self.runtime, tensor, self.specification, self.model.name)

    def decode(self, heatmaps: NDArray[np.float32]) -> Points:
        """Raw heatmaps (n, h', w') to points (n, 2) in input px; NaN of a landmark that the model never learned."""
        return self._decoded(heatmaps)[0]

    def _decoded(self, heatmaps: NDArray[np.float32]) -> tuple[Points, NDArray[np.float64]]:
        points, confidence = decoded(heatmaps, self.specification)
        return np.where(self._learned[:, None], points, np.nan), np.where(self._learned, confidence, np.nan)

    def predict(self, radiograph: Radiograph) -> Prediction:
        """The landmarks of a film, in film px, with a confidence in 0-1 and, where it can be told, an expected error.

        Where what was found is no plausible head, the film is tried mirrored and turned by quarters as well; the notes
        of the prediction say so, and also where no way round gives a head.
        """
        start = time.perf_counter()
        radiograph = radiograph.in_8bit()  # once, not at each way round
        reading = self._read(radiograph, UPRIGHT)
        notes: tuple[str, ...] = ()
        if reading.doubtful:
            readings = [reading, *(self._read(radiograph, turn) for turn in WAYS[1:])]
            reading = min(readings, key=lambda each: (each.doubtful, each.strangeness))
            notes = (note(reading.turn) if not reading.doubtful else NO_HEAD,)
        return Prediction(
            self.specification.scheme.value,
            reading.points,
            reading.confidence,
            self.identity,
            time.perf_counter() - start,
            reading.expected_error,
            notes,
            self.error_shape,
        )

    def _read(self, radiograph: Radiograph, turn: Turn) -> _Reading:
        tensor, placement = self.tensor(laid(radiograph, turn))
        heatmaps = self.heatmaps(tensor)
        in_input, confidence = self._decoded(heatmaps)
        points = back(placement.to_film(in_input), turn, radiograph.size)
        if self.reliability is None:
            return _Reading(turn, points, confidence)
        features = features_of(heatmaps, self.specification.decoding.value)
        expected = np.where(self._learned, self.reliability.expected_error(features), np.nan)
        return _Reading(
            turn,
            points,
            confidence,
            expected / float(np.mean(placement.scale)),
            self.reliability.is_doubtful(in_input, expected),
            float(np.nanmean(expected)),
        )

    @property
    def lineage(self) -> Lineage:
        """The films that trained the model, as far as its card says."""
        return Lineage.of(self.model.card)

    def card(self) -> ModelCard:
        """What the model says of itself, for people."""
        model = self.model
        return ModelCard(
            name=model.name,
            file=model.path.name,
            sha256=model.sha256,
            architecture=model.architecture,
            landmarks=model.landmarks,
            preprocessing=tuple(CardRow(*row) for row in self.specification.rows()),
            assumptions=self.specification.assumptions(),
            facts=(*facts_of(model), *_hand_facts(self.hand), ("runs on", self.runtime.title)),
            configs=model.configs,
        )

    def _settle_decoding(self, specification: Specification) -> Specification:
        """Where the file does not say how to decode, look at the heatmaps of a film."""
        if not self.model.decoding_open:
            return specification
        # Drawn, not read: which decoding a model gets must not hang on a file that may be missing or changed.
        film = _probe()
        placement = placement_of(film.size, specification)
        tensor = normalise(sample(film.to_8bit(), placement, specification), specification)
        output, stated = run_passes(self.runtime, tensor, specification, self.model.name), specification.decoding
        if stated.value.method == COORDINATES:
            found, why = unit_for(output)
            return replace(specification, decoding=Stated(found, Origin.ASSUMED, why))
        found, why = decoding_for(output)
        if (found.method == "softargmax") == (stated.value.method == "softargmax"):
            return specification
        return replace(specification, decoding=Stated(found, Origin.ASSUMED, why))


def _hand_facts(hand: OwnHand | None) -> tuple[tuple[str, str], ...]:
    if hand is None:
        return ()
    ways = ", ".join(f"{symbol} {words(hand.offsets[symbol])}" for symbol in hand.notable)
    level = f"; ± times {hand.level:g}" if hand.level > 1 else ""
    return (("follows your hand", f"{ways or 'no landmark elsewhere'}{level}; {hand.films} films, {hand.day}"),)


def run_passes(
    runtime: Runtime, tensor: NDArray[np.float32], specification: Specification, name: str
) -> NDArray[np.float32]:
    """The raw output of a network for one tensor (channels, h, w), averaged with that of its mirror image if so said.

    Raises CephViewError, naming the model, where the device cannot do it or the numbers overflow.
    """
    try:
        output = runtime.run(tensor[None])[0]
        if specification.flip.value != "off":
            mirrored = runtime.run(np.ascontiguousarray(tensor[None, ..., ::-1]))[0][..., ::-1]
            if specification.flip_order.value:
                mirrored = mirrored[list(specification.flip_order.value)]
            if specification.flip.value == "shifted mean":  # the pose codes' SHIFT_HEATMAP: one cell to the right
                mirrored = np.concatenate([mirrored[..., :1], mirrored[..., :-1]], axis=-1)
            output = (output + mirrored) / 2
    except (RuntimeError, MemoryError) as error:  # out of memory, for the most part
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise CephViewError(
            "{name} could not be run on {title} ({shown}).", name=name, title=runtime.title, shown=shown(reason, 120)
        ) from error
    if not bool(np.isfinite(output).all()):
        raise CephViewError(
            "{name} gave numbers that are not finite for this film; its weights are damaged.", name=name
        )
    return np.asarray(output, np.float32)


@dataclass(frozen=True, eq=False)
class _Reading:
    """What the network finds on a film laid one way: points and expected errors in film px."""

    turn: Turn
    points: Points
    confidence: NDArray[np.float64]
    expected_error: NDArray[np.float64] | None = None
    doubtful: bool = False
    strangeness: float = 0.0


NO_HEAD = kept("no-head")


@cache
def _probe() -> Radiograph:
    # A whole head. It is the same for every model; a form of preprocessing asks at each key.
    return draw_phantom(PhantomSpec(width=387, height=480, mm_per_px=0.5)).radiograph
