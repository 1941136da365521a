from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from io_helpers import DATA, FACE, Writer, case_of, encoded, needs_data

from cephview.core import resources
from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19
from cephview.core.resources import resource
from cephview.io.annotations.references import find_references, with_mean
from cephview.io.datasets import expand_films, find_films
from cephview.io.tables.export import export_csv

SIZE = (1000, 1200)
TEXT = "".join(f"{x},{y}\n" for x, y in FACE.tolist())
LABELME = '{"shapes": [{"label": "l1", "points": [[1, 2]], "shape_type": "point"}]}'
AARIZ = '{"landmarks": [{"title": "Sella", "symbol": "S", "value": {"x": 1, "y": 2}}]}'


def names(film: Path) -> list[str]:
    return [reference.name for reference in find_references(film, SIZE).references]


def test_files_beside_the_film(tmp_path: Path, write: Writer) -> None:
    film = tmp_path / "a.png"
    assert names(film) == []
    write("a.txt", TEXT)
    write("a.json", LABELME)
    export_csv(tmp_path / "a.csv", [case_of(FACE, name="a.png")])
    assert names(film) == ["file a.txt", "file a.json"], "what a model predicted is no reading"
    case = case_of(FACE, name="a.png")
    for symbol in ISBI_19.symbols[:18]:
        case = case.with_edit(symbol, case.agreement(symbol))
    export_csv(tmp_path / "a.csv", [case])
    own = find_references(film, SIZE).references[-1]
    assert np.allclose(own.points[:18], FACE[:18]) and np.isnan(own.points[18]).all()
    assert own.notes == ("Ar are the model's and nobody touched them: left out",)
    write("b.txt", TEXT)
    assert names(film) == ["file a.txt", "file a.json", "file a.csv"]
    write("images.csv", "file,width,height,mm_per_pixel\n")
    assert find_references(tmp_path / "images.png", SIZE) == find_references(tmp_path / "none.png", SIZE)


@pytest.mark.parametrize(
    ("film", "files", "content", "expected"),
    [
        ("x/images/1.jpg", ["x/AnnotationsByMD/400_senior/1.txt", "x/AnnotationsByMD/400_junior/1.txt"], TEXT,
         ["senior", "junior"]),
        ("RawImage/TrainingData/1.bmp", ["AnnotationsByMD/400_senior/1.txt"], TEXT, ["senior"]),
        ("h/images/1.jpg", ["h/observer_2/1.json", "h/observer_1/1.json"], LABELME, ["observer 1", "observer 2"]),
        ("t/Cephalograms/q.png", ["t/Annotations/Cephalometric Landmarks/Senior Orthodontists/q.json",
                                  "t/Annotations/Cephalometric Landmarks/Junior Orthodontists/q.json"], AARIZ,
         ["senior", "junior"]),
        ("t/Cephalograms/q.png", ["t/Cephalometric Landmarks/Senior Orthodontists/q.json"], AARIZ, ["senior"]),
    ],
)  # fmt: skip
def test_folders_of_the_data_sets(
    tmp_path: Path, write: Writer, film: str, files: list[str], content: str, expected: list[str]
) -> None:
    for file in files:
        write(file, content)
    assert names(tmp_path / film) == expected


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path, write: Writer) -> None:
    write("AnnotationsByMD/400_senior/1.txt", "broken")
    write("AnnotationsByMD/400_junior/1.txt", TEXT)
    search = find_references(tmp_path / "images" / "1.jpg", SIZE)
    assert [reference.name for reference in search.references] == ["junior"]
    assert len(search.problems) == 1 and search.problems[0].startswith("1.txt cannot be read")


def test_the_mean_comes_first(tmp_path: Path, write: Writer) -> None:
    write("a.txt", TEXT)
    one = find_references(tmp_path / "a.png", SIZE).references
    assert with_mean(one) == one and with_mean(()) == ()
    mean, *both = with_mean((*one, *one))
    assert mean.name == "mean of 2 readers" and len(both) == 2
    assert np.allclose(mean.points, FACE)


@needs_data
def test_real_folders() -> None:
    for film, expected in (
        (DATA / "isbi2015/fullsize/images/151.jpg", ["senior", "junior"]),
        (DATA / "hamedan/images/001.jpg", ["observer 1", "observer 2"]),
        (DATA / "hamedan/original_tif/001.tif", ["observer 1", "observer 2"]),
    ):
        search = find_references(film, (1935, 2400))
        assert [reference.name for reference in search.references] == expected and search.problems == ()
    assert len(find_films(DATA / "hamedan")) == 110


def test_films_are_counted_as_people_count(tmp_path: Path, write: Writer) -> None:
    film = encoded(np.zeros((2, 2), np.uint8), ".png")
    for name in ("10.png", "2.PNG", "a.txt", "._2.png", "images/1.tif", "masks/3.png", "Cephalograms/x.jpg"):
        write(name, film)
    found = [str(path.relative_to(tmp_path)) for path in find_films(tmp_path)]
    assert found == ["2.PNG", "10.png", "Cephalograms/x.jpg", "images/1.tif"]


def test_what_a_command_line_means(tmp_path: Path, write: Writer) -> None:
    for name in ("d/2.png", "d/10.png", "e/x.txt", "b.png"):
        write(name, b"x")
    missing, other = tmp_path / "missing.png", tmp_path / "b.png"
    films = expand_films([other, tmp_path / "d", missing, other, tmp_path / "d" / "*.png"])
    assert films == [other, tmp_path / "d/2.png", tmp_path / "d/10.png", missing]
    with pytest.raises(CephViewError, match="holds no film"):
        expand_films([tmp_path / "e"])
    with pytest.raises(CephViewError, match="cannot be read"):
        find_films(missing)


def test_resources_of_a_wheel_and_of_a_checkout(tmp_path: Path, write: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert resource().is_dir()
    write("wheel/resources/models/a.pt", b"x")
    monkeypatch.setattr(resources, "_PLACES", (tmp_path / "wheel/resources", tmp_path / "checkout/resources"))
    assert resource("models", "a.pt") == tmp_path / "wheel/resources/models/a.pt"
    write("checkout/resources/models/b.pt", b"x")
    assert resource("models", "b.pt") == tmp_path / "checkout/resources/models/b.pt"
    with pytest.raises(CephViewError, match=r"resources/models/c\.pt is missing"):
        resource("models", "c.pt")
