"""A model tried with other preprocessing answers as it does once that is written into its sidecar."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest
import torch
import yaml
from clinic import REMOVED, clinic_checkpoint, random_state, write

from cephview.model.fields import FIELDS
from cephview.model.opening import open_model
from cephview.model.predictor import Predictor
from cephview.model.sidecar import SUFFIX, keep_sidecar, key_of, read_sidecar, sidecar_path, sidecar_text
from cephview.model.sidecar_values import plain, raw_of, text_of
from cephview.model.specification import Origin
from cephview.model.trying import Trial
from cephview.phantom import PhantomSpec, draw_phantom

FILM = draw_phantom(PhantomSpec(width=145, height=180, mm_per_px=4 / 3)).radiograph


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """A checkpoint that says nothing of its preprocessing."""
    return write(tmp_path / "m.pth", random_state())


VALUES = {
    "image_size": [64, 96],
    "mean": [0.5],
    "std": [0.25],
    "padding": "corner",
    "decoding": {"method": "softargmax", "temperature": 2.0},
    "fusion": "bilinear",
    "flip": "shifted mean",
    "sampling": "affine",
    "context": 1.25,
    "landmarks": "isbi-19",
}


@pytest.mark.slow
def test_each_value_is_tried_as_it_will_be_read(silent: Path) -> None:
    trial = Trial(silent)
    for count in range(1, len(VALUES) + 1):
        values = dict(list(VALUES.items())[:count])
        tried = trial.with_values(values)
        assert tried.problems == {} and tried.predictor is not None
        keep_sidecar(silent, tried.predictor.specification, config=None, onnx=False)
        written = Predictor(open_model(silent))
        assert written.specification == tried.predictor.specification
        np.testing.assert_allclose(
            written.predict(FILM).points, tried.predictor.predict(FILM).points, atol=1e-6, err_msg=str(values)
        )
        sidecar_path(silent).unlink()
    assert tried.file.image_size.origin is Origin.ASSUMED, "the file alone stays beside it"


def test_what_cannot_be_used_is_said_by_field(silent: Path) -> None:
    wrong = {"image_size": [62, 64], "padding": "left", "landmarks": "aariz-29", "mean": [0.5, 0.5], "context": 9}
    tried = Trial(silent).with_values(wrong | {"resize": "cubic"})
    assert tried.predictor is None
    assert set(tried.problems) == set(wrong)
    assert "29 landmarks, but the model finds 19" in tried.problems["landmarks"]


@pytest.mark.slow
def test_the_configs_beside_it_can_be_chosen(tmp_path: Path) -> None:
    path = write(tmp_path / "m.pth", random_state())
    for name, side in (("a.yaml", 64), ("b.yaml", 96)):
        told = {"MODEL": {"IMAGE_SIZE": [side, side], "HEATMAP_SIZE": [side // 4] * 2}}
        (tmp_path / name).write_text(yaml.safe_dump(told))
    assert open_model(path).configs == ("a.yaml", "b.yaml")
    assert Predictor(open_model(path)).card().configs == ("a.yaml", "b.yaml")
    trial = Trial(path)
    for name, side in (("a.yaml", 64), ("b.yaml", 96)):
        tried = trial.with_values({"config": name})
        assert tried.file.image_size.value == (side, side) and tried.file.image_size.origin is Origin.DECLARED
        assert tried.predictor is not None
        keep_sidecar(path, tried.predictor.specification, config=name, onnx=False)
        assert open_model(path).specification.image_size.value == (side, side)
        assert open_model(path).configs == ()


def test_the_file_that_is_kept_reads_back_and_leaves_the_checkpoint(tmp_path: Path) -> None:
    path = write(tmp_path / "m.pth", clinic_checkpoint(changes={"INPUT.MEAN": REMOVED, "INPUT.STD": REMOVED}))
    before = path.read_bytes()
    tried = Trial(path).with_values({"mean": [0.5, 0.4, 0.3], "std": [0.25, 0.25, 0.25], "padding": "corner"})
    assert tried.predictor is not None
    written = keep_sidecar(path, tried.predictor.specification, config=None, onnx=False)
    assert written.name == "m" + SUFFIX and read_sidecar(path).values == {
        "mean": [0.5, 0.4, 0.3],
        "std": [0.25, 0.25, 0.25],
        "padding": "corner",
    }
    text = written.read_text()
    assert all(f"{key_of(entry)} = " in text for entry in FIELDS if not entry.of_onnx), "each field stands in it"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        ("cubic", "cubic"),
        (" 0.5, 0.25 , 1 ", [0.5, 0.25, 1]),
        ("[0.5, 0.25]", [0.5, 0.25]),
        ("768 × 1024", [768, 1024]),
        ("1.25", 1.25),
        ("S, N, Pog'", ["S", "N", "Pog'"]),
        ('"two words"', "two words"),
        ("x/4 + 1/2", "x/4 + 1/2"),
        ('{ method = "dark" }', {"method": "dark"}),
    ],
)
def test_what_people_type_is_read(typed: str, raw: object) -> None:
    assert raw_of(typed) == raw
    assert raw_of(text_of(raw)) == raw


def test_every_value_of_every_field_survives_being_shown_and_typed(silent: Path) -> None:
    specification = Predictor(open_model(silent)).specification
    for entry in FIELDS:
        value = getattr(specification, entry.name).value
        if value == ():
            continue
        again = entry.convert(raw_of(text_of(plain(value))), 3)
        assert again == value, entry.name
    with pytest.raises(ValueError, match="a value is needed"):
        raw_of("  ")


def test_an_onnx_file_alone_has_outputs_to_choose(silent: Path, tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = torch.nn.Conv2d(3, 19, 4, 4)
    with warnings.catch_warnings(action="ignore"):
        torch.onnx.export(network, (torch.zeros(1, 3, 64, 64),), str(tmp_path / "n.onnx"), dynamo=False)
    tried = Trial(tmp_path / "n.onnx").with_values({"padding": "corner"})
    assert "output" in [entry.name for entry in tried.fields]
    assert "output" not in [entry.name for entry in Trial(silent).with_values({}).fields]
    assert tried.file.fusion.origin is Origin.DECLARED, "what joins branches is a part of the file"
    assert "output = " not in sidecar_text("m.pth", tried.file) and "output = " in sidecar_text(
        "n.onnx", tried.file, onnx=True
    )
