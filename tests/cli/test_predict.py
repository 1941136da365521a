"""`cephview predict`, as it is typed."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest

from cephview.cli import main
from cephview.core.case import Status
from cephview.core.resources import resource
from cephview.io.tables.export_reader import read_csv

SAMPLE = resource("sample", "phantom.png")


def copies(folder: Path, *names: str) -> list[Path]:
    films = [folder / name for name in names]
    for film in films:
        film.write_bytes(SAMPLE.read_bytes())
    return films


def test_one_table_of_many_films(tmp_path: Path, capsys) -> None:
    films = copies(tmp_path, "a.png", "b.png")
    out = tmp_path / "points.csv"
    assert main(["predict", *map(str, films), "-o", str(out)]) == 0
    read = read_csv(out)
    assert set(read) == {"a.png", "b.png"}
    np.testing.assert_array_equal(read["a.png"].points, read["b.png"].points)
    assert set(read["a.png"].statuses) == {Status.PREDICTED}
    assert "2 films" in capsys.readouterr().out


def test_a_folder_gives_one_table_a_film(tmp_path: Path) -> None:
    copies(tmp_path, "a.png", "b.png")
    assert main(["predict", str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.landmarks.csv", "b.landmarks.csv"]


def test_a_broken_film_among_them_is_reported_and_the_others_are_done(tmp_path: Path, capsys) -> None:
    (film,) = copies(tmp_path, "good.png")
    broken = tmp_path / "broken.png"
    broken.write_bytes(film.read_bytes()[:5000])
    out = tmp_path / "points.csv"
    assert main(["predict", str(broken), str(film), "-o", str(out)]) == 1
    assert set(read_csv(out)) == {"good.png"}
    error = capsys.readouterr().err
    assert "broken.png" in error and "Traceback" not in error


def test_nothing_readable_is_2_and_writes_nothing(tmp_path: Path, capsys) -> None:
    out = tmp_path / "points.csv"
    assert main(["predict", str(tmp_path / "none.png"), "-o", str(out)]) == 2
    assert "none.png" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--model", "README.none"], "README.none"),
        (["--mm-per-px", "0"], "--mm-per-px"),
        (["--mm-per-px", "-1"], "--mm-per-px"),
        (["--reference", "nobody"], "nobody"),
    ],
)
def test_bad_arguments_are_one_sentence_and_2(tmp_path: Path, capsys, arguments: list[str], word: str) -> None:
    out = tmp_path / "points.csv"
    assert main(["predict", str(SAMPLE), "-o", str(out), *arguments]) == 2
    error = capsys.readouterr().err
    assert word in error and "Traceback" not in error
    assert not out.exists()


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path, capsys) -> None:
    assert main(["predict", str(SAMPLE), "-o", str(tmp_path / "no" / "where.csv")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_references_and_millimetres_of_the_sample(tmp_path: Path, capsys) -> None:
    out = tmp_path / "points.csv"
    assert main(["predict", str(SAMPLE), "-o", str(out)]) == 0
    assert "MRE" in capsys.readouterr().out
    assert main(["predict", str(SAMPLE), "-o", str(out), "--reference", "none"]) == 0
    assert "MRE" not in capsys.readouterr().out
    (alone,) = copies(tmp_path, "alone.png")
    assert main(["predict", str(alone), "-o", str(out), "--reference", str(SAMPLE.with_suffix(".txt"))]) == 0
    assert "MRE" not in capsys.readouterr().out, "no calibration, so no mm"
    assert (
        main(
            [
                "predict",
                str(alone),
                "-o",
                str(out),
                "--reference",
                str(SAMPLE.with_suffix(".txt")),
                "--mm-per-px",
                "0.16",
            ]
        )
        == 0
    )
    assert "MRE" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["isbi2015/fullsize/images", "hamedan"])
def test_real_films_are_within_1_6_mm_of_the_mean_of_the_readers(data: Path, tmp_path: Path, folder: str) -> None:
    from cephview.io.datasets import find_films

    films = find_films(data / folder)[:12]
    out = tmp_path / "points.csv"
    assert main(["predict", *map(str, films), "-o", str(out)]) == 0
    import csv

    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    errors = [float(row["error_mm"]) for row in rows if row["error_mm"]]
    assert len(errors) > 15 * len(films)
    assert np.mean(errors) <= 1.6


def test_a_table_for_excel_where_asked_for(tmp_path: Path) -> None:
    (film,) = copies(tmp_path, "a.png")
    for style, begins in (
        ("plain", b"image,"),
        ("excel-comma", b"\xef\xbb\xbfimage;"),
        ("excel-point", b"\xef\xbb\xbfimage,"),
    ):
        out = tmp_path / f"{style}.csv"
        assert main(["predict", str(film), "-o", str(out), "--csv-style", style]) == 0
        assert out.read_bytes().startswith(begins)
        assert len(read_csv(out)["a.png"].points) == 19


@pytest.mark.slow
def test_what_the_window_says_of_a_film_stands_on_stderr_and_in_the_table(tmp_path: Path, capsys) -> None:
    pixels = cv2.imread(str(SAMPLE), cv2.IMREAD_GRAYSCALE)
    lying = tmp_path / "lying.png"
    cv2.imwrite(str(lying), np.ascontiguousarray(pixels[::-1, ::-1]))
    none = tmp_path / "none.png"
    noise = np.random.default_rng(0).integers(0, 255, (300, 240)).astype(np.uint8)
    cv2.imwrite(str(none), noise)
    out = tmp_path / "points.csv"
    assert main(["predict", str(lying), str(none), "-o", str(out)]) == 0
    said = capsys.readouterr().err
    with out.open(newline="", encoding="utf-8") as file:
        notes = {row["image"]: row["notes"] for row in csv.DictReader(file)}
    assert "lying.png: This film lies the wrong way" in said and "lies the wrong way" in notes["lying.png"]
    assert "none.png: This does not look like" in said and "does not look like" in notes["none.png"]


def test_the_greys_that_the_model_is_given_can_be_said(tmp_path: Path, capsys) -> None:
    negative = tmp_path / "negative.png"
    cv2.imwrite(str(negative), 4000 - cv2.imread(str(SAMPLE), cv2.IMREAD_GRAYSCALE).astype(np.uint16) * 8)
    outs = [tmp_path / "plain.csv", tmp_path / "shown.csv"]
    assert main(["predict", str(SAMPLE), "-o", str(outs[0])]) == 0
    assert main(["predict", str(negative), "--window", "1960", "4000", "--invert", "-o", str(outs[1])]) == 0
    assert "1960 to 4000" in capsys.readouterr().err
    plain, shown = (next(iter(read_csv(out).values())).points for out in outs)
    assert np.abs(plain - shown).max() < 1.0
    assert main(["predict", str(SAMPLE), "--window", "9", "9", "-o", str(tmp_path / "x.csv")]) == 2
