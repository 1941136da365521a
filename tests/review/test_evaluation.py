"""Evaluation: the figures equal a few lines of numpy written apart, and what cannot be compared is named."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from cephview.cli import main
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Edit
from cephview.core.errors import Cancelled, CephViewError
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.resources import resource
from cephview.io.tables.export import export_csv
from cephview.model.predictor import Predictor
from cephview.phantom import PhantomSpec, draw_phantom
from cephview.review.corrections import evaluate_exported_corrections
from cephview.review.evaluation import evaluate, evaluate_predictions
from cephview.review.predictions import read_predictions
from cephview.review.report import report_html

MM = 0.25


@pytest.fixture
def folder(tmp_path: Path) -> tuple[Path, np.ndarray]:
    """Three blank films in the ISBI layout with two readers, and the readers' points (2, 3, 19, 2) in px."""
    rng = np.random.default_rng(5)
    head = draw_phantom(PhantomSpec(width=320, height=300, mm_per_px=0.8)).points_in(ISBI_19)
    points = head + rng.normal(0, 30, (1, 3, 1, 2)) + rng.normal(0, 4, (2, 3, 19, 2))
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


def test_what_a_model_expects_is_compared_with_what_is_found(folder) -> None:
    place, points = folder

    def predict(film) -> Prediction:
        expected = np.full(19, 40.0)
        expected[3] = np.nan
        return replace(predict_middle(film), expected_error=expected)

    films = sorted((place / "images").iterdir())
    assert evaluate(films, predict_middle).expected is None
    told = evaluate(films, predict).expected
    errors = np.delete(np.linalg.norm(points.mean(0) - 150, axis=-1), 3, axis=1) * MM
    assert told == pytest.approx((40.0 * MM, errors.mean()))


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
    document = json.loads(data.read_text())
    rows = document["comparisons"]
    assert rows[0]["landmark"] == "all" and rows[0]["points"] == 19
    assert document["films"] == 1 and document["model"]["sha256"] == Predictor.load().model.sha256
    (film,) = document["by_film"]
    assert film["film"] == sample.name and film["mre_mm"] == pytest.approx(rows[0]["mre_mm"])
    assert rows[0]["mre_mm"] == pytest.approx(np.mean([row["mre_mm"] for row in rows[1:]]))
    assert len(table.read_text().splitlines()) == 21
    assert main(["evaluate", str(tmp_path)]) == 2


def _write_predictions(kind: str, place: Path, predicted: np.ndarray) -> Path:
    """Predictions (3, 19, 2) of the films 0, 1 and 2 in one of the formats."""
    if kind == "isbi":
        folder = place / "predicted"
        folder.mkdir()
        for i, points in enumerate(predicted.tolist()):
            (folder / f"{i}.txt").write_text("\n".join(f"{x!r},{y!r}" for x, y in points))
        return folder
    path = place / f"predicted.{'csv' if kind == 'csv' else 'json'}"
    if kind == "mapping":
        path.write_text(json.dumps({str(i): points for i, points in enumerate(predicted.tolist())}))
    elif kind == "coco":
        rows = [
            {"image_id": i, "category_id": 1, "keypoints": [v for x, y in points for v in (x, y, 2)]}
            for i, points in enumerate(predicted.tolist())
        ]
        images = [{"id": i, "file_name": f"images/{i}.png"} for i in range(3)]
        categories = [{"id": 1, "keypoints": list(ISBI_19.symbols)}]
        path.write_text(json.dumps({"images": images, "categories": categories, "annotations": rows}))
    else:
        model = ModelIdentity("elsewhere", "1" * 64)
        blank = np.zeros((300, 320), np.uint8)
        cases = [
            Case(Radiograph(blank, Path(f"{i}.png"))).with_prediction(Prediction(ISBI_19, points, np.ones(19), model))
            for i, points in enumerate(predicted)
        ]
        export_csv(path, cases)
    return path


