"""What a run leaves in its folder: checkpoints in the clinic's layout, the settings, the log, the curves."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from cephview import __version__
from cephview.core.accuracy import Accuracy
from cephview.core.errors import CephViewError
from cephview.core.landmarks import Scheme
from cephview.io.atomic import write_atomically
from cephview.model.config_values import OF_CEPHVIEW
from cephview.model.families.hrnet import Architecture
from cephview.model.families.loading import encode_checkpoint, load_checkpoint
from cephview.model.learned import KEY as NOT_LEARNED
from cephview.model.lineage import LINEAGE, Lineage
from cephview.model.reliability import KEY, Reliability
from cephview.model.training.curves import draw_curves, draw_landmarks
from cephview.model.training.fingerprint import hash_of
from cephview.model.training.networks import Blueprint
from cephview.model.training.settings import TrainingSettings, settings_of

DECODE_RADIUS = 6
LAST, BEST, INTERRUPTED = "last.pth", "best.pth", "interrupted.pth"
LOG, CURVES, SETTINGS = "log.csv", "curves.png", "settings.toml"
LANDMARKS, LANDMARK_CURVES = "landmarks.csv", "landmarks.png"
# Before a landmark's symbol in a row: by how much the points that nobody read moved.
MOVED = "moved "


@dataclass(frozen=True, eq=False)
class Expected:
    """What errors a checkpoint tells its user to expect, and in words what that was taken from."""

    reliability: Reliability
    source: str

    @classmethod
    def of(cls, config: Mapping[str, Any], source: str, landmarks: int) -> Expected | None:
        """That of a checkpoint's config, where it has one."""
        reliability = Reliability.from_config(config, landmarks)
        return cls(reliability, source) if reliability else None


@dataclass(frozen=True)
class RunFolder:
    """The folder of one run, and what its checkpoints say of themselves: `facts` go onto the model's card.

    `films` and `validation` are the hashes of the files of the films that train and that validate, `lineage` those of
    the models before. `unlearned` are the landmarks of which no film and no model before knows anything; `former` is
    what the run learns of a model before (see `former.former_points`).
    """

    path: Path
    settings: TrainingSettings
    scheme: Scheme
    blueprint: Blueprint
    films: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    validation: tuple[str, ...] = ()
    lineage: Lineage = Lineage()  # noqa: RUF009
    unlearned: tuple[str, ...] = ()
    former: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)

    def make(self) -> None:
        """Make the folder and write the settings. Raises CephViewError where the disk refuses."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CephViewError(
                "The folder {path} cannot be made ({strerror}): choose another.",
                path=self.path,
                strerror=error.strerror,
            ) from error
        write_atomically(self.path / SETTINGS, self.settings.to_toml().encode())

    def last(self, state: Mapping[str, torch.Tensor], run: Mapping[str, Any], **figures: Any) -> bytes:
        """The checkpoint to go on from: `state` for use, `run` with `optimizer` and `schedule` for resuming."""
        known = {"settings": asdict(self.settings), "films": hash_of(self.films), "count": len(self.films)}
        known |= {"film_hashes": list(self.films), "validation_hashes": list(self.validation)}
        known[LINEAGE] = self.lineage.to_card()  # of the models before: the card's has this run's films too
        known |= {"former": {digest: torch.from_numpy(points) for digest, points in self.former.items()}}
        whole = self._content(state, **figures) | {
            "optimizer_state_dict": run["optimizer"],
            "scheduler_state_dict": run["schedule"],
            "run": known | {key: value for key, value in run.items() if key not in ("optimizer", "schedule")},
        }
        return encode_checkpoint(whole)

    def for_use(self, state: Mapping[str, torch.Tensor], **figures: Any) -> bytes:
        """A checkpoint of the weights alone, at half precision."""
        return encode_checkpoint(self._content(_halved(state), **figures))

    def save_for_use(self, name: str, state: Mapping[str, torch.Tensor], **figures: Any) -> None:
        """Write weights alone, at half precision. Raises CephViewError where the disk refuses."""
        write_atomically(self.path / name, self.for_use(state, **figures))

    def read_last(self, device: torch.device) -> dict[str, Any]:
        """The content of the last checkpoint. Raises CephViewError where none of this run can be read."""
        path = self.path / LAST
        content, run, then, done = _content_of(path, device)
        differs = _different(then, self.settings)
        if not self._is_of(run["films"]):
            differs.append(f"{run.get('count', len(run['films']))} films then, {len(self.films)} now, not the same")
        if differs:
            raise CephViewError(
                "{name} is of a run with other settings or films ({listed}), so it cannot be gone on with: begin "
                "a new run, from its {best} where you like.",
                name=path.name,
                listed="; ".join(differs),
                best=BEST,
            )
        if done > self.settings.epochs:
            raise CephViewError(
                "This run has {done} epochs behind it already: ask for more than those, by --epochs.", done=done
            )
        return content

    def _is_of(self, films: object) -> bool:
        # Runs that older versions began hold the names of their films.
        return films == hash_of(self.films) or (isinstance(films, list) and len(films) == len(self.films))

    def history(
        self, history: Sequence[Mapping[str, float]], by_landmark: Sequence[Mapping[str, float]] = ()
    ) -> dict[str, bytes]:
        """The log and the curves, of all points and of each landmark, a row an epoch, by the names of their files."""
        files = {LOG: _csv(history), CURVES: draw_curves(history)}
        if by_landmark:
            files |= {LANDMARKS: _csv(by_landmark), LANDMARK_CURVES: draw_landmarks(by_landmark)}
        return files

    def tidy(self, name: str) -> None:
        """Remove files of this pattern; what cannot be removed stays."""
        for leftover in self.path.glob(name):
            try:
                leftover.unlink(missing_ok=True)
            except OSError:
                continue

    def _content(
        self,
        state: Mapping[str, torch.Tensor],
        *,
        epoch: int,
        best: float,
        accuracy: Accuracy | None,
        expected: Expected | None = None,
    ) -> dict[str, Any]:
        s = self.settings
        channels = self.blueprint.in_channels
        cells = self.blueprint.map_size((s.input_width, s.input_height))
        config: dict[str, Any] = {
            "DATA": {"DATASET": "ceph", "NUM_LANDMARKS": len(self.scheme)},
            "INPUT": {
                "IMAGE_SIZE": [s.input_height, s.input_width],
                "HEATMAP_SIZE": [cells[1], cells[0]],
                "SIGMA": s.sigma,
                "NORMALIZE": True,
                "MEAN": _per_channel(s.mean, channels),
                "STD": _per_channel(s.std, channels),
                "COLOR": "gray3" if channels == 3 else "gray",
                "PADDING": "centre",
                "RESIZE": "area",
                "HEATMAP_RULE": "centre",
                "POINT_RULE": "centre",
                "SAMPLING": "resize",
                "CONTEXT": 1.0,
                "CONTENT_ROUNDING": "round",
                "GREY_SCALE": "0-1",
            },
            "MODEL": self.blueprint.to_config() | {"ACTIVATION": "none"},
            "TEST": {"FLIP": "off", "FILM_PIXELS": "exact"},
            "DECODE": {"METHOD": "softargmax", "TEMPERATURE": 1.0, "RADIUS": DECODE_RADIUS},
            "LANDMARKS": {"SCHEME": self.scheme.name, "SYMBOLS": list(self.scheme.symbols)},
        }
        if not isinstance(self.blueprint.layout, Architecture):  # whose own code reads it in another way
            config[OF_CEPHVIEW] = __version__
        if self.unlearned:  # of these it gives no point: nothing would stand behind it
            config["LANDMARKS"][NOT_LEARNED] = list(self.unlearned)
        measured: dict[str, Any] = {}
        if accuracy is not None:
            measured = {"mre_mm": accuracy.mre, "sdr": {str(k): v for k, v in accuracy.sdr.items()}}
        card = {
            **self.facts,
            "version": __version__,
            "date": date.today().isoformat(),
            "seed": s.seed,
            "settings": asdict(s),
            "films": len(self.films),
            "validation": measured,
            LINEAGE: self.lineage.after(self.films, self.validation).to_card(),
        }
        if expected:
            config[KEY] = expected.reliability.to_config()
            card["expected_errors"] = expected.source
        return {
            "epoch": epoch,
            "model_state_dict": dict(state),
            "optimizer_state_dict": {},
            "scheduler_state_dict": None,
            "best_val_loss": float("nan"),
            "best_val_mre": best,
            "config": config,
            "card": card,
        }


def check_last(out: Path) -> None:
    """Pass a run's folder that can be gone on with. Raises CephViewError where its last checkpoint cannot be read."""
    _content_of(out / LAST, torch.device("cpu"))


