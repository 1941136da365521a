"""What the commands write: never over somebody's work, film by film, and into whatever the shell gives them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from cephview.cli import main
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.resources import resource
from cephview.io.films import images
from cephview.io.outputs import fitting_name, write_output
from cephview.io.tables.export_reader import read_csv
from cephview.model.predictor import Predictor

SAMPLE = resource("sample", "phantom.png")
needs_dev = pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")


class FakePredictor:
    """Points on a diagonal; films called `bad*` end in an error nobody foresaw, `stop*` in Ctrl+C."""

    identity = speaker = ModelIdentity("fake", "ab" * 32)
    hand = None
    asked = 0

    def predict(self, film) -> Prediction:
        FakePredictor.asked += 1
        if film.name.startswith("bad"):
            raise KeyError("a slip of ours")
        if film.name.startswith("stop"):
            raise KeyboardInterrupt
        points = np.repeat(np.arange(19.0)[:, None], 2, axis=1)
        return Prediction(ISBI_19, points, np.ones(19), self.identity)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> type[FakePredictor]:
    monkeypatch.setattr(Predictor, "load", classmethod(lambda cls, path=None: FakePredictor()))
    FakePredictor.asked = 0
    return FakePredictor


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with one of everything that no output may replace, and a note of somebody's."""
    folder = tmp_path / "desk"
    folder.mkdir()
    film = np.arange(60 * 50, dtype=np.uint8).reshape(60, 50)
    for name in ("film.png", "film.jpg", "film.bmp", "film.tif"):
        cv2.imwrite(str(folder / name), film)
    shutil.copy(folder / "film.png", folder / "film_without_ending")
    (folder / "broken.dcm").write_bytes(b"half a film")
    (folder / "film.txt").write_bytes(SAMPLE.with_suffix(".txt").read_bytes())
    (folder / "elsewhere.txt").write_bytes(SAMPLE.with_suffix(".txt").read_bytes())
    (folder / "images.csv").write_text("file,width,height,mm_per_pixel\nfilm.png,50,60,0.1\n")
    (folder / "tool.json").write_text(json.dumps({"version": "5.0", "shapes": [], "imagePath": "film.png"}))
    shutil.copy(resource("models", "cephview-w18s.pth"), folder / "model.pth")
    shutil.copy(folder / "model.pth", folder / "weights.dat")
    (folder / "model.preprocessing.toml").write_text("mean = 0.5\n")
    (folder / "film.png.ceph.json").write_text('{\n "schema": 2,\n "checksum": "00"}')
    (folder / "kept.txt").write_text('{\n "schema": 2,\n "checksum": "00"}')
    (folder / "film.png.ceph-2.journal").write_text("[]")
    (folder / "notes.csv").write_text("my own notes\n")
    return folder


NEVER = (
    *("film.png", "film.jpg", "film.bmp", "film.tif", "film_without_ending", "broken.dcm", "film.txt", "elsewhere.txt"),
    *("images.csv", "model.pth", "weights.dat", "model.preprocessing.toml", "film.png.ceph.json", "kept.txt"),
    "film.png.ceph-2.journal",
)
COMMANDS = (
    ["predict", "{film}", "-o", "{out}"],
    ["evaluate", "{film}", "--csv", "{out}"],
    ["evaluate", "{film}", "--json", "{out}"],
    ["evaluate", "{film}", "--offsets", "{out}"],
    ["evaluate", "{film}", "--report", "{out}"],
    ["diagnose", "embedded", "{film}", "--json", "{out}"],
    ["reliability", "{model}", "{film}", "-o", "{out}"],
    ["model", "films", "{model}", "{film}", "-o", "{out}"],
    ["measure", "{film}", "-o", "{out}"],
    ["model", "sidecar", "embedded", "-o", "{out}"],
    ["model", "export", "{model}", "-o", "{out}"],
    ["model", "average", "{model}", "{model}", "-o", "{out}"],
    ["{film}", "--export", "{out}"],
    ["{film}", "--screenshot", "{out}"],
)


