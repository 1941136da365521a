"""Pictures and measurements that leave the window, and the name in the history."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog
from window_helpers import HEIGHT, WIDTH, OpenWindow, open_drawn_film

from cephview.app.canvas import theme
from cephview.app.keeping.exports import picture
from cephview.app.main_window import MainWindow
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.io.annotations import WRITTEN, read_annotation


@pytest.fixture
def window(open_window: OpenWindow, qtbot, tmp_path: Path) -> MainWindow:
    return open_drawn_film(open_window, qtbot, tmp_path)


def answer(monkeypatch: pytest.MonkeyPatch, path: Path, chosen: str = "") -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(path), chosen))


def pixels(path: Path) -> np.ndarray:
    return cv2.imread(str(path)).astype(int)


def near(picture: np.ndarray, colour: object) -> int:
    bgr = np.array([colour.blue(), colour.green(), colour.red()])
    return int((np.abs(picture - bgr).max(axis=2) < 12).sum())


@pytest.mark.slow
def test_the_picture_shows_the_whole_film_with_its_marks(window, monkeypatch, tmp_path: Path) -> None:
    answer(monkeypatch, tmp_path / "out.png")
    window.view.set_zoom(9.0)  # whatever part is on the screen
    window.view.hold_overlay(True)
    window.actions_by_id["save_picture"].trigger()
    upright = pixels(tmp_path / "out.png")
    height, width = upright.shape[:2]
    assert max(height, width) == 2200 and abs(height / width - HEIGHT / WIDTH) < 0.05
    left, right = (int(np.median(part)) for part in np.split(upright[height // 3 : height // 2], 2, axis=1))
    assert (left, right) == (160, 60)
    assert near(upright, theme.PREDICTED) > 500, "the marks are there, though a key hides them on the screen"
    assert window.view.zoom == pytest.approx(9.0), "the view stays as it is"
    window.view.hold_overlay(False)
    window.actions_by_id["mirror"].trigger()
    window.actions_by_id["save_picture"].trigger()
    mirrored = pixels(tmp_path / "out.png")
    assert int(np.median(mirrored[height // 3 : height // 2, : width // 2])) == 60
    window.actions_by_id["copy_picture"].trigger()
    assert QGuiApplication.clipboard().image().size() == picture(window.view).size()


@pytest.mark.slow
def test_the_picture_has_the_tracing_but_nothing_pointed_out(window, monkeypatch, tmp_path: Path) -> None:
    answer(monkeypatch, tmp_path / "out.png")

    def saved() -> np.ndarray:
        window.actions_by_id["save_picture"].trigger()
        return pixels(tmp_path / "out.png")

    bare = saved()
    window.view.tracing.point_out((("S", "N"),))
    assert np.array_equal(saved(), bare)
    window.actions_by_id["tracing"].setChecked(True)
    assert (np.abs(saved() - bare).max(axis=2) > 40).sum() > 500


def test_a_picture_never_takes_the_place_of_the_film(window, monkeypatch) -> None:
    film = window.document.case.radiograph.path
    before = film.read_bytes()
    answer(monkeypatch, film)
    window.actions_by_id["save_picture"].trigger()
    assert film.read_bytes() == before and "is the film itself" in window.notices.current.text


def test_measurements_go_to_a_table_and_to_the_clipboard(window, monkeypatch, tmp_path: Path) -> None:
    answer(monkeypatch, tmp_path / "m")
    window.actions_by_id["export_measurements"].trigger()
    with (tmp_path / "m.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["analysis"] for row in rows} >= {"Steiner", "Downs"} and {row["image"] for row in rows} == {"1.png"}
    window.actions_by_id["copy_measurements"].trigger()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("Measurement\tValue") and len(copied) == 2 + window.measurements.table.rowCount()


def test_points_go_to_other_programs_and_a_refusal_writes_nothing(window, monkeypatch, tmp_path: Path) -> None:
    filters = {row.title: f"{row.title} (*{row.suffixes[-1]})" for row in WRITTEN}
    answer(monkeypatch, tmp_path / "a", filters["3D Slicer markups"])
    window.actions_by_id["export_for_others"].trigger()
    assert "hold millimetres" in window.notices.current.text and not list(tmp_path.glob("a*"))
    window.document.set_calibration(Calibration(0.1, 0.1, CalibrationSource.TYPED))
    window.actions_by_id["export_for_others"].trigger()
    reading = read_annotation(tmp_path / "a.mrk.json")
    np.testing.assert_allclose(reading.points, window.document.case.points)
    answer(monkeypatch, tmp_path / "b.json", filters["COCO keypoints JSON"])
    window.actions_by_id["export_for_others"].trigger()
    np.testing.assert_allclose(read_annotation(tmp_path / "b.json").points, window.document.case.points)
    assert window.document.state.export_path is None, "only the CSV holds all of it"


def test_a_name_stands_beside_the_steps(window, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: (" Dr A ", True))
    window.document.move_landmark("S", (5.0, 6.0))
    window.session.autosave.settle()
    window.actions_by_id["your_name"].trigger()
    window.document.move_landmark("N", (7.0, 8.0))
    window.session.autosave.settle()
    steps = window.session.autosave.steps(window.document.state)
    assert [(entry.text, entry.who) for entry in steps] == [("Move S", ""), ("Move N", "Dr A")]
    assert window.settings.who == "Dr A"
