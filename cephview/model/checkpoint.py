"""Reading, checking and writing checkpoints. `torch.load` runs with `weights_only=True`, always."""

from __future__ import annotations

import hashlib
import io
import pickle
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from cephview.core.errors import CephViewError
from cephview.io.atomic import write_atomically
from cephview.model.hrnet import Architecture, HRNet, Stage, stage_from_config
from cephview.model.specification import ConfigReader, Specification, read_specification

_STATE_KEYS = ("model_state_dict", "state_dict", "model", "net")
_PREFIXES = ("module.", "model.")


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A checkpoint that was read and found whole: the network in evaluation mode, and all that it says of itself."""

    path: Path
    sha256: str
    network: HRNet
    specification: Specification
    config: Mapping[str, Any]
    card: Mapping[str, Any]
    reported: Mapping[str, float]

    @property
    def name(self) -> str:
        """The card's name, or the file's stem."""
        return str(self.card.get("name") or self.path.stem)


def load_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint. Raises CephViewError, one sentence, for anything that is not a whole HRNet."""
    content = _load_file(path)
    state, config = _find_state(content, path.name)
    reader = ConfigReader(config, path.name)
    architecture = infer_architecture(state, path.name)
    _compare_with_config(architecture, config, path.name)
    specification = read_specification(reader, joints=architecture.joints, in_channels=architecture.in_channels)
    network = HRNet(replace(architecture, fusion=specification.fusion.value))
    _fill(network, state, path.name)
    card = content.get("card")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Checkpoint(
        path,
        digest,
        network.eval(),
        specification,
        config,
        card if isinstance(card, Mapping) else {},
        _reported(content),
    )


def save_checkpoint(path: Path, content: Mapping[str, Any]) -> None:
    """Write a checkpoint whole or not at all. Raises CephViewError where the disk refuses."""
    buffer = io.BytesIO()
    torch.save(dict(content), buffer)
    write_atomically(path, buffer.getvalue())


