"""Evaluation: the figures equal a few lines of numpy written apart, and what cannot be compared is named."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from cephview.cli import main
from cephview.core.case import ModelIdentity, Prediction
from cephview.core.errors import Cancelled, CephViewError
from cephview.core.landmarks import ISBI_19
from cephview.io.resources import resource
from cephview.review.evaluation import evaluate

MM = 0.25


@pytest.fixture
def folder(tmp_path: Path) -> tuple[Path, np.ndarray]:
    """Three blank films in the ISBI layout with two readers, and the readers' points (2, 3, 19, 2) in px."""
    rng = np.random.default_rng(5)
    points = rng.uniform(50, 250, (1, 3, 19, 2)) + rng.normal(0, 8, (2, 3, 19, 2))
    (tmp_path / "images").mkdir()
    table = ["file,width,height,mm_per_pixel"]
    for i in range(3):
        cv2.imwrite(str(tmp_path / "images" / f"{i}.png"), np.full((300, 320), 40 * i, np.uint8))
        table.append(f"{i}.png,320,300,{MM}")
        for reader, name in enumerate(("400_senior", "400_junior")):
            place = tmp_path / "AnnotationsByMD" / name
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{i}.txt").write_text("\n".join(f"{x!r},{y!r}" for x, y in points[reader, i].tolist()))
    (tmp_path / "images.csv").write_text("\n".join(table))
    return tmp_path, points


def predict_middle(film) -> Prediction:
    return Prediction(ISBI_19, np.full((19, 2), 150.0), np.ones(19), ModelIdentity("middle", "0" * 64))


def test_figures_equal_an_independent_computation(folder) -> None:
    place, points = folder
    result = evaluate(sorted((place / "images").iterdir()), predict_middle)
    found = {comparison.name: comparison for comparison in result.comparisons}
    assert set(found) == {"model, mean of 2 readers", "model, senior", "model, junior", "senior, junior"}
    truth = {
        "model, senior": np.linalg.norm(points[0] - 150, axis=-1) * MM,
        "model, junior": np.linalg.norm(points[1] - 150, axis=-1) * MM,
        "model, mean of 2 readers": np.linalg.norm(points.mean(0) - 150, axis=-1) * MM,
        "senior, junior": np.linalg.norm(points[0] - points[1], axis=-1) * MM,
    }
    for name, errors in truth.items():
        np.testing.assert_allclose(found[name].errors, errors, rtol=1e-12)
        accuracy = found[name].accuracy
        assert accuracy.mre == pytest.approx(errors.mean()) and accuracy.sd == pytest.approx(errors.std())
        assert accuracy.sdr[2.0] == pytest.approx((errors <= 2).mean() * 100)
        assert found[name].lost_percent == pytest.approx((errors > 10).mean() * 100)
        assert found[name].by_landmark()["S"].mre == pytest.approx(errors[:, 0].mean())


def test_films_without_reading_or_scale_are_named_and_left_out(folder, tmp_path: Path) -> None:
    place, _ = folder
    (place / "AnnotationsByMD" / "400_senior" / "0.txt").unlink()
    (place / "AnnotationsByMD" / "400_junior" / "0.txt").unlink()
    (place / "images.csv").write_text(f"file,width,height,mm_per_pixel\n2.png,320,300,{MM}\n")
    result = evaluate(sorted((place / "images").iterdir()), predict_middle)
    assert result.films == ("2.png",)
    assert any("0.png has no reading" in problem for problem in result.problems)
    assert any("1.png has no mm per pixel" in problem for problem in result.problems)
    with pytest.raises(CephViewError, match="None of the 1 films"):
        evaluate([place / "images" / "0.png"], predict_middle)


def test_cancel_and_progress(folder) -> None:
    place, _ = folder
    seen: list[tuple[int, int]] = []
    films = sorted((place / "images").iterdir())
    evaluate(films, predict_middle, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled):
        evaluate(films, predict_middle, cancelled=lambda: True)


def test_the_command_prints_and_writes_the_table(tmp_path: Path, capsys) -> None:
    sample = resource("sample", "phantom.png")
    table, data = tmp_path / "t.csv", tmp_path / "t.json"
    assert main(["evaluate", str(sample), "--csv", str(table), "--json", str(data)]) == 0
    out = capsys.readouterr().out
    assert "1 films" in out and "MRE" in out
    rows = json.loads(data.read_text())
    assert rows[0]["landmark"] == "all" and rows[0]["points"] == 19
    assert rows[0]["mre_mm"] == pytest.approx(np.mean([row["mre_mm"] for row in rows[1:]]))
    assert len(table.read_text().splitlines()) == 21
    assert main(["evaluate", str(tmp_path)]) == 2
