"""Radiograph in, Prediction out: 8 bit, letterbox, network, decode, film pixels, all as the checkpoint says."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from cephview.core.case import ModelIdentity, Prediction
from cephview.core.errors import CephViewError
from cephview.core.geometry import Letterbox, PointRule, Points, Size
from cephview.core.model_card import CardRow, ModelCard
from cephview.core.radiograph import Radiograph
from cephview.core.turn import UPRIGHT, Turn
from cephview.io.phantom import PhantomSpec, draw_phantom
from cephview.io.resources import resource
from cephview.model.card import facts_of
from cephview.model.checkpoint import Checkpoint, load_checkpoint
from cephview.model.config_values import shown
from cephview.model.heatmap import CODECS, Codec, Grid, SoftArgmax
from cephview.model.hrnet import fuse_batch_norms
from cephview.model.orientation import WAYS, back, laid, note
from cephview.model.reliability import Reliability, features_of
from cephview.model.specification import Decoding, Origin, Specification, Stated

EMBEDDED_MODEL = ("models", "cephview-w18s.pth")
SAMPLE_FILM = ("sample", "phantom.png")


def embedded_model() -> Path:
    """The checkpoint that CephView brings along."""
    return resource(*EMBEDDED_MODEL)


def sample_film() -> Path:
    """The drawn film that CephView brings along."""
    return resource(*SAMPLE_FILM)


def letterbox_of(film_size: Size, specification: Specification) -> Letterbox:
    """How a film of `film_size` (width, height) lies in this model's input."""
    rule: PointRule = "centre" if specification.heatmap_rule.value == "centre" else "scale"
    return Letterbox.fit(film_size, specification.image_size.value, padding=specification.padding.value, rule=rule)


def paste(image: NDArray[np.uint8], box: Letterbox, resize: str) -> NDArray[np.uint8]:
    """Film (h, w[, 3]) uint8, film frame, to the padded image in the input frame; the padding is black."""
    content = _resize(image, box.content, resize)
    canvas = np.zeros((box.input_size[1], box.input_size[0], *image.shape[2:]), np.uint8)
    x, y = box.pad
    canvas[y : y + box.content[1], x : x + box.content[0]] = content
    return canvas