def _load_file(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        raise CephViewError(f"{path.name} is not there; choose a checkpoint file (.pth).")
    try:
        with torch.serialization.safe_globals(_NUMPY_SCALARS):
            content = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        refused = re.search(r"(?:GLOBAL|global|class|type)\s+`?([\w.]+\.[\w.]+)", str(error))
        if refused:
            raise CephViewError(
                f"{path.name} was not opened: it would run code ({refused[1]}); ask its author for the weights alone."
            ) from error
        raise CephViewError(f"{path.name} is no checkpoint that PyTorch can read without running its code.") from error
    except OSError as error:
        raise CephViewError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    except Exception as error:  # torch raises RuntimeError, EOFError, KeyError, ValueError, … for damaged files
        raise CephViewError(f"{path.name} is damaged or cut short; copy it again from where it came.") from error
    if not isinstance(content, Mapping):
        raise CephViewError(f"{path.name} holds no weights; choose a checkpoint file (.pth).")
    return content


def _numpy_scalars() -> list[Any]:
    # Losses are often numpy floats; their pickles name this function (under its old and new path) and the dtype.
    scalar = np._core.multiarray.scalar  # type: ignore[attr-defined]
    kinds = [type(np.dtype(kind)) for kind in ("f2", "f4", "f8", "i4", "i8", "u1", "bool")]
    return [scalar, (scalar, "numpy.core.multiarray.scalar"), np.dtype, *kinds]


_NUMPY_SCALARS = _numpy_scalars()


def _find_state(content: Mapping[str, Any], file: str) -> tuple[dict[str, Tensor], Mapping[str, Any]]:
    state: Any = next((content[key] for key in _STATE_KEYS if isinstance(content.get(key), Mapping)), content)
    tensors = {str(key): value for key, value in state.items() if isinstance(value, Tensor)}
    if not tensors:
        raise CephViewError(f"{file} holds no weights; choose a checkpoint file (.pth).")
    for prefix in _PREFIXES:
        if all(key.startswith(prefix) for key in tensors):
            tensors = {key.removeprefix(prefix): value for key, value in tensors.items()}
    config = content.get("config") if state is not content else None
    return tensors, config if isinstance(config, Mapping) else {}


def _indices(state: Mapping[str, Tensor], prefix: str) -> int:
    """How many consecutive numbers from 0 follow `prefix` among the names."""
    numbers = {int(m[1]) for key in state if (m := re.match(re.escape(prefix) + r"(\d{1,3})\.", key))}
    count = 0
    while count in numbers:
        count += 1
    return count


def infer_architecture(state: Mapping[str, Tensor], file: str) -> Architecture:
    """The architecture that the tensors' names and shapes spell. Raises CephViewError where it is no HRNet."""

    def shape(name: str, dimensions: int = 4) -> tuple[int, ...]:
        if name not in state:
            raise CephViewError(f"{file} is no whole HRNet: the tensor {name} is missing.")
        if state[name].dim() != dimensions:
            raise CephViewError(f"{file}: the tensor {name} has the shape {tuple(state[name].shape)}; it is misshapen.")
        return tuple(state[name].shape)

    stem, in_channels = shape("conv1.weight")[:2]
    blocks = _indices(state, "layer1.")
    first = shape("layer1.0.conv1.weight")[0]
    stages = [Stage(1, (blocks,), (first,), "layer1.0.conv3.weight" in state)]
    for number in (2, 3, 4):
        base = f"stage{number}.0.branches."
        branches = _indices(state, base)
        if branches != number:
            raise CephViewError(f"{file} is no whole HRNet: stage {number} has {branches} branches.")
        counts = tuple(_indices(state, f"{base}{b}.") for b in range(branches))
        channels = tuple(shape(f"{base}{b}.0.conv1.weight")[0] for b in range(branches))
        modules = _indices(state, f"stage{number}.")
        stages.append(Stage(modules, counts, channels, f"{base}0.0.conv3.weight" in state))
    four = (stages[0], stages[1], stages[2], stages[3])
    if "final_layer.3.weight" in state:
        joints, head_channels = shape("final_layer.3.weight")[:2]
        return Architecture(
            four, joints, "concat", head_channels=head_channels, stem=stem, in_channels=in_channels
        )
    joints, _, kernel, _ = shape("final_layer.weight")
    return Architecture(four, joints, stem=stem, in_channels=in_channels, head_kernel=kernel)


def _compare_with_config(architecture: Architecture, config: Mapping[str, Any], file: str) -> None:
    model = config.get("MODEL")
    if not isinstance(model, Mapping):
        return
    joints = model.get("NUM_JOINTS")
    if joints is not None and joints != architecture.joints:
        raise CephViewError(
            f"{file}: its config names {joints} landmarks but its weights hold {architecture.joints}; "
            "they do not belong together."
        )
    extra = model.get("EXTRA")
    for number, found in enumerate(architecture.stages, 1):
        for place in (model, extra if isinstance(extra, Mapping) else {}):
            section = place.get(f"STAGE{number}")
            if section is None:
                continue
            try:
                declared = stage_from_config(section)
            except (KeyError, TypeError, ValueError) as error:
                raise CephViewError(f"{file}: STAGE{number} of its config cannot be read ({error}).") from error
            if declared != found:
                raise CephViewError(f"{file}: its weights are not those of STAGE{number} in its config.")


def _fill(network: HRNet, state: Mapping[str, Tensor], file: str) -> None:
    wanted = network.state_dict()
    for name, tensor in wanted.items():
        # Counters of seen batches play no part in prediction, and old files lack them.
        if name not in state and not name.endswith("num_batches_tracked"):
            raise CephViewError(f"{file} is no whole HRNet: the tensor {name} is missing.")
        if name in state and state[name].shape != tensor.shape:
            raise CephViewError(
                f"{file}: the tensor {name} has the shape {tuple(state[name].shape)} where "
                f"{tuple(tensor.shape)} is needed."
            )
        if name in state and state[name].is_floating_point() and not bool(torch.isfinite(state[name]).all()):
            raise CephViewError(f"{file}: the tensor {name} holds numbers that are not finite; the file is damaged.")
    surplus = sorted(set(state) - set(wanted))
    if surplus:
        raise CephViewError(f"{file} holds tensors that an HRNet does not have, {surplus[0]} for one.")
    network.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in state.items()}, strict=False)


def _reported(content: Mapping[str, Any]) -> dict[str, float]:
    """Figures that the checkpoint itself gives: shown as reported, never as measured."""
    found = {}
    for key in ("epoch", "best_val_loss", "best_val_mre"):
        value = content.get(key)
        if isinstance(value, int | float | np.number) and np.isfinite(float(value)):
            found[key] = float(value)
    return found
