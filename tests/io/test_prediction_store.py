"""Predictions that are kept: by film and model, whole or not at all, and never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from case_helpers import new_film
from io_helpers import FACE

import cephview
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.io import films
from cephview.io.cases.prediction_store import PredictionStore
from cephview.io.cases.schema import StoredFilm


def said(model: str, by: float = 0.0, name: str = "m") -> Prediction:
    points = FACE + by
    points[3] = np.nan
    identity = ModelIdentity(name, model, ("the order of the landmarks",))
    return Prediction(ISBI_19, points, np.linspace(0, 1, 19), identity, 0.25, np.linspace(3, 9, 19), ("faces left",))


@pytest.fixture
def film(tmp_path: Path) -> StoredFilm:
    return new_film(tmp_path, "Smith^John.jpg")[1]


def test_a_prediction_comes_back_to_the_last_bit_and_names_no_film(tmp_path: Path, film: StoredFilm) -> None:
    store = PredictionStore(tmp_path / "kept")
    assert store.find(film) is None
    store.keep(film, said("a" * 64))
    again = PredictionStore(tmp_path / "kept").find(film, "a" * 64)
    assert again is not None
    for name in ("points", "confidence", "expected_error"):
        assert getattr(again, name).tobytes() == getattr(said("a" * 64), name).tobytes()
    assert (again.model, again.seconds, again.notes) == (said("a" * 64).model, 0.25, ("faces left",))
    written = [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert len(written) == 1 and b"Smith" not in written[0].read_bytes() and "Smith" not in str(written[0])


def test_models_and_films_are_told_apart(tmp_path: Path, film: StoredFilm) -> None:
    store = PredictionStore(tmp_path / "kept")
    store.keep(film, said("a" * 64, 1.0))
    store.keep(film, said("b" * 64, 2.0))
    store.keep(film, said("a" * 64, 3.0))  # in place of the former
    for path in (tmp_path / "kept").rglob("*.json"):
        if '"model_sha256":"bb' in path.read_text():
            os.utime(path, ns=(1, 1))
    assert store.find(film, "b" * 64).points[0, 0] == FACE[0, 0] + 2
    assert store.find(film, "a" * 64).points[0, 0] == store.find(film).points[0, 0] == FACE[0, 0] + 3
    assert store.find(film, "c" * 64) is None
    assert store.find(film.model_copy(update={"sha256": "0" * 64})) is None
    assert store.find(film.model_copy(update={"size": (9, 9)})) is None, "read another way, so its points lie elsewhere"


def test_another_version_may_read_films_another_way(tmp_path: Path, film: StoredFilm, monkeypatch) -> None:
    store = PredictionStore(tmp_path / "kept")
    store.keep(film, said("a" * 64))
    monkeypatch.setattr(cephview, "__version__", "99")
    assert store.find(film) is None


def test_another_way_of_reading_films_makes_what_was_kept_of_them_void(
    tmp_path: Path, film: StoredFilm, monkeypatch
) -> None:
    store = PredictionStore(tmp_path / "kept")
    store.keep(film, said("a" * 64))
    store.keep_outline(film, None, b"png")
    assert store.find(film) is not None and store.find_outline(film.sha256) is not None
    monkeypatch.setattr(films, "READING_VERSION", films.READING_VERSION + 1)
    assert store.find(film) is None and store.find_outline(film.sha256) is None


def test_what_is_damaged_is_as_if_it_were_not_there(tmp_path: Path, film: StoredFilm) -> None:
    store = PredictionStore(tmp_path / "kept")
    store.keep(film, said("a" * 64))
    path = next((tmp_path / "kept").rglob("*.json"))
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        broken = bytearray(whole)
        broken[place] ^= 4
        path.write_bytes(broken)
        assert store.find(film, "a" * 64) is None and store.find(film) is None
        path.write_bytes(whole[:place])
        assert store.find(film) is None
    path.write_bytes(b"[" * 100_000)
    assert store.find(film) is None
    store.keep(film, said("a" * 64))
    assert store.find(film) is not None


def test_a_place_that_cannot_be_written_costs_nothing_but_the_time(tmp_path: Path, film: StoredFilm) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    store = PredictionStore(tmp_path / "kept")
    store.keep(film, said("a" * 64))
    assert store.find(film) is None and (tmp_path / "kept").read_text().startswith("a file")


def test_what_was_not_used_for_longest_goes_first_and_all_stays_within_the_limit(tmp_path: Path) -> None:
    store = PredictionStore(tmp_path / "kept")
    films = [new_film(tmp_path, f"{number}.jpg", f"{number}".encode())[1] for number in range(20)]
    for age, film in enumerate(films):
        store.keep(film, said("a" * 64))
        (path,) = (tmp_path / "kept" / film.sha256).iterdir()
        os.utime(path, (1e9 + age, 1e9 + age))
    assert store.find(films[0]) is not None, "which marks it as used"
    held = store.bytes_held
    assert store.prune(held) == 0 and store.bytes_held == held
    left = tmp_path / "kept" / films[5].sha256 / ".cephview-1.tmp"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    assert store.prune(held // 2) > 9
    assert store.bytes_held <= held // 2
    kept = [store.find(film) is not None for film in films]
    assert kept[0] and not any(kept[1:10]) and all(kept[-8:])
    assert len(list((tmp_path / "kept").iterdir())) == sum(kept), "no folder is left empty"
    assert PredictionStore(tmp_path / "none").prune(10) == 0
