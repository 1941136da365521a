"""A checkpoint as ONNX, for ONNX Runtime: exported, compared with torch on a drawn head, and only then kept."""

from __future__ import annotations

import tempfile
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np
import torch

from cephview.core.errors import CephViewError
from cephview.core.radiograph import Radiograph
from cephview.io.atomic import write_atomically
from cephview.model.config_values import shown
from cephview.model.export_metadata import METADATA, described, read_export
from cephview.model.exported import cache_entry, is_settled, keep_why_not, prune
from cephview.model.families.folding import simplified
from cephview.model.families.loading import load_checkpoint
from cephview.model.predictor import Predictor
from cephview.phantom import PhantomSpec, draw_phantom

# What a landmark may lie elsewhere than torch puts it, film px.
MAX_SHIFT_PX = 0.05
_FILM = PhantomSpec(width=1160, height=1440, mm_per_px=1 / 6)


def export(checkpoint: Path, target: Path) -> float:
    """Write a checkpoint as ONNX to `target`, whole or not at all; by how many film px a landmark moved at most.

    Raises CephViewError where it is no checkpoint, where torch cannot export it, where a landmark of a drawn head lies
    over `MAX_SHIFT_PX` from where torch puts it, and where the disk refuses.
    """
    model = load_checkpoint(checkpoint)
    predictor = Predictor(model)
    width, height = predictor.specification.image_size.value
    channels = len(predictor.specification.mean.value)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        try:
            with warnings.catch_warnings(action="ignore"):
                # The older exporter: the newer one needs three packages more, and gives the same points.
                torch.onnx.export(
                    simplified(model.network),
                    (torch.zeros(1, channels, height, width),),
                    str(path),
                    input_names=["image"],
                    output_names=["heatmaps"],
                    opset_version=17,
                    dynamo=False,
                )
        except Exception as error:  # the exporter's own classes, one a stage
            raise CephViewError(
                "{name} cannot be exported ({shown}).", name=checkpoint.name, shown=shown(str(error), 120)
            ) from error
        content = path.read_bytes() + _metadata(METADATA, described(model, predictor.specification))
        path.write_bytes(content)
        moved = _moved(predictor, Predictor(read_export(path, checkpoint)))
    if not moved <= MAX_SHIFT_PX:
        raise CephViewError(
            "{name} as ONNX puts a landmark {moved:.2f} film px from where torch does, so torch runs it.",
            name=checkpoint.name,
            moved=moved,
        )
    write_atomically(target, content)
    return moved


def _metadata(key: str, value: str) -> bytes:
    """A row of metadata as the end of an ONNX file: fields of a protobuf message may follow one another.

    `metadata_props` is field 14 of ModelProto, its entries are fields 1 (key) and 2 (value) (onnx.proto).
    """

    def field(number: int, content: bytes) -> bytes:
        size, length = len(content), b""
        while size > 127:
            length, size = length + bytes([size & 127 | 128]), size >> 7
        return bytes([number << 3 | 2]) + length + bytes([size]) + content

    return field(14, field(1, key.encode()) + field(2, value.encode()))


@cache
def _film() -> Radiograph:
    return draw_phantom(_FILM).radiograph


def _moved(one: Predictor, other: Predictor) -> float:
    """The largest distance between the landmarks of two predictors on a drawn head, film px."""
    film = _film()
    return float(np.nanmax(np.linalg.norm(one.predict(film).points - other.predict(film).points, axis=1)))


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
    try:
        moved = export(checkpoint, target)
    except CephViewError as error:
        with suppress(OSError):
            keep_why_not(checkpoint, str(error))
        raise
    prune()
    return target, moved
