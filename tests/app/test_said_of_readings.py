"""What the window says of readings and tables beside a film, and the way from a notice to the labels' dialog."""

from __future__ import annotations

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.editing import label_dialog
from cephview.app.main_window import MainWindow
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.landmarks import ISBI_19
from cephview.core.resources import resource
from cephview.io.films.images import read_film

READINGS = Path(__file__).parents[1] / "io" / "readings"
SAMPLE = resource("sample", "phantom.png")


@pytest.fixture
def opened(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path):
    """Open films of a folder; what is said of them comes back."""

    def open_them(*paths: Path) -> MainWindow:
        window = open_window(Keeping(folder=tmp_path / "cases"))
        window.session.open(list(paths))
        qtbot.waitUntil(lambda: window.document.case is not None, timeout=120_000)
        return window

    return open_them


def film_with(folder: Path, reading: str = "", name: str = "phantom.png") -> Path:
    folder.mkdir(exist_ok=True)
    film = Path(shutil.copy(SAMPLE, folder / name))
    if reading:
        shutil.copy(READINGS / reading, film.with_suffix("".join(Path(reading).suffixes)))
    return film


def said(window: MainWindow) -> list[str]:
    return [notice.text for notice in window.notices.all]


def test_a_reading_in_mm_is_there_once_the_user_has_said_how_large_a_pixel_is(opened, qtbot, tmp_path: Path) -> None:
    """Of a film whose file says nothing; the number is in its case, and no table."""
    folder = tmp_path / "films"
    folder.mkdir()
    cv2.imwrite(str(folder / "a.png"), read_film(SAMPLE).pixels)
    with resource("sample", "phantom.txt").open() as text:
        places = [tuple(map(float, line.split(","))) for line in text.read().split()[:19]]
    rows = [
        f"{i},{x / 10},{y / 10},0,0,0,0,1,1,1,0,{s},,"
        for i, (s, (x, y)) in enumerate(zip(ISBI_19.symbols, places, strict=True))
    ]
    (folder / "a.fcsv").write_text("# CoordinateSystem = LPS\n" + "\n".join(rows))
    window = opened(folder / "a.png")
    assert window.document.case.references == () and any("set that first" in text for text in said(window))
    window.document.set_calibration(Calibration(0.1, 0.1, CalibrationSource.TYPED))
    window.session.clear()
    qtbot.waitUntil(lambda: window.document.case is None)
    window.session.open([folder / "a.png"])
    qtbot.waitUntil(lambda: window.document.case is not None, timeout=120_000)
    reading = window.document.case.reference
    assert reading is not None and np.allclose(reading.points, places)
    assert any("0.1 mm a px (typed in)" in text for text in said(window))
    assert not any("set that first" in text for text in said(window))


def test_labels_that_nobody_can_place_lead_to_their_dialog(opened, qtbot, tmp_path: Path, monkeypatch) -> None:
    film = film_with(tmp_path / "films", "labelme_own25_numbers.json")
    window = opened(film)
    banner = window.view.hud.banner
    assert "numbers its points to 25" in banner.text and window.document.case.references == ()
    answers = [label_dialog.LabelDialog.DialogCode.Rejected, label_dialog.LabelDialog.DialogCode.Accepted]
    monkeypatch.setattr(label_dialog.LabelDialog, "exec", lambda _: answers.pop(0))
    qtbot.mouseClick(banner.action_button, Qt.MouseButton.LeftButton)
    assert not (film.parent / "labels.toml").exists() and "numbers its points to 25" in banner.text, "still to be asked"
    qtbot.mouseClick(banner.action_button, Qt.MouseButton.LeftButton)
    assert (film.parent / "labels.toml").exists() and not any("25" in text for text in said(window))
    case = window.document.case
    assert case.reference is not None and "phantom.json" in case.reference.name
    x, y = case.reference.points[case.reference.scheme.index("S")]
    assert (x, y) == pytest.approx((457.61, 577.48), abs=0.01)


@pytest.mark.parametrize(
    ("reading", "says"),
    [
        ("labelme_half_size.json", "read on a copy of 600 × 744 px"),
        ("coco_other_film.json", "written for other.png"),
        ("isbi_zero.txt", "at 0, 0: taken as missing"),
        ("norm_xy.txt", "shares of the film"),
    ],
)
def test_what_a_reading_says_of_its_film_is_said_in_the_window(opened, tmp_path: Path, reading: str, says: str) -> None:
    window = opened(film_with(tmp_path / "films", reading))
    assert any(says in text for text in said(window))


@pytest.mark.slow
def test_tables_of_calibration_are_counted_and_what_is_not_understood_is_told(opened, qtbot, tmp_path: Path) -> None:
    folder = tmp_path / "films"
    first = film_with(folder, name="a.png")
    for name in ("b.png", "c.png"):
        film_with(folder, name=name)
    table = folder / "images.csv"
    table.write_text("file;mm_per_pixel\na.png;0,1\nb.png;0,1\n")
    window = opened(folder)
    assert "images.csv: mm per pixel for 2 of 3 films." in said(window)
    assert window.document.case.calibration is not None and window.document.case.radiograph.path == first
    table.write_text("file;mm_per_pixel\na.png;0,1\nb.png;0,1\nc.png;eins\n")
    window.session.show(2)
    qtbot.waitUntil(lambda: window.session.current == 2, timeout=120_000)
    assert any("line 4 has 'eins' as mm_per_pixel" in text for text in said(window))
    table.write_text("file;Abstand\na.png;0,1\n")
    other = opened(first)
    assert any(text.startswith("images.csv, line 1, has no column for the millimetres") for text in said(other))


def test_a_table_that_knows_all_films_is_no_notice(opened, tmp_path: Path) -> None:
    folder = tmp_path / "films"
    for name in ("a.png", "b.png"):
        film_with(folder, name=name)
    (folder / "images.csv").write_text("file,mm_per_pixel\na,0.1\nb,0.1\n")
    assert not any("images.csv" in text for text in said(opened(folder)))
