from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from training_films import PAIR, TINY, films, spot

from cephview.cli import main
from cephview.core.errors import CephViewError
from cephview.core.film_statistics import CARD_KEY
from cephview.core.landmarks import AARIZ_29, ISBI_19, Scheme
from cephview.core.reference import mean_points
from cephview.model.decoding import SoftArgmax
from cephview.model.families.hrnet import HRNet, w32
from cephview.model.families.loading import load_checkpoint, save_checkpoint
from cephview.model.grid import Grid
from cephview.model.predictor import Predictor
from cephview.model.specification import Decoding
from cephview.model.training import learner
from cephview.model.training.augment import augment
from cephview.model.training.data import AugmentedFilms, collect
from cephview.model.training.epoch import batches_of
from cephview.model.training.loop import Trainer
from cephview.model.training.loss import spatial_cross_entropy
from cephview.model.training.networks import hrnet
from cephview.model.training.ranks import ALONE, Ranks
from cephview.model.training.run_folder import BEST, INTERRUPTED, LAST, LOG, RunFolder
from cephview.model.training.run_lock import alone_in
from cephview.model.training.settings import TrainingSettings, read_settings
from cephview.model.training.start import architecture_of, start_from
from cephview.model.training.targets import check_readers, keep_named
from cephview.phantom import PhantomSpec, write_phantom
from cephview.phantom.aariz import write_aariz

GRID = Grid((64, 96), (16, 24), "centre")


def weights(path):
    return torch.load(path, weights_only=True)["model_state_dict"]


# Loss


def naive_loss(logits, points, sigma):
    """The dense computation: the target map is built, normalised and compared cell by cell."""
    target = torch.from_numpy(SoftArgmax(GRID, sigma, Decoding("softargmax")).encode(points.numpy()))
    losses = []
    for b in range(points.shape[0]):
        for n in range(points.shape[1]):
            cell = GRID.to_heatmap(points[b, n].numpy())
            if np.isfinite(cell).all() and 0 <= cell[0] <= 15 and 0 <= cell[1] <= 23:
                q = torch.softmax(target[b, n].flatten(), 0)
                losses.append(-(q * torch.log_softmax(logits[b, n].flatten(), 0)).sum())
    return torch.stack(losses).mean()


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 1000), sigma=st.floats(0.5, 3))
def test_the_loss_is_the_dense_cross_entropy(seed, sigma):
    chance = torch.Generator().manual_seed(seed)
    logits = torch.randn(2, 3, 24, 16, generator=chance, dtype=torch.float64) * 5
    points = torch.rand(2, 3, 2, generator=chance, dtype=torch.float64) * torch.tensor([90.0, 110.0])
    points[0, 0], points[1, 2, 1] = torch.tensor([30.0, 30.0]), float("nan")
    found = spatial_cross_entropy(logits, points, GRID, sigma)
    assert found.item() == pytest.approx(naive_loss(logits, points, sigma).item(), rel=1e-9)


def test_unread_points_train_nothing():
    logits = torch.randn(1, 2, 24, 16, requires_grad=True)
    points = torch.tensor([[[30.0, 30.0], [float("nan"), 5.0]]])
    spatial_cross_entropy(logits, points, GRID, 2.0).backward()
    assert logits.grad is not None
    assert bool(torch.isfinite(logits.grad).all())
    assert logits.grad[0, 1].abs().max() == 0
    assert logits.grad[0, 0].abs().max() > 0
    none = spatial_cross_entropy(logits, torch.full((1, 2, 2), float("nan")), GRID, 2.0)
    assert none.item() == 0


# Augmentation


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), mirror=st.sampled_from([0.0, 1.0]))
def test_points_move_with_the_pixels(seed, mirror):
    s = TrainingSettings(
        input_width=256, input_height=320, invert=0, gamma=0, noise=0, cut_out=0, blur=0, mirror=mirror
    )
    image, point = spot((300, 400), (140.0, 190.0), 7.0), np.array([[140.0, 190.0], [np.nan, 3.0]])
    warped, moved = augment(image, point, s, np.random.default_rng(seed))
    assert warped.shape == (320, 256)
    assert np.isnan(moved[1]).any()
    bright = np.where(warped > 0.5 * warped.max(), warped.astype(float) - 0.5 * warped.max(), 0)
    rows, columns = np.mgrid[:320, :256]
    centroid = np.array([(bright * columns).sum(), (bright * rows).sum()]) / bright.sum()
    assert np.abs(centroid - moved[0]).max() < 0.25


def test_augmentation_is_the_seeds_alone():
    film = films(1)[0]
    one, two = (augment(film.image, film.points, TINY, np.random.default_rng(5)) for _ in range(2))
    other = augment(film.image, film.points, TINY, np.random.default_rng(6))
    assert np.array_equal(one[0], two[0])
    assert np.array_equal(one[1], two[1])
    assert not np.array_equal(one[1], other[1])
    assert one[0].dtype == np.uint8


# Films


