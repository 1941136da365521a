"""Which films train and which judge, from round to round; and what becomes of landmarks that nobody read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from training_films import PAIR, TINY, films

from cephview.cli import main
from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19, Scheme
from cephview.core.radiograph import Radiograph
from cephview.model.families.loading import load_checkpoint
from cephview.model.lineage import Lineage
from cephview.model.predictor import Predictor
from cephview.model.training.data import TrainingFilm
from cephview.model.training.fingerprint import film_hash
from cephview.model.training.former import former_points, read_counts, told_of_counts, with_former
from cephview.model.training.loop import Trainer
from cephview.model.training.patients import patient_finder
from cephview.model.training.run_folder import LAST
from cephview.model.training.split import split_films
from cephview.model.training.start import start_from
from cephview.phantom import PhantomSpec, write_phantom

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
    with pytest.raises(CephViewError, match=r"copy.png \(as f1.png\) would be both among the films"):
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


@pytest.mark.slow
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


@pytest.mark.slow
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
    assert trainer.record.history[0]["moved_mm"] < 1.0, "the film is a reduced copy; before training nothing has moved"
    assert "moved N" in trainer.record.by_landmark[-1] and "N" not in trainer.record.by_landmark[-1]
    kept = torch.load(tmp_path / "two" / "last.pth", weights_only=True)["run"]["former"]
    assert kept.keys() == former.keys()


@pytest.mark.slow
def test_a_run_ends_where_validation_no_longer_improves(tmp_path):
    trainer = Trainer(replace(TINY, epochs=9, patience=2, rate=1e-9, average=0), PAIR, films(), films(2, 9), tmp_path)
    trainer.run()
    measured = [row["mre_mm"] for row in trainer.record.history]
    assert trainer.epoch < 9
    assert trainer.is_over and len(measured) - 1 - int(np.argmin(measured)) == 2


@pytest.mark.slow
def test_the_last_checkpoint_of_another_version_is_one_sentence_or_goes_on(tmp_path, capsys):
    place, out = tmp_path / "films", tmp_path / "run"
    for number in range(4):
        write_phantom(place, f"p{number}", PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0))
    (tmp_path / "s.toml").write_text(replace(TINY, epochs=1, batch=2).to_toml())
    asked = ["train", str(place), "-o", str(out), "--hold-out", "2"]
    assert main([*asked, "--settings", str(tmp_path / "s.toml")]) == 0
    content, toml = torch.load(out / LAST, weights_only=True), (out / "settings.toml").read_text()
    # A newer one, with a setting that is not known here.
    content["run"]["settings"]["of_tomorrow"], content["card"]["version"] = 1, "99.1"
    torch.save(content, out / LAST)
    (out / "settings.toml").write_text(toml + "of_tomorrow = 1\n")
    capsys.readouterr()
    assert main([*asked, "--resume", "--epochs", "2"]) == 2
    said = capsys.readouterr().err
    assert "was written by CephView 99.1" in said and "--from its best.pth" in said and said.count("\n") == 1
    # An older one: no hashes of films, but their names; no seed of all the settings that came since.
    del content["run"]["settings"]["of_tomorrow"], content["run"]["film_hashes"], content["run"]["validation_hashes"]
    del content["run"]["former"], content["card"]["lineage"], content["run"]["settings"]["patience"]
    content["run"]["films"], content["card"]["version"] = ["p1.png", "p3.png"], "0.1.0"
    torch.save(content, out / LAST)
    (out / "settings.toml").write_text(toml)
    assert main([*asked, "--resume", "--epochs", "2"]) == 0
    assert torch.load(out / LAST, weights_only=True)["epoch"] == 2


@pytest.mark.slow
def test_a_model_that_does_not_tell_its_films_is_said_to_be_measured_on_what_it_may_know(tmp_path, capsys):
    place = tmp_path / "films"
    for number in range(4):
        write_phantom(place, f"p{number}", PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0))
    start = Trainer(replace(TINY, epochs=1), ISBI_19, films(4, landmarks=19), (), tmp_path / "one").run()
    told = torch.load(start, weights_only=True)
    asked = ["train", str(place), "--from", str(start), "--hold-out", "2", "--epochs", "1"]
    assert main([*asked, "-o", str(tmp_path / "two")]) == 0
    assert "does not tell" not in capsys.readouterr().out
    del told["card"]["lineage"]
    torch.save(told, start)
    assert main([*asked, "-o", str(tmp_path / "three")]) == 0
    assert "does not tell film by film what trained it" in capsys.readouterr().out


def phantoms(folder, count, first=0):
    for number in range(first, first + count):
        write_phantom(folder, f"p{number:02}", PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0))


@pytest.mark.slow
def test_folds_judge_every_film_by_a_network_that_it_did_not_train(tmp_path, capsys, monkeypatch):
    phantoms(tmp_path / "films", 11)
    (tmp_path / "s.toml").write_text(replace(TINY, epochs=2).to_toml())
    out = tmp_path / "run"
    asked = ["train", str(tmp_path / "films"), "-o", str(out), "--settings", str(tmp_path / "s.toml"), "--folds", "3"]
    done, real = [], Trainer.run

    def run(trainer, *given):
        if len(done) == 2:
            done.append("interrupted")
            raise KeyboardInterrupt
        done.append((trainer.folder.path.name, {film.path.name for film in trainer.films}))
        return real(trainer, *given)

    monkeypatch.setattr(Trainer, "run", run)
    (out / "fold 7").mkdir(parents=True)
    (out / "fold 7" / LAST).write_bytes(b"of a run whose own checkpoint was taken away")
    (out / "folds.json").write_text('{"folds": 3, "told": "of that", "expected": null}')
    (out / "settings.toml").write_text(replace(TINY, epochs=2).to_toml())
    assert main(asked) == 130
    assert not (out / "fold 7").exists() and not (out / "folds.json").exists()
    assert main([*asked[:-2], "--resume"]) == 2
    assert "was begun with --folds" in capsys.readouterr().err
    assert main([*asked, "--resume"]) == 0
    said = capsys.readouterr().out
    runs = [each for each in done if each != "interrupted"]
    assert [name for name, _ in runs] == ["fold 1", "fold 2", "fold 1", "fold 2", "fold 3", "run"]
    parts = [films for name, films in runs[2:5]]
    names = {f"p{number:02}.png" for number in range(11)}
    judged = [names - films for films in parts]
    assert set.union(*judged) == names and sum(map(len, judged)) == 11, "each once, by who did not know it"
    assert runs[-1][1] == names
    known = json.loads((out / "folds.json").read_text())
    assert known["films"] == 11 and f"MRE {known['mre_mm']:.3f} mm" in said
    assert [row["landmark"] for row in known["by_landmark"]] == list(ISBI_19.symbols)
    assert not list(out.glob("fold *"))
    predictor = Predictor.load(out / "best.pth")
    facts = dict(predictor.card().facts)
    assert facts["measured in folds"] == known["told"] and "11 films in 3 folds" in facts["expected errors"]
    assert predictor.reliability is not None
    assert predictor.reliability.to_config() == known["expected"]["RELIABILITY"]
    # They have trained now, so they can tell nothing of the next round; three new ones and more can.
    again = ["train", str(tmp_path / "films"), "-o", str(tmp_path / "next"), "--from", str(out / "best.pth")]
    assert main([*again, "--epochs", "1", "--folds", "3"]) == 2
    assert "11 of the 11 films trained the model" in capsys.readouterr().err
    for more, told in ((["--hold-out", "2"], "goes with neither"), (["--epochs", "1"], "3 films (or patients)")):
        phantoms(tmp_path / "few", 3)
        few = ["train", str(tmp_path / "few"), "-o", str(tmp_path / "no"), "--folds", "5", *more]
        assert main(few) == 2
        assert told in capsys.readouterr().err
