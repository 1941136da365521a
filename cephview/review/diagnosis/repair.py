"""Keeping what was found: a sidecar beside the checkpoint, and readings as they are to be understood in new files."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from cephview.core.errors import CephViewError
from cephview.io.outputs import check_output, fitting_name, write_output
from cephview.model.fields import SIDECAR_NAMES
from cephview.model.predictor import embedded_model
from cephview.model.sidecar import AGAINST, write_sidecar
from cephview.model.specification import Origin, Specification
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.findings import RepairedReading
from cephview.review.diagnosis.setup import LabelRule, Setup

_NO_NAME = re.compile(r"[^\w .-]")  # what a folder's name cannot hold everywhere
NEEDS_NONE = "The embedded model needs no sidecar: give --write-sidecar with a checkpoint of yours."


def repaired_readings(bench: Bench, setup: Setup) -> tuple[RepairedReading, ...]:
    """All readings as a repaired set-up understands them; none where it understands them as they stand."""
    if setup.labels == LabelRule() and not setup.of_readers:
        return ()
    symbols, found = setup.specification.scheme.value.symbols, []
    for i, film in enumerate(bench.films):
        for reference, points in zip(film.references, bench.readers(setup, i), strict=True):
            known = {
                symbol: (float(x), float(y))
                for symbol, (x, y) in zip(symbols, points, strict=True)
                if np.isfinite(x + y)
            }
            if known:
                found.append(RepairedReading(film.name, reference.observer, known))
    return tuple(found)


def write_readings(folder: Path, readings: Sequence[RepairedReading], *, asked: bool = False) -> int:
    """Write readings into `folder`, one JSON file a film (`{"S": [x, y]}`), in a folder of each reader if several.

    How many files were written comes back. Raises CephViewError where one is there that may not be replaced (see
    `write_output`), or the disk refuses; nothing is written before all were looked at.
    """
    readers = {reading.observer for reading in readings}
    files: dict[Path, bytes] = {}
    for reading in readings:
        place = folder / fitting_name(_NO_NAME.sub("_", reading.observer), "") if len(readers) > 1 else folder
        text = json.dumps(reading.rounded(), ensure_ascii=False)
        files[place / f"{Path(reading.film).stem}.json"] = f"{text}\n".encode()
    for path in files:
        check_output(path, asked=asked)
    for path, data in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CephViewError(
                "{name} cannot be made: {value}.", name=path.parent.name, value=error.strerror or error
            ) from None
        write_output(path, data, asked=asked)
    return len(files)


def open_fields(specification: Specification, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Those of a finding's sidecar fields that the checkpoint leaves open; what it declares itself is its own."""
    declared = [key for key in fields if getattr(specification, key).origin is Origin.DECLARED]
    return {key: value for key, value in fields.items() if key not in declared}


def keep_beside(
    checkpoint: Path, fields: Mapping[str, Any], *, asked: bool = True, against: Collection[str] = ()
) -> Path:
    """Write fields to `MODEL.preprocessing.toml`, over those of a former one; its path comes back.

    Those of `against` count though the checkpoint declares them otherwise, and are marked as that. Raises CephViewError
    for the embedded model, for a sidecar of somebody's hand unless `asked` (see `write_sidecar`), and where the disk
    refuses.
    """
    if checkpoint.absolute() == embedded_model().absolute():
        raise CephViewError(NEEDS_NONE)
    marked = {AGAINST: [SIDECAR_NAMES.get(name, name) for name in against]} if against else {}
    return write_sidecar(checkpoint, {**fields, **marked}, "Found by a diagnosis of CephView.", asked=asked)