def write_film(folder, name, size, centre):
    folder.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(folder / f"{name}.png"), spot(size, centre, 9.0))
    x, y = centre
    (folder / f"{name}.txt").write_text("\n".join(f"{x},{y}" for _ in range(19)) + "\n")


def test_the_cached_film_and_its_points_stay_together(tmp_path):
    write_film(tmp_path, "a", (601, 1203), (548.0, 1150.0))
    found = collect([tmp_path], ISBI_19, TINY)
    film = found.films[0]
    bright = np.where(film.image > 60, film.image.astype(float), 0)
    rows, columns = np.mgrid[: film.image.shape[0], : film.image.shape[1]]
    centroid = np.array([(bright * columns).sum(), (bright * rows).sum()]) / bright.sum()
    assert film.image.shape[0] < 200
    assert np.abs(film.points[0] - centroid).max() < 0.1


def _two_readers(folder, first, second):
    write_film(folder, "a", (600, 1200), (300.0, 600.0))
    (folder / "a.txt").unlink()
    for who, (x, y) in (("reader_1", first), ("reader_2", second)):
        (folder / who).mkdir()
        (folder / who / "a.txt").write_text("\n".join(f"{x},{y}" for _ in range(19)) + "\n")


def test_the_target_of_a_landmark_may_be_one_readers(tmp_path):
    _two_readers(tmp_path, (300.0, 600.0), (340.0, 620.0))
    film = collect([tmp_path], ISBI_19, replace(TINY, readers={"Pog'": "reader 2", "B": "somebody"})).films[0]
    both = collect([tmp_path], ISBI_19, TINY).films[0]
    pog, b, s = (ISBI_19.index(symbol) for symbol in ("Pog′", "B", "S"))
    assert np.allclose(film.points[pog], both.readings[1, pog]) and not np.allclose(film.points[pog], both.points[pog])
    assert np.allclose(film.points[[b, s]], both.points[[b, s]])  # who did not read the film decides nothing
    assert np.allclose(film.mean, film.points)  # validation compares with what is trained


def test_one_landmark_may_be_drawn_and_another_meaned():
    one = films(1)[0]
    readings = np.stack([one.points - 2.0, one.points + 2.0])
    film = replace(one, readings=readings, observers=("a", "b"), points=mean_points(readings))
    still = {"rotation": 0, "zoom": 0, "shift": 0, "stretch": 0}
    for observers, readers, drawn in (("mean", {"N": "each"}, 1), ("each", {"N": "mean"}, 0)):
        data = AugmentedFilms([film] * 30, replace(TINY, observers=observers, readers=readers, **still), PAIR)
        seen = np.array([data[i][1].numpy() for i in range(30)])
        assert len(np.unique(seen[:, drawn, 0].round(3))) == 2
        assert len(np.unique(seen[:, 1 - drawn, 0].round(3))) == 1
    named = readings.copy()
    keep_named(named, ("a", "b"), PAIR, {"N": "mean", "S": "b"})
    assert np.array_equal(named[:, 1], readings[:, 1]) and np.isnan(named[0, 0]).all()


def test_a_reader_who_read_no_film_is_refused():
    check_readers([("senior", "junior"), ("observer 1",)], {"Pog'": "junior", "S": "each", "N": "mean"})
    with pytest.raises(CephViewError, match=r"Pog' by juniour, who read none.*senior, junior, observer 1"):
        check_readers([("senior", "junior"), ("observer 1",)], {"Pog'": "juniour"})


def test_a_reader_of_a_landmark_that_is_none_is_refused(tmp_path):
    _two_readers(tmp_path, (300.0, 600.0), (340.0, 620.0))
    found = collect([tmp_path], ISBI_19, replace(TINY, readers={"Pogonion": "reader 2"}))
    assert not found.films and "Pogonion, which is no landmark" in found.problems[-1]


def test_films_that_cannot_be_used_are_named(tmp_path):
    write_film(tmp_path, "good", (120, 160), (50.0, 60.0))
    cv2.imwrite(str(tmp_path / "unread.png"), spot((50, 50), (5, 5)))
    (tmp_path / "broken.png").write_bytes(b"no image")
    seen = []
    found = collect([tmp_path], ISBI_19, TINY, progress=lambda done, total: seen.append((done, total)))
    assert [film.path.name for film in found.films] == ["good.png"]
    assert np.isnan(found.films[0].mm_per_px).all()
    assert any("unread.png" in problem for problem in found.problems)
    assert any("broken.png" in problem for problem in found.problems)
    assert seen[-1] == (3, 3)