def _content_of(path: Path, device: torch.device) -> tuple[dict[str, Any], Mapping[str, Any], TrainingSettings, int]:
    """A last checkpoint, of it what a run goes on with, its settings, and the epochs it has behind it."""
    load_checkpoint(path)  # one place says in one sentence what is wrong with a file
    content: dict[str, Any] = torch.load(path, map_location=device, weights_only=True)
    run = content.get("run")
    if not isinstance(run, Mapping):
        raise CephViewError(
            "{name} holds weights alone; start a new run from them instead of resuming.", name=path.name
        )
    try:
        if not isinstance(run["films"], str | list):
            raise TypeError("films")
        # Settings that came later than the run have their defaults.
        return content, run, settings_of(run["settings"]), int(content["epoch"])
    except Exception as error:  # another program's file, or another version's
        if other := _other_version(content):
            raise CephViewError("{name} {other}", name=path.name, other=other) from error
        raise CephViewError(
            "{name} is not of a run of CephView, so it cannot be gone on with: begin a new run elsewhere.",
            name=path.name,
        ) from error


def _other_version(content: Mapping[str, Any]) -> str:
    """What is said of a run that another version of CephView began in a way that this one does not know; else empty."""
    card = content.get("card")
    told = str(card.get("version", "")) if isinstance(card, Mapping) else ""
    if not told or told == __version__:
        return ""
    return (
        f"was written by CephView {told[:20]}, this is {__version__}, and one does not know all that the other does: "
        f"go on with it there, or begin a new run in another folder (--from its {BEST} goes on with its weights)."
    )


def _csv(rows: Sequence[Mapping[str, float]]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _different(then: TrainingSettings, now: TrainingSettings) -> list[str]:
    """In words what two settings differ in. More epochs or patience are no difference: a run can be lengthened."""
    former, wanted = asdict(then), asdict(replace(now, epochs=then.epochs, patience=then.patience))
    return [f"{name} {former[name]} then, {wanted[name]} now" for name in former if former[name] != wanted[name]]


def _per_channel(values: tuple[float, ...], channels: int) -> list[float]:
    return list(values) if len(values) == channels else [sum(values) / len(values)] * channels


def _halved(state: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    # Running means and variances stay at full precision: they are few, and small variances would vanish in float16.
    return {k: v.half() if v.is_floating_point() and "running" not in k else v for k, v in state.items()}
