"""Other machines and Pythons, told before anything is made: what fits, what is said, what takes its place."""

from __future__ import annotations

import importlib.util
import json
import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from platform_helpers import ROOT

PACKAGING = ROOT / "packaging"


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


machine = sys.modules.get("machine") or _load("machine")
sys.modules["machine"] = machine
setup_env = sys.modules.get("setup_env") or _load("setup_env")
sys.modules["setup_env"] = setup_env

LINUX = {
    **{"version": [3, 12], "implementation": "CPython", "free_threaded": False, "system": "Linux"},
    **{"build": "linux-x86_64", "machine": "x86_64", "bits": 64, "macos": "", "translated": False},
    **{"musl": False, "store": False},
}
WINDOWS = {**LINUX, "system": "Windows", "build": "win-amd64", "machine": "amd64"}
MAC = {**LINUX, "system": "macOS", "build": "macosx-10.13-universal2", "machine": "arm64", "macos": "15.5"}


@pytest.mark.parametrize("version", [[3, 11], [3, 12], [3, 13], [3, 14]])
@pytest.mark.parametrize("system", [LINUX, WINDOWS, MAC], ids=["Linux", "Windows", "macOS"])
def test_what_has_wheels_fits(system: dict[str, Any], version: list[int]) -> None:
    assert machine.what_is_wrong({**system, "version": version}) == ""


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({**WINDOWS, "version": [3, 15]}, "no build for Python 3.15 yet. Install the “Windows installer (64-bit)” of"),
        ({**MAC, "version": [3, 15]}, "“macOS 64-bit universal2 installer” of Python 3.13"),
        ({**LINUX, "version": [3, 10]}, "needs Python 3.11 to 3.14, and this is Python 3.10"),
        ({**LINUX, "version": [4, 0]}, "no build for Python 4.0"),
        ({**WINDOWS, "build": "win-arm64"}, "Windows on ARM"),
        ({**WINDOWS, "build": "win32", "bits": 32}, "of 32 bit"),
        ({**WINDOWS, "build": "mingw_x86_64"}, "no build for this Python"),
        ({**MAC, "machine": "x86_64"}, "Apple silicon"),
        ({**MAC, "machine": "x86_64", "translated": True}, "Intel Macs, translated"),
        ({**MAC, "macos": "13.7"}, "macOS 14 or newer, and this is 13.7"),
        ({**MAC, "macos": "10.16"}, "macOS 14 or newer"),
        ({**WINDOWS, "free_threaded": True}, "free-threaded"),
        ({**LINUX, "implementation": "PyPy"}, "no build for PyPy"),
        ({**LINUX, "musl": True}, "musl"),
        ({**LINUX, "machine": "armv7l", "bits": 32}, "64 bit"),
    ],
)
def test_what_has_none_is_told_with_what_to_install(found: dict[str, Any], words: str) -> None:
    assert words in machine.what_is_wrong(found)


def test_windows_on_arm_runs_a_python_for_x64() -> None:
    """The processor says ARM64 even to a Python that runs by emulation; what counts is the Python."""
    assert machine.what_is_wrong({**WINDOWS, "machine": "arm64"}) == ""


def _python(path: Path, found: dict[str, Any], told: Path) -> None:
    """A program that answers as a Python of these facts does, and writes down what it is started with."""
    path.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"if '-I' in sys.argv: print({json.dumps(json.dumps(found))})\n"
        f"else: open({str(told)!r}, 'w').write(repr(sys.argv[1:])); sys.exit(7)\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(os.name == "nt", reason="the other Pythons are played by scripts with a shebang")
def test_a_fitting_python_takes_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pythons = {"broken": None, "old": {**LINUX, "version": [3, 9]}, "store": {**LINUX, "store": True}, "fits": LINUX}
    for name, found in pythons.items():
        if found:
            _python(tmp_path / name, found, tmp_path / f"told {name}")
    monkeypatch.setattr(machine, "candidates", lambda: [[str(tmp_path / name)] for name in pythons])
    monkeypatch.setattr(machine, "facts", lambda: {**LINUX, "version": [3, 15]})
    with pytest.raises(SystemExit) as end:
        machine.settle("start.py", ["--export", "o.csv"])
    assert end.value.code == 7
    assert (tmp_path / "told fits").read_text() == repr(["start.py", "--export", "o.csv"])
    monkeypatch.setenv(machine.HANDED_OVER, "1")  # it does not go round in circles
    with pytest.raises(SystemExit) as end:
        machine.settle("start.py", [])
    assert end.value.code == 2


def test_without_one_the_sentence_is_all(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(machine, "candidates", lambda: [["of nobody"]])
    for found, words in (
        ({**WINDOWS, "version": [3, 15]}, "Python 3.13 from python.org"),
        ({**MAC, "macos": "12.1"}, "14"),
    ):
        monkeypatch.setattr(machine, "facts", lambda found=found: found)
        with pytest.raises(SystemExit) as end:
            machine.settle("start.py", [])
        assert end.value.code == 2 and words in capsys.readouterr().err


def test_the_launcher_of_windows_and_the_places_of_macs_are_asked() -> None:
    assert ["py", "-3.13"] in machine.candidates("win32")
    mac = machine.candidates("darwin")
    assert mac[0][:2] == ["arch", "-arm64"] and ["/opt/homebrew/bin/python3.13"] in mac
    assert machine.ask([sys.executable])["version"] == list(sys.version_info[:2])


# Paths


@pytest.mark.parametrize(("letters", "fits"), [(66, True), (67, False), (120, False)])
def test_a_folder_that_windows_cannot_fill_is_told_first(letters: int, fits: bool) -> None:
    """PyTorch's longest file has 167 letters: 66 and `.venv\\Lib\\site-packages` before it make 259."""
    folder = r"C:\Users\a\OneDrive - Praxis Dr. ".replace("\\\\", "\\")
    folder += "x" * (letters - len(folder))
    said = machine.what_is_wrong_with_the_folder(folder + r"\.venv", "Windows", long_paths=False)
    assert (said == "") == fits
    assert fits or (r"\CephView" in said and "CEPHVIEW_VENV" in said and folder in said)
    assert machine.what_is_wrong_with_the_folder(folder + r"\.venv", "Windows", long_paths=True) == ""
    assert machine.what_is_wrong_with_the_folder(folder + "/.venv", "Linux") == ""


def test_nothing_is_made_where_the_path_is_too_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "facts", lambda: WINDOWS)
    monkeypatch.setattr(machine, "_has_long_paths", lambda: False)
    place = tmp_path / ("long " * 20) / "venv"
    with pytest.raises(setup_env.SetupError, match="letters too long"):
        setup_env.prepare((), {"CEPHVIEW_VENV": str(place)})
    assert not place.parent.exists()


