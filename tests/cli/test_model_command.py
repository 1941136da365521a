from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from cephview.cli import main
from cephview.cli.model import card_text
from cephview.core.film_statistics import CARD_KEY
from cephview.core.model_card import CardRow, ModelCard
from cephview.core.resources import resource
from cephview.model.families.loading import load_checkpoint
from cephview.model.fields import FIELDS, SIDECAR_NAMES
from cephview.model.predictor import Predictor, embedded_model
from cephview.model.sidecar import sidecar_path
from cephview.model.specification import Origin

sys.path.insert(0, str(Path(__file__).parents[1] / "model"))
from clinic import REMOVED, clinic_checkpoint, write


def test_the_card_of_a_file(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    path = write(tmp_path / "clinic.pth", clinic_checkpoint(changes={"INPUT.MEAN": REMOVED}))
    assert main(["model", "info", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    mean = next(line for line in lines if line.startswith("  mean "))
    std = next(line for line in lines if line.startswith("  std "))
    assert "0.485, 0.456, 0.406" in mean
    assert mean.index("assumed") == std.index("declared")
    assert "ImageNet" in mean
    assert any(line.startswith("file ") and "clinic.pth" in line for line in lines)
    assert any(line.startswith("reported MRE") and "0.63" in line for line in lines)
    assert not any("measured" in line for line in lines)
    assert "can cost accuracy" in lines


def test_the_card_as_json_and_embedded_wherever_a_model_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["model", "info", "embedded", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sha256"] == Predictor.load().model.sha256 and told["landmarks"] == 19
    assert told["preprocessing"]["padding"]["origin"] == "declared"
    assert told["facts"]["seed"] == str(told["card"]["seed"])
    assert main(["model", "sidecar", "embedded", "-o", "-"]) == 0
    assert main(["evaluate", str(resource("sample", "phantom.png")), "--model", "embedded"]) == 0
    assert (
        main(["predict", str(resource("sample", "phantom.png")), "--model", "embedded", "-o", str(tmp_path / "p.csv")])
        == 0
    )
    assert (
        main(["measure", str(resource("sample", "phantom.png")), "--model", "embedded", "-o", str(tmp_path / "m.csv")])
        == 0
    )


@pytest.mark.parametrize("data", [b"", b"text"])
def test_a_bad_file_is_one_sentence_and_2(tmp_path, capsys, data):
    path = tmp_path / "bad.pth"
    path.write_bytes(data)
    assert main(["model", "info", str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("cephview: bad.pth ")
    assert printed.err.count("\n") == 1


def test_without_a_file_it_is_the_embedded_model(tmp_path, capsys, monkeypatch):
    path = write(tmp_path / "embedded.pth", clinic_checkpoint())
    monkeypatch.setattr("cephview.model.predictor.resource", lambda *parts: path)
    assert main(["model", "info"]) == 0
    assert "embedded.pth" in capsys.readouterr().out


def test_an_action_is_needed(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["model"])
    assert caught.value.code == 2
    assert "ACTION" in capsys.readouterr().err


def test_long_facts_are_wrapped_beside_their_name():
    card = ModelCard("m", "f", "0" * 64, "a", 19, (CardRow("mean", "0.5", "declared"),), (), (("data", "word " * 60),))
    lines = card_text(card, 80).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[-1].startswith("      word")


def test_a_reader_that_goes_away_is_no_traceback():
    """`cephview model info FILE | head -1`: the pipe is closed before anything is written."""
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-m", "cephview", "model", "info", str(embedded_model())],
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, "")


def test_the_card_keeps_what_the_training_films_are_like(tmp_path, capsys):
    model = write(tmp_path / "clinic.pth", clinic_checkpoint())
    films = tmp_path / "films"
    films.mkdir()
    for name, grey in (("1", 50), ("2", 100), ("held", 250)):
        cv2.imwrite(str(films / f"{name}.png"), np.full((80, 60), grey, np.uint8))
    (films / "bad.png").write_bytes(b"nonsense")
    out, before = tmp_path / "out.pth", model.read_bytes()
    assert main(["model", "films", str(model), str(films), "--leave-out", "held", "-o", str(out)]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("2 films: brightness 0.294 ± 0.098") and "bad.png" in printed.err
    stored, former = load_checkpoint(out), load_checkpoint(model)
    assert stored.card[CARD_KEY]["brightness"] == pytest.approx((75 / 255, 25 / 255))
    assert stored.card[CARD_KEY]["width_px"] == (60, 0) and stored.config == former.config
    assert model.read_bytes() == before
    assert main(["model", "films", str(model), str(films / "bad.png"), "-o", str(tmp_path / "no.pth")]) == 2
    assert not (tmp_path / "no.pth").exists() and "nothing was written" in capsys.readouterr().err


@pytest.mark.slow
def test_a_sidecar_is_written_with_every_field_and_read_again(tmp_path, capsys):
    model = write(tmp_path / "m.pth", clinic_checkpoint(changes={"INPUT.MEAN": REMOVED}))
    assert main(["model", "sidecar", str(model)]) == 0
    path = sidecar_path(model)
    text = path.read_text(encoding="utf-8")
    assert all(f"{SIDECAR_NAMES.get(field.name, field.name)} = " in text for field in FIELDS if not field.of_onnx)
    assert "assumed: ImageNet's" in text
    before = Predictor(load_checkpoint(model)).specification
    # Every field without the sign of a comment is TOML that means what it meant.
    told = re.sub(r"^# ([a-z_]+ = )", r"\1", text, flags=re.MULTILINE).replace("output = []", "")
    path.write_text(told, encoding="utf-8")
    after = load_checkpoint(model).specification
    assert [getattr(after, f.name).value for f in FIELDS] == [getattr(before, f.name).value for f in FIELDS]
    assert after.mean.origin is Origin.SIDECAR
    capsys.readouterr()
    assert main(["model", "sidecar", str(model), "-o", "-"]) == 0
    assert "declared by sidecar" in capsys.readouterr().out


@pytest.mark.slow
def test_the_mean_of_the_weights_of_several_runs(tmp_path, capsys):
    one = torch.load(embedded_model(), weights_only=True)
    other = {k: v + 2 if v.is_floating_point() else v for k, v in one["model_state_dict"].items()}
    torch.save(one | {"model_state_dict": other}, tmp_path / "Meyer.pth")
    out = tmp_path / "mean.pth"
    parts = [f"{embedded_model()}=3", f"{tmp_path / 'Meyer.pth'}=1"]
    assert (
        main(
            [
                "model",
                "average",
                *parts,
                "-o",
                str(out),
                "--name",
                "mean",
                "--data-note",
                "some films",
                "--input",
                "64",
                "96",
            ]
        )
        == 0
    )
    content = torch.load(out, weights_only=True)
    for name in ("conv1.weight", "bn1.running_mean", "final_layer.3.bias"):
        former = one["model_state_dict"][name]
        assert torch.allclose(content["model_state_dict"][name].double(), former.double() + 0.5, atol=2e-3)
        assert content["model_state_dict"][name].dtype == former.dtype
    assert b"Meyer" not in out.read_bytes()
    assert load_checkpoint(out).specification.image_size.value == (64, 96)
    assert load_checkpoint(out).specification.heatmap_size.value == (16, 24)
    card = dict(Predictor.load(out).card().facts)
    assert "75% of" in card["weights"] and card["training data"] == "some films" and "expected errors" not in card
    assert Predictor.load(out).reliability is None, "the ± was of other weights"
    capsys.readouterr()
    for asked, said in (
        ([str(embedded_model())], "takes two checkpoints"),
        ([str(embedded_model()), f"{embedded_model()}=much"], "the share of a checkpoint is a number above 0"),
        ([str(embedded_model()), f"{embedded_model()}=-1"], "is a number above 0"),
        ([str(embedded_model()), str(write(tmp_path / "c.pth", clinic_checkpoint()))], "c.pth is another network"),
        ([str(embedded_model()), str(tmp_path / "none.pth")], "none.pth"),
        ([*parts, "--input", "65", "96"], "multiples of 32"),
    ):
        assert main(["model", "average", *asked, "-o", str(tmp_path / "no.pth")]) == 2
        assert said in capsys.readouterr().err and not (tmp_path / "no.pth").exists()
