"""Reading, checking and writing checkpoints. `torch.load` runs with `weights_only=True`, always."""

from __future__ import annotations

import contextlib
import hashlib
import io
import pickle
import re
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import torch
from torch import Tensor

from cephview.core.errors import CephViewError
from cephview.io.atomic import write_atomically
from cephview.io.patience import is_held, when_free
from cephview.io.reading import is_file
from cephview.model.config_values import UNUSABLE, ConfigReader, number, shown, whole
from cephview.model.hrnet import Architecture, HRNet, Stage, stage_from_config
from cephview.model.sidecar import apply_sidecar
from cephview.model.specification import Specification
from cephview.model.specification_reader import read_specification

_STATE_KEYS = ("model_state_dict", "state_dict", "model", "net")
# DataParallel's, Lightning's, and that of torch.compile.
_PREFIXES = ("module.", "model.", "_orig_mod.")
# W48 has 64 million parameters; what claims far more is no file of this kind.
_MAX_PARAMETERS = 400_000_000
_MAX_JOINTS = 1000


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
        name = self.card.get("name")
        return shown(name) if isinstance(name, str) and name.strip() else self.path.stem


def load_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint. Raises CephViewError, one sentence, for anything that is not a whole HRNet."""
    file = path.name or str(path)
    content, digest = _load_file(path, file)
    state, config = _find_state(content, file)
    architecture = infer_architecture(state, file)
    _compare_with_config(architecture, config, file)
    told, sidecar = apply_sidecar(path, config)
    specification = sidecar.mark(
        read_specification(ConfigReader(told, file), joints=architecture.joints, in_channels=architecture.in_channels)
    )
    network = _build(replace(architecture, fusion=specification.fusion.value), state, file)
    card = content.get("card")
    return Checkpoint(
        path,
        digest,
        network,
        specification,
        config,
        card if isinstance(card, Mapping) else {},
        _reported(content),
    )


def save_checkpoint(path: Path, content: Mapping[str, Any]) -> None:
    """Write a checkpoint whole or not at all. Raises CephViewError where the disk refuses."""
    write_atomically(path, encode_checkpoint(content))


def encode_checkpoint(content: Mapping[str, Any]) -> bytes:
    """The bytes of a checkpoint's file."""
    buffer = io.BytesIO()
    torch.save(dict(content), buffer)
    return buffer.getvalue()


def _load_file(path: Path, file: str) -> tuple[Mapping[str, Any], str]:
    """The unpickled content, and the SHA-256 of the file."""
    try:
        if path.is_dir():
            raise CephViewError(f"{file} is a folder; choose a checkpoint file (.pth).")
        if not is_file(path):
            raise CephViewError(f"{file} is not there; choose a checkpoint file (.pth).")
        with when_free(lambda: path.open("rb"), is_held) as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            _check_archive(stream, file)
            stream.seek(0)
            with torch.serialization.safe_globals(_NUMPY_SCALARS), warnings.catch_warnings(action="ignore"):
                content = torch.load(stream, map_location="cpu", weights_only=True)
    except CephViewError:
        raise
    except pickle.UnpicklingError as error:
        refused = re.search(r"GLOBAL\s+([\w.]+)", str(error))
        if refused:
            raise CephViewError(
                f"{file} was not opened: it would run code ({refused[1]}); ask its author for the weights alone."
            ) from error
        raise CephViewError(f"{file} is no checkpoint that PyTorch can read without running its code.") from error
    except OSError as error:
        raise CephViewError(f"{file} cannot be read: {error.strerror or shown(str(error))}.") from error
    except MemoryError as error:
        raise CephViewError(f"{file} does not fit into the memory.") from error
    except Exception as error:  # torch raises RuntimeError, EOFError, KeyError, ValueError, … for damaged files
        raise CephViewError(f"{file} is damaged, cut short or no checkpoint; copy it again from its source.") from error
    if not isinstance(content, Mapping):
        raise CephViewError(f"{file} holds no weights; choose a checkpoint file (.pth).")
    return content, digest


