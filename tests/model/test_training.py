from __future__ import annotations

import csv
import os
import random
import signal
import subprocess
import sys
import time
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
from cephview.core.landmarks import ISBI_19
from cephview.io.phantom import PhantomSpec, write_phantom
from cephview.model.checkpoint import load_checkpoint
from cephview.model.heatmap import Grid, SoftArgmax
from cephview.model.predictor import Predictor
from cephview.model.training.augment import augment
from cephview.model.training.data import collect
from cephview.model.training.loop import BEST, LAST, LOG, Trainer
from cephview.model.training.loss import spatial_cross_entropy
from cephview.model.training.settings import Settings, read_settings

GRID = Grid((64, 96), (16, 24), "centre")


def weights(path):
    return torch.load(path, weights_only=True)["model_state_dict"]


# Loss


def naive_loss(logits, points, sigma):
    """The dense computation: the target map is built, normalised and compared cell by cell."""
    target = SoftArgmax(GRID, sigma).encode(points)
    losses = []
    for b in range(points.shape[0]):
        for n in range(points.shape[1]):
            cell = GRID.to_heatmap(points[b, n])
            if bool(torch.isfinite(cell).all()) and 0 <= cell[0] <= 15 and 0 <= cell[1] <= 23:
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
    s = Settings(input_width=256, input_height=320, invert=0, gamma=0, noise=0, cut_out=0, blur=0, mirror=mirror)
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


# Settings


def test_settings_survive_their_toml(tmp_path):
    s = replace(TINY, layout="full", weight_decay=1e-5, rate=3)
    (tmp_path / "s.toml").write_text(s.to_toml())
    assert asdict(read_settings(tmp_path / "s.toml")) == asdict(s)
    assert read_settings(tmp_path / "s.toml", epochs=9, seed=None).epochs == 9
    assert read_settings(None) == Settings()


@pytest.mark.parametrize(
    "text",
    [
        "epochs = 0",
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
    model = Predictor.load(best, torch.device("cpu"))
    assert model.identity.assumptions == ()
    assert {row.origin for row in model.card().preprocessing} == {"declared"}
    assert "MRE" in dict(model.card().facts)["measured in training"]
    assert model.specification.scheme.value.symbols == PAIR.symbols
    assert load_checkpoint(tmp_path / "run" / LAST).network.architecture == load_checkpoint(best).network.architecture


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
    assert [[row[k] for k in keep] for row in whole.history] == [
        pytest.approx([row[k] for k in keep]) for row in resumed.history
    ]


def test_what_cannot_be_resumed(tmp_path):
    out = tmp_path / "run"
    with pytest.raises(CephViewError, match=r"last\.pth"):
        Trainer(TINY, PAIR, films(), (), out).resume()
    Trainer(replace(TINY, epochs=1), PAIR, films(), (), out).run()
    for s, given_films in ((replace(TINY, epochs=2), films()), (replace(TINY, epochs=1), films(5))):
        with pytest.raises(CephViewError, match="other settings or films"):
            Trainer(s, PAIR, given_films, (), out).resume()
    (out / LAST).write_bytes((out / BEST).read_bytes())
    with pytest.raises(CephViewError, match="weights alone"):
        Trainer(replace(TINY, epochs=1), PAIR, films(), (), out).resume()


def test_weights_to_start_from(tmp_path):
    s = replace(TINY, epochs=1)
    best = Trainer(s, PAIR, films(), (), tmp_path / "a").run()
    trainer = Trainer(replace(s, rate=1e-3), PAIR, films(), (), tmp_path / "b")
    trainer.start_from(best)
    state = load_checkpoint(best).network.state_dict()
    assert all(torch.equal(tensor, state[name]) for name, tensor in trainer.network.state_dict().items())
    with pytest.raises(CephViewError, match="another network"):
        Trainer(replace(s, width=8), PAIR, films(), (), tmp_path / "c").start_from(best)
    with pytest.raises(CephViewError, match="other landmarks"):
        Trainer(s, replace(PAIR, symbols=("N", "S")), films(), (), tmp_path / "d").start_from(best)


def test_what_cannot_be_trained(tmp_path):
    with pytest.raises(CephViewError, match="no film"):
        Trainer(TINY, PAIR, (), (), tmp_path)
    with pytest.raises(CephViewError, match="mm per pixel"):
        Trainer(TINY, PAIR, films(), films(2, mm=float("nan")), tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(CephViewError, match="file"):
        Trainer(TINY, PAIR, films(), (), tmp_path / "file").run()


def test_a_run_that_diverges_keeps_the_last_whole_epoch(tmp_path):
    trainer = Trainer(replace(TINY, epochs=3), PAIR, films(), (), tmp_path)

    def poison(progress):
        if progress.epoch == 1 and not progress.batch:
            with torch.no_grad():
                next(trainer.network.parameters())[0] = float("nan")

    with pytest.raises(CephViewError, match="no longer finite in epoch 2"):
        trainer.run(poison)
    assert torch.load(tmp_path / LAST, weights_only=True)["epoch"] == 1
    assert load_checkpoint(tmp_path / LAST).network.architecture.joints == 2


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_kill_at_any_moment_leaves_a_whole_checkpoint(tmp_path):
    chance, epochs = random.Random(1), []
    script = Path(__file__).with_name("killed_run.py")
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, script, tmp_path], stdout=subprocess.PIPE, start_new_session=True, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        former = epochs[-1] if epochs else 0
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            time.sleep(chance.uniform(0.2, 0.7))
            if (tmp_path / LAST).exists() and torch.load(tmp_path / LAST, weights_only=True)["epoch"] > former:
                break
        os.killpg(process.pid, signal.SIGKILL)  # its data worker too
        process.wait()
        process.stdout.close()
        assert process.returncode == -signal.SIGKILL
        for name in (LAST, BEST):
            assert load_checkpoint(tmp_path / name).network.architecture.joints == 2
        trainer = Trainer(replace(TINY, epochs=1000), PAIR, films(), films(2, 9), tmp_path)
        trainer.resume()
        epochs.append(trainer.epoch)
    assert epochs == sorted(set(epochs))


def test_the_command_trains_on_phantoms(tmp_path, capsys):
    for number in range(4):
        write_phantom(tmp_path / "films", f"p{number}", PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0))
    (tmp_path / "s.toml").write_text(replace(TINY, epochs=2, batch=2).to_toml())
    arguments = ["train", str(tmp_path / "films"), "-o", str(tmp_path / "run"), "--hold-out", "3"]
    assert main([*arguments, "--settings", str(tmp_path / "s.toml"), "--name", "drawn", "--data-note", "phantoms"]) == 0
    assert "2 films to train on, 2 to validate" in capsys.readouterr().out
    card = Predictor.load(tmp_path / "run" / BEST, torch.device("cpu")).card()
    assert card.name == "drawn"
    assert dict(card.facts)["training data"] == "phantoms"
    assert main([*arguments, "--resume"]) == 0
