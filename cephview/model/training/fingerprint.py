"""Which films a model was trained on, so that it can be compared, and nobody learns their names from it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from cephview.io.reading import file_hash
from cephview.model.training.data import TrainingFilm


def film_hash(film: TrainingFilm) -> str:
    """SHA-256, in hex, of the film's file; of its pixels as they are trained on where that cannot be read any more."""
    try:
        return file_hash(film.path)
    except OSError:
        return hashlib.sha256(film.image.tobytes()).hexdigest()


def hash_of(hashes: Sequence[str]) -> str:
    """SHA-256, in hex, of the hashes of films in their order."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def fingerprint(films: Sequence[TrainingFilm]) -> str:
    """How many films, and a hash that is the same for the same films in whatever order and under whatever names."""
    return f"{len(films)} films, SHA-256 {hash_of(sorted(map(film_hash, films)))}"
