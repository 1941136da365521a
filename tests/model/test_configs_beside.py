"""Configs of the training codes beside weights that say nothing: the right one is read, the wrong one is left."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
import yaml
from clinic import SMALL, clinic_config, random_state, stage_section, write
from safetensors.torch import save_file

from cephview.core.errors import CephViewError
from cephview.model.families.loading import load_checkpoint
from cephview.model.families.resnet import BaselineLayout, SimpleBaseline
from cephview.model.opening import open_model
from cephview.model.sidecar import sidecar_path
from cephview.model.specification import Origin

STATE = random_state()


def pose_config(side: int, architecture: Any = SMALL, **model: Any) -> dict[str, Any]:
    stages = {f"STAGE{i}": stage_section(stage) for i, stage in enumerate(architecture.stages, 1) if i > 1}
    told = {"NUM_JOINTS": architecture.joints, "IMAGE_SIZE": [side, side], "HEATMAP_SIZE": [side // 4] * 2}
    return {"MODEL": {**told, "EXTRA": stages, **model}, "TEST": {"POST_PROCESS": True}}


def put(path: Path, config: Any) -> Path:
    path.write_text(json.dumps(config) if path.suffix == ".json" else yaml.safe_dump(config))
    return path


@pytest.mark.parametrize(
    "other",
    [
        pose_config(96, NUM_JOINTS=17),
        pose_config(96, replace(SMALL, stages=(*SMALL.stages[:3], replace(SMALL.stages[3], channels=(8, 16, 24, 32))))),
    ],
    ids=["other landmarks", "other width"],
)
def test_the_config_that_describes_the_network_is_read_among_several(tmp_path: Path, other: dict[str, Any]) -> None:
    path = write(tmp_path / "m.pth", {"state_dict": STATE})
    put(tmp_path / "another.yaml", other)
    alone = load_checkpoint(path)
    assert alone.specification.image_size.origin is Origin.ASSUMED, "it is not this network's"
    assert any("another.yaml beside it describes another network" in note for note in alone.notes)
    put(tmp_path / "right.yaml", pose_config(64))
    both = load_checkpoint(path)
    assert both.specification.image_size.value == (64, 64) and both.configs == ()
    assert both.specification.sampling.value == "affine" and both.specification.decoding.value.method == "quarter"


def test_a_config_of_another_network_that_was_chosen_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "m.pth", STATE)
    put(tmp_path / "another.yaml", pose_config(96, NUM_JOINTS=17))
    sidecar_path(path).write_text('config = "another.yaml"\n')
    with pytest.raises(CephViewError, match="17 landmarks but its weights find 19"):
        load_checkpoint(path)


def test_what_training_alone_keeps_hides_no_config(tmp_path: Path) -> None:
    path = write(tmp_path / "m.pth", {"state_dict": STATE, "config": {"lr": 1e-3, "epochs": 20}})
    put(tmp_path / "right.yaml", pose_config(64))
    assert load_checkpoint(path).specification.image_size.value == (64, 64)
    path = write(tmp_path / "bare.pth", {"state_dict": STATE, "config": {"lr": 1e-3}})
    (tmp_path / "right.yaml").unlink()
    assert load_checkpoint(path).specification.image_size.origin is Origin.ASSUMED


@pytest.mark.parametrize("name", ["config.yaml", "config.json"])
def test_the_clinics_own_config_beside_its_weights(tmp_path: Path, name: str) -> None:
    (tmp_path / "model").mkdir()
    save_file({key: value.contiguous() for key, value in STATE.items()}, tmp_path / "model" / "w.safetensors")
    put(tmp_path / "model" / name, clinic_config(SMALL, (64, 64)))
    said = open_model(tmp_path / "model").specification
    assert said.mean.origin is Origin.DECLARED and said.decoding.value.method == "softargmax"
    assert said.resize.value == "cubic" and said.fusion.value == "bilinear"


def test_a_config_in_the_metadata_of_a_safetensors_file(tmp_path: Path) -> None:
    state = {key: value.contiguous() for key, value in STATE.items()}
    config = clinic_config(SMALL, (64, 96))
    config["INPUT"].pop("ORIGINAL_SIZE")
    config["LOSS"] = {}
    save_file(state, tmp_path / "w.safetensors", metadata={"config": json.dumps(config), "format": "pt"})
    assert open_model(tmp_path / "w.safetensors").specification.image_size.value == (96, 64)
    save_file(state, tmp_path / "x.safetensors", metadata={"config": "no JSON"})
    assert open_model(tmp_path / "x.safetensors").specification.image_size.origin is Origin.ASSUMED


def test_a_simple_baseline_beside_configs_of_others(tmp_path: Path) -> None:
    layout = BaselineLayout((1, 1, 1, 1), (4, 6, 8, 10), True, ((12, 4), (8, 4), (6, 4)), 29, stem=8)
    torch.save(SimpleBaseline(layout).state_dict(), tmp_path / "m.pth")
    put(tmp_path / "a.yaml", pose_config(64))
    put(
        tmp_path / "b.yaml", {"MODEL": {"NUM_JOINTS": 29, "IMAGE_SIZE": [96, 128], "EXTRA": {"HEATMAP_SIZE": [24, 32]}}}
    )
    said = load_checkpoint(tmp_path / "m.pth").specification
    assert said.image_size.value == (96, 128)
    assert "fusion" not in " ".join(said.assumptions())
