"""The two set-up commands, without network: what they find missing, what they leave alone, what they repair."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"


def _load(name: str) -> ModuleType:
    # By file and not by sys.path: `packaging` and `test` are names that other people's modules have.
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


machine = _load("machine")
sys.modules["machine"] = machine
setup_env = _load("setup_env")
sys.modules["setup_env"] = setup_env  # where the two commands look for it
start = _load("start")
whole_test = _load("test")


def _nothing_loads(soname: str) -> bool:
    return False


def _fonts(environ: Mapping[str, str]) -> bool:
    return True


@pytest.mark.parametrize("name", ["start.py", "test.py", "machine.py"])
def test_an_old_python_can_read_as_far_as_the_sentence(name: str) -> None:
    ast.parse((PACKAGING / name).read_text(encoding="utf-8"), feature_version=(3, 7))


# --- places and stamps -----------------------------------------------------------------------------------------------


def test_environment_is_in_the_repository_or_where_the_variable_says(tmp_path: Path) -> None:
    assert setup_env.venv_folder({}) == PACKAGING.parent / ".venv"
    assert setup_env.venv_folder({"CEPHVIEW_VENV": ""}) == PACKAGING.parent / ".venv"
    assert setup_env.venv_folder({"CEPHVIEW_VENV": str(tmp_path / "my place")}) == tmp_path / "my place"


def test_stamp_survives_the_file(tmp_path: Path) -> None:
    stamp = setup_env.wanted_stamp(tmp_path / "venv", ("dev",))
    stamp.write(tmp_path / "stamp.json")
    assert setup_env.Stamp.read(tmp_path / "stamp.json") == stamp
    assert [path.name for path in tmp_path.iterdir()] == ["stamp.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '{"extras": 3}', '{"extras": [], "other": 1}'])
def test_damaged_stamp_is_no_stamp(tmp_path: Path, text: str) -> None:
    (tmp_path / "stamp.json").write_text(text)
    assert setup_env.Stamp.read(tmp_path / "stamp.json") is None


def test_absent_stamp_is_no_stamp(tmp_path: Path) -> None:
    assert setup_env.Stamp.read(tmp_path / "stamp.json") is None


def test_stamp_covers_fewer_extras_and_nothing_else(tmp_path: Path) -> None:
    plain = setup_env.wanted_stamp(tmp_path, ())
    development = setup_env.wanted_stamp(tmp_path, ("dev",))
    assert plain.covers(plain)
    assert development.covers(plain)
    assert not plain.covers(development)
    assert not replace(plain, complete=False).covers(plain)
    for field in ("pyproject", "repository", "venv", "interpreter"):
        assert not replace(plain, **{field: "other"}).covers(plain), field


# --- system libraries ------------------------------------------------------------------------------------------------


def test_files_need_less_of_qt_than_windows_do() -> None:
    def packages(environ: Mapping[str, str]) -> set[str]:
        return set(setup_env.missing_libraries(environ, loads=_nothing_loads, fonts=_fonts).values())

    headless = packages({})
    assert {"libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1"} <= headless
    assert not any("xcb" in package for package in headless)
    assert {"libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4"} <= packages({"DISPLAY": ":0"})
    assert "libwayland-client0" in packages({"WAYLAND_DISPLAY": "wayland-0"})
    assert packages({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}) == headless


def test_only_what_does_not_load_is_missing() -> None:
    def loads(soname: str) -> bool:
        return soname != "libEGL.so.1"

    assert setup_env.missing_libraries({}, loads=loads, fonts=_fonts) == {"libEGL.so.1": "libegl1"}
    assert setup_env.missing_libraries({}, loads=lambda soname: True, fonts=lambda environ: False) == {
        setup_env.FONTS: "fonts-dejavu-core"
    }


def test_can_load_asks_the_linker() -> None:
    assert not setup_env.can_load("libof-nobody-at-all.so.7")


def test_a_font_of_ones_own_is_a_font(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path / "home"), "XDG_DATA_HOME": str(tmp_path / "data")}
    (tmp_path / "data/fonts/deep").mkdir(parents=True)
    (tmp_path / "data/fonts/deep/Letters.TTF").touch()
    assert setup_env.has_fonts(environ)


@pytest.mark.parametrize(
    ("root", "sudo", "line"),
    [
        (True, True, "apt-get update && apt-get install -y --no-install-recommends a b"),
        (False, True, "sudo apt-get update && sudo apt-get install -y --no-install-recommends a b"),
        (
            False,
            False,
            "su - -c 'apt-get update && apt-get install -y --no-install-recommends a b'",
        ),
    ],
)
def test_the_line_to_type_fits_who_types_it(root: bool, sudo: bool, line: str) -> None:
    assert setup_env.command_to_type(["a", "b"], root, sudo) == line


def _machine(monkeypatch: pytest.MonkeyPatch, programs: Sequence[str], user: int) -> list[Sequence[str]]:
    """A machine that has these programs and this user; what it is told to run is in the list."""
    ran: list[Sequence[str]] = []

    def run_logged(command: Sequence[str], log: Path, environ: Mapping[str, str] | None = None) -> int:
        ran.append(command)
        return 0

    monkeypatch.setattr(setup_env.shutil, "which", lambda name: name if name in programs else None)
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(setup_env, "run_logged", run_logged)
    return ran


def test_root_installs_each_package_once_after_an_update(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran = _machine(monkeypatch, ["apt-get"], user=0)
    setup_env.install_system_packages({"one": "b", "two": "a", "three": "b"}, tmp_path / "log")
    assert [command[0] for command in ran] == ["apt-get", "apt-get"]
    assert ran[0][-1] == "update"
    assert list(ran[1][-2:]) == ["a", "b"]


def test_others_are_told_what_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran = _machine(monkeypatch, ["apt-get"], user=1000)
    with pytest.raises(setup_env.SetupError, match="su - -c 'apt-get update") as told:
        setup_env.install_system_packages({"libEGL.so.1": "libegl1"}, tmp_path / "log")
    assert told.value.status == 2
    assert not ran


def test_other_distributions_are_told_the_libraries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _machine(monkeypatch, [], user=0)
    with pytest.raises(setup_env.SetupError, match=r"lacks libEGL\.so\.1"):
        setup_env.install_system_packages({"libEGL.so.1": "libegl1"}, tmp_path / "log")


# --- locks -----------------------------------------------------------------------------------------------------------


def _locked(name: str) -> dict[str, str]:
    """By the package, its row in a lock file (of two rows for two Pythons the last)."""
    rows = re.split(r"\n(?=\w)", setup_env.lock_file(name).read_text(encoding="utf-8"))[1:]
    return {re.split("==", row)[0]: row for row in rows}


@pytest.mark.parametrize("name", setup_env.LOCKS)
def test_each_locked_package_has_a_hash(name: str) -> None:
    rows = _locked(name)
    assert rows
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", row) for row in rows.values())


def test_the_locks_hold_what_pyproject_pins() -> None:
    project = tomllib.loads((PACKAGING.parent / "pyproject.toml").read_text(encoding="utf-8"))
    runs, dev = _locked("cephview"), _locked("dev")
    for pins, locked in (
        (project["project"]["dependencies"] + project["build-system"]["requires"], runs),
        (project["project"]["optional-dependencies"]["dev"], {**runs, **dev}),
    ):
        for pin in pins:
            name, version = pin.lower().split("==")
            assert locked[name].startswith(f"{name}=={version} "), f"run packaging/lock.py for {pin}"
    assert not set(runs) & set(dev)


# --- pip -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("  Downloading torch-2.13.0-cp311-none.whl (191.8 MB)\n", "torch 2.13.0 (191.8 MB)"),
        ("Downloading https://x/y/PySide6_Essentials-6.11.3-cp.whl (95 MB)", "PySide6_Essentials 6.11.3 (95 MB)"),
        ("Using cached nvidia_cudnn-9.1-py3.whl (1.2 GB)", "nvidia_cudnn 9.1 (1.2 GB)"),
        ("  Downloading tqdm-4.70.1-py3-none-any.whl (78 kB)", None),
        ("  Downloading pydantic-2.14.3-py3-none-any.whl (2.1 MB)", None),
        ("Installing collected packages: a, b, c", "unpacking 3 packages"),
        ("Collecting numpy==2.4.6", None),
    ],
)
def test_of_pips_words_only_the_long_waits_are_shown(line: str, told: str | None) -> None:
    assert setup_env.pip_progress(line) == told


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ("WARNING: … NewConnectionError …\nERROR: No matching distribution found for x", "could not be reached"),
        ("ERROR: No matching distribution found for torch==2.13.0", "no build for this Python"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        (
            "OSError: [WinError 112] Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung",
            "disk is full",
        ),
        (
            "OSError: [Errno 2] No such file …\nHINT: This error might have occurred since this system does not have "
            "Windows Long Path support enabled.",
            "too long",
        ),
        ("OSError: [WinError 206] Der Dateiname oder die Erweiterung ist zu lang", "too long"),
        ("PermissionError: [WinError 32] Der Prozess kann nicht auf die Datei zugreifen: 'c10.dll'", "is in use"),
        ("PermissionError: [WinError 5] Accès refusé: 'C:\\\\x'", "is in use"),
        (
            "ProxyError('Cannot connect to proxy.', OSError('Tunnel failed: 407 Proxy Authentication Required'))"
            "\nERROR: No matching distribution found for torch",
            "name and a password",
        ),
        ("NewConnectionError('Failed to establish a new connection: [Errno 11001] getaddrinfo failed')", "DNS"),
        ("NewConnectionError: [Errno 8] nodename nor servname provided, or not known", "DNS"),
        (
            "ProxyError('Cannot connect to proxy.', NewConnectionError('… [WinError 10061] …'))",
            "proxy cannot be reached",
        ),
        ("ConnectionResetError(10054, '…') [WinError 10054]", "could not be reached"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] …'))", "PIP_CERT"),
        ("OSError: [WinError 225] Operation did not complete … virus", "virus scanner"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "damaged"),
        ("something else", ""),
    ],
)
def test_pips_failure_is_explained(log: str, words: str) -> None:
    assert words in setup_env.explanation(log)
    assert bool(setup_env.explanation(log)) == bool(words)


def _package(site: Path, name: str, files: Mapping[str, bytes]) -> Path:
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    rows = []
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
        rows.append(f'"{path}",sha256=x,{len(content)}')
    (info / "RECORD").write_text("\n".join([*rows, f"{name}/__pycache__/x.pyc,,", ""]))
    return info


def test_packages_that_are_not_all_there_are_found(tmp_path: Path) -> None:
    _package(tmp_path, "whole", {"whole/a.py": b"abc", "whole/with, comma.py": b""})
    _package(tmp_path, "lost", {"lost/a.py": b"abc"})
    (tmp_path / "lost/a.py").unlink()
    _package(tmp_path, "cut", {"cut/a.py": b"abc"})
    (tmp_path / "cut/a.py").write_bytes(b"ab")
    killed = _package(tmp_path, "killed", {})
    (killed / "RECORD").unlink()
    assert [info.name.partition("-")[0] for info in setup_env.damaged_distributions(tmp_path)] == [
        "cut",
        "killed",
        "lost",
    ]


def test_a_logged_command_shows_only_what_is_worth_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; print('noise'); print('Installing collected packages: a'); sys.exit(3)",
    ]
    assert setup_env.run_logged(command, tmp_path / "log", progress=setup_env.pip_progress) == 3
    assert capfd.readouterr().out == "    unpacking 1 packages\n"
    assert "noise" in (tmp_path / "log").read_text()
    assert "noise" in setup_env.tail(tmp_path / "log")


# --- the whole way, with a pretended pip -----------------------------------------------------------------------------


# What pip is asked for without the development tools.
PLAIN = [*(["cpu.lock"] if sys.platform == "linux" else []), "cephview.lock", "."]


class Pretence:
    """Python's venv and pip, pretended: a folder with an interpreter in it, and what was asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, venv: Path) -> None:
        self.asked: list[str] = []
        self.venv = venv
        self.meanwhile: Callable[[], int] = lambda: 0
        monkeypatch.setattr(setup_env, "run_logged", self.run)
        monkeypatch.setattr(setup_env, "works", lambda venv: (venv / "pyvenv.cfg").exists())
        monkeypatch.setattr(setup_env, "missing_libraries", lambda environ: {})
        monkeypatch.setattr(setup_env, "torch_trouble", lambda venv: "")
        monkeypatch.setattr(setup_env.importlib.util, "find_spec", lambda name: object())

    def run(self, command: Sequence[str], log: Path, **_: object) -> int:
        log.write_text("pip's noise\n")
        if "venv" in command:
            self.asked.append("venv")
            python = setup_env.venv_python(self.venv)
            python.parent.mkdir(parents=True)
            python.touch()
            (self.venv / "pyvenv.cfg").touch()
            return 0
        self.asked += [
            part if part == "." else Path(part).name for part in command if part == "." or part.endswith(".lock")
        ]
        return self.meanwhile()

    def prepare(self, *extras: str) -> list[str]:
        """What one run asks of venv and pip."""
        self.asked.clear()
        python = setup_env.prepare(extras, {"CEPHVIEW_VENV": str(self.venv)})
        assert python == setup_env.venv_python(self.venv)
        return self.asked


