"""Heatmaps kept over a restart, by the weights and what entered the network: a second diagnosis hardly runs it.

They are work of the machine alone: what cannot be written or read is made anew in silence. Files are named by hashes;
no name of a film or a patient is in them.
"""

from __future__ import annotations

import hashlib
import io
import os
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import cephview
from cephview.core.errors import CephViewError
from cephview.io.atomic import write_atomically
from cephview.io.cases.paths import own_folder
from cephview.io.least_used import remove_least_used
from cephview.io.reading import read_bytes
from cephview.model.specification import Fusion, Specification
from cephview.review.diagnosis.bench import ModelNetwork

# What is not used for longest goes where all together takes more; one film's heatmaps take about 1 MB.
_LIMIT, _ONE = 500 << 20, 64 << 20


class KeptNetwork:
    """A model's network whose heatmaps are kept in a folder, which need not exist."""

    def __init__(self, network: ModelNetwork, folder: Path | None = None) -> None:
        self.unkept = network  # asked as it is
        self._folder = folder or own_folder() / "heatmaps"
        self.runs = 0  # what was not kept

    @property
    def specification(self) -> Specification:
        """The model's own."""
        return self.unkept.specification

    def __call__(self, tensor: NDArray[np.float32], fusion: Fusion) -> NDArray[np.float32]:
        """Heatmaps (n, h, w), of half precision, so that they are the same whether they were kept or not."""
        path = self._folder / f"{self._key(tensor, fusion)}.npy"
        with suppress(OSError, CephViewError, ValueError, EOFError):
            kept = np.load(io.BytesIO(read_bytes(path, _ONE)), allow_pickle=False)
            os.utime(path)
            return np.asarray(kept, np.float32)
        self.runs += 1
        heatmaps = np.asarray(self.unkept(tensor, fusion)).astype(np.float16)
        data = io.BytesIO()
        np.save(data, heatmaps, allow_pickle=False)
        with suppress(OSError, CephViewError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data.getvalue())
        return heatmaps.astype(np.float32)

    def prune(self, limit: int = _LIMIT) -> int:
        """Remove what was not used for longest where all takes more than `limit` bytes; how many files went."""
        return len(remove_least_used(self._folder.glob("*.npy"), limit))

    def _key(self, tensor: NDArray[np.float32], fusion: Fusion) -> str:
        model, spec = self.unkept.model, self.specification
        # Not the sidecar: a repair that changes how heatmaps are read asks the network nothing new.
        run = (fusion, spec.flip.value, spec.flip_order.value, spec.output.value)
        what = (cephview.__version__, model.network_sha256 or model.sha256, run, tensor.shape)
        content = hashlib.sha256(repr(what).encode())
        content.update(np.ascontiguousarray(tensor).data)
        return content.hexdigest()
