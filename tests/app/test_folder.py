"""A folder in the real window: looked at, predicted in the background, filtered, sorted, stepped through, exported."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from window_helpers import OpenWindow, confirm_the_rest

from cephview.app.background import film_reading
from cephview.app.background.film_cache import FilmCache
from cephview.app.background.film_reading import Keeping, look_at
from cephview.app.background.tasks import Task
from cephview.app.keeping import folder_export
from cephview.app.main_window import MainWindow
from cephview.app.panels.case_list import lines_of
from cephview.core.landmarks import ISBI_19
from cephview.core.model_card import ModelCard
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.review_status import ReviewStatus, review_status

COUNT = 6
S = ISBI_19.index("S")


class FakePredictor:
    """Puts every landmark at the film's grey value, and is the less sure the brighter it is; waits where told to."""

    def __init__(self, sha256: str = "0" * 64) -> None:
        self.identity = self.speaker = ModelIdentity("fake", sha256)
        self.hand = None
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.seen: list[str] = []

    def predict(self, radiograph) -> Prediction:
        self.seen.append(radiograph.name)
        assert self.may_go_on.wait(20)
        grey = float(radiograph.pixels[0, 0])
        points = np.full((19, 2), grey) / 10
        return Prediction(ISBI_19, points, np.full(19, 1 - grey / 255), self.identity)


def use(window: MainWindow, predictor: FakePredictor) -> None:
    identity = predictor.identity
    card = ModelCard(identity.name, "fake.pth", identity.sha256, "none", 19, (), (), ())
    window.prediction._use((predictor, card))


@pytest.fixture
def films(tmp_path: Path) -> Path:
    folder = tmp_path / "films"
    folder.mkdir()
    for i in range(COUNT):
        cv2.imwrite(str(folder / f"{i}.png"), np.full((60, 50), 20 * i, np.uint8))
    return folder


@pytest.fixture
def make(open_window: OpenWindow, tmp_path: Path) -> Callable[[], MainWindow]:
    return lambda: open_window(Keeping(folder=tmp_path / "cases"))


@pytest.fixture
def window(make) -> MainWindow:
    return make()


def opened(window: MainWindow, qtbot, films: Path) -> MainWindow:
    window.session.open([films])
    qtbot.waitUntil(lambda: window.session.current == 0, timeout=120_000)
    return window


def go_to(window: MainWindow, qtbot, index: int) -> None:
    window.session.show(index)
    qtbot.waitUntil(lambda: window.session.current == index, timeout=120_000)


def all_predicted(window: MainWindow) -> bool:
    return all(entry.case is not None and entry.case.prediction is not None for entry in window.session.entries)


def listed(window: MainWindow) -> list[str]:
    return [entry.path.name for entry in window.cases.order.entries()]


def statuses(window: MainWindow) -> list[ReviewStatus]:
    return [review_status(entry.case) for entry in window.session.entries if entry.case]


def test_every_film_is_predicted_the_open_one_first_and_no_pixels_are_kept(window, qtbot, films: Path) -> None:
    predictor = FakePredictor()
    progress: list[tuple[int, int]] = []
    window.folder.progress_changed.connect(lambda *each: progress.append(each))
    use(window, predictor)
    opened(window, qtbot, films)
    qtbot.waitUntil(lambda: all_predicted(window) and not window.folder.is_busy, timeout=120_000)
    assert predictor.seen[0] == "0.png" and sorted(predictor.seen) == [f"{i}.png" for i in range(COUNT)]
    assert (1, COUNT - 1) in progress and progress[-1] == (0, 0)
    for entry in window.session.entries[1:]:
        assert entry.state is None and entry.case.radiograph.path == entry.path
        assert entry.case.radiograph.pixels.nbytes < 200 * 200
    assert window.cases.foot.isHidden()