@pytest.fixture
def pretence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pretence:
    return Pretence(monkeypatch, tmp_path / "a place with blanks" / "venv")


def test_second_run_asks_nothing(pretence: Pretence) -> None:
    assert pretence.prepare() == ["venv", *PLAIN]
    assert pretence.prepare() == []


def test_development_tools_are_added_and_stay(pretence: Pretence, monkeypatch: pytest.MonkeyPatch) -> None:
    pretence.prepare()
    assert pretence.prepare("dev") == [*PLAIN[:-1], "dev.lock", "."]
    assert pretence.prepare() == []
    stamp = setup_env.Stamp.read(pretence.venv / setup_env.STAMP)
    replace(stamp, pyproject="an older one").write(pretence.venv / setup_env.STAMP)
    assert pretence.prepare() == [*PLAIN[:-1], "dev.lock", "."]


def test_broken_off_run_is_finished_by_the_next(pretence: Pretence) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    pretence.meanwhile = interrupted
    with pytest.raises(KeyboardInterrupt):
        pretence.prepare()
    package = _package(pretence.venv / "lib/python3.11/site-packages", "killed", {"killed.py": b"a"})
    (package / "RECORD").unlink()
    pretence.meanwhile = lambda: 0
    assert pretence.prepare() == PLAIN
    assert not package.exists(), "pip would have taken it for installed"
    assert pretence.prepare() == []