# An environment whose Python is gone


def _environment(folder: Path, home: Path, version: str = "3.13.2") -> Path:
    folder.mkdir()
    (folder / "pyvenv.cfg").write_text(f"home = {home}\nversion = {version}\n", encoding="utf-8")
    return folder


def test_an_environment_knows_whether_its_python_is_there(tmp_path: Path) -> None:
    home = tmp_path / "Python313"
    venv = _environment(tmp_path / "venv", home)
    for windows in (True, False):
        assert not setup_env.has_base(venv, windows)
    home.mkdir()
    (home / "python3.13").touch()
    assert setup_env.has_base(venv, windows=False) and not setup_env.has_base(venv, windows=True)
    (home / "python.exe").touch()
    assert not setup_env.has_base(venv, windows=True), "another version took its place"
    (home / "python313.dll").touch()
    assert setup_env.has_base(venv, windows=True)
    store = _environment(tmp_path / "of the store", tmp_path / "WindowsApps")
    (tmp_path / "WindowsApps").mkdir()
    (tmp_path / "WindowsApps" / "python.exe").symlink_to("nowhere")
    assert setup_env.has_base(store, windows=True)
    assert setup_env.has_base(tmp_path / "no environment")


# Streams and double clicks


@pytest.mark.parametrize(
    ("environ", "processes", "alone"),
    [
        ({}, 2, True),
        ({}, 1, True),
        ({}, 3, False),
        ({"PROMPT": "$P$G"}, 2, False),
        ({"CEPHVIEW_HANDED_OVER": "1"}, 2, False),
    ],
)
def test_a_console_of_its_own_stays_until_its_text_was_read(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], processes: int, alone: bool
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "platform", "win32")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", Terminal())
        patch.setattr(sys, "stderr", Terminal())
        assert machine.window_goes_with_us(environ, processes) == alone
        patch.setattr(sys, "stdin", None)
        assert not machine.window_goes_with_us(environ, processes)


def test_after_an_error_it_waits_for_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[int] = []
    monkeypatch.setattr(machine, "window_goes_with_us", lambda environ: True)
    monkeypatch.setattr(machine, "wait_for_enter", lambda: waited.append(1))
    assert setup_env.guarded(lambda arguments: 0, []) == 0 and not waited

    def fails(arguments: list[str]) -> int:
        raise setup_env.SetupError("a sentence", 2)

    assert setup_env.guarded(fails, []) == 2 and waited == [1]


@pytest.mark.parametrize("environ", [{}, {"PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"}], ids=["no streams", "cp437"])
def test_start_without_streams_or_in_a_code_page_ends_without_a_traceback(
    environ: dict[str, str], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    none = "" if environ else "sys.stdout = sys.stderr = sys.stdin = None\n"
    (site / "sitecustomize.py").write_text(f"import sys\nsys.version_info = (3, 15, 0, 'final', 0)\n{none}")
    whole = {**os.environ, **environ, "PYTHONPATH": str(site), "CEPHVIEW_HANDED_OVER": "1"}
    done = subprocess.run(
        [sys.executable, PACKAGING / "start.py"], env=whole, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 2 and b"Traceback" not in done.stderr
    assert (b"no build for Python 3.15 yet" in done.stderr) == bool(environ)


def test_the_python_of_the_store_is_told_at_install() -> None:
    assert machine.notes(WINDOWS) == []
    (said,) = machine.notes({**WINDOWS, "store": True})
    assert "Microsoft Store" in said and str(Path.home() / "CephView") in said
    assert machine._is_of_the_store(r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.13_3.13.752.0_x64")
    assert not machine._is_of_the_store(r"C:\Users\a\AppData\Local\Programs\Python\Python313")


def test_windows_gets_shortcuts_to_the_window_without_a_console(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[tuple[list[str], str]] = []

    def run(command: list[str], env: dict[str, str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append((command, env["CEPHVIEW_TARGET"]))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(setup_env.subprocess, "run", run)
    venv = tmp_path / "O'Brien & $Söhne" / ".venv"
    assert not setup_env.make_shortcuts(venv, windows=True) and not asked, "no program to point at"
    target = venv / "Scripts" / "cephview-window.exe"
    target.parent.mkdir(parents=True)
    target.touch()
    assert not setup_env.make_shortcuts(venv, windows=False)
    assert setup_env.make_shortcuts(venv, windows=True)
    ((command, told),) = asked
    assert command[0] == "powershell" and "CreateShortcut" in command[-1] and "O'Brien" not in command[-1]
    assert told == str(target)
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert pyproject["gui-scripts"]["cephview-window"] == pyproject["scripts"]["cephview"]
