"""What networks gave of films, kept on the disk: heatmaps by what entered, points by film and set-up."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import torch

from cephview.core.geometry import Points
from cephview.model import decoding, sampling, taylor
from cephview.review.diagnosis import Bench, JudgedFilm, Setup

# What the readings say of a set-up changes no prediction.
_OF_READINGS = ("specification", "labels", "of_readers")


class Kept:
    """A network whose heatmaps are kept by what enters it, and the points that were read of them by film and set-up."""

    def __init__(self, network: Any, folder: Path, sha256: str, *, bf16: bool = False) -> None:
        self.network, self.folder, self.bf16 = network, folder / sha256[:12], bf16
        self.folder.mkdir(parents=True, exist_ok=True)
        self.runs = 0
        self._database = sqlite3.connect(self.folder / "points.db", timeout=120, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute("CREATE TABLE IF NOT EXISTS points (key BLOB PRIMARY KEY, value BLOB)")
        code = b"".join(Path(str(module.__file__)).read_bytes() for module in (decoding, sampling, taylor))
        self._code = hashlib.sha1(code).digest()
        self._films: dict[int, tuple[Any, bytes]] = {}
        self._points: dict[bytes, tuple[Points, Any]] = {}

    def __call__(self, tensor: np.ndarray, fusion: str) -> np.ndarray:
        """Heatmaps (n, h, w) of an input (channels, h, w)."""
        path = self.folder / (hashlib.sha1(tensor.tobytes() + fusion.encode()).hexdigest() + ".npy")
        if path.exists():
            return np.load(path).astype(np.float32)
        self.runs += 1
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
            heatmaps = np.asarray(self.network(tensor, fusion)).astype(np.float16)
        part = path.with_suffix(".part.npy")
        np.save(part, heatmaps)
        part.rename(path)
        return heatmaps.astype(np.float32)

    def points(self, setup: Setup, film: JudgedFilm, make: Callable[[], tuple[Points, Any]]) -> tuple[Points, Any]:
        """Points (n, 2) and confidence (n,) of a film by a set-up: those kept, or what `make` gives."""
        specification = [
            (field.name, getattr(getattr(setup.specification, field.name), "value", None))
            for field in fields(setup.specification)
            if field.name != "scheme"
        ]
        more = [(field.name, getattr(setup, field.name)) for field in fields(setup) if field.name not in _OF_READINGS]
        what = repr((specification, more)).encode()
        key = hashlib.sha1(self._code + self._film(film) + what).digest()
        if key not in self._points:
            row = self._database.execute("SELECT value FROM points WHERE key = ?", (key,)).fetchone()
            if row is None:
                values = np.column_stack(make())
                self._database.execute("INSERT OR REPLACE INTO points VALUES (?, ?)", (key, values.tobytes()))
            else:
                values = np.frombuffer(row[0]).reshape(-1, 3)
            self._points[key] = values[:, :2], values[:, 2]
        return self._points[key]

    def forget(self) -> None:
        """Let go of films and points that a diagnosis had in memory."""
        self._films.clear()
        self._points.clear()

    def _film(self, film: JudgedFilm) -> bytes:
        pixels = film.radiograph.pixels
        if id(pixels) not in self._films:
            grey = film.radiograph.to_8bit()
            # The pixels are kept with it, so that no others come to have their id.
            self._films[id(pixels)] = pixels, hashlib.sha1(repr(grey.shape).encode() + grey.tobytes()).digest()
        return self._films[id(pixels)][1]


class KeptBench(Bench):
    """A bench that asks a `Kept` network for points first; of any other network it is like all benches."""

    def predict(self, setup: Setup, index: int) -> tuple[Points, Any]:
        """Points (n, 2) in film px and confidence (n,) in 0-1 of one film."""
        if not isinstance(self.network, Kept):
            return super().predict(setup, index)
        return self.network.points(setup, self.films[index], lambda: super(KeptBench, self).predict(setup, index))