def test_films_of_several_sets_train_the_landmarks_they_have(tmp_path):
    write_film(tmp_path / "isbi", "a", (120, 160), (50.0, 60.0))
    cv2.imwrite(str(tmp_path / "b.png"), spot((100, 100), (30, 30)))
    marks = [{"title": "Condylion", "value": {"x": 30, "y": 31}}, {"title": "Sella", "value": {"x": 40, "y": 41}}]
    (tmp_path / "b.json").write_text(json.dumps({"landmarks": marks}))
    for folder, name, size in ((tmp_path / "isbi", "a.png", "120,160,0.2"), (tmp_path, "b.png", "100,100,0.4")):
        (folder / "images.csv").write_text(f"file,width,height,mm_per_pixel\n{name},{size}\n")
    one, two = collect([tmp_path / "isbi", tmp_path], AARIZ_29, TINY).films
    known = [{AARIZ_29.symbols[i] for i in np.flatnonzero(np.isfinite(f.points).all(1))} for f in (one, two)]
    assert known[0] == set(ISBI_19.symbols)
    assert known[1] == {"Co", "S"}
    scale = [film.image.shape[0] / height for film, height in ((one, 160), (two, 100))]
    assert [film.mm_per_px[1] * k for film, k in zip((one, two), scale, strict=True)] == pytest.approx([0.2, 0.4])
    alone = collect([tmp_path], Scheme("one", "gonion alone", ("Go",)), TINY)
    assert not alone.films
    assert any("b.png has no landmark of gonion alone" in problem for problem in alone.problems)


def test_a_missing_landmark_trains_the_others(tmp_path):
    whole = films(4)
    part = tuple(replace(film, points=np.where([[True], [False]], film.points, np.nan)) for film in whole)
    trainer = Trainer(replace(TINY, epochs=1, weight_decay=0.0), PAIR, part, (), tmp_path)
    before = {name: tensor.clone() for name, tensor in trainer.learner.network.state_dict().items()}
    trainer.run()
    row = trainer.learner.network.state_dict()["final_layer.3.weight"]
    assert not torch.equal(row[0], before["final_layer.3.weight"][0])
    assert torch.equal(row[1], before["final_layer.3.weight"][1])


def test_observers_as_samples_or_as_their_mean():
    one = films(1)[0]
    readings = np.stack([one.points - 2.0, one.points + 2.0])
    readings[1, 0] = np.nan
    film = replace(one, readings=readings, observers=("a", "b"), points=mean_points(readings))
    still = {"rotation": 0, "zoom": 0, "shift": 0, "stretch": 0}
    seen = {}
    for kind in ("mean", "each"):
        data = AugmentedFilms([film] * 30, replace(TINY, observers=kind, **still), PAIR)
        seen[kind] = np.array([data[i][1].numpy() for i in range(30)])
        data.epoch = 1
        other = np.array([data[i][1].numpy() for i in range(30)])
        assert np.array_equal(seen[kind], other) == (kind == "mean")
    assert np.allclose(seen["mean"], seen["mean"][0])
    assert len(np.unique(seen["each"][:, 1, 0].round(3))) == 2
    assert np.allclose(seen["each"][:, 0], seen["mean"][0, 0])
    assert abs(seen["each"][:, 1].mean() - seen["mean"][:, 1].mean()) < 1.5


# Settings


def test_settings_survive_their_toml(tmp_path):
    s = replace(TINY, layout="full", weight_decay=1e-5, rate=3)
    (tmp_path / "s.toml").write_text(s.to_toml())
    assert asdict(read_settings(tmp_path / "s.toml")) == asdict(s)
    assert read_settings(tmp_path / "s.toml", epochs=9, seed=None).epochs == 9
    assert read_settings(None) == TrainingSettings()
    channels = replace(TINY, mean=(0.485, 0.456, 0.406), observers="each", readers={"Pog'": 'the "junior"', "B": "1"})
    (tmp_path / "s.toml").write_text(channels.to_toml())
    assert read_settings(tmp_path / "s.toml") == channels


@pytest.mark.parametrize(
    "text",
    [
        "epochs = 0",
        "readers = 3",
        "readers = { S = 3 }",
        "epochs = true",
        "epochs = 1.5",
        "rate = 0",
        "rate = nan",
        "rate = inf",
        "rate = 'x'",
        "batch = -1",
        "input_width = 0",
        "input_width = -64",
        "input_height = 100",
        "input_width = 32",
        "layout = 'huge'",
        "observers = 'senior'",
        "mean = [0.4, 0.4]",
        "std = [0.2, 0.2, 0.0]",
        "mean = ['x']",
        "std = 0",
        "validate_every = 0",
        "warm_up = 1.5",
        "sigma = 0.0",
        "seed = -1",
        "weight_decay = -1",
        "clip = 0",
        "nonsense",
        "unknown = 3",
        "cut_out = 2.0",
        "noise = -0.1",
        "\xff",
    ],
)
def test_bad_settings_are_one_sentence(tmp_path, text):
    (tmp_path / "s.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(CephViewError) as caught:
        read_settings(tmp_path / "s.toml")
    assert "\n" not in str(caught.value)


def test_settings_that_are_not_there():
    with pytest.raises(CephViewError, match=r"absent\.toml"):
        read_settings(Path("absent.toml"))


# Runs


def test_a_run_learns_and_its_checkpoint_predicts(tmp_path):
    s = replace(TINY, epochs=5)
    seen = []
    best = Trainer(s, PAIR, films(24), films(3, 9), tmp_path / "run", card={"name": "tiny"}).run(seen.append)
    assert best == tmp_path / "run" / BEST
    with (tmp_path / "run" / LOG).open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["epoch"] for row in rows] == ["1.0", "2.0", "3.0", "4.0", "5.0"]
    assert float(rows[-1]["loss"]) < float(rows[0]["loss"])
    assert len([p for p in seen if p.validation]) == 5
    model = Predictor.load(best)
    assert model.identity.assumptions == ()
    assert {row.origin for row in model.card().preprocessing if row.field != "output read"} == {"declared"}
    assert "MRE" in dict(model.card().facts)["measured in training"]
    assert model.specification.scheme.value.symbols == PAIR.symbols
    assert load_checkpoint(tmp_path / "run" / LAST).network.architecture == load_checkpoint(best).network.architecture


