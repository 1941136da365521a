"""ONNX Runtime runs a network: the default, twice as fast as torch on a processor."""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.model.config_values import shown
from cephview.model.runtimes.layouts import Layout, channels_last, layout_of


class OnnxRuntime:
    """An ONNX network on the processor.

    `outputs` names those that are read; several are enlarged to the largest and summed. The first where none is named.
    """

    def __init__(self, path: Path, *, outputs: tuple[str, ...] = (), threads: int = 0) -> None:
        self._file = path.name
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads or usable_cores()
        options.log_severity_level = 4
        options.enable_mem_pattern = False  # of a W32 it takes a seventh more memory, and is no faster
        _keep_memory()
        options.add_session_config_entry("session.use_env_allocators", "1")
        try:
            self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # ONNX Runtime's own classes, one a kind of damage
            if "xternal data" in str(error):
                raise CephViewError(
                    "{name} keeps its weights in a file of its own, which is not beside it: put it there, under the "
                    "name that it was exported with.",
                    name=path.name,
                ) from error
            raise CephViewError(
                "{name} is damaged, or no ONNX file that ONNX Runtime can run ({shown}).",
                name=path.name,
                shown=shown(str(error), 120),
            ) from error
        self.title = f"ONNX Runtime {ort.__version__}"
        inputs = self._session.get_inputs()
        if len(inputs) != 1 or len(inputs[0].shape) != 4 or inputs[0].type not in ("tensor(float)", "tensor(float16)"):
            raise CephViewError(
                "{name} takes {described}, but one image (1, channels, height, width) of floating-point "
                "numbers is needed; export the network alone.",
                name=path.name,
                described=_described(inputs),
            )
        self._input, self._half = inputs[0], inputs[0].type == "tensor(float16)"
        self._last = channels_last(self._input.shape)
        self._layout: Layout | None = None
        # After its first run a network gives back what it does not need, and so what others left: all share one place.
        self._first: ort.RunOptions | None = ort.RunOptions()
        self._first.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        self.output_names = tuple(output.name for output in self._session.get_outputs())
        missing = [name for name in outputs if name not in self.output_names]
        if missing:
            raise CephViewError(
                "{name} has no output {shown}; it has {shown2}.",
                name=path.name,
                shown=shown(missing[0]),
                shown2=shown(", ".join(self.output_names), 120),
            )
        self.outputs_chosen = bool(outputs)
        self._outputs = list(outputs) or [self.output_names[0]]

    @property
    def metadata(self) -> Mapping[str, str]:
        """The file's own metadata."""
        return dict(self._session.get_modelmeta().custom_metadata_map)

    @property
    def input_channels(self) -> int:
        """How many channels it takes; 3 where the file leaves it open."""
        channels = self._input.shape[3 if self._last else 1]
        return channels if isinstance(channels, int) else 3

    @property
    def input_size(self) -> Size | None:
        """(width, height) of its input, None where the file leaves it open."""
        height, width = self._input.shape[1:3] if self._last else self._input.shape[2:]
        return (width, height) if isinstance(height, int) and isinstance(width, int) else None

    def layout(self, size: Size) -> Layout:
        """How the output that is read lies for an input of `size` (width, height); from now on `run` arranges it so.

        It is run once, where its file leaves a length open. Raises CephViewError where it is neither heatmaps nor
        coordinates.
        """
        declared = next(o.shape for o in self._session.get_outputs() if o.name == self._outputs[0])
        shape = tuple(declared)
        if not all(isinstance(side, int) for side in shape[1:]):
            try:
                shape = self._run(np.zeros((1, self.input_channels, size[1], size[0]), np.float32))[0].shape
            except RuntimeError as error:
                raise CephViewError(
                    "{file} does not run on an image of {size} × {size2} ({shown}).",
                    file=self._file,
                    size=size[0],
                    size2=size[1],
                    shown=shown(str(error), 120),
                ) from error
        self._layout = layout_of(shape, size, input_last=self._last)
        if self._layout is None or not 1 <= self._layout.count <= 1000:
            others = [name for name in self.output_names if name != self._outputs[0]]
            choose = f"; its sidecar's `output` can choose {shown(', '.join(others))}" if others else ""
            raise CephViewError(
                "{file}: its output {shown} of the shape {shown2} is neither heatmaps (1, landmarks, height, "
                "width) nor coordinates (1, landmarks, 2){choose}.",
                file=self._file,
                shown=shown(self._outputs[0]),
                shown2=shown(shape),
                choose=choose,
            )
        return self._layout

    def run(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        """Input tensors (b, channels, h, w) to the output that is read. Raises RuntimeError."""
        found = self._run(batch)
        maps = [self._layout.arranged(each) if self._layout else each for each in found]
        return maps[0] if len(maps) == 1 else _summed(maps)

    def _run(self, batch: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """The outputs that are read, as the network gives them. Raises RuntimeError."""
        given = batch.transpose(0, 2, 3, 1) if self._last else batch
        fixed = self._input.shape[0]
        if isinstance(fixed, int) and fixed > len(given):  # exported for more films at a time: this one so many times
            given = np.repeat(given, -(-fixed // len(given)), axis=0)[:fixed]
        given = np.ascontiguousarray(given, np.float16 if self._half else np.float32)
        try:
            found: list[Any] = self._session.run(self._outputs, {self._input.name: given}, self._first)
            self._first = None
        except Exception as error:  # ONNX Runtime's own classes again
            raise RuntimeError(str(error)) from error
        return [np.asarray(each, np.float32) for each in found]


@functools.cache
def _keep_memory() -> None:
    """Have memory kept from layer to layer, as much as was asked for and no more, for all networks of this process.

    The system would clear each large piece anew, a fifth of the embedded network's processor time; each network's own
    store, which grows by doubling, would take 40 MiB more of it.
    """
    place = ort.OrtMemoryInfo("Cpu", ort.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, ort.OrtMemType.DEFAULT)
    as_much_as_asked_for = 1
    ort.create_and_register_allocator(place, ort.OrtArenaCfg(0, as_much_as_asked_for, -1, -1))


def _described(inputs: list[Any]) -> str:
    return shown("; ".join(f"{each.name} {each.shape} of {each.type}" for each in inputs), 120)


def usable_cores() -> int:
    """How many cores this process may use; ONNX Runtime itself would count those of the machine."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def _summed(maps: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Heatmaps (b, n, h, w) of several sizes, enlarged to the largest and added."""
    height, width = (max(each.shape[axis] for each in maps) for axis in (2, 3))
    total = np.zeros((*maps[0].shape[:2], height, width), np.float32)
    for each in maps:
        for index in np.ndindex(*each.shape[:2]):
            total[index] += cv2.resize(each[index], (width, height), interpolation=cv2.INTER_LINEAR)
    return total
