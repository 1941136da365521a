"""Which films train and which judge, from round to round; and what becomes of landmarks that nobody read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from training_films import PAIR, TINY, films

from cephview.core.errors import CephViewError
from cephview.core.landmarks import Scheme
from cephview.core.radiograph import Radiograph
from cephview.model.families.loading import load_checkpoint
from cephview.model.lineage import Lineage
from cephview.model.predictor import Predictor
from cephview.model.training.data import TrainingFilm
from cephview.model.training.fingerprint import film_hash
from cephview.model.training.former import former_points, read_counts, told_of_counts, with_former
from cephview.model.training.loop import Trainer
from cephview.model.training.patients import patient_finder
from cephview.model.training.split import split_films
from cephview.model.training.start import start_from

THREE = Scheme("three", "three landmarks", ("S", "N", "Me"))


def drawn(folder: Path, count: int, seed: int = 0):
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for number, film in enumerate(films(count, seed)):
        path = folder / f"f{number}.png"
        cv2.imwrite(str(path), film.image)
        found.append(replace(film, path=path, folder=folder))
    return found


def test_every_nth_film_of_each_folder_is_held_out(tmp_path):
    split = split_films([*drawn(tmp_path / "a", 5), *drawn(tmp_path / "b", 4, 1)], drawn(tmp_path / "c", 3, 2), (), 3)
    held = [(film.folder.name, film.path.name) for film in split.validation]
    assert held == [("a", "f0.png"), ("a", "f3.png"), ("b", "f0.png"), ("b", "f3.png")]
    assert len(split.films) == 8


def test_a_film_that_is_there_twice_counts_once_and_never_on_both_sides(tmp_path):
    some = drawn(tmp_path / "a", 4)
    copy = replace(some[1], path=tmp_path / "b" / "copy.png", folder=tmp_path / "b")
    split = split_films([*some, *some, copy], (), (), 2)
    assert len(split.films) + len(split.validation) == 4
    assert "f0.png" in split.notes[0] and "copy.png (as f1.png)" in split.notes[0]
    with pytest.raises(CephViewError, match=r"copy.png \(as f1.png\) would both train and validate"):
        split_films(some, (), [copy], 0)


def test_the_films_of_a_patient_stay_together(tmp_path):
    some = [replace(film, patient="AB"[i % 2]) for i, film in enumerate(drawn(tmp_path / "a", 6))]
    split = split_films(some, (), (), 3)
    assert {film.patient for film in split.films}.isdisjoint({film.patient for film in split.validation})
    other = [replace(film, patient="A") for film in drawn(tmp_path / "b", 1, 5)]
    with pytest.raises(CephViewError, match=r"f0.png of the validation films show patients"):
        split_films(some, (), other, 0)
    paths = [tmp_path / "p" / who / f"{year}.png" for who in ("x", "y", "z") for year in (1, 2)]
    patient = patient_finder(tmp_path / "p", paths)
    assert [patient(path) == patient(paths[0]) for path in paths] == [True, True, *[False] * 4]
    assert patient_finder(tmp_path, [tmp_path / "a.png"])(tmp_path / "a.png") == ""


def test_what_judged_a_model_judges_the_next_and_new_films_fill_up(tmp_path):
    some = drawn(tmp_path / "a", 9)
    first = split_films(some[1:7], (), (), 3)
    trainer = Trainer(replace(TINY, epochs=1), PAIR, first.films, first.validation, tmp_path / "run")
    lineage = Lineage.of(load_checkpoint(trainer.run()).card)
    assert lineage.held_out == {film_hash(film) for film in first.validation}
    second = split_films(some, (), (), 3, lineage)
    assert {film.path for film in first.films} <= {film.path for film in second.films}
    assert {film.path for film in first.validation} < {film.path for film in second.validation}
    assert len(second.validation) == 3
    assert "2 films judged the model" in second.notes[0]
    with pytest.raises(CephViewError, match="trained the model that this run begins with"):
        split_films(some[7:], (), first.films[:1], 0, lineage)
    third = lineage.after([film_hash(film) for film in second.films], [])
    assert lineage.trained < third.trained and not third.trained & third.held_out


def test_what_nobody_read_is_not_learned_and_gives_no_point(tmp_path):
    nothing = np.full((1, 2), np.nan)
    some = [TrainingFilm(film.path, film.image, np.vstack([film.points, nothing]), film.mm_per_px) for film in films(4)]
    assert told_of_counts(read_counts(some), THREE) == "readings: 4 of S N"
    trainer = Trainer(replace(TINY, epochs=1), THREE, tuple(some), (), tmp_path / "run")
    predictor = Predictor.load(trainer.run())

    prediction = predictor.predict(Radiograph(some[0].image))
    assert np.isfinite(prediction.points[:2]).all() and np.isnan(prediction.points[2]).all()
    assert np.isnan(prediction.confidence[2])
    assert dict(predictor.card().facts)["landmarks not learned"].endswith("Me")
    resumed = Trainer(replace(TINY, epochs=2), THREE, tuple(some), (), tmp_path / "run")
    resumed.resume()
    assert resumed.folder.unlearned == ("Me",)


def test_what_was_not_corrected_is_learned_from_the_model_before_and_measured_against_it(tmp_path):
    start = start_from(Trainer(replace(TINY, epochs=1), PAIR, films(), (), tmp_path / "one").run(), PAIR, epochs=2)
    some = []
    for film in drawn(tmp_path / "a", 6):
        points = film.points.copy()
        points[1] = np.nan
        some.append(replace(film, points=points, readings=points[None], mean=points))
    former = former_points(some, Predictor(start.source).predict, PAIR)
    filled = with_former(some, former)
    assert all(np.isfinite(film.points).all() and np.isnan(film.mean[1]).all() for film in filled)
    assert np.allclose(filled[0].points[0], some[0].points[0]) and read_counts(filled).tolist() == [6, 0]
    trainer = Trainer(start.settings, PAIR, filled[:4], filled[4:], tmp_path / "two", start=start)
    trainer.run()
    assert trainer.history[0]["moved_mm"] < 1.0, "the film is a reduced copy; before training nothing has moved"
    assert "moved N" in trainer.by_landmark[-1] and "N" not in trainer.by_landmark[-1]
    kept = torch.load(tmp_path / "two" / "last.pth", weights_only=True)["run"]["former"]
    assert kept.keys() == former.keys()


def test_a_run_ends_where_validation_no_longer_improves(tmp_path):
    trainer = Trainer(replace(TINY, epochs=9, patience=2, rate=1e-9, average=0), PAIR, films(), films(2, 9), tmp_path)
    trainer.run()
    measured = [row["mre_mm"] for row in trainer.history]
    assert trainer.epoch < 9
    assert trainer.is_over and len(measured) - 1 - int(np.argmin(measured)) == 2