def _resize(image: NDArray[np.uint8], size: Size, how: str) -> NDArray[np.uint8]:
    # OpenCV's area interpolation is for shrinking; it enlarges without regard to where pixel centres lie. So each axis
    # that shrinks is shrunk by area, and what is to be enlarged after that is enlarged linearly.
    if how == "area":
        smaller = (min(size[0], image.shape[1]), min(size[1], image.shape[0]))
        image = cv2.resize(image, smaller, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    return cv2.resize(image, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)


def normalise(image: NDArray[np.uint8], specification: Specification) -> NDArray[np.float32]:
    """Input-frame image (h, w[, 3]) uint8 to the normalised tensor (channels, h, w) that enters the network."""
    colour = specification.colour.value
    if image.ndim == 3 and colour in ("gray", "gray3"):
        image = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    if image.ndim == 2 and colour != "gray":
        image = np.repeat(image[..., None], 3, axis=2)
    if colour == "bgr":
        image = image[..., ::-1]
    if image.ndim == 2:
        image = image[..., None]
    mean, std = (np.asarray(s.value, np.float32) for s in (specification.mean, specification.std))
    return np.ascontiguousarray(((image.astype(np.float32) / 255 - mean) / std).transpose(2, 0, 1))


def codec_of(specification: Specification) -> Codec:
    """The heatmap codec that a specification asks for."""
    grid = Grid(specification.image_size.value, specification.heatmap_size.value, specification.heatmap_rule.value)
    decoding = specification.decoding.value
    if decoding.method == "softargmax":
        return SoftArgmax(grid, specification.sigma.value, decoding.temperature, decoding.radius)
    return CODECS[decoding.method](grid, specification.sigma.value)


def best_device() -> torch.device:
    """CUDA or MPS where there is one, else the CPU."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


class Predictor:
    """A model that is ready to read films. Owned by one thread.

    Its `checkpoint` holds the network as it runs, batch norms folded in, and the decoding that was settled on.
    """

    def __init__(self, checkpoint: Checkpoint, device: torch.device | None = None) -> None:
        self.device = device or best_device()
        network = fuse_batch_norms(checkpoint.network.eval()).requires_grad_(False)
        self._network = network.to(self.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.checkpoint = replace(checkpoint, network=self._network)
        self.specification = self._settle_decoding(checkpoint.specification)
        self.checkpoint = replace(self.checkpoint, specification=self.specification)
        self._codec = codec_of(self.specification)
        self.reliability = Reliability.from_config(checkpoint.config, checkpoint.network.architecture.joints)
        self.identity = ModelIdentity(checkpoint.name, checkpoint.sha256, self.specification.assumptions())

    @classmethod
    def load(cls, path: Path | None = None, device: torch.device | None = None) -> Predictor:
        """The model in `path`, or the embedded one. Raises CephViewError where it cannot be used."""
        return cls(load_checkpoint(path or embedded_model()), device)

    def tensor(self, radiograph: Radiograph) -> tuple[NDArray[np.float32], Letterbox]:
        """What enters the network for this film, (channels, h, w) in the input frame, and how the film lies in it."""
        box = letterbox_of(radiograph.size, self.specification)
        image = paste(radiograph.to_8bit(), box, self.specification.resize.value)
        return normalise(image, self.specification), box

    def heatmaps(self, tensor: NDArray[np.float32]) -> torch.Tensor:
        """Raw network output (n, h/4, w/4) on the CPU for one input tensor (channels, h, w).

        Raises CephViewError where the device cannot do it or the numbers overflow.
        """
        name = self.checkpoint.name
        try:
            batch = torch.from_numpy(tensor)[None].to(self.device, memory_format=torch.channels_last)
            with torch.inference_mode():
                # Decoding needs float64, which MPS lacks, and is not worth a device.
                heatmaps: torch.Tensor = self._network(batch)[0].float().cpu()
        except RuntimeError as error:  # out of memory, for the most part
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise CephViewError(f"{name} could not be run on {self.device.type} ({shown(reason, 120)}).") from error
        if not bool(torch.isfinite(heatmaps).all()):
            raise CephViewError(f"{name} gave numbers that are not finite for this film; its weights are damaged.")
        return heatmaps

    def decode(self, heatmaps: torch.Tensor) -> Points:
        """Raw heatmaps (n, h, w) to points (n, 2) in input px."""
        points: Points = self._codec.decode(heatmaps)[0].double().numpy()
        return points

    def predict(self, radiograph: Radiograph) -> Prediction:
        """The landmarks of a film, in film px, with a confidence in 0-1 and, where it can be told, an expected error.

        Where what was found is no plausible head, the film is tried mirrored and turned by quarters as well; the notes
        of the prediction say so, and also where no way round gives a head.
        """
        start = time.perf_counter()
        reading = self._read(radiograph, UPRIGHT)
        notes: tuple[str, ...] = ()
        if reading.doubtful:
            readings = [reading, *(self._read(radiograph, turn) for turn in WAYS[1:])]
            reading = min(readings, key=lambda each: (each.doubtful, each.strangeness))
            notes = (note(reading.turn) if not reading.doubtful else _NO_HEAD,)
        return Prediction(
            self.specification.scheme.value,
            reading.points,
            reading.confidence,
            self.identity,
            time.perf_counter() - start,
            reading.expected_error,
            notes,
        )

    def _read(self, radiograph: Radiograph, turn: Turn) -> _Reading:
        tensor, box = self.tensor(laid(radiograph, turn))
        heatmaps = self.heatmaps(tensor)
        decoded, confidence = self._codec.decode(heatmaps)
        in_input: Points = decoded.double().numpy()
        points = back(box.to_film(in_input), turn, radiograph.size)
        if self.reliability is None:
            return _Reading(turn, points, confidence.double().numpy())
        expected = self.reliability.expected_error(features_of(heatmaps, self.specification.decoding.value))
        return _Reading(
            turn,
            points,
            confidence.double().numpy(),
            expected / float(np.mean(box.scale)),
            self.reliability.is_doubtful(in_input, expected),
            float(np.mean(expected)),
        )

    def card(self) -> ModelCard:
        """What the model says of itself, for people."""
        checkpoint = self.checkpoint
        return ModelCard(
            name=checkpoint.name,
            file=checkpoint.path.name,
            sha256=checkpoint.sha256,
            architecture=checkpoint.network.architecture.name,
            landmarks=checkpoint.network.architecture.joints,
            preprocessing=tuple(CardRow(*row) for row in self.specification.rows()),
            assumptions=self.specification.assumptions(),
            facts=facts_of(checkpoint),
        )

    def _settle_decoding(self, specification: Specification) -> Specification:
        """Where the file does not say how to decode, look at the heatmaps of a film."""
        stated = specification.decoding
        if stated.origin in (Origin.DECLARED, Origin.SIDECAR):
            return specification
        # Drawn, not read: which decoding a model gets must not hang on a file that may be missing or changed.
        film = draw_phantom(_PROBE).radiograph
        image = paste(film.to_8bit(), letterbox_of(film.size, specification), specification.resize.value)
        seen = decoding_for(self.heatmaps(normalise(image, specification)))
        if stated.origin is Origin.INFERRED and seen.value.method == stated.value.method:
            return specification
        return replace(specification, decoding=seen)


@dataclass(frozen=True, eq=False)
class _Reading:
    """What the network finds on a film laid one way: points and expected errors in film px."""

    turn: Turn
    points: Points
    confidence: NDArray[np.float64]
    expected_error: NDArray[np.float64] | None = None
    doubtful: bool = False
    strangeness: float = 0.0


_NO_HEAD = (
    "This does not look like a lateral film of a head to the model: check the film, or place the landmarks by hand."
)

# A whole head, at a resolution that takes no time to draw.
_PROBE = PhantomSpec(width=387, height=480, mm_per_px=0.5)


def decoding_for(heatmaps: torch.Tensor) -> Stated[Decoding]:
    """The decoding that raw heatmaps (n, h, w) look made for.

    Heatmaps that were regressed stay near 0-1; their softmax is flat, and its mean the middle of the map. Logits range
    over many units.
    """
    spread = float((heatmaps.amax(dim=(-2, -1)) - heatmaps.amin(dim=(-2, -1))).median())
    if spread > 4:
        return Stated(Decoding("softargmax"), Origin.ASSUMED, "the heatmaps look like logits")
    return Stated(Decoding("dark"), Origin.ASSUMED, "the heatmaps look like Gaussians, too flat for a soft-argmax")
