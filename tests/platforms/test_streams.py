"""Windows: every command under its code pages, into a pipe; and a program that has no streams at all."""

from __future__ import annotations

import csv
import ctypes
import io
import json
import shutil
import sys
from pathlib import Path

import pytest
from platform_helpers import run_program

from cephview import cli
from cephview.cli import main, streams
from cephview.cli.streams import prepare_streams
from cephview.phantom import PhantomSpec, write_phantom

CODE_PAGES = ("cp1252", "cp1256", "cp437", "cp932", "ascii")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small films with readings and their mm, and a prediction of them made elsewhere."""
    # A folder of its own each time: work-stealing may make this fixture twice in one process.
    folder = tmp_path_factory.mktemp("streams") / "films"
    folder.mkdir()
    for number in range(11):
        spec = PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0)
        write_phantom(folder.parent / "many", f"Größe {number}", spec)
        if number < 2:
            write_phantom(folder, f"Größe {number}", spec)
    points = {
        path.stem: [list(map(float, line.split(","))) for line in path.read_text("utf-8").splitlines()[:19]]
        for path in folder.glob("*.txt")
    }
    (folder.parent / "predictions.json").write_text(json.dumps(points))
    return folder


@pytest.mark.slow
def test_evaluate_writes_its_files_under_every_code_page(place: Path, tmp_path: Path) -> None:
    for page in CODE_PAGES:
        report, table = tmp_path / f"{page}.html", tmp_path / f"{page}.csv"
        arguments = ["evaluate", str(place), "--predictions", str(place.parent / "predictions.json"), "--observers"]
        done = run_program(
            [*arguments, "--csv", str(table), "--report", str(report)], {"PYTHONIOENCODING": page, "PYTHONUTF8": "0"}
        )
        assert done.returncode == 0 and b"Traceback" not in done.stderr, (page, done.stderr)
        said = done.stdout.decode(page)
        assert "MRE" in said and ("±" in said or "+/-" in said) and "Pog" in said, page
        with table.open(newline="", encoding="utf-8-sig") as file:
            assert any(row["landmark"] == "Pog′" for row in csv.DictReader(file)), "the file has what the stream lacks"
        assert report.stat().st_size > 1000


@pytest.fixture(scope="module")
def model(place: Path) -> Path:
    """A tiny model, trained by the command under a code page."""
    out, settings = place.parent / "Läufe ′", place.parent / "s.toml"
    settings.write_text("epochs = 1\nwidth = 4\ninput_width = 64\ninput_height = 96\nbatch = 2\n", encoding="utf-8")
    arguments = ["train", str(place), "--hold-out", "2", "-o", str(out), "--settings", str(settings)]
    done = run_program(arguments, {"PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"})
    assert done.returncode == 0, done.stderr
    assert "MRE" in done.stdout.decode("cp437")
    return out / "best.pth"


COMMANDS = {
    "predict FILMS --model MODEL -o points′.csv": "points′.csv",
    "evaluate FILMS --model MODEL --observers --json e.json --offsets o.toml": "e.json",
    "diagnose MODEL FILMS --films 1 --json d.json --write-sidecar": "d.json",
    "reliability MODEL MANY -o r.pth": "r.pth",
    "model info MODEL": "",
    "model films MODEL FILMS -o f.pth": "f.pth",
}
# Ten folds take their time: of the reliability one page will do.
CASES = [(c, p) for c in COMMANDS for p in ("cp1252", "cp1256", "cp437") if p == "cp1252" or "reliability" not in c]


@pytest.mark.slow
@pytest.mark.parametrize(("command", "page"), CASES)
def test_every_command_does_its_work_under_every_code_page(
    place: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, page: str
) -> None:
    """In this process, since each start of PyTorch takes seconds; the streams are those that Windows gives."""
    monkeypatch.chdir(tmp_path)
    copy = Path(shutil.copy(model, tmp_path / "best.pth"))
    streams = {name: io.BytesIO() for name in ("stdout", "stderr")}
    for name, raw in streams.items():
        monkeypatch.setattr(sys, name, io.TextIOWrapper(raw, encoding=page, errors="strict"))
    words = {"FILMS": str(place), "MANY": str(place.parent / "many"), "MODEL": str(copy)}
    status = main([words.get(word, word) for word in command.split()])
    sys.stdout.flush()
    sys.stderr.flush()
    assert status == 0, streams["stderr"].getvalue()
    assert streams["stdout"].getvalue().decode(page).strip()
    assert (tmp_path / COMMANDS[command]).stat().st_size > 0


@pytest.mark.parametrize("command", ["", "predict", "evaluate", "diagnose", "reliability", "model", "train"])
def test_help_speaks_under_every_code_page(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    for page in CODE_PAGES:
        raw = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=page))
        with pytest.raises(SystemExit) as end:
            main([*filter(None, [command]), "--help"])
        sys.stdout.flush()
        assert end.value.code == 0 and b"usage: cephview" in raw.getvalue()


def test_an_error_speaks_under_a_code_page() -> None:
    done = run_program(["predict", "no ′ film ±.png", "-o", "x.csv"], {"PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"})
    assert done.returncode == 2
    assert done.stderr.decode("cp437").startswith("cephview: no ' film ±.png is not there")


def test_signs_that_a_stream_lacks_are_written_in_plainer_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    for page, said in (("cp1252", "Pog' 1 ± 2° ?"), ("ascii", "Pog' 1 +/- 2 deg ?"), ("utf-8", "Pog′ 1 ± 2° ☃")):
        raw = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=page))
        prepare_streams()
        print("Pog′ 1 ± 2° ☃", end="", flush=True)
        assert raw.getvalue().decode(page) == said
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="utf-8"))
    prepare_streams()
    print("a name that is no Unicode: \udce4.png", end="", flush=True)
    assert raw.getvalue().endswith(b"Unicode: ?.png")


NO_STREAMS = "import sys\nsys.stdout = sys.stderr = sys.stdin = sys.__stdout__ = sys.__stderr__ = None\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["evaluate", "FILMS", "--predictions", "PREDICTIONS", "--csv", "out.csv"], 0),
        (["--sample", "--export", "out.csv", "--screenshot", "out.png"], 0),
        (["predict", "not there.png", "-o", "out.csv"], 2),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else "",
)
def test_without_streams_the_job_is_done(
    place: Path, tmp_path: Path, arguments: list[str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `pythonw` and a shortcut start it."""
    names = {"FILMS": str(place), "PREDICTIONS": str(place.parent / "predictions.json")}
    monkeypatch.chdir(tmp_path)
    done = run_program([names.get(each, each) for each in arguments], site=NO_STREAMS, folder=tmp_path / "site")
    assert done.returncode == status
    assert not done.stdout and b"Traceback" not in done.stderr
    assert (tmp_path / "out.csv").exists() == (status == 0 and "out.csv" in arguments)


def test_an_error_without_a_console_is_a_box_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    class Library:
        def __init__(self, name: str) -> None:
            pass

        def MessageBoxW(self, window: None, text: str, title: str, kind: int) -> None:
            shown.append(text)

    monkeypatch.setattr(ctypes, "WinDLL", Library, raising=False)
    monkeypatch.setattr(streams, "_consoles", {"stdout", "stderr"})
    monkeypatch.setattr(sys, "platform", "win32")
    prepare_streams()
    cli._complain("a sentence")
    assert not shown
    monkeypatch.setattr(sys, "stderr", None)
    prepare_streams()
    cli._complain("a sentence")
    assert shown == ["a sentence"]
