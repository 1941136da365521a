"""mm per pixel of one film for the others of its device: shown as such, kept, undone, and nothing that is not asked."""

from __future__ import annotations

import csv
import threading
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QDialog
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.editing import shared_calibration
from cephview.app.editing.shared_calibration import SharedCalibrationDialog, Wanted, shared_from
from cephview.app.main_window import MainWindow
from cephview.app.window.status_bar import calibration_text
from cephview.core.calibration import Calibration, CalibrationSource

MEASURED = Calibration(0.125, 0.125, CalibrationSource.RULER, "21 marks, 1 mm apart")


@pytest.fixture
def films(tmp_path: Path) -> Path:
    """Five films of one size, one of another, and one that a table knows."""
    folder = tmp_path / "films"
    folder.mkdir()
    drawn = np.random.default_rng(0)
    for i in range(5):
        cv2.imwrite(str(folder / f"{i}.png"), drawn.integers(0, 255, (60, 50), np.uint8))
    cv2.imwrite(str(folder / "5.png"), drawn.integers(0, 255, (80, 50), np.uint8))
    (folder / "images.csv").write_text("file,mm_per_pixel\n4.png,0.3\n")
    return folder


def opened(open_window: OpenWindow, qtbot, films: Path, tmp_path: Path) -> MainWindow:
    window = open_window(Keeping(folder=tmp_path / "cases"))
    window.folder.by_itself = False
    window.session.open([films])
    qtbot.waitUntil(
        lambda: window.session.current == 0 and all(e.case for e in window.session.entries), timeout=120_000
    )
    return window


def go_to(window: MainWindow, qtbot, index: int) -> None:
    window.session.show(index)
    qtbot.waitUntil(lambda: window.session.current == index, timeout=120_000)


def share(window: MainWindow, qtbot, *, replace_own: bool = False) -> None:
    with qtbot.waitSignal(window.shared_calibration.told, timeout=120_000):
        window.shared_calibration.start(Wanted(tuple(window.shared_calibration.others()), replace_own))


def known(window: MainWindow) -> list[float | None]:
    found = [entry.case.calibration for entry in window.session.entries]
    return [each.mm_per_px_x if each else None for each in found]


@pytest.mark.slow
def test_others_get_it_shown_as_such_kept_and_each_with_its_step(
    open_window: OpenWindow, qtbot, films: Path, tmp_path: Path
) -> None:
    window = opened(open_window, qtbot, films, tmp_path)
    go_to(window, qtbot, 1)  # was opened, and is left again
    go_to(window, qtbot, 0)
    window.document.set_calibration(MEASURED)
    share(window, qtbot)
    # Another size is another device or scale; what a table says of a film is its own.
    assert known(window) == [0.125, 0.125, 0.125, 0.125, 0.3, None]
    assert window.notices.current.text == "mm per pixel was set for 3 other films."
    for index in (1, 2):
        go_to(window, qtbot, index)
        calibration = window.document.case.calibration
        assert calibration.source is CalibrationSource.SHARED
        assert "taken over from another film" in window.status.calibration.toolTip() + calibration_text(calibration)
        assert calibration.detail == "there measured on the film, 21 marks, 1 mm apart"
        assert "0.png" not in calibration.detail, "the name of another patient's film has no place here"
    go_to(window, qtbot, 1)
    window.actions_by_id["undo"].trigger()
    assert window.document.case.calibration is None
    window.actions_by_id["redo"].trigger()
    window.close()
    again = opened(open_window, qtbot, films, tmp_path)
    assert known(again) == [0.125, 0.125, 0.125, 0.125, 0.3, None]
    go_to(again, qtbot, 2)
    assert "Set calibration" in [step.text for step in again.document.state.former]
    target = tmp_path / "out.csv"
    assert again.files.export_to(target, [again.document.state])
    row = next(csv.DictReader(target.open(encoding="utf-8")))
    assert row["calibration_source"] == "shared" and row["calibration_detail"].startswith("there measured")


