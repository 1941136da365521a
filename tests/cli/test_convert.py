from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from cephview.cli import main
from cephview.core.resources import resource
from cephview.io.annotations import read_annotation

READINGS = Path(__file__).parents[1] / "io" / "readings"
SIZE = (1200, 1488)


@pytest.mark.parametrize("out", ["a.txt", "a.json", "a.tps", "a.csv", "a.mrk.json"])
def test_a_reading_in_another_format_has_the_same_points(tmp_path: Path, out: str) -> None:
    film = tmp_path / "phantom.png"
    shutil.copy(resource("sample", "phantom.png"), film)
    shutil.copy(resource("sample", "images.csv"), tmp_path / "images.csv")
    shutil.copy(READINGS / "labelstudio.json", tmp_path / "phantom.json")
    assert main(["convert", str(tmp_path / "phantom.json"), str(tmp_path / out)]) == 0
    first, again = (read_annotation(tmp_path / name, film=film, film_size=SIZE) for name in ("phantom.json", out))
    assert np.allclose(first.points, again.scheme.take(again.points, again.scheme), atol=1e-9)
    assert main(["convert", str(tmp_path / "phantom.json"), str(tmp_path / out)]) == 2, "what is there is kept"


def test_without_a_film_or_a_format_it_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(READINGS / "plain_xy.csv", tmp_path / "a.csv")
    assert main(["convert", str(tmp_path / "a.csv"), str(tmp_path / "b.txt")]) == 2
    assert "No film lies beside a.csv" in capsys.readouterr().err
    film = str(resource("sample", "phantom.png"))
    assert main(["convert", str(tmp_path / "a.csv"), str(tmp_path / "b.doc"), "--film", film]) == 2
    assert "b.doc has an ending of no format" in capsys.readouterr().err


@pytest.mark.parametrize("between", ["isbi", "labelme", "coco", "cl-detection", "slicer", "tps", "csv"])
def test_points_come_back_from_every_format_that_is_written(tmp_path: Path, between: str) -> None:
    film = tmp_path / "a.png"
    film.write_bytes(resource("sample", "phantom.png").read_bytes())
    (tmp_path / "images.csv").write_text("file,mm_per_pixel\na.png,0.1\n")
    given = Path(__file__).parents[1] / "io" / "readings" / "pts_300w.pts"
    endings = {"isbi": ".txt", "slicer": ".mrk.json", "tps": ".tps", "csv": ".csv"}
    there, back = tmp_path / f"x{endings.get(between, '.json')}", tmp_path / "back.txt"
    assert main(["convert", str(given), str(there), "--film", str(film), "--to", between]) == 0
    assert main(["convert", str(there), str(back), "--film", str(film)]) == 0
    truth = np.loadtxt(given, skiprows=3, max_rows=19)
    assert np.loadtxt(back, delimiter=",") == pytest.approx(truth, abs=0.0006)
