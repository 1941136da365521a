"""ONNX Runtime against torch: the networks alone, the way from the start to the points, and the memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from cephview.core.resources import resource
from cephview.model.exported import open_fastest
from cephview.model.families.folding import simplified
from cephview.model.families.hrnet import HRNet, w32
from cephview.model.predictor import embedded_model
from cephview.model.runtimes.onnx_runtime import OnnxRuntime, usable_cores

ROUNDS = 9
WINDOW = """
import sys
from cephview.cli import main
if sys.argv[3] == "torch":
    import cephview.model.predictor
    from cephview.model.opening import open_model
    cephview.model.predictor.open_fastest = open_model
main([sys.argv[1], "--export", sys.argv[2]])
print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))
"""


def fastest(works: list[Callable[[], object]]) -> list[float]:
    """The least of some rounds of each, taken in turn, so that other programs count for little."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in times]


@pytest.fixture
def all_cores():
    former = torch.get_num_threads()
    torch.set_num_threads(usable_cores())
    yield
    torch.set_num_threads(former)


def test_the_networks_against_torch_as_it_comes(benchmark, tmp_path: Path, all_cores: None) -> None:
    """The clinic's W32 at 768² and the embedded network against that W32 in torch, in float32, nothing folded."""
    eager, batch = HRNet(w32(19)).eval(), torch.randn(1, 3, 768, 768)
    path = tmp_path / "w32.onnx"
    torch.onnx.export(simplified(eager), (batch,), str(path), opset_version=17, dynamo=False)
    ours, small = OnnxRuntime(path), open_fastest(embedded_model()).runtime()
    width, height = open_fastest(embedded_model()).specification.image_size.value
    film = np.zeros((1, 3, height, width), np.float32)

    def torch_eager() -> None:
        with torch.inference_mode():
            eager(batch)

    with torch.inference_mode():
        assert np.abs(ours.run(batch.numpy()) - eager(batch).numpy()).max() < 1e-3
    theirs, large, embedded = fastest([torch_eager, lambda: ours.run(batch.numpy()), lambda: small.run(film)])
    print(f"\ntorch {theirs:.3f} s; W32 {theirs / large:.2f} times, embedded {theirs / embedded:.1f} times as fast")
    benchmark.extra_info.update(w32=theirs / large, embedded=theirs / embedded)
    benchmark.pedantic(lambda: small.run(film), rounds=1)
    # The embedded network multiplies 13.4 times less than the W32 (6.84 and 91.7 G), and ONNX Runtime is at the
    # processor's peak with either: no more than 13.4 times what it gains with the W32 is to be had.
    assert theirs / large > 1.5 and theirs / embedded > 15.5


def test_start_to_points_and_memory_without_torch(benchmark, tmp_path: Path) -> None:
    """Process start to the sample's points in a file, and the most memory that took, against the same with torch."""

    def run(runtime: str) -> tuple[float, int]:
        sample = resource("sample", "phantom.png")
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", WINDOW, str(sample), str(tmp_path / "points.csv"), runtime],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
        )
        return time.perf_counter() - start, int(done.stdout.split()[-1])

    found = {name: [run(name) for _ in range(4)] for name in ("torch", "onnx")}
    seconds = {name: min(time for time, _ in runs) for name, runs in found.items()}
    memory = {name: float(np.median([peak for _, peak in runs])) for name, runs in found.items()}
    faster, smaller = seconds["onnx"] / seconds["torch"], memory["onnx"] / memory["torch"]
    print(
        f"\n{seconds['torch']:.2f} s and {memory['torch'] / 1e3:.0f} MB by torch, {faster:.2f} and {smaller:.2f} of it"
    )
    benchmark.extra_info.update(time=faster, memory=smaller)
    benchmark.pedantic(run, args=("onnx",), rounds=1)
    assert faster < 0.6 and smaller < 0.65
