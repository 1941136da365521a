"""Readings of the drawn sample film as other people's programs write them: the true points, or a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19
from cephview.core.reference import BESIDE, Reference
from cephview.io.annotations import read_annotation
from cephview.io.annotations.label_map import keep_label_map
from cephview.io.annotations.labels import LabelsUnclearError, proposals, resolve_labels
from cephview.io.annotations.references import find_references

HERE = Path(__file__).parent / "readings"
SIZE = (1200, 1488)
TRUTH = np.loadtxt(HERE / "pts_300w.pts", skiprows=3, max_rows=19)


def read(name: str, film: str = "phantom.png", calibration: float | None = None, folder: Path = HERE) -> Reference:
    known = Calibration(calibration, calibration, CalibrationSource.TYPED) if calibration else None
    return read_annotation(folder / name, film=film, film_size=SIZE, calibration=known)


def is_true(reading: Reference, missing: str = "", tolerance: float = 0.02) -> bool:
    points = ISBI_19.take(reading.points, reading.scheme)
    wanted = TRUTH.copy()
    wanted[[ISBI_19.index(symbol) for symbol in missing.split()]] = np.nan
    return np.allclose(points, wanted, atol=tolerance, equal_nan=True)


@pytest.mark.parametrize(
    ("name", "missing", "says"),
    [
        ("coco_half_size.json", "", "read on a copy of 600 × 744 px: brought to the film's 1200 × 1488 px"),
        ("labelme_half_size.json", "", "read on a copy of 600 × 744 px: brought to the film's 1200 × 1488 px"),
        ("coco_numbers0.json", "", ""),
        ("labelme_zero_based.json", "", ""),
        ("coco_other_film.json", "", "written for other.png, not for this film"),
        ("labelme_other_film.json", "", "written for someone_else.png, not for this film"),
        ("lm_circle.json", "", "written for OTHER.jpg, not for this film"),
        ("lm_half.json", "", "its points lie beyond that: taken as they are"),
        ("norm_xy.txt", "", "its points are shares of the film, 0 to 1"),
        ("isbi_zero.txt", "Po", "4 at 0, 0: taken as missing"),
        ("isbi_minus1.txt", "Po", "4 at -1, -1: taken as missing"),
        ("isbi_blank.txt", "", ""),
        ("isbi_win.txt", "", ""),
        ("labelme_clinic_synonyms.json", "", "LI may be L1 (lower incisor tip) or Li (lower lip): taken for L1"),
        ("slicer_png_spacing1.mrk.json", "", "its positions are pixels"),
        ("tps_other_ext.tps", "", ""),
        ("cvat.xml", "", ""),
        ("dlc.csv", "", ""),
        ("kaggle_wide.csv", "", ""),
        ("labelstudio.json", "", ""),
        ("labelstudio_min.json", "", ""),
        ("mapping_predictions.json", "", ""),
        ("napari.csv", "", ""),
        ("plain_xy.csv", "", ""),
        ("pts_300w.pts", "", ""),
        ("seed_api_output.json", "", ""),
        ("via.json", "", ""),
        ("yolo_pose.txt", "", ""),
    ],
)
def test_the_true_points_and_a_word_on_what_is_odd(name: str, missing: str, says: str) -> None:
    reading = read(name)
    whole = name.startswith(("isbi_blank", "isbi_win", "via"))
    assert is_true(reading, missing, 1.0 if whole else 0.02), reading.points - TRUTH
    assert any(says in note for note in reading.notes) if says else reading.notes == ()


def test_a_film_of_another_name_and_shape_is_refused() -> None:
    with pytest.raises(CephViewError, match="was read on a film of 3000 × 2000 px and this one has 1200 × 1488 px"):
        read("coco_other.json")


@pytest.mark.parametrize("calibration", [None, 0.1, 0.25])
def test_slicer_without_spacing_whatever_the_films_own(calibration: float | None) -> None:
    assert is_true(read("slicer_png_spacing1.mrk.json", calibration=calibration))


def test_a_numbering_of_ones_own_is_asked_for_and_the_answer_is_kept(tmp_path: Path) -> None:
    path = Path(shutil.copy(HERE / "labelme_own25_numbers.json", tmp_path))
    with pytest.raises(LabelsUnclearError, match="numbers its points to 25, which is no scheme") as caught:
        read(path.name, folder=tmp_path)
    assert caught.value.labels == tuple(str(number) for number in range(1, 26))
    found = proposals(caught.value.labels, [tuple(p) for p in [*TRUTH.tolist(), *TRUTH[:6].tolist()]])
    assert [found[str(n)] for n in range(1, 20)] == list(ISBI_19.symbols) and not any(
        found[str(n)] for n in range(20, 26)
    )
    keep_label_map(path, found)
    reading = read(path.name, folder=tmp_path)
    assert is_true(reading) and reading.notes == () and reading.unclear == ()


def test_what_the_user_said_of_a_label_comes_first(tmp_path: Path) -> None:
    path = Path(shutil.copy(HERE / "labelme_clinic_synonyms.json", tmp_path))
    keep_label_map(path, {"LI": "Li", "LL": ""})
    reading = read(path.name, folder=tmp_path)
    assert np.isnan(reading.points[reading.scheme.index("L1")]).all()
    assert np.allclose(reading.points[reading.scheme.index("Li")], TRUTH[10])
    (tmp_path / "labels.toml").write_text('[labels]\nLI = "Molar"\n')
    with pytest.raises(CephViewError, match=r"labels\.toml says that LI is 'Molar', no landmark"):
        read(path.name, folder=tmp_path)


@pytest.mark.parametrize("top", [12, 15, 18])
def test_numbers_that_are_fewer_than_a_scheme_has_are_believed_where_all_of_them_fit(top: int) -> None:
    places = [tuple(point) for point in TRUTH[:top].tolist()]
    for first in (0, 1):
        labels = [str(number + first) for number in range(top)]
        assert resolve_labels(labels, places).symbols == ISBI_19.symbols[:top]
    with pytest.raises(LabelsUnclearError):
        resolve_labels([str(number + 1) for number in range(top)], places[::-1])


def test_an_order_that_does_not_fit_a_head_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("".join(f"{x},{y}\n" for x, y in TRUTH[::-1].tolist()))
    reading = read("a.txt", folder=tmp_path)
    assert any("another order of landmarks?" in note for note in reading.notes)


def test_a_lone_file_beside_each_film_is_one_observer(tmp_path: Path) -> None:
    shutil.copy(HERE / "isbi_win.txt", tmp_path / "001.txt")
    shutil.copy(HERE / "labelme_half_size.json", tmp_path / "0, 2.json")
    found = [find_references(tmp_path / name, SIZE).references for name in ("001.png", "0, 2.png")]
    assert [[reading.observer for reading in readings] for readings in found] == [[BESIDE], [BESIDE]]
    assert [reading.source for (reading,) in found] == ["001.txt", "0, 2.json"]
    shutil.copy(HERE / "isbi_win.txt", tmp_path / "0, 2.txt")
    both = find_references(tmp_path / "0, 2.png", SIZE).references
    assert [r.observer for r in both] == [f"{BESIDE} (.txt)", f"{BESIDE} (.json)"]


def test_slicers_older_fiducials_in_mm() -> None:
    assert is_true(read("slicer.fcsv", calibration=0.1))
    with pytest.raises(CephViewError, match="nobody knows yet how many"):
        read("slicer.fcsv")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><annotations>&b;</annotations>', "has a document type"),
        ("a.xml", "<a>" * 100_000, "nested without end"),
        ("a.xml", "<annotations><image", "is no XML"),
        ("a.xml", "<annotations/>", "holds no points"),
        ("a.pts", "version: 1", "has no points"),
        ("a.fcsv", "1,x,y", "has no x and y"),
        ("a.csv", "name,x,y\nS,1,2\nN,1.2.3,4\n", "line 3"),
        ("a.csv", "scorer,me\nframe,1\n", "no bodyparts"),
        ("a.json", '[{"image": "a.png", "kp": []}]', "holds no key points"),
        ("a.json", '{"a.png1": {"filename": "a.png", "regions": []}}', "holds no regions"),
    ],
)
def test_what_is_broken_or_hostile_is_one_sentence(tmp_path: Path, name: str, content: str, says: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(CephViewError) as caught:
        read(name, folder=tmp_path)
    assert says in str(caught.value) and str(caught.value).startswith(name) and "\n" not in str(caught.value)
