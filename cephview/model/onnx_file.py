"""An ONNX file as a model: its shapes say how many landmarks, its sidecar all else; or an export of CephView's own."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.model.config_values import UNUSABLE, ConfigReader, shown, size_wh
from cephview.model.coordinates import COORDINATES
from cephview.model.export_metadata import METADATA, told_model
from cephview.model.families.declare import sized
from cephview.model.model_file import ONNX, ModelFile, identity_of
from cephview.model.runtimes import Runtime
from cephview.model.runtimes.onnx_runtime import OnnxRuntime
from cephview.model.sidecar import Sidecar, read_sidecar
from cephview.model.specification import Decoding, Origin, Specification, Stated
from cephview.model.specification_reader import read_specification

# Shorter names would be found in weights by chance.
_SHORTEST_NAME = 6
# How the format calls the place of weights that lie elsewhere.
_EXTERNAL = b"location"


def open_onnx(path: Path, sidecar: Sidecar | None = None) -> ModelFile:
    """Read an ONNX file, with the sidecar beside it or another one.

    Raises CephViewError, one sentence, for anything that is none or that cannot be used.
    """
    file = path.name or str(path)
    try:
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        weights = _weights_beside(path, content)
    except OSError as error:
        raise CephViewError(
            "{file} cannot be read: {value}.", file=file, value=error.strerror or shown(str(error))
        ) from error
    sidecar = read_sidecar(path) if sidecar is None else sidecar
    runtime = OnnxRuntime(path, outputs=_outputs(sidecar))
    if METADATA in runtime.metadata:
        own = told_model(runtime, runtime.metadata[METADATA], path, file)
        return replace(
            own,
            specification=sidecar.apply(own.specification),
            sha256=identity_of(own.sha256, sidecar.values),
            network_sha256=digest,
        )
    specification, joints = _specification(runtime, sidecar, file)
    notes = []
    if not runtime.outputs_chosen and len(runtime.output_names) > 1:
        first, *others = runtime.output_names
        notes.append(f"of its outputs {first} is read; its sidecar's `output` chooses ({shown(', '.join(others))})")

    def chosen() -> Runtime:
        return runtime

    return ModelFile(
        path=path,
        sha256=identity_of(digest, weights, sidecar.values),
        network_sha256=identity_of(digest, weights),
        specification=specification,
        architecture=ONNX,
        landmarks=joints,
        parameters=0,
        config={},
        card={},
        reported={},
        notes=tuple(notes),
        decoding_open=specification.decoding.origin is Origin.ASSUMED,
        runtime=chosen,
    )


def _weights_beside(path: Path, content: bytes) -> dict[str, str]:
    """SHA-256 by name of the files beside a model that it names: exporters put large weights into one of their own.

    Trained anew and exported again, the model's own file may stay the same to the last byte.
    """
    found = {}
    for other in sorted(path.absolute().parent.iterdir()) if _EXTERNAL in content else ():
        named = len(other.name) >= _SHORTEST_NAME and other.name.encode() in content
        if named and other.name != path.name and other.is_file():
            with other.open("rb") as file:
                found[other.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _outputs(sidecar: Sidecar) -> tuple[str, ...]:
    told = sidecar.values.get("output", ())
    names = [told] if isinstance(told, str) else list(told) if isinstance(told, list) else []
    return tuple(name for name in names if isinstance(name, str))


def _specification(runtime: OnnxRuntime, sidecar: Sidecar, file: str) -> tuple[Specification, int]:
    """What the shapes and the sidecar say."""
    channels, size = runtime.input_channels, runtime.input_size
    trial = size or (256, 256)
    with suppress(*UNUSABLE):  # what is wrong with it, `apply` says
        trial = size or size_wh(sidecar.values["image_size"])
    layout = runtime.layout(trial)
    joints = layout.count
    base = read_specification(ConfigReader({}, file), joints=joints, in_channels=channels)
    # Whatever joins branches in it is a part of the file.
    base = replace(base, fusion=replace(base.fusion, origin=Origin.DECLARED, why="built into the file"))
    if size is not None:
        base = sized(base, size, None, Stated(size, Origin.DECLARED, "the size of its input"))
    if layout.cells is None:
        base = replace(base, decoding=Stated(Decoding(COORDINATES), Origin.ASSUMED, "the output is no heatmap"))
    else:
        image = base.image_size.value
        cells = (layout.cells[0] * image[0] // trial[0], layout.cells[1] * image[1] // trial[1])
        base = replace(base, heatmap_size=Stated(cells, Origin.INFERRED, "the size of its output"))
    return sidecar.apply(base), joints