def _check_archive(stream: BinaryIO, file: str) -> None:
    """Check the checksums that `torch.save` writes and `torch.load` ignores: a flipped bit is a wrong weight."""
    if not zipfile.is_zipfile(stream):
        return  # the format before PyTorch 1.6 has no checksums
    length = stream.seek(0, io.SEEK_END)
    with zipfile.ZipFile(stream) as archive:
        entries = [entry for entry in archive.infolist() if entry.file_size]
        if any("/code/" in entry.filename for entry in entries):
            raise CephViewError(f"{file} is a TorchScript program; ask its author for the weights alone.")
        stored = all(entry.compress_type == zipfile.ZIP_STORED for entry in entries)
        # PyTorch never compresses, so an archive that unfolds to more than its length was made to fill the memory.
        if not stored or sum(entry.file_size for entry in entries) > length:
            raise CephViewError(f"{file} is no archive that PyTorch wrote.")
        wrong = [entry for entry in entries if _checksum(archive, entry) != entry.CRC]
    # Checksums can be switched off when saving; then none is right.
    if wrong and len(wrong) < len(entries):
        raise CephViewError(f"{file} is damaged ({shown(wrong[0].filename)}); copy it again from its source.")


def _checksum(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    checksum = 0
    with archive.open(entry) as record:
        record._expected_crc = None  # type: ignore[attr-defined] # else reading stops where the checksum is wrong
        while chunk := record.read(1 << 20):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _numpy_scalars() -> list[Any]:
    # Losses are often numpy floats; their pickles name this function (under its old and new path) and the dtype.
    scalar = np._core.multiarray.scalar  # type: ignore[attr-defined]
    kinds = [type(np.dtype(kind)) for kind in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?")]
    return [scalar, (scalar, "numpy.core.multiarray.scalar"), np.dtype, *kinds]


_NUMPY_SCALARS = _numpy_scalars()


def _find_state(content: Mapping[str, Any], file: str) -> tuple[dict[str, Tensor], Mapping[str, Any]]:
    places = [content[key] for key in _STATE_KEYS if isinstance(content.get(key), Mapping)]
    for place in (*places, content):
        tensors = {str(key): value for key, value in place.items() if isinstance(value, Tensor)}
        if tensors:
            break
    else:
        raise CephViewError(f"{file} holds no weights; choose a checkpoint file (.pth).")
    while prefix := next((p for p in _PREFIXES if all(key.startswith(p) for key in tensors)), ""):
        tensors = {key.removeprefix(prefix): value for key, value in tensors.items()}
    config = content.get("config")
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
        found = tuple(state[name].shape)
        if len(found) != dimensions or min(found) < 1:
            raise CephViewError(f"{file}: the tensor {name} has the shape {found}, which no HRNet has.")
        return found

    stem, in_channels = shape("conv1.weight")[:2]
    blocks = _indices(state, "layer1.")
    first = shape("layer1.0.conv1.weight")[0]
    stages = [Stage(1, (blocks,), (first,), "layer1.0.conv3.weight" in state)]
    for order in (2, 3, 4):
        base = f"stage{order}.0.branches."
        branches = _indices(state, base)
        if branches != order:
            raise CephViewError(f"{file} is no whole HRNet: stage {order} has {branches} branches.")
        counts = tuple(_indices(state, f"{base}{b}.") for b in range(branches))
        channels = tuple(shape(f"{base}{b}.0.conv1.weight")[0] for b in range(branches))
        modules = _indices(state, f"stage{order}.")
        stages.append(Stage(modules, counts, channels, f"{base}0.0.conv3.weight" in state))
    four = (stages[0], stages[1], stages[2], stages[3])
    if "final_layer.3.weight" in state:
        joints, head_channels = shape("final_layer.3.weight")[:2]
        if joints > _MAX_JOINTS:
            raise CephViewError(f"{file} claims {joints} landmarks, which is too many to be true.")
        return Architecture(four, joints, "concat", head_channels=head_channels, stem=stem, in_channels=in_channels)
    joints, _, kernel, _ = shape("final_layer.weight")
    if joints > _MAX_JOINTS:
        raise CephViewError(f"{file} claims {joints} landmarks, which is too many to be true.")
    if kernel % 2 == 0:
        raise CephViewError(f"{file}: its final layer is {kernel} cells wide; an HRNet's has an odd width.")
    return Architecture(four, joints, stem=stem, in_channels=in_channels, head_kernel=kernel)


def _compare_with_config(architecture: Architecture, config: Mapping[str, Any], file: str) -> None:
    reader = ConfigReader(config, file)
    for path in ("MODEL.NUM_JOINTS", "DATA.NUM_LANDMARKS"):
        joints = reader.read(path, whole)
        if joints is not None and joints != architecture.joints:
            raise CephViewError(
                f"{file}: its config names {joints} landmarks but its weights find {architecture.joints}; "
                "they do not belong together."
            )
    model = config.get("MODEL")
    if not isinstance(model, Mapping):
        return
    extra = model.get("EXTRA")
    for order, found in enumerate(architecture.stages, 1):
        for place in (model, extra if isinstance(extra, Mapping) else {}):
            section = place.get(f"STAGE{order}")
            if section is None:
                continue
            try:
                declared = stage_from_config(section)
            except UNUSABLE as error:
                raise CephViewError(
                    f"{file}: STAGE{order} of its config cannot be read ({shown(str(error))})."
                ) from error
            if declared != found:
                raise CephViewError(f"{file}: its weights are not those of STAGE{order} in its config.")


def _build(architecture: Architecture, state: Mapping[str, Tensor], file: str) -> HRNet:
    """The network with the weights of `state`, in evaluation mode."""
    # Without memory at first: a file may claim any size, and what it claims is compared before it is believed.
    with torch.device("meta"):
        network = HRNet(architecture)
    wanted = network.state_dict()
    if sum(tensor.numel() for tensor in wanted.values()) > _MAX_PARAMETERS:
        raise CephViewError(f"{file} claims a network too large to be an HRNet.")
    filled = {}
    for name, tensor in wanted.items():
        if name in state:
            filled[name] = _checked(state[name], tensor, name, file)
        elif name.endswith("num_batches_tracked"):
            # Counters of seen batches play no part in prediction, and old files lack them.
            filled[name] = torch.zeros((), dtype=tensor.dtype)
        else:
            raise CephViewError(f"{file} is no whole HRNet: the tensor {name} is missing.")
    surplus = sorted(set(state) - set(wanted))
    if surplus:
        raise CephViewError(f"{file} holds tensors that an HRNet does not have, {shown(surplus[0])} for one.")
    network.load_state_dict(filled, assign=True)
    return network.eval()


def _checked(given: Tensor, wanted: Tensor, name: str, file: str) -> Tensor:
    """A tensor of the file as the network needs it: the shape of `wanted`, its kind, finite."""
    if given.shape != wanted.shape:
        raise CephViewError(
            f"{file}: the tensor {name} has the shape {tuple(given.shape)} where {tuple(wanted.shape)} is needed."
        )
    plain = given.layout is torch.strided and not given.is_quantized and not given.is_meta
    if not plain or given.is_floating_point() != wanted.is_floating_point():
        raise CephViewError(f"{file}: the tensor {name} is stored as {given.dtype}, which CephView cannot use.")
    tensor = given.detach().to(wanted.dtype).contiguous()
    if tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
        raise CephViewError(f"{file}: the tensor {name} holds numbers that are not finite; the file is damaged.")
    if name.endswith("running_var") and bool((tensor < 0).any()):
        raise CephViewError(f"{file}: the tensor {name} holds variances below 0; the file is damaged.")
    return tensor


def _reported(content: Mapping[str, Any]) -> dict[str, float]:
    """Figures that the checkpoint itself gives: shown as reported, never as measured."""
    found = {}
    for key in ("epoch", "best_val_loss", "best_val_mre"):
        with contextlib.suppress(*UNUSABLE):
            found[key] = number(content.get(key))
    return found
