"""What an exported model says of the checkpoint that it is: written into its ONNX file, and read from there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from cephview.core.errors import CephViewError
from cephview.core.landmarks import SCHEMES, Scheme
from cephview.model.model_file import ModelFile
from cephview.model.runtimes import Runtime
from cephview.model.specification import Decoding, Origin, Specification, Stated

METADATA = "cephview.model"


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