def test_all_is_taken_back_by_one_click(open_window: OpenWindow, qtbot, films: Path, tmp_path: Path) -> None:
    window = opened(open_window, qtbot, films, tmp_path)
    window.document.set_calibration(MEASURED)
    share(window, qtbot, replace_own=True)
    assert known(window) == [0.125] * 5 + [None]
    notice = window.notices.current
    assert notice.action_text == "Take it back"
    with qtbot.waitSignal(window.shared_calibration.told, timeout=120_000):
        notice.action()
    assert known(window) == [0.125, None, None, None, 0.3, None]
    assert window.session.entries[4].case.calibration.source is CalibrationSource.TABLE


@pytest.mark.slow
def test_films_that_were_open_are_given_free_as_it_goes(
    open_window: OpenWindow, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    films = tmp_path / "films"
    films.mkdir()
    for i in range(24):
        cv2.imwrite(str(films / f"{i}.png"), np.full((60, 50), 5 * i, np.uint8))
    window = opened(open_window, qtbot, films, tmp_path)
    for index in range(1, 24):
        go_to(window, qtbot, index)
    go_to(window, qtbot, 0)
    window.document.set_calibration(MEASURED)
    held, most = [0], [0]
    real_open, real_take = shared_calibration.open_store, window.session.calibrate_left

    def open_one(*arguments):
        held[0] += 1
        most[0] = max(most[0], held[0])
        return real_open(*arguments)

    def take(*arguments) -> None:
        held[0] -= 1
        real_take(*arguments)

    monkeypatch.setattr(shared_calibration, "open_store", open_one)
    monkeypatch.setattr(window.session, "calibrate_left", take)
    share(window, qtbot)
    assert known(window) == [0.125] * 24
    assert held == [0] and most[0] <= 9, "each held case costs descriptors"


def test_closing_waits_for_the_film_under_way_alone(
    open_window: OpenWindow, qtbot, films: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(open_window, qtbot, films, tmp_path)
    window.document.set_calibration(MEASURED)
    begun, may_go_on, read = threading.Event(), threading.Event(), []
    real = shared_calibration.read_film

    def slow(path: Path):
        read.append(path)
        begun.set()
        assert may_go_on.wait(20)
        return real(path)

    monkeypatch.setattr(shared_calibration, "read_film", slow)
    window.shared_calibration.start(Wanted(tuple(window.shared_calibration.others()), False))
    assert begun.wait(20)
    threading.Timer(0.2, may_go_on.set).start()
    window.close()
    assert len(read) == 1


@pytest.mark.slow
def test_a_film_that_another_window_works_on_is_named(
    open_window: OpenWindow, qtbot, films: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(open_window, qtbot, films, tmp_path)
    window.document.set_calibration(MEASURED)
    other = opened(open_window, qtbot, films, tmp_path)
    go_to(other, qtbot, 3)
    share(window, qtbot)
    assert known(window)[2:4] == [0.125, None]
    assert "1 could not be: 3.png is open in another window" in window.notices.current.text


def test_it_asks_first_and_says_when_there_is_nothing_to_share(
    open_window: OpenWindow, qtbot, films: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(open_window, qtbot, films, tmp_path)
    window.actions_by_id["calibrate_others"].trigger()
    assert "no mm per pixel yet" in window.notices.current.text
    window.document.set_calibration(MEASURED)
    asked: list[str] = []

    def answer(dialog: SharedCalibrationDialog) -> int:
        asked.append(dialog.folder.text())
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(SharedCalibrationDialog, "exec", answer)
    window.actions_by_id["calibrate_others"].trigger()
    assert asked == ["The other films of this folder (5)"] and known(window)[1] is None


def test_what_was_taken_over_says_where_it_was_measured_however_often_it_goes_on() -> None:
    once = shared_from(MEASURED)
    assert shared_from(once) == once and once.source.reliable
