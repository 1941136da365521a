"""`cephview measure`, as it is typed, on drawn films."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import pytest

from cephview.cli import main
from cephview.core.case import Case, Edit
from cephview.core.resources import resource
from cephview.io.analyses import load_analyses
from cephview.io.cases.file import identify_film
from cephview.io.cases.store import CaseStore
from cephview.io.films.images import read_film
from cephview.io.tables.growing import GrowingTable
from cephview.model.predictor import Predictor

SAMPLE = resource("sample", "phantom.png")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_folder_is_measured_from_the_users_points_where_there_are(tmp_path: Path, capsys) -> None:
    films = [tmp_path / folder / "ceph.png" for folder in ("2023", "2024")]
    for film in films:
        film.parent.mkdir()
        film.write_bytes(SAMPLE.read_bytes())
    out = tmp_path / "values.csv"
    asked = ["measure", *map(str, films), "-o", str(out), "--mm-per-px", "0,1"]
    assert main(asked) == 0
    rows = rows_of(out)
    images = list(dict.fromkeys(row["image"] for row in rows))
    assert images == ["2023/ceph.png", "2024/ceph.png"] and "2 films" in capsys.readouterr().out
    assert {row["analysis"] for row in rows} == {analysis.name for analysis in load_analyses()}
    assert {(row["mm_per_px_x"], row["calibration_source"]) for row in rows} == {("0.1", "typed")}
    # One row for each norm: the first is the author's.
    of = {(row["image"], row["measurement"]): row for row in reversed(rows) if row["analysis"] == "Steiner"}
    first, second = of["2023/ceph.png", "SNA"], of["2024/ceph.png", "SNA"]
    assert first["value"] == second["value"] and 60 < float(first["value"]) < 100
    assert float(first["plus_minus"]) > 0 and first["unseen_landmarks"] == "S N A" and first["norm_mean"] == "82"
    assert first["model"] and len(first["model_sha256"]) == 64 and first["exported_at"]

    _correct(films[1], "A")
    assert main([*asked, "--force"]) == 0
    again = {(r["image"], r["measurement"]): r for r in rows_of(out) if r["analysis"] == "Steiner"}
    mine = again["2024/ceph.png", "SNA"]
    assert again["2023/ceph.png", "SNA"]["value"] == first["value"] != mine["value"]
    assert (mine["placed_landmarks"], mine["unseen_landmarks"]) == ("A", "S N")


def _correct(film: Path, symbol: str) -> None:
    radiograph = read_film(film)
    identity = identify_film(film, radiograph.size)
    opened = CaseStore.open(film, identity)
    case = Case(radiograph).with_edit(symbol, Edit(point=(radiograph.size[0] / 2, radiograph.size[1] / 2)))
    opened.store.save(case)
    opened.store.close()


def test_a_broken_film_costs_no_other(tmp_path: Path, capsys) -> None:
    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    good.write_bytes(SAMPLE.read_bytes())
    bad.write_bytes(SAMPLE.read_bytes()[:5000])
    out = tmp_path / "values.csv"
    assert main(["measure", str(tmp_path), "-o", str(out), "--analysis", "Steiner"]) == 1
    assert {(row["image"], row["analysis"]) for row in rows_of(out)} == {("good.png", "Steiner")}
    said = capsys.readouterr().err
    assert "bad.png" in said and "Traceback" not in said


@pytest.mark.parametrize(
    "wrong", [("--analysis", "Stainer"), ("--population", "Martians"), ("--age", "twelve"), ("--mm-per-px", "1.000,5")]
)
def test_what_there_is_not_is_refused_and_nothing_written(tmp_path: Path, capsys, wrong: tuple[str, str]) -> None:
    out = tmp_path / "values.csv"
    try:
        status = main(["measure", str(SAMPLE), "-o", str(out), *wrong])
    except SystemExit as ended:
        status = ended.code
    assert status == 2 and not out.exists() and wrong[1] in capsys.readouterr().err


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """The sample film thrice, each with a grey of its own."""
    films = [tmp_path / "films" / f"{number}.png" for number in range(3)]
    films[0].parent.mkdir()
    for number, film in enumerate(films):
        pixels = cv2.imread(str(SAMPLE), cv2.IMREAD_GRAYSCALE)
        pixels[:3, :3] = number
        cv2.imwrite(str(film), pixels)
    return films


@pytest.mark.slow
def test_each_film_is_in_the_table_once_it_is_done_and_a_stopped_run_goes_on(
    three: list[Path], tmp_path: Path, monkeypatch, capsys
) -> None:
    out = tmp_path / "values.csv"
    asked = ["measure", str(three[0].parent), "-o", str(out), "--analysis", "Steiner"]
    genuine, seen, last = Predictor.predict, [], three[2].name

    def predict(self, film):
        seen.append([film.path.name, sorted({row["image"] for row in rows_of(out)}) if out.exists() else []])
        if film.path.name == last:
            raise KeyboardInterrupt
        return genuine(self, film)

    monkeypatch.setattr(Predictor, "predict", predict)
    assert main(asked) == 130 and "2 films are done, and the same command goes on" in capsys.readouterr().err
    assert seen == [["0.png", []], ["1.png", ["0.png"]], ["2.png", ["0.png", "1.png"]]]
    monkeypatch.setattr(Predictor, "predict", genuine)
    before = rows_of(out)
    # Without --force: the part of a table is CephView's own.
    assert main(asked) == 0
    rows = rows_of(out)
    assert [row["value"] for row in rows[: len(before)]] == [row["value"] for row in before]
    assert list(dict.fromkeys(row["image"] for row in rows)) == ["0.png", "1.png", "2.png"]
    # Nobody's remark in it is lost.
    out.write_bytes(out.read_bytes() + b"checked by me\r\n")
    assert main(asked) == 2 and "--force" in capsys.readouterr().err and b"checked by me" in out.read_bytes()


def test_a_killed_run_goes_on_from_the_films_it_had(three: list[Path], tmp_path: Path, monkeypatch) -> None:
    out = tmp_path / "values.csv"
    asked = ["measure", str(three[0].parent), "-o", str(out), "--analysis", "Steiner"]
    with monkeypatch.context() as killed:
        killed.setattr(GrowingTable, "close", lambda _: None)  # a kill closes nothing
        assert main([*asked[:1], *map(str, three[:2]), *asked[2:]]) == 0
    assert main(asked) == 0 and len({row["image"] for row in rows_of(out)}) == 3
