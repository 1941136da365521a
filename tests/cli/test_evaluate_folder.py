from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from cephview.cli import main
from cephview.core.resources import resource


def test_a_file_beside_each_film_is_one_reader_of_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    points: NDArray[np.float64] = np.loadtxt(resource("sample", "phantom.txt"), delimiter=",", max_rows=19)
    table = ["file;width;height;mm_per_pixel"]
    for name in ("001", "0, 2"):
        shutil.copy(resource("sample", "phantom.png"), tmp_path / f"{name}.png")
        shutil.copy(resource("sample", "phantom.txt"), tmp_path / f"{name}.txt")
        table.append(f"{name};1200;1488;0,1")
    (tmp_path / "images.csv").write_text("\n".join(table))
    predictions = {"001": (points + np.array([10, 0])).tolist(), "0, 2": (points + np.array([0, 30])).tolist()}
    (tmp_path / "p.json").write_text(json.dumps(predictions))
    out = tmp_path / "out.json"
    command = ["evaluate", str(tmp_path), "--predictions", str(tmp_path / "p.json"), "--json", str(out)]
    offsets = tmp_path / "offsets.toml"
    assert main([*command, "--offsets", str(offsets)]) == 0
    rows = [row for row in json.loads(out.read_text())["comparisons"] if row["landmark"] == "all"]
    assert [row["comparison"] for row in rows] == ["model, reading beside the film"]
    assert rows[0]["points"] == 38 and rows[0]["mre_mm"] == pytest.approx(2.0)
    said = capsys.readouterr().err
    assert "images.csv: mm per pixel for 2 of 2 films" in said
    zeros = "Offsets are measured on 10 films or more: those of all landmarks are written as 0."
    assert zeros in said and zeros in offsets.read_text(encoding="utf-8")


def test_films_of_one_name_are_told_apart_in_all_that_predict_writes(tmp_path: Path) -> None:
    from cephview.cli.predict import table_names

    films = [tmp_path / "2023" / "ceph.png", tmp_path / "2024" / "ceph.png", tmp_path / "2024" / "ceph.jpg"]
    names = table_names(films)
    assert list(names.values()) == [
        "2023_ceph.png.landmarks.csv",
        "2024_ceph.png.landmarks.csv",
        "ceph.jpg.landmarks.csv",
    ]