def test_the_open_film_goes_before_the_rest_of_the_folder(window, qtbot, films: Path) -> None:
    predictor = FakePredictor()
    opened(window, qtbot, films)
    predictor.may_go_on.clear()
    use(window, predictor)
    qtbot.waitUntil(lambda: predictor.seen == ["0.png"], timeout=120_000)
    go_to(window, qtbot, 4)
    predictor.may_go_on.set()
    qtbot.waitUntil(lambda: all_predicted(window), timeout=120_000)
    # What was under way ends, and lands in its own case; then comes what is open.
    assert predictor.seen[:2] == ["0.png", "4.png"] and predictor.seen.count("0.png") == 1
    assert window.session.entries[0].case.points[S][0] == 0.0 and window.session.entries[4].case.points[S][0] == 8.0


def test_cancelling_stops_after_the_film_under_way(window, qtbot, films: Path) -> None:
    predictor = FakePredictor()
    window.folder.by_itself = False
    use(window, predictor)
    opened(window, qtbot, films)
    qtbot.waitUntil(lambda: window.document.case.prediction is not None, timeout=120_000)
    assert predictor.seen == ["0.png"] and not window.folder.is_busy
    predictor.may_go_on.clear()
    window.actions_by_id["predict_folder"].trigger()
    qtbot.waitUntil(lambda: len(predictor.seen) == 2, timeout=120_000)
    assert window.cases.foot.isVisible() and window.cases.progress_text.text() == f"Predicting 1 of {COUNT - 1}"
    qtbot.mouseClick(window.cases.stop, Qt.MouseButton.LeftButton)
    predictor.may_go_on.set()
    done: list[int] = []
    window.prediction.run(lambda *_: 1, done.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(done), timeout=120_000)
    assert len(predictor.seen) == 2 and not window.folder.is_busy and window.cases.foot.isHidden()


@pytest.mark.slow
def test_a_result_touches_no_edit_and_no_reviewed_film(make, qtbot, films: Path) -> None:
    first = make()
    use(first, FakePredictor())
    opened(first, qtbot, films)
    qtbot.waitUntil(lambda: first.document.case.prediction is not None, timeout=120_000)
    first.document.confirm("S")
    first.document.move_landmark("N", (3.0, 4.0))
    first.close()
    second = make()
    opened(second, qtbot, films)
    go_to(second, qtbot, 5)
    second.document.move_landmark("A", (1.0, 2.0))
    go_to(second, qtbot, 4)
    use(second, FakePredictor("1" * 64))

    # The first window may have kept predictions of all films before it was closed.
    def anew() -> bool:
        placed = second.session.entries[5].case.prediction
        return placed is not None and placed.model.sha256 == "1" * 64

    qtbot.waitUntil(lambda: anew() and all_predicted(second) and not second.folder.is_busy, timeout=120_000)
    reviewed, placed = second.session.entries[0].case, second.session.entries[5].case
    assert reviewed.prediction.model.sha256 == "0" * 64 and reviewed.edit("S").confirmed
    assert tuple(reviewed.points[ISBI_19.index("N")]) == (3.0, 4.0)
    assert placed.points[S][0] == 10.0
    assert tuple(placed.points[ISBI_19.index("A")]) == (1.0, 2.0)


@pytest.mark.slow
def test_films_that_were_never_opened_show_what_is_kept_of_them(make, qtbot, films: Path) -> None:
    first = make()
    first.folder.by_itself = False
    use(first, FakePredictor())
    opened(first, qtbot, films)
    for index in (1, 2):
        go_to(first, qtbot, index)
        qtbot.waitUntil(lambda: first.document.case.prediction is not None, timeout=120_000)
        first.document.move_landmark("S", (9.0, 9.0))
    confirm_the_rest(first)
    first.close()
    second = make()
    opened(second, qtbot, films)
    qtbot.waitUntil(lambda: all(entry.case for entry in second.session.entries), timeout=120_000)
    expected = [
        ReviewStatus.PREDICTED,
        ReviewStatus.IN_REVIEW,
        ReviewStatus.DONE,
        ReviewStatus.NEW,
        ReviewStatus.NEW,
        ReviewStatus.NEW,
    ]
    assert statuses(second) == expected
    assert lines_of(second.session.entries[2])[1] == "done · 1 moved" and second.cases.counted.text() == "1 of 6 done"
    assert all(entry.thumbnail is not None for entry in second.session.entries)
    assert [entry.state is None for entry in second.session.entries] == [False] + [True] * 5


