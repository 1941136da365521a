"""A checkpoint that was exported once, so that ONNX Runtime runs it: twice as fast as torch, which is not imported.

The embedded model is shipped so; others lie in a folder of the user's, under a hash of all that the export hangs on.
They are work of the machine alone: what is missing or damaged is passed over, and torch runs the checkpoint.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import cephview
from cephview.core.errors import CephViewError
from cephview.core.resources import resource
from cephview.io.cases.paths import own_folder
from cephview.io.least_used import remove_least_used
from cephview.model.export_metadata import read_export
from cephview.model.model_file import EMBEDDED_MODEL, ModelFile
from cephview.model.opening import open_model
from cephview.model.sidecar import sidecar_path

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


def prune(limit: int = CACHE_BYTES) -> None:
    """Remove the exports that were not used for longest, until all together take no more than `limit` bytes."""
    remove_least_used(cache_folder().glob("*"), limit, spare=1.0)


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
