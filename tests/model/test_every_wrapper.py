"""Each family's weights come out of each wrapper that training codes put round them: the same network, to the bit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from clinic import SMALL
from safetensors.torch import save_file
from torch import Tensor, nn

from cephview.core.errors import CephViewError
from cephview.model.families.aariz import AarizHRNet, AarizLayout
from cephview.model.families.aariz_resnet import AarizResNet
from cephview.model.families.hrnet import HRNet
from cephview.model.families.loading import load_checkpoint
from cephview.model.families.resnet import BaselineLayout, SimpleBaseline

State = Mapping[str, Tensor]
RESNET = BaselineLayout((1, 2, 1, 1), (4, 6, 8, 10), True, ((12, 4), (8, 4), (6, 4)), 38, stem=8)


def renamed(state: State, name: Callable[[str], str]) -> dict[str, Tensor]:
    return {name(key): value for key, value in state.items()}


def before(prefix: str) -> Callable[[State], dict[str, Tensor]]:
    return lambda state: renamed(state, lambda key: prefix + key)


def is_head(key: str) -> bool:
    return key.startswith(("final_layer", "deconv_layers"))


def split(backbone: str, head: str) -> Callable[[str], str]:
    return lambda key: (head if is_head(key) else backbone) + key


def calls_head(name: str) -> Callable[[str], str]:
    return lambda key: key.replace("final_layer", name)


HRNET, JOINED = SMALL, replace(SMALL, head="concat", head_channels=12, joints=31)
TIMM = replace(SMALL, enlarged=6, joints=29)
# The network, and what its own code calls the tensors.
FAMILIES: dict[str, tuple[Callable[[], nn.Module], Callable[[str], str]]] = {
    "official pose, clinic": (lambda: HRNet(HRNET), str),
    "mmpose 1": (lambda: HRNet(HRNET), split("backbone.", "head.")),
    "mmpose 0": (lambda: HRNet(HRNET), split("backbone.", "keypoint_head.")),
    "facial": (lambda: HRNet(JOINED), calls_head("head")),
    "segmentation": (lambda: HRNet(JOINED), calls_head("last_layer")),
    "timm and a head": (lambda: HRNet(TIMM), lambda key: split("features.", "")(key).replace("final_layer", "heads.0")),
    "SimpleBaseline": (lambda: SimpleBaseline(RESNET), str),
    "mmpose's ResNet": (lambda: SimpleBaseline(RESNET), split("backbone.", "head.")),
    "Aariz HRNet": (lambda: AarizHRNet(AarizLayout((4, 8, 12, 16), (1, 1, 2, 1), (6, 6, 6, 6), 31, 8)), str),
    "Aariz ResNet": (lambda: AarizResNet(RESNET), str),
}


def moved(state: State) -> dict[str, Tensor]:
    """Weights that are not the ones to be used."""
    return {key: value + 1 if value.is_floating_point() else value for key, value in state.items()}


def in_kind(kind: torch.dtype) -> Callable[[State], dict[str, Tensor]]:
    return lambda state: {k: v.to(kind) if v.is_floating_point() else v for k, v in state.items()}


WRAPPERS: dict[str, Callable[[State], Any]] = {
    "bare": dict,
    "DataParallel": before("module."),
    "compiled": lambda state: {"model_state": before("module._orig_mod.")(state)},
    "Lightning": lambda state: {
        "state_dict": before("model.")(state) | {"loss_fn.weight": torch.ones(3)},
        "pytorch-lightning_version": "2.4.0",
    },
    "shells inside": lambda state: renamed(
        before("net.")(state), lambda key: key.replace("backbone.", "backbone.module.").replace("head.", "head.module.")
    ),
    "nested": lambda state: {"a": {"b": {"c": {"state_dict": state}}}},
    "a list": lambda state: [state, {"epoch": 3}],
    "EMA beside": lambda state: {"state_dict": moved(state), "state_dict_ema": state},
    "EMA below": lambda state: {"model": moved(state), "ema": {"shadow": state, "decay": 0.99}},
    "EMA among": lambda state: {"state_dict": before("model.")(moved(state)) | before("ema_model.module.")(state)},
    "AveragedModel": lambda state: before("module.")(state) | {"n_averaged": torch.tensor(5)},
    "optimizer": lambda state: {
        "net": state,
        "optimizer": {"state": {number: {"exp_avg": value} for number, value in enumerate(state.values())}},
    },
    "training entries": lambda state: (
        dict(state)
        | {"criterion.weight": torch.ones(5), "aux_head.weight": torch.ones(3, 4, 1, 1), "aux_head.bias": torch.ones(3)}
    ),
    "float64": in_kind(torch.float64),
}


def saved_state(family: str) -> tuple[nn.Module, dict[str, Tensor]]:
    torch.manual_seed(1)
    make, name = FAMILIES[family]
    network = make().eval()
    return network, renamed(network.state_dict(), name)


def assert_same(path: Path, network: nn.Module, tolerance: float = 0.0) -> None:
    found = load_checkpoint(path).network.state_dict()
    for name, tensor in network.state_dict().items():
        torch.testing.assert_close(found[name], tensor, atol=tolerance, rtol=tolerance)


@pytest.mark.slow
@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_weights_come_out(family: str, wrapper: str, tmp_path: Path) -> None:
    network, state = saved_state(family)
    torch.save(WRAPPERS[wrapper](state), tmp_path / "a.pth")
    assert_same(tmp_path / "a.pth", network)
    if wrapper.startswith("EMA"):
        assert any("running average" in note for note in load_checkpoint(tmp_path / "a.pth").notes)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16])
@pytest.mark.parametrize("family", FAMILIES)
def test_halved_weights_and_safetensors(family: str, kind: torch.dtype, tmp_path: Path) -> None:
    network, state = saved_state(family)
    halved = in_kind(kind)(state)
    torch.save({"state_dict": halved}, tmp_path / "a.pth")
    save_file({key: value.contiguous() for key, value in halved.items()}, tmp_path / "b.safetensors")
    for name in ("a.pth", "b.safetensors"):
        assert_same(tmp_path / name, network, 1e-2)


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_whole_modules_as_some_codes_save_them(family: str, tmp_path: Path) -> None:
    network, _ = saved_state(family)
    contents = (network, nn.DataParallel(network), {"state_dict": nn.DataParallel(network), "epoch": 7})
    for content in contents:
        torch.save(content, tmp_path / "a.pth")
        assert_same(tmp_path / "a.pth", network)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_lost_layer_and_one_too_many_are_refused_in_a_sentence(family: str, tmp_path: Path) -> None:
    _, state = saved_state(family)
    lost = next(key for key in list(state)[len(state) // 2 :] if key.endswith("weight") and state[key].ndim == 4)
    torch.save({key: value for key, value in state.items() if key != lost}, tmp_path / "a.pth")
    with pytest.raises(CephViewError, match=r"a\.pth"):
        load_checkpoint(tmp_path / "a.pth")
    extra = lost.replace("weight", "more.weight")
    torch.save(state | {extra: torch.ones(2, 2, 1, 1)}, tmp_path / "b.pth")
    with pytest.raises(CephViewError, match=r"b\.pth"):
        load_checkpoint(tmp_path / "b.pth")


def test_the_aariz_resnet_is_read_as_that_code_reads_its_maps(tmp_path: Path) -> None:
    _, state = saved_state("Aariz ResNet")
    content = {"model_state_dict": before("module.")(state), "args": {"image_size": [96, 160]}}
    torch.save(content, tmp_path / "a.pth")
    model = load_checkpoint(tmp_path / "a.pth")
    assert model.specification.image_size.value == (160, 96)
    assert model.specification.heatmap_size.value == (40, 24)
    assert model.runtime().run(torch.zeros(1, 3, 96, 160).numpy()).shape == (1, 38, 24, 40)
    assert model.specification.decoding.value.method == "power"
    assert model.specification.activation.value == "sigmoid" and model.specification.padding.value == "stretch"


@pytest.mark.parametrize(
    ("names", "looks"),
    [
        (["enc1.0.weight", "dec1.0.weight"], "U-Net"),
        (["conv1.0.weight", "hg1.skip.0.weight"], "stacked hourglass"),
        (["model.0.conv.weight", "model.1.cv1.conv.weight"], "YOLO"),
    ],
)
def test_what_no_family_knows_is_named_with_the_line_that_exports_it(
    names: list[str], looks: str, tmp_path: Path
) -> None:
    torch.save({"model_state_dict": {name: torch.zeros(4, 3, 3, 3) for name in names}}, tmp_path / "a.pth")
    with pytest.raises(CephViewError, match=rf"{looks}.*torch\.onnx\.export\(network"):
        load_checkpoint(tmp_path / "a.pth")


@pytest.mark.parametrize(
    ("head", "looks"),
    [
        ({"heatmap_decoder.0.weight": (8, 12, 3, 3), "heatmap_decoder.16.weight": (31, 8, 1, 1)}, "decoder of its own"),
        ({"regressor.0.weight": (8, 12), "regressor.4.weight": (4, 8)}, "coordinates"),
        ({}, "no last convolution"),
        (
            {"backbone.final_layer.0.weight": (8, 12, 1, 1), "backbone.classifier.weight": (10, 8)},
            "tells classes apart",
        ),
        ({"final_layer.0.weight": (8, 12, 3, 3), "final_layer.2.weight": (4, 8, 3, 3)}, "no last convolution"),
    ],
)
def test_an_hrnet_with_an_unknown_head_says_what_it_looks_like(
    head: Mapping[str, tuple[int, ...]], looks: str, tmp_path: Path
) -> None:
    state = {key: value for key, value in HRNet(SMALL).state_dict().items() if not is_head(key)}
    state = before("backbone.")(state) | {name: torch.zeros(shape) for name, shape in head.items()}
    torch.save({"model_state_dict": state}, tmp_path / "a.pth")
    with pytest.raises(CephViewError, match=rf"{looks}.*torch\.onnx\.export\(network"):
        load_checkpoint(tmp_path / "a.pth")