def test_failed_pip_shows_its_log_and_is_tried_again(pretence: Pretence) -> None:
    pretence.meanwhile = lambda: 1
    with pytest.raises(setup_env.SetupError, match="pip's noise"):
        pretence.prepare()
    pretence.meanwhile = lambda: 0
    assert pretence.prepare() == PLAIN


def test_moved_or_broken_environment_is_made_anew(pretence: Pretence) -> None:
    pretence.prepare()
    pretence.venv = pretence.venv.rename(pretence.venv.with_name("elsewhere"))
    assert pretence.prepare() == ["venv", *PLAIN]
    (pretence.venv / "pyvenv.cfg").unlink()
    setup_env.venv_python(pretence.venv).unlink()
    assert pretence.prepare() == ["venv", *PLAIN]


def test_an_environment_whose_python_was_removed_is_made_anew_once(pretence: Pretence, tmp_path: Path) -> None:
    pretence.prepare()
    (pretence.venv / "pyvenv.cfg").write_text(f"home = {tmp_path / 'removed'}\nversion = 3.12.1\n")
    assert pretence.prepare() == ["venv", *PLAIN]
    assert pretence.prepare() == []


@pytest.mark.parametrize(("statuses", "ends"), [([103, 0], 0), ([103, 103], 103), ([3], 3)])
def test_a_python_that_is_gone_is_repaired_once(
    pretence: Pretence, monkeypatch: pytest.MonkeyPatch, statuses: list[int], ends: int
) -> None:
    """103 is what the python.exe of an environment ends in where it finds no Python (Windows)."""
    left = list(statuses)
    pretence.prepare()
    monkeypatch.setattr(start.subprocess, "call", lambda command, env: left.pop(0))
    monkeypatch.setenv("CEPHVIEW_VENV", str(pretence.venv))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    pretence.asked.clear()
    assert start.main([]) == ends and not left
    assert bool(pretence.asked) == (len(statuses) > 1)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import sys; sys.exit(0)", ""),
        ("raise OSError('[WinError 126] The specified module could not be found. Error loading c10.dll')", "vc_redist"),
        ("raise ImportError('DLL load failed while importing _C')", "vc_redist"),
        ("raise ImportError('libgomp.so.1: cannot open')", "libgomp.so.1"),
    ],
)
def test_a_torch_that_does_not_start_is_told_after_installing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, words: str
) -> None:
    real = setup_env.subprocess.run

    def run(command: Sequence[str], **options: object) -> object:
        return real([sys.executable, "-c", code], **options)

    monkeypatch.setattr(setup_env.subprocess, "run", run)
    said = setup_env.torch_trouble(tmp_path)
    assert words in said and bool(said) == bool(words)


