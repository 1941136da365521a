"""Sisters of the families' specimens: other widths, inputs that are no square, other landmarks, other settings.

Weights are by chance. What enters the network and what is read from its heatmaps is compared with the family's pipeline
as its description has it (`own_pipelines`), over drawn heatmaps that reach to the border.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import own_pipelines as own
import pytest
import torch
import yaml
from clinic import REMOVED, clinic_checkpoint, random_state

from cephview.core.radiograph import Radiograph
from cephview.model.families.aariz import AarizHRNet, AarizLayout
from cephview.model.families.hrnet import Architecture, Stage
from cephview.model.families.resnet import BaselineLayout, SimpleBaseline
from cephview.model.opening import open_model
from cephview.model.predictor import Predictor

FILMS = [(387, 480), (501, 300), (96, 90)]


class Drawn:
    """A runtime whose heatmaps are Gaussians here and there, a little noisy; mirrored inputs give other ones."""

    title = "drawn"

    def __init__(self, joints: int, stride: int = 4, sigma: float = 2.0, *, low: float = 0.0, top: float = 1.0) -> None:
        self.joints, self.stride, self.sigma, self.low, self.top = joints, stride, sigma, low, top

    def run(self, batch: np.ndarray) -> np.ndarray:
        height, width = batch.shape[2] // self.stride, batch.shape[3] // self.stride
        chance = np.random.default_rng(int(abs(float(batch[0, 0].sum())) * 7 + float(batch[0, 0, :, 0].sum())) % 1000)
        centre = chance.uniform(-0.4, np.array([width, height]) - 0.6, (self.joints, 2))
        rows, columns = np.mgrid[:height, :width]
        far = (columns - centre[:, 0, None, None]) ** 2 + (rows - centre[:, 1, None, None]) ** 2
        maps = self.top * np.exp(-far / (2 * self.sigma**2)) + chance.uniform(0, 0.002, (self.joints, height, width))
        return (self.low + maps)[None].astype(np.float32)


def film_of(size: tuple[int, int]) -> np.ndarray:
    """A film of clouds that uses all greys, (height, width)."""
    chance = np.random.default_rng(size[0])
    coarse = chance.uniform(0, 255, (1, 1, 9, 7))
    fine = torch.nn.functional.interpolate(torch.from_numpy(coarse), size[::-1], mode="bicubic")[0, 0].numpy()
    fine = (fine - fine.min()) / (fine.max() - fine.min()) * 255
    return np.round(fine).astype(np.uint8)


def compare(path: Path, runtime: Drawn, reference: Callable[[np.ndarray, Any], Any], greys: int = 0) -> None:
    """The model's points of three films are the reference's, and what enters the network, but for some grey levels."""
    predictor = Predictor(open_model(path), runtime)
    for size in FILMS:
        film = film_of(size)
        batch, expected = reference(film, runtime.run)
        tensor, placement = predictor.tensor(Radiograph(film))
        if batch.any():
            std = np.asarray(predictor.specification.std.value).max() * 255
            assert np.abs(tensor - batch[0]).max() <= (greys + 0.01) / std * 1.3, size
        found = placement.to_film(predictor.decode(own_run(predictor, batch)))
        np.testing.assert_allclose(found, expected, atol=0.02, err_msg=str(size))


def own_run(predictor: Predictor, batch: np.ndarray) -> np.ndarray:
    return predictor.heatmaps(np.ascontiguousarray(batch[0]))


def stages(width: int, modules: tuple[int, int, int], blocks: int) -> Architecture:
    orders = zip((2, 3, 4), modules, strict=True)
    made = [Stage(m, (blocks,) * n, tuple(width * 2**i for i in range(n)), False) for n, m in orders]
    return Architecture((Stage(1, (2,), (8,), True), *made), 19, stem=8, fusion="nearest")  # type: ignore[arg-type]


def pose_yaml(size: tuple[int, int], joints: int, **test: bool) -> dict[str, Any]:
    return {
        "DATASET": {"COLOR_RGB": True},
        "MODEL": {
            "NAME": "pose_hrnet",
            "NUM_JOINTS": joints,
            "IMAGE_SIZE": list(size),
            "HEATMAP_SIZE": [size[0] // 4, size[1] // 4],
            "SIGMA": 3,
        },
        "TEST": {"FLIP_TEST": False, "POST_PROCESS": True, "SHIFT_HEATMAP": True} | test,
    }


@pytest.mark.parametrize("size", [(192, 256), (256, 192), (96, 96)])
@pytest.mark.parametrize(
    ("test", "ways"),
    [
        ({}, {}),
        ({"FLIP_TEST": True}, {"flip": "shifted"}),
        ({"FLIP_TEST": True, "SHIFT_HEATMAP": False}, {"flip": "mean"}),
        ({"POST_PROCESS": False}, {"refined": False}),
    ],
)
def test_official_pose(tmp_path: Path, size: tuple[int, int], test: dict[str, bool], ways: dict[str, Any]) -> None:
    network = replace(stages(6, (1, 2, 1), 2), joints=31)
    torch.save({"state_dict": {f"module.{k}": v for k, v in random_state(network).items()}}, tmp_path / "a.pth")
    (tmp_path / "experiment.yaml").write_text(yaml.safe_dump(pose_yaml(size, 31, **test)))
    compare(tmp_path / "a.pth", Drawn(31), lambda film, run: own.official(film, run, size, **ways))


def test_official_simple_baseline(tmp_path: Path) -> None:
    layout = BaselineLayout((1, 1, 1, 1), (4, 6, 8, 10), True, ((12, 4), (8, 4), (6, 4)), 38, stem=8)
    torch.save(SimpleBaseline(layout).state_dict(), tmp_path / "a.pth")
    told = pose_yaml((192, 256), 38)
    told["MODEL"]["EXTRA"] = {"SIGMA": told["MODEL"].pop("SIGMA"), "HEATMAP_SIZE": told["MODEL"].pop("HEATMAP_SIZE")}
    (tmp_path / "experiment.yaml").write_text(yaml.safe_dump(told))
    compare(tmp_path / "a.pth", Drawn(38), lambda film, run: own.official(film, run, (192, 256)))


def mmpose_text(size: tuple[int, int], decoder: str, *, udp: bool = False, padding: str = "") -> str:
    """A config as mmengine writes it into `meta`."""
    return textwrap.dedent(f"""
        codec = dict(heatmap_size=({size[0] // 4}, {size[1] // 4}), input_size={size}, {decoder})
        model = dict(
            data_preprocessor=dict(bgr_to_rgb=True, mean=[123.675, 116.28, 103.53], std=[58.395, 57.12, 57.375],
                type='PoseDataPreprocessor'),
            head=dict(decoder=dict(heatmap_size=({size[0] // 4}, {size[1] // 4}), input_size={size}, {decoder}),
                type='HeatmapHead'),
            test_cfg=dict(flip_mode='heatmap', flip_test=False, shift_heatmap=False))
        test_dataloader = dict(dataset=dict(pipeline=[dict(type='LoadImage'),
            dict({padding}type='GetBBoxCenterScale'),
            dict(input_size={size}, type='TopdownAffine'{", use_udp=True" if udp else ""})]))
        """)


@pytest.mark.parametrize("size", [(192, 256), (256, 192)])
@pytest.mark.parametrize(
    ("decoder", "how", "kernel"),
    [
        ("sigma=3, type='MSRAHeatmap'", "msra", 11),
        ("sigma=2, type='MSRAHeatmap', unbiased=True", "dark", 11),
        ("sigma=3, blur_kernel_size=17, type='MSRAHeatmap', unbiased=True", "dark", 17),
        ("sigma=1.5, type='MSRAHeatmap', unbiased=True", "dark", 11),
        ("sigma=2, type='UDPHeatmap'", "udp", 11),
        ("sigma=3, blur_kernel_size=17, type='UDPHeatmap'", "udp", 17),
    ],
)
@pytest.mark.parametrize("margin", [1.25, 1.0])
def test_mmpose(tmp_path: Path, size: tuple[int, int], decoder: str, how: str, kernel: int, margin: float) -> None:
    network = replace(stages(8, (1, 1, 2), 1), joints=29)
    state = {("" if k.startswith("final") else "backbone.") + k: v for k, v in random_state(network).items()}
    state = {k.replace("final_layer", "head.final_layer"): v for k, v in state.items()}
    text = mmpose_text(size, decoder, udp=how == "udp", padding="" if margin == 1.25 else f"padding={margin}, ")
    torch.save({"meta": {"cfg": text, "epoch": 1}, "state_dict": state}, tmp_path / "a.pth")
    reference = lambda film, run: own.mmpose(film, run, size, how=how, margin=margin, kernel=kernel)  # noqa: E731
    compare(tmp_path / "a.pth", Drawn(29), reference)


EXCHANGED = [1, 0, *range(2, 27), 28, 27]
INFO = ", ".join(
    f"{i}: dict(name='p{i}', id={i}, swap='{f'p{EXCHANGED[i]}' if EXCHANGED[i] != i else ''}')" for i in range(29)
)


@pytest.mark.parametrize("shift", [False, True])
@pytest.mark.parametrize("told", ["meta", "numpy", "data set", "nowhere", "of another"])
def test_mmpose_exchanges_landmarks_in_the_mirrored_film(tmp_path: Path, told: str, shift: bool) -> None:
    network, size = replace(stages(8, (1, 1, 2), 1), joints=29), (192, 256)
    state = {("" if k.startswith("final") else "backbone.") + k: v for k, v in random_state(network).items()}
    state = {k.replace("final_layer", "head.final_layer"): v for k, v in state.items()}
    text = mmpose_text(size, "sigma=2, type='MSRAHeatmap'").replace("flip_test=False", "flip_test=True")
    text = text.replace("shift_heatmap=False", f"shift_heatmap={shift}")
    meta: dict[str, Any] = {"cfg": text}
    exchanged = EXCHANGED if told in ("meta", "numpy", "data set") else list(range(29))
    if told == "data set":
        meta["cfg"] += f"\ndataset_info = dict(keypoint_info={{{INFO}}})\n"
    elif told != "nowhere":
        indices = [1, 0, 2] if told == "of another" else EXCHANGED
        meta["dataset_meta"] = {"flip_indices": np.array(indices) if told == "numpy" else indices}
    torch.save({"meta": meta, "state_dict": state}, tmp_path / "a.pth")
    model, runtime = open_model(tmp_path / "a.pth"), Drawn(29)
    assert any("mirrored film" in note for note in model.notes) == (told == "of another")
    predictor = Predictor(model, runtime)
    tensor, _ = predictor.tensor(Radiograph(film_of(FILMS[0])))
    mirrored = runtime.run(tensor[None, ..., ::-1])[0][exchanged][..., ::-1]
    if shift:
        mirrored[..., 1:] = mirrored[..., :-1].copy()
    np.testing.assert_allclose(predictor.heatmaps(tensor), (runtime.run(tensor[None])[0] + mirrored) / 2, atol=1e-6)


@pytest.mark.parametrize(("width", "joints"), [(6, 19), (10, 29), (4, 38)])
def test_clinic(tmp_path: Path, width: int, joints: int) -> None:
    network = replace(stages(width, (1, 2, 2), 1), joints=joints, fusion="bilinear")
    content = clinic_checkpoint(network, (768, 768), {"INPUT.HEATMAP_SIZE": [192, 192], "INPUT.IMAGE_SIZE": REMOVED})
    torch.save(content, tmp_path / "a.pth")
    compare(tmp_path / "a.pth", Drawn(joints, top=12), own.clinic)


@pytest.mark.parametrize("size_hw", [(160, 160), (128, 96), (100, 140), (150, 90)])
@pytest.mark.parametrize("joints", [29, 31])
@pytest.mark.parametrize("low", [-3.0, 0.0])
def test_aariz(tmp_path: Path, size_hw: tuple[int, int], joints: int, low: float) -> None:
    network = AarizHRNet(AarizLayout((4, 8, 12, 16), (1, 1, 2, 1), (6, 6, 6, 6), joints, 8))
    content: Mapping[str, Any] = {"model_state_dict": network.state_dict(), "args": {"image_size": list(size_hw)}}
    torch.save(content, tmp_path / "a.pth")
    compare(tmp_path / "a.pth", Drawn(joints, 1, 5, low=low, top=4), lambda f, run: own.aariz(f, run, size_hw), greys=1)


@pytest.mark.parametrize("size", [128, 256])
def test_facial_way_back(tmp_path: Path, size: int) -> None:
    network = replace(stages(6, (1, 1, 1), 1), joints=98, head="concat", head_channels=12)
    state = {k.replace("final_layer", "head"): v for k, v in random_state(network).items()}
    torch.save(state, tmp_path / "a.pth")
    told = {"MODEL": {"IMAGE_SIZE": [size, size], "HEATMAP_SIZE": [size // 4] * 2, "SIGMA": 1.5, "NUM_JOINTS": 98}}
    (tmp_path / "face.yaml").write_text(yaml.safe_dump(told))
    compare(tmp_path / "a.pth", Drawn(98), lambda film, run: own.facial(film, run, size))
