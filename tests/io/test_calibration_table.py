from __future__ import annotations

from pathlib import Path

import pytest
from io_helpers import DATA, Writer, needs_data

from cephview.core.calibration import CalibrationSource
from cephview.io.tables import calibration as calibration_table
from cephview.io.tables.calibration import coverage, find_calibration, search_calibration

HEADER = "file,width,height,mm_per_pixel\r\n"


@pytest.mark.parametrize("place", ["images.csv", "images/images.csv"])
@pytest.mark.parametrize("content", [HEADER + "a.png,40,30,0.1\r\n", "\ufeff" + HEADER + "images\\A.PNG, 40 ,30,0.1\n"])
def test_the_table_beside_or_above_the_film(tmp_path: Path, write: Writer, place: str, content: str) -> None:
    write(place, content)
    found = find_calibration(tmp_path / "images" / "a.png", (40, 30))
    assert found is not None
    assert (found.mm_per_px_x, found.mm_per_px_y, found.detail) == (0.1, 0.1, "images.csv")
    assert found.source is CalibrationSource.TABLE
    assert find_calibration(tmp_path / "images" / "b.png", (40, 30)) is None


def test_only_name_and_spacing_are_needed(tmp_path: Path, write: Writer) -> None:
    write("images.csv", "mm_per_pixel,file\n0.2,a.png\n")
    found = find_calibration(tmp_path / "a.png", (40, 30))
    assert found is not None and found.mm_per_px_x == 0.2


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("a.png,80,60,0.1", "80 × 60 px, the film has 40 × 30"),
        ("a.png,40,30,", "mm_per_pixel"),
        ("a.png,40,30,nan", "mm_per_pixel"),
        ("a.png,40,30,0", "not between"),
        ("a.png,40,30,-1", "not between"),
        ("a.png,40,30,99", "not between"),
        ("a.png,x,30,0.1", "width"),
        ("a.png", "mm_per_pixel"),
    ],
)
def test_a_row_that_cannot_be_meant_is_ignored_and_told(tmp_path: Path, write: Writer, row: str, says: str) -> None:
    write("images.csv", HEADER + row + "\n")
    search = search_calibration(tmp_path / "a.png", (40, 30))
    assert search.calibration is None
    assert len(search.problems) == 1 and says in search.problems[0] and "\n" not in search.problems[0]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"file\n" + b'"' * 7 + b"\n", b"\0\0\0", b"a" * 200_000])
def test_a_broken_table_stops_nothing(tmp_path: Path, write: Writer, content: bytes) -> None:
    write("images.csv", content)
    assert find_calibration(tmp_path / "a.png", (40, 30)) is None


def test_aariz_table_some_folders_up(tmp_path: Path, write: Writer) -> None:
    write("cephalogram_machine_mappings.csv", "\ufeffcephalogram_id,machine,pixel_size\nabc,X,0.125\n")
    film = tmp_path / "Aariz" / "train" / "Cephalograms" / "abc.png"
    found = find_calibration(film, (40, 30))
    assert found is not None and found.mm_per_px_x == 0.125
    assert found.detail == "cephalogram_machine_mappings.csv"
    assert find_calibration(tmp_path / "a" / "b" / "c" / "d" / "abc.png", (40, 30)) is None


@needs_data
def test_real_tables() -> None:
    found = find_calibration(DATA / "isbi2015/train/images/017.jpg", (1032, 1280))
    assert found is not None and found.mm_per_px_x == 0.1875
    aariz = find_calibration(DATA / "formats/aariz/cks2ip8fp29yl0yuf6ry9266i.png", (10, 10))
    assert aariz is not None and aariz.mm_per_px_x == 0.1


def test_a_table_is_read_once_and_again_when_it_changes(tmp_path, monkeypatch):
    table, read = tmp_path / "images.csv", []
    monkeypatch.setattr(calibration_table, "read_text", lambda path, *_, **__: read.append(path) or path.read_text())
    table.write_text("file,width,height,mm_per_pixel\n1.png,10,20,0.1\n2.png,10,20,0.2\n")
    found = [find_calibration(tmp_path / f"{i}.png", (10, 20)).mm_per_px_x for i in (1, 2, 1)]
    assert found == [0.1, 0.2, 0.1] and len(read) == 1
    table.write_text("file,width,height,mm_per_pixel\n1.png,10,20,0.125\n")
    assert find_calibration(tmp_path / "1.png", (10, 20)).mm_per_px_x == 0.125
    assert find_calibration(tmp_path / "2.png", (10, 20)) is None and len(read) == 2


