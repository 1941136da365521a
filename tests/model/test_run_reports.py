"""What a run leaves for whoever trains: pictures, the command, before and after by landmark, a test, ONNX."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from training_films import TINY

from cephview.cli import main
from cephview.core.landmarks import ISBI_19
from cephview.model.opening import open_model
from cephview.model.predictor import Predictor
from cephview.phantom import PhantomSpec, write_phantom


def phantoms(folder: Path, numbers: range) -> Path:
    for number in numbers:
        write_phantom(folder, f"p{number:02}", PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0))
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of one epoch, and a second one from it with a test."""
    place = tmp_path_factory.mktemp("runs")
    phantoms(place / "films", range(6)), phantoms(place / "test", range(20, 23))
    (place / "s.toml").write_text(replace(TINY, epochs=1).to_toml())
    films = str(place / "films")
    assert main(["train", films, "-o", str(place / "one"), "--settings", str(place / "s.toml"), "--hold-out", "3"]) == 0
    return place


@pytest.mark.slow
def test_a_run_is_told_by_landmark_tested_and_exported(place: Path, capsys) -> None:
    out = place / "two"
    asked = ["train", str(place / "films"), "-o", str(out), "--from", str(place / "one" / "best.pth"), "--epochs", "2"]
    assert main([*asked, "--hold-out", "3", "--test", str(place / "test")]) == 0
    said = capsys.readouterr().out
    assert "by landmark, on the validation films, mm:" in said
    assert "on the 3 test films, model against reading beside the film:" in said and "mm before," in said
    known = json.loads((out / "test.json").read_text())
    assert known["films"] == 3 and known["model"]["sha256"] == Predictor.load(out / "best.pth").model.sha256
    assert known["before"]["model"]["sha256"] == Predictor.load(place / "one" / "best.pth").model.sha256
    assert f"{known['before']['comparisons'][0]['mre_mm']:.3f} mm before" in said
    assert f"{known['comparisons'][0]['mre_mm']:.3f} mm after" in said
    page = (out / "test.html").read_text()
    assert "3 films" in page and "p20" not in page
    assert (out / "test.csv").read_text().count("\n") == 1 + 1 + len(ISBI_19)
    # The exported copy is the same model.
    film = cv2.imread(str(place / "test" / "p20.png"), cv2.IMREAD_GRAYSCALE)
    from cephview.core.radiograph import Radiograph

    one, two = (Predictor(open_model(out / name)).predict(Radiograph(film)) for name in ("best.pth", "best.onnx"))
    assert np.nanmax(np.abs(one.points - two.points)) < 0.05
    command = (out / "command.txt").read_text()
    assert f"in {Path.cwd()}" in command and command.startswith("# 2")
    assert "holds pictures and names of patients" in said and "names nobody" not in said


def test_pictures_show_what_the_network_sees_and_where_it_is_worst(place: Path) -> None:
    samples = cv2.imread(str(place / "one" / "samples.png"))
    assert samples.shape[1] % 4 == 0 and samples.shape[0] > 300, "four films a row or fewer"
    green = (samples == (90, 220, 90)).all(axis=2)
    assert green.sum() > 4 * 19 * 10, "each with its 19 points"
    worst = sorted((place / "one" / "worst films").iterdir())
    assert [path.name for path in worst] == ["1.png", "2.png"], "of the two validation films"
    picture = cv2.imread(str(worst[0]))
    assert (picture == (90, 220, 90)).all(axis=2).sum() > 100 and (picture == (80, 80, 255)).all(axis=2).sum() > 100


@pytest.mark.slow
@pytest.mark.parametrize("which", ["copy", "trained", "none"])
def test_a_film_of_the_run_tests_nothing(place: Path, tmp_path: Path, capsys, which: str) -> None:
    films, out = phantoms(tmp_path / "films", range(3)), tmp_path / "run"
    test = tmp_path / "test"
    test.mkdir()
    asked = ["train", str(films), "-o", str(out), "--test", str(test), "--settings", str(place / "s.toml")]
    said = "None of the films given for the test can be used"
    if which == "copy":
        shutil.copy(films / "p01.png", test / "other.png")
        shutil.copy(films / "p01.txt", test / "other.txt")
        said = "other.png (as p01.png) would be both"
    if which == "trained":  # of the model that it begins with
        shutil.copytree(place / "films", test, dirs_exist_ok=True)
        shutil.rmtree(films)
        phantoms(films, range(40, 43))
        said = "p01.png, p02.png, p04.png, p05.png trained the model that this run begins with"
        asked = [*asked[:-2], "--from", str(place / "one" / "best.pth")]
    assert main(asked) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.slow
def test_tensorboard_is_written_where_it_is_installed(place: Path, tmp_path: Path, capsys, monkeypatch) -> None:
    asked = ["train", str(place / "films"), "-o", str(tmp_path / "run"), "--settings", str(place / "s.toml")]
    asked += ["--tensorboard", "--hold-out", "3"]
    monkeypatch.setattr("cephview.model.training.board.find_spec", lambda name: None)
    assert main(asked) == 2
    assert "pip install tensorboard" in capsys.readouterr().err and not (tmp_path / "run").exists()
    written = []

    class Writer:
        def __init__(self, folder: str) -> None:
            assert folder == str(tmp_path / "run" / "tensorboard")

        def add_scalar(self, name: str, value: float, epoch: int) -> None:
            written.append((name, epoch))

        def flush(self) -> None:
            pass

    monkeypatch.setattr("cephview.model.training.board.find_spec", lambda name: name)
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", SimpleNamespace(SummaryWriter=Writer))
    assert main(asked) == 0
    assert {("loss", 1), ("mre_mm", 1), ("validation_loss", 1), ("landmarks/S", 1)} <= set(written)
    assert len(written) == len(set(written)), "each once"