@pytest.mark.slow
def test_the_averaged_weights_of_a_short_run_are_not_those_it_began_with(tmp_path):
    """Two epochs of two batches, and a mean over the last thousand: what is saved has learned all the same."""
    trainer = Trainer(replace(TINY, epochs=2, average=0.999), PAIR, films(), films(2, 9), tmp_path)
    first = {name: tensor.clone() for name, tensor in trainer.learner.network.state_dict().items()}
    trainer.run()
    last, saved = trainer.learner.network.state_dict(), trainer.learner.averaged.module.state_dict()
    names = [name for name, _ in trainer.learner.network.named_parameters()]
    from_first, from_last = (sum(float((saved[n] - w[n]).norm()) for n in names) for w in (first, last))
    assert from_last < from_first


@pytest.mark.slow
def test_a_resumed_run_is_the_unbroken_run(tmp_path):
    whole = Trainer(TINY, PAIR, films(), films(2, 9), tmp_path / "whole")
    whole.run()

    class Stop(Exception):
        pass

    def stop(progress):
        if progress.epoch == 2 and progress.batch:
            raise Stop

    broken = Trainer(TINY, PAIR, films(), films(2, 9), tmp_path / "broken")
    with pytest.raises(Stop):
        broken.run(stop)
    resumed = Trainer(TINY, PAIR, films(), films(2, 9), tmp_path / "broken")
    (tmp_path / "broken" / ".cephview-0123.tmp").write_bytes(b"left by a kill")
    resumed.resume()
    assert resumed.epoch == 2
    resumed.run()
    for name in (LAST, BEST):
        one, two = weights(tmp_path / "whole" / name), weights(tmp_path / "broken" / name)
        assert all(torch.allclose(one[key].float(), two[key].float(), atol=1e-6) for key in one)
    assert not list((tmp_path / "broken").glob(".cephview-*"))
    keep = ("epoch", "loss", "mre_mm")
    assert [[row[k] for k in keep] for row in whole.record.history] == [
        pytest.approx([row[k] for k in keep]) for row in resumed.record.history
    ]


def interrupt(at):
    def report(progress):
        if (progress.epoch, progress.batch) == at:
            raise KeyboardInterrupt

    return report


@pytest.mark.slow
def test_an_interrupt_leaves_the_last_whole_epoch(tmp_path):
    s = replace(TINY, epochs=3)
    with pytest.raises(KeyboardInterrupt):
        Trainer(s, PAIR, films(), films(2, 9), tmp_path).run(interrupt((1, 1)))
    assert torch.load(tmp_path / LAST, weights_only=True)["epoch"] == 1
    assert Predictor.load(tmp_path / LAST).specification.scheme.value.symbols == PAIR.symbols
    assert not (tmp_path / INTERRUPTED).exists()


@pytest.mark.slow
def test_an_interrupt_in_the_first_epoch_leaves_weights_and_can_be_resumed(tmp_path):
    s = replace(TINY, epochs=1)
    with pytest.raises(KeyboardInterrupt):
        Trainer(s, PAIR, films(), (), tmp_path / "a").run(interrupt((0, 1)))
    assert Predictor.load(tmp_path / "a" / INTERRUPTED).card().landmarks == 2
    resumed = Trainer(s, PAIR, films(), (), tmp_path / "a")
    resumed.resume()
    assert resumed.epoch == 0
    resumed.run()
    assert not (tmp_path / "a" / INTERRUPTED).exists()
    Trainer(s, PAIR, films(), (), tmp_path / "b").run()
    one, two = weights(tmp_path / "a" / LAST), weights(tmp_path / "b" / LAST)
    assert all(torch.equal(one[key], two[key]) for key in one)


@pytest.mark.slow
def test_a_run_from_before_a_setting_existed_resumes(tmp_path):
    s = replace(TINY, epochs=1)
    Trainer(s, PAIR, films(), (), tmp_path).run()
    content = torch.load(tmp_path / LAST, weights_only=True)
    del content["run"]["settings"]["observers"]
    content["run"]["settings"] |= {"mean": 0.45, "std": 0.25}
    save_checkpoint(tmp_path / LAST, content)
    resumed = Trainer(s, PAIR, films(), (), tmp_path)
    resumed.resume()
    assert resumed.epoch == 1


