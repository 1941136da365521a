"""`cephview evaluate --predictions` takes every format of the one table, with what the reader notes of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cephview.cli import main
from cephview.core.resources import resource

SAMPLE = resource("sample", "phantom.png")
READINGS = Path(__file__).parents[1] / "io" / "readings"
# Every reading there that is of all 19 landmarks and needs no word of the user.
NAMES = (
    *(
        "cvat.xml",
        "dlc.csv",
        "kaggle_wide.csv",
        "labelstudio.json",
        "labelstudio_min.json",
        "napari.csv",
        "plain_xy.csv",
    ),
    *(
        "pts_300w.pts",
        "via.json",
        "yolo_pose.txt",
        "tps_other_ext.tps",
        "isbi_blank.txt",
        "isbi_win.txt",
        "norm_xy.txt",
    ),
    *("coco_half_size.json", "labelme_half_size.json", "labelme_zero_based.json", "mapping_predictions.json"),
    *("slicer.fcsv", "coco_numbers0.json", "labelme_other_film.json", "isbi_win.txt", "norm_xy.txt"),
)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """The drawn sample film, its true reading beside it, 0.1 mm a pixel."""
    film = tmp_path / "phantom.png"
    shutil.copy(SAMPLE, film)
    truth = (READINGS / "pts_300w.pts").read_text().partition("{")[2].partition("}")[0].split("\n")
    (tmp_path / "phantom.txt").write_text("\n".join(",".join(line.split()) for line in truth if line.strip()))
    (tmp_path / "images.csv").write_text("file,mm_per_pixel\nphantom.png,0.1\n")
    return film


@pytest.mark.parametrize("name", NAMES)
def test_predictions_in_any_format_are_those_points(film: Path, tmp_path: Path, name: str, capsys) -> None:
    out = tmp_path / "out.json"
    predictions = READINGS / name
    status = main(["evaluate", str(film), "--predictions", str(predictions), "--json", str(out)])
    said = capsys.readouterr().err
    assert status == 0, said
    rows = {row["landmark"]: row for row in json.loads(out.read_text())["comparisons"]}
    assert rows["all"]["points"] == 19 and rows["all"]["mre_mm"] < 0.1, said  # some are of whole pixels
    if "half_size" in name:
        assert "read on a copy of 600 × 744 px" in said
    if "other_film" in name:
        assert "written for someone_else.png" in said


def test_a_folder_of_files_of_several_formats_is_taken_film_by_film(film: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    shutil.copy(READINGS / "slicer.fcsv", made / "phantom.fcsv")
    out = tmp_path / "out.json"
    assert main(["evaluate", str(film), "--predictions", str(made), "--json", str(out)]) == 0
    assert next(r for r in json.loads(out.read_text())["comparisons"] if r["landmark"] == "all")["mre_mm"] < 0.02
