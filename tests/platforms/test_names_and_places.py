"""Names and places of other systems: two spellings of accents, drives without a name, devices, the Store's folders."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from platform_helpers import run_program
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cephview.app.window.style import apply_style
from cephview.cli.train_command import typed
from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19
from cephview.io.annotations.references import find_references
from cephview.io.atomic import write_atomically, write_new
from cephview.io.cases import paths as case_paths
from cephview.io.cases.paths import default_work_folder
from cephview.io.datasets import ask_for, stems_in
from cephview.io.films.names import each_once, film_key, is_no_name_of_windows, name_of
from cephview.io.tables.export_reader import read_csv
from cephview.phantom import PhantomSpec, write_phantom
from cephview.review.predictions import read_predictions

COMPOSED, DECOMPOSED = (unicodedata.normalize(form, "Größe é.png") for form in ("NFC", "NFD"))


def test_two_spellings_of_one_film_are_one_on_a_mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    films = [tmp_path / COMPOSED, tmp_path / DECOMPOSED, tmp_path / COMPOSED]
    assert each_once(films) == (films[0], films[1])
    monkeypatch.setattr(sys, "platform", "darwin")
    assert ask_for(films).films == (films[0],)


def test_a_film_of_a_mac_finds_what_other_systems_wrote_about_it(tmp_path: Path) -> None:
    write_phantom(tmp_path, "a", PhantomSpec(seed=1, width=193, height=240, mm_per_px=1.0))
    film = (tmp_path / "a.png").rename(tmp_path / DECOMPOSED)
    reading = (tmp_path / "a.txt").rename((tmp_path / COMPOSED).with_suffix(".txt"))
    points = [list(map(float, line.split(","))) for line in reading.read_text("utf-8").splitlines()[:19]]
    assert len(find_references(film, (193, 240)).references) == 1
    assert film_key(COMPOSED) == film_key(DECOMPOSED) and stems_in(COMPOSED[:-4]) == stems_in(DECOMPOSED[:-4])
    (tmp_path / "p.json").write_text(json.dumps({COMPOSED[:-4]: points}), encoding="utf-8")
    found = read_predictions(tmp_path / "p.json").of(film, (193, 240))
    assert found is not None and found.points.tolist() == points


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (PureWindowsPath("D:\\"), "D:"),
        (PureWindowsPath(r"\\praxis\Röntgen"), r"\\praxis\Röntgen"),
        (PureWindowsPath(r"\\praxis\Röntgen\2024"), "2024"),
        (PurePosixPath("/"), "/"),
        (PurePosixPath("/Volumes/CD"), "CD"),
    ],
)
def test_drives_and_shares_have_a_name(path: PureWindowsPath | PurePosixPath, name: str) -> None:
    assert name_of(path) == name


@pytest.mark.parametrize("name", ["CON", "nul.csv", "aux.points.csv", "COM1.json", "lpt¹.txt", "a:b.csv", "a?", "a. "])
def test_what_windows_keeps_for_itself_is_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert is_no_name_of_windows(name)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(CephViewError, match="choose another"):
        write_atomically(tmp_path / name, b"points")
    with pytest.raises(CephViewError, match="choose another"):
        write_new(tmp_path / name, b"points")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["CONrad.csv", "com.csv", "151.jpg.ceph.json", "Größe é.png", ".hidden", "COM10.txt"])
def test_other_names_are_names(name: str) -> None:
    assert not is_no_name_of_windows(name)


def test_the_hint_to_go_on_is_in_the_words_of_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["cephview", "train", r"C:\Praxis Dr. O'Brien\films", "-o", "run"]
    assert typed(words) == r"""cephview train 'C:\Praxis Dr. O'"'"'Brien\films' -o run"""
    monkeypatch.setattr(sys, "platform", "win32")
    assert typed(words) == r"""cephview train "C:\Praxis Dr. O'Brien\films" -o run"""


def test_the_python_of_the_store_keeps_its_work_where_it_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(case_paths.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    monkeypatch.setattr(case_paths.sys, "base_prefix", r"C:\Users\a\AppData\Local\Programs\Python\Python313")
    assert default_work_folder() == tmp_path / "Local" / "CephView" / "cases"
    monkeypatch.setattr(
        case_paths.sys, "base_prefix", r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.13_3.13_x64__q"
    )
    assert default_work_folder() == Path.home() / "CephView" / "cases"


def test_the_title_bar_has_the_colour_of_the_theme(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Qt.ColorScheme] = []

    class Hints:
        def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
            asked.append(scheme)

        def colorScheme(self) -> Qt.ColorScheme:
            return Qt.ColorScheme.Dark

    monkeypatch.setattr(QApplication, "styleHints", lambda *_: Hints())
    for choice in ("light", "dark", "system"):
        apply_style(qapp, choice)
    assert asked == [Qt.ColorScheme.Light, Qt.ColorScheme.Dark, Qt.ColorScheme.Unknown]


REFUSES_TWICE = """
import os
real, refused = os.replace, {}
def replace(source, target, **options):
    count = refused[str(target)] = refused.get(str(target), 0) + 1
    if count <= 2:
        error = PermissionError(13, "in use", str(source))
        error.winerror = (5, 32)[count - 1]
        raise error
    return real(source, target, **options)
os.replace = replace
"""


@pytest.mark.slow
def test_the_main_job_where_each_file_is_held_twice_in_a_code_page_and_a_german_locale(tmp_path: Path) -> None:
    out = tmp_path / ("x" * 66) / "Größe ′.csv"
    out.parent.mkdir()
    environ = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_NUMERIC": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}
    picture = out.with_suffix(".png")
    arguments = ["--sample", "--export", str(out), "--screenshot", str(picture), "--settings", str(tmp_path / "s.ini")]
    done = run_program(arguments, environ, REFUSES_TWICE, tmp_path / "site")
    assert done.returncode == 0 and b"Traceback" not in done.stderr, done.stderr
    (case,) = read_csv(out).values()
    assert case.scheme == ISBI_19 and picture.stat().st_size > 10_000
    assert len(list(out.parent.iterdir())) == 2
