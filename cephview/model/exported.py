"""A checkpoint that was exported once, so that ONNX Runtime runs it: twice as fast as torch, which is not imported.

The embedded model is shipped so; others lie in a folder of the user's, under a hash of all that the export hangs on.
They are work of the machine alone: what is missing or damaged is passed over, and torch runs the checkpoint.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import cephview
from cephview.core.errors import CephViewError
from cephview.core.landmarks import SCHEMES, Scheme
from cephview.core.resources import resource
from cephview.io.cases.paths import own_folder
from cephview.model.model_file import EMBEDDED_MODEL, ModelFile, open_model
from cephview.model.runtimes import Runtime
from cephview.model.sidecar import sidecar_path
from cephview.model.specification import Decoding, Origin, Specification, Stated

METADATA = "cephview.model"
# What all exports together may take on disk, bytes: some W48, or a dozen of W32.
CACHE_BYTES = 1 << 30
# Configs of the training code; any that lies beside a checkpoint may say how it is read.
_CONFIGS = "*.y*ml"


def open_fastest(path: Path) -> ModelFile:
    """A model by its exported copy where there is one, else as `open_model`. Raises CephViewError as that."""
    if path.absolute() == resource(*EMBEDDED_MODEL).absolute():
        with suppress(CephViewError, ImportError):
            return read_export(path.with_suffix(".onnx"), path)
    if path.suffix.lower() == ".onnx" or not path.is_file():
        return open_model(path)
    try:
        entry = cache_entry(path)  # reads the whole file: once
    except OSError:
        return open_model(path)
    return find_export(path, entry) or _with_note(open_model(path), entry)


def keep_export(checkpoint: Path) -> tuple[Path, float] | None:
    """Export a checkpoint into the cache; its place there, and by how many film px a landmark moved at most.

    None where that was settled before: it is there, or known not to be of use. Older exports make room. Raises
    CephViewError where it cannot be exported, and keeps why, so that it is not tried again at each start.
    """
    try:
        if is_settled(checkpoint):
            return None
        target = cache_entry(checkpoint)
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CephViewError(
            "{name} cannot be exported: {strerror}.", name=checkpoint.name, strerror=error.strerror
        ) from None
    from cephview.model.families.exporting import export

    try:
        moved = export(checkpoint, target)
    except CephViewError as error:
        with suppress(OSError):
            keep_why_not(checkpoint, str(error))
        raise
    prune()
    return target, moved


def keep_why_not(checkpoint: Path, sentence: str) -> None:
    """Remember why a checkpoint is not run by its export, so that it is told and not tried again. Raises OSError."""
    path = cache_entry(checkpoint).with_suffix(".txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(sentence, encoding="utf-8")


def is_settled(checkpoint: Path) -> bool:
    """Whether a checkpoint's export is there, or known not to be of use. Raises OSError."""
    entry = cache_entry(checkpoint)
    return entry.is_file() or entry.with_suffix(".txt").is_file()


def cache_folder() -> Path:
    """Where exports lie, beside the user's work folder or where CEPHVIEW_CASES says; it need not exist."""
    return own_folder() / "models"


def cache_entry(checkpoint: Path) -> Path:
    """The place of a checkpoint's export; file, what lies beside it and the versions name it. Raises OSError."""
    digest = hashlib.sha256(f"{cephview.__version__} {_runtime_version()}\n".encode())
    beside = [sidecar_path(checkpoint), *sorted(checkpoint.parent.glob(_CONFIGS)), checkpoint.with_name("config.json")]
    for path in (checkpoint, *(path for path in beside if path.is_file())):
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return cache_folder() / f"{digest.hexdigest()[:40]}.onnx"


def find_export(checkpoint: Path, entry: Path) -> ModelFile | None:
    """The exported copy of a checkpoint at its place in the cache; None where there is none that can be used."""
    with suppress(OSError, CephViewError, ImportError):
        if entry.is_file() and entry.stat().st_size:
            os.utime(entry)
            return read_export(entry, checkpoint)
    return None


