"""What is kept of predictions and of films that were looked at, as pydantic checks it."""

from __future__ import annotations

from cephview.io.cases.predictions import StoredPrediction
from cephview.io.cases.schema import Hash, Stored, StoredCalibration, StoredFilm, Text


class KeptPrediction(Stored):
    """A prediction with what it is of, by which program, and how that read films (`READING_VERSION`)."""

    program: Text
    reading: int
    film: Hash
    size: tuple[int, int]
    prediction: StoredPrediction


class KeptOutline(Stored):
    """What a list shows of a film, without reading it again: its thumbnail (PNG, base64) and what its file says."""

    program: Text
    reading: int
    film: StoredFilm
    calibration: StoredCalibration | None
    thumbnail: str