def test_a_folder_of_someone_elses_is_left_alone(pretence: Pretence) -> None:
    pretence.venv.mkdir(parents=True)
    (pretence.venv / "thesis.txt").write_text("years of work")
    with pytest.raises(setup_env.SetupError, match="CEPHVIEW_VENV") as told:
        pretence.prepare()
    assert told.value.status == 2
    assert (pretence.venv / "thesis.txt").read_text() == "years of work"


def test_an_environment_that_works_is_taken_over(pretence: Pretence) -> None:
    setup_env.venv_python(pretence.venv).parent.mkdir(parents=True)
    setup_env.venv_python(pretence.venv).touch()
    (pretence.venv / "pyvenv.cfg").touch()
    (pretence.venv / "mine.txt").touch()
    assert pretence.prepare() == PLAIN
    assert (pretence.venv / "mine.txt").exists()


def test_missing_ensurepip_is_a_package_too(pretence: Pretence, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: dict[str, str] = {}
    monkeypatch.setattr(setup_env.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(setup_env, "install_system_packages", lambda missing, log: wanted.update(missing))
    pretence.prepare()
    assert list(wanted.values()) == [f"python3.{sys.version_info[1]}-venv"]


@pytest.mark.parametrize(
    ("raised", "status", "words"),
    [
        (setup_env.SetupError("a sentence", 2), 2, "a sentence"),
        (PermissionError(13, "Permission denied", "/there"), 1, "Permission denied: /there"),
        (KeyboardInterrupt(), 130, "Broken off"),
    ],
)
def test_what_stands_in_the_way_is_told_in_words(
    raised: BaseException, status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def main(arguments: list[str]) -> int:
        raise raised

    assert setup_env.guarded(main, []) == status
    assert words in capsys.readouterr().err


# --- the two commands ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["--screenshot", "o.png"], ["--export=o.csv"], ["--version"], ["-h"]])
def test_without_a_screen_files_are_still_made(arguments: list[str]) -> None:
    assert start.launch_environment(arguments, {"A": "b"}, "linux") == {"A": "b", "QT_QPA_PLATFORM": "offscreen"}


def test_without_a_screen_and_without_files_the_person_is_told_what_to_do() -> None:
    with pytest.raises(setup_env.SetupError, match="--screenshot") as told:
        start.launch_environment([], {}, "linux")
    assert told.value.status == 2


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({"DISPLAY": ":0"}, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({"QT_QPA_PLATFORM": "vnc"}, "linux"),
        ({}, "darwin"),
        ({}, "win32"),
    ],
)
def test_where_a_screen_may_be_qt_decides(environ: dict[str, str], platform: str) -> None:
    assert start.launch_environment([], environ, platform) == environ


def test_coverage_is_asked_of_the_whole_run_only() -> None:
    quick, slow = whole_test.stages([])
    assert (quick[:2], slow[:2]) == (["-m", "not slow"], ["-m", "slow"])
    packages = {f"--cov=cephview.{name}" for name in ("core", "io", "model", "review")}
    assert packages <= set(quick)
    assert "--cov-fail-under=90" in quick
    assert not any(option.startswith("--cov") for option in slow), "measuring makes tests half as slow again"
    assert whole_test.stages(["-k", "stamp"]) == [["-k", "stamp"]]


@pytest.mark.parametrize(("failing", "status"), [((0, 0), 0), ((1, 0), 1), ((0, 1), 1), ((-9, 0), 137)])
def test_a_stage_that_fails_is_the_answer(
    failing: tuple[int, int], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = list(failing)
    monkeypatch.setattr(whole_test, "prepare", lambda extras, environ: Path("python"))
    monkeypatch.setattr(whole_test.subprocess, "call", lambda command, **_: left.pop(0))
    assert whole_test.main([]) == status
    assert not left, "each stage is run, whatever the others end in"


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"], ["--screenshot", "a.png", "-h"]])
def test_help_installs_nothing_and_needs_no_package(arguments: list[str], tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    environ = {**os.environ, "CEPHVIEW_VENV": str(venv), "PYTHONNOUSERSITE": "1"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONPATH"):
        environ.pop(name, None)
    # A Python without anything but its own library, as a newcomer has it.
    python = getattr(sys, "_base_executable", None) or sys.executable
    told = subprocess.run(
        [python, "-S", PACKAGING / "start.py", *arguments], env=environ, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    assert "cephview" in told.stdout.lower() and "Traceback" not in told.stderr
    assert not venv.exists()