def said(arguments: list[str], desk: Path, out: Path) -> list[str]:
    names = {"film": str(SAMPLE), "model": str(desk / "model.pth"), "out": str(out)}
    return [argument.format(**names) for argument in arguments]


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:1] + command[-2:]))
def test_no_command_ever_replaces_a_film_a_model_a_reading_or_a_case(desk: Path, capsys, command: list[str]) -> None:
    for name in NEVER:
        before = (desk / name).read_bytes()
        for more in ([], ["--force"]):
            assert main(said([*command, *more], desk, desk / name)) == 2
            error = capsys.readouterr().err
            assert name in error and "never replaced" in error and "Traceback" not in error, (name, error)
        assert (desk / name).read_bytes() == before
    assert main(said(command, desk, desk / "notes.csv")) == 2
    assert "--force" in capsys.readouterr().err and (desk / "notes.csv").read_text() == "my own notes\n"


def test_force_replaces_what_is_nobodys_work_and_own_outputs_need_none(desk: Path, fake, capsys) -> None:
    out = desk / "notes.csv"
    predict = ["predict", str(desk / "film.png"), "--reference", "none", "-o"]
    assert main([*predict, str(out), "--force"]) == 0
    assert main([*predict, str(out)]) == 0, "it is CephView's own now"
    out.write_bytes(out.read_bytes().replace(b",predicted,", b",corrected,", 1))
    corrected = out.read_bytes()
    assert main([*predict, str(out)]) == 2 and "corrected points" in capsys.readouterr().err
    assert out.read_bytes() == corrected
    beside = desk / "film.csv"  # where CephView looks for a reading of the film
    beside.write_bytes(corrected)
    assert main([*predict, str(beside), "--force"]) == 2 and beside.read_bytes() == corrected


def test_what_was_written_and_changed_since_is_asked_for(desk: Path) -> None:
    out = desk / "report.html"
    write_output(out, b"<p>1</p>", asked=False)
    write_output(out, b"<p>2</p>", asked=False)
    out.write_bytes(b"<p>2, and a remark</p>")
    from cephview.core.errors import CephViewError

    with pytest.raises(CephViewError, match="--force"):
        write_output(out, b"<p>3</p>", asked=False)


def test_no_output_takes_the_place_of_another_or_of_what_is_read(desk: Path, capsys) -> None:
    both = str(desk / "notes.csv")
    assert main(["evaluate", str(SAMPLE), "--csv", both, "--json", both]) == 2
    assert "two outputs" in capsys.readouterr().err
    read = desk / "points.csv"
    read.write_text("what other programs say\n")
    assert main(["evaluate", str(SAMPLE), "--predictions", str(read), "--json", str(read), "--force"]) == 2
    assert "never replaced" in capsys.readouterr().err and read.read_text() == "what other programs say\n"


@pytest.mark.parametrize("name", NEVER)
def test_a_link_is_what_it_points_at(desk: Path, name: str) -> None:
    before = (desk / name).read_bytes()
    link = desk / "link.csv"
    link.symlink_to(desk / name)
    assert main(["predict", str(SAMPLE), "-o", str(link), "--force"]) == 2
    assert main(["evaluate", str(SAMPLE), "--json", str(link), "--force"]) == 2
    link.unlink()
    link.hardlink_to(desk / name)
    main(["predict", str(SAMPLE), "-o", str(link), "--force"])
    assert (desk / name).read_bytes() == before


