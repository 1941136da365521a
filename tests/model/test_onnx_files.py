"""ONNX of any network: heatmaps of any stride and order of axes, coordinates in any form and unit."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import torch
from clinic import blob_film
from torch import Tensor, nn

from cephview.core.errors import CephViewError
from cephview.model.opening import open_model
from cephview.model.predictor import Predictor
from cephview.model.sidecar import sidecar_path
from cephview.model.specification import Origin

WIDTH, HEIGHT, LANDMARKS = 96, 64, 19
# In film px of a film as large as the input.
WANTED = np.stack([np.linspace(5, 90, LANDMARKS), np.linspace(60, 3, LANDMARKS)], axis=1)


class Heatmaps(nn.Module):
    """All maps are the mean grey of the first pixel of each cell."""

    def __init__(
        self, stride: int = 4, change: Callable[[Tensor], Any] = lambda maps: maps, last: bool = False
    ) -> None:
        super().__init__()
        self.layer = nn.Conv2d(3, LANDMARKS, 1, stride)
        nn.init.constant_(self.layer.weight, 1 / 3)
        nn.init.zeros_(self.layer.bias)
        self.change, self.last = change, last

    def forward(self, x: Tensor) -> Any:
        return self.change(self.layer(x.permute(0, 3, 1, 2) if self.last else x))


class Coordinates(nn.Module):
    """The wanted points whatever it is shown, in a unit and a form."""

    def __init__(self, scale: np.ndarray, shift: float, form: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.layer = nn.Linear(3, 2 * LANDMARKS)
        nn.init.zeros_(self.layer.weight)
        self.layer.bias.data = torch.from_numpy((WANTED * scale + shift).ravel()).float()
        self.form = form

    def forward(self, x: Tensor) -> Tensor:
        return self.form(self.layer(x.mean((2, 3))))


def saved(path: Path, network: nn.Module, shape: tuple[int, ...] = (1, 3, HEIGHT, WIDTH), **how: Any) -> Path:
    half = how.pop("half", False)
    image = torch.zeros(shape)
    with warnings.catch_warnings(action="ignore"):
        network, image = (network.half(), image.half()) if half else (network, image)
        torch.onnx.export(
            network.eval(), (image,), str(path), input_names=["image"], opset_version=17, dynamo=False, **how
        )
    return path


def last(maps: Tensor) -> Tensor:
    return maps.permute(0, 2, 3, 1)


@pytest.mark.parametrize("stride", [1, 2, 4, 8])
@pytest.mark.parametrize(
    ("change", "shape", "how"),
    [
        (lambda maps: maps, (1, 3, HEIGHT, WIDTH), {}),
        (lambda maps: maps, (1, 3, HEIGHT, WIDTH), {"half": True}),
        (lambda maps: maps, (2, 3, HEIGHT, WIDTH), {}),
        (lambda maps: maps, (1, 3, HEIGHT, WIDTH), {"dynamic_axes": {"image": {0: "batch"}}}),
        (lambda maps: maps[0], (1, 3, HEIGHT, WIDTH), {}),
        (last, (1, 3, HEIGHT, WIDTH), {}),
        (last, (1, HEIGHT, WIDTH, 3), {"last": True}),
        (lambda maps: maps, (1, HEIGHT, WIDTH, 3), {"last": True}),
    ],
    ids=["plain", "float16", "two at a time", "any batch", "no batch", "maps last", "all last", "image last"],
)
def test_heatmaps_of_any_stride_and_order(tmp_path: Path, stride: int, change: Any, shape: Any, how: Any) -> None:
    network = Heatmaps(stride, change, how.get("last", False))
    path = saved(tmp_path / "a.onnx", network, shape, **{key: value for key, value in how.items() if key != "last"})
    sidecar_path(path).write_text('decoding = { method = "argmax" }\nheatmap_rule = "x/4"\n')
    predictor = Predictor(open_model(path))
    assert predictor.specification.image_size.value == (WIDTH, HEIGHT)
    assert predictor.specification.heatmap_size.value == (WIDTH // stride, HEIGHT // stride)
    found = predictor.predict(blob_film((WIDTH, HEIGHT), (72, 24), 5)).points
    assert found.shape == (LANDMARKS, 2)
    np.testing.assert_allclose(found, np.full((LANDMARKS, 2), (72, 24)), atol=1e-3)


def test_weights_in_a_file_of_their_own_are_part_of_the_model(tmp_path: Path) -> None:
    """As newer exporters of torch write them: other weights are another model, though its own file stays the same."""
    film, answers, identities = blob_film((96, 80), (50.0, 30.0), 6.0), [], []
    path = saved(tmp_path / "whole.onnx", nn.Sequential(nn.Conv2d(3, 19, 3, padding=1), nn.AvgPool2d(4)))
    for scale in (1.0, -1.0):
        model = onnx.load(str(path))
        for weights in model.graph.initializer:
            values = onnx.numpy_helper.to_array(weights) * scale
            weights.CopyFrom(onnx.numpy_helper.from_array(values.astype(np.float32), weights.name))
        where = {"save_as_external_data": True, "location": "model.onnx.data", "size_threshold": 0}
        (tmp_path / "model.onnx.data").unlink(missing_ok=True)
        onnx.save_model(model, str(tmp_path / "model.onnx"), **where)
        answers.append(Predictor.load(tmp_path / "model.onnx").predict(film).points)
        identities.append(open_model(tmp_path / "model.onnx").sha256)
    assert not np.allclose(answers[0], answers[1]) and identities[0] != identities[1]
    assert Predictor.load(path).predict(film).points == pytest.approx(answers[0])
    (tmp_path / "model.onnx.data").unlink()
    with pytest.raises(CephViewError, match="weights in a file of its own, which is not beside it"):
        open_model(tmp_path / "model.onnx")


def test_an_open_size_is_the_sidecars(tmp_path: Path) -> None:
    axes = {"image": {2: "height", 3: "width"}}
    path = saved(tmp_path / "a.onnx", Heatmaps(8), dynamic_axes=axes)
    assert open_model(path).specification.heatmap_size.value == (96, 96)  # an eighth of the assumed 768
    sidecar_path(path).write_text("image_size = [96, 64]\n")
    assert open_model(path).specification.heatmap_size.value == (12, 8)


@pytest.mark.slow
@pytest.mark.parametrize(
    "form",
    [
        lambda row: row,
        lambda row: row.view(-1, LANDMARKS, 2),
        lambda row: row.view(LANDMARKS, 2),
        lambda row: row[0],
        lambda row: row.view(-1, LANDMARKS, 2).permute(0, 2, 1),
        lambda row: torch.cat([row.view(-1, LANDMARKS, 2), torch.full((1, LANDMARKS, 1), 0.7)], dim=2),
    ],
    ids=["one row", "pairs", "pairs, no batch", "numbers alone", "x and y apart", "pairs and a score"],
)
@pytest.mark.parametrize(
    ("unit", "scale", "shift"),
    [
        ("px", np.ones(2), 0.0),
        ("0-1", 1 / np.array([WIDTH, HEIGHT]), 0.0),
        ("-1-1", 2 / np.array([WIDTH, HEIGHT]), -1.0),
    ],
)
def test_coordinates_in_any_form_and_unit(tmp_path: Path, form: Any, unit: str, scale: Any, shift: float) -> None:
    path = saved(tmp_path / "a.onnx", Coordinates(scale, shift, form))
    film = blob_film((WIDTH, HEIGHT), (72, 24), 5)
    seen = Predictor(open_model(path))
    assert seen.specification.decoding.value.unit == unit, "as its numbers look"
    assert seen.specification.decoding.origin is Origin.ASSUMED
    sidecar_path(path).write_text(f'decoding = {{ method = "coordinates", unit = "{unit}" }}\n')
    told = Predictor(open_model(path))
    for predictor in (seen, told):
        prediction = predictor.predict(film)
        np.testing.assert_allclose(prediction.points, WANTED, atol=1e-3)
    if prediction.points.shape == (LANDMARKS, 2) and not np.isnan(prediction.confidence).any():
        np.testing.assert_allclose(prediction.confidence, 0.7, atol=1e-6)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda maps: maps.mean(3), "neither heatmaps"),
        (lambda maps: maps.mean((2, 3))[:, :5], "neither heatmaps"),
        (lambda maps: (maps.mean(3), maps), "can choose heatmaps"),
    ],
)
def test_outputs_that_are_neither_are_refused(tmp_path: Path, change: Any, sentence: str) -> None:
    path = saved(tmp_path / "a.onnx", Heatmaps(4, change), output_names=["rows", "heatmaps"][: 1 + ("can" in sentence)])
    with pytest.raises(CephViewError, match=sentence):
        open_model(path)
    if "can" in sentence:
        sidecar_path(path).write_text('output = "heatmaps"\n')
        assert open_model(path).landmarks == LANDMARKS


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('decoding = { method = "coordinates" }', "line 1.*the network gives heatmaps"),
        ('image_size = ["a", 2]', "line 1"),
        ('output = "nothing"', "has no output nothing"),
    ],
)
def test_a_sidecar_that_does_not_fit_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = saved(tmp_path / "a.onnx", Heatmaps(4), dynamic_axes={"image": {2: "height", 3: "width"}})
    sidecar_path(path).write_text(text + "\n")
    with pytest.raises(CephViewError, match=sentence):
        open_model(path)


def test_coordinates_are_neither_heatmaps_nor_averaged_with_the_mirrored_film(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.onnx", Coordinates(np.ones(2), 0.0, lambda row: row))
    for text in ('decoding = { method = "dark" }', 'flip = "mean"'):
        sidecar_path(path).write_text(text + "\n")
        with pytest.raises(CephViewError, match=r"line 1.*coordinates"):
            open_model(path)


@pytest.mark.parametrize("content", [b"", b"nothing", b"\x08\x07" * 500])
def test_what_is_no_onnx_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.onnx").write_bytes(content)
    with pytest.raises(CephViewError, match=r"a\.onnx"):
        open_model(tmp_path / "a.onnx")