@pytest.mark.parametrize("kind", ["mapping", "coco", "isbi", "csv"])
def test_predictions_made_elsewhere_give_the_figures_of_a_few_lines_of_numpy(folder, kind, capsys, monkeypatch) -> None:
    place, points = folder
    predicted = np.round(points[0] + np.random.default_rng(7).normal(0, 9, (3, 19, 2)), 3)  # as CSV has them
    file = _write_predictions(kind, place, predicted)
    # No film is decoded for that.
    monkeypatch.setattr(cv2, "imdecode", None)
    films = sorted((place / "images").iterdir())
    result = evaluate_predictions(films, read_predictions(file).of)
    errors = np.hypot(*np.moveaxis(predicted - points[0], -1, 0)) * MM
    senior = next(row for row in result.comparisons if row.name == "model, senior")
    np.testing.assert_allclose(senior.errors, errors, rtol=1e-9)
    np.testing.assert_allclose(senior.offsets, (predicted - points[0]) * MM, rtol=1e-9, atol=1e-12)
    assert senior.accuracy.mre == pytest.approx(errors.mean()) and senior.accuracy.sd == pytest.approx(errors.std())
    assert [senior.accuracy.sdr[t] for t in (2, 2.5, 3, 4)] == pytest.approx(
        [100 * (errors <= t).mean() for t in (2, 2.5, 3, 4)]
    )
    if kind == "mapping":
        out = place / "out.json"
        assert main(["evaluate", str(place), "--predictions", str(file), "--observers", "--json", str(out)]) == 0
        rows = json.loads(out.read_text())["comparisons"]
        written = next(r for r in rows if (r["comparison"], r["landmark"]) == ("model, senior", "all"))
        assert written["mre_mm"] == pytest.approx(errors.mean())
        assert "senior against junior: distance" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["[]", "{}", '{"0": [[1, 2]]}', '{"0": 3}', '{"0": [["a", 1]]}', "nothing"])
def test_what_is_no_file_of_predictions_is_refused_in_one_sentence(tmp_path: Path, content: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(content)
    with pytest.raises(CephViewError, match=r"bad\.json"):
        read_predictions(file)


def test_a_film_that_nobody_predicted_is_named(folder) -> None:
    place, points = folder
    file = place / "some.json"
    file.write_text(json.dumps({"1.png": points[0, 1].tolist()}))
    result = evaluate_predictions(sorted((place / "images").iterdir()), read_predictions(file).of)
    assert result.films == ("1.png",)
    assert any("no prediction of 0.png" in problem for problem in result.problems)


def test_a_cancelled_run_goes_on_where_it_stopped(folder) -> None:
    place, _ = folder
    films = sorted((place / "images").iterdir())
    finished: dict[Path, Prediction] = {}
    calls: list[str] = []

    def predict(film) -> Prediction:
        calls.append(film.name)
        return predict_middle(film)

    with pytest.raises(Cancelled):
        evaluate(films, predict, cancelled=lambda: len(calls) == 2, finished=finished)
    result = evaluate(films, predict, finished=finished)
    assert calls == ["0.png", "1.png", "2.png"]
    np.testing.assert_array_equal(result.comparisons[0].errors, evaluate(films, predict_middle).comparisons[0].errors)


def test_ones_own_corrections_are_the_reference_and_untouched_points_count_nowhere(tmp_path: Path) -> None:
    scale = Calibration(MM, MM, CalibrationSource.TYPED)
    film = Radiograph(np.zeros((300, 320), np.uint8), tmp_path / "a.png", scale)
    case = Case(film, calibration=scale).with_prediction(predict_middle(film))
    case = case.with_edit("S", Edit(point=(158.0, 156.0))).with_edit("N", Edit(confirmed=True))
    case = case.with_edit("Or", Edit(visible=False))
    export_csv(tmp_path / "mine.csv", [case])
    row = evaluate_exported_corrections(tmp_path / "mine.csv").comparisons[0]
    assert row.errors[0, :2].tolist() == pytest.approx([2.5, 0.0]) and np.isnan(row.errors[0, 2:]).all()


def test_the_report_names_no_film(folder) -> None:
    place, _ = folder
    (place / "images" / "0.png").rename(place / "images" / "Jane Doe.png")
    for name in ("400_senior", "400_junior"):
        reading = place / "AnnotationsByMD" / name
        (reading / "0.txt").rename(reading / "Jane Doe.txt")
    table = place / "images.csv"
    table.write_text(table.read_text().replace("0.png,320", "Jane Doe.png,320", 1))
    result = evaluate(sorted((place / "images").iterdir()), predict_middle)
    text = report_html(result, result.comparisons[0]).replace("\u00a0", " ")
    assert "Jane Doe.png" in result.films and "Jane" not in text
    assert f"{result.comparisons[0].accuracy.mre:.2f} ±" in text and "ICC(2,1)" in text and "3 films" in text