@pytest.mark.parametrize("name", [*NEVER, "notes.csv"])
def test_settings_are_kept_in_nobodys_work(desk: Path, capsys, name: str) -> None:
    before = (desk / name).read_bytes()
    assert main(["--sample", "--settings", str(desk / name), "--export", str(desk / "a.csv")]) == 2
    error = capsys.readouterr().err
    assert name in error and "choose another" in error
    assert (desk / name).read_bytes() == before and not (desk / "a.csv").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (["predict", "{film}", "-o", "fg.dot.v2"], "fg.dot.v2.csv"),
        (["predict", "{film}", "-o", "fg.TXT"], "fg.TXT"),
        (["predict", "{film}", "-o", "a.folder/"], "a.folder/phantom.landmarks.csv"),
        (["measure", "{film}", "-o", "Miller 12.3"], "Miller 12.3.csv"),
        (["evaluate", "{film}", "--csv", "no dot"], "no dot.csv"),
        (["evaluate", "{film}", "--json", "of.today"], "of.today.json"),
        (["evaluate", "{film}", "--report", "v1.2"], "v1.2.html"),
        (["evaluate", "{film}", "--offsets", "v1.2"], "v1.2.toml"),
        (["model", "sidecar", "embedded", "-o", "v1.2"], "v1.2.toml"),
        (["{film}", "--export", "v1.2"], "v1.2.csv"),
        (["{film}", "--screenshot", "v1.2"], "v1.2.png"),
    ],
)
def test_names_with_a_dot_keep_their_ending(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], made: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(said(arguments, desk, tmp_path)) in (0, 1)
    assert (tmp_path / made).is_file()
    assert {path.name for path in tmp_path.iterdir()} - {"cases"} == {"desk", made.split("/")[0]}


def films(folder: Path, *names: str) -> list[str]:
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(names):
        encoded = cv2.imencode(".png", np.full((60, 50), 40 + number, np.uint8))[1]
        (folder / name).write_bytes(encoded.tobytes())
    return [str(folder / name) for name in names]


def test_one_film_that_fails_is_one_line_and_the_others_are_done(tmp_path: Path, fake, capsys) -> None:
    given = films(tmp_path / "f", "1.png", "bad.png", "2.png")
    out = tmp_path / "out.csv"
    assert main(["predict", *given, "-o", str(out)]) == 1
    assert set(read_csv(out)) == {"1.png", "2.png"}
    lines = [line for line in capsys.readouterr().err.splitlines() if "bad.png" in line]
    assert len(lines) == 1 and "unforeseen" in lines[0]


def test_an_interrupted_run_leaves_what_is_done_and_goes_on_there(tmp_path: Path, fake, capsys) -> None:
    given = films(tmp_path / "f", "1.png", "2.png", "stop.png", "3.png")
    out = tmp_path / "out.csv"
    assert main(["predict", *given, "-o", str(out)]) == 130
    assert set(read_csv(out)) == {"1.png", "2.png"} and "goes on" in capsys.readouterr().err
    (tmp_path / "f" / "stop.png").rename(tmp_path / "f" / "go.png")
    asked = fake.asked
    assert main(["predict", str(tmp_path / "f"), "-o", str(out)]) == 0
    assert set(read_csv(out)) == {"1.png", "2.png", "3.png", "go.png"}
    assert fake.asked == asked + 2, "what was predicted is not predicted again"
    assert main(["predict", str(tmp_path / "f"), "-o", str(out), "--anew"]) == 0 and fake.asked == asked + 6


def test_each_film_is_in_the_table_once_it_is_done(tmp_path: Path, fake, monkeypatch) -> None:
    out, seen = tmp_path / "out.csv", []
    genuine = FakePredictor.predict

    def predict(self, film):
        seen.append(sorted(read_csv(out)) if out.exists() else [])
        return genuine(self, film)

    monkeypatch.setattr(FakePredictor, "predict", predict)
    assert main(["predict", *films(tmp_path / "f", "1.png", "2.png", "3.png"), "-o", str(out)]) == 0
    assert seen == [[], ["1.png"], ["1.png", "2.png"]]


