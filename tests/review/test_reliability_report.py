"""Calibration of a model's expected errors on a folder of films, and what the command says of it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from cephview.cli import main
from cephview.core.errors import CephViewError
from cephview.io.reading import file_hash
from cephview.model.lineage import LINEAGE, Lineage
from cephview.model.predictor import Predictor, embedded_model
from cephview.phantom import PhantomSpec, write_phantom
from cephview.review.reliability_fit import Sample, gather, judge


def sample(films: int = 80) -> Sample:
    """Errors drawn from what the features say."""
    rng = np.random.default_rng(0)
    features = rng.normal(0, 1, (films, 19, 2))
    expected = np.exp(1.5 + 0.6 * features[..., 0])
    errors = rng.rayleigh(expected / np.sqrt(np.pi / 2))
    points = np.broadcast_to(rng.normal(0, 100, (19, 2)), (films, 19, 2))
    return Sample(tuple(map(str, range(films))), features, errors, points, points, np.full(films, 0.3))


def test_the_report_is_of_films_that_had_no_part_in_the_fit() -> None:
    report = judge(sample())
    assert (report.films, report.points) == (80, 80 * 19)
    assert report.auc > 0.75
    assert sum(part.count for part in report.bins) == report.points
    for part in report.bins:
        assert part.expected_mm == pytest.approx(part.real_mm, rel=0.15)
    # Without a relation between the two there is nothing to tell, however well it was fitted.
    told = sample()
    blind = Sample(told.names, told.features[::-1], told.errors, told.points, told.readings, told.mm)
    assert 0.4 < judge(blind).auc < 0.6


@pytest.mark.slow
def test_films_without_millimetres_cannot_be_judged() -> None:
    told = sample(20)
    lost = Sample(told.names, told.features, told.errors, told.points, told.readings, np.full(20, np.nan))
    with pytest.raises(CephViewError, match="mm per pixel"):
        judge(lost)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(10):
        write_phantom(tmp_path, f"p{number}", PhantomSpec(width=300, height=375, mm_per_px=0.64, seed=number))
    return tmp_path


@pytest.mark.slow
def test_too_few_films_are_said(folder: Path) -> None:
    with pytest.raises(CephViewError, match="Only 2 of the films"):
        gather(sorted(folder.glob("*.png"))[:2], Predictor.load())


@pytest.mark.slow
def test_the_command_writes_a_checkpoint_that_expects_its_errors(folder: Path, capsys: pytest.CaptureFixture) -> None:
    out, report = folder / "out.pth", folder / "report.json"
    content = torch.load(embedded_model(), weights_only=True)
    seen = write_phantom(folder, "trained", PhantomSpec(width=300, height=375, mm_per_px=0.64, seed=90))
    told = {"expected_errors": "an earlier fit", LINEAGE: Lineage(frozenset({file_hash(seen)})).to_card()}
    torch.save(content | {"card": content["card"] | told}, folder / "model.pth")
    status = main(["reliability", str(folder / "model.pth"), str(folder), "-o", str(out), "--json", str(report)])
    said = capsys.readouterr()
    assert status == 0 and "10 films, 190 points" in said.out and "AUC" in said.out
    assert "1 of the 11 films trained this model and were left out" in said.err
    predictor = Predictor.load(out)
    assert predictor.reliability is not None
    assert dict(predictor.card().facts)["expected errors"].startswith("fitted on 10 films by `cephview reliability`")
    document = json.loads(report.read_text())
    assert document["films"] == 10 and document["model"]["sha256"] == Predictor.load(folder / "model.pth").model.sha256
    assert len(document["by_film"]) == 10 and all(row["points"] == 19 for row in document["by_film"])
