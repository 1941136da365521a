""" "Why is the error high?": the button, what is said meanwhile, cancel, the findings, and keeping a repair."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QToolButton

from cephview.app.background.film_reading import Keeping
from cephview.app.evaluation.diagnosis_job import Diagnosed
from cephview.app.evaluation.diagnosis_window import DiagnosisWindow
from cephview.app.evaluation.job import PointSource
from cephview.app.evaluation.window import EvaluationWindow
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.style import apply_style
from cephview.core.errors import CephViewError
from cephview.io.annotations import read_annotation
from cephview.model.opening import open_model
from cephview.model.sidecar import sidecar_path
from cephview.model.specification import Origin
from cephview.phantom import PhantomSpec, write_phantom
from cephview.review.diagnosis import Diagnosis, Finding
from cephview.review.diagnosis.findings import RepairedReading

sys.path.insert(0, str(Path(__file__).parents[1] / "model"))
from clinic import REMOVED, clinic_checkpoint, write

MEAN = Finding(
    "normalisation", "the model expects mean 0.5", "MRE 5.00 mm, then 1.00 mm", "100 %", 4.0, "do so", {"mean": (0.5,)}
)
ORDER = Finding("order", "L1 and U1 are exchanged in the readings", "seen so", "19 of 20", 0.36, "exchange them")
STD = Finding("normalisation", "the model expects std 0.5", "MRE 1.3 mm", "90 %", 0.3, "do so", {"std": (0.5,)})
HINT = Finding("polarity", "films are inverted", "surer", "a hint", float("nan"), "invert them", hint=True)


def answer(*findings: Finding, checkpoint: Path | None = None, open_fields: tuple[str, ...] = ("mean",)) -> Diagnosed:
    found = Diagnosis(20, 5.36, 1.0, findings, ("two readers differ by 2.36 mm",), ("7.png was left out",), 111)
    return Diagnosed(found, checkpoint, dict.fromkeys(open_fields, (0.5,)))


class Experiment:
    """A diagnosis that makes two passes and can be held up before the second."""

    def __init__(self, result: Diagnosed) -> None:
        self.result, self.asked = result, []
        self.reached, self.go_on = threading.Event(), threading.Event()
        self.go_on.set()

    def __call__(self, checkpoint, films, tell, told) -> Diagnosed:
        self.asked.append((checkpoint, [film.name for film in films]))
        tell("running the network anew")
        told()
        self.reached.set()
        assert self.go_on.wait(20)
        told()
        return self.result


@pytest.fixture
def window(qtbot) -> Iterator[DiagnosisWindow]:
    apply_style(QApplication.instance())
    window = DiagnosisWindow(diagnose=Experiment(answer(MEAN, ORDER, checkpoint=Path("my.pth"))))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.job.close()


def texts(window: DiagnosisWindow) -> list[str]:
    return [label.text() for label in window.area.widget().findChildren(QLabel)]


def test_findings_stand_in_plain_words_the_largest_first(window: DiagnosisWindow, qtbot) -> None:
    with qtbot.waitSignal(window.job.finished, timeout=120_000):
        window.start(Path("my.pth"), [Path("1.png")])
    assert window.heading.text() == "Mean error (MRE) 5.36 mm as set up, 1.00 mm with everything repaired."
    assert window.message.text() == "20 films, the model was run 111 times"
    said = texts(window)
    assert said.index("4.00 mm") < said.index("The model expects mean 0.5") < said.index("0.36 mm")
    assert {"MRE 5.00 mm, then 1.00 mm", "100 %", "Exchange them", "• Two readers differ by 2.36 mm"} <= set(said)
    assert not window.progress.isVisible() and not window.cancel_button.isVisible()


def test_five_findings_are_shown_and_the_smaller_ones_open_on_demand(window: DiagnosisWindow) -> None:
    window.show_answer(answer(MEAN, MEAN, MEAN, MEAN, MEAN, ORDER, HINT))
    fold = next(b for b in window.area.widget().findChildren(QToolButton) if b.text() == "and 2 smaller ones")
    words = "0.36 mm: L1 and U1 are exchanged in the readings\nFilms are inverted"
    line = next(label for label in window.area.widget().findChildren(QLabel) if label.text() == words)
    assert texts(window).count("4.00 mm") == 5 and not line.isVisible()
    fold.click()
    assert line.isVisible()


def test_remarks_on_the_films_open_on_demand(window: DiagnosisWindow) -> None:
    window.show_answer(answer(MEAN))
    fold = next(b for b in window.area.widget().findChildren(QToolButton) if b.text() == "1 remark on the films")
    line = next(label for label in window.area.widget().findChildren(QLabel) if label.text() == "7.png was left out")
    assert not line.isVisible()
    fold.click()
    assert line.isVisible()


def test_it_says_what_it_does_and_can_be_cancelled(window: DiagnosisWindow, qtbot) -> None:
    experiment = window.job._diagnose
    experiment.go_on.clear()
    window.start(None, [Path("1.png")])
    qtbot.waitUntil(experiment.reached.is_set, timeout=120_000)
    qtbot.waitUntil(lambda: "run 1 time" in window.message.text(), timeout=120_000)
    assert window.message.text().startswith("Running the network anew") and window.progress.isVisible()
    with qtbot.waitSignal(window.job.stopped, timeout=120_000):
        qtbot.mouseClick(window.cancel_button, Qt.MouseButton.LeftButton)
        experiment.go_on.set()
    assert window.message.text() == "Stopped; nothing was changed." and not window.cancel_button.isVisible()
    assert not window.job.is_running and window.heading.text() == ""


def test_a_click_keeps_what_the_checkpoint_does_not_say(qtbot, tmp_path: Path) -> None:
    model = write(tmp_path / "mine.pth", clinic_checkpoint(changes={"INPUT.MEAN": REMOVED}))
    before = model.read_bytes()
    window = DiagnosisWindow()
    qtbot.addWidget(window)
    window.show_answer(answer(MEAN, STD, ORDER, checkpoint=model))
    assert len(window.keep_buttons) == 2, "no field holds an order"
    assert sum("own file says otherwise" in text for text in texts(window)) == 1
    button = window.keep_buttons[0]
    assert button.text() == "Keep this in mine.preprocessing.toml"
    with qtbot.waitSignal(window.kept):
        button.click()
    assert "mean = [0.5]" in sidecar_path(model).read_text() and model.read_bytes() == before
    assert not button.isEnabled() and "Wrote mine.preprocessing.toml" in window.message.text()
    assert open_model(model).specification.std.origin is Origin.DECLARED
    window.keep_buttons[1].click()  # what the checkpoint declares otherwise is kept, and marked
    std = open_model(model).specification.std
    assert set(std.value) == {0.5} and std.origin is Origin.AGAINST and "the file itself says" in std.why
    assert '# The checkpoint says otherwise of these.\nagainst = ["std"]' in sidecar_path(model).read_text()
    window.job.close()


def test_repaired_readings_are_saved_by_a_click(qtbot, tmp_path: Path, monkeypatch) -> None:
    window = DiagnosisWindow()
    qtbot.addWidget(window)
    points = {"S": (10.0, 20.0), "N": (30.0, 25.5)}
    repaired = tuple(RepairedReading(f"{i}.png", who, points) for i in (1, 2) for who in ("senior", "a/b"))
    window.show_answer(Diagnosed(Diagnosis(2, 5.0, 1.0, (ORDER,), repaired=repaired), None, {}))
    button = next(b for b in window.area.widget().findChildren(QPushButton) if "new files" in b.text())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    button.click()
    assert (
        window.message.text()
        == f"Wrote 4 files into {tmp_path.name}. They count once they stand in the place of the old ones."
    )
    read = read_annotation(tmp_path / "a_b" / "2.json")
    assert read.points[read.scheme.index("N")].tolist() == [30.0, 25.5]
    (tmp_path / "senior" / "1.json").write_text('{"S": [1, 2], "N": [3, 4]}')  # somebody's reading by now
    button.click()
    assert "1.json" in window.message.text() and "[1, 2]" in (tmp_path / "senior" / "1.json").read_text()
    window.job.close()


def test_a_disk_that_refuses_is_told_and_the_click_can_be_repeated(qtbot) -> None:
    def refuse(path: Path, fields: object, against: object) -> Path:
        raise CephViewError("The disk is full.")

    window = DiagnosisWindow(keep=refuse)
    qtbot.addWidget(window)
    window.show_answer(answer(MEAN, checkpoint=Path("my.pth")))
    window.keep_buttons[0].click()
    assert window.message.text() == "The disk is full." and window.keep_buttons[0].isEnabled()
    window.job.close()


def test_nothing_found_a_hint_and_the_embedded_model(qtbot) -> None:
    window = DiagnosisWindow()
    qtbot.addWidget(window)
    window.show_answer(answer())
    assert window.heading.text() == "Nothing found to repair: mean error (MRE) 5.36 mm."
    assert "What remains" in texts(window)
    window.show_answer(answer(MEAN))
    assert window.keep_buttons == [], "the embedded model has no sidecar"
    unread = Diagnosis(4, float("nan"), float("nan"), (HINT,), (), (), 9, "confidence")
    window.show_answer(Diagnosed(unread, None, {}))
    assert "a hint" in texts(window) and "no readings to measure by" in window.heading.text()
    window.show_answer(Diagnosed(replace(unread, findings=()), None, {}))
    assert window.heading.text().endswith("hints at nothing.") and window.message.text().startswith("4 films")
    few = replace(unread, judged_by="readings", before=5.0, after=1.0)
    window.show_answer(Diagnosed(few, None, {}))
    assert window.heading.text() == "Mean error (MRE) 5.00 mm.", "hints repair nothing"
    window.job.close()


@pytest.mark.slow
def test_a_real_checkpoint_on_a_drawn_film(qtbot, tmp_path: Path) -> None:
    model = write(tmp_path / "m.pth", clinic_checkpoint())
    film = write_phantom(tmp_path / "films", "1", PhantomSpec(width=258, height=320, mm_per_px=0.75, ruler=False))
    window = DiagnosisWindow()
    qtbot.addWidget(window)
    said: list[str] = []
    window.job.told.connect(said.append)
    with qtbot.waitSignal(window.job.finished, timeout=300_000) as ended:
        window.start(model, [film])
    assert ended.args[0].diagnosis.films == 1 and ended.args[0].checkpoint == model
    assert said[0] == "loading the model and reading the films" and len(said) > 3
    (film.parent / "1.png").write_bytes(b"nonsense")
    with qtbot.waitSignal(window.job.failed, timeout=300_000):
        window.start(model, [film])
    assert "There is no film to diagnose" in window.message.text()
    window.job.close()


def test_the_evaluation_window_asks_for_its_model_and_films(qtbot, own_settings, tmp_path: Path) -> None:
    films = tmp_path / "films"
    write_phantom(films, "1", PhantomSpec(width=129, height=160, mm_per_px=1.5, ruler=False))
    experiment = Experiment(answer(MEAN))
    diagnosis = DiagnosisWindow(diagnose=experiment)
    window = EvaluationWindow(Settings.at(own_settings), diagnosis=diagnosis)
    qtbot.addWidget(window)
    qtbot.addWidget(diagnosis)
    assert not window.why_button.isEnabled(), "no films yet"
    window.bar.set_folder(films)
    window.bar.set_source(PointSource("predictions", tmp_path / "theirs.json"))
    assert window.why_button.isEnabled() and "order or file of the points" in window.why_button.toolTip()
    window.bar.set_source(PointSource("corrections"))
    assert not window.why_button.isEnabled() and "your own corrections" in window.why_button.toolTip()
    window.bar.set_source(PointSource("model", tmp_path / "mine.pth"))
    window.show()
    with qtbot.waitSignal(diagnosis.job.finished, timeout=120_000):
        qtbot.mouseClick(window.why_button, Qt.MouseButton.LeftButton)
    assert experiment.asked == [(tmp_path / "mine.pth", ["1.png"])] and diagnosis.isVisible()
    window.close_jobs()


def test_the_main_window_asks_about_the_open_films_folder(qtbot, own_settings, tmp_path: Path, monkeypatch) -> None:
    film = write_phantom(tmp_path / "films", "1", PhantomSpec(width=129, height=160, mm_per_px=1.5, ruler=False))
    main = MainWindow(Settings.at(own_settings), Keeping(enabled=False))
    qtbot.addWidget(main)
    main.folder.by_itself = False
    main.session.open([film])
    qtbot.waitUntil(lambda: main.document.case is not None, timeout=120_000)
    asked: list[object] = []
    monkeypatch.setattr(DiagnosisWindow, "start", lambda _, model, films, __: asked.append((model, list(films))))
    main.actions_by_id["why"].trigger()
    assert asked == [(None, [film.parent])]
    qtbot.addWidget(main.evaluations.window)
    main.close()


def test_the_films_of_a_folder_are_listed_in_the_worker(qtbot, tmp_path: Path) -> None:
    for name in ("2.png", "10.png"):
        write_phantom(tmp_path, name[:-4], PhantomSpec(width=129, height=160, mm_per_px=1.5, ruler=False))
    experiment = Experiment(answer(checkpoint=None))
    window = DiagnosisWindow(diagnose=experiment)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.job.finished, timeout=120_000):
        window.start(None, [tmp_path])
    assert experiment.asked == [(None, ["2.png", "10.png"])]
    (tmp_path / "empty").mkdir()
    with qtbot.waitSignal(window.job.failed, timeout=120_000) as failed:
        window.start(None, [tmp_path / "empty"])
    assert "empty" in failed.args[0]
    window.job.close()


def test_the_evaluation_opens_with_the_folder_of_the_open_film(qtbot, own_settings, tmp_path: Path) -> None:
    films = [
        write_phantom(tmp_path / folder, "1", PhantomSpec(width=129, height=160, mm_per_px=1.5, ruler=False))
        for folder in ("a", "b", "c")
    ]
    main = MainWindow(Settings.at(own_settings), Keeping(enabled=False))
    qtbot.addWidget(main)
    main.folder.by_itself = False

    def evaluate_with(film: Path) -> Path | None:
        main.session.open([film])
        qtbot.waitUntil(lambda: main.document.case.radiograph.path == film if main.document.case else False)
        main.actions_by_id["evaluate"].trigger()
        return main.evaluations.window.bar.folder

    assert evaluate_with(films[0]) == films[0].parent
    assert evaluate_with(films[1]) == films[1].parent  # nobody chose the first
    main.evaluations.window.bar.set_folder(films[2].parent)
    assert evaluate_with(films[0]) == films[2].parent  # that one was chosen
    qtbot.addWidget(main.evaluations.window)
    main.close()
