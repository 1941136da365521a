"""Predictions that are kept over a restart: one small file a film and model, found by the hashes of both.

They are work of the machine alone, so they can be made again: what cannot be written or read is passed over in silence.
The user's own work lies in the case file (see `store`). No name of a film or a patient is in here.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import cephview
from cephview.core.calibration import Calibration
from cephview.core.errors import CephViewError
from cephview.core.prediction import Prediction
from cephview.io import films
from cephview.io.atomic import remove_leftovers, write_atomically
from cephview.io.cases.paths import own_folder
from cephview.io.least_used import remove_least_used
from cephview.io.reading import read_bytes

if TYPE_CHECKING:
    from cephview.io.cases.kept_schema import KeptOutline, KeptPrediction
    from cephview.io.cases.schema import StoredFilm

_LIMIT = 4 << 20
_OUTLINE = "film.outline"
# How exactly it is known when a prediction was used last.
_USED_SECONDS = 3600.0


class PredictionStore:
    """The predictions in one folder, which need not exist. Any thread may ask, and other windows may write."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def default(cls) -> PredictionStore:
        """The user's own, beside the work folder of the cases, or where CEPHVIEW_CASES says."""
        return cls(own_folder() / "predictions")

    def find(self, film: StoredFilm, model: str = "") -> Prediction | None:
        """What the model of this SHA-256 said of a film, or the latest of any model for ""; None if nothing."""
        with suppress(OSError):
            files = [self._path(film, model)] if model else self._latest_first(film)
            for path in files:
                kept = _read(path)
                if kept and _of_today(kept) and (kept.film, kept.size) == (film.sha256, film.size):
                    _mark_used(path)
                    return kept.prediction.core()
        return None

    def keep(self, film: StoredFilm, prediction: Prediction) -> None:
        """Put a prediction on disk, in place of the same model's former one."""
        from cephview.io.cases.kept_schema import KeptPrediction
        from cephview.io.cases.predictions import StoredPrediction

        stored = StoredPrediction.of(prediction)
        assert stored is not None
        kept = KeptPrediction(
            program=cephview.__version__,
            reading=films.READING_VERSION,
            film=film.sha256,
            size=film.size,
            prediction=stored,
        )
        body = kept.model_dump_json()
        path = self._path(film, prediction.model.sha256)
        with suppress(OSError, CephViewError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, f'["{_checksum(body)}",{body}]\n'.encode())

    def find_outline(self, sha256: str) -> KeptOutline | None:
        """What was kept of the film of this hash; None if nothing, or by a version that may read it another way."""
        from cephview.io.cases.kept_schema import KeptOutline

        path = self._folder / sha256 / _OUTLINE
        with suppress(OSError, CephViewError, ValueError, RecursionError):
            body = read_bytes(path, _LIMIT).decode()
            checksum, _, text = body.partition("\n")
            kept = KeptOutline.model_validate_json(text) if checksum == _checksum(text) else None
            if kept and _of_today(kept) and kept.film.sha256 == sha256:
                _mark_used(path)
                return kept
        return None

    def keep_outline(self, film: StoredFilm, calibration: Calibration | None, thumbnail: bytes) -> None:
        """Keep a film's thumbnail, and the calibration that its own file gives. Its name is not kept."""
        from cephview.io.cases.kept_schema import KeptOutline
        from cephview.io.cases.schema import StoredCalibration

        kept = KeptOutline(
            program=cephview.__version__,
            reading=films.READING_VERSION,
            film=film.model_copy(update={"name": ""}),
            calibration=StoredCalibration.of(calibration) if calibration else None,
            thumbnail=base64.b64encode(thumbnail).decode(),
        )
        text = kept.model_dump_json()
        path = self._folder / film.sha256 / _OUTLINE
        with suppress(OSError, CephViewError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, f"{_checksum(text)}\n{text}".encode())

    def prune(self, limit: int) -> int:
        """Remove what was not used for longest where all together takes more than `limit` bytes; how many were removed.

        A tenth more than needed goes, so that it is not done again at once.
        """
        removed = remove_least_used(self._folder.glob("*/*"), limit, down_to=0.9)
        for path in removed:
            remove_leftovers(path.parent)
            with suppress(OSError):  # refused as long as another model's lies there
                path.parent.rmdir()
        return len(removed)

    @property
    def bytes_held(self) -> int:
        """What all files take."""
        total = 0
        for path in self._folder.glob("*/*"):
            with suppress(OSError):
                total += path.stat().st_size
        return total

    def _path(self, film: StoredFilm, model: str) -> Path:
        return self._folder / film.sha256 / f"{hashlib.sha256(model.encode()).hexdigest()[:32]}.json"

    def _latest_first(self, film: StoredFilm) -> list[Path]:
        files = (self._folder / film.sha256).glob("*.json")
        return sorted(files, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def _of_today(kept: KeptPrediction | KeptOutline) -> bool:
    """Whether this program read films, and their points, as the one that kept it."""
    return (kept.program, kept.reading) == (cephview.__version__, films.READING_VERSION)


def _read(path: Path) -> KeptPrediction | None:
    from cephview.io.cases.kept_schema import KeptPrediction

    try:
        text = read_bytes(path, _LIMIT).decode()
        body = text[len('["') + 64 + len('",') : -len("]\n")]
        return KeptPrediction.model_validate_json(body) if json.loads(text)[0] == _checksum(body) else None
    except (CephViewError, ValueError, TypeError, LookupError, RecursionError):
        return None


def _mark_used(path: Path) -> None:
    with suppress(OSError):
        status = path.stat()
        if time.time() - max(status.st_atime, status.st_mtime) > _USED_SECONDS:
            os.utime(path, (time.time(), status.st_mtime))  # the other time says which is the latest


def _checksum(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
