"""The evaluation window: run, cancel and resume, look, go to a film and back, export."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressDialog

from cephview.app.background.film_reading import Keeping
from cephview.app.evaluation.job import PointSource
from cephview.app.evaluation.window import EvaluationWindow
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.style import apply_style
from cephview.core.landmarks import ISBI_19
from cephview.core.model_card import ModelCard
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.io.annotations import read_annotation
from cephview.io.reading import file_hash
from cephview.model.lineage import Lineage
from cephview.phantom import PhantomSpec, write_phantom

MM = 0.5
FILMS = 4


class Middle:
    """A model that says the same of every film, and can be held up."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.stop_after = FILMS
        self.reached, self.go_on = threading.Event(), threading.Event()

    lineage = Lineage()

    def predict(self, film) -> Prediction:
        self.seen.append(film.name)
        if len(self.seen) == self.stop_after:
            self.reached.set()
            assert self.go_on.wait(20)
        confidence = np.linspace(0.2, 0.9, 19)
        model = ModelIdentity("middle", "0" * 64)
        return Prediction(ISBI_19, np.full((19, 2), 100.0), confidence, model, expected_error=10 * (1 - confidence))

    def card(self) -> ModelCard:
        return ModelCard("middle", "middle.pth", "0" * 64, "none", 19, (), ("nothing is known of it",), ())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four blank films of two readers; the film 2 is the worst, by its point Go."""
    rng = np.random.default_rng(1)
    place = tmp_path / "set"
    (place / "images").mkdir(parents=True)
    table = ["file,width,height,mm_per_pixel"]
    for i in range(FILMS):
        cv2.imwrite(str(place / "images" / f"{i}.png"), np.full((200, 220), 40 * i + 20, np.uint8))
        table.append(f"{i}.png,220,200,{MM}")
        for name in ("400_senior", "400_junior"):
            points = 100 + rng.normal(0, 3, (19, 2))
            if i == 2:
                points[9] += (40, 30)
            reading = place / "AnnotationsByMD" / name
            reading.mkdir(parents=True, exist_ok=True)
            (reading / f"{i}.txt").write_text("\n".join(f"{x!r},{y!r}" for x, y in points.tolist()))
    (place / "images.csv").write_text("\n".join(table))
    return place


@pytest.fixture
def model() -> Iterator[Middle]:
    model = Middle()
    model.go_on.set()
    yield model
    model.go_on.set()


@pytest.fixture
def window(qtbot, own_settings, folder: Path, model: Middle) -> Iterator[EvaluationWindow]:
    apply_style(QApplication.instance())
    window = EvaluationWindow(Settings.at(own_settings), load_model=lambda _: model)
    qtbot.addWidget(window)
    window.bar.set_folder(folder)
    window.show()
    yield window
    model.go_on.set()
    window.close_jobs()


@pytest.fixture
def done(window: EvaluationWindow, qtbot) -> EvaluationWindow:
    with qtbot.waitSignal(window.job.finished, timeout=120_000):
        qtbot.mouseClick(window.run_button, Qt.MouseButton.LeftButton)
    return window


def test_a_run_shows_its_figures_and_lists_the_worst_film_first(done: EvaluationWindow) -> None:
    accuracy = done.evaluation.comparisons[0].accuracy
    assert done.figures.values[0].text() == f"{accuracy.mre:.2f} ± {accuracy.sd:.2f}"
    assert done.figures.values[1].text() == f"{accuracy.sdr[2.0]:.1f} %"
    assert [done.films.item(0, 0).text(), done.films.item(0, 2).text()[:2]] == ["2.png", "Go"]
    assert done.films.rowCount() == FILMS and done.observers.rowCount() == 19
    assert not done.cancel_button.isVisible() and done.run_button.isEnabled()
    assert done.why_button.isEnabled()


def test_readers_and_landmarks_are_chosen(done: EvaluationWindow) -> None:
    names = [done.readers.itemText(i) for i in range(done.readers.count())]
    assert names == [
        "model against mean of 2 readers",
        "model against senior",
        "model against junior",
        "senior against junior",
    ]
    before = done.figures.values[0].text()
    done.readers.setCurrentIndex(3)
    between = done.evaluation.comparisons[3].accuracy
    assert done.figures.values[0].text() == f"{between.mre:.2f} ± {between.sd:.2f}" != before
    done.readers.setCurrentIndex(0)
    done.strip.landmark_chosen.emit("Go")
    assert done.symbol == "Go"
    bias = np.hypot(*done.comparison.offsets[:, 9].mean(axis=0))
    assert f"Go: bias {bias:.2f} mm" in done.bulls_eye.getPlotItem().titleLabel.text


def test_expected_errors_are_drawn_in_mm_against_the_real_ones(done: EvaluationWindow) -> None:
    assert not done.confidence.listDataItems(), "what is behind another tab waits"
    done.tabs.setCurrentWidget(done.confidence)
    assert "expected error, mm" in done.confidence.getAxis("bottom").labelText
    points = max((item for item in done.confidence.getPlotItem().items if hasattr(item, "getData")), key=_count)
    x, y = points.getData()
    assert len(x) == FILMS * 19
    assert x.max() == pytest.approx(10 * 0.8 * MM) and y.max() == pytest.approx(done.comparison.errors.max())


def _count(item) -> int:
    data = item.getData()[0]
    return 0 if data is None else len(data)


def test_cancel_keeps_what_is_done_and_resume_goes_on(window: EvaluationWindow, qtbot, model: Middle) -> None:
    model.stop_after = 2
    model.go_on.clear()
    qtbot.mouseClick(window.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(model.reached.is_set, timeout=120_000)
    qtbot.waitUntil(window.cancel_button.isVisible, timeout=5_000)
    with qtbot.waitSignal(window.job.stopped, timeout=120_000):
        qtbot.mouseClick(window.cancel_button, Qt.MouseButton.LeftButton)
        model.go_on.set()
    assert window.evaluation is None and window.run_button.text() == "Resume"
    assert "2 films are done" in window.message.text()
    with qtbot.waitSignal(window.job.finished, timeout=120_000):
        qtbot.mouseClick(window.run_button, Qt.MouseButton.LeftButton)
    assert model.seen == ["0.png", "1.png", "2.png", "3.png"] and len(window.evaluation.cases) == FILMS


def test_predictions_of_a_file_need_no_model(window: EvaluationWindow, qtbot, model: Middle, tmp_path: Path) -> None:
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps({str(i): [[100, 100]] * 19 for i in range(FILMS)}))
    window.bar.set_source(PointSource("predictions", file))
    with qtbot.waitSignal(window.job.finished, timeout=120_000):
        window.start()
    assert not model.seen and len(window.evaluation.cases) == FILMS
    assert window.bar.source_label.text() == "theirs.json"
    file.write_text("nonsense")
    with qtbot.waitSignal(window.job.failed, timeout=120_000):
        window.start()
    assert "theirs.json" in window.message.text() and window.evaluation is not None and window.run_button.isEnabled()


@pytest.mark.slow
def test_everything_exports(done: EvaluationWindow, tmp_path: Path, monkeypatch) -> None:
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    for action in done.export_button.menu().actions():
        if not action.isSeparator():
            monkeypatch.setattr(
                QFileDialog, "getSaveFileName", lambda _, __, proposed, *___: (str(out / Path(proposed).name), "")
            )
            action.trigger()
            assert done.message.text().startswith("Wrote"), action.text()
    names = {path.name for path in out.iterdir()}
    assert {"figures.csv", "figures.json", "errors.csv", "readers.csv", "report.pdf", "report.html"} <= names
    assert len([name for name in names if name.endswith(".png")]) == 5 == len([n for n in names if n.endswith(".svg")])
    rows = list(csv.DictReader((out / "errors.csv").read_text().splitlines()))
    assert len(rows) == FILMS * 19
    assert np.mean([float(row["error_mm"]) for row in rows]) == pytest.approx(done.comparison.accuracy.mre)
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")
    page = (out / "report.html").read_text()
    assert page.count("data:image/png;base64,") == 5 and "nothing is known of it" in page
    assert "src='/" not in page and "http" not in page, "the page holds all that it shows"
    # Something is drawn: no plot is a blank sheet.
    picture = cv2.imread(str(out / "error-of-each-landmark.png"), cv2.IMREAD_COLOR)
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 10


def test_drawing_the_plots_can_be_stopped(done: EvaluationWindow, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QProgressDialog, "wasCanceled", lambda dialog: dialog.value() >= 2)
    next(action for action in done.export_button.menu().actions() if action.text() == "Plots as PNG…").trigger()
    assert done.message.text() == "Stopped: the plots not written"
    assert len(list(tmp_path.glob("*.png"))) == 2, "whole ones, and no third"


def drop(window: EvaluationWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, keys = QPointF(5, 5), Qt.KeyboardModifier.NoModifier
    event = QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)
    window.dropEvent(event)


def test_films_a_model_and_predictions_are_dropped(window: EvaluationWindow, folder: Path, tmp_path: Path) -> None:
    drop(window, folder / "images", tmp_path / "mine.pth")
    assert window.bar.folder == folder / "images" and window.bar.source == PointSource("model", tmp_path / "mine.pth")
    assert window.bar.source_label.text() == "mine.pth"
    drop(window, folder / "images" / "0.png", tmp_path / "theirs.json")
    assert window.bar.folder == folder / "images" and window.bar.source == PointSource(
        "predictions", tmp_path / "theirs.json"
    )
    assert window.bar.model is None and window.bar.predictions == tmp_path / "theirs.json"


@pytest.mark.slow
def test_ones_own_corrections_tell_how_good_the_model_was(qtbot, own_settings, folder: Path, model: Middle) -> None:
    """Films are corrected in the main window; the evaluation window then says what was changed most."""
    apply_style(QApplication.instance())
    main = MainWindow(Settings.at(own_settings), Keeping())
    qtbot.addWidget(main)
    main.folder.by_itself = False
    main.session.open([folder / "images"])
    for i, (symbol, px) in enumerate((("Go", 16.0), ("S", 6.0))):
        main.session.show(i)
        qtbot.waitUntil(lambda i=i: main.session.current == i and main.document.case is not None, timeout=120_000)
        state = main.session.entries[i].state
        main.document.set_prediction(state, model.predict(state.case.radiograph))
        main.document.move_landmark(symbol, (100.0 + px, 100.0))
        main.document.confirm("N")
    main.close()
    window = EvaluationWindow(Settings.at(own_settings))
    qtbot.addWidget(window)
    window.bar.set_folder(folder)
    window.bar.set_source(PointSource("corrections"))
    with qtbot.waitSignal(window.job.finished, timeout=120_000):
        window.start()
    assert window.readers.currentText() == "model against corrected points"
    # Two points were moved, by 8 and 3 mm, two confirmed; nothing else counts.
    assert window.figures.values[0].text().startswith("2.75 ±")
    assert [window.films.item(i, 2).text() for i in (0, 1)] == ["Go  8.0", "S  3.0"]
    assert window.films.rowCount() == 2 and "2.png was not corrected yet" in window.message.toolTip()
    window.close_jobs()
    # Another model is judged by the same corrections, on the films that it was not trained on.
    other = Middle()
    other.lineage = Lineage(frozenset({file_hash(folder / "images" / "0.png")}))
    window = EvaluationWindow(Settings.at(own_settings), load_model=lambda _: other)
    qtbot.addWidget(window)
    window.bar.set_folder(folder)
    row = window.bar.sources.findData("against_corrections")
    window.bar.sources.setCurrentIndex(row)
    window.bar.sources.activated.emit(row)
    assert window.bar.source == PointSource("against_corrections", None)
    with qtbot.waitSignal(window.job.finished, timeout=120_000):
        window.start()
    assert other.seen == ["1.png"]
    assert window.figures.values[0].text().startswith("1.50 ±"), "S by 3 mm, N confirmed where it is"
    assert "1 of the 4 films trained this model and were left out" in window.message.text()
    window.close_jobs()


@pytest.mark.slow
def test_a_click_opens_the_film_with_its_points_and_leads_back(qtbot, own_settings, folder: Path) -> None:
    apply_style(QApplication.instance())
    main = MainWindow(Settings.at(own_settings), Keeping(enabled=False))
    qtbot.addWidget(main)
    main.show()
    main.actions_by_id["evaluate"].trigger()
    window = main.evaluations.window
    qtbot.addWidget(window)
    file = folder / "theirs.json"
    file.write_text(json.dumps({str(i): [[100, 100]] * 19 for i in range(FILMS)}))
    window.bar.set_folder(folder)
    window.bar.set_source(PointSource("predictions", file))
    with qtbot.waitSignal(window.job.finished, timeout=120_000):
        window.start()
    window.films.cellClicked.emit(0, 0)
    qtbot.waitUntil(lambda: main.document.case is not None, timeout=120_000)
    assert main.document.case.radiograph.name == "2.png" and main.document.selected == "Go"
    assert main.document.case.points.tolist() == [[100.0, 100.0]] * 19
    assert main.document.case.errors_mm()[9] == pytest.approx(window.evaluation.comparisons[0].errors[2, 9])
    window.hide()
    back = next(notice for notice in main.notices.all if notice.action_text == "Back to the evaluation")
    back.action()
    assert window.isVisible() and window is main.evaluations.window and window.symbol == "Go"
    main.close()


@pytest.mark.slow
def test_predictions_in_another_frame_are_told_and_diagnosed(window: EvaluationWindow, tmp_path: Path, qtbot) -> None:
    """Without a network: what the evaluation says in a sentence, and what the button says of it."""
    points = {}
    for seed in range(6):
        film = write_phantom(
            tmp_path / "heads", str(seed), PhantomSpec(seed=seed, width=129, height=160, mm_per_px=1.5)
        )
        points[film.stem] = read_annotation(film.with_suffix(".txt")).points[:, ::-1].tolist()
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps(points))
    window.bar.set_folder(tmp_path / "heads")
    window.bar.set_source(PointSource("predictions", file))
    with qtbot.waitSignal(window.job.lost, timeout=120_000):
        window.start()
    assert "in the predictions x and y are exchanged" in window.lost.text() and window.lost.isVisibleTo(window)
    with qtbot.waitSignal(window.diagnosis.job.finished, timeout=120_000) as ended:
        qtbot.mouseClick(window.why_button, Qt.MouseButton.LeftButton)
    assert [finding.cause for finding in ended.args[0].diagnosis.findings] == ["axes"]
    assert "run" not in window.diagnosis.message.text()  # no network
    window.bar.set_source(PointSource("predictions", tmp_path / "none.json"))
    with qtbot.waitSignal(window.diagnosis.job.failed, timeout=120_000):
        window.ask_why()
    assert "none.json" in window.diagnosis.message.text()