@pytest.mark.parametrize(
    "content",
    [
        "file;width;height;mm_per_pixel\r\na.png;1200;1488;0,16125\r\n",
        "File,Width,Height,mm_per_pixel\r\na.png,1200,1488,0.16125\r\n",
        "file,width,height,mm_per_pixel\r\na,1200,1488,0.16125\r\n",
        "sep=;\r\nFILE;MM per Pixel\r\nA;0,16125\r\n",
        "Image Name\tPixel Size\na.PNG\t0.16125\n",
        '"file","mm_per_pixel"\n"films/a.png","0,16125"\n',
        "id,file,pixel_size_mm\n7,a.png,.16125\n",
        "Datei;Breite;Höhe;mm pro Pixel\na.png;1200;1488;0,16125\n",
        "\n\nfile,mm_per_pixel_x,mm_per_pixel_y\na.png,0.16125,0.16125\n",
        "file;mm_per_pixel\na.png;٠٫١٦١٢٥\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_tables_as_people_and_spreadsheets_write_them(
    tmp_path: Path, write: Writer, content: str, encoding: str
) -> None:
    write("images.csv", content.encode(encoding))
    search = search_calibration(tmp_path / "a.png", (1200, 1488))
    assert search.problems == () and search.calibration is not None
    assert search.calibration.mm_per_px_x == search.calibration.mm_per_px_y == 0.16125


def test_letters_of_western_windows_and_lost_zeros(tmp_path: Path, write: Writer) -> None:
    write("images.csv", "Datei;Höhe;mm_per_pixel\nMüller.png;30;0,1\n7;30;0,2\n".encode("cp1252"))
    for name, value in (("Müller.png", 0.1), ("007.png", 0.2)):
        found = find_calibration(tmp_path / name, (40, 30))
        assert found is not None and found.mm_per_px_x == value


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name of patient,dose\na.png,0.1\n", "line 1, has no column for the films (file), only name of patient"),
        ("file,dose\na.png,0.1\n", "line 1, has no column for the millimetres (mm_per_pixel), only file, dose"),
        ("file,mm_per_pixel\nb.png,0.1\na.png,0.1.2\n", "line 3 has '0.1.2' as mm_per_pixel"),
        ("file,mm_per_pixel\nb.png,0.1\n\na.png,\n", "line 4 has no mm_per_pixel"),
        ("file;mm_per_pixel\na.png;0,1 mm\n", "line 2 has '0,1 mm' as mm_per_pixel"),
        ("file,mm_per_pixel\nb.png,0.1\n", "lists 1 films and not a.png"),
        ("file,mm_per_pixel\na.jpg,0.1\n", "lists 1 films and not a.png"),
        ("file,mm_per_pixel\n", "lists no film"),
        ("file,mm_per_pixel\nx/a.png,0.1\ny/a.png,0.2\n", "lines 2 and 3 may both mean it"),
    ],
)
def test_a_table_that_is_not_understood_is_told_with_its_line(
    tmp_path: Path, write: Writer, content: str, says: str
) -> None:
    write("images.csv", content)
    search = search_calibration(tmp_path / "a.png", (40, 30))
    assert search.calibration is None
    said = (*search.problems, *search.notes)
    assert len(said) == 1 and says in said[0] and "\n" not in said[0]


def test_films_of_one_name_are_told_apart_by_folder_and_ending(tmp_path: Path, write: Writer) -> None:
    write("images.csv", "file,mm_per_pixel\n2023/c.png,0.1\n2024\\c.png,0.2\n2024/c.jpg,0.3\n")
    for name, value in (("2023/c.png", 0.1), ("2024/c.png", 0.2), ("2024/c.jpg", 0.3)):
        found = find_calibration(tmp_path / name, (40, 30))
        assert found is not None and found.mm_per_px_x == value


def test_how_many_films_a_table_knows(tmp_path: Path, write: Writer) -> None:
    write("images.csv", "file,mm_per_pixel\na.png,0.1\nb,0.1\nc.png,x\n")
    films = [tmp_path / f"{name}.png" for name in "abcd"]
    assert coverage(films) == ("images.csv: mm per pixel for 2 of 4 films.",)
    assert coverage([tmp_path / "elsewhere" / "deep" / "a.png"]) == ()


@pytest.mark.parametrize("number", ["0", "-0.1", "1" + "0" * 400, "25.4"])
def test_a_number_that_is_no_scale_counts_as_none(tmp_path: Path, write: Writer, number: str) -> None:
    write("images.csv", f"file,mm_per_pixel\na.png,{number}\nb.png,0.1\n")
    assert coverage([tmp_path / "a.png", tmp_path / "b.png"]) == ("images.csv: mm per pixel for 1 of 2 films.",)
