"""`cephview diagnose`: what it prints and writes, on one drawn film and a small network."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from cephview.cli import main
from cephview.core.landmarks import ISBI_19
from cephview.io.annotations import read_annotation
from cephview.io.cases.paths import own_folder
from cephview.model.opening import open_model
from cephview.model.sidecar import sidecar_path
from cephview.phantom import PhantomSpec, write_phantom
from cephview.review.diagnosis import Diagnosis, Finding, ModelNetwork
from cephview.review.diagnosis.films import read_films
from cephview.review.diagnosis.kept import KeptNetwork

sys.path.insert(0, str(Path(__file__).parents[1] / "model"))
sys.path.insert(0, str(Path(__file__).parents[1] / "review"))
from clinic import REMOVED, clinic_checkpoint, write
from prediction_forms import as_coco, as_csv, as_json


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write(tmp_path / "m.pth", clinic_checkpoint(changes={"INPUT.MEAN": REMOVED}))


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return write_phantom(tmp_path / "films", "1", PhantomSpec(width=258, height=320, mm_per_px=0.75, ruler=False))


def findings_of(*findings: Finding) -> Diagnosis:
    return Diagnosis(4, 5.0, 1.0, findings, ("MRE 1.00 mm",), (), 7)


FOUND = Finding("normalisation", "the model expects mean 0.5", "5 mm", "100 %", 4.0, "normalise", {"mean": (0.5,) * 3})
KEPT = Finding("padding", "films are to be stretched", "5 mm", "100 %", 1.0, "stretch", {"std": (0.5,) * 3})


def test_it_says_what_it_does_and_what_it_found(model, film, tmp_path, capsys) -> None:
    out = tmp_path / "found.json"
    status = main(["diagnose", str(model), str(film.parent), "--json", str(out)])
    printed = capsys.readouterr()
    assert status == 0
    assert "1 film: MRE" in printed.out and "What remains:" in printed.out
    assert "running the model anew" in printed.err and "measuring the set-up" in printed.err
    written = json.loads(out.read_text())
    assert written["films"] == 1 and written["mre_before_mm"] > 0 and written["forward_passes"] > 0
    assert len(written["findings"]) == printed.out.count("seen:")
    assert written["model"] == {"name": "m", "sha256": open_model(model).sha256} and written["seconds"] > 0


def test_what_if_prints_a_table(model, film, tmp_path, capsys) -> None:
    out = tmp_path / "rows.json"
    assert main(["diagnose", str(model), str(film), "--what-if", "--json", str(out)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("| what is done to the same film | MRE, mm |")
    assert sum(line.startswith("| its own preprocessing |") for line in lines) == 1
    written = json.loads(out.read_text())
    assert len(written["what_if"]) == len(lines) - 2 and written["what_if"][0]["mre_mm"] > 0


@pytest.mark.slow
def test_a_sidecar_holds_what_the_checkpoint_leaves_open(model, film, tmp_path, capsys, monkeypatch) -> None:
    before = model.read_bytes()
    monkeypatch.setattr("cephview.review.diagnosis.diagnose", lambda *_, **__: findings_of(FOUND, KEPT))
    assert main(["diagnose", str(model), str(film), "--write-sidecar"]) == 0
    out = capsys.readouterr().out
    assert "4.00 mm: the model expects mean 0.5" in out
    assert "std was not written: the checkpoint declares it" in out
    written = tmp_path / "found.json"
    assert main(["diagnose", str(model), str(film), "--json", str(written)]) == 0
    assert json.loads(written.read_text())["declared_otherwise"] == ["std"]
    assert "--write-sidecar --against" in capsys.readouterr().out
    text = sidecar_path(model).read_text(encoding="utf-8")
    assert "mean = [0.5, 0.5, 0.5]" in text and "std" not in text
    assert model.read_bytes() == before
    assert main(["model", "info", str(model)]) == 0
    assert "declared by sidecar" in capsys.readouterr().out
    assert main(["diagnose", str(model), str(film), "--write-sidecar", "--against"]) == 0
    assert "std was written against the checkpoint's own word" in capsys.readouterr().out
    assert main(["model", "info", str(model)]) == 0
    assert "against the file's own word" in capsys.readouterr().out
    assert main(["diagnose", str(model), str(film), "--against"]) == 2


def test_a_sidecar_of_somebodys_hand_is_not_changed_unasked(model, film, capsys, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr("cephview.review.diagnosis.diagnose", lambda *_, **__: asked.append(1) or findings_of(FOUND))
    own = '# from our engineer\npadding = "stretch"\n'
    sidecar_path(model).write_text(own)
    assert main(["diagnose", str(model), str(film), "--write-sidecar"]) == 2
    assert "--force" in capsys.readouterr().err and not asked  # said before the work
    assert sidecar_path(model).read_text() == own
    assert main(["diagnose", str(model), str(film), "--write-sidecar", "--force"]) == 0
    assert "stretch" in sidecar_path(model).read_text() and "mean" in sidecar_path(model).read_text()
    assert main(["diagnose", str(model), str(film), "--write-sidecar"]) == 0  # its own it may change


def test_the_embedded_model_gets_none(film, capsys, monkeypatch, model, tmp_path) -> None:
    monkeypatch.setattr("cephview.review.diagnosis.diagnose", lambda *_, **__: findings_of(FOUND))
    for place in ("cephview.model.predictor", "cephview.review.diagnosis.repair"):
        monkeypatch.setattr(f"{place}.embedded_model", lambda: model)
    assert main(["diagnose", "embedded", str(film), "--write-sidecar"]) == 2
    assert "needs no sidecar" in capsys.readouterr().err
    assert not sidecar_path(model).exists()


def test_a_reader_is_chosen_by_name_or_folder(model, film, tmp_path, capsys, monkeypatch) -> None:
    seen = []

    def spy(network, setup, films, **_):
        seen.append([reference.name for reference in films[0].references])
        return findings_of()

    monkeypatch.setattr("cephview.review.diagnosis.diagnose", spy)
    folder = tmp_path / "doctor"
    folder.mkdir()
    (folder / "1.txt").write_bytes(film.with_suffix(".txt").read_bytes())
    assert main(["diagnose", str(model), str(film), "--reference", str(folder)]) == 0
    assert main(["diagnose", str(model), str(film), "--reference", "file 1.txt"]) == 0
    assert seen == [["doctor"], ["file 1.txt"]]
    assert main(["diagnose", str(model), str(film), "--reference", "nobody"]) == 2
    assert "the readers of these films are reading beside the film" in capsys.readouterr().err


def test_films_are_spread_over_the_folder(model, film, monkeypatch, tmp_path) -> None:
    for i in range(2, 8):
        (film.parent / f"{i}.png").write_bytes(film.read_bytes())
        (film.parent / f"{i}.txt").write_bytes(film.with_suffix(".txt").read_bytes())
    seen = []

    def spy(network, setup, films, **_):
        seen.extend(f.name for f in films)
        return findings_of()

    monkeypatch.setattr("cephview.review.diagnosis.diagnose", spy)
    main(["diagnose", str(model), str(film.parent), "--films", "3"])
    assert seen == ["1.png", "4.png", "7.png"]
    assert main(["diagnose", str(model), str(film), "--films", "0"]) == 2


@pytest.fixture
def heads(tmp_path: Path) -> Path:
    """Six drawn heads with their readings."""
    for seed in range(6):
        write_phantom(tmp_path / "heads", str(seed), PhantomSpec(seed=seed, width=129, height=160, mm_per_px=1.5))
    return tmp_path / "heads"


def points_of(heads: Path) -> dict[str, np.ndarray]:
    return {film.stem: read_annotation(film.with_suffix(".txt")).points for film in heads.glob("*.png")}


@pytest.mark.slow
@pytest.mark.parametrize("write_as", [as_json, as_csv, as_coco], ids=["json", "csv", "coco"])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda points: points, "Nothing found to repair."),
        (lambda points: points[:, ::-1], "in the predictions x and y are exchanged"),
        (lambda points: points / 2, "the predictions belong to films of 0.5 times the resolution"),
        (lambda points: np.roll(points, 1, axis=0), "the predictions' landmarks"),
    ],
    ids=["sound", "transposed", "halved", "one too far"],
)
def test_predictions_alone_are_diagnosed(heads: Path, tmp_path, capsys, write_as, change, words) -> None:
    name = "theirs.csv" if write_as is as_csv else "theirs.json"
    file = write_as({film: change(rows) for film, rows in points_of(heads).items()}, ISBI_19.symbols, tmp_path / name)
    out = tmp_path / "found.json"
    assert main(["diagnose", "--predictions", str(file), str(heads), "--json", str(out)]) == 0
    printed = capsys.readouterr().out
    assert words in printed, printed
    assert json.loads(out.read_text())["films"] == 6
    assert main(["evaluate", "--predictions", str(file), str(heads)]) == 0
    assert ("off by more than 10 mm" in capsys.readouterr().out) == (words != "Nothing found to repair.")


def test_predictions_of_another_count_are_told_by_place(heads: Path, tmp_path, capsys) -> None:
    ruler = np.array([[5.0, 5.0], [5.0, 80.0]])
    file = as_json(
        {film: np.vstack([ruler, rows]) for film, rows in points_of(heads).items()},
        ISBI_19.symbols,
        tmp_path / "t.json",
    )
    assert main(["diagnose", str(heads), "--predictions", str(file)]) == 0  # the order of `evaluate`, too
    assert "no figure: the predictions" in capsys.readouterr().out


def test_repaired_points_are_as_good_as_sound_ones(heads: Path, tmp_path, capsys) -> None:
    wrong = {film: rows[:, ::-1] for film, rows in points_of(heads).items()}
    file, out = as_json(wrong, ISBI_19.symbols, tmp_path / "t.json"), tmp_path / "mended"
    assert main(["diagnose", "--predictions", str(file), str(heads), "--repaired", str(out)]) == 0
    assert "written: 6 files" in capsys.readouterr().out
    assert main(["evaluate", "--predictions", str(out), str(heads)]) == 0
    assert "MRE 0.000" in capsys.readouterr().out
    sound = as_json(points_of(heads), ISBI_19.symbols, tmp_path / "sound.json")
    assert main(["diagnose", "--predictions", str(sound), str(heads), "--repaired", str(tmp_path / "none")]) == 0
    assert "no readings were written" in capsys.readouterr().out and not (tmp_path / "none").exists()


def test_what_predictions_cannot_be_asked_is_said(heads: Path, tmp_path, capsys) -> None:
    file = as_json(points_of(heads), ISBI_19.symbols, tmp_path / "t.json")
    assert main(["diagnose", "--predictions", str(file), str(heads), "--what-if"]) == 2
    assert "need a model" in capsys.readouterr().err
    assert main(["diagnose", "--predictions", str(tmp_path / "none.json"), str(heads)]) == 2
    assert "none.json" in capsys.readouterr().err
    folder = tmp_path / "doctor"
    folder.mkdir()
    for name in "12345":
        (folder / f"{name}.txt").write_bytes((heads / f"{name}.txt").read_bytes())
    assert main(["diagnose", "--predictions", str(file), str(heads), "--reference", str(folder)]) == 1
    assert "0.png was left out: it has no reading" in capsys.readouterr().err
    assert main(["diagnose", "--predictions", str(file), str(heads), "--reference", "nobody"]) == 2
    assert "the readers of these films are" in capsys.readouterr().err
    file.write_text("{}")
    assert main(["diagnose", "--predictions", str(file), str(heads)]) == 2


@pytest.mark.slow
def test_a_second_diagnosis_hardly_runs_the_network(model, film, capsys, monkeypatch) -> None:
    runs: list[int] = []
    whole = ModelNetwork.__call__
    monkeypatch.setattr(ModelNetwork, "__call__", lambda self, *given: runs.append(1) or whole(self, *given))
    assert main(["diagnose", str(model), str(film)]) == 0
    first, made = capsys.readouterr().out, len(runs)
    assert made > 10
    assert main(["diagnose", str(model), str(film)]) == 0
    # Once, to see that the network answers the same when it is asked again.
    assert len(runs) == made + 1 and capsys.readouterr().out == first
    kept = sorted(own_folder().glob("heatmaps/*.npy"))
    for path in kept[:3]:
        path.write_bytes(b"nonsense")  # a damaged one is made anew
    assert main(["diagnose", str(model), str(film)]) == 0
    assert made + 1 < len(runs) <= made + 5 and capsys.readouterr().out == first
    network = KeptNetwork(ModelNetwork(open_model(model)))
    assert network.prune(0) == len(kept) and not list(own_folder().glob("heatmaps/*.npy"))


@pytest.mark.slow
def test_a_sidecar_that_changes_how_heatmaps_are_read_costs_no_pass(model, tmp_path) -> None:
    tensor = np.zeros((3, 64, 64), np.float32)

    def runs() -> int:
        network = KeptNetwork(ModelNetwork(open_model(model)), tmp_path / "kept")
        network(tensor, network.specification.fusion.value)
        return network.runs

    assert (runs(), runs()) == (1, 0)
    sidecar_path(model).write_text('heatmap_rule = "udp"\nmean = [0.3, 0.3, 0.3]\n', encoding="utf-8")
    assert runs() == 0
    sidecar_path(model).write_text('flip = "mean"\n', encoding="utf-8")
    assert runs() == 1


def test_the_neighbours_of_the_chosen_films_bring_their_readings(heads: Path) -> None:
    films = sorted(heads.glob("*.png"))
    found, _, _ = read_films([films[0], films[4]], among=films)
    assert [[file.name for file in film.neighbours] for film in found] == [
        ["1.png", "2.png", "3.png"],
        ["1.png", "2.png", "3.png", "5.png"],
    ]
    assert np.allclose(found[0].neighbours[0].references[0].points, points_of(heads)["1"])
