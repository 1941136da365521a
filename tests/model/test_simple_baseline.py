"""SimpleBaseline as the official pose code and mmpose name it. Their own code's points were not at hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from cephview.core.errors import CephViewError
from cephview.model.families.loading import load_checkpoint
from cephview.model.families.resnet import BaselineLayout, SimpleBaseline

LAYOUT = BaselineLayout((1, 1, 1, 1), (4, 6, 8, 10), True, ((12, 4), (8, 4), (6, 4)), 19, stem=8)
CONFIG = """
model = dict(
    data_preprocessor=dict(type='PoseDataPreprocessor', mean=[100, 110, 120], std=[50, 60, 70], bgr_to_rgb=True),
    head=dict(decoder=dict(type='MSRAHeatmap', input_size=(64, 96), heatmap_size=(16, 24), sigma=1.5, unbiased=True)),
    test_cfg=dict(flip_test=True, shift_heatmap=True))
test_pipeline = [dict(type='GetBBoxCenterScale', padding=1.1)]
"""


def saved(path: Path, layout: BaselineLayout, names: dict[str, str], **content: object) -> SimpleBaseline:
    torch.manual_seed(0)
    network = SimpleBaseline(layout).eval()
    head = ("deconv_layers", "final_layer")
    state = {names["head" if key.startswith(head) else "backbone"] + key: t for key, t in network.state_dict().items()}
    torch.save({"state_dict": state, **content}, path)
    return network


@pytest.mark.parametrize(
    "names",
    [
        {"backbone": "", "head": ""},
        {"backbone": "module.", "head": "module."},
        {"backbone": "backbone.", "head": "head."},
        {"backbone": "backbone.", "head": "keypoint_head."},
    ],
)
@pytest.mark.parametrize("bottleneck", [True, False])
def test_its_weights_come_under_every_name(tmp_path: Path, names: dict[str, str], bottleneck: bool) -> None:
    network = saved(tmp_path / "a.pth", replace(LAYOUT, bottleneck=bottleneck), names)
    checkpoint = load_checkpoint(tmp_path / "a.pth")
    assert checkpoint.architecture == f"SimpleBaseline, ResNet-{14 if bottleneck else 10}"
    image = torch.randn(1, 3, 96, 64)
    with torch.inference_mode():
        found = checkpoint.network(image)
        assert found.shape == (1, 19, 24, 16)
        assert torch.equal(found, network(image))


def test_mmposes_meta_is_read_and_not_run(tmp_path: Path) -> None:
    names = {"backbone": "backbone.", "head": "head."}
    text = CONFIG + f"open({str(tmp_path / 'ran')!r}, 'w')\n"
    saved(tmp_path / "a.pth", LAYOUT, names, meta={"cfg": text})
    said = load_checkpoint(tmp_path / "a.pth").specification
    assert said.mean.value == pytest.approx((100 / 255, 110 / 255, 120 / 255))
    assert (said.image_size.value, said.heatmap_size.value, said.sigma.value) == ((64, 96), (16, 24), 1.5)
    assert (said.context.value, said.sampling.value, said.decoding.value.method) == (1.1, "affine", "dark")
    assert said.flip.value == "shifted mean"
    assert not (tmp_path / "ran").exists()
    saved(tmp_path / "b.pth", LAYOUT, names, meta={"cfg": CONFIG.replace("MSRAHeatmap", "SimCCLabel")})
    with pytest.raises(CephViewError, match="SimCCLabel"):
        load_checkpoint(tmp_path / "b.pth")
