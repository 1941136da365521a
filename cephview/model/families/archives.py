"""The files that weights come in: torch's archive, torch's stream of before 1.6, safetensors. Nothing is executed."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from cephview.core.errors import CephViewError
from cephview.io.patience import is_held, when_free
from cephview.io.reading import is_file
from cephview.model.config_values import shown
from cephview.model.families.looks_like import BEGINNING_BYTES, beginning
from cephview.model.families.pickles import RunsCode, Unpickler
from cephview.model.families.stored_tensors import WIDTHS, Storage, StorageKind, Weight

# What torch wrote before its archives began with.
_MAGIC = 0x1950A86A20F9469CFC6C


def read_archive(path: Path) -> tuple[Any, str]:
    """What a file of weights holds, its tensors still in the file, and the file's SHA-256.

    Raises CephViewError, one sentence, for anything that is none, is damaged, or would run code.
    """
    file = path.name or str(path)
    try:
        if path.is_dir():
            raise CephViewError("{file} is a folder; choose a checkpoint file (.pth).", file=file)
        if not is_file(path):
            raise CephViewError("{file} is not there; choose a checkpoint file (.pth).", file=file)
        with when_free(lambda: path.open("rb"), is_held) as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            return _content(path, stream, file), digest
    except CephViewError:
        raise
    except RunsCode as error:
        raise CephViewError(
            "{file} was not opened: it would run code ({shown}); ask its author for the weights alone.",
            file=file,
            shown=shown(error.name),
        ) from error
    except OSError as error:
        raise CephViewError(
            "{file} cannot be read: {value}.", file=file, value=error.strerror or shown(str(error))
        ) from error
    except MemoryError as error:
        raise CephViewError("{file} does not fit into the memory.", file=file) from error
    except Exception as error:  # whatever a damaged pickle makes Python raise
        with path.open("rb") as stream:
            if told := beginning(stream.read(BEGINNING_BYTES)):
                raise CephViewError("{file} {told}.", file=file, told=told) from error
        raise CephViewError(
            "{file} is damaged, cut short or no checkpoint; copy it again from its source.", file=file
        ) from error


def _content(path: Path, stream: BinaryIO, file: str) -> Any:
    head = stream.read(16)
    stream.seek(0)
    if path.suffix.lower() == ".safetensors" or (head[8:9] == b"{" and head[:1] != b"\x80"):
        return _safetensors(path, file)
    if zipfile.is_zipfile(stream):
        return _zip(path, stream, file)
    stream.seek(0)
    return _stream(path, stream)


# torch's archive


def _zip(path: Path, stream: BinaryIO, file: str) -> Any:
    with zipfile.ZipFile(stream) as archive:
        _check(archive, stream.seek(0, io.SEEK_END), file)
        inside = {entry.filename: entry for entry in archive.infolist()}
        main = next((name for name in inside if name.rpartition("/")[2] == "data.pkl"), None)
        if main is None:
            raise CephViewError("{file} is a zip archive without weights; choose a checkpoint file (.pth).", file=file)
        base = main.removesuffix("data.pkl")
        order = _entry_reader(path, inside[f"{base}byteorder"])() if f"{base}byteorder" in inside else b"little"
        if order.strip() == b"big":
            raise CephViewError(
                "{file} was written on a machine of the other byte order; save it again on a PC.", file=file
            )

        def storage(pid: tuple[Any, ...]) -> Storage:
            entry = inside[f"{base}data/{pid[2]}"]
            return _storage(pid, entry.file_size, _entry_reader(path, entry))

        return Unpickler(io.BytesIO(_entry_reader(path, inside[main])()), storage).load()


def _entry_reader(path: Path, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        # Stored as it is, and checked when the file was opened: opening the archive anew for each of a thousand tensors
        # would read its directory a thousand times.
        with path.open("rb") as stream:
            stream.seek(entry.header_offset)
            name, extra = struct.unpack("<26xHH", stream.read(30))
            stream.seek(entry.header_offset + 30 + name + extra)
            return stream.read(entry.file_size)

    return read


def _storage(pid: tuple[Any, ...], size: int, read: Callable[[], bytes]) -> Storage:
    kind = pid[1].dtype if isinstance(pid[1], StorageKind) else "unknown"
    count = int(pid[4])
    if kind == "odd":
        return Storage(kind, count, read)
    # Without a type of its own, a storage counts bytes.
    if count * WIDTHS.get(kind, 1) > size:
        raise pickle.UnpicklingError("a storage that is longer than its record")
    return Storage(kind, count, read)


def _check(archive: zipfile.ZipFile, length: int, file: str) -> None:
    """Check the checksums that `torch.save` writes: a flipped bit is a wrong weight."""
    entries = [entry for entry in archive.infolist() if entry.file_size]
    if any("/code/" in entry.filename for entry in entries):
        raise CephViewError(
            "{file} is a TorchScript program, which runs code when it is opened; export it: "
            "torch.onnx.export(torch.jit.load(FILE), image, 'model.onnx', dynamo=False).",
            file=file,
        )
    stored = all(entry.compress_type == zipfile.ZIP_STORED for entry in entries)
    # PyTorch never compresses, so an archive that unfolds to more than its length was made to fill the memory.
    if not stored or sum(entry.file_size for entry in entries) > length:
        raise CephViewError("{file} is no archive that PyTorch wrote.", file=file)
    wrong = [entry for entry in entries if _checksum(archive, entry) != entry.CRC]
    # Checksums can be switched off when saving; then none is right.
    if wrong and len(wrong) < len(entries):
        raise CephViewError(
            "{file} is damaged ({shown}); copy it again from its source.", file=file, shown=shown(wrong[0].filename)
        )


def _checksum(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    checksum = 0
    with archive.open(entry) as record:
        record._expected_crc = None  # type: ignore[attr-defined] # else reading stops where the checksum is wrong
        while chunk := record.read(1 << 20):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


# torch's stream of before 1.6


def _stream(path: Path, stream: BinaryIO) -> Any:
    """Magic number, version, machine, the object, the storages' keys, then each storage: its length and its numbers."""
    places: dict[str, tuple[int, int]] = {}
    reader = _Counting(stream)

    def nothing(_: Any) -> Storage:
        raise pickle.UnpicklingError("a storage where none belongs")

    first = Unpickler(reader, nothing).load()
    if first != _MAGIC:
        return first  # a bare pickle: a dict of plain values or arrays, say
    for _ in range(2):
        Unpickler(reader, nothing).load()
    kinds: dict[str, str] = {}

    def storage(pid: tuple[Any, ...]) -> Storage:
        key = str(pid[2])
        kinds[key] = pid[1].dtype if isinstance(pid[1], StorageKind) else "unknown"

        def read() -> bytes:
            start, size = places[key]
            with path.open("rb") as again:
                again.seek(start)
                return again.read(size)

        return Storage(kinds[key], int(pid[4]), read)

    content = Unpickler(reader, storage).load()
    for key in Unpickler(reader, nothing).load():
        (count,) = struct.unpack("<q", reader.read(8))
        size = count * WIDTHS[kinds[str(key)]]
        places[str(key)] = (reader.tell(), size)
        if len(reader.read(size)) != size:
            raise pickle.UnpicklingError("a storage that is cut short")
    return content


