"""`cephview predict` with a model that finds two points of the ruler: what they offer is said, and set when told."""

from __future__ import annotations

import csv
import subprocess
import sys
import warnings
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from torch import Tensor, nn

from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import AARIZ_29
from cephview.phantom import PhantomSpec, draw_phantom

SIZE = (480, 560)


class Points(nn.Module):
    """The mean head of 0.5 mm per px and two ruler points 200 px apart, as shares of the film."""

    def __init__(self) -> None:
        super().__init__()
        points = [np.array(MEAN_HEAD_MM[s]) / 0.5 + (240, 280) for s in AARIZ_29.symbols]
        points += [np.array((450.0, 60.0)), np.array((450.0, 260.0))]
        self.points = torch.from_numpy(np.array(points) / SIZE).float()

    def forward(self, x: Tensor) -> Tensor:
        return (self.points + 0 * x.mean())[None]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model31.onnx"
    with warnings.catch_warnings(action="ignore"):
        torch.onnx.export(Points(), (torch.zeros(1, 3, 112, 96),), str(path), opset_version=17, dynamo=False)
    told = 'decoding = { method = "coordinates", unit = "0-1" }\npadding = "stretch"\nlandmarks = "aariz-31"\n'
    path.with_suffix(".preprocessing.toml").write_text(told)
    return path


@pytest.fixture
def film(tmp_path: Path) -> Path:
    drawn = draw_phantom(PhantomSpec(width=SIZE[0], height=SIZE[1], mm_per_px=0.5)).radiograph.to_8bit()
    cv2.imwrite(str(tmp_path / "film.png"), drawn)
    return tmp_path / "film.png"


def predict(model: Path, film: Path, out: Path, *more: str) -> tuple[list[dict[str, str]], str]:
    command = [sys.executable, "-m", "cephview", "predict", str(film), "-o", str(out), "--model", str(model), *more]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    with out.open(encoding="utf-8") as file:
        return list(csv.DictReader(file)), done.stderr


def test_the_offer_is_a_line_and_stands_in_the_table(model: Path, film: Path, tmp_path: Path) -> None:
    rows, said = predict(model, film, tmp_path / "a.csv")
    assert "film.png: The model found two points of the ruler, R1 and R2, 200.0 px apart" in said
    assert len(rows) == 31 and all("two points of the ruler" in row["notes"] for row in rows)
    assert all(row["mm_per_px_x"] == "" for row in rows), "never by itself"


def test_the_length_sets_the_scale_and_the_table_says_how(model: Path, film: Path, tmp_path: Path) -> None:
    rows, said = predict(model, film, tmp_path / "a.csv", "--ruler-mm", "100")
    assert [float(row["mm_per_px_x"]) for row in rows] == pytest.approx([0.5] * 31)
    assert {row["calibration_source"] for row in rows} == {"ruler-points"}
    assert "two points of the ruler" not in said and not any("two points" in row["notes"] for row in rows)
    _, said = predict(model, film, tmp_path / "b.csv", "--ruler-mm", "20")
    assert "Nasion and Menton lie" in said and "by the model's ruler points" in said


def test_measurements_have_millimetres_by_it(model: Path, film: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cephview", "measure", str(film), "--model", str(model), "--ruler-mm", "100"]
    done = subprocess.run([*command, "-o", str(tmp_path / "m.csv")], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "ruler-points" in (tmp_path / "m.csv").read_text(encoding="utf-8")