@pytest.mark.slow
def test_what_cannot_be_resumed(tmp_path):
    out = tmp_path / "run"
    with pytest.raises(CephViewError, match=r"last\.pth"):
        Trainer(TINY, PAIR, films(), (), out).resume()
    Trainer(replace(TINY, epochs=1), PAIR, films(), (), out).run()
    for s, given_films, named in (
        (replace(TINY, epochs=1, rate=1e-3, seed=7), films(), "rate 0.005 then, 0.001 now; seed 0 then, 7 now"),
        (replace(TINY, epochs=1), films(5), "8 films then, 5 now"),
    ):
        with pytest.raises(CephViewError, match="other settings or films") as caught:
            Trainer(s, PAIR, given_films, (), out).resume()
        assert named in str(caught.value)
    (out / LAST).write_bytes((out / BEST).read_bytes())
    with pytest.raises(CephViewError, match="weights alone"):
        Trainer(replace(TINY, epochs=1), PAIR, films(), (), out).resume()


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A checkpoint of one epoch: two landmarks, S and N."""
    return Trainer(replace(TINY, epochs=1), PAIR, films(), (), tmp_path_factory.mktemp("trained") / "run").run()


def test_a_checkpoint_brings_its_weights_and_its_preprocessing(tmp_path, trained):
    start = start_from(trained, PAIR, epochs=1)
    kept = ("width", "layout", "input_width", "input_height", "sigma", "mean", "std")
    assert [getattr(start.settings, name) for name in kept] == [getattr(TINY, name) for name in kept]
    assert start.settings.rate < TrainingSettings().rate
    trainer = Trainer(start.settings, PAIR, films(), (), tmp_path, start=start)
    state = load_checkpoint(trained).network.state_dict()
    for network in (trainer.learner.network, trainer.learner.averaged.module):
        assert all(torch.equal(tensor, state[name]) for name, tensor in network.state_dict().items())


@pytest.mark.slow
def test_a_run_from_a_checkpoint_keeps_what_it_began_with_where_no_epoch_is_better(tmp_path, capsys):
    for number in range(4):
        write_phantom(tmp_path / "films", f"p{number}", PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0))
    (tmp_path / "s.toml").write_text(replace(TINY, epochs=1, batch=2).to_toml())
    films_of = ["train", str(tmp_path / "films"), "--hold-out", "2"]
    first = tmp_path / "first"
    assert main([*films_of, "-o", str(first), "--settings", str(tmp_path / "s.toml")]) == 0
    assert "before" not in capsys.readouterr().out, "a network from nothing has no before"
    # Eight epochs: after three a network as small may be worse, by nothing but rounding.
    for rate, kept in ((1e-9, 0), (0.01, 8)):
        out = tmp_path / f"run{rate}"
        (tmp_path / "s.toml").write_text(f"epochs = 8\nbatch = 2\nvalidate_every = 8\nrate = {rate}\naverage = 0\n")
        asked = [*films_of, "-o", str(out), "--from", str(first / BEST), "--settings", str(tmp_path / "s.toml")]
        assert main(asked) == 0
        said = capsys.readouterr().out
        with (out / LOG).open(newline="") as file:
            rows = {float(row["epoch"]): row for row in csv.DictReader(file)}
        before, after = float(rows[0.0]["mre_mm"]), float(rows[8.0]["mre_mm"])
        assert f"before the first epoch, validation MRE {before:.3f}" in said
        assert (after < before) == (kept == 8), (before, after)
        assert load_checkpoint(out / BEST).card["validation"]["mre_mm"] == min(before, after)
        if kept:
            assert f"{before:.3f} mm before, {after:.3f} mm after epoch 8" in said
        else:
            assert f"no epoch was better on the validation films than the weights it began with ({before:.3f}" in said
            start, best = weights(first / BEST), weights(out / BEST)
            assert [key for key in start if not torch.equal(start[key], best[key])] == []


def test_another_scheme_keeps_the_rows_of_the_landmarks_it_shares(tmp_path, trained):
    three = Scheme("three", "three landmarks", ("N", "Me", "S"))
    start = start_from(trained, three)
    assert any("2 of 3 landmarks (N S); made anew: Me" in note for note in start.notes)
    network = Trainer(start.settings, three, films(landmarks=3), (), tmp_path, start=start).learner.network
    state = load_checkpoint(trained).network.state_dict()
    for name, tensor in network.state_dict().items():
        if name.startswith("final_layer.3"):
            assert torch.equal(tensor[[2, 0]], state[name])
            assert not torch.equal(tensor[1], state[name][0])
        else:
            assert torch.equal(tensor, state[name])


@pytest.mark.slow
def test_the_command_finds_the_landmarks_of_the_model_it_starts_from(tmp_path, trained, capsys):
    for number in range(2):
        write_phantom(tmp_path / "films", f"p{number}", PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0))
    asked = ["train", str(tmp_path / "films"), "-o", str(tmp_path / "run"), "--from", str(trained), "--epochs", "1"]
    assert main(asked) == 0
    assert "kept: all weights, the head of 2 landmarks too" in capsys.readouterr().out
    assert main([*asked, "--resume"]) == 0, "and those of the run it goes on with"
    found = load_checkpoint(tmp_path / "run" / BEST).specification.scheme.value
    assert found.symbols == PAIR.symbols


def test_settings_that_ask_for_another_network_than_the_checkpoint(tmp_path, trained):
    (tmp_path / "s.toml").write_text("width = 8\n")
    with pytest.raises(CephViewError, match=r"another network \(HRNet-W4, .*leave layout and width out"):
        start_from(trained, PAIR, tmp_path / "s.toml")
    (tmp_path / "s.toml").write_text("input_width = 96\nrate = 1e-3\n")
    s = start_from(trained, PAIR, tmp_path / "s.toml").settings
    assert (s.input_width, s.input_height, s.rate) == (96, 96, 1e-3)


@pytest.mark.slow
def test_a_network_of_neither_layout_trains_and_resumes(tmp_path):
    strange = replace(w32(2, fusion="bilinear", width=4), in_channels=1, head_kernel=3)
    config = {"INPUT": {"IMAGE_SIZE": [96, 64], "MEAN": [0.4], "STD": [0.2], "COLOR": "gray"}}
    config |= {"LANDMARKS": {"SCHEME": "pair", "SYMBOLS": ["S", "N"]}, "MODEL": strange.to_config()}
    save_checkpoint(tmp_path / "w.pth", {"model_state_dict": HRNet(strange).state_dict(), "config": config})
    start = start_from(tmp_path / "w.pth", PAIR, epochs=1)
    assert start.settings.layout == "checkpoint"
    best = Trainer(start.settings, PAIR, films(4), (), tmp_path / "run", start=start).run()
    found = load_checkpoint(best)
    assert found.network.architecture == strange
    assert found.specification.mean.value == (0.4,)
    resumed = Trainer(read_settings(tmp_path / "run" / "settings.toml"), PAIR, films(4), (), tmp_path / "run")
    resumed.resume()
    assert resumed.epoch == 1
    with pytest.raises(CephViewError, match="needs the checkpoint"):
        Trainer(start.settings, PAIR, films(4), (), tmp_path / "other")


def test_what_cannot_be_trained(tmp_path):
    with pytest.raises(CephViewError, match="no film"):
        Trainer(TINY, PAIR, (), (), tmp_path)
    with pytest.raises(CephViewError, match="mm per pixel"):
        Trainer(TINY, PAIR, films(), films(2, mm=float("nan")), tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(CephViewError, match="file"):
        Trainer(TINY, PAIR, films(), (), tmp_path / "file").run()


@pytest.mark.slow
def test_a_run_is_lengthened(tmp_path):
    Trainer(replace(TINY, epochs=2), PAIR, films(), films(2, 9), tmp_path).run()
    longer = Trainer(replace(TINY, epochs=4), PAIR, films(), films(2, 9), tmp_path)
    longer.resume()
    assert longer.epoch == 2
    longer.run()
    assert [row["epoch"] for row in longer.record.history] == [1, 2, 3, 4]
    again = Trainer(replace(TINY, epochs=4), PAIR, films(), films(2, 9), tmp_path)
    again.resume()
    assert again.epoch == 4
    with pytest.raises(CephViewError, match="4 epochs behind it already"):
        Trainer(replace(TINY, epochs=3), PAIR, films(), films(2, 9), tmp_path).resume()


@pytest.mark.slow
def test_a_loss_that_grows_a_hundredfold_ends_the_run_and_keeps_the_epoch_before(tmp_path, monkeypatch):
    trainer = Trainer(replace(TINY, epochs=3), PAIR, films(), films(2, 9), tmp_path)
    real = learner.spatial_cross_entropy

    def grown(*arguments):
        return real(*arguments) * (1000.0 if trainer.epoch == 1 else 1.0)

    monkeypatch.setattr(learner, "spatial_cross_entropy", grown)
    with pytest.raises(CephViewError, match=r"has grown from .* in epoch 2.*lower rate \(it is 0\.005"):
        trainer.run()
    assert torch.load(tmp_path / LAST, weights_only=True)["epoch"] == 1
    assert load_checkpoint(tmp_path / BEST).network.architecture.joints == 2


def test_two_trainings_in_one_folder(tmp_path, capsys):
    arguments = ["train", str(tmp_path), "-o", str(tmp_path / "run")]
    with alone_in(tmp_path / "run"):
        assert main(arguments) == 2
        assert "Another training is under way" in capsys.readouterr().err
    assert not (tmp_path / "run").exists(), "nothing came of it, and nothing is left"
    assert main(arguments) == 2
    assert "reading beside it" in capsys.readouterr().err


@pytest.mark.slow
def test_more_films_wait_for_the_next_round(tmp_path, capsys):
    def drawn(*names):
        for name in names:
            spec = PhantomSpec(seed=len(name), width=193, height=240, mm_per_px=1.0)
            write_phantom(tmp_path / "films", name, spec)
            film = next((tmp_path / "films").glob(f"{name}.*g"))
            film.write_bytes(film.read_bytes() + name.encode())  # each a file of its own

    drawn("p1", "p22", "p333", "p4444")
    (tmp_path / "s.toml").write_text(replace(TINY, epochs=1, batch=2).to_toml())
    arguments = ["train", str(tmp_path / "films"), "-o", str(tmp_path / "run"), "--hold-out", "3"]
    assert main([*arguments, "--settings", str(tmp_path / "s.toml")]) == 0
    before = torch.load(tmp_path / "run" / LAST, weights_only=True)["run"]
    drawn("a", "p55555")  # one sorts before all: every third is another one now
    capsys.readouterr()
    assert main([*arguments, "--resume", "--epochs", "2"]) == 0
    told = capsys.readouterr().out
    assert "2 films wait for the next round" in told and "2 films to train on, 2 to validate" in told
    after = torch.load(tmp_path / "run" / LAST, weights_only=True)
    assert after["epoch"] == 2
    for key in ("film_hashes", "validation_hashes"):
        assert after["run"][key] == before[key]
    next((tmp_path / "films").glob("p22.*g")).unlink()
    assert main([*arguments, "--resume", "--epochs", "3"]) == 2
    assert "1 of the 4 films of this run are not among those given" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--validation", "empty"], "None of the films given for validation"),
        (["--hold-out", "2", "--alone"], "none is left to train on"),
    ],
)
def test_what_leaves_nothing_to_train_or_to_judge_by(tmp_path, capsys, more, said):
    count = 1 if "--alone" in more else 3
    for number in range(count):
        write_phantom(tmp_path / "films", f"p{number}", PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0))
    (tmp_path / "empty").mkdir()
    given = [str(tmp_path / each) if each == "empty" else each for each in more if each != "--alone"]
    assert main(["train", str(tmp_path / "films"), "-o", str(tmp_path / "run"), *given]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


@pytest.mark.slow
def test_a_run_that_diverges_keeps_the_last_whole_epoch(tmp_path):
    trainer = Trainer(replace(TINY, epochs=3), PAIR, films(), (), tmp_path)

    def poison(progress):
        if progress.epoch == 1 and not progress.batch:
            with torch.no_grad():
                next(trainer.learner.network.parameters())[0] = float("nan")

    with pytest.raises(CephViewError, match="no longer finite in epoch 2"):
        trainer.run(poison)
    assert torch.load(tmp_path / LAST, weights_only=True)["epoch"] == 1
    assert load_checkpoint(tmp_path / LAST).network.architecture.joints == 2


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the script forks what it kills")
def test_runs_that_are_killed_end_as_the_unbroken_run(tmp_path):
    script = Path(__file__).with_name("killed_run.py")
    done = subprocess.run(
        [sys.executable, script, tmp_path, "--kills", "3"], capture_output=True, text=True, timeout=250, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "killed 3 times" in done.stdout
    for name in (LAST, BEST):
        one, two = weights(tmp_path / "unbroken" / name), weights(tmp_path / "killed" / name)
        assert all(torch.equal(one[key], two[key]) for key in one)
    assert not list((tmp_path / "killed").glob(".cephview-*"))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the script forks its processes")
def test_two_processes_train_one_model(tmp_path):
    script = Path(__file__).with_name("two_ranks.py")
    done = subprocess.run([sys.executable, script, tmp_path], capture_output=True, text=True, timeout=250, check=False)
    assert done.returncode == 0, done.stderr
    one, two = (torch.load(tmp_path / f"rank{rank}.pth", weights_only=True) for rank in (0, 1))
    assert all(torch.equal(one["weights"][key], two["weights"][key]) for key in one["weights"])
    assert one["mre"] == two["mre"]
    assert not set(one["films"]) & set(two["films"])
    assert len({*one["films"], *two["films"]}) == 8
    saved = weights(tmp_path / "run" / LAST)
    assert all(torch.equal(saved[key], one["averaged"][key]) for key in saved)


def test_the_processes_share_each_batch():
    order = list(range(10, 22))
    parts = [batches_of(order, 4, Ranks(rank, 2)) for rank in (0, 1)]
    assert parts == [[[10, 11], [14, 15], [18, 19]], [[12, 13], [16, 17], [20, 21]]]
    assert batches_of(order[:11], 6, ALONE) == [order[:6], order[6:11]], "no film is left out"
    assert batches_of(order[:5], 4, Ranks(1, 2)) == [[12, 13], [11, 12]]
    with pytest.raises(CephViewError, match="cannot be shared by 3"):
        Trainer(TINY, PAIR, films(), (), Path("nowhere"), ranks=Ranks(0, 3))


@pytest.mark.slow
def test_the_command_trains_on_phantoms(tmp_path, capsys):
    for number in range(4):
        write_phantom(tmp_path / "films", f"p{number}", PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0))
    (tmp_path / "s.toml").write_text(replace(TINY, epochs=2, batch=2).to_toml())
    arguments = ["train", str(tmp_path / "films"), "-o", str(tmp_path / "run"), "--hold-out", "3"]
    (tmp_path / "o.toml").write_text("S = [3.0, 4.0]\n")
    arguments += ["--offsets", f"{tmp_path / 'films'}={tmp_path / 'o.toml'}"]
    assert main([*arguments, "--settings", str(tmp_path / "s.toml"), "--name", "drawn", "--data-note", "phantoms"]) == 0
    told = capsys.readouterr().out
    assert "2 films to train on, 2 to validate" in told
    assert f"are moved by {5 / 19:.2f} mm on average" in told
    stored = torch.load(tmp_path / "run" / BEST, weights_only=True)["card"]["target_offsets_mm"]
    assert [offsets["S"] for offsets in stored.values()] == [[3.0, 4.0]]
    card = Predictor.load(tmp_path / "run" / BEST).card()
    assert card.name == "drawn"
    assert dict(card.facts)["training data"] == "phantoms"
    assert "films by up to 5.00 mm (S)" in dict(card.facts)["targets moved"]
    like = load_checkpoint(tmp_path / "run" / BEST).card[CARD_KEY]
    assert like["height_mm"] == (240, 0) and like["aspect"] == pytest.approx((193 / 240, 0)), "of the training films"
    assert main([*arguments, "--resume"]) == 0
    assert main([*arguments, "--resume", "--offsets", "films"]) == 2
    assert "--offsets takes FOLDER=TOML" in capsys.readouterr().err


@pytest.mark.slow
def test_29_landmarks_are_learned_from_a_model_of_19_and_evaluated(tmp_path, capsys):
    assert len(write_aariz(tmp_path / "aariz", 5, 0, width=193, height=240, mm_per_px=1.0)) == 5
    small = replace(TINY, width=8)
    network = HRNet(architecture_of(small, 19))
    folder = RunFolder(tmp_path / "isbi", small, ISBI_19, hrnet(network.architecture), ())
    folder.make()
    folder.save_for_use(BEST, network.state_dict(), epoch=0, best=float("inf"), accuracy=None)
    (tmp_path / "s.toml").write_text("epochs = 25\nbatch = 4\nrate = 1e-2\naverage = 0.8\nvalidate_every = 25\n")
    out = tmp_path / "run"
    films_of = [str(tmp_path / "aariz" / "train"), "--validation", str(tmp_path / "aariz" / "valid")]
    arguments = ["train", *films_of, "-o", str(out), "--scheme", "aariz-29"]
    arguments += ["--settings", str(tmp_path / "s.toml")]
    assert main([*arguments, "--from", str(tmp_path / "isbi" / BEST)]) == 0
    said = capsys.readouterr().out
    assert "of the head 19 of 29 landmarks" in said
    assert "made anew: Pn R Co" in said
    assert "4 films to train on, 1 to validate" in said
    report = tmp_path / "e.json"
    assert main(["evaluate", films_of[-1], "--model", str(out / BEST), "--json", str(report)]) == 0
    told = json.loads(report.read_text())["comparisons"]
    assert {row["comparison"] for row in told} >= {"model, senior", "model, junior"}
    rows = {row["landmark"]: row for row in told if row["comparison"].startswith("model")}
    assert set(rows) >= {"all", "S", "Co", "Pn"}
    assert rows["all"]["points"] == 29
    # A network that has learned nothing is off by 60 mm and more on these films.
    assert 0 < rows["all"]["mre_mm"] < 40
    assert main(arguments) == 2
    assert "holds a run already" in capsys.readouterr().err


def test_the_command_tells_how_to_go_on_after_an_interrupt(tmp_path, capsys, monkeypatch):
    for number in range(2):
        write_phantom(tmp_path / "films", f"p{number}", PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0))
    (tmp_path / "s.toml").write_text(replace(TINY, epochs=2, batch=2).to_toml())
    arguments = ["train", str(tmp_path / "films"), "-o", str(tmp_path / "run"), "--settings", str(tmp_path / "s.toml")]
    monkeypatch.setattr(sys, "argv", ["cephview", *arguments])
    whole = Trainer._one_epoch

    def interrupted(self, *rest):
        if self.epoch == 1:
            raise KeyboardInterrupt
        return whole(self, *rest)

    monkeypatch.setattr(Trainer, "_one_epoch", interrupted)
    assert main(arguments) == 130
    said = capsys.readouterr().out
    assert f"{tmp_path / 'run' / LAST} holds epoch 1 of 2" in said
    assert f"go on with: cephview {' '.join(arguments)} --resume" in said
    monkeypatch.setattr(Trainer, "_one_epoch", whole)
    assert main([*arguments, "--resume"]) == 0
    assert "resuming after epoch 1 of 2" in capsys.readouterr().out