def test_long_and_equal_names_have_a_table_each(tmp_path: Path, fake) -> None:
    long = "ü" * 123 + "x.png"  # 251 bytes
    given = films(tmp_path / "f", long, "1.png", "1.jpg")
    assert main(["predict", *given, "-o", str(tmp_path / "out")]) == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names[:2] == ["1.jpg.landmarks.csv", "1.png.landmarks.csv"] and names[2].endswith(".landmarks.csv")
    assert set(read_csv(tmp_path / "out" / names[2])) == {long}
    assert fitting_name("a" * 300, ".csv") != fitting_name("a" * 301, ".csv")
    assert main(["predict", *given, "-o", str(tmp_path / "all.csv")]) == 0


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A shell line, `"$@"` being `python -m cephview` with the arguments."""
    command = [sys.executable, "-m", "cephview", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(["sh", "-c", script, "sh", *command], capture_output=True, text=True, env=environment)


@pytest.mark.slow
@needs_dev
def test_streams_that_are_full_or_closed_end_in_a_sentence(tmp_path: Path) -> None:
    for script in ('"$@" > /dev/full', '"$@" >&-', '"$@" > /dev/full 2>&1', '"$@" >&- 2>&-', '"$@" 2> /dev/full'):
        done = run(script, "--version")
        assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr, (script, done.stderr)
    done = run('"$@" > /dev/full', "model", "info")
    assert done.returncode == 2 and "standard output" in done.stderr and "Traceback" not in done.stderr
    assert run('"$@" >&-', "model", "info").returncode == 0


@needs_dev
def test_standard_output_as_the_file_gets_the_table_alone(tmp_path: Path, fake, capfd) -> None:
    given = films(tmp_path / "f", "1.png", "2.png")
    for name in ("-", "/dev/stdout"):
        assert main(["predict", *given, "-o", name]) == 0
        out, error = capfd.readouterr()
        assert out.startswith("image,scheme") and "2 films" in error and "films" not in out
        assert out.count("\n") == 1 + 2 * 19
    for path in ("/dev/full", "/dev/null"):
        status = main(["predict", *given, "-o", path])
        assert status == (2 if path == "/dev/full" else 0) and "Traceback" not in capfd.readouterr().err
        assert Path(path).is_char_device()


@pytest.mark.parametrize("name", ["best.pth", "interrupted.pth", "curves.png", "log.csv", "settings.toml"])
def test_a_new_run_replaces_nothing_in_its_folder(tmp_path: Path, desk: Path, capsys, name: str) -> None:
    out = tmp_path / "run"
    out.mkdir()
    what = {".pth": "model.pth", ".png": "film.png"}.get(Path(name).suffix, "notes.csv")
    (out / name).write_bytes((desk / what).read_bytes() if name != "settings.toml" else b"mine = 1\n")
    before = (out / name).read_bytes()
    assert main(["train", str(desk), "-o", str(out)]) == 2
    error = capsys.readouterr().err
    assert name in error and "Traceback" not in error and (out / name).read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("command", [["evaluate"], ["model", "films", "{model}"], ["diagnose", "embedded"]])
def test_a_film_with_an_unforeseen_fault_costs_only_itself(tmp_path: Path, monkeypatch, capsys, command) -> None:
    for name in ("good.png", "bad.png"):
        shutil.copy(SAMPLE, tmp_path / name)
        shutil.copy(SAMPLE.with_suffix(".txt"), (tmp_path / name).with_suffix(".txt"))
    shutil.copy(resource("models", "cephview-w18s.pth"), tmp_path / "m.pth")
    (tmp_path / "images.csv").write_text("file,width,height,mm_per_pixel\n" + "good.png,,,0.16\nbad.png,,,0.16\n")
    genuine = images.read_film

    def read_film(path: Path):
        if path.name == "bad.png":
            raise ZeroDivisionError("a slip of ours")
        return genuine(path)

    for module in ("review.evaluation", "cli.model", "review.diagnosis.films"):
        monkeypatch.setattr(f"cephview.{module}.read_film", read_film, raising=False)
    out = ["-o", str(tmp_path / "out.pth")] if command[0] == "model" else []
    given = [part.format(model=tmp_path / "m.pth") for part in command]
    films = [str(tmp_path / "good.png"), str(tmp_path / "bad.png")]
    assert main([*given, *films, *out]) == 1
    told = capsys.readouterr()
    lines = [line for line in told.err.splitlines() if "bad.png" in line]
    assert len(lines) == 1 and "unforeseen" in lines[0], told.err