class _Counting:
    """A stream that reads no further than it is asked, so that one pickle can follow another."""

    def __init__(self, stream: BinaryIO) -> None:
        self.read, self.readline, self.tell = stream.read, stream.readline, stream.tell

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


# safetensors


def _safetensors(path: Path, file: str) -> Mapping[str, Any]:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as opened:
            names = list(opened.keys())
            told = dict(opened.metadata() or {})
            shapes = {name: opened.get_slice(name) for name in names}
            weights = {
                name: Weight(tuple(part.get_shape()), _SAFE.get(part.get_dtype(), part.get_dtype()), _safe(path, name))
                for name, part in shapes.items()
            }
    except SafetensorError as error:
        reason = shown(str(error), 80)
        raise CephViewError(
            "{file} is damaged, cut short or no safetensors file ({reason}).", file=file, reason=reason
        ) from error
    return {"state_dict": weights, **({"metadata": told} if told else {}), **_config_in(told)}


def _config_in(metadata: Mapping[str, str]) -> Mapping[str, Any]:
    """The config that some codes keep as JSON in a safetensors file's metadata, which knows text alone."""
    with suppress(ValueError, RecursionError):
        config = json.loads(metadata.get("config", ""))
        return {"config": config} if isinstance(config, dict) else {}
    return {}


_SAFE = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16", "I64": "int64", "I32": "int32"} | {
    "I16": "int16",
    "I8": "int8",
    "U8": "uint8",
    "BOOL": "bool",
}


def _safe(path: Path, name: str) -> Callable[[], np.ndarray[Any, Any]]:
    def read() -> np.ndarray[Any, Any]:
        from safetensors import safe_open

        # numpy has no bfloat16; torch, which is at hand wherever weights become a network, has.
        with safe_open(path, framework="pt") as opened:
            tensor = opened.get_tensor(name)
        return np.asarray((tensor.float() if tensor.is_floating_point() else tensor).numpy())

    return read
