"""Checkpoints of other codes answer as their own code does: small specimens with the points that code gave.

The specimens lie in `../shared/cases/models` (drawn films, no patient); their README describes each pipeline.
"""

from __future__ import annotations

import json
import lzma
import shutil
from pathlib import Path

import numpy as np
import pytest

from cephview.io.films.images import read_film
from cephview.model.opening import open_model
from cephview.model.predictor import Predictor
from cephview.model.sidecar import sidecar_path
from cephview.model.specification import Origin

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "models"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases/models is not here")
TIMM = """padding = "corner"
resize = "area"
point_rule = "centre"
heatmap_rule = "x/4"
decoding = { method = "centroid", radius = 1 }
"""
# The expectation, and the sidecar where the file cannot say enough.
SPECIMENS = {
    "aariz/aariz29": "",
    "cwlachap/cwlachap_give": "",
    "official_pose/official_final_state_margin125": "",
    "official_pose/official_final_state_margin100": "context = 1.0\n",
    "mmpose/mmpose_msra_train": "",
    "mmpose/mmpose_udp": "",
    "facial/facial": "",
    "timm_onnx/timm_onnx": TIMM,
}


def opened(name: str, folder: Path, sidecar: str) -> tuple[Predictor, dict[str, list[list[float]]]]:
    told = json.loads((CASES / f"{name}.expected.json").read_text())
    source, checkpoint = CASES / name.split("/")[0], folder / told["checkpoint"]
    packed = source / f"{told['checkpoint']}.xz"
    if packed.exists():
        checkpoint.write_bytes(lzma.decompress(packed.read_bytes()))
    else:
        shutil.copyfile(source / told["checkpoint"], checkpoint)
    for config in source.glob("*.yaml"):
        shutil.copyfile(config, folder / config.name)
    if sidecar:
        sidecar_path(checkpoint).write_text(sidecar)
    return Predictor(open_model(checkpoint)), told["films"]


@pytest.mark.slow
@pytest.mark.parametrize("name", SPECIMENS)
def test_points_are_those_of_the_familys_own_code(name: str, tmp_path: Path) -> None:
    predictor, films = opened(name, tmp_path, SPECIMENS[name])
    away = []
    for film, expected in films.items():
        tensor, placement = predictor.tensor(read_film(CASES / "films" / film))
        points = placement.to_film(predictor.decode(predictor.heatmaps(tensor)))
        away.append(np.abs(points - np.array(expected)).max(axis=1))
    distances = np.concatenate(away)
    assert np.median(distances) <= 0.1
    assert np.mean(distances <= 0.5) >= 0.9


@pytest.mark.slow
@pytest.mark.parametrize("name", SPECIMENS)
def test_no_field_that_the_family_knows_is_assumed(name: str, tmp_path: Path) -> None:
    specification = opened(name, tmp_path, SPECIMENS[name])[0].specification
    known = ("sampling", "decoding", "image_size", "padding", "resize", "heatmap_rule", "context")
    assert [field for field in known if getattr(specification, field).origin is Origin.ASSUMED] == []
    if "timm" not in name:  # whoever exported it knows its mean and std
        assert specification.mean.origin is not Origin.ASSUMED


@pytest.mark.slow
def test_of_several_configs_beside_a_checkpoint_the_user_chooses(tmp_path: Path) -> None:
    name = "official_pose/official_final_state_margin125"
    shutil.copyfile(CASES / "official_pose" / "w16_128x128.yaml", tmp_path / "another.yaml")
    predictor, _ = opened(name, tmp_path, "")
    assert predictor.specification.image_size.origin is Origin.ASSUMED
    assert any("several configs" in note and "another.yaml" in note for note in predictor.model.notes)
    chosen, _ = opened(name, tmp_path, 'config = "w16_128x128.yaml"\n')
    assert chosen.specification.image_size.value == (128, 128)
    assert any("w16_128x128.yaml" in note for note in chosen.model.notes)
