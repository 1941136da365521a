"""What is kept of predictions and of films that were looked at, as pydantic checks it."""

from __future__ import annotations

from cephview.io.cases.schema import Hash, Stored, StoredCalibration, StoredFilm, StoredPrediction, Text


class KeptPrediction(Stored):
    """A prediction with what it is of; `program` because another version may read a film another way."""

    program: Text
    film: Hash
    size: tuple[int, int]
    prediction: StoredPrediction


class KeptOutline(Stored):
    """What a list shows of a film, without reading it again: its thumbnail (PNG, base64) and what its file says."""

    program: Text
    film: StoredFilm
    calibration: StoredCalibration | None
    thumbnail: str