@pytest.mark.slow
def test_predictions_outlast_the_program_and_no_film_is_predicted_twice_by_a_model(make, qtbot, films: Path) -> None:
    first = make()
    use(first, FakePredictor())
    opened(first, qtbot, films)
    qtbot.waitUntil(lambda: all_predicted(first) and not first.folder.is_busy, timeout=120_000)
    first.close()
    second, same, other = make(), FakePredictor(), FakePredictor("1" * 64)
    opened(second, qtbot, films)
    # No model is loaded yet, and the list is filled.
    qtbot.waitUntil(lambda: all_predicted(second), timeout=120_000)
    assert [entry.case.points[S][0] for entry in second.session.entries] == [2.0 * i for i in range(COUNT)]
    use(second, same)
    go_to(second, qtbot, 3)
    qtbot.waitUntil(lambda: not second.folder.is_busy and not second.prediction.is_busy, timeout=120_000)
    assert same.seen == []
    second.actions_by_id["predict"].trigger()
    qtbot.waitUntil(lambda: same.seen == ["3.png"], timeout=120_000)
    use(second, other)
    qtbot.waitUntil(lambda: len(other.seen) == COUNT and not second.folder.is_busy, timeout=120_000)
    use(second, same)  # back: every film is read by it already
    qtbot.waitUntil(
        lambda: all(entry.case.prediction.model.sha256 == "0" * 64 for entry in second.session.entries), timeout=120_000
    )
    assert same.seen == ["3.png"]


def test_done_is_one_step_that_undo_takes_back(window, qtbot, films: Path) -> None:
    use(window, FakePredictor())
    opened(window, qtbot, films)
    qtbot.waitUntil(lambda: window.document.case.prediction is not None, timeout=120_000)
    before = window.document.case.points.copy()
    confirm_the_rest(window)
    assert review_status(window.document.case) is ReviewStatus.DONE
    np.testing.assert_array_equal(window.document.case.points, before)
    window.actions_by_id["undo"].trigger()
    assert review_status(window.document.case) is ReviewStatus.PREDICTED