def read_export(path: Path, checkpoint: Path) -> ModelFile:
    """An exported file as the model that `checkpoint` is. Raises CephViewError where it is damaged or of another kind.

    Raises ImportError where ONNX Runtime cannot be loaded.
    """
    from cephview.model.runtimes.onnx_runtime import OnnxRuntime

    runtime = OnnxRuntime(path)
    return told_model(runtime, runtime.metadata.get(METADATA, ""), checkpoint, path.name)


def told_model(runtime: Runtime, text: str, checkpoint: Path, file: str) -> ModelFile:
    """The model that the metadata `text` of an export describes. Raises CephViewError naming `file`."""
    try:
        told = json.loads(text)
        return ModelFile(
            path=checkpoint,
            sha256=str(told["sha256"]),
            specification=_specification(told["specification"]),
            architecture=str(told["architecture"]),
            landmarks=int(told["landmarks"]),
            parameters=int(told["parameters"]),
            config=dict(told["config"]),
            card=dict(told["card"]),
            reported=dict(told["reported"]),
            notes=tuple(told["notes"]),
            decoding_open=False,
            runtime=lambda: runtime,
            configs=tuple(told.get("configs", ())),
        )
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise CephViewError("{file} is no export that CephView made, or damaged; remove it.", file=file) from error


def described(model: ModelFile, specification: Specification) -> str:
    """What an export says of the model, as `read_export` reads it; `specification` with its decoding settled."""
    return json.dumps(
        {
            "sha256": model.sha256,
            "specification": {field.name: _told(getattr(specification, field.name)) for field in fields(specification)},
            "architecture": model.architecture,
            "landmarks": model.landmarks,
            "parameters": model.parameters,
            "config": plain(model.config),
            "card": plain(model.card),
            "reported": plain(model.reported),
            "notes": list(model.notes),
            "configs": list(model.configs),
        }
    )


def prune(limit: int = CACHE_BYTES) -> None:
    """Remove the exports that were not used for longest, until all together take no more than `limit` bytes."""
    found: list[tuple[float, int, Path]] = []
    for path in cache_folder().glob("*"):
        with suppress(OSError):
            found.append((path.stat().st_mtime, path.stat().st_size, path))
    total = sum(size for _, size, _ in found)
    for used, size, path in sorted(found):
        if total <= limit or time.time() - used < 1:
            break
        with suppress(OSError):
            path.unlink()
            total -= size


def _with_note(model: ModelFile, entry: Path) -> ModelFile:
    with suppress(OSError, ValueError):
        path = entry.with_suffix(".txt")
        if path.is_file():
            return replace(model, notes=(*model.notes, path.read_text(encoding="utf-8")[:300]))
    return model


def _runtime_version() -> str:
    try:
        return version("onnxruntime")
    except PackageNotFoundError:
        return ""


def plain(value: Any) -> Any:
    """What JSON knows of a checkpoint's metadata; all else is None."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool) else None


def _told(stated: Stated[Any]) -> dict[str, Any]:
    value = stated.value
    if isinstance(value, Decoding):
        value = asdict(value)
    elif isinstance(value, Scheme):
        value = {"name": value.name, "title": value.title, "symbols": value.symbols}
    return {"value": value, "origin": stated.origin.value, "why": stated.why}


def _specification(told: Mapping[str, Any]) -> Specification:
    def value_of(name: str, value: Any) -> Any:
        if name == "decoding":
            return Decoding(**value)
        if name == "scheme":
            known, symbols = SCHEMES.get(value["name"]), tuple(value["symbols"])
            return known if known and known.symbols == symbols else Scheme(value["name"], value["title"], symbols)
        return tuple(value) if isinstance(value, list) else value

    return Specification(
        **{
            field.name: Stated(
                value_of(field.name, told[field.name]["value"]),
                Origin(told[field.name]["origin"]),
                told[field.name]["why"],
            )
            for field in fields(Specification)
            if field.name in told  # an export of before knows nothing of what was added since
        }
    )
