"""What of a finding a sidecar can hold: the fields that the checkpoint itself does not declare."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cephview.core.errors import CephViewError
from cephview.model.predictor import embedded_model
from cephview.model.sidecar import write_sidecar
from cephview.model.specification import Origin, Specification

NEEDS_NONE = "The embedded model needs no sidecar: give --write-sidecar with a checkpoint of yours."


def open_fields(specification: Specification, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Those of a finding's sidecar fields that the checkpoint leaves open; what it declares itself is its own."""
    declared = [key for key in fields if getattr(specification, key).origin is Origin.DECLARED]
    return {key: value for key, value in fields.items() if key not in declared}


def keep_beside(checkpoint: Path, fields: Mapping[str, Any], *, asked: bool = True) -> Path:
    """Write fields to `MODEL.preprocessing.toml`, over those of a former one; its path comes back.

    Raises CephViewError for the embedded model, for a sidecar of somebody's hand unless `asked` (see `write_sidecar`),
    and where the disk refuses.
    """
    if checkpoint.absolute() == embedded_model().absolute():
        raise CephViewError(NEEDS_NONE)
    return write_sidecar(checkpoint, fields, "Found by a diagnosis of CephView.", asked=asked)