@pytest.mark.slow
def test_filter_and_order_decide_what_page_down_shows(window, qtbot, films: Path) -> None:
    use(window, FakePredictor())
    opened(window, qtbot, films)
    qtbot.waitUntil(lambda: all_predicted(window) and not window.folder.is_busy, timeout=120_000)
    window.cases.sort.setCurrentText("Least sure")
    assert listed(window) == ["5.png", "4.png", "3.png", "2.png", "1.png", "0.png"]
    go_to(window, qtbot, 5)
    window.actions_by_id["next_case"].trigger()
    qtbot.waitUntil(lambda: window.session.current == 4, timeout=120_000)
    confirm_the_rest(window)
    window.cases.sort.setCurrentText("Status")
    assert listed(window)[-1] == "4.png"
    window.cases.status.setCurrentText("Done")
    assert listed(window) == ["4.png"] and "1 listed" in window.cases.counted.text()
    window.cases.status.setCurrentText("All")
    inverted = window.display.inverted
    qtbot.mouseClick(window.cases.search, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(window.cases.search, "3.pngi")
    # A letter typed into the field is no command, and the open film stays listed.
    assert window.cases.search.text() == "3.pngi" and window.display.inverted == inverted
    qtbot.keyClick(window.cases.search, Qt.Key.Key_Backspace)
    assert sorted(listed(window)) == ["3.png", "4.png"]


def test_neighbours_are_read_ahead_and_only_the_shown_film_has_its_pixels(window, qtbot, films: Path) -> None:
    opened(window, qtbot, films)
    go_to(window, qtbot, 2)
    qtbot.waitUntil(lambda: all(window.session.films.get(films / f"{i}.png") for i in (1, 3, 4)), timeout=120_000)
    go_to(window, qtbot, 3)
    former = window.session.entries[2]
    assert former.state.case.radiograph is former.small
    there = window.session.films.get(films / "2.png")
    go_to(window, qtbot, 2)
    assert window.document.case.radiograph is there, "it was in memory: nobody reads it again"


def test_the_cache_holds_so_many_bytes_and_sees_a_file_that_changed(films: Path) -> None:
    cache = FilmCache(limit=2 * 60 * 50)
    first = cache.read(films / "0.png")
    assert cache.read(films / "0.png") is first
    for i in (1, 2):
        cache.read(films / f"{i}.png")
    assert cache.bytes_held == 2 * 60 * 50 and cache.get(films / "0.png") is None
    cv2.imwrite(str(films / "2.png"), np.full((30, 30), 7, np.uint8))
    assert cache.read(films / "2.png").size == (30, 30)


def test_the_folder_goes_into_one_file_and_films_without_points_are_named(
    window, qtbot, films: Path, monkeypatch, tmp_path: Path
) -> None:
    target = tmp_path / "all.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(target), ""))
    (films / "9.png").write_bytes(b"broken")
    window.folder.by_itself = False
    use(window, FakePredictor())
    opened(window, qtbot, films)
    qtbot.waitUntil(lambda: window.document.case.prediction is not None, timeout=120_000)
    go_to(window, qtbot, 3)
    window.document.move_landmark("S", (7.0, 8.5))
    told: list[str] = []
    window.files.folder.told.connect(told.append)
    qtbot.waitUntil(lambda: window.document.case.prediction is not None, timeout=120_000)
    window.actions_by_id["export_all"].trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=120_000)
    with target.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["image"] for row in rows[::19]] == ["0.png", "3.png"] and len(rows) == 38
    moved = next(row for row in rows if row["image"] == "3.png" and row["symbol"] == "S")
    assert (moved["x_px"], moved["y_px"], moved["status"]) == ("7", "8.5", "corrected")
    assert told[0].startswith("1.png, 2.png, 4.png, 5.png have no points")
    assert told[1].startswith("9.png cannot be read and is not in all.csv")
    assert window.session.entries[3].state.stack.isClean()


@pytest.mark.slow
@pytest.mark.parametrize("was_open", [False, True])
def test_what_a_colleague_corrected_since_is_in_the_export(
    window, qtbot, films: Path, tmp_path: Path, was_open: bool
) -> None:
    window.folder.by_itself = False
    use(window, FakePredictor())
    opened(window, qtbot, films)
    qtbot.waitUntil(lambda: all(entry.looked_at or entry.state for entry in window.session.entries), timeout=120_000)
    if was_open:
        go_to(window, qtbot, 2)
        window.document.move_landmark("S", (5.0, 6.0))
        mine = window.document.state
        go_to(window, qtbot, 0)
        qtbot.waitUntil(lambda: not window.session.cases.is_held(mine), timeout=120_000)
    other = MainWindow(window.settings, window.session.keeping)
    qtbot.addWidget(other)
    other.session.open([films / "2.png"])
    qtbot.waitUntil(lambda: other.document.case is not None, timeout=120_000)
    other.document.move_landmark("S", (11.0, 12.5))
    other.close()
    with qtbot.waitSignal(window.files.folder.finished, timeout=120_000):
        window.files.folder.start(tmp_path / "all.csv")
    with (tmp_path / "all.csv").open(newline="") as file:
        moved = [row for row in csv.DictReader(file) if row["image"] == "2.png" and row["symbol"] == "S"]
    assert [(row["x_px"], row["y_px"]) for row in moved] == [("11", "12.5")]
    if was_open:
        assert not mine.stack.isClean(), "what was exported is not this window's edit"


def test_a_film_that_is_just_being_left_is_exported_as_it_was_left(window, qtbot, films: Path, tmp_path: Path) -> None:
    opened(window, qtbot, films)
    for index in (3, 2, 0):
        go_to(window, qtbot, index)
        window.document.move_landmark("S", (5.0 + index, 6.0))
    with qtbot.waitSignal(window.files.folder.finished, timeout=120_000):
        window.files.folder.start(tmp_path / "all.csv")
    with (tmp_path / "all.csv").open(newline="") as file:
        moved = {row["image"]: row["x_px"] for row in csv.DictReader(file) if row["symbol"] == "S"}
    assert [moved[f"{index}.png"] for index in (0, 2, 3)] == ["5", "7", "8"]


