"""Models that ONNX Runtime runs: the embedded one as shipped, others as they were exported once."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from cephview.core.errors import CephViewError
from cephview.core.resources import resource
from cephview.model import exported
from cephview.model.exported import cache_entry, find_export, keep_why_not, open_fastest, prune
from cephview.model.families.exporting import MAX_SHIFT_PX, export
from cephview.model.families.hrnet import HRNet, w18_small
from cephview.model.families.loading import load_checkpoint
from cephview.model.model_file import ModelFile
from cephview.model.opening import open_model
from cephview.model.predictor import Predictor, embedded_model
from cephview.phantom import PhantomSpec, draw_phantom

ROOT = Path(__file__).resolve().parents[2]
HEAD = draw_phantom(PhantomSpec(width=580, height=720, mm_per_px=1 / 3)).radiograph


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("CEPHVIEW_CASES", str(tmp_path / "work"))
    return tmp_path / "work" / "models"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A network of few weights in the clinic's layout, as its training code saves it."""
    torch.manual_seed(3)
    network = HRNet(w18_small(19, width=4))
    config = {
        "INPUT": {"IMAGE_SIZE": [96, 96]},
        "MODEL": {"FUSE_INTERPOLATION": "nearest"},
        "DECODE": {"METHOD": "dark"},
    }
    torch.save({"model_state_dict": network.state_dict(), "config": config, "epoch": 7}, tmp_path / "small.pth")
    return tmp_path / "small.pth"


def largest_shift(one: ModelFile, other: ModelFile) -> float:
    points = [Predictor(model).predict(HEAD).points for model in (one, other)]
    return float(np.linalg.norm(points[0] - points[1], axis=1).max())


@pytest.mark.slow
def test_the_embedded_export_is_the_embedded_checkpoint() -> None:
    shipped, checkpoint = open_fastest(embedded_model()), load_checkpoint(embedded_model())
    assert shipped.runtime().title.startswith("ONNX Runtime")
    assert shipped.sha256 == hashlib.sha256(embedded_model().read_bytes()).hexdigest()
    assert shipped.specification == checkpoint.specification
    assert (shipped.parameters, shipped.landmarks, shipped.name) == (checkpoint.parameters, 19, checkpoint.name)
    assert {k: str(v) for k, v in shipped.card.items()}.keys() == dict(checkpoint.card).keys()
    assert largest_shift(shipped, checkpoint) < MAX_SHIFT_PX


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["predict", "FILM", "-o", "CSV"], ["FILM", "--export", "CSV"]])
def test_the_embedded_model_needs_no_torch(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "torch.py").write_text("raise OSError('a DLL of torch could not be loaded')")
    out = tmp_path / "points.csv"
    given = [{"FILM": str(resource("sample", "phantom.png")), "CSV": str(out)}.get(word, word) for word in arguments]
    place = os.pathsep.join((str(tmp_path), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": place, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "cephview", *given], env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert len(out.read_text().splitlines()) > 19


@pytest.mark.slow
def test_an_export_is_found_as_long_as_nothing_changes(cache: Path, small: Path) -> None:
    assert find_export(small, cache_entry(small)) is None
    entry = cache_entry(small)
    entry.parent.mkdir(parents=True)
    assert export(small, entry) <= MAX_SHIFT_PX
    found, checkpoint = open_fastest(small), load_checkpoint(small)
    assert found.runtime().title.startswith("ONNX Runtime") and found.path == small
    assert (found.sha256, found.specification, found.reported) == (
        *(checkpoint.sha256, checkpoint.specification, checkpoint.reported),
    )
    assert largest_shift(found, checkpoint) < MAX_SHIFT_PX

    # What is said beside the file decides over the export: another text is another export.
    small.with_suffix(".preprocessing.toml").write_text("")
    assert cache_entry(small) != entry and find_export(small, cache_entry(small)) is None
    small.with_suffix(".preprocessing.toml").unlink()
    (small.parent / "experiment.yaml").write_text("MODEL: {}")
    assert cache_entry(small) != entry
    (small.parent / "experiment.yaml").unlink()

    entry.write_bytes(entry.read_bytes()[:2000])  # a disk that lost a part
    assert find_export(small, cache_entry(small)) is None
    assert open_fastest(small).runtime().title.startswith("torch")


@pytest.mark.slow
def test_an_export_that_is_opened_by_hand_says_all_that_its_checkpoint_says(small: Path, tmp_path: Path) -> None:
    export(small, tmp_path / "mine.onnx")
    model, checkpoint = open_model(tmp_path / "mine.onnx"), load_checkpoint(small)
    assert (model.sha256, model.specification) == (checkpoint.sha256, checkpoint.specification)
    assert largest_shift(model, checkpoint) < MAX_SHIFT_PX


def test_why_there_is_no_export_stands_on_the_card(cache: Path, small: Path) -> None:
    keep_why_not(small, "small.pth as ONNX puts a landmark elsewhere, so torch runs it.")
    assert exported.is_settled(small)
    assert "so torch runs it" in " ".join(open_fastest(small).notes)


def test_what_is_no_checkpoint_leaves_no_export(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "x.pth").write_bytes(b"nothing")
    with pytest.raises(CephViewError):
        export(tmp_path / "x.pth", tmp_path / "x.onnx")
    assert not (tmp_path / "x.onnx").exists()


def test_the_oldest_exports_go_first(cache: Path) -> None:
    cache.mkdir(parents=True)
    for age in (1, 2, 3):
        path = cache / f"{age}.onnx"
        path.write_bytes(b"0" * 1000)
        os.utime(path, (1e9 - age, 1e9 - age))
    prune(2000)
    assert sorted(path.name for path in cache.iterdir()) == ["1.onnx", "2.onnx"]
