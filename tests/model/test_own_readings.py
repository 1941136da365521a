"""Training on what the user corrected, and what a run tells of the errors to expect."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from training_films import PAIR, TINY, films

from cephview.cli import main
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Edit
from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19
from cephview.core.offsets import FILM, Offsets
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.turn import Turn
from cephview.io.cases.file import identify_film
from cephview.io.cases.store import CaseStore
from cephview.io.films.images import read_film
from cephview.model.orientation import WAYS, back, laid, there
from cephview.model.predictor import Predictor
from cephview.model.training.data import collect
from cephview.model.training.fingerprint import fingerprint
from cephview.model.training.loop import Trainer
from cephview.model.training.offsets import with_offsets
from cephview.model.training.readings import corrected
from cephview.model.training.run_folder import BEST, LAST
from cephview.model.training.start import start_from
from cephview.phantom import PhantomSpec, draw_phantom, write_phantom


def phantom(folder: Path, name: str, seed: int) -> Path:
    spec = PhantomSpec(seed=seed, width=193, height=240, mm_per_px=1.0)
    write_phantom(folder, name, spec)
    (folder / f"{name}.txt").unlink()
    return folder / f"{name}.png"


def correct(path: Path, work: Path, points: np.ndarray, touched: int = 19, turn: Turn = Turn()) -> None:  # noqa: B008
    """Keep a case of a film in which the model was 9 px off and the user moved the first `touched` landmarks."""
    film = read_film(path)
    predicted = Prediction(ISBI_19, points + 9.0, np.ones(19), ModelIdentity("m", "0" * 64), 0.1)
    edits = {s: Edit(point=(float(x), float(y))) for s, (x, y) in zip(ISBI_19.symbols[:touched], points, strict=False)}
    scale = Calibration(0.5, 0.5, CalibrationSource.RULER)
    case = Case(film, base=ISBI_19, prediction=predicted, edits=edits, calibration=scale, turn=turn)
    store = CaseStore.open(path, identify_film(path, film.size), work, beside_film=False).store
    store.save(case)
    store.close()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.describe() or "as it is")
def test_points_of_a_film_that_is_laid_otherwise_go_there_and_back(way: Turn) -> None:
    size, point = (40, 30), np.array([[31.0, 7.0]])
    pixels = np.zeros((30, 40), np.uint8)
    pixels[7, 31] = 255
    film = Radiograph(pixels, Path("a.png"), Calibration(0.1, 0.2, CalibrationSource.TYPED))
    turned = laid(film, way)
    ((x, y),) = there(point, way, size).round().astype(int)
    assert turned.pixels[y, x] == 255
    assert np.allclose(back(there(point, way, size), way, size), point)
    assert turned.calibration is not None
    assert (turned.calibration.mm_per_px_x == 0.2) == bool(way.quarters % 2)


def test_what_was_corrected_is_what_is_learned_and_nothing_else(tmp_path: Path) -> None:
    place, work = tmp_path / "films", tmp_path / "work"
    paths = [phantom(place, f"p{number}", number) for number in range(3)]
    points = draw_phantom(PhantomSpec(seed=0, width=193, height=240, mm_per_px=1.0)).points_in(ISBI_19)
    correct(paths[0], work, points, touched=4)
    correct(paths[1], work, points, turn=Turn(mirrored=True))
    found = collect([place], ISBI_19, TINY, read=corrected(work))
    assert [film.path.name for film in found.films] == ["p0.png", "p1.png"]
    assert found.problems == (
        "1 of 3 films have no corrected or confirmed point and train nothing",
        "1 of 2 films face left or lie the wrong way: they train turned, as other heads lie",
    )
    some, mirrored = found.films
    scale = np.array(some.image.shape[::-1]) / (193, 240)
    assert np.allclose(some.points[:4], (points[:4] + 0.5) * scale - 0.5)
    assert np.isnan(some.points[4:]).all(), "the model's own points train nothing"
    assert some.mm_per_px == pytest.approx(tuple(0.5 / scale)), "the ruler's scale, not the table's"
    assert np.allclose(mirrored.points[:, 0], ((192 - points[:, 0]) + 0.5) * scale[0] - 0.5), "as the user turned it"


@pytest.mark.parametrize("way", WAYS[1:], ids=lambda way: way.describe())
@pytest.mark.parametrize("how", ["read beside it", "corrected"])
def test_a_film_that_lies_another_way_trains_as_heads_lie(tmp_path: Path, way: Turn, how: str) -> None:
    """The model would else learn both ways from few films; what it reads later it is shown upright, too."""
    place, work = tmp_path / "films", tmp_path / "work"
    spec = PhantomSpec(seed=0, width=193, height=240, mm_per_px=1.0)
    drawn = draw_phantom(spec)
    points = drawn.points_in(ISBI_19)
    path = phantom(place, "a", 0)
    (place / "images.csv").write_text("file,mm_per_pixel\na.png,1.0\n")
    matrix = np.reshape(way.matrix, (2, 2)).T
    inverse = next(turn for turn in WAYS if np.allclose(np.reshape(turn.matrix, (2, 2)), matrix))
    stored, lying = laid(read_film(path), inverse), there(points, inverse, (193, 240))
    cv2.imwrite(str(path), stored.pixels)
    if how == "corrected":
        correct(path, work, lying, touched=12)
    else:
        path.with_suffix(".txt").write_text("\n".join(f"{x},{y}" for x, y in lying))
    found = collect([place], ISBI_19, TINY, **({"read": corrected(work)} if how == "corrected" else {}))
    assert "1 of 1 films face left or lie the wrong way: they train turned, as other heads lie" in found.problems
    (film,) = found.films
    scale = np.array(film.image.shape[::-1]) / (193, 240)
    assert np.allclose(film.points[:12], ((points + 0.5) * scale - 0.5)[:12])
    upright = cv2.resize(drawn.radiograph.to_8bit(), film.image.shape[::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(film.image.astype(int) - upright).mean() < 1
    # Offsets of a file of before are of the film as it is stored.
    (moved,) = with_offsets([film], {place: Offsets(np.tile([2.0, 1.0], (19, 1)), FILM)}, ISBI_19)
    mm = 0.5 if how == "corrected" else 1.0
    along = there(lying + np.array([2.0, 1.0]) / mm, way, stored.size)
    assert np.allclose(moved.points[:12], ((along + 0.5) * scale - 0.5)[:12])


def test_the_command_trains_on_corrections(tmp_path: Path, capsys) -> None:
    place, work = tmp_path / "films", tmp_path / "work"
    for number in range(4):
        spec = PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0)
        correct(phantom(place, f"p{number}", number), work, draw_phantom(spec).points_in(ISBI_19))
    (tmp_path / "s.toml").write_text(replace(TINY, epochs=1, batch=2).to_toml())
    asked = ["train", str(place), "-o", str(tmp_path / "run"), "--settings", str(tmp_path / "s.toml")]
    assert main(asked) == 2
    assert "None of these films has a reading" in capsys.readouterr().err
    assert main([*asked, "--corrections", "--cases", str(work), "--hold-out", "2"]) == 0
    assert "2 films to train on, 2 to validate" in capsys.readouterr().out
    assert b"p0.png" not in (tmp_path / "run" / BEST).read_bytes(), "a model that is handed on names no patient's film"
    card = dict(Predictor.load(tmp_path / "run" / BEST).card().facts)
    assert card["trained towards"] == "what was corrected, confirmed or placed by hand in CephView"


@pytest.mark.slow
def test_a_model_is_judged_by_ones_corrections_on_films_that_did_not_train_it(tmp_path: Path, capsys) -> None:
    place, work, run, out = tmp_path / "films", tmp_path / "work", tmp_path / "run", tmp_path / "e.json"
    for number in range(4):
        spec = PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0)
        correct(phantom(place, f"p{number}", number), work, draw_phantom(spec).points_in(ISBI_19), touched=5)
    (tmp_path / "s.toml").write_text(replace(TINY, epochs=1, batch=2).to_toml())
    own = ["--corrections", "--cases", str(work)]
    settings = ["--settings", str(tmp_path / "s.toml"), "--hold-out", "2"]
    assert main(["train", str(place), "-o", str(run), *settings, *own]) == 0

    def judged(*more: str) -> dict:
        assert main(["evaluate", str(place), *own, "--json", str(out), *more]) == 0
        return json.loads(out.read_text())

    was, now = judged(), judged("--model", str(run / BEST))
    assert was["model"]["name"] == "m" and was["caution"] == ""
    assert was["comparisons"][0]["mre_mm"] == pytest.approx(9 * 2**0.5 * 0.5), "of the model that was corrected"
    assert now["model"]["sha256"] == Predictor.load(run / BEST).model.sha256
    assert now["comparisons"][0]["points"] == 20 and now["comparisons"][0]["mre_mm"] != was["comparisons"][0]["mre_mm"]
    assert [row["landmark"] for row in now["comparisons"]] == ["all", *ISBI_19.symbols[:5]], "by landmark, as touched"
    assert "2 of the 4 films trained this model" in now["caution"]
    unseen = judged("--model", str(run / BEST), "--unseen")
    assert [row["film"] for row in unseen["by_film"]] == ["p0.png", "p2.png"]
    capsys.readouterr()
    trained = [str(place / f"p{number}.png") for number in (1, 3)]
    assert main(["evaluate", *trained, *own, "--model", str(run / BEST), "--unseen"]) == 2
    assert "All of the 2 films trained this model" in capsys.readouterr().err
    assert main(["evaluate", *trained, *own, "--predictions", str(out)]) == 2
    assert "--predictions goes with neither" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("corrections", [True, False])
def test_no_checkpoint_of_a_run_names_a_folder_or_a_film(tmp_path: Path, corrections: bool) -> None:
    place, work, out = tmp_path / "Meyer Anna" / "films", tmp_path / "work", tmp_path / "Meyer Anna" / "model of Meyer"
    for number in range(4):
        spec = PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0)
        path = write_phantom(place, f"Meyer{number}", spec)
        if corrections:
            path.with_suffix(".txt").unlink()
            correct(path, work, draw_phantom(spec).points_in(ISBI_19))
    (tmp_path / "s.toml").write_text(replace(TINY, epochs=1, batch=2).to_toml())
    (tmp_path / "Meyer.toml").write_text("S = [1, 2]\n")
    asked = ["train", str(place), "-o", str(out), "--settings", str(tmp_path / "s.toml"), "--hold-out", "2"]
    asked += ["--offsets", f"{place}={tmp_path / 'Meyer.toml'}"]
    assert main([*asked, *(["--corrections", "--cases", str(work)] if corrections else [])]) == 0
    for name in (BEST, LAST):
        content = (out / name).read_bytes()
        assert b"Meyer" not in content and str(tmp_path).encode() not in content
    card = dict(Predictor.load(out / BEST).card().facts)
    assert card["training command"].startswith("cephview train FILMS -o RUN --hold-out 2 --settings SETTINGS")
    assert card["split"].startswith("2 films train, 2 validate") and card["trained until"] == date.today().isoformat()
    assert card["licence of the data"].startswith("not stated") and "PyTorch" in card["environment"]
    child, other = tmp_path / "child", ["--from", str(shutil.copy(out / BEST, tmp_path / "Meyer.pth"))]
    typed = ["--name", "mine", "--licence", "ours alone"]
    asked = ["train", str(place), "-o", str(child), *other, *typed, "--epochs", "1", "--hold-out", "2"]
    asked += ["--corrections", "--cases", str(work)] if corrections else []
    assert main(asked) == 0
    asked[asked.index("--epochs") + 1] = "2"
    untyped = [word for word in asked if word not in typed and word not in other]
    assert main([*untyped, "--resume"]) == 0, "what was typed for the card stays on it"
    assert b"Meyer" not in (child / BEST).read_bytes()
    told = dict(Predictor.load(child / LAST).card().facts)
    assert Predictor.load(child / LAST).model.name == "mine" and told["licence of the data"] == "ours alone"
    assert told["began with"] == Predictor.load(out / BEST).model.name
    assert told["SHA-256 of that"] == Predictor.load(out / BEST).model.sha256
    assert told["data of that"] == card["training data"] and "--from MODEL" in told["training command"]
    assert re.fullmatch("2 films, SHA-256 [0-9a-f]{64}", card["training data"])
    assert re.fullmatch("2 films, SHA-256 [0-9a-f]{64}", card["films held out"])


def test_the_hash_of_films_is_that_of_their_files_whatever_their_names(tmp_path: Path) -> None:
    one, two = (
        write_phantom(tmp_path / name, name, PhantomSpec(seed=3, width=97, height=120, mm_per_px=2.0)) for name in "ab"
    )
    some = films(1)[0]
    assert fingerprint([replace(some, path=one)]) == fingerprint([replace(some, path=two)]) != fingerprint([some])


@pytest.mark.slow
@pytest.mark.parametrize("run", [None, {}, {"settings": 5, "films": []}, {"settings": {}, "films": ["a"]}, "theirs"])
def test_a_last_checkpoint_of_another_program_is_not_gone_on_with(tmp_path: Path, capsys, run: object) -> None:
    asked = command(tmp_path)[3:]
    assert main(asked) == 0
    last = tmp_path / "run" / LAST
    content = torch.load(last, weights_only=True)
    content["run"] = {**content["run"], "weights": {"x": torch.zeros(2)}} if run == "theirs" else run
    if run == "theirs":
        content["optimizer_state_dict"] = [1, 2]
    torch.save(content, last)
    before = last.read_bytes()
    capsys.readouterr()
    assert main([*asked, "--resume"]) == 2
    error = capsys.readouterr().err.strip()
    assert "last.pth" in error and "Traceback" not in error and error.count("\n") == 0
    assert last.read_bytes() == before


@pytest.mark.slow
def test_a_run_tells_what_errors_to_expect_and_passes_on_what_it_began_with(tmp_path: Path) -> None:
    one = Trainer(replace(TINY, epochs=2), PAIR, films(), films(12, 9), tmp_path / "one").run()
    known = Predictor.load(one)
    assert known.reliability is not None
    assert dict(known.card().facts)["expected errors"] == "fitted on the 12 validation films of its training"
    few = Trainer(replace(TINY, epochs=1), PAIR, films(), films(3, 9), tmp_path / "few").run()
    assert Predictor.load(few).reliability is None, "three films tell nothing"
    start = start_from(one, PAIR, epochs=1)
    trainer = Trainer(start.settings, PAIR, films(), films(3, 9), tmp_path / "on", start=start)
    on = Predictor.load(trainer.run())
    assert on.reliability is not None
    assert np.array_equal(on.reliability.intercepts, known.reliability.intercepts)
    assert "which it began with" in dict(on.card().facts)["expected errors"]
    resumed = Trainer(start.settings, PAIR, films(), films(3, 9), tmp_path / "on")
    resumed.resume()
    assert resumed.record.expected is not None
    assert np.array_equal(resumed.record.expected.reliability.weights, known.reliability.weights)


def command(tmp_path: Path, *more: str) -> list[str]:
    for number in range(4):
        spec = PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0)
        write_phantom(tmp_path / "films", f"p{number}", spec)
    (tmp_path / "s.toml").write_text(replace(TINY, epochs=2, batch=1).to_toml())
    asked = [str(tmp_path / "films"), "--hold-out", "2", "-o", str(tmp_path / "run")]
    return [sys.executable, "-m", "cephview", "train", *asked, "--settings", str(tmp_path / "s.toml"), *more]


@pytest.mark.slow
def test_a_program_is_told_in_lines_of_json(tmp_path: Path) -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command(tmp_path, "--json-lines"), **pipes) as process:
        told = [json.loads(line) for line in process.stdout]
    assert process.returncode == 0
    assert {"read": 4, "films": 4} in told
    epochs = [row["epoch"] for row in told if row.get("batch") == 0]
    assert epochs == [1, 2]
    batches = [(row["epoch"], row["batch"]) for row in told if row.get("batch")]
    assert batches == [(0, 1), (0, 2), (1, 1), (1, 2)]
    assert all(row["mre_mm"] > 0 for row in told if row.get("batch") == 0)
    assert told[-1] == {"best": str(tmp_path / "run" / BEST), "brought": ""}


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a signal that is ignored is POSIX's affair")
def test_a_run_ends_when_the_program_that_started_it_does(tmp_path: Path) -> None:
    asked = command(tmp_path, "--json-lines", "--epochs", "500")
    # As a shell starts what runs in the background: deaf to Ctrl+C.
    deaf = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *asked]
    with subprocess.Popen(deaf, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if json.loads(line).get("epoch") == 2:
                break
        process.stdin.close()
        rest = [json.loads(line) for line in process.stdout]
    assert process.returncode == 130
    assert all("say" not in row for row in rest), "the command line's ways are not the window's"
    assert torch.load(tmp_path / "run" / LAST, weights_only=True)["epoch"] >= 2


def test_a_film_nobody_corrected_is_no_slip(tmp_path: Path) -> None:
    path = phantom(tmp_path, "p", 1)
    with pytest.raises(CephViewError, match=r"p\.png was not corrected yet"):
        corrected(tmp_path / "work")(path)