@pytest.mark.parametrize("answer", ["Cancel", "Yes"])
def test_closing_asks_while_the_table_of_all_films_is_written(
    window, qtbot, films: Path, tmp_path: Path, monkeypatch, answer: str
) -> None:
    opened(window, qtbot, films)
    window.document.move_landmark("S", (7.0, 8.5))
    begun, may_go_on, asked = threading.Event(), threading.Event(), []
    genuine = folder_export.look_at

    def look(path: Path, keeping: Keeping):
        begun.set()
        assert may_go_on.wait(20)
        return genuine(path, keeping)

    def say(box: QMessageBox) -> int:
        asked.append(box.text())
        if answer == "Cancel":
            may_go_on.set()
        return QMessageBox.StandardButton[answer].value

    def cancel(task: Task) -> None:
        cancel_genuine(task)
        may_go_on.set()

    cancel_genuine = Task.cancel
    monkeypatch.setattr(folder_export, "look_at", look)
    monkeypatch.setattr(QMessageBox, "exec", say)
    monkeypatch.setattr(Task, "cancel", cancel)
    window.files.folder.start(tmp_path / "all.csv")
    assert begun.wait(20)
    window.close()
    assert asked == [f"The table of all films is not written yet: film 1 of {COUNT}."]
    if answer == "Cancel":
        assert window.isVisible()
        qtbot.waitUntil(lambda: window.files.folder.progress is None, timeout=120_000)
        window.close()
        assert len(asked) == 1
    assert not window.isVisible() and (tmp_path / "all.csv").exists() == (answer == "Cancel")


def test_an_edit_during_the_export_does_not_count_as_exported(window, qtbot, films: Path, tmp_path: Path) -> None:
    opened(window, qtbot, films)
    window.document.move_landmark("S", (7.0, 8.5))
    window.files.folder.start(tmp_path / "all.csv")
    window.document.move_landmark("S", (9.0, 9.0))
    with qtbot.waitSignal(window.files.folder.finished, timeout=120_000):
        pass
    assert not window.document.state.stack.isClean()


def test_a_film_that_was_looked_at_is_not_decoded_again(tmp_path: Path, films: Path, monkeypatch) -> None:
    keeping = Keeping(folder=tmp_path / "kept")
    path = films / "1.png"
    (films / "images.csv").write_text("file,width,height,mm_per_pixel\n1.png,50,60,0.1\n")
    first = look_at(path, keeping)
    read = []
    genuine = film_reading.read_film
    monkeypatch.setattr(film_reading, "read_film", lambda path: read.append(path) or genuine(path))
    again = look_at(path, keeping)
    assert not read and np.array_equal(again.radiograph.pixels, first.radiograph.pixels)
    assert again.calibration == first.calibration and again.calibration.mm_per_px_x == 0.1
    # What lies beside the film is read as it is today, and so is the film where it is another.
    (films / "images.csv").write_text("file,width,height,mm_per_pixel\n1.png,50,60,0.2\n")
    assert look_at(path, keeping).calibration.mm_per_px_x == 0.2 and not read
    cv2.imwrite(str(path), np.full((70, 50), 200, np.uint8))
    assert look_at(path, keeping).radiograph.pixels.mean() > 150 and read == [path]
    for kept in (tmp_path / "kept").rglob("film.outline"):
        assert b"1.png" not in kept.read_bytes()
        kept.write_bytes(kept.read_bytes()[:-9])
    assert look_at(path, keeping).radiograph.pixels.mean() > 150 and len(read) == 2


def test_no_more_films_fit_beside_a_large_one_than_the_cache_holds(films: Path) -> None:
    for limit, beside in ((8, 7), (3, 2), (1, 0), (0.5, 0)):
        cache = FilmCache(limit=int(limit * 60 * 50))
        assert cache.room_beside(cache.read(films / "0.png")) == beside
